import ArgumentParser
import FindingsModel
import FindingsStore

struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Run your own SQL, read-only, on the documented views.",
        discussion: """
            The views are findings, issues, reviews, line_references, events, patterns and coverage; `refrain schema` \
            shows their columns. The connection cannot write, attach or load anything, and a statement that takes too \
            long is stopped. `-` reads the SQL from standard input. A line `-- :name = value` in it gives a value that \
            --param does not; `--explain-query` of a list writes such lines.

              refrain sql 'SELECT category, count(*) AS n FROM issues GROUP BY 1 ORDER BY 2 DESC'
              refrain sql 'SELECT * FROM findings WHERE path = :path' --param path=tests/test_cart.py --format json
              refrain issues 'is:open' --explain-query | refrain sql -
            """)

    @Argument(help: "One SELECT statement, or - for standard input.")
    var sql: String

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("The value of a :name in the statement. Can be given again.", valueName: "name=value"))
    var parameters: [ParameterArgument] = []

    @Option(help: ArgumentHelp("Stop the statement after so many seconds.", valueName: "seconds"))
    var timeout: Double = 30

    @Option(help: ArgumentHelp("At most so many rows; 0 for all.", valueName: "rows"))
    var limit: Int = 0

    @OptionGroup var owners: OwnerOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        guard timeout > 0, timeout <= 86_400 else {
            throw ValidationError("--timeout is between 0 and 86400 seconds")
        }
    }

    func run() throws {
        let text = sql == "-" ? StandardInput.readText() : sql
        let values = CompiledSearch.values(in: text)
            .merging(ParameterArgument.dictionary(parameters)) { _, given in given }
        let owners = try owners.rules()
        let rows = try database.withPath { path in
            try ReadOnlySQL(path: path, timeout: timeout, limit: limit > 0 ? limit : nil, owners: owners)
                .run(text, values)
        }
        try output.write(rows)
    }
}
