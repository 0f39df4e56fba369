import FindingsModel

/// JUnit's XML report in the dialects of test runners (Ant, Surefire, pytest, GoogleTest, Jest, Gradle): failures and
/// errors are findings.
struct JUnitFormat: InputFormat {
    let id = "junit"
    let title = "JUnit XML"
    let summary = "Test runners' JUnit XML: each failure and error is a finding; what passed or was skipped is none."

    /// A skipped test is a finding, a disabled test, as well.
    var readsSkipped = false

    /// Whose report it is where nothing tells the runner.
    private static let tool = "JUnit"
    private static let roots: Set = ["testsuites", "testsuite", "testrun"]

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot.map(Self.roots.contains) ?? false }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler(readsSkipped: readsSkipped)
        try XMLReader.read(document, format: id, handler)
        guard handler.isJUnit else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the root element is neither `testsuites` nor `testsuite`")
        }
        handler.finish()
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: JUnitFormat.tool)
        var isJUnit = false
        private let readsSkipped: Bool
        private var isRoot = true
        /// Written by falsegreen: cases that it is less sure of are skipped tests.
        private var isFalseGreens = false
        private var isBandits = false
        private var isSemgreps = false
        /// The root is pytest's.
        private var isPytests = false
        /// The line of the failure is that of its test.
        private var hasLineOfTest = false
        /// Failures of Go's tests, which are told apart when all are known.
        private var goFailures = JUnitGoFailures()
        /// Written by `refrain export junit`: types tell severity and category.
        private var isRefrains = false
        /// Written by stylelint's formatters: a suite a file, a test a rule.
        private var isStylelints = false
        private var suites: [[String: String]] = []
        /// Mocha's reporters tell the file of several suites with an empty one before them.
        private var rootFile: String?
        /// What gotestsum counts of packages that did not build, beside all suites.
        private var rootErrors = 0
        /// How many failures and errors the outermost suites say they have, and how many were met.
        private var stated = (failures: 0, errors: 0)
        private var met = 0
        private var test: [String: String]?
        /// Of a test that was expected to fail or is still to do, whose failure is none.
        private var isSkipped = false
        private var findingsBefore = 0
        private var pending: ToolProblem?
        /// A failure without a word, and what its test printed, which tells of it.
        private var wordless: (problem: ToolProblem, element: String)?
        private var output: String?
        private var words = ""
        /// Elements inside of a failure; what the test printed is no part of it.
        private var inside: [String] = []

        /// Surefire's, of a test that failed before: the same failure, once more.
        private static let reruns: Set = ["rerunFailure", "rerunError"]
        private static let failures: Set = [
            "failure", "error", "rerunFailure", "rerunError", "flakyFailure", "flakyError",
        ]

        init(readsSkipped: Bool) { self.readsSkipped = readsSkipped }

        private func isFinding(_ name: String) -> Bool {
            Self.failures.contains(name) || (name == "skipped" && (readsSkipped || isFalseGreens))
        }

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isJUnit = JUnitFormat.roots.contains(name)
                isRefrains = name == "testsuites" && attributes["name"] == "refrain"
                if isRefrains { report.rename("refrain") }
                isStylelints = attributes["package"] == "stylelint.rules"
                if isStylelints { report.rename("stylelint") }
                isFalseGreens = attributes["name"] == "falsegreen" && name == "testsuites"
                if isFalseGreens { report.rename("falsegreen") }
                if let tool = ["Oxlint": "Oxlint", "fortitude": "Fortitude", "Luacheck report": "luacheck"][
                    attributes["name"] ?? ""]
                {
                    report.rename(tool)
                }
                isPytests = attributes["name"] == "pytest tests"
                if name == "testsuites" { rootErrors = attributes["errors"].flatMap { Int($0) } ?? 0 }
                let words = attributes["name"]?.split(separator: " ") ?? []
                if words.count == 2, words[0] == PHPCodeSnifferFormat.tool {
                    report.rename(PHPCodeSnifferFormat.tool)
                    report.tell(version: String(words[1]))
                }
            }
            if pending != nil {
                inside.append(name)
                return
            }
            switch name {
            case "testsuite":
                if suites.isEmpty {
                    func count(_ name: String) -> Int {
                        attributes[name].flatMap { Int($0) }.flatMap { (0..<1 << 32).contains($0) ? $0 : nil } ?? 0
                    }
                    stated.failures += count("failures")
                    stated.errors += count("errors")
                }
                suites.append(attributes)
                if attributes["name"]?.hasPrefix("Root Suite") == true { rootFile = Self.filled(attributes["file"]) }
                if let tool = Self.linter(attributes) { report.rename(tool) }
                meet(suite: attributes)
                if let time = attributes["timestamp"].flatMap(Timestamp.normalized), report.review.reviewedAt == nil {
                    report.tell(time: time)
                }
            case "testcase":
                test = attributes
                isSkipped = false
                findingsBefore = report.review.findings.count
                report.cover(JUnitLinters.covered(file, by: attributes))
            case "skipped" where !isFinding(name): isSkipped = test != nil
            case "system-out" where wordless != nil: output = ""
            case "property" where attributes["name"] == "go.version": goFailures.isGo = true
            case "failure" where isSkipped: break
            case _ where isFinding(name):
                words = ""
                met += 1
                let line = XMLNumber(test ?? [:], "line", "lineno")
                let type = Self.filled(attributes["type"])
                // Linters tell the severity as the type.
                let word = type.flatMap { Self.severities.contains($0.lowercased()) ? $0 : nil }
                // Catch2 tells the place of the assertion; the test's own is where it begins.
                let own = Self.filled(attributes["file"])
                let ownLine = XMLNumber(attributes, "line")
                hasLineOfTest = own == nil
                pending = ToolProblem(
                    rule: word == nil && !Self.isNoKind(type) ? type : nil, message: attributes["message"],
                    path: own ?? file,
                    firstLine: own == nil ? line.value : ownLine.value,
                    severity: name == "skipped" ? nil : word ?? "error",
                    symbols: symbol.map { [$0] } ?? [],
                    flags: (name.hasPrefix("flaky") ? ["passed when run again"] : [])
                        + (own == nil ? line.flags : ownLine.flags),
                    span: ByteSpan(byte, byte))
            default: break
            }
        }

        func text(_ text: String) {
            if let printed = output, printed.utf8.count < 1 << 14 { output = printed + text }
            guard pending != nil, words.utf8.count < 1 << 16 else { return }
            if !inside.contains(where: { $0 == "system-out" || $0 == "system-err" }) { words += text }
        }

        func end(_ name: String, byte: Int) {
            if !inside.isEmpty {
                inside.removeLast()
                return
            }
            switch name {
            case "testsuite": _ = suites.popLast()
            case "testcase":
                addWordless()
                test = nil
            case "system-out": addWordless()
            case _ where isFinding(name):
                guard var problem = pending else { return }
                pending = nil
                problem.span = ByteSpan(problem.span.start, byte)
                // pytest counts the lines of tests from 0.
                if hasLineOfTest, isOfPytest, let line = problem.firstLine, line.isCountable {
                    problem.firstLine = line + 1
                }
                var message = problem.message ?? ""
                if Self.empty.contains(message.lowercased()), let symbol = problem.symbols.first {
                    // A Python trace tells in the end what happened.
                    let isTraced =
                        words.drop(while: \.isWhitespace).hasPrefix("Traceback (most recent call last)")
                        && Self.withoutLabel(words) != words
                    message = isTraced ? "" : "\(symbol): \(message)"
                    problem.message = message
                }
                // GoogleTest opens with the place; what happened stands below.
                if let end = message.firstIndex(where: \.isNewline),
                    message[..<end] == "unknown file" || FailurePlace(in: String(message[..<end])) != nil,
                    message[end...].contains(where: { !$0.isWhitespace })
                {
                    if problem.path == nil {
                        message = String(message[message.index(after: end)...])
                        problem.message = message
                    } else {
                        problem.takeAssertion()
                        message = problem.message ?? message
                    }
                }
                if message.allSatisfy(\.isWhitespace) {
                    problem.message = words
                } else if words.contains(where: { !$0.isWhitespace }), !message.hasPrefix(words) {
                    let isSaidBefore = words.hasPrefix(message)
                    problem.message = isSaidBefore ? words : words.hasSuffix(message) ? message : message + "\n" + words
                }
                problem.message = problem.message.map { Self.withoutLabel(withoutName($0)) }
                let isWordless = (problem.message ?? "").allSatisfy(\.isWhitespace)
                if isWordless {
                    problem.message = problem.symbols.first.map { "\($0) failed" } ?? problem.rule
                }
                if problem.path == nil, let sniff = test?["name"].flatMap({ Self.place(inName: $0) }) {
                    (problem.rule, problem.path, problem.firstLine) = (sniff.rule, sniff.path, sniff.line)
                    problem.symbols = []
                }
                if problem.path == nil, report.review.reviewer?.name != "luacheck",
                    let place = FailurePlace(in: words, of: names) ?? FailurePlace(in: message, of: names)
                {
                    (problem.path, problem.firstLine) = (place.path, problem.firstLine ?? place.line)
                    problem.flags.append(FailurePlace.flag)
                } else if problem.path != nil {
                    problem.take(placeIn: words)
                }
                if let rule = linterRule { mend(&problem, rule: rule) }
                mendSwiftLint(&problem)
                mendPlace(&problem)
                if isSemgreps, problem.rule == nil, let check = test?["name"] {
                    problem.rule = check
                    problem.symbols = []
                }
                // A test of Bandit's is a file and a check.
                if isBandits, let id = words.byteRange(of: "Test ID: ") {
                    problem.rule = String(words[id.upperBound...].prefix { !$0.isWhitespace })
                    problem.symbols = []
                    problem.path = problem.path ?? Self.filled(test?["classname"])
                    if problem.firstLine == nil, let path = problem.path,
                        let place = words.byteRange(of: "Location \(path):")
                    {
                        problem.firstLine = Int(words[place.upperBound...].prefix { ("0"..."9").contains($0) })
                    }
                }
                if isRefrains, let parts = problem.rule?.split(separator: ".", maxSplits: 1), parts.count == 2 {
                    problem.severity = String(parts[0])
                    problem.rule = String(parts[1])
                }
                guard name == "skipped", !isFalseGreens else {
                    if let found = JUnitLinters.problems(problem, test: test ?? [:], suite: suites.last ?? [:], words) {
                        if report.review.reviewer?.name == JUnitFormat.tool { report.rename(found.tool) }
                        for problem in found.problems { report.add(problem) }
                        // A failure may stand for all problems of a file.
                        met += max(0, found.problems.count - 1)
                    } else {
                        addWordless()
                        if isWordless, test != nil { wordless = (problem, name) } else { add(problem, as: name) }
                    }
                    return
                }
                let why = problem.message ?? ""
                problem.message = "The test is skipped" + (why.allSatisfy(\.isWhitespace) ? "" : ": \(why)")
                report.add(problem, category: "disabled-test")
            default: break
            }
        }

        /// A failure or an error, or one of a test that was run again.
        private func add(_ problem: ToolProblem, as name: String, isWordless: Bool = false) {
            let package =
                [Self.filled(suites.last?["name"]), Self.filled(test?["classname"])].compactMap { $0 }
                .first { $0.contains("/") } ?? ""
            if Self.reruns.contains(name), report.review.findings.count > findingsBefore {
                report.flagLast("failed again when run again")
            } else if goFailures.take(problem, words, package: package, test: test?["name"]) {
                return
            } else if isWordless || isOfRun(problem) {
                report.addFailure(problem, isFlaky: name.hasPrefix("flaky"))
            } else {
                report.add(problem)
            }
        }

        /// The failure of a test that told nothing of it, as CTest's do: what the test printed does.
        private func addWordless() {
            defer { output = nil }
            guard let (failure, element) = wordless else { return }
            var problem = failure
            wordless = nil
            if let printed = output, printed.contains(where: { !$0.isWhitespace }) {
                if problem.path == nil, let place = FailurePlace(in: printed, of: names) {
                    (problem.path, problem.firstLine) = (place.path, place.line)
                    problem.flags.append(FailurePlace.flag)
                }
                problem.message = [problem.message ?? "", printed].joined(separator: "\n")
            }
            add(problem, as: element, isWordless: true)
        }

        /// What the test and its suite are named after.
        private var names: [String] {
            let suite = suites.last
            // Ant's joined report tells a suite's package apart; a class that failed as a whole is the name of its test.
            let joined = [suite?["package"], suite?["name"]].compactMap(Self.filled).joined(separator: ".")
            return [test?["classname"], suite?["name"], joined].compactMap(Self.filled)
        }

        /// A suite may be named after the tool that wrote it.
        private func meet(suite: [String: String]) {
            switch suite["name"] {
            case "semgrep results":
                isSemgreps = true
                report.rename("Semgrep")
            case "bandit":
                isBandits = true
                report.rename("Bandit")
            case let name?: goFailures.meet(package: name)
            case nil: break
            }
        }

        /// Whether pytest wrote the failure: by the suite's usual name, or the marks of its traces.
        private var isOfPytest: Bool {
            isPytests || suites.contains { $0["name"] == "pytest" } || words.hasPrefix("E   ") || words.has("\nE   ")
        }

        /// PHPUnit's text opens with the test's own name.
        private func withoutName(_ message: String) -> String {
            guard let end = message.firstIndex(where: \.isNewline), let test, let name = test["name"],
                let type = test["class"] ?? test["classname"], message.hasPrefix("\(type)::\(name)"),
                case let rest = message[message.index(after: end)...], rest.contains(where: { !$0.isWhitespace })
            else { return message }
            return String(rest)
        }

        /// Whether code ran and failed; linters that write JUnit, too, ran nothing, and tell neither when nor where.
        private func isOfRun(_ problem: ToolProblem) -> Bool {
            guard report.review.reviewer?.name == JUnitFormat.tool, !isRefrains else { return false }
            if let time = test?["time"].flatMap({ Double($0) }), time > 0 { return true }
            let isTimed = suites.contains { suite in
                Self.filled(suite["timestamp"]) != nil || Self.filled(suite["hostname"]) != nil
                    || suite["time"].flatMap { Double($0) } ?? 0 > 0
            }
            if isTimed { return true }
            return problem.flags.contains(FailurePlace.flag)
                || ["Error", "Exception", "Failure"].contains { problem.rule?.hasSuffix($0) == true }
        }

        // MARK: Linters' reports

        /// ESLint, Ruff and stylelint write a suite a file, in the package `org.TOOL`, and a test `org.TOOL.RULE` a problem.
        private static func linter(_ suite: [String: String]) -> String? {
            guard let package = suite["package"], package.hasPrefix("org."), filled(suite["name"]) != nil else {
                return nil
            }
            return ["org.eslint": "ESLint", "org.ruff": "Ruff", "org.stylelint": "stylelint", "org.ty": "ty"][package]
        }

        /// The rule that a test stands for.
        private var linterRule: String? {
            if isFalseGreens { return test?["classname"]?.split(separator: ".").last.map(String.init) }
            if isStylelints { return test?["name"] }
            guard let suite = suites.last, Self.linter(suite) != nil, let package = suite["package"],
                let name = test?["name"], name.hasPrefix(package + ".")
            else { return nil }
            return String(name.dropFirst(package.count + 1))
        }

        private func mend(_ problem: inout ToolProblem, rule: String) {
            problem.rule = rule
            problem.symbols = []
            if isFalseGreens {
                let isSure = problem.severity != nil
                // The test is named after the rule and the place, of which the path may have blanks.
                let words = (test?["name"]).map { $0.hasPrefix(rule + " ") ? $0.dropFirst(rule.count + 1) : $0[...] }
                if let words, let colon = words.lastIndex(of: ":"), words[..<colon].hasSuffix(".py") {
                    problem.path = String(words[..<colon])
                    problem.firstLine = Int(words[words.index(after: colon)...])
                }
                problem.severity = isSure ? "high" : "low"
            } else if problem.firstLine == nil, let message = problem.message,
                let at = message.byteRange(of: isStylelints ? "On line " : "line ")
            {
                // ESLint tells the place in words: `line 3, col 7, Error - …`, stylelint behind the message.
                problem.firstLine = Int(message[at.upperBound...].prefix { ("0"..."9").contains($0) })
                if isStylelints, let column = message[at.upperBound...].byteRange(of: ", column ") {
                    problem.column = Int(message[column.upperBound...].prefix { ("0"..."9").contains($0) })
                    // The rule and the place are told again.
                    let end = message.byteRange(of: "\nOn line ")?.lowerBound ?? message.endIndex
                    let said = message[..<end]
                    problem.message =
                        said.hasSuffix(" (\(rule))") ? String(said.dropLast(rule.count + 3)) : String(said)
                }
            }
        }

        /// SwiftLint's `junit`, a test a problem that is named as its file, and `gitlab`, whose text has a line a field.
        private func mendSwiftLint(_ problem: inout ToolProblem) {
            let lines = words.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
            func path(_ text: Substring) -> String? { text.isEmpty || text == "<nopath>" ? nil : String(text) }
            if test?["classname"] == "Swift Lint", let name = test?["name"], let word = lines.first,
                let severity = ["warning:", "error:"].first(where: { word == $0 }),
                let line = lines.first(where: { $0.hasPrefix("Line:") })
            {
                report.rename("SwiftLint")
                problem.severity = String(severity.dropLast())
                problem.symbols = []
                problem.path = path(name[...])
                problem.firstLine = Int(line.dropFirst(5).filter { $0.isNumber })
                if let said = problem.message?.byteRange(of: "\n" + words) {
                    problem.message = String(problem.message?[..<said.lowerBound] ?? "")
                }
                return
            }
            func field(_ name: String) -> Substring? {
                lines.first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
            }
            guard lines.first?.hasPrefix("Severity: ") == true, let severity = field("Severity"),
                let rule = field("Rule"),
                let reason = field("Reason"), let file = field("File")
            else { return }
            report.rename("SwiftLint")
            problem.severity = String(severity)
            problem.rule = String(rule)
            problem.message = String(reason)
            problem.symbols = []
            problem.path = path(file)
            problem.firstLine = field("Line").flatMap { Int($0) }
            problem.column = field("Column").flatMap { Int($0) }
            problem.flags.removeAll { $0 == FailurePlace.flag }
        }

        /// luacheck's message that opens with the path, which is the test's class; Oxlint's and Fortitude's, `line 3, column 7,
        /// message` in a suite that is named as its file.
        private func mendPlace(_ problem: inout ToolProblem) {
            guard problem.path == nil, let message = problem.message else { return }
            if let file = Self.filled(test?["classname"]), message.hasPrefix(file + ":"),
                let (place, rest) = LinePlace.leading(message[...]), place.path == file, rest.hasPrefix(": ")
            {
                (problem.path, problem.firstLine) = (file, place.numbers[0])
                problem.column = place.numbers.count > 1 ? place.numbers[1] : nil
                problem.message = String(rest.dropFirst(2))
                problem.symbols = []
                return
            }
            guard let file = Self.filled(suites.last?["name"]), file.contains("."), words.hasPrefix("line ") else {
                return
            }
            var text = words.dropFirst(5)
            guard let row = LinePlace.number(&text),
                let mark = [", column ", ", col "].first(where: text.hasPrefix)
            else { return }
            text = text.dropFirst(mark.count)
            guard let column = LinePlace.number(&text), text.hasPrefix(", ") else { return }
            (problem.path, problem.firstLine, problem.column) = (file, row, column)
            problem.message = String(text.dropFirst(2))
            problem.symbols = []
            let package = suites.last?["package"].map { $0 + "." } ?? ""
            if let name = Self.filled(test?["name"]) {
                problem.rule = name.hasPrefix(package) ? String(name.dropFirst(package.count)) : name
            }
        }

        /// What the suites count and did not hold.
        func finish() {
            for problem in goFailures.problems() { report.addFailure(problem) }
            if goFailures.isGo, rootErrors > stated.errors {
                report.didNotFinish()
                report.flag(
                    "errors that no test tells, as of a package that did not build: \(rootErrors - stated.errors)"
                )
            }
            // stylelint tells the same number as failures and as errors.
            let isToldTwice = stated.failures == stated.errors && stated.failures == met
            guard stated.failures + stated.errors > met, !isToldTwice else { return }
            report.flag(
                "only \(met) of the \(stated.failures + stated.errors) failures and errors that the suites count were read"
            )
        }

        private var file: String? {
            if let suite = suites.last, isStylelints || Self.linter(suite) != nil { return suite["name"] }
            for attributes in [test] + suites.reversed() {
                if let path = Self.filled(attributes?["file"]) ?? Self.filled(attributes?["filepath"]) { return path }
            }
            return suites.isEmpty ? nil : rootFile
        }

        /// `Class.test`, for the test or, where a suite failed as a whole, the suite.
        private var symbol: String? {
            guard let test else { return Self.filled(suites.last?["name"]) }
            var parts = [test["classname"], test["name"]].compactMap { $0 }.filter { !$0.isEmpty }
            // Some name a test twice, with and without what it stands in.
            if parts.count == 2, parts[1] == parts[0] || parts[1].hasSuffix(" " + parts[0]) { parts.removeFirst() }
            return parts.isEmpty ? nil : parts.joined(separator: ".")
        }

        private static func filled(_ text: String?) -> String? {
            text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }

        /// The type says no more than that the test failed.
        private static func isNoKind(_ type: String?) -> Bool {
            guard let type = type?.lowercased() else { return false }
            return empty.contains(type) || ["fail", "testfailed", "testfailure", "assertionfailed"].contains(type)
        }

        /// A text that opens with a line which only labels what follows: Catch2's `FAILED:` goes, and what a Python trace ends
        /// with, which is what went wrong, comes before it.
        private static func withoutLabel(_ message: String) -> String {
            let lines = message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            guard let first = lines.firstIndex(where: { $0.contains { !$0.isWhitespace } }) else { return message }
            let opening = lines[first].drop(while: \.isWhitespace)
            if opening.hasPrefix("Traceback (most recent call last)"),
                let frame = lines.lastIndex(where: { $0.drop { $0 == " " }.hasPrefix("File \"") }),
                let error = lines[(frame + 1)...].firstIndex(where: { $0.first.map { !$0.isWhitespace } ?? false })
            {
                return lines[error...].joined(separator: "\n") + "\n\n" + message
            }
            if opening.hasPrefix("Traceback (most recent call last)"),
                let last = lines.last(where: { $0.contains { !$0.isWhitespace } }), last.first?.isWhitespace == false,
                last != lines[first]
            {
                return last + "\n\n" + message
            }
            guard opening == "FAILED:", lines[(first + 1)...].contains(where: { $0.contains { !$0.isWhitespace } })
            else { return message }
            return lines[(first + 1)...].joined(separator: "\n")
        }

        /// PHP_CodeSniffer names a test `Sniff at path.php (2:1)`.
        private static func place(inName name: String) -> (rule: String, path: String, line: Int)? {
            guard name.last == ")", let open = name.lastIndex(of: "("), let at = name.byteRange(of: " at "),
                at.upperBound < open
            else { return nil }
            let numbers = name[name.index(after: open)...].dropLast().split(separator: ":")
            let path = name[at.upperBound..<open].dropLast()
            guard numbers.count == 2, let line = Int(numbers[0]), Int(numbers[1]) != nil, !path.isEmpty else {
                return nil
            }
            return (String(name[..<at.lowerBound]), String(path), line)
        }

        private static let severities: Set = ["error", "warning", "info", "low", "medium", "high", "undefined"]

        /// What runners write where they have nothing to say.
        private static let empty: Set = ["test failure", "test error", "failure", "error", "failed", "test failed"]
    }
}
