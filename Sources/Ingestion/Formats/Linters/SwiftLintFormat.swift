import FindingsModel

/// SwiftLint's JSON reporter: a list of violations.
struct SwiftLintFormat: InputFormat {
    let id = "swiftlint"
    let title = "SwiftLint JSON"
    let summary = "What `swiftlint lint --reporter json` prints."
    let tellingKeys = TellingKeys(
        ["rule_id", "reason", "character", "type", "file"], needed: 4, indispensable: "character")

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { $0["rule_id"] != nil && $0["reason"] != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "SwiftLint", flags: flags(document))
        for item in try records(document) {
            report.add(
                ToolProblem(
                    rule: item["rule_id"]?.text, message: item["reason"]?.text, path: item["file"]?.text,
                    firstLine: item["line"]?.number, column: item["character"]?.number,
                    severity: item["severity"]?.text, source: item, span: item.span))
        }
        sink(report.review)
    }
}
