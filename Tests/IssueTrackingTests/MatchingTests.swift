import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `Telling the same issue again` {
    private func issues(_ reviews: [ReviewObservation]) -> [[String]] {
        let (_, results) = IssueTracker.replay(reviews)
        return results.map { $0.decisions.map(\.issue) }
    }

    @Test func `other words and other lines, the same function and category`() {
        let tied = issues([
            Sample.review(1, [Sample.port, Sample.sleep, Sample.cleanup]),
            Sample.review(2, [Sample.sleepReworded]),
        ])
        #expect(tied[1] == ["r01-2"])
    }

    @Test func `another problem of the same function is not joined`() {
        let other = Sample.finding(
            "Retry count is not asserted", "The test never looks at how often the client was called.",
            lines: [LineRange(52)], symbols: ["test_retry_backoff"], category: "missing-assertion", confidence: 0.8)
        let tied = issues([Sample.review(1, [Sample.sleep, Sample.port]), Sample.review(2, [other])])
        #expect(tied[1] == ["r02-1"])
    }

    @Test func `a review in another language is tied by names, literals and lines`() {
        let german = Sample.finding(
            "Fester Port 8754", "Der Ersatzserver lauscht immer auf demselben Port.", lines: [LineRange(14)])
        let french = Sample.finding(
            "Dossier temporaire jamais supprimé", "`make_workspace` laisse son dossier.", lines: [LineRange(90, 97)],
            symbols: ["make_workspace"])
        let japanese = Sample.finding(
            "実際に待機している", "`time.sleep(3)` のため遅い。", lines: [LineRange(42)], symbols: ["test_retry_backoff"])
        let tied = issues([
            Sample.review(1, [Sample.port, Sample.sleep, Sample.cleanup]),
            Sample.review(2, [german, french, japanese]),
        ])
        #expect(tied[1] == ["r01-1", "r01-3", "r01-2"])
    }

    @Test func `praise is never tied, and a neutral remark opens nothing`() {
        let praise = Sample.sleep.with(polarity: .praise)
        let neutral = Sample.port.with(polarity: .neutral)
        let neutralSleep = Sample.sleep.with(polarity: .neutral)
        let (tracker, results) = IssueTracker.replay([
            Sample.review(1, [praise, neutral]), Sample.review(2, [Sample.sleep]),
            Sample.review(3, [praise, neutralSleep]),
        ])
        #expect(results[0].decisions.isEmpty)
        #expect(tracker.issues.map(\.uid) == ["r02-1"])
        #expect(results[2].decisions.map(\.finding) == ["r03-2"])
        #expect(results[2].decisions.map(\.issue) == ["r02-1"])
    }

    @Test func `two halves of one remark are tied to the same issue`() {
        let first = Sample.finding(
            "Fixed sleep in test_retry_backoff", "`time.sleep(3)` slows the suite.", lines: [LineRange(40)],
            symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.8)
        let second = Sample.finding(
            "Fixed sleep in test_retry_backoff", "inject a clock instead of `time.sleep(3)`.", lines: [LineRange(40)],
            symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.8)
        let (tracker, results) = IssueTracker.replay([
            Sample.review(1, [Sample.sleep, Sample.port]), Sample.review(2, [first, second]),
        ])
        #expect(results[1].decisions.map(\.issue) == ["r01-1", "r01-1"])
        #expect(results[1].decisions.map(\.pass).contains("split"))
        #expect(tracker.issues.first?.branches["main"]?.timesSeen == 2)
    }

    @Test func `what people taught wins over matching`() {
        let reviews = [
            Sample.review(1, [Sample.sleep, Sample.port]), Sample.review(2, [Sample.sleepReworded, Sample.port]),
        ]
        let (tracker, results) = IssueTracker.replay(reviews, taught: ["r02-1": "r02-1", "r02-2": "r01-1"])
        #expect(results[1].decisions.map(\.issue) == ["r02-1", "r01-1"])
        #expect(results[1].decisions.map(\.pass) == ["taught", "taught"])
        #expect(tracker.issues.count == 3)
    }

    @Test func `a tool's results of one rule in one function stay apart by order and lines`() {
        func unused(_ line: Int) -> FindingEvidence {
            Sample.finding(
                "Magic number in assertion", lines: [LineRange(line)], symbols: ["test_total"], rule: "TS009")
        }
        let tied = issues([
            Sample.review(1, reviewer: "linter", kind: .tool, [unused(10), unused(20), unused(30)]),
            Sample.review(2, reviewer: "linter", kind: .tool, [unused(15), unused(25), unused(35)]),
            Sample.review(3, reviewer: "linter", kind: .tool, [unused(15), unused(35)]),
        ])
        #expect(tied[1] == ["r01-1", "r01-2", "r01-3"])
        #expect(tied[2] == ["r01-1", "r01-3"])
    }

    @Test func `another rule of a tool is another issue, on the same line too`() {
        func result(_ rule: String) -> FindingEvidence {
            Sample.finding("Bad assertion in test_total", lines: [LineRange(10)], symbols: ["test_total"], rule: rule)
        }
        let tied = issues([
            Sample.review(1, reviewer: "linter", kind: .tool, [result("A1")]),
            Sample.review(2, reviewer: "linter", kind: .tool, [result("A2")]),
        ])
        #expect(tied == [["r01-1"], ["r02-1"]])
    }

    @Test func `a fingerprint carries a result through other words and lines`() {
        let before = Sample.finding("x is never read", lines: [LineRange(10)], rule: "A1", fingerprint: "k:1")
        let after = Sample.finding("remove this variable", lines: [LineRange(90)], rule: "A1", fingerprint: "k:1")
        let (_, results) = IssueTracker.replay([
            Sample.review(1, reviewer: "linter", kind: .tool, [before]),
            Sample.review(2, reviewer: "linter", kind: .tool, [after]),
        ])
        #expect(results[1].decisions.map(\.issue) == ["r01-1"])
        #expect(results[1].decisions.map(\.pass) == ["fingerprint"])
    }

    @Test func `hostile input neither stops nor slows it`() {
        let huge = String(repeating: "a_b'`\u{0301}語", count: 60_000)
        let wild = Sample.finding(
            huge, huge, lines: [LineRange(.max, .min), LineRange(.min, .max), LineRange(0)],
            symbols: [huge, "", "()", "::"], confidence: .nan, rule: "W")
        let (tracker, _) = IssueTracker.replay([Sample.review(1, [wild, wild]), Sample.review(2, [wild])])
        #expect(tracker.issues.count >= 1)
    }
}
