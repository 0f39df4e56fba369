import FindingsModel

/// What each word adds to the direction in which a remark points: learned from remarks on real test files of which
/// several tell of the same problem in other words (`Benchmarks/Remarks`; `make train-meaning` learns it again).
///
/// The table is text: a word's stem a row, its rarity, and a letter a dimension: `.` is nothing, `a` to `z` one way, `A` to
/// `Z` the other, each letter a step more than the one before. What is left out at the end of a row is nothing. The words
/// that reviews use alike (``ReviewVocabulary``) share the row of the first of them.
package struct MeaningWeights: Sendable {
    package static let dimensions = 64
    /// What one letter's step weighs.
    package static let step: Float = 0.02
    /// The greatest number of steps.
    package static let steps = 26
    /// The least length of a remark's words: two of them say no more than the same two in a longer remark.
    package static let leastLength: Float = 6.5

    /// The place of a word's row, by the hash of its stem.
    private var places: [UInt64: Int32] = [:]
    private var rarities: [Float] = []
    /// Row after row.
    private var parts: [Meaning.Part] = []

    static let standard = MeaningWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "meaning.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    package init(_ text: String) {
        var text = text
        // Thousands of rows are read before the first pair is: none is worth a string of its own.
        text.withUTF8 { bytes in
            for row in bytes.split(separator: UInt8(ascii: "\n")) where row.first != UInt8(ascii: "#") {
                let cells = row.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
                guard cells.count == 3, let rarity = Float(String(decoding: cells[1], as: UTF8.self)) else { continue }
                var row = [Meaning.Part](repeating: Meaning.Part(), count: Meaning.parts)
                for (dimension, letter) in cells[2].prefix(Self.dimensions).enumerated() {
                    let size = Meaning.Part.scalarCount
                    row[dimension / size][dimension % size] = Self.step * Float(Self.level(of: letter))
                }
                places[Wording.hash(cells[0])] = Int32(rarities.count)
                rarities.append(rarity)
                parts += row
            }
        }
    }

    private static func level(of letter: UInt8) -> Int {
        switch letter {
        case 0x61...0x7A: Int(letter) - 0x60
        case 0x41...0x5A: 0x40 - Int(letter)
        default: 0
        }
    }

    /// What the words of a finding's prose mean together; those that the table does not know say nothing.
    func meaning(of wording: Wording) -> Meaning {
        var sum = Sum()
        for token in wording.tokens where !token.isCode { add(token.hash, Float(token.weight), to: &sum) }
        return sum.meaning
    }

    /// The same of words as ``words(of:)`` gives them.
    package func meaning(of words: [String: Float]) -> Meaning {
        var sum = Sum()
        for (word, weight) in words.sorted(by: { $0.key < $1.key }) { add(Wording.hash(word.utf8), weight, to: &sum) }
        return sum.meaning
    }

    private struct Sum {
        var point = [Meaning.Part](repeating: Meaning.Part(), count: Meaning.parts)
        var square: Float = 0
        var meaning: Meaning {
            let length = max(MeaningWeights.leastLength, square.squareRoot())
            return Meaning(point.map { $0 / length })
        }
    }

    private func add(_ hash: UInt64, _ weight: Float, to sum: inout Sum) {
        guard let place = places[hash] else { return }
        let weight = weight * rarities[Int(place)]
        sum.square += weight * weight
        let first = Int(place) * Meaning.parts
        for part in 0..<Meaning.parts { sum.point[part] += parts[first + part] * weight }
    }

    /// The words of a finding as the learning sees them: their stems, and how much each one weighs before its rarity.
    package static func words(of finding: FindingEvidence) -> [String: Float] {
        var words: [String: Float] = [:]
        let (wording, stems) = Wording.named(finding)
        for token in wording.tokens where !token.isCode {
            guard let stem = stems[token.hash] ?? ReviewVocabulary.stem(ofCanonical: token.hash) else { continue }
            words[String(decoding: stem, as: UTF8.self)] = Float(token.weight)
        }
        return words
    }
}
