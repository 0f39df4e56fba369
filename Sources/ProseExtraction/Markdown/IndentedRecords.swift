import FindingsModel

/// Records that stand four blanks deep, which Markdown takes for code: a title, and under it "Weight: high", "Lines: 12".
enum IndentedRecords {
    /// The paragraphs of `block`; `nil` where it is no indented block of records.
    static func paragraphs(of block: Block, in document: [UInt8]) -> [Block]? {
        guard case .code(let info) = block.kind, info.isEmpty, block.text.count < 400_000 else { return nil }
        let start = block.span.start
        guard start < document.count, !document.has("```", at: start), !document.has("~~~", at: start) else {
            return nil
        }
        var kinds: Set<FieldLabel.Kind> = []
        var records = 0
        for line in block.text.lines.prefix(400) {
            guard let field = FieldLabel(block.text, from: line.lowerBound), field.end <= line.upperBound + 1 else {
                continue
            }
            kinds.insert(field.kind)
            if field.kind == .severity || field.kind == .location { records += 1 }
        }
        guard kinds.count >= 2, records >= 2 else { return nil }
        return chunks(document, start..<min(block.span.end, document.count)).flatMap { lines -> [Block] in
            guard let first = lines.first, let last = lines.last else { return [] }
            let text = lines.map { String(decoding: document[$0], as: UTF8.self).trimmingSpaces }
                .joined(separator: "\n")
            return MarkdownTree(Array(text.utf8)).blocks.map { inner in
                var inner = inner
                inner.span = ByteSpan(first.lowerBound, last.upperBound)
                return inner
            }
        }
    }

    /// The lines between blank ones.
    private static func chunks(_ document: [UInt8], _ range: Range<Int>) -> [[Range<Int>]] {
        var chunks: [[Range<Int>]] = [[]]
        var start = range.lowerBound
        while start < range.upperBound {
            let end = document[start..<range.upperBound].firstIndex(of: .lineFeed) ?? range.upperBound
            if document[start..<end].allSatisfy(\.isBlank) {
                if chunks[chunks.count - 1].isEmpty == false { chunks.append([]) }
            } else {
                chunks[chunks.count - 1].append(start..<end)
            }
            start = end + 1
        }
        return chunks
    }
}
