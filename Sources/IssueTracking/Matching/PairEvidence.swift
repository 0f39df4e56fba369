/// What speaks for and against two findings being the same problem, each from 0 to 1.
package struct PairEvidence: Sendable {
    /// Likeness of all words of prose: the cosine of their weights.
    var words = 0.0
    /// How much of the one's title the other says too, in its title or body: the better direction, and the worse.
    var titleWithin = 0.0
    var titleWithinBoth = 0.0
    /// The weight of the three rarest words, names and literals that both have, and the part of it that is code.
    var rare = 0.0
    var rareCode = 0.0
    /// Likeness of their words by runs of letters: inflected, compound and split words.
    var spelling = 0.0
    /// Likeness of the code that they name: the cosine of its weights.
    var code = 0.0
    /// Likeness of the kinds of issue that they speak of.
    var concepts = 0.0
    /// Likeness of what their words mean: the angle between the two ``Meaning``s.
    var meaning = 0.0
    /// How much both say that way: the product of the two. It counts against: of two remarks with the same angle between
    /// them those with more to say would be nearer, if they meant the same.
    var meant = 0.0
    /// Agreement of the lines, as they are or as they moved.
    var lines = 0.0
    /// Both cite lines, and they lie apart.
    var apart = 0.0
    /// The citations have the same shape, wherever they lie: lengths of ranges, distances between them.
    var shape = 0.0
    /// How near the cited places are as they stand, whatever moved: most revisions move little.
    var near = 0.0
    /// Only one of the two cites lines.
    var oneSided = 0.0
    /// Neither cites lines: what is missing from a file has no place.
    var unplaced = 0.0

    /// Log-odds that the pair is the same problem, by everything but the lines.
    func logOddsWithoutLines(_ weights: PairWeights) -> Double {
        weights.bias + weights.words * words + weights.titleWithin * titleWithin
            + weights.titleWithinBoth * titleWithinBoth + weights.rare * rare + weights.spelling * spelling
            + weights.code * code
            + weights.concepts * concepts + weights.meaning * meaning + weights.meant * meant
            + weights.shape * shape
    }

    /// Log-odds that the pair is the same problem.
    func logOdds(_ weights: PairWeights) -> Double {
        logOddsWithoutLines(weights) + weights.lines * lines + weights.apart * apart + weights.near * near
            + weights.oneSided * oneSided + weights.unplaced * unplaced
    }

    /// The evidence that adds most, which names the pass.
    func pass(_ weights: PairWeights) -> MatchPass {
        let titles = weights.titleWithin * titleWithin + weights.titleWithinBoth * titleWithinBoth
        let shares: [(MatchPass, Double)] = [
            (
                .words,
                weights.words * words + titles + weights.spelling * spelling + weights.rare * (rare - rareCode)
            ),
            (.code, weights.code * code + weights.rare * rareCode),
            (.lines, weights.lines * lines + weights.near * near + weights.shape * shape),
            (.category, weights.concepts * concepts),
            (.meaning, weights.meaning * meaning + weights.meant * meant),
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
    case lines, words, code, category, meaning
    /// All of the file's first reviews together: on its own the finding would not have been tied.
    case hindsight
    /// A second finding of one review on the same issue.
    case split
    case new
}
