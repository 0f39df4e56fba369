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
    static let faults: PhraseSet = [
        "no", "not", "nothing", "nobody", "none", "never", "nowhere", "neither", "nor", "without", "missing", "lacks",
        "lacking", "absent", "isnt", "arent", "doesnt", "dont", "didnt", "wont", "cant", "cannot", "couldnt",
        "wouldnt", "shouldnt", "hasnt", "havent", "wasnt", "werent", "fails", "fail", "failing", "breaks", "broken",
        "wrong", "flaky", "brittle", "fragile", "slow", "sleeps", "sleep", "waits", "duplicate", "duplicated",
        "duplication", "copy", "copied", "pasted", "repeated", "repeats", "same", "twice", "unused", "dead",
        "hardcoded", "hard", "magic", "leaks", "leak", "leaves", "stays", "ignored", "ignores", "swallows", "hides",
        "only", "merely", "too", "unclear", "confusing", "misleading", "typo", "why", "what if", "what happens",
        "depends", "relies", "assumes", "untested", "unchecked", "weak", "worry", "worries", "problem", "risk",
        "vague", "poor", "poorly", "insufficient", "forgiving", "lenient", "thin", "leans", "unnecessary", "redundant",
        "stale", "outdated", "race", "racy", "guess", "hope", "hopes",
        "kein", "keine", "keinen", "keinem", "nicht", "nie", "niemals", "nichts", "niemand", "nirgends", "ohne",
        "fehlt", "fehlen", "fehlend", "doppelt", "kopiert", "zweimal", "nur", "zu", "unklar", "warum", "falsch",
        "bleibt", "hängt", "aucun", "aucune", "jamais", "rien", "personne", "sans", "manque", "manquent", "pas",
        "même", "trop", "seulement", "faux", "pourquoi", "ningún", "ninguna", "nunca", "nada", "nadie", "sin", "no se",
        "falta", "faltan", "demasiado", "solo", "por qué", "mismo", "nenhum", "nenhuma", "não", "sem", "faltam",
        "ninguém", "mesmo", "nessun", "nessuno", "nessuna", "non", "mai", "senza", "manca", "mancano", "troppo",
        "perché", "нет", "не", "никто", "никогда", "ничего", "без", "отсутствует", "только", "почему", "дважды", "зря",
        "没有", "未", "缺少", "不", "无法", "重复", "仅", "只", "ない", "なし", "ません", "ず", "欠け", "重複", "だけ", "のみ", "없", "않",
        "못", "중복", "누락", "geen", "niet", "zonder", "nooit", "brak", "nie ma", "bez", "nigdy",
    ]
}
