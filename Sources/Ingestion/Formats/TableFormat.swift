import FindingsModel

/// A table of a tool that Refrain does not know, comma-separated or one JSON object a line, with what its columns mean
/// as the configuration tells it (`ingest.formats`).
public struct TableFormat: InputFormat {
    /// What a column can tell of a finding.
    public enum Field: String, CaseIterable, Sendable {
        case path, line, endLine, lines, column, endColumn
        case title, body, severity, rule, category, symbol, suggestion, fingerprint
    }

    public enum Form: Hashable, Sendable {
        /// Cells parted by this byte, with a header.
        case csv(separator: UInt8)
        /// Objects, one a line or in a list; a column's name may go down with dots: `location.file`.
        case jsonLines
    }

    public var id: String
    public var form: Form
    public var columns: [Field: String]
    public var reviewer: Reviewer
    /// A file that the table does not mention was looked at, too.
    public var coversProject: Bool

    public var title: String { "\(id), of the configuration" }
    public var summary: String {
        let form =
            switch form {
            case .csv: "A CSV table"
            case .jsonLines: "JSON objects"
            }
        let told = Field.allCases.compactMap { field in columns[field].map { "\(field.rawValue) from \($0)" } }
        return "\(form) as the configuration describes it: \(told.joined(separator: ", "))."
    }

    /// - Parameter columns: at least a title or a body.
    public init(
        id: String, form: Form, columns: [Field: String], reviewer: Reviewer, coversProject: Bool = false
    ) {
        self.id = id
        self.form = form
        self.columns = columns
        self.reviewer = reviewer
        self.coversProject = coversProject
    }

    public func recognizes(_ document: SourceDocument) -> Bool {
        switch form {
        case .csv(let separator):
            let names = Set(CSVTable.header(document, separator: Character(Unicode.Scalar(separator))))
            return columns.values.allSatisfy { names.contains(CSVTable.key($0)) }
        case .jsonLines:
            // What is absent in one object may stand in the next; the words and the place are in all.
            let needed = [Field.title, .body, .path, .rule].compactMap { columns[$0] }
            func isRecord(_ value: JSONValue) -> Bool { needed.allSatisfy { value.member($0) != nil } }
            if let first = document.firstRecord { return isRecord(first) }
            return isList(document, where: isRecord)
        }
    }

    public func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(reviewer: reviewer, coversProject: coversProject, flags: flags(document))
        switch form {
        case .csv(let separator):
            let table = try CSVTable(document, format: id, separator: separator)
            let places = columns.mapValues { table.column(CSVTable.key($0)) }
            if let (field, place) = places.first(where: { $0.value == nil }), place == nil {
                throw .malformed(
                    format: id, document.place(byte: 0), why: "the header has no column `\(columns[field] ?? "")`")
            }
            for row in table.rows {
                add(row.span, to: &report) { field in
                    places[field].flatMap { $0 }.map { row.cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
                }
            }
        case .jsonLines:
            let root = document.json
            let records = if let root, root.isObject { [root] } else { try self.records(document) }
            for record in records {
                add(record.span, source: record, to: &report) { field in
                    columns[field].flatMap { record.member($0)?.text }
                }
            }
        }
        sink(report.review)
    }

    /// The numbers of "55, 75-80" or "L12–L15".
    private static func ranges(_ text: String) -> [(Int, Int)] {
        text.split { $0 == "," || $0 == ";" || $0 == "&" || $0 == "+" }.prefix(1_000).compactMap { part in
            let numbers = part.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
            guard let first = numbers.first else { return nil }
            return (first, numbers.count > 1 ? numbers[1] : first)
        }
    }

    private func add(
        _ span: ByteSpan, source: JSONValue? = nil, to report: inout ToolReport, _ value: (Field) -> String?
    ) {
        let ranges = value(.lines).map(Self.ranges) ?? []
        let path = value(.path)
        report.cover(path)
        let named = value(.category)
        let category = named.flatMap { CategoryNames.standard.category(named: $0) }
        var flags = named != nil && category == nil ? ["category not in the catalogue"] : []
        func number(_ field: Field) -> Int? {
            guard let text = value(field)?.filter({ !$0.isWhitespace }), !text.isEmpty else { return nil }
            let number = Int(text).flatMap { $0.isCountable ? $0 : nil }
            if number == nil { flags.append("`\(columns[field] ?? field.rawValue)` is not understood") }
            return number
        }
        let (line, endLine) = (number(.line), number(.endLine))
        let (column, endColumn) = (number(.column), number(.endColumn))
        if let text = value(.lines), ranges.isEmpty, text.contains(where: { !$0.isWhitespace }) {
            flags.append("`\(columns[.lines] ?? "lines")` is not understood")
        }
        report.add(
            ToolProblem(
                rule: value(.rule),
                message: [value(.title), value(.body)].compactMap { $0 }.joined(separator: "\n\n"), path: path,
                firstLine: line ?? ranges.first?.0,
                lastLine: endLine ?? (value(.line) == nil ? ranges.first?.1 : nil), column: column,
                endColumn: endColumn,
                further: value(.line) == nil ? ranges.dropFirst().map { LineReference(LineRange($0.0, $0.1)) } : [],
                severity: value(.severity), symbols: value(.symbol).map { [$0] } ?? [],
                fingerprint: value(.fingerprint).map { "\(id):\($0)" }, suggestion: value(.suggestion),
                flags: flags, source: source, span: span),
            category: category)
    }
}

extension JSONValue {
    /// The value under a key, or under keys joined by dots; `nil` where it is absent or null.
    func member(_ path: String) -> JSONValue? {
        func field(_ value: JSONValue, _ key: some StringProtocol) -> JSONValue? {
            value.fields.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0.value }
        }
        if let whole = field(self, path) { return whole }
        var value: JSONValue? = self
        for key in path.split(separator: ".") { value = value.flatMap { field($0, key) } }
        return value
    }
}
