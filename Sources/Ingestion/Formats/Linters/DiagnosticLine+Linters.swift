import FindingsModel

/// The forms of single linters, each known by a mark that no person writes: the rule in brackets behind the message, a
/// word of severity at a place of its own.
extension DiagnosticLine {
    static func linter(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        guard bytes.count < 10_000 else { return nil }
        let line = Substring(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("[") { return protolint(line) }
        if line.hasPrefix("error file=") || line.hasPrefix("warning file=") || line.hasPrefix("info file=") {
            return scalastyle(line)
        }
        if let found = eslintCompact(line) ?? puppetLint(line) ?? tslint(line) ?? isort(line)
            ?? PyreflyLine.diagnostic(line)
        {
            return found
        }
        if let found = hlintOfLines(line) { return found }
        guard let (place, rest) = LinePlace.leading(line) else { return nil }
        if rest.hasPrefix(" [") { return template(place, rest.dropFirst(2)) }
        if rest.hasPrefix(" ") { return pyre(place, rest.dropFirst()) }
        guard rest.hasPrefix(":") else { return nil }
        let message = rest.dropFirst()
        if message.hasPrefix("  ") { return cpplint(place, message.dropFirst(2)) }
        if message.hasPrefix(" ") {
            let message = message.dropFirst()
            return golangci(place, message) ?? bandit(place, message) ?? sorbet(place, message) ?? hlint(place, message)
                ?? vulture(
                    place, message)
                ?? codespell(place, message)
        }
        return psalm(place, message) ?? semgrep(place, message)
    }

    // MARK: Forms

    /// golangci-lint's `path.go:12:5: message (linter)`, staticcheck's `(SA4006)`.
    static func golangci(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard place.path.hasSuffix(".go"), message.hasSuffix(")"), let open = message.lastIndex(of: "("),
            open > message.startIndex
        else { return nil }
        let rule = message[message.index(after: open)...].dropLast()
        guard rule.count < 30, rule.first?.isLetter == true,
            rule.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
                || (rule.last?.isNumber == true && rule.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) })
        else { return nil }
        return place.line(.golangci, "", message[..<open], rule: rule)
    }

    /// Bandit's `custom`, unless a template of one's own was given: `path.py:12: B105[bandit]: LOW: message`.
    private static func bandit(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard let mark = message.byteRange(of: "[bandit]: "), let end = message[mark.upperBound...].byteRange(of: ": ")
        else { return nil }
        let code = message[..<mark.lowerBound]
        let severity = message[mark.upperBound..<end.lowerBound]
        guard code.count == 4, code.first == "B", code.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
            ["LOW", "MEDIUM", "HIGH", "UNDEFINED"].contains(severity)
        else { return nil }
        return place.line(.bandit, severity.lowercased()[...], message[end.upperBound...], rule: code)
    }

    /// cpplint's `path:12:  message  [category/name] [5]`.
    private static func cpplint(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard message.hasSuffix("]"), let confidence = message.lastIndex(of: "["),
            Int(message[message.index(after: confidence)...].dropLast()) != nil
        else { return nil }
        let rest = message[..<confidence].trimmingEnd()
        guard rest.hasSuffix("]"), let open = rest.lastIndex(of: "[") else { return nil }
        let rule = rest[rest.index(after: open)...].dropLast()
        return rule.contains("/") ? place.line(.cpplint, "", rest[..<open], rule: rule) : nil
    }

    /// Psalm's `path:12:5:error - Rule: message`.
    private static func psalm(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard let dash = message.byteRange(of: " - "), words.contains(String(message[..<dash.lowerBound])),
            let colon = message[dash.upperBound...].byteRange(of: ": ")
        else { return nil }
        let rule = message[dash.upperBound..<colon.lowerBound]
        guard !rule.contains(" ") else { return nil }
        return place.line(.psalm, message[..<dash.lowerBound], message[colon.upperBound...], rule: rule)
    }

    /// Semgrep's `vim` form, `path:3:12:E:rule:message`, and its `emacs` form, `path:3:12:error(rule):code:message`.
    private static func semgrep(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard let colon = message.firstIndex(of: ":") else { return nil }
        let word = message[..<colon]
        let rest = message[message.index(after: colon)...]
        if let severity = ["E": "error", "W": "warning", "I": "info"][String(word)] {
            guard let end = rest.firstIndex(of: ":"), !rest[..<end].contains(" ") else { return nil }
            return place.line(.semgrep, severity[...], rest[rest.index(after: end)...], rule: rest[..<end])
        }
        guard word.hasSuffix(")"), let open = word.firstIndex(of: "("), words.contains(String(word[..<open])) else {
            return nil
        }
        // The code that was matched stands before the message, and may hold colons.
        guard let end = rest.lastIndex(of: ":") else { return nil }
        return place.line(
            .semgrep, word[..<open], rest[rest.index(after: end)...], rule: word[word.index(after: open)...].dropLast())
    }

    /// Sorbet's `path:12: message https://srb.help/7003`.
    private static func sorbet(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard let link = message.byteRange(of: " https://srb.help/") else { return nil }
        let code = message[link.upperBound...].prefix { $0.isNumber }
        return code.isEmpty ? nil : place.line(.sorbet, "error", message[..<link.lowerBound], rule: code)
    }

    /// HLint's `path:12:5-9: Suggestion: message`.
    private static func hlint(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard place.path.hasSuffix("hs"), let colon = message.byteRange(of: ": ") else { return nil }
        let word = message[..<colon.lowerBound]
        guard ["Suggestion", "Warning", "Error", "Ignore"].contains(word) else { return nil }
        let severity = word == "Suggestion" ? "suggestion" : word.lowercased()[...]
        let name = message[colon.upperBound...]
        return place.line(.hlint, severity, name, rule: name)
    }

    /// HLint's problem of several lines, `path.hs:(12,5)-(14,9): Suggestion: message`, and GHC's; the end is inclusive.
    static func hlintOfLines(_ line: Substring) -> DiagnosticLine? {
        guard let open = line.byteRange(of: "hs:("), let close = line[open.upperBound...].byteRange(of: "): ") else {
            return nil
        }
        let numbers = line[open.upperBound..<close.lowerBound].split { ",()-".contains($0) }.compactMap { Int($0) }
        guard numbers.count == 4, numbers.allSatisfy(\.isCountable) else { return nil }
        let path = line[..<open.upperBound].dropLast(2)
        let place = LinePlace(path: path, numbers: Array(numbers.prefix(2)))
        let said = line[close.upperBound...]
        // GHC's words of severity are small.
        let word = ["error", "warning"].first { said.hasPrefix($0 + ": ") }
        let ghcs = word.map { place.line(.gnu, $0[...], said.dropFirst($0.count + 2), rule: nil) }
        guard var found = ghcs ?? hlint(place, said) else { return nil }
        (found.lastLine, found.endColumn) = (numbers[2], numbers[3] + 1)
        return found
    }

    /// The same line as HLint's, whose `Warning:` and `Error:` other compilers have, too.
    var asHLints: DiagnosticLine {
        guard form == .gnu, path?.hasSuffix("hs") == true, rule == nil, line != nil else { return self }
        var hint = self
        (hint.form, hint.rule) = (.hlint, message)
        return hint
    }

    /// HAML-Lint's and Slim-Lint's `path:12 [W] Rule: message`.
    private static func template(_ place: LinePlace, _ rest: Substring) -> DiagnosticLine? {
        guard let word = ["W": "warning", "E": "error", "C": "convention", "F": "fatal"][String(rest.prefix(1))],
            rest.dropFirst().hasPrefix("] "), let colon = rest.byteRange(of: ": ")
        else { return nil }
        let rule = rest[..<colon.lowerBound].dropFirst(3)
        guard !rule.contains(" ") else { return nil }
        return place.line(.template, word[...], rest[colon.upperBound...], rule: rule)
    }

    /// Pyre's `path.py:12:4 Undefined attribute [16]: message`, whose columns count from 0.
    private static func pyre(_ place: LinePlace, _ rest: Substring) -> DiagnosticLine? {
        guard place.path.hasSuffix(".py") || place.path.hasSuffix(".pyi"), place.numbers.count == 2,
            let open = rest.byteRange(of: " ["), let close = rest[open.upperBound...].byteRange(of: "]: ")
        else { return nil }
        let code = rest[open.upperBound..<close.lowerBound]
        guard !code.isEmpty, code.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        var place = place
        place.numbers[1] += 1
        return place.line(.pyre, "error", rest, rule: code)
    }

    /// Vulture's `path.py:12: unused function 'name' (60% confidence)`.
    private static func vulture(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard
            message.hasSuffix("% confidence)") || message.hasSuffix("% confidence, 1 line)")
                || message.hasSuffix(" lines)") && message.has("% confidence, "),
            place.path.hasSuffix(".py") || place.path.hasSuffix(".pyi")
        else { return nil }
        let kind = message.prefix { $0 != "'" }.split(separator: " ")
        guard let first = kind.first, ["unused", "unreachable", "unsatisfiable", "redundant"].contains(first) else {
            return nil
        }
        return place.line(.vulture, "", message, rule: kind.prefix(2).joined(separator: "-")[...])
    }

    /// codespell's `path:12: recieve ==> receive`.
    private static func codespell(_ place: LinePlace, _ message: Substring) -> DiagnosticLine? {
        guard place.numbers.count == 1, let arrow = message.byteRange(of: " ==> "),
            arrow.lowerBound > message.startIndex, !message[..<arrow.lowerBound].contains(" "),
            arrow.upperBound < message.endIndex
        else { return nil }
        return place.line(.codespell, "", message, rule: nil)
    }

    /// isort's `ERROR: path.py Imports are incorrectly sorted and/or formatted.`, of a file as a whole.
    private static func isort(_ line: Substring) -> DiagnosticLine? {
        guard line.hasPrefix("ERROR: "), let words = line.byteRange(of: " Imports are incorrectly sorted") else {
            return nil
        }
        let path = line[..<words.lowerBound].dropFirst(7)
        guard path.hasSuffix(".py") || path.hasSuffix(".pyi") else { return nil }
        return LinePlace(path: path, numbers: []).line(
            .isort, "error", line[words.lowerBound...].dropFirst(), rule: nil)
    }

    /// protolint's `[path.proto:12:5] message`.
    private static func protolint(_ line: Substring) -> DiagnosticLine? {
        guard let close = line.byteRange(of: "] "),
            let (place, rest) = LinePlace.leading(line[..<close.lowerBound].dropFirst()),
            rest.isEmpty, place.path.hasSuffix(".proto")
        else { return nil }
        return place.line(.protolint, "", line[close.upperBound...], rule: nil)
    }

    /// Scalastyle's `warning file=path message=words line=6 column=7`.
    private static func scalastyle(_ line: Substring) -> DiagnosticLine? {
        guard let file = line.byteRange(of: "file="), let message = line.byteRange(of: " message=") else {
            return nil
        }
        var words = line[message.upperBound...]
        var numbers: [Int] = []
        for key in [" column=", " line="] {
            guard let found = words.ranges(of: key).last, let number = Int(words[found.upperBound...]) else { continue }
            numbers.insert(number, at: 0)
            words = words[..<found.lowerBound]
        }
        return LinePlace(path: line[file.upperBound..<message.lowerBound], numbers: numbers)
            .line(.scalastyle, line.prefix { $0 != " " }, words, rule: nil)
    }

    /// ESLint's `compact` form, that of others too: `path: line 2, col 10, Error - message (rule)`.
    private static func eslintCompact(_ line: Substring) -> DiagnosticLine? {
        guard let start = line.byteRange(of: ": line "), let dash = line[start.upperBound...].byteRange(of: " - ")
        else { return nil }
        let parts = line[start.upperBound..<dash.lowerBound].split(separator: ",").map { $0.drop { $0 == " " } }
        guard parts.count == 3, let row = Int(parts[0]), parts[1].hasPrefix("col "), let word = parts.last,
            words.contains(word.lowercased())
        else { return nil }
        var message = line[dash.upperBound...]
        var rule: Substring?
        if message.hasSuffix(")"), let open = message.lastIndex(of: "("), !message[open...].contains(" ") {
            rule = message[open...].dropFirst().dropLast()
            message = message[..<open]
        }
        let path = line[..<start.lowerBound]
        // ESLint's begins with a capital; stylelint's of its own formatter does not.
        let isPage = word.first?.isLowercase == true && (path.hasSuffix(".html") || path.hasSuffix(".htm"))
        return LinePlace(path: path, numbers: [row] + (Int(parts[1].dropFirst(4)).map { [$0] } ?? []))
            .line(isPage ? .htmlhint : .eslint, word.lowercased()[...], message, rule: rule)
    }

    /// puppet-lint's `path - ERROR: message on line 7 (check: name)`; older versions do not tell the check, and a run of one
    /// file no path.
    private static func puppetLint(_ line: Substring) -> DiagnosticLine? {
        var line = line
        var rule: Substring?
        if line.last == ")", let check = line.lastByteRange(of: " (check: ") {
            rule = line[check.upperBound...].dropLast()
            line = line[..<check.lowerBound]
        }
        var path: Substring?
        if let dash = line.byteRange(of: ".pp - ") {
            path = line[..<dash.lowerBound] + ".pp"
            line = line[dash.upperBound...]
        }
        guard path != nil || rule != nil, let colon = line.byteRange(of: ": "),
            let at = line.lastByteRange(of: " on line "), at.lowerBound > colon.upperBound,
            let row = Int(line[at.upperBound...]), row.isCountable,
            case let word = line[..<colon.lowerBound].lowercased(), words.contains(word)
        else { return nil }
        return DiagnosticLine(
            form: .puppetLint, path: path.map(String.init), numbers: [row], severity: word,
            message: String(line[colon.upperBound..<at.lowerBound]), rule: rule.map(String.init))
    }

    /// TSLint's `ERROR: path[12, 5]: message`; the word only in its newer versions.
    private static func tslint(_ line: Substring) -> DiagnosticLine? {
        var rest = line
        var severity: Substring = ""
        for (mark, word) in [("ERROR: ", "error"), ("WARNING: ", "warning")] where rest.hasPrefix(mark) {
            (rest, severity) = (rest.dropFirst(mark.count), word[...])
        }
        guard let found = numbersInBrackets(rest), found.place.numbers.count == 2, found.rest.hasPrefix(": "),
            [".ts", ".tsx", ".js", ".jsx"].contains(where: found.place.path.hasSuffix)
        else { return nil }
        return found.place.line(.tslint, severity, found.rest.dropFirst(2), rule: nil)
    }

    // MARK: Parts

    private static let words: Set = ["error", "warning", "info", "notice", "hint"]

    /// `path[12, 5]` at the beginning, and what follows.
    private static func numbersInBrackets(_ line: Substring) -> (place: LinePlace, rest: Substring)? {
        guard let start = line.firstIndex(of: "["), let end = line[start...].firstIndex(of: "]") else { return nil }
        let parts = line[start..<end].dropFirst().split(separator: ",").map { Int($0.drop { $0 == " " }) }
        let numbers = parts.compactMap { $0 }
        guard !numbers.isEmpty, numbers.count == parts.count, numbers.count <= 2 else { return nil }
        return (LinePlace(path: line[..<start], numbers: numbers), line[line.index(after: end)...])
    }
}

extension LinePlace {
    fileprivate func line(
        _ form: DiagnosticLine.Form, _ severity: Substring, _ message: Substring, rule: Substring?
    ) -> DiagnosticLine {
        var line = DiagnosticLine(
            form: form, path: String(path), numbers: Array(numbers.prefix(2)), severity: String(severity),
            message: String(message), rule: rule.map(String.init))
        if numbers.count > 2 { line.endColumn = numbers[2] }
        return line
    }
}

extension Substring {
    fileprivate func trimmingEnd() -> Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
