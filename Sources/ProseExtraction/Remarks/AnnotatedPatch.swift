import FindingsModel

/// Remarks that a reviewer wrote into the patch itself, as added comments with a tag of review:
/// `+    // REVIEW(lena, major): nobody closes the gate`; or between its lines, without a mark of the patch
/// (``CommentsBetween``), or behind a sign of the reviewer's own (``SignedComments``).
struct AnnotatedPatch {
    private(set) var remarks: [Remark] = []
    /// Words before the patch, and those that judge all of it.
    private(set) var leftovers: [Leftover] = []

    static let maximumLines = 100_000

    /// `nil` for a document that is no patch, or has fewer than two such comments.
    init?(_ document: [UInt8]) {
        guard document.has("@@ -", within: 0..<4_000) else { return nil }
        var path: String?
        var open: Comment?
        var index = 0
        var lines = 0
        while index < document.count, lines < Self.maximumLines {
            var end = index
            while end < document.count, document[end] != .lineFeed { end += 1 }
            let line = document[index..<end]
            lines += 1
            if document.has("+++ ", at: index) {
                close(&open, path)
                var name = String(decoding: line.dropFirst(4), as: UTF8.self).trimmingSpaces
                if name.hasPrefix("b/") { name.removeFirst(2) }
                path = name == "/dev/null" ? nil : name
            } else if let text = Self.comment(line) {
                if let opened = Comment(text, ByteSpan(index, end)) {
                    close(&open, path)
                    open = opened
                } else if open != nil {
                    open?.words += " " + String(decoding: text, as: UTF8.self).trimmingSpaces
                    open?.span.end = end
                }
            } else {
                close(&open, path)
            }
            index = end + 1
        }
        close(&open, path)
        if remarks.count < 2 {
            if let between = CommentsBetween(document) {
                remarks = between.remarks
                leftovers = between.leftovers
            } else if let signed = SignedComments(document) {
                remarks = signed.remarks
                leftovers = signed.leftovers
            } else {
                return nil
            }
        }
    }

    struct Comment {
        var words: String
        var severity: (Severity, String)?
        var span: ByteSpan

        /// `REVIEW(lena, major): words`; `nil` where no tag opens the comment.
        init?(_ text: ArraySlice<UInt8>, _ span: ByteSpan) {
            var index = text.startIndex
            while index < text.endIndex, text[index].isLetter, index - text.startIndex < 12 { index += 1 }
            guard AnnotatedPatch.tags.contains(String(decoding: text[text.startIndex..<index], as: UTF8.self)) else {
                return nil
            }
            var rated: (Severity, String)?
            if index < text.endIndex, text[index] == UInt8(ascii: "("),
                let close = text[index...].prefix(80).firstIndex(of: UInt8(ascii: ")"))
            {
                for part in text[(index + 1)..<close].split(separator: UInt8(ascii: ",")) {
                    let word = String(decoding: part, as: UTF8.self).trimmingSpaces
                    if RemarkLead.isNit(word) { rated = rated ?? (.low, word) }
                    rated = rated ?? RemarkLead.ratedPart(of: word)
                }
                index = close + 1
            }
            guard index < text.endIndex, text[index] == UInt8(ascii: ":") else { return nil }
            words = String(decoding: text[(index + 1)...], as: UTF8.self).trimmingSpaces
            severity = rated
            self.span = span
        }
    }

    static let tags: Set<String> = ["REVIEW", "Review", "REVIEWER", "CR", "COMMENT", "REMARK", "NIT", "FINDING"]

    /// The words of an added line that is nothing but a comment.
    private static func comment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.first == UInt8(ascii: "+"), line.count > 2 else { return nil }
        var index = line.startIndex + 1
        while index < line.endIndex, line[index].isBlank { index += 1 }
        let first = index
        while index < line.endIndex, line[index].isOne(of: "/#*;%-<!") { index += 1 }
        guard index > first, index < line.endIndex, line[index].isBlank else { return nil }
        while index < line.endIndex, line[index].isBlank { index += 1 }
        return index < line.endIndex ? line[index...] : nil
    }

    private mutating func close(_ open: inout Comment?, _ path: String?) {
        defer { open = nil }
        guard let comment = open, !comment.words.isEmpty, remarks.count < RemarkFinder.maximumRemarks else { return }
        var context = Remark.Context()
        context.path = path
        context.severity = comment.severity?.0
        context.severityWord = comment.severity?.1
        let text = MarkdownTree(Array(comment.words.utf8)).blocks.first?.text ?? StyledText(comment.words)
        remarks.append(
            Remark(
                layout: .labelled, lead: text.isEmpty ? StyledText(comment.words) : text, context: context,
                span: comment.span, group: 1))
    }
}
