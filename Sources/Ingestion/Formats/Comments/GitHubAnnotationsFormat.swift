import FindingsModel

/// Annotations of GitHub check runs, as the REST API lists them
/// (https://docs.github.com/en/rest/checks/runs#list-check-run-annotations).
struct GitHubAnnotationsFormat: InputFormat {
    let id = "github-annotations"
    let title = "GitHub check annotations"
    let summary = "What GitHub's API answers to `check-runs/ID/annotations`: pages of annotations."
    let tellingKeys = TellingKeys(
        ["annotation_level", "start_line", "end_line", "start_column", "end_column", "blob_href", "raw_details"],
        needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { $0["annotation_level"] != nil && $0["message"] != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "GitHub checks", coversProject: false, flags: flags(document))
        for item in try records(document) {
            let title = item["title"]?.text
            let message = item["message"]?.text
            let details = item["raw_details"]?.text
            // SQLFluff and others that write the list themselves call it a file.
            let path = item["path"]?.text ?? item["file"]?.text
            report.add(
                ToolProblem(
                    message: [title, message, details].compactMap { $0 }.joined(separator: "\n"),
                    // What has no file is said of the workflow.
                    path: path == ".github" ? nil : path,
                    firstLine: path == ".github" ? nil : item["start_line"]?.number,
                    lastLine: item["end_line"]?.number, column: item["start_column"]?.number,
                    endColumn: item["end_column"]?.number, severity: item["annotation_level"]?.text, source: item,
                    span: item.span))
        }
        sink(report.review)
    }
}
