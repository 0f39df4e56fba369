import FindingsModel

/// radon's reports of a Python project (https://radon.readthedocs.io/en/latest/commandline.html): `radon cc --json` and `--xml`,
/// the blocks of each file with their complexity, and `radon mi --json`, each file's maintainability.
///
/// It measures all that there is; what its own Code Climate report calls an issue, a block that ranks below B, is a finding
/// here. Its other measures have no rank.
struct RadonFormat: InputFormat {
    let id = "radon"
    let title = "radon JSON and XML"
    let summary =
        "What `radon cc --json`, `radon cc --xml` and `radon mi --json` print: blocks whose complexity, and files whose maintainability ranks low."
    let tellingKeys = TellingKeys(
        ["rank", "lineno", "endline", "col_offset", "complexity", "closures", "methods", "classname"], needed: 6,
        indispensable: "rank")

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.xmlRoot == "ccm" { return true }
        guard let root = document.report, root.isObject else { return false }
        return root.fieldValues.prefix(1_000).contains { file in
            Self.isFile(file) || Self.isOfOtherMeasures(file) || Self.isUnparsed(file)
        }
    }

    /// Python's words for a text without a name that it cannot parse: `invalid syntax (<unknown>, line 1)`.
    private static func isUnparsed(_ value: JSONValue) -> Bool {
        guard value.isObject, let error = value["error"], error.kind == .string,
            value.fields.allSatisfy({ $0.key == "error" })
        else { return false }
        return error.string?.contains("(<unknown>, line ") == true
    }

    private static func isFile(_ value: JSONValue) -> Bool {
        if value.isObject { return value["mi"] != nil && value["rank"] != nil }
        return value.isArray && value.elements.prefix(50).contains { $0.isObject && isBlock($0) }
    }

    private static func isBlock(_ value: JSONValue) -> Bool {
        value["complexity"] != nil && value["rank"] != nil && value["name"] != nil
            && (value["lineno"] != nil || value["col_offset"] != nil)
    }

    /// `radon raw` and `radon hal`.
    private static func isOfOtherMeasures(_ value: JSONValue) -> Bool {
        guard value.isObject else { return false }
        return value["lloc"] != nil && value["sloc"] != nil
            || value["total"]?["vocabulary"] != nil && value["functions"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if document.isXML || document.xmlRoot != nil { return sink(try readXML(document)) }
        let root = try report(document)
        guard root.isObject else { throw malformed(document, root, "the report has to be an object of files") }
        var report = ToolReport(tool: "radon", coversProject: false, flags: flags(document))
        for file in root.fields {
            let value = file.value
            if Self.isOfOtherMeasures(value) {
                throw malformed(
                    document, value,
                    "it measures and ranks nothing, as `radon raw` and `radon hal` do; `radon cc` and `radon mi` tell what is too complex"
                )
            }
            if value.isObject, let error = value["error"] {
                report.add(
                    ToolProblem(
                        message: error.text, path: file.key, severity: "error", flags: ["the tool failed on the file"],
                        source: value, span: value.span))
                continue
            }
            report.cover(file.key)
            if value.isObject {
                guard value["mi"] != nil || value["rank"] != nil else {
                    throw malformed(document, value, "`\(file.key)` has neither blocks nor `mi`")
                }
                add(index: value, of: file.key, to: &report)
            } else {
                for block in try objects(document, value, "`\(file.key)`", in: value) {
                    add(block: block, of: file.key, to: &report)
                }
            }
        }
        sink(report.review)
    }

    /// The methods of a class stand beside it, too.
    private func add(block: JSONValue, of path: String, to report: inout ToolReport) {
        let complexity = block["complexity"]
        let rank = Self.rank(block) ?? complexity?.number.map(Self.rank)
        guard let meaning = rank.map({ Self.complexities[$0] ?? $0 }), !["A", "B"].contains(rank) else { return }
        let name = block["name"]?.text ?? "?"
        report.add(
            ToolProblem(
                rule: Self.complexityRule,
                message: Self.words(block["type"]?.text ?? "block", name, complexity?.text ?? "?"), path: path,
                firstLine: block["lineno"]?.number, lastLine: block["endline"]?.number,
                column: block["col_offset"]?.number.map { $0 < 0 ? $0 : $0 + 1 }, severity: meaning,
                statedSeverity: rank.map { "rank \($0)" },
                symbols: [[block["classname"]?.text, name].compactMap { $0 }.joined(separator: ".")], source: block,
                span: block.span))
    }

    private static let complexityRule = "Complexity"

    /// As radon's Code Climate report has them.
    private static func words(_ kind: String, _ name: String, _ complexity: String) -> String {
        "Cyclomatic complexity is too high in \(kind) \(name). (\(complexity))"
    }

    private func add(index: JSONValue, of path: String, to report: inout ToolReport) {
        guard let rank = Self.rank(index), rank != "A" else { return }
        let value = index["mi"]?.double.map { "\(($0 * 100).rounded() / 100)" } ?? "?"
        report.add(
            ToolProblem(
                rule: "Maintainability", message: "The maintainability index is low. (\(value))", path: path,
                severity: Self.indices[rank] ?? rank, statedSeverity: "rank \(rank)", source: index, span: index.span))
    }

    private static func rank(_ value: JSONValue) -> String? { value["rank"]?.text.map { $0.uppercased() } }

    private static func rank(_ complexity: Int) -> String {
        switch complexity {
        case ...5: "A"
        case ...10: "B"
        case ...20: "C"
        case ...30: "D"
        case ...40: "E"
        default: "F"
        }
    }

    /// Moderate, more than moderate, high and very high, as radon's documentation calls them.
    private static let complexities = ["C": "medium", "D": "medium", "E": "high", "F": "high"]
    /// Medium and extremely low.
    private static let indices = ["B": "low", "C": "medium"]

    // MARK: XML

    private func readXML(_ document: SourceDocument) throws(IngestionError) -> Review {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCCM else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `ccm`")
        }
        return handler.report.review
    }

    /// A `metric` a block, whose elements say what it is; its unit is `Class.method`, and no kind is told.
    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "radon", coversProject: false)
        var isCCM = false
        private var isRoot = true
        private var metric: (byte: Int, values: [String: String])?
        private var text = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isCCM = name == "ccm"
            }
            if name == "metric" { metric = (byte, [:]) }
            text = ""
        }

        func text(_ text: String) {
            if self.text.utf8.count < 1 << 12 { self.text += text }
        }

        func end(_ name: String, byte: Int) {
            guard name == "metric" else {
                metric?.values[name] = text
                return
            }
            guard let (start, values) = metric else { return }
            metric = nil
            report.cover(values["file"])
            let rank = values["classification"]?.uppercased()
            guard let rank, !["A", "B"].contains(rank) else { return }
            let lines = (XMLNumber(values, "startLineNumber"), XMLNumber(values, "endLineNumber"))
            let unit = values["unit"] ?? "?"
            let kind = unit.contains(".") ? "method" : "block"
            report.add(
                ToolProblem(
                    rule: complexityRule,
                    message: words(kind, String(unit.split(separator: ".").last ?? "?"), values["complexity"] ?? "?"),
                    path: values["file"], firstLine: lines.0.value, lastLine: lines.1.value,
                    severity: complexities[rank] ?? rank, statedSeverity: "rank \(rank)", symbols: [unit],
                    flags: lines.0.flags + lines.1.flags, span: ByteSpan(start, byte)))
        }
    }
}
