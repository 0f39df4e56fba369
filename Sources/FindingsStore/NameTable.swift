import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// Row ids of names that reviews share, looked up or made once a session.
final class NameTable {
    private let statements: PreparedStatements
    private var projects: [String: Int64] = [:]
    private var branches: [Pair: Int64] = [:]
    private var reviewers: [Reviewer: Int64] = [:]
    private var files: [Pair: FileRow] = [:]
    private var symbols: [String: Int64] = [:]
    private var wordings: [WordingKey: Int64] = [:]
    /// The first of those of this transaction that are not in the full-text index yet; `nil` where all are.
    private var firstUnindexed: Int64?
    /// The greatest id of a wording; `nil` until it is asked for.
    private var lastWording: Int64?
    /// There was none when it was asked for: all that are stored are remembered.
    private var knowsAllWordings = false
    /// Files that were never seen before this transaction, and may be others under a new name.
    private var newFiles: Set<Int64> = []

    private struct Pair: Hashable {
        let owner: Int64
        let name: String
    }

    /// Two hashes of a wording's bytes, seeded anew in every process: nobody can make two texts that share them.
    private struct WordingKey: Hashable {
        let first: Int
        let second: Int

        init(_ title: String, _ body: String, _ suggestion: String) {
            var hasher = Hasher()
            for text in [title, body, suggestion] {
                var text = text
                text.withUTF8 {
                    hasher.combine($0.count)
                    hasher.combine(bytes: UnsafeRawBufferPointer($0))
                }
            }
            var other = hasher
            other.combine(1)
            first = hasher.finalize()
            second = other.finalize()
        }
    }

    struct FileRow {
        let id: Int64
        let lineage: Int64
    }

    /// How many new wordings wait for the full-text index.
    private static let unindexedLimit = 10_000
    /// How many wordings and symbols are remembered before the memory is emptied.
    private static let limit = 100_000
    /// How many files, whose paths are long.
    private static let fileLimit = 20_000

    /// The projects' default branch, as CI or git told it now.
    private let defaultBranch: String?

    init(_ statements: PreparedStatements, defaultBranch: String? = nil) {
        self.statements = statements
        self.defaultBranch = defaultBranch
    }

    /// Forgets all, since another process wrote or a savepoint was rolled back.
    func forget() {
        projects = [:]
        branches = [:]
        reviewers = [:]
        files = [:]
        symbols = [:]
        wordings = [:]
        firstUnindexed = nil
        lastWording = nil
        knowsAllWordings = false
        newFiles = []
    }

    func project(_ name: String) throws -> Int64 {
        try cached(\.projects, name) {
            try statements("insert_project").run(["name": name])
            guard let id = try statements("find_project").integer(["name": name]) else { return nil }
            if let defaultBranch { try statements("set_default_branch").run(["branch": defaultBranch, "project": id]) }
            return id
        }
    }

    func branch(_ name: String, project: Int64) throws -> Int64 {
        try cached(\.branches, Pair(owner: project, name: name)) {
            try statements("insert_branch").run(["project": project, "name": name])
            return try statements("find_branch").integer(["project": project, "name": name])
        }
    }

    func reviewer(_ reviewer: Reviewer) throws -> Int64 {
        try cached(\.reviewers, reviewer) {
            let version = reviewer.version ?? ""
            try statements("insert_reviewer").run([
                "name": reviewer.name, "version": version, "kind": reviewer.kind.rawValue,
            ])
            return try statements("find_reviewer").integer([
                "name": reviewer.name, "version": version, "kind": reviewer.kind.rawValue,
            ])
        }
    }

