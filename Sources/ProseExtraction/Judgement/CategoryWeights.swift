/// What words that name no category were found to say of one: weights learned from labelled remarks that were written
/// for this purpose (`Benchmarks/Remarks`; `make train` learns them again).
///
/// They add to what the terms of the lexicons say. The table is text: a header with the categories, then a feature of
/// ``RemarkFeatures`` a row, its rarity, and a letter a category: `.` is nothing, `a` to `z` speak for it, `A` to `Z`
/// against it, each letter a step more than the one before. What is left out at the end of a row is nothing.
package struct CategoryWeights: Sendable {
    /// What one letter's step weighs.
    package static let step: Float = 0.12
    /// The least length of a remark's vector: a title of two words says no more than the two in a longer one.
    package static let leastLength: Float = 18
    /// The name of the row that holds before a word is read.
    package static let prior = "<remark>"

    let categories: [String]
    private var places = HashTable(capacity: 16_384)
    private var rarities: [Float] = []
    private var letters: [Int8] = []
    private var priors: [Int8]

    static let standard = CategoryWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "categories.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    init(_ text: String) {
        var categories: [String] = []
        var priors: [Int8] = []
        for row in text[...].pieces(by: UInt8(ascii: "\n")) where row.utf8.first != UInt8(ascii: "#") {
            let cells = row.pieces(by: 0x09)
            guard cells.count == 3 else { continue }
            if categories.isEmpty {
                categories = cells[2].pieces(by: 0x20).map { String($0) }
                priors = [Int8](repeating: 0, count: categories.count)
                continue
            }
            let row = Self.levels(cells[2], count: categories.count)
            if cells[0] == Self.prior {
                priors = row
            } else {
                places[Self.hash(cells[0].utf8)] = Int32(rarities.count)
                rarities.append(Float(String(cells[1])) ?? 0)
                letters += row
            }
        }
        self.categories = categories
        self.priors = priors
    }

    private static func levels(_ cell: Substring, count: Int) -> [Int8] {
        var levels = cell.utf8.prefix(count).map { byte -> Int8 in
            switch byte {
            case 0x61...0x7A: Int8(byte - 0x60)
            case 0x41...0x5A: -Int8(byte - 0x40)
            default: 0
            }
        }
        levels += [Int8](repeating: 0, count: count - levels.count)
        return levels
    }

    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// What a remark's features say, in the order of ``categories``, and which of them.
    struct Scores {
        var sums: [Float]
        fileprivate var found: [(place: Int, value: Float, first: Int, last: Int)] = []
        /// Whether any word of the remark is known.
        var isSpoken: Bool { !found.isEmpty }
    }

    func scores(of features: RemarkFeatures) -> Scores {
        var scores = Scores(sums: priors.map { Float($0) * Self.step })
        guard !categories.isEmpty else { return scores }
        features.visit { name, at in
            guard let place = places[Self.hash(name)] else { return }
            scores.found.append((Int(place), at.value, at.first, at.last))
        }
        // Said twice is said once, where it weighs most.
        scores.found.sort { $0.place != $1.place ? $0.place < $1.place : $0.value > $1.value }
        var kept = 0
        for found in scores.found where kept == 0 || scores.found[kept - 1].place != found.place {
            scores.found[kept] = found
            scores.found[kept].value *= rarities[found.place]
            kept += 1
        }
        scores.found.removeSubrange(kept...)
        let length = max(Self.leastLength, scores.found.reduce(0) { $0 + $1.value * $1.value }.squareRoot())
        let count = categories.count
        for at in scores.found.indices {
            scores.found[at].value *= Self.step / length
            let value = scores.found[at].value
            let row = scores.found[at].place * count
            for category in 0..<count { scores.sums[category] += Float(letters[row + category]) * value }
        }
        return scores
    }

    /// Which words of `scores` spoke most for `category`, or against it; at most `limit`.
    func reasons(
        for category: Int, in scores: Scores, limit: Int
    ) -> [(first: Int, last: Int, weight: Double)] {
        let count = categories.count
        let reasons = scores.found.map { found in
            (
                first: found.first, last: found.last,
                weight: Double(Float(letters[found.place * count + category]) * found.value)
            )
        }
        return Array(
            reasons.filter { abs($0.weight) >= 0.05 }
                .sorted { abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.first < $1.first }
                .prefix(limit))
    }
}
