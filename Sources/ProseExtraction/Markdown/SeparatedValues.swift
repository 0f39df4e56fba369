import FindingsModel

/// A table in a code block of comma-separated values (RFC 4180), or with semicolons or tabs between them.
enum SeparatedValues {
    static let maximumRows = 2_000
    static let maximumColumns = 40

    /// The table that `block` holds; `nil` for other code.
    static func table(in block: Block, of document: [UInt8]) -> Block? {
        if case .paragraph = block.kind { return plainTable(block, document) }
        guard case .code(let info) = block.kind else { return nil }
        let language = info.lowercased()
        guard language.isEmpty || ["csv", "tsv", "text", "txt"].contains(language) else { return nil }
        // The content begins below the fence.
        var start = block.span.start
        if document.has("```", at: start) || document.has("~~~", at: start) {
            while start < document.count, document[start] != .lineFeed { start += 1 }
            start += 1
        }
        return table(block.text.bytes, offset: start, span: block.span)
    }

    /// A paragraph is one where its first line names columns, and nothing but names.
    private static func plainTable(_ block: Block, _ document: [UInt8]) -> Block? {
        guard let line = block.text.lines.first, line.upperBound < block.text.count, line.count <= 200,
            !block.text.bytes[line].contains(where: \.isDigit)
        else { return nil }
        let names = block.text.bytes[line].split(omittingEmptySubsequences: false) { $0.isOne(of: ",;\t") }
        guard names.count > 3, names.allSatisfy({ (1...3).contains(PhraseKey($0).count) }) else { return nil }
        let bytes = Array(document[block.span.start..<min(block.span.end, document.count)])
        return table(bytes, offset: block.span.start, span: block.span)
    }

    private static func table(_ bytes: [UInt8], offset: Int, span: ByteSpan) -> Block? {
        let header = bytes.prefix { $0 != .lineFeed }
        guard
            let sign = [UInt8(ascii: ","), 9, UInt8(ascii: ";")].first(where: { sign in header.count { $0 == sign } >= 2
            })
        else { return nil }
        let rows = rows(of: bytes, sign)
        guard rows.count > 2, let columns = rows.first?.cells.count, columns > 2,
            rows.count(where: { $0.cells.count == columns }) * 5 >= rows.count * 4
        else { return nil }
        var table = Block(kind: .table, span: span)
        for (number, row) in rows.enumerated() {
            let place = ByteSpan(
                min(offset + row.range.lowerBound, span.end), min(offset + row.range.upperBound, span.end))
            var block = Block(kind: .row(isHeader: number == 0), span: place)
            block.children = row.cells.map {
                Block(kind: .cell, text: StyledText(String(decoding: $0, as: UTF8.self)), span: place)
            }
            table.children.append(block)
        }
        return TableLayout(table, isExpected: false) == nil ? nil : table
    }

    static func rows(of bytes: [UInt8], _ sign: UInt8) -> [(cells: [[UInt8]], range: Range<Int>)] {
        var rows: [(cells: [[UInt8]], range: Range<Int>)] = []
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var start = 0
        var index = 0
        func close(_ end: Int) {
            cells.append(cell)
            if cells.count > 1 || !cell.isEmpty { rows.append((cells, start..<end)) }
            (cells, cell, start) = ([], [], end + 1)
        }
        while index < bytes.count, rows.count < maximumRows, cells.count < maximumColumns {
            let byte = bytes[index]
            if isQuoted {
                if byte == UInt8(ascii: "\"") {
                    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                        cell.append(byte)
                        index += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    cell.append(byte)
                }
            } else if byte == UInt8(ascii: "\""), cell.allSatisfy(\.isBlank) {
                isQuoted = true
                cell = []
            } else if byte == sign {
                cells.append(cell)
                cell = []
            } else if byte == .lineFeed {
                close(index)
            } else if byte != 13 {
                cell.append(byte)
            }
            index += 1
        }
        if !cell.isEmpty || !cells.isEmpty { close(bytes.count) }
        return rows
    }
}
