import Foundation
import GRDB
import GRDBSQLite

/// Inserts rows into one table, many with one statement.
///
/// A statement opens its table and all of its indexes anew, which costs as much as to insert the row. Rows are held back
/// until there are enough of them, and are in the database after ``flush()``; who uses it gives the rows their ids.
///
/// Values come in the order of the parameters of the statement, one of the library that ends in `VALUES (…)`. It is an
/// `INSERT OR FAIL`: its transaction is rolled back when it fails, so that SQLite need not be able to undo it alone.
final class BulkInsert {
    /// Rows of one statement, at most.
    private static let width = 64

    private enum Cell {
        case null
        case integer(Int64)
        case real(Double)
        /// Bytes of `arena`.
        case text(start: Int, count: Int)
        case blob(start: Int, count: Int)
        case word(StaticString)
    }

    private let db: Database
    private let head: Substring
    private let columns: Int
    private var prepared: [Int: Statement] = [:]
    private var cells: [Cell] = []
    private var arena: [UInt8] = []

    /// - Parameter name: of the statement in the library.
    init(_ db: Database, _ name: String) throws {
        guard let sql = StatementLibrary.texts[name], let values = sql.range(of: "VALUES") else {
            throw StoreError.unknownStatement(name)
        }
        self.db = db
        head = sql[..<values.upperBound]
        columns = try db.makeStatement(sql: sql).parameterNames.count
        cells.reserveCapacity(columns * Self.width)
    }

    /// Adds a row: `fill` adds its values in order.
    func add(_ fill: (BulkInsert) throws -> Void) throws {
        try fill(self)
        assert(cells.count % columns == 0, "\(cells.count % columns) values too many for \(head)")
        if cells.count >= columns * Self.width { try flush() }
    }

    func value(_ value: Int64) { cells.append(.integer(value)) }
    func value(_ value: Int) { cells.append(.integer(Int64(value))) }
    func value(_ value: Double) { cells.append(.real(value)) }
    func value(_ word: StaticString) { cells.append(.word(word)) }

    func value(_ value: String) {
        let start = arena.count
        var value = value
        value.withUTF8 { arena.append(contentsOf: $0) }
        cells.append(.text(start: start, count: arena.count - start))
    }

    func value(blob: some Sequence<UInt8>) {
        let start = arena.count
        arena.append(contentsOf: blob)
        cells.append(.blob(start: start, count: arena.count - start))
    }

    func value(_ value: Int64?) { cells.append(value.map { .integer($0) } ?? .null) }
    func value(_ value: Int?) { cells.append(value.map { .integer(Int64($0)) } ?? .null) }
    func value(_ value: Double?) { cells.append(value.map { .real($0) } ?? .null) }
    func value(_ text: String?) { if let text { value(text) } else { cells.append(.null) } }

    /// Writes the rows that are held back.
    func flush() throws {
        guard !cells.isEmpty else { return }
        let rows = cells.count / columns
        var done = 0
        // Of few widths each, so that few statements are prepared.
        for width in [Self.width, 16, 4, 1] {
            while rows - done >= width {
                try insert(width, from: done)
                done += width
            }
        }
        cells.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }

    private func insert(_ width: Int, from row: Int) throws {
        let statement = try statement(width)
        let handle = statement.sqliteStatement
        try arena.withUnsafeBufferPointer { arena in
            // Text is read where it stands: the arena does not move before the statement is done.
            for (place, cell) in cells[(row * columns)..<((row + width) * columns)].enumerated() {
                let parameter = Int32(place + 1)
                switch cell {
                case .null: sqlite3_bind_null(handle, parameter)
                case .integer(let value): sqlite3_bind_int64(handle, parameter, value)
                case .real(let value): sqlite3_bind_double(handle, parameter, value)
                case .word(let word):
                    word.utf8Start.withMemoryRebound(to: CChar.self, capacity: word.utf8CodeUnitCount) {
                        _ = sqlite3_bind_text(handle, parameter, $0, Int32(word.utf8CodeUnitCount), nil)
                    }
                case .text(let start, let count):
                    guard count > 0, let base = arena.baseAddress else {
                        sqlite3_bind_text(handle, parameter, "", 0, nil)
                        continue
                    }
                    (base + start).withMemoryRebound(to: CChar.self, capacity: count) {
                        _ = sqlite3_bind_text(handle, parameter, $0, Int32(count), nil)
                    }
                case .blob(let start, let count):
                    guard count > 0, let base = arena.baseAddress else {
                        sqlite3_bind_zeroblob(handle, parameter, 0)
                        continue
                    }
                    sqlite3_bind_blob(handle, parameter, base + start, Int32(count), nil)
                }
            }
            let status = sqlite3_step(handle)
            sqlite3_reset(handle)
            guard status == SQLITE_DONE else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: status),
                    message: sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }, sql: statement.sql)
            }
        }
    }

    private func statement(_ width: Int) throws -> Statement {
        if let known = prepared[width] { return known }
        let row = "(" + [String](repeating: "?", count: columns).joined(separator: ", ") + ")"
        let made = try db.makeStatement(
            sql: head + " " + [String](repeating: row, count: width).joined(separator: ", "))
        prepared[width] = made
        return made
    }
}
