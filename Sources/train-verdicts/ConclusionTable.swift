import Foundation

/// The learned weights as the text that `ConclusionWeights` reads.
struct ConclusionTable {
    let text: String

    init(_ verdicts: VerdictLearner, _ outcomes: OutcomeLearner) {
        var lines = [
            "# Learned by train-verdicts (make train-verdicts) from Benchmarks/Verdicts and labelled reviews. Do not edit.",
            "# A feature of a sentence, and what it says of the sentence's being the verdict; if it is, of its approving and",
            "# of its requesting changes. More than 0 speaks for it.",
        ]
        for name in Set(verdicts.names).union(outcomes.names).sorted() {
            let weights = [verdicts.weight(of: name)] + outcomes.weights(of: name)
            guard weights.contains(where: { abs($0) >= 0.02 }) else { continue }
            var cells = weights.map { abs($0) < 0.005 ? "0" : String(format: "%.2f", $0) }
            while cells.last == "0" { cells.removeLast() }
            lines.append(([name] + cells).joined(separator: "\t"))
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
