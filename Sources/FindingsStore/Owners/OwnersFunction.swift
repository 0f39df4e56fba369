import Foundation
import GRDB
import GRDBSQLite

/// The SQL function `path_owners(path)`: a JSON array of the owners of a path, by the rules that its connection was given.
///
/// Owners are never stored: they are those of the CODEOWNERS that is there when the question is asked.
enum OwnersFunction {
    static let name = "path_owners"

    private final class Rules {
        let rules: CodeOwners?
        /// Rows ask for the same paths again.
        var known: [String: String] = [:]

        init(_ rules: CodeOwners?) { self.rules = rules }

        func owners(of path: String) -> String {
            guard let rules else { return "[]" }
            if let found = known[path] { return found }
            let owners = rules.owners(of: path)
            let encoded = owners.isEmpty ? nil : try? JSONEncoder().encode(owners)
            let text = encoded.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
            if known.count > 50_000 { known.removeAll() }
            known[path] = text
            return text
        }
    }

    /// Gives the connection its rules, in place of those that it had.
    static func register(on connection: OpaquePointer?, rules: CodeOwners?) {
        // Every connection may use it, and no schema: SQLITE_DIRECTONLY.
        sqlite3_create_function_v2(
            connection, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
            Unmanaged.passRetained(Rules(rules)).toOpaque(),
            { context, count, values in
                let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                guard count == 1, let context, let values, let text = sqlite3_value_text(values[0]),
                    let data = sqlite3_user_data(context)
                else { return sqlite3_result_text(context, "[]", -1, transient) }
                let rules = Unmanaged<Rules>.fromOpaque(data).takeUnretainedValue()
                sqlite3_result_text(context, rules.owners(of: String(cString: text)), -1, transient)
            }, nil, nil,
            { data in
                if let data { Unmanaged<Rules>.fromOpaque(data).release() }
            })
    }
}

extension FindingsDatabase {
    /// The rules that owners of paths are told by from now on; `nil`: nobody owns anything.
    public func useOwners(_ rules: CodeOwners?) throws(StoreError) {
        try reading { db in OwnersFunction.register(on: db.sqliteConnection, rules: rules) }
    }
}
