import FindingsModel

/// JUnit's XML report, as every test runner writes it: failures and errors are findings.
struct JUnitFormat: InputFormat {
    let id = "junit"
    let title = "JUnit XML"
    let summary = "Test runners' JUnit XML: each failure and error is a finding; what passed or was skipped is none."

    func recognizes(_ document: SourceDocument) -> Bool {
        document.xmlRoot == "testsuites" || document.xmlRoot == "testsuite"
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isJUnit else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the root element is neither `testsuites` nor `testsuite`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "JUnit")
        var isJUnit = false
        private var isRoot = true
        private var suites: [[String: String]] = []
        private var test: [String: String]?
        private var pending: ToolProblem?
        private var words = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isJUnit = name == "testsuites" || name == "testsuite"
            }
            switch name {
            case "testsuite": suites.append(attributes)
            case "testcase":
                test = attributes
                report.cover(attributes["file"] ?? attributes["filepath"])
            case "failure", "error", "rerunFailure", "rerunError", "flakyFailure", "flakyError":
                words = ""
                let suite = suites.last
                let path = test?["file"] ?? test?["filepath"] ?? suite?["file"] ?? suite?["filepath"]
                let type = attributes["type"].flatMap { $0.isEmpty ? nil : $0 }
                pending = ToolProblem(
                    rule: type, message: attributes["message"], path: path,
                    firstLine: (test?["line"] ?? test?["lineno"]).flatMap { Int($0) },
                    severity: "error", symbols: symbol.map { [$0] } ?? [],
                    flags: name.hasPrefix("flaky") ? ["passed when run again"] : [], span: ByteSpan(byte, byte))
            default: break
            }
        }

        func text(_ text: String) {
            if pending != nil, words.utf8.count < 1 << 16 { words += text }
        }

        func end(_ name: String, byte: Int) {
            switch name {
            case "testsuite": _ = suites.popLast()
            case "testcase": test = nil
            case "failure", "error", "rerunFailure", "rerunError", "flakyFailure", "flakyError":
                guard var problem = pending else { return }
                pending = nil
                problem.span = ByteSpan(problem.span.start, byte)
                let message = problem.message ?? ""
                if message.isEmpty {
                    problem.message = words
                } else if words.contains(where: { !$0.isWhitespace }), !message.hasPrefix(words) {
                    problem.message = words.hasPrefix(message) ? words : message + "\n" + words
                }
                if (problem.message ?? "").allSatisfy(\.isWhitespace) {
                    problem.message = problem.rule ?? problem.symbols.first.map { "\($0) failed" }
                }
                report.add(problem)
            default: break
            }
        }

        /// `Class.test`, for the test or, where a suite failed as a whole, the suite.
        private var symbol: String? {
            guard let test else { return suites.last?["name"] }
            let parts = [test["classname"], test["name"]].compactMap { $0 }.filter { !$0.isEmpty }
            return parts.isEmpty ? nil : parts.joined(separator: ".")
        }
    }
}
