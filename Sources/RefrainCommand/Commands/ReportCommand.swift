import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report: the trend, or what keeps coming back.",
        discussion: """
            Every number in a report names the query that gives it. The HTML form is one file without scripts, which \
            asks nothing of the network.

              refrain report trend --since 90d --by week
              refrain report recurring --format markdown
            """,
        subcommands: [TrendCommand.self, RecurringCommand.self])
}

extension ReportFormat: ExpressibleByArgument {}
extension ReportPeriod: ExpressibleByArgument {}

/// What all reports share.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only this branch; without it, all branches.", valueName: "name"))
    var branch: String?

    @Option(help: ArgumentHelp("Only this repository.", valueName: "owner/name"))
    var project: String?

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    func style() -> TextStyle {
        let terminal = Terminal.standardOutput()
        return TextStyle(width: terminal.width ?? 100, colour: output == nil && terminal.hasColour)
    }
}

struct TrendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "What was open, new, resolved and reopened, period by period.",
        discussion: """
              refrain report trend --since 90d --by week
              refrain report trend --by month --format html --output trend.html
            """)

    @Option(help: "How long a period is.")
    var by: ReportPeriod = .week

    @Option(help: ArgumentHelp("From this day: 2026-09-01, or 90d, 12w, 6m, 1y ago.", valueName: "day"))
    var since: DayArgument?

    @Option(help: ArgumentHelp("Up to this day, inclusive.", valueName: "day"))
    var until: DayArgument?

    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let made = try TrendReport.make(
            from: database.open(),
            options: TrendOptions(
                period: by, since: since?.text, until: until?.text, branch: report.branch, project: report.project,
                generatedAt: Clock.now()))
        try Output.write(made.render(as: report.format, style: report.style()), to: report.output)
    }
}

struct RecurringCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurring",
        abstract: "What keeps coming back: over reviews, over files, after a fix.",
        discussion: """
              refrain report recurring --min-seen 3
              refrain report recurring --path 'tests/web/*' --format markdown
            """)

    @Option(help: ArgumentHelp("Issues that at least so many reviews reported.", valueName: "reviews"))
    var minSeen: Int = 2

    @Option(help: ArgumentHelp("Only files that match.", valueName: "glob"))
    var path: String?

    @Option(help: ArgumentHelp("At most so many rows a section.", valueName: "rows"))
    var limit: Int = 25

    @OptionGroup var report: ReportOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if minSeen < 1 { throw ValidationError("--min-seen is 1 or more") }
        if limit < 1 { throw ValidationError("--limit is 1 or more") }
    }

    func run() throws {
        let made = try RecurringReport.make(
            from: database.open(),
            options: RecurringOptions(
                minimumSeen: minSeen, branch: report.branch, project: report.project, path: path, limit: limit,
                generatedAt: Clock.now()))
        try Output.write(made.render(as: report.format, style: report.style()), to: report.output)
    }
}
