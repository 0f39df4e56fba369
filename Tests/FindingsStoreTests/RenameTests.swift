import FindingsModel
import Foundation
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `History goes along with a file that moves` {
    private func review(_ path: String, at: String, _ titles: [(String, Int)]) -> SubmittedReview {
        let findings = titles.enumerated().map { index, title in
            Finding(
                ordinal: index + 1, title: title.0, references: [LineReference(LineRange(title.1))],
                category: "other", confidence: 0.5)
        }
        let bytes = Array((path + at + titles.map(\.0).joined()).utf8)
        return SubmittedReview(
            document: SubmittedDocument(bytes: bytes, format: "prose", encoding: "utf-8"), source: "review.md", part: 1,
            review: Review(
                path: path, scope: [path], reviewer: Reviewer(name: "model"), repository: "o/n", findings: findings),
            reviewedAt: at, extractorVersion: 1)
    }

    private let titles = [
        ("`HoldStore` is shared by all tests of the module", 12), ("`time.sleep(2.1)` makes the expiry test slow", 40),
        ("Literal uuid `9c1f-77` used as the sailing", 55),
    ]

    private func issues(_ store: FindingsDatabase) throws -> [[Value]] {
        try store.list(.issues, columns: ["path", "state", "times_seen"]).rows
    }

    @Test func `the reviews show it`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let session = IngestSession(store, policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z")
        _ = try session.ingest([review("old/test_hold.py", at: "2026-01-01T00:00:00Z", titles)])
        let moved = try session.ingest([review("new/test_hold.py", at: "2026-02-01T00:00:00Z", titles)])
        #expect(moved[0].renames == [Rename(old: "old/test_hold.py", new: "new/test_hold.py", ties: 3)])
        #expect(moved[0].known == 3 && moved[0].new == 0)
        #expect(
            try issues(store) == Array(repeating: [.text("new/test_hold.py"), .text("open"), .integer(2)], count: 3))
    }

    @Test func `it can be told, and guessing can be switched off`() throws {
        let told = try TemporaryDatabase()
        let store = try told.open()
        let session = IngestSession(
            store, policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z",
            renames: IngestSession.RenamePolicy(told: ["lib/b_test.go": "lib/a_test.go"]))
        _ = try session.ingest([review("lib/a_test.go", at: "2026-01-01T00:00:00Z", titles)])
        let moved = try session.ingest([review("lib/b_test.go", at: "2026-02-01T00:00:00Z", Array(titles.prefix(1)))])
        #expect(moved[0].renames == [Rename(old: "lib/a_test.go", new: "lib/b_test.go")])
        #expect(moved[0].known == 1 && moved[0].missing == 2)

        let off = try TemporaryDatabase()
        let plain = IngestSession(
            try off.open(), policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z",
            renames: IngestSession.RenamePolicy(isGuessed: false))
        _ = try plain.ingest([review("old/test_hold.py", at: "2026-01-01T00:00:00Z", titles)])
        let apart = try plain.ingest([review("new/test_hold.py", at: "2026-02-01T00:00:00Z", titles)])
        #expect(apart[0].renames.isEmpty && apart[0].new == 3)
    }

    @Test func `a file that the same review covers has not moved`() throws {
        let database = try TemporaryDatabase()
        let session = IngestSession(try database.open(), policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z")
        _ = try session.ingest([review("old/test_hold.py", at: "2026-01-01T00:00:00Z", titles)])
        var both = review("new/test_hold.py", at: "2026-02-01T00:00:00Z", titles)
        both.review.scope = ["new/test_hold.py", "old/test_hold.py"]
        let outcome = try session.ingest([both])
        #expect(outcome[0].renames.isEmpty && outcome[0].new == 3 && outcome[0].missing == 3)
    }

    @Test func `the first findings show it, where the first review at the new path had none`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let session = IngestSession(store, policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z")
        _ = try session.ingest([review("lib/test/test_hold.py", at: "2026-01-01T00:00:00Z", titles)])
        _ = try session.ingest([review("lib/tests/test_hold.py", at: "2026-02-01T00:00:00Z", [])])
        let moved = try session.ingest([
            review("lib/tests/test_hold.py", at: "2026-03-01T00:00:00Z", Array(titles.prefix(2)))
        ])
        #expect(moved[0].renames.map(\.old) == ["lib/test/test_hold.py"])
        // The silent review in between counts: twice silent on the third issue, and it is resolved.
        let rows = try store.list(.issues, columns: ["path", "state", "times_seen", "reviews_in_scope"]).rows
        #expect(Set(rows.map { $0[0] }) == [.text("lib/tests/test_hold.py")])
        #expect(rows.count { $0[1] == .text("open") && $0[2] == .integer(2) && $0[3] == .integer(3) } == 2)
        #expect(rows.count { $0[1] == .text("resolved") } == 1)
    }
}
