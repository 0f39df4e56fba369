import Foundation
import Testing

/// The recipes of Documentation/CI do what they say: each shell step is run in a repository, with its CI's variables.
@Suite struct `The recipes for CI work as they stand` {
    private static let newIssue = "### Review findings: 1 new issue\n"

    // MARK: GitHub Actions

    private func runGitHub(
        _ scene: borrowing CIScene, branch: String, run: Int, environment given: [String: String], base: String
    ) throws -> [String: (status: Int32, output: String, errors: String)] {
        let recipe = try CIRecipe(page: "github-actions")
        let cache = scene.folder.appending(path: "cache")
        var results: [String: (status: Int32, output: String, errors: String)] = [:]
        let artifacts = scene.folder.appending(path: "artifacts-\(run)")
        let environment = given.merging([
            "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "quay/ferry", "GITHUB_RUN_ID": "\(run)",
            "GITHUB_SERVER_URL": "https://github.com", "BASE": base, "SHARDS": "4",
        ]) { own, _ in own }
        for shard in 0..<4 {
            let folder = try scene.checkout(branch, as: "job-\(run)-\(shard)")
            try scene.copy(".refrain", from: cache, to: folder)
            for step in try recipe.steps(ofJob: "review") {
                let result = try scene.bash(
                    step.script, in: folder, environment: environment.merging(["SHARD": "\(shard)"]) { $1 })
                #expect(result.status == 0, "\(step.name): \(result)")
            }
            try scene.copy("shard-*.db reviews", from: folder, to: artifacts)
        }
        let folder = try scene.checkout(branch, as: "report-\(run)")
        try scene.copy(".refrain", from: cache, to: folder)
        try scene.copy(".", from: artifacts, to: folder.appending(path: "shards"))
        for step in try recipe.steps(ofJob: "report") {
            if step.name.contains("comment"), environment["PULL_REQUEST"] == nil { continue }
            results[step.name] = try scene.bash(
                step.script, in: folder,
                environment: environment.merging(["GITHUB_STEP_SUMMARY": folder.appending(path: "page.md").path]) { $1 }
            )
        }
        if branch == "main" { try scene.copy(".refrain", from: folder, to: cache) }
        return results
    }

