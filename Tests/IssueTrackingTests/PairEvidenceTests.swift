import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `Evidence for a pair` {
    @Test func `citations of the same shape are alike wherever they lie`() {
        let before = [LineRange(48, 132), LineRange(91, 98), LineRange(100, 107)]
        let moved = before.map { LineRange($0.first + 27, $0.last + 27) }
        let other = [LineRange(12, 19), LineRange(240, 241), LineRange(300, 333)]
        #expect(CitationShape.likeness(moved, before) > 0.9)
        #expect(CitationShape.likeness(moved, before) == CitationShape.likeness(before, moved))
        #expect(CitationShape.likeness(other, before) < 0.6)
        #expect(CitationShape.likeness([LineRange(5)], [LineRange(99)]) == 0)
        #expect(CitationShape.likeness([], before) == 0)
    }

    @Test func `findings that speak of the same kinds are alike though other categories won`() {
        func concepts(_ scores: [(String, Double)], told: String = "other", confidence: Double = 0) -> Concepts {
            let finding = Sample.finding("", category: told, confidence: confidence)
                .with(categoryScores: scores.map { CategoryScore(category: $0.0, score: $0.1) })
            return Concepts(finding, catalogue: .standard)
        }
        let slow = concepts([("slow-test", 1.6), ("sleepy-test", 1.4)])
        let sleepy = concepts([("sleepy-test", 2.1), ("slow-test", 0.6)])
        let style = concepts([("style", 2)])
        #expect(slow.likeness(to: sleepy) > 0.8)
        #expect(slow.likeness(to: slow) > 0.999)
        #expect(slow.likeness(to: style) == 0)
        #expect(concepts([]).likeness(to: slow) == 0)
        #expect(concepts([], told: "sleepy-test", confidence: 1).likeness(to: sleepy) > 0.7)
        #expect(concepts([("style", .nan), ("style", .infinity), ("style", -3)]).likeness(to: style) == 0)
    }

    @Test func `a shift is read from the other pairs, never from the pair itself`() {
        var shift = LineShift()
        for place in 0..<4 {
            shift.add(.init(line: 20 * place, delta: 12, trust: 0.9, finding: place, issue: place))
        }
        shift.add(.init(line: 90, delta: -40, trust: 0.9, finding: 9, issue: 9))
        shift.settle()
        #expect(shift.candidates(at: 60, finding: 5, issue: 5).first?.delta == 12)
        #expect(!shift.candidates(at: 90, finding: 9, issue: 5).contains { $0.delta == -40 })
        #expect(!shift.candidates(at: 90, finding: 5, issue: 9).contains { $0.delta == -40 })
    }

    @Test func `places that fit together tell how the file moved, whatever the words say`() {
        let earlier = [8, 20, 41, 64, 118, 131, 149, 171, 192, 230].map { [LineRange($0)] }
        // Twelve lines were put in above line 100, and one finding is new.
        let now = [8, 20, 41, 64, 130, 143, 161, 183, 204, 242, 90].map { [LineRange($0)] }
        let moved = MovedLines(earlier: earlier, now: now) { _, _ in 0.2 }
        #expect(moved.candidates(of: 1, citation: 0).first?.delta == 0)
        #expect(moved.candidates(of: 4, citation: 0).first?.delta == 12)
        #expect(moved.candidates(of: 7, citation: 0).first.map { $0.delta == 12 && $0.trust > 0.8 } == true)
        let agrees = LineAgreement.similarity(now[7], earlier[7]) { moved.candidates(of: 7, citation: $0) }
        let other = LineAgreement.similarity(now[6], earlier[7]) { moved.candidates(of: 7, citation: $0) }
        #expect(agrees > 0.8 && other < 0.2)
    }

    @Test func `a pair of places does not confirm itself`() {
        // Nothing but the pair itself says that lines moved by 300.
        let moved = MovedLines(earlier: [[LineRange(10)]], now: [[LineRange(310)]]) { _, _ in 1 }
        #expect(moved.candidates(of: 0, citation: 0).first?.delta == 0)
        #expect(moved.candidates(of: 0, citation: 0).allSatisfy { $0.delta == 0 || $0.trust < 0.1 })
    }

    @Test func `citations without number or end cost no more than many`() {
        let many = (0..<400).map { [LineRange($0 * 7), LineRange(100_000_000 - $0)] }
        let moved = MovedLines(earlier: many, now: many) { _, _ in 0.5 }
        #expect(moved.candidates(of: 0, citation: 0).first?.delta == 0)
        #expect(moved.candidates(of: 399, citation: 1).isEmpty)
        #expect(MovedLines(earlier: [[]], now: []) { _, _ in 0 }.candidates(of: 0, citation: 0).isEmpty)
    }

    @Test func `inflected and compound words are spelled alike`() {
        func spelling(_ words: String...) -> Spelling {
            var spelling = Spelling()
            for word in words { spelling.add(word.utf8) }
            return spelling
        }
        let one = spelling("orphaned", "process", "aufräumcode")
        #expect(one.likeness(to: one) > 0.98)
        #expect(one.likeness(to: spelling("orphans", "processes", "aufräumen")) > 0.4)
        #expect(one.likeness(to: spelling("timeout", "literal", "fixture")) < 0.1)
        #expect(one.likeness(to: Spelling()) == 0)
        // Two characters of a script of syllables share bytes, not letters.
        #expect(spelling("検証").likeness(to: spelling("検証")) == 0)
    }

    @Test func `the nearer two places are the more they agree, however the file moved`() {
        func nearness(_ now: LineRange, _ before: LineRange) -> Double {
            LineAgreement.nearness([now], [before], map: nil)
        }
        #expect(nearness(LineRange(40), LineRange(40)) == 1)
        #expect(nearness(LineRange(47), LineRange(40)) > 0.8)
        #expect(nearness(LineRange(60), LineRange(40)) == 0.5)
        #expect(nearness(LineRange(400), LineRange(40)) < 0.01)
        #expect(nearness(LineRange(120), LineRange(20, 200)) < nearness(LineRange(20), LineRange(20, 200)))
        #expect(LineAgreement.nearness([LineRange(9), LineRange(90)], [LineRange(91)], map: nil) > 0.9)
        #expect(LineAgreement.nearness([], [LineRange(9)], map: nil) == 0)
    }

    @Test func `nearness follows the text where both revisions are at hand`() {
        let old = (1...60).map { UInt32($0) }
        let inserted = (1...300).map { UInt32(1000 + $0) }
        let map = LineMap(
            from: SourceText(lines: old, scopes: []), to: SourceText(lines: inserted + old, scopes: []))
        #expect(LineAgreement.nearness([LineRange(310)], [LineRange(10)], map: map) == 1)
        #expect(LineAgreement.nearness([LineRange(310)], [LineRange(10)], map: nil) < 0.01)
    }

    @Test func `a place on one side only speaks against the pair, none on both sides does not`() {
        var pair = PairEvidence()
        pair.words = 0.5
        var oneSided = pair
        oneSided.oneSided = 1
        var unplaced = pair
        unplaced.unplaced = 1
        #expect(oneSided.logOdds(.standard) < pair.logOdds(.standard))
        #expect(unplaced.logOdds(.standard) > pair.logOdds(.standard))
        #expect(oneSided.logOddsWithoutLines(.standard) == pair.logOddsWithoutLines(.standard))
    }

    /// 2026-11-25: reviews without any line had their findings joined for having no place in common.
    @Test func `a reviewer who never cites lines says nothing by citing none`() {
        func pair(_ before: [FindingEvidence]) -> PairEvidence? {
            var tracker = IssueTracker()
            _ = tracker.observe(Sample.review(1, before))
            let now = Sample.review(2, [Sample.finding("Nobody unmounts"), Sample.port])
            return tracker.comparedPairs(of: now).first { $0.finding == "r02-1" && $0.earlier == "r01-1" }?.evidence
        }
        let missing = Sample.finding("Nothing is tested after the component is gone")
        #expect(pair([missing, Sample.sleep])?.unplaced == 1)
        #expect(pair([missing])?.unplaced == 0)
        #expect(pair([missing])?.oneSided == 0)
    }

    @Test func `every weight is fitted`() {
        let fields = Mirror(reflecting: PairWeights.standard).children.compactMap(\.label)
        #expect(Set(fields) == Set(PairWeights.kinds.map(\.name) + ["bias"]))
        for kind in PairWeights.kinds {
            var weights = PairWeights()
            weights[keyPath: kind.weight] += 1
            #expect(weights != PairWeights.standard, "\(kind.name)")
        }
    }

    @Test func `pairs are compared without tying anything`() {
        var tracker = IssueTracker()
        _ = tracker.observe(Sample.review(1, [Sample.sleep, Sample.port]))
        let issues = tracker.issues
        let pairs = tracker.comparedPairs(of: Sample.review(2, [Sample.sleepReworded]))
        #expect(pairs.map(\.earlier).sorted() == ["r01-1", "r01-2"])
        #expect(tracker.issues == issues)
        let odds = Dictionary(uniqueKeysWithValues: pairs.map { ($0.earlier, $0.evidence.logOdds(.standard)) })
        #expect((odds["r01-1"] ?? 0) > (odds["r01-2"] ?? 0))
    }
}
