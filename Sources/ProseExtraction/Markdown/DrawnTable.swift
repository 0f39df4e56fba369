import FindingsModel

/// A table or box that is drawn with signs or blanks, and no table to Markdown: Jira's `||Line||Problem||`, lines between
/// `+----+` rules as databases and RST draw them, and columns under a head that only gaps part. A box around a few lines
/// is those lines.
enum DrawnTable {
    static let maximumRows = 2_000

    /// What the paragraph `block` draws; `nil` for any other block.
    static func block(in block: Block, of document: [UInt8]) -> Block? {
        switch block.kind {
        case .paragraph: break
        // A rule below the rows makes a heading of them.
        case .heading where block.text.bytes.contains(.lineFeed): return aligned(block, document)
        case .code(let info) where info.isEmpty: return aligned(block, document)
        default: return nil
        }
        var start = block.span.start
        let end = min(block.span.end, document.count)
        while start < end, document[start].isBlank { start += 1 }
        guard document.has("||", at: start) || document.has("+-", at: start) || document.has("+=", at: start) else {
            return aligned(block, document)
        }
        let all = lines(of: document, start..<end)
        let lines = Array(
            all.prefix { document[$0.lowerBound] == bar || document[$0.lowerBound] == UInt8(ascii: "+") })
        // "(4 rows)" stands right below what a database prints.
        guard lines.count > 1, lines.count <= maximumRows, all.count - lines.count <= 2 else { return nil }
        let rows = lines.filter { document[$0.lowerBound] == bar }
        let cells = rows.map { Self.cells(of: document, $0) }
        let columns = cells.map(\.count).max() ?? 0
        if columns < 2 { return box(block, rows: cells.flatMap(\.self), document) }
        guard cells.count > 1, cells.count(where: { $0.count == columns }) * 5 >= cells.count * 4 else { return nil }
        var table = Block(kind: .table, span: block.span)
        // With a rule below each row, the lines between two are one row.
        let isRuled = lines.count - rows.count >= 4
        for (number, row) in cells.enumerated() {
            let isFurther =
                isRuled && number > 1
                && !document[rows[number - 1].upperBound..<rows[number].lowerBound].contains(UInt8(ascii: "+"))
            if isFurther, let last = table.children.indices.last, row.count == table.children[last].children.count {
                for (column, cell) in row.enumerated() where !document[cell].allSatisfy(\.isBlank) {
                    table.children[last].children[column].text.append(CollectionOfOne(.space), [])
                    table.children[last].children[column].text.append(words(document[cell]))
                }
                table.children[last].span.end = rows[number].upperBound
                continue
            }
            var drawn = Block(
                kind: .row(isHeader: number == 0), span: ByteSpan(rows[number].lowerBound, rows[number].upperBound))
            drawn.children = row.map { cell in
                Block(kind: .cell, text: words(document[cell]), span: ByteSpan(cell.lowerBound, cell.upperBound))
            }
            table.children.append(drawn)
        }
        return table
    }

    /// Columns that begin where the words of the first line do, two blanks or more apart. A line that is blank where the
    /// first column stands goes on with the row above it.
    private static func aligned(_ block: Block, _ document: [UInt8]) -> Block? {
        let end = min(block.span.end, document.count)
        var start = block.span.start
        while start > 0, document[start - 1] != .lineFeed { start -= 1 }
        let raw = rawLines(of: document, start..<end)
        guard raw.count > 2, raw.count <= maximumRows, let head = raw.first else { return nil }
        let starts = columnStarts(document, head)
        guard starts.count >= 3 else { return nil }
        var table = Block(kind: .table, span: block.span)
        for (number, line) in raw.enumerated() {
            // A rule below the head means nothing; one below the rows ends them.
            if document[line].allSatisfy({ $0.isOne(of: "-=_ ") }) {
                if number < 2 { continue } else { break }
            }
            let cells = cells(of: document, line, at: starts)
            if number > 0, cells[0].isBlank, let last = table.children.indices.last, last > 0 {
                for (column, cell) in cells.enumerated() where !cell.isBlank {
                    table.children[last].children[column].text.append(CollectionOfOne(.space), [])
                    table.children[last].children[column].text.append(cell)
                }
                table.children[last].span.end = line.upperBound
                continue
            }
            // Running text has no gap where the second column begins.
            guard cells.count > 1, number == 0 || !cells[1].isBlank else { return nil }
            var row = Block(kind: .row(isHeader: number == 0), span: ByteSpan(line.lowerBound, line.upperBound))
            row.children = cells.map { Block(kind: .cell, text: $0, span: row.span) }
            table.children.append(row)
        }
        return table.children.count > 2 && TableLayout(table, isExpected: false) != nil ? table : nil
    }

