/// What speaks for and against two findings being the same problem, each from 0 to 1.
struct PairEvidence: Sendable {
    /// Likeness of the titles by weighted words and code.
    var title = 0.0
    /// Likeness of all words of prose.
    var words = 0.0
    /// Rare identifiers and literals that both name: nears 1 as they add up.
    var code = 0.0
    /// Of the code that either names, the part that both do.
    var codeOverlap = 0.0
    /// Agreement of the lines.
    var lines = 0.0
    /// Both cite lines, and they lie apart.
    var apart = 0.0
    /// Nearness of the categories, as far as both are sure.
    var category = 0.0
    /// The same, shared by the number of the file's issues that have this category: a rare one tells more.
    var rareCategory = 0.0
    /// Difference of the categories, as far as both are sure.
    var otherCategory = 0.0

    /// Log-odds that the pair is the same problem.
    ///
    /// A logistic model with few terms; its weights come from pairs of findings of labelled reviews, in full, with
    /// lines shifted and taken away, and with wrong categories, and are rounded.
    var logOdds: Double {
        Self.bias + Self.weights[0] * title + Self.weights[1] * words + Self.weights[2] * code
            + Self.weights[3] * codeOverlap + Self.weights[4] * lines + Self.weights[5] * apart
            + Self.weights[6] * category + Self.weights[7] * otherCategory + Self.weights[8] * rareCategory
    }

    var values: [Double] { [title, words, code, codeOverlap, lines, apart, category, otherCategory, rareCategory] }

    /// The evidence that adds most, which names the pass.
    var pass: MatchPass {
        let shares: [(MatchPass, Double)] = [
            (.words, Self.weights[0] * title + Self.weights[1] * words),
            (.code, Self.weights[2] * code + Self.weights[3] * codeOverlap),
            (.lines, Self.weights[4] * lines), (.category, Self.weights[6] * category + Self.weights[8] * rareCategory),
        ]
        var best = shares[0]
        for share in shares where share.1 > best.1 { best = share }
        return best.0
    }

    private static let bias = -3.5
    private static let weights: [Double] = [3.6, 5.7, 3.5, 2.2, 4.8, -0.8, 1.7, -4.3, 1.6]

    /// From log-odds to a probability, which is the score that a decision records.
    static func probability(_ logOdds: Double) -> Double { 1 / (1 + Exponential.of(-logOdds)) }
}

/// The way by which a finding came to its issue.
enum MatchPass: String, Sendable {
    /// A person tied it.
    case taught
    /// The tool's own fingerprint.
    case fingerprint
    /// The same rule or category, the same symbol or text.
    case anchor
    case lines, words, code, category
    /// A second finding of one review on the same issue.
    case split
    case new
}
