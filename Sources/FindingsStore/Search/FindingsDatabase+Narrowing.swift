import GRDB

extension FindingsDatabase {
    /// Narrows what this connection sees to the issues of a search: their states, events and findings on the branches on
    /// which they fulfil it. Every named query then answers for them alone; reviews and what they covered stay whole.
    ///
    /// The file is not written to: temporary tables and views stand before the schema's own. Issues are chosen as they stand
    /// now, and their whole history is told.
    ///
    /// - Parameter search: of issues. Its order is not heeded.
    /// - Throws: ``StoreError/badSearch(_:)`` for a search of something else, or for what only the database can tell to be
    ///   wrong.
    public func narrow(to search: SearchQuery) throws(StoreError) {
        guard search.subject == .issues else {
            throw .badSearch(
                SearchError("a search of \(search.subject.rawValue), where issues are chosen,", column: 1))
        }
        do {
            try queue.writeWithoutTransaction { db in
                var compiler = try SearchCompiler(.issues, db)
                let chosen = try compiler.choice(of: search.expression, in: "temp.chosen_issue")
                func run(_ names: String...) throws {
                    for name in names { try PreparedStatement(db, name).statement.execute() }
                }
                try run("narrow_choose")
                let fill = try db.makeStatement(sql: chosen.sql)
                fill.setUncheckedArguments(compiler.composer.arguments(for: fill))
                try fill.execute()
                try run(
                    "narrow_finding_days", "narrow_state", "narrow_event", "narrow_index_state",
                    "narrow_index_branch_state", "narrow_index_times_seen", "narrow_index_reopened",
                    "narrow_index_event",
                    "narrow_index_branch_event", "narrow_days")
                let views = try String.fetchAll(PreparedStatement(db, "narrow_views").statement)
                try run("narrow_issue", "narrow_finding")
                for view in views { try db.execute(sql: view) }
            }
        } catch let error as SearchError {
            throw .badSearch(error)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .sqlFailed(why: "the search cannot be looked at alone: \(error)")
        }
    }
}
