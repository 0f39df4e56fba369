import FindingsModel
import ProseExtraction

/// Makes findings of comments on a pull or merge request: one a thread that stands on a line; prose is read as prose.
struct CommentReader {
    /// The finding of a comment on code. Where prose extraction sees one remark in it, that is it; else all its text.
    static func finding(_ body: String, ordinal: Int, span: ByteSpan) -> Finding {
        let text = CommentText(body)
        var finding = remark(text, body, ordinal: ordinal, span: span)
        if finding.suggestion == nil { finding.suggestion = text.suggestion }
        if finding.severityBasis != .stated, let word = text.severity, let severity = ToolSeverity.severity(word) {
            (finding.severity, finding.severityBasis, finding.statedSeverity) = (severity, .stated, word)
        }
        return finding
    }

    private static func remark(_ text: CommentText, _ body: String, ordinal: Int, span: ByteSpan) -> Finding {
        let bold = text.boldTitle
        if bold == nil || !text.isChanged {
            let read = ProseReader().read(Array((text.isChanged ? text.words : body).utf8))
            if read.findings.count == 1, var finding = read.findings.first {
                finding.ordinal = ordinal
                finding.span = span
                finding.path = nil
                finding.references = []
                return finding
            }
        }
        let (title, rest) = bold ?? TitleSplitter.split(text.words.isEmpty ? body : text.words)
        var finding = Finding(ordinal: ordinal, title: title.isEmpty ? "No text" : title, body: rest, span: span)
        let judgement = RemarkJudge.current.judge(RemarkText(title: title, body: rest))
        finding.polarity = judgement.polarity
        finding.severity = judgement.severity
        finding.severityBasis = judgement.severityBasis
        finding.category = judgement.category
        finding.confidence = judgement.confidence
        return finding
    }

    /// Reads a comment on the whole as prose, into `review`.
    static func read(_ body: JSONValue, into review: inout Review) {
        guard let text = body.stringOrNumber else {
            review.unparsed.append(UnparsedSpan(span: body.span, why: "the comment is \(body.kind.words), not text"))
            return
        }
        let read = PRAgentFormat.posted(Array(text.utf8)) ?? ProseReader().read(Array(text.utf8))
        for var finding in read.findings {
            finding.ordinal = review.findings.count + 1
            finding.span = body.span
            review.findings.append(finding)
        }
        if let verdict = read.verdict, review.verdict == nil {
            review.verdict = Verdict(text: verdict.text, span: body.span)
        }
        if review.outcome == nil { review.outcome = read.outcome }
        if review.language == nil { review.language = read.language }
        if read.findings.isEmpty, read.verdict == nil, read.unparsed.isEmpty,
            text.contains(where: { !$0.isWhitespace })
        {
            // A review's own words conclude it; what else is said on the whole may be about anything.
            if review.outcome != nil, review.verdict == nil {
                review.verdict = Verdict(text: text, span: body.span)
            } else {
                review.unparsed.append(UnparsedSpan(span: body.span, why: "no remark was seen in the comment"))
            }
        }
        review.unparsed += read.unparsed.map { UnparsedSpan(span: body.span, why: $0.why) }
    }

    /// An answer to a comment, behind what was said before.
    static func append(_ words: String?, of name: String?, to finding: inout Finding) {
        let reply = "\(name ?? "unknown"): \(words ?? "")"
        finding.body += finding.body.isEmpty ? reply : "\n\n" + reply
    }

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
            finding.references = [LineReference(range)]
        }
    }

    /// A bot reviews as a tool does, but its silence is no evidence: it counts as a model.
    static func reviewer(_ name: String, isBot: Bool) -> Reviewer {
        Reviewer(name: name, kind: isBot || name.hasSuffix("[bot]") || name.hasSuffix("-bot") ? .llm : .person)
    }
}
