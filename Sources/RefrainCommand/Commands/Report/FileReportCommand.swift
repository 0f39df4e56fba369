import ArgumentParser
import FindingsStore
import Reports

struct FileReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "All about one file: its issues, how they came and went, and who said what.",
        discussion: """
              refrain report file tests/web/checkout.test.ts
              refrain report file tests/web/checkout.test.ts --format html --output checkout.html
            """)

    @Argument(help: "The file's path, as reviews name it.", completion: Completions.paths)
    var path: String

    @Option(help: ArgumentHelp("At most so many reviews.", valueName: "rows"))
    var limit: Int = 25

    @OptionGroup var period: PeriodOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is 1 or more") }
    }

    func run() async throws {
        let database = try report.scope.open(database)
        var selection = try report.selection(of: database, period)
        selection.limit = limit
        let plain = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        guard let made = try FileReport.make(of: plain, from: database, selection: selection) else {
            let near = try database.files(containing: plain)
            throw CommandFailure(
                "no review of '\(plain)' is stored."
                    + (near.isEmpty
                        ? " Check the path; `refrain files` lists the files there are."
                        : " Did you mean \(near.joined(separator: ", "))?"))
        }
        try await report.write(made, from: database)
    }
}
