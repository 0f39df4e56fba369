import FindingsModel

/// Checkstyle's XML report, which many linters write, too: files with their errors.
struct CheckstyleFormat: InputFormat {
    let id = "checkstyle"
    let title = "Checkstyle XML"
    let summary = "Checkstyle's XML report, which many other linters can write."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "checkstyle" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCheckstyle else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `checkstyle`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "Checkstyle")
        var isCheckstyle = false
        private var isRoot = true
        private var path: String?
        private var pending: (problem: ToolProblem, isSuppressed: Bool)?
        private var words = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isCheckstyle = name == "checkstyle"
                return
            }
            words = ""
            switch name {
            case "file":
                path = attributes["name"]
                report.cover(path)
            case "error":
                let severity = attributes["severity"]
                let isIgnored = severity?.lowercased() == "ignore"
                pending = (
                    ToolProblem(
                        rule: attributes["source"].flatMap { $0.isEmpty ? nil : $0 }, message: attributes["message"],
                        path: path, firstLine: attributes["line"].flatMap { Int($0) },
                        lastLine: attributes["endLine"].flatMap { Int($0) },
                        column: attributes["column"].flatMap { Int($0) },
                        severity: isIgnored ? "info" : severity, flags: isIgnored ? ["ignored by the tool"] : [],
                        span: ByteSpan(byte, byte)), isIgnored
                )
            case "exception":
                pending = (
                    ToolProblem(
                        message: nil, path: path, severity: "error", flags: ["the tool failed on the file"],
                        span: ByteSpan(byte, byte)), false
                )
            default: break
            }
        }

        func text(_ text: String) {
            if pending != nil, words.utf8.count < 1 << 16 { words += text }
        }

        func end(_ name: String, byte: Int) {
            if name == "file" { path = nil }
            guard name == "error" || name == "exception", let (known, isSuppressed) = pending else { return }
            pending = nil
            var problem = known
            if (problem.message ?? "").isEmpty { problem.message = words }
            problem.span = ByteSpan(problem.span.start, byte)
            report.add(problem, isSuppressed: isSuppressed)
        }
    }
}
