import Foundation
import Testing
import Yams

/// The shell steps of a page of Documentation/CI, as its CI system would run them.
struct CIRecipe {
    let text: String

    /// - Parameter page: the name of a page of Documentation/CI.
    init(page: String) throws {
        let file = Workplace.project.appending(path: "Documentation/CI/\(page).md")
        let page = try String(contentsOf: file, encoding: .utf8)
        let blocks = page.components(separatedBy: "\n```")
        let block = try #require(blocks.first { $0.hasPrefix("yaml\n") || $0.hasPrefix("groovy\n") })
        text = String(block.drop { $0 != "\n" }.dropFirst())
    }

    /// The scripts of a job of GitHub Actions, by the names of their steps.
    func steps(ofJob job: String) throws -> [(name: String, script: String)] {
        let root = try #require(try Yams.compose(yaml: text))
        let steps = try #require(root["jobs"]?[job]?["steps"]?.sequence)
        return steps.compactMap { step in
            step["run"]?.string.map { (step["name"]?.string ?? "", $0) }
        }
    }

    /// The script of a job of GitLab CI: its items, one behind the other in one shell.
    func script(ofJob job: String) throws -> String {
        let root = try #require(try Yams.compose(yaml: text))
        return try #require(root[job]?["script"]?.sequence).compactMap(\.string).joined(separator: "\n")
    }

    /// The scripts of a Jenkinsfile, in their order; Groovy halves each pair of backslashes.
    var scripts: [String] {
        text.components(separatedBy: "'''").enumerated().filter { $0.offset % 2 == 1 }
            .map { $0.element.replacing("\\\\", with: "\\") }
    }
}

/// A repository with a main branch and a pull request, and the programs that the recipes expect.
struct CIScene: ~Copyable {
    let workplace: Workplace
    var folder: URL { workplace.folder }

    private init() throws { workplace = try Workplace() }

    static func make() throws -> CIScene {
        let scene = try CIScene()
        try scene.setUp()
        return scene
    }

    private func setUp() throws {
        try workplace.write(
            """
            #!/bin/sh
            # Reviews one file, as a model would: the sleeps in it are serious.
            cat > /dev/null
            if grep -q 'sleep' "$1"; then
              n=$(grep -n 'sleep' "$1" | head -n 1 | cut -d: -f1)
              printf '1. **Fixed sleep** (line %s): the test waits with `time.sleep(2)` before it asserts.\\n   Severity: high\\n' "$n"
            fi
            printf '2. **Hard-coded price** (line 1): the price 4.99 is repeated; name it once.\\n   Severity: low\\n'

            """, to: "bin/my-reviewer")
        try workplace.write(Self.gh, to: "bin/gh")
        try workplace.write(Self.curl, to: "bin/curl")
        for name in ["my-reviewer", "gh", "curl"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "bin/\(name)").path)
        }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "bin/refrain"), withDestinationURL: Workplace.executable)
        try setUpRepository()
    }

    /// What `gh api` does to one pull request's comments, kept in a file.
    private static let gh = """
        #!/bin/sh
        echo "$*" >> "$SCENE/gh.log"
        case "$*" in
          *"--method POST"*) cp summary.md "$SCENE/comment-501" ;;
          *"--method PATCH"*comments/501*) cp summary.md "$SCENE/comment-501" ;;
          *--jq*startswith*) if [ -f "$SCENE/comment-501" ]; then echo 501; fi ;;
          *) echo "unexpected: $*" >&2; exit 1 ;;
        esac

        """

    /// What GitLab's notes interface does to one merge request's notes, kept in a file.
    private static let curl = """
        #!/bin/sh
        echo "$*" >> "$SCENE/curl.log"
        case "$*" in
          *"--request POST"*"body@summary.md"*/notes) cp summary.md "$SCENE/note-77" ;;
          *"--request PUT"*"body@summary.md"*/notes/77) cp summary.md "$SCENE/note-77" ;;
          *per_page=100*)
            printf '[{"id":12,"type":null,"body":"A person{s} words","author":{"id":1,"username":"jo"}}'
            if [ -f "$SCENE/note-77" ]; then
              printf ',{"id":77,"type":null,"body":"\\\\u003c!-- refrain:summary --\\\\u003e\\\\n### x","author":{"id":2}}'
            fi
            printf ']' ;;
          *) echo "unexpected: $*" >&2; exit 1 ;;
        esac

        """

    private func setUpRepository() throws {
        for index in 1...5 { try workplace.write("price = 4.99\nassert price\n", to: "origin/tests/test_\(index).py") }
        let script = """
            cd origin && git init -q -b main . && git config user.email a@example.test && git config user.name A
            git commit -q --allow-empty -m start && git add -A && git commit -q -m tests
            git switch -q -c feature/sleep && printf 'import time\\ntime.sleep(2)\\n' >> tests/test_3.py
            git add -A && git commit -q -m sleep && git switch -q main
            """
        let result = try bash(script, in: folder, environment: [:])
        #expect(result.status == 0, "\(result)")
    }

    /// The commit that a branch of the repository stands at.
    func commit(_ branch: String) throws -> String {
        try bash("git rev-parse \(branch)", in: folder.appending(path: "origin"), environment: [:]).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A fresh clone, as each job has one, at a branch.
    func checkout(_ branch: String, as name: String) throws -> URL {
        let result = try bash(
            "git clone -q origin \(name) && cd \(name) && git checkout -q \(branch)", in: folder, environment: [:])
        #expect(result.status == 0, "\(result)")
        return folder.appending(path: name)
    }

    /// Copies what is there of `names`, wildcards and all.
    func copy(_ names: String, from: URL, to: URL) throws {
        guard FileManager.default.fileExists(atPath: from.path) else { return }
        let each = "if [ -e \"$f\" ]; then cp -r --parents \"$f\" '\(to.path)'; fi"
        _ = try bash("mkdir -p '\(to.path)'; for f in \(names); do \(each); done", in: from, environment: [:])
    }

    func bash(
        _ script: String, in folder: URL, environment: [String: String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-eo", "pipefail", "-c", script]
        process.currentDirectoryURL = folder
        let root = self.folder.path(percentEncoded: false)
        process.environment = [
            "PATH": "\(root)/bin:/usr/bin:/bin", "HOME": root, "LC_ALL": "C.UTF-8", "SCENE": root, "CI": "true",
        ].merging(environment) { _, given in given }
        let outputs = ["out", "err"].map { self.folder.appending(path: ".\($0)-\(UUID().uuidString)") }
        for url in outputs { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: outputs[0])
        process.standardError = try FileHandle(forWritingTo: outputs[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }
}
