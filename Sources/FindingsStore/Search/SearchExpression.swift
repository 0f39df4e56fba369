/// A search, as parsed: what a row must fulfil.
indirect enum SearchExpression: Hashable, Sendable {
    case term(SearchTerm)
    case not(SearchExpression)
    case and([SearchExpression])
    case or([SearchExpression])

    func contains(_ holds: (SearchTerm) -> Bool) -> Bool {
        switch self {
        case .term(let term): holds(term)
        case .not(let inner): inner.contains(holds)
        case .and(let parts), .or(let parts): parts.contains { $0.contains(holds) }
        }
    }
}

/// One field with its values, or words for full-text search.
struct SearchTerm: Hashable, Sendable {
    /// `nil`: bare or quoted words, searched for in title, body and suggestion.
    var field: SearchField?
    var match: Match
    /// Where it begins in the search text, from 1.
    var column: Int

    /// What the field's value must be; of several, one suffices.
    enum Match: Hashable, Sendable {
        case names([NamePattern])
        case paths([PathPattern])
        case choices([String])
        case severities([ClosedRange<Int>])
        case numbers([NumberRange])
        case moments([MomentRange])
        case words([SearchWords])
    }
}

/// A name, or a pattern in which `*` stands for any characters and `?` for one.
struct NamePattern: Hashable, Sendable {
    var text: String
    /// Wildcards count; a quoted name is taken literally.
    var isPattern: Bool
    /// Where it begins in the search text, from 1.
    var column: Int

    init(_ text: String, isQuoted: Bool = false, column: Int = 1) {
        self.text = text
        isPattern = !isQuoted && text.contains { $0 == "*" || $0 == "?" }
        self.column = column
    }

    /// For SQLite's GLOB, in which brackets would be a class of characters.
    var glob: String { Self.glob(text) }

    static func glob(_ text: String) -> String { text.replacing("[", with: "[[]") }
}

/// Words to search for: all of them next to each other, where there are several.
struct SearchWords: Hashable, Sendable {
    var text: String
    /// The last word is a beginning: `parametri*`.
    var isPrefix: Bool
}

/// Numbers between bounds, each of which may be missing.
struct NumberRange: Hashable, Sendable {
    var lower: Double?
    var upper: Double?
    var excludesLower = false
    var excludesUpper = false

    func contains(_ number: Double) -> Bool {
        if let lower, excludesLower ? number <= lower : number < lower { return false }
        if let upper, excludesUpper ? number >= upper : number > upper { return false }
        return true
    }
}

/// Times from `from` up to but not including `until`, as ISO 8601 in UTC; `nil` is unbounded.
struct MomentRange: Hashable, Sendable {
    var from: String?
    var until: String?

    func contains(_ time: String) -> Bool {
        if let from, time < from { return false }
        if let until, time >= until { return false }
        return true
    }
}
