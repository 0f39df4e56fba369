import FindingsModel

/// Where a report gets its rows: whoever can run a named query.
public protocol QuerySource {
    /// The rows of the named query; parameters that are left out take their defaults.
    func rows(_ query: String, _ parameters: [String: Value]) throws -> RowSet
}
