import FindingsModel
import IssueTracking

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`, exactly as it will be read back from the database.
    init(_ finding: Finding, path: String?, review: String) {
        self.init(
            uid: LineageLedger.evidenceUID(review: review, ordinal: finding.ordinal), ordinal: finding.ordinal,
            title: finding.title, body: finding.body, suggestion: finding.suggestion ?? "", polarity: finding.polarity,
            severity: finding.severity, category: finding.category, confidence: finding.confidence,
            categoryScores: finding.categoryScores,
            symbols: finding.symbols.count > 1 ? Set(finding.symbols).sorted() : finding.symbols,
            lines: finding.references.compactMap { $0.path == nil || $0.path == path ? $0.range : nil },
            rule: finding.rule, fingerprint: finding.fingerprint)
    }
}
