import FindingsModel
import FindingsStore

@testable import Reports

/// A database that a stranger has filled: every text of every named query tries to be more than text.
struct HostileSource: QuerySource {
    /// Columns that count or measure.
    private static let numbers: Set<String> = [
        "open", "missing", "resolved", "critical", "high", "medium", "low", "info", "findings", "praise", "reviews",
        "files", "file_reviews", "new", "reopened", "returned", "went_missing", "times_seen", "reviews_in_scope",
        "times_reopened", "line", "first_line", "last_line", "ordinal", "remarks", "issues", "entered", "left",
        "stayed",
        "first", "second", "change", "percent", "days_open", "days_to_fix", "days_since", "median_days", "unparsed",
        "seen", "in_scope", "seen_once", "shared", "returns", "findings_per_file_review", "median_days_to_fix",
    ]

    func rows(_ query: String, _ parameters: [String: Value]) throws -> RowSet {
        let columns = try NamedQuery.named(query).columns.map(\.name)
        return RowSet(
            columns: columns,
            rows: hostileTitles.enumerated().map { place, title in
                columns.map { column in
                    switch column {
                    case "issue": .text("0123456789abcde\(place)")
                    case "period": .text("2026-11-0\(place + 1)")
                    case "state": .text(["open", "missing", "resolved"][place % 3])
                    case "severity": .text(["critical", "high", "medium", "low", "info"][place % 5])
                    case "polarity": .text(place % 4 == 3 ? "praise" : "issue")
                    case "commit_sha": .text("0123456789abcdef0123456789abcdef01234567")
                    case "run_url": .text("https://github.com/a/b/actions/runs/1\"><img src=x>")
                    case _ where Self.numbers.contains(column): .integer(Int64(place + 2))
                    default: .text(title)
                    }
                }
            })
    }
}
