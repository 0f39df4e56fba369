import FindingsModel

/// The dialects that are known, in the order in which they are tried.
enum LineDialects {
    static let all: [LineDialect] =
        [
            goLines, goLinesWithoutColumns, pyflakes, pydocstyle, pyright, luacheck, dotenvLinter, standard,
            standardWithoutRules,
            standardRuby, ktlint, detekt, actionlint,
            stylelint, markdownlint, hadolint, vale, buf, cfnLint, cSpell, ansibleLint, jsHint, proselint,
        ] + DialectsOfComponents.all + DialectsOfPages.all + DialectsOfLanguages.all + DialectsOfDescriptions.all
        + DialectsOfDocuments.all

    // MARK: Go

    /// `path.go:12:5: message` of go vet, golint and Revive; without a column below the package's name.
    private static let goLines = LineDialect(tool: "Go linter") { line in
        if isGoPackage(line) || isGoTest(line) { return .chrome }
        // What a type error has below it: `have (int)`, `want (string)`.
        if line.hasPrefix("\thave ") || line.hasPrefix("\twant ") { return .more(line.dropFirst()) }
        let words = line.hasPrefix("vet: ") ? line.dropFirst(5) : line
        guard let (place, rest) = LinePlace.leading(words), rest.hasPrefix(": "), place.path.hasSuffix(".go"),
            place.numbers.count == 2, !place.path.contains(" "),
            // With the linter's name behind the message it is golangci-lint's or staticcheck's.
            DiagnosticLine.golangci(place, rest.dropFirst(2)) == nil
        else { return nil }
        return .problem(problem(place, rest.dropFirst(2)))
    }

    /// `path.go:12: message` of old versions of go vet, which end with the command's status.
    private static let goLinesWithoutColumns = LineDialect(tool: "Go linter", needsMark: true) { line in
        if line.hasPrefix("exit status "), line.dropFirst(12).allSatisfy(isDigit) { return .mark }
        if isGoPackage(line) { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), rest.hasPrefix(": "), place.path.hasSuffix(".go"),
            !place.path.contains(" "), DiagnosticLine.golangci(place, rest.dropFirst(2)) == nil
        else { return nil }
        return .problem(problem(place, rest.dropFirst(2)))
    }

    /// go vet's `# example.org/quay/berth`, and what the commands of Go say in the end.
    private static func isGoPackage(_ line: Substring) -> Bool {
        let words = line.prefix(400).split(separator: " ")
        if words.first == "#", words.count <= 3, let name = words.dropFirst().first {
            return name.contains("/") || name == "command-line-arguments" || words.count == 3
        }
        return line.hasPrefix("exit status ")
    }

    /// What `go test` prints beside the problems of a package that does not build; a test that failed is none of it.
    private static func isGoTest(_ line: Substring) -> Bool {
        let words = line.prefix(400).split(whereSeparator: { $0 == " " || $0 == "\t" })
        switch words.first {
        case "FAIL": return words.count == 1 || line.hasSuffix(" failed]")
        case "ok", "?": return words.count > 2 && words[1].contains { $0 == "/" || $0 == "." }
        case "PASS": return words.count == 1
        case "===": return words.count > 2 && words[1].allSatisfy(\.isUppercase)
        case "---": return words.count > 2 && words[1] == "PASS:"
        case "coverage:": return line.hasSuffix(" of statements")
        default: return false
        }
    }

    // MARK: Python

    private static let pyflakes = LineDialect(tool: "Pyflakes") { line in
        // With a code it is flake8's or Ruff's.
        guard let (place, rest) = LinePlace.leading(line), rest.hasPrefix(": "), place.path.hasSuffix(".py"),
            place.numbers.count == 2, !place.path.contains(" "), Flake8Format.violation(Array(line.utf8)[...]) == nil,
            !["error[", "warning[", "info["].contains(where: rest.dropFirst(2).hasPrefix)
        else { return nil }
        return .problem(problem(place, rest.dropFirst(2)))
    }

    /// ``path.py:18 in private class `Mast`:`` and below it `        D101: Docstring missing`.
    private static let pydocstyle = LineDialect(tool: "pydocstyle") { line in
        if line.hasPrefix("    ") {
            let words = line.drop { $0 == " " }
            guard words.first == "D", let colon = words.byteRange(of: ": ") else { return .more(words) }
            let code = words[..<colon.lowerBound]
            guard code.count == 4, code.dropFirst().allSatisfy(isDigit) else { return .more(words) }
            return .problem(LineDialect.Problem(message: words[colon.upperBound...], rule: code))
        }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, line.hasSuffix(":"),
            rest.hasPrefix(" in ") || rest.hasPrefix(" at module level")
        else { return nil }
        let name = rest.dropLast().hasSuffix("`") ? rest.dropLast(2).split(separator: "`").last : nil
        return .heading(LineDialect.Place(path: place.path, line: place.numbers[0], symbol: name))
    }

