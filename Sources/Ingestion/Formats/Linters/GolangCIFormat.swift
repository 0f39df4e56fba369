import FindingsModel

/// golangci-lint's JSON: `Issues` (null where there is none) and `Report`.
struct GolangCIFormat: InputFormat {
    let id = "golangci-lint"
    let title = "golangci-lint JSON"
    let summary = "What `golangci-lint run` writes as JSON (version 1 and 2)."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject else { return false }
        if let issues = root["Issues"] {
            let first = issues.elements.first { _ in true }
            return root["Report"] != nil || first?["FromLinter"] != nil
        }
        return root["Report"]?.isObject == true && root.fields.contains { $0.key == "Issues" || $0.key == "Report" }
            && (root["Report"]?["Linters"] != nil || root.fields.contains { $0.key == "Issues" })
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "golangci-lint", flags: flags(document))
        if let error = root["Report"]?["Error"]?.text {
            report.didNotFinish()
            report.flag("the tool did not finish: \(error.prefix(200))")
        }
        guard root.isObject else { throw malformed(document, root, "the report is an object, not \(root.kind.words)") }
        // `null` is how Go writes an empty list.
        for issue in root["Issues"] == nil ? [] : try objects(document, root["Issues"], "`Issues`", in: root) {
            let place = issue["Pos"]
            let lines = issue["LineRange"]
            report.add(
                ToolProblem(
                    rule: issue["FromLinter"]?.text, message: issue["Text"]?.text, path: place?["Filename"]?.text,
                    firstLine: lines?["From"]?.number ?? place?["Line"]?.number, lastLine: lines?["To"]?.number,
                    column: lines == nil ? place?["Column"]?.number : nil, severity: issue["Severity"]?.text,
                    span: issue.span))
        }
        sink(report.review)
    }
}
