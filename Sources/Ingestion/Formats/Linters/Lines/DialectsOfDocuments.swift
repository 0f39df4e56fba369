import FindingsModel

/// The dialects of linters for scripts, markup and prose, and of those that print the source below each problem.
enum DialectsOfDocuments {
    static let all: [LineDialect] = [
        shellCheck, ansibleLint, ansibleLintQuiet, oxlintAgent, prospector, prospectorLines, phpParser, phpMD,
        perlCritic, perl, flawfinder, xmllint,
        tidy, chkTeX, rstcheck, rstLint, djLint, curlylint,
    ]

    // MARK: Scripts

    /// ShellCheck's `tty`: `In path.sh line 2:`, the source, and `^-- SC2086 (info): message` below what it means.
    private static let shellCheck = LineDialect(tool: "ShellCheck", sourceBelow: 30) { line in
        if line.hasPrefix("In "), line.hasSuffix(":"), let at = line.ranges(of: " line ").last {
            guard let row = Int(line[at.upperBound...].dropLast()), row.isCountable else { return nil }
            return .heading(LineDialect.Place(path: line[..<at.lowerBound].dropFirst(3), line: row))
        }
        if line.hasPrefix("Did you mean:") || line.hasPrefix("For more information:") || line.isEmpty { return .chrome }
        if line.hasPrefix("  https://www.shellcheck.net/wiki/") { return .chrome }
        let marks = line.drop { $0 == " " || $0 == "\t" }
        let arrow = marks.prefix { "^-".contains($0) }
        let words = marks[arrow.endIndex...]
        guard arrow.first == "^", words.hasPrefix(" SC"), let open = words.byteRange(of: " ("),
            let close = words.byteRange(of: "): "), open.upperBound <= close.lowerBound
        else { return nil }
        let code = words[..<open.lowerBound].dropFirst()
        guard code.count > 3, code.dropFirst(2).allSatisfy(LineDialects.isDigit) else { return nil }
        let column = line.distance(from: line.startIndex, to: marks.startIndex) + 1
        return .problem(
            LineDialect.Problem(
                column: column, severity: words[open.upperBound..<close.lowerBound],
                message: words[close.upperBound...], rule: code))
    }

    /// `rule[part]: message`, and below it `path.yml:3:5 Task/Handler: name`.
    private static let ansibleLint = LineDialect(tool: "ansible-lint", placeIsBelow: true) { line in
        if isAnsibleSum(line) { return line.hasPrefix("Passed") ? .clear : .chrome }
        if let (place, rest) = LinePlace.leading(line), rest.isEmpty || rest.first == " ",
            !place.path.contains(" "), place.path.contains(".") || place.path.contains("/")
        {
            return .place(place)
        }
        guard let colon = line.byteRange(of: ": "), isAnsibleRule(line[..<colon.lowerBound]) else { return nil }
        var message = line[colon.upperBound...]
        let isWarning = message.hasSuffix(" (warning)")
        if isWarning { message = message.dropLast(10) }
        return .problem(
            LineDialect.Problem(
                severity: isWarning ? "warning" : "", message: message, rule: line[..<colon.lowerBound]))
    }

    /// `rule path.yml:3:5`, of `-q`.
    private static let ansibleLintQuiet = LineDialect(tool: "ansible-lint") { line in
        if isAnsibleSum(line) { return .chrome }
        let rule = line.prefix { $0 != " " }
        guard isAnsibleRule(rule), let (place, rest) = LinePlace.leading(line[rule.endIndex...].dropFirst()),
            rest.isEmpty, [".yml", ".yaml", ".j2"].contains(where: place.path.hasSuffix), !place.path.contains(" ")
        else { return nil }
        return .problem(LineDialects.problem(place, rule, rule: rule))
    }

