import FindingsModel

/// The CodeQL CLI's table: a row an alert, nine cells, no header
/// (https://docs.github.com/en/code-security/codeql-cli/using-the-advanced-functionality-of-the-codeql-cli/csv-output).
struct CodeQLTableFormat: InputFormat {
    let id = "codeql-csv"
    let title = "CodeQL CSV"
    let summary = "What `codeql database analyze --format=csv` writes; its SARIF is `sarif`."

    private static let columns = [
        "name", "description", "severity", "message", "path", "startline", "startcolumn", "endline", "endcolumn",
    ]
    private static let severities: Set = ["error", "warning", "recommendation"]

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, let first = document.text.first(where: { !SourceDocument.isSpace($0) }),
            first == UInt8(ascii: "\"")
        else { return false }
        let head = String(decoding: document.text.prefix(16_384), as: UTF8.self)
        guard Self.severities.contains(where: { head.contains(",\"\($0)\",\"") }) else { return false }
        return (try? CSVTable(document, format: id, separator: UInt8(ascii: ","), header: Self.columns)).map { table in
            table.rows.first.map { Self.severities.contains($0.cells[2]) && Int($0.cells[5]) != nil } ?? false
        } ?? head.split(separator: "\n").first.map { Self.isRow($0) } ?? false
    }

    /// Whether a line has the cells of a row, also where another row is broken.
    private static func isRow(_ line: Substring) -> Bool {
        let numbers = line.reversed().drop { $0.isWhitespace }.prefix { "\",0123456789".contains($0) }
        return numbers.count { $0 == "," } >= 4
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let table = try CSVTable(document, format: id, separator: UInt8(ascii: ","), header: Self.columns)
        var report = ToolReport(tool: "CodeQL")
        for row in table.rows {
            let numbers = (5...8).map { table.number(in: row, $0) }
            let severity = row.cells[2]
            report.add(
                ToolProblem(
                    rule: row.cells[0], message: [Self.plain(row.cells[3]), row.cells[1]].joined(separator: "\n"),
                    path: row.cells[4].hasPrefix("/") ? String(row.cells[4].dropFirst()) : row.cells[4],
                    firstLine: numbers[0].value, lastLine: numbers[2].value, column: numbers[1].value,
                    endColumn: numbers[3].value.map { $0 + 1 },
                    severity: severity == "recommendation" ? "note" : severity, statedSeverity: severity,
                    flags: numbers.flatMap(\.flags),
                    span: row.span))
        }
        sink(report.review)
    }

    /// A message without its links: `[["words"|"relative:///path:1:2:3:4"]]` says `words`.
    private static func plain(_ message: String) -> String {
        var words = ""
        var rest = message[...]
        while let link = rest.byteRange(of: "[[\"") {
            words += rest[..<link.lowerBound]
            rest = rest[link.upperBound...]
            guard let middle = rest.byteRange(of: "\"|\""), let end = rest.byteRange(of: "\"]]") else {
                return words + "[[\"" + rest
            }
            words += rest[..<middle.lowerBound]
            rest = rest[end.upperBound...]
        }
        return words + rest
    }
}
