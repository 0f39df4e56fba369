import Foundation
import ProseExtraction

/// How well verdicts are found in reviews that were not learned from.
struct VerdictScore {
    private var reviews = 0
    private var missed = 0
    private var wrong = 0
    private var right = 0
    /// How likely each review was said to have a verdict, and whether it has one.
    private var likelihoods: [(said: Double, isSo: Bool)] = []

    mutating func add(_ review: LabelledReview, sums: [Float]) {
        reviews += 1
        let likelihood = ConclusionWeights.likelihood(of: sums)
        let isSaid = likelihood >= ConclusionWeights.least
        likelihoods.append((likelihood, review.hasVerdict))
        if review.hasVerdict, !isSaid { missed += 1 }
        if !review.hasVerdict, isSaid { wrong += 1 }
        let best = sums.indices.max(by: { sums[$0] < sums[$1] })
        if review.hasVerdict ? isSaid && best.map({ review.sentences[$0].isVerdict }) ?? false : !isSaid { right += 1 }
    }

    mutating func add(_ other: VerdictScore) {
        reviews += other.reviews
        missed += other.missed
        wrong += other.wrong
        right += other.right
        likelihoods += other.likelihoods
    }

    /// What presence would be if a verdict had to be so likely.
    func presence(ifLeast least: Double) -> Double {
        Double(likelihoods.filter { ($0.said >= least) == $0.isSo }.count) / Double(max(1, likelihoods.count))
    }

    static let heading =
        "corpus".padding(toLength: 12, withPad: " ", startingAt: 0)
        + "reviews  presence  missed  wrongly found  the labelled sentence, or rightly none"

    func line(_ name: String) -> String {
        let count = Double(max(1, reviews))
        return name.padding(toLength: 12, withPad: " ", startingAt: 0)
            + String(
                format: "%7d  %8.3f  %6d  %13d  %.3f", reviews, (count - Double(missed + wrong)) / count, missed, wrong,
                Double(right) / count)
    }
}
