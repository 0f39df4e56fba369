import GRDB

extension FindingsDatabase {
    /// A review of a file is stored whose path fits a glob, as named queries take one.
    public func hasFile(matching glob: String) throws(StoreError) -> Bool {
        try reading { db in try PreparedStatement(db, "file_matching").integer(["glob": glob]) != nil }
    }

    /// Paths that hold a part, whatever the case of its letters, the shortest first: what somebody may have meant.
    public func files(containing part: String, limit: Int = 3) throws(StoreError) -> [String] {
        guard !part.isEmpty else { return [] }
        return try reading { db in
            try PreparedStatement(db, "files_containing").rows(["part": part, "limit": limit]).map { $0["path"] }
        }
    }
}
