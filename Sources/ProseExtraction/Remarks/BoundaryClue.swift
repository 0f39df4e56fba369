/// What is seen of the place between two pieces of a remark's running text: at some of them another remark begins.
///
/// A clue's raw value names it in the table of ``BoundaryWeights``.
enum BoundaryClue: String, CaseIterable {
    // Of the document's remarks hardly any, some or many hold several places that lie apart.
    case habit0 = "habit:0"
    case habit1 = "habit:1"
    case habit2 = "habit:2"
    // The same, and the piece finds fault.
    case habitFinds0 = "habit:0 finds"
    case habitFinds1 = "habit:1 finds"
    case habitFinds2 = "habit:2 finds"
    // How many remarks the document has, at most.
    case among3 = "among:3"
    case among7 = "among:7"
    case among15 = "among:15"
    case amongMore = "among:more"

    // The remark's layout, and what its lead tells.
    case heading = "layout:heading"
    case item = "layout:item"
    case labelled = "layout:labelled"
    case boldLead = "layout:bold"
    case paragraph = "layout:paragraph"
    case isRated = "rated"
    case isNumbered = "numbered"

    // The piece names a place that those before it do not: close to theirs, or away from them.
    case namesNear = "places:near"
    case namesApart = "places:apart"
    case opensParagraph = "at:paragraph"
    case opensClause = "at:clause"

    // Its words.
    case finds, advises, praises, shifts, joins
    case shiftsAndFinds = "shifts and finds"
    case refersBack = "refers back"
    case supposes, orders, pronoun
    case opensLower = "opens lower"
    // How many words it has, at most.
    case words4 = "words:4"
    case words8 = "words:8"
    case words14 = "words:14"
    case words24 = "words:24"
    case wordsMore = "words:more"

    // How many words the remark has before it, at most.
    case after7 = "after:7"
    case after15 = "after:15"
    case after30 = "after:30"
    case after60 = "after:60"
    case afterMore = "after:more"
    case afterPraise = "after praise"

    // How many words the remark has from it on, at most, and whether they name a new place.
    case rest7 = "rest:7"
    case rest15 = "rest:15"
    case rest30 = "rest:30"
    case rest60 = "rest:60"
    case restMore = "rest:more"
    case restPlaced = "rest placed"
}

extension BoundaryClue {
    /// What holds for the whole document.
    struct Habit: Sendable {
        /// The share of its remarks that hold several places apart, from 0 to 1.
        var crowded: Double
        /// How many remarks it has.
        var count: Int
    }

    /// What is seen before the piece `index` of `text`, which is not the first.
    static func all(in text: RunningText, before index: Int, habit: Habit) -> Set<BoundaryClue> {
        let piece = text.pieces[index]
        let before = text.pieces[..<index]
        var clues: Set<BoundaryClue> = []
        func see(_ clue: BoundaryClue, _ isSo: Bool = true) { if isSo { clues.insert(clue) } }
        let level = min(2, Int(habit.crowded * 5))
        see([habit0, habit1, habit2][level])
        see([habitFinds0, habitFinds1, habitFinds2][level], piece.evidence.hasFault)
        see(of(habit.count, [3, 7, 15], [among3, among7, among15, amongMore]))
        see(layout(of: text.remark))
        see(isRated, text.isRated)
        see(isNumbered, text.isNumbered)

        let seen = before.flatMap(\.places)
        if !piece.places.isEmpty, !seen.isEmpty, !piece.places.allSatisfy({ seen.contains($0) }) {
            see(ParagraphParts.isNear(piece.places, seen) ? namesNear : namesApart)
        }
        see(opensParagraph, piece.opensParagraph)
        see(opensClause, piece.opensClause)

        let opening = PhraseKey(piece.text.bytes.prefix(100))
        let turns = ParagraphParts.shifts.opens(opening)
        let goesOn = joints.opens(opening)
        see(finds, piece.evidence.hasFault)
        see(advises, piece.evidence.hasAdvice)
        see(praises, piece.evidence.hasPraise)
        see(shifts, turns)
        see(joins, goesOn)
        see(shiftsAndFinds, (turns || goesOn) && piece.evidence.hasFault)
        see(refersBack, ParagraphParts.refersBack(opening) || ParagraphParts.anaphora.opens(opening))
        see(supposes, conditions.opens(opening))
        see(orders, imperatives.opens(opening))
        see(pronoun, PhraseKey(piece.text.bytes[...]).contains(anyOf: pronouns))
        see(opensLower, piece.text.bytes.first?.isLower == true)
        see(of(piece.evidence.words, [4, 8, 14, 24], [words4, words8, words14, words24, wordsMore]))

        let said = before.reduce(0) { $0 + $1.evidence.words }
        see(of(said, [7, 15, 30, 60], [after7, after15, after30, after60, afterMore]))
        see(afterPraise, before.contains { $0.evidence.hasPraise })
        let rest = text.pieces[index...]
        let toCome = rest.reduce(0) { $0 + $1.evidence.words }
        see(of(toCome, [7, 15, 30, 60], [rest7, rest15, rest30, rest60, restMore]))
        see(restPlaced, rest.contains { $0.places.contains { !seen.contains($0) } })
        return clues
    }

    /// The clue of the first limit that `value` does not exceed; the last one beyond all.
    private static func of(_ value: Int, _ limits: [Int], _ clues: [BoundaryClue]) -> BoundaryClue {
        clues[limits.firstIndex { value <= $0 } ?? limits.count]
    }

    private static func layout(of remark: Remark) -> BoundaryClue {
        switch remark.layout {
        case .heading: heading
        case .item: item
        case .labelled: labelled
        case .boldLead: boldLead
        case .row, .location, .terse, .paragraph, .sentence: paragraph
        }
    }

    private static let joints: PhraseSet = [
        "and", "or", "but", "und", "oder", "aber", "et", "mais", "y", "pero", "e", "mas", "и", "но",
    ]
    /// How a sentence goes on that tells when something happens.
    private static let conditions: PhraseSet = [
        "if", "when", "once", "as long as", "unless", "until", "with", "without", "wenn", "falls", "si", "quand",
        "cuando", "se", "quando",
    ]
    /// How one begins that says what to do.
    private static let imperatives: PhraseSet = [
        "add", "use", "move", "replace", "extract", "rename", "remove", "delete", "drop", "make", "put", "split",
        "merge", "wrap", "give", "assert", "check", "consider", "please", "pass", "let", "keep", "inject", "mock",
        "stub", "call", "return", "write", "i would", "id", "we could", "you could", "better", "prefer", "try", "set",
        "pin", "at least", "a",
    ]
    private static let pronouns: PhraseSet = [
        "it", "its", "this", "that", "they", "them", "these", "those", "their", "which", "so",
    ]
}
