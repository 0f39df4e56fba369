import FindingsModel

/// What the test runners of .NET write: NUnit's XML in its two generations (`test-run`, `test-results`), xUnit.net's version
/// 2 (`assemblies`), and Visual Studio's TRX (`TestRun`). Failures are findings, as JUnit's are.
struct DotNetTestsFormat: InputFormat {
    let id = "dotnet-tests"
    let title = ".NET test results"
    let summary = "NUnit's, xUnit.net's and Visual Studio's (TRX) XML: each failed test is a finding."

    /// A skipped test is a finding, a disabled test, as well.
    var readsSkipped = false

    private static let roots = [
        "test-run": "NUnit", "test-results": "NUnit", "assemblies": "xUnit.net", "assembly": "xUnit.net",
        "TestRun": "MSTest",
    ]

    func recognizes(_ document: SourceDocument) -> Bool {
        document.xmlRoot.map { Self.roots[$0] != nil } ?? false
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler(readsSkipped: readsSkipped)
        try XMLReader.read(document, format: id, handler)
        guard handler.isOwn else {
            throw .malformed(
                format: id, document.place(byte: 0),
                why: "the root element is none of `test-run`, `test-results`, `assemblies` and `TestRun`")
        }
        handler.finish()
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "NUnit", coversProject: false)
        var isOwn = false
        private let readsSkipped: Bool
        private var isRoot = true
        /// Tests, and suites around them, that are open.
        private var open: [Test] = []
        /// The tests that the report says failed, and those that it lists.
        private var failed = 0
        private var failures = 0
        /// What is read into `words`: `message` or `trace`.
        private var words: String?
        /// What TRX says of the run as a whole, and the messages of its host that are errors.
        private var outcome = ""
        private var notes: [(text: String, span: ByteSpan)] = []
        private var noteStart: Int?
        private var noteText = ""

        /// A test or a suite, as far as it is read.
        private struct Test {
            var element: String
            var symbol: String?
            var outcome: String
            var message = ""
            var trace = ""
            var reason = ""
            var start: Int
            /// A suite that failed only because a test in it did.
            var isOfChild = false
        }

        private static let tests: Set = ["test-case", "test", "UnitTestResult"]
        private static let texts: Set = ["message", "stack-trace", "Message", "StackTrace", "reason"]

