import FindingsModel

/// Where and when a review was made, and by whom, each value with its origin.
public struct ResolvedSubject: Hashable, Sendable {
    public var path: Sourced<String>
    public var repository: Sourced<String>
    public var commit: Sourced<String>
    public var branch: Sourced<String>
    public var pullRequest: Sourced<String>
    public var reviewer: Sourced<Reviewer>
    public var runURL: Sourced<String>
    /// Never unknown: the time of ingest at last.
    public var reviewedAt: Sourced<String>
}

/// Decides where each value of a review's subject comes from.
///
/// The order is: option, line of the manifest, CI's environment, document, git; with these exceptions:
/// - **path, reviewer, time**: CI and git do not know them, so option, manifest, document. A time that nobody gives is
///   the `now` of the caller.
/// - **The document before git**: one that names its commit was not made for whatever is checked out here.
/// - **Values of one source belong together.** When the manifest gives a commit that CI does not run at, CI's branch,
///   pull request and run are not this review's; likewise git's branch for a commit that is not `HEAD`.
public struct SubjectResolver: Sendable {
    public var options: SubjectOptions
    public var ci: CIContext?
    public var git: GitContext?
    /// The time of ingest, in UTC.
    public var now: String

    /// - Parameter options: values in their one spelling.
    public init(options: SubjectOptions, ci: CIContext?, git: GitContext?, now: String) {
        self.options = options
        self.ci = ci
        self.git = git
        self.now = now
    }

    /// The branch that a project's state is kept by, as CI or git tell it.
    public var defaultBranch: String? { ci?.defaultBranch?.value ?? git?.defaultBranch }

    /// A path in the project's spelling: relative to the work tree where it lies in it.
    public func normalized(_ path: String) -> String { SubjectPath.normalized(path, root: git?.root) ?? path }

    /// The subject of `review`, of which the manifest says `manifest`.
    public func resolve(_ review: Review, manifest: SubjectOptions? = nil) -> ResolvedSubject {
        func given(_ field: KeyPath<SubjectOptions, String?>, _ option: String) -> Sourced<String>? {
            if let value = options[keyPath: field] { return Sourced(value, "option --\(option)") }
            return manifest?[keyPath: field].map { Sourced($0, "manifest") }
        }
        func document(_ value: String?) -> Sourced<String>? { value.map { Sourced($0, "document") } }
        func ofGit(_ value: String?, _ origin: String) -> Sourced<String>? { value.map { Sourced($0, origin) } }

        let repository = given(\.repository, "repository")
        let isCIs =
            Self.isSame(repository?.value, ci?.repository?.value)
            && Self.isSameCommit(manifest?.commit, ci?.commit?.value)
        let context = isCIs ? ci : nil
        let isGits =
            Self.isSame(repository?.value ?? context?.repository?.value ?? review.repository, git?.repository)
            && Self.isSameCommit(manifest?.commit ?? context?.commit?.value ?? review.commit, git?.commit)
        let tree = isGits ? git : nil

        let path = given(\.path, "path") ?? document(review.path)
        return ResolvedSubject(
            path: Sourced(path?.value.map(normalized), path?.origin ?? ""),
            repository: repository ?? context?.repository ?? document(review.repository)
                ?? ofGit(tree?.repository, "git origin") ?? Sourced(nil, ""),
            commit: given(\.commit, "commit") ?? context?.commit
                ?? document(review.commit.flatMap(SubjectOptions.commit)) ?? ofGit(tree?.commit, "git HEAD")
                ?? Sourced(nil, ""),
            branch: given(\.branch, "branch") ?? context?.branch ?? document(review.branch)
                ?? ofGit(tree?.branch, "git HEAD") ?? Sourced(nil, ""),
            pullRequest: given(\.pullRequest, "pull-request") ?? context?.pullRequest ?? document(review.pullRequest)
                ?? Sourced(nil, ""),
            reviewer: reviewer(review, manifest),
            runURL: given(\.runURL, "run-url") ?? context?.runURL ?? document(review.runURL) ?? Sourced(nil, ""),
            reviewedAt: given(\.reviewedAt, "reviewed-at") ?? document(review.reviewedAt)
                ?? Sourced(now, "the time of ingest"))
    }

    /// The name from outermost to innermost; version and kind of a document's reviewer stay when only the name is told
    /// anew.
    private func reviewer(_ review: Review, _ manifest: SubjectOptions?) -> Sourced<Reviewer> {
        let own = review.reviewer
        let outer = options.reviewer.map { ($0, "option --reviewer") } ?? manifest?.reviewer.map { ($0, "manifest") }
        guard let name = outer?.0 ?? own?.name else { return Sourced(nil, "") }
        let isOwn = name == own?.name
        return Sourced(
            Reviewer(
                name: name,
                version: options.reviewerVersion ?? manifest?.reviewerVersion ?? (isOwn ? own?.version : nil),
                kind: options.reviewerKind ?? manifest?.reviewerKind ?? own?.kind ?? .llm),
            outer?.1 ?? "document")
    }

    private static func isSame(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return true }
        return a.lowercased() == b.lowercased()
    }

    /// Equal, or one an abbreviation of the other; what is not given contradicts nothing.
    private static func isSameCommit(_ a: String?, _ b: String?) -> Bool {
        guard let a = a?.lowercased(), let b = b?.lowercased() else { return true }
        return a.hasPrefix(b) || b.hasPrefix(a)
    }
}
