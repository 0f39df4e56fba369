import FindingsModel

/// The dialects of linters of descriptions, as of what a project depends on.
enum DialectsOfDescriptions {
    static let all: [LineDialect] = [deptry]

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
