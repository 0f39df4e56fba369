import FindingsModel

/// Spectral's `--format json` (https://docs.stoplight.io/docs/spectral/9ffa04e052cc1-spectral-cli): results whose lines,
/// characters and severities count from 0; and vacuum's `spectral-report`, whose lines and characters count from 1.
struct SpectralFormat: InputFormat {
    let id = "spectral"
    let title = "Spectral JSON"
    let summary =
        "What `spectral lint --format json` prints, and vacuum's `spectral-report`: problems of API descriptions, with their places."
    let tellingKeys = TellingKeys(["code", "path", "range", "character", "source", "documentationUrl"], needed: 5)

    func recognizes(_ document: SourceDocument) -> Bool { isList(document, where: Self.isResult) }

    private static func isResult(_ value: JSONValue) -> Bool {
        value["code"] != nil && value["path"]?.isArray == true && value["message"] != nil
            && value["range"]?["start"]?["character"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let items = try records(document)
        let isVacuums = Self.isVacuums(items, document)
        var report = ToolReport(tool: isVacuums ? "vacuum" : "Spectral", flags: flags(document))
        for item in items {
            let lines = isVacuums ? Self.lines(item["range"]) : LanguageServerFormat.Lines(item["range"])
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

    /// A range that counts from 1.
    private static func lines(_ range: JSONValue?) -> LanguageServerFormat.Lines {
        let (start, end) = (range?["start"], range?["end"])
        return LanguageServerFormat.Lines(
            first: start?["line"]?.number, last: end?["line"]?.number, column: start?["character"]?.number,
            endColumn: end?["character"]?.number)
    }

    private static let severities = [0: "error", 1: "warning", 2: "info", 3: "hint"]

    /// Whether vacuum's `spectral-report` wrote it, whose lines and characters count from 1, as the nodes do that it takes them of
    /// (https://github.com/daveshanley/vacuum/blob/main/model/results.go).
    ///
    /// Nothing says so: it is known by its own rules, by steps that it cut at the dots of a path, by the escapes of its JSON
    /// writer, and by that writer's indent, which Spectral's is not, where no character is 0. With a line 0 it is Spectral's.
    private static func isVacuums(_ items: [JSONValue], _ document: SourceDocument) -> Bool {
        func numbers(_ item: JSONValue, _ key: StaticString) -> [Int] {
            guard let range = item["range"], range.isObject else { return [] }
            return [range["start"], range["end"]].compactMap { side in
                guard let value = side?[key], value.kind == .number else { return nil }
                return value.int
            }
        }
        guard !items.isEmpty, !items.contains(where: { $0["documentationUrl"] != nil }) else { return false }
        var isAtZero = false
        for item in items {
            let (lines, characters) = (numbers(item, "line"), numbers(item, "character"))
            // A range of nothing but zeros is none.
            if (lines + characters).allSatisfy({ $0 == 0 }) { continue }
            if lines.contains(0) { return false }
            isAtZero = isAtZero || characters.contains(0)
        }
        func isOwn(_ item: JSONValue) -> Bool {
            let code = item["code"]?.kind == .string ? item["code"]?.string ?? "" : ""
            if vacuums.contains(code) || code.hasPrefix("owasp-") { return true }
            return item["path"]?.elements.prefix(100).contains { step in
                guard step.kind == .string, let step = step.string else { return false }
                return step == ".." || step.contains("['") || step.hasSuffix("']")
            } ?? false
        }
        return items.contains(where: isOwn) || isGoJSON(document.text) || !isAtZero && isGoIndented(document.text)
    }

    /// Four spaces before the first object and eight before its fields.
    private static func isGoIndented(_ text: [UInt8]) -> Bool {
        text.drop(while: SourceDocument.isSpace).starts(with: Array("[\n    {\n        \"code\": ".utf8))
    }

    /// A sign that other writers do not escape.
    private static func isGoJSON(_ text: [UInt8]) -> Bool {
        let opening = Substring(decoding: text.prefix(1 << 16), as: UTF8.self)
        return ["\\u003c", "\\u003e", "\\u0026"].contains { opening.has($0) }
    }

    /// Rules of vacuum's own (https://github.com/daveshanley/vacuum/blob/main/rulesets/rulesets.go) that Spectral's ruleset has
    /// not.
    private static let vacuums: Set = [
        "no-http-verbs-in-path", "paths-kebab-case", "no-ambiguous-paths", "operation-4xx-response",
        "info-license-spdx", "component-description", "oas3-host-not-example", "oas3-missing-example",
        "oas3-example-external-check", "oas3-no-$ref-siblings", "description-duplication", "oas-schema-check",
        "path-item-refs", "post-response-success", "no-request-body", "camel-case-properties",
    ]
}
