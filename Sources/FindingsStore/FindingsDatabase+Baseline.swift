import GRDB

/// A baseline that was set: from `adoptedAt` on, a branch counts issues as new.
public struct AdoptedBaseline: Hashable, Sendable {
    public var project: String
    /// ISO 8601 in UTC.
    public var adoptedAt: String
    /// The open and missing issues that it takes for known.
    public var issues: Int
}

extension FindingsDatabase {
    /// Whether the branch is the default branch of all projects that have it (of `project`, where one is given).
    public func isDefaultBranch(_ branch: String, project: String? = nil) throws(StoreError) -> Bool {
        do {
            return try queue.read { db in
                try PreparedStatement(db, "count_other_branches").integer(["branch": branch, "project": project]) == 0
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Sets the baseline of a branch: what was reported up to a moment is known, what comes later is new.
    ///
    /// - Parameters:
    ///   - branch: `nil` for each project's default branch.
    ///   - project: `nil` for all.
    ///   - adoptedAt: the moment, and `now`: ISO 8601 in UTC.
    /// - Returns: a baseline a project that has the branch; none where no project has it.
    public func adoptBaseline(
        branch: String?, project: String?, adoptedAt: String, reason: String, author: String, now: String
    ) throws(StoreError) -> [AdoptedBaseline] {
        do {
            return try queue.write { db in
                let statements = PreparedStatements(db)
                return try statements("branches_named").rows(["branch": branch, "project": project]).map { row in
                    let id: Int64 = row["id"]
                    try statements("adopt_baseline").run([
                        "branch": id, "adopted_at": adoptedAt, "reason": reason, "author": author, "decided_at": now,
                    ])
                    let known = try statements("adopted_issues").integer(["branch": id, "adopted_at": adoptedAt]) ?? 0
                    return AdoptedBaseline(project: row["project"], adoptedAt: adoptedAt, issues: Int(known))
                }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