    /// `  path.py:3:5 - error: message (reportX)`, its reasons below it, deeper.
    private static let pyright = LineDialect(tool: "pyright", ruleIsLast: true) { line in
        if line.hasSuffix(" informations") || line.hasSuffix(" information") || line.hasSuffix(" notes") {
            return line.hasPrefix("0 errors, 0 warnings, 0 ") ? .clear : .chrome
        }
        if [
            "No configuration file found", "Assuming ", "Loading ", "Found ", "Searching ", "pyright ", "WARNING: ",
            "Please install ", "Completed in ", "Using ", "No source files found", "stubPath ",
        ]
        .contains(where: line.hasPrefix) {
            return .chrome
        }
        let words = line.drop { $0 == " " }
        if let (place, rest) = LinePlace.leading(words), place.numbers.count == 2, rest.hasPrefix(" - ") {
            let said = rest.dropFirst(3)
            guard let colon = said.byteRange(of: ": "),
                ["error", "warning", "information"].contains(said[..<colon.lowerBound]),
                place.path.hasSuffix(".py") || place.path.hasSuffix(".pyi") || place.path.hasSuffix(".ipynb")
            else { return nil }
            return .problem(problem(place, said[colon.upperBound...], severity: said[..<colon.lowerBound]))
        }
        if line.hasPrefix("    ") || line.hasPrefix("  \u{A0}") {
            return .more(words.drop { $0 == " " || $0 == "\u{A0}" })
        }
        return [".py", ".pyi", ".ipynb"].contains(where: line.hasSuffix) && line == words
            ? .heading(LineDialect.Place(path: line)) : nil
    }

    // MARK: Other languages

    /// `    path.lua:3:7: (W211) message` below `Checking path.lua    2 warnings`.
    private static let luacheck = LineDialect(tool: "luacheck") { line in
        if line.hasPrefix("Checking ") {
            let endings = ["OK", " warning", " warnings", " error", " errors", "Failure", "Syntax error", "I/O error"]
            return endings.contains(where: line.hasSuffix) ? .mark : nil
        }
        if line.hasPrefix("Total: "), line.has(" error") {
            return line.hasPrefix("Total: 0 warnings / 0 errors") ? .clear : .mark
        }
        let words = line.drop { $0 == " " }
        guard let (place, rest) = LinePlace.leading(words), rest.hasPrefix(": "), place.numbers.count >= 2,
            [".lua", ".rockspec", ".luacheckrc", "stdin"].contains(where: place.path.hasSuffix)
        else { return nil }
        var message = rest.dropFirst(2)
        var code: Substring?
        if message.first == "(", let close = message.byteRange(of: ") ") {
            let inside = message[..<close.lowerBound].dropFirst()
            if inside.count == 4, inside.first == "W" || inside.first == "E", inside.dropFirst().allSatisfy(isDigit) {
                (code, message) = (inside, message[close.upperBound...])
            }
        }
        return .problem(
            problem(place, message, severity: code.map { $0.first == "E" ? "error" : "warning" } ?? "", rule: code))
    }

    /// `.env:2 LowercaseKey: message`.
    private static let dotenvLinter = LineDialect(tool: "dotenv-linter") { line in
        if line.hasPrefix("Checking "), line.has(".env") { return .mark }
        if line == "No problems found" || line == "Nothing to check" { return .clear }
        if line.hasPrefix("Found "), line.has(" problem") { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, rest.first == " ",
            place.path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last?.contains(".env") == true,
            let colon = rest.byteRange(of: ": ")
        else { return nil }
        let rule = rest[..<colon.lowerBound].dropFirst()
        guard rule.first?.isUppercase == true, rule.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return .problem(problem(place, rest[colon.upperBound...], severity: "warning", rule: rule))
    }

    /// JavaScript Standard Style's `  path.js:10:7: message (rule)`.
    private static let standard = LineDialect(tool: "standard") { line in
        if ["standard: ", "semistandard: ", "ts-standard: "].contains(where: line.hasPrefix) { return .mark }
        let endings = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".vue", ".html", "<text>"]
        return ruleBehind(line.drop { $0 == " " }, "(", ")", in: endings).map { .problem($0) }
    }

