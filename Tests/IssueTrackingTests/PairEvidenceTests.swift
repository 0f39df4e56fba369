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
            var finding = Sample.finding("", category: told, confidence: confidence)
            finding.categoryScores = scores.map { CategoryScore(category: $0.0, score: $0.1) }
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
}
