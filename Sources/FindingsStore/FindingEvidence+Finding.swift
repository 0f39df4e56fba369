import FindingsModel
import IssueTracking

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`, exactly as it will be read back from the database.
    init(_ findings: [Finding], at index: Int, path: String?, review: String) {
        self.init(
            findings, at: index, path: path,
            uid: LineageLedger.evidenceUID(review: review, ordinal: findings[index].ordinal))
    }
}
