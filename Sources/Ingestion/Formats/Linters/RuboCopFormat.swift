import FindingsModel

/// RuboCop's JSON formatter: `metadata`, `files` with their `offenses`, `summary`. HAML-Lint, Slim-Lint and ERB Lint write the
/// same with names of their own.
struct RuboCopFormat: InputFormat {
    let id = "rubocop"
    let title = "RuboCop JSON"
    let summary = "What `rubocop --format json` prints, each file with its offenses; also of HAML-, Slim- and ERB Lint."
    let tellingKeys = TellingKeys(
        [
            "offenses", "cop_name", "rubocop_version", "correctable", "corrected", "offense_count", "target_file_count",
            "inspected_file_count", "start_line",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let files = root["files"], files.isArray else { return false }
        if Self.version(root) != nil { return true }
        if let first = files.elements.first(where: { _ in true }) { return first["offenses"] != nil }
        return root["summary"]?["offense_count"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let known = Self.version(root)
        var report = ToolReport(
            tool: known?.tool ?? "RuboCop", version: known?.version.text, coversProject: false, flags: flags(document))
        for file in try objects(document, root["files"], "`files`", in: root) {
            let path = file["path"]?.string
            report.cover(path)
            for offense in try objects(document, file["offenses"], "`offenses`", in: file) {
                let place = offense["location"]
                let last = place?["last_line"]?.number
                report.add(
                    ToolProblem(
                        rule: (offense["cop_name"] ?? offense["linter_name"] ?? offense["linter"])?.text,
                        message: offense["message"]?.text, path: path,
                        firstLine: place?["start_line"]?.number ?? place?["line"]?.number, lastLine: last,
                        column: place?["start_column"]?.number ?? place?["column"]?.number,
                        endColumn: place?["last_column"]?.number.map { $0 + 1 }, severity: offense["severity"]?.text,
                        flags: offense["corrected"]?.bool == true ? ["corrected by the tool"] : [],
                        source: offense, span: offense.span))
            }
        }
        sink(report.review)
    }

    /// The linter, by the name of its version.
    private static func version(_ root: JSONValue) -> (tool: String, version: JSONValue)? {
        guard let metadata = root["metadata"] else { return nil }
        if let version = metadata["rubocop_version"] { return ("RuboCop", version) }
        if let version = metadata["haml_lint_version"] { return ("HAML-Lint", version) }
        if let version = metadata["slim_lint_version"] { return ("Slim-Lint", version) }
        return metadata["erb_lint_version"].map { ("ERB Lint", $0) }
    }
}
