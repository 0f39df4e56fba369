import FindingsModel

/// A remark's blocks in the pieces that its words are read from.
extension FindingBuilder {
    func gather(_ blocks: [Block], into pieces: inout [Piece], depth: Int, isQuote: Bool = false) {
        for block in blocks {
            guard pieces.count < Self.maximumPieces else { return }
            switch block.kind {
            case .html:
                let text = block.text.trimmed()
                if !text.isEmpty, !BotChrome.isChrome(text) {
                    pieces += Self.fieldLines(text).map { Piece(text: $0.text, isQuote: isQuote) }
                }
            case .paragraph:
                if BotChrome.isChrome(block.text.trimmed()) || Self.isLine(block.text) { continue }
                // "**Lines**: 126" among "**Tests**: 10" is how long the file is.
                let isFigures = FileFigures.isAll(of: block.text.trimmed())
                for var piece in isFigures ? [Piece(text: block.text.trimmed())] : Self.fieldLines(block.text.trimmed())
                {
                    piece.isQuote = isQuote || isFigures
                    pieces.append(piece)
                }
            case .heading:
                if BotChrome.isChrome(block.text) { continue }
                // "Suggested change ∙ Feature preview"
                var name = block.text.flat.split(separator: "∙").first.map { String($0).trimmingSpaces } ?? ""
                if name.hasSuffix(")"), let open = name.lastIndex(of: "("),
                    name[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
                {
                    // "Locations (2)"
                    name = String(name[..<open]).trimmingSpaces
                }
                if FieldLabel.kind(of: name) != nil {
                    var text = StyledText()
                    text.append(Array(name.trimmingColon.utf8), .strong)
                    text.append(Array(":".utf8), .strong)
                    pieces.append(Piece(text: text))
                } else if SectionRole(heading: block.text.flat) != .field {
                    pieces.append(Piece(text: block.text))
                }
            case .code(let info): pieces.append(Piece(text: block.text, isCode: true, info: info))
            case .list, .item:
                if depth < 20 { gather(block.children, into: &pieces, depth: depth + 1, isQuote: isQuote) }
            case .quote:
                if depth < 20 { gather(block.children, into: &pieces, depth: depth + 1, isQuote: true) }
            case .table where !Self.fields(of: block).isEmpty: pieces += Self.fields(of: block)
            case .table:
                for row in block.children.dropFirst().prefix(100) {
                    pieces.append(Piece(text: StyledText(row.children.map(\.text.flat).joined(separator: " | "))))
                }
            case .rule, .row, .cell: break
            }
        }
    }

    /// Nothing but a drawn line: "__".
    private static func isLine(_ text: StyledText) -> Bool {
        text.bytes.allSatisfy { $0.isBlank || $0.isOne(of: "_-*=~") }
    }

    /// The named parts that a remark's own table holds: "Severity: High" in a cell, or a name and its value in two.
    private static func fields(of table: Block) -> [Piece] {
        var pieces: [Piece] = []
        for row in table.children.prefix(40) {
            let cells = row.children.map { $0.text.trimmed() }
            let named = cells.filter { cell in FieldLabel(cell).map { $0.end < cell.count } ?? false }
            if !named.isEmpty {
                pieces += named.map { Piece(text: $0) }
            } else if cells.count == 2, FieldLabel.kind(of: cells[0].flat) != nil, !cells[1].isBlank {
                var text = StyledText(cells[0].flat.trimmingColon + ": ")
                text.append(cells[1])
                pieces.append(Piece(text: text))
            }
        }
        return pieces.count * 2 >= table.children.count ? pieces : []
    }

    /// The place that a comment on the first line of quoted code tells: "# tests/test_a.py:14".
    static func placeInCode(_ code: StyledText) -> [LineReferenceScanner.Found]? {
        guard let line = code.lines.first, line.count <= 200 else { return nil }
        var start = line.lowerBound
        while start < line.upperBound, code.bytes[start].isOne(of: "#/*-;% <!") { start += 1 }
        guard start > line.lowerBound, start < line.upperBound else { return nil }
        let text = StyledText(String(decoding: code.bytes[start..<line.upperBound], as: UTF8.self))
        guard let label = LocationLabel(text),
            !text.bytes[min(label.end, text.count)...].contains(where: { $0.isLetter || $0.isDigit })
        else { return nil }
        return label.found
    }

    /// A paragraph cut before each line that a field's name opens.
    static func fieldLines(_ text: StyledText) -> [Piece] {
        guard text.bytes.contains(.lineFeed) else { return [Piece(text: text)] }
        var pieces: [Piece] = []
        var start = 0
        for line in text.lines.dropFirst()
        where FieldLabel(text, from: line.lowerBound).map({ $0.end <= line.upperBound + 1 }) == true {
            pieces.append(Piece(text: text.slice(start..<line.lowerBound).trimmed()))
            start = line.lowerBound
        }
        pieces.append(Piece(text: text.slice(start..<text.count).trimmed()))
        return pieces.flatMap(Self.fieldsOfLine)
    }

    /// "Risk: low · Location: l. 8, 31" cut before its second field, where the first is one of a rating or a place.
    private static func fieldsOfLine(_ piece: Piece) -> [Piece] {
        guard let first = FieldLabel(piece.text), first.kind == .severity || first.kind == .location,
            let line = piece.text.lines.first
        else { return [piece] }
        for index in line where piece.text.bytes.has(" · ", at: index) || piece.text.bytes.has(" | ", at: index) {
            let next = index + (piece.text.bytes.has(" · ", at: index) ? 4 : 3)
            guard let second = FieldLabel(piece.text, from: next), second.kind != .body else { continue }
            return [Piece(text: piece.text.slice(0..<index).trimmed())]
                + fieldsOfLine(Piece(text: piece.text.slice(next..<piece.text.count)))
        }
        return [piece]
    }

}

extension String {
    var trimmingNewlines: String {
        var out = self[...]
        while let last = out.last, last.isNewline { out.removeLast() }
        return String(out)
    }
}
