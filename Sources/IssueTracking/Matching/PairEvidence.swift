/// What speaks for and against two findings being the same problem, each from 0 to 1.
struct PairEvidence: Sendable {
    /// Likeness of all words of prose: the cosine of their weights.
    var words = 0.0
    /// How much of the one's title the other says too, in its title or body: the better direction, and the worse.
    var titleWithin = 0.0
    var titleWithinBoth = 0.0
    /// The weight of the three rarest words, names and literals that both have, and the part of it that is code.
    var rare = 0.0
    var rareCode = 0.0
    /// Likeness of the code that they name: the cosine of its weights.
    var code = 0.0
    /// Likeness of the kinds of issue that they speak of.
    var concepts = 0.0
    /// Agreement of the lines, as they are or as they moved.
    var lines = 0.0
    /// Both cite lines, and they lie apart.
    var apart = 0.0
    /// The citations have the same shape, wherever they lie: lengths of ranges, distances between them.
    var shape = 0.0

    /// What each kind of evidence adds to the log-odds where it is whole.
    ///
    /// A logistic model, fitted on pairs of findings of labelled reviews and rounded. Left to the other files'
    /// pairs alone, the fit gives much the same weights for each file; `make bench-identity` tells what each kind earns.
    enum Weight {
        static let bias = -5.8
        static let words = 2.8
        static let titleWithin = 2.5
        static let titleWithinBoth = 1.0
        static let rare = 2.9
        static let code = 2.0
        static let concepts = 3.9
        static let lines = 3.3
        static let apart = -0.7
        static let shape = 1.9
    }

    /// Log-odds that the pair is the same problem, by everything but the lines.
    var logOddsWithoutLines: Double {
        Weight.bias + Weight.words * words + Weight.titleWithin * titleWithin
            + Weight.titleWithinBoth * titleWithinBoth + Weight.rare * rare + Weight.code * code
            + Weight.concepts * concepts
    }

    /// Log-odds that the pair is the same problem.
    var logOdds: Double {
        logOddsWithoutLines + Weight.lines * lines + Weight.apart * apart + Weight.shape * shape
    }

    /// The evidence that adds most, which names the pass.
    var pass: MatchPass {
        let titles = Weight.titleWithin * titleWithin + Weight.titleWithinBoth * titleWithinBoth
        let shares: [(MatchPass, Double)] = [
            (.words, Weight.words * words + titles + Weight.rare * (rare - rareCode)),
            (.code, Weight.code * code + Weight.rare * rareCode),
            (.lines, Weight.lines * lines + Weight.shape * shape), (.category, Weight.concepts * concepts),
        ]
        var best = shares[0]
        for share in shares where share.1 > best.1 { best = share }
        return best.0
    }

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
