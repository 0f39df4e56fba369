import FindingsModel

/// Reads a search text by recursive descent.
///
/// ```
/// search = [ either ]
/// either = all { "or" all }
/// all    = one { [ "and" ] one }
/// one    = ( "-" | "not" ) one | "(" either ")" | field ":" value { "," value } | word | phrase
/// ```
struct SearchParser {
    private(set) var order: [SearchOrder] = []

    private let characters: [Character]
    /// `nil`: words alone, without fields.
    private let subject: SearchSubject?
    private let sortKeys: [String]
    let now: SearchMoment
    private var place = 0
    private var depth = 0
    private var valueCount = 0

    /// - Parameter sortKeys: what `sort:` takes; `nil` for the subject's.
    init(
        _ text: String, subject: SearchSubject?, now: SearchMoment, sortKeys: [String]? = nil
    ) throws(SearchError) {
        characters = Array(text.prefix(SearchQuery.longestText + 1))
        guard characters.count <= SearchQuery.longestText, text.utf8.count <= 8 * SearchQuery.longestText else {
            throw SearchError(
                "the search is longer than \(SearchQuery.longestText) characters", column: SearchQuery.longestText)
        }
        self.subject = subject
        self.sortKeys = sortKeys ?? subject?.sortKeys ?? []
        self.now = now
        if let control = characters.firstIndex(where: { character in
            character.unicodeScalars.contains {
                $0.properties.generalCategory == .control && !$0.properties.isWhitespace
            }
        }) {
            throw SearchError("a control character", column: control + 1)
        }
    }

    mutating func parse() throws(SearchError) -> SearchExpression? {
        skipSpace()
        if isAtEnd { return nil }
        let expression = try either()
        skipSpace()
        guard isAtEnd else { throw SearchError("a ')' that closes nothing", column: place + 1) }
        return expression
    }

    // MARK: - Expressions

    /// `nil` where only `sort:` was written.
    private mutating func either() throws(SearchError) -> SearchExpression? {
        var choices: [SearchExpression] = []
        var isEmpty = false
        repeat {
            let start = place
            if let choice = try all() {
                choices.append(choice)
            } else {
                isEmpty = true
                skipSpace()
                if !choices.isEmpty || peekKeyword("or") {
                    throw SearchError("'or' needs something on both sides", column: min(start, place) + 1)
                }
            }
        } while takeKeyword("or")
        if isEmpty { return choices.first }
        return choices.count == 1 ? choices[0] : .or(choices)
    }

    private mutating func all() throws(SearchError) -> SearchExpression? {
        var parts: [SearchExpression] = []
        while true {
            skipSpace()
            if isAtEnd || current == ")" || peekKeyword("or") { break }
            if peekKeyword("and") {
                let column = place + 1
                guard !parts.isEmpty else { throw SearchError("'and' needs something on both sides", column: column) }
                _ = takeKeyword("and")
                skipSpace()
                if isAtEnd || current == ")" || peekKeyword("or") || peekKeyword("and") {
                    throw SearchError("'and' needs something on both sides", column: column)
                }
            }
            if let part = try one() { parts.append(part) }
        }
        return parts.count > 1 ? .and(parts) : parts.first
    }

    private mutating func one() throws(SearchError) -> SearchExpression? {
        let column = place + 1
        if peekKeyword("not") || (current == "-" && place + 1 < characters.count && !next.isWhitespace) {
            if current == "-" { place += 1 } else { _ = takeKeyword("not") }
            skipSpace()
            guard !isAtEnd, current != ")", !peekKeyword("or"), !peekKeyword("and") else {
                throw SearchError("'not' needs something after it", column: column)
            }
            try descend(from: column)
            defer { depth -= 1 }
            guard let negated = try one() else { throw SearchError("sort: cannot be negated", column: column) }
            return .not(negated)
        }
        if current == "(" {
            try descend(from: column)
            defer { depth -= 1 }
            place += 1
            guard let inner = try either() else {
                throw SearchError("parentheses with nothing to search for", column: column)
            }
            skipSpace()
            guard !isAtEnd, current == ")" else { throw SearchError("a '(' that is not closed", column: column) }
            place += 1
            return inner
        }
        if let subject, let name = fieldName() { return try term(named: name, of: subject, column: column) }
        return try words(column: column)
    }

    private mutating func descend(from column: Int) throws(SearchError) {
        depth += 1
        if depth > SearchQuery.deepestNesting {
            throw SearchError("parentheses nested deeper than \(SearchQuery.deepestNesting)", column: column)
        }
    }

    // MARK: - Terms

    /// The name before a colon, past which it moves; `nil` where there is no field.
    private mutating func fieldName() -> String? {
        var end = place
        while end < characters.count, characters[end].isASCII,
            characters[end].isLetter || "_-".contains(characters[end])
        {
            end += 1
        }
        guard end > place, end < characters.count, characters[end] == ":" else { return nil }
        defer { place = end + 1 }
        return String(characters[place..<end])
    }

