import FindingsModel

/// The dialects of linters for PHP, Ruby, Java, Dart, Elixir and Robot Framework.
enum DialectsOfLanguages {
    static let all: [LineDialect] = [
        phpStan, phpMD, pmd, fasterer, reek, reekLines, dartMachine, dartAnalyzer, credo, robocop,
        eclipse,
    ]

    /// PHPStan's raw form, `path.php:12:message`, where it is told with `[identifier=…]`.
    private static let phpStan = LineDialect(tool: "PHPStan") { line in
        guard let (found, rest) = LinePlace.leading(line), found.numbers.count == 1, rest.first == ":",
            rest.dropFirst().first.map({ $0 != " " }) == true
        else { return nil }
        var place = found
        if let trait = place.path.byteRange(of: " (in context of ") { place.path = place.path[..<trait.lowerBound] }
        guard [".php", ".phtml", ".inc", ".module"].contains(where: place.path.hasSuffix) else { return nil }
        var message = rest.dropFirst()
        var rule: Substring?
        if message.hasSuffix("]"), let open = message.byteRange(of: " [identifier=") {
            rule = message[open.upperBound...].dropLast()
            message = message[..<open.lowerBound]
        }
        return .problem(LineDialects.problem(place, message, severity: "error", rule: rule))
    }

