import Foundation

/// How likely another remark begins at a place in running text, as a logistic regression on labelled reviews has it
/// (`make train-boundaries`).
///
/// The table is text: the name of a ``BoundaryClue`` a row, and what it says for another remark's beginning, a tab between
/// them; `bias` is what is so of every place. Rows that begin with `#` say something of the table.
package struct BoundaryWeights: Sendable {
    /// So likely must it be that another remark begins: a cut that is wrong costs what a right one gains.
    package static let least = 0.5

    private var weights: [BoundaryClue: Double] = [:]
    private var bias = 0.0

    static let standard = BoundaryWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "boundaries.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    package init(_ text: String) {
        for row in text.split(separator: "\n") where !row.hasPrefix("#") {
            let cells = row.split(separator: "\t")
            guard cells.count == 2, let weight = Double(cells[1]) else { continue }
            if cells[0] == "bias" {
                bias = weight
            } else if let clue = BoundaryClue(rawValue: String(cells[0])) {
                weights[clue] = weight
            }
        }
    }

    /// Another remark is as likely as ``least`` to begin where `clues` are seen.
    func cuts(_ clues: Set<BoundaryClue>) -> Bool {
        // In one order: sums of floating-point numbers depend on it.
        let sum = BoundaryClue.allCases.reduce(bias) { clues.contains($1) ? $0 + (weights[$1] ?? 0) : $0 }
        return 1 / (1 + exp(-sum)) >= Self.least
    }
}
