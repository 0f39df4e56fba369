import FindingsModel

/// PHPStan's `--error-format=json` (https://phpstan.org/user-guide/output-format): files with their messages, and errors of
/// no file.
struct PHPStanFormat: InputFormat {
    let id = "phpstan"
    let title = "PHPStan JSON"
    let summary = "What `phpstan analyse --error-format=json` prints."
    let tellingKeys = TellingKeys(
        ["totals", "files", "messages", "file_errors", "ignorable", "identifier", "errors"], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let totals = root["totals"] else { return false }
        return totals["file_errors"] != nil && root["files"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "PHPStan", flags: flags(document))
        for file in try PHPCodeSnifferFormat.files(of: root, document, self) {
            for item in try objects(document, file.value["messages"], "`messages`", in: file.value) {
                let message = [item["message"]?.text, item["tip"]?.text].compactMap { $0 }.joined(separator: "\n")
                report.add(
                    ToolProblem(
                        rule: item["identifier"]?.text, message: message, path: file.key,
                        firstLine: item["line"]?.number, severity: "error", source: item, span: item.span))
            }
        }
        let errors = root["errors"]
        if let errors, !errors.isArray {
            throw malformed(document, errors, "`errors` is an array, not \(errors.kind.words)")
        }
        for item in errors.map({ Array($0.elements) }) ?? [] {
            guard item.string != nil else {
                throw malformed(document, item, "an element of `errors` is a string, not \(item.kind.words)")
            }
            report.didNotFinish()
            report.add(ToolProblem(message: item.string, severity: "error", span: item.span))
        }
        sink(report.review)
    }
}
