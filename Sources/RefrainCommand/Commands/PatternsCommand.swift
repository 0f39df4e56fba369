import ArgumentParser
import FindingsModel
import FindingsStore
import IssueTracking
import Reports

struct PatternsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patterns",
        abstract:
            "What issues of several files share: one fixture, helper, call or literal, and the guideline to adopt.",
        discussion: """
            A pattern is issues of one category in at least two files whose remarks name the same code. Such issues are \
            mended by one change, or by a guideline, not by a patch in each file. Ids stay the same as long as the code is \
            shared. With an id: the issues of that pattern, and a guideline to paste.

              refrain patterns
              refrain patterns --category hard-coded-value --min-files 3
              refrain patterns 4f1c

            `refrain report patterns` shows the categories as a whole.
            """)

    @Argument(help: "The id of a pattern, or the beginning of it.")
    var id: String?

    @Option(help: ArgumentHelp("In how many files a pattern must be, 2 or more.", valueName: "files"))
    var minFiles: Int = 2

    @Option(help: ArgumentHelp("Only this category.", valueName: "id"), completion: Completions.categories)
    var category: String?

    @Option(
        help: ArgumentHelp(
            "A branch, or a pattern such as 'release/*'; '*' for all. Without it the project's default branch.",
            valueName: "name"),
        completion: Completions.branches)
    var branch: String?

    @Option(help: ArgumentHelp("Only this repository.", valueName: "owner/name"), completion: Completions.projects)
    var project: String?

    @Option(
        help: ArgumentHelp("Only files that match, such as 'tests/unit/*'.", valueName: "glob"),
        completion: Completions.paths)
    var path: String?

    @Option(help: ArgumentHelp("At most so many patterns.", valueName: "rows"))
    var limit: Int = 50

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if minFiles < 2 { throw ValidationError("--min-files is 2 or more: a pattern is in several files") }
        if limit < 1 { throw ValidationError("--limit is 1 or more") }
    }

    func run() throws {
        let database = try database.open()
        var parameters: [String: Value] = [:]
        for (name, value) in [("branch", branch), ("project", project), ("path", path), ("category", category)] {
            if let value { parameters[name] = .text(value) }
        }
        let found = SharedPatterns(try database.rows("standing_issues", parameters), leastFiles: minFiles)
        guard let id else {
            let table = found.table(limit: limit, month: String(Clock.now().prefix(7)))
            try output.write(table)
            if table.rows.isEmpty, output.isText {
                Message.note(
                    "the remarks of no \(minFiles) files name the same code. `refrain report patterns` tells which kinds of issues "
                        + "stand in several files")
            }
            return
        }
        let named = found.patterns(beginning: id)
        guard let pattern = named.first else {
            throw CommandFailure(
                "there is no pattern '\(id)' among issues that stand now. `refrain patterns` lists them")
        }
        guard named.count == 1 else {
            throw CommandFailure(
                "'\(id)' could be \(named.prefix(5).map(\.id).joined(separator: ", ")). Give more of it")
        }
        try output.write(found.issues(of: pattern))
        if output.isText {
            StandardOutput.write(Failure.printable("\nGuideline: \(SharedPatterns.guideline(for: pattern))\n"))
        }
    }
}
