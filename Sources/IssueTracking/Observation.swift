import FindingsModel

/// What matching knows of one finding.
///
/// Immutable, and in one place of memory for all its copies: matching hands evidence from list to list, and to copy a dozen
/// fields each time cost more than to compare them.
public struct FindingEvidence: Hashable, Codable, Sendable {
    private struct Facts: Hashable, Codable, Sendable {
        let uid: String
        let ordinal: Int
        let title: String
        let body: String
        let suggestion: String
        let polarity: Polarity
        let severity: Severity
        let category: String
        let confidence: Double
        let categoryScores: [CategoryScore]
        let symbols: [String]
        let lines: [LineRange]
        let rule: String?
        let fingerprint: String?
    }

    private let shared: Shared<Facts>

    public var uid: String { shared.facts.uid }
    public var ordinal: Int { shared.facts.ordinal }
    public var title: String { shared.facts.title }
    public var body: String { shared.facts.body }
    /// What the reviewer advises, where it is set apart from the body; may be empty.
    public var suggestion: String { shared.facts.suggestion }
    public var polarity: Polarity { shared.facts.polarity }
    public var severity: Severity { shared.facts.severity }
    public var category: String { shared.facts.category }
    /// How sure the category is, from 0 to 1.
    public var confidence: Double { shared.facts.confidence }
    /// The categories that its words speak for; where there are none, the category stands for itself.
    public var categoryScores: [CategoryScore] { shared.facts.categoryScores }
    public var symbols: [String] { shared.facts.symbols }
    /// Lines in the tracked file, at the reviewed commit.
    public var lines: [LineRange] { shared.facts.lines }
    public var rule: String? { shared.facts.rule }
    /// The tool's own stable fingerprint.
    public var fingerprint: String? { shared.facts.fingerprint }

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

    public init(from decoder: any Decoder) throws { shared = try Shared(from: decoder) }

    public func encode(to encoder: any Encoder) throws { try shared.encode(to: encoder) }
}

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`: of its lines, those in this file.
    public init(_ finding: Finding, path: String?, uid: String) {
        self.init([finding], at: 0, path: path, uid: uid)
    }

    /// The same of the finding at `index`, taken field by field: to copy a finding as a whole costs more than to read it.
    public init(_ findings: [Finding], at index: Int, path: String?, uid: String) {
        precondition(findings.indices.contains(index))
        self = findings.withUnsafeBufferPointer { findings in
            var lines: [LineRange] = []
            lines.reserveCapacity(findings[index].references.count)
            for place in findings[index].references.indices {
                let other = findings[index].references[place].path
                if other == nil || other == path { lines.append(findings[index].references[place].range) }
            }
            let isOne = findings[index].symbols.count < 2
            return FindingEvidence(
                uid: uid, ordinal: findings[index].ordinal, title: findings[index].title, body: findings[index].body,
                suggestion: findings[index].suggestion ?? "", polarity: findings[index].polarity,
                severity: findings[index].severity, category: findings[index].category,
                confidence: findings[index].confidence, categoryScores: findings[index].categoryScores,
                symbols: isOne ? findings[index].symbols : Set(findings[index].symbols).sorted(), lines: lines,
                rule: findings[index].rule, fingerprint: findings[index].fingerprint)
        }
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
