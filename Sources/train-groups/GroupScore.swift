import Foundation
import ProseExtraction

/// How well remarks are told from what looks like one, in reviews that were not learned from.
struct GroupScore {
    private var findings = 0
    private var counts: [Bool: (remarks: Int, others: Int)] = [true: (0, 0), false: (0, 0)]

    /// The verdict of the weights that were learned without the review.
    mutating func add(_ review: LabelledReview, learner: GroupLearner) {
        findings += review.findings
        for (lesson, isKept) in zip(review.lessons, GroupWeights.areKept(learner.sums(review.lessons))) {
            if lesson.isRemark {
                counts[isKept, default: (0, 0)].remarks += 1
            } else {
                counts[isKept, default: (0, 0)].others += 1
            }
        }
    }

    mutating func add(_ other: GroupScore) {
        findings += other.findings
        for (isKept, count) in other.counts {
            counts[isKept, default: (0, 0)].remarks += count.remarks
            counts[isKept, default: (0, 0)].others += count.others
        }
    }

    static let heading =
        "corpus".padding(toLength: 12, withPad: " ", startingAt: 0)
        + "set aside rightly  wrongly  F1 with all  F1 without them"

    func line(_ name: String) -> String {
        let (kept, aside) = (counts[true] ?? (0, 0), counts[false] ?? (0, 0))
        return name.padding(toLength: 12, withPad: " ", startingAt: 0)
            + String(
                format: "%17d  %7d  %11.3f  %15.3f", aside.others, aside.remarks,
                f1(right: kept.remarks + aside.remarks, all: kept.remarks + aside.remarks + kept.others + aside.others),
                f1(right: kept.remarks, all: kept.remarks + kept.others))
    }

    private func f1(right: Int, all: Int) -> Double { 2 * Double(right) / Double(max(1, findings + all)) }
}
