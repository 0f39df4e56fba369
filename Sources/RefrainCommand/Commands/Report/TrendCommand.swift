import ArgumentParser
import FindingsStore
import Reports

struct TrendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "What was open, new, resolved and reopened, period by period.",
        discussion: """
              refrain report trend --since 90d --by week
              refrain report trend --path 'tests/web/*' --by month --format html --output trend.html
            """)

    @Option(help: ArgumentHelp("Only files that match.", valueName: "glob"), completion: Completions.paths)
    var path: String?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        try ScopeOptions.check(path, in: database)
        let made = try TrendReport.make(
            from: database,
            options: TrendOptions(
                period: try period.length(in: database, report.scope), since: period.since?.text,
                until: period.until?.text,
                branch: report.scope.branch(in: database),
                project: report.scope.project, path: path, generatedAt: Clock.now()))
        try await report.write(made, from: database)
    }
}
