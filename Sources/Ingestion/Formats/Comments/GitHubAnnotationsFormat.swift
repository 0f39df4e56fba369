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
        if let root = document.report, root.isObject {
            let first = Self.annotations(ofRun: root)?.elements.first { _ in true }
            return first?["annotation_level"] != nil
        }
        return isList(document) { $0["annotation_level"] != nil && $0["message"] != nil }
    }

    /// The annotations that a check run is made or changed with.
    private static func annotations(ofRun run: JSONValue) -> JSONValue? {
        guard let list = run["output"]?["annotations"], list.isArray else { return nil }
        return list
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "GitHub checks", coversProject: false, flags: flags(document))
        var items: [JSONValue]?
        if let run = document.report, run.isObject, let list = Self.annotations(ofRun: run) {
            items = try objects(document, list, "`annotations`", in: run)
            if let name = (run["app"]?["name"] ?? run["name"])?.text { report.rename(name) }
            if let time = (run["completed_at"] ?? run["started_at"])?.text.flatMap(Timestamp.normalized) {
                report.tell(time: time)
            }
        }
        let all: [JSONValue] = if let items { items } else { try records(document) }
        for item in all {
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
