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

    /// What is told of one review of several.
    struct Part: Encodable, Sendable {
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
    var reviews: [Part]?
    var findings: [Item]
    var unparsed: [UnparsedSpan]
    var flags: [String]?

    public init(_ document: ReadDocument) {
        let reviews = document.reviews
        let first = reviews.first
        source = document.name
        format = document.format
        path = first?.path
        scope = first.flatMap { $0.scope.isEmpty ? nil : $0.scope }
        coversProject = first?.coversProject == true ? true : nil
        repository = first?.repository
        commit = first?.commit
        branch = first?.branch
        pullRequest = first?.pullRequest
        reviewer = first?.reviewer
        reviewedAt = first?.reviewedAt
        runUrl = first?.runURL
        verdict = reviews.lazy.compactMap { $0.verdict?.text }.first
        outcome = reviews.lazy.compactMap(\.outcome).first
        language = first?.language
        self.reviews = reviews.count > 1 ? reviews.map(Part.init) : nil
        findings = reviews.enumerated().flatMap { part, review in
            review.findings.map { Item($0, review: reviews.count > 1 ? part + 1 : nil) }
        }
        for index in findings.indices { findings[index].ordinal = index + 1 }
        unparsed = reviews.flatMap(\.unparsed)
        let odd = reviews.flatMap(\.flags)
        flags = odd.isEmpty ? nil : odd
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