        init(readsSkipped: Bool) { self.readsSkipped = readsSkipped }

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = DotNetTestsFormat.roots[name] != nil
                if name.hasPrefix("test-") {
                    failed = XMLNumber(attributes, "failed", "failures").value ?? 0
                }
                report.rename(DotNetTestsFormat.roots[name] ?? "NUnit")
            }
            for key in ["start-time", "start", "timestamp"] {
                guard report.review.reviewedAt == nil, let time = attributes[key] else { continue }
                // NUnit's UTC without a mark: `2026-03-01 09:15:00Z`.
                if let known = Timestamp.normalized(time.replacing(" ", with: "T")) { report.tell(time: known) }
            }
            switch name {
            case "assembly": failed += XMLNumber(attributes, "failed").value ?? 0
            case "Counters":
                for key in ["failed", "error", "timeout", "aborted"] {
                    failed += XMLNumber(attributes, key).value ?? 0
                }
            case "ResultSummary": outcome = attributes["outcome"] ?? ""
            case "RunInfo" where attributes["outcome"] == "Error": (noteStart, noteText) = (byte, "")
            case "Text" where noteStart != nil: words = ""
            case _ where Self.tests.contains(name):
                open.append(
                    Test(
                        element: name,
                        symbol: Self.filled(attributes["fullname"]) ?? Self.filled(attributes["name"])
                            ?? Self.filled(attributes["testName"]),
                        outcome: Self.outcome(attributes), start: byte))
            case "test-suite":
                open.append(
                    Test(
                        element: name, symbol: Self.filled(attributes["fullname"]) ?? Self.filled(attributes["name"]),
                        outcome: Self.outcome(attributes), start: byte,
                        // NUnit 2 and Unity tell no site.
                        isOfChild: (attributes["site"] ?? "Child") == "Child"))
            // NUnit 2 may tell of a failure by this alone.
            case "failure":
                if let last = open.indices.last, open[last].element != "test-suite", open[last].outcome.isEmpty {
                    open[last].outcome = "Failure"
                }
            case _ where Self.texts.contains(name): words = ""
            default: break
            }
        }

        /// Unity writes `Failed(Child)`; NUnit 2 may tell of success alone.
        private static func outcome(_ attributes: [String: String]) -> String {
            let told = attributes["result"] ?? attributes["outcome"]
            if let told { return String(told.prefix { $0 != "(" }) }
            return attributes["success"] == "False" ? "Failure" : ""
        }

        /// Says where the report tells of more failures than it lists.
        func finish() {
            if failed > failures {
                report.flag("\(failed) tests failed, and \(failures) are there")
            }
            for note in notes where !isEcho(note.text) {
                report.add(ToolProblem(message: note.text, severity: "error", span: note.span))
            }
            if ["Failed", "Error", "Timeout", "Aborted", "Disconnected"].contains(outcome),
                report.review.findings.isEmpty
            {
                report.flag("the run's outcome is \(outcome), and no failure is there")
            }
        }

        /// xUnit.net's adapter tells the host once more of each test that failed, and of its own breakdowns nobody else.
        private func isEcho(_ text: String) -> Bool {
            text.hasPrefix("[xUnit.net ") && failures > 0 && !text.has("Catastrophic failure")
        }

        func text(_ text: String) {
            if let known = words, known.utf8.count < 1 << 16 { words = known + text }
        }

        func end(_ name: String, byte: Int) {
            if Self.texts.contains(name), let text = words?.trimmedLines, let last = open.indices.last {
                // A reason may hold its words in a `message` of its own.
                if open[last].message.isEmpty, name.lowercased() == "message" { open[last].message = text }
                if name == "reason" { open[last].reason = text }
                if name == "stack-trace" || name == "StackTrace" { open[last].trace = text }
                words = nil
            }
            if name == "Text", noteStart != nil {
                noteText = words?.trimmedLines ?? ""
                words = nil
            }
            if name == "RunInfo", let start = noteStart {
                noteStart = nil
                let isTold = notes.contains { $0.text == noteText }
                if !noteText.isEmpty, !isTold, notes.count < 1_000 { notes.append((noteText, ByteSpan(start, byte))) }
            }
            guard name == open.last?.element, let test = open.popLast() else { return }
            finish(test, byte)
        }

        private func finish(_ test: Test, _ end: Int) {
            let span = ByteSpan(test.start, end)
            switch test.outcome {
            case "Failed", "Fail", "Failure", "Error", "Timeout", "Aborted":
                guard !test.isOfChild else { return }
                failures += 1
                let place = Self.place(in: test.trace)
                let message = test.message.isEmpty ? test.symbol.map { "\($0) failed" } ?? "" : test.message
                report.addFailure(
                    ToolProblem(
                        message: test.trace.isEmpty ? message : message + "\n\n" + test.trace, path: place?.path,
                        firstLine: place?.line, severity: "error",
                        symbols: test.symbol.map { [$0] } ?? [],
                        flags: (place == nil ? [] : ["place read from the failure's text"])
                            + (test.outcome == "Timeout" || test.outcome == "Aborted"
                                ? ["the test was ended: \(test.outcome.lowercased())"] : []),
                        span: span))
            case "Skipped", "Skip", "Ignored", "NotExecuted", "NotRunnable":
                guard readsSkipped, test.element != "test-suite" else { return }
                let why = test.reason.isEmpty ? test.message : test.reason
                report.add(
                    ToolProblem(
                        message: "The test is skipped" + (why.isEmpty ? "" : ": \(why)"),
                        symbols: test.symbol.map { [$0] } ?? [], span: span), category: "disabled-test")
            case "Passed", "Pass", "Success", "Inconclusive", "Warning", "NotRun", "Completed", "Pending",
                "InProgress", "PassedButRunAborted", "Warn", "":
                break
            default:
                report.flag("a result that is not known: \(test.outcome.prefix(40))")
            }
        }

        private static func filled(_ text: String?) -> String? {
            text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }

        /// The last frame of a trace with a place, which is the test's own: `at Yard.Tests.Bends() in C:\src\MastTests.cs:line 12`.
        private static func place(in trace: String) -> (path: String, line: Int)? {
            for line in trace.split(whereSeparator: \.isNewline).prefix(500).reversed() {
                guard let start = line.byteRange(of: " in "), let end = line.ranges(of: ":line ").last,
                    end.lowerBound > start.upperBound,
                    let number = Int(line[end.upperBound...].prefix { $0.isASCII && $0.isNumber }), number > 0
                else { continue }
                let path = line[start.upperBound..<end.lowerBound]
                // A package's own source, as deterministic builds name it.
                if path.hasPrefix("/_/") { continue }
                return (String(path), number)
            }
            return nil
        }
    }
}

extension String {
    /// Without white space at the ends of the text and of its lines.
    fileprivate var trimmedLines: String {
        let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        let first = lines.firstIndex { !$0.isEmpty } ?? 0
        let last = lines.lastIndex { !$0.isEmpty } ?? -1
        return first <= last ? lines[first...last].joined(separator: "\n") : ""
    }
}
