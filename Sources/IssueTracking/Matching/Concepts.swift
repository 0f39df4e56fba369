import FindingsModel

/// Of what kinds of issue a finding speaks, as a direction: two findings are compared by the angle between them.
///
/// The category that won is the weakest way to compare two reviewers' words: of "a real sleep makes it slow" the one
/// classifier's answer is sleepy-test, of "slow, for it sleeps" slow-test. The scores of all categories hardly differ.
struct Concepts: Sendable {
    /// Sorted by the hash of the category; squares add up to 1.
    private let parts: [(category: UInt64, share: Double)]

    /// Likelihoods count by this power: what is said of a second kind, however faintly, tells two remarks apart.
    private static let power = 0.4
    private static let limit = 12

    /// - Parameter catalogue: gives the broad category of a told one.
    init(_ finding: FindingEvidence, catalogue: CategoryCatalogue) {
        var scores = Array(finding.categoryScores.prefix(Self.limit)).filter { $0.score > 0 && $0.score.isFinite }
        if scores.isEmpty, finding.category != "other" {
            let sure = finding.confidence.isFinite ? min(1, max(0, finding.confidence)) : 0
            let category = catalogue[finding.category]?.broader ?? finding.category
            // Of a category that nobody is sure of there is little to compare.
            if sure > 0 { scores = [CategoryScore(category: category, score: sure)] }
        }
        var parts = scores.map {
            (category: Wording.hash($0.category.utf8), share: Exponential.power($0.score, Self.power))
        }
        let length = parts.reduce(0) { $0 + $1.share * $1.share }.squareRoot()
        for place in parts.indices { parts[place].share /= length }
        self.parts = parts.sorted { $0.category < $1.category }
    }

    /// From 0, nothing in common, to 1.
    func likeness(to other: Concepts) -> Double {
        var sum = 0.0
        var i = 0
        var j = 0
        while i < parts.count, j < other.parts.count {
            if parts[i].category < other.parts[j].category {
                i += 1
            } else if other.parts[j].category < parts[i].category {
                j += 1
            } else {
                sum += parts[i].share * other.parts[j].share
                i += 1
                j += 1
            }
        }
        return min(1, sum)
    }
}
