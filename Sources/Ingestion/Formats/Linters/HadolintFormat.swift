import FindingsModel

/// Hadolint's `--format json`: a list of what it says of Dockerfiles, ShellCheck's words among it
/// (https://github.com/hadolint/hadolint#cli).
struct HadolintFormat: InputFormat {
    let id = "hadolint"
    let title = "Hadolint JSON"
    let summary =
        "What `hadolint --format json` prints, also an object a line; its `gnu` and `tty` lines are `compiler`, others `checkstyle` and `sarif`."

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document, where: Self.isProblem) || document.roots.contains { $0.isObject && Self.isProblem($0) }
    }

    private static func isProblem(_ item: JSONValue) -> Bool {
        guard item["level"] != nil, item["file"] != nil else { return false }
        // A code of another type leaves the fields, which are always the same.
        guard let code = item["code"]?.string else { return Set(item.fields.map(\.key)) == keys }
        return ["DL", "SC"].contains { code.hasPrefix($0) && Int(code.dropFirst(2)) != nil }
    }

    private static let keys: Set = ["line", "code", "message", "column", "file", "level"]

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "Hadolint", flags: flags(document))
        for item in try records(document, orOne: Self.isProblem) {
            report.add(
                ToolProblem(
                    rule: item["code"]?.text, message: item["message"]?.text, path: item["file"]?.text,
                    firstLine: item["line"]?.number, column: item["column"]?.number, severity: item["level"]?.text,
                    source: item, span: item.span))
        }
        sink(report.review)
    }
}
