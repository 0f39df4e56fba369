import FindingsModel

/// Stylelint's `--formatter json`: a list of files with their warnings
/// (https://stylelint.io/developer-guide/formatters).
struct StylelintFormat: InputFormat {
    let id = "stylelint"
    let title = "Stylelint JSON"
    let summary = "What `stylelint --formatter json` prints: each file with its warnings."
    let tellingKeys = TellingKeys(
        ["warnings", "deprecations", "invalidOptionWarnings", "parseErrors", "errored"], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { $0["warnings"]?.isArray == true && ($0["source"] != nil || $0["parseErrors"] != nil) }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "stylelint", coversProject: false, flags: flags(document))
        for file in try records(document) {
            let path = file["source"]?.text
            if file["ignored"]?.bool != true { report.cover(path) }
            for item in try objects(document, file["warnings"], "`warnings`", in: file) {
                report.add(problem(item, path))
            }
            for item in try optionalObjects(document, file["parseErrors"], "`parseErrors`", in: file) {
                var problem = problem(item, path)
                if problem.severity == nil { problem.severity = "error" }
                report.add(problem)
            }
            let odd = file["invalidOptionWarnings"]
            for item in try optionalObjects(document, odd, "`invalidOptionWarnings`", in: file) {
                report.flag("the tool was misconfigured: \((item["text"]?.text ?? "").prefix(200))")
            }
        }
        sink(report.review)
    }

    private func problem(_ item: JSONValue, _ path: String?) -> ToolProblem {
        let rule = item["rule"]?.text
        var message = item["text"]?.text
        // The text ends with the rule's name, which stands beside it.
        if let rule, let text = message, text.hasSuffix(" (\(rule))") {
            message = String(text.dropLast(rule.count + 3))
        }
        return ToolProblem(
            rule: rule, message: message, path: path, firstLine: item["line"]?.number,
            lastLine: item["endLine"]?.number, column: item["column"]?.number, endColumn: item["endColumn"]?.number,
            severity: item["severity"]?.text, source: item, span: item.span)
    }
}
