import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `A file's first reviews are looked at together` {
    private func groups(_ reviews: [[String]], _ odds: [(String, String, Double)]) -> Hindsight {
        Hindsight(
            reviews.enumerated().flatMap { number, findings in
                findings.map { Hindsight.Node(uid: $0, review: number) }
            },
            odds.map { Hindsight.Comparison(finding: $1, earlier: $0, logOdds: $2) })
    }

    @Test func `a third wording joins two that have nothing in common`() {
        let found = groups([["a"], ["b"], ["c"]], [("a", "b", -2.5), ("a", "c", 3), ("b", "c", 3)])
        #expect(found.leaders == ["a": "a", "b": "a", "c": "a"])
        #expect(found.followed == ["a"])
    }

    @Test func `one pair alone does not outweigh all others`() {
        let found = groups(
            [["a"], ["b"], ["c"], ["d"]],
            [("a", "b", 4), ("a", "c", 4), ("b", "c", 4), ("a", "d", -6), ("b", "d", -6), ("c", "d", 0.5)])
        #expect(found.leaders == ["a": "a", "b": "a", "c": "a", "d": "d"])
    }

    @Test func `a nearer relative takes what was tied for want of one`() {
        let found = groups(
            [["a"], ["b"], ["c", "d"]],
            [("a", "b", 0.2), ("a", "c", 5), ("a", "d", -6), ("b", "c", -6), ("b", "d", 5)])
        #expect(found.leaders == ["a": "a", "c": "a", "b": "b", "d": "b"])
    }

    @Test func `two findings of one review are never joined, though a third is like both`() {
        let found = groups([["a"], ["b", "c"]], [("a", "b", 3), ("a", "c", 4)])
        #expect(found.leaders == ["a": "a", "c": "a", "b": "b"])
        #expect(groups([["a", "b"]], [("a", "b", 9)]).followed.isEmpty)
    }

    @Test func `with more findings than can be compared nothing is said`() {
        let names = (0...Hindsight.findingLimit).map { "f\($0)" }
        #expect(groups([names], []).leaders.isEmpty)
        #expect(groups([Array(names.dropLast())], []).leaders.count == Hindsight.findingLimit)
    }

    private let first = Sample.finding(
        "Fixed sleep in test_retry_backoff", "`time.sleep(3)` holds up the suite.", lines: [LineRange(40)],
        symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.6)
    private let second = Sample.finding(
        "Needless wait of three seconds for the gateway", "Every run pays for it, on each build machine.",
        category: "slow-test", confidence: 0.6)
    private let third = Sample.finding(
        "Fixed sleep: needless wait of three seconds for the gateway",
        "`time.sleep(3)` in test_retry_backoff holds up the suite; every run pays for it on each build machine.",
        lines: [LineRange(40)],
        symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.6)

    @Test func `what came later ties what came before, and the history is told so`() {
        let reviews = [Sample.review(1, [first]), Sample.review(2, [second]), Sample.review(3, [third])]
        var onTheWay = IssueTracker()
        for review in reviews { _ = onTheWay.observe(review) }
        #expect(onTheWay.issues.count == 2)

        let (tracker, results) = IssueTracker.replay(reviews)
        #expect(tracker.issues.map(\.uid) == ["r01-1"])
        #expect(tracker.issues[0].branches["main"]?.timesSeen == 3)
        let tie = results[1].decisions[0]
        #expect(tie.pass == MatchPass.hindsight.rawValue)
        #expect(tie.score < 0.5)
    }

    @Test func `what a person taught stays apart`() {
        let reviews = [Sample.review(1, [first]), Sample.review(2, [second]), Sample.review(3, [third])]
        let (tracker, _) = IssueTracker.replay(reviews, taught: ["r02-1": "r02-1"])
        #expect(tracker.issues.map(\.uid) == ["r01-1", "r02-1"])
    }

    @Test func `what comes after the first reviews changes nothing of them`() {
        let others = (1...Hindsight.reviewLimit - 2).map { Sample.review($0 + 2, [Sample.port]) }
        let start = [Sample.review(1, [first]), Sample.review(2, [second])] + others
        let (tracker, _) = IssueTracker.replay(start + [Sample.review(Hindsight.reviewLimit + 1, [third])])
        #expect(tracker.issues.map(\.uid).sorted() == ["r01-1", "r02-1", "r03-1"])
    }

    @Test func `a tool's results have no hindsight`() {
        let lint = Sample.finding("Needless wait", rule: "slow")
        let reviews = [
            Sample.review(1, kind: .tool, [lint]), Sample.review(2, [first]),
            Sample.review(3, kind: .tool, [lint]), Sample.review(4, [third]),
        ]
        let (tracker, _) = IssueTracker.replay(reviews)
        #expect(tracker.issues.map(\.uid) == ["r01-1", "r02-1"])
        #expect(tracker.hindsight.leaders == ["r02-1": "r02-1", "r04-1": "r02-1"])
    }
}
