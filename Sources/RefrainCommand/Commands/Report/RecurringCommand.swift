import ArgumentParser
import FindingsStore
import Reports

struct RecurringCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurring",
        abstract: "What keeps coming back: over reviews, over files, after a fix.",
        discussion: """
            With the guideline to adopt for what stands in several files.

              refrain report recurring --min-seen 3
              refrain report recurring --path 'tests/web/*' --format markdown
            """)

    @Option(help: ArgumentHelp("Issues that at least so many reviews reported.", valueName: "reviews"))
    var minSeen: Int = 2

    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if minSeen < 1 { throw ValidationError("--min-seen is 1 or more") }
    }

    func run() async throws {
        let database = try report.scope.open(database)
        let made = try RecurringReport.make(
            from: database,
            options: RecurringOptions(
                minimumSeen: minSeen, branch: report.scope.branch(in: database), project: report.scope.project,
                path: extent.path,
                limit: extent.limit, generatedAt: Clock.now()))
        try await report.write(made, from: database)
    }
}
