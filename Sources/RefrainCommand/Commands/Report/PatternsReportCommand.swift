import ArgumentParser
import FindingsStore
import Reports

struct PatternsReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patterns",
        abstract: "The same kind of issue across files, with examples and the guideline to adopt.",
        discussion: """
              refrain report patterns
              refrain report patterns --path 'tests/web/*' --format markdown
            """)

    @OptionGroup var period: PeriodOptions
    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        try await report.write(
            PatternsReport.make(from: database, selection: report.selection(of: database, period, extent)),
            from: database)
    }
}
