import FindingsModel

/// The Test Anything Protocol, versions 12 to 14 (https://testanything.org): tests that are `not ok` are findings, unless they
/// are still to do or were skipped. Written by Perl's, Node's and Bats' runners, tape, node-tap, pg_prove.
struct TAPFormat: InputFormat {
    let id = "tap"
    let title = "TAP"
    let summary =
        "Test runners' Test Anything Protocol: each test that is `not ok` is a finding; what is to do or skipped is none."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil, document.xmlRoot == nil else { return false }
        var tests = 0
        var others = 0
        var hasPlan = false
        var isFirst = true
        for (place, range) in RefrainLinesFormat.lines(document.text).enumerated() {
            // The plan of many producers is the last line.
            if place == 2_000, tests == 0 || others > tests + 2 { break }
            let line = String(decoding: document.text[range].prefix(400), as: UTF8.self)
            let words = line.drop { $0 == " " }
            if Self.isVersion(words) || Self.isPlan(words) {
                hasPlan = true
            } else if Self.test(words) != nil {
                tests += 1
            } else if !words.hasPrefix("#"), line.first != " ", !Self.isBrace(words) {
                others += 1
            }
            // A person's words may speak of what is ok.
            if isFirst, !hasPlan, tests == 0, !words.hasPrefix("#") { return false }
            isFirst = false
        }
        return hasPlan && tests > 0 && others <= tests + 2 || hasPlan && tests == 0 && others == 0
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.report { throw malformed(document, root, "lines of text were expected") }
        var report = ToolReport(tool: "TAP")
        var run = Run()
        var tests = 0
        var plan: Int?
        // Without a version, Mocha tells what happened in indented lines; later versions have a block for it.
        var isVersioned = false
        for range in RefrainLinesFormat.lines(document.text) {
            let line = String(decoding: document.text[range], as: UTF8.self)
            let words = line.drop { $0 == " " }
            let depth = line.count - words.count
            let span = ByteSpan(range.lowerBound, range.upperBound)
            if run.isInBlock {
                run.tell(String(words), depth: depth)
                continue
            }
            if Self.isBrace(words) {
                if words.first == "{" { run.open(depth: depth) } else { run.close(depth: depth, &report) }
            } else if words.hasPrefix("---"), run.pending != nil {
                run.openBlock(depth: depth)
            } else if words.hasPrefix("Bail out!") {
                run.finish(&report)
                report.didNotFinish()
                let why = words.dropFirst(9).drop { $0 == " " }
                report.add(
                    ToolProblem(
                        message: "The run bailed out\(why.isEmpty ? "" : ": \(why)")", severity: "error", span: span))
            } else if let test = Self.test(words) {
                run.finish(&report)
                if depth == 0 { tests += 1 }
                run.begin(test, depth: depth, span: span)
                if test.hasSubtests { run.open(depth: depth) }
            } else if words.hasPrefix("#") {
                run.comment(String(words.dropFirst().drop { $0 == " " }), span)
            } else if Self.isPlan(words) {
                if depth == 0 { plan = Int(words.dropFirst(3).prefix { $0.isNumber }) }
            } else if Self.isVersion(words) {
                isVersioned = true
            } else if depth > 0, !isVersioned {
                run.note(String(words))
            }
        }
        run.finish(&report)
        guard tests > 0 || plan != nil else {
            throw .malformed(
                format: id, document.place(byte: 0),
                why: "no line is a plan like `1..4` or a test like `not ok 2 - hoists`")
        }
        if run.isInBlock {
            throw .malformed(
                format: id, document.place(byte: document.text.count), why: "the block that `---` begins has no `...`")
        }
        if let plan, tests < plan {
            report.didNotFinish()
            report.flag("\(plan) tests were planned, and \(tests) are there")
        }
        sink(report.review)
    }

    struct Test {
        var isOK: Bool
        var name: String
        /// `TODO` or `SKIP`.
        var isExcused: Bool
        /// Its subtests follow in braces, as node-tap writes them.
        var hasSubtests = false
    }

    /// `TAP version 13`; some write `Version`.
    static func isVersion(_ line: Substring) -> Bool { line.prefix(12).lowercased() == "tap version " }

    /// What a test's subtests stand in, a line of its own each.
    private static func isBrace(_ line: Substring) -> Bool {
        (line.first == "{" || line.first == "}") && line.dropFirst().allSatisfy(\.isWhitespace)
    }

    /// `not ok 2 - hoists the mast # TODO later`.
    static func test(_ line: Substring) -> Test? {
        let isOK = !line.hasPrefix("not ok")
        guard !isOK || line.hasPrefix("ok") else { return nil }
        var rest = line.dropFirst(isOK ? 2 : 6)
        guard rest.isEmpty || rest.first == " " || rest.first == "\r" else { return nil }
        rest = rest.drop { $0 == " " }
        let number = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(number.count).drop { $0 == " " }
        // Words that go on without a number or a dash are a sentence: "ok with me".
        guard !number.isEmpty || rest.isEmpty || rest.hasPrefix("- ") || rest.hasPrefix("#") || !isOK else {
            return nil
        }
        if rest.hasPrefix("- ") { rest = rest.dropFirst(2) }
        var name = String(rest)
        while name.last?.isWhitespace == true { name.removeLast() }
        let hasSubtests = name.hasSuffix(" {")
        if hasSubtests { name.removeLast(2) }
        var isExcused = false
        if let mark = name.lastIndex(of: "#") {
            let directive = name[mark...].dropFirst().drop { $0 == " " }.uppercased()
            isExcused = directive.hasPrefix("TODO") || directive.hasPrefix("SKIP")
            if isExcused || directive.hasPrefix("TIME=") { name = String(name[..<mark]) }
        }
        while name.last?.isWhitespace == true { name.removeLast() }
        return Test(isOK: isOK, name: name, isExcused: isExcused, hasSubtests: hasSubtests)
    }

    /// `1..4`, also with why there are none: `1..0 # skipped`.
    static func isPlan(_ line: Substring) -> Bool {
        guard line.hasPrefix("1..") else { return false }
        let rest = line.dropFirst(3).drop { $0.isASCII && $0.isNumber }
        return rest.count < line.count - 3 && (rest.isEmpty || rest.first == " " || rest.first == "\r")
    }

    /// A test that failed, while what is said of it comes.
    private struct Run {
        var pending: ToolProblem?
        private(set) var isInBlock = false
        private var blockDepth = 0
        private var notes: [String] = []
        private var diagnostics: [ToolProblem] = []
        /// ESLint's messages of the file that the test stands for.
        private var messages: [ToolProblem] = []
        /// How deep the failures stand that no test around them has answered for yet: a test around one fails with it.
        private var failedDepths: [Int] = []
        /// The tests whose subtests stand in braces behind them, with how many had failed before.
        private var around: [(depth: Int, failure: ToolProblem?, isExcused: Bool, failed: Int)] = []
        private var failed = 0
        /// The test that was begun last is still to do, or was skipped.
        private var isExcused = false

        mutating func begin(_ test: Test, depth: Int, span: ByteSpan) {
            var isAround = false
            while let last = failedDepths.last, last > depth {
                isAround = true
                failedDepths.removeLast()
            }
            isExcused = test.isExcused
            guard !test.isOK, !test.isExcused, !around.contains(where: \.isExcused) else { return }
            if failedDepths.last != depth, failedDepths.count < 1_000 { failedDepths.append(depth) }
            guard !isAround else { return }
            failed += 1
            let name = test.name
            pending = ToolProblem(
                message: nil, severity: "error", symbols: name.isEmpty ? [] : [name], span: span)
            takePlace(in: name)
        }

        /// luacheck's tests are its lines: `src/mast.lua:2:10-12: (W111) message`.
        private mutating func takePlace(in name: String) {
            guard let (place, rest) = LinePlace.leading(name[...]), place.numbers.count > 1, rest.hasPrefix(": "),
                place.path.contains("."), !place.path.contains(" ")
            else { return }
            var message = rest.dropFirst(2)
            if message.first == "(", let close = message.byteRange(of: ") ") {
                let code = message[..<close.lowerBound].dropFirst()
                if code.count == 4, code.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) {
                    pending?.rule = String(code)
                    pending?.severity = code.first == "E" ? "error" : "warning"
                    message = message[close.upperBound...]
                }
            }
            pending?.path = String(place.path)
            pending?.firstLine = place.numbers[0]
            pending?.column = place.numbers[1]
            pending?.symbols = []
            pending?.message = String(message)
        }

        /// The subtests of the last test begin: it is no failure of its own where one of them fails.
        mutating func open(depth: Int) {
            guard around.count < 1_000 else { return }
            if pending != nil { failed -= 1 }
            around.append((depth, pending, isExcused, failed))
            (pending, isExcused) = (nil, false)
        }

        mutating func close(depth: Int, _ report: inout ToolReport) {
            guard let last = around.last, last.depth == depth else { return }
            finish(&report)
            around.removeLast()
            failedDepths.removeAll { $0 > depth }
            guard let failure = last.failure, failed == last.failed else { return }
            failed += 1
            pending = failure
        }

        /// The YAML below a test begins.
        mutating func openBlock(depth: Int) { (isInBlock, blockDepth) = (true, depth) }

        /// An indented line below a test that failed.
        mutating func note(_ line: String) {
            if pending != nil, notes.count < 50, line.contains(where: { !$0.isWhitespace }) { notes.append(line) }
        }

        /// A line of the YAML below a test. Dots that stand deeper are a value's.
        mutating func tell(_ line: String, depth: Int) {
            if line.hasPrefix("..."), depth <= blockDepth {
                isInBlock = false
                return
            }
            guard pending != nil, let colon = line.firstIndex(of: ":") else {
                if notes.count < 50, !line.isEmpty { notes.append(line) }
                return
            }
            let key = line[..<colon].lowercased()
            var value = String(line[line.index(after: colon)...].drop { $0 == " " })
            if let quote = value.first, quote == "'" || quote == "\"", value.last == quote, value.count > 1 {
                value = String(value.dropFirst().dropLast())
            }
            if message(key, value) { return }
            // Criterion's list of what was asserted: `- tests/winch.c:21: |+`.
            if key.hasPrefix("- "), let (place, rest) = LinePlace.leading(line.dropFirst(2)), rest.hasPrefix(":"),
                place.path.contains("."), !place.path.contains(" ")
            {
                if pending?.firstLine == nil, pending?.path == nil {
                    pending?.path = String(place.path)
                    pending?.firstLine = place.numbers.first
                }
                let said = rest.dropFirst().drop { $0 == " " }
                let isBlock = ["|", "|-", "|+", ">", ">-", ">+"].contains(said)
                if !isBlock, !said.isEmpty, notes.count < 50 { notes.append(String(said)) }
                return
            }
            switch key {
            case "message", "error":
                if !value.isEmpty, !["|", "|-", "|+", ">", ">-", ">+"].contains(value) { notes.insert(value, at: 0) }
            case "at", "location": place(value)
            case "file", "filename": if pending?.path == nil { pending?.path = value }
            case "line", "linenumber": if pending?.firstLine == nil { pending?.firstLine = Int(value) }
            case "severity", "duration_ms", "type", "column", "stack", "source": break
            case "failuretype": if value == "subtestsFailed" { pending = nil }
            case "code": if pending?.rule == nil, value.hasPrefix("ERR_") { pending?.rule = value }
            default: if notes.count < 50 { notes.append(line) }
            }
        }

        /// ESLint's `message`, `severity` and `data` with `line`, `column` and `ruleId`, of the first message and of those in
        /// the list `messages`.
        ///
        /// - Returns: whether the key is of a further message, which is taken.
        private mutating func message(_ key: String, _ value: String) -> Bool {
            if key == "message" || key == "- message" {
                messages.append(
                    ToolProblem(
                        message: value.replacing("''", with: "'"), severity: "error",
                        span: pending?.span ?? ByteSpan(0, 0)))
                return key != "message"
            }
            guard let last = messages.indices.last else { return false }
            switch key {
            case "severity": messages[last].severity = value
            case "line": messages[last].firstLine = Int(value).flatMap { $0.isCountable ? $0 : nil }
            case "column": messages[last].column = Int(value).flatMap { $0.isCountable ? $0 : nil }
            case "ruleid": messages[last].rule = value.isEmpty ? nil : value
            default: return last > 0
            }
            return last > 0
        }

        /// What tape and Node's runner count in the end: `# tests 2`, `# pass  1`.
        private static func isSum(_ words: String) -> Bool {
            let parts = words.split(separator: " ")
            return parts.count == 2 && Double(parts[1]) != nil
                && ["tests", "suites", "pass", "fail", "ok", "cancelled", "skipped", "todo", "duration_ms"]
                    .contains(parts[0])
        }

        /// What stands behind a test with a hash: Perl's `at t/mast.t line 12.`, Bats' `(in test file t.bats, line 12)`, and
        /// linters' own lines.
        mutating func comment(_ words: String, _ span: ByteSpan) {
            guard pending != nil, !Self.isSum(words) else { return }
            if let line = DiagnosticLine(Array(words.utf8)[...]) {
                diagnostics.append(
                    ToolProblem(
                        rule: line.rule, message: line.message, path: line.path, firstLine: line.line,
                        column: line.column,
                        severity: line.severity, span: span))
                return
            }
            if pending?.firstLine == nil, let at = words.byteRange(of: " line "),
                let number = Int(words[at.upperBound...].prefix { $0.isASCII && $0.isNumber })
            {
                let before = words[..<at.lowerBound]
                let path = before.split(separator: " ").last.map { $0.filter { !",('\"".contains($0) } }
                if let path, path.contains(".") {
                    pending?.path = path
                    pending?.firstLine = number
                }
            }
            if notes.count < 50, !words.isEmpty { notes.append(words) }
        }

        /// `src/mast.test.js:12:5`.
        private mutating func place(_ value: String) {
            var text = value.hasSuffix(")") ? String(value.dropLast()) : value
            if let open = text.lastIndex(of: "(") { text = String(text[text.index(after: open)...]) }
            var parts = text.split(separator: ":", omittingEmptySubsequences: false)
            var numbers: [Int] = []
            while parts.count > 1, numbers.count < 2, let number = parts.last.flatMap({ Int($0) }) {
                numbers.insert(number, at: 0)
                parts.removeLast()
            }
            guard let line = numbers.first, parts.contains(where: { !$0.isEmpty }) else { return }
            pending?.path = parts.joined(separator: ":")
            pending?.firstLine = line
        }

        mutating func finish(_ report: inout ToolReport) {
            defer { (notes, diagnostics, messages) = ([], [], []) }
            guard var problem = pending else { return }
            pending = nil
            if let path = problem.symbols.first,
                messages.contains(where: { $0.rule != nil || $0.firstLine != nil }) || messages.count > 1,
                path.contains("/") || path.contains("."), !path.contains(" ")
            {
                for var item in messages {
                    item.path = path
                    report.add(item)
                }
                return
            }
            guard diagnostics.isEmpty else {
                for item in diagnostics { report.add(item) }
                return
            }
            problem.take(placeIn: notes.joined(separator: "\n"))
            let name = problem.symbols.first ?? ""
            let opening = problem.message ?? (name.isEmpty ? "A test without a name failed" : name)
            problem.message = ([opening] + notes).joined(separator: "\n")
            // luacheck's tests are its messages.
            if problem.column == nil { report.addFailure(problem) } else { report.add(problem) }
        }
    }
}
