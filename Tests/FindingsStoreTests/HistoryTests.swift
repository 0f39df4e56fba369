import FindingsModel
import Foundation
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `An earlier moment can be asked again` {
    private static let policy = TrackingPolicy()

    private static func moment(_ day: Int) -> String { "2026-12-\(day < 10 ? "0" : "")\(day)T08:00:00Z" }

    private func ingest(_ store: FindingsDatabase, _ reviews: [SubmittedReview], on day: Int) throws {
        let session = IngestSession(
            store, policy: Self.policy, now: Self.moment(day), renames: .init(isGuessed: false))
        _ = try session.ingest(reviews)
    }

    private func decide(_ store: FindingsDatabase, on day: Int, _ random: inout SeededNumbers) throws {
        let issues = try store.queue.read {
            try String.fetchAll($0, sql: "SELECT DISTINCT issue FROM issues ORDER BY issue")
        }
        guard !issues.isEmpty else { return }
        let kind = random.one(of: [TriageDecision.Kind.accepted, .rejected, .assigned])
        try store.decide(
            on: [random.one(of: issues)],
            TriageDecision(
                finding: "", kind: kind, value: kind == .assigned ? "ada" : nil, reason: "day \(day)", author: "jo",
                decidedAt: Self.moment(day), expiresAt: kind == .accepted ? Self.moment(day + 2) : nil))
    }

    private func expectSame(_ found: FindingsDatabase, _ wanted: FindingsDatabase, _ what: String) throws {
        let (found, wanted) = (try rows(found), try rows(wanted))
        for view in wanted.keys.sorted() {
            let (here, there) = (found[view] ?? [], wanted[view] ?? [])
            let isSame = here == there
            #expect(
                isSame,
                "\(what), \(view): \(Set(here).subtracting(there).sorted()) for \(Set(there).subtracting(here).sorted())"
            )
        }
    }

    /// The views, and the counts that reports are made of.
    private func rows(_ store: FindingsDatabase) throws -> [String: [String]] {
        var rows = try viewRows(store)
        for (name, sql) in [
            "decisions": "SELECT finding_uid, decision, value, reason, decided_at FROM triage",
            "finding_day": """
            SELECT branch.name, day, category, severity, polarity, findings
            FROM finding_day JOIN branch ON branch.id = branch_id WHERE findings <> 0
            """,
            "branch_day": """
            SELECT project.name, branch.name AS branch, day, reviews, file_reviews, findings, praise, opened, reopened,
              returned, went_missing, resolved, resolved_missing
            FROM branch_day JOIN branch ON branch.id = branch_id JOIN project ON project.id = project_id
            WHERE reviews + opened + reopened + returned + went_missing + resolved > 0
            """,
        ] {
            rows[name] = try store.queue.read { db in
                try Row.fetchAll(db, sql: sql).map { $0.databaseValues.map(\.description).joined(separator: " | ") }
                    .sorted()
            }
        }
        return rows
    }

    @Test(arguments: [51, 52, 53, 54] as [UInt64])
    func `as of a day it says what it said that day, late reviews and decisions included`(_ seed: UInt64) throws {
        var random = RandomReviews(seed: seed)
        let reviews = random.reviews(60)
        let place = try TemporaryDatabase()
        let store = try place.open()
        var then: [Int: [String: [String]]] = [:]
        for day in 1...6 {
            try ingest(store, Array(reviews[(day - 1) * 10..<day * 10]), on: day)
            try decide(store, on: day, &random.numbers)
            then[day] = try rows(store.asOf(Self.moment(day), policy: Self.policy))
        }
        for day in 1...6 {
            let now = try rows(store.asOf(Self.moment(day), policy: Self.policy))
            for view in now.keys.sorted() {
                let (here, there) = (now[view] ?? [], then[day]?[view] ?? [])
                let isSame = here == there
                #expect(
                    isSame,
                    "day \(day), \(view): \(Set(here).subtracting(there).sorted()) for \(Set(there).subtracting(here).sorted())"
                )
            }
        }
        // And that is what a database has that was never told more.
        let (_, other) = try { () throws -> (TemporaryDatabase, FindingsDatabase) in
            let place = try TemporaryDatabase()
            return (place, try place.open())
        }()
        for day in 1...3 { try ingest(other, Array(reviews[(day - 1) * 10..<day * 10]), on: day) }
        try store.queue.write { try $0.execute(sql: "DELETE FROM triage") }
        try expectSame(store.asOf(Self.moment(3), policy: Self.policy), other, "never told more")
    }

    @Test func `before the first review there is nothing, and that is said`() throws {
        var random = RandomReviews(seed: 55)
        let place = try TemporaryDatabase()
        let store = try place.open()
        try ingest(store, random.reviews(3), on: 2)
        #expect(throws: StoreError.nothingAsOf(moment: Self.moment(1), first: Self.moment(2))) {
            try store.asOf(Self.moment(1), policy: Self.policy)
        }
    }

    @Test func `what people taught later does not count then`() throws {
        var random = RandomReviews(seed: 56)
        let place = try TemporaryDatabase()
        let store = try place.open()
        try ingest(store, random.reviews(40), on: 1)
        let before = try rows(store)
        let pair = try store.queue.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT min(uid) AS one, max(uid) AS other FROM issue
                    WHERE EXISTS (SELECT 1 FROM finding WHERE finding.issue_id = issue.id)
                    GROUP BY lineage_id HAVING count(*) > 1
                    """)
        }
        let row = try #require(pair)
        let merged = try store.merge(
            issues: [row["other"]], into: row["one"],
            TriageDecision(
                finding: "", kind: .merged, reason: "one", author: "jo", decidedAt: Self.moment(2)), policy: Self.policy
        )
        #expect(!merged.isEmpty)
        #expect(try rows(store) != before)
        let then = try rows(store.asOf(Self.moment(1), policy: Self.policy))
        for view in before.keys.sorted() { #expect(then[view] == before[view], "\(view)") }
    }

    // MARK: - Better rules

    private func reanalyze(
        _ store: FindingsDatabase, on day: Int, dryRun: Bool = false, _ read: (SubmittedReview) -> Review?
    ) throws -> ReanalysisOutcome {
        try IngestSession(store, policy: Self.policy, now: Self.moment(day), renames: .init(isGuessed: false))
            .reanalyze(extractorVersion: 2, author: "jo", dryRun: dryRun, reading: read)
    }

    @Test func `rules that say the same change nothing`() throws {
        var random = RandomReviews(seed: 61)
        let place = try TemporaryDatabase()
        let store = try place.open()
        try ingest(store, random.reviews(40), on: 1)
        let before = try rows(store)
        let outcome = try reanalyze(store, on: 2) { $0.review }
        #expect(outcome.isEmpty && outcome.reviews == 40 && outcome.issuesBefore == outcome.issuesAfter, "\(outcome)")
        let after = try rows(store)
        for view in before.keys.sorted() { #expect(after[view] == before[view], "\(view)") }
    }

    /// Rules that find one more remark at the top of every document, and call what was `style` by another name.
    private static func better(_ stored: SubmittedReview) -> Review {
        var review = stored.review
        for place in review.findings.indices {
            review.findings[place].ordinal += 1
            if review.findings[place].category == "style" { review.findings[place].category = "unclear-name" }
        }
        review.findings.insert(
            Finding(ordinal: 1, title: "A remark that was overlooked", path: review.scope.first, span: ByteSpan(0, 1)),
            at: 0)
        return review
    }

    @Test func `better rules replace what was read, and the day before can still be asked`() throws {
        var random = RandomReviews(seed: 62)
        let place = try TemporaryDatabase()
        let store = try place.open()
        try ingest(store, random.reviews(40), on: 1)
        try decide(store, on: 1, &random.numbers)
        let before = try rows(store)

        let dry = try reanalyze(store, on: 2, dryRun: true, Self.better)
        #expect(dry.changed.count == 40)
        for (view, rows) in try rows(store) { #expect(rows == before[view], "\(view) after a dry run") }

        let outcome = try reanalyze(store, on: 2, Self.better)
        #expect(outcome.changed == dry.changed && outcome.moved == dry.moved && outcome.issuesAfter == dry.issuesAfter)
        let counts = try store.queue.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM findings WHERE title = 'A remark that was overlooked'"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM findings WHERE category = 'style'"),
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM triage JOIN finding ON finding.issue_id = triage.issue_id
                        JOIN review ON review.id = finding.review_id
                        WHERE review.uid || '.' || finding.ordinal = triage.finding_uid AND finding.ordinal > 1
                        """)
            )
        }
        #expect(counts == (40, 0, 1))

        try ingest(store, random.reviews(5), on: 3)
        let then = try rows(store.asOf(Self.moment(1), policy: Self.policy))
        for view in before.keys.sorted() {
            let (here, there) = (then[view] ?? [], before[view] ?? [])
            let isSame = here == there
            #expect(
                isSame, "\(view): \(Set(here).subtracting(there).sorted()) for \(Set(there).subtracting(here).sorted())"
            )
        }
        #expect(
            try rows(store.asOf(Self.moment(2), policy: Self.policy))["findings"]?.count == 40
                + (before["findings"]?.count ?? 0))
    }

    @Test func `a document that cannot be read any more keeps its review`() throws {
        var random = RandomReviews(seed: 63)
        let place = try TemporaryDatabase()
        let store = try place.open()
        try ingest(store, random.reviews(3), on: 1)
        let before = try rows(store)
        let outcome = try reanalyze(store, on: 2) { _ in nil }
        #expect(outcome.unreadable.count == 3 && outcome.reviews == 0)
        for (view, rows) in try rows(store) { #expect(rows == before[view], "\(view)") }
    }
}
