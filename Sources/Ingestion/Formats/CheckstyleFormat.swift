import FindingsModel

/// Checkstyle's XML report, which many linters write, too: files with their errors.
struct CheckstyleFormat: InputFormat {
    let id = "checkstyle"
    let title = "Checkstyle XML"
    let summary =
        "Checkstyle's XML report, which many other linters can write (detekt, ktlint, PHP_CodeSniffer, ESLint)."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "checkstyle" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCheckstyle else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `checkstyle`")
        }
        if let tool = handler.commonTool { handler.report.rename(tool) }
        sink(handler.report.review)
    }

    /// The linter that a rule's name gives away, and the rule's name in that linter's own documents.
    static func origin(of source: String) -> (tool: String, rule: String)? {
        let origins = [
            ("com.puppycrawl.tools.checkstyle.checks.", "Checkstyle"), ("eslint.rules.", "ESLint"),
            ("detekt.", "detekt"), ("swiftlint.rules.", "SwiftLint"), ("refrain.", "refrain"),
            ("ShellCheck.", "ShellCheck"), ("stylelint.rules.", "stylelint"), ("jshint.", "JSHint"),
            ("net.csslint.", "CSS Lint"), ("org.scalastyle.", "Scalastyle"), ("failure.tslint.", "TSLint"),
        ]
        // Some tell their own name and no rule.
        if let tool = ["coffeelint": "CoffeeLint", "lizard": "lizard"][source] { return (tool, source) }
        if ["DL", "SC"].contains(source.prefix(2)), source.count == 6, Int(source.dropFirst(2)) != nil {
            return ("Hadolint", source)
        }
        for (prefix, tool) in origins where source.hasPrefix(prefix) {
            let rest = source.dropFirst(prefix.count)
            let rule = tool == "Checkstyle" || tool == "Scalastyle" ? rest.split(separator: ".").last ?? rest : rest
            return (tool, String(rule))
        }
        return nil
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "Checkstyle")
        var isCheckstyle = false
        private var isRoot = true
        private var path: String?
        private var pending: (problem: ToolProblem, isSuppressed: Bool)?
        private var words = ""
        private var tools: Set<String> = []

        /// The one linter that all rules are of.
        var commonTool: String? { tools.count == 1 ? tools.first.flatMap { $0.isEmpty ? nil : $0 } : nil }

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
                let source = attributes["source"].flatMap { $0.isEmpty ? nil : $0 }
                let origin = source.flatMap(CheckstyleFormat.origin)
                tools.insert(origin?.tool ?? "")
                let line = XMLNumber(attributes, "line")
                var problem = ToolProblem(
                    rule: source, message: attributes["message"], path: path, firstLine: line.value,
                    lastLine: XMLNumber(attributes, "endLine").value, column: XMLNumber(attributes, "column").value,
                    severity: isIgnored ? "info" : severity,
                    flags: (isIgnored ? ["ignored by the tool"] : []) + line.flags, span: ByteSpan(byte, byte))
                (problem.categoryTool, problem.categoryRule) = (origin?.tool, origin?.rule)
                pending = (problem, isIgnored)
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
            if name == "exception" { report.didNotFinish() }
            report.add(problem, isSuppressed: isSuppressed)
        }
    }
}
