import FindingsModel

/// The dialects of linters of pages and of Robot Framework.
enum DialectsOfPages {
    static let all: [LineDialect] = [htmlHint, robocop]

    /// HTMLHint's default: a file's name, `L8 |` before the source, and `^ message (rule)` below it. The source is cut at both
    /// ends, so the mark tells no column. https://github.com/htmlhint/HTMLHint/blob/main/src/cli/formatters/default.ts
    private static let htmlHint = LineDialect(tool: "HTMLHint", needsMark: true) { line in
        if line.hasPrefix("Scanned "), line.hasSuffix(" ms)") || line.hasSuffix(" ms).") {
            return line.has(" files, no errors found (") ? .clear : .mark
        }
        let words = line.drop { $0 == " " }
        if words.isEmpty || words.hasPrefix("Config loaded: ") { return .chrome }
        guard line.hasPrefix("   ") else { return nil }
        guard line.hasPrefix("      ") else { return .heading(LineDialect.Place(path: words)) }
        if words.hasPrefix("^ "), words.hasSuffix(")"), let open = words.lastIndex(of: "(") {
            let rule = words[open...].dropFirst().dropLast()
            guard !rule.isEmpty, rule.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
            else { return nil }
            var message = words[..<open].dropFirst(2)
            while message.last == " " { message.removeLast() }
            return .problem(LineDialect.Problem(message: message, rule: rule))
        }
        guard words.first == "L", let bar = words.byteRange(of: " |") else { return nil }
        return Int(words[..<bar.lowerBound].dropFirst()).flatMap { $0.isCountable ? .row($0) : nil }
    }

    /// Robocop's `quay.robot:3:5 [W] NAME18 message (rule-name)`, and its `extended` form without the letter and the name, with
    /// the source below. https://robocop.dev/stable/configuration/#issue-format
    private static let robocop = LineDialect(tool: "Robocop") { line in
        if line.isEmpty || (line.hasPrefix("Found ") && line.has(" issue")) { return .chrome }
        if line.has(" fixable with the '--fix' option") || (line.hasPrefix("Generated ") && line.has(" report at ")) {
            return .chrome
        }
        let frame = line.prefix(12).first { $0 != " " && !$0.isNumber }
        if frame == "|", line.first == " " || line.first?.isNumber == true { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.hasPrefix(" "),
            [".robot", ".resource"].contains(where: place.path.hasSuffix)
        else { return nil }
        var words = rest.dropFirst()
        var severity: Substring = ""
        for (mark, word) in [("[E] ", "error"), ("[W] ", "warning"), ("[I] ", "info")] where words.hasPrefix(mark) {
            (words, severity) = (words.dropFirst(mark.count), word[...])
        }
        let code = words.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        guard code.first?.isUppercase == true, code.last?.isNumber == true, words[code.endIndex...].hasPrefix(" ")
        else {
            return nil
        }
        words = words[code.endIndex...].dropFirst()
        if words.last == ")", let open = words.lastByteRange(of: " ("), !words[open.upperBound...].contains(" ") {
            words = words[..<open.lowerBound]
        }
        var problem = LineDialects.problem(place, words, rule: code)
        problem.severity = severity
        return .problem(problem)
    }
}
