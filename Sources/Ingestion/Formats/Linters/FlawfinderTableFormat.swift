import FindingsModel

/// Flawfinder's table (`flawfinder --csv`): a row a hit, with its risk from 0 to 5.
struct FlawfinderTableFormat: InputFormat {
    let id = "flawfinder"
    let title = "Flawfinder CSV"
    let summary = "What `flawfinder --csv` writes; its lines are `compiler`, its SARIF is `sarif`."

    private static let columns = ["file", "line", "level", "category", "name", "warning"]

    func recognizes(_ document: SourceDocument) -> Bool {
        ProblemTable.has(Self.columns + ["defaultlevel"], document)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let table = try ProblemTable(document, format: id, columns: Self.columns)
        var report = ToolReport(tool: "Flawfinder")
        for row in table.rows {
            let (line, column) = (row.number("line"), row.number("column"))
            let level = row["level"]
            let rule = [row["category"], row["name"]].compactMap { $0 }.joined(separator: "/")
            report.add(
                ToolProblem(
                    rule: rule.isEmpty ? nil : rule,
                    message: [row["warning"], row["note"]].compactMap { $0 }.joined(separator: "\n"),
                    path: row["file"], firstLine: line.value, column: column.value,
                    severity: level.map(Self.severity), statedSeverity: level, fingerprint: row["fingerprint"],
                    suggestion: row["suggestion"], flags: line.flags + column.flags, span: row.span))
        }
        sink(report.review)
    }

    /// As its SARIF has them.
    private static func severity(_ level: String) -> String {
        switch level {
        case "5", "4": "error"
        case "3": "warning"
        case "2", "1", "0": "note"
        default: level
        }
    }
}
