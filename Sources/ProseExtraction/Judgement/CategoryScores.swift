import FindingsModel

/// Which categories a remark speaks of, and how much: what matching compares, since the winner alone is too often another.
enum CategoryScores {
    /// With more than these the weakest say nothing.
    static let limit = 6

    /// The highest scores above 0, best first. What holds for any remark (`<remark>`) does not count.
    ///
    /// - Parameter broad: by category, in the catalogue's order, the place of the broad one that it narrows, or its own.
    static func of(
        _ terms: [FoundTerm], words: RemarkWords, titleIsBare: Bool, catalogue: CategoryCatalogue, broad: [Int]
    ) -> [CategoryScore] {
        // A term counts once, where it weighs most.
        var best: [Int32: (value: Int, weight: Double)] = [:]
        for term in terms {
            let first = words.words[term.first]
            guard first.sourceStart < words.words[term.last].sourceEnd else { continue }
            let weight = term.weight * CategoryRules.weight(of: first.zone, titleIsBare: titleIsBare)
            if abs(weight) > abs(best[term.entry]?.weight ?? 0) { best[term.entry] = (Int(term.value), weight) }
        }
        var sums = [Double](repeating: 0, count: broad.count)
        // In the order of the terms: sums of the same numbers in another order differ in their last bits.
        for (_, term) in best.sorted(by: { $0.key < $1.key }) { sums[broad[term.value]] += term.weight }
        return sums.indices.filter { sums[$0] >= 0.05 }
            .sorted { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : $0 < $1 }
            .prefix(limit)
            .map {
                CategoryScore(category: catalogue.categories[$0].id, score: (sums[$0] * 100).rounded() / 100)
            }
    }
}
