// train-matching FOLDER…: fits the weights of matching to labelled reviews, and prints them, and how well the weights that
// were fitted on the other folders do on each one.

import Foundation
import IssueTracking

/// Added to the fitted bias, one after the other: the more, the more is tied.
let leanings = [0.8, 0.5, 0.2, 0.0, -0.3]

guard CommandLine.arguments.count > 1 else {
    print("usage: train-matching FOLDER-OF-LABELLED-REVIEWS…")
    exit(64)
}
do {
    let histories = try CommandLine.arguments.dropFirst().map { try LabelledHistory(folder: $0) }
    func policy(_ weights: PairWeights) -> TrackingPolicy {
        var policy = TrackingPolicy()
        policy.weights = weights
        return policy
    }
    func show(_ label: String, _ score: IdentityScore) {
        let figures = [score.precision, score.recall, score.f1, score.bCubed].map { String(format: "%.3f", $0) }
        print(label.padding(toLength: 40, withPad: " ", startingAt: 0) + figures.joined(separator: "  "))
    }
    let cases = histories.map { $0.cases(policy(.standard)) }
    func fitted(without left: Int?) -> PairWeights {
        let learned = cases.indices.filter { $0 != left || cases.count == 1 }.flatMap { cases[$0] }
        let fit = LogisticFit(
            learned, from: PairWeights.kinds.map { PairWeights.standard[keyPath: $0.weight] },
            bias: PairWeights.standard.bias)
        var weights = PairWeights()
        weights.bias = fit.bias
        for (kind, weight) in zip(PairWeights.kinds, fit.weights) { weights[keyPath: kind.weight] = weight }
        return weights
    }

    print("".padding(toLength: 40, withPad: " ", startingAt: 0) + "P      R      F1     B³")
    for history in histories { show("\(history.corpus.name), weights as they are", history.score(policy(.standard))) }
    let apart = histories.indices.map { fitted(without: $0) }
    for leaning in leanings {
        print("fitted on the others, bias \(leaning):")
        let scores = zip(histories, apart).map { history, weights in
            var weights = weights
            weights.bias += leaning
            let score = history.score(policy(weights))
            show("  \(history.corpus.name)", score)
            return score
        }
        show("  mean", IdentityScore(meanOf: scores))
    }
    let weights = fitted(without: nil)
    print("fitted on all:")
    print(String(format: "  bias %.2f", weights.bias))
    for kind in PairWeights.kinds { print("  \(kind.name) " + String(format: "%.2f", weights[keyPath: kind.weight])) }
} catch {
    print("error: \(error)")
    exit(2)
}
