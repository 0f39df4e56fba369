import FindingsModel

/// What matching knows of one finding.
public struct FindingEvidence: Hashable, Codable, Sendable {
    public var uid: String
    public var ordinal: Int
    public var title: String
    public var body: String
    /// What the reviewer advises, where it is set apart from the body; may be empty.
    public var suggestion: String
    public var polarity: Polarity
    public var severity: Severity
    public var category: String
    /// How sure the category is, from 0 to 1.
    public var confidence: Double
    /// The categories that its words speak for; where there are none, the category stands for itself.
    public var categoryScores: [CategoryScore]
    public var symbols: [String]
    /// Lines in the tracked file, at the reviewed commit.
    public var lines: [LineRange]
    public var rule: String?
    /// The tool's own stable fingerprint.
    public var fingerprint: String?

    public init(
        uid: String, ordinal: Int, title: String, body: String = "", suggestion: String = "",
        polarity: Polarity = .issue,
        severity: Severity = .medium, category: String = "other", confidence: Double = 0,
        categoryScores: [CategoryScore] = [], symbols: [String] = [],
        lines: [LineRange] = [], rule: String? = nil, fingerprint: String? = nil
    ) {
        self.uid = uid
        self.ordinal = ordinal
        self.title = title
        self.body = body
        self.suggestion = suggestion
        self.polarity = polarity
        self.severity = severity
        self.category = category
        self.confidence = confidence
        self.categoryScores = categoryScores
        self.symbols = symbols
        self.lines = lines
        self.rule = rule
        self.fingerprint = fingerprint
    }
}

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`: of its lines, those in this file.
    public init(_ finding: Finding, path: String?, uid: String) {
        self.init(
            uid: uid, ordinal: finding.ordinal, title: finding.title, body: finding.body,
            suggestion: finding.suggestion ?? "", polarity: finding.polarity, severity: finding.severity,
            category: finding.category, confidence: finding.confidence, categoryScores: finding.categoryScores,
            symbols: finding.symbols.count > 1 ? Set(finding.symbols).sorted() : finding.symbols,
            lines: finding.references.compactMap { $0.path == nil || $0.path == path ? $0.range : nil },
            rule: finding.rule, fingerprint: finding.fingerprint)
    }
}

/// One review as one file sees it: the findings that it has there, possibly none.
public struct ReviewObservation: Hashable, Sendable {
    public var uid: String
    /// ISO 8601 in UTC; reviews are observed in the order of (`reviewedAt`, `uid`).
    public var reviewedAt: String
    public var branch: String
    public var reviewer: String
    public var kind: ReviewerKind
    public var commit: String?
    public var findings: [FindingEvidence]
    /// The file was in the review's scope. A review of another file may have a remark on this one: its silence on the
    /// rest says nothing.
    public var coversFile: Bool
    /// The file's text at `commit`, where it was at hand.
    public var source: SourceText?

    public init(
        uid: String, reviewedAt: String, branch: String, reviewer: String, kind: ReviewerKind, commit: String? = nil,
        findings: [FindingEvidence], coversFile: Bool = true, source: SourceText? = nil
    ) {
        self.uid = uid
        self.reviewedAt = reviewedAt
        self.branch = branch
        self.reviewer = reviewer
        self.kind = kind
        self.commit = commit
        self.findings = findings
        self.coversFile = coversFile
        self.source = source
    }
}
