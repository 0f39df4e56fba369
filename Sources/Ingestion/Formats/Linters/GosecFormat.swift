import FindingsModel

/// gosec's `-fmt json` (https://github.com/securego/gosec#output-formats).
struct GosecFormat: InputFormat {
    let id = "gosec"
    let title = "gosec JSON"
    let summary = "What `gosec -fmt json` writes: issues, and the errors of files that did not compile."
    let tellingKeys = TellingKeys([
        "Golang errors", "GosecVersion", "Issues", "Stats", "rule_id", "nosec", "cwe", "details",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject else { return false }
        let keys = Set(root.fields.map(\.key))
        guard keys.contains("Issues") else { return false }
        return keys.contains("Golang errors") || keys.contains("GosecVersion")
            || root["Issues"]?.elements.first { _ in true }?["rule_id"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "gosec", version: root["GosecVersion"]?.text, flags: flags(document))
        // `null` is how Go writes an empty list.
        for item in try optionalObjects(document, root["Issues"], "`Issues`", in: root) {
            let numbers = item["line"]?.text?.split(separator: "-").map { Int($0) } ?? []
            let first = numbers.first.flatMap { $0 }
            if numbers.contains(nil) { item["line"]?.setNotUnderstood() }
            let isIgnored =
                item["nosec"]?.bool == true || item["suppressions"]?.elements.contains { _ in true } == true
            let problem = ToolProblem(
                rule: item["rule_id"]?.text, message: item["details"]?.text, path: item["file"]?.text,
                firstLine: first, lastLine: numbers.last.flatMap { $0 }, column: item["column"]?.number,
                severity: item["severity"]?.text, suggestion: item["autofix"]?.text,
                flags: isIgnored ? ["suppressed in the source"] : [], source: item, span: item.span)
            report.add(problem, isSuppressed: isIgnored)
        }
        for file in root.member("Golang errors")?.fields ?? [] {
            report.didNotFinish()
            for item in try objects(document, file.value, "the errors of `\(file.key)`", in: root) {
                report.add(
                    ToolProblem(
                        message: item["error"]?.text, path: file.key, firstLine: item["line"]?.number,
                        column: item["column"]?.number, severity: "error", flags: ["the tool failed on the file"],
                        span: item.span))
            }
        }
        sink(report.review)
    }
}
