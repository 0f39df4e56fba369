import FindingsModel

/// PHP_CodeSniffer's own reports, `--report=xml`, `--report=json` and `--report=csv`: files with their errors and warnings
/// (https://github.com/PHPCSStandards/PHP_CodeSniffer/wiki/Reporting).
struct PHPCodeSnifferFormat: InputFormat {
    static let tool = "PHP_CodeSniffer"

    let id = "phpcs"
    let title = "PHP_CodeSniffer XML, JSON and CSV"
    let summary =
        "What `phpcs --report=xml`, `--report=json` or `--report=csv` prints: each file with its errors and warnings."
    let tellingKeys = TellingKeys(
        ["totals", "files", "messages", "fixable", "warnings", "source"], needed: 4, indispensable: "fixable")

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.xmlRoot == "phpcs" || ProblemTable.has(Self.columns, document) { return true }
        guard let root = document.report, let totals = root["totals"], root["files"] != nil else { return false }
        return totals["fixable"] != nil || (totals["warnings"] != nil && totals["errors"] != nil)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        guard document.xmlRoot == nil else {
            let handler = Handler()
            try XMLReader.read(document, format: id, handler)
            guard handler.isOwn else {
                throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `phpcs`")
            }
            return sink(handler.report.review)
        }
        if case .text = document.shape, document.report == nil { return sink(try readTable(document)) }
        let root = try report(document)
        var report = ToolReport(tool: Self.tool, coversProject: false, flags: flags(document))
        for file in try Self.files(of: root, document, self) {
            report.cover(file.key)
            for item in try objects(document, file.value["messages"], "`messages`", in: file.value) {
                report.add(
                    ToolProblem(
                        rule: item["source"]?.text, message: item["message"]?.text, path: file.key,
                        firstLine: item["line"]?.number, column: item["column"]?.number,
                        severity: item["type"]?.text, source: item, span: item.span))
            }
        }
        sink(report.review)
    }

    private static let columns = ["file", "line", "column", "type", "message", "source", "severity", "fixable"]

    private func readTable(_ document: SourceDocument) throws(IngestionError) -> Review {
        // Files without problems are not named.
        var report = ToolReport(tool: Self.tool)
        for row in try ProblemTable(document, format: id, columns: Self.columns).rows {
            let line = row.number("line")
            report.add(
                ToolProblem(
                    rule: row["source"], message: row["message"], path: row["file"], firstLine: line.value,
                    column: row.number("column").value, severity: row["type"], flags: line.flags, span: row.span))
        }
        return report.review
    }

    /// The files by their paths. PHP writes an object without fields as `[]`.
    static func files(
        of root: JSONValue, _ document: SourceDocument, _ format: some InputFormat
    ) throws(IngestionError) -> [(key: String, value: JSONValue)] {
        guard let files = root["files"] else { throw format.malformed(document, root, "`files` is missing") }
        if files.isArray, !files.elements.contains(where: { _ in true }) { return [] }
        guard files.isObject else {
            throw format.malformed(document, files, "`files` is an object, not \(files.kind.words)")
        }
        var found: [(key: String, value: JSONValue)] = []
        for file in files.fields {
            guard file.value.isObject else {
                throw format.malformed(document, file.value, "a file is an object, not \(file.value.kind.words)")
            }
            found.append(file)
        }
        return found
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: PHPCodeSnifferFormat.tool, coversProject: false)
        var isOwn = false
        private var isRoot = true
        private var path: String?
        private var pending: ToolProblem?
        private var words = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = name == "phpcs"
                if let version = attributes["version"] { report.tell(version: version) }
                return
            }
            switch name {
            case "file":
                path = attributes["name"]
                report.cover(path)
            case "error", "warning":
                words = ""
                let line = XMLNumber(attributes, "line")
                pending = ToolProblem(
                    rule: attributes["source"].flatMap { $0.isEmpty ? nil : $0 }, message: nil, path: path,
                    firstLine: line.value, column: XMLNumber(attributes, "column").value, severity: name,
                    flags: line.flags, span: ByteSpan(byte, byte))
            default: break
            }
        }

        func text(_ text: String) {
            if pending != nil, words.utf8.count < 1 << 16 { words += text }
        }

        func end(_ name: String, byte: Int) {
            if name == "file" { path = nil }
            guard name == "error" || name == "warning", var problem = pending else { return }
            pending = nil
            problem.message = words
            problem.span = ByteSpan(problem.span.start, byte)
            report.add(problem)
        }
    }
}
