import FindingsModel

/// Of what kind a remark is: the category, with those that narrow it, for which its words say most.
struct CategoryRules: Sendable {
    let catalogue: CategoryCatalogue
    /// Per category, in the catalogue's order: the place of the broad one that it narrows, or its own.
    let broad: [Int]
    /// Whether it is a broad one that a complaint can have.
    private let canWin: [Bool]
    private let weights: CategoryWeights
    /// The broad categories of coverage.
    private let gaps: [Int]
    /// Per category of the weights: its place in the catalogue, -1 for none.
    private let learnedPlaces: [Int]
    /// The column of the weights that tells praise from complaints.
    private let praise: Int?

    init(catalogue: CategoryCatalogue, weights: CategoryWeights = .standard) {
        self.catalogue = catalogue
        self.weights = weights
        let places = Dictionary(
            catalogue.categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        broad = catalogue.categories.enumerated().map { place, category in
            category.broader.flatMap { places[$0] } ?? place
        }
        canWin = catalogue.categories.map { $0.broader == nil && $0.group != "praise" && $0.id != "other" }
        gaps = catalogue.categories.indices.filter {
            catalogue.categories[$0].group == "coverage" && catalogue.categories[$0].broader == nil
        }
        learnedPlaces = weights.categories.map { places[$0] ?? -1 }
        praise = weights.categories.firstIndex(of: CategoryWeights.praise)
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
        var scores: [CategoryScore] = []
    }

    /// What the terms of the lexicons say: of each category itself, and of each with those that narrow it.
    struct Named {
        var own: [Double]
        var sums: [Double]
        /// What a team's own terms say: they count beside all else as they are written.
        var added: [Double]
        /// Whether any term was found.
        var isSpokenFor = false
    }

    func named(
        _ terms: [FoundTerm], words: RemarkWords, titleIsBare: Bool, evidence: inout EvidenceList
    ) -> Named {
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
        let nothing = [Double](repeating: 0, count: broad.count)
        var named = Named(own: nothing, sums: nothing, added: nothing)
        for (rank, best) in ranked.enumerated() where rank == 0 || ranked[rank - 1].entry != best.entry {
            let term = terms[best.place]
            let place = Int(term.value)
            if term.judgement == .category { named.own[place] += best.weight }
            named.sums[broad[place]] += best.weight
            if term.isOwn { named.added[broad[place]] += best.weight }
            named.isSpokenFor = true
            evidence.add("category", catalogue.categories[place].id, term, weight: best.weight, in: words)
        }
        return named
    }

    /// What a remark's terms and words say, of praise too, before anything is chosen.
    struct Weighed {
        fileprivate var named: Named
        fileprivate var learned: CategoryWeights.Scores
        /// What its words say for praise and against a complaint, in the weights' unit; `nil` where none is known.
        let praise: Double?
        /// The words that say most of it.
        fileprivate(set) var evidence: EvidenceList
    }

    func weigh(
        _ terms: [FoundTerm], features: RemarkFeatures, titleIsBare: Bool, titleIsName: Bool, explaining: Bool
    ) -> Weighed {
        var evidence = EvidenceList(isWanted: explaining)
        var named = named(terms, words: features.words, titleIsBare: titleIsBare, evidence: &evidence)
        if titleIsName {
            // Twice: once as what the title says, once as what no word of the body takes back.
            for term in terms where term.namesCategory && features.words.words[term.first].zone == .title {
                named.added[broad[Int(term.value)]] += 2 * term.weight
            }
        }
        let learned = weights.scores(of: features, named: learnedPlaces.map { $0 < 0 ? 0 : Float(named.sums[$0]) })
        let praise = learned.isSpoken ? praise.map { Double(learned.sums[$0]) } : nil
        return Weighed(named: named, learned: learned, praise: praise, evidence: evidence)
    }

    /// Adds the learned words that say most for or against praise to `evidence`.
    func explainPraise(_ weighed: Weighed, words: RemarkWords, evidence: inout EvidenceList) {
        guard let praise, evidence.isWanted else { return }
        for reason in weights.reasons(for: praise, in: weighed.learned, limit: Self.mostReasons) {
            evidence.add(
                "polarity", "praise", words: words.text(from: reason.first, through: reason.last),
                weight: reason.weight * PolarityRules.learnedScale)
        }
    }

    func choose(
        _ weighed: Weighed, words: RemarkWords, under heading: String? = nil, evidence: inout EvidenceList
    ) -> Choice {
        let (named, learned) = (weighed.named, weighed.learned)
        evidence.add(weighed.evidence)
        guard named.isSpokenFor || learned.isSpoken else { return Choice() }
        // A category that nothing was learned of, as a team's own, has what is learned of the others on the whole.
        var sums = named.sums.map { Double(weights.meanPrior) + $0 * Double(weights.ownShare) }
        for (category, place) in learnedPlaces.enumerated() where place >= 0 {
            sums[place] = Double(learned.sums[category])
        }
        for place in sums.indices { sums[place] += named.added[place] }
        let gapHeading = heading.flatMap { SectionRole.isOfGaps($0) ? $0 : nil }
        if gapHeading != nil { for place in gaps { sums[place] += Self.ofGaps } }
        let leads = sums.indices.map { sums[$0] + CategoryWeights.outright(named.sums[$0]) }
        var winner: Int?
        for place in leads.indices where canWin[place] && (winner.map { leads[place] > leads[$0] } ?? true) {
            winner = place
        }
        guard let winner else { return Choice() }
        let rivals = sums.indices.lazy.filter { canWin[$0] }
        let confidence = Confidence.ofCategory(score: sums[winner], among: rivals.map { sums[$0] })
        var choice = Choice(scores: CategoryScores.of(sums, at: rivals, catalogue: catalogue))
        // Where no term names a kind, a few common words are no reason to.
        guard named.sums[winner] > 0 || confidence >= Self.leastWithoutTerm else { return choice }
        if let gapHeading, gaps.contains(winner) {
            evidence.add(
                "category", catalogue.categories[winner].id, words: gapHeading.lowercased(), weight: Self.ofGaps)
        }
        if evidence.isWanted, let category = learnedPlaces.firstIndex(of: winner) {
            for reason in weights.reasons(for: category, in: learned, limit: Self.mostReasons) {
                evidence.add(
                    "category", catalogue.categories[winner].id,
                    words: words.text(from: reason.first, through: reason.last), weight: reason.weight)
            }
        }
        // The narrow one where the words name it more than the broad one.
        var narrow = winner
        for place in named.own.indices where broad[place] == winner && named.own[place] > named.own[narrow] {
            narrow = place
        }
        choice.category = catalogue.categories[narrow].id
        choice.confidence = confidence
        return choice
    }

    /// What the heading "Not covered" says for each category of coverage: as much as a term that names it. In
    /// labelled reviews 2 was a little worse, and 5 hardly better.
    private static let ofGaps = 3.0
    /// The confidence below which a category that no term names is not given.
    private static let leastWithoutTerm = 0.3
    /// How many learned words an explanation lists.
    private static let mostReasons = 8
}
