import FindingsModel

/// The XML that JSLint had first and CSS Lint, JSHint and ESLint wrote after it: files with their issues.
struct LintXMLFormat: InputFormat {
    let id = "lint-xml"
    let title = "JSLint and CSS Lint XML"
    let summary =
        "The XML of JSLint, also as JSHint and ESLint write it, and CSS Lint's (`csslint --format=csslint-xml|lint-xml`)."

    private static let roots = ["jslint": "JSLint", "csslint": "CSS Lint", "lint": "CSS Lint"]

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot.map { Self.roots[$0] != nil } ?? false }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard let tool = handler.tool else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the root element is neither `jslint`, `csslint` nor `lint`")
        }
        if let stranger = handler.stranger, !handler.hasFiles {
            throw .malformed(
                format: id, document.place(byte: document.xmlStart + stranger.byte),
                why: "`\(stranger.name)` stands where elements `file` with their issues were expected")
        }
        sink(handler.review(of: tool))
    }

    private final class Handler: XMLHandler {
        private(set) var tool: String?
        private(set) var hasFiles = false
        private(set) var stranger: (name: String, byte: Int)?
        private var isRoot = true
        private var path: String?
        private var files: [String] = []
        private var problems: [ToolProblem] = []
        private var open: ToolProblem?

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                tool = LintXMLFormat.roots[name]
                return
            }
            switch name {
            case "file":
                hasFiles = true
                path = attributes["name"]
                if let path { files.append(path) }
            case "issue":
                hasFiles = true
                let line = XMLNumber(attributes, "line")
                open = ToolProblem(
                    message: attributes["reason"], path: path, firstLine: line.value,
                    column: XMLNumber(attributes, "char").value, severity: attributes["severity"], flags: line.flags,
                    span: ByteSpan(byte, byte))
            default: stranger = stranger ?? (name, byte)
            }
        }

        func text(_ text: String) {}

        func end(_ name: String, byte: Int) {
            if name == "file" { path = nil }
            guard name == "issue", var problem = open else { return }
            open = nil
            problem.span = ByteSpan(problem.span.start, byte)
            problems.append(problem)
        }

        func review(of tool: String) -> Review {
            var tool = tool
            var found = problems
            if tool == "JSLint", !problems.isEmpty {
                let codes = problems.map { LintXMLFormat.code($0.severity) }
                let rules = problems.map { LintXMLFormat.rule(in: $0.message) }
                if codes.contains(where: { $0 != nil }) {
                    tool = "JSHint"
                    for (index, code) in codes.enumerated() {
                        guard let code else { continue }
                        (found[index].rule, found[index].severity) = (code.rule, code.severity)
                    }
                } else if rules.count(where: { $0 != nil }) * 2 > rules.count {
                    // A file that could not be parsed breaks no rule.
                    tool = "ESLint"
                    for (index, rule) in rules.enumerated() {
                        guard let rule else { continue }
                        (found[index].rule, found[index].message) = (rule.rule, rule.message)
                    }
                }
            }
            var report = ToolReport(tool: tool)
            for path in files { report.cover(path) }
            for problem in found { report.add(problem) }
            return report.review
        }
    }

    /// JSHint's codes, which it writes as severities: `W033`.
    private static func code(_ word: String?) -> (rule: String, severity: String)? {
        guard let word, let letter = word.first, let severity = ["E": "error", "W": "warning", "I": "info"][letter],
            (2...4).contains(word.dropFirst().count), word.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return (word, severity)
    }

    /// ESLint's rules, which it writes behind each message: `Unexpected debugger. (no-debugger)`.
    private static func rule(in reason: String?) -> (rule: String, message: String)? {
        guard let reason, reason.hasSuffix(")"), let open = reason.lastIndex(of: "("), open > reason.startIndex else {
            return nil
        }
        let rule = reason[reason.index(after: open)...].dropLast()
        let before = reason[..<open]
        guard before.last == " ", !rule.isEmpty,
            rule.utf8.allSatisfy({ byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-/@_".utf8.contains(byte)
            })
        else { return nil }
        return (String(rule), String(before.dropLast()))
    }
}
