import FindingsModel

/// Whether a remark complains, commends or only describes: a sum of the words that speak for each, and of what the weights
/// say that are learned of all words (``CategoryWeights/praise``).
///
/// A remark is a complaint unless its words say otherwise. What follows a negation ("not good") or a wish ("would be
/// good") is no praise but a complaint, and so is praise that a "but" takes back.
struct PolarityRules {
    enum Value: Int16, CaseIterable {
        case praise, neutral, issue
        /// "but", "however": takes back the praise before it.
        case caveat
        /// "not", "hardly": turns the next words of praise.
        case negator
        /// "would be", "should": makes a wish of the next words of praise.
        case wish

        init?(name: Substring) {
            guard let value = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
            self = value
        }

        var polarity: Polarity? {
            switch self {
            case .praise: .praise
            case .neutral: .neutral
            case .issue, .caveat: .issue
            case .negator, .wish: nil
            }
        }
    }

    /// What speaks for a complaint before a word is read.
    static let prior = 0.6
    /// Above the one a learned sum speaks for praise, below the other for a complaint. Both are low, as praise is rarer. In
    /// between it says nothing: a grave complaint in a few plain words ("SQL injection in the query") is no praise.
    private static let leastLearnedPraise = -0.5
    private static let mostLearnedIssue = -2.0
    /// What a learned sum counts in the lexicons' unit, and at most: by itself it is praise only where no word complains.
    static let learnedScale = 0.8
    private static let learnedPraiseLimit = 0.9
    private static let learnedIssueLimit = 2.5
    /// A label that is nothing but the term sorts the remark; within a longer one the term may be about something else.
    private static let wholeLabel = 2.0
    /// What a chapter of praise counts, of those that no term names.
    private static let chapter = 4.0
    /// How many words a negation or a wish reaches.
    static let reach = 3

    struct Sum {
        var praise = 0.0
        var neutral = 0.0
        var issue = PolarityRules.prior

        var polarity: Polarity {
            if praise > issue, praise >= neutral { return .praise }
            return neutral > issue ? .neutral : .issue
        }

        /// Adds what the learned weights of all words say, for praise or for a complaint.
        mutating func add(learned sum: Double) {
            let forPraise = (sum - PolarityRules.leastLearnedPraise) * PolarityRules.learnedScale
            let forIssue = (PolarityRules.mostLearnedIssue - sum) * PolarityRules.learnedScale
            if forPraise > 0 { praise += min(PolarityRules.learnedPraiseLimit, forPraise) }
            if forIssue > 0 { issue += min(PolarityRules.learnedIssueLimit, forIssue) }
        }

        /// Adds what the chapter of praise says that the remark stands under, unless its name is a term that said so already.
        mutating func addChapter(
            of headings: [String], _ terms: [FoundTerm], words: RemarkWords, evidence: inout EvidenceList
        ) {
            let isTold = terms.contains { term in
                term.value == Value.praise.rawValue && term.place == .heading
                    && words.words[term.first].zone == .heading
            }
            guard !isTold else { return }
            praise += PolarityRules.chapter
            evidence.add("polarity", "praise", words: headings.last ?? "", weight: PolarityRules.chapter)
        }

        /// How far the winner is from the next, as a share of all that was said.
        var margin: Double {
            let ranked = [praise, neutral, issue].sorted(by: >)
            return ranked[0] > 0 ? (ranked[0] - ranked[1]) / (ranked[0] + 1) : 0
        }
    }

    static func weight(of zone: RemarkWords.Zone, place: TermIndex.Place) -> Double {
        switch zone {
        case .title: 1
        case .opening: 0.8
        case .body: 0.5
        case .suggestion: 0.2
        case .heading: place == .heading ? 1 : 0.3
        case .label: place == .heading ? 1.2 : 0.8
        }
    }

    /// Sums `terms`, which stand in the order of the text.
    static func sum(
        _ terms: [FoundTerm], words: RemarkWords, evidence: inout EvidenceList
    ) -> Sum {
        var sum = Sum()
        var turns: [(last: Int, isWish: Bool)] = []
        var praiseSoFar = false
        var seen: Set<Int32> = []
        // "Good: …": nothing but the word.
        let labelWords = words.words.lazy.filter { $0.zone == .label && $0.sourceEnd > $0.sourceStart }.prefix(8).count
        // "✅ …" says of itself what it is, whatever it stands under.
        let isSigned = terms.contains { term in
            term.place == .heading && term.value == Value.praise.rawValue && words.words[term.first].zone == .label
        }
        for term in terms {
            guard let value = Value(rawValue: term.value) else { continue }
            let word = words.words[term.first]
            var factor = weight(of: word.zone, place: term.place)
            if word.zone == .label, term.place == .heading, term.last - term.first + 1 == labelWords {
                factor *= Self.wholeLabel
            }
            var spoken = value
            switch value {
            case .negator, .wish:
                turns.append((term.last, value == .wish))
                continue
            case .praise:
                if term.isCode { continue }
                if word.zone == .suggestion { continue }
                let turn = turns.last { turn in
                    turn.last < term.first && term.first - turn.last <= reach
                        && words.words[turn.last].sentence == word.sentence
                        // "It will not break, well done": another clause, which is not negated.
                        && !words.hasComma(from: turn.last, to: term.first)
                }
                if let turn {
                    spoken = .issue
                    factor *= turn.isWish ? 0.8 : 0.6
                } else {
                    praiseSoFar = praiseSoFar || word.zone != .heading
                }
            case .caveat:
                guard praiseSoFar || sum.neutral > 0, word.zone != .heading else { continue }
                // "Is fine, but": what was conceded is no longer the point.
                if sum.neutral > 0 {
                    evidence.add("polarity", "neutral", term, weight: -sum.neutral / 2, in: words)
                    sum.neutral /= 2
                }
            case .issue, .neutral:
                if term.isCode || isSigned && word.zone == .heading { continue }
            }
            // Said twice is not twice as true.
            guard seen.insert(term.entry).inserted, let polarity = spoken.polarity else { continue }
            let weight = term.weight * factor
            switch polarity {
            case .praise: sum.praise += weight
            case .neutral: sum.neutral += weight
            case .issue: sum.issue += weight
            }
            evidence.add("polarity", polarity.rawValue, term, weight: weight, in: words)
        }
        return sum
    }
}
