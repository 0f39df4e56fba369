import Foundation
import GRDBSQLite

/// The SQL function `path_matches(path, pattern)`: whether a path fits a pattern with `*`, `**` and `?`.
///
/// Every connection has it, so that what `--explain-query` prints runs under `refrain sql`.
enum PathFunction {
    static let name = "path_matches"

    static func register(on connection: OpaquePointer?) {
        // Every connection may use it, and no schema: SQLITE_DIRECTONLY.
        sqlite3_create_function_v2(
            connection, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nil,
            { context, count, values in
                guard count == 2, let values, let path = PathFunction.text(values[0]),
                    let pattern = PathFunction.text(values[1])
                else { return sqlite3_result_null(context) }
                sqlite3_result_int(context, PathFunction.pattern(pattern).matches(path) ? 1 : 0)
            }, nil, nil, nil)
    }

    private static func text(_ value: OpaquePointer?) -> String? {
        sqlite3_value_text(value).map { String(cString: $0) }
    }

    /// A statement asks for the same pattern row after row.
    private static func pattern(_ text: String) -> PathPattern {
        let dictionary = Thread.current.threadDictionary
        if let last = dictionary[name] as? Remembered, last.pattern.text == text { return last.pattern }
        let made = PathPattern(text)
        dictionary[name] = Remembered(made)
        return made
    }

    private final class Remembered {
        let pattern: PathPattern
        init(_ pattern: PathPattern) { self.pattern = pattern }
    }
}
