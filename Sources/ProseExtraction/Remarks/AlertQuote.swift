import FindingsModel

/// GitHub's alerts: `> [!WARNING]` speaks of the code, `> [!NOTE]` of the review.
enum AlertQuote {
    static func remark(_ quote: Block) -> StyledText? {
        guard let first = quote.children.first, case .paragraph = first.kind else { return nil }
        let text = first.text
        for mark in ["[!WARNING]", "[!CAUTION]"] as [StaticString] where text.bytes.has(mark, at: 0) {
            let rest = text.slice(mark.utf8CodeUnitCount..<text.count).trimmed()
            return LineReferenceScanner(rest).found.isEmpty ? nil : rest
        }
        return nil
    }
}
