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

    func run(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws {
        statement.setUncheckedArguments(arguments(values))
        try statement.execute()
    }

    func rows(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> [Row] {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchAll(statement)
    }

    func row(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> Row? {
        statement.setUncheckedArguments(arguments(values))
        return try Row.fetchOne(statement)
    }

    func integer(_ values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [:]) throws -> Int64? {
        statement.setUncheckedArguments(arguments(values))
        return try Int64.fetchOne(statement)
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
