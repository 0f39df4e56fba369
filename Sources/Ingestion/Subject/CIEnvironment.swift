/// Reads the variables that CI systems set. Pure: the environment and the reading of files are parameters.
public struct CIEnvironment {
    private let variables: [String: String]
    private let readFile: (String) -> String?

    /// - Parameter readFile: gives a file's text, `nil` if it cannot be read. Used for the event of GitHub Actions, the
    ///   only place where the newest commit of a pull request stands: `GITHUB_SHA` is a merge made for the run.
    public init(_ variables: [String: String], readFile: @escaping (String) -> String? = { _ in nil }) {
        self.variables = variables
        self.readFile = readFile
    }

    /// What the environment tells; `nil` outside the known systems.
    public func detect() -> CIContext? {
        if self["GITHUB_ACTIONS"] == "true" { return gitHub() }
        if self["GITLAB_CI"] == "true" { return gitLab() }
        if self["BUILDKITE"] == "true" { return buildkite() }
        if self["CIRCLECI"] == "true" { return circleCI() }
        if self["TF_BUILD"]?.lowercased() == "true" { return azure() }
        if self["BITBUCKET_BUILD_NUMBER"] != nil { return bitbucket() }
        if self["JENKINS_URL"] != nil || (self["JENKINS_HOME"] != nil && self["BUILD_NUMBER"] != nil) {
            return jenkins()
        }
        return nil
    }

    /// A variable that says something.
    private subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The first of the variables that says something, as `change` makes it.
    private func first(_ names: String..., change: (String) -> String? = { $0 }) -> Sourced<String>? {
        for name in names {
            if let value = self[name].flatMap(change), !value.isEmpty { return Sourced(value, name) }
        }
        return nil
    }

    // MARK: The systems

    /// docs.github.com, "Variables reference".
    private func gitHub() -> CIContext {
        var context = CIContext(system: "GitHub Actions")
        let event = self["GITHUB_EVENT_PATH"].flatMap(readFile).flatMap { try? JSONDocument(Array($0.utf8)).root }
        let pullRequest = event?["pull_request"]
        let eventOrigin = "the event in GITHUB_EVENT_PATH"
        context.repository = first("GITHUB_REPOSITORY")
        context.commit = pullRequest?["head"]?["sha"]?.string.flatMap(Self.commit).map { Sourced($0, eventOrigin) }
        if context.commit == nil {
            context.commit = first("GITHUB_SHA", change: Self.commit)
            if self["GITHUB_HEAD_REF"] != nil { context.commit?.origin = "GITHUB_SHA (the merge commit of the run)" }
        }
        context.branch = first("GITHUB_HEAD_REF") ?? first("GITHUB_REF", change: Self.headReference)
        if context.branch == nil, self["GITHUB_REF_TYPE"] == "branch" { context.branch = first("GITHUB_REF_NAME") }
        context.baseBranch = first("GITHUB_BASE_REF")
        context.defaultBranch = event?["repository"]?["default_branch"]?.string.map { Sourced($0, eventOrigin) }
        context.pullRequest =
            first("GITHUB_REF", change: Self.pullReference)
            ?? pullRequest?["number"]?.stringOrNumber.map { Sourced($0, eventOrigin) }
        if context.pullRequest == nil, event?["issue"]?["pull_request"] != nil {
            context.pullRequest = event?["issue"]?["number"]?.stringOrNumber.map { Sourced($0, eventOrigin) }
        }
        if let repository = self["GITHUB_REPOSITORY"], let run = self["GITHUB_RUN_ID"] {
            let server = Self.withoutSlash(self["GITHUB_SERVER_URL"] ?? "https://github.com")
            context.runURL = Sourced("\(server)/\(repository)/actions/runs/\(run)", "GITHUB_RUN_ID")
        }
        return context
    }

