import FindingsModel

/// Spectral's `--format json` (https://docs.stoplight.io/docs/spectral/9ffa04e052cc1-spectral-cli): results whose lines,
/// characters and severities count from 0.
struct SpectralFormat: InputFormat {
    let id = "spectral"
    let title = "Spectral JSON"
    let summary = "What `spectral lint --format json` prints: problems of API descriptions, with their places in them."
    let tellingKeys = TellingKeys(["code", "path", "range", "character", "source", "documentationUrl"], needed: 5)

    func recognizes(_ document: SourceDocument) -> Bool { isList(document, where: Self.isResult) }

    private static func isResult(_ value: JSONValue) -> Bool {
        value["code"] != nil && value["path"]?.isArray == true && value["message"] != nil
            && value["range"]?["start"]?["character"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "Spectral", flags: flags(document))
        for item in try records(document) {
            let lines = LanguageServerFormat.Lines(item["range"])
            let steps = item["path"]?.elements.prefix(100).compactMap(\.text) ?? []
            let severity = item["severity"]
            let number = severity?.kind == .number ? severity?.number : nil
            report.add(
                ToolProblem(
                    rule: item["code"]?.text, message: item["message"]?.text, path: item["source"]?.text,
                    firstLine: lines.first, lastLine: lines.last, column: lines.column, endColumn: lines.endColumn,
                    severity: number.map { Self.severities[$0] ?? String($0) } ?? severity?.text,
                    symbols: steps.isEmpty ? [] : [steps.joined(separator: ".")], source: item, span: item.span))
        }
        sink(report.review)
    }

    private static let severities = [0: "error", 1: "warning", 2: "info", 3: "hint"]
}
