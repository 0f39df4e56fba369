/// Footnotes that hold the places: "…, as the tide table says.[^tide]" and at the foot "[^tide]: Lines 12-15."
///
/// Also "[2]" in the text and a line "[2] worker.py:18" at the foot. The note goes behind the words that it is for, and the
/// foot is none of the document's paragraphs.
enum Footnotes {
    static func resolved(_ blocks: [Block]) -> [Block] {
        var notes: [String: StyledText] = [:]
        var kept: [Block] = []
        for block in blocks {
            if case .paragraph = block.kind, let own = self.notes(of: block.text) {
                notes.merge(own) { first, _ in first }
            } else {
                kept.append(block)
            }
        }
        guard !notes.isEmpty, notes.count < 2_000 else { return blocks }
        var cited: Set<String> = []
        let out = kept.map { cite($0, notes, &cited, depth: 0) }
        // A foot that nothing in the text points at is a list of its own.
        return cited.count * 2 > notes.count ? out : blocks
    }

    /// The notes of a paragraph each of whose lines opens one, or goes on with one.
    private static func notes(of text: StyledText) -> [String: StyledText]? {
        guard text.bytes.first == UInt8(ascii: "[") else { return nil }
        var notes: [String: StyledText] = [:]
        var last: String?
        for line in text.lines {
            if let mark = mark(in: text, at: line.lowerBound), mark.end < line.upperBound {
                var start = mark.end
                if text.bytes[start] == UInt8(ascii: ":") { start += 1 }
                guard start < line.upperBound, text.bytes[start].isBlank else { return nil }
                let note = text.slice(start..<line.upperBound).trimmed()
                // A number in brackets may open anything else; with hardly more than a place it is a note.
                let isPlace = LocationLabel(note) != nil && PhraseKey(note.bytes[...]).count <= 8
                guard mark.name.hasPrefix("^") || isPlace else { return nil }
                notes[mark.name] = note
                last = mark.name
            } else if let last {
                notes[last]?.append(CollectionOfOne(UInt8.space), [])
                notes[last]?.append(text.slice(line).trimmed())
            } else {
                return nil
            }
        }
        return notes
    }

    /// "[^patch]" or "[2]" at `start`.
    private static func mark(in text: StyledText, at start: Int) -> (name: String, end: Int)? {
        guard start + 2 < text.count, text.bytes[start] == UInt8(ascii: "["), !text.styles[start].contains(.code),
            let close = text.bytes[start..<min(text.count, start + 40)].firstIndex(of: UInt8(ascii: "]")),
            close > start + 1
        else { return nil }
        let name = text.bytes[(start + 1)..<close]
        let isNamed = name.first == UInt8(ascii: "^") && name.count > 1 && !name.contains(.space)
        guard isNamed || name.count < 4 && name.allSatisfy(\.isDigit) else { return nil }
        return (String(decoding: name, as: UTF8.self), close + 1)
    }

    private static func cite(
        _ block: Block, _ notes: [String: StyledText], _ cited: inout Set<String>, depth: Int
    ) -> Block {
        var block = block
        if !block.isCode, block.text.bytes.contains(UInt8(ascii: "[")) {
            var out = StyledText()
            var start = 0
            var index = 0
            while index < block.text.count {
                if block.text.bytes[index] == UInt8(ascii: "["), let mark = mark(in: block.text, at: index),
                    let note = notes[mark.name]
                {
                    cited.insert(mark.name)
                    out.append(block.text.slice(start..<index))
                    out.append(" (".utf8, [])
                    out.append(note.bytes.last == UInt8(ascii: ".") ? note.slice(0..<note.count - 1) : note)
                    out.append(")".utf8, [])
                    start = mark.end
                    index = mark.end
                } else {
                    index += 1
                }
            }
            if start > 0 {
                out.append(block.text.slice(start..<block.text.count))
                block.text = out
            }
        }
        if depth < MarkdownTree.maximumDepth {
            block.children = block.children.map { cite($0, notes, &cited, depth: depth + 1) }
        }
        return block
    }
}
