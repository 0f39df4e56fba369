import Foundation
import GRDB
import GRDBSQLite

/// Inserts rows into one table, many with one statement.
///
/// A statement opens its table and all of its indexes anew, which costs as much as to insert the row. Rows are held back
/// until there are enough of them, and are in the database after ``flush()``; who uses it gives the rows their ids.
///
/// Values come in the order of the parameters of the statement, one of the library with `VALUES (…)` in which nothing but
/// parameters stands. It is an `INSERT OR FAIL`: its transaction is rolled back when it fails, so that SQLite need not be able
/// to undo it alone. What follows the values, `ON CONFLICT …`, holds for each row.
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
    /// Behind the values.
    private let tail: Substring
    private let columns: Int
    private var prepared: [Int: Statement] = [:]
    private let held: UnsafeMutablePointer<Held>
    private let capacity: Int

    /// What is held back. It stands beside the object, where Swift need not look at every value that is added whether
    /// somebody else is at it.
    private struct Held {
        let cells: UnsafeMutablePointer<Cell>
        var count = 0
        var arena: [UInt8] = []

        mutating func add(_ cell: Cell) {
            (cells + count).initialize(to: cell)
            count += 1
        }

        /// Where the bytes stand in the arena now.
        mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> (start: Int, count: Int) {
            let start = arena.count
            arena.append(contentsOf: bytes)
            return (start, bytes.count)
        }
    }

    /// - Parameter name: of the statement in the library.
    init(_ db: Database, _ name: String) throws {
        guard let sql = StatementLibrary.texts[name], let values = sql.range(of: "VALUES"),
            let end = sql[values.upperBound...].firstIndex(of: ")")
        else { throw StoreError.unknownStatement(name) }
        self.db = db
        head = sql[..<values.upperBound]
        tail = sql[sql.index(after: end)...]
        columns = try db.makeStatement(sql: sql).parameterNames.count
        capacity = columns * Self.width
        held = .allocate(capacity: 1)
        held.initialize(to: Held(cells: .allocate(capacity: capacity)))
    }

    deinit {
        // A cell has nothing to take apart.
        held.pointee.cells.deallocate()
        held.deinitialize(count: 1)
        held.deallocate()
    }

    /// Adds a row: `fill` adds its values in order.
    func add(_ fill: (BulkInsert) throws -> Void) throws {
        try fill(self)
        let count = held.pointee.count
        assert(count % columns == 0, "\(count % columns) values too many for \(head)")
        if count >= capacity { try flush() }
    }

    private func hold(_ cell: Cell) {
        // A row of too many values is a mistake of whoever adds it, and must not write beyond the end.
        precondition(held.pointee.count < capacity, "too many values for \(head)")
        held.pointee.add(cell)
    }

    func value(_ value: Int64) { hold(.integer(value)) }
    func value(_ value: Int) { hold(.integer(Int64(value))) }
    func value(_ value: Double) { hold(.real(value)) }
    func value(_ word: StaticString) { hold(.word(word)) }

    func value(_ value: String) {
        var value = value
        let place = value.withUTF8 { held.pointee.keep($0) }
        hold(.text(start: place.start, count: place.count))
    }

    func value(blob: some Collection<UInt8>) {
        let start = held.pointee.arena.count
        held.pointee.arena.append(contentsOf: blob)
        hold(.blob(start: start, count: blob.count))
    }

    func value(_ value: Int64?) { hold(value.map { .integer($0) } ?? .null) }
    func value(_ value: Int?) { hold(value.map { .integer(Int64($0)) } ?? .null) }
    func value(_ value: Double?) { hold(value.map { .real($0) } ?? .null) }
    func value(_ text: String?) { if let text { value(text) } else { hold(.null) } }

    /// Writes the rows that are held back.
    func flush() throws {
        let rows = held.pointee.count / columns
        guard rows > 0 else { return }
        var done = 0
        // Of few widths each, so that few statements are prepared.
        for width in [Self.width, 16, 4, 1] {
            while rows - done >= width {
                try insert(width, from: done)
                done += width
            }
        }
        held.pointee.count = 0
        held.pointee.arena.removeAll(keepingCapacity: true)
    }

    private func insert(_ width: Int, from row: Int) throws {
        let statement = try statement(width)
        let handle = statement.sqliteStatement
        let cells = held.pointee.cells + row * columns
        try held.pointee.arena.withUnsafeBufferPointer { arena in
            // Text is read where it stands: the arena does not move before the statement is done.
            for place in 0..<width * columns {
                let parameter = Int32(place + 1)
                switch cells[place] {
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
            sql: head + " " + [String](repeating: row, count: width).joined(separator: ", ") + tail)
        prepared[width] = made
        return made
    }
}
