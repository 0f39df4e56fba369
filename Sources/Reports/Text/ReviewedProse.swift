/// What a reviewer wrote, cut to what a page shows: paragraphs, code in a line, and blocks of code. Nothing else of Markdown
/// is read, and nothing of it acts.
struct ReviewedProse {
    struct Part: Hashable {
        var isCode: Bool
        var text: String
    }

    struct Block: Hashable {
        /// Lines of code, kept as they are; else a paragraph.
        var isCode: Bool
        /// One part where the block is code.
        var parts: [Part]
    }

    let blocks: [Block]

    init(_ text: String) {
        var blocks: [Block] = []
        var fenced: [String]?
        for raw in PlainText.harmless(text).utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
            let line = String(Substring(raw))
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                if let lines = fenced {
                    blocks.append(Self.code(lines))
                    fenced = nil
                } else {
                    fenced = []
                }
            } else if fenced != nil {
                fenced?.append(line)
            } else {
                let plain = PlainText.oneLine(line)
                if !plain.isEmpty { blocks.append(Block(isCode: false, parts: Self.parts(plain))) }
            }
        }
        if let lines = fenced, !lines.isEmpty { blocks.append(Self.code(lines)) }
        self.blocks = blocks
    }

    /// Without the indentation that all lines share.
    private static func code(_ lines: [String]) -> Block {
        let indent = lines.filter { $0.contains { $0 != " " } }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return Block(
            isCode: true,
            parts: [Part(isCode: true, text: lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n"))])
    }

    /// Code between single backticks; a backtick without its partner is text.
    static func parts(_ line: String) -> [Part] {
        let pieces = line.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard pieces.count > 2, pieces.count % 2 == 1 else { return [Part(isCode: false, text: line)] }
        return pieces.enumerated().filter { !$0.element.isEmpty }
            .map { Part(isCode: $0.offset % 2 == 1, text: $0.element) }
    }
}
