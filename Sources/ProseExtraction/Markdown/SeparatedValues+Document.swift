import FindingsModel

/// A document that is a table as a spreadsheet saves it, with what stands above its header: the sheet's title, the file.
extension SeparatedValues {
    /// Rows that may stand above the header.
    static let maximumTitleRows = 20

    /// The paragraphs of the rows above the header, and the table; `nil` for a document that is no list of remarks.
    static func blocks(ofDocument document: [UInt8]) -> [Block]? {
        guard let (start, sign) = header(of: document) else { return nil }
        let rows = rows(of: Array(document[start...]), sign)
        guard let names = rows.first?.cells.map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
        let rest = rows.dropFirst().filter { row in row.cells.contains { !$0.allSatisfy(\.isBlank) } }
        let columns = names.count
        // Words at the end of a row may hold the sign without being quoted.
        let isOpen = TableLayout.isText(names[columns - 1])
        func fits(_ count: Int) -> Bool { count == columns || isOpen && count > columns }
        guard !rest.isEmpty, rest.count(where: { fits($0.cells.count) }) * 5 >= rest.count * 4 else { return nil }
        var table = Block(kind: .table, span: ByteSpan(start, document.count))
        for (number, row) in ([rows[0]] + rest).enumerated() {
            let end = min(start + row.range.upperBound, document.count)
            var block = Block(
                kind: .row(isHeader: number == 0), span: ByteSpan(min(start + row.range.lowerBound, end), end))
            var cells = row.cells
            if isOpen, cells.count > columns {
                cells[columns - 1] = Array(cells[(columns - 1)...].joined(separator: CollectionOfOne(sign)))
                cells.removeSubrange(columns...)
            }
            block.children = cells.map { Block(kind: .cell, text: words($0), span: block.span) }
            table.children.append(block)
        }
        guard TableLayout(table, isExpected: true) != nil else { return nil }
        return titles(document[..<start], sign) + [table]
    }

    /// Where the first line begins whose cells are names of a list of remarks, and the sign between them.
    private static func header(of document: [UInt8]) -> (start: Int, sign: UInt8)? {
        var start = 0
        var rows = 0
        while start < document.count, rows < maximumTitleRows {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            defer { start = end + 1 }
            guard end - start <= 1_000, end < document.count else { return nil }
            if document[start..<end].allSatisfy(\.isBlank) { continue }
            rows += 1
            for sign in [9, UInt8(ascii: ";"), UInt8(ascii: ",")]
            where document[start..<end].count(where: { $0 == sign }) >= 2 {
                let cells = Self.rows(of: Array(document[start..<end]), sign).first?.cells ?? []
                if TableLayout.listsRemarks(cells.map { String(decoding: $0, as: UTF8.self) }) { return (start, sign) }
            }
        }
        return nil
    }

    /// A paragraph for each row with words: "File: a.py".
    private static func titles(_ rows: ArraySlice<UInt8>, _ sign: UInt8) -> [Block] {
        rows.split(separator: .lineFeed).compactMap { row in
            let cells = row.split(separator: sign).map { String(decoding: $0, as: UTF8.self).trimmingSpaces }
                .filter { !$0.isEmpty }
            guard !cells.isEmpty else { return nil }
            return Block(
                kind: .paragraph, text: StyledText(cells.joined(separator: ": ")),
                span: ByteSpan(row.startIndex, row.endIndex))
        }
    }

    /// A cell's words: code in backticks is code.
    private static func words(_ cell: [UInt8]) -> StyledText {
        let plain = StyledText(String(decoding: cell, as: UTF8.self))
        guard cell.contains(UInt8(ascii: "`")) else { return plain }
        let blocks = MarkdownTree(Array(cell.drop(while: \.isBlank))).blocks
        guard blocks.count == 1, let block = blocks.first, case .paragraph = block.kind else { return plain }
        return block.text
    }
}
