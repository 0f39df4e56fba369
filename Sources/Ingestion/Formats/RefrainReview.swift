import FindingsModel
import ProseExtraction

/// One object of Refrain's own JSON to a review. The fields are those of `Documentation/refrain-review.schema.json`.
struct RefrainReview {
    let document: SourceDocument
    /// The format's id, for errors.
    let format: String

    /// The greatest line number that is believed.
    static let lineLimit = 10_000_000

    /// Whether a value has the shape of a review: findings with titles, or a sign that Refrain wrote it.
    static func isReview(_ value: JSONValue) -> Bool {
        guard let findings = value["findings"], findings.isArray else { return false }
        guard let first = findings.elements.first(where: { _ in true }) else { return true }
        // What it holds instead is told when it is read.
        if value["format"] != nil || value["source"] != nil { return true }
        return first.isObject && first["title"] != nil && !isForeign(first)
    }

    /// Whether a finding says where, what, how grave or what to do in fields that Refrain's own JSON does not have, and not in those that it has: it is
    /// a model's answer in names of its own.
    private static func isForeign(_ finding: JSONValue) -> Bool {
        let fields = finding.fields.map(\.key)
        let own: Set = [
            "title", "body", "lines", "line", "endLine", "references", "path", "symbols", "severity", "suggestion",
        ]
        func isStrange(_ kinds: Set<ProseReader.FieldMeaning>, without names: [String]) -> Bool {
            !names.contains(where: fields.contains)
                && fields.contains {
                    !own.contains($0) && ProseReader.meaning(ofField: $0).map(kinds.contains) ?? false
                }
        }
        return isStrange([.place], without: ["lines", "line", "references"]) || isStrange([.text], without: ["body"])
            || isStrange([.severity], without: ["severity"]) || isStrange([.advice], without: ["suggestion"])
    }

    /// The reviews of an object: one, or the several that its `reviews` tell of, each with the findings that name it.
    func reviews(_ value: JSONValue) throws(IngestionError) -> [Review] {
        let whole = try review(value)
        guard let list = value["reviews"] else { return [whole] }
        guard list.isArray else { throw malformed(list, "`reviews` is an array, not \(list.kind.words)") }
        var reviews: [Review] = []
        for part in list.elements { reviews.append(try head(part)) }
        guard !reviews.isEmpty, let elements = value["findings"]?.elements else { return [whole] }
        for (item, finding) in zip(elements, whole.findings) {
            let told = item["review"]
            guard let number = told == nil ? 1 : told?.number, reviews.indices.contains(number - 1) else {
                throw malformed(told ?? item, "`review` is the number of one of the \(reviews.count) `reviews`")
            }
            var finding = finding
            finding.ordinal = reviews[number - 1].findings.count + 1
            reviews[number - 1].findings.append(finding)
        }
        reviews[0].unparsed = whole.unparsed
        return reviews
    }

    func review(_ value: JSONValue) throws(IngestionError) -> Review {
        guard value.isObject else { throw malformed(value, "a review is an object, not \(value.kind.words)") }
        guard let list = value["findings"] else { throw malformed(value, "`findings` is missing") }
        guard list.isArray else { throw malformed(list, "`findings` is an array, not \(list.kind.words)") }
        var review = try head(value)
        let language = review.language
        for item in list.elements {
            review.findings.append(try finding(item, ordinal: review.findings.count + 1, language: language))
        }
        if let unparsed = value["unparsed"] {
            for item in unparsed.elements {
                review.unparsed.append(UnparsedSpan(span: item.span, why: item["why"]?.string ?? "not understood"))
            }
        }
        return review
    }

