import FindingsModel

/// GCC's `-fdiagnostics-format=json`: a list of diagnostics a translation unit (GCC manual, "Diagnostic Message Formatting
/// Options"). Columns count from 1.
struct GCCFormat: InputFormat {
    let id = "gcc"
    let title = "GCC JSON"
    let summary =
        "What `gcc -fdiagnostics-format=json` prints, a list a file that was compiled; its usual lines are `compiler`."
    let tellingKeys = TellingKeys(
        ["column-origin", "escape-source", "option_url", "caret", "byte-column", "display-column", "children"])

    func recognizes(_ document: SourceDocument) -> Bool { isList(document, where: isDiagnostic) }

    private func isDiagnostic(_ value: JSONValue) -> Bool {
        value["kind"]?.string != nil && value["locations"] != nil && value["message"] != nil
            && (value.member("column-origin") != nil || value["children"] != nil)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        // A compiler looks at what changed.
        var report = ToolReport(tool: "GCC", coversProject: false, flags: flags(document))
        for item in try records(document) {
            let places = try optionalObjects(document, item["locations"], "`locations`", in: item)
            let notes = try optionalObjects(document, item["children"], "`children`", in: item)
            let main = places.first
            let start = main?["start"] ?? main?["caret"]
            let path = (main?["caret"] ?? start)?["file"]?.text
            report.cover(path)
            let word = item["kind"]?.text
            report.add(
                ToolProblem(
                    rule: item["option"]?.text ?? item["metadata"]?["cwe"]?.text.map { "CWE-\($0)" },
                    message: ([item["message"]?.text] + notes.map(Self.note)).compactMap { $0 }
                        .joined(separator: "\n"),
                    path: path, firstLine: (main?["caret"] ?? start)?["line"]?.number,
                    column: (main?["caret"] ?? start)?["column"]?.number,
                    severity: word.map { Self.meaning[$0] ?? $0 }, statedSeverity: word, source: item,
                    span: item.span))
        }
        sink(report.review)
    }

    /// What it says of another place.
    private static func note(_ item: JSONValue) -> String? {
        guard let words = item["message"]?.text else { return nil }
        let place = item["locations"]?.elements.first { _ in true }?["caret"]
        guard let path = place?["file"]?.text else { return words }
        return "\(path)\(place?["line"]?.number.map { ":\($0)" } ?? ""): \(words)"
    }

    private static let meaning = [
        "fatal error": "fatal", "internal compiler error": "fatal", "sorry, unimplemented": "error", "ice": "fatal",
        "pedwarn": "warning", "permerror": "error", "anachronism": "warning",
    ]
}
