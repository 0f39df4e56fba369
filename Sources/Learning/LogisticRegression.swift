import Foundation

/// How likely something is by what is seen of it: each clue has a weight, and so has what is seen of everything.
///
/// Nothing is random: the same examples give the same weights.
package struct LogisticRegression: Sendable {
    package struct Example: Sendable {
        /// The numbers of the clues that are seen, from 0.
        package var clues: [Int]
        package var isSo: Bool
        /// For how many examples it counts.
        package var weight: Float

        package init(clues: [Int], isSo: Bool, weight: Float = 1) {
            (self.clues, self.isSo, self.weight) = (clues, isSo, weight)
        }
    }

    private static let rounds = 200

    /// Of the clues in the order of their numbers; then the bias, which is so of everything.
    package let weights: [Float]

    /// - Parameters:
    ///   - count: how many clues there are.
    ///   - cost: what large weights cost.
    package init(_ examples: [Example], count: Int, cost: Float) {
        weights = Descent.least(from: [Float](repeating: 0, count: count + 1), rounds: Self.rounds) { weights in
            var gradient = weights.map { $0 * cost }
            gradient[count] = 0
            var loss = weights.dropLast().reduce(0) { $0 + 0.5 * Double(cost * $1 * $1) }
            for example in examples {
                let sum = example.clues.reduce(weights[count]) { $0 + weights[$1] }
                let likelihood = 1 / (1 + exp(-sum))
                loss -= Double(example.weight * log(max(example.isSo ? likelihood : 1 - likelihood, 1e-30)))
                let slope = example.weight * (likelihood - (example.isSo ? 1 : 0))
                for clue in example.clues { gradient[clue] += slope }
                gradient[count] += slope
            }
            return (loss, gradient)
        }
    }

    /// The log odds where the clues of these numbers are seen.
    package func logOdds(_ clues: [Int]) -> Double {
        Double(clues.reduce(weights[weights.count - 1]) { $0 + weights[$1] })
    }
}
