import GRDB
import IssueTracking

/// What reviews change of the days' counts, gathered over a transaction and written once.
struct BranchDayTally {
    /// The columns of `branch_day`.
    struct Counts: Hashable {
        var reviews = 0
        var fileReviews = 0
        var findings = 0
        var praise = 0
        var opened = 0
        var reopened = 0
        var returned = 0
        var wentMissing = 0
        var resolved = 0
        var resolvedMissing = 0
    }

    private struct Day: Hashable {
        var branch: Int64
        var day: String
    }

    private var days: [Day: Counts] = [:]

    /// - Parameter times: -1 for a review that is taken back.
    mutating func add(
        reviewAt time: String, branch: Int64, files: Int, findings: Int, praise: Int, times: Int = 1
    ) {
        change(branch, time) {
            $0.reviews += times
            $0.fileReviews += times * files
            $0.findings += times * findings
            $0.praise += times * praise
        }
    }

    /// - Parameter times: -1 for events that are taken back.
    mutating func add(_ kind: IssueEvent.Kind, after was: IssueState?, at time: String, branch: Int64, times: Int = 1) {
        change(branch, time) {
            switch kind {
            case .opened: $0.opened += times
            case .reopened: $0.reopened += times
            case .found: $0.returned += times
            case .missing: $0.wentMissing += times
            case .resolved:
                $0.resolved += times
                if was == .missing { $0.resolvedMissing += times }
            }
        }
    }

    /// Takes back what the stored events of a lineage count.
    mutating func takeBackEvents(ofLineage lineage: Int64, statements: PreparedStatements) throws {
        takeBack(try statements("event_counts_of_lineage").rows(["lineage": lineage]))
    }

    /// Takes back what the stored events that a review caused count.
    mutating func takeBackEvents(ofReview review: Int64, statements: PreparedStatements) throws {
        takeBack(try statements("event_counts_of_review").rows(["review": review]))
    }

    private mutating func takeBack(_ rows: [Row]) {
        for row in rows {
            guard let kind = IssueEvent.Kind(rawValue: row["kind"]) else { continue }
            let was: String? = row["was"]
            add(
                kind, after: was.flatMap(IssueState.init(rawValue:)), at: row["day"], branch: row["branch_id"],
                times: -(row["events"] as Int))
        }
    }

    /// Adds what was gathered to the database, and begins anew.
    mutating func write(_ statements: PreparedStatements) throws {
        for (key, counts) in days where counts != Counts() {
            try statements("add_to_branch_day").run([
                "branch": key.branch, "day": key.day, "reviews": counts.reviews, "file_reviews": counts.fileReviews,
                "findings": counts.findings, "praise": counts.praise, "opened": counts.opened,
                "reopened": counts.reopened, "returned": counts.returned, "went_missing": counts.wentMissing,
                "resolved": counts.resolved, "resolved_missing": counts.resolvedMissing,
            ])
        }
        days = [:]
    }

    private mutating func change(_ branch: Int64, _ time: String, by change: (inout Counts) -> Void) {
        change(&days[Day(branch: branch, day: String(time.prefix(10))), default: Counts()])
    }
}
