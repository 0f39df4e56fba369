import FindingsModel
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `What keeps coming back, in a period` {
    private static let since = "2026-08-01"
    private static let until = "2026-09-15"

    private func rows(_ query: String, _ store: FindingsDatabase, inPeriod: Bool) throws -> [[String: Value]] {
        var parameters: [String: Value] = ["branch": .text("*"), "limit": .integer(-1)]
        if inPeriod {
            parameters["since"] = .text(Self.since)
            parameters["until"] = .text(Self.until)
        }
        let set = try store.rows(query, parameters)
        return set.rows.map { Dictionary(zip(set.columns, $0), uniquingKeysWith: { first, _ in first }) }
    }

    private func filled() throws -> (TemporaryDatabase, FindingsDatabase) {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 12)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(150))
        return (database, store)
    }

    @Test func `is what was reported since, and was there before its end`() throws {
        let (_, store) = try filled()
        let all = try rows("recurring", store, inPeriod: false)
        let wanted = all.filter { row in
            guard case .text(let last) = row["last_seen"], case .text(let first) = row["first_seen"] else {
                return false
            }
            return last >= Self.since && first.prefix(10) <= Self.until
        }
        let found = try rows("recurring", store, inPeriod: true)
        #expect(found == wanted)
        #expect(!found.isEmpty && found.count < all.count)
    }

    @Test func `tells when the query's own limit left rows out, and only then`() throws {
        let (_, store) = try filled()
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
        let (_, store) = try filled()
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

    @Test func `counts the returns of that time alone`() throws {
        let (_, store) = try filled()
        let all = try rows("flapping", store, inPeriod: false)
        let found = try rows("flapping", store, inPeriod: true)
        #expect(!found.isEmpty && found.count < all.count)
        for row in found {
            let whole = all.first { $0["issue"] == row["issue"] && $0["branch"] == row["branch"] }
            guard case .integer(let returns) = row["returns"], case .integer(let ever) = whole?["returns"] else {
                Issue.record("\(row)")
                continue
            }
            #expect(returns <= ever)
        }
    }
}
