import FindingsModel

/// Cppcheck's XML report, version 2 (`cppcheck --xml`; "XML output" of its manual) and the older version 1. The first
/// location is the main one.
struct CppcheckFormat: InputFormat {
    let id = "cppcheck"
    let title = "Cppcheck XML"
    let summary = "What `cppcheck --xml` prints; its `--template=gcc` lines are `compiler`."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "results" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCppcheck else {
            throw .malformed(
                format: id, document.place(byte: 0),
                why: "the root element is not `results` with `cppcheck` or `error` in it")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "Cppcheck")
        var isCppcheck: Bool { isResults && (isNamed || isEmpty) }
        private var isResults = false
        private var isNamed = false
        private var isEmpty = true
        private var isRoot = true
        private var pending: ToolProblem?
        private var symbol: String?

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isResults = name == "results"
                return
            }
            isEmpty = false
            switch name {
            case "cppcheck":
                isNamed = true
                if let version = attributes["version"] { report.tell(version: version) }
            case "error":
                isNamed = isNamed || attributes["id"] != nil
                let line = XMLNumber(attributes, "line")
                // Version 1 has the place here, and no locations.
                pending = ToolProblem(
                    rule: attributes["id"], message: attributes["verbose"] ?? attributes["msg"],
                    path: attributes["file"], firstLine: line.value,
                    severity: attributes["severity"].map(Self.severity), statedSeverity: attributes["severity"],
                    flags: line.flags + (attributes["inconclusive"] == "true" ? ["inconclusive"] : []),
                    span: ByteSpan(byte, byte))
            case "location": locate(attributes)
            case "symbol": symbol = ""
            default: break
            }
        }

        func text(_ text: String) {
            if symbol != nil, (symbol ?? "").utf8.count < 1_000 { symbol?.append(text) }
        }

        func end(_ name: String, byte: Int) {
            if name == "symbol", let found = symbol {
                symbol = nil
                if !found.allSatisfy(\.isWhitespace) { pending?.symbols.append(found) }
            }
            guard name == "error", var problem = pending else { return }
            pending = nil
            problem.span = ByteSpan(problem.span.start, byte)
            // Of the run as a whole: which checks, which configurations.
            if problem.path == nil, problem.severity == "info" || problem.rule == "checkersReport" {
                report.add(problem, isSuppressed: true)
            } else {
                report.add(problem)
            }
        }

        private func locate(_ attributes: [String: String]) {
            guard var problem = pending else { return }
            let line = XMLNumber(attributes, "line")
            let path = attributes["file"]
            if problem.path == nil {
                problem.path = path
                problem.firstLine = line.value
                problem.column = XMLNumber(attributes, "column").value
                problem.flags += line.flags
            } else if let first = line.value, problem.further.count < 1_000 {
                var flags: [String] = []
                let own = problem.path.flatMap(ToolReport.path)
                let other = path.flatMap(ToolReport.path)
                if let range = RefrainReview.checked(first, first, &flags) {
                    problem.further.append(LineReference(range, path: other == own ? nil : other))
                }
            }
            pending = problem
        }

        /// Cppcheck's severities below a warning are all of one rank ("Severities" of its manual).
        private static func severity(_ word: String) -> String {
            switch word {
            case "style", "performance", "portability": "low"
            case "information", "debug": "info"
            default: word
            }
        }
    }
}
