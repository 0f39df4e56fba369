import ArgumentParser
import FindingsModel
import FindingsStore
import Reports

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run a named query, or list them with their meaning.",
        discussion: """
            Every figure in a report comes from a named query that you can run here. A team's own are files \
            .refrain/queries/NAME.sql in the form that Documentation/SQL.md tells.

              refrain query
              refrain query --all
              refrain query recurring --param min_seen=3 --limit 10
              refrain query recurring --search 'severity:>=medium is:untriaged'
              refrain query recurring --describe
            """)

    @Argument(help: "The query; without it, all are listed.", completion: Completions.queries)
    var name: String?

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp(
            "A parameter. Can be given again. Days are written as 2026-09-01, or as 90d, 12w, 6m, 1y ago.",
            valueName: "name=value"),
        completion: Completions.parameters)
    var parameters: [ParameterArgument] = []

    @Flag(help: "Show the query's parameters, columns and SQL instead of running it.")
    var describe = false

    @Flag(help: "List those, too, that give reports and commands their rows.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "At most so many rows; 0 for all. Many queries stop at 50 rows or so unless given, and say so.",
            valueName: "rows"))
    var limit: Int?

    @OptionGroup var narrowing: NarrowingOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
    }

    func run() throws {
        guard let name else {
            // Programs get all of them.
            let isWhole = all || !output.isText
            let known = try TeamQueries.load() + NamedQuery.all
            try output.write(
                RowSet(
                    columns: ["query", "meaning", "parameters"],
                    rows: known.filter { isWhole || !$0.isPart }.map { query in
                        [
                            .text(query.name), .text("\(query.title): \(query.meaning)"),
                            .text(query.parameters.map(\.name).joined(separator: ", ")),
                        ]
                    }))
            if !isWhole {
                Message.note(
                    "\(known.count(where: \.isPart)) more give reports and commands their rows: --all lists them")
            }
            return
        }
        let query = try TeamQueries.named(name)
        if describe {
            StandardOutput.write(Self.description(of: query))
            return
        }
        let database = try database.open()
        try narrowing.apply(to: database)
        let rows = try database.listing(of: query, values(for: query), limit: limit)
        try output.write(rows)
        if rows.isTruncated, [.csv, .json, .jsonl].contains(output.format), let how = rows.howToSeeMore {
            let count = rows.rows.count
            Message.note("\(count) row\(count == 1 ? "" : "s"), and there are more: \(how)")
        }
    }

    /// Days that are told as so long ago become dates, which is what queries take.
    private func values(for query: NamedQuery) -> [String: Value] {
        var values = ParameterArgument.dictionary(parameters)
        for parameter in query.parameters where parameter.type == .date {
            guard case .text(let told) = values[parameter.name], let day = DayArgument(told, today: Clock.date) else {
                continue
            }
            values[parameter.name] = .text(day.text)
        }
        return values
    }

    private static func description(of query: NamedQuery) -> String {
        var text = "\(query.name)\n\(query.title): \(query.meaning)\n"
        if !query.explanation.isEmpty { text += "\n\(query.explanation)\n" }
        if !query.parameters.isEmpty {
            text += "\nParameters:\n"
            for parameter in query.parameters {
                let value = parameter.isRequired ? ", required" : parameter.defaultValue.map { ", default \($0)" } ?? ""
                let type =
                    parameter.type == .choice ? parameter.choices.joined(separator: "|") : parameter.type.rawValue
                text += "  \(parameter.name) (\(type)\(value)): \(parameter.meaning)\n"
            }
        }
        text += "\nColumns:\n"
        for column in query.columns { text += "  \(column.name): \(column.meaning)\n" }
        let sql = query.sql.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("--") }
        return text + "\n" + sql.joined(separator: "\n")
    }
}
