import FindingsModel
import Foundation
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

/// What the views show, row by row, in an order of its own.
func viewRows(_ store: FindingsDatabase) throws -> [String: [String]] {
    let views = [
        "findings": "*", "line_references": "*", "patterns": "*", "coverage": "*",
        // The time of ingestion is no part of what a review says.
        "reviews": "review, source, path, reviewer, branch, reviewed_at, verdict, outcome, findings, issues, unparsed",
        "issues": "*", "events": "*",
    ]
    return try store.queue.read { db in
        try views.mapValues { columns in columns }.reduce(into: [:]) { dump, view in
            dump[view.key] = try Row.fetchAll(db, sql: "SELECT \(view.value) FROM \(view.key)")
                .map { $0.databaseValues.map(\.description).joined(separator: " | ") }.sorted()
        }
    }
}

@Suite struct `A review is in whole, or not at all` {
    static let now = "2026-11-22T12:00:00Z"

    static func session(_ store: FindingsDatabase) -> IngestSession {
        IngestSession(store, policy: TrackingPolicy(), now: now)
    }

    @Test func `the same one twice changes nothing`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 11)
        let reviews = random.reviews(20)
        let first = try Self.session(store).ingest(reviews)
        #expect(first.allSatisfy { $0.status == .stored })
        let before = try viewRows(store)
        let again = try Self.session(store).ingest(reviews + reviews)
        #expect(again.allSatisfy { $0.status == .alreadyThere })
        #expect(again.map(\.review) == first.map(\.review) + first.map(\.review))
        #expect(try viewRows(store) == before)
        let counted = try store.queue.read { try Int.fetchOne($0, sql: "SELECT sum(findings) FROM finding_day") }
        #expect(counted == reviews.reduce(0) { $0 + $1.review.findings.count })
    }

    @Test func `the same name with other content is another review`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 12)
        let one = random.review()
        var other = one
        other.document = SubmittedDocument(bytes: Array("other words".utf8), format: "prose", encoding: "utf-8")
        let outcomes = try Self.session(store).ingest([one, other])
        #expect(Set(outcomes.map(\.review)).count == 2)
        #expect(try store.count(.reviews) == 2)
    }

    /// 2026-11-27: the smallest line of all stood beside the path of the first.
    @Test func `a finding's first line is one of its own file`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 14)
        var review = random.review()
        let places: [[LineReference]] = [
            [LineReference(LineRange(50)), LineReference(LineRange(3), path: "tests/ebb.py")],
            [LineReference(LineRange(7), path: "tests/ebb.py")],
            [LineReference(LineRange(9), path: "tests/flow.py"), LineReference(LineRange(4, 6))],
        ]
        review.review.findings = places.enumerated().map { place, references in
            var finding = Finding(ordinal: place + 1, title: "A fixed port \(place)")
            (finding.path, finding.references) = ("tests/flow.py", references)
            return finding
        }
        _ = try Self.session(store).ingest([review])
        let rows = try store.queue.read { db in
            try Row.fetchAll(db, sql: "SELECT first_line, last_line, lines FROM findings ORDER BY ordinal")
        }
        #expect(
            rows == [
                ["first_line": 50, "last_line": 50, "lines": "50, 3"],
                ["first_line": nil, "last_line": nil, "lines": "7"],
                ["first_line": 4, "last_line": 9, "lines": "9, 4-6"],
            ])
    }

    @Test func `a batch that fails leaves all as it was`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 13)
        let session = Self.session(store)
        _ = try session.ingest(random.reviews(10))
        let before = try viewRows(store)
        var bad = random.reviews(5)
        // Two findings of one place: the schema refuses the second, in the last review of the batch.
        bad[4].reviewedAt = "2026-12-01T00:00:00Z"
        bad[4].review.findings = [Finding(ordinal: 1, title: "one"), Finding(ordinal: 1, title: "two")]
        #expect(throws: StoreError.self) { try session.ingest(bad) }
        #expect(try viewRows(store) == before)
        let leftovers = try store.queue.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM review)")
        }
        #expect(leftovers == 0)
        // The session goes on as if nothing had been.
        let outcomes = try session.ingest(Array(bad.prefix(4)))
        #expect(outcomes.allSatisfy { $0.status == .stored })
        #expect(try integrity(store) == "ok")
    }

    @Test func `two sessions that alternate give what one gives`() throws {
        var random = RandomReviews(seed: 14)
        let reviews = random.reviews(40).sorted { $0.reviewedAt < $1.reviewedAt }
        let alone = try TemporaryDatabase()
        let expected = try alone.open()
        for review in reviews { _ = try Self.session(expected).ingest([review]) }

        let shared = try TemporaryDatabase()
        let stores = [try shared.open(), try shared.open(.readWrite)]
        let sessions = stores.map(Self.session)
        for (index, review) in reviews.enumerated() { _ = try sessions[index % 2].ingest([review]) }
        #expect(try viewRows(stores[0]) == viewRows(expected))
    }

    @Test func `a past of many resolved issues is not loaded, and changes nothing`() throws {
        var numbers = SeededNumbers(31)
        func word() -> String {
            String(decoding: (0..<7).map { _ in UInt8.random(in: 97...122, using: &numbers) }, as: UTF8.self)
        }
        let limit = 2 * IssueTracker.resolvedLimit
        var titles = (0..<(limit + 30)).map { _ in "\(word()) \(word()) \(word())" }
        // One that was forgotten long ago comes back, and one of the last.
        titles += [titles[4], titles[limit + 20]]
        let reviews = titles.enumerated().map { place, title in
            SubmittedReview(
                document: SubmittedDocument(bytes: Array("review \(place)".utf8), format: "prose", encoding: "utf-8"),
                source: "\(place).md", part: 1,
                review: Review(
                    path: "tests/test_tides.py", repository: "bay/tides", branch: "main",
                    findings: [Finding(ordinal: 1, title: title, polarity: .issue, span: ByteSpan(0, 1))]),
                reviewedAt: SearchMoment(seconds: 1_780_000_000 + Int64(place) * 3_600).text, extractorVersion: 1)
        }
        let (one, several) = (try TemporaryDatabase(), try TemporaryDatabase())
        let (whole, parts) = (try one.open(), try several.open())
        _ = try Self.session(whole).ingest(reviews)
        for start in stride(from: 0, to: reviews.count, by: 16) {
            _ = try Self.session(parts).ingest(Array(reviews[start..<min(reviews.count, start + 16)]))
        }
        #expect(try viewRows(parts) == viewRows(whole))
        let reopened = try parts.queue.read {
            try String.fetchAll($0, sql: "SELECT title FROM issues WHERE times_reopened > 0")
        }
        #expect(reopened == [titles[limit + 20]])
        let loaded = try parts.queue.read { db in
            try LineageLedger(lineage: 1, policy: TrackingPolicy(), statements: PreparedStatements(db))
                .tracker.issues.count { !$0.members.isEmpty }
        }
        #expect(loaded <= limit + 3 && loaded >= limit)
    }

    @Test func `two that write at once wait for each other`() async throws {
        let database = try TemporaryDatabase()
        let path = database.path
        _ = try database.open()
        var random = RandomReviews(seed: 15)
        let reviews = random.reviews(60)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    let session = Self.session(try FindingsDatabase(path: path, access: .readWrite))
                    for index in reviews.indices where index % 3 == writer {
                        _ = try session.ingest([reviews[index]])
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try database.open(.read)
        #expect(try store.count(.reviews) == reviews.count)
        let expected = try TemporaryDatabase()
        let alone = try expected.open()
        _ = try Self.session(alone).ingest(reviews)
        #expect(try viewRows(store) == viewRows(alone))
    }

    @Test(arguments: [21, 22, 23, 24, 25] as [UInt64])
    func `reviews that come late give the end state of those in time`(_ seed: UInt64) throws {
        var random = RandomReviews(seed: seed)
        let reviews = random.reviews(40)
        let inTime = try TemporaryDatabase()
        let expected = try inTime.open()
        for review in reviews.sorted(by: { $0.reviewedAt < $1.reviewedAt }) {
            _ = try Self.session(expected).ingest([review])
        }
        let late = try TemporaryDatabase()
        let store = try late.open()
        let session = Self.session(store)
        var left = reviews.shuffled(using: &random.numbers)
        while !left.isEmpty {
            let batch = Array(left.prefix(Int.random(in: 1...7, using: &random.numbers)))
            left.removeFirst(batch.count)
            _ = try session.ingest(batch)
        }
        let (found, wanted) = (try viewRows(store), try viewRows(expected))
        for view in wanted.keys.sorted() {
            let (here, there) = (Set(found[view] ?? []), Set(wanted[view] ?? []))
            let isSame = here == there
            #expect(isSame, "\(view): \(here.subtracting(there).sorted()) for \(there.subtracting(here).sorted())")
        }
    }

    @Test func `documents come back byte for byte`() throws {
        let documents: [[UInt8]] = [
            [], Array("short".utf8), Array(String(repeating: "the tide table is a literal. ", count: 900).utf8),
            (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }, [0, 255, 0, 254],
        ]
        for bytes in documents {
            let packed = DocumentArchive.pack(bytes)
            #expect(packed.content.count <= max(bytes.count, 1))
            let back = DocumentArchive.unpack(
                packed.content, isCompressed: packed.isCompressed, byteCount: bytes.count)
            #expect(back == bytes)
        }
        let packed = DocumentArchive.pack(documents[2])
        #expect(packed.isCompressed && packed.content.count < documents[2].count / 10)
        // Damage is told, not handed on.
        #expect(
            DocumentArchive.unpack(packed.content.dropLast(5), isCompressed: true, byteCount: documents[2].count) == nil
        )
        #expect(DocumentArchive.unpack(packed.content, isCompressed: true, byteCount: documents[2].count - 1) == nil)
        #expect(DocumentArchive.unpack(Data([1, 2, 3]), isCompressed: true, byteCount: 3) == nil)
    }

    private func integrity(_ store: FindingsDatabase) throws -> String? {
        try store.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    }

    @Test func `rows written without a check of their keys name rows that are there`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 21)
        // In an order of chance, so that histories are replayed, too.
        let reviews = random.reviews(150)
        let session = Self.session(store)
        for start in stride(from: 0, to: reviews.count, by: 50) {
            _ = try session.ingest(Array(reviews[start..<start + 50]))
        }
        let dangling = try store.queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
        #expect(dangling.isEmpty)
        #expect(try integrity(store) == "ok")
        let unindexed = try store.queue.read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM wording WHERE id NOT IN (SELECT rowid FROM wording_search)")
        }
        #expect(unindexed == 0)
    }

    @Test func `who uses the database after a session has its keys and words checked`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 22)
        do {
            _ = try Self.session(store).ingest(random.reviews(2))
        }
        #expect(try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
        #expect(try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA ignore_check_constraints") } == 0)
        #expect(try store.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }
}
