import FindingsModel
import GRDB

extension FindingsDatabase {
    /// The rows of a named query.
    ///
    /// - Parameters:
    ///   - parameters: by name, without the colon; those left out take their defaults.
    ///   - limit: at most so many rows; the result tells whether there were more.
    public func rows(
        _ query: String, _ parameters: [String: Value] = [:], limit: Int? = nil
    ) throws(StoreError) -> RowSet {
        try rows(of: NamedQuery.named(query), parameters, limit: limit)
    }

    public func rows(
        of query: NamedQuery, _ parameters: [String: Value] = [:], limit: Int? = nil
    ) throws(StoreError) -> RowSet {
        let values = try query.values(parameters)
        do {
            return try queue.read { db in
                let statement = try db.makeStatement(sql: query.sql)
                let bound = Dictionary(
                    values.map { ($0.name, $0.value.databaseValue) }, uniquingKeysWith: { first, _ in first })
                let used = Set(statement.parameterNames)
                statement.setUncheckedArguments(StatementArguments(bound.filter { used.contains($0.key) }))
                return try RowSet(statement, limit: limit)
            }
        } catch {
            throw .sqlFailed(why: "\(query.name): \(error)")
        }
    }
}

extension Value: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue {
        switch self {
        case .null, .blob: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Value? {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob(byteCount: data.count)
        }
    }
}

extension RowSet {
    init(_ statement: Statement, limit: Int?) throws {
        self.init(columns: statement.columnNames, rows: [])
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            if let limit, rows.count >= limit {
                isTruncated = true
                break
            }
            rows.append(row.databaseValues.map { Value.fromDatabaseValue($0) ?? .null })
        }
    }
}
