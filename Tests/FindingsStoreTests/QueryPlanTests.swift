import FindingsModel
import GRDB
import Testing

@testable import FindingsStore

@Suite struct `What reports ask` {
    @Test func `finds what a review changed by the time of the review`() throws {
        let store = try TemporaryDatabase().open()
        let query = try NamedQuery.named("review_changes")
        let plan = try store.queue.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + query.sql)
            statement.setUncheckedArguments(["review": "0123"])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("issue_event_on_branch_at (branch_id=? AND at=?)") }, "\(plan)")
    }

    /// The queries of a trend, with the parameters that a report gives them.
    static let queries = [
        "trend", "trend_by_severity", "trend_by_category", "reviews_per_period", "file_trend", "worst_files",
        "recurring",
        "reopened", "fixed_since", "time_to_fix", "changes", "open_by_age", "run_changes",
    ]

    @Test(arguments: queries) func `never goes through all findings or all events`(_ name: String) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let query = try NamedQuery.named(name)
        let plan = try store.queue.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + query.sql)
            let values = try query.values(
                ["since": .text("2026-01-01"), "until": .text("2026-12-31")].filter { key, _ in
                    query.parameters.contains { $0.name == key }
                })
            statement.setUncheckedArguments(
                StatementArguments(
                    Dictionary(
                        values.map { ($0.name, $0.value.databaseValue) }, uniquingKeysWith: { first, _ in first })))
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
        #expect(!plan.isEmpty)
        for step in plan {
            let words = step.split(separator: " ")
            // Most events are of one branch: it is no help to look for them by it alone.
            #expect(!step.contains("issue_event_on_branch_at (branch_id=?)"), "\(step)")
            let scanned = words.first == "SCAN" ? words.dropFirst().first : nil
            #expect(
                !["finding", "issue_event", "line_reference", "wording", "review_file"].contains(scanned ?? ""),
                "\(step)")
        }
    }
}
