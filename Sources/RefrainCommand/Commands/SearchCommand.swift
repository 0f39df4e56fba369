import ArgumentParser
import FindingsModel
import FindingsStore

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search the words of all findings, best matches first.",
        discussion: """
            Words are all wanted; "quotes" keep a phrase together, a trailing * takes any ending. Parts of snake_case and \
            camelCase names are found too. Fields such as severity: belong to `refrain findings`.

              refrain search 'image uuid'
              refrain search '"fixed sleep"' --limit 5
              refrain search 'migrat*' --format json
            """)

    @Argument(help: "What to look for.")
    var words: [String]

    @Option(help: ArgumentHelp("At most so many rows.", valueName: "rows"))
    var limit: Int = 20

    @Flag(help: "Exit with 1 when something was found.")
    var exitCode = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is 1 or more") }
    }

    func run() throws {
        let rows = try database.open().search(words.joined(separator: " "), limit: limit)
        try output.write(rows)
        if rows.rows.isEmpty, words.contains(where: { $0.contains(":") }) {
            StandardError.write(
                "refrain: only words are searched for here; fields such as severity: belong to `refrain findings`\n")
        }
        if exitCode, !rows.rows.isEmpty { throw ExitStatus.verdict }
    }
}