    private mutating func term(
        named name: String, of subject: SearchSubject, column: Int
    ) throws(SearchError) -> SearchExpression? {
        if name.lowercased() == "sort" {
            try sort(subject, column: column)
            return nil
        }
        let known = SearchField.fields(of: subject).map(\.rawValue) + ["sort"]
        guard let field = SearchField(named: name) else {
            let typed = name.lowercased().replacing("_", with: "-")
            let aliases = SearchField.aliases.filter { $0.value.applies(to: subject) }.keys.sorted()
            throw SearchError(
                "unknown field '\(name)'", column: column,
                suggestion: Spelling.nearest(to: typed, among: known + aliases) ?? "\"\(name):…\" in quotes, as words")
        }
        guard field.applies(to: subject) else {
            let others = SearchSubject.allCases.filter(field.applies).map(\.rawValue)
            throw SearchError(
                "\(subject.rawValue) have no field '\(name)' (\(others.joined(separator: ", ")) have it)",
                column: column)
        }
        let values = try self.values(of: name, column: column)
        return .term(SearchTerm(field: field, match: try match(field, of: subject, values), column: column))
    }

    private mutating func sort(_ subject: SearchSubject, column: Int) throws(SearchError) {
        guard depth == 0 else { throw SearchError("sort: inside parentheses or 'not'", column: column) }
        for value in try values(of: "sort", column: column) {
            let key = SearchOrder(parsing: value.text)
            guard sortKeys.contains(key.key) else {
                let nearest = Spelling.nearest(to: key.key, among: sortKeys)
                let known = nearest == nil ? " (\(sortKeys.joined(separator: ", ")))" : ""
                throw SearchError(
                    "\(subject.rawValue) cannot be sorted by '\(key.key)'\(known)", column: value.column,
                    suggestion: nearest)
            }
            order.append(key)
        }
    }

    private mutating func words(column: Int) throws(SearchError) -> SearchExpression {
        try count(1, column: column)
        let value = try self.value(stopsAtComma: false)
        return .term(SearchTerm(field: nil, match: .words([try words(value)]), column: column))
    }

    // MARK: - Values

    struct TypedValue {
        var text: String
        var isQuoted: Bool
        /// `>`, `>=`, `<`, `<=`, `=` or empty.
        var comparison: String
        var column: Int
    }

    private mutating func values(of name: String, column: Int) throws(SearchError) -> [TypedValue] {
        var values: [TypedValue] = []
        repeat {
            let start = place
            var comparison = ""
            for sign in [">=", "<=", ">", "<", "="] where characters[place...].starts(with: sign) {
                comparison = sign
                place += sign.count
                break
            }
            var value = try self.value(stopsAtComma: true)
            guard !value.text.isEmpty else {
                throw SearchError("\(name): needs a value", column: min(start, characters.count - 1) + 1)
            }
            value.comparison = comparison
            value.column = start + 1
            try count(1, column: start + 1)
            values.append(value)
        } while take(",")
        return values
    }

    /// What stands up to the next space, unmatched parenthesis, or comma, quoted parts taken literally.
    private mutating func value(stopsAtComma: Bool) throws(SearchError) -> TypedValue {
        let start = place
        var text = ""
        var isQuoted = false
        var open = 0
        scan: while !isAtEnd {
            switch current {
            case "\"":
                if isQuoted == false, !stopsAtComma, !text.isEmpty { break scan }
                isQuoted = true
                text += try quoted()
                if !stopsAtComma { break scan }
                continue scan
            case "(": open += 1
            case ")":
                if open == 0 { break scan }
                open -= 1
            case ",": if stopsAtComma { break scan }
            case let character: if character.isWhitespace { break scan }
            }
            text.append(current)
            place += 1
        }
        return TypedValue(text: text, isQuoted: isQuoted, comparison: "", column: start + 1)
    }

    /// What is between quotes, in which `\"` and `\\` stand for themselves.
    private mutating func quoted() throws(SearchError) -> String {
        let start = place
        var text = ""
        place += 1
        while !isAtEnd, current != "\"" {
            if current == "\\", place + 1 < characters.count, next == "\"" || next == "\\" { place += 1 }
            text.append(current)
            place += 1
        }
        guard !isAtEnd else { throw SearchError("a quote that is not closed", column: start + 1) }
        place += 1
        return text
    }

    private mutating func count(_ more: Int, column: Int) throws(SearchError) {
        valueCount += more
        if valueCount > SearchQuery.mostValues {
            throw SearchError("more than \(SearchQuery.mostValues) values", column: column)
        }
    }

    // MARK: - Characters

    private var isAtEnd: Bool { place >= characters.count }
    private var current: Character { characters[place] }
    private var next: Character { characters[place + 1] }

    private mutating func skipSpace() {
        while !isAtEnd, current.isWhitespace { place += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard !isAtEnd, current == character else { return false }
        place += 1
        return true
    }

    /// `and`, `or`, `not` as a whole word, letters' case aside.
    private func peekKeyword(_ word: String) -> Bool {
        let end = place + word.count
        guard end <= characters.count, String(characters[place..<end]).lowercased() == word else { return false }
        return end == characters.count || characters[end].isWhitespace || "()".contains(characters[end])
    }

    private mutating func takeKeyword(_ word: String) -> Bool {
        skipSpace()
        guard !isAtEnd, peekKeyword(word) else { return false }
        place += word.count
        return true
    }
}
