import FindingsModel
import ProseExtraction

/// Makes findings of comments on a pull or merge request: one a thread that stands on a line; prose is read as prose.
struct CommentReader {
    /// The finding of a comment on code. Where prose extraction sees one remark in it, that is it; else all its text.
    static func finding(_ body: String, ordinal: Int, span: ByteSpan) -> Finding {
        let text = CommentText(body)
        var finding = remark(text, ordinal: ordinal, span: span)
        if finding.suggestion == nil { finding.suggestion = text.suggestion }
        if finding.rule == nil { finding.rule = text.rule }
        if text.isAddressed { finding.flags.append("resolved there") }
        if finding.severityBasis != .stated, let word = text.severity {
            // "Nitpick" as a kind of comment is no severity that tools know.
            let severity = ToolSeverity.severity(word) ?? .low
            (finding.severity, finding.severityBasis, finding.statedSeverity) = (severity, .stated, word)
        }
        return finding
    }

    private static func remark(_ text: CommentText, ordinal: Int, span: ByteSpan) -> Finding {
        let read = text.words.isEmpty ? Review() : ProseReader().read(Array(text.words.utf8))
        let bold = text.boldTitle
        // What stands in bold above a bot's words is their title as it is, unless the severity is in it, too; a sentence in
        // bold is no label, whoever writes it.
        let isTitled = text.words.hasPrefix("**") && bold.map { text.isChanged || $0.title.hasSuffix(".") } ?? false
        if read.findings.count == 1, var finding = read.findings.first, isWhole(finding, text.words),
            !isTitled || finding.severityBasis == .stated
        {
            finding.ordinal = ordinal
            finding.span = span
            finding.path = nil
            finding.references = text.otherPlaces
            return finding
        }
        let (title, rest, label) = parts(text.words, bold)
        var finding = Finding(ordinal: ordinal, title: title.isEmpty ? "No text" : title, body: rest, span: span)
        finding.references = text.otherPlaces
        finding.symbols = ProseReader.symbols(in: Array("\(title)\n\n\(rest)".utf8))
        let judgement = RemarkJudge.current.judge(RemarkText(title: title, body: rest, label: label))
        finding.polarity = judgement.polarity
        finding.severity = judgement.severity
        finding.severityBasis = judgement.severityBasis
        finding.category = judgement.category
        finding.confidence = judgement.confidence
        if title.lowercased().hasPrefix("lgtm") {
            finding.polarity = .praise
            (finding.severity, finding.severityBasis, finding.category) = (.info, .inferred, "good-practice")
        }
        if let stated = read.findings.first(where: { $0.severityBasis == .stated }) {
            finding.severity = stated.severity
            finding.severityBasis = .stated
            finding.statedSeverity = stated.statedSeverity
        }
        return finding
    }

    /// The words as title and rest; a label like `**issue (bug_risk):**` before them is told apart.
    private static func parts(
        _ words: String, _ bold: (title: String, rest: String)?
    ) -> (title: String, rest: String, label: String?) {
        guard let bold else {
            let (title, rest) = TitleSplitter.split(words)
            return (title, rest, nil)
        }
        let isLabel = bold.title.hasSuffix(":") || bold.rest.hasPrefix(":")
        guard isLabel, bold.title.utf8.count <= 40 else {
            // What goes on behind bold words in the same sentence is part of it.
            return (bold.title, bold.rest, nil)
        }
        let (title, rest) = TitleSplitter.split(MarkupText.trimmed(bold.rest.drop { $0 == ":" }))
        return (title, rest, bold.title.filter { $0 != ":" })
    }

    /// A remark has most of a comment's words: prose extraction leaves out what it takes for an introduction or a note,
    /// which in a comment on a line is what it is about.
    private static func isWhole(_ finding: Finding, _ words: String) -> Bool {
        func size(_ text: String) -> Int { text.count { $0.isLetter || $0.isNumber } }
        var open: [Substring] = []
        var isCode = false
        for line in words.split(whereSeparator: \.isNewline) {
            if line.drop(while: \.isWhitespace).hasPrefix("```") {
                isCode.toggle()
            } else if !isCode {
                open.append(line)
            }
        }
        let all = size(MarkupText.plain(MarkupText.withoutLinks(open.joined(separator: "\n")[...])))
        return size(finding.title + finding.body) * 10 >= all * 6
    }

    /// Reads a comment on the whole as prose, into `review`.
    static func read(_ body: JSONValue, into review: inout Review) {
        guard let text = body.stringOrNumber else {
            review.unparsed.append(UnparsedSpan(span: body.span, why: "the comment is \(body.kind.words), not text"))
            return
        }
        Self.read(text, span: body.span, into: &review)
    }

