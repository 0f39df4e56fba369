import FindingsModel
import GRDB

/// The columns of the public views, and of the tables, as this build makes them.
public enum SchemaDescription {
    /// What the columns of the public views mean, by view and column: `Views/columns.tsv`.
    private static let meanings: [String: String] = {
        var meanings: [String: String] = [:]
        let text = EmbeddedText.files.first { $0.folder == "Views" && $0.name == "columns.tsv" }?.text ?? ""
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t")
            guard cells.count == 3 else { continue }
            meanings["\(cells[0]).\(cells[1])"] = String(cells[2]).replacing("`", with: "")
        }
        return meanings
    }()

    /// Rows of (name, kind, column, type, meaning), views first, in the order of their making.
    public static func columns(includingTables: Bool) throws(StoreError) -> RowSet {
        do {
            let queue = try DatabaseQueue()
            return try queue.writeWithoutTransaction { db in
                try SchemaMigrator().migrate(db)
                guard let sql = StatementLibrary.texts["schema_columns"] else {
                    throw StoreError.unknownStatement("schema_columns")
                }
                let statement = try db.makeStatement(sql: sql)
                statement.setUncheckedArguments(["tables": includingTables])
                var rows = try RowSet(statement, limit: nil)
                rows.columns.append("meaning")
                rows.rows = rows.rows.map { row in
                    guard case .text(let name) = row[0], case .text(let column) = row[2] else { return row + [.null] }
                    return row + [meanings["\(name).\(column)"].map(Value.text) ?? .null]
                }
                return rows
            }
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }
}
