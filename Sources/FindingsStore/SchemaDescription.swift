import FindingsModel
import GRDB

/// The columns of the public views, and of the tables, as this build makes them.
public enum SchemaDescription {
    /// Rows of (name, kind, column, type), views first, in the order of their making.
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
                return try RowSet(statement, limit: nil)
            }
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }
}