    static func read(_ text: String, span: ByteSpan, into review: inout Review) {
        if isCommand(text) { return }
        if let notice = BotNotice(text) {
            let words = "a bot's notice \(notice.kind) was left out"
            if !review.flags.contains(words) { review.flags.append(words) }
            return
        }
        let told = Array(CommentText.withoutPrompts(text).utf8)
        let read = PRAgentFormat.posted(told) ?? CodeRabbitReview.read(text) ?? ProseReader().read(told)
        for var finding in read.findings {
            finding.ordinal = review.findings.count + 1
            finding.span = span
            // Where all of it is of one file, that is told once.
            if finding.path == nil { finding.path = read.path }
            review.findings.append(finding)
        }
        if let verdict = read.verdict, review.verdict == nil {
            review.verdict = Verdict(text: verdict.text, span: span)
        }
        if review.outcome == nil { review.outcome = read.outcome }
        if review.language == nil { review.language = read.language }
        if read.findings.isEmpty, read.verdict == nil, read.unparsed.isEmpty,
            text.contains(where: { !$0.isWhitespace })
        {
            // A review's own words conclude it; what else is said on the whole may be about anything.
            let words = CommentText(text).words
            if review.outcome != nil, review.verdict == nil {
                if !words.isEmpty { review.verdict = Verdict(text: words, span: span) }
            } else {
                review.unparsed.append(UnparsedSpan(span: span, why: "no remark was seen in the comment"))
            }
        }
        review.unparsed += read.unparsed.map { UnparsedSpan(span: span, why: $0.why) }
    }

    /// What asks a bot to do something, and says nothing itself: "@coderabbitai review", "/improve", "@codex review".
    private static func isCommand(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, words.count <= 4, first.utf8.count < 40 else { return false }
        if first.first == "/" { return first.dropFirst().allSatisfy { $0.isLetter || "-_".contains($0) } }
        return first.first == "@" && reviewBots.contains(first.dropFirst().lowercased())
    }

    /// The objects of a list that may be absent; what else it holds, or it is, is flagged.
    static func objects(_ list: JSONValue?) -> [JSONValue] {
        guard let list else { return [] }
        return list.elements.filter { item in
            if !item.isObject { item.setNotUnderstood() }
            return item.isObject
        }
    }

    /// An answer to a comment, behind what was said before.
    static func append(_ words: String?, of name: String?, to finding: inout Finding) {
        let reply = "\(name ?? "unknown"): \(words ?? "")"
        finding.body += finding.body.isEmpty ? reply : "\n\n" + reply
    }

    /// A flag: the lines are those of the old file, as of a comment on what was taken out.
    static let before = "lines of the file before the change"

    /// Lines as JSON tells them; what is there and no number is flagged.
    static func setLines(_ first: JSONValue?, _ last: JSONValue?, _ finding: inout Finding) {
        if let odd = [first, last].compactMap({ $0 }).first(where: { $0.number == nil }) {
            finding.flags.append("a line that is \(odd.string.map { "`\($0.prefix(40))`" } ?? odd.kind.words)")
        }
        setLines(first?.number, last?.number, &finding)
    }

    static func setLines(_ first: Int?, _ last: Int?, _ finding: inout Finding) {
        guard let last = last ?? first, last != 0 else { return }
        if let range = RefrainReview.checked(first ?? last, last, &finding.flags) {
            // Before the other places that the words name.
            finding.references.removeAll { $0.path == nil && $0.range == range }
            finding.references.insert(LineReference(range), at: 0)
        }
    }

    /// A bot reviews as a tool does, but its silence is no evidence: it counts as a model.
    static func reviewer(_ name: String, isBot: Bool) -> Reviewer {
        let isModel =
            isBot || name.hasSuffix("[bot]") || name.hasSuffix("-bot") || reviewBots.contains(name.lowercased())
        return Reviewer(name: name, kind: isModel ? .llm : .person)
    }

    /// Logins of apps that review, as GitHub tells them where it does not say what they are (`gh pr view --json reviews`).
    private static let reviewBots: Set = [
        "chatgpt-codex-connector", "claude", "codacy-production", "coderabbitai", "copilot",
        "codex", "copilot-pull-request-reviewer", "cursor", "deepsource-io", "ellipsis-dev", "gemini-code-assist",
        "github-actions",
        "github-advanced-security", "greptile-apps", "qodo-code-review", "qodo-merge-pro", "sonarqubecloud",
        "sourcery-ai",
    ]
}
