import Foundation
import Learning
import ProseExtraction

/// A logistic regression on what is seen at places in running text.
struct BoundaryLearner {
    /// What large weights cost.
    private static let cost: Float = 0.4

    private let regression: LogisticRegression
    private let numbers = Dictionary(uniqueKeysWithValues: BoundaryLesson.names.enumerated().map { ($1, $0) })

    init(_ places: [LabelledText.Place]) {
        let numbers = numbers
        regression = LogisticRegression(
            places.map { place in
                LogisticRegression.Example(
                    clues: place.clues.compactMap { numbers[$0] }.sorted(), isSo: place.opensRemark)
            }, count: BoundaryLesson.names.count, cost: Self.cost)
    }

    /// How likely another remark begins where `clues` are seen.
    func likelihood(_ clues: Set<String>) -> Double {
        1 / (1 + exp(-regression.logOdds(clues.compactMap { numbers[$0] }.sorted())))
    }

    /// The weights as the text that `BoundaryWeights` reads.
    var table: String {
        let rows = zip(BoundaryLesson.names + ["bias"], regression.weights).map {
            String(format: "%@\t%.2f", $0, Double($1))
        }
        return """
            # Learned by train-boundaries (make train-boundaries) from labelled reviews. Do not edit.
            # What is seen of a place between two sentences, and what it says for another remark's beginning there.
            \(rows.joined(separator: "\n"))

            """
    }
}
