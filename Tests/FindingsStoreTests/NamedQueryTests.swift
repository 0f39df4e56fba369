import FindingsModel
import Testing

@testable import FindingsStore

@Suite struct `A named query` {
    @Test func `tells when the query's own limit left rows out, and only then`() throws {
        let (_, store) = try TemporaryDatabase.filled()
        let limited = NamedQuery.all.filter { query in query.parameters.contains { $0.name == "limit" } }
        var cut = 0
        for query in limited {
            var given = query.parameters.contains { $0.name == "branch" } ? ["branch": Value.text("*")] : [:]
            if query.parameters.contains(where: { $0.name == "since" }) { given["since"] = .text("2026-01-01") }
            guard let all = try? store.listing(of: query, given, limit: 0) else { continue }
            #expect(!all.isTruncated, "\(query.name)")
            let one = try store.listing(of: query, given.merging(["limit": .text("1")]) { $1 })
            #expect(one.rows == Array(all.rows.prefix(1)), "\(query.name)")
            #expect(one.isTruncated == (all.rows.count > 1), "\(query.name)")
            #expect(one.howToSeeMore == (all.rows.count > 1 ? "-p limit=N" : nil), "\(query.name)")
            let exact = try store.listing(of: query, given.merging(["limit": .integer(Int64(all.rows.count))]) { $1 })
            #expect(exact.rows == all.rows && !exact.isTruncated, "\(query.name)")
            if all.rows.count > 1 { cut += 1 }
        }
        #expect(cut > 8)
        let entered = try NamedQuery.named("new_since")
        let ever = ["branch": Value.text("*"), "since": .text("2020-01-01")]
        let standard = try store.listing(of: entered, ever)
        #expect(standard.rows.count == 50 && standard.howToSeeMore == "-p limit=N")
        let more = try store.listing(of: entered, ever, limit: 51)
        #expect(more.rows.count == 51 && more.howToSeeMore == "--limit N")
    }

    @Test func `a team's limit may be one of something else than rows`() throws {
        let (_, store) = try TemporaryDatabase.filled()
        let query = try NamedQuery(
            name: "pairs",
            text: """
                -- Pairs: two rows of each number.
                -- parameter limit integer 2: how many numbers
                WITH numbers(n) AS (SELECT value FROM json_each('[1,2,3]') LIMIT :limit)
                SELECT n FROM numbers CROSS JOIN (SELECT 1 UNION ALL SELECT 2)
                """)
        let rows = try store.listing(of: query)
        #expect(rows.rows.count == 4 && rows.isTruncated)
        let all = try store.listing(of: query, ["limit": .integer(3)])
        #expect(all.rows.count == 6 && !all.isTruncated)
        let first = try store.listing(of: query, limit: 3)
        #expect(first.rows.count == 3 && first.howToSeeMore == "--limit N")
    }

    @Test func `finds an issue by the beginning of its uid, as other commands do`() throws {
        let (_, store) = try TemporaryDatabase.filled()
        let events = try NamedQuery.named("issue_events")
        let seenOften = try SearchQuery("seen:>2", subject: .issues, now: "2026-11-22T12:00:00Z")
        let issues = try store.list(.issues, matching: seenOften, columns: ["issue"], limit: 1)
        let reviews = try store.list(.reviews, matching: nil, columns: ["review"], limit: 1)
        guard case .text(let uid)? = issues.rows.first?.first, case .text(let review)? = reviews.rows.first?.first
        else {
            Issue.record("no issue was seen three times")
            return
        }
        let whole = try store.listing(of: events, ["issue": .text(uid)])
        #expect(!whole.rows.isEmpty)
        #expect(try store.listing(of: events, ["issue": .text(String(uid.prefix(9)))]).rows == whole.rows)
        #expect(throws: StoreError.notFound(kind: "review, finding or issue", id: "1234567890123456")) {
            try store.listing(of: events, ["issue": .integer(1_234_567_890_123_456)])
        }
        #expect(throws: StoreError.notFound(kind: "review, finding or issue", id: "ffff0000ffff")) {
            try store.listing(of: events, ["issue": .text("ffff0000ffff")])
        }
        #expect(
            throws: StoreError.badParameter(
                query: "issue_events", name: "issue", why: "\(review) is a review, not an issue")
        ) {
            try store.listing(of: events, ["issue": .text(review)])
        }
    }

    @Test func `says what it cannot answer without`() throws {
        let (_, store) = try TemporaryDatabase.filled()
        #expect(
            throws: StoreError.badParameter(
                query: "review_head", name: "review", why: "is needed: the review's uid. Give -p review=…")
        ) {
            try store.listing(of: NamedQuery.named("review_head"))
        }
    }
}
