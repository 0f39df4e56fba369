import FindingsModel

/// What a field's values mean, by its kind.
extension SearchParser {
    func match(
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

    func words(_ value: TypedValue) throws(SearchError) -> SearchWords {
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
}
