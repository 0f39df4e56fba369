import Foundation
import Learning
import ProseExtraction

/// A logistic regression on what is seen of what looks like a remark.
///
/// Nothing is random: the same reviews give the same weights.
struct GroupLearner {
    /// What large weights cost.
    private static let cost: Float = 6
    private static let rounds = 200

    /// Of the clues in the order of `GroupLesson.names`; then the bias.
    private let weights: [Float]
    private static let numbers = Dictionary(
        uniqueKeysWithValues: GroupLesson.names.enumerated().map { ($1, $0) })

    init(_ reviews: [LabelledReview]) {
        let count = GroupLesson.names.count
        let vectors = reviews.flatMap { review in
            review.lessons.map { lesson in
                (
                    clues: lesson.lesson.clues.compactMap { Self.numbers[$0] }, isSo: lesson.isRemark,
                    weight: review.weight
                )
            }
        }
        weights = Descent.least(from: [Float](repeating: 0, count: count + 1), rounds: Self.rounds) { weights in
            var gradient = weights.map { $0 * Self.cost }
            gradient[count] = 0
            var loss = weights.dropLast().reduce(0) { $0 + 0.5 * Double(Self.cost * $1 * $1) }
            for vector in vectors {
                let sum = vector.clues.reduce(weights[count]) { $0 + weights[$1] }
                let likelihood = 1 / (1 + exp(-sum))
                loss -= Double(vector.weight * log(max(vector.isSo ? likelihood : 1 - likelihood, 1e-30)))
                let slope = vector.weight * (likelihood - (vector.isSo ? 1 : 0))
                for clue in vector.clues { gradient[clue] += slope }
                gradient[count] += slope
            }
            return (loss, gradient)
        }
    }

    /// What is seen of each of a review's lessons, in log odds for a remark: the mean of its group.
    func sums(_ lessons: [LabelledReview.Lesson]) -> [Double] {
        let own = lessons.map { lesson in
            Double(
                lesson.lesson.clues.compactMap { Self.numbers[$0] }.reduce(weights[weights.count - 1]) {
                    $0 + weights[$1]
                })
        }
        let groups = Dictionary(grouping: own.indices) { lessons[$0].lesson.group }
        let means = groups.mapValues { group in group.reduce(0) { $0 + own[$1] } / Double(group.count) }
        return own.indices.map { means[lessons[$0].lesson.group] ?? 0 }
    }

    /// The weights as the text that `GroupWeights` reads; what says next to nothing is left out.
    var table: String {
        let rows =
            zip(GroupLesson.names, weights).filter { abs($1) >= 0.005 }
            + [("bias", weights[weights.count - 1])]
        return """
            # Learned by train-groups (make train-groups) from labelled reviews. Do not edit.
            # What is seen of what looks like a remark and of what it stands among, and what that says for a remark, in log odds.
            \(rows.map { String(format: "%@\t%.2f", $0, Double($1)) }.joined(separator: "\n"))

            """
    }
}
