import FindingsModel
import Foundation
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `Databases of parallel jobs become one` {
    static let now = "2026-11-22T12:00:00Z"

    /// A database with these reviews.
    private func database(_ reviews: [SubmittedReview]) throws -> (TemporaryDatabase, FindingsDatabase) {
        let place = try TemporaryDatabase()
        let store = try place.open()
        _ = try IngestSession(store, policy: TrackingPolicy(), now: Self.now).ingest(reviews)
        return (place, store)
    }

    private func expectSame(_ found: FindingsDatabase, _ wanted: FindingsDatabase) throws {
        let (found, wanted) = (try viewRows(found), try viewRows(wanted))
        for view in wanted.keys.sorted() {
            let (here, there) = (found[view] ?? [], wanted[view] ?? [])
            let isSame = here == there
            #expect(
                isSame,
                "\(view): \(Set(here).subtracting(there).sorted()) for \(Set(there).subtracting(here).sorted())")
        }
    }

    private func days(_ store: FindingsDatabase) throws -> [String] {
        try store.queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT project.name, branch.name AS branch, day, category, severity, polarity, findings
                    FROM finding_day JOIN branch ON branch.id = branch_id JOIN project ON project.id = project_id
                    """
            ).map { $0.databaseValues.map(\.description).joined(separator: " ") }.sorted()
        }
    }

    private func merge(_ others: [FindingsDatabase], into store: FindingsDatabase) throws -> MergeOutcome {
        try store.merge(others, policy: TrackingPolicy(), now: Self.now)
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func `fifty of single reviews, in any order and any groups, give what one database gives`(_ seed: UInt64) throws {
        var random = RandomReviews(seed: seed)
        let reviews = random.reviews(50)
        let (_, expected) = try database(reviews)
        var singles = try reviews.map { try database([$0]) }
        for _ in 0..<2 {
            singles.shuffle(using: &random.numbers)
            let place = try TemporaryDatabase()
            let store = try place.open()
            var left = singles[...]
            while !left.isEmpty {
                let group = left.prefix(Int.random(in: 1...20, using: &random.numbers))
                left = left.dropFirst(group.count)
                _ = try merge(group.map(\.1), into: store)
            }
            try expectSame(store, expected)
            #expect(try days(store) == days(expected))
            let again = try merge(singles.map(\.1), into: store)
            #expect(again.reviews == 0 && again.known == 50)
            try expectSame(store, expected)
            #expect(try days(store) == days(expected))
        }
    }

    @Test func `either of two that overlap can take in the other`() throws {
        var random = RandomReviews(seed: 41)
        let reviews = random.reviews(40)
        let (_, expected) = try database(reviews)
        let (_, first) = try database(Array(reviews.prefix(25)))
        let (_, second) = try database(Array(reviews.suffix(25)))
        #expect(try merge([second], into: first).reviews == 15)
        try expectSame(first, expected)
        #expect(try merge([first], into: second).known == 25)
        try expectSame(second, expected)
    }

    @Test func `decisions, baselines, default branches and a team's categories go along, once`() throws {
        var random = RandomReviews(seed: 42)
        let reviews = random.reviews(30)
        let (_, store) = try database(reviews)
        let (_, other) = try database(reviews)
        try other.queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO triage (issue_id, finding_uid, decision, value, reason, author, decided_at)
                    SELECT finding.issue_id, review.uid || '.' || finding.ordinal, 'accepted', NULL, 'known', 'ada',
                      '2026-11-01T00:00:00Z'
                    FROM finding JOIN review ON review.id = finding.review_id
                    WHERE finding.issue_id IS NOT NULL ORDER BY review.uid LIMIT 3;
                    INSERT INTO baseline (branch_id, adopted_at, reason, author, decided_at)
                    SELECT id, '2026-10-01T00:00:00Z', 'a fresh start', 'ada', '2026-10-02T00:00:00Z' FROM branch LIMIT 1;
                    UPDATE project SET default_branch = 'trunk' WHERE name = 'bay/tides';
                    INSERT INTO category (id, family, name, meaning) VALUES ('our-own', 'team', 'Ours', 'Our own.');
                    INSERT INTO category_alias (alias, category) VALUES ('Team:Ours', 'our-own');
                    """)
        }
        let outcome = try merge([other], into: store)
        #expect(outcome.decisions == 3 && outcome.baselines == 1 && outcome.reviews == 0)
        let again = try merge([other, other], into: store)
        #expect(again.decisions == 0 && again.baselines == 0)
        for question in [
            """
            SELECT issue.uid, finding_uid, decision, value, reason, author, decided_at, expires_at
            FROM triage JOIN issue ON issue.id = issue_id ORDER BY finding_uid
            """,
            "SELECT branch.name, adopted_at, reason, author, decided_at FROM baseline JOIN branch ON branch.id = branch_id",
            "SELECT name, default_branch FROM project ORDER BY name", "SELECT * FROM category ORDER BY id",
            "SELECT * FROM category_alias ORDER BY alias",
        ] {
            let here = try store.queue.read { try Row.fetchAll($0, sql: question) }
            let there = try other.queue.read { try Row.fetchAll($0, sql: question) }
            #expect(here == there && !here.isEmpty)
        }
    }

    @Test func `every table is merged but those that reviews fill and a database's own past`() throws {
        // What reviews, their tracking and the schema itself fill. A new table stands here or in MergedTable.all.
        let filled: Set = [
            "severity", "branch", "reviewer", "file", "document", "review", "review_file", "wording", "issue",
            "finding", "line_reference", "symbol", "finding_symbol", "finding_issue", "issue_member", "issue_state",
            "issue_event", "finding_day", "branch_day", "file_source", "ingest_run",
            // Each database's own past: what it said before it was read again, and which moment a copy shows.
            "reanalysis", "reanalysis_review", "as_of",
        ]
        // `default_branch` is a column of project.
        let merged = Set(MergedTable.all.map { $0.name == "default_branch" ? "project" : $0.name })
        let place = try TemporaryDatabase()
        let store = try place.open()
        let tables = try store.queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema
                    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'wording_search%'
                    """)
        }
        #expect(Set(tables) == filled.union(merged))
        try store.queue.read { db in
            for table in MergedTable.all {
                let columns = try PreparedStatement(db, "merge_read_\(table.name)").statement.columnNames
                let parameters = try PreparedStatement(db, "merge_write_\(table.name)").statement.parameterNames
                #expect(Set(parameters).isSubset(of: columns), "\(table.name)")
            }
        }
    }

    @Test func `what cannot be merged is told`() throws {
        var random = RandomReviews(seed: 43)
        let (place, store) = try database(random.reviews(3))
        let link = place.folder + "/link.db"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.path)
        let linked = try FindingsDatabase(path: link, access: .read)
        #expect(throws: StoreError.sameDatabase(path: link)) { try merge([linked], into: store) }

        let (_, damaged) = try database(random.reviews(3))
        try damaged.queue.write { try $0.execute(sql: "UPDATE document SET content = x'00' WHERE id = 1") }
        #expect(throws: StoreError.damagedDocument(path: damaged.path, row: 1)) {
            try merge([damaged], into: store)
        }
        #expect(try store.count(.reviews) == 3)
    }
}
