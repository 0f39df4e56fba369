import FindingsModel
import ProseExtraction

/// A review that a model gave as JSON of a shape of its own: a list of remarks, each an object with a text and what
/// goes with it, under whatever of the usual names.
struct ModelAnswer {
    /// The remarks, and the object around them with the verdict, if there is one.
    private let items: [JSONValue]
    private let whole: JSONValue?

    /// `nil` where `root` is no such answer.
    init?(_ root: JSONValue) {
        if root.isArray {
            let list = Array(root.elements)
            guard !list.isEmpty, list.allSatisfy(Self.isRemark) else { return nil }
            items = list
            whole = nil
            return
        }
        guard let (list, around) = Self.list(in: root) else { return nil }
        items = list
        whole = around
    }

    /// The answer in a code block that makes up most of a Markdown document, found without parsing the Markdown.
    static func fenced(in text: [UInt8]) -> ModelAnswer? {
        var start = 0
        var opened: Int?
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let mark = text[start..<end].drop { SourceDocument.isSpace($0) }
            if mark.starts(with: [0x60, 0x60, 0x60]) || mark.starts(with: [0x7E, 0x7E, 0x7E]) {
                if let content = opened {
                    if (start - content) * 2 >= text.count, let json = try? JSONDocument(text, in: content..<start) {
                        return ModelAnswer(json.root)
                    }
                    opened = nil
                } else {
                    let first = end < text.count ? text[(end + 1)...].first { !SourceDocument.isSpace($0) } : nil
                    // A block of something else is skipped to its end.
                    opened = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? end + 1 : text.count
                }
            }
            start = end + 1
        }
        return nil
    }

    func review() -> Review {
        var review = Review()
        if let whole {
            review.path = Self.text(whole, "path", "file", "filename", "file_path", "filePath").flatMap {
                SubjectPath.normalized($0)
            }
            let keys: [StaticString] = ["verdict", "summary", "conclusion", "overall", "assessment"]
            for key in keys where review.verdict == nil {
                if let value = whole[key], let text = value.string, !text.isEmpty {
                    review.verdict = Verdict(text: text, span: value.span)
                }
            }
            if let outcome = Self.text(whole, "outcome", "decision", "recommendation", "event") {
                review.outcome = Self.outcome(outcome)
            }
            review.language = Self.text(whole, "language").flatMap { $0.utf8.count == 2 ? $0.lowercased() : nil }
        }
        for item in items { review.findings.append(finding(item, ordinal: review.findings.count + 1)) }
        return review
    }

    // MARK: Recognising

    /// The list of remarks: in the object itself, or in the only object inside it (`{"review": {"issues": […]}}`).
    private static func list(in root: JSONValue) -> (items: [JSONValue], around: JSONValue)? {
        guard root.isObject else { return nil }
        let lists = [
            root["findings"], root["issues"], root["remarks"], root["comments"], root["problems"],
            root["key_issues_to_review"], root["suggestions"], root["reviews"],
        ]
        for list in lists {
            guard let list, list.isArray else { continue }
            let items = Array(list.elements)
            if items.allSatisfy({ text(of: $0) != nil }) { return (items, root) }
        }
        guard let inner = root["review"] ?? root["result"], inner.isObject else { return nil }
        let nested = [inner["findings"], inner["issues"], inner["key_issues_to_review"], inner["comments"]]
        for list in nested {
            guard let list, list.isArray else { continue }
            let items = Array(list.elements)
            if items.allSatisfy({ text(of: $0) != nil }) { return (items, inner) }
        }
        return nil
    }

    /// A text alone may be anything; a remark says something of its place, kind or weight, too.
    private static func isRemark(_ value: JSONValue) -> Bool {
        let marks = [
            value["severity"], value["line"], value["lines"], value["priority"], value["category"], value["start_line"],
            value["startLine"], value["line_number"],
        ]
        return text(of: value) != nil && marks.contains { $0 != nil }
    }

    private static func text(of value: JSONValue) -> String? {
        text(
            value, "title", "message", "description", "comment", "body", "issue", "text", "finding", "remark",
            "problem",
            "issue_header", "issue_content", "summary")
    }

    private static func text(_ value: JSONValue, _ keys: StaticString...) -> String? {
        for key in keys {
            if let text = value[key]?.string, !text.isEmpty { return text }
        }
        return nil
    }

    private static func outcome(_ word: String) -> Outcome? {
        switch word.lowercased().replacing("_", with: "-").replacing(" ", with: "-") {
        case "approve", "approved", "accept", "pass", "lgtm": .approved
        case "request-changes", "changes-requested", "reject", "fail", "needs-work": .changesRequested
        case "comment", "commented", "neutral": .commented
        default: nil
        }
    }

    // MARK: A remark

    private func finding(_ value: JSONValue, ordinal: Int) -> Finding {
        let heading = Self.text(value, "title", "issue_header", "summary", "issue", "finding", "problem")
        let detail = Self.text(
            value, "body", "description", "message", "comment", "issue_content", "details", "explanation", "text",
            "remark", "rationale")
        var (title, body) = TitleSplitter.split(heading ?? detail ?? "No text")
        if heading != nil, let detail, detail != heading { body += (body.isEmpty ? "" : "\n") + detail }
        if title.isEmpty { (title, body) = (body, "") }
        var finding = Finding(ordinal: ordinal, title: title, body: body, span: value.span)
        finding.suggestion = Self.text(
            value, "suggestion", "recommendation", "fix", "suggested_fix", "remediation", "proposal")
        finding.path = Self.text(value, "path", "file", "filename", "file_path", "filePath", "relevant_file").flatMap {
            SubjectPath.normalized($0)
        }
        finding.rule = value["rule"]?.stringOrNumber ?? value["rule_id"]?.stringOrNumber
        for key in ["symbols", "functions"] as [StaticString] {
            if let list = value[key] { finding.symbols += list.elements.compactMap(\.string) }
        }
        if let symbol = Self.text(value, "symbol", "function", "method", "test") { finding.symbols.append(symbol) }
        addLines(value, &finding)
        judge(value, &finding)
        return finding
    }

    private func addLines(_ value: JSONValue, _ finding: inout Finding) {
        let place = value["location"].flatMap { $0.isObject ? $0 : nil } ?? value
        if finding.path == nil {
            finding.path = Self.text(place, "path", "file").flatMap { SubjectPath.normalized($0) }
        }
        func add(_ first: Int, _ last: Int) {
            if let range = RefrainReview.checked(first, last, &finding.flags) {
                finding.references.append(LineReference(range))
            }
        }
        for list in [place["lines"], place["line"], place["line_numbers"], place["lineNumbers"], place["line_range"]] {
            guard let list, finding.references.isEmpty else { continue }
            if let line = list.int {
                let last = place["end_line"]?.int ?? place["endLine"]?.int ?? place["line_end"]?.int
                add(line, last ?? line)
            } else if let text = list.string {
                for (first, last) in Self.ranges(text) { add(first, last) }
            } else if list.isObject {
                if let first = list["start"]?.int ?? list["begin"]?.int { add(first, list["end"]?.int ?? first) }
            } else {
                for item in list.elements {
                    if let line = item.int {
                        add(line, line)
                    } else if let text = item.string {
                        for (first, last) in Self.ranges(text) { add(first, last) }
                    } else if let first = (item["start"] ?? item.elements.first { _ in true })?.int {
                        add(first, (item["end"] ?? Array(item.elements).last)?.int ?? first)
                    }
                }
            }
        }
        let start =
            place["start_line"]?.int ?? place["startLine"]?.int ?? place["line_start"]?.int
            ?? place["line_number"]?.int
        if finding.references.isEmpty, let start {
            add(start, place["end_line"]?.int ?? place["endLine"]?.int ?? place["line_end"]?.int ?? start)
        }
    }

    /// The numbers of "55, 75-80" or "L12–L15".
    static func ranges(_ text: String) -> [(Int, Int)] {
        text.split { $0 == "," || $0 == ";" || $0 == "&" || $0 == "+" }.prefix(1_000).compactMap { part in
            let numbers = part.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
            guard let first = numbers.first else { return nil }
            return (first, numbers.count > 1 ? numbers[1] : first)
        }
    }

    private func judge(_ value: JSONValue, _ finding: inout Finding) {
        let kind = Self.text(value, "category", "type", "kind", "smell", "polarity")
        let judgement = RemarkJudge.standard.judge(
            RemarkText(title: finding.title, body: finding.body, suggestion: finding.suggestion, label: kind))
        finding.severity = judgement.severity
        finding.severityBasis = judgement.severityBasis
        finding.polarity = kind.flatMap { Polarity(rawValue: $0.lowercased()) } ?? judgement.polarity
        finding.category = judgement.category
        finding.confidence = judgement.confidence
        finding.categoryScores = judgement.scores
        if let known = kind.flatMap({ CategoryNames.standard.category(named: $0) }) {
            finding.category = known
            finding.categoryBasis = .stated
            finding.confidence = 1
            finding.categoryScores = []
        }
        let stated = value["severity"] ?? value["priority"] ?? value["level"] ?? value["impact"]
        guard let word = stated?.stringOrNumber else { return }
        finding.statedSeverity = word
        if let severity = ToolSeverity.severity(word) {
            finding.severity = severity
            finding.severityBasis = .stated
        } else {
            finding.flags.append("severity not in the table")
        }
    }
}
