import FindingsModel

/// What the reporter of remark-lint, alex and retext writes
/// (https://github.com/vfile/vfile-reporter-json/blob/main/lib/index.js): the files, each with its messages. Lines and columns
/// count from 1, and an end is exclusive.
struct VFileFormat: InputFormat {
    let id = "vfile"
    let title = "vfile messages JSON"
    let summary = "What `vfile-reporter-json` writes for remark-lint, retext and alex: each file with its messages."
    let tellingKeys = TellingKeys(["history", "cwd", "messages", "reason", "ruleId", "fatal", "place"], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { file in
            guard let messages = file["messages"], messages.isArray, file["filePath"] == nil else { return false }
            return file["history"]?.isArray == true
                || messages.elements.prefix(10).contains { $0["reason"] != nil && $0["message"] == nil }
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "vfile", coversProject: false, flags: flags(document))
        var sources: Set<String> = []
        for file in try records(document) {
            let path = file["path"]?.text
            report.cover(path)
            for item in try objects(document, file["messages"], "`messages`", in: file) {
                if let source = item["source"]?.text { sources.insert(source) }
                report.add(problem(item, path))
            }
        }
        if sources.contains(where: { $0.hasPrefix("remark") }) {
            report.rename("remark-lint")
        } else if !sources.isEmpty, sources.allSatisfy({ $0.hasPrefix("retext") }) {
            report.rename("retext")
        }
        sink(report.review)
    }

    private func problem(_ item: JSONValue, _ path: String?) -> ToolProblem {
        // A place is a point or has a beginning and an end; older versions named it otherwise.
        let end = (item["place"] ?? item["position"] ?? item["location"])?["end"]
        // A message that says neither is one that likely needs no change.
        let severity = item["fatal"].map { $0.bool == true ? "error" : "warning" } ?? "info"
        return ToolProblem(
            rule: item["ruleId"]?.text,
            message: [item["reason"]?.text, item["note"]?.text].compactMap { $0 }.joined(separator: "\n"), path: path,
            firstLine: item["line"]?.number, lastLine: end?["line"]?.number, column: item["column"]?.number,
            endColumn: end?["column"]?.number, severity: severity, source: item, span: item.span)
    }
}
