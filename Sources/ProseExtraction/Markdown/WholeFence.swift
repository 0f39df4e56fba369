/// A code fence around the whole answer: "```markdown", the review, "```".
///
/// Models put their answer into one, and nothing in it is code. The fence's two lines are blanked, so that all bytes keep
/// their places.
enum WholeFence {
    static func open(_ document: inout [UInt8]) {
        var opening: (line: Range<Int>, mark: UInt8, length: Int, isFirst: Bool)?
        var closing: Range<Int>?
        var isFirst = true
        var last = 0
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = start..<end
            if let fence = fence(document[line]) {
                if opening == nil, isAnswer(fence.info) {
                    opening = (line, fence.mark, fence.length, isFirst)
                } else if let opening, fence.mark == opening.mark, fence.length >= opening.length, fence.info.isEmpty {
                    closing = line
                }
            }
            if document[line].contains(where: { !$0.isBlank }) {
                isFirst = false
                last = start
            }
            start = end + 1
        }
        guard let opening else { return }
        // An answer that was cut off has no second fence.
        let end = closing?.lowerBound ?? document.count
        guard (end - opening.line.upperBound) * 2 > document.count else { return }
        // Plain text in a fence may be an example of something, but where it is all that there is.
        let isMarkdown = info(document[opening.line]).hasPrefix("m")
        guard isMarkdown || opening.isFirst && (closing.map { $0.lowerBound == last } ?? true) else { return }
        for line in [opening.line, closing].compactMap({ $0 }) {
            for index in line { document[index] = .space }
        }
    }

    private static func isAnswer(_ info: String) -> Bool {
        ["markdown", "md", "text", "txt", "plaintext", "plain"].contains(info)
    }

    private static func info(_ line: ArraySlice<UInt8>) -> String { fence(line)?.info ?? "" }

    /// "```markdown": at most three blanks before it.
    private static func fence(_ line: ArraySlice<UInt8>) -> (mark: UInt8, length: Int, info: String)? {
        let text = line.drop { $0 == .space }
        guard text.startIndex - line.startIndex < 4, let mark = text.first,
            mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
        else { return nil }
        let length = text.prefix { $0 == mark }.count
        guard length > 2, text.count < length + 40 else { return nil }
        let info = String(decoding: text.dropFirst(length), as: UTF8.self).filter { !$0.isWhitespace }.lowercased()
        return (mark, length, info)
    }
}
