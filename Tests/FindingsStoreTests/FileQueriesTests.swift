import FindingsModel
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `Questions about files` {
    private func filled(_ database: TemporaryDatabase) throws -> FindingsDatabase {
        let store = try database.open()
        var random = RandomReviews(seed: 21)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(150))
        return store
    }

    static let queries: [(name: String, parameters: [String: Value])] = [
        ("file_course", ["period": .text("week"), "since": .text("2026-08-05")]),
        ("file_course", ["period": .text("month")]),
        ("file_totals", [:]), ("file_totals", ["since": .text("2026-08-05"), "until": .text("2026-10-05")]),
        ("file_reviews", ["per_file": .integer(3)]), ("praise", ["per_file": .integer(2), "limit": .integer(-1)]),
        ("hot_symbols", ["per_file": .integer(2), "limit": .integer(-1)]), ("issue_records", [:]),
    ]

    @Test(arguments: queries) func `are answered for all files at once as for each alone`(
        _ name: String, _ parameters: [String: Value]
    ) throws {
        let database = try TemporaryDatabase()
        let store = try filled(database)
        let all = try store.rows(name, parameters)
        let place = try #require(all.columns.firstIndex(of: "path"))
        for path in RandomReviews.paths {
            let exact = path.replacing("[", with: "[[]")
            let alone = try store.rows(name, parameters.merging(["path": .text(exact)]) { $1 })
            #expect(alone.rows == all.rows.filter { $0[place] == .text(path) }, "\(path)")
        }
        #expect(!all.rows.isEmpty)
    }

    @Test(arguments: ["day", "week", "month"]) func `courses of files add up to the trend`(_ period: String) throws {
        let database = try TemporaryDatabase()
        let store = try filled(database)
        let trend = try store.rows("trend", ["period": .text(period)])
        let courses = try store.rows("file_course", ["period": .text(period)])
        var sums: [Value: [Int64]] = [:]
        for row in courses.rows {
            let numbers = row.dropFirst(2).map { value -> Int64 in
                if case .integer(let number) = value { number } else { 0 }
            }
            sums[row[1], default: Array(repeating: 0, count: numbers.count)] = zip(
                sums[row[1]] ?? Array(repeating: 0, count: numbers.count), numbers
            ).map(+)
        }
        for row in trend.rows {
            #expect(
                sums[row[0]]
                    == row.dropFirst().map { value -> Int64 in
                        if case .integer(let number) = value { number } else { 0 }
                    })
        }
    }

    @Test func `the time to fix of periods is that of the whole, parted`() throws {
        let database = try TemporaryDatabase()
        let store = try filled(database)
        let whole = try store.rows("time_to_fix").rows.first
        let periods = try store.rows("time_to_fix_per_period", ["period": .text("week")]).rows
        let resolved = periods.reduce(into: Int64(0)) { if case .integer(let number) = $1[1] { $0 += number } }
        #expect(whole?[1] == .integer(resolved))
        func number(_ value: Value?) -> Double { if case .real(let number)? = value { number } else { -1 } }
        #expect(periods.map { number($0[3]) }.max() == number(whole?[4]))
        #expect(periods.allSatisfy { number($0[2]) <= number($0[3]) && number($0[2]) >= 0 })
        #expect(periods.count > 3)
    }

    @Test func `what changed most comes first, whichever way`() throws {
        let database = try TemporaryDatabase()
        let store = try filled(database)
        func changes(_ direction: String) throws -> [Int64] {
            try store.rows("changed_files", ["direction": .text(direction), "since": .text("2026-06-01")]).rows.map {
                if case .integer(let number) = $0[1] { number } else { 0 }
            }
        }
        let both = try changes("both")
        #expect(both.map { abs($0) } == both.map { abs($0) }.sorted(by: >))
        #expect(try changes("worse") == both.filter { $0 > 0 })
        #expect(try changes("better") == both.filter { $0 < 0 })
    }
}
