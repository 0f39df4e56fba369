/// The text of one line of a document, read as Markdown's inline text.
enum InlineText {
    static func plain(_ document: [UInt8], _ range: Range<Int>) -> StyledText {
        let blocks = MarkdownTree(Array(document[range])).blocks
        if blocks.count == 1, let text = blocks.first?.text, !text.isEmpty { return text }
        return StyledText(String(decoding: document[range], as: UTF8.self))
    }
}
