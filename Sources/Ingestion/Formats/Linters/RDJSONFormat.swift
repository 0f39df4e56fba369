import FindingsModel

/// reviewdog's Diagnostic Format: one object with `diagnostics` (`rdjson`).
struct RDJSONFormat: InputFormat {
    let id = "rdjson"
    let title = "reviewdog rdjson"
    let summary = "reviewdog's Diagnostic Format as one JSON object with `diagnostics`."
    let tellingKeys = TellingKeys(
        ["diagnostics", "location", "range", "start", "column", "original_output"], needed: 4,
        indispensable: "diagnostics")

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, Self.isReviewdogs(root) else { return false }
        guard !LanguageServerFormat.isPublished(root) else { return false }
        guard let list = root["diagnostics"] else { return root.fields.contains { $0.key == "diagnostics" } }
        guard list.isArray else { return false }
        guard let first = list.elements.first(where: { _ in true }) else { return true }
        return Self.isReviewdogs(first) && (first["location"] != nil || first["message"] != nil)
    }

    /// Other linters have lists of this name, too: Biome, Oxlint, the Dart analyzer, Deno.
    private static func isReviewdogs(_ value: JSONValue) -> Bool {
        let others = [
            "category", "labels", "problemMessage", "number_of_files", "command", "version", "summary", "errors",
            "format_version",
        ]
        return !others.contains { value[Array($0.utf8)] != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var reports = ToolReports(flags: flags(document))
        let tool = root["source"]?["name"]?.text ?? "reviewdog"
        if let severity = root["severity"], severity.text == nil {
            throw malformed(document, severity, "`severity` is a string, not \(severity.kind.words)")
        }
        // `null` is how Go writes an empty list.
        let isNull = root.fields.contains { $0.key == "diagnostics" && $0.value.isNull }
        for item in isNull ? [] : try objects(document, root["diagnostics"], "`diagnostics`", in: root) {
            try refuseRange(item, document)
            reports.add(
                Self.problem(item, severity: root["severity"]?.text), of: item["source"]?["name"]?.text ?? tool)
        }
        for review in reports.reviews(default: tool) { sink(review) }
    }

    static func problem(_ item: JSONValue, severity: String?) -> ToolProblem {
        let range = item["location"]?["range"]
        let (start, end) = (range?["start"], range?["end"])
        let column = start?["column"]?.number
        var last = end?["line"]?.number
        // The end is exclusive, unless columns are left out: an end at column 1 lies before that line.
        if let first = start?["line"]?.number, let line = last, line > first, column != nil,
            end?["column"]?.number == 1
        {
            last = line - 1
        }
        let word = item["severity"]?.text ?? severity
        let names = ["1": "ERROR", "2": "WARNING", "3": "INFO"]
        let isUnknown = word == nil || word?.lowercased() == "unknown_severity" || word == "0"
        return ToolProblem(
            rule: item["code"]?["value"]?.text ?? item["code"]?.text, message: item["message"]?.text,
            path: item["location"]?["path"]?.text, firstLine: start?["line"]?.number, lastLine: last,
            column: column, endColumn: end?["column"]?.number, further: further(item),
            severity: isUnknown ? nil : word.map { names[$0] ?? $0 },
            suggestion: item["suggestions"]?.elements.first { _ in true }?["text"]?.text, source: item, span: item.span)
    }
}

extension RDJSONFormat {
    /// Related locations that say nothing of their own are more places of the same problem.
    private static func further(_ item: JSONValue) -> [LineReference] {
        let own = item["location"]?["path"]?.text.flatMap(ToolReport.path)
        let related = (item["related_locations"] ?? item["relatedLocations"])?.elements.prefix(1_000).map { $0 } ?? []
        return related.compactMap { place in
            guard ToolReport.isSamePlace(place["message"]?.text, of: item["message"]?.text),
                let location = place["location"],
                let first = location["range"]?["start"]?["line"]?.number
            else { return nil }
            var flags: [String] = []
            let last = location["range"]?["end"]?["line"]?.number ?? first
            let path = location["path"]?.text.flatMap(ToolReport.path)
            return RefrainReview.checked(first, last, &flags).map {
                LineReference(
                    $0, path: path == own ? nil : path, startColumn: location["range"]?["start"]?["column"]?.number,
                    endColumn: location["range"]?["end"]?["column"]?.number)
            }
        }
    }
}

extension InputFormat {
    /// A range outside of `location` is none of reviewdog's: nothing tells what its lines count from.
    fileprivate func refuseRange(_ item: JSONValue, _ document: SourceDocument) throws(IngestionError) {
        guard item["location"] == nil, let range = item["range"] else { return }
        throw malformed(
            document, range,
            "`range` stands inside of `location`, beside the path; where it stands beside `message`, its lines may count "
                + "from 0 or from 1")
    }
}

/// reviewdog's Diagnostic Format, one diagnostic a line.
struct RDJSONLinesFormat: InputFormat {
    let id = "rdjsonl"
    let title = "reviewdog rdjsonl"
    let summary = "reviewdog's Diagnostic Format, one diagnostic a line."
    let takesEmpty = true
    let tellingKeys = TellingKeys(["location", "range", "start", "column", "original_output"], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let first = document.firstRecord else { return false }
        return first["message"] != nil && first["location"]?.isObject == true && first["filename"] == nil
            && first["description"] == nil && first["location"]?["row"] == nil && first["location"]?["file"] == nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        guard document.text.contains(where: { !SourceDocument.isSpace($0) }) else {
            return sink(ToolReport(tool: "reviewdog").review)
        }
        let root = document.json
        let records = if let root, root.isObject, recognizes(document) { [root] } else { try self.records(document) }
        var reports = ToolReports(flags: flags(document))
        for item in records {
            try refuseRange(item, document)
            reports.add(RDJSONFormat.problem(item, severity: nil), of: item["source"]?["name"]?.text ?? "reviewdog")
        }
        for review in reports.reviews(default: "reviewdog") { sink(review) }
    }
}
