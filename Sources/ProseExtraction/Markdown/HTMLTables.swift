import FindingsModel

/// Tables in HTML whose cells hold Markdown or folds: the parser sees them as fragments between blank lines.
///
/// A table of one column only sets its cells below each other: they are read as if they stood in no table. Where rows hold
/// folds, each row is the fold, rated as its other cells say. All others become tables of plain cells.
struct HTMLTables {
    private struct Cell {
        var isHeader = false
        var rows = 1
        var blocks: [Block] = []
    }

    private var table: [[Cell]] = []
    private var depth = 0
    private var isInCell = false
    private let document: [UInt8]

    /// `blocks` with such tables in the place of their fragments.
    ///
    /// - Parameter document: what the blocks were read from.
    static func unrolled(_ blocks: [Block], of document: [UInt8]) -> [Block] {
        var out: [Block] = []
        var index = 0
        // Nothing closes a table that was looked for in vain.
        var canClose = true
        while index < blocks.count {
            let block = blocks[index]
            guard canClose, case .html = block.kind, let start = Self.start(of: block.text.bytes) else {
                out.append(block)
                index += 1
                continue
            }
            var end = index
            var depth = 0
            repeat {
                depth += Self.balance(of: blocks[end], from: end == index ? start : 0, in: document)
                end += 1
            } while depth > 0 && end < blocks.count
            guard depth <= 0 else {
                canClose = false
                continue
            }
            if end == index + 1, !block.text.bytes.has("<details", within: start..<block.text.count) {
                // Whole in one block, and nothing in it but text.
                out.append(block)
                index = end
                continue
            }
            var reader = HTMLTables(document: document)
            if start > 0 { out.append(Self.part(of: block, 0..<start)) }
            for position in index..<end {
                if let rest = reader.take(blocks[position], from: position == index ? start : 0) { out.append(rest) }
            }
            out += reader.blocks()
            index = end
        }
        return out
    }

    private init(document: [UInt8]) { self.document = document }

    // MARK: Reading

    private static func start(of html: [UInt8]) -> Int? {
        html.indices.first { html[$0] == UInt8(ascii: "<") && html.has("<table", at: $0) }
    }

