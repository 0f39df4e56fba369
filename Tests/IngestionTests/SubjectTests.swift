import FindingsModel
import Testing

@testable import Ingestion

struct SubjectTests {
    static let sha = "0123456789abcdef0123456789abcdef01234567"
    static let head = "89abcdef0123456789abcdef0123456789abcdef"

    /// The variables of a system, and what is read from them: repository, commit, branch, pull request, run.
    static let environments: [(String, [String: String], [String?])] = [
        (
            "GitHub Actions",
            [
                "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "shop/api", "GITHUB_SHA": sha,
                "GITHUB_REF": "refs/pull/12/merge", "GITHUB_HEAD_REF": "topic", "GITHUB_BASE_REF": "main",
                "GITHUB_RUN_ID": "7", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_EVENT_PATH": "/event.json",
            ], ["shop/api", head, "topic", "12", "https://github.com/shop/api/actions/runs/7"]
        ),
        (
            "GitHub Actions",
            [
                "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "shop/api", "GITHUB_SHA": sha,
                "GITHUB_REF": "refs/heads/a/b", "GITHUB_HEAD_REF": "",
            ], ["shop/api", sha, "a/b", nil, nil]
        ),
        (
            "GitLab CI",
            [
                "GITLAB_CI": "true", "CI_PROJECT_PATH": "group/sub/api", "CI_COMMIT_SHA": sha,
                "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": head, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "topic",
                "CI_MERGE_REQUEST_IID": "3", "CI_JOB_URL": "https://gl/-/jobs/1",
            ], ["group/sub/api", head, "topic", "3", "https://gl/-/jobs/1"]
        ),
        (
            "Jenkins",
            [
                "JENKINS_URL": "https://ci/", "GIT_URL": "git@host:shop/api.git", "GIT_COMMIT": sha,
                "BRANCH_NAME": "PR-9", "CHANGE_ID": "9", "CHANGE_BRANCH": "topic", "BUILD_URL": "https://ci/1/",
            ], ["shop/api", sha, "topic", "9", "https://ci/1/"]
        ),
        (
            "Jenkins", ["JENKINS_URL": "https://ci/", "GIT_COMMIT": sha, "GIT_BRANCH": "origin/main"],
            [nil, sha, "main", nil, nil]
        ),
        (
            "Buildkite",
            [
                "BUILDKITE": "true", "BUILDKITE_REPO": "https://u:secret@host/shop/api.git", "BUILDKITE_COMMIT": "HEAD",
                "BUILDKITE_BRANCH": "main", "BUILDKITE_PULL_REQUEST": "false", "BUILDKITE_BUILD_URL": "https://bk/1",
            ], ["shop/api", nil, "main", nil, "https://bk/1"]
        ),
        (
            "CircleCI",
            [
                "CIRCLECI": "true", "CIRCLE_PROJECT_USERNAME": "shop", "CIRCLE_PROJECT_REPONAME": "api",
                "CIRCLE_SHA1": sha, "CIRCLE_BRANCH": "topic", "CIRCLE_BUILD_URL": "https://cc/5",
                "CIRCLE_PULL_REQUEST": "https://github.com/shop/api/pull/44",
            ], ["shop/api", sha, "topic", "44", "https://cc/5"]
        ),
        (
            "Azure Pipelines",
            [
                "TF_BUILD": "True", "BUILD_REPOSITORY_NAME": "shop/api", "BUILD_SOURCEVERSION": sha,
                "SYSTEM_PULLREQUEST_SOURCECOMMITID": head, "SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/topic",
                "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER": "8", "SYSTEM_COLLECTIONURI": "https://dev.azure.com/o/",
                "SYSTEM_TEAMPROJECT": "p q", "BUILD_BUILDID": "6",
            ], ["shop/api", head, "topic", "8", "https://dev.azure.com/o/p%20q/_build/results?buildId=6"]
        ),
        (
            "Bitbucket Pipelines",
            [
                "BITBUCKET_BUILD_NUMBER": "4", "BITBUCKET_REPO_FULL_NAME": "shop/api", "BITBUCKET_COMMIT": sha,
                "BITBUCKET_BRANCH": "topic", "BITBUCKET_PR_ID": "2",
            ], ["shop/api", sha, "topic", "2", "https://bitbucket.org/shop/api/pipelines/results/4"]
        ),
    ]

    @Test(arguments: environments.indices) func `a CI system's variables are understood`(_ index: Int) throws {
        let (system, variables, expected) = Self.environments[index]
        let event = #"{"number": 12, "pull_request": {"number": 12, "head": {"sha": "\#(Self.head)"}}}"#
        let environment = CIEnvironment(variables) { $0 == "/event.json" ? event : nil }
        let context = try #require(environment.detect())
        #expect(context.system == system)
        let values = [context.repository, context.commit, context.branch, context.pullRequest, context.runURL]
        #expect(values.map { $0?.value } == expected)
    }

