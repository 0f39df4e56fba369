import GRDB

/// A table whose rows go along in a merge although no review makes them: decisions, and what a team set up.
///
/// The statement `merge_read_NAME` gives rows whose columns are the parameters of `merge_write_NAME`, which adds a row
/// only where it is not there. A new table of such facts is two statements and a line here.
struct MergedTable {
    let name: String

    /// In this order, after all reviews: a row may name what stands before it, or an issue.
    static let all = [
        MergedTable(name: "category"),
        MergedTable(name: "category_alias"),
        MergedTable(name: "default_branch"),
        MergedTable(name: "triage"),
        MergedTable(name: "baseline"),
    ]

    func rows(_ db: Database) throws -> [Row] { try PreparedStatement(db, "merge_read_\(name)").rows() }

    /// - Returns: how many rows were new.
    func write(_ rows: [Row], to db: Database) throws -> Int {
        guard !rows.isEmpty else { return 0 }
        let statement = try PreparedStatement(db, "merge_write_\(name)")
        var written = 0
        for row in rows {
            try statement.run(with: row)
            written += db.changesCount
        }
        return written
    }
}
