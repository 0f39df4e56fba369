import FindingsModel

/// What `extract` prints of a document: the published form of a review (`Documentation/refrain-review.schema.json`).
///
/// A document of several reviews gives one record: their findings one after the other, numbered on, and the `review` that
/// each belongs to.
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

    var source: String
    var format: String
    var path: String?
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
    var findings: [Item]
    var unparsed: [UnparsedSpan]
    var flags: [String]?

    public init(_ document: ReadDocument) {
        let reviews = document.reviews
        let first = reviews.first
        source = document.name
        format = document.format
        path = first?.path
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
