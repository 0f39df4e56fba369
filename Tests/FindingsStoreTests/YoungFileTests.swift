import FindingsModel
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

@Suite struct `While a file is young` {
    private let database: TemporaryDatabase
    private let store: FindingsDatabase

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    private func submitted(_ number: Int, _ findings: [Finding], kind: ReviewerKind = .llm) -> SubmittedReview {
        var findings = findings
        for place in findings.indices { findings[place].ordinal = place + 1 }
        var review = Review(path: "tests/test_gateway.py", repository: "bay/tides", findings: findings)
        review.reviewer = Reviewer(name: "model", kind: kind)
        return SubmittedReview(
            document: SubmittedDocument(bytes: Array("review \(number)".utf8), format: "prose", encoding: "utf-8"),
            source: "review-\(number).md", part: 1, review: review, reviewedAt: "2026-09-0\(number)T08:00:00Z",
            extractorVersion: 1)
    }

    private func finding(_ title: String, _ body: String, _ category: String, line: Int? = nil) -> Finding {
        Finding(
            ordinal: 1, title: title, body: body, references: line.map { [LineReference(LineRange($0))] } ?? [],
            symbols: line == nil ? [] : ["test_retry_backoff"], severity: .medium, severityBasis: .default,
            polarity: .issue, category: category, confidence: 0.6)
    }

    private var first: Finding {
        finding("Fixed sleep in test_retry_backoff", "`time.sleep(3)` holds up the suite.", "sleepy-test", line: 40)
    }
    private var second: Finding {
        finding(
            "Needless wait of three seconds for the gateway", "Every run pays for it, on each build machine.",
            "slow-test")
    }
    private var third: Finding {
        finding(
            "Fixed sleep: needless wait of three seconds for the gateway",
            "`time.sleep(3)` in test_retry_backoff holds up the suite; every run pays for it on each build machine.",
            "sleepy-test", line: 40)
    }

    private func issues() throws -> [String] {
        try store.queue.read { try String.fetchAll($0, sql: "SELECT issue FROM issues ORDER BY first_seen") }
    }

    @Test func `a later review may show that two issues are one, whose other id leads to it`() throws {
        let session = IngestSession(store, policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z")
        _ = try session.ingest([submitted(1, [first])])
        _ = try session.ingest([submitted(2, [second])])
        let before = try issues()
        #expect(before.count == 2)

        let outcome = try #require(try session.ingest([submitted(3, [third])]).first)
        #expect(try issues() == [before[0]])
        #expect((outcome.new, outcome.known) == (0, 1))
        // It came in time: that the file was looked at again is nothing to tell.
        #expect(!outcome.replayed)
        #expect(try store.identify(before[1]) == (.issue, before[0]))
        #expect(try store.identify(String(before[1].prefix(8))).uid == before[0])
        #expect(throws: StoreError.self) { try store.identify(String(before[1].prefix(7))) }
    }

    @Test func `a decision on the issue that went stays with the one that holds its finding`() throws {
        let session = IngestSession(store, policy: TrackingPolicy(), now: "2026-11-22T12:00:00Z")
        _ = try session.ingest([submitted(1, [first]), submitted(2, [second])])
        let before = try issues()
        let decision = TriageDecision(
            finding: try #require(
                try store.queue.read {
                    try String.fetchOne(
                        $0, sql: "SELECT finding FROM findings WHERE issue = ?", arguments: [before[1]])
                }), kind: .rejected, reason: "it is the gateway's", author: "ada",
            decidedAt: "2026-09-02T09:00:00Z")
        try store.decide(on: [before[1]], decision)
        _ = try session.ingest([submitted(3, [third])])
        let kept = try store.queue.read {
            try String.fetchAll($0, sql: "SELECT issue FROM issues WHERE triage = 'rejected'")
        }
        #expect(kept == [before[0]])
    }

    @Test func `what a day's report said then is said again`() throws {
        var session = IngestSession(store, policy: TrackingPolicy(), now: "2026-09-02T12:00:00Z")
        _ = try session.ingest([submitted(1, [first]), submitted(2, [second])])
        let before = try issues()
        session = IngestSession(store, policy: TrackingPolicy(), now: "2026-09-03T12:00:00Z")
        _ = try session.ingest([submitted(3, [third])])
        let then = try store.asOf("2026-09-02T23:00:00Z", policy: TrackingPolicy())
        let told = try then.queue.read { try String.fetchAll($0, sql: "SELECT issue FROM issues ORDER BY first_seen") }
        #expect(told == before)
    }
}
