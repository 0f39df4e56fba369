import FindingsModel

/// The dialects of linters of descriptions, of machines and of what a project depends on.
enum DialectsOfDescriptions {
    static let all: [LineDialect] = [cfnLintPretty, cfnLint, cfnLintQuiet, deptry]

    // MARK: cfn-lint

    /// `--format pretty`: a template's name, and below it `9:7:                E3002     message`
    /// (https://github.com/aws-cloudformation/cfn-lint/blob/main/src/cfnlint/formatters/pretty.py).
    private static let cfnLintPretty = LineDialect(tool: "cfn-lint", needsMark: true) { line in
        if line.hasPrefix("Cfn-lint scanned "), line.hasSuffix(" informational violations") {
            return line.has(" found 0 errors, 0 warnings, and 0 informational") ? .clear : .mark
        }
        if line.isEmpty { return .chrome }
        var words = line
        if let row = LinePlace.number(&words), words.first == ":" {
            words = words.dropFirst()
            guard let column = LinePlace.number(&words), words.hasPrefix(": "),
                let (rule, severity, message) = cfnLintRule(words.drop { $0 == ":" || $0 == " " }, " ")
            else { return nil }
            return .problem(
                LineDialect.Problem(
                    lines: [row], column: column, severity: severity, message: message.drop { $0 == " " }, rule: rule))
        }
        guard line.first?.isWhitespace == false, isTemplate(line) else { return nil }
        return .heading(LineDialect.Place(path: line))
    }

    /// Its default: `E3002 message`, and below it `template.yaml:9:7`.
    private static let cfnLint = LineDialect(tool: "cfn-lint", placeIsBelow: true) { line in
        if line.isEmpty { return .chrome }
        if let (rule, severity, message) = cfnLintRule(line, " ") {
            return .problem(LineDialect.Problem(severity: severity, message: message, rule: rule))
        }
        guard let (place, rest) = LinePlace.leading(line), rest.isEmpty, place.numbers.count == 2 else { return nil }
        return .place(place)
    }

    /// `--format quiet`: `E3002: What the rule is about template.yaml:9`.
    private static let cfnLintQuiet = LineDialect(tool: "cfn-lint") { line in
        if line.isEmpty { return .chrome }
        guard let (rule, severity, message) = cfnLintRule(line, ": "), let space = message.lastIndex(of: " "),
            let (place, rest) = LinePlace.leading(message[message.index(after: space)...]), rest.isEmpty,
            place.numbers.count == 1, isTemplate(place.path)
        else { return nil }
        return .problem(
            LineDialects.problem(place, message[..<space], severity: severity, rule: rule))
    }

    /// `E3002` and what it means, which `end` follows, and the message.
    private static func cfnLintRule(
        _ line: Substring, _ end: String
    ) -> (rule: Substring, severity: Substring, message: Substring)? {
        let rule = line.prefix(5)
        guard rule.count == 5, rule.dropFirst().allSatisfy(LineDialects.isDigit),
            let severity = ["E": "error", "W": "warning", "I": "info"][rule.prefix(1)],
            line[rule.endIndex...].hasPrefix(end)
        else { return nil }
        return (rule, severity[...], line[rule.endIndex...].dropFirst(end.count))
    }

    /// Whether it may be the name of a template's file.
    private static func isTemplate(_ name: Substring) -> Bool {
        [".yaml", ".yml", ".json", ".template", ".jsn", ".cfn"].contains(where: name.lowercased().hasSuffix)
            || name.hasPrefix("/")
    }

    // MARK: Dependencies

    /// deptry's `path.py:1:12: DEP001 message`, without numbers where it is the declaration that is wrong.
    private static let deptry = LineDialect(tool: "deptry", needsMark: true) { line in
        if line.hasPrefix("Success! No dependency issues found") { return .clear }
        if line.hasPrefix("Found "), line.has(" dependency issue") { return .mark }
        if line.isEmpty || line.hasPrefix("Scanning ") || line.hasPrefix("For more information, see the documentation:")
            || line.hasPrefix("Assuming the corresponding module name of package ")
        {
            return .chrome
        }
        if line.hasPrefix("Warning: Skipping processing of "),
            let why = line.byteRange(of: " because of the following error: ")
        {
            let path = line[..<why.lowerBound].dropFirst("Warning: Skipping processing of ".count)
            return .problem(LineDialect.Problem(path: path, severity: "error", message: line[why.upperBound...]))
        }
        guard let code = line.byteRange(of: ": DEP"), !line[..<code.lowerBound].contains(" ") else { return nil }
        let words = line[code.lowerBound...].dropFirst(2)
        let rule = words.prefix { $0 != " " }
        guard rule.count == 6, rule.dropFirst(3).allSatisfy(LineDialects.isDigit) else { return nil }
        let message = words[rule.endIndex...].drop { $0 == " " }
        if let (place, rest) = LinePlace.leading(line), rest.startIndex == code.lowerBound {
            return .problem(LineDialects.problem(place, message, rule: rule))
        }
        return .problem(LineDialect.Problem(path: line[..<code.lowerBound], message: message, rule: rule))
    }
}
