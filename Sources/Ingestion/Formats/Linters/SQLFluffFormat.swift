import FindingsModel

/// SQLFluff's `--format json`: files with their violations, by version 3 with ranges, before with a line
/// (https://docs.sqlfluff.com/en/stable/reference/cli.html).
struct SQLFluffFormat: InputFormat {
    let id = "sqlfluff"
    let title = "SQLFluff JSON"
    let summary = "What `sqlfluff lint --format json` prints: each file with its violations."
    let tellingKeys = TellingKeys([
        "filepath", "violations", "start_line_no", "start_line_pos", "line_no", "line_pos", "statistics", "timings",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { $0["filepath"] != nil && $0["violations"]?.isArray == true }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "SQLFluff", coversProject: false, flags: flags(document))
        for file in try records(document) {
            let path = file["filepath"]?.text
            report.cover(path)
            for item in try objects(document, file["violations"], "`violations`", in: file) {
                report.add(
                    ToolProblem(
                        rule: item["code"]?.text ?? item["name"]?.text, message: item["description"]?.text,
                        path: path, firstLine: (item["start_line_no"] ?? item["line_no"])?.number,
                        lastLine: item["end_line_no"]?.number,
                        column: (item["start_line_pos"] ?? item["line_pos"])?.number,
                        endColumn: item["end_line_pos"]?.number,
                        severity: item["warning"]?.bool == true ? "warning" : "error", source: item,
                        span: item.span))
            }
        }
        sink(report.review)
    }
}
