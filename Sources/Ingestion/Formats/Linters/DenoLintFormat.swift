import FindingsModel

/// `deno lint --json` (https://docs.deno.com/runtime/reference/cli/lint/): diagnostics whose lines count from 1 and columns
/// from 0, and files that could not be read. Deno lists as checked only the files that it says something of.
struct DenoLintFormat: InputFormat {
    let id = "deno-lint"
    let title = "deno lint JSON"
    let summary = "What `deno lint --json` prints: the problems of each file, and files that are no code."
    let tellingKeys = TellingKeys([
        "diagnostics", "bytePos", "checked_files", "checkedFiles", "hint", "file_path", "skipped",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let list = root["diagnostics"], let errors = root["errors"]
        else { return false }
        if list.elements.prefix(50).contains(where: Self.isDiagnostic) { return true }
        if errors.elements.prefix(50).contains(where: { $0["file_path"] != nil && $0["message"] != nil }) {
            return true
        }
        let isEmpty = !list.elements.contains { _ in true } && !errors.elements.contains { _ in true }
        // Before it told its version, a report without problems was the two lists alone.
        return isEmpty && root.fields.allSatisfy { Self.keys.contains($0.key) }
    }

    private static let keys: Set = ["version", "diagnostics", "errors", "skipped", "checked_files", "checkedFiles"]

    private static func isDiagnostic(_ value: JSONValue) -> Bool {
        guard value.isObject, value["filename"] != nil, value["message"] != nil, value["code"] != nil else {
            return false
        }
        return value["range"]?["start"]?["bytePos"] != nil || value["location"]?["col"] != nil
            || value.fields.contains { $0.key == "hint" }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "deno lint", flags: flags(document))
        var failed: Set<String> = []
        for item in try objects(document, root["diagnostics"], "`diagnostics`", in: root) {
            // Until 2020 it told where a problem begins, and no more.
            let (start, end) = (item["range"]?["start"] ?? item["location"], item["range"]?["end"])
            report.add(
                ToolProblem(
                    rule: item["code"]?.text, message: item["message"]?.text, path: Self.path(item["filename"]),
                    firstLine: start?["line"]?.number, lastLine: end?["line"]?.number,
                    column: start?["col"]?.numberFromZero, endColumn: end?["col"]?.numberFromZero,
                    suggestion: item["hint"]?.text, source: item, span: item.span))
        }
        for item in try optionalObjects(document, root["errors"], "`errors`", in: root) {
            let path = Self.path(item["file_path"])
            if let path { failed.insert(path) }
            report.didNotFinish()
            var problem = ToolProblem(
                message: item["message"]?.text, path: path, severity: "error", flags: ["the tool failed on the file"],
                source: item, span: item.span)
            problem.firstLine = Self.line(in: problem.message ?? "")
            report.add(problem)
        }
        for file in (root["checked_files"] ?? root["checkedFiles"])?.elements.map({ $0 }) ?? [] {
            if let path = Self.path(file), !failed.contains(path) { report.cover(path) }
        }
        sink(report.review)
    }

    /// What came through standard input has no file.
    private static func path(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.contains("$deno$stdin") else { return nil }
        return ToolReport.path(text)
    }

    /// The line of a place at the end of an error's first line, `… at file:///quay/src/mast.ts:4:16`.
    private static func line(in message: String) -> Int? {
        guard let first = message.split(whereSeparator: \.isNewline).first, let at = first.byteRange(of: " at ") else {
            return nil
        }
        let parts = first[at.upperBound...].split(separator: ":")
        guard parts.count >= 3, let column = Int(parts[parts.count - 1]), column > 0,
            let line = Int(parts[parts.count - 2]), line > 0
        else { return nil }
        return line
    }
}
