import FindingsModel

/// What linters print for people, a file's name above its problems: ESLint's and stylelint's `stylish` and `string`,
/// yamllint's `standard`, Ruff's `grouped`, RuboCop's `simple`, SQLFluff's `human`, ESLint's lines of `next lint` and `next
/// build`.
struct GroupedLinesFormat: InputFormat {
    let id = "grouped"
    let title = "Lines under file names"
    let summary =
        "What ESLint, Next.js, stylelint, yamllint, Ruff (`grouped`), RuboCop (`simple`) and SQLFluff print for people: a file's name, and its problems below."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil, document.xmlRoot == nil else { return false }
        let read = Reading(document, isTrial: true)
        return !read.problems.isEmpty && !read.isForeign
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.report { throw malformed(document, root, "lines of text were expected") }
        let read = Reading(document)
        guard !read.problems.isEmpty else {
            throw .malformed(
                format: id, document.place(byte: read.others.first?.start ?? 0),
                why: "no file's name with lines like `12:5  error  message` below it")
        }
        let forms = Set(read.problems.map(\.form))
        let form = forms.count == 1 ? forms.first : nil
        // Files without problems are not named.
        // Next.js ends at the first error of TypeScript.
        let coversProject = form != nil && form != .typescript
        var report = ToolReport(tool: form?.tool ?? "linter", coversProject: coversProject)
        for item in read.problems { report.add(item.problem) }
        read.sum.check(&report)
        for span in read.others { report.unparsed(span, "no line of a problem") }
        sink(report.review)
    }

    enum Form: Hashable {
        case eslint, stylelint, yamllint, ruff, rubocop, sqlfluff, remark, typescript

        var tool: String {
            switch self {
            case .eslint: "ESLint"
            case .stylelint: "stylelint"
            case .yamllint: "yamllint"
            case .ruff: "Ruff"
            case .rubocop: "RuboCop"
            case .sqlfluff: "SQLFluff"
            case .remark: "remark-lint"
            case .typescript: "TypeScript"
            }
        }

    }

    // MARK: Lines

    private struct Reading {
        var problems: [(problem: ToolProblem, form: Form)] = []
        var others: [ByteSpan] = []
        var sum = StatedSum()
        /// More of its lines are no problem's than a tool prints beside them.
        var isForeign: Bool { others.count > 2 + problems.count / 10 }

        /// - Parameter isTrial: the reading ends where whatever follows leaves the document foreign: a review's first lines tell
        ///   that it is none.
        init(_ document: SourceDocument, isTrial: Bool = false) {
            var path: String?
            // A name counts once a problem stands below it.
            var pendingName: ByteSpan?
            var isInNextsProblem = false
            // Counts once a type error stands below it.
            var placeAlone: (place: LinePlace, span: ByteSpan)?
            let lines = RefrainLinesFormat.lines(document.text, limit: 200_000)
            for (place, range) in lines.enumerated() {
                if isTrial, others.count > 2 + (problems.count + lines.count - place) / 10 { break }
                let span = ByteSpan(range.lowerBound, range.upperBound)
                let line = String(decoding: document.text[range], as: UTF8.self).trimmingEnd()
                if let (problem, form) = GroupedLinesFormat.problem(line), let path {
                    var problem = problem
                    (problem.path, problem.span) = (path, span)
                    problems.append((problem, form))
                    pendingName = nil
                    isInNextsProblem = line.first?.isNumber == true && problem.rule == nil
                } else if GroupedLinesFormat.isNexts(line) || GroupedLinesFormat.isBanner(document.text[range]) {
                    isInNextsProblem = false
                } else if line.hasPrefix("== ["), line.hasSuffix("] PASS") {
                    path = nil
                } else if let name = GroupedLinesFormat.fileName(line) {
                    if let pendingName { others.append(pendingName) }
                    (path, pendingName) = (name, span)
                    isInNextsProblem = false
                } else if problems.last?.form == .ruff, pendingName == nil,
                    let shown = GroupedLinesFormat.shownByRuff(line)
                {
                    guard let last = problems.indices.last, !shown.isEmpty else { continue }
                    problems[last].problem.suggestion = shown
                    problems[last].problem.span.end = span.end
                } else if let found = GroupedLinesFormat.placeAlone(line) {
                    if let placeAlone { others.append(placeAlone.span) }
                    placeAlone = (found, span)
                    isInNextsProblem = false
                } else if let (place, placesSpan) = placeAlone, line.hasPrefix("Type error: ") {
                    let problem = ToolProblem(
                        message: String(line.dropFirst(12)), path: String(place.path), firstLine: place.numbers[0],
                        column: place.numbers[1], severity: "error", span: ByteSpan(placesSpan.start, span.end))
                    problems.append((problem, .typescript))
                    placeAlone = nil
                } else if problems.last?.form == .typescript, pendingName == nil, placeAlone == nil,
                    line.first == " " || line.first == ">"
                {
                    // The message's reasons, and the source, a line's number before each of its lines.
                    let words = line.drop { $0 == " " || $0 == ">" }
                    guard let last = problems.indices.last, let first = words.first, !first.isNumber, first != "|",
                        let known = problems[last].problem.message, known.utf8.count < 1 << 14
                    else { continue }
                    problems[last].problem.message = known + "\n" + words
                    problems[last].problem.span.end = span.end
                } else if isInNextsProblem, pendingName == nil, let last = problems.indices.last {
                    // A console breaks the line anywhere: its rule ends it.
                    let parts = GroupedLinesFormat.ruleBehind((problems[last].problem.message ?? "") + " " + line)
                    (problems[last].problem.message, problems[last].problem.rule) = (parts.message, parts.rule)
                    problems[last].problem.span.end = span.end
                    isInNextsProblem = parts.rule == nil && line.count < 1_000
                } else if let words = GroupedLinesFormat.continuation(line), let last = problems.indices.last,
                    pendingName == nil
                {
                    let known = problems[last].problem.message ?? ""
                    if known.utf8.count < 1 << 14 { problems[last].problem.message = known + " " + words }
                    problems[last].problem.span = ByteSpan(problems[last].problem.span.start, span.end)
                } else if GroupedLinesFormat.isSum(line) {
                    sum.add(line)
                } else {
                    others.append(span)
                }
            }
            if let pendingName { others.append(pendingName) }
            if let placeAlone { others.append(placeAlone.span) }
            for index in problems.indices where problems[index].form == .sqlfluff {
                let parts = GroupedLinesFormat.trailing(problems[index].problem.message ?? "", "[", "]")
                problems[index].problem.message = parts.message
            }
        }
    }

    /// `src/mast.js`, `src/mast.py:`, `== src/mast.rb ==`, `== [db/mast.sql] FAIL`.
    private static func fileName(_ line: String) -> String? {
        if line.hasPrefix("== ") {
            let inner = line.dropFirst(3)
            if inner.hasPrefix("["), let close = inner.lastIndex(of: "]") {
                return inner[close...] == "] FAIL" ? String(inner.dropFirst().prefix { $0 != "]" }) : nil
            }
            return inner.hasSuffix(" ==") ? String(inner.dropLast(3)) : nil
        }
        guard let first = line.first, !first.isWhitespace, !"-*#>|`✖✗✘⚠".contains(first), line.count < 1_000 else {
            return nil
        }
        let name = line.hasSuffix(":") ? String(line.dropLast()) : line
        guard let end = name.lastIndex(where: { $0 == "/" || $0 == "\\" || $0 == " " }) else {
            return name.contains(".") && !name.hasSuffix(".") && !name.contains(":") ? name : nil
        }
        let base = name[end...].dropFirst()
        // A name with a space has a folder before it; a sentence does not.
        guard !base.isEmpty, !base.hasSuffix("."), !base.contains(":"), name[end] != " " || name.first == "/" else {
            return nil
        }
        return base.contains(".") || name.first == "/" || !name.contains(" ") ? name : nil
    }

    /// A line of a problem below a file's name.
    private static func problem(_ line: String) -> (ToolProblem, Form)? {
        if line.hasPrefix("L:") { return sqlfluff(line) }
        if let first = line.first, "CWEFRI".contains(first), line.dropFirst().first == ":" { return rubocop(line) }
        if line.first?.isNumber == true { return next(line) }
        guard line.first == " " || line.first == "\t" else { return nil }
        let rest = line.drop { $0 == " " || $0 == "\t" }
        let row = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(row), number.isCountable, rest.dropFirst(row.count).first == ":" else { return nil }
        let behind = rest.dropFirst(row.count + 1)
        let digits = behind.prefix { $0.isASCII && $0.isNumber }
        guard let column = Int(digits), column.isCountable else { return nil }
        var tail = behind.dropFirst(digits.count)
        var end: (line: Int, column: Int)?
        // remark's ranges: `63:42-63:95`.
        if tail.first == "-" {
            let parts = tail.dropFirst().prefix { $0.isASCII && $0.isNumber || $0 == ":" }
            let numbers = parts.split(separator: ":").compactMap { Int($0) }
            guard numbers.count == 2, numbers.allSatisfy(\.isCountable) else { return nil }
            end = (numbers[0], numbers[1])
            tail = tail[parts.endIndex...]
        }
        guard tail.first == " " || tail.first == "\t" else { return nil }
        let words = tail.drop { $0 == " " || $0 == "\t" }
        guard !words.isEmpty else { return nil }
        var problem = ToolProblem(
            firstLine: number, lastLine: end?.line, column: column, endColumn: end?.column, span: ByteSpan(0, 0))
        for (mark, word, form) in [
            ("error", "error", Form.eslint), ("warning", "warning", .eslint), ("✖", "error", .stylelint),
            ("×", "error", .stylelint), ("⚠", "warning", .stylelint), ("‼", "warning", .stylelint),
            ("ℹ", "info", .stylelint),
        ] where words.hasPrefix(mark) {
            let said = words.dropFirst(mark.count)
            guard said.first == " " || said.first == "\t" else { return nil }
            let text = String(said.drop { $0 == " " || $0 == "\t" })
            problem.severity = word
            if text.hasSuffix(")"), form == .eslint, let open = text.lastByteRange(of: "  (") {
                problem.rule = String(text[open.upperBound...].dropLast())
                problem.message = String(text[..<open.lowerBound]).trimmingEnd()
                return (problem, .yamllint)
            }
            if text.hasSuffix(" (syntax)"), form == .eslint {
                problem.rule = "syntax"
                problem.message = String(text.dropLast(9))
                return (problem, .yamllint)
            }
            // Columns are two spaces or more apart; the last is the rule, which a fatal error has not.
            if let gap = text.lastByteRange(of: "  "), !text[gap.upperBound...].contains(" ") {
                problem.rule = String(text[gap.upperBound...])
                problem.message = String(text[..<gap.lowerBound]).trimmingEnd()
                // remark names the rule, and the package that it is of behind it.
                if form == .eslint, problem.rule.map({ $0.hasPrefix("remark-") || $0 == "retext" }) == true,
                    let message = problem.message, let gap = message.lastByteRange(of: "  "),
                    !message[gap.upperBound...].contains(" ")
                {
                    problem.rule = String(message[gap.upperBound...])
                    problem.message = String(message[..<gap.lowerBound]).trimmingEnd()
                    return (problem, .remark)
                }
            } else {
                problem.message = text
            }
            return (problem, form)
        }
        let code = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let isCode = code.first?.isUppercase == true && code.last?.isNumber == true && code.count <= 10
        let isName = words.dropFirst(code.count).hasPrefix(": ") && code.contains("-")
        guard isCode || isName || words.hasPrefix("SyntaxError: ") else { return nil }
        var text = String(words.dropFirst(isName ? code.count + 2 : isCode ? code.count : 0).drop { $0 == " " })
        // The rule's name behind its code, in preview.
        if isCode, text.hasPrefix("("), let close = text.byteRange(of: ") "),
            text[..<close.lowerBound].dropFirst().allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "-" })
        {
            text = String(text[close.upperBound...])
        }
        if text.hasPrefix("[*] ") { text.removeFirst(4) }
        problem.rule = isCode || isName ? String(code) : nil
        problem.message = text
        return (problem, .ruff)
    }

    /// Next.js' `33:10  Warning: message  rule`, at the line's beginning.
    /// (https://github.com/vercel/next.js/blob/canary/packages/next/src/lib/eslint/customFormatter.ts)
    private static func next(_ line: String) -> (ToolProblem, Form)? {
        var rest = line[...]
        guard let row = LinePlace.number(&rest), row.isCountable, rest.first == ":" else { return nil }
        rest = rest.dropFirst()
        guard let column = LinePlace.number(&rest), column.isCountable, rest.hasPrefix("  ") else { return nil }
        let words = rest.drop { $0 == " " }
        for (mark, severity) in [("Error: ", "error"), ("Warning: ", "warning"), ("Info: ", "info")]
        where words.hasPrefix(mark) {
            let parts = ruleBehind(String(words.dropFirst(mark.count)))
            guard !parts.message.isEmpty else { return nil }
            return (
                ToolProblem(
                    rule: parts.rule, message: parts.message, firstLine: row, column: column, severity: severity,
                    span: ByteSpan(0, 0)), .eslint
            )
        }
        return nil
    }

    /// The line `./app/page.tsx:9:11` above `Type error: message`, of `next build`.
    private static func placeAlone(_ line: String) -> LinePlace? {
        guard line.hasPrefix("./"), let (place, rest) = LinePlace.leading(line[...]), rest.isEmpty,
            place.numbers.count == 2, place.numbers.allSatisfy(\.isCountable)
        else { return nil }
        return place
    }

    /// A rule behind two spaces at a message's end.
    private static func ruleBehind(_ text: String) -> (message: String, rule: String?) {
        guard let gap = text.lastByteRange(of: "  "), case let rule = text[gap.upperBound...], !rule.isEmpty,
            rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "@/_-.".contains($0)) })
        else { return (text.trimmingEnd(), nil) }
        return (String(text[..<gap.lowerBound]).trimmingEnd(), String(rule))
    }

    /// npm's `> quay@1.0.0 lint` and the script below it.
    private static func isBanner(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: Array("> ".utf8))
            && (line.starts(with: Array("> next ".utf8)) || BuildLogLine(line)?.isTrouble == false)
    }

    /// What Next.js, and a console that runs it, print around ESLint's problems.
    private static func isNexts(_ line: String) -> Bool {
        let words = line.drop { $0 == " " || "▲✓✔⨯⚠".contains($0) }
        return [
            "Next.js ", "- Local:", "- Network:", "- Environments:", "- Experiments",
            "Creating an optimized production build",
            "Compiled successfully", "Compiled with warnings", "Linting and checking validity", "Linting ...",
            "Checking validity of types", "Failed to compile.", "Collecting page data", "Skipping linting",
            "info  - ", "https://nextjs.org/docs/", "Error: Command \"", "Next.js build worker exited",
            "`next lint` is deprecated",
            "For new projects, use create-next-app", "For existing projects, migrate to the ESLint CLI",
            "npx @next/codemod", "node.exe : ", "At line:", "+ CategoryInfo ", "+ FullyQualifiedErrorId ",
            "Attention: Next.js ", "This information is used to shape", "You can learn more, including how to opt-out",
        ].contains { words.hasPrefix($0) } || words.hasPrefix("+ & \"") || words.hasPrefix("+ ~~~")
    }

    /// `C:  2:  1: [Correctable] Style/Name: message`.
    private static func rubocop(_ line: String) -> (ToolProblem, Form)? {
        let words = ["C": "convention", "W": "warning", "E": "error", "F": "fatal", "R": "refactor", "I": "info"]
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        func number(_ text: Substring) -> Int? { Int(text.filter { $0 != " " }).flatMap { $0.isCountable ? $0 : nil } }
        guard parts.count == 4, let word = words[String(parts[0])], let row = number(parts[1]),
            let column = number(parts[2])
        else { return nil }
        var message = String(parts[3].drop { $0 == " " })
        for mark in ["[Correctable] ", "[Corrected] ", "[Todo] "] where message.hasPrefix(mark) {
            message.removeFirst(mark.count)
        }
        var rule: String?
        if let end = message.byteRange(of: ": "), message[..<end.lowerBound].contains("/"),
            !message[..<end.lowerBound].contains(" ")
        {
            rule = String(message[..<end.lowerBound])
            message = String(message[end.upperBound...])
        }
        return (
            ToolProblem(
                rule: rule, message: message, firstLine: row, column: column, severity: word, span: ByteSpan(0, 0)),
            .rubocop
        )
    }

    /// `L:   3 | P:   1 | LT05 | Line is too long. [layout.long_lines]`.
    private static func sqlfluff(_ line: String) -> (ToolProblem, Form)? {
        let parts = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
        func number(_ text: Substring) -> Int? {
            Int(text.filter { $0.isASCII && $0.isNumber }).flatMap { $0.isCountable ? $0 : nil }
        }
        guard parts.count == 4, let row = number(parts[0]), let column = number(parts[1]) else { return nil }
        let code = parts[2].filter { $0 != " " }
        var message = String(parts[3].drop { $0 == " " })
        let isWarning = message.hasPrefix("WARNING: ")
        if isWarning { message.removeFirst(9) }
        return (
            ToolProblem(
                rule: code.isEmpty || code == "????" ? nil : code, message: message, firstLine: row, column: column,
                severity: isWarning ? "warning" : "error", span: ByteSpan(0, 0)),
            .sqlfluff
        )
    }

    /// The further lines of a message: SQLFluff's behind a bar, stylelint's far to the right.
    private static func continuation(_ line: String) -> String? {
        let words = line.drop { $0 == " " }
        guard line.count - words.count >= 8, !words.isEmpty else { return nil }
        if words.hasPrefix("| ") { return String(words.dropFirst(2).drop { $0 == " " }) }
        return words.first == "|" || words.first?.isNumber == true ? nil : String(words)
    }

    /// The source that Ruff shows below a problem, of which only `= help: …` says anything; `nil` for other lines.
    private static func shownByRuff(_ line: String) -> String? {
        guard line.first == " " else { return line.isEmpty ? "" : nil }
        let words = line.drop { $0 == " " }
        for mark in ["= help: ", "help: "] where words.hasPrefix(mark) { return String(words.dropFirst(mark.count)) }
        if words.isEmpty || words.hasPrefix("= ") || words.hasPrefix("...") { return "" }
        let rest = words.drop { $0.isASCII && $0.isNumber || $0 == " " }
        return rest.first == "|" ? "" : nil
    }

    /// What the tools say of all files.
    private static func isSum(_ line: String) -> Bool {
        let words = line.drop { $0 == " " || "✖✗✘⚠".contains($0) }
        if words.utf8.allSatisfy({ $0.isOne(of: "=-~_ \t\r") }) { return true }
        if [
            "All Finished", "Found ", "[*] ", "No fixes available", "fortitude: ", "Number of diagnostics: ",
            "For more information about specific rules", "fortitude explain", "No fixes",
        ].contains(where: { words.hasPrefix($0) }) {
            return true
        }
        guard words.first?.isNumber == true else { return false }
        return ["problem", "error", "warning", "offense", "file"].contains { words.has($0) }
    }

    /// A rule at the message's end: `message [rule]`.
    private static func trailing(_ text: String, _ open: Character, _ close: Character) -> (
        message: String, rule: String?
    ) {
        guard text.last == close, let start = text.lastIndex(of: open), start > text.startIndex else {
            return (text, nil)
        }
        let rule = text[start...].dropFirst().dropLast()
        guard !rule.isEmpty, !rule.contains(" ") else { return (text, nil) }
        return (String(text[..<start]).trimmingEnd(), String(rule))
    }
}

extension String {
    /// Without white space at its end.
    fileprivate func trimmingEnd() -> String {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[...last])
    }
}
