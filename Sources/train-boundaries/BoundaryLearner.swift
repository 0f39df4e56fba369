import Foundation
import Learning
import ProseExtraction

/// A logistic regression on what is seen at places in running text.
///
/// Nothing is random: the same places give the same weights.
struct BoundaryLearner {
    /// What large weights cost.
    private static let cost: Float = 0.4
    private static let rounds = 200

    /// Of the clues in the order of `BoundaryLesson.names`; then the bias.
    private let weights: [Float]
    private let numbers = Dictionary(uniqueKeysWithValues: BoundaryLesson.names.enumerated().map { ($1, $0) })

    init(_ places: [LabelledText.Place]) {
        let count = BoundaryLesson.names.count
        let numbers = numbers
        let vectors = places.map { place in
            (clues: place.clues.compactMap { numbers[$0] }.sorted(), isSo: place.opensRemark)
        }
        weights = Descent.least(from: [Float](repeating: 0, count: count + 1), rounds: Self.rounds) { weights in
            var gradient = weights.map { $0 * Self.cost }
            gradient[count] = 0
            var loss = weights.dropLast().reduce(0) { $0 + 0.5 * Double(Self.cost * $1 * $1) }
            for vector in vectors {
                let sum = vector.clues.reduce(weights[count]) { $0 + weights[$1] }
                let likelihood = 1 / (1 + exp(-sum))
                loss -= Double(log(max(vector.isSo ? likelihood : 1 - likelihood, 1e-30)))
                let slope = likelihood - (vector.isSo ? 1 : 0)
                for clue in vector.clues { gradient[clue] += slope }
                gradient[count] += slope
            }
            return (loss, gradient)
        }
    }

    /// How likely another remark begins where `clues` are seen.
    func likelihood(_ clues: Set<String>) -> Double {
        let sum = clues.compactMap { numbers[$0] }.sorted().reduce(weights[weights.count - 1]) { $0 + weights[$1] }
        return 1 / (1 + exp(-Double(sum)))
    }

    /// The weights as the text that `BoundaryWeights` reads.
    var table: String {
        let rows = zip(BoundaryLesson.names + ["bias"], weights).map { String(format: "%@\t%.2f", $0, Double($1)) }
        return """
            # Learned by train-boundaries (make train-boundaries) from labelled reviews. Do not edit.
            # What is seen of a place between two sentences, and what it says for another remark's beginning there.
            \(rows.joined(separator: "\n"))

            """
    }
}
