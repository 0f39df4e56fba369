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
    /// What to ask with for the rows that were left out, such as `--limit N`. `nil`: the command did not say.
    public var howToSeeMore: String?

    public init(columns: [String], rows: [[Value]], isTruncated: Bool = false, howToSeeMore: String? = nil) {
        self.columns = columns
        self.rows = rows
        self.isTruncated = isTruncated
        self.howToSeeMore = howToSeeMore
    }
}
