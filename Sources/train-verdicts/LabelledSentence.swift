import Foundation
import ProseExtraction

/// A labelled sentence of `Benchmarks/Verdicts`, out of any review.
struct LabelledSentence {
    var features: Set<String>
    /// What it comes to if it is a verdict; `nil` for a sentence that is none.
    var outcome: String?

    /// The rows of a table: what the sentence comes to, or `none`; its language; its words.
    static func all(in file: String) throws -> [LabelledSentence] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { line in
                let cells = line.split(separator: "\t")
                guard cells.count == 3 else { return nil }
                return LabelledSentence(
                    features: ConclusionLesson(sentence: String(cells[2])).features,
                    outcome: cells[0] == "none" ? nil : String(cells[0]))
            }
    }
}
