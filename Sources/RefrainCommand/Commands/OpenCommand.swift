import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the place of an issue or a finding in the editor, or tell its page on the code host.",
        discussion: """
            On a terminal the file is opened at its line in VISUAL or EDITOR; else, and with --print, `path:line` is \
            printed. The line is the one that the newest report names: the file may have changed since.

              refrain open 3f9a
              refrain open 3f9a --web
              vim $(refrain open 3f9a --print)
            """)

    @Argument(help: "The id of an issue or a finding, or the beginning of it.", completion: Completions.records)
    var id: String

    @Flag(name: .customLong("print"), help: "Print path:line, and open nothing.")
    var printsOnly = false

    @Flag(help: "Print the address of the lines on GitHub, GitLab, Bitbucket, Gitea or Azure.")
    var web = false

    @OptionGroup var lines: LineOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try database.open()
        let (kind, uid) = try database.identify(id)
        let parts = uid.split(separator: ".")
        let parameters: [String: Value]
        switch kind {
        case .issue: parameters = ["issue": .text(uid)]
        case .finding:
            parameters = ["review": .text(String(parts[0])), "ordinal": .integer(Int64(parts.last ?? "") ?? 0)]
        case .review:
            throw CommandFailure("\(uid) is a review; name an issue or a finding. `refrain show \(uid)` lists its own")
        }
        guard let row = try database.rows("places", parameters).rows.first, case .text(let path) = row[0] else {
            throw CommandFailure("\(uid) names no file; `refrain show \(uid)` has what was said")
        }
        let first = Self.number(row[1])
        if web {
            StandardOutput.write(try await address(path, first, Self.number(row[2]), row) + "\n")
        } else if printsOnly || Terminal.standardOutput().width == nil {
            StandardOutput.write(Failure.printable(first > 0 ? "\(path):\(first)" : path) + "\n")
        } else {
            try edit(path, line: first)
        }
    }

    private static func number(_ value: Value) -> Int {
        if case .integer(let number) = value { return Int(number) }
        return 0
    }

    private func address(_ path: String, _ first: Int, _ last: Int, _ row: [Value]) async throws -> String {
        func text(_ value: Value) -> String {
            if case .text(let text) = value { return text }
            return ""
        }
        let commit = text(row[4])
        guard !commit.isEmpty else {
            throw CommandFailure("no commit is known of the newest report of it; `ingest --commit` tells one")
        }
        var host = CodeHost(run: text(row[5]), repository: text(row[3]))
        if lines.link != nil || lines.repositoryURL != nil || host == nil { host = await lines.host() }
        guard let address = host?.address(path: path, commit: commit, first: first, last: last) else {
            throw CommandFailure(
                "the code host is not known: neither the CI run of the review nor git's origin tells it. "
                    + "Give --repository-url or --link")
        }
        return address
    }

    /// Becomes the editor, so that it has the terminal to itself.
    private func edit(_ path: String, line: Int) throws {
        let environment = ProcessInfo.processInfo.environment
        guard let editor = ["VISUAL", "EDITOR"].compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else {
            throw CommandFailure("no editor is named: set VISUAL or EDITOR, or use --print. It is \(path):\(line)")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            throw CommandFailure("\(path) is outside of the project; it is not opened")
        }
        let file = OwnerOptions.root(above: FileManager.default.currentDirectoryPath)
            .appending(path: path).path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure("\(path) is not in this work tree. --web tells its page on the code host")
        }
        // As git does: an editor is a command for the shell, what it shall open comes as arguments.
        let arguments = ["sh", "-c", "\(editor) \"$@\"", editor] + EditorArguments.arguments(editor, file, line)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        execv("/bin/sh", pointers)
        for pointer in pointers { free(pointer) }
        throw CommandFailure("/bin/sh cannot be run; use --print")
    }
}

/// How editors are told of a line.
enum EditorArguments {
    static func arguments(_ editor: String, _ file: String, _ line: Int) -> [String] {
        let command = editor.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 } ?? ""
        guard line > 0 else { return [file] }
        switch command {
        case "code", "codium", "code-insiders", "cursor", "windsurf": return ["--goto", "\(file):\(line)"]
        case "subl", "zed", "hx", "helix", "mate": return ["\(file):\(line)"]
        case "idea", "pycharm", "webstorm", "rubymine", "goland", "rider", "clion": return ["--line", "\(line)", file]
        default: return ["+\(line)", file]
        }
    }
}
