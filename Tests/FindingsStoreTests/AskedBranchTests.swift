import FindingsModel
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `A question without a branch` {
    /// By the query that people see, which counts as well.
    private func listed(_ store: FindingsDatabase) throws -> [AskedBranch] {
        let rows = try store.rows("branches", [:]).rows
        return rows.compactMap { row in
            guard case .text(let branch) = row[0], case .text(let project) = row[1], row[2] == .integer(1) else {
                return nil
            }
            return AskedBranch(
                project: project, branch: branch, branchesOfProject: rows.count { $0[1] == .text(project) })
        }
    }

    @Test(arguments: ["main", "never-reviewed"]) func `is about the branches that are listed as default`(
        _ name: String
    ) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 3)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(40))
        try store.queue.write { try $0.execute(sql: "UPDATE project SET default_branch = ?", arguments: [name]) }
        let asked = try store.askedBranches()
        #expect(Set(asked) == Set(try listed(store)))
        #expect(asked.contains { $0.branch == "main" && $0.branchesOfProject == 2 })
        #expect(asked.contains { $0.branch == "topic/x" } == (name != "main"))
        #expect(try store.askedBranches(of: "no/such").isEmpty)
    }
}
