import FindingsModel

/// lizard's measures of functions (https://github.com/terryyin/lizard): its CSV, and the XML of `--xml`, which is CppNCSS'.
///
/// Both tell of all functions, whatever `-C` and `-L` say. Those beyond lizard's own limits, of which it warns where it is
/// given none, are findings; its `-w` lines and its Checkstyle XML tell which the user's limits are.
struct LizardFormat: InputFormat {
    let id = "lizard"
    let title = "lizard CSV and XML"
    let summary =
        "What `lizard --csv` and `--xml` (CppNCSS') write: the functions beyond lizard's limits; its `-w` lines are `compiler`."

    /// lizard's defaults: `lizard_ext`'s `-C`, `-L` and `-a`.
    private static let limits = (complexity: 15, length: 1_000, parameters: 100)

    private static let category = "complex-test"

    private static let columns = [
        "NLOC", "CCN", "token", "PARAM", "length", "location", "file", "function", "long_name", "start", "end",
    ]

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.xmlRoot == "cppncss" { return true }
        guard case .text = document.shape, document.report == nil, !document.isXML else { return false }
        return Self.hasHeader(document) || Self.isRow(document)
    }

    private static func hasHeader(_ document: SourceDocument) -> Bool {
        CSVTable.header(document, separator: ",").starts(with: columns.map { CSVTable.key($0) })
    }

    /// Five numbers, and the place in a quote: `9,2,38,1,9,"hoist@3-11@./mast.cc",`.
    private static func isRow(_ document: SourceDocument) -> Bool {
        let start = document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0
        let line = document.text[start...].prefix { $0 != UInt8(ascii: "\n") }.prefix(4_096)
        let parts = Substring(decoding: line, as: UTF8.self).split(separator: ",", maxSplits: 5)
        guard parts.count == 6, parts.prefix(5).allSatisfy({ Int($0) != nil }), parts[5].first == "\"" else {
            return false
        }
        let place = parts[5].dropFirst().prefix { $0 != "\"" }.split(separator: "@")
        return place.count >= 3 && place[place.count - 2].split(separator: "-").allSatisfy { Int($0) != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if document.isXML { return sink(try readXML(document)) }
        // What an extension measures stands behind the other columns.
        let further = Self.hasHeader(document) ? [] : Self.furtherColumns(document)
        let table = try CSVTable(
            document, format: id, separator: UInt8(ascii: ","),
            header: Self.hasHeader(document) ? nil : Self.columns + further)
        guard table.names.count >= Self.columns.count else {
            throw .malformed(format: id, document.place(byte: 0), why: "the table is none of lizard's")
        }
        var report = ToolReport(tool: "lizard", coversProject: false)
        for row in table.rows {
            let numbers = [0, 1, 2, 3, 4, 9, 10].map { table.number(in: row, $0) }
            report.cover(row.cells[6])
            let flags = numbers.flatMap(\.flags)
            let measures = Measures(
                lines: numbers[0].value, complexity: numbers[1].value, tokens: numbers[2].value,
                parameters: numbers[3].value, length: numbers[4].value)
            guard measures.isBeyondLimits || !flags.isEmpty else { continue }
            report.add(
                ToolProblem(
                    message: measures.words(of: row.cells[7]), path: row.cells[6], firstLine: numbers[5].value,
                    lastLine: numbers[6].value, severity: "warning", symbols: [row.cells[7]], flags: flags,
                    span: row.span), category: Self.category)
        }
        return sink(report.review)
    }

    private static func furtherColumns(_ document: SourceDocument) -> [String] {
        var isQuoted = false
        var count = 1
        for byte in document.text.drop(while: SourceDocument.isSpace) {
            if byte == UInt8(ascii: "\n") { break }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted { count += 1 }
        }
        return count > columns.count && count < 100 ? (columns.count..<count).map { "further \($0)" } : []
    }

    /// What lizard says of a function in its warnings.
    private struct Measures {
        var lines: Int?
        var complexity: Int?
        var tokens: Int?
        var parameters: Int?
        var length: Int?

        var isBeyondLimits: Bool {
            (complexity ?? 0) > limits.complexity || (length ?? 0) > limits.length
                || (parameters ?? 0) > limits.parameters
        }

        func words(of name: String) -> String {
            let parts = [
                lines.map { "\($0) NLOC" }, complexity.map { "\($0) CCN" }, tokens.map { "\($0) token" },
                parameters.map { "\($0) PARAM" }, length.map { "\($0) length" },
            ]
            return "\(name) has \(parts.compactMap { $0 }.joined(separator: ", "))"
        }
    }

    // MARK: XML

    private func readXML(_ document: SourceDocument) throws(IngestionError) -> Review {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCppNCSS else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `cppncss`")
        }
        return handler.report.review
    }

    /// A measure of functions with an item each, whose values stand in the order of its labels; then one of files.
    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "lizard", coversProject: false)
        var isCppNCSS = false
        private var isRoot = true
        private var measure = ""
        private var labels: [String] = []
        private var item: (name: String, byte: Int)?
        private var values: [String] = []
        private var text = ""

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isCppNCSS = name == "cppncss"
                return
            }
            text = ""
            switch name {
            case "measure": (measure, labels) = (attributes["type"] ?? "", [])
            case "item":
                item = (attributes["name"] ?? "", byte)
                values = []
            default: break
            }
        }

        func text(_ text: String) {
            if self.text.utf8.count < 1 << 12 { self.text += text }
        }

        func end(_ name: String, byte: Int) {
            switch name {
            case "label": labels.append(text)
            case "value": values.append(text)
            case "item":
                if let item { add(item.name, ByteSpan(item.byte, byte)) }
                item = nil
            default: break
            }
        }

        private func add(_ name: String, _ span: ByteSpan) {
            guard measure == "Function" else {
                if measure == "File" { report.cover(name) }
                return
            }
            var flags: [String] = []
            func number(_ label: String) -> Int? {
                guard let place = labels.firstIndex(of: label), place < values.count else { return nil }
                let number = XMLNumber([label: values[place]], label)
                flags += number.flags
                return number.value
            }
            let measures = Measures(lines: number("NCSS"), complexity: number("CCN"))
            guard measures.isBeyondLimits || !flags.isEmpty else { return }
            // `hoist(...) at ./mast.cc:3`.
            let at = name.lastByteRange(of: " at ")
            let function = at.map { String(name[..<$0.lowerBound]) } ?? name
            let place = at.flatMap { LinePlace.leading(name[$0.upperBound...])?.place }
            let symbol = String(function.prefix { $0 != "(" })
            report.add(
                ToolProblem(
                    message: measures.words(of: symbol), path: place.map { String($0.path) },
                    firstLine: place?.numbers.first, severity: "warning", symbols: [symbol], flags: flags, span: span),
                category: category)
        }
    }
}
