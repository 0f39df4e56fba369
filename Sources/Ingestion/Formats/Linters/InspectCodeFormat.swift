import FindingsModel

/// The XML report of JetBrains' InspectCode and ReSharper (`jb inspectcode --format=Xml`): the types of issues with their
/// severities, and the issues of each project.
struct InspectCodeFormat: InputFormat {
    let id = "inspectcode"
    let title = "InspectCode XML"
    let summary = "What ReSharper's `jb inspectcode` writes as XML; since 2024 it writes SARIF, which is `sarif`."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard document.xmlRoot == "Report" else { return false }
        return String(decoding: document.text[document.xmlStart...].prefix(4_096), as: UTF8.self)
            .contains("<Report ToolsVersion=")
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isOwn else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the root element is not `Report` with a `ToolsVersion`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "InspectCode")
        var isOwn = false
        private var isRoot = true
        private var types: [String: [String: String]] = [:]
        private var pending: ToolProblem?

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = name == "Report" && attributes["ToolsVersion"] != nil
                if let version = attributes["ToolsVersion"] { report.tell(version: version) }
                return
            }
            switch name {
            case "IssueType": if let id = attributes["Id"], types.count < 100_000 { types[id] = attributes }
            case "Issue":
                let type = attributes["TypeId"].flatMap { types[$0] }
                let word = attributes["Severity"] ?? type?["Severity"]
                let line = XMLNumber(attributes, "Line")
                let texts = [attributes["Message"], type?["Description"]].compactMap { $0 }.filter { !$0.isEmpty }
                pending = ToolProblem(
                    rule: attributes["TypeId"], message: texts.first, path: attributes["File"],
                    // What is on the first line has an offset alone.
                    firstLine: line.value ?? (attributes["Line"] == nil && attributes["Offset"] != nil ? 1 : nil),
                    severity: word.map(Self.severity), statedSeverity: word, flags: line.flags,
                    span: ByteSpan(byte, byte))
            default: break
            }
        }

        func text(_ text: String) {}

        func end(_ name: String, byte: Int) {
            guard name == "Issue", var problem = pending else { return }
            pending = nil
            problem.span = ByteSpan(problem.span.start, byte)
            report.add(problem)
        }

        /// ReSharper's levels below a warning ("Code inspection: severity levels").
        private static func severity(_ word: String) -> String {
            switch word {
            case "SUGGESTION": "low"
            case "HINT", "INFO", "DO_NOT_SHOW": "info"
            default: word
            }
        }
    }
}
