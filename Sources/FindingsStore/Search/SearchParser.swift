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
    private let now: SearchMoment
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
            throw SearchError("\(subject.rawValue) have no field '\(name)'", column: column)
        }
        let values = try self.values(of: name, column: column)
        return .term(SearchTerm(field: field, match: try match(field, of: subject, values), column: column))
    }

    private mutating func sort(_ subject: SearchSubject, column: Int) throws(SearchError) {
        guard depth == 0 else { throw SearchError("sort: inside parentheses or 'not'", column: column) }
        for value in try values(of: "sort", column: column) {
            let key = SearchOrder(parsing: value.text)
            guard sortKeys.contains(key.key) else {
                throw SearchError(
                    "\(subject.rawValue) cannot be sorted by '\(key.key)'", column: value.column,
                    suggestion: Spelling.nearest(to: key.key, among: sortKeys))
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

    private struct TypedValue {
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

    private func match(
        _ field: SearchField, of subject: SearchSubject, _ values: [TypedValue]
    ) throws(SearchError) -> SearchTerm.Match {
        let kind = field.kind(for: subject)
        switch kind {
        case .severity, .count, .number, .date: break
        default:
            if let compared = values.first(where: { !$0.comparison.isEmpty && $0.comparison != "=" }) {
                throw SearchError(
                    "\(field.rawValue): cannot be compared with '\(compared.comparison)'", column: compared.column)
            }
        }
        switch kind {
        case .name, .category:
            return .names(values.map { NamePattern($0.text, isQuoted: $0.isQuoted, column: $0.column) })
        case .id:
            return .names(
                values.map { NamePattern($0.text.lowercased(), isQuoted: $0.isQuoted, column: $0.column) })
        case .path:
            return .paths(values.map { PathPattern($0.text, isQuoted: $0.isQuoted) })
        case .text:
            var words: [SearchWords] = []
            for value in values { words.append(try self.words(value)) }
            return .words(words)
        case .choice(let known):
            var choices: [String] = []
            for value in values {
                let typed = value.text.lowercased().replacing("_", with: "-")
                guard known.contains(typed) else {
                    throw SearchError(
                        "\(field.rawValue): has no '\(value.text)' (\(known.joined(separator: ", ")))",
                        column: value.column, suggestion: Spelling.nearest(to: typed, among: known))
                }
                choices.append(typed)
            }
            return .choices(choices)
        case .severity:
            var ranges: [ClosedRange<Int>] = []
            for value in values { ranges.append(try severities(value)) }
            return .severities(ranges)
        case .count, .number:
            var ranges: [NumberRange] = []
            for value in values { ranges.append(try numbers(value, field: field, isWhole: kind == .count)) }
            return .numbers(ranges)
        case .date:
            var ranges: [MomentRange] = []
            for value in values { ranges.append(try moments(value, field: field)) }
            return .moments(ranges)
        }
    }
}

// MARK: - Kinds of values

extension SearchParser {
    private func words(_ value: TypedValue) throws(SearchError) -> SearchWords {
        var text = value.text
        let isPrefix = !value.isQuoted && text.hasSuffix("*")
        if isPrefix { text = String(text.prefix { $0 != "*" }) }
        guard FullTextTerms.hasWord(text) else {
            throw SearchError("'\(value.text)' has no letter or digit to search for", column: value.column)
        }
        return SearchWords(text: text, isPrefix: isPrefix)
    }

    /// The two ends of `3..5`; `nil` where it is no range.
    private func ends(_ value: TypedValue) throws(SearchError) -> (String, String)? {
        guard !value.isQuoted, let dots = value.text.firstRange(of: "..") else { return nil }
        let lower = String(value.text[..<dots.lowerBound])
        let upper = String(value.text[dots.upperBound...])
        guard value.comparison.isEmpty, !lower.isEmpty || !upper.isEmpty, lower != "*" || upper != "*" else {
            throw SearchError(
                "'\(value.comparison)\(value.text)' is no range", column: value.column, suggestion: "3..5")
        }
        return (lower == "*" ? "" : lower, upper == "*" ? "" : upper)
    }

    private func severities(_ value: TypedValue) throws(SearchError) -> ClosedRange<Int> {
        func rank(_ text: String) throws(SearchError) -> Int {
            guard let severity = Severity(rawValue: text.lowercased()) else {
                let known = Severity.allCases.map(\.rawValue)
                throw SearchError(
                    "'\(text)' is no severity (\(known.reversed().joined(separator: ", ")))", column: value.column,
                    suggestion: Spelling.nearest(to: text.lowercased(), among: known))
            }
            return severity.rank
        }
        let highest = Severity.critical.rank
        if let (lower, upper) = try ends(value) {
            let first = lower.isEmpty ? 0 : try rank(lower)
            let last = upper.isEmpty ? highest : try rank(upper)
            return min(first, last)...max(first, last)
        }
        let rank = try rank(value.text)
        switch value.comparison {
        case ">=": return rank...highest
        case "<=": return 0...rank
        case ">" where rank < highest: return rank + 1...highest
        case "<" where rank > 0: return 0...rank - 1
        case ">", "<":
            throw SearchError("no severity is \(value.comparison) \(value.text)", column: value.column)
        default: return rank...rank
        }
    }

    private func numbers(
        _ value: TypedValue, field: SearchField, isWhole: Bool
    ) throws(SearchError) -> NumberRange {
        func number(_ text: String) throws(SearchError) -> Double {
            let parsed = isWhole ? Int32(text).map(Double.init) : Double(text)
            guard let parsed, parsed.isFinite else {
                let what = isWhole ? "whole number" : "number"
                throw SearchError("'\(text)' is no \(what) for \(field.rawValue):", column: value.column)
            }
            return parsed
        }
        if let (lower, upper) = try ends(value) {
            let range = NumberRange(
                lower: lower.isEmpty ? nil : try number(lower), upper: upper.isEmpty ? nil : try number(upper))
            if let first = range.lower, let last = range.upper, last < first {
                throw SearchError("the range \(value.text) ends before it begins,", column: value.column)
            }
            return range
        }
        let number = try number(value.text)
        switch value.comparison {
        case ">=": return NumberRange(lower: number)
        case "<=": return NumberRange(upper: number)
        case ">": return NumberRange(lower: number, excludesLower: true)
        case "<": return NumberRange(upper: number, excludesUpper: true)
        default: return NumberRange(lower: number, upper: number)
        }
    }

    /// A date names a span, so that `<=2026-09` takes in all of September. An age compares the other way round.
    private func moments(_ value: TypedValue, field: SearchField) throws(SearchError) -> MomentRange {
        func moment(_ text: String) throws(SearchError) -> TypedMoment {
            guard let moment = TypedMoment(text, now: now) else {
                throw SearchError(
                    "'\(text)' is no date for \(field.rawValue): (2026-09-01, 2026-09, today, 30d, 2w, 6m)",
                    column: value.column)
            }
            return moment
        }
        if let (lower, upper) = try ends(value) {
            let first = lower.isEmpty ? nil : try moment(lower)
            let last = upper.isEmpty ? nil : try moment(upper)
            if let first, let last {
                if first.isAge || last.isAge {
                    return MomentRange(
                        from: min(first.start, last.start).text, until: max(first.end, last.end).text)
                }
                guard first.start < last.end else {
                    throw SearchError("the range \(value.text) ends before it begins,", column: value.column)
                }
            }
            // 30d.. is "30 days and older", ..30d "at most 30 days old".
            if let first, last == nil, first.isAge { return MomentRange(until: first.end.text) }
            if let last, first == nil, last.isAge { return MomentRange(from: last.start.text) }
            return MomentRange(from: first?.start.text, until: last?.end.text)
        }
        let moment = try moment(value.text)
        switch (value.comparison, moment.isAge) {
        case (">", false), ("<", true): return MomentRange(from: moment.end.text)
        case (">=", false), ("<=", true), ("", true), ("=", true): return MomentRange(from: moment.start.text)
        case ("<", false), (">", true): return MomentRange(until: moment.start.text)
        case ("<=", false), (">=", true): return MomentRange(until: moment.end.text)
        default: return MomentRange(from: moment.start.text, until: moment.end.text)
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
