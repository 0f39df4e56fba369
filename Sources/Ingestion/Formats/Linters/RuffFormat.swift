import FindingsModel

/// Ruff's `--output-format json`, and `json-lines`.
struct RuffFormat: InputFormat {
    let id = "ruff"
    let title = "Ruff JSON"
    let summary = "What `ruff check --output-format json` or `json-lines` prints."
    let tellingKeys = TellingKeys(
        ["end_location", "noqa_row", "cell", "filename", "row", "applicability", "edits", "fix"], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.firstRecord { return isDiagnostic(root) }
        return isList(document, where: isDiagnostic)
    }

    private func isDiagnostic(_ value: JSONValue) -> Bool {
        guard value["filename"] != nil, value["message"] != nil else { return false }
        // A diagnostic of the whole file has a location that is null.
        return value["location"]?["row"] != nil || value.fields.contains { $0.key == "end_location" }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = document.report
        let records =
            if let root, root.isObject, document.pages.isEmpty, isDiagnostic(root) { [root] } else {
                try self.records(document)
            }
        // Fortitude, made of Ruff, writes the same of Fortran.
        let isFortran =
            !records.isEmpty && records.allSatisfy { $0["filename"]?.string.map(Self.isFortran) ?? false }
        var report = ToolReport(tool: isFortran ? "Fortitude" : "Ruff", flags: flags(document))
        for item in records {
            let start = item["location"]
            let end = item["end_location"]
            report.add(
                ToolProblem(
                    rule: item["code"]?.text, message: item["message"]?.text, path: item["filename"]?.text,
                    firstLine: start?["row"]?.number, lastLine: end?["row"]?.number,
                    column: start?["column"]?.number, endColumn: end?["column"]?.number,
                    severity: item["severity"]?.text, suggestion: item["fix"]?["message"]?.text, source: item,
                    span: item.span))
        }
        sink(report.review)
    }

    static func isFortran(_ path: String) -> Bool {
        [".f90", ".f95", ".f03", ".f08", ".f18", ".f23", ".f", ".for", ".fpp"].contains(
            where: path.lowercased().hasSuffix)
    }
}
