import FindingsModel

/// Android Lint's XML report (`lint-results.xml`; com.android.tools.lint.XmlReporter): issues with their locations.
struct AndroidLintFormat: InputFormat {
    let id = "android-lint"
    let title = "Android Lint XML"
    let summary = "Android Lint's XML report: issues with their locations."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard document.xmlRoot == "issues" else { return false }
        let head = String(decoding: document.text[document.xmlStart...].prefix(4_096), as: UTF8.self)
        return head.contains("by=\"lint") || (head.contains("format=\"") && !head.has("<file "))
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isOwn else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `issues`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "Android Lint")
        var isOwn = false
        private var isRoot = true
        private var pending: ToolProblem?
        private var hasPlace = false

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = name == "issues"
                // `lint 8.1.0`.
                if let version = attributes["by"]?.split(separator: " ").last, version.first?.isNumber == true {
                    report.tell(version: String(version))
                }
                return
            }
            switch name {
            case "issue":
                let word = attributes["severity"]
                let texts = [attributes["message"], attributes["explanation"]].compactMap { $0 }.filter { !$0.isEmpty }
                hasPlace = false
                pending = ToolProblem(
                    rule: attributes["id"].flatMap { $0.isEmpty ? nil : $0 },
                    message: texts.isEmpty ? attributes["summary"] : texts.joined(separator: "\n\n"),
                    severity: word?.lowercased() == "informational" ? "info" : word, statedSeverity: word,
                    span: ByteSpan(byte, byte))
            case "location":
                let line = XMLNumber(attributes, "line")
                guard hasPlace else {
                    hasPlace = true
                    pending?.path = attributes["file"]
                    pending?.firstLine = line.value
                    pending?.column = XMLNumber(attributes, "column").value
                    pending?.flags += line.flags
                    return
                }
                var flags = line.flags
                let path = attributes["file"].flatMap(ToolReport.path)
                if let number = line.value, let range = RefrainReview.checked(number, number, &flags) {
                    let isElsewhere = path != pending?.path.flatMap(ToolReport.path)
                    pending?.further.append(LineReference(range, path: isElsewhere ? path : nil))
                }
                pending?.flags += flags
            default: break
            }
        }

        func text(_ text: String) {}

        func end(_ name: String, byte: Int) {
            guard name == "issue", var problem = pending else { return }
            pending = nil
            problem.span = ByteSpan(problem.span.start, byte)
            let isIgnored = problem.statedSeverity?.lowercased() == "ignore"
            if isIgnored {
                problem.severity = "info"
                problem.flags.append("ignored by the tool")
            }
            report.add(problem, isSuppressed: isIgnored)
        }
    }
}
