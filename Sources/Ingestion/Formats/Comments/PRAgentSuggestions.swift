import FindingsModel

/// pr-agent's (Qodo's) table of code suggestions: a fold a suggestion, with its words in bold, its place behind a link, a
/// patch, and how much it matters (`generate_summarized_suggestions` in `pr_code_suggestions.py`).
struct PRAgentSuggestions {
    private let text: String
    private let start: String.Index

    /// - Returns: `nil` for another text.
    init?(_ bytes: [UInt8]) {
        guard bytes.count < 1 << 20 else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        guard let heading = PRAgentMarkdown.heading(in: text), heading.name == "pr code suggestions" else { return nil }
        start = heading.end
    }

    /// - Returns: `nil` where no suggestion is seen, and none is said to be: another layout.
    func review() -> Review? {
        var review = Review(reviewer: Reviewer(name: "pr-agent", kind: .llm))
        if text[start...].byteRange(of: "No code suggestions found for") != nil { return review }
        let folds = folds()
        // Those of earlier commits stand below, folded together.
        let older = text[start...].byteRange(of: "Suggestions up to commit")?.lowerBound ?? text.endIndex
        var category: String?
        var at = start
        for (index, fold) in folds.enumerated() {
            category = Self.category(text[at..<fold.begin]) ?? category
            at = fold.content
            let end = index + 1 < folds.count ? folds[index + 1].begin : text.endIndex
            guard var finding = finding(fold, text[fold.content..<end], category) else { continue }
            finding.ordinal = review.findings.count + 1
            if fold.begin > older { finding.flags.append("outdated") }
            finding.span = span(fold.begin, end)
            review.findings.append(finding)
        }
        return review.findings.isEmpty ? nil : review
    }

    private struct Fold {
        let name: Substring
        let begin: String.Index
        /// Behind its name.
        let content: String.Index
    }

    /// The folds that may be suggestions: those of a suggestion's parts have names that are known.
    private func folds() -> [Fold] {
        var folds: [Fold] = []
        var at = start
        while let open = text[at...].byteRange(of: "<details><summary>"),
            let close = text[open.upperBound...].byteRange(of: "</summary>")
        {
            at = close.upperBound
            let name = text[open.upperBound..<close.lowerBound]
            // Words under a rule follow.
            let rest = text[close.upperBound...].drop(while: \.isWhitespace)
            if rest.hasPrefix("___") {
                folds.append(Fold(name: name, begin: open.lowerBound, content: close.upperBound))
            }
        }
        return folds
    }

    private func finding(_ fold: Fold, _ content: Substring, _ category: String?) -> Finding? {
        let ends = ["\n[", "```", "### ", "<details"].compactMap { content.byteRange(of: $0)?.lowerBound }
        let words = MarkupText.plain(content[..<(ends.min() ?? content.endIndex)])
        let title = MarkupText.plain(fold.name).drop { $0 == "✅" || $0 == " " }
        guard !title.isEmpty, !words.isEmpty else { return nil }
        var finding = PRAgentFormat.judged(String(title), words, label: category, ByteSpan(0, 0))
        finding.suggestion = patch(content)
        let places = places(content)
        finding.path = places.first?.path
        if finding.path == nil { finding.flags.append("no file named") }
        finding.references = places.map { LineReference($0.range, path: $0.path == finding.path ? nil : $0.path) }
        // It was done since.
        if fold.name.contains("<s>") { finding.flags.append("resolved there") }
        if let mark = content.byteRange(of: "Why:"), let end = content[mark.upperBound...].byteRange(of: "</details>") {
            finding.body += "\n\n" + MarkupText.plain(content[mark.upperBound..<end.lowerBound])
        }
        if let word = impact(content) { PRAgentFormat.set(word, &finding) }
        return finding
    }

    /// What the last cell over several rows names: "Possible issue".
    private static func category(_ before: Substring) -> String? {
        guard var last = before.byteRange(of: "<td rowspan=") else { return nil }
        while let next = before[last.upperBound...].byteRange(of: "<td rowspan=") { last = next }
        guard let close = before[last.upperBound...].byteRange(of: "</td>"),
            let sign = before[last.upperBound..<close.lowerBound].firstIndex(of: ">")
        else { return nil }
        return MarkupText.plain(before[before.index(after: sign)..<close.lowerBound])
    }

    /// "High", in the cell behind the suggestion; else by its importance, at pr-agent's own thresholds.
    private func impact(_ content: Substring) -> String? {
        if let cell = content.byteRange(of: "<td align=center>") {
            let word = content[cell.upperBound...].prefix { $0.isLetter }
            if !word.isEmpty { return String(word) }
        }
        guard let mark = content.byteRange(of: "importance[1-10]: "),
            let number = Int(content[mark.upperBound...].prefix { $0.isNumber }.prefix(2))
        else { return nil }
        return Self.word(importance: number)
    }

    static func word(importance: Int) -> String { importance >= 9 ? "High" : importance >= 7 ? "Medium" : "Low" }

    private func patch(_ content: Substring) -> String? {
        guard let open = content.byteRange(of: "```diff") else { return nil }
        return CommentText.fence(in: content[open.lowerBound...])?.code
    }

    /// `[tests/test_mast.py [12-14]](https://…)`, or of examples `<a href="…">tests/test_mast.py [12-14]</a>`.
    private func places(_ content: Substring) -> [(path: String, range: LineRange)] {
        content.split(whereSeparator: \.isNewline).compactMap { line in
            let name: Substring
            if line.hasPrefix("["), let end = line.byteRange(of: "]](") {
                name = line[line.index(after: line.startIndex)..<end.lowerBound]
            } else if line.hasPrefix("<a href="), let open = line.firstIndex(of: ">"),
                let end = line[open...].byteRange(of: "]</a>")
            {
                name = line[line.index(after: open)..<end.lowerBound]
            } else {
                return nil
            }
            guard let bracket = name.byteRange(of: " [") else { return nil }
            let numbers = name[bracket.upperBound...].split(separator: "-").map { Int($0) }
            guard let first = numbers.first ?? nil, let last = numbers.last ?? nil, first.isCountable, last >= first,
                last.isCountable, let path = SubjectPath.normalized(String(name[..<bracket.lowerBound]))
            else { return nil }
            return (path, LineRange(first, last))
        }
    }

    private func span(_ begin: String.Index, _ end: String.Index) -> ByteSpan {
        var part = text[begin..<end]
        while part.last?.isWhitespace == true { part.removeLast() }
        return ByteSpan(
            text.utf8.distance(from: text.startIndex, to: part.startIndex),
            text.utf8.distance(from: text.startIndex, to: part.endIndex))
    }
}
