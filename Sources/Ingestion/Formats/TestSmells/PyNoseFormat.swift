import FindingsModel

/// PyNose's JSON in its two generations: entries of a smell with the functions that have it (`_ext_stats.json`), and
/// files with test cases and the results of each detector.
struct PyNoseFormat: InputFormat {
    let id = "pynose"
    let title = "PyNose JSON"
    let summary = "The test-smell detector PyNose's JSON: each smell with the tests or classes that have it."
    let tellingKeys = TellingKeys(
        ["Test smell name", "Has smell", "Detail", "detectorResults", "hasSmell", "testCases"], needed: 2)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report else { return false }
        // An entry stands a few levels down, in the first element of each.
        var value: JSONValue? = root
        for _ in 0..<8 {
            guard let here = value else { return false }
            if here["Test smell name"] != nil || here["detectorResults"]?.isArray == true { return true }
            value = (here.isArray ? here.elements : here.fieldValues).first { $0.isArray || $0.isObject }
        }
        return false
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        guard recognizes(document) else {
            throw malformed(document, root, "no entry has `Test smell name` or `detectorResults`")
        }
        var report = ToolReport(tool: "PyNose", coversProject: false, flags: flags(document))
        var open: [(value: JSONValue, path: String?, test: String?)] = [(root, nil, nil)]
        while let (value, outer, outerTest) = open.popLast() {
            if let name = value["Test smell name"]?.text {
                try add(value, name, outer, outerTest, &report, document)
                continue
            }
            for key in ["Test smell name", "name"] {
                guard let name = value.member(key), name.stringOrNumber == nil else { continue }
                throw malformed(document, name, "`\(key)` is a string, not \(name.kind.words)")
            }
            if value["hasSmell"] != nil, let name = value["name"]?.text {
                try add(value, name, outer, outerTest, &report, document)
                continue
            }
            var path = outer
            var test = outerTest
            if value["testCases"] != nil, let name = value["name"]?.string { path = name }
            if value["detectorResults"] != nil, let name = value["name"]?.string { test = name }
            for field in value.isObject ? value.fields : [] {
                let key = field.key.lowercased()
                guard key.contains("file") || key.contains("path"), field.value.kind == .string else { continue }
                path = field.value.string
            }
            report.cover(path == outer ? nil : path)
            if value.isArray {
                for item in value.elements where !item.isArray && !item.isObject { item.setNotUnderstood() }
            }
            let inside =
                value.isArray
                ? value.elements.map { ($0, path, test) }
                : !value.isObject ? [] : value.fields.map { ($0.value, $0.key.hasSuffix(".py") ? $0.key : path, test) }
            open += inside.filter { $0.0.isArray || $0.0.isObject }.reversed()
        }
        sink(report.review)
    }

    /// `Detail` is a flat list: a name, how often, and for functions the code; again for the next.
    private func add(
        _ entry: JSONValue, _ smell: String, _ path: String?, _ test: String?, _ report: inout ToolReport,
        _ document: SourceDocument
    ) throws(IngestionError) {
        let told = entry["Has smell"] ?? entry["hasSmell"]
        if let told, told.bool == nil { throw malformed(document, told, "`Has smell` is true or false") }
        let hasSmell = told?.bool
        let detail = entry["Detail"]
        if let detail, !detail.isArray {
            throw malformed(document, detail, "`Detail` is an array, not \(detail.kind.words)")
        }
        if let first = detail?.elements.first(where: { _ in true }), first.string == nil {
            throw malformed(document, first, "`Detail` begins with a name, not with \(first.kind.words)")
        }
        let names = detail.map(Self.names) ?? []
        if names.isEmpty, hasSmell == true {
            report.add(
                ToolProblem(
                    rule: smell, message: smell, path: path, symbols: test.map { [$0] } ?? [], span: entry.span))
        }
        for name in names {
            // Of what lies in no class PyNose names the file.
            let isFile = name.hasSuffix(".py")
            report.add(
                ToolProblem(
                    rule: smell, message: smell, path: isFile ? path ?? name : path, symbols: isFile ? [] : [name],
                    span: entry.span))
        }
    }

    /// The names of a `Detail`: each may be followed by how often, and that by the code.
    private static func names(_ detail: JSONValue) -> [String] {
        var names: [String] = []
        var before: JSONValue.Kind?
        for item in detail.elements {
            switch (before, item.kind) {
            case (_, .string): names.append(item.string ?? "")
            case (.string, .number), (.number, .array): break
            default: item.setNotUnderstood()
            }
            before = item.kind
        }
        return names
    }
}
