/// How sure a judgement is, from how clearly the words spoke for it.
///
/// The constants of the category were fitted by logistic regression on half of a set of labelled remarks that the
/// lexicon was not written on, and checked on the other half (0.8 and above: all right; 0.7: 8 of 12; 0.44: 10 of 19).
/// They are monotone, so a clearer case never gets a lower confidence.
enum Confidence {
    /// Of a category, from its share of the weight; 0 where no word spoke.
    static func ofCategory(share: Double) -> Double {
        share > 0 ? curve(-4, 8.2, share) : 0
    }

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
