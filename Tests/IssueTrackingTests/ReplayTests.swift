import FindingsModel
import Foundation
import Testing

@testable import IssueTracking

@Suite struct `Whatever the order of arrival` {
    @Test(arguments: 1...12) func `a replay ends in the same state`(seed: Int) {
        let history = Sample.history(seed: UInt64(seed))
        let timely = IssueTracker.replay(history)
        var dice = Sample.Dice(state: UInt64(seed))
        for _ in 0..<3 {
            let other = IssueTracker.replay(history.shuffled(using: &dice))
            #expect(other.tracker.issues == timely.tracker.issues)
            #expect(other.results == timely.results)
        }
    }

    @Test(arguments: 1...12) func `a tracker made again from what was persisted decides as the living one`(seed: Int)
        throws
    {
        let history = Sample.history(seed: UInt64(seed), reviews: 28)
        var living = IssueTracker()
        var stored: [TrackedIssue] = []
        for review in history {
            let expected = living.observe(review)
            let data = try JSONEncoder().encode(stored)
            var dice = Sample.Dice(state: UInt64(seed))
            // Stores give rows back in any order.
            let loaded = try JSONDecoder().decode([TrackedIssue].self, from: data).shuffled(using: &dice)
            var again = IssueTracker(issues: loaded)
            let result = again.observe(review)
            // The lists are in other orders: places differ, and mean the same issues.
            #expect(Self.placeless(result.decisions) == Self.placeless(expected.decisions))
            for decision in result.decisions { #expect(again.issues[decision.place].uid == decision.issue) }
            #expect(Set(result.events) == Set(expected.events))
            let changed = Set(expected.changed.map { living.issues[$0].uid })
            #expect(Set(result.changed.map { again.issues[$0].uid }) == changed)
            stored = again.issues
            #expect(stored.sorted { $0.uid < $1.uid } == living.issues.sorted { $0.uid < $1.uid })
        }
        #expect(living.issues.allSatisfy { $0.members.count <= IssueTracker.memberLimit })
    }

    private static func placeless(_ decisions: [MatchDecision]) -> [MatchDecision] {
        decisions.map { decision in
            var decision = decision
            decision.place = 0
            return decision
        }
    }

    @Test(arguments: 1...8) func `each decision names an issue that exists, and only changed issues differ`(seed: Int) {
        var tracker = IssueTracker()
        for review in Sample.history(seed: UInt64(seed)) {
            let before = Dictionary(uniqueKeysWithValues: tracker.issues.map { ($0.uid, $0) })
            let result = tracker.observe(review)
            let after = Dictionary(uniqueKeysWithValues: tracker.issues.map { ($0.uid, $0) })
            let changed = Set(result.changed.map { tracker.issues[$0].uid })
            #expect(Set(after.filter { before[$0.key] != $0.value }.keys) == changed)
            #expect(Set(result.changed).count == result.changed.count)
            for decision in result.decisions {
                #expect(after[decision.issue] != nil)
                #expect((0...1).contains(decision.score))
            }
            // One-to-one, but for a second finding that is called a split.
            let first = result.decisions.filter { $0.pass != "split" }.map(\.issue)
            #expect(Set(first).count == first.count)
            let issueFindings = review.findings.filter { $0.polarity == .issue }.map(\.uid)
            #expect(Set(issueFindings).isSubset(of: Set(result.decisions.map(\.finding))))
        }
    }
}
