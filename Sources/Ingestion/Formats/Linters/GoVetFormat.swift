import FindingsModel

/// `go vet -json`: behind a line with each package's name an object of packages, of analyzers, of lists of diagnostics
/// (https://pkg.go.dev/golang.org/x/tools/go/analysis/internal/analysisflags).
struct GoVetFormat: InputFormat {
    let id = "go-vet"
    let title = "go vet JSON"
    let summary = "What `go vet -json` prints: the diagnostics of each package; its lines are `compiler`."
    let hasWordsAround = true
    let tellingKeys = TellingKeys(["posn", "message", "end"], needed: 2, indispensable: "posn")

    func recognizes(_ document: SourceDocument) -> Bool {
        let parts = Self.parts(document)
        guard parts.isEmpty else {
            return parts.prefix(20).contains { part in
                (try? JSONDocument(document.text, in: part)).map { Self.isPackages($0.root) } ?? false
            }
        }
        return document.roots.contains { Self.isPackages($0) }
    }

    /// The objects behind the lines `# package`; none for a text without such lines.
    private static func parts(_ document: SourceDocument) -> [Range<Int>] {
        guard case .text = document.shape else { return [] }
        var parts: [Range<Int>] = []
        var isFirst = true
        for line in RefrainLinesFormat.lines(document.text) {
            let isName = document.text[line].starts(with: [UInt8(ascii: "#"), 0x20])
            if isFirst, !isName { return [] }
            isFirst = false
            if isName {
                parts.append(line.upperBound..<line.upperBound)
            } else {
                parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<line.upperBound
            }
        }
        return parts.filter { part in document.text[part].contains { !SourceDocument.isSpace($0) } }
    }

    private func packages(_ document: SourceDocument) throws(IngestionError) -> [JSONValue] {
        let parts = Self.parts(document)
        if parts.isEmpty { return try records(document, orOne: { _ in true }) }
        var roots: [JSONValue] = []
        for part in parts {
            do throws(JSONError) {
                roots.append(try JSONDocument(document.text, in: part).root)
            } catch {
                throw .malformedJSON(document.place(byte: error.offset), why: error.why)
            }
        }
        return roots
    }

    private static func isPackages(_ root: JSONValue) -> Bool {
        guard root.isObject else { return false }
        return root.fieldValues.prefix(20).contains { package in
            package.isObject
                && package.fieldValues.prefix(20).contains { list in
                    list.isArray
                        && list.elements.prefix(20).contains {
                            $0.isObject && $0["posn"] != nil && $0["message"] != nil
                        }
                }
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(
            tool: "go vet", coversProject: false, flags: Self.parts(document).isEmpty ? flags(document) : [])
        for root in try packages(document) {
            for package in root.fields {
                guard package.value.isObject else {
                    throw malformed(
                        document, package.value, "a package has to be an object, but is \(package.value.kind.words)")
                }
                for analyzer in package.value.fields {
                    // Where an analyzer failed an object tells why.
                    if analyzer.value.isObject, let why = analyzer.value["error"]?.text {
                        report.didNotFinish()
                        report.add(
                            ToolProblem(
                                rule: analyzer.key, message: why, severity: "error",
                                flags: ["the tool failed on the package"], span: analyzer.value.span))
                        continue
                    }
                    let name = "`\(analyzer.key)`"
                    for item in try objects(document, analyzer.value, name, in: package.value) {
                        report.add(Self.problem(item, rule: analyzer.key))
                    }
                }
            }
        }
        sink(report.review)
    }

    private static func problem(_ item: JSONValue, rule: String) -> ToolProblem {
        let start = item["posn"]?.text.map { place($0) }
        if start?.line == nil { item["posn"]?.setNotUnderstood() }
        let end = item["end"]?.text.map { place($0) }
        return ToolProblem(
            rule: rule, message: item["message"]?.text, path: start?.path, firstLine: start?.line,
            lastLine: end?.line, column: start?.column, endColumn: end?.column, source: item, span: item.span)
    }

    /// `path.go:12:5`.
    private static func place(_ text: String) -> (path: String, line: Int?, column: Int?) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        while numbers.count < 2, parts.count > 1, let number = parts.last.flatMap({ Int($0) }), number.isCountable {
            numbers.insert(number, at: 0)
            parts.removeLast()
        }
        return (parts.joined(separator: ":"), numbers.first, numbers.count > 1 ? numbers[1] : nil)
    }
}
