/// What is seen of a remark, and of the list, table or series that it stands in: some of these hold no remarks but what was
/// checked, figures, or the parts of a report.
///
/// A clue is of a kind and has a level, 0 where the kind has but one. Its name in the table of ``GroupWeights`` is that of the
/// kind, with the level behind a colon.
struct GroupClue: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        // The remark's layout, and the role of its section: `GroupSight` has their levels.
        case layout, role
        case isRepeat, isOfTest, isUnheaded
        // How it is rated: not at all, by what stands around it, by itself.
        case rating
        case leaning, obliged, ratedChapter
        // Its places: its own, numbers that may be some, those that a heading gives.
        case placed, loose, inherited, path
        case labels, suggestion, identifier, number, ticked, settled, symbols
        // The words of the whole, and of the title. None that are known: in English, in another language, in a wide script.
        case fault, advice, praise, code, saysNothing
        case titleFault, titleAdvice, titlePraise, titleCode
        case running, strong, opensLower, opensDigit, asks
        case findsNothing, isVerdict, isClear
        // By size: words of the title, words of all, bytes of the body, blocks, the share of digits in the title.
        case titleWords, words, body, blocks, digits

        // The heading right above it.
        case headingRole, headingName, headingGap, headingFault, headingAdvice, headingPraise, headingWords,
            headingDepth

        // The group: how many remarks it has, what it shares, and what it lacks that the group with the most marks has.
        case size, ofAll, groups
        case shareRated, shareRatedAround, sharePlaced, shareFault, shareAdvice, sharePraise, shareBody, shareStrong
        case shareShort, shareCode, shareTelling
        case lacksRating, lacksRatingAround, lacksPlace, lacksBody, lacksStrong, lacksTelling
        case fewerRated, fewerRatedAround, fewerPlaced, fewerBodies, fewerStrong, fewerTelling
        case only, best, beforeBest, afterBest, first, last
        case otherLayout, otherRole, sameParent, sameHeading
        case marks, marksOfBest, marksAgainstBest
    }

    var kind: Kind
    var level = 0

    /// No kind has more.
    static let levels = 8

    /// The place of its weight.
    var place: Int { kind.rawValue * Self.levels + level }

    var name: String { "\(kind):\(level)" }
}

extension GroupClue {
    /// The level of the first limit that `value` does not exceed; the one behind them beyond all.
    static func of(_ kind: Kind, _ value: Double, _ limits: [Double]) -> GroupClue {
        GroupClue(kind: kind, level: limits.firstIndex { value <= $0 } ?? limits.count)
    }

    /// None, less than a third, less than two thirds, less than all, all.
    static func share(_ kind: Kind, _ count: Int, of all: Int) -> GroupClue {
        let share = Double(count) / Double(max(1, all))
        return GroupClue(kind: kind, level: count == 0 ? 0 : share < 0.34 ? 1 : share < 0.67 ? 2 : share < 1 ? 3 : 4)
    }
}
