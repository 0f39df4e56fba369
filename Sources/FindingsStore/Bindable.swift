import Foundation
import GRDB
import GRDBSQLite

/// A value that binds itself to a parameter of a statement.
///
/// Ingest binds some two hundred values a finding: each goes by its own type, without a detour over
/// `DatabaseValue` or a look at what it may be.
protocol Bindable: DatabaseValueConvertible {
    /// - Parameter index: of the parameter, 1-based.
    func bind(at index: Int32, of statement: SQLiteStatement)
}

/// SQLite makes its own copy of text and bytes.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: Bindable {
    func bind(at index: Int32, of statement: SQLiteStatement) { sqlite3_bind_int64(statement, index, self) }
}

extension Int: Bindable {
    func bind(at index: Int32, of statement: SQLiteStatement) { sqlite3_bind_int64(statement, index, Int64(self)) }
}

extension Double: Bindable {
    func bind(at index: Int32, of statement: SQLiteStatement) { sqlite3_bind_double(statement, index, self) }
}

extension String: Bindable {
    func bind(at index: Int32, of statement: SQLiteStatement) {
        var text = self
        text.withUTF8 { bytes in
            // An empty string may have no address, and text without one would be NULL.
            guard let address = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(statement, index, "", 0, transient)
                return
            }
            address.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                _ = sqlite3_bind_text(statement, index, $0, Int32(bytes.count), transient)
            }
        }
    }
}

extension Data: Bindable {
    func bind(at index: Int32, of statement: SQLiteStatement) {
        withUnsafeBytes { bytes in
            guard let address = bytes.baseAddress else {
                sqlite3_bind_zeroblob(statement, index, 0)
                return
            }
            sqlite3_bind_blob(statement, index, address, Int32(bytes.count), transient)
        }
    }
}
