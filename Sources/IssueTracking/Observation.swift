import FindingsModel

/// What matching knows of one finding.
///
/// In one place of memory for all its copies: matching hands evidence from list to list, and to copy a dozen fields each
/// time cost more than to compare them.
public struct FindingEvidence: Hashable, Codable, Sendable {
    private struct Facts: Hashable, Codable, Sendable {
        var uid: String
        var ordinal: Int
        var title: String
        var body: String
        var suggestion: String
        var polarity: Polarity
        var severity: Severity
        var category: String
        var confidence: Double
        var categoryScores: [CategoryScore]
        var symbols: [String]
        var lines: [LineRange]
        var rule: String?
        var fingerprint: String?
    }

    private final class Shared: Sendable {
        let facts: Facts

        init(_ facts: Facts) { self.facts = facts }
    }

    private var shared: Shared

    public var uid: String {
        get { shared.facts.uid }
        set { change { $0.uid = newValue } }
    }
    public var ordinal: Int {
        get { shared.facts.ordinal }
        set { change { $0.ordinal = newValue } }
    }
    public var title: String {
        get { shared.facts.title }
        set { change { $0.title = newValue } }
    }
    public var body: String {
        get { shared.facts.body }
        set { change { $0.body = newValue } }
    }
    /// What the reviewer advises, where it is set apart from the body; may be empty.
    public var suggestion: String {
        get { shared.facts.suggestion }
        set { change { $0.suggestion = newValue } }
    }
    public var polarity: Polarity {
        get { shared.facts.polarity }
        set { change { $0.polarity = newValue } }
    }
    public var severity: Severity {
        get { shared.facts.severity }
        set { change { $0.severity = newValue } }
    }
    public var category: String {
        get { shared.facts.category }
        set { change { $0.category = newValue } }
    }
    /// How sure the category is, from 0 to 1.
    public var confidence: Double {
        get { shared.facts.confidence }
        set { change { $0.confidence = newValue } }
    }
    /// The categories that its words speak for; where there are none, the category stands for itself.
    public var categoryScores: [CategoryScore] {
        get { shared.facts.categoryScores }
        set { change { $0.categoryScores = newValue } }
    }
    public var symbols: [String] {
        get { shared.facts.symbols }
        set { change { $0.symbols = newValue } }
    }
    /// Lines in the tracked file, at the reviewed commit.
    public var lines: [LineRange] {
        get { shared.facts.lines }
        set { change { $0.lines = newValue } }
    }
    public var rule: String? {
        get { shared.facts.rule }
        set { change { $0.rule = newValue } }
    }
    /// The tool's own stable fingerprint.
    public var fingerprint: String? {
        get { shared.facts.fingerprint }
        set { change { $0.fingerprint = newValue } }
    }

    public init(
        uid: String, ordinal: Int, title: String, body: String = "", suggestion: String = "",
        polarity: Polarity = .issue,
        severity: Severity = .medium, category: String = "other", confidence: Double = 0,
        categoryScores: [CategoryScore] = [], symbols: [String] = [],
        lines: [LineRange] = [], rule: String? = nil, fingerprint: String? = nil
    ) {
        shared = Shared(
            Facts(
                uid: uid, ordinal: ordinal, title: title, body: body, suggestion: suggestion, polarity: polarity,
                severity: severity, category: category, confidence: confidence, categoryScores: categoryScores,
                symbols: symbols, lines: lines, rule: rule, fingerprint: fingerprint))
    }

    private mutating func change(_ body: (inout Facts) -> Void) {
        var facts = shared.facts
        body(&facts)
        shared = Shared(facts)
    }

    public init(from decoder: any Decoder) throws { shared = Shared(try Facts(from: decoder)) }

    public func encode(to encoder: any Encoder) throws { try shared.facts.encode(to: encoder) }

    public static func == (one: FindingEvidence, other: FindingEvidence) -> Bool {
        one.shared === other.shared || one.shared.facts == other.shared.facts
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(shared.facts) }
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
