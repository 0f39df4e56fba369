import FindingsModel

/// What `extract` prints of a document: the published form of a review (`Documentation/refrain-review.schema.json`).
///
/// A document of several reviews gives one record, too: their findings one after the other, numbered on, the `review` that
/// each belongs to, and what is told of each of the `reviews`.
public struct ExtractRecord: Encodable, Sendable {
    public struct Item: Encodable, Sendable {
        var ordinal: Int
        var review: Int?
        var title: String
        var body: String
        var suggestion: String?
        var path: String?
        var lines: [LineRange]
        var references: [LineReference]?
        var symbols: [String]
        var severity: Severity
        var severityBasis: SeverityBasis
        var statedSeverity: String?
        var polarity: Polarity
        var category: String
        var categoryBasis: CategoryBasis
        var confidence: Double
        var rule: String?
        var fingerprint: String?
        var span: ByteSpan
        var flags: [String]?
    }

    /// What is told of a review beside its findings.
    struct Head: Encodable, Sendable {
        var path: String?
        var scope: [String]?
        var coversProject: Bool?
        var repository: String?
        var commit: String?
        var branch: String?
        var pullRequest: String?
        var reviewer: Reviewer?
        var reviewedAt: String?
        var runUrl: String?
        var verdict: String?
        var outcome: Outcome?
        var language: String?
        var flags: [String]?

        init(_ review: Review) {
            path = review.path
            scope = review.scope.isEmpty ? nil : review.scope
            coversProject = review.coversProject ? true : nil
            repository = review.repository
            commit = review.commit
            branch = review.branch
            pullRequest = review.pullRequest
            reviewer = review.reviewer
            reviewedAt = review.reviewedAt
            runUrl = review.runURL
            verdict = review.verdict?.text
            outcome = review.outcome
            language = review.language
            flags = review.flags.isEmpty ? nil : review.flags
        }
    }

    var source: String
    var format: String
    /// That of the first review; its fields stand beside the record's own.
    var head: Head
    var reviews: [Head]?
    var findings: [Item]
    var unparsed: [UnparsedSpan]

    private enum CodingKeys: String, CodingKey {
        case source, format, reviews, findings, unparsed
    }

    public init(_ document: ReadDocument) {
        let reviews = document.reviews
        source = document.name
        format = document.format
        head = Head(reviews.first ?? Review())
        head.verdict = reviews.lazy.compactMap { $0.verdict?.text }.first
        head.outcome = reviews.lazy.compactMap(\.outcome).first
        let odd = reviews.flatMap(\.flags)
        head.flags = odd.isEmpty ? nil : odd
        self.reviews = reviews.count > 1 ? reviews.map(Head.init) : nil
        findings = reviews.enumerated().flatMap { part, review in
            review.findings.map { Item($0, review: reviews.count > 1 ? part + 1 : nil) }
        }
        for index in findings.indices { findings[index].ordinal = index + 1 }
        unparsed = reviews.flatMap(\.unparsed)
    }

    public func encode(to encoder: any Encoder) throws {
        try head.encode(to: encoder)
        var own = encoder.container(keyedBy: CodingKeys.self)
        try own.encode(source, forKey: .source)
        try own.encode(format, forKey: .format)
        try own.encodeIfPresent(reviews, forKey: .reviews)
        try own.encode(findings, forKey: .findings)
        try own.encode(unparsed, forKey: .unparsed)
    }
}

extension ExtractRecord.Item {
    init(_ finding: Finding, review: Int?) {
        ordinal = finding.ordinal
        self.review = review
        title = finding.title
        body = finding.body
        suggestion = finding.suggestion
        path = finding.path
        lines = finding.lines
        // Pairs of lines tell all, unless a reference lies in another file or has columns.
        let isPlain = finding.references.allSatisfy { $0.path == nil && $0.startColumn == nil }
        references = isPlain ? nil : finding.references
        symbols = finding.symbols
        severity = finding.severity
        severityBasis = finding.severityBasis
        statedSeverity = finding.statedSeverity
        polarity = finding.polarity
        category = finding.category
        categoryBasis = finding.categoryBasis
        confidence = (finding.confidence * 1000).rounded() / 1000
        rule = finding.rule
        fingerprint = finding.fingerprint
        span = finding.span
        flags = finding.flags.isEmpty ? nil : finding.flags
    }
}