    /// PHPMD's `path.php:12  UnusedLocalVariable  message`.
    private static let phpMD = LineDialect(tool: "PHPMD") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1,
            rest.hasPrefix("  ") || rest.hasPrefix("\t"), place.path.hasSuffix(".php")
        else { return nil }
        let words = rest.drop { $0 == " " || $0 == "\t" }
        let rule = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let message = words[rule.endIndex...]
        guard rule.first?.isUppercase == true, message.hasPrefix("  ") || message.hasPrefix("\t") else { return nil }
        return .problem(LineDialects.problem(place, message.drop { $0 == " " || $0 == "\t" }, rule: rule))
    }

    /// PMD's `path:12:<tab>Rule:<tab>message`.
    private static let pmd = LineDialect(tool: "PMD") { line in
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, rest.hasPrefix(":\t"),
            let colon = rest.dropFirst(2).byteRange(of: ":\t")
        else { return nil }
        let rule = rest[..<colon.lowerBound].dropFirst(2)
        guard !rule.isEmpty, rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
        return .problem(LineDialects.problem(place, rest[colon.upperBound...], rule: rule))
    }

    /// fasterer's `path.rb:57 message`, which its sum alone tells from a person's words.
    private static let fasterer = LineDialect(tool: "fasterer", needsMark: true) { line in
        if line.has(" inspected, "), line.hasSuffix(" detected") {
            return line.has(" 0 offenses") || line.has(" no offenses") ? .clear : .mark
        }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, rest.first == " ",
            [".rb", ".rake", ".erb", ".gemspec"].contains(where: place.path.hasSuffix)
        else { return nil }
        return .problem(LineDialects.problem(place, rest))
    }

    /// reek's `lib/mast.rb -- 2 warnings:` and below it `  [8, 12]:Smell: message [https://…]`.
    private static let reek = LineDialect(tool: "reek") { line in
        if line.hasPrefix("Inspecting "), line.has(" file(s):") { return .mark }
        if !line.isEmpty, line.allSatisfy({ ".SE".contains($0) }) { return .chrome }
        if line.hasSuffix(" total warnings") || line.hasSuffix(" total warning") {
            return line.hasPrefix("0 ") ? .clear : .mark
        }
        if !line.hasPrefix(" "), let dash = line.byteRange(of: " -- ") {
            let rest = line[dash.upperBound...]
            guard rest.hasSuffix(" warning:") || rest.hasSuffix(" warnings:") || rest == "0 warnings" else {
                return nil
            }
            return .heading(LineDialect.Place(path: line[..<dash.lowerBound]))
        }
        guard line.hasPrefix("  ") else { return nil }
        var words = line.drop { $0 == " " }
        var lines: [Int] = []
        if words.first == "[", let close = words.byteRange(of: "]:") {
            lines = words[..<close.lowerBound].dropFirst().split(separator: ",").compactMap { number in
                Int(number.drop { $0 == " " }).flatMap { $0.isCountable ? $0 : nil }
            }
            guard !lines.isEmpty else { return nil }
            words = words[close.upperBound...]
        }
        return smell(words).map { smell in
            .problem(LineDialect.Problem(lines: lines, message: smell.message, rule: smell.name))
        }
    }

    /// reek's `  lib/mast.rb:8: Smell: message [https://…]`, of `--single-line`.
    private static let reekLines = LineDialect(tool: "reek") { line in
        if line.hasSuffix(" total warnings") || line.hasSuffix(" total warning") { return .chrome }
        if line.hasSuffix(" warning:") || line.hasSuffix(" warnings:"), line.has(" -- ") { return .chrome }
        guard let (place, rest) = LinePlace.leading(line.drop { $0 == " " }), rest.hasPrefix(": "),
            place.path.hasSuffix(".rb"), let smell = smell(rest.dropFirst(2)), rest.hasSuffix("]")
        else { return nil }
        return .problem(LineDialects.problem(place, smell.message, rule: smell.name))
    }

    /// `Smell: message [https://…]`, the link only in newer versions.
    private static func smell(_ words: Substring) -> (name: Substring, message: Substring)? {
        let name = words.prefix { $0.isASCII && $0.isLetter }
        guard name.first?.isUppercase == true, words[name.endIndex...].hasPrefix(": ") else { return nil }
        var message = words[name.endIndex...].dropFirst(2)
        if message.hasSuffix("]"), let link = message.byteRange(of: " [http") { message = message[..<link.lowerBound] }
        return (name, message)
    }

    /// `ERROR|TYPE|CODE|path|line|column|length|message`, of `dart analyze --format machine`.
    private static let dartMachine = LineDialect(tool: "Dart analyzer") { line in
        let cells = line.split(separator: "|", maxSplits: 7, omittingEmptySubsequences: false)
        guard cells.count == 8, ["ERROR", "WARNING", "INFO"].contains(cells[0]), let row = Int(cells[4]),
            let column = Int(cells[5]), row.isCountable, column.isCountable
        else { return nil }
        // What the columns are separated by is escaped, as is the sign that escapes it.
        let path = cells[3].replacing("\\\\", with: "\\")
        return .problem(
            LineDialect.Problem(
                path: path, lines: [row], column: column, severity: cells[0].lowercased()[...], message: cells[7],
                rule: cells[2].lowercased()[...]))
    }

    /// `  info • message • path:3:5 • rule` of `flutter analyze`, with dashes on Windows; `  info - path:3:5 - message - rule` of
    /// `dart analyze`.
    private static let dartAnalyzer = LineDialect(tool: "Dart analyzer") { line in
        if line == "No issues found!" { return .clear }
        if line.hasPrefix("Analyzing ") || line.has(" issue found") || line.has(" issues found") {
            return .chrome
        }
        let words = line.drop { $0 == " " }
        let severity = words.prefix { $0.isASCII && $0.isLetter }
        guard ["error", "warning", "info", "hint", "lint"].contains(severity) else { return nil }
        let rest = words[severity.endIndex...]
        let hasBullets = rest.hasPrefix(" • ")
        guard hasBullets || rest.hasPrefix(" - ") else { return nil }
        let parts = pieces(rest.dropFirst(3), hasBullets ? " • " : " - ")
        guard parts.count >= 3, let rule = parts.last else { return nil }
        let isFlutter = hasBullets || LinePlace.leading(parts[0]).map { $0.rest.isEmpty } != true
        let place = isFlutter ? parts[parts.count - 2] : parts[0]
        guard let (found, behind) = LinePlace.leading(place), behind.isEmpty, found.numbers.count == 2 else {
            return nil
        }
        let message =
            isFlutter
            ? rest[parts[0].startIndex..<parts[parts.count - 3].endIndex]
            : rest[parts[1].startIndex..<parts[parts.count - 2].endIndex]
        return .problem(LineDialects.problem(found, message, severity: severity, rule: rule))
    }

    /// `1. WARNING in path.java (at line 82)`, the source and its mark, the message, of Eclipse's compiler, each between lines
    /// that are drawn.
    private static let eclipse = LineDialect(tool: "ecj", needsMark: true, coversProject: false) { line in
        if line == "----------" { return .mark }
        if line.first.map(LineDialects.isDigit) == true {
            if line.last == ")", line.has(" problem") { return .chrome }
            let words = line.drop(while: LineDialects.isDigit)
            guard words.hasPrefix(". "), words.hasSuffix(")"), let at = words.lastByteRange(of: " (at line "),
                let row = Int(words[at.upperBound...].dropLast()), row.isCountable,
                let found = words[..<at.lowerBound].byteRange(of: " in ")
            else { return nil }
            let word = words[..<found.lowerBound].dropFirst(2)
            let path = words[found.upperBound..<at.lowerBound]
            guard ["ERROR", "WARNING", "INFO"].contains(word), path.hasSuffix(".java") else { return nil }
            return .problem(
                LineDialect.Problem(path: path, lines: [row], severity: word.lowercased()[...], message: ""))
        }
        if line.isEmpty || line.first == " " || line.first == "\t" { return .chrome }
        return BuildLogLine(Array(line.utf8)[...]) == nil ? .more(line) : .chrome
    }

    private static func pieces(_ text: Substring, _ mark: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text
        while let next = rest.byteRange(of: mark) {
            parts.append(rest[..<next.lowerBound])
            rest = rest[next.upperBound...]
        }
        return parts + [rest]
    }

    /// `[W] ↗ path.ex:3:5 message`, of `mix credo --format oneline`.
    private static let credo = LineDialect(tool: "Credo") { line in
        guard line.first == "[", let close = line.byteRange(of: "] "), "CDFRW".contains(line.dropFirst().prefix(1)),
            line.distance(from: line.startIndex, to: close.lowerBound) == 2
        else { return nil }
        let words = line[close.upperBound...].drop { "↑↗→↘↓ ".contains($0) }
        guard let (place, rest) = LinePlace.leading(words), rest.first == " ",
            place.path.hasSuffix(".ex") || place.path.hasSuffix(".exs")
        else { return nil }
        return .problem(LineDialects.problem(place, rest))
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