    /// What is told of a review, without its findings.
    private func head(_ value: JSONValue) throws(IngestionError) -> Review {
        guard value.isObject else { throw malformed(value, "a review is an object, not \(value.kind.words)") }
        var review = Review()
        review.path = try text(value, "path").flatMap { SubjectPath.normalized($0) }
        for path in value["scope"]?.elements ?? JSONElements(document: value.document, container: nil, isObject: false)
        {
            guard let path = path.string else { throw malformed(path, "`scope` is an array of paths") }
            if let path = SubjectPath.normalized(path) { review.scope.append(path) }
        }
        review.coversProject = value["coversProject"]?.bool ?? false
        review.reviewer = try reviewer(value)
        review.repository = try text(value, "repository").flatMap { RepositoryName.normalized($0) }
        review.commit = try text(value, "commit")
        review.branch = try text(value, "branch")
        review.pullRequest = value["pullRequest"]?.stringOrNumber
        review.runURL = try text(value, "runUrl")
        if let time = value["reviewedAt"] {
            guard let normalized = time.stringOrNumber.flatMap(Timestamp.normalized) else {
                throw malformed(time, "`reviewedAt` is a time like 2026-11-22T21:25:14Z")
            }
            review.reviewedAt = normalized
        }
        if let verdict = value["verdict"] {
            guard let text = verdict.string ?? verdict["text"]?.string else {
                throw malformed(verdict, "`verdict` is text")
            }
            review.verdict = Verdict(text: text, span: verdict.span)
        }
        if let outcome = try text(value, "outcome") {
            review.outcome = Outcome(rawValue: outcome.lowercased().replacing("_", with: "-"))
            if review.outcome == nil { review.flags.append("outcome not in the table") }
        }
        review.language = try text(value, "language")
        return review
    }

    private func reviewer(_ value: JSONValue) throws(IngestionError) -> Reviewer? {
        guard let reviewer = value["reviewer"] else { return nil }
        if let name = reviewer.string { return Reviewer(name: name) }
        guard let name = reviewer["name"]?.string else {
            throw malformed(reviewer, "`reviewer` is a name, or an object with `name`")
        }
        let kind = reviewer["kind"]?.string
        guard let known = ReviewerKind(rawValue: kind ?? "llm") else {
            throw malformed(reviewer, "`reviewer.kind` is one of llm, tool, person")
        }
        return Reviewer(name: name, version: reviewer["version"]?.stringOrNumber, kind: known)
    }

    func finding(
        _ value: JSONValue, ordinal: Int, language: String?
    ) throws(IngestionError) -> Finding {
        guard value.isObject else { throw malformed(value, "a finding is an object, not \(value.kind.words)") }
        var title = try text(value, "title") ?? ""
        var body = try text(value, "body") ?? ""
        if title.isEmpty {
            guard !body.isEmpty else { throw malformed(value, "a finding needs a `title`") }
            (title, body) = TitleSplitter.split(body)
        }
        var finding = Finding(ordinal: ordinal, title: title, body: body, span: value.span)
        finding.suggestion = try text(value, "suggestion")
        finding.path = try text(value, "path").flatMap { SubjectPath.normalized($0) }
        finding.references = try references(value, &finding.flags)
        if let symbols = value["symbols"] { finding.symbols = symbols.elements.compactMap(\.string) }
        finding.rule = try text(value, "rule")
        finding.fingerprint = try text(value, "fingerprint")
        if let flags = value["flags"] { finding.flags += flags.elements.compactMap(\.string) }
        judge(value, language: language, &finding)
        return finding
    }

    // MARK: Places

    private func references(
        _ value: JSONValue, _ flags: inout [String]
    ) throws(IngestionError) -> [LineReference] {
        var references: [LineReference] = []
        if let list = value["references"] {
            for item in list.elements {
                guard let lines = item["lines"] ?? item["range"] else { throw malformed(item, "`lines` is missing") }
                guard let range = try range(lines, &flags) else { continue }
                references.append(
                    LineReference(
                        range, path: item["path"]?.string.flatMap { SubjectPath.normalized($0) },
                        startColumn: item["startColumn"]?.int, endColumn: item["endColumn"]?.int))
            }
            return references
        }
        if let lines = value["lines"] {
            guard lines.isArray else {
                throw malformed(lines, "`lines` is an array of pairs, like [[55, 55], [75, 80]]")
            }
            for item in lines.elements {
                if let range = try range(item, &flags) { references.append(LineReference(range)) }
            }
        } else if let line = value["line"] {
            guard let first = line.int else { throw malformed(line, "`line` is a number") }
            if let range = Self.checked(first, value["endLine"]?.int ?? first, &flags) {
                references.append(LineReference(range))
            }
        }
        return references
    }

