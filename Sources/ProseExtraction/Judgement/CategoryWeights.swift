import Foundation

/// What a remark says of each category: weights learned from labelled remarks that were written for this purpose
/// (`Benchmarks/Remarks`; `make train` learns them again).
///
/// They weigh a remark's words, and what the terms of the lexicons say: a term that names one category mostly speaks for
/// it, and how much, and for which others too, is learned. The table is text: a header with the categories, then a
/// feature of ``RemarkFeatures`` a row, its rarity, and a letter a category: `.` is nothing, `a` to `z` speak for it, `A`
/// to `Z` against it, each letter a fifth more than the one before: most weights are small, and add up. What is left out
/// at the end of a row is nothing. A row `n:leak` is of the lexicons' terms for the category `leak`.
package struct CategoryWeights: Sendable {
    /// What a letter weighs, by its place in the alphabet, 0 for none.
    private static let values: [Float] = [0] + (0..<26).map { 0.02 * pow(1.22, Float($0)) }
    /// What the letter at place `level` of the alphabet weighs; below 0 it speaks against the category.
    package static func value(ofLevel level: Int8) -> Float {
        level < 0 ? -values[Int(-level)] : values[Int(level)]
    }
    /// The letter that weighs nearest to `weight`.
    package static func level(of weight: Float) -> Int8 {
        let nearest = values.indices.min { abs(values[$0] - abs(weight)) < abs(values[$1] - abs(weight)) } ?? 0
        return Int8(weight < 0 ? -nearest : nearest)
    }
    /// What a weight of 1 in a lexicon counts, beside words.
    package static let namedScale: Float = 0.07
    /// Scores are told in a unit that is near to a weight of 1 in a lexicon.
    package static let unit: Float = 5
    /// What terms say that weigh together more than a passing word: it counts beside all else for the choice, since who
    /// names a category outright is taken at their word; it makes the choice no surer.
    package static func outright(_ named: Double) -> Double { 1.5 * max(0, named - 1.6) }
    /// The column that tells praise from complaints of any kind.
    package static let praise = "good-practice"
    /// How the rows of the lexicons' terms begin.
    package static let named = "n:"
    /// The least length of a remark's vector: a title of two words says no more than the two in a longer one.
    package static let leastLength: Float = 18
    /// The name of the row that holds before a word is read.
    package static let prior = "<remark>"

    private(set) var categories: [String]
    private var places = HashTable(capacity: 262_144)
    private var rarities: [Float] = []
    private var letters: [Int8] = []
    private var priors: [Int8]
    /// A row a category: what the terms for it say of each.
    private var namedLetters: [Int8]
    /// What the terms of a category say of itself on the whole, for one that nothing was learned of.
    private(set) var ownShare: Float = 0
    /// What holds of a category before a word is read, on the whole.
    private(set) var meanPrior: Float = 0

    static let standard = CategoryWeights(
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "categories.tsv" }?.text ?? "")

    /// Reads the table; rows that are no such rows are left out.
    init(_ text: String) {
        var rowCount = 0
        priors = []
        namedLetters = []
        categories = []
        var text = text
        // Tens of thousands of rows are read before the first remark is: no row is worth a string of its own, and no letter a
        // check of its own.
        text.withUTF8 { bytes in
            rowCount = bytes.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
            var start = bytes.startIndex
            while start < bytes.endIndex {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
                read(bytes[start..<end], of: rowCount)
                start = end + 1
            }
        }
        guard !categories.isEmpty else { return }
        // A team's own category is one of complaints, too.
        let complaints = categories.indices.filter { categories[$0] != Self.praise }
        let share = Self.unit / Float(max(1, complaints.count))
        meanPrior = complaints.reduce(0) { $0 + Self.value(ofLevel: priors[$1]) } * share
        let own = complaints.reduce(0) { $0 + Self.value(ofLevel: namedLetters[$1 * categories.count + $1]) }
        ownShare = own * share * Self.namedScale
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private mutating func read(_ row: Bytes, of rowCount: Int) {
        guard row.first != UInt8(ascii: "#"), let first = row.firstIndex(of: 0x09),
            let second = row[(first + 1)...].firstIndex(of: 0x09)
        else { return }
        let name = row[..<first]
        let cell = row[(second + 1)...]
        let count = categories.count
        if count == 0 {
            categories = cell.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            priors = [Int8](repeating: 0, count: categories.count)
            namedLetters = [Int8](repeating: 0, count: categories.count * categories.count)
            letters = [Int8](repeating: 0, count: categories.count * rowCount)
            rarities.reserveCapacity(rowCount)
        } else if name.elementsEqual(Self.prior.utf8) {
            Self.write(cell.prefix(count), to: &priors, at: 0)
        } else if name.starts(with: Self.named.utf8) {
            let category = String(decoding: name.dropFirst(Self.named.utf8.count), as: UTF8.self)
            guard let place = categories.firstIndex(of: category) else { return }
            Self.write(cell.prefix(count), to: &namedLetters, at: place * count)
        } else {
            places[Self.hash(name)] = Int32(rarities.count)
            Self.write(cell.prefix(count), to: &letters, at: rarities.count * count)
            rarities.append(Self.number(row[(first + 1)..<second]))
        }
    }

    /// Writes the levels of `cell`; what it leaves out at its end stays 0.
    private static func write(_ cell: Bytes, to levels: inout [Int8], at start: Int) {
        levels.withUnsafeMutableBufferPointer { levels in
            var at = start
            for byte in cell {
                levels[at] = level(of: byte)
                at += 1
            }
        }
    }

    private static func level(of letter: UInt8) -> Int8 {
        switch letter {
        case 0x61...0x7A: Int8(letter - 0x60)
        case 0x41...0x5A: -Int8(letter - 0x40)
        default: 0
        }
    }

    /// A number in digits with a point at most; 0 for what is none.
    private static func number(_ cell: Bytes) -> Float {
        var whole: Float = 0
        var scale: Float = 0
        for byte in cell {
            if byte == UInt8(ascii: "."), scale == 0 {
                scale = 1
            } else if RemarkWords.isDigit(byte) {
                whole = whole * 10 + Float(byte - 0x30)
                scale *= 10
            } else {
                return 0
            }
        }
        return scale > 0 ? whole / scale : whole
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

    /// - Parameter named: what the terms of the lexicons say, in the order of ``categories``.
    func scores(of features: RemarkFeatures, named: [Float]) -> Scores {
        var scores = Scores(sums: priors.map { Self.value(ofLevel: $0) * Self.unit })
        let count = categories.count
        guard count > 0 else { return scores }
        for (place, sum) in named.prefix(count).enumerated() where sum != 0 {
            let value = sum * Self.namedScale * Self.unit
            for category in 0..<count {
                scores.sums[category] += Self.value(ofLevel: namedLetters[place * count + category]) * value
            }
        }
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
        for at in scores.found.indices {
            scores.found[at].value *= Self.unit / length
            let value = scores.found[at].value
            let row = scores.found[at].place * count
            for category in 0..<count { scores.sums[category] += Self.value(ofLevel: letters[row + category]) * value }
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
                weight: Double(Self.value(ofLevel: letters[found.place * count + category]) * found.value)
            )
        }
        return Array(
            reasons.filter { abs($0.weight) >= 0.05 }
                .sorted { abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.first < $1.first }
                .prefix(limit))
    }
}
