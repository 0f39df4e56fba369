import Foundation
import Learning
import ProseExtraction

/// Fits a weight for each feature, so that a review's verdict is the likeliest of its sentences, or that none is where it
/// has none; and so that single sentences are told apart.
///
/// Nothing is random: the same reviews give the same weights.
struct VerdictLearner {
    /// In how many reviews and sentences a word must stand; what the reader itself knows of a sentence always counts.
    static let least = 3
    /// What a single sentence counts beside a review.
    static let shareOfSentence: Float = 0.3
    /// What large weights cost: of words, and of what the reader knows of a sentence.
    static let costs: (words: Float, signs: Float) = (2, 0.3)
    private static let rounds = 150

    private(set) var names: [String] = []
    private(set) var weights: [Float] = []
    private var places: [String: Int] = [:]

    init(_ reviews: [LabelledReview], _ sentences: [LabelledSentence]) {
        let reviews = reviews.filter { $0.isFound && !$0.sentences.isEmpty }
        var counts: [String: Int] = [:]
        for review in reviews {
            for name in review.sentences.reduce(into: Set<String>(), { $0.formUnion($1.features) }) {
                counts[name, default: 0] += 1
            }
        }
        for sentence in sentences { for name in sentence.features { counts[name, default: 0] += 1 } }
        names = counts.filter { $1 >= Self.least || Self.isSign($0) }.keys.sorted()
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let cost = names.map { Self.isSign($0) ? Self.costs.signs : Self.costs.words }
        let vectors = reviews.map { review in
            review.sentences.map { (places: vector($0.features), isVerdict: $0.isVerdict) }
        }
        let singles = sentences.map { (places: vector($0.features), isVerdict: $0.outcome != nil) }
        weights = Descent.least(from: [Float](repeating: 0, count: names.count), rounds: Self.rounds) {
            Self.loss($0, cost, vectors, singles)
        }
    }

    static func isSign(_ name: String) -> Bool { name.hasPrefix("is:") || name.hasPrefix("at:") }

    /// In one order: sums of floating-point numbers depend on it.
    private func vector(_ features: Set<String>) -> [Int] { features.compactMap { places[$0] }.sorted() }

    func sums(_ review: LabelledReview) -> [Float] {
        review.sentences.map { vector($0.features).reduce(0) { $0 + weights[$1] } }
    }

    private typealias Sentence = (places: [Int], isVerdict: Bool)

    /// The loss of `weights` and its gradient.
    private static func loss(
        _ weights: [Float], _ cost: [Float], _ reviews: [[Sentence]], _ singles: [Sentence]
    ) -> (Double, [Float]) {
        var gradient = [Float](repeating: 0, count: weights.count)
        var loss = 0.0
        for at in weights.indices {
            gradient[at] = cost[at] * weights[at]
            loss += 0.5 * Double(cost[at] * weights[at] * weights[at])
        }
        func sum(_ sentence: Sentence) -> Float { sentence.places.reduce(0) { $0 + weights[$1] } }
        for review in reviews {
            let sums = review.map(sum)
            let highest = max(0, sums.max() ?? 0)
            let parts = sums.map { exp($0 - highest) }
            let all = parts.reduce(exp(-highest), +)
            let hasVerdict = review.contains(where: \.isVerdict)
            let right = hasVerdict ? zip(review, parts).reduce(0) { $0 + ($1.0.isVerdict ? $1.1 : 0) } : exp(-highest)
            loss -= Double(log(max(right, 1e-30) / all))
            for (sentence, part) in zip(review, parts) {
                let slope = part / all - (sentence.isVerdict ? part / max(right, 1e-30) : 0)
                for place in sentence.places { gradient[place] += slope }
            }
        }
        for single in singles {
            let sum = sum(single)
            let likelihood = 1 / (1 + exp(-sum))
            let right = single.isVerdict ? likelihood : 1 - likelihood
            loss -= Double(shareOfSentence * log(max(right, 1e-30)))
            let slope = shareOfSentence * (likelihood - (single.isVerdict ? 1 : 0))
            for place in single.places { gradient[place] += slope }
        }
        return (loss, gradient)
    }

    /// The weight of a feature, 0 for one that was not learned.
    func weight(of name: String) -> Float { places[name].map { weights[$0] } ?? 0 }
}
