import FindingsModel

/// Remarks that a reviewer wrote between the lines of a patch as comments of its language, behind a sign of the reviewer's own:
/// `# << the dice are loaded by the clock`, `// !! nobody closes the gate`.
///
/// The sign is what two such comments at least share, and no code has: two to four marks behind the comment's own, or a hand
/// or speech balloon. Lines that follow with the same sign go on with the remark.
struct SignedComments {
    private(set) var remarks: [Remark] = []
    private(set) var leftovers: [Leftover] = []

    private struct Comment {
        var sign: String
        var words: [String]
        var span: ByteSpan
        var path: String?
    }

    /// `nil` for a document without a hunk, or with fewer than two comments behind one sign.
    init?(_ document: [UInt8]) {
        var comments: [Comment] = []
        var isAfterComment = false
        var isInPatch = false
        var path: String?
        var index = 0
        var lines = 0
        while index < document.count, lines < AnnotatedPatch.maximumLines {
            let end = document[index...].firstIndex(of: .lineFeed) ?? document.count
            let line = index..<end
            defer { index = end + 1 }
            lines += 1
            if document.has("```", at: index) { isInPatch = false }
            if document.has("@@ ", at: index) { isInPatch = true }
            if document.has("+++ ", at: index) {
                var name = String(decoding: document[line].dropFirst(4), as: UTF8.self).trimmingSpaces
                if name.hasPrefix("b/") { name.removeFirst(2) }
                path = name == "/dev/null" ? nil : name
            } else if isInPatch, let (sign, words) = Self.comment(document[line]) {
                if isAfterComment, let last = comments.last, last.sign == sign {
                    comments[comments.count - 1].words.append(words)
                    comments[comments.count - 1].span.end = end
                } else {
                    comments.append(Comment(sign: sign, words: [words], span: ByteSpan(index, end), path: path))
                }
                isAfterComment = true
                continue
            }
            isAfterComment = false
        }
        let counts = Dictionary(comments.map { ($0.sign, 1) }, uniquingKeysWith: +)
        guard let sign = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), sign.value > 1 else { return nil }
        for comment in comments where comment.sign == sign.key && remarks.count < RemarkFinder.maximumRemarks {
            let words = comment.words.joined(separator: " ")
            var context = Remark.Context()
            context.path = comment.path
            let text = MarkdownTree(Array(words.utf8)).blocks.first?.text ?? StyledText(words)
            remarks.append(
                Remark(
                    layout: .labelled, lead: text.isEmpty ? StyledText(words) : text, context: context,
                    span: comment.span, group: 1))
        }
        for block in MarkdownTree(document).blocks where block.kind == .paragraph {
            leftovers.append(Leftover(text: block.text.trimmed(), span: block.span, context: Remark.Context()))
        }
    }

    /// The reviewer's sign and the words behind it, in a line that is nothing but a comment.
    private static func comment(_ line: ArraySlice<UInt8>) -> (sign: String, words: String)? {
        var index = line.startIndex
        if index < line.endIndex, line[index].isOne(of: "+ ") { index += 1 }
        while index < line.endIndex, line[index].isBlank { index += 1 }
        let first = index
        while index < line.endIndex, line[index].isOne(of: "/#;%-"), index - first < 3 { index += 1 }
        guard index > first, index < line.endIndex, line[index] == .space else { return nil }
        while index < line.endIndex, line[index] == .space { index += 1 }
        let start = index
        while index < line.endIndex, !line[index].isBlank, index - start < 12 { index += 1 }
        guard index + 3 < line.endIndex, line[index] == .space else { return nil }
        let sign = line[start..<index]
        let isMarks = (2...4).contains(sign.count) && sign.allSatisfy { $0.isOne(of: "<>!?^~@*") }
        let isBalloon = sign.first == 0xF0 && sign.allSatisfy(\.isWide)
        guard isMarks || isBalloon else { return nil }
        let words = String(decoding: line[index...], as: UTF8.self).trimmingSpaces
        return words.contains(where: \.isLetter) ? (String(decoding: sign, as: UTF8.self), words) : nil
    }
}
