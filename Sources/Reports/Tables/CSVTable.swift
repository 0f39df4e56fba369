import FindingsModel

/// CSV (RFC 4180): a heading line, CRLF line ends, quotes where they are needed.
///
/// Text that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an
/// apostrophe before it, as OWASP advises, for the text of reviews is a stranger's. Numbers stay as they are. Who needs the
/// very text takes JSON.
struct CSVTable: TableRenderer {
    static let format = TableFormat.csv

    func render(_ rows: RowSet, style: TextStyle) -> String {
        ([rows.columns.map(Self.field)] + rows.rows.map { $0.map(Self.field) })
            .map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .integer(let number): String(number)
        case .real(let number): number.isFinite ? "\(number)" : ""
        case .text(let text): field(text)
        case .blob(let byteCount): "(\(byteCount) bytes)"
        }
    }

    private static func field(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        let isFormula = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first)
        let safe = PlainText.harmless(isFormula ? "'" + text : text)
        let needsQuotes = safe.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        guard needsQuotes else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
