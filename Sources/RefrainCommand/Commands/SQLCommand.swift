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
              refrain sql --schema issues
              refrain sql 'SELECT * FROM findings WHERE path = :path' --param path=tests/test_cart.py --format json
              refrain issues 'is:open' --explain-query | refrain sql -
            """)

    @Argument(help: "One SELECT statement, or - for standard input; with --schema a view, if only one is wanted.")
    var sql: String?

    @Flag(help: "Show the views and their columns, with what they mean, instead of running anything.")
    var schema = false

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("The value of a :name in the statement. Can be given again.", valueName: "name=value"))
    var parameters: [ParameterArgument] = []

    @Option(help: ArgumentHelp("Stop the statement after so many seconds.", valueName: "seconds"))
    var timeout: Double = 30

    @Option(
        help: ArgumentHelp("At most so many rows; 0 for all. On a terminal 1000 unless given.", valueName: "rows"))
    var limit: Int?

    @OptionGroup var owners: OwnerOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if sql == nil, !schema {
            throw ValidationError("Give one SELECT statement, or --schema to see what can be asked")
        }
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
        guard timeout > 0, timeout <= 86_400 else {
            throw ValidationError("--timeout is more than 0 and at most 86400 seconds")
        }
    }

    func run() throws {
        if schema {
            try output.write(SchemaCommand.rows(of: sql, tables: false))
            return
        }
        let text = sql == "-" ? StandardInput.readText() : sql ?? ""
        if text.hasSuffix(".sql"), !text.contains(where: \.isWhitespace) {
            throw WrongValue("'\(text)' is no statement. A file is read by: refrain sql - < \(text)")
        }
        let most = limit ?? (output.isOnScreen ? 1_000 : 0)
        let values = CompiledSearch.values(in: text)
            .merging(ParameterArgument.dictionary(parameters)) { _, given in given }
        let owners = try owners.rules()
        var rows = try database.withPath { path in
            try ReadOnlySQL(path: path, timeout: timeout, limit: most > 0 ? most : nil, owners: owners)
                .run(text, values)
        }
        let isCut = rows.isTruncated
        rows.isTruncated = isCut && !output.isText
        try output.write(rows)
        if isCut {
            Message.note("the first \(most) rows; --limit \(limit == nil ? "0 for all" : "chooses how many")")
        }
    }
}
