import Foundation
import Learning
import ProseExtraction

/// A logistic regression on what is seen of what looks like a remark.
struct GroupLearner {
    /// What large weights cost.
    private static let cost: Float = 6

    private let regression: LogisticRegression
    private static let numbers = Dictionary(
        uniqueKeysWithValues: GroupLesson.names.enumerated().map { ($1, $0) })

    init(_ reviews: [LabelledReview]) {
        let examples = reviews.flatMap { review in
            review.lessons.map { lesson in
                LogisticRegression.Example(
                    clues: Self.numbers(lesson), isSo: lesson.isRemark, weight: review.weight)
            }
        }
        regression = LogisticRegression(examples, count: GroupLesson.names.count, cost: Self.cost)
    }

    private static func numbers(_ lesson: LabelledReview.Lesson) -> [Int] {
        lesson.lesson.clues.compactMap { numbers[$0] }
    }

    /// What is seen of each of a review's lessons, in log odds for a remark: the mean of its group.
    func sums(_ lessons: [LabelledReview.Lesson]) -> [Double] {
        let own = lessons.map { regression.logOdds(Self.numbers($0)) }
        let groups = Dictionary(grouping: own.indices) { lessons[$0].lesson.group }
        let means = groups.mapValues { group in group.reduce(0) { $0 + own[$1] } / Double(group.count) }
        return own.indices.map { means[lessons[$0].lesson.group] ?? 0 }
    }

    /// The weights as the text that `GroupWeights` reads; what says next to nothing is left out.
    var table: String {
        let rows =
            zip(GroupLesson.names, regression.weights).filter { abs($1) >= 0.005 }
            + [("bias", regression.weights[regression.weights.count - 1])]
        return """
            # Learned by train-groups (make train-groups) from labelled reviews. Do not edit.
            # What is seen of what looks like a remark and of what it stands among, and what that says for a remark, in log odds.
            \(rows.map { String(format: "%@\t%.2f", $0, Double($1)) }.joined(separator: "\n"))

            """
    }
}
