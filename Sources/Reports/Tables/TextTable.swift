import FindingsModel

/// A table for a terminal: columns aligned by display width, fitted to the terminal, numbers to the right.
///
/// Where the rows are wider than the terminal, the widest columns of words are cut; a column keeps at least its heading
/// or eight columns. Ids are cut to a beginning that is still an id, times to their day, and single words not at all. Before
/// anything is cut, the place and the category of what has a title go below it. One record a block instead of a table where
/// even this does not fit.
struct TextTable: TableRenderer {
    static let format = TableFormat.text
    private static let gap = 2
    private static let narrowest = 8

    func render(_ rows: RowSet, style: TextStyle) -> String {
        guard !rows.columns.isEmpty else { return "" }
        var table = Self.columns(of: rows)
        var below: Below?
        if Self.width(of: table.columns) > style.width, let folded = Below(rows) {
            let narrower = Self.columns(of: folded.rows)
            // Where it would be cut to bits all the same, a record a block says more.
            if Self.fit(narrower.columns, floors: narrower.columns.map(\.floor), into: style.width) != nil {
                table = narrower
                below = folded
            }
        }
        let columns = table.columns
        var out = ""
        let widths =
            Self.fit(columns, floors: columns.map(\.preferredFloor), into: style.width)
            ?? Self.fit(columns, floors: columns.map(\.floor), into: style.width)
        if let widths {
            out += Self.line(columns.map(\.name), columns, widths, isHeading: true) { style.paint($0, .heading) }
            for (number, row) in table.cells.enumerated() {
                out += Self.line(row, columns, widths) { style.paint($0, Self.role($0)) }
                if let below, !below.notes[number].isEmpty {
                    let indent = widths[..<below.column].reduce(0) { $0 + $1 + Self.gap }
                    let note = TextFitting.cut(below.notes[number], to: style.width - indent)
                    out += String(repeating: " ", count: indent) + style.paint(note, .quiet) + "\n"
                }
            }
        } else {
            out += Self.records(columns.map(\.name), table.cells, style)
        }
        if rows.rows.isEmpty { out += style.paint("(no rows)", .quiet) + "\n" }
        if rows.isTruncated {
            out += style.paint("(there is more: \(rows.howToSeeMore ?? "--limit and --page"))", .quiet) + "\n"
        }
        return out
    }

    private static func columns(of rows: RowSet) -> (columns: [Column], cells: [[String]]) {
        let headings = rows.columns.map { PlainText.oneLine($0) }
        let cells = rows.rows.map { $0.map(\.cellText) }
        let columns = headings.indices.map { index in
            Column(
                name: headings[index],
                natural: cells.reduce(DisplayWidth.of(headings[index])) {
                    index < $1.count ? max($0, DisplayWidth.of($1[index])) : $0
                },
                isNumeric: rows.rows.contains { index < $0.count && $0[index].isNumber }
                    && rows.rows.allSatisfy { index >= $0.count || $0[index].isNumber || $0[index].isNull },
                content: Content(cells.lazy.compactMap { index < $0.count ? $0[index] : nil }))
        }
        return (columns, cells)
    }

    private static func width(of columns: [Column]) -> Int {
        columns.reduce(gap * (columns.count - 1)) { $0 + $1.natural }
    }

    /// What goes below the titles: `tests/test_cart.py:12 · sleepy-test`.
    private struct Below {
        /// What is left for the table.
        let rows: RowSet
        let notes: [String]
        /// The place of the title among what is left.
        let column: Int

        /// `nil` where nothing has both a title and a path.
        init?(_ set: RowSet) {
            func place(_ names: String...) -> Int? { set.columns.firstIndex(where: names.contains) }
            guard !set.rows.isEmpty, place("title") != nil, let path = place("path") else { return nil }
            let line = place("line", "lines")
            let category = place("category")
            let moved = [path, line, category].compactMap { $0 }
            func text(_ row: [Value], _ place: Int?) -> String {
                guard let place, place < row.count else { return "" }
                return row[place].cellText
            }
            notes = set.rows.map { row in
                let lines = text(row, line)
                return [text(row, path) + (lines.isEmpty ? "" : ":" + lines), text(row, category)]
                    .filter { !$0.isEmpty }.joined(separator: " · ")
            }
            var rest = set
            rest.columns = set.columns.indices.filter { !moved.contains($0) }.map { set.columns[$0] }
            rest.rows = set.rows.map { row in row.indices.filter { !moved.contains($0) }.map { row[$0] } }
            rows = rest
            column = rest.columns.firstIndex(of: "title") ?? 0
        }
    }

    private struct Column {
        var name: String
        var natural: Int
        var isNumeric: Bool
        var content: Content

        /// A state goes on with a decision, which is to be seen where there is room: "open, accepted…".
        var preferredFloor: Int { name == "state" ? max(floor, min(natural, 15)) : floor }

