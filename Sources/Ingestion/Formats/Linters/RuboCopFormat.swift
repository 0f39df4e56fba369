import FindingsModel

/// RuboCop's JSON formatter: `metadata`, `files` with their `offenses`, `summary`.
struct RuboCopFormat: InputFormat {
    let id = "rubocop"
    let title = "RuboCop JSON"
    let summary = "What `rubocop --format json` prints: each file with its offenses."
    let tellingKeys = TellingKeys(
        [
            "offenses", "cop_name", "rubocop_version", "correctable", "corrected", "offense_count", "target_file_count",
            "inspected_file_count", "start_line",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let files = root["files"], files.isArray else { return false }
        if root["metadata"]?["rubocop_version"] != nil { return true }
        if let first = files.elements.first(where: { _ in true }) { return first["offenses"] != nil }
        return root["summary"]?["offense_count"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(
            tool: "RuboCop", version: root["metadata"]?["rubocop_version"]?.text, coversProject: false,
            flags: flags(document))
        for file in try objects(document, root["files"], "`files`", in: root) {
            let path = file["path"]?.string
            report.cover(path)
            for offense in try objects(document, file["offenses"], "`offenses`", in: file) {
                let place = offense["location"]
                let last = place?["last_line"]?.number
                report.add(
                    ToolProblem(
                        rule: offense["cop_name"]?.text, message: offense["message"]?.text, path: path,
                        firstLine: place?["start_line"]?.number ?? place?["line"]?.number, lastLine: last,
                        column: place?["start_column"]?.number ?? place?["column"]?.number,
                        endColumn: place?["last_column"]?.number.map { $0 + 1 }, severity: offense["severity"]?.text,
                        flags: offense["corrected"]?.bool == true ? ["corrected by the tool"] : [],
                        source: offense, span: offense.span))
            }
        }
        sink(report.review)
    }
}
