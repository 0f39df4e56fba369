import FindingsModel
import Foundation
import GRDBSQLite

/// Runs a reader's own SQL on a connection that cannot write.
///
/// Three walls: the file is opened read-only, an authorizer refuses all but reading (no ATTACH, no PRAGMA that sets, no
/// extension), and a progress handler stops a statement that takes too long.
public struct ReadOnlySQL: Sendable {
    public var path: String
    /// Seconds that a statement may take.
    public var timeout: Double
    /// Rows that are returned at most.
    public var limit: Int?
    /// The rules that `path_owners` goes by; `nil`: nobody owns anything.
    public var owners: CodeOwners?

    public init(path: String, timeout: Double = 30, limit: Int? = nil, owners: CodeOwners? = nil) {
        self.path = path
        self.timeout = timeout
        self.limit = limit
        self.owners = owners
    }

    /// Runs one statement with parameters by name.
    ///
    /// - Throws: ``StoreError``: refused, failed (SQLite's message), timed out.
    public func run(_ sql: String, _ parameters: [String: Value] = [:]) throws(StoreError) -> RowSet {
        // Opening checks the file and its schema, and brings an older one up to date.
        _ = try FindingsDatabase(path: path, access: .read)
        let connection = try Connection(path: path, owners: owners)
        defer { connection.close() }
        return try connection.run(sql, parameters, timeout: timeout, limit: limit)
    }

    /// What the authorizer refused, for the message.
    private final class Guard {
        var refusal: String?
        var deadline = Double.infinity
        var isLate = false
    }

    private struct Connection {
        let handle: OpaquePointer
        let watch = Guard()

        init(path: String, owners: CodeOwners?) throws(StoreError) {
            var opened: OpaquePointer?
            var status = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
            if status == SQLITE_OK {
                status = sqlite3_exec(opened, "PRAGMA schema_version; PRAGMA query_only = ON", nil, nil, nil)
            }
            if status == SQLITE_CANTOPEN || status == SQLITE_READONLY {
                sqlite3_close_v2(opened)
                opened = nil
                var allowed = CharacterSet.urlPathAllowed
                allowed.remove(charactersIn: "?#%")
                let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
                status = sqlite3_open_v2(
                    "file:\(escaped)?immutable=1", &opened,
                    SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
            }
            guard status == SQLITE_OK, let opened else {
                let why = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
                sqlite3_close_v2(opened)
                throw .cannotOpen(path: path, why: why)
            }
            handle = opened
            sqlite3_busy_timeout(handle, 60_000)
            sqlite3_exec(handle, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF", nil, nil, nil)
            sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20)
            PathFunction.register(on: handle)
            OwnersFunction.register(on: handle, rules: owners)
            // Virtual tables are declared when they are first used, which the authorizer would take for a change.
            for name in ["declare_wording_search", "declare_json_each", "declare_json_tree"] {
                guard let sql = StatementLibrary.texts[name] else { throw .unknownStatement(name) }
                sqlite3_exec(handle, sql, nil, nil, nil)
            }
            sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
        }

        func close() { sqlite3_close_v2(handle) }

        func run(
            _ sql: String, _ parameters: [String: Value], timeout: Double, limit: Int?
        ) throws(StoreError) -> RowSet {
            let context = Unmanaged.passUnretained(watch).toOpaque()
            sqlite3_set_authorizer(handle, authorize, context)
            watch.deadline = ProcessInfo.processInfo.systemUptime + timeout
            sqlite3_progress_handler(handle, 10_000, checkDeadline, context)
            defer {
                sqlite3_progress_handler(handle, 0, nil, nil)
                sqlite3_set_authorizer(handle, nil, nil)
            }

            var statement: OpaquePointer?
            defer { sqlite3_finalize(statement) }
            var rest = ""
            let status = sql.withCString { text in
                var tail: UnsafePointer<CChar>?
                let status = sqlite3_prepare_v2(handle, text, -1, &statement, &tail)
                if let tail { rest = String(cString: tail) }
                return status
            }
            guard status == SQLITE_OK else { throw failure(timeout: timeout) }
            guard let statement else { throw .sqlFailed(why: "there is no statement; give one SELECT") }
            guard isOnlyComment(rest) else { throw .sqlRefused(why: "more than one statement; give one at a time") }
            guard sqlite3_stmt_readonly(statement) != 0 else { throw .sqlRefused(why: "the statement writes") }
            try bind(parameters, to: statement)
            return try read(statement, timeout: timeout, limit: limit)
        }

        /// Nothing but space, semicolons and comments.
        private func isOnlyComment(_ sql: String) -> Bool {
            sql.withCString { text in
                var next: UnsafePointer<CChar>? = text
                while let here = next, here.pointee != 0 {
                    var statement: OpaquePointer?
                    defer { sqlite3_finalize(statement) }
                    guard sqlite3_prepare_v2(handle, here, -1, &statement, &next) == SQLITE_OK, statement == nil else {
                        return false
                    }
                    if next == here { break }
                }
                return true
            }
        }

        private func bind(_ parameters: [String: Value], to statement: OpaquePointer) throws(StoreError) {
            var unused = Set(parameters.keys)
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            for index in 1...max(1, sqlite3_bind_parameter_count(statement)) {
                guard let raw = sqlite3_bind_parameter_name(statement, index) else { continue }
                let name = String(String(cString: raw).dropFirst())
                guard let value = parameters[name] else {
                    throw .badParameter(query: "sql", name: name, why: "it is not given; add --param \(name)=VALUE")
                }
                unused.remove(name)
                switch value {
                case .null, .blob: sqlite3_bind_null(statement, index)
                case .integer(let number): sqlite3_bind_int64(statement, index, number)
                case .real(let number): sqlite3_bind_double(statement, index, number)
                case .text(let text): sqlite3_bind_text(statement, index, text, -1, transient)
                }
            }
            if let stray = unused.sorted().first {
                throw .badParameter(query: "sql", name: stray, why: "the statement has no :\(stray)")
            }
        }

        private func read(
            _ statement: OpaquePointer, timeout: Double, limit: Int?
        ) throws(StoreError) -> RowSet {
            let columns = (0..<sqlite3_column_count(statement)).map { index in
                sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "column\(index + 1)"
            }
            var result = RowSet(columns: columns, rows: [])
            while true {
                let status = sqlite3_step(statement)
                if status == SQLITE_DONE { return result }
                guard status == SQLITE_ROW else { throw failure(timeout: timeout) }
                if let limit, result.rows.count >= limit {
                    result.isTruncated = true
                    return result
                }
                result.rows.append(columns.indices.map { value(statement, Int32($0)) })
            }
        }

        private func value(_ statement: OpaquePointer, _ index: Int32) -> Value {
            switch sqlite3_column_type(statement, index) {
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
            case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
            case SQLITE_TEXT:
                guard let text = sqlite3_column_text(statement, index) else { return .null }
                let count = Int(sqlite3_column_bytes(statement, index))
                return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
            case SQLITE_BLOB: return .blob(byteCount: Int(sqlite3_column_bytes(statement, index)))
            default: return .null
            }
        }

        private func failure(timeout: Double) -> StoreError {
            if watch.isLate { return .sqlTimedOut(seconds: timeout) }
            if let refusal = watch.refusal { return .sqlRefused(why: refusal) }
            return .sqlFailed(why: String(cString: sqlite3_errmsg(handle)))
        }

        private let checkDeadline: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
            guard let context else { return 0 }
            let watch = Unmanaged<Guard>.fromOpaque(context).takeUnretainedValue()
            watch.isLate = ProcessInfo.processInfo.systemUptime > watch.deadline
            return watch.isLate ? 1 : 0
        }

