import FindingsModel

/// How much a piece of text sounds like a remark on code: the places that it names, and words of fault, advice and praise.
///
/// What opens a remark is a matter of layout; this tells, where the layout says nothing, which pieces carry one.
struct RemarkEvidence {
    let hasFault: Bool
    let hasAdvice: Bool
    let hasPraise: Bool
    let words: Int
    private let named: Named

    init(_ text: StyledText) {
        let key = PhraseKey(text.bytes[...])
        words = key.isWide ? max(key.count, text.count / 6) : key.count
        hasFault = key.contains(anyOf: Self.faults)
        hasAdvice = key.contains(anyOf: ChatFraming.advice) || ChatFraming.adviceOpenings.opens(key)
        hasPraise = key.contains(anyOf: ChatFraming.praise)
        named = Named(text)
    }

    /// Places that certainly are lines, or numbers in parentheses.
    var places: [LineRange] { named.places }
    var hasCode: Bool { named.hasCode }

    /// 3 for a place, 2 for a word of fault or advice, 1 for code or praise.
    var score: Int {
        (places.isEmpty ? 0 : 3) + (hasFault ? 2 : 0) + (hasAdvice ? 2 : 0) + (hasCode ? 1 : 0) + (hasPraise ? 1 : 0)
    }

    /// The piece says something of the code by itself: three words, and a score of 2.
    var isRemark: Bool {
        words >= 3 && (hasFault || hasAdvice || !places.isEmpty || hasPraise && hasCode)
    }

    /// What the text names, looked for when it is asked: most texts are told by their words.
    private final class Named {
        private let text: StyledText
        private(set) lazy var places = LineReferenceScanner(text).found.filter { $0.certainty != .bare }.map(\.range)
        private(set) lazy var hasCode =
            text.styles.contains { $0.contains(.code) } || RemarkEvidence.namesSymbol(text)

        init(_ text: StyledText) { self.text = text }
    }

    static func namesSymbol(_ text: StyledText) -> Bool {
        var scanner = SymbolScanner()
        scanner.scan(text)
        return !scanner.symbols.isEmpty
    }

    /// What reviewers say of what is wrong: absence, failure, doubt, repetition.
    static let faults = PhraseSet(VocabularyTable.remarks["fault"])
}
