import FindingsModel

/// Of what kind a remark is: the category, with those that narrow it, for which its words say most.
struct CategoryRules: Sendable {
    let catalogue: CategoryCatalogue
    /// Per category, in the catalogue's order: the place of the broad one that it narrows, or its own.
    private let broad: [Int]

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
        /// The sum for the category and those that narrow it.
        var score = 0.0
        /// The next best such sum.
        var next = 0.0

        /// What confidence is read from: the part of all weight, the next best category's included, that speaks for the
        /// choice. The 1 keeps a single hint from being certainty.
        var share: Double { score > 0 ? score / (score + max(0, next) + 1) : 0 }
    }

    func choose(
        _ terms: [FoundTerm], words: RemarkWords, titleIsBare: Bool, evidence: inout [RemarkJudgement.Evidence]
    ) -> Choice {
        // A term counts once, where it weighs most.
        var best: [Int32: (term: FoundTerm, weight: Double)] = [:]
        var order: [Int32] = []
        for term in terms {
            let weight = term.weight * Self.weight(of: words.words[term.first].zone, titleIsBare: titleIsBare)
            if let known = best[term.entry] {
                if abs(weight) > abs(known.weight) { best[term.entry] = (term, weight) }
            } else {
                best[term.entry] = (term, weight)
                order.append(term.entry)
            }
        }
        var own = [Double](repeating: 0, count: broad.count)
        var sums = own
        for entry in order {
            guard let (term, weight) = best[entry] else { continue }
            let place = Int(term.value)
            own[place] += weight
            sums[broad[place]] += weight
            evidence.append(
                .init(
                    judgement: "category", value: catalogue.categories[place].id,
                    words: words.text(from: term.first, through: term.last), weight: weight))
        }
        var choice = Choice()
        var winner: Int?
        for place in sums.indices where broad[place] == place && sums[place] > 0 {
            if sums[place] > choice.score {
                choice.next = choice.score
                choice.score = sums[place]
                winner = place
            } else if sums[place] > choice.next {
                choice.next = sums[place]
            }
        }
        guard let winner else { return choice }
        // The narrow one where the words name it more than the broad one.
        var narrow = winner
        for place in own.indices where broad[place] == winner && own[place] > own[narrow] { narrow = place }
        choice.category = catalogue.categories[narrow].id
        return choice
    }
}
