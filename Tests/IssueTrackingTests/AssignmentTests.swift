import Testing

@testable import IssueTracking

@Suite struct `One-to-one assignment` {
    @Test func `the total decides, not the best single pair`() {
        let pairs = [
            WeightedPair(row: 0, column: 0, worth: 5), WeightedPair(row: 0, column: 1, worth: 4),
            WeightedPair(row: 1, column: 0, worth: 4),
        ]
        #expect(Assignment.best(pairs).map { [$0.row, $0.column] } == [[0, 1], [1, 0]])
    }

    @Test(arguments: 1...40) func `it finds what trying everything finds`(seed: Int) {
        var dice = Sample.Dice(state: UInt64(seed))
        let height = Int.random(in: 1...5, using: &dice)
        let width = Int.random(in: 1...5, using: &dice)
        var pairs: [WeightedPair] = []
        for row in 0..<height {
            for column in 0..<width where Bool.random(using: &dice) {
                pairs.append(WeightedPair(row: row, column: column, worth: Double.random(in: 0.1...9, using: &dice)))
            }
        }
        func most(_ row: Int, _ used: Set<Int>) -> Double {
            guard row < height else { return 0 }
            var best = most(row + 1, used)
            for pair in pairs where pair.row == row && !used.contains(pair.column) {
                best = max(best, pair.worth + most(row + 1, used.union([pair.column])))
            }
            return best
        }
        let chosen = Assignment.best(pairs)
        #expect(abs(chosen.reduce(0) { $0 + $1.worth } - most(0, [])) < 1e-9)
        #expect(Set(chosen.map(\.row)).count == chosen.count)
        #expect(Set(chosen.map(\.column)).count == chosen.count)
    }

    @Test func `a very large component is solved all the same`() {
        let pairs = (0..<400).flatMap { row in
            (0..<400).filter { ($0 * 7 + row) % 5 == 0 || $0 == row }
                .map { WeightedPair(row: row, column: $0, worth: $0 == row ? 9 : 1) }
        }
        let chosen = Assignment.best(pairs)
        #expect(chosen.count == 400)
        #expect(chosen.allSatisfy { $0.row == $0.column })
    }
}
