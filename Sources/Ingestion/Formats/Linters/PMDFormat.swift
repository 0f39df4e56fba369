import FindingsModel

/// PMD's XML report (`pmd check --format xml`, schema report_2_0_0): files with their violations.
struct PMDFormat: InputFormat {
    let id = "pmd"
    let title = "PMD XML"
    let summary = "What `pmd check --format xml` writes: each file with its violations."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "pmd" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isPMD else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `pmd`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "PMD")
        var isPMD = false
        private var isRoot = true
        private var path: String?
        private var pending: ToolProblem?
        private var isSuppressed = false
        private var words = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isPMD = name == "pmd"
                if let version = attributes["version"] { report.tell(version: version) }
                return
            }
            words = ""
            func number(_ key: String) -> Int? { XMLNumber(attributes, key).value }
            switch name {
            case "file":
                path = attributes["name"]
                report.cover(path)
            case "violation":
                pending = ToolProblem(
                    rule: attributes["rule"], message: nil, path: path, firstLine: number("beginline"),
                    lastLine: number("endline"), column: number("begincolumn"),
                    endColumn: number("endcolumn").map { $0 + 1 }, severity: Self.severity(attributes["priority"]),
                    statedSeverity: attributes["priority"],
                    symbols: [attributes["method"] ?? attributes["class"]].compactMap { $0 }.filter { !$0.isEmpty },
                    flags: XMLNumber(attributes, "beginline").flags, span: ByteSpan(byte, byte))
            case "suppressedviolation":
                pending = ToolProblem(
                    message: attributes["msg"], path: attributes["filename"],
                    flags: ["suppressed in the source"], span: ByteSpan(byte, byte))
                isSuppressed = true
            case "error", "configerror":
                pending = ToolProblem(
                    rule: attributes["rule"], message: attributes["msg"], path: attributes["filename"],
                    severity: "error", flags: ["the tool failed on the file"], span: ByteSpan(byte, byte))
                report.didNotFinish()
            default: break
            }
        }

        func text(_ text: String) {
            if pending != nil, words.utf8.count < 1 << 16 { words += text }
        }

        func end(_ name: String, byte: Int) {
            if name == "file" { path = nil }
            guard ["violation", "suppressedviolation", "error", "configerror"].contains(name), var problem = pending
            else { return }
            pending = nil
            if (problem.message ?? "").isEmpty { problem.message = words }
            problem.span = ByteSpan(problem.span.start, byte)
            report.add(problem, isSuppressed: isSuppressed)
            isSuppressed = false
        }

        /// PMD's priorities, from 1 to 5 ("Rule guidelines": change absolutely required … optional).
        private static func severity(_ priority: String?) -> String? {
            switch priority {
            case "1": "critical"
            case "2": "high"
            case "3": "medium"
            case "4": "low"
            case "5": "info"
            default: priority
            }
        }
    }
}