    @Test func `outside CI there is no context`() {
        #expect(CIEnvironment(["HOME": "/root", "CI": ""]).detect() == nil)
    }

    private func resolver(
        ci: [String: String] = [:], git: GitContext? = nil, _ change: (inout SubjectOptions) -> Void = { _ in }
    ) -> SubjectResolver {
        var options = SubjectOptions()
        change(&options)
        return SubjectResolver(
            options: options, ci: CIEnvironment(ci).detect(), git: git, now: "2026-01-01T00:00:00Z")
    }

    @Test func `options come before CI, CI before git and document, and each value tells its origin`() {
        let ci = ["GITHUB_ACTIONS": "true", "GITHUB_SHA": Self.sha, "GITHUB_REF": "refs/heads/ci"]
        let git = GitContext(root: "/w", commit: Self.head, branch: "local")
        let review = Review(path: "a.py", commit: Self.head, branch: "told")
        var subject = resolver(ci: ci, git: git) { $0.branch = "mine" }.resolve(review)
        #expect(subject.branch == Sourced("mine", "option --branch"))
        #expect(subject.commit == Sourced(Self.sha, "GITHUB_SHA"))
        #expect(subject.path == Sourced("a.py", "document"))
        #expect(subject.reviewedAt == Sourced("2026-01-01T00:00:00Z", "the time of ingest"))
        #expect(subject.runURL == Sourced(nil, "unknown"))
        subject = resolver(git: git).resolve(Review())
        #expect(subject.commit == Sourced(Self.head, "git HEAD"))
        #expect(subject.branch == Sourced("local", "git HEAD"))
    }

    @Test func `git's branch is not taken for a commit that is not checked out`() {
        let git = GitContext(root: "/w", commit: Self.head, branch: "local")
        let subject = resolver(git: git).resolve(Review(commit: Self.sha))
        #expect(subject.commit == Sourced(Self.sha, "document"))
        #expect(subject.branch.value == nil)
    }

    @Test func `a manifest's commit that CI does not run at takes nothing from CI`() {
        let ci = [
            "GITHUB_ACTIONS": "true", "GITHUB_SHA": Self.sha, "GITHUB_REF": "refs/pull/12/merge",
            "GITHUB_HEAD_REF": "t",
        ]
        var manifest = SubjectOptions()
        manifest.commit = Self.head
        let subject = resolver(ci: ci).resolve(Review(), manifest: manifest)
        #expect(subject.commit == Sourced(Self.head, "manifest"))
        #expect(subject.pullRequest.value == nil)
    }

    @Test(
        arguments: [
            ("2026-11-22T21:25:14Z", "2026-11-22T21:25:14Z"), ("2026-11-22 21:25:14.123+01:00", "2026-11-22T20:25:14Z"),
            ("2024-02-29T23:30:00-0130", "2024-03-01T01:00:00Z"), ("20261122T212514Z", "2026-11-22T21:25:14Z"),
            ("2026-11-22", "2026-11-22T00:00:00Z"), ("1970-01-01T00:00Z", "1970-01-01T00:00:00Z"),
            ("1000000000", "2001-09-09T01:46:40Z"), ("1000000000123", "2001-09-09T01:46:40Z"), ("2023-02-29", nil),
            ("2026-13-01", nil), ("yesterday", nil), ("", nil), ("2026-11-22T25:00:00Z", nil),
            ("2026-11-22T21:25:14Zx", nil), ("Sun, 22 Nov 2026 21:25:14 GMT", "2026-11-22T21:25:14Z"),
            ("22 Nov 2026 21:25:14 +0100", "2026-11-22T20:25:14Z"), ("Sun, 22 Nov 2026", nil),
            ("Sun, 31 Nov 2026 21:25:14 GMT", nil),
        ] as [(String, String?)])
    func `times have one spelling`(_ text: String, _ expected: String?) {
        #expect(Timestamp.normalized(text) == expected)
    }

    @Test(
        arguments: [
            ("./tests/a.py", "tests/a.py"), ("tests\\unit\\a.py", "tests/unit/a.py"), ("/w/tests/a.py", "tests/a.py"),
            ("/elsewhere/a.py", "/elsewhere/a.py"), ("a//b/../c.py", "a/c.py"), (".", nil), ("", nil),
        ] as [(String, String?)])
    func `paths have one spelling`(_ text: String, _ expected: String?) {
        #expect(SubjectPath.normalized(text, root: "/w") == expected)
    }

    @Test(
        arguments: [
            ("https://user:pw@host.org/shop/api.git", "shop/api"), ("git@host:shop/api.git", "shop/api"),
            ("ssh://git@host:22/shop/api/", "shop/api"), ("shop/api", "shop/api"), ("https://host.org", nil),
        ] as [(String, String?)])
    func `repositories have one spelling, without credentials`(_ text: String, _ expected: String?) {
        #expect(RepositoryName.normalized(text) == expected)
    }
}
