import FindingsModel
import IssueTracking

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`, exactly as it will be read back from the database.
    init(_ finding: Finding, path: String?, review: String) {
        self.init(
            finding, path: path, uid: LineageLedger.evidenceUID(review: review, ordinal: finding.ordinal))
    }
}
