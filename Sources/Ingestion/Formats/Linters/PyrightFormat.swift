import FindingsModel

/// Pyright's `--outputjson`: `generalDiagnostics` with ranges that count lines and characters from 0
/// (https://microsoft.github.io/pyright/#/command-line?id=json-output).
struct PyrightFormat: InputFormat {
    let id = "pyright"
    let title = "Pyright JSON"
    let summary = "What `pyright --outputjson` and `basedpyright --outputjson` print."
    let tellingKeys = TellingKeys(
        ["generalDiagnostics", "filesAnalyzed", "timeInSec", "character", "errorCount", "informationCount"], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool { document.report?["generalDiagnostics"] != nil }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "Pyright", version: root["version"]?.text, flags: flags(document))
        for item in try objects(document, root["generalDiagnostics"], "`generalDiagnostics`", in: root) {
            let (start, end) = (item["range"]?["start"], item["range"]?["end"])
            let first = start?["line"]?.numberFromZero
            var last = end?["line"]?.numberFromZero
            // The end is exclusive: at the beginning of a line it lies before that line.
            if let from = first, let to = last, to > from, end?["character"]?.number == 0 { last = to - 1 }
            report.add(
                ToolProblem(
                    rule: item["rule"]?.text, message: item["message"]?.text, path: item["file"]?.text,
                    firstLine: first, lastLine: last, column: start?["character"]?.numberFromZero,
                    endColumn: end?["character"]?.numberFromZero, severity: item["severity"]?.text, source: item,
                    span: item.span))
        }
        sink(report.review)
    }
}
