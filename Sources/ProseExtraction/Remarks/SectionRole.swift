import FindingsModel

/// What a heading or label says about the blocks under it.
enum SectionRole: Hashable, Sendable {
    /// Not remarks on the reviewed code: walkthroughs, checks made, steps, the bot's own chrome.
    case aside
    /// The reviewer's conclusion or overview.
    case verdict
    case praise
    /// Remarks, said so by the heading ("Issues", "Comments to address").
    case remarks
    /// Advice for what to do next; remarks only where there are no others, for it repeats them.
    case advice
    /// A part of one remark: problem, impact, recommendation.
    case field
    /// A topic, a file, or anything else.
    case neutral

    init(heading: String) {
        let key = PhraseKey(heading)
        let parts = Self.joined(heading, key)
        if heading.hasPrefix("DONE "), key.count > 1 {
            // Org's keyword of a task that is done.
            self = .aside
        } else if key.contains(anyOf: Self.toAddress) {
            self = .remarks
        } else if key.count <= 6, key.contains(anyOf: Self.sound), !key.contains(anyOf: Self.lacking) {
            self = .praise
        } else if key.contains(anyOf: Self.contrasts) {
            self = .aside
        } else if Self.isMixed(key) {
            self = .neutral
        } else if let parts, Self.isProblemsAndAdvice(parts) {
            self = .remarks
        } else if parts.map(Self.areAsides) == true || Self.isBackground(heading) {
            self = .aside
        } else if key.count <= Self.longestName, Self.praiseNames.contains(key.text) {
            // "What it does right", though "What it does" is none.
            self = .praise
        } else if key.count <= 4, key.contains(anyOf: Self.wholes) {
            self = .verdict
        } else if Self.speaks(Self.keyWithoutAside(heading) ?? key, Self.asides, alone: 2, isMost: true),
            !key.contains(anyOf: Self.without)
        {
            self = .aside
        } else if key.count <= Self.longestName, Self.fieldNames.contains(key.text),
            !Self.withoutCount(heading).utf8.contains(where: \.isDigit)
        {
            self = .field
        } else if Self.speaks(key, Self.verdicts, alone: 3) {
            self = .verdict
        } else if Self.speaks(key, Self.praises, alone: 4), !key.contains(anyOf: Self.negations) {
            self = .praise
        } else if key.count <= 6, key.contains(anyOf: Self.advices) || Self.isTodo(heading, key) {
            self = .advice
        } else if Self.isSelection(heading) {
            self = .remarks
        } else if key.count <= 8, !Self.lacking.opens(key), !Self.namesOneRemark(heading),
            key.contains(anyOf: Self.remarkWords)
                || Self.ratings.opens(key)
                    && (key.count == 1 || key.count == 2 && Self.rated.contains(key.words[1]))
        {
            self = .remarks
        } else {
            self = .neutral
        }
    }

    /// "发现 1: 断言过于宽松", "Suggestions 2: …" is none: a number behind the word, and a title behind the number.
    static func namesOneRemark(_ heading: String) -> Bool {
        let bytes = Array(heading.utf8.prefix(120))
        // "[Major] 发现 1: …"
        var start = 0
        for (open, close) in [("[", "]"), ("【", "】"), ("(", ")"), ("（", "）")] as [(StaticString, StaticString)]
        where bytes.has(open, at: 0) {
            guard let end = (0..<bytes.count).first(where: { bytes.has(close, at: $0) }) else { return false }
            start = end + close.utf8CodeUnitCount
            while start < bytes.count, bytes[start] == .space { start += 1 }
        }
        guard let end = RemarkNoun.countedEnd(in: bytes, at: start) else { return false }
        return bytes[end...].contains { $0.isLetter || $0.isWide }
    }

    /// "Todo" alone, or in capitals: in Spanish and Portuguese the word is for all of something.
    private static func isTodo(_ heading: String, _ key: PhraseKey) -> Bool {
        key.firstWord == "todo" && (key.count == 1 || heading.contains("TODO"))
    }

