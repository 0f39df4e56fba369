/// What each kind of evidence adds to the log-odds that two findings are the same problem, where it is whole.
///
/// A logistic model. `make train-matching` fits it on the pairs of labelled reviews, and tells how well weights that were
/// fitted on the other folders of reviews do on each one. These are the fit on thirteen folders, rounded, with 0.3 more of
/// ``bias``: among likely pairs the assignment takes only the best of each side, which a fit of single pairs cannot know.
package struct PairWeights: Hashable, Codable, Sendable {
    /// Before anything is compared, in log-odds.
    package var bias = -6.0
    package var words = 2.0
    package var titleWithin = 0.5
    package var titleWithinBoth = 0.5
    package var rare = 1.9
    package var spelling = 2.6
    package var code = 1.4
    package var concepts = 4.2
    package var meaning = 4.4
    package var meant = -1.8
    package var lines = 0.5
    package var apart = -2.6
    package var shape = 1.8
    package var near = 2.5
    package var oneSided = -1.2
    package var unplaced = 0.8

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
        Kind(name: "meaning", weight: \.meaning, amount: \.meaning),
        Kind(name: "meant", weight: \.meant, amount: \.meant),
        Kind(name: "lines", weight: \.lines, amount: \.lines),
        Kind(name: "apart", weight: \.apart, amount: \.apart),
        Kind(name: "shape", weight: \.shape, amount: \.shape),
        Kind(name: "near", weight: \.near, amount: \.near),
        Kind(name: "oneSided", weight: \.oneSided, amount: \.oneSided),
        Kind(name: "unplaced", weight: \.unplaced, amount: \.unplaced),
    ]
}