    /// docs.gitlab.com, "Predefined CI/CD variables".
    private func gitLab() -> CIContext {
        var context = CIContext(system: "GitLab CI")
        context.repository = first("CI_PROJECT_PATH")
        context.commit = first("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA", change: Self.commit)
        context.branch = first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH")
        if context.branch == nil, self["CI_COMMIT_TAG"] == nil { context.branch = first("CI_COMMIT_REF_NAME") }
        context.defaultBranch = first("CI_DEFAULT_BRANCH")
        context.baseBranch = first("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
        context.pullRequest = first("CI_MERGE_REQUEST_IID")
        context.runURL = first("CI_JOB_URL", "CI_PIPELINE_URL")
        return context
    }

    /// buildkite.com/docs, "Environment variables".
    private func buildkite() -> CIContext {
        var context = CIContext(system: "Buildkite")
        context.repository = first("BUILDKITE_REPO", change: RepositoryName.normalized)
        context.commit = first("BUILDKITE_COMMIT", change: Self.commit)
        context.branch = first("BUILDKITE_BRANCH")
        context.defaultBranch = first("BUILDKITE_PIPELINE_DEFAULT_BRANCH")
        context.baseBranch = first("BUILDKITE_PULL_REQUEST_BASE_BRANCH")
        context.pullRequest = first("BUILDKITE_PULL_REQUEST") { $0 == "false" ? nil : $0 }
        context.runURL = first("BUILDKITE_BUILD_URL")
        return context
    }

    /// circleci.com/docs, "Project values and variables".
    private func circleCI() -> CIContext {
        var context = CIContext(system: "CircleCI")
        context.repository = first("CIRCLE_REPOSITORY_URL", change: RepositoryName.normalized)
        if let owner = self["CIRCLE_PROJECT_USERNAME"], let name = self["CIRCLE_PROJECT_REPONAME"] {
            context.repository = Sourced("\(owner)/\(name)", "CIRCLE_PROJECT_REPONAME")
        }
        context.commit = first("CIRCLE_SHA1", change: Self.commit)
        // A fork's branch is "pull/12".
        context.branch = first("CIRCLE_BRANCH")
        context.pullRequest = first("CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST") {
            $0.split(separator: "/").last.map(String.init)
        }
        context.runURL = first("CIRCLE_BUILD_URL")
        return context
    }

    /// learn.microsoft.com, Azure Pipelines, "Use predefined variables".
    private func azure() -> CIContext {
        var context = CIContext(system: "Azure Pipelines")
        let isQualified = self["BUILD_REPOSITORY_NAME"]?.contains("/") ?? false
        context.repository =
            isQualified
            ? first("BUILD_REPOSITORY_NAME")
            : first("BUILD_REPOSITORY_URI", change: RepositoryName.normalized) ?? first("BUILD_REPOSITORY_NAME")
        context.commit = first("SYSTEM_PULLREQUEST_SOURCECOMMITID", "BUILD_SOURCEVERSION", change: Self.commit)
        context.branch = first("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH") {
            $0.hasPrefix("refs/") ? Self.headReference($0) : $0
        }
        context.baseBranch = first("SYSTEM_PULLREQUEST_TARGETBRANCHNAME", "SYSTEM_PULLREQUEST_TARGETBRANCH") {
            $0.hasPrefix("refs/") ? Self.headReference($0) : $0
        }
        context.pullRequest = first("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID")
        let server = self["SYSTEM_COLLECTIONURI"] ?? self["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"]
        if let server, let project = self["SYSTEM_TEAMPROJECT"], let build = self["BUILD_BUILDID"] {
            let folder = project.replacing(" ", with: "%20")
            context.runURL = Sourced(
                "\(Self.withoutSlash(server))/\(folder)/_build/results?buildId=\(build)", "BUILD_BUILDID")
        }
        return context
    }

    /// support.atlassian.com, Bitbucket Pipelines, "Variables and secrets".
    private func bitbucket() -> CIContext {
        var context = CIContext(system: "Bitbucket Pipelines")
        context.repository = first("BITBUCKET_REPO_FULL_NAME")
        context.commit = first("BITBUCKET_COMMIT", change: Self.commit)
        context.branch = first("BITBUCKET_BRANCH")
        context.baseBranch = first("BITBUCKET_PR_DESTINATION_BRANCH")
        context.pullRequest = first("BITBUCKET_PR_ID")
        if let repository = self["BITBUCKET_REPO_FULL_NAME"], let build = self["BITBUCKET_BUILD_NUMBER"] {
            context.runURL = Sourced(
                "https://bitbucket.org/\(repository)/pipelines/results/\(build)", "BITBUCKET_BUILD_NUMBER")
        }
        return context
    }

    /// The Git plugin's variables, and those of multibranch pipelines (`CHANGE_…`).
    private func jenkins() -> CIContext {
        var context = CIContext(system: "Jenkins")
        context.repository = first("GIT_URL", "GIT_URL_1", change: RepositoryName.normalized)
        context.commit = first("GIT_COMMIT", change: Self.commit)
        context.branch = first("CHANGE_BRANCH")
        // Of a pull request BRANCH_NAME is "PR-12".
        if context.branch == nil, self["CHANGE_ID"] == nil {
            context.branch =
                first("BRANCH_NAME", "GIT_LOCAL_BRANCH")
                ?? first("GIT_BRANCH") {
                    let name = Self.headReference($0) ?? $0
                    return name.hasPrefix("origin/") ? String(name.dropFirst(7)) : name
                }
            if self["BRANCH_IS_PRIMARY"] == "true" {
                context.defaultBranch = context.branch.map { Sourced($0.value, "BRANCH_IS_PRIMARY") }
            }
        }
        context.baseBranch = first("CHANGE_TARGET")
        context.pullRequest = first("CHANGE_ID")
        context.runURL = first("BUILD_URL")
        return context
    }

    // MARK: Values

    /// A commit's hash; words such as "HEAD" are none.
    private static func commit(_ text: String) -> String? { SubjectOptions.commit(text) }

    private static func headReference(_ reference: String) -> String? {
        reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : nil
    }

    /// `refs/pull/12/merge` is 12.
    private static func pullReference(_ reference: String) -> String? {
        let parts = reference.split(separator: "/")
        guard parts.count >= 3, parts[0] == "refs", parts[1] == "pull", Int(parts[2]) != nil else { return nil }
        return String(parts[2])
    }

    private static func withoutSlash(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }
}
