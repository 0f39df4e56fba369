import FindingsModel

/// The XML files that the inspections of IntelliJ IDEA and its kin write (`inspect.sh`, "Export to XML"), one an inspection:
/// problems with their places, whose paths begin at `$PROJECT_DIR$`.
struct IntelliJFormat: InputFormat {
    let id = "intellij"
    let title = "IntelliJ inspections XML"
    let summary = "What the inspections of IntelliJ IDEA, PyCharm, Android Studio and others export as XML."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "problems" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isOwn else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `problems`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "IntelliJ IDEA")
        var isOwn = false
        private var isRoot = true
        private var start: Int?
        private var fields: [String: String] = [:]
        private var attributes: [String: String] = [:]
        private var field: String?
        private var symbol: String?
        /// Elements inside of a field.
        private var depth = 0

        private static let names: Set = ["file", "line", "problem_class", "description", "highlighted_element"]

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = name == "problems"
                return
            }
            if field != nil {
                depth += 1
            } else if name == "problem" {
                start = byte
                (fields, self.attributes, symbol) = ([:], [:], nil)
            } else if start != nil, Self.names.contains(name) {
                field = name
                fields[name] = ""
                if name == "problem_class" { self.attributes = attributes }
            } else if name == "entry_point", let type = attributes["TYPE"], type == "method" || type == "class" {
                symbol = attributes["FQNAME"]
            }
        }

        func text(_ text: String) {
            guard let field, fields[field, default: ""].utf8.count < 1 << 16 else { return }
            fields[field, default: ""] += text
        }

        func end(_ name: String, byte: Int) {
            if depth > 0 {
                depth -= 1
                return
            }
            if name == field {
                field = nil
                return
            }
            guard name == "problem", let start else { return }
            self.start = nil
            func filled(_ name: String) -> String? {
                let text = fields[name].map(MarkupText.trimmed)
                return text.flatMap { $0.isEmpty ? nil : $0 }
            }
            let line = XMLNumber(fields, "line")
            let word = attributes["severity"]
            let text = filled("description").map(MarkupText.plain) ?? filled("problem_class")
            let own = attributes["id"].flatMap { $0.isEmpty ? nil : $0 }
            report.add(
                ToolProblem(
                    rule: own ?? filled("problem_class"), message: text, path: filled("file").map(Self.path),
                    firstLine: line.value,
                    severity: word.map(Self.severity), statedSeverity: word,
                    symbols: symbol.map { [$0] } ?? [], flags: line.flags, span: ByteSpan(start, byte)))
        }

        /// A path of the project.
        private static func path(_ text: String) -> String {
            for start in ["file://$PROJECT_DIR$/", "$PROJECT_DIR$/"] where text.hasPrefix(start) {
                return String(text.dropFirst(start.count))
            }
            return text
        }

        private static func severity(_ word: String) -> String {
            switch word {
            case "WEAK WARNING", "TYPO", "GRAMMAR_ERROR", "SERVER PROBLEM": "low"
            case "INFORMATION", "TEXT ATTRIBUTES": "info"
            default: word
            }
        }
    }
}
