import FindingsModel
import ProseExtraction

/// pr-agent's answers to `/review` and `/improve`: YAML, as the model wrote it, or the JSON that the action puts out.
///
/// Fields are those that its prompts ask for (`pr_reviewer_prompts.toml`, `code_suggestions/…prompts.toml`).
struct PRAgentFormat: InputFormat {
    let id = "pr-agent"
    let title = "pr-agent answers"
    let summary =
        "pr-agent's YAML (or JSON) answers to /review and /improve, and what it posts of reviews and compliance."

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.json { return Self.isAnswer(root) }
        guard case .text = document.shape else { return false }
        if Self.posted(document.text) != nil { return true }
        guard let yaml = ModelYAML.block(in: document.text) else { return false }
        return Self.isAnswer(document.text[yaml])
    }

    private static func isAnswer(_ root: JSONValue) -> Bool {
        if let review = root["review"], review.isObject {
            return review["key_issues_to_review"] != nil || review.member("estimated_effort_to_review_[1-5]") != nil
                || review["security_concerns"] != nil
        }
        let first = root["code_suggestions"]?.elements.first { _ in true }
        return first?["relevant_file"] != nil
    }

    /// Told by the first key and one of those that only this tool has.
    private static func isAnswer(_ text: ArraySlice<UInt8>) -> Bool {
        let head = String(decoding: text.prefix(100_000), as: UTF8.self)
        let lines = head.split(whereSeparator: \.isNewline)
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }) else {
            return false
        }
        if first.hasPrefix("review:") {
            return ["key_issues_to_review:", "estimated_effort_to_review", "security_concerns:", "relevant_tests:"]
                .contains { key in lines.contains { $0.drop { $0 == " " }.hasPrefix(key) } }
        }
        return first.hasPrefix("code_suggestions:") && lines.contains { $0.contains("relevant_file:") }
    }

    /// The review that a comment of pr-agent's is; `nil` for other texts.
    static func posted(_ text: [UInt8]) -> Review? {
        if let start = secondComment(in: text) {
            // One file holds the guide, which may have nothing to tell, and the suggestions, which are posted apart.
            let first = Array(text[..<start])
            let nothing = PRAgentMarkdown(first) == nil ? nil : Review(reviewer: Reviewer(name: "pr-agent", kind: .llm))
            guard var review = posted(first) ?? nothing, let more = posted(Array(text[start...])) else { return nil }
            for var finding in more.findings {
                finding.ordinal = review.findings.count + 1
                finding.span = ByteSpan(finding.span.start + start, finding.span.end + start)
                review.findings.append(finding)
            }
            return review
        }
        guard let comment = PRAgentMarkdown(text) else {
            return PRAgentCompliance(text)?.review() ?? PRAgentSuggestions(text)?.review()
        }
        let review = comment.review()
        // Of other layouts of the newer kind prose extraction may see more.
        guard comment.isGuide, review.findings.isEmpty else { return review }
        return nil
    }

    /// Where the heading of another of its comments stands, behind a first one.
    private static func secondComment(in text: [UInt8]) -> Int? {
        var at = 0
        var isBehindFirst = false
        while at < text.count {
            let end = text[at...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let isHeading = ["## PR Reviewer Guide", "## PR Code Suggestions"].contains {
                text[at..<end].starts(with: $0.utf8)
            }
            if isHeading {
                if isBehindFirst { return at }
                isBehindFirst = true
            }
            at = end + 1
        }
        return nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if document.json == nil, let posted = Self.posted(document.text) { return sink(posted) }
        let root: ModelYAML.Node
        if let json = document.json {
            root = ModelYAML.Node(json)
        } else {
            guard let block = ModelYAML.block(in: document.text) else {
                throw .malformed(format: id, document.place(byte: 0), why: "neither YAML nor JSON begins here")
            }
            root = try ModelYAML(document, format: id).node(block)
        }
        var review = Review(reviewer: Reviewer(name: "pr-agent", kind: .llm))
        let answer = root["review"]
        if answer == nil, root["code_suggestions"] == nil {
            throw .malformed(
                format: id, document.place(byte: root.span.start),
                why: "neither `review` nor `code_suggestions` stands at the top")
        }
        for item in try items(answer?["key_issues_to_review"], "key_issues_to_review", document) {
            review.findings.append(issue(item, ordinal: review.findings.count + 1))
        }
        for item in try items(root["code_suggestions"], "code_suggestions", document) {
            review.findings.append(suggestion(item, ordinal: review.findings.count + 1))
        }
        for key in ["security_concerns", "performance_concerns"] {
            guard let node = answer?[key] else { continue }
            guard let words = node.text else {
                review.unparsed.append(UnparsedSpan(span: node.span, why: "`\(key)` is no text"))
                continue
            }
            if Self.isNo(words) { continue }
            var finding = Self.concern(words, label: "security", node.span)
            finding.ordinal = review.findings.count + 1
            review.findings.append(finding)
        }
        sink(review)
    }

    private func items(
        _ list: ModelYAML.Node?, _ name: String, _ document: SourceDocument
    ) throws(IngestionError) -> [ModelYAML.Node] {
        guard let list else { return [] }
        // "No" and an empty text are how a model says that there are none.
        if let words = list.text, words.isEmpty || Self.isNo(words) || words == "[]" { return [] }
        guard case .list(let items) = list.value else {
            throw .malformed(format: id, document.place(byte: list.span.start), why: "`\(name)` is a list")
        }
        for item in items {
            guard case .map = item.value else {
                throw .malformed(
                    format: id, document.place(byte: item.span.start),
                    why: "an element of `\(name)` has no keys, like `relevant_file`")
            }
        }
        return items
    }

    private func issue(_ item: ModelYAML.Node, ordinal: Int) -> Finding {
        let header = item["issue_header"]?.text ?? ""
        let content = item["issue_content"]?.text ?? ""
        var finding = Self.finding(header, content, suggestion: nil, label: header, item, ordinal)
        CommentReader.setLines(item["start_line"]?.number, item["end_line"]?.number, &finding)
        if let word = item["severity"]?.text { Self.set(word, &finding) }
        return finding
    }

    private func suggestion(_ item: ModelYAML.Node, ordinal: Int) -> Finding {
        let summary = item["one_sentence_summary"]?.text ?? item["suggestion_summary"]?.text ?? ""
        let content = item["suggestion_content"]?.text ?? ""
        var finding = Self.finding(
            summary, content, suggestion: item["improved_code"]?.text, label: item["label"]?.text, item, ordinal)
        CommentReader.setLines(
            (item["relevant_lines_start"] ?? item["start_line"])?.number,
            (item["relevant_lines_end"] ?? item["end_line"])?.number, &finding)
        if let label = item["label"]?.text, label.lowercased().hasPrefix("critical") { Self.set("critical", &finding) }
        return finding
    }

    /// A concern about the whole; its header may stand before a colon.
    static func concern(_ words: String, label: String?, _ span: ByteSpan) -> Finding {
        let parts = words.split(separator: ":", maxSplits: 1).map(String.init)
        let hasHeader = parts.count == 2 && parts[0].utf8.count <= 80
        let cut = TitleSplitter.split(words)
        let (title, body) = hasHeader ? (parts[0], MarkupText.trimmed(parts[1])) : cut
        var finding = judged(title, body, label: label, span)
        finding.flags.append("no file named")
        return finding
    }

    /// A finding whose severity and category its words tell. What is listed is to be looked at, however kindly it is worded.
    static func judged(_ title: String, _ body: String, label: String?, _ span: ByteSpan) -> Finding {
        var finding = Finding(ordinal: 1, title: title.isEmpty ? "No text" : title, body: body, span: span)
        let judgement = RemarkJudge.current.judge(RemarkText(title: title, body: body, label: label, isComplaint: true))
        (finding.polarity, finding.severity, finding.severityBasis) =
            (.issue, judgement.severity, judgement.severityBasis)
        (finding.category, finding.confidence) = (judgement.category, judgement.confidence)
        return finding
    }

    private static func finding(
        _ header: String, _ content: String, suggestion: String?, label: String?, _ item: ModelYAML.Node, _ ordinal: Int
    ) -> Finding {
        let (title, body) = header.isEmpty ? TitleSplitter.split(content) : (header, content)
        var finding = Finding(ordinal: ordinal, title: title.isEmpty ? "No text" : title, body: body, span: item.span)
        finding.suggestion = suggestion.flatMap { $0.isEmpty ? nil : $0 }
        finding.path = item["relevant_file"]?.text.flatMap { SubjectPath.normalized($0) }
        if finding.path == nil { finding.flags.append("no file named") }
        finding.flags += oddities(of: item)
        let judgement = RemarkJudge.current.judge(
            RemarkText(
                title: title, body: body, suggestion: finding.suggestion, label: label, isComplaint: true))
        // What it lists is to be looked at, however kindly it is worded.
        (finding.severity, finding.severityBasis) = (judgement.severity, judgement.severityBasis)
        (finding.category, finding.confidence) = (judgement.category, judgement.confidence)
        return finding
    }

    /// Fields that hold what they cannot.
    private static func oddities(of item: ModelYAML.Node) -> [String] {
        let numbers = ["start_line", "end_line", "relevant_lines_start", "relevant_lines_end"]
        let texts = [
            "relevant_file", "issue_header", "issue_content", "severity", "one_sentence_summary", "suggestion_summary",
            "suggestion_content", "improved_code", "label",
        ]
        return (numbers + texts).filter { key in
            guard let value = item[key] else { return false }
            guard let text = value.text else { return true }
            return numbers.contains(key) && value.number == nil && !text.isEmpty
        }.map { "`\($0)` is not understood" }
    }

    static func set(_ word: String, _ finding: inout Finding) {
        finding.statedSeverity = word
        // The graver of the two words that its first versions had.
        if let severity = word.lowercased() == "important" ? .high : ToolSeverity.severity(word) {
            (finding.severity, finding.severityBasis) = (severity, .stated)
        } else {
            finding.flags.append(TeamMapping.unknownSeverity)
        }
    }

    static func isNo(_ words: String) -> Bool {
        guard !words.contains(where: \.isNumber) else { return false }
        let plain = words.lowercased().filter { $0.isLetter || $0 == " " }
        return ["", "no", "none", "na", "no security concerns", "no security concerns identified"].contains(plain)
    }
}
