import FindingsModel

/// The reviewed files' texts and former names, as a git work tree has them. What it does not have is `nil`, and never an error.
public struct SourceTree: Sendable {
    /// The work tree's root, or a folder in it.
    public let folder: String
    /// `owner/name`, where it is known: a review of another repository has nothing to ask here.
    public let repository: String?

    /// No test file is larger.
    private static let textLimit = 4 << 20
    private static let logLimit = 1 << 20

    public init(folder: String, repository: String?) {
        self.folder = folder
        self.repository = repository
    }

    /// Whether the tree may hold what a review of `repository` looked at.
    public func mayHold(_ repository: String?) -> Bool {
        guard let own = self.repository, let repository else { return true }
        return own.lowercased() == repository.lowercased()
    }

    /// Those of the commits that the tree has, in one question.
    public func commits(among names: [String]) async -> Set<String> {
        let asked = names.filter(Self.isCommit)
        if asked.isEmpty { return [] }
        let bytes = await GitCommand.run(
            ["rev-list", "--no-walk", "--ignore-missing"] + asked, in: folder, limit: Self.logLimit)
        let found = (bytes ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        return Set(asked.filter { name in found.contains { $0.hasPrefix(name.lowercased()) } })
    }

    /// What is kept of a file's text at a commit.
    public func text(of path: String, at commit: String) async -> SourceText? {
        guard Self.isCommit(commit), Self.isPath(path) else { return nil }
        let bytes = await GitCommand.run(
            ["cat-file", "blob", "\(commit):\(path)"], in: folder, limit: Self.textLimit)
        guard let bytes, !bytes.contains(0) else { return nil }
        return SourceOutline.text(of: bytes)
    }

    /// What the file was called before `commit`, newest first: the path, how much of the text stayed in percent, and the commit that
    /// moved it.
    public func formerPaths(
        of path: String, at commit: String
    ) async -> [(path: String, similarity: Int, commit: String)] {
        guard Self.isCommit(commit), Self.isPath(path) else { return [] }
        let bytes = await GitCommand.run(
            [
                "log", "--follow", "--find-renames=50%", "--diff-filter=R", "--name-status", "--format=%H", "-z",
                commit,
                "--", path,
            ], in: folder, limit: Self.logLimit)
        guard let bytes else { return [] }
        return Self.renames(in: bytes)
    }

    /// Reads `HASH NUL [LF] R097 NUL old NUL new NUL …`.
    static func renames(in bytes: [UInt8]) -> [(path: String, similarity: Int, commit: String)] {
        let fields = bytes.split(separator: 0).map { field in
            String(decoding: field.drop { $0 == 0x0A }, as: UTF8.self)
        }.filter { !$0.isEmpty }
        var found: [(path: String, similarity: Int, commit: String)] = []
        var commit = ""
        var place = 0
        while place < fields.count {
            let field = fields[place]
            if field.first == "R", let similarity = Int(field.dropFirst()), place + 2 < fields.count {
                found.append((fields[place + 1], min(100, max(0, similarity)), commit))
                place += 3
            } else {
                if isCommit(field) { commit = field }
                place += 1
            }
        }
        return found
    }

    /// A whole or shortened hash: nothing that git could take for an option or another name.
    private static func isCommit(_ text: String) -> Bool {
        (4...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
            }
    }

    private static func isPath(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 4_096 && !text.hasPrefix("/") && !text.utf8.contains(0)
            && !text.utf8.contains(0x0A)
    }
}