    /// `no-changed-when`, `fqcn[action-core]`, `name`.
    private static func isAnsibleRule(_ word: Substring) -> Bool {
        let name = word.prefix { $0 != "[" }
        let part = word[name.endIndex...]
        return !name.isEmpty && name.count <= 40 && (part.isEmpty || part.hasSuffix("]")) && !word.contains(" ")
            && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-" || $0 == "_") }
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_[]".contains($0)) }
    }

    private static func isAnsibleSum(_ line: Substring) -> Bool {
        if line.isEmpty { return true }
        if [
            "WARNING  Listing ", "# Rule Violation Summary", "Read documentation for ", "Failed: ", "Passed: ",
            "Failed after ", "You can skip specific rules", "skip_list:", "warn_list:", "WARNING: PATH altered",
            "count tag ", "Examining ", "INFO     ", "A new release of ansible-lint",
        ]
        .contains(where: line.hasPrefix) {
            return true
        }
        // `  1 fqcn profile:basic tags:formatting`, and the table of older versions.
        let words = line.split(separator: " ")
        return line.first == " " && words.count > 2
            && (Int(words[0]) != nil || (words[0] == "count" && words[1] == "tag"))
            || line.hasPrefix("  - ") && line.has("  # ")
    }

    /// `path.js:3:5: error eslint(no-unused-vars): message help: advice`.
    private static let oxlintAgent = LineDialect(tool: "Oxlint") { line in
        if line.hasPrefix("Found "), line.has(" warning"), line.has(" error") { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.hasPrefix(": "),
            let space = rest.dropFirst(2).firstIndex(of: " "),
            let colon = rest[space...].byteRange(of: "): ")
        else { return nil }
        let severity = rest[..<space].dropFirst(2)
        let rule = rest[space..<colon.upperBound].dropFirst().dropLast(2)
        guard severity == "error" || severity == "warning", rule.contains("("), !rule.contains(" ") else { return nil }
        return .problem(LineDialects.problem(place, rest[colon.upperBound...], severity: severity, rule: rule))
    }

    // MARK: Several tools' messages

    /// Prospector's `text`, `emacs` and `grouped`: a file or place, and below it the tool, the rule and the message.
    private static let prospector = LineDialect(tool: "Prospector", needsMark: true) { line in
        if line == "Messages" || line == "Check Information" || line.isEmpty { return .mark }
        if line.allSatisfy({ $0 == "=" }) { return .chrome }
        let words = line.drop { $0 == " " }
        let indent = line.count - words.count
        if line.hasPrefix("  "), let colon = words.byteRange(of: ": ") ?? words.byteRange(of: ":") {
            let key = words[..<colon.lowerBound]
            if key == "Messages Found", words[colon.upperBound...] == "0" { return .clear }
            if prospectorsKeys.contains(String(key)) { return .chrome }
        }
        if words.hasPrefix("External Configuration"), indent == 0 { return .chrome }
        if indent == 2, words.hasPrefix("Line: ") {
            return .row(Int(words.dropFirst(6)).flatMap { $0.isCountable ? $0 : nil })
        }
        if indent == 4 {
            if words.first == "L", let colon = words.firstIndex(of: ":"),
                let row = Int(words[..<colon].dropFirst()) ?? (words.hasPrefix("L-:") ? 0 : nil), row.isCountable,
                let dash = words.ranges(of: " - ").last,
                let tool = words[..<dash.lowerBound].ranges(of: ": ").last
                    ?? words[..<dash.lowerBound].ranges(of: " ").last
            {
                let place = words[words.index(after: colon)..<tool.lowerBound]
                let column = Int(place.prefix { $0.isASCII && $0.isNumber })
                return .problem(
                    LineDialect.Problem(
                        lines: row > 0 ? [row] : [], column: column.map { $0 < 1_000_000 ? $0 + 1 : $0 }, message: "",
                        rule: words[dash.upperBound...]))
            }
            if let slash = words.byteRange(of: " / "), let colon = words.byteRange(of: ": "),
                colon.upperBound <= slash.lowerBound, !words[..<colon.lowerBound].contains(" ")
            {
                var message = words[slash.upperBound...]
                var column: Int?
                if message.hasSuffix(")"), let open = message.ranges(of: " (col ").last {
                    column = Int(message[open.upperBound...].dropLast()).flatMap { $0 < 1_000_000 ? $0 + 1 : nil }
                    message = message[..<open.lowerBound]
                }
                return .problem(
                    LineDialect.Problem(
                        column: column, message: message, rule: words[colon.upperBound..<slash.lowerBound]))
            }
            return .more(words)
        }
        guard indent == 0 else { return nil }
        if line.hasSuffix("):"), let open = line.lastIndex(of: "(") {
            return .heading(LineDialect.Place(path: line[open...].dropFirst().dropLast(2)))
        }
        if line.hasSuffix(":"), let (place, rest) = LinePlace.leading(line), rest == ":" {
            return .heading(LineDialect.Place(path: place.path, line: place.numbers[0]))
        }
        guard line.contains("."), !line.contains(" ") else { return nil }
        // A file that is no module has no name before it.
        return .heading(LineDialect.Place(path: line.hasSuffix(":") ? line.dropLast() : line))
    }

    /// Its `pylint`, `pylint_parseable` and `vscode`: `path.py:22:0: [rule(tool), function]: message` and
    /// `22,0,rule,rule:tool message`, the latter without the file.
    private static let prospectorLines = LineDialect(tool: "Prospector", needsMark: true) { line in
        if line.hasPrefix("************* Module") {
            return .heading(LineDialect.Place(path: ""))
        }
        if line == "Check Information" || line.isEmpty { return .mark }
        if line.allSatisfy({ $0 == "=" }) { return .chrome }
        if line.first == " " {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("See: http") { return .more(words) }
            guard let colon = words.firstIndex(of: ":") else { return nil }
            if words.hasPrefix("Messages Found: 0") { return .clear }
            return prospectorsKeys.contains(String(words[..<colon])) ? .chrome : nil
        }
        let cells = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
        if cells.count == 4, let row = Int(cells[0]), row.isCountable, let column = Int(cells[1]),
            cells[3].hasPrefix(cells[2] + ":"), let space = cells[3].firstIndex(of: " ")
        {
            return .problem(
                LineDialect.Problem(
                    lines: row > 0 ? [row] : [], column: column.isCountable ? column + 1 : nil,
                    message: cells[3][space...].dropFirst(), rule: cells[2]))
        }
        guard let (place, rest) = LinePlace.leading(line), rest.hasPrefix(": ") else { return nil }
        var words = rest.dropFirst(2)
        let isList = words.first == "["
        guard let end = words.byteRange(of: isList ? "]: " : "): ") else { return nil }
        let name = (isList ? words.dropFirst() : words).prefix { $0 != "(" && $0 != " " }
        guard !name.isEmpty, words[name.endIndex...].first == "(" else { return nil }
        words = words[end.upperBound...]
        var problem = LineDialects.problem(place, words, rule: name)
        problem.column = problem.column.map { $0 < 1_000_000 ? $0 + 1 : $0 }
        return .problem(problem)
    }

    private static let prospectorsKeys: Set = [
        "Started", "Finished", "Time Taken", "Formatter", "Profiles", "Strictness", "Libraries Used", "Tools Run",
        "Messages Found", "External Config", "Completed",
    ]

    // MARK: Languages of the web

    /// `php -l`: `PHP Parse error:  message in path.php on line 12`, once more without `PHP` on the other stream.
    private static let phpParser = LineDialect(tool: "PHP") { line in
        if line.isEmpty || line.hasPrefix("Errors parsing ") { return .chrome }
        if line.hasPrefix("No syntax errors detected in ") { return .clear }
        let words = line.hasPrefix("PHP ") ? line.dropFirst(4) : line
        for kind in ["Parse error", "Fatal error", "Warning", "Notice", "Deprecated"] where words.hasPrefix(kind + ":")
        {
            guard let at = words.ranges(of: " on line ").last, let row = Int(words[at.upperBound...]), row.isCountable,
                let of = words[..<at.lowerBound].ranges(of: " in ").last
            else { return nil }
            let severity = kind.hasSuffix("error") ? "error" : kind == "Warning" ? "warning" : "notice"
            let message = words[..<of.lowerBound].dropFirst(kind.count + 1).drop { $0 == " " }
            return .problem(
                LineDialect.Problem(
                    path: words[of.upperBound..<at.lowerBound], lines: [row], severity: severity[...],
                    message: message, rule: kind.lowercased().replacing(" ", with: "-")[...]))
        }
        return nil
    }

    /// PHPMD's `ansi`: `FILE: path.php`, and below it ` 15  | VIOLATION | message`.
    private static let phpMD = LineDialect(tool: "PHPMD", needsMark: true) { line in
        if line.isEmpty || line.allSatisfy({ $0 == "-" }) { return .chrome }
        if line.hasPrefix("FILE: ") { return .heading(LineDialect.Place(path: line.dropFirst(6))) }
        if line.hasPrefix("Found "), line.has(" violation"), line.has(" error") {
            return line.hasPrefix("Found 0 violations and 0 errors") ? .clear : .mark
        }
        let parts = line.split(separator: "|", maxSplits: 2).map { $0.drop { $0 == " " } }
        if line.hasPrefix("No mess detected") { return .clear }
        if line.first == " ", parts.count < 3, line.hasPrefix("     ") { return .more(line.drop { $0 == " " }) }
        guard parts.count == 3 else { return nil }
        let word = parts[1].prefix { $0 != " " }
        let row = Int(parts[0].prefix { $0 != " " })
        guard word == "VIOLATION" || word == "ERROR", row != nil || parts[0].first == "-" else { return nil }
        return .problem(
            LineDialect.Problem(
                lines: row.map { $0.isCountable ? [$0] : [] } ?? [], severity: word == "ERROR" ? "error" : "",
                message: parts[2]))
    }

    // MARK: Perl, C

    /// perlcritic's `message at line 3, column 5.  why.  (Severity: 4)`, with the file or the policy before it where they are
    /// asked for.
    private static let perlCritic = LineDialect(tool: "perlcritic") { line in
        if line.hasSuffix(" source OK") { return .clear }
        if line.hasPrefix("    ") { return .more(line.dropFirst(4)) }
        guard line.hasSuffix(")"), let open = line.ranges(of: "(Severity: ").last,
            let rank = Int(line[open.upperBound...].dropLast()),
            let at = line.byteRange(of: " at line "), at.lowerBound < open.lowerBound
        else { return nil }
        var words = line[at.upperBound...]
        guard let row = LinePlace.number(&words) else { return nil }
        var column: Int?
        if words.hasPrefix(", column ") {
            words = words.dropFirst(9)
            column = LinePlace.number(&words)
        }
        var message = line[..<at.lowerBound]
        var path: Substring = ""
        var rule: Substring?
        if message.first == "[", let close = message.byteRange(of: "] "), message[..<close.lowerBound].contains("::") {
            rule = message[..<close.lowerBound].dropFirst()
            message = message[close.upperBound...]
        } else if let colon = message.byteRange(of: ": "), !message[..<colon.lowerBound].contains(" "),
            [".pm", ".pl", ".t", ".PL", ".psgi", ".cgi"].contains(where: message[..<colon.lowerBound].hasSuffix)
        {
            path = message[..<colon.lowerBound]
            message = message[colon.upperBound...]
        }
        let why = words[..<open.lowerBound].drop { "., ".contains($0) }
        if !why.isEmpty { message += "\n" + why }
        let severity = ["info", "low", "medium", "medium", "high"]
        return .problem(
            LineDialect.Problem(
                path: path, lines: [row], column: column,
                severity: (1...5).contains(rank) ? severity[rank - 1][...] : "", message: message, rule: rule))
    }

    /// Perl's own `message at path.pl line 3, near "words"`, and perlcritic's forms that are like it: `message at path.pl line 3`
    /// and `path.pl: (3:5) message`.
    private static let perl = LineDialect(tool: "Perl") { line in
        let endings = [".pm", ".pl", ".t", ".PL", ".psgi", ".cgi"]
        if line.hasSuffix(" syntax OK") { return .clear }
        if line.hasSuffix(" had compilation errors.") || line.has("BEGIN failed--compilation aborted") {
            return .chrome
        }
        if line.hasPrefix("  (") || line.hasPrefix("\t(") { return .more(line.drop { $0 == " " || $0 == "\t" }) }
        if let colon = line.byteRange(of: ": ("), endings.contains(where: line[..<colon.lowerBound].hasSuffix) {
            var words = line[colon.upperBound...]
            guard let row = LinePlace.number(&words), words.first == ":" else { return nil }
            words = words.dropFirst()
            guard let column = LinePlace.number(&words), words.hasPrefix(") ") else { return nil }
            return .problem(
                LineDialect.Problem(
                    path: line[..<colon.lowerBound], lines: [row], column: column, message: words.dropFirst(2)))
        }
        guard let at = line.ranges(of: " line ").last, let of = line[..<at.lowerBound].ranges(of: " at ").last,
            case let path = line[of.upperBound..<at.lowerBound], endings.contains(where: path.hasSuffix),
            !path.contains(" ")
        else { return nil }
        var words = line[at.upperBound...]
        guard let row = LinePlace.number(&words), words.isEmpty || words.first == "." || words.first == "," else {
            return nil
        }
        let rest = words.drop { ",. ".contains($0) }
        let message = line[..<of.lowerBound]
        return .problem(
            LineDialect.Problem(
                path: path, lines: [row], message: rest.isEmpty ? message : message + ", " + rest))
    }

    /// Flawfinder's `path.c:7:  [2] (buffer) strcpy:` and its reasons below it, or on the same line.
    private static let flawfinder = LineDialect(tool: "Flawfinder", joinsLines: true) { line in
        if [
            "Flawfinder version ", "Number of rules ", "Examining ", "FINAL RESULTS:", "ANALYSIS SUMMARY:", "Hits",
            "Lines analyzed", "Physical Source Lines", "Dot directories skipped", "Minimum risk level",
            "Not every hit is ", "You can inhibit ", "// flawfinder:", "Make *sure* ", "You can use the option",
            "There may be other ", "See 'Secure Programming", "(https://dwheeler.com", "Suppressed hits", "Number of ",
            "Warning: Skipping", "Symbolic links skipped", "Documentation for ", "See '",
        ]
        .contains(where: line.hasPrefix) {
            return .chrome
        }
        if line.hasPrefix("No hits found") { return .clear }
        if line.isEmpty { return .chrome }
        if line.hasPrefix("  ") { return .more(line.drop { $0 == " " }) }
        guard let (place, rest) = LinePlace.leading(line), rest.hasPrefix(":  ["),
            let level = rest.dropFirst(4).first?.wholeNumberValue, let kind = rest.byteRange(of: "] ("),
            let close = rest[kind.upperBound...].byteRange(of: ") "),
            let colon = rest[close.upperBound...].firstIndex(of: ":")
        else { return nil }
        let name = rest[close.upperBound..<colon]
        return .problem(
            LineDialects.problem(
                place, rest[rest.index(after: colon)...],
                severity: level >= 4 ? "error" : level == 3 ? "warning" : "note",
                rule: rest[kind.upperBound..<close.lowerBound] + "/" + name))
    }

    // MARK: Markup

    /// `path.xml:2: parser error : message`, `path.xml:3: element c: validity error : message`, and the source below.
    private static let xmllint = LineDialect(tool: "xmllint", sourceBelow: 2) { line in
        if line.hasSuffix(" validates") { return .clear }
        if line.hasSuffix(" fails to validate") || line.hasSuffix(" failed to load external entity") { return .chrome }
        if line.last == "^", line.dropLast().allSatisfy({ $0 == " " || $0 == "\t" }) { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, rest.hasPrefix(": "),
            let colon = rest.byteRange(of: " : ")
        else { return nil }
        let kind = rest[..<colon.lowerBound].dropFirst(2)
        let isError = kind.hasSuffix(" error")
        guard isError || kind.hasSuffix(" warning"), kind.split(separator: " ").count <= 6 else { return nil }
        let name = kind.split(separator: ":").last ?? kind
        return .problem(
            LineDialects.problem(
                place, rest[colon.upperBound...], severity: isError ? "error" : "warning",
                rule: name.drop { $0 == " " }.split(separator: " ").joined(separator: "-")[...]))
    }

    /// HTML Tidy's `line 1 column 36 - Warning: message`, which names no file.
    private static let tidy = LineDialect(tool: "HTML Tidy") { line in
        if [
            "This document has errors", "using HTML Tidy", "Info: ", "Tidy found ", "About HTML Tidy",
            "Not all warnings",
        ]
        .contains(where: line.hasPrefix) || line.isEmpty {
            return .chrome
        }
        if line.hasPrefix("No warnings or errors were found") { return .clear }
        guard line.hasPrefix("line ") else { return nil }
        var words = line.dropFirst(5)
        guard let row = LinePlace.number(&words), words.hasPrefix(" column ") else { return nil }
        words = words.dropFirst(8)
        guard let column = LinePlace.number(&words), words.hasPrefix(" - ") else { return nil }
        for word in ["Warning", "Error", "Info"] where words.dropFirst(3).hasPrefix(word + ": ") {
            return .problem(
                LineDialect.Problem(
                    path: "", lines: [row], column: column, severity: word.lowercased()[...],
                    message: words.dropFirst(5 + word.count)))
        }
        return nil
    }

    /// ChkTeX's `Warning 18 in path.tex line 3: message` with the source below it, `"path.tex", line 3: message`, and
    /// `path.tex:3:7:18:message`.
    private static let chkTeX = LineDialect(tool: "ChkTeX", sourceBelow: 2) { line in
        for kind in ["Warning", "Error", "Message"] where line.hasPrefix(kind + " ") {
            var words = line.dropFirst(kind.count + 1)
            guard let number = LinePlace.number(&words), words.hasPrefix(" in "),
                let at = words.byteRange(of: " line ")
            else { return nil }
            let path = words[..<at.lowerBound].dropFirst(4)
            words = words[at.upperBound...]
            guard let row = LinePlace.number(&words), words.hasPrefix(": ") else { return nil }
            return .problem(
                LineDialect.Problem(
                    path: path, lines: [row], severity: kind == "Message" ? "info" : kind.lowercased()[...],
                    message: words.dropFirst(2), rule: "\(number)"))
        }
        if line.hasPrefix("No errors printed; ") || line.hasPrefix("ChkTeX v") || line.isEmpty { return .chrome }
        if line.has(" errors printed; ") || line.has(" error printed; ") { return .chrome }
        if line.first == "\"", let end = line.byteRange(of: "\", line ") {
            var words = line[end.upperBound...]
            let path = line[..<end.lowerBound].dropFirst()
            guard path.hasSuffix(".tex") || path.hasSuffix(".ltx"), let row = LinePlace.number(&words),
                words.hasPrefix(": ")
            else { return nil }
            return .problem(LineDialect.Problem(path: path, lines: [row], message: words.dropFirst(2)))
        }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, place.path.hasSuffix(".tex") else {
            return nil
        }
        var words = rest.dropFirst()
        guard rest.first == ":", let number = LinePlace.number(&words), words.first == ":" else { return nil }
        return .problem(LineDialects.problem(place, words.dropFirst(), severity: "warning", rule: "\(number)"))
    }

    /// `path.rst:10: (ERROR/3) message`.
    private static let rstcheck = LineDialect(tool: "rstcheck") { line in
        if line.hasPrefix("Success! No issues detected") { return .clear }
        if line.hasPrefix("Error! Issues detected") || line.hasPrefix("WARNING:") || line.isEmpty { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 1, rest.hasPrefix(": ("),
            let slash = rest.firstIndex(of: "/"), let close = rest[slash...].byteRange(of: ") ")
        else { return nil }
        let word = rest[..<slash].dropFirst(3)
        guard ["INFO", "WARNING", "ERROR", "SEVERE"].contains(word) else { return nil }
        return .problem(
            LineDialects.problem(
                place, rest[close.upperBound...], severity: word == "SEVERE" ? "critical" : word.lowercased()[...]))
    }

    /// restructuredtext-lint's `ERROR path.rst:4 message`.
    private static let rstLint = LineDialect(tool: "restructuredtext-lint") { line in
        let word = line.prefix { $0.isASCII && $0.isUppercase }
        guard ["INFO", "WARNING", "ERROR", "SEVERE"].contains(word), line[word.endIndex...].first == " ",
            let (place, rest) = LinePlace.leading(line[word.endIndex...].dropFirst()), rest.first == " ",
            [".rst", ".txt", ".rest"].contains(where: place.path.hasSuffix), !place.path.contains(" ")
        else { return nil }
        return .problem(
            LineDialects.problem(
                place, rest.dropFirst(), severity: word == "SEVERE" ? "critical" : word.lowercased()[...]))
    }

    /// djLint's file, a line drawn below it, and `H013 2:16 message`.
    private static let djLint = LineDialect(tool: "djLint", needsMark: true) { line in
        if line.isEmpty { return .chrome }
        if line.allSatisfy({ $0 == "─" }) { return .mark }
        if line.hasPrefix("Linted "), line.has(" file") {
            return line.has("found 0 errors") ? .clear : .chrome
        }
        if line.hasPrefix("Linting "), line.contains("%") { return .chrome }
        let code = line.prefix { $0 != " " }
        if (4...5).contains(code.count), code.first?.isUppercase == true,
            code.dropFirst().allSatisfy(LineDialects.isDigit)
        {
            var words = line[code.endIndex...].dropFirst()
            guard let row = LinePlace.number(&words), words.first == ":" else { return nil }
            words = words.dropFirst()
            guard let column = LinePlace.number(&words), words.first == " " else { return nil }
            return .problem(
                LineDialect.Problem(
                    lines: [row], column: column + 1, message: words.drop { $0 == " " }, rule: code))
        }
        return line.contains(".") && !line.contains(" ") ? .heading(LineDialect.Place(path: line)) : nil
    }

    /// Curlylint's file, and below it `2:9<tab>message<tab>rule`.
    private static let curlylint = LineDialect(tool: "Curlylint") { line in
        if line.isEmpty || line.hasPrefix("Oh no!") || line.has(" errors reported")
            || line.has(" error reported")
        {
            return .chrome
        }
        if line.hasPrefix("All done!") { return .clear }
        var words = line
        if let row = LinePlace.number(&words), words.first == ":" {
            words = words.dropFirst()
            guard let column = LinePlace.number(&words), words.first == "\t" else { return nil }
            let parts = words.dropFirst().split(separator: "\t")
            guard parts.count == 2, !parts[1].contains(" ") else { return nil }
            return .problem(LineDialect.Problem(lines: [row], column: column, message: parts[0], rule: parts[1]))
        }
        return line.contains(".") && !line.contains(" ") && !line.hasSuffix(".")
            ? .heading(LineDialect.Place(path: line)) : nil
    }
}
