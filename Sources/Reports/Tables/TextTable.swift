import FindingsModel

/// A table for a terminal: columns aligned by display width, fitted to the terminal, numbers to the right.
///
/// Where the rows are wider than the terminal, the widest columns of words are cut; a column keeps at least its heading
/// or eight columns. Ids are cut to a beginning that is still an id, times to their day, and single words not at all. One
/// record a block instead of a table where even this does not fit.
struct TextTable: TableRenderer {
    static let format = TableFormat.text
    private static let gap = 2
    private static let narrowest = 8

    func render(_ rows: RowSet, style: TextStyle) -> String {
        guard !rows.columns.isEmpty else { return "" }
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
        var out = ""
        let widths =
            Self.fit(columns, floors: columns.map(\.preferredFloor), into: style.width)
            ?? Self.fit(columns, floors: columns.map(\.floor), into: style.width)
        if let widths {
            out += Self.line(headings, columns, widths) { style.paint($0, .heading) }
            for row in cells {
                out += Self.line(row, columns, widths) { style.paint($0, Self.role($0)) }
            }
        } else {
            out += Self.records(headings, cells, style)
        }
        if rows.rows.isEmpty { out += style.paint("(no rows)", .quiet) + "\n" }
        if rows.isTruncated {
            out += style.paint("(there is more: \(rows.howToSeeMore ?? "--limit and --page"))", .quiet) + "\n"
        }
        return out
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
            case .times: return max(name, min(natural, 10))
            case .words where natural <= 20: return natural
            case .words, .text: return min(natural, max(narrowest, min(name, 16)))
            }
        }
    }

    /// What a column's cells are, which decides how they may be cut.
    private enum Content {
        case ids, times, words, text

        init(_ cells: some Sequence<String>) {
            var isIDs = true
            var isTimes = true
            var isWords = true
            var isEmpty = true
            for cell in cells where !cell.isEmpty {
                isEmpty = false
                isIDs =
                    isIDs && cell.utf8.count == 16
                    && cell.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
                isTimes = isTimes && cell.utf8.count >= 16 && CivilDay(cell) != nil
                isWords = isWords && !cell.utf8.contains(32)
                if !isIDs, !isTimes, !isWords { break }
            }
            self = isEmpty ? .text : isIDs ? .ids : isTimes ? .times : isWords ? .words : .text
        }
    }

    /// Widths that fit, or `nil` where the columns cannot be made narrow enough.
    private static func fit(_ columns: [Column], floors: [Int], into width: Int) -> [Int]? {
        let available = width - gap * (columns.count - 1)
        var widths = columns.map(\.natural)
        guard floors.reduce(0, +) <= available else { return nil }
        // Lower the ceiling of all columns of words until the rows fit.
        var ceiling = widths.max() ?? 0
        while widths.reduce(0, +) > available, ceiling > 1 {
            ceiling = min(ceiling - 1, (widths.max() ?? 0))
            widths = zip(columns.indices, floors).map { index, floor in
                max(floor, min(columns[index].natural, ceiling))
            }
            if ceiling > 4 * width { ceiling = 4 * width }
        }
        return widths
    }

    private static func line(
        _ cells: [String], _ columns: [Column], _ widths: [Int], paint: (String) -> String
    ) -> String {
        var out = ""
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            let text =
                switch column.content {
                case .ids: String(cell.prefix(widths[index]))
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
