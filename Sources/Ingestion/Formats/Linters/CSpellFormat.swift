import FindingsModel

/// What CSpell's JSON reporter writes
/// (https://github.com/streetsidesoftware/cspell/blob/main/packages/cspell-json-reporter/src/CSpellJSONReporterOutput.ts): its
/// issues, what failed, and the sums. Rows and columns count from 1.
struct CSpellFormat: InputFormat {
    let id = "cspell"
    let title = "CSpell JSON"
    let summary = "What CSpell's reporter `@cspell/cspell-json-reporter` writes; its lines are `compiler`."
    let tellingKeys = TellingKeys(["issues", "progress", "result", "filesWithIssues", "uri", "row", "col"], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let list = root["issues"], list.isArray else { return false }
        return list.elements.prefix(50).contains { $0.isObject && Self.isIssue($0) }
            || root["result"]?["filesWithIssues"] != nil
    }

    private static func isIssue(_ value: JSONValue) -> Bool {
        value["text"] != nil && value["uri"] != nil && value["row"] != nil && value["col"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "CSpell", flags: flags(document))
        let issues = try objects(document, root["issues"], "`issues`", in: root)
        for item in issues {
            let word = item["text"]?.text
            // As its lines have it, that both give the same issue.
            let kind = item["isFlagged"]?.bool == true ? "Forbidden word" : "Unknown word"
            let column = item["col"]?.number
            report.add(
                ToolProblem(
                    message: item["message"]?.text ?? word.map { "\(kind) (\($0))" }, path: item["uri"]?.text,
                    firstLine: item["row"]?.number, column: column,
                    endColumn: column.flatMap { $0.isCountable ? $0 + (word?.utf16.count ?? 0) : nil },
                    source: item, span: item.span))
        }
        for item in try optionalObjects(document, root["error"], "`error`", in: root) {
            report.didNotFinish()
            report.add(
                ToolProblem(
                    message: item["message"]?.text, severity: "error", flags: ["the tool failed"], source: item,
                    span: item.span))
        }
        if let stated = root["result"]?["issues"]?.number, stated > issues.count {
            report.flag("only \(issues.count) of the \(stated) problems that the report counts were read")
        }
        sink(report.review)
    }
}
