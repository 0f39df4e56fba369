import FindingsModel
import GRDB

/// A branch that a question without a branch is about.
public struct AskedBranch: Hashable, Sendable {
    public let project: String
    public let branch: String
    /// How many branches the project has.
    public let branchesOfProject: Int
}

extension FindingsDatabase {
    /// Each project's default branch; all branches of a project of whose default branch no review is stored.
    ///
    /// - Parameter project: only this one; `nil` for all.
    /// - Throws: ``StoreError``.
    public func askedBranches(of project: String? = nil) throws(StoreError) -> [AskedBranch] {
        try reading { db in
            try PreparedStatement(db, "asked_branches").rows(["project": project]).map { row in
                AskedBranch(project: row["project"], branch: row["branch"], branchesOfProject: row["branches"])
            }
        }
    }
}
