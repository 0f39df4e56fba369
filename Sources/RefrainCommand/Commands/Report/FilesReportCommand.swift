import ArgumentParser
import FindingsStore
import Reports

struct FilesReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "Which files to look at: the worst, what changed, what waits for a review.",
        discussion: """
            With a heat map of files and weeks. `refrain report file PATH` tells all about one.

              refrain report files --since 90d
              refrain report files --path 'tests/web/*' --format html --output files.html
            """)

    @OptionGroup var period: PeriodOptions
    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        try await report.write(
            FilesReport.make(from: database, selection: report.selection(of: database, period, extent)), from: database)
    }
}