        /// As narrow as the column can be and still be of use.
        var floor: Int {
            if isNumeric { return natural }
            // The comma tells that a decision follows.
            if self.name == "state", content == .text { return min(natural, "open,…".count) }
            let name = DisplayWidth.of(name)
            switch content {
            case .ids: return max(name, min(natural, 8))
            case .findings(let ordinal): return max(name, min(natural, 8 + ordinal))
            case .times: return max(name, min(natural, 10))
            case .words where natural <= 20: return natural
            case .words, .text: return min(natural, max(narrowest, min(name, 16)))
            }
        }
    }

    /// What a column's cells are, which decides how they may be cut.
    private enum Content: Equatable {
        case ids, times, words, text
        /// `review.ordinal`, of which the review is cut: so many columns are the longest dot and ordinal.
        case findings(ordinal: Int)

        /// A day says as much as a time, and the beginning of an id as much as the whole: they are cut before any words are.
        var givesWay: Bool {
            switch self {
            case .ids, .findings, .times: true
            case .words, .text: false
            }
        }

        init(_ cells: some Sequence<String>) {
            var isIDs = true
            var ordinal: Int? = 0
            var isTimes = true
            var isWords = true
            var isEmpty = true
            for cell in cells where !cell.isEmpty {
                isEmpty = false
                isIDs =
                    isIDs && cell.utf8.count == 16
                    && cell.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
                ordinal = ordinal.flatMap { longest in
                    let halves = cell.split(separator: ".", omittingEmptySubsequences: false)
                    guard halves.count == 2, halves[0].utf8.count == 16, Int(halves[1]) != nil else { return nil }
                    return max(longest, halves[1].utf8.count + 1)
                }
                isTimes = isTimes && cell.utf8.count >= 16 && CivilDay(cell) != nil
                isWords = isWords && !cell.utf8.contains(32)
                if !isIDs, ordinal == nil, !isTimes, !isWords { break }
            }
            if !isEmpty, let ordinal {
                self = .findings(ordinal: ordinal)
                return
            }
            self = isEmpty ? .text : isIDs ? .ids : isTimes ? .times : isWords ? .words : .text
        }
    }

    /// Widths that fit, or `nil` where the columns cannot be made narrow enough.
    private static func fit(_ columns: [Column], floors: [Int], into width: Int) -> [Int]? {
        let available = width - gap * (columns.count - 1)
        var widths = columns.map(\.natural)
        guard floors.reduce(0, +) <= available else { return nil }
        let isCut = widths.reduce(0, +) > available
        for index in columns.indices where isCut && columns[index].content.givesWay { widths[index] = floors[index] }
        // Lower the ceiling of all columns of words until the rows fit.
        var ceiling = widths.max() ?? 0
        while widths.reduce(0, +) > available, ceiling > 1 {
            ceiling = min(ceiling - 1, (widths.max() ?? 0))
            widths = zip(columns.indices, floors).map { index, floor in
                columns[index].content.givesWay ? floor : max(floor, min(columns[index].natural, ceiling))
            }
            if ceiling > 4 * width { ceiling = 4 * width }
        }
        return widths
    }

    private static func line(
        _ cells: [String], _ columns: [Column], _ widths: [Int], isHeading: Bool = false, paint: (String) -> String
    ) -> String {
        var out = ""
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            let text =
                switch column.content {
                case _ where isHeading: TextFitting.cut(cell, to: widths[index])
                case .ids: String(cell.prefix(widths[index]))
                case .findings(let ordinal) where widths[index] < column.natural:
                    String(cell.prefix(max(4, widths[index] - ordinal)) + cell.drop { $0 != "." })
                case .times: widths[index] < column.natural ? String(cell.prefix(10)) : cell
                default:
                    column.name == "path"
                        ? TextFitting.cutMiddle(cell, to: widths[index]) : TextFitting.cut(cell, to: widths[index])
                }
            let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            let isLast = index == columns.count - 1
            out += column.isNumeric ? padding + paint(text) : paint(text) + (isLast ? "" : padding)
            if !isLast { out += String(repeating: " ", count: gap) }
        }
        while out.hasSuffix(" ") { out.removeLast() }
        return out + "\n"
    }

    private static func records(_ headings: [String], _ rows: [[String]], _ style: TextStyle) -> String {
        let label = min(headings.map(DisplayWidth.of).max() ?? 0, style.width / 3)
        var out = ""
        for (number, row) in rows.enumerated() {
            if number > 0 { out += "\n" }
            for (heading, cell) in zip(headings, row) where !cell.isEmpty {
                let lines = TextFitting.wrap(cell, to: max(8, style.width - label - gap))
                let head = TextFitting.padEnd(TextFitting.cut(heading, to: label), to: label)
                for (place, line) in lines.enumerated() {
                    out += place == 0 ? style.paint(head, .quiet) : String(repeating: " ", count: label)
                    out += String(repeating: " ", count: gap) + style.paint(line, role(line)) + "\n"
                }
            }
        }
        return out
    }

    /// Severities and states are words of their own and carry a colour wherever they stand alone in a cell.
    private static func role(_ cell: String) -> TextStyle.Role? {
        switch cell {
        case "critical": .critical
        case "high": .high
        case "medium": .medium
        case "low": .low
        case "resolved": .good
        case "info", "missing": .quiet
        default: nil
        }
    }
}