    func file(_ path: String, project: Int64) throws -> FileRow {
        let key = Pair(owner: project, name: path)
        if let found = files[key] { return found }
        var row = try statements("find_file").row(["project": project, "path": path])
        if row == nil {
            try statements("insert_file").run([
                "project": project, "path": path, "stem": RenameEvidence.stem(of: path),
            ])
            row = try statements("find_file").row(["project": project, "path": path])
            if let id: Int64 = row?["id"] {
                try statements("found_lineage").run(["file": id])
                newFiles.insert(id)
            }
        }
        guard let row else { throw StoreError.notFound(kind: "file", id: path) }
        let id: Int64 = row["id"]
        let made = FileRow(id: id, lineage: row["lineage_id"] ?? id)
        if files.count >= Self.fileLimit { files = [:] }
        files[key] = made
        return made
    }

    /// A file that this session has met, and that is not new in this transaction; `nil` for any other.
    func knownFile(_ path: String, project: Int64) -> FileRow? {
        guard let file = files[Pair(owner: project, name: path)], !newFiles.contains(file.id) else { return nil }
        return file
    }

    /// Whether the file was just seen for the first time; asked once.
    func isFirstSight(of file: Int64) -> Bool { newFiles.remove(file) != nil }

    /// Takes the file at `path` for a new name of `old`, whose history it continues.
    func join(_ path: String, project: Int64, to old: FileRow) throws -> FileRow {
        let file = try file(path, project: project)
        try statements("join_lineage").run(["old": old.id, "file": file.id])
        let joined = FileRow(id: file.id, lineage: old.lineage)
        files[Pair(owner: project, name: path)] = joined
        newFiles.remove(file.id)
        return joined
    }

    func symbol(_ name: String) throws -> Int64 {
        if let known = symbols[name] { return known }
        if symbols.count > Self.limit { symbols = [:] }
        try statements("insert_symbol").run(["name": name])
        guard let id = try statements("find_symbol").integer(["name": name]) else {
            throw StoreError.notFound(kind: "symbol", id: name)
        }
        symbols[name] = id
        return id
    }

    func wording(title: String, body: String, suggestion: String) throws -> Int64 {
        let key = WordingKey(title, body, suggestion)
        if let known = wordings[key] { return known }
        if wordings.count > Self.limit {
            // Those that are held back would not be found again.
            try statements.bulk("insert_wording").flush()
            wordings = [:]
            knowsAllWordings = false
        }
        let id = try storedWording(title: title, body: body, suggestion: suggestion)
        wordings[key] = id
        return id
    }

    private func storedWording(title: String, body: String, suggestion: String) throws -> Int64 {
        let digest = ContentDigest.short(title, body, suggestion)
        if lastWording == nil {
            let last = try statements("last_wording").integer() ?? 0
            lastWording = last
            knowsAllWordings = last == 0
        }
        if !knowsAllWordings, let found = try statements("find_wording").integer(["digest": digest]) { return found }
        let last = lastWording ?? 0
        let made = last + 1
        lastWording = made
        let parts = SearchTerms.parts(of: title, body, suggestion)
        try statements.bulk("insert_wording").add { row in
            row.value(made)
            row.value(blob: digest)
            row.value(title)
            row.value(body)
            row.value(suggestion)
            row.value(parts)
        }
        let first = firstUnindexed ?? made
        firstUnindexed = first
        if made - first >= Self.unindexedLimit { try indexWordings() }
        return made
    }

    /// Adds the new wordings to the full-text index. Last in a transaction: until then the index holds nothing back, which it
    /// would write out whenever SQLite begins a statement that it may have to undo.
    func indexWordings() throws {
        guard let firstUnindexed else { return }
        try statements.bulk("insert_wording").flush()
        try statements("index_wordings").run(["first": firstUnindexed])
        self.firstUnindexed = nil
    }

    private func cached<Key: Hashable & Sendable>(
        _ table: ReferenceWritableKeyPath<NameTable, [Key: Int64]>, _ key: Key, _ find: () throws -> Int64?
    ) throws -> Int64 {
        if let found = self[keyPath: table][key] { return found }
        guard let id = try find() else { throw StoreError.notFound(kind: "row", id: "\(key)") }
        self[keyPath: table][key] = id
        return id
    }
}
