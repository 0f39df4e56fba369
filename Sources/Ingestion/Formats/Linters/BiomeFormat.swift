import FindingsModel

/// Biome's `--reporter=json` (https://biomejs.dev/reference/reporters/): diagnostics with lines since version 2, with bytes of
/// the source before.
struct BiomeFormat: InputFormat {
    let id = "biome"
    let title = "Biome JSON"
    let summary = "What `biome check|lint|ci --reporter=json` prints; its `rdjson`, `gitlab` and others are read, too."
    let tellingKeys = TellingKeys(
        [
            "diagnostics", "summary", "command", "advices", "verboseAdvices", "suggestedFixesSkipped",
            "diagnosticsNotPrinted", "sourceCode", "span", "category",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let list = root["diagnostics"], list.isArray else {
            return false
        }
        guard let first = list.elements.first(where: { _ in true }) else {
            return root["command"] != nil && root["summary"] != nil
        }
        return first["category"] != nil && first["location"] != nil && first["severity"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "Biome", flags: flags(document))
        for item in try objects(document, root["diagnostics"], "`diagnostics`", in: root) {
            let place = item["location"]
            let path = place?["path"]
            let (start, end) = (place?["start"], place?["end"])
            let old = place.flatMap(Self.lines)
            report.add(
                ToolProblem(
                    rule: item["category"]?.text, message: Self.message(item),
                    path: path?.isObject == true ? path?["file"]?.text : path?.text,
                    firstLine: old?.first ?? start?["line"]?.number, lastLine: old?.last ?? end?["line"]?.number,
                    column: start?["column"]?.number, endColumn: end?["column"]?.number,
                    severity: item["severity"]?.text, source: item, span: item.span))
        }
        if let left = root["summary"]?["diagnosticsNotPrinted"]?.number, left > 0 {
            report.didNotFinish()
            report.flag("the tool left out \(left) of its diagnostics")
        }
        sink(report.review)
    }

    /// Words, or, in version 1, pieces of marked words beside them.
    private static func message(_ item: JSONValue) -> String? {
        if let words = item["description"]?.text { return words }
        guard let message = item["message"] else { return nil }
        guard message.isArray else { return message.text }
        return message.elements.compactMap { $0["content"]?.text }.joined()
    }

    /// The lines of a span of bytes in the source that stands beside it.
    private static func lines(_ place: JSONValue) -> (first: Int, last: Int)? {
        guard let span = place["span"] else { return nil }
        guard span.isArray else {
            span.setNotUnderstood()
            return nil
        }
        guard let source = place["sourceCode"]?.string,
            let start = span.elements.element(at: 0)?.number, let end = span.elements.element(at: 1)?.number,
            0 <= start, start <= end
        else { return nil }
        let before = source.utf8.prefix(start).count { $0 == UInt8(ascii: "\n") }
        let inside = source.utf8.dropFirst(start).prefix(max(0, end - start - 1)).count { $0 == UInt8(ascii: "\n") }
        return (before + 1, before + inside + 1)
    }
}