        private let authorize:
            @convention(c) (
                UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
                UnsafePointer<CChar>?, UnsafePointer<CChar>?
            ) -> Int32 = { context, action, first, second, _, _ in
                guard let context else { return SQLITE_DENY }
                let watch = Unmanaged<Guard>.fromOpaque(context).takeUnretainedValue()
                func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
                switch action {
                case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
                case SQLITE_FUNCTION:
                    let name = text(second).lowercased()
                    if name == "load_extension" || name == "fts3_tokenizer" {
                        watch.refusal = "the function \(name)"
                        return SQLITE_DENY
                    }
                    return SQLITE_OK
                case SQLITE_PRAGMA:
                    // Only those that tell: about tables, indexes, the file.
                    let readable: Set<String> = [
                        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
                        "foreign_key_list", "user_version", "application_id", "schema_version", "page_count",
                        "page_size", "freelist_count", "encoding", "data_version", "compile_options",
                        "function_list", "integrity_check", "quick_check",
                    ]
                    let name = text(first).lowercased()
                    let takesArgument =
                        name.hasPrefix("table_") || name.hasPrefix("index_") || name.hasSuffix("_check")
                        || name == "foreign_key_list"
                    if readable.contains(name), second == nil || takesArgument { return SQLITE_OK }
                    // FTS5 asks for it when a search begins.
                    watch.refusal = "PRAGMA \(name)"
                    return SQLITE_DENY
                case SQLITE_ATTACH, SQLITE_DETACH: watch.refusal = "ATTACH and DETACH"
                case SQLITE_INSERT: watch.refusal = "INSERT into \(text(first))"
                case SQLITE_UPDATE: watch.refusal = "UPDATE of \(text(first))"
                case SQLITE_DELETE: watch.refusal = "DELETE from \(text(first))"
                case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: watch.refusal = "transactions"
                default: watch.refusal = "a statement that changes the database"
                }
                return SQLITE_DENY
            }
    }
}
