import Foundation

/// How likely what looks like a remark is one, as a logistic regression on labelled reviews has it (`make train-groups`).
///
/// The table is text: the name of a ``GroupClue`` a row, and what it says for a remark, a tab between them; `bias` is what is so
/// of all. Rows that begin with `#` say something of the table.
package struct GroupWeights: Sendable {
    /// What is less likely than this, in log odds, is set aside: a remark that is lost costs more than one too many.
    private static let least = -0.5
    /// Where nothing is likelier than ``least``, all is set aside only where nothing is likelier than this either: a document
    /// without any remark is rare, and one whose words are not known looks like it.
    private static let leastAlone = -1.5

    /// What is kept of a document's remarks that are so likely, in log odds.
    package static func areKept(_ likelihoods: [Double]) -> [Bool] {
        let best = likelihoods.max() ?? 0
        return likelihoods.map { $0 >= least || best < least && best >= leastAlone }
    }

    private var weights = [Double](repeating: 0, count: GroupClue.Kind.allCases.count * GroupClue.levels)
    private var bias = 0.0

    static let standard = GroupWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "groups.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    package init(_ text: String) {
        let places = Dictionary(uniqueKeysWithValues: Self.clues.map { ($0.name, $0.place) })
        for row in text.split(separator: "\n") where !row.hasPrefix("#") {
            let cells = row.split(separator: "\t")
            guard cells.count == 2, let weight = Double(cells[1]) else { continue }
            if cells[0] == "bias" {
                bias = weight
            } else if let place = places[String(cells[0])] {
                weights[place] = weight
            }
        }
    }

    static let clues = GroupClue.Kind.allCases.flatMap { kind in
        (0..<GroupClue.levels).map { GroupClue(kind: kind, level: $0) }
    }

    /// What the clues say; the bias is half in those of the remark, half in those of its group.
    func sum(_ clues: [GroupClue]) -> Double { clues.reduce(bias / 2) { $0 + weights[$1.place] } }
}
