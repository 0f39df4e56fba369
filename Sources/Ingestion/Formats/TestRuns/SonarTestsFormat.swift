import FindingsModel

/// SonarQube's generic report of a test run, which adapters of test runners write
/// (https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/test-coverage/generic-test-data): the tests that
/// failed, as of JUnit's.
struct SonarTestsFormat: InputFormat {
    let id = "sonar-tests"
    let title = "Sonar generic test execution"
    let summary = "SonarQube's generic XML of a test run (`testExecutions`): the tests that failed, file by file."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "testExecutions" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isReport else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `testExecutions`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "SonarQube tests")
        private(set) var isReport = false
        private var isRoot = true
        private var path: String?
        private var test: String?
        private var pending: ToolProblem?
        private var words = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isReport = name == "testExecutions"
                return
            }
            switch name {
            case "file":
                path = attributes["path"]
                report.cover(path)
            case "testCase": test = attributes["name"]
            case "failure", "error":
                words = ""
                pending = ToolProblem(
                    message: attributes["message"], path: path, severity: name, symbols: test.map { [$0] } ?? [],
                    span: ByteSpan(byte, byte))
            default: break
            }
        }

        func text(_ text: String) {
            if pending != nil, words.utf8.count < 1 << 16 { words += text }
        }

        func end(_ name: String, byte: Int) {
            switch name {
            case "file": path = nil
            case "testCase": test = nil
            case "failure", "error":
                guard var problem = pending else { return }
                pending = nil
                problem.span = ByteSpan(problem.span.start, byte)
                problem.message = message(problem.message ?? "")
                problem.take(placeIn: words)
                report.addFailure(problem)
            default: break
            }
        }

        /// The message, and what stands below it: a trace as a rule, which often opens with the message.
        private func message(_ short: String) -> String? {
            let isShort = short.contains { !$0.isWhitespace }
            let isLong = words.contains { !$0.isWhitespace }
            if !isShort, !isLong { return test.map { "\($0) failed" } }
            if !isShort || words.hasPrefix(short) { return words }
            return isLong ? short + "\n" + words : short
        }
    }
}
