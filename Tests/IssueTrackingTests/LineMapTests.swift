import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `Lines followed through two texts` {
    private func text(_ lines: [String]) -> SourceText { SourceText(lines: lines.map { SourceText.hash(of: $0.utf8) }) }

    private func map(_ old: String, _ new: String) -> LineMap {
        func lines(_ text: String) -> [String] { text.split(separator: " ").map { $0 == "_" ? "" : String($0) } }
        return LineMap(from: text(lines(old)), to: text(lines(new)))
    }

    @Test func `an insertion moves what lies below it, a deletion takes its lines away`() {
        let map = map("a b c d e f", "a x y b c e f")
        #expect((1...6).map { map.line($0) } == [1, 4, 5, nil, 6, 7])
        #expect(map.range(LineRange(2, 3)) == LineRange(4, 5))
        #expect(map.survival(of: LineRange(4)) == 0)
        #expect(map.survival(of: LineRange(3, 4)) == 0.5)
        #expect(map.nearest(to: 4) == 5)
    }

    @Test func `a block that stands elsewhere now is found there`() {
        let map = map("a b1 b2 b3 c d e", "a c d e b1 b2 b3")
        #expect(map.range(LineRange(2, 4)) == LineRange(5, 7))
        #expect(map.line(5) == 2)
    }

    @Test func `repeated lines follow their neighbours, and white space is no change`() {
        let map = map("} } p } q }", "} } x p } q }")
        #expect((1...6).map { map.line($0) } == [1, 2, 4, 5, 6, 7])
        #expect(SourceText.hash(of: "  x = 1".utf8) == SourceText.hash(of: "x=1\r".utf8))
        #expect(SourceText.hash(of: " \t".utf8) == 0)
    }

    @Test func `ranges beyond the file, blank lines and empty texts say nothing`() {
        let map = map("a _ b", "a b")
        #expect(map.survival(of: LineRange(2)) == nil)
        #expect(map.survival(of: LineRange(40, 50)) == nil)
        #expect(map.line(0) == nil && map.line(-3) == nil && map.line(9) == nil)
        #expect(map.range(LineRange(.min, .max)) != nil)
        #expect(LineMap(from: text([]), to: text(["a"])).nearest(to: 5) == 1)
    }

    @Test(arguments: 0..<20)
    func `every line that it follows has the same text`(seed: Int) {
        var dice = Sample.Dice(state: UInt64(seed) &* 77 &+ 5)
        var old = (0..<200).map { _ in "w\(Int.random(in: 0..<60, using: &dice))" }
        let before = old
        for _ in 0..<Int.random(in: 0...30, using: &dice) {
            let place = Int.random(in: 0..<old.count, using: &dice)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: old.insert("n\(place)", at: place)
            case 1 where old.count > 1: old.remove(at: place)
            default: old.append(old.remove(at: place))
            }
        }
        let map = LineMap(from: text(before), to: text(old))
        var seen: Set<Int> = []
        for line in before.indices {
            guard let now = map.line(line + 1) else { continue }
            #expect(old[now - 1] == before[line])
            #expect(seen.insert(now).inserted)
        }
    }

    // MARK: - What the tracker makes of it

    private func review(_ number: Int, _ source: [String], _ findings: [FindingEvidence]) -> ReviewObservation {
        var review = Sample.review(number, commit: "c\(number)", findings)
        review.source = text(source)
        return review
    }

    private let file = [
        "import time", "", "def test_a():", "  time.sleep(3)", "  assert a()", "", "def test_b():", "  b()",
    ]

    @Test func `silence about code that is gone resolves, about code that stands it makes missing`() {
        let sleep = Sample.finding("Fixed sleep", lines: [LineRange(4)])
        let bare = Sample.finding("No assertion", lines: [LineRange(7, 8)])
        let after = file.filter { !$0.contains("sleep") }
        let (tracker, results) = IssueTracker.replay([review(1, file, [sleep, bare]), review(2, after, [])])
        #expect(tracker.issues.map { $0.branches["main"]?.state } == [.resolved, .missing])
        #expect(results[1].events.map(\.reason).contains("the cited code was changed or deleted since"))
    }

    @Test func `two remarks of the same words are told apart by where their lines went`() {
        func magic(_ line: Int) -> FindingEvidence { Sample.finding("Magic number", lines: [LineRange(line)]) }
        let old = ["head", "fee = 7", "between", "more", "tax = 19", "foot"]
        let new = ["head", "tax = 19", "between", "more", "fee = 7", "foot"]
        let (_, results) = IssueTracker.replay([
            review(1, old, [magic(2), magic(5)]), review(2, new, [magic(2), magic(5)]),
        ])
        #expect(results[1].decisions.map(\.issue) == ["r01-2", "r01-1"])
    }
}
