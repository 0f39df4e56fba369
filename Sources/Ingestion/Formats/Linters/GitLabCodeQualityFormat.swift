import FindingsModel

/// GitLab's Code Quality report, a part of Code Climate's: a list of issues, or one a line.
struct GitLabCodeQualityFormat: InputFormat {
    let id = "gitlab"
    let title = "GitLab Code Quality"
    let summary = "GitLab's Code Quality report (Code Climate's issues), which many tools write."

    func recognizes(_ document: SourceDocument) -> Bool {
        if let first = document.firstRecord { return isIssue(first) }
        return isList(document, where: isIssue)
    }

    private func isIssue(_ value: JSONValue) -> Bool {
        let place = value["location"]
        guard value["description"] != nil, place?["path"] != nil || value["fingerprint"] != nil else { return false }
        return value["check_name"] != nil || value["fingerprint"] != nil || value["type"]?.string == "issue"
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "Code Quality", flags: flags(document))
        let root = document.report
        let records = if let root, root.isObject, isIssue(root) { [root] } else { try self.records(document) }
        for issue in records {
            // Code Climate's stream has measurements beside issues.
            if issue["type"]?.string == "measurement" { continue }
            let place = issue["location"]
            let lines = place?["lines"]
            let positions = place?["positions"]
            let message = issue["description"]?.text
            let detail = issue["content"]?["body"]?.text
            report.add(
                ToolProblem(
                    rule: issue["check_name"]?.text,
                    message: [message, detail].compactMap { $0 }.joined(separator: "\n\n"),
                    path: place?["path"]?.text,
                    firstLine: lines?["begin"]?.number ?? lines?.number ?? positions?["begin"]?["line"]?.number
                        ?? place?["line"]?.number,
                    lastLine: lines?["end"]?.number ?? positions?["end"]?["line"]?.number,
                    column: positions?["begin"]?["column"]?.number, endColumn: positions?["end"]?["column"]?.number,
                    severity: issue["severity"]?.text,
                    fingerprint: issue["fingerprint"]?.text.map { "gitlab:\($0)" }, span: issue.span))
        }
        sink(report.review)
    }
}
