import FindingsModel

/// What CodeRabbit posts with a review beside its comments on lines: those outside of the diff, those that it repeats, nitpicks.
///
/// Each kind is a fold, in it a fold a file ("tests/test_mast.py (2)"), in that the comments, which begin with their lines
/// (`` `12-14`: ``) and are written as those on lines are.
struct CodeRabbitReview {
    /// - Returns: `nil` for a text without such a comment.
    static func read(_ text: String) -> Review? {
        guard text.byteRange(of: "</summary><blockquote>") != nil else { return nil }
        // What is outside of the diff stands in a quote.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let bare = lines.map { line in line.hasPrefix("> ") ? line.dropFirst(2) : line == ">" ? "" : line }
        var review = Review()
        for kind in CommentText.folds(in: bare.joined(separator: "\n"), named: { _ in true }).folds {
            for file in CommentText.folds(in: kind.content, named: { _ in true }).folds {
                guard let path = path(file.name) else { continue }
                for item in items(file.content) {
                    review.findings.append(finding(item, path, isNitpick: kind.name.contains("Nitpick")))
                }
            }
        }
        return review.findings.isEmpty ? nil : review
    }

    private struct Item {
        let lines: LineRange
        var text: String
    }

    /// Of "tests/test_mast.py (2)".
    private static func path(_ name: String) -> String? {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("),
            Int(name[name.index(after: open)...].dropLast()) != nil
        else { return nil }
        return SubjectPath.normalized(MarkupText.trimmed(name[..<open]))
    }

    private static func items(_ content: String) -> [Item] {
        var items: [Item] = []
        var isCode = false
        for line in content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("```") { isCode.toggle() }
            if !isCode, let (lines, rest) = head(line) {
                items.append(Item(lines: lines, text: rest))
            } else if !items.isEmpty {
                items[items.count - 1].text += "\n" + line
            }
        }
        // A locator may be followed by a hint of the range that is meant.
        return items.filter { !MarkupText.trimmed($0.text).isEmpty }.map { item in
            var item = item
            // What closes the file's fold, or parts the comments.
            var text = Substring(MarkupText.trimmed(item.text))
            for end in ["</blockquote>", "---"] where text.hasSuffix(end) { text = text.dropLast(end.count) }
            item.text = MarkupText.trimmed(text)
            return item
        }
    }

    /// "`12-14`: _⚠️ Potential issue_ | _🟠 Major_", in comments that could not be posted without the marks of code;
    /// earlier also "Line range hint `12-14`: ".
    private static func head(_ line: Substring) -> (LineRange, String)? {
        let hint = "Line range hint "
        var lines = line.hasPrefix(hint) ? line.dropFirst(hint.count) : line
        let isCode = lines.hasPrefix("`")
        if isCode { lines = lines.dropFirst() }
        guard let end = lines.byteRange(of: isCode ? "`:" : ": "),
            let range = CommentText.range(lines[..<end.lowerBound])
        else { return nil }
        let rest = MarkupText.trimmed(lines[end.upperBound...])
        // A sentence may begin with a number.
        return isCode || rest.hasPrefix("_") ? (range, rest) : nil
    }

    private static func finding(_ item: Item, _ path: String, isNitpick: Bool) -> Finding {
        var finding = CommentReader.finding(item.text, ordinal: 1, span: ByteSpan(0, 0))
        finding.path = path
        CommentReader.setLines(item.lines.first, item.lines.last, &finding)
        if isNitpick, finding.severityBasis != .stated {
            (finding.severity, finding.severityBasis, finding.statedSeverity) = (.low, .stated, "Nitpick")
        }
        return finding
    }
}
