import FindingsModel

/// What VS Code copies from its panel of problems: a list of markers (`IMarkerData` in
/// https://github.com/microsoft/vscode/blob/main/src/vs/platform/markers/common/markers.ts). Lines and columns count from 1.
struct VSCodeFormat: InputFormat {
    let id = "vscode"
    let title = "VS Code problems"
    let summary = "What VS Code, and editors made of it, copy from the panel of problems: a list of markers."
    let tellingKeys = TellingKeys([
        "resource", "owner", "startLineNumber", "endLineNumber", "startColumn", "modelVersionId", "origin",
    ])

    func recognizes(_ document: SourceDocument) -> Bool { isList(document, where: Self.isMarker) }

    private static func isMarker(_ value: JSONValue) -> Bool {
        value["resource"] != nil && value["startLineNumber"] != nil && value["message"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        // The panel has what is open, or what a filter leaves.
        var reports = ToolReports(coversProject: false, flags: flags(document))
        for item in try records(document) {
            let path = Self.path(item)
            if let path { reports.cover(path) }
            let related = item["relatedInformation"]?.elements.prefix(1_000).compactMap { place in
                Self.lines(place).reference(in: Self.path(place), besides: path)
            }
            LanguageServerFormat.add(
                item, of: path, Self.lines(item), related ?? [], Self.severities, by: Self.tool, to: &reports)
        }
        for review in reports.reviews(default: Self.tool) { sink(review) }
    }

    private static func lines(_ item: JSONValue) -> LanguageServerFormat.Lines {
        LanguageServerFormat.Lines(
            first: item["startLineNumber"]?.number, last: item["endLineNumber"]?.number,
            column: item["startColumn"]?.number, endColumn: item["endColumn"]?.number)
    }

    /// `/c:/quay/src/mast.ts` on Windows, where the path of a URI is told.
    private static func path(_ item: JSONValue) -> String? {
        guard let text = item["resource"]?.string else { return nil }
        let drive = text.dropFirst()
        let isDrive = text.first == "/" && drive.first?.isLetter == true && drive.dropFirst().hasPrefix(":/")
        return ToolReport.path(isDrive ? String(drive) : text)
    }

    /// Whose a marker is that does not tell its source.
    private static let tool = "VS Code"
    private static let severities = [8: "error", 4: "warning", 2: "info", 1: "hint"]
}
