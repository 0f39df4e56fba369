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
    func run(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws {
        bind(values)
        defer { sqlite3_reset(statement.sqliteStatement) }
        let status = sqlite3_step(statement.sqliteStatement)
        guard status == SQLITE_DONE || status == SQLITE_ROW else { throw failure(status) }
    }

    /// The first column of the first row; `nil` where there is no row, or NULL in it.
    func integer(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> Int64? {
        bind(values)
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return sqlite3_column_type(handle, 0) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, 0)
        case SQLITE_DONE: return nil
        case let status: throw failure(status)
        }
    }

    func rows(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> [Row] {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchAll(statement)
    }

    func row(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> Row? {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchOne(statement)
    }

    private func failure(_ status: Int32) -> DatabaseError {
        let connection = sqlite3_db_handle(statement.sqliteStatement)
        return DatabaseError(
            resultCode: ResultCode(rawValue: status), message: sqlite3_errmsg(connection).map { String(cString: $0) },
            sql: statement.sql)
    }

    private func bind(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>) {
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
            Self.bind(pair.value, at: Int32(place + 1), of: handle)
        }
    }

    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func bind(_ value: (any DatabaseValueConvertible)?, at index: Int32, of handle: SQLiteStatement) {
        switch value {
        case nil: sqlite3_bind_null(handle, index)
        case let number as Int64: sqlite3_bind_int64(handle, index, number)
        case let number as Int: sqlite3_bind_int64(handle, index, Int64(number))
        case let text as String where text.isEmpty: sqlite3_bind_text(handle, index, "", 0, transient)
        case var text as String:
            text.withUTF8 { bytes in
                _ = bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        case let number as Double: sqlite3_bind_double(handle, index, number)
        case let data as Data:
            data.withUnsafeBytes { bytes in
                _ = sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), transient)
            }
        case let other?:
            switch other.databaseValue.storage {
            case .null: sqlite3_bind_null(handle, index)
            case .int64(let number): sqlite3_bind_int64(handle, index, number)
            case .double(let number): sqlite3_bind_double(handle, index, number)
            case .string(let text): bind(text, at: index, of: handle)
            case .blob(let data): bind(data, at: index, of: handle)
            }
        }
    }

    /// The values in the statement's own order of parameters. Callers that keep to that order pay no look-up.
    private func arguments(
        _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) -> StatementArguments {
        var ordered = [(any DatabaseValueConvertible)?](repeating: nil, count: parameters.count)
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

    init(_ db: Database) { self.db = db }

    var lastInsertedRowID: Int64 { db.lastInsertedRowID }

    func callAsFunction(_ name: String) throws -> PreparedStatement {
        if let found = prepared[name] { return found }
        let made = try PreparedStatement(db, name)
        prepared[name] = made
        return made
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
