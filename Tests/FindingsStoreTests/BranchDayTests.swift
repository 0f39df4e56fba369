import FindingsModel
import FindingsSQL
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `The counts of a day` {
    private static let columns =
        "reviews, file_reviews, findings, praise, opened, reopened, returned, went_missing, resolved, resolved_missing"

    /// What the reviews and events themselves come to, day by day; a day whose counts are all taken back has no row.
    private static let recounted = """
        SELECT branch_id, day, sum(reviews), sum(file_reviews), sum(findings), sum(praise), sum(opened), sum(reopened),
          sum(returned), sum(went_missing), sum(resolved), sum(resolved_missing)
        FROM (
          SELECT branch_id, substr(reviewed_at, 1, 10) AS day, 1 AS reviews,
            (SELECT count(*) FROM review_file WHERE review_id = review.id) AS file_reviews, issue_count AS findings,
            praise_count AS praise, 0 AS opened, 0 AS reopened, 0 AS returned, 0 AS went_missing, 0 AS resolved,
            0 AS resolved_missing
          FROM review
          UNION ALL
          SELECT branch_id, substr(at, 1, 10), 0, 0, 0, 0, kind = 'opened', kind = 'reopened', kind = 'found',
            kind = 'missing', kind = 'resolved', kind = 'resolved' AND before = 'missing'
          FROM (
            SELECT *, lag(CASE WHEN kind IN ('missing', 'resolved') THEN kind ELSE 'open' END)
              OVER (PARTITION BY issue_id, branch_id ORDER BY at, id) AS before
            FROM issue_event
          )
        )
        GROUP BY 1, 2 ORDER BY 1, 2
        """

    private func stored(_ db: Database) throws -> [[DatabaseValue]] {
        try Row.fetchAll(db, sql: "SELECT branch_id, day, \(Self.columns) FROM branch_day ORDER BY 1, 2")
            .map { Array($0.databaseValues) }
    }

    private func recount(_ db: Database) throws -> [[DatabaseValue]] {
        try Row.fetchAll(db, sql: Self.recounted).map { Array($0.databaseValues) }
    }

    @Test(arguments: [UInt64(1), 2, 3]) func `hold whatever the order in which reviews come`(seed: UInt64) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: seed)
        for _ in 0..<12 {
            // Each batch has late reviews, so that whole histories are replayed.
            _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(9))
        }
        try store.queue.read { db in
            let days = try stored(db)
            #expect(days.count > 20)
            #expect(try days == recount(db))
            let wrong = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM (
                      SELECT was, lag(CASE WHEN kind IN ('missing', 'resolved') THEN kind ELSE 'open' END)
                        OVER (PARTITION BY issue_id, branch_id ORDER BY at, id) AS before
                      FROM issue_event
                    ) WHERE was IS NOT before
                    """)
            #expect(wrong == 0)
        }
    }

    @Test func `are made for a database that is migrated`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 5)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(90))
        let migration = try #require(FindingsSQL.migrations.first { $0.name.hasPrefix("0005") })
        try store.queue.write { db in
            let (days, events) = (
                try stored(db), try Row.fetchAll(db, sql: "SELECT id, was FROM issue_event ORDER BY id")
            )
            try db.execute(sql: "DROP VIEW query_move; DROP TABLE branch_day; ALTER TABLE issue_event DROP COLUMN was")
            try db.execute(sql: migration.text)
            #expect(try stored(db) == days)
            #expect(try Row.fetchAll(db, sql: "SELECT id, was FROM issue_event ORDER BY id") == events)
        }
    }

    @Test func `a trend of all files is that of the days`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 8)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(120))
        for period in ["day", "week", "month"] {
            let all = try store.rows("trend", ["period": .text(period)])
            let byPath = try store.rows("trend", ["period": .text(period), "path": .text("*")])
            #expect(all.rows.count > 3)
            #expect(all.rows == byPath.rows)
            #expect(
                try store.rows("reviews_per_period", ["period": .text(period)]).rows.count
                    >= store.rows("reviews_per_period", ["period": .text(period), "path": .text("*.py")]).rows.count)
        }
        let counts = try store.queue.read {
            try Row.fetchOne(
                $0, sql: "SELECT sum(state = 'open') AS open, sum(state = 'missing') AS missing FROM issue_state")
        }
        let trend = try store.rows("trend", ["branch": .text("*")])
        #expect(
            trend.rows.last?.suffix(2).map { "\($0)" }
                == counts.map { row in
                    [Value.integer(row["open"]), .integer(row["missing"])].map { "\($0)" }
                })
    }
}
