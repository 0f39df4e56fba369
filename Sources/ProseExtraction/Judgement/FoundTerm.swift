/// A term of a lexicon in a remark, with what it speaks for.
struct FoundTerm {
    var entry: Int32
    var judgement: Judgement
    var value: Int16
    var place: TermIndex.Place
    var weight: Double
    var first: Int
    var last: Int
    var mask: UInt64
    /// Every word of it belongs to an identifier or a code span.
    var isCode: Bool
    /// A team's own, not one that comes with Refrain.
    var isOwn = false

    /// Weighs enough to be a name of its category.
    var namesCategory: Bool { judgement == .category && weight >= 1.5 }
}

/// The terms of a remark that count, by what they judge.
struct FoundTerms {
    /// Those that name a category, and those that only lean to one.
    var category: [FoundTerm] = []
    var polarity: [FoundTerm] = []
    var severity: [FoundTerm] = []
    var concepts: [RemarkFeatures.Concept] = []
}

/// Which words spoke for what; nothing is gathered where nobody asked.
struct EvidenceList {
    var isWanted: Bool
    private(set) var items: [RemarkJudgement.Evidence] = []

    init(isWanted: Bool) { self.isWanted = isWanted }

    mutating func add(
        _ judgement: String, _ value: @autoclosure () -> String, _ term: FoundTerm, weight: Double,
        in words: RemarkWords
    ) {
        guard isWanted else { return }
        add(judgement, value(), words: words.text(from: term.first, through: term.last), weight: weight)
    }

    mutating func add(
        _ judgement: String, _ value: @autoclosure () -> String, words: @autoclosure () -> String, weight: Double
    ) {
        guard isWanted else { return }
        items.append(.init(judgement: judgement, value: value(), words: words(), weight: weight))
    }

    mutating func add(_ other: EvidenceList) { items += other.items }
}
