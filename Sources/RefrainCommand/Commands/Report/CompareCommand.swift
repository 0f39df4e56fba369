import ArgumentParser
import FindingsStore
import Reports

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Two dates, branches, commits or periods side by side: what entered and what left.",
        discussion: """
            A side is a day (2026-09-01, or 30d ago), a month (2026-09), a period (2026-09-01..2026-09-14), a branch, or the \
            beginning of a reviewed commit's hash. Days and periods are those of --branch.

              refrain report compare 30d today --branch main
              refrain report compare 2026-08 2026-09
              refrain report compare main feature/seats
              refrain report compare 5674527d 12e1834b --format markdown
            """)

    @Argument(help: "The first side.", completion: Completions.branches)
    var first: String

    @Argument(help: "The second side.", completion: Completions.branches)
    var second: String

    @OptionGroup var extent: ExtentOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let database = try report.scope.open(database)
        let sides = try [first, second].map { text -> ComparisonSide in
            let day = DayArgument(argument: text)?.text
            guard
                let side = try ComparisonSide.read(
                    day ?? text, branch: report.scope.branch(in: database), project: report.scope.project,
                    from: database)
            else {
                throw CommandFailure(
                    "'\(text)' is no day, month or period, and no branch or commit of which a review is stored. "
                        + "`refrain reviews --columns branch,commit_sha` lists those there are.")
            }
            return side
        }
        try await report.write(
            CompareReport.make(
                sides[0], sides[1], from: database, selection: report.selection(of: database, nil, extent)),
            from: database)
    }
}
