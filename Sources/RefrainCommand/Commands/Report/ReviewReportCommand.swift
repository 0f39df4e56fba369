import ArgumentParser
import FindingsStore
import Reports

struct ReviewReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "One review: its verdict, its remarks, and what it changed.",
        discussion: """
              refrain report review 3f9a
              refrain report review 3f9a --format html --output review.html
            """)

    @Argument(help: "The review's id, or the beginning of it.", completion: Completions.reviews)
    var id: String

    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        let (kind, uid) = try database.identify(id)
        let host = await report.lines.host()
        guard kind == .review,
            let made = try ReviewReport.make(of: uid, from: database, generatedAt: Clock.now(), host: host)
        else {
            throw CommandFailure(
                "\(id) is the id of a \(kind.rawValue), not of a review. `refrain reviews` lists the reviews.")
        }
        try await report.write(made, from: database)
    }
}
