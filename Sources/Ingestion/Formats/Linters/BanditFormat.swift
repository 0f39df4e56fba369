import FindingsModel

/// Bandit's CSV, and its JSON report (https://bandit.readthedocs.io/en/latest/formatters/json.html): `results`, and `metrics` of each
/// file that it looked at.
struct BanditFormat: InputFormat {
    let id = "bandit"
    let title = "Bandit JSON and CSV"
    let summary = "What `bandit --format json` (results, and metrics of each file) and `--format csv` write."
    let tellingKeys = TellingKeys([
        "issue_severity", "issue_confidence", "issue_text", "test_id", "test_name", "line_range", "more_info",
        "issue_cwe", "CONFIDENCE.HIGH", "SEVERITY.HIGH", "CONFIDENCE.UNDEFINED", "nosec", "skipped_tests",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        if ProblemTable.has(Self.columns, document) { return true }
        guard let root = document.report, let results = root["results"], results.isArray else { return false }
        if let first = results.elements.first(where: { _ in true }) {
            return first["test_id"] != nil || first["issue_text"] != nil
        }
        return root["metrics"]?["_totals"] != nil
    }

    private static let columns = ["filename", "testid", "issueseverity", "issuetext", "linenumber"]

    private func readTable(_ document: SourceDocument) throws(IngestionError) -> Review {
        // Files without problems are not named.
        var report = ToolReport(tool: "Bandit")
        for row in try ProblemTable(document, format: id, columns: Self.columns).rows {
            let line = row.number("linenumber")
            // `[190, 191, 192]`.
            let lines = row["linerange"]?.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) } ?? []
            report.add(
                ToolProblem(
                    rule: row["testid"] ?? row["testname"], message: row["issuetext"], path: row["filename"],
                    firstLine: line.value, lastLine: lines.max().flatMap { last in line.value.map { max($0, last) } },
                    column: row.number("coloffset").value.map { $0 + 1 },
                    endColumn: row.number("endcoloffset").value.map { $0 + 1 }, severity: row["issueseverity"],
                    flags: line.flags, span: row.span))
        }
        return report.review
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if case .text = document.shape, document.report == nil { return sink(try readTable(document)) }
        let root = try report(document)
        let results = try objects(document, root["results"], "`results`", in: root)
        let files = root["metrics"]?.fields.map(\.key).filter { $0 != "_totals" } ?? []
        var report = ToolReport(tool: "Bandit", coversProject: files.isEmpty, flags: flags(document))
        if let time = root["generated_at"]?.string.flatMap(Timestamp.normalized) { report.tell(time: time) }
        for file in files { report.cover(file) }
        for item in results {
            let lines = item["line_range"]?.elements.compactMap(\.number) ?? []
            report.add(
                ToolProblem(
                    rule: item["test_id"]?.text ?? item["test_name"]?.text, message: item["issue_text"]?.text,
                    path: item["filename"]?.text, firstLine: item["line_number"]?.number ?? lines.first,
                    lastLine: lines.max().flatMap { last in item["line_number"]?.number.map { max($0, last) } },
                    column: item["col_offset"]?.number.map { $0 + 1 },
                    endColumn: item["end_col_offset"]?.number.map { $0 + 1 },
                    severity: item["issue_severity"]?.text, source: item, span: item.span))
        }
        for item in try optionalObjects(document, root["errors"], "`errors`", in: root) {
            report.didNotFinish()
            report.add(
                ToolProblem(
                    message: item["reason"]?.text, path: item["filename"]?.text, severity: "error",
                    flags: ["the tool failed on the file"], span: item.span))
        }
        sink(report.review)
    }
}