    @Test func `GitHub Actions: a pull request is summed up in one comment, annotated, and stopped at the gate`() throws
    {
        let scene = try CIScene.make()
        let main = try scene.commit("main")
        let first = try runGitHub(
            scene, branch: "main", run: 1,
            environment: [
                "GITHUB_SHA": main, "GITHUB_REF": "refs/heads/main", "GITHUB_REF_NAME": "main",
                "GITHUB_REF_TYPE": "branch",
            ],
            base: try scene.commit("main~1"))
        for (name, result) in first { #expect(result.status == 0, "\(name): \(result)") }
        let page = try String(contentsOf: scene.folder.appending(path: "report-1/page.md"), encoding: .utf8)
        #expect(page.contains("**5** new"), "\(page)")

        let head = try scene.commit("feature/sleep")
        let event =
            #"{"pull_request": {"number": 7, "head": {"sha": "\#(head)"}}, "repository": {"default_branch": "main"}}"#
        let file = try scene.workplace.write(event, to: "event.json")
        let request = [
            "GITHUB_SHA": main, "GITHUB_REF": "refs/pull/7/merge", "GITHUB_HEAD_REF": "feature/sleep",
            "GITHUB_BASE_REF": "main", "GITHUB_EVENT_PATH": file.path, "PULL_REQUEST": "7", "GH_TOKEN": "t",
        ]
        for run in 2...3 {
            let results = try runGitHub(scene, branch: "feature/sleep", run: run, environment: request, base: main)
            for (name, result) in results where name != "gate" { #expect(result.status == 0, "\(name): \(result)") }
            #expect(results["gate"]?.status == 1 && results["gate"]?.output.contains("Fixed sleep") == true)
            let shown = results["summary and annotations"]?.output ?? ""
            #expect(shown.contains("::error file=tests/test_3.py,line=4"), "\(shown)")
            #expect(!shown.contains("test_1.py"), "\(shown)")
        }
        let comment = try String(contentsOf: scene.folder.appending(path: "comment-501"), encoding: .utf8)
        #expect(comment.hasPrefix("<!-- refrain:summary -->\n" + Self.newIssue), "\(comment)")
        #expect(comment.contains("https://github.com/quay/ferry/blob/\(head)/tests/test_3.py#L4"), "\(comment)")
        let calls = try String(contentsOf: scene.folder.appending(path: "gh.log"), encoding: .utf8)
        #expect(calls.components(separatedBy: "--method POST").count == 2, "\(calls)")
        #expect(calls.components(separatedBy: "--method PATCH").count == 2, "\(calls)")
    }

    // MARK: GitLab CI

    private func runGitLab(
        _ scene: borrowing CIScene, branch: String, run: Int, environment given: [String: String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let recipe = try CIRecipe(page: "gitlab-ci")
        let cache = scene.folder.appending(path: "cache")
        let artifacts = scene.folder.appending(path: "artifacts-\(run)")
        let environment = given.merging([
            "GITLAB_CI": "true", "CI_PROJECT_PATH": "quay/ferry", "CI_PROJECT_ID": "3", "CI_DEFAULT_BRANCH": "main",
            "CI_PROJECT_URL": "https://gitlab.example/quay/ferry", "CI_NODE_TOTAL": "4",
            "CI_API_V4_URL": "https://gitlab.example/api/v4",
            "CI_JOB_URL": "https://gitlab.example/quay/ferry/-/jobs/\(run)",
        ]) { own, _ in own }
        for node in 1...4 {
            let folder = try scene.checkout(branch, as: "job-\(run)-\(node)")
            try scene.copy(".refrain", from: cache, to: folder)
            let result = try scene.bash(
                recipe.script(ofJob: "review"), in: folder,
                environment: environment.merging(["CI_NODE_INDEX": "\(node)"]) { $1 })
            #expect(result.status == 0, "\(result)")
            try scene.copy("shard-*.db reviews", from: folder, to: artifacts)
        }
        let folder = try scene.checkout(branch, as: "report-\(run)")
        try scene.copy(".refrain", from: cache, to: folder)
        try scene.copy(".", from: artifacts, to: folder)
        let result = try scene.bash(recipe.script(ofJob: "report"), in: folder, environment: environment)
        try scene.copy(".refrain", from: folder, to: cache)
        return result
    }

    @Test
    func `GitLab CI: a merge request has one note and a code quality report, and leaves the kept database as it was`()
        throws
    {
        let scene = try CIScene.make()
        let main = try scene.commit("main")
        let first = try runGitLab(
            scene, branch: "main", run: 1,
            environment: [
                "CI_COMMIT_SHA": main, "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": try scene.commit("main~1"),
            ])
        #expect(first.status == 0 && first.output.contains("**5** new"), "\(first)")
        let kept = scene.folder.appending(path: "cache/.refrain/refrain.db")
        let before = try Data(contentsOf: kept)

        let head = try scene.commit("feature/sleep")
        let request = [
            "CI_COMMIT_SHA": head, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "feature/sleep",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_IID": "8",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": main, "REFRAIN_TOKEN": "secret",
        ]
        for run in 2...3 {
            let result = try runGitLab(scene, branch: "feature/sleep", run: run, environment: request)
            #expect(result.status == 1 && result.output.contains(Self.newIssue), "\(result)")
            #expect(result.output.contains("severity:>=high"), "the gate has spoken: \(result)")
            let report = try String(
                contentsOf: scene.folder.appending(path: "report-\(run)/gl-code-quality-report.json"), encoding: .utf8)
            #expect(report.contains("\"path\": \"tests/test_3.py\"") && !report.contains("test_1.py"), "\(report)")
        }
        #expect(try Data(contentsOf: kept) == before)
        let note = try String(contentsOf: scene.folder.appending(path: "note-77"), encoding: .utf8)
        #expect(note.contains("https://gitlab.example/quay/ferry/-/blob/\(head)/tests/test_3.py#L4"), "\(note)")
        let calls = try String(contentsOf: scene.folder.appending(path: "curl.log"), encoding: .utf8)
        #expect(calls.components(separatedBy: "--request POST").count == 2, "\(calls)")
        #expect(calls.components(separatedBy: "--request PUT").count == 2, "\(calls)")
    }

    // MARK: Jenkins

    @Test func `Jenkins: shards ingest into one database at once, and the gate stops the pull request`() throws {
        let scene = try CIScene.make()
        let scripts = try CIRecipe(page: "jenkins").scripts
        #expect(scripts.count == 4)
        let volume = scene.folder.appending(path: "volume").path
        let shared = [
            "JENKINS_URL": "https://ci.example/", "REFRAIN_DB": "\(volume)/quay.db", "BASE_BRANCH": "main",
            "GIT_URL": "https://github.com/quay/ferry.git", "BUILD_URL": "https://ci.example/job/1/",
        ]
        try FileManager.default.createDirectory(atPath: volume, withIntermediateDirectories: true)
        func run(_ branch: String, _ name: String, _ own: [String: String]) throws -> [Int32] {
            let folder = try scene.checkout(branch, as: name)
            let environment = shared.merging(own) { $1 }
            var statuses = [try scene.bash(scripts[0], in: folder, environment: environment).status]
            // All shards at once, in one workspace as on one agent.
            let shards = (0..<4).map { shard in
                "(export SHARD=\(shard)\n\(scripts[1])) > shard-\(shard).log 2>&1 & pids=\"$pids $!\""
            }
            let all = "pids=\n" + shards.joined(separator: "\n") + "\nfor pid in $pids; do wait $pid; done"
            let reviewed = try scene.bash(all, in: folder, environment: environment)
            let logs = try scene.bash("cat shard-*.log", in: folder, environment: [:]).output
            #expect(reviewed.status == 0, "\(reviewed) \(logs)")
            for script in scripts[2...] {
                let result = try scene.bash(script, in: folder, environment: environment)
                statuses.append(result.status)
            }
            return statuses
        }
        #expect(
            try run(
                "main", "main-1",
                ["GIT_COMMIT": scene.commit("main"), "BRANCH_NAME": "main", "BRANCH_IS_PRIMARY": "true"])
                == [0, 0, 0])
        #expect(
            try run(
                "feature/sleep", "pr-1",
                [
                    "GIT_COMMIT": scene.commit("feature/sleep"), "BRANCH_NAME": "PR-9", "CHANGE_ID": "9",
                    "CHANGE_BRANCH": "feature/sleep", "CHANGE_TARGET": "main",
                ]) == [0, 0, 1])
        let summary = try String(contentsOf: scene.folder.appending(path: "pr-1/summary.md"), encoding: .utf8)
        #expect(summary.contains(Self.newIssue), "\(summary)")
        let junit = try String(contentsOf: scene.folder.appending(path: "pr-1/refrain.xml"), encoding: .utf8)
        #expect(junit.contains("failures=\"1\"") && junit.contains("tests/test_3.py"), "\(junit)")
        let reviews = try scene.workplace.refrain("reviews", "--format", "jsonl", "--db", "\(volume)/quay.db")
        #expect(reviews.output.split(separator: "\n").count == 6, "\(reviews)")
    }
}
