import Foundation
import IssueTracking

/// How often the remark of the same file that means most alike is on the same problem.
struct Retrieval {
    private var asked = 0
    private var byMeaning = 0
    private var byWords = 0

    init(_ remarks: [WordedRemark], _ weights: MeaningWeights) {
        let meanings = remarks.map { weights.meaning(of: $0.words) }
        for places in Dictionary(
            grouping: remarks.indices.filter { remarks[$0].issue != nil }, by: { remarks[$0].file }
        )
        .values {
            for one in places {
                let others = places.filter { $0 != one }
                guard others.contains(where: { remarks[$0].issue == remarks[one].issue }) else { continue }
                asked += 1
                let alike = others.max {
                    meanings[one].likeness(to: meanings[$0]).angle < meanings[one].likeness(to: meanings[$1]).angle
                }
                let worded = others.max {
                    Self.shared(remarks[one].words, remarks[$0].words)
                        < Self.shared(remarks[one].words, remarks[$1].words)
                }
                if let alike, remarks[alike].issue == remarks[one].issue { byMeaning += 1 }
                if let worded, remarks[worded].issue == remarks[one].issue { byWords += 1 }
            }
        }
    }

    func report(_ label: String = "projects left out") {
        func part(_ count: Int) -> String { String(format: "%.3f", Double(count) / Double(max(1, asked))) }
        print(
            "\(label): of \(asked) remarks the one that means most alike is on the same problem in \(part(byMeaning)), "
                + "the one with most words in common in \(part(byWords))")
    }

    /// The part of both remarks' words that they share.
    private static func shared(_ one: [String: Float], _ other: [String: Float]) -> Float {
        let product = one.reduce(0) { $0 + $1.value * (other[$1.key] ?? 0) }
        func length(_ words: [String: Float]) -> Float { words.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        return product / max(1e-6, length(one) * length(other))
    }
}
