import FindingsModel

/// GitHub's alerts: `> [!WARNING]` and its like speak of the code where they name a line, `> [!NOTE]` of the review.
enum AlertQuote {
    /// A quote's first paragraph without the mark that makes an alert of it.
    static func withoutMark(_ block: Block) -> Block {
        for mark in ["[!IMPORTANT]", "[!NOTE]", "[!TIP]", "[!WARNING]", "[!CAUTION]"] as [StaticString]
        where block.text.bytes.has(mark, at: 0) {
            var block = block
            block.text = block.text.slice(mark.utf8CodeUnitCount..<block.text.count).trimmed()
            return block
        }
        return block
    }

    static func remark(_ quote: Block) -> StyledText? {
        guard let first = quote.children.first, case .paragraph = first.kind else { return nil }
        let text = first.text
        for mark in ["[!WARNING]", "[!CAUTION]", "[!IMPORTANT]"] as [StaticString] where text.bytes.has(mark, at: 0) {
            let rest = text.slice(mark.utf8CodeUnitCount..<text.count).trimmed()
            return LineReferenceScanner(rest).found.isEmpty ? nil : rest
        }
        return nil
    }
}
