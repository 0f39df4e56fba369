import FindingsModel
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `What is looked at` {
    static let now = "2026-11-22T12:00:00Z"

    private func filled(_ database: TemporaryDatabase, seed: UInt64) throws {
        var random = RandomReviews(seed: seed)
        _ = try IngestSession(database.open(), policy: .init(), now: Self.now).ingest(random.reviews(150))
    }

    private func narrowed(_ database: TemporaryDatabase, to search: String) throws -> FindingsDatabase {
        let store = try FindingsDatabase(path: database.path, access: .read)
        try store.narrow(to: SearchQuery(search, subject: .issues, now: Self.now))
        return store
    }

    /// Queries without praise, which belongs to no issue.
    static let queries = [
        "trend", "trend_by_severity", "trend_by_category", "recurring", "reopened", "flapping", "new_since",
        "oldest_open",
        "never_triaged", "fixed_since", "time_to_fix", "worst_files", "file_trend", "category_totals", "severity_mix",
        "issue_records", "issue_histories", "issue_remarks", "compare_totals", "standing_issues", "changed_files",
        "coverage", "review_list",
    ]

    @Test(arguments: queries) func `a search that every issue fulfils changes no answer`(_ name: String) throws {
        let database = try TemporaryDatabase()
        try filled(database, seed: 11)
        let whole = try database.open()
        let narrowed = try narrowed(database, to: "severity:>=info")
        for branch in [Value.null, .text("*"), .text("topic/*")] {
            let parameters = name.hasPrefix("compare") ? ["branch_a": branch] : ["branch": branch]
            let expected = try whole.rows(name, parameters)
            #expect(try narrowed.rows(name, parameters).rows == expected.rows)
            #expect(branch == .text("topic/*") || !expected.rows.isEmpty)
        }
    }

    @Test(arguments: [
        "severity:>=medium", "is:open path:tests/unit/**", "branch:topic/x -category:style", "reviewer:ada or seen:>=3",
        "is:resolved or is:missing",
    ])
    func `only issues of the search are in any answer`(_ search: String) throws {
        let database = try TemporaryDatabase()
        try filled(database, seed: 12)
        let query = try SearchQuery(search, subject: .issues, now: Self.now)
        let listed = try database.open().list(.issues, matching: query, columns: ["issue", "branch", "state"])
        let narrowed = try narrowed(database, to: search)
        let records = try narrowed.rows("issue_records", ["branch": .text("*")])
        let columns = ["issue", "branch", "state"].compactMap { records.columns.firstIndex(of: $0) }
        #expect(Set(records.rows.map { row in columns.map { row[$0] } }) == Set(listed.rows))
        #expect(!listed.rows.isEmpty)

        let trend = try narrowed.rows("trend", ["branch": .text("*")])
        func count(_ state: String) -> Value { .integer(Int64(listed.rows.count { $0[2] == .text(state) })) }
        #expect(trend.rows.last.map { Array($0.suffix(2)) } == [count("open"), count("missing")])
        let byPath = try narrowed.rows("trend", ["branch": .text("*"), "path": .text("*")])
        #expect(byPath.rows == trend.rows)
    }

    @Test func `reviews stay whole, and the file is as it was`() throws {
        let database = try TemporaryDatabase()
        try filled(database, seed: 13)
        let whole = try database.open()
        let narrowed = try narrowed(database, to: "severity:critical")
        func reviews(_ store: FindingsDatabase) throws -> [Value] {
            try store.rows("reviews_per_period").rows.map { $0[1] }
        }
        #expect(try reviews(narrowed) == reviews(whole))
        #expect(try whole.rows("issue_records").rows.count > narrowed.rows("issue_records").rows.count)
        #expect(throws: StoreError.self) {
            try whole.narrow(to: SearchQuery("model-a", subject: .reviews, now: Self.now))
        }
    }

    @Test func `without a branch the default branch is asked, or all where no review of it is stored`() throws {
        let database = try TemporaryDatabase()
        try filled(database, seed: 14)
        let store = try database.open()
        #expect(try store.rows("trend").rows == store.rows("trend", ["branch": .text("main")]).rows)
        #expect(try store.rows("trend").rows != store.rows("trend", ["branch": .text("*")]).rows)
        let defaults = try store.rows("branches").rows.filter { $0[2] == .integer(1) }
        #expect(Set(defaults.map { $0[0] }) == [.text("main")])
        try store.queue.write { try $0.execute(sql: "UPDATE project SET default_branch = 'trunk'") }
        #expect(try store.rows("trend").rows == store.rows("trend", ["branch": .text("*")]).rows)
    }
}
