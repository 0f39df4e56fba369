import FindingsModel

/// ShellCheck's `--format json1`, an object with `comments`, and its older `json`, the list alone.
struct ShellCheckFormat: InputFormat {
    let id = "shellcheck"
    let title = "ShellCheck JSON"
    let summary = "What `shellcheck --format json1` or `json` prints; its `gcc` lines are `compiler`."
    let tellingKeys = TellingKeys(
        ["comments", "endLine", "endColumn", "level", "code", "fix", "replacements"], needed: 4,
        indispensable: "endColumn")

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject, let comments = root["comments"], comments.isArray {
            guard let first = comments.elements.first(where: { _ in true }) else {
                return root.fields.count == 1
            }
            return isComment(first)
        }
        return isList(document, where: isComment)
    }

    private func isComment(_ value: JSONValue) -> Bool {
        value["file"] != nil && value["level"] != nil && value["code"]?.number != nil && value["line"] != nil
            && value["column"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "ShellCheck", flags: flags(document))
        let comments =
            root.isObject ? try objects(document, root["comments"], "`comments`", in: root) : try records(document)
        for item in comments {
            report.add(
                ToolProblem(
                    rule: item["code"]?.text.map { $0.hasPrefix("SC") ? $0 : "SC\($0)" },
                    message: item["message"]?.text, path: item["file"]?.text, firstLine: item["line"]?.number,
                    lastLine: item["endLine"]?.number, column: item["column"]?.number,
                    endColumn: item["endColumn"]?.number, severity: item["level"]?.text, source: item,
                    span: item.span))
        }
        sink(report.review)
    }
}