    /// How many more tables the block opens than it closes.
    private static func balance(of block: Block, from start: Int, in document: [UInt8]) -> Int {
        let bytes: [UInt8]
        switch block.kind {
        case .html: bytes = Array(block.text.bytes[start...])
        case .code: return 0
        default:
            bytes = Array(document[min(block.span.start, document.count)..<min(block.span.end, document.count)])
        }
        var balance = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "<") {
            if bytes.has("<table", at: index) { balance += 1 }
            if bytes.has("</table", at: index) { balance -= 1 }
        }
        return balance
    }

    /// Takes the block's part of the table; what stands behind the table's end is returned.
    private mutating func take(_ block: Block, from start: Int) -> Block? {
        guard case .html = block.kind else {
            append(block)
            return nil
        }
        let html = block.text.bytes
        var index = start
        var textStart = start
        while index < html.count {
            guard html[index] == UInt8(ascii: "<"), let end = html[index...].prefix(400).firstIndex(of: 62),
                let tag = HTMLTag(Array(html[index...end])),
                ["table", "thead", "tbody", "tr", "td", "th"].contains(tag.name)
            else {
                index += 1
                continue
            }
            if tag.name == "table" {
                depth += tag.isClosing ? -1 : 1
                if depth == 0 {
                    flush(block, textStart..<index)
                    let rest = end + 1..<html.count
                    return html[rest].allSatisfy(\.isBlank) ? nil : Self.part(of: block, rest)
                }
            }
            // What a cell's own table holds is its text.
            if depth == 1, tag.name != "table" || !tag.isClosing {
                flush(block, textStart..<index)
                textStart = end + 1
                open(tag)
            }
            index = end + 1
        }
        flush(block, textStart..<html.count)
        return nil
    }

    private mutating func open(_ tag: HTMLTag) {
        switch tag.name {
        case "tr":
            isInCell = false
            if !tag.isClosing { table.append([]) }
        case "td", "th":
            isInCell = !tag.isClosing
            guard !tag.isClosing else { return }
            var cell = Cell(isHeader: tag.name == "th")
            let rows = tag.attribute("rowspan") ?? tag.bareAttribute("rowspan")
            cell.rows = rows.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 1
            if table.isEmpty { table.append([]) }
            table[table.count - 1].append(cell)
        default: isInCell = false
        }
    }

    private mutating func flush(_ block: Block, _ range: Range<Int>) {
        guard !range.isEmpty, !block.text.bytes[range].allSatisfy(\.isBlank) else { return }
        append(Self.part(of: block, range))
    }

    private mutating func append(_ block: Block) {
        guard isInCell, let row = table.indices.last, let cell = table[row].indices.last else { return }
        table[row][cell].blocks.append(block)
    }

    private static func part(of block: Block, _ range: Range<Int>) -> Block {
        var part = block
        part.text = block.text.slice(range)
        part.span = ByteSpan(
            min(block.span.start + range.lowerBound, block.span.end),
            min(block.span.start + range.upperBound, block.span.end))
        return part
    }

    // MARK: Writing

    private func blocks() -> [Block] {
        let rows = table.filter { !$0.isEmpty }
        guard let header = rows.first else { return [] }
        let width = rows.map(\.count).max() ?? 0
        if width == 1 { return rows.flatMap { Self.flow($0[0]) } }
        let hasFolds = rows.dropFirst().joined().contains { Self.fold(in: $0) != nil }
        return hasFolds ? folds(rows, names: header.map { Self.text(of: $0).flat }) : [plain(rows)]
    }

    /// The cell's blocks, as if they stood in no table.
    private static func flow(_ cell: Cell) -> [Block] {
        cell.blocks.map { block in
            guard case .html = block.kind, fold(in: block) == nil, !block.text.bytes.has("</", within: 0..<2) else {
                return block
            }
            return Block(
                kind: .paragraph, text: InlineReader.read(html: block.text.bytes).trimmed(), span: block.span)
        }.filter { $0.kind != .paragraph || !$0.text.isEmpty }
    }

    /// Each row as its fold, with the rating of the cells beside it.
    private func folds(_ rows: [[Cell]], names: [String]) -> [Block] {
        var out: [Block] = []
        for row in rows {
            guard let main = row.firstIndex(where: { Self.fold(in: $0) != nil }) else {
                if row.contains(where: { $0.blocks.count > 1 }) { out += row.flatMap(Self.flow) }
                continue
            }
            var rating: Block?
            for (index, cell) in row.enumerated() where index != main {
                let text = Self.text(of: cell)
                // The columns before the fold may be missing, where a cell above spans several rows.
                let name =
                    names.indices.contains(names.count - row.count + index)
                    ? names[names.count - row.count + index] : ""
                if text.count <= 24, SeverityVocabulary.severity(of: text.flat) != nil,
                    FieldLabel.kind(of: name) == .severity || PhraseKey(name).contains(anyOf: Self.ratingNames),
                    let span = cell.blocks.first?.span
                {
                    rating = Block(kind: .paragraph, text: StyledText("Severity: " + text.flat), span: span)
                }
            }
            for block in Self.flow(row[main]) {
                guard let given = rating, case .html = block.kind,
                    let end = block.text.bytes.indices.first(where: { block.text.bytes.has("</summary>", at: $0) })
                else {
                    out.append(block)
                    continue
                }
                let cut = end + "</summary>".utf8.count
                out += [Self.part(of: block, 0..<cut), given]
                if cut < block.text.count { out.append(Self.part(of: block, cut..<block.text.count)) }
                rating = nil
            }
        }
        return out
    }
    private static let ratingNames: PhraseSet = ["impact", "severity", "priority", "importance", "risk", "level"]

    /// A table of cells of text, with those that span several rows in each of them.
    private func plain(_ rows: [[Cell]]) -> Block {
        let width = min(rows.map(\.count).max() ?? 0, 40)
        var open = [Int: (rows: Int, cell: Block)]()
        var out = Block(kind: .table, span: ByteSpan(0, 0))
        for (position, row) in rows.prefix(TableLayout.maximumRows).enumerated() {
            var cells: [Block] = []
            var own = row[...]
            while cells.count < width {
                if let above = open[cells.count] {
                    open[cells.count] = above.rows > 1 ? (above.rows - 1, above.cell) : nil
                    cells.append(above.cell)
                } else if let cell = own.popFirst() {
                    let span = cell.blocks.reduce(ByteSpan(0, 0)) { $1.span.start >= $0.start ? $1.span : $0 }
                    let block = Block(kind: .cell, text: Self.text(of: cell), span: span)
                    if cell.rows > 1 { open[cells.count] = (min(cell.rows, rows.count) - 1, block) }
                    cells.append(block)
                } else {
                    break
                }
            }
            let spans = row.flatMap(\.blocks).map(\.span)
            let span = ByteSpan(spans.map(\.start).min() ?? 0, spans.map(\.end).max() ?? 0)
            out.children.append(Block(kind: .row(isHeader: position == 0), children: cells, span: span))
        }
        let spans = out.children.map(\.span)
        out.span = ByteSpan(spans.map(\.start).min() ?? 0, spans.map(\.end).max() ?? 0)
        return out
    }

    private static func text(of cell: Cell) -> StyledText {
        var text = StyledText()
        func add(_ block: Block) {
            var own = block.text
            if case .html = block.kind { own = InlineReader.read(html: block.text.bytes) }
            if case .code = block.kind { return }
            own = own.trimmed()
            if !own.isEmpty {
                if !text.isEmpty { text.append(CollectionOfOne(UInt8.lineFeed), []) }
                text.append(own)
            }
            for child in block.children { add(child) }
        }
        for block in cell.blocks { add(block) }
        return text
    }

    private static func fold(in cell: Cell) -> Int? { cell.blocks.firstIndex { fold(in: $0) != nil } }

    private static func fold(in block: Block) -> Int? {
        guard case .html = block.kind else { return nil }
        return block.text.bytes.indices.first { block.text.bytes.has("<details", at: $0) }
    }
}
