import FindingsModel

/// falsegreen's `--format json`: a list of cases in which a test cannot fail (https://pypi.org/project/falsegreen/).
struct FalseGreenFormat: InputFormat {
    let id = "falsegreen"
    let title = "falsegreen JSON"
    let summary = "What `falsegreen --format json` prints: tests that pass whatever the code does."

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { $0["code"] != nil && $0["confidence"] != nil && $0["title"] != nil && $0["file"] != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        // How sure it is that a test cannot fail stands for how much that matters: high or low.
        var report = ToolReport(tool: "falsegreen", flags: flags(document))
        for item in try records(document) {
            let detail = item["detail"]?.text
            report.add(
                ToolProblem(
                    rule: item["code"]?.text,
                    message: [item["title"]?.text, detail].compactMap { $0 }.joined(separator: "\n\n"),
                    path: item["file"]?.text, firstLine: item["line"]?.number,
                    severity: item["confidence"]?.text,
                    symbols: [item["test"]?.text ?? item["function"]?.text].compactMap { $0 },
                    suggestion: item["fix"]?.text, source: item, span: item.span))
        }
        sink(report.review)
    }
}
