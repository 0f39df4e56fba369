import FindingsModel

/// JSON Lines: one object a row.
struct JSONLinesTable: TableRenderer {
    static let format = TableFormat.jsonl

    func render(_ rows: RowSet, style: TextStyle) -> String {
        rows.jsonObjects.map { $0.compact + "\n" }.joined()
    }
}
