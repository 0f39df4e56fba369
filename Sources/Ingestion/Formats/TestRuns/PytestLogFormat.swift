import FindingsModel

/// pytest-reportlog's lines, an object an event with its `$report_type` (https://pypi.org/project/pytest-reportlog/): the
/// tests that failed, as of JUnit's, and files whose tests could not be collected.
struct PytestLogFormat: InputFormat {
    let id = "pytest-reportlog"
    let title = "pytest report log"
    let summary = "What pytest-reportlog writes (`pytest --report-log`), an event a line: the tests that failed."
    let tellingKeys = TellingKeys(
        ["$report_type", "nodeid", "outcome", "longrepr", "pytest_version", "exitstatus", "keywords"], needed: 2,
        indispensable: "$report_type")

    func recognizes(_ document: SourceDocument) -> Bool { document.roots.contains(where: Self.isEvent) }

    /// Readers are to pass over events of types that they do not know.
    private static func isEvent(_ value: JSONValue) -> Bool {
        guard value.isObject, let type = value[type]?.string else { return false }
        return types.contains(type) || value["nodeid"] != nil
    }

    private static let type: StaticString = "$report_type"
    private static let types: Set = [
        "Header", "SessionStart", "CollectReport", "TestReport", "SessionFinish", "WarningMessage",
    ]

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let events = try records(document, orOne: Self.isEvent)
        var run = Run(flags: flags(document), passed: Self.passed(events))
        for event in events { run.add(event) }
        sink(run.review)
    }

    /// The names of the tests that passed, the last time at least.
    private static func passed(_ events: [JSONValue]) -> Set<String> {
        var names: Set<String> = []
        for event in events where event["when"]?.string == "call" && event["outcome"]?.string == "passed" {
            if let name = event["nodeid"]?.string { names.insert(name) }
        }
        return names
    }

    private struct Run {
        private var report: ToolReport
        private let passed: Set<String>
        /// The tests that failed and were run again.
        private var repeated: Set<String> = []
        private var isFinished = false

        init(flags: [String], passed: Set<String>) {
            report = ToolReport(tool: "pytest", flags: flags)
            self.passed = passed
        }

        mutating func add(_ event: JSONValue) {
            // pytest-subtests had the key by another name.
            switch (event[PytestLogFormat.type] ?? event["_report_type"])?.string {
            case "SessionStart", "Header":
                if let version = event["pytest_version"]?.text { report.tell(version: version) }
            case "TestReport", "SubTestReport", "SubtestReport": addTest(event)
            case "CollectReport":
                guard event["outcome"]?.string == "failed" else { return }
                report.didNotFinish()
                var problem = PytestLogFormat.failure(event)
                problem.message = "The tests could not be collected: \(problem.message ?? "")"
                problem.severity = "error"
                report.addFailure(problem)
            case "SessionFinish":
                // 0 and 1: all tests ran; 5: there are none.
                isFinished = event["exitstatus"]?.number.map { [0, 1, 5].contains($0) } ?? false
            default: break
            }
        }

        private mutating func addTest(_ event: JSONValue) {
            report.cover(PytestLogFormat.path(event))
            let name = event["nodeid"]?.string
            switch event["outcome"]?.string {
            case "failed":
                report.addFailure(PytestLogFormat.failure(event))
                if let name, repeated.contains(name) { report.flagLast("failed again when run again") }
            case "rerun":
                guard let name, repeated.insert(name).inserted, passed.contains(name) else { return }
                var problem = PytestLogFormat.failure(event)
                problem.flags.append("passed when run again")
                report.addFailure(problem, isFlaky: true)
            case "passed", "skipped", nil: break
            default: event["outcome"]?.setNotUnderstood()
            }
        }

        var review: Review {
            var report = report
            if !isFinished {
                report.didNotFinish()
                report.flag("the run was broken off")
            }
            return report.review
        }
    }

    // MARK: A failure

    /// The test's file: that of its place, else what its name begins with.
    private static func path(_ event: JSONValue) -> String? {
        if let path = event["location"]?.elements.element(at: 0)?.text { return path }
        guard let id = event["nodeid"]?.text else { return nil }
        return id.byteRange(of: "::").map { String(id[..<$0.lowerBound]) } ?? id
    }

    private static func failure(_ event: JSONValue) -> ToolProblem {
        let path = path(event)
        let words = event["longrepr"]
        let isWords = words?.kind == .string
        let crash = isWords ? nil : words?["reprcrash"]
        if !isWords, crash == nil { words?.setNotUnderstood() }
        let name = event["nodeid"]?.text
        let stage = event["when"]?.string.flatMap { $0 == "call" || $0 == "collect" ? nil : $0 }
        let told = (isWords ? words?.string : crash?["message"]?.text).map(Self.uncoloured)
        let title = name.map { name in stage.map { "\(name) (\($0))" } ?? name }
        var problem = ToolProblem(
            message: [title, told].compactMap { $0 }.joined(separator: "\n"),
            path: path, severity: "failure", source: event, span: event.span)
        if let test = event["location"]?.elements.element(at: 2)?.text { problem.symbols = [test] }
        problem.firstLine = isWords ? nil : line(of: words, in: path)
        if isWords { problem.take(placeIn: told) }
        if problem.firstLine == nil { problem.firstLine = event["location"]?.elements.element(at: 1)?.numberFromZero }
        return problem
    }

    private static func uncoloured(_ text: String) -> String {
        guard text.utf8.contains(0x1B) else { return text }
        return TerminalText(withoutEscapes: Array(text.utf8)).map { String(decoding: $0.text, as: UTF8.self) } ?? text
    }

    /// Where it arose in the test's own file: a helper's line is none of the test's.
    private static func line(of failure: JSONValue?, in path: String?) -> Int? {
        guard let failure, let path else { return nil }
        func isOwn(_ place: JSONValue?) -> Bool {
            guard let other = place?["path"]?.string.flatMap(ToolReport.path), let own = ToolReport.path(path) else {
                return false
            }
            return other == own || other.hasSuffix("/" + own)
        }
        if isOwn(failure["reprcrash"]) { return failure["reprcrash"]?["lineno"]?.number }
        var line: Int?
        for entry in failure["reprtraceback"]?["reprentries"]?.elements.prefix(10_000).map({ $0 }) ?? [] {
            let place = entry["data"]?["reprfileloc"]
            if isOwn(place) { line = place?["lineno"]?.number ?? line }
        }
        return line
    }
}