    /// The line cut where columns begin; not within a word, for which a cell reaches into the next column.
    private static func cells(of document: [UInt8], _ line: Range<Int>, at starts: [Int]) -> [StyledText] {
        var cells = [StyledText](repeating: StyledText(), count: starts.count)
        var column = 0
        var from = line.lowerBound
        for next in 1...starts.count {
            let to = next < starts.count ? min(line.lowerBound + starts[next], line.upperBound) : line.upperBound
            guard next == starts.count || to >= line.upperBound || document[to - 1] == .space else { continue }
            if from < to, !document[from..<to].allSatisfy(\.isBlank) { cells[column] = words(document[from..<to]) }
            column = next
            from = to
        }
        return cells
    }

    /// The offsets at which the head's names begin; names are at most four words, with gaps of two blanks between them.
    private static func columnStarts(_ document: [UInt8], _ line: Range<Int>) -> [Int] {
        var starts: [Int] = []
        var blanks = 2
        for index in line {
            if document[index] == .space {
                blanks += 1
            } else {
                if document[index] == 9 || document[index].isOne(of: ".:;!?") { return [] }
                if blanks >= 2 { starts.append(index - line.lowerBound) }
                blanks = 0
            }
        }
        return starts
    }

    private static func rawLines(of document: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound, lines.count <= maximumRows {
            let end = document[start..<range.upperBound].firstIndex(of: .lineFeed) ?? range.upperBound
            lines.append(start..<(end > start && document[end - 1] == 13 ? end - 1 : end))
            start = end + 1
        }
        return lines
    }

    /// The lines in a box without its frame.
    private static func box(_ block: Block, rows: [Range<Int>], _ document: [UInt8]) -> Block? {
        let inner = rows.filter { !document[$0].allSatisfy(\.isBlank) }
        guard !inner.isEmpty else { return nil }
        let text = inner.map { String(decoding: document[$0], as: UTF8.self).trimmingSpaces }.joined(separator: "\n")
        var paragraph = block
        paragraph.text = words(Array(text.utf8)[...])
        return paragraph
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> StyledText {
        MarkdownTree(Array(bytes.drop(while: \.isBlank))).blocks.first?.text
            ?? StyledText(String(decoding: bytes, as: UTF8.self).trimmingSpaces)
    }

    /// What stands between the bars of a line.
    private static func cells(of document: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start: Int?
        for index in line where document[index] == bar {
            if let open = start, open < index { cells.append(open..<index) }
            start = index + 1
        }
        if let open = start, open < line.upperBound, !document[open..<line.upperBound].allSatisfy(\.isBlank) {
            cells.append(open..<line.upperBound)
        }
        return cells
    }

    private static func lines(of document: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound, lines.count <= maximumRows {
            let end = document[start..<range.upperBound].firstIndex(of: .lineFeed) ?? range.upperBound
            var first = start
            var last = end
            while first < last, document[first].isBlank { first += 1 }
            while last > first, document[last - 1].isBlank { last -= 1 }
            if first < last { lines.append(first..<last) }
            start = end + 1
        }
        return lines
    }

    private static let bar = UInt8(ascii: "|")
}
