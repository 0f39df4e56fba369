/// A value that SQLite gave.
public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Bytes that are no text, by their number.
    case blob(byteCount: Int)
}

/// Rows as a query gave them: what every renderer of tables takes.
public struct RowSet: Sendable {
    public var columns: [String]
    public var rows: [[Value]]
    /// More rows were there than were asked for.
    public var isTruncated: Bool

    public init(columns: [String], rows: [[Value]], isTruncated: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isTruncated = isTruncated
    }
}
