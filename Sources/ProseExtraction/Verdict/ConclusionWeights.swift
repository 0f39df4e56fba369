import Foundation

/// What the features of a sentence say of its being a review's conclusion: weights learned from labelled sentences that
/// were written for this purpose (`Benchmarks/Verdicts`) and from labelled reviews (`make train-verdicts`).
///
/// The table is text: a feature of ``ConclusionFeatures`` a row, and what it says of a sentence's being the conclusion;
/// if it is, of its approving, and of its requesting changes. Tabs stand between; what is left out at the end of a row is
/// nothing; more than 0 speaks for it. Rows that begin with `#` say something of the table.
package struct ConclusionWeights: Sendable {
    /// So likely must it be that there is a conclusion. Of reviews left out of the learning about as many were read right
    /// with any limit from 0.4 to 0.6.
    package static let least = 0.5

    /// What a feature says of a sentence: see the table's columns.
    private typealias Weights = SIMD4<Float>
    private var weights: [UInt64: Weights] = [:]

    static let standard = ConclusionWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "conclusions.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    package init(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            for row in bytes.split(separator: UInt8(ascii: "\n")) where row.first != UInt8(ascii: "#") {
                let cells = row.split(separator: 0x09)
                guard let name = cells.first else { continue }
                var row = Weights()
                for (column, cell) in cells.dropFirst().prefix(3).enumerated() {
                    row[column] = Self.number(cell)
                }
                weights[Self.hash(name)] = row
            }
        }
    }

    /// A number in digits with a sign and a point at most; 0 for what is none. No row is worth a string of its own.
    private static func number(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Float {
        var value: Float = 0
        var scale: Float = 0
        for byte in cell where byte != UInt8(ascii: "-") {
            if byte == UInt8(ascii: "."), scale == 0 {
                scale = 1
            } else if byte.isDigit {
                value = value * 10 + Float(byte - 0x30)
                scale *= 10
            } else {
                return 0
            }
        }
        if scale > 0 { value /= scale }
        return cell.first == UInt8(ascii: "-") ? -value : value
    }

    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(FNV.start) { FNV.add($1, to: $0) } }

    /// The sums of a sentence's features; what it says twice counts once.
    private func sums(_ features: ConclusionFeatures) -> Weights {
        var seen: Set<UInt64> = []
        var sums = Weights()
        features.visit { name in
            let hash = Self.hash(name)
            guard let row = weights[hash], seen.insert(hash).inserted else { return }
            sums += row
        }
        return sums
    }

    /// How much speaks for the sentence's being the conclusion.
    func sum(_ features: ConclusionFeatures) -> Float { sums(features)[0] }

    /// How much speaks for the sentence's approving, if it is the conclusion, and for its requesting changes.
    func leanings(of sentence: StyledText) -> (approval: Float, changes: Float) {
        let sums = sums(ConclusionFeatures(sentence: sentence, place: nil))
        return (sums[1], sums[2])
    }

    /// How likely there is a conclusion among candidates with these sums: against "there is none", whose sum is zero.
    package static func likelihood(of sums: [Float]) -> Double {
        let highest = max(0, sums.max() ?? 0)
        let all = sums.reduce(0) { $0 + exp(Double($1 - highest)) }
        return all / (all + exp(Double(-highest)))
    }
}
