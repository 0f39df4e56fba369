import FindingsModel

/// PMD's reports (`pmd check --format xml`, schema report_2_0_0, and `json`), and PHPMD's in the same forms: files with their
/// violations.
struct PMDFormat: InputFormat {
    let id = "pmd"
    let title = "PMD XML and JSON"
    let summary = "What `pmd check --format xml` or `json` writes, and PHPMD: each file with its violations."
    let tellingKeys = TellingKeys(
        [
            "formatVersion", "pmdVersion", "beginline", "begincolumn", "ruleset", "externalInfoUrl", "beginLine",
            "ruleSet", "suppressedViolations", "processingErrors",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.xmlRoot == "pmd" { return true }
        guard let root = document.report, let files = root["files"], files.isArray else { return false }
        if let first = files.elements.first(where: { _ in true }) { return first["violations"] != nil }
        return root["pmdVersion"] != nil || root["package"]?.string == "phpmd"
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if document.xmlRoot == nil { return sink(try readJSON(document)) }
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isPMD else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `pmd`")
        }
        sink(handler.report.review)
    }

    private func readJSON(_ document: SourceDocument) throws(IngestionError) -> Review {
        let root = try report(document)
        let isPHP = root["package"]?.string == "phpmd"
        var report = ToolReport(
            tool: isPHP ? "PHPMD" : "PMD", version: (isPHP ? root["version"] : root["pmdVersion"])?.text,
            flags: flags(document))
        for file in try objects(document, root["files"], "`files`", in: root) {
            let path = (file["filename"] ?? file["file"] ?? file["name"])?.text
            for item in try objects(document, file["violations"], "`violations`", in: file) {
                report.add(Self.problem(item, path))
            }
        }
        // Those that a comment in the source switches off.
        let suppressed = root["suppressedViolations"]
        for file in try optionalObjects(document, suppressed, "`suppressedViolations`", in: root) {
            let path = (file["filename"] ?? file["file"])?.text
            for item in try optionalObjects(document, file["violations"], "`violations`", in: file) {
                var problem = Self.problem(item, path)
                problem.flags.append("suppressed in the source")
                report.add(problem, isSuppressed: true)
            }
        }
        for key in ["processingErrors", "configurationErrors", "errors"] {
            let list = root.member(key)
            for item in try optionalObjects(document, list, "`\(key)`", in: root) {
                report.didNotFinish()
                report.add(
                    ToolProblem(
                        rule: item["rule"]?.text, message: (item["message"] ?? item["msg"])?.text,
                        path: (item["filename"] ?? item["fileName"] ?? item["file"])?.text, severity: "error",
                        flags: ["the tool failed on the file"], span: item.span))
            }
        }
        return report.review
    }

    private static func problem(_ item: JSONValue, _ path: String?) -> ToolProblem {
        let word = item["priority"]?.text
        let owner = item["method"]?.text ?? item["function"]?.text ?? item["class"]?.text
        return ToolProblem(
            rule: item["rule"]?.text, message: (item["description"] ?? item["message"])?.text, path: path,
            firstLine: (item["beginline"] ?? item["beginLine"])?.number,
            lastLine: (item["endline"] ?? item["endLine"])?.number, column: item["begincolumn"]?.number,
            endColumn: item["endcolumn"]?.number.map { $0 < Int.max ? $0 + 1 : $0 }, severity: Handler.severity(word),
            statedSeverity: word, symbols: owner.map { [$0] } ?? [], source: item, span: item.span)
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
        static func severity(_ priority: String?) -> String? {
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