    /// "Statistics" of "Statistics (after a second look)": what is in brackets behind it says more of the same; `nil` where
    /// nothing is.
    private static func keyWithoutAside(_ heading: String) -> PhraseKey? {
        guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("), open > heading.startIndex,
            PhraseKey(String(heading[open...])).count > 1,
            !heading[open...].utf8.contains(where: { $0.isDigit || $0.isOne(of: "./\\_") }),
            heading[..<open].utf8.contains(where: \.isWord)
        else { return nil }
        return PhraseKey(String(heading[..<open]))
    }

    /// "Locations" of "Locations (2)".
    private static func withoutCount(_ heading: String) -> Substring {
        guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("),
            heading[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
        else { return heading[...] }
        return heading[..<open]
    }

    /// What the summary of a fold says of what it hides: also "About this bot", "Usage and configuration".
    init(fold title: String) {
        if let field = FieldLabel(StyledText(title)), field.kind == .severity, field.end < title.utf8.count {
            self = .field
            return
        }
        let key = PhraseKey(title)
        if Self.prompts.opens(key), key.count <= 8 {
            self = .aside
            return
        }
        self.init(heading: title)
        if self == .neutral, key.count <= 7, !title.utf8.contains(where: \.isDigit), !key.contains(anyOf: Self.lacking),
            Self.manualOpenings.opens(key) || key.contains(anyOf: Self.manuals)
        {
            self = .aside
        }
    }
    private static let prompts = PhraseSet(VocabularyTable.headings["prompt"])
    private static let manualOpenings = PhraseSet(VocabularyTable.headings["manualOpening"])
    private static let manuals = PhraseSet(VocabularyTable.headings["manual"])

    /// "Good and bad in `lock_test.go`": neither praise nor blame of what stands under it.
    static func isMixed(_ key: PhraseKey) -> Bool {
        key.contains(anyOf: mixedPraises) && key.contains(anyOf: mixedBlames)
    }
    private static let mixedPraises = PhraseSet(VocabularyTable.headings["mixedPraise"])
    private static let mixedBlames = PhraseSet(VocabularyTable.headings["mixedBlame"])

    /// "Problems and recommendations", "Files changed and comments": the remarks stand there, whatever else does.
    private static func isProblemsAndAdvice(_ parts: [PhraseKey]) -> Bool {
        parts.contains { $0.count <= 3 && $0.contains(anyOf: problems) }
            && parts.contains { $0.contains(anyOf: counsels) || $0.contains(anyOf: asides) }
    }
    /// "Scope and assumptions": neither of the two is about remarks.
    private static func areAsides(_ parts: [PhraseKey]) -> Bool {
        parts.allSatisfy { $0.count <= 2 && speaks($0, asides, alone: 2, isMost: true) }
    }

    /// The heading is in these very words the name of a chapter of praise, remarks, advice or a verdict.
    static func isName(_ heading: String) -> Bool {
        names.contains(PhraseKey(heading).words.joined(separator: " "))
    }
    private static let names = Set(
        ["praise", "remarks", "advice", "verdict", "aside"].flatMap { VocabularyTable.headings[$0] })

    /// "Issues to look at", not "Nice to have".
    static func namesProblems(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count <= 6 && key.contains(anyOf: problems)
    }

    /// The two parts of a short heading that an "and" joins; `nil` for others.
    private static func joined(_ heading: String, _ key: PhraseKey) -> [PhraseKey]? {
        guard heading.utf8.count <= 80, key.count <= 6 else { return nil }
        let key =
            heading.utf8.contains(UInt8(ascii: "&"))
            ? PhraseKey(heading.split(separator: "&").joined(separator: " and ")) : key
        guard key.count <= 6, let and = key.parts.firstIndex(where: joints.contains), and > 0, and + 1 < key.count
        else { return nil }
        return [key.words[..<and], key.words[(and + 1)...]].map { PhraseKey($0.joined(separator: " ")) }
    }
    static let joints = WordSet(["and", "und", "et", "y", "e", "и", "en", "i"])
    private static let problems = PhraseSet(VocabularyTable.headings["problem"])
    private static let counsels = PhraseSet(VocabularyTable.headings["counsel"])

    /// "Missing comments" is a remark's title, not the title of remarks.
    static let lacking = PhraseSet(VocabularyTable.headings["lacking"])

    /// "Not tested:", "Missing tests", as the words right above a list: each item is a test that is missing.
    static func listsWhatIsUntested(_ title: String) -> Bool {
        let key = PhraseKey(unmarked(title))
        return key.count <= 6 && untested.opens(key)
    }
    /// Without the number that counts the chapters of a script without blanks: "三、遗漏的场景".
    private static func unmarked(_ title: String) -> String {
        guard let first = title.utf8.first, first.isWide, title.utf8.count <= 120 else { return title }
        let text = StyledText(title)
        let length = ItemMarker.length(in: text, at: 0)
        return length > 0 ? text.flat(length..<text.count) : title
    }
    /// "Zero coverage files", "Files without tests" above names: each is of something that no test reaches.
    static func namesWhatIsUntested(_ title: String) -> Bool {
        let key = PhraseKey(unmarked(title))
        return key.count <= 6 && (untested.opens(key) || key.contains(anyOf: unreached))
    }
    /// "Not covered", "Critical missing tests", "What is missing": what stands under it is not tested.
    static func isOfGaps(_ title: String) -> Bool {
        let key = PhraseKey(unmarked(title))
        guard title.utf8.count <= 60 else { return false }
        return untested.opens(key) || gaps.contains(key.words.joined(separator: " "))
            || key.contains(anyOf: lacking) && key.contains(anyOf: gapObjects)
    }
    private static let gaps: Set<String> = Set(VocabularyTable.headings["gap"])
    private static let gapObjects = PhraseSet(VocabularyTable.headings["gapObject"])
    private static let unreached = PhraseSet(VocabularyTable.headings["unreached"])
    private static let untested = PhraseSet(VocabularyTable.headings["untested"])

    /// "State of the suite (context)": what is told in brackets is that it is no remark.
    private static func isBackground(_ heading: String) -> Bool {
        guard heading.hasSuffix(")") || heading.hasSuffix("）"),
            let open = heading.lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return false }
        return backgrounds.contains(PhraseKey(String(heading[open...])).words.joined(separator: " "))
    }
    private static let backgrounds = Set(VocabularyTable.headings["background"])

    /// "Observations without risk rating" is not about rating.
    private static let without = PhraseSet(VocabularyTable.headings["without"])

    /// "Top 3 things to fix", "The most important points": what stands under it stands elsewhere, too, if other remarks do.
    static func isSelection(_ heading: String) -> Bool {
        let key = PhraseKey(heading, keepDigits: true)
        guard key.count <= 8 else { return false }
        if key.contains(anyOf: selections) { return true }
        let words = key.words.drop { ["the", "my", "our"].contains($0) }
        return words.first == "top" && words.dropFirst().first.map { Int($0) != nil || numbers.contains($0) } == true
    }
    private static let selections = PhraseSet(VocabularyTable.headings["selection"])
    private static let numbers: Set<String> = ["two", "three", "four", "five", "ten"]

    /// The heading of what could be done: its "nice" praises nothing.
    static func isWish(_ heading: String) -> Bool { PhraseKey(heading).contains(anyOf: wishes) }
    private static let wishes = PhraseSet(VocabularyTable.headings["wish"])

    /// The title of a whole review: "Review notes", "Test Audit Report"; it says nothing of the single remark.
    static func isTitleOfReview(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count <= 8 && key.contains(anyOf: titles)
    }
    private static let titles = PhraseSet(VocabularyTable.headings["reviewTitle"])

    /// One of `phrases` is what the heading is about. A single word counts only in a heading of at most `alone` words:
    /// "Scope" is a chapter, "Fixture scope is too broad" a remark.
    ///
    /// - Parameter isMost: several words count only where they open the heading or are half of it: "Files not checked", but
    ///   not "The price is not checked for staleness".
    private static func speaks(_ key: PhraseKey, _ phrases: PhraseSet, alone: Int, isMost: Bool = false) -> Bool {
        let count = key.count
        guard count > 0, count <= 9 else { return false }
        let opens = isMost && phrases.opens(key)
        return phrases.matches(in: key) { length in
            length > 1 && (!isMost || opens || length * 2 >= count) || length == 1 && count <= alone
                || length == 0 && key.text.unicodeScalars.count <= 14
        } != nil
    }

    /// The heading names what reviews have chapters on beside what they say of themselves: "Environment" may be the
    /// reviewer's or the tests', "Checks" those made or those that the tests make.
    static func mayBeTopic(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count == 1 && key.contains(anyOf: topics)
            || key.isWide && key.text.unicodeScalars.count <= 10 && key.contains(anyOf: topics)
    }
    private static let topics = PhraseSet(VocabularyTable.headings["topic"])

    /// "Test cases without issues", "Tests ohne Befund".
    private static let sound = PhraseSet(VocabularyTable.headings["sound"])
    private static let toAddress = PhraseSet(VocabularyTable.headings["toAddress"])
    /// "Examples: good vs bad": what teaches, and is no part of the reviewed code.
    private static let contrasts = PhraseSet(VocabularyTable.headings["contrast"])
    /// "Overall score", whatever else stands beside it.
    private static let wholes = PhraseSet(VocabularyTable.headings["overallScore"])
    private static let asides = PhraseSet(VocabularyTable.headings["aside"])
    /// Each as the text of its key, which has a blank at either end.
    private static let fieldNames = Set(VocabularyTable.headings["fieldName"].map { " \($0) " })
    private static let praiseNames = Set(VocabularyTable.headings["praise"].map { " \($0) " })
    /// Of the names above, in words.
    private static let longestName = fieldNames.union(praiseNames).reduce(0) { max($0, PhraseKey($1).count) }
    private static let verdicts = PhraseSet(VocabularyTable.headings["verdict"])
    private static let praises = PhraseSet(VocabularyTable.headings["praise"])
    private static let negations = PhraseSet(VocabularyTable.headings["negation"])
    private static let advices = PhraseSet(VocabularyTable.headings["advice"])
    /// "Major (2)" and "Low priority" are chapters, "No assertion — major" and "Low · `DummyCase`" remarks.
    private static let ratings = PhraseSet(VocabularyTable.headings["rating"])
    private static let rated = Set(VocabularyTable.headings["rated"])
    private static let remarkWords = PhraseSet(VocabularyTable.headings["remarks"])
}
