/// What each kind of evidence adds to the log-odds that two findings are the same problem, where it is whole.
///
/// A logistic model. `make train-matching` fits it on the pairs of labelled reviews, and tells how well weights that were
/// fitted on the other folders of reviews do on each one. These are the fit on nine folders, rounded, with 0.2 more of
/// ``bias``: among likely pairs the assignment takes only the best of each side, which a fit of single pairs cannot know.
package struct PairWeights: Hashable, Codable, Sendable {
    /// Before anything is compared, in log-odds.
    package var bias = -6.2
    package var words = 3.7
    package var titleWithin = 1.3
    package var titleWithinBoth = -0.2
    package var rare = 2.4
    package var spelling = 3.4
    package var code = 1.4
    package var concepts = 5.5
    package var lines = 1.8
    package var apart = -2.3
    package var shape = 1.7
    package var near = 1.7
    package var oneSided = -1.2
    package var unplaced = 0.9

    package init() {}

    package static let standard = PairWeights()

    /// One kind of evidence: its name, its weight, and how much of it a pair has.
    package struct Kind: Sendable {
        package let name: String
        package let weight: any WritableKeyPath<PairWeights, Double> & Sendable
        let amount: any KeyPath<PairEvidence, Double> & Sendable

        package func amount(in evidence: PairEvidence) -> Double { evidence[keyPath: amount] }
    }

    package static let kinds = [
        Kind(name: "words", weight: \.words, amount: \.words),
        Kind(name: "titleWithin", weight: \.titleWithin, amount: \.titleWithin),
        Kind(name: "titleWithinBoth", weight: \.titleWithinBoth, amount: \.titleWithinBoth),
        Kind(name: "rare", weight: \.rare, amount: \.rare),
        Kind(name: "spelling", weight: \.spelling, amount: \.spelling),
        Kind(name: "code", weight: \.code, amount: \.code),
        Kind(name: "concepts", weight: \.concepts, amount: \.concepts),
        Kind(name: "lines", weight: \.lines, amount: \.lines),
        Kind(name: "apart", weight: \.apart, amount: \.apart),
        Kind(name: "shape", weight: \.shape, amount: \.shape),
        Kind(name: "near", weight: \.near, amount: \.near),
        Kind(name: "oneSided", weight: \.oneSided, amount: \.oneSided),
        Kind(name: "unplaced", weight: \.unplaced, amount: \.unplaced),
    ]
}
