import Foundation
import Learning
import ProseExtraction

/// Fits, for each feature of a verdict's sentence, what it says of approval and of requested changes, against a sentence
/// that only comments: a logistic regression of three outcomes.
struct OutcomeLearner {
    /// In the order of the table's columns.
    static let outcomes = ["approved", "changes-requested"]
    private static let least = 2
    private static let costs: (words: Float, signs: Float) = (1, 0.3)
    private static let rounds = 150

    private(set) var names: [String] = []
    /// A row a feature, a weight for each outcome in it.
    private(set) var weights: [Float] = []
    private var places: [String: Int] = [:]

    init(_ sentences: [LabelledSentence]) {
        let verdicts = sentences.filter { $0.outcome != nil }
        var counts: [String: Int] = [:]
        for sentence in verdicts { for name in sentence.features { counts[name, default: 0] += 1 } }
        names = counts.filter { $1 >= Self.least }.keys.sorted()
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let cost = names.map { VerdictLearner.isSign($0) ? Self.costs.signs : Self.costs.words }
        let vectors = verdicts.map { sentence in
            (places: vector(sentence.features), right: Self.outcomes.firstIndex { $0 == sentence.outcome })
        }
        let count = Self.outcomes.count
        weights = Descent.least(from: [Float](repeating: 0, count: names.count * count), rounds: Self.rounds) {
            weights in
            var gradient = [Float](repeating: 0, count: weights.count)
            var loss = 0.0
            for at in weights.indices {
                gradient[at] = cost[at / count] * weights[at]
                loss += 0.5 * Double(cost[at / count] * weights[at] * weights[at])
            }
            for (places, right) in vectors {
                var sums = [Float](repeating: 0, count: count)
                for place in places { for outcome in 0..<count { sums[outcome] += weights[place * count + outcome] } }
                let highest = max(0, sums.max() ?? 0)
                let parts = sums.map { exp($0 - highest) }
                let all = parts.reduce(exp(-highest), +)
                loss -= Double(log(max((right.map { parts[$0] } ?? exp(-highest)) / all, 1e-30)))
                for outcome in 0..<count {
                    let slope = parts[outcome] / all - (right == outcome ? 1 : 0)
                    for place in places { gradient[place * count + outcome] += slope }
                }
            }
            return (loss, gradient)
        }
    }

    /// In one order: sums of floating-point numbers depend on it.
    private func vector(_ features: Set<String>) -> [Int] { features.compactMap { places[$0] }.sorted() }

    func outcome(of sentence: LabelledSentence) -> String {
        var sums = [Float](repeating: 0, count: Self.outcomes.count)
        for place in vector(sentence.features) {
            for at in sums.indices { sums[at] += weights[place * sums.count + at] }
        }
        let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
        return sums[best] > 0 ? Self.outcomes[best] : "commented"
    }

    /// The weights of a feature, 0 for one that was not learned.
    func weights(of name: String) -> [Float] {
        let count = Self.outcomes.count
        guard let place = places[name] else { return [Float](repeating: 0, count: count) }
        return Array(weights[place * count..<(place + 1) * count])
    }
}
