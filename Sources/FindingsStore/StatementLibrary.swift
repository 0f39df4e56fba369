import Foundation
import GRDB
import GRDBSQLite

/// The statements of `Statements/`, by name.
///
/// A file holds statements that each follow a line `-- name: some_name`; Swift knows only the names.
enum StatementLibrary {
    static let texts: [String: String] = {
        var texts: [String: String] = [:]
        for file in EmbeddedText.files where file.folder == "Statements" {
            var name: String?
            var lines: [Substring] = []
            func finish() {
                if let name { texts[name] = lines.joined(separator: "\n") }
                lines = []
            }
            for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("-- name: ") {
                    finish()
                    name = String(line.dropFirst("-- name: ".count))
                } else {
                    lines.append(line)
                }
            }
            finish()
        }
        return texts
    }()
}

/// A statement of the library, prepared on a connection, with its parameters bound by name.
final class PreparedStatement {
    let statement: Statement
    private let parameters: [String]

    init(_ db: Database, _ name: String) throws {
        guard let sql = StatementLibrary.texts[name] else {
            throw StoreError.unknownStatement(name)
        }
        statement = try db.makeStatement(sql: sql)
        parameters = statement.parameterNames
    }

    /// Runs a statement that gives no rows.
    ///
    /// Steps SQLite itself: ingest runs some fifteen statements a finding, and each detour costs.
    func run(_ values: KeyValuePairs<String, (any Bindable)?> = [:]) throws {
        bind(values)
        defer { sqlite3_reset(statement.sqliteStatement) }
        let status = sqlite3_step(statement.sqliteStatement)
        guard status == SQLITE_DONE || status == SQLITE_ROW else { throw failure(status) }
    }

    /// The first column of the first row; `nil` where there is no row, or NULL in it.
    func integer(_ values: KeyValuePairs<String, (any Bindable)?> = [:]) throws -> Int64? {
        bind(values)
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return sqlite3_column_type(handle, 0) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, 0)
        case SQLITE_DONE: return nil
        case let status: throw failure(status)
        }
    }

    /// Runs a statement that gives no rows, with the columns of `row` as its parameters.
    func run(with row: Row) throws {
        statement.setUncheckedArguments(StatementArguments(parameters.map { row[$0] as DatabaseValue }))
        try statement.execute()
    }

    func rows(_ values: KeyValuePairs<String, (any Bindable)?> = [:]) throws -> [Row] {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchAll(statement)
    }

    func row(_ values: KeyValuePairs<String, (any Bindable)?> = [:]) throws -> Row? {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchOne(statement)
    }

    private func failure(_ status: Int32) -> DatabaseError {
        let connection = sqlite3_db_handle(statement.sqliteStatement)
        return DatabaseError(
            resultCode: ResultCode(rawValue: status), message: sqlite3_errmsg(connection).map { String(cString: $0) },
            sql: statement.sql)
    }

    private func bind(_ values: KeyValuePairs<String, (any Bindable)?>) {
        let handle = statement.sqliteStatement
        if values.count < parameters.count { sqlite3_clear_bindings(handle) }
        for (position, pair) in values.enumerated() {
            let place: Int
            if position < parameters.count, parameters[position] == pair.key {
                place = position
            } else if let index = parameters.firstIndex(of: pair.key) {
                place = index
            } else {
                assertionFailure("no parameter :\(pair.key) in \(statement.sql)")
                continue
            }
            if let value = pair.value {
                value.bind(at: Int32(place + 1), of: handle)
            } else {
                sqlite3_bind_null(handle, Int32(place + 1))
            }
        }
    }

    /// The values in the statement's own order of parameters. Callers that keep to that order pay no look-up.
    private func arguments(
        _ values: KeyValuePairs<String, (any Bindable)?>
    ) -> StatementArguments {
        var ordered = [(any Bindable)?](repeating: nil, count: parameters.count)
        for (position, pair) in values.enumerated() {
            if position < parameters.count, parameters[position] == pair.key {
                ordered[position] = pair.value
            } else if let index = parameters.firstIndex(of: pair.key) {
                ordered[index] = pair.value
            } else {
                assertionFailure("no parameter :\(pair.key) in \(statement.sql)")
            }
        }
        return StatementArguments(ordered)
    }
}

/// The statements that a connection has prepared so far.
final class PreparedStatements {
    private let db: Database
    private var prepared: [String: PreparedStatement] = [:]
    private var bulk: [String: BulkInsert] = [:]

    init(_ db: Database) { self.db = db }

    var lastInsertedRowID: Int64 { db.lastInsertedRowID }

    func callAsFunction(_ name: String) throws -> PreparedStatement {
        if let found = prepared[name] { return found }
        let made = try PreparedStatement(db, name)
        prepared[name] = made
        return made
    }

    /// The rows for the statement's table that are held back to be inserted together.
    func bulk(_ name: String) throws -> BulkInsert {
        if let found = bulk[name] { return found }
        let made = try BulkInsert(db, name)
        bulk[name] = made
        return made
    }

    /// Writes all rows that are held back.
    func flush() throws {
        for rows in bulk.values { try rows.flush() }
    }
}

extension Statement {
    /// The names of the parameters, without the colon, in the order of their numbers.
    var parameterNames: [String] {
        (1...max(1, sqlite3_bind_parameter_count(sqliteStatement))).compactMap { index in
            sqlite3_bind_parameter_name(sqliteStatement, index).map { String(String(cString: $0).dropFirst()) }
        }
    }
}
