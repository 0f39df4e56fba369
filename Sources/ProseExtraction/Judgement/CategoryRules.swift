import FindingsModel

/// Of what kind a remark is: the category, with those that narrow it, for which its words say most.
struct CategoryRules: Sendable {
    let catalogue: CategoryCatalogue
    /// Per category, in the catalogue's order: the place of the broad one that it narrows, or its own.
    let broad: [Int]

    init(catalogue: CategoryCatalogue) {
        self.catalogue = catalogue
        let places = Dictionary(
            catalogue.categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        broad = catalogue.categories.enumerated().map { place, category in
            category.broader.flatMap { places[$0] } ?? place
        }
    }

    static func weight(of zone: RemarkWords.Zone, titleIsBare: Bool) -> Double {
        switch zone {
        case .title: 1
        case .opening: titleIsBare ? 1 : 0.7
        case .body: titleIsBare ? 0.6 : 0.45
        case .suggestion: 0.3
        case .heading: 0.4
        case .label: 0.5
        }
    }

    struct Choice {
        var category: String?
        var confidence = 0.0
    }

    func choose(
        _ terms: [FoundTerm], words: RemarkWords, titleIsBare: Bool, evidence: inout EvidenceList
    ) -> Choice {
        // A term counts once, where it weighs most: sorted by term, the best of each is its first.
        var ranked: [(entry: Int32, place: Int, weight: Double)] = []
        ranked.reserveCapacity(terms.count)
        for (place, term) in terms.enumerated() {
            let weight = term.weight * Self.weight(of: words.words[term.first].zone, titleIsBare: titleIsBare)
            ranked.append((term.entry, place, weight))
        }
        ranked.sort {
            if $0.entry != $1.entry { return $0.entry < $1.entry }
            return abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.place < $1.place
        }
        var own = [Double](repeating: 0, count: broad.count)
        var sums = own
        var isSpokenFor = false
        for (rank, best) in ranked.enumerated() where rank == 0 || ranked[rank - 1].entry != best.entry {
            let term = terms[best.place]
            let place = Int(term.value)
            if term.judgement == .category { own[place] += best.weight }
            sums[broad[place]] += best.weight
            isSpokenFor = true
            evidence.add("category", catalogue.categories[place].id, term, weight: best.weight, in: words)
        }
        var winner: Int?
        for place in sums.indices where broad[place] == place && sums[place] > winner.map({ sums[$0] }) ?? 0 {
            winner = place
        }
        guard isSpokenFor, let winner else { return Choice() }
        // The narrow one where the words name it more than the broad one.
        var narrow = winner
        for place in own.indices where broad[place] == winner && own[place] > own[narrow] { narrow = place }
        let rivals = sums.indices.lazy.filter { broad[$0] == $0 }.map { sums[$0] }
        return Choice(
            category: catalogue.categories[narrow].id,
            confidence: Confidence.ofCategory(score: sums[winner], among: rivals))
    }
}
