import FindingsModel

/// Composes SQL with bound values: the one place where Swift makes SQL.
///
/// A condition is a text in which every value of the search is a parameter, `:p1`, `:p2` …; equal values share one.
struct SearchComposer {
    /// By name, without the colon.
    private(set) var parameters: [String: Value] = [:]
    private var names: [Value: String] = [:]
    let categories: CategoryTree

    init(categories: CategoryTree) { self.categories = categories }

    /// The placeholder of a value.
    mutating func bind(_ value: Value) -> String {
        if let name = names[value] { return ":\(name)" }
        let name = "p\(names.count + 1)"
        names[value] = name
        parameters[name] = value
        return ":\(name)"
    }

    mutating func bind(_ text: String) -> String { bind(.text(text)) }
    mutating func bind(_ number: Int) -> String { bind(.integer(Int64(number))) }

    static func any(_ conditions: [String]) -> String {
        conditions.count == 1 ? conditions[0] : "(\(conditions.joined(separator: " OR ")))"
    }

    // MARK: - Conditions on an expression

    mutating func names(_ patterns: [NamePattern], _ expression: String, isExact: Bool) -> String {
        var conditions: [String] = []
        let literals = patterns.filter { !$0.isPattern }
        if !literals.isEmpty {
            let bound = literals.map { bind($0.text) }.joined(separator: ", ")
            let collated = isExact ? expression : "\(expression) COLLATE NOCASE"
            conditions.append(literals.count == 1 ? "\(collated) = \(bound)" : "\(collated) IN (\(bound))")
        }
        for pattern in patterns where pattern.isPattern {
            conditions.append(
                isExact
                    ? "\(expression) GLOB \(bind(pattern.glob))"
                    : "lower(\(expression)) GLOB \(bind(Self.lowered(pattern.glob)))")
        }
        return Self.any(conditions)
    }

    /// As SQLite's lower(): ASCII alone.
    private static func lowered(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
                }))
    }

    /// Ids by their beginnings.
    mutating func ids(_ patterns: [NamePattern], _ expression: String) -> String {
        Self.any(
            patterns.map { pattern in
                let text = pattern.isPattern ? pattern.glob : NamePattern.glob(pattern.text) + "*"
                return "\(expression) GLOB \(bind(text))"
            })
    }

    mutating func paths(_ patterns: [PathPattern], _ expression: String) -> String {
        Self.any(patterns.map { path($0, expression) })
    }

    private mutating func path(_ pattern: PathPattern, _ expression: String) -> String {
        if let literal = pattern.literal {
            guard !literal.isEmpty else { return "TRUE" }
            let glob = NamePattern.glob(literal)
            var conditions = ["\(expression) = \(bind(literal))", "\(expression) GLOB \(bind(glob + "/*"))"]
            if pattern.floats {
                conditions.append("\(expression) GLOB \(bind("*/" + glob))")
                conditions.append("\(expression) GLOB \(bind("*/" + glob + "/*"))")
            }
            return Self.any(conditions)
        }
        if let glob = pattern.exactGlob { return "\(expression) GLOB \(bind(glob))" }
        let wide = "\(expression) GLOB \(bind(pattern.wideGlob))"
        if let slashes = pattern.slashes {
            // With as many slashes as the pattern has, no wildcard can stand for one.
            let count = "length(\(expression)) - length(replace(\(expression), '/', ''))"
            return "(\(wide) AND \(count) = \(bind(slashes)))"
        }
        return "(\(wide) AND path_matches(\(expression), \(bind(pattern.text))))"
    }

    /// Files by their owners, with or without the @; `none` is a file that nobody owns.
    mutating func owners(_ patterns: [NamePattern], _ path: String) -> String {
        let named = patterns.filter { $0.isPattern || $0.text.lowercased() != "none" }
        var conditions: [String] = []
        if named.count < patterns.count { conditions.append("path_owners(\(path)) = '[]'") }
        if !named.isEmpty {
            let condition = names(
                named.map { pattern in
                    var pattern = pattern
                    if pattern.text.hasPrefix("@") { pattern.text.removeFirst() }
                    return pattern
                }, "ltrim(owner.value, '@')", isExact: false)
            conditions.append("EXISTS (SELECT 1 FROM json_each(path_owners(\(path))) AS owner WHERE \(condition))")
        }
        return Self.any(conditions)
    }

    mutating func severities(_ ranges: [ClosedRange<Int>], _ expression: String) -> String {
        Self.any(
            ranges.map { range in
                range.count == 1
                    ? "\(expression) = \(bind(range.lowerBound))"
                    : range.upperBound == Severity.critical.rank
                        ? "\(expression) >= \(bind(range.lowerBound))"
                        : "\(expression) BETWEEN \(bind(range.lowerBound)) AND \(bind(range.upperBound))"
            })
    }

    mutating func numbers(_ ranges: [NumberRange], _ expression: String) -> String {
        Self.any(
            ranges.map { range in
                if let number = range.lower, number == range.upper {
                    return "\(expression) = \(bind(Self.value(number)))"
                }
                var bounds: [String] = []
                if let lower = range.lower {
                    bounds.append("\(expression) \(range.excludesLower ? ">" : ">=") \(bind(Self.value(lower)))")
                }
                if let upper = range.upper {
                    bounds.append("\(expression) \(range.excludesUpper ? "<" : "<=") \(bind(Self.value(upper)))")
                }
                return bounds.count == 1 ? bounds[0] : "(\(bounds.joined(separator: " AND ")))"
            })
    }

    private static func value(_ number: Double) -> Value {
        Int64(exactly: number).map(Value.integer) ?? .real(number)
    }

    mutating func moments(_ ranges: [MomentRange], _ expression: String) -> String {
        Self.any(
            ranges.map { range in
                var bounds: [String] = []
                if let from = range.from { bounds.append("\(expression) >= \(bind(from))") }
                if let until = range.until { bounds.append("\(expression) < \(bind(until))") }
                return bounds.count == 1 ? bounds[0] : "(\(bounds.joined(separator: " AND ")))"
            })
    }

    /// Text that contains the words as they stand, the case of ASCII letters aside.
    mutating func contains(_ words: [SearchWords], _ expression: String) -> String {
        Self.any(words.map { "instr(lower(\(expression)), \(bind(Self.lowered($0.text)))) > 0" })
    }

    /// A category by name, alias or pattern, with those that narrow it.
    mutating func category(_ patterns: [NamePattern], _ expression: String) throws(SearchError) -> String {
        let ids = try categories.ids(matching: patterns).map { bind($0) }
        return ids.count == 1 ? "\(expression) = \(ids[0])" : "\(expression) IN (\(ids.joined(separator: ", ")))"
    }

    mutating func group(_ patterns: [NamePattern], _ expression: String) throws(SearchError) -> String {
        let ids = try categories.ids(inGroups: patterns).map { bind($0) }
        return "\(expression) IN (\(ids.joined(separator: ", ")))"
    }
}
