import GRDB
import IssueTracking

/// Takes reviews back: their rows, and what they added to the days' counts. What they did to issues is undone by replaying
/// the lineages that they touched.
struct ReviewEraser {
    private let context: IngestSession.Context

    init(_ context: IngestSession.Context) { self.context = context }

    /// - Returns: by lineage the project, of all whose issues the review may have changed.
    func erase(_ uid: String) throws -> [Int64: Int64] {
        guard let review = try context.statements("find_review").integer(["uid": uid]) else { return [:] }
        return try erase(row: review)
    }

    func erase(row review: Int64) throws -> [Int64: Int64] {
        let statements = context.statements
        var lineages: [Int64: Int64] = [:]
        for row in try statements("lineages_of_review").rows(["review": review]) {
            lineages[row["lineage"]] = row["project"]
        }
        if let counts = try statements("counts_of_review").row(["review": review]) {
            context.tally.add(
                reviewAt: counts["reviewed_at"], branch: counts["branch_id"], files: counts["files"],
                findings: counts["issue_count"], praise: counts["praise_count"], times: -1)
        }
        try context.tally.takeBackEvents(ofReview: review, statements: statements)
        for name in [
            "subtract_from_finding_day", "erase_line_references", "erase_finding_symbols", "erase_finding_issues",
            "erase_members", "erase_events", "erase_findings", "erase_review_files", "erase_review",
        ] { try statements(name).run(["review": review]) }
        return lineages
    }
}
