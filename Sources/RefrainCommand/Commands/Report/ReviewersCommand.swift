import ArgumentParser
import FindingsStore
import Reports

struct ReviewersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviewers",
        abstract: "How much each reviewer finds, how steady they are, how far they agree, what came of it.",
        discussion: """
              refrain report reviewers --since 90d
            """)

    @OptionGroup var period: PeriodOptions
    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        try await report.write(
            ReviewersReport.make(from: database, selection: report.selection(of: database, period, extent)),
            from: database)
    }
}
