import ArgumentParser
import FindingsStore
import Reports

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "The page for the team's meeting: five things to know, in sentences with numbers.",
        discussion: """
            The fortnight up to the last review, unless told otherwise.

              refrain report digest --branch main
              refrain report digest --since 30d --format markdown
            """)

    @Option(help: ArgumentHelp("From this day: 2026-09-01, or 14d, 2w ago.", valueName: "day"))
    var since: DayArgument?

    @Option(help: ArgumentHelp("Up to this day, inclusive.", valueName: "day"))
    var until: DayArgument?

    @Option(help: ArgumentHelp("Only files that match.", valueName: "glob"), completion: Completions.paths)
    var path: String?

    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let since, let until, since.text > until.text {
            throw ValidationError("--since \(since.text) is after --until \(until.text)")
        }
    }

    func run() async throws {
        let database = try report.scope.open(database)
        var selection = try report.selection(of: database)
        selection.since = since?.text
        selection.until = until?.text
        selection.path = path
        try ScopeOptions.check(path, in: database)
        try await report.write(
            DigestReport.make(from: database, selection: DigestReport.span(of: selection, from: database)),
            from: database)
    }
}