    private func range(_ value: JSONValue, _ flags: inout [String]) throws(IngestionError) -> LineRange? {
        if let line = value.int { return Self.checked(line, line, &flags) }
        let ends = value.elements.map(\.int)
        guard value.isArray, ends.count == 1 || ends.count == 2, let first = ends[0], let last = ends[ends.count - 1]
        else { throw malformed(value, "a range of lines is a pair of whole numbers, like [55, 55]") }
        return Self.checked(first, last, &flags)
    }

    /// The range if both ends can be lines; else a flag.
    static func checked(_ first: Int, _ last: Int, _ flags: inout [String]) -> LineRange? {
        guard (1...lineLimit).contains(first), (1...lineLimit).contains(last) else {
            flags.append("line number out of range")
            return nil
        }
        if last < first { flags.append("line range reversed") }
        return LineRange(first, last)
    }

    // MARK: Judgements

    /// What the document says of severity, polarity and category; else what the words say.
    private func judge(_ value: JSONValue, language: String?, _ finding: inout Finding) {
        let severity = value["severity"]?.stringOrNumber
        let polarity = value["polarity"]?.string.flatMap(Polarity.init(rawValue:))
        let category = value["category"]?.string
        let known = category.flatMap {
            CategoryCatalogue.standard[$0]?.id ?? CategoryNames.standard.category(named: $0)
        }
        if let word = severity {
            if let severity = Severity(rawValue: word) ?? ToolSeverity.severity(word) {
                finding.severity = severity
                finding.severityBasis = value["severityBasis"]?.string.flatMap(SeverityBasis.init(rawValue:)) ?? .stated
            } else {
                finding.flags.append("severity not in the table")
            }
            finding.statedSeverity =
                value["statedSeverity"]?.string
                ?? (finding.severityBasis == .stated || Severity(rawValue: word) == nil ? word : nil)
        }
        if let polarity { finding.polarity = polarity }
        if value["polarity"] != nil, polarity == nil { finding.flags.append("polarity not in the table") }
        if let known {
            finding.category = known
            finding.categoryBasis = value["categoryBasis"]?.string.flatMap(CategoryBasis.init(rawValue:)) ?? .stated
            finding.confidence = min(max(value["confidence"]?.double ?? 1, 0), 1)
        } else if category != nil {
            finding.flags.append("category not in the catalogue")
        }
        // A category that was read from the words is one of several that they speak of.
        let isRead = finding.categoryBasis == .inferred && finding.polarity != .praise
        if severity != nil, polarity != nil, known != nil, !isRead { return }
        // What was read from the words adds nothing to them.
        let label = isRead && known != nil ? nil : category
        let judgement = RemarkJudge.current.judge(
            RemarkText(
                title: finding.title, body: finding.body, suggestion: finding.suggestion, label: label,
                language: language))
        if severity == nil {
            finding.severity = judgement.severity
            finding.severityBasis = judgement.severityBasis
        }
        if polarity == nil { finding.polarity = judgement.polarity }
        if known == nil {
            finding.category = judgement.category
            finding.categoryBasis = .inferred
            finding.confidence = judgement.confidence
        }
        if finding.categoryBasis == .inferred { finding.categoryScores = judgement.scores }
    }

    // MARK: Fields

    private func text(_ value: JSONValue, _ key: StaticString) throws(IngestionError) -> String? {
        guard let field = value[key] else { return nil }
        guard let text = field.string else { throw malformed(field, "`\(key)` is a string, not \(field.kind.words)") }
        return text
    }

    private func malformed(_ value: JSONValue, _ why: String) -> IngestionError {
        .malformed(format: format, document.place(byte: value.span.start), why: why)
    }
}