    /// Older versions' lines without a rule, below the tool's name.
    private static let standardWithoutRules = LineDialect(tool: "standard", needsMark: true) { line in
        if ["standard: ", "semistandard: ", "ts-standard: "].contains(where: line.hasPrefix) {
            return line.has("standardrb") || line.has("Ruby Standard Style") ? nil : .mark
        }
        let endings = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".vue", ".html", "<text>"]
        guard line.hasPrefix("  "), let (place, rest) = LinePlace.leading(line.drop { $0 == " " }),
            place.numbers.count == 2, rest.hasPrefix(": "), endings.contains(where: place.path.hasSuffix)
        else { return nil }
        return .problem(problem(place, rest.dropFirst(2)))
    }

    /// Standard Ruby's `  path.rb:12:7: Style/Name: message`, RuboCop's rules below the tool's own name.
    private static let standardRuby = LineDialect(tool: "standardrb", needsMark: true) { line in
        if line.hasPrefix("standard: ") { return .mark }
        guard line.hasPrefix("  "), let (place, rest) = LinePlace.leading(line.drop { $0 == " " }),
            rest.hasPrefix(": ")
        else { return nil }
        var message = rest.dropFirst(2)
        for mark in ["[Correctable] ", "[Corrected] "] where message.hasPrefix(mark) {
            message = message.dropFirst(mark.count)
        }
        guard let colon = message.byteRange(of: ": ") else { return nil }
        let rule = message[..<colon.lowerBound]
        guard rule.contains("/"), rule.first?.isUppercase == true,
            rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "/") })
        else { return nil }
        return .problem(problem(place, message[colon.upperBound...], rule: rule))
    }

    /// `path.kt:12:5: message (standard:rule)`.
    private static let ktlint = LineDialect(tool: "ktlint") { line in
        if line.hasPrefix("Summary error count") || line.has(" WARN com.pinterest.ktlint")
            || line.has(" INFO com.pinterest.ktlint") || line.has(" ERROR com.pinterest.ktlint")
        {
            return .mark
        }
        if line.hasPrefix("  "), let count = line.split(separator: " ").last, count.allSatisfy(isDigit) {
            return .chrome
        }
        return ruleBehind(line, "(", ")", in: [".kt", ".kts"]).map { .problem($0) }
    }

    /// `path.kt:12:5: message [Rule]`.
    private static let detekt = LineDialect(tool: "detekt") { line in
        if line.hasPrefix("detekt finished in ") || line.has(" kotlin files were analyzed")
            || line.hasPrefix("Successfully generated ") || line.hasPrefix("Build failed with ")
        {
            return .chrome
        }
        return ruleBehind(line, "[", "]", in: [".kt", ".kts"]).map { .problem($0) }
    }

    /// `path.yml:3:5: message [kind]` and the line that it means.
    private static let actionlint = LineDialect(tool: "actionlint") { line in
        if line.drop(while: { $0 == " " || isDigit($0) }).first == "|" { return .chrome }
        guard var problem = ruleBehind(line, "[", "]", in: [".yml", ".yaml"]) else { return nil }
        problem.severity = "error"
        return .problem(problem)
    }

    /// `path.css:3:5: message [error]`; its rule stands before the word where it is told.
    private static let stylelint = LineDialect(tool: "stylelint") { line in
        if line.hasSuffix(" problem") || line.hasSuffix(" problems"), line.first.map(isDigit) == true { return .chrome }
        let endings = [".css", ".scss", ".sass", ".less", ".html", ".vue", ".svelte", ".astro"]
        guard var problem = ruleBehind(line, "[", "]", in: endings), let word = problem.rule,
            word == "error" || word == "warning"
        else { return nil }
        (problem.severity, problem.rule) = (word, nil)
        if problem.message.hasSuffix(")"), let open = problem.message.lastIndex(of: "("),
            !problem.message[open...].contains(" ")
        {
            problem.rule = problem.message[open...].dropFirst().dropLast()
            problem.message = problem.message[..<open]
        }
        return .problem(problem)
    }

    /// `path.md:3:81 error MD013/line-length message`, the word of severity in newer versions.
    private static let markdownlint = LineDialect(tool: "markdownlint") { line in
        if ["markdownlint-cli2 v", "Finding: ", "Linting: ", "Summary: "].contains(where: line.hasPrefix) {
            return line.hasPrefix("Summary: 0 error") ? .clear : .chrome
        }
        guard let (place, rest) = LinePlace.leading(line), rest.first == " ", place.path.contains(".") else {
            return nil
        }
        var words = rest.dropFirst()
        var severity: Substring = "error"
        for word in ["error ", "warning "] where words.hasPrefix(word) {
            severity = word.dropLast()
            words = words.dropFirst(word.count)
        }
        let names = words.prefix { $0 != " " }
        let rule = names.prefix { $0 != "/" }
        guard rule.count == 5 || rule.count == 6, rule.hasPrefix("MD"), rule.dropFirst(2).allSatisfy(isDigit) else {
            return nil
        }
        return .problem(
            problem(place, words[names.endIndex...].drop { $0 == " " }, severity: severity, rule: rule))
    }

    /// `Dockerfile:3 DL3008 warning: message`, the word of severity in newer versions.
    private static let hadolint = LineDialect(tool: "Hadolint") { line in
        guard let (place, rest) = LinePlace.leading(line), rest.first == " " else { return nil }
        let code = rest.dropFirst().prefix { $0 != " " }
        guard code.count == 6, code.hasPrefix("DL") || code.hasPrefix("SC"), code.dropFirst(2).allSatisfy(isDigit)
        else { return nil }
        var message = rest[code.endIndex...].dropFirst()
        var severity: Substring = ""
        for word in ["error", "warning", "info", "style"] where message.hasPrefix(word + ": ") {
            severity = message.prefix(word.count)
            message = message.dropFirst(word.count + 2)
        }
        return .problem(problem(place, message, severity: severity, rule: code))
    }

    /// `path:1:2:Style.Rule:message`, of `--output=line`.
    private static let vale = LineDialect(tool: "Vale") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.first == ":" else {
            return nil
        }
        let rule = rest.dropFirst().prefix { $0 != ":" }
        guard rule.contains("."), rule.first?.isUppercase == true, !rule.contains(" "), rule.endIndex < rest.endIndex
        else { return nil }
        return .problem(problem(place, rest[rule.endIndex...].dropFirst(), rule: rule))
    }

    /// `path.proto:3:1:message`; its formats with a level call each problem an error.
    private static let buf = LineDialect(tool: "Buf") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.first == ":",
            place.path.hasSuffix(".proto") || place.path == "<input>",
            rest.dropFirst().first.map({ $0 != " " }) == true
        else { return nil }
        return .problem(problem(place, rest.dropFirst(), severity: "error"))
    }

    /// `path:3:5:3:10:E3001:message`, of `--format parseable`.
    private static let cfnLint = LineDialect(tool: "cfn-lint") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2 else { return nil }
        var words = rest.dropFirst()
        guard rest.first == ":", let last = LinePlace.number(&words), words.first == ":" else { return nil }
        words = words.dropFirst()
        guard let column = LinePlace.number(&words), words.first == ":" else { return nil }
        let code = words.dropFirst().prefix { $0 != ":" }
        guard code.count == 5, code.dropFirst().allSatisfy(isDigit), code.endIndex < words.endIndex,
            let severity = ["E": "error", "W": "warning", "I": "info"][code.prefix(1)]
        else { return nil }
        var problem = problem(place, words[code.endIndex...].dropFirst(), severity: severity[...], rule: code)
        (problem.lastLine, problem.endColumn) = (last, column)
        return .problem(problem)
    }

    /// `path:3:5 - Unknown word (halyrd)`, and behind it a fix, suggestions or the words around, by the templates of
    /// https://github.com/streetsidesoftware/cspell/blob/main/packages/cspell/src/cli-reporter.ts
    private static let cSpell = LineDialect(tool: "CSpell") { line in
        if line.hasPrefix("CSpell: Files checked: ") {
            return line.has("Issues found: 0 ") ? .clear : .chrome
        }
        let progress = line.drop { $0 == " " }.prefix { isDigit($0) || $0 == "/" }
        if progress.contains("/"), line.has("ms") { return .chrome }
        if line.hasPrefix("\t Suggestions: [") { return .more(line.dropFirst(2)) }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2 else { return nil }
        let words = rest.drop { $0 == " " }
        guard rest.first == " ",
            ["- Unknown word (", "- Misspelled word (", "- Forbidden word ("].contains(where: words.hasPrefix)
        else { return nil }
        var message = String(words.dropFirst(2))
        if let end = message.byteRange(of: ") "), let next = message[end.upperBound...].firstIndex(where: { $0 != " " })
        {
            message = message[..<end.lowerBound] + ")\n" + message[next...]
        }
        return .problem(problem(place, message[...]))
    }

    /// `path.yml:3: rule[part]: message`, of `-p`; `path.yml:3: rule message` and `path.yml:3: [E301] message` of older versions.
    private static let ansibleLint = LineDialect(tool: "ansible-lint") { line in
        if line.isEmpty { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), rest.hasPrefix(": "),
            [".yml", ".yaml", ".j2"].contains(where: place.path.hasSuffix)
        else { return nil }
        var message = rest.dropFirst(2)
        let isWarning = message.hasSuffix(" (warning)")
        if isWarning { message = message.dropLast(10) }
        let severity: Substring = isWarning ? "warning" : ""
        if message.hasPrefix("[E"), let close = message.byteRange(of: "] ") {
            let code = message[..<close.lowerBound].dropFirst()
            guard code.last.map(isDigit) == true, code.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) })
            else { return nil }
            return .problem(problem(place, message[close.upperBound...], severity: severity, rule: code))
        }
        let word = message.prefix { $0 != " " }
        let rule = word.last == ":" ? word.dropLast() : word
        let name = rule.prefix { $0 != "[" }
        let said = message[word.endIndex...].dropFirst()
        guard name.contains("-") || rule.hasSuffix("]"), !name.isEmpty,
            word.last == ":" || said.first?.isUppercase == true,
            name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0 == "-") })
        else { return nil }
        return .problem(problem(place, said, severity: severity, rule: rule))
    }

    /// `path.js: line 3, col 12, message (W033)`.
    private static let jsHint = LineDialect(tool: "JSHint") { line in
        if line.first.map(isDigit) == true, line.hasSuffix(" error") || line.hasSuffix(" errors") { return .chrome }
        guard let start = line.byteRange(of: ": line ") else { return nil }
        var words = line[start.upperBound...]
        guard let row = LinePlace.number(&words), words.hasPrefix(", col ") else { return nil }
        words = words.dropFirst(6)
        guard let column = LinePlace.number(&words), words.hasPrefix(", ") else { return nil }
        // ESLint's and stylelint's `compact` tells the severity there.
        let word = words.dropFirst(2).prefix { $0 != " " }
        if words[word.endIndex...].hasPrefix(" - "), ["error", "warning", "info"].contains(word.lowercased()) {
            return nil
        }
        var problem = LineDialect.Problem(
            path: line[..<start.lowerBound], lines: [row], column: column, message: words.dropFirst(2))
        if words.hasSuffix(")"), let open = words.lastIndex(of: "(") {
            let code = words[open...].dropFirst().dropLast()
            if code.count == 4, code.dropFirst().allSatisfy(isDigit),
                let severity = ["E": "error", "W": "warning", "I": "info"][code.prefix(1)]
            {
                (problem.rule, problem.severity) = (code, severity[...])
                problem.message = words[..<open].dropFirst(2)
            }
        }
        return .problem(problem)
    }

    /// `path.md:3:5: typography.symbols.curly_quotes message`.
    private static let proselint = LineDialect(tool: "proselint") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.hasPrefix(": ") else {
            return nil
        }
        let rule = rest.dropFirst(2).prefix { $0 != " " }
        guard rule.contains("."), !rule.hasSuffix("."), rule.first != ".",
            rule.allSatisfy({ $0.isASCII && ($0.isLowercase || $0 == "." || $0 == "_") })
        else { return nil }
        return .problem(problem(place, rest[rule.endIndex...].dropFirst(), rule: rule))
    }

    // MARK: Parts

    static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    static func problem(
        _ place: LinePlace, _ message: Substring, severity: Substring = "", rule: Substring? = nil
    ) -> LineDialect.Problem {
        var message = message.drop { $0 == " " }
        while message.last == " " { message.removeLast() }
        return LineDialect.Problem(
            path: place.path, lines: [place.numbers[0]],
            column: place.numbers.count > 1 ? place.numbers[1] : nil,
            endColumn: place.numbers.count > 2 ? place.numbers[2] : nil,
            severity: severity, message: message, rule: rule)
    }

    /// `path:12:5: message (rule)` of a file with one of these endings.
    private static func ruleBehind(
        _ line: Substring, _ open: Character, _ close: Character, in endings: [String]
    ) -> LineDialect.Problem? {
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.hasPrefix(": "),
            endings.contains(where: place.path.hasSuffix), rest.last == close, let start = rest.lastIndex(of: open)
        else { return nil }
        let rule = rest[start...].dropFirst().dropLast()
        let message = rest[..<start].dropFirst(2)
        guard rule.first?.isLetter == true || rule.first == "@",
            rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_/:@.".contains($0)) }),
            message.last == " ", message.contains(where: { $0 != " " })
        else { return nil }
        // A person puts a severity there.
        if open == "(", ToolSeverity.severity(String(rule)) != nil { return nil }
        return problem(place, message, rule: rule)
    }
}
