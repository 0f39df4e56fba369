/// How sure a judgement is, from how clearly the words spoke for it.
///
/// The constants of the category were fitted on labelled remarks of projects that nothing was learned from
/// (`make train` prints how often what is said to be so sure is right).
package enum Confidence {
    /// Of a category, from its score and those of all, its own included: its part of e to the power of each score, drawn
    /// towards the middle, since words mislead more often than their sums tell.
    package static func ofCategory(score: Double, among scores: some Sequence<Double>) -> Double {
        let others = scores.reduce(0) { $0 + exponential(sharpness * ($1 - score)) } - 1
        return (1 / (1 + bias * max(others, 0).squareRoot()) * 100).rounded() / 100
    }

    /// The part that each of `scores` has of e to the power of all, between 0 and 1; they add up to 1.
    static func shares(of scores: [Double]) -> [Double] {
        let most = scores.max() ?? 0
        let powers = scores.map { exponential(sharpness * ($0 - most)) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    private static let sharpness = 1.1
    private static let bias = 0.85

    /// Of praise, from how far it is ahead of complaint.
    static func ofPraise(margin: Double) -> Double { curve(0.5, 6, margin) }

    /// 1 / (1 + e^-(a + b·x)), rounded to hundredths.
    private static func curve(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let value = 1 / (1 + exponential(-(a + b * x)))
        return (value * 100).rounded() / 100
    }

    /// e to the power of `x`, for the small values that occur here, without a C library's help: (1 + x/1024)^1024.
    private static func exponential(_ x: Double) -> Double {
        var power = 1 + max(-20, min(20, x)) / 1024
        for _ in 0..<10 { power *= power }
        return power
    }
}
