/// Words of a search as an expression for FTS5, in which each is quoted, so that none is taken for syntax.
///
/// FTS5's tokenizer parts `snake_case` names into words next to each other; a quoted string of several words is a
/// phrase. Runs of CJK characters are looked up by their overlapping pairs (``SearchTerms``).
enum FullTextTerms {
    static func expression(_ words: SearchWords) -> String {
        var phrases: [String] = []
        var run: [Unicode.Scalar] = []
        var text = String.UnicodeScalarView()
        func finishText(isLast: Bool) {
            let phrase = String(text)
            if hasWord(phrase) {
                let mark = isLast && words.isPrefix ? " *" : ""
                // `expiredHold` is looked for as `expired_hold`, too.
                let parts = SearchTerms.camelParts(Array(phrase.unicodeScalars))
                let whole = quoted(phrase) + mark
                // Not where a part of one letter was left out: the rest alone would find too much.
                let isWhole = parts.joined() == phrase
                let parted = quoted(parts.joined(separator: " ")) + mark
                phrases.append(parts.isEmpty || !isWhole ? whole : "(\(whole) OR \(parted))")
            }
            text = String.UnicodeScalarView()
        }
        func finishRun() {
            if run.count == 1 {
                phrases.append(quoted(String(run.map(Character.init))) + " *")
            } else {
                for pair in SearchTerms.pairs(run) { phrases.append(quoted(pair)) }
            }
            run = []
        }
        for scalar in words.text.unicodeScalars {
            if SearchTerms.isCJK(scalar) {
                finishText(isLast: false)
                run.append(scalar)
            } else {
                if !run.isEmpty { finishRun() }
                text.append(scalar)
            }
        }
        if !run.isEmpty { finishRun() }
        finishText(isLast: true)
        return phrases.joined(separator: " AND ")
    }

    /// A search text of words alone: `"a phrase" begin* -not (this or that)`.
    static func expression(parsing text: String) throws(SearchError) -> String {
        var parser = try SearchParser(text, subject: nil, now: SearchMoment(seconds: 0))
        guard let parsed = try parser.parse() else { throw SearchError("nothing to search for", column: 1) }
        return try expression(parsed)
    }

    private static func expression(_ search: SearchExpression) throws(SearchError) -> String {
        switch search {
        case .term(let term):
            guard case .words(let words) = term.match else { return "" }
            return words.map { expression($0) }.joined(separator: " AND ")
        case .or(let parts):
            var choices: [String] = []
            for part in parts { choices.append("(\(try expression(part)))") }
            return choices.joined(separator: " OR ")
        case .and(let parts):
            var wanted: [String] = []
            var unwanted: [String] = []
            for part in parts {
                if case .not(let inner) = part {
                    unwanted.append("(\(try expression(inner)))")
                } else {
                    wanted.append("(\(try expression(part)))")
                }
            }
            guard !wanted.isEmpty else { throw alone(search) }
            let all = wanted.joined(separator: " AND ")
            return unwanted.isEmpty ? all : "(\(all)) NOT (\(unwanted.joined(separator: " OR ")))"
        case .not: throw alone(search)
        }
    }

    /// FTS5 can leave out what it found, not list what it did not find.
    private static func alone(_ search: SearchExpression) -> SearchError {
        SearchError("'not' needs words to be found beside it", column: 1)
    }

    /// Whether the tokenizer finds a word: a letter, a number, or a character for private use.
    static func hasWord(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
