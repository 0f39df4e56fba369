import FindingsModel

/// mypy's `--output json`: one diagnostic a line (https://mypy.readthedocs.io/en/stable/command_line.html). Columns count
/// from 0, and -1 is "unknown".
struct MypyFormat: InputFormat {
    let id = "mypy"
    let title = "mypy JSON"
    let summary = "What `mypy --output json` prints, one diagnostic a line; its usual lines are `compiler`."
    let takesEmpty = true
    let tellingKeys = TellingKeys(
        ["file", "line", "column", "message", "hint", "code"], needed: 6)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let first = document.firstRecord else { return false }
        return first["file"] != nil && first["message"] != nil && first["severity"] != nil
            && first.fields.contains { $0.key == "hint" } && first.fields.contains { $0.key == "code" }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "mypy", flags: flags(document))
        guard document.text.contains(where: { !SourceDocument.isSpace($0) }) else { return sink(report.review) }
        let root = document.report
        let records =
            if let root, root.isObject, document.pages.isEmpty { [root] } else { try self.records(document) }
        for item in records {
            guard item["file"] != nil || item["message"] != nil else {
                throw malformed(document, item, "neither `file` nor `message` is in it")
            }
            report.add(
                ToolProblem(
                    rule: item["code"]?.text,
                    message: [item["message"]?.text, item["hint"]?.text].compactMap { $0 }.joined(separator: "\n"),
                    path: item["file"]?.text, firstLine: item["line"]?.number, lastLine: item["end_line"]?.number,
                    column: item["column"]?.number.map { $0 + 1 },
                    endColumn: item["end_column"]?.number.map { $0 + 1 }, severity: item["severity"]?.text,
                    source: item, span: item.span))
        }
        sink(report.review)
    }
}
