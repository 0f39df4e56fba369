import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `The life of an issue` {
    @Test func `an LLM's silence makes it missing, and the second silence in a row resolved`() throws {
        let (tracker, results) = IssueTracker.replay([
            Sample.review(1, [Sample.sleep]), Sample.review(2), Sample.review(3),
        ])
        let state = try #require(tracker.issues.first?.branches["main"])
        #expect(state.state == .resolved)
        #expect(state.since == "2026-01-03T10:00:00Z")
        #expect(state.lastSeen == "2026-01-01T10:00:00Z")
        #expect((state.timesSeen, state.reviewsInScope, state.missedInARow) == (1, 3, 2))
        #expect(results.flatMap(\.events).map(\.kind) == [.opened, .missing, .resolved])
        #expect(
            results.flatMap(\.events).map(\.reason) == [
                "first report", "the review does not mention it", "2 silent reviews in a row",
            ])
    }

    @Test func `the number of silent reviews is the team's to choose`() {
        let policy = TrackingPolicy(silentReviewsToResolve: 3)
        let reviews = [Sample.review(1, [Sample.sleep]), Sample.review(2), Sample.review(3), Sample.review(4)]
        let early = IssueTracker.replay(Array(reviews.prefix(3)), policy: policy)
        #expect(early.tracker.issues.first?.branches["main"]?.state == .missing)
        #expect(IssueTracker.replay(reviews, policy: policy).tracker.issues.first?.branches["main"]?.state == .resolved)
    }

    @Test func `reported again, it is open again, and only a return after the fix counts as reopened`() throws {
        let (tracker, results) = IssueTracker.replay([
            Sample.review(1, [Sample.sleep]), Sample.review(2), Sample.review(3, [Sample.sleepReworded]),
            Sample.review(4), Sample.review(5), Sample.review(6, [Sample.sleep]),
        ])
        #expect(tracker.issues.count == 1)
        let state = try #require(tracker.issues.first?.branches["main"])
        #expect(state.state == .open)
        #expect((state.timesSeen, state.reviewsInScope, state.timesReopened) == (3, 6, 1))
        #expect(
            results.flatMap(\.events).map(\.reason) == [
                "first report", "the review does not mention it", "reported again after 1 silent review",
                "the review does not mention it", "2 silent reviews in a row", "reported again after it was resolved",
            ])
    }

    @Test func `a tool's silence resolves at once what only that tool reported`() {
        let result = Sample.finding("unused import", lines: [LineRange(3)], rule: "F401")
        let reviews = [
            Sample.review(1, reviewer: "linter", kind: .tool, [result]), Sample.review(2, [Sample.sleep]),
            Sample.review(3, reviewer: "another linter", kind: .tool),
            Sample.review(4, reviewer: "linter", kind: .tool),
        ]
        let third = IssueTracker.replay(Array(reviews.prefix(3))).tracker
        #expect(third.issues.map { $0.branches["main"]?.state } == [.open, .open])
        let fourth = IssueTracker.replay(reviews)
        #expect(fourth.tracker.issues.map { $0.branches["main"]?.state } == [.resolved, .open])
        #expect(fourth.results[3].events.map(\.reason) == ["the tool that reported it no longer does"])
        #expect(fourth.tracker.issues.map { $0.branches["main"]?.reviewsInScope } == [2, 1])
    }

    @Test func `a person's silence says nothing of what an LLM reported`() {
        let (tracker, _) = IssueTracker.replay([
            Sample.review(1, [Sample.sleep]), Sample.review(2, reviewer: "Ada", kind: .person),
        ])
        #expect(tracker.issues.first?.branches["main"]?.state == .open)
    }

    @Test func `branches live apart`() {
        let (tracker, results) = IssueTracker.replay([
            Sample.review(1, [Sample.sleep]), Sample.review(2, branch: "feature", [Sample.port]),
            Sample.review(3, branch: "feature"), Sample.review(4, branch: "feature"),
            Sample.review(5, [Sample.sleepReworded, Sample.port]),
        ])
        #expect(tracker.issues.count == 2)
        #expect(tracker.issues[0].branches.names == ["main"])
        #expect(tracker.issues[0].branches["main"]?.reviewsInScope == 2)
        #expect(tracker.issues[1].branches["feature"]?.state == .resolved)
        #expect(tracker.issues[1].branches["main"]?.state == .open)
        #expect(results[4].events.map(\.reason) == ["reported on this branch for the first time"])
    }

    @Test func `reviewers stand in the order of their first report, and the severity is the last review's gravest`() {
        let grave = Sample.sleepReworded.with(severity: .high)
        let (tracker, _) = IssueTracker.replay([
            Sample.review(1, reviewer: "zeta", [Sample.sleep]), Sample.review(2, reviewer: "alpha", [grave]),
            Sample.review(3, reviewer: "zeta", [grave]),
        ])
        #expect(tracker.issues.first?.branches["main"]?.reviewers == ["zeta", "alpha"])
        #expect(tracker.issues.first?.branches["main"]?.severity == .high)
    }
}
