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

    @Test func `is what was reported since, and was there before its end`() throws {
        let (_, store) = try TemporaryDatabase.filled()
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

    @Test func `counts the returns of that time alone`() throws {
        let (_, store) = try TemporaryDatabase.filled(reviews: 400)
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
