import ArgumentParser
import FindingsStore
import Reports

struct RecurringCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurring",
        abstract: "What keeps coming back: over reviews, over files, after a fix.",
        discussion: """
            With the guideline to adopt for what stands in several files.

              refrain report recurring --since 90d --min-seen 3
              refrain report recurring --path 'tests/web/*' --format markdown
            """)

    @Option(help: ArgumentHelp("Issues that at least so many reviews reported.", valueName: "reviews"))
    var minSeen: Int = 2

    @Option(
        help: ArgumentHelp(
            "Only what was reported on this day or later: 2026-09-01, or 90d, 12w, 6m, 1y ago. Its whole history counts.",
            valueName: "day"))
    var since: DayArgument?

    @Option(help: ArgumentHelp("Only what was first reported up to this day, inclusive.", valueName: "day"))
    var until: DayArgument?

    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if minSeen < 1 { throw ValidationError("--min-seen is 1 or more") }
        if let since, let until, since.text > until.text {
            throw ValidationError("--since \(since.text) is after --until \(until.text)")
        }
    }

    func run() async throws {
        let database = try report.scope.open(database)
        try ScopeOptions.check(extent.path, in: database)
        let made = try RecurringReport.make(
            from: database,
            options: RecurringOptions(
                minimumSeen: minSeen, since: since?.text, until: until?.text, branch: report.scope.branch(in: database),
                project: report.scope.project,
                path: extent.path,
                limit: extent.limit, generatedAt: Clock.now()))
        try await report.write(made, from: database)
    }
}
