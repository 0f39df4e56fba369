import FindingsModel

/// How much a piece of text sounds like a remark on code: the places that it names, and words of fault, advice and praise.
///
/// What opens a remark is a matter of layout; this tells, where the layout says nothing, which pieces carry one.
struct RemarkEvidence {
    /// Places that certainly are lines, or numbers in parentheses.
    let places: [LineRange]
    let hasFault: Bool
    let hasAdvice: Bool
    let hasPraise: Bool
    let hasCode: Bool
    let words: Int

    init(_ text: StyledText) {
        places = LineReferenceScanner(text).found.lazy.filter { $0.certainty != .bare }.map(\.range)
        let key = PhraseKey(text.bytes[...])
        words = key.isWide ? max(key.count, text.count / 6) : key.count
        hasFault = key.contains(anyOf: Self.faults)
        hasAdvice = key.contains(anyOf: ChatFraming.advice)
        hasPraise = key.contains(anyOf: ChatFraming.praise)
        hasCode = text.styles.contains { $0.contains(.code) } || Self.namesSymbol(text)
    }

    /// 3 for a place, 2 for a word of fault or advice, 1 for code or praise.
    var score: Int {
        (places.isEmpty ? 0 : 3) + (hasFault ? 2 : 0) + (hasAdvice ? 2 : 0) + (hasCode ? 1 : 0) + (hasPraise ? 1 : 0)
    }

    /// The piece says something of the code by itself.
    var isRemark: Bool { words >= 3 && score >= 2 }

    static func namesSymbol(_ text: StyledText) -> Bool {
        var scanner = SymbolScanner()
        scanner.scan(text)
        return !scanner.symbols.isEmpty
    }

    /// What reviewers say of what is wrong: absence, failure, doubt, repetition.
    static let faults = PhraseSet(VocabularyTable.remarks["fault"])
}
