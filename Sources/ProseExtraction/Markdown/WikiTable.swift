import FindingsModel

/// MediaWiki's tables: `{|`, rows between lines `|-`, names behind `!`, cells behind `|`, several on a line with the sign twice.
enum WikiTable {
    static let maximumRows = 2_000

    /// `blocks` with such tables in the place of what Markdown makes of their lines.
    ///
    /// - Parameter document: what the blocks were read from.
    static func unrolled(_ blocks: [Block], of document: [UInt8]) -> [Block] {
        let tables = tables(in: document)
        guard !tables.isEmpty else { return blocks }
        var out: [Block] = []
        var next = 0
        for block in blocks {
            while next < tables.count, tables[next].span.end <= block.span.start {
                out.append(tables[next])
                next += 1
            }
            guard next < tables.count, tables[next].span.start < block.span.end else {
                out.append(block)
                continue
            }
            // A paragraph that goes on right below the table, or stands right above it.
            let table = tables[next]
            if block.span.start < table.span.start, let part = part(block.span.start..<table.span.start, document) {
                out.append(part)
            }
            if block.span.end > table.span.end {
                out.append(table)
                next += 1
                if let part = part(table.span.end..<min(block.span.end, document.count), document) { out.append(part) }
            }
        }
        return out + tables[next...]
    }

    private static func part(_ range: Range<Int>, _ document: [UInt8]) -> Block? {
        guard let text = MarkdownTree(Array(document[range])).blocks.first?.text, !text.isBlank else { return nil }
        return Block(kind: .paragraph, text: text, span: ByteSpan(range.lowerBound, range.upperBound))
    }

    private static func tables(in document: [UInt8]) -> [Block] {
        guard document.has("{|", within: 0..<document.count) else { return [] }
        var tables: [Block] = []
        var open: Table?
        var isFenced = false
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = start..<end
            defer { start = end + 1 }
            if document.has("```", at: start) { isFenced.toggle() }
            if isFenced { continue }
            if document.has("{|", at: start) {
                open = Table(start: start)
            } else if document.has("|}", at: start) {
                if let table = open?.block(end: end) { tables.append(table) }
                open = nil
            } else {
                open?.read(document, line)
            }
        }
        return tables
    }

    private struct Table {
        struct Cell {
            var text: [UInt8]
            var rows = 1
            var isName = false
        }

        let start: Int
        var rows: [(cells: [Cell], span: ByteSpan)] = []
        private var isOpen = false

        init(start: Int) { self.start = start }

        mutating func read(_ document: [UInt8], _ line: Range<Int>) {
            guard let first = line.first, rows.count < WikiTable.maximumRows else { return }
            if document.has("|-", at: first) {
                isOpen = false
                return
            }
            // The caption.
            if document.has("|+", at: first) { return }
            let mark = document[first]
            if mark == UInt8(ascii: "|") || mark == UInt8(ascii: "!") {
                if !isOpen { rows.append(([], ByteSpan(line.lowerBound, line.upperBound))) }
                isOpen = true
                guard rows[rows.count - 1].cells.count < SeparatedValues.maximumColumns else { return }
                for cell in Self.parts(document[(first + 1)..<line.upperBound], mark) {
                    rows[rows.count - 1].cells.append(Self.cell(cell, isName: mark == UInt8(ascii: "!")))
                }
            } else if isOpen, let last = rows[rows.count - 1].cells.indices.last {
                // A cell's further line.
                rows[rows.count - 1].cells[last].text += [.lineFeed] + document[line]
            }
            if isOpen { rows[rows.count - 1].span.end = line.upperBound }
        }

        /// The cells of a line: `a || b`, of names also `a !! b`.
        private static func parts(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> [ArraySlice<UInt8>] {
            var parts: [ArraySlice<UInt8>] = []
            var start = line.startIndex
            var index = start
            while index + 1 < line.endIndex {
                let isSign =
                    line[index] == UInt8(ascii: "|") || mark == UInt8(ascii: "!") && line[index] == UInt8(ascii: "!")
                if isSign, line[index + 1] == line[index] {
                    parts.append(line[start..<index])
                    index += 2
                    start = index
                } else {
                    index += 1
                }
            }
            parts.append(line[start...])
            return parts
        }

        /// `rowspan=2 | words`: what stands before a single bar is how the cell looks.
        private static func cell(_ part: ArraySlice<UInt8>, isName: Bool) -> Cell {
            guard let bar = part.firstIndex(of: UInt8(ascii: "|")), part[..<bar].contains(UInt8(ascii: "=")),
                !part[..<bar].contains(UInt8(ascii: "["))
            else { return Cell(text: Array(part), isName: isName) }
            var cell = Cell(text: Array(part[(bar + 1)...]), isName: isName)
            let look = String(decoding: part[..<bar], as: UTF8.self)
            if let span = look.byteRange(of: "rowspan=") {
                let digits = look[span.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix { $0.isNumber }
                cell.rows = min(max(Int(digits) ?? 1, 1), 100)
            }
            return cell
        }

        func block(end: Int) -> Block? {
            guard let header = rows.first, rows.count > 1, header.cells.count > 1 else { return nil }
            var table = Block(kind: .table, span: ByteSpan(start, end))
            // Cells that reach down into the rows below, by column.
            var reaching: [Int: (text: StyledText, rows: Int)] = [:]
            for (number, row) in rows.enumerated() {
                var block = Block(kind: .row(isHeader: number == 0), span: row.span)
                var own = row.cells[...]
                while block.children.count < SeparatedValues.maximumColumns {
                    let column = block.children.count
                    var text: StyledText
                    if let above = reaching[column], above.rows > 0 {
                        text = above.text
                        reaching[column]?.rows -= 1
                    } else if let cell = own.popFirst() {
                        text = Self.words(cell.text)
                        if cell.rows > 1 { reaching[column] = (text, cell.rows - 1) }
                    } else {
                        break
                    }
                    block.children.append(Block(kind: .cell, text: text, span: row.span))
                }
                table.children.append(block)
            }
            return table
        }

        private static func words(_ cell: [UInt8]) -> StyledText {
            MarkdownTree(Array(cell.drop(while: \.isBlank))).blocks.first?.text ?? StyledText()
        }
    }
}
