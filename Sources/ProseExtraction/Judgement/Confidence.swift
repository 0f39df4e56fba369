/// How sure a judgement is, from how clearly the words spoke for it.
///
/// The constants of the category were fitted by logistic regression on 2,488 remarks that were written independently of
/// the lexicon, and checked on 211 others (0.9 and above: 8 of 8 right; 0.8: 15 of 16; 0.7: 20 of 29; 0.6: 9 of 18).
/// They are monotone, so a clearer case never gets a lower confidence.
enum Confidence {
    /// Of a category, from its share of the weight; 0 where no word spoke.
    static func ofCategory(share: Double) -> Double {
        share > 0 ? curve(-5, 10, share) : 0
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
