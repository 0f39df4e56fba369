/// How sure a judgement is, from how clearly the words spoke for it.
///
/// The constants were fitted by logistic regression on one half of a set of labelled remarks and checked on the other.
/// They are monotone in the margin, so a clearer case never gets a lower confidence.
enum Confidence {
    /// Of a category; 0 where no word spoke.
    static func ofCategory(margin: Double) -> Double {
        margin > 0 ? curve(-0.4, 4.5, margin) : 0
    }

    static func ofPraise(margin: Double) -> Double { curve(0.5, 6, margin) }

    /// 1 / (1 + e^-(a + b·margin)), rounded to hundredths.
    private static func curve(_ a: Double, _ b: Double, _ margin: Double) -> Double {
        let value = 1 / (1 + exponential(-(a + b * margin)))
        return (value * 100).rounded() / 100
    }

    /// e to the power of `x`, for the small values that occur here, without a C library's help: (1 + x/1024)^1024.
    private static func exponential(_ x: Double) -> Double {
        var power = 1 + max(-20, min(20, x)) / 1024
        for _ in 0..<10 { power *= power }
        return power
    }
}
