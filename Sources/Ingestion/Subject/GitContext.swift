/// What git tells about a work tree.
public struct GitContext: Hashable, Sendable {
    /// The root of the work tree, absolute.
    public var root: String
    /// `HEAD`'s hash; `nil` before the first commit.
    public var commit: String?
    /// When `HEAD` was committed, in UTC.
    public var committedAt: String?
    /// The branch checked out; `nil` for a detached `HEAD`.
    public var branch: String?
    /// What `origin/HEAD` stands for, without `origin/`.
    public var defaultBranch: String?
    /// `owner/name`, from the address of `origin`.
    public var repository: String?
    /// The address of `origin` as git has it, which may hold credentials: never to be printed.
    public var origin: String?

    public init(
        root: String, commit: String? = nil, committedAt: String? = nil, branch: String? = nil,
        defaultBranch: String? = nil, repository: String? = nil
    ) {
        self.root = root
        self.commit = commit
        self.committedAt = committedAt
        self.branch = branch
        self.defaultBranch = defaultBranch
        self.repository = repository
    }

    /// Asks git about the folder; `nil` where it is in no work tree, or where git is absent or does not
    /// answer within `timeout`.
    ///
    /// Only plumbing commands run, none of which starts a hook, a pager, a file system monitor or a prompt.
    public static func read(folder directory: String, timeout: Duration = .seconds(5)) async -> GitContext? {
        await withTaskGroup(of: GitContext?.self) { group in
            group.addTask { await ask(in: directory) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private static func ask(in directory: String) async -> GitContext? {
        guard let root = await git(["rev-parse", "--show-toplevel"], in: directory), !root.isEmpty else { return nil }
        async let head = git(["rev-list", "--max-count=1", "--format=%cI", "HEAD", "--"], in: directory)
        async let branch = git(["symbolic-ref", "--quiet", "--short", "HEAD"], in: directory)
        async let origin = git(["config", "--get", "remote.origin.url"], in: directory)
        async let main = git(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"], in: directory)
        var context = GitContext(root: root)
        // "commit HASH", then the date.
        let lines = await head?.split(separator: "\n").map(String.init) ?? []
        if lines.count == 2, lines[0].hasPrefix("commit ") {
            context.commit = String(lines[0].dropFirst(7))
            context.committedAt = Timestamp.normalized(lines[1])
        }
        context.branch = await branch
        context.origin = await origin
        context.repository = await origin.flatMap { RepositoryName.normalized($0) }
        context.defaultBranch = await main.map { $0.hasPrefix("origin/") ? String($0.dropFirst(7)) : $0 }
        return context
    }

    /// The output of a git command without its last line break; `nil` unless it succeeded.
    private static func git(_ arguments: [String], in directory: String) async -> String? {
        guard let bytes = await GitCommand.run(arguments, in: directory, limit: 1 << 16), !bytes.isEmpty else {
            return nil
        }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text.isEmpty ? nil : text
    }
}
