/// What a CI system's environment tells about the job that runs.
public struct CIContext: Hashable, Sendable {
    /// The system: "GitHub Actions".
    public var system: String
    /// `owner/name`.
    public var repository: Sourced<String>?
    /// Of a pull request its own newest commit, not the merge that CI made, where that can be told.
    public var commit: Sourced<String>?
    /// Of a pull request its own branch.
    public var branch: Sourced<String>?
    public var defaultBranch: Sourced<String>?
    /// The branch that a pull request goes to.
    public var baseBranch: Sourced<String>?
    public var pullRequest: Sourced<String>?
    public var runURL: Sourced<String>?

    public init(system: String) { self.system = system }
}
