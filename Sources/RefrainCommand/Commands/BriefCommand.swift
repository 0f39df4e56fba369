import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion
import Reports

struct BriefCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brief",
        abstract: "Tell the next reviewer what is known about files: text for a prompt.",
        discussion: """
            Open and missing issues of the files, and what was accepted or rejected and why, bounded in length and with \
            what was decided first. What earlier reviews said stands in quotation marks and is said to be data.

              refrain brief tests/test_cart.py
              refrain brief $(git diff --name-only main -- tests) --max-tokens 800
            """)

    @Argument(help: "Files, as the project names them.", completion: Completions.paths)
    var paths: [String]

    @Option(help: ArgumentHelp("About so many tokens at most, of four bytes each.", valueName: "tokens"))
    var maxTokens: Int = 1_500

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var subject: BranchOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if maxTokens < 100 || maxTokens > 1_000_000 { throw ValidationError("--max-tokens is from 100 to 1000000") }
    }

    func run() async throws {
        let database = try database.open()
        let root = await GitContext.read(folder: FileManager.default.currentDirectoryPath)?.root
        var files: [(path: String, rows: RowSet)] = []
        for path in paths {
            guard let known = SubjectPath.normalized(path, root: root), known != "..", !known.hasPrefix("../")
            else {
                throw WrongValue("'\(path)' is no path of a file in the project")
            }
            var parameters: [String: Value] = ["path": .text(known)]
            if let branch = subject.branch { parameters["branch"] = .text(branch) }
            if let project = subject.project { parameters["project"] = .text(project) }
            let rows = try database.rows("known_about_file", parameters)
            if rows.rows.isEmpty, try database.hasFile(matching: GlobPattern.exact(known) + "/*") {
                Message.note("'\(known)' is a folder: name its files, such as \(known)/*")
            }
            files.append((known, rows))
        }
        try Output.write(ReviewBrief(files: files).text(maxTokens: maxTokens), to: output)
    }
}
