import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Write a report: the trend, what keeps coming back, files, reviewers, a comparison, a digest, a site.",
        discussion: """
            Every number in a report names the query that gives it. The HTML form is one file without scripts, which \
            asks nothing of the network; it holds each issue that it speaks of, with its history and the reviewers' words, \
            and prints to PDF from any browser.

              refrain report trend --since 90d --by week
              refrain report digest --search 'severity:>=medium -triage:rejected'
              refrain report compare 2026-09 2026-10 --format html --output october.html
              refrain report site --out public
            """,
        subcommands: [
            TrendCommand.self, RecurringCommand.self, FilesReportCommand.self, FileReportCommand.self,
            ReviewReportCommand.self, CompareCommand.self, ReviewersCommand.self, PatternsReportCommand.self,
            DigestCommand.self, SiteCommand.self,
        ])
}

extension ReportFormat: ExpressibleByArgument {}
extension ReportPeriod: ExpressibleByArgument {}

/// What all reports share.
struct ReportOptions: ParsableArguments {
    @OptionGroup var scope: ScopeOptions

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var lines: LineOptions

    func style() -> TextStyle {
        let terminal = Terminal.standardOutput()
        return TextStyle(width: terminal.width ?? 100, colour: output == nil && terminal.hasColour)
    }

    /// Writes the report; a page with its issues in full.
    func write(_ report: Report, from database: FindingsDatabase) async throws {
        var report = report
        if format == .html {
            report = try report.withDetails(
                from: database, branch: scope.branch(in: database), project: scope.project, host: await lines.host())
        }
        if let search = scope.search { report = report.narrowed(to: search) }
        try Output.write(report.render(as: format, style: style()), to: output)
    }
}

/// What a report looks at: a branch, a project, the issues of a search.
struct ScopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A branch, or a pattern such as 'release/*'; '*' for all. Without it the project's default branch.",
            valueName: "name"),
        completion: Completions.branches)
    var branch: String?

    @Option(
        help: ArgumentHelp("Only this repository.", valueName: "owner/name"), completion: Completions.projects)
    var project: String?

    @OptionGroup var narrowing: NarrowingOptions

    var search: String? { narrowing.search }

    /// The database, which shows the issues of the search alone.
    func open(_ database: DatabaseOptions) throws -> FindingsDatabase {
        let database = try database.open()
        try narrowing.apply(to: database)
        if let branch, try database.rows("branches", ["branch": .text(branch)], limit: 1).rows.isEmpty {
            throw CommandFailure(
                "no review of branch '\(branch)' is stored. Check the name; `refrain query branches` lists the branches there "
                    + "are.")
        }
        if let project, try database.rows("branches", ["project": .text(project)], limit: 1).rows.isEmpty {
            throw CommandFailure(
                "no review of project '\(project)' is stored. Check the name; `refrain query branches` lists the projects there "
                    + "are.")
        }
        return database
    }

    /// - Throws: ``CommandFailure`` where no reviewed file fits the pattern.
    static func check(_ path: String?, in database: FindingsDatabase) throws {
        guard let path, try !database.hasFile(matching: path) else { return }
        let near = try database.files(containing: path.replacing("*", with: ""))
        throw CommandFailure(
            "no reviewed file matches '\(path)', in which * stands for any characters."
                + (near.isEmpty
                    ? " `refrain files` lists the files there are."
                    : " There is \(near.joined(separator: ", ")): give --path '*\(path.replacing("*", with: ""))*'."))
    }

    /// The branch that is told; else the default branch by its name, or `*` where no review of one is stored. `nil` where
    /// projects differ in it.
    func branch(in database: FindingsDatabase) throws -> String? {
        try branch ?? DefaultBranch(in: database, project: project).parameter
    }
}

/// The issues that a report or a query is about.
struct NarrowingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only issues that match, in the search language, as they stand now; their whole history counts.",
            valueName: "search"),
        completion: Completions.issueSearch)
    var search: String?

    @OptionGroup var owners: OwnerOptions

    func apply(to database: FindingsDatabase) throws {
        guard let search else { return }
        let query = try SearchQuery(search, subject: .issues, now: Clock.now())
        if query.namesOwners { try database.useOwners(owners.neededRules()) }
        try database.narrow(to: query)
    }
}

/// Where lines of code can be looked at, for the links of pages.
struct LineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address of the repository's page, for links to lines on GitHub, GitLab, Bitbucket, Gitea or Azure. Else that of the review's CI run, of this CI run, or of git's origin.",
            valueName: "address"))
    var repositoryURL: String?

    @Option(
        help: ArgumentHelp(
            "Where lines stand on any other host: an address with {path}, {line} and {commit}.", valueName: "address"))
    var link: String?

    func validate() throws {
        if let link, CodeHost(template: link) == nil {
            throw ValidationError("--link is an http address with {path} in it, and no brackets, quotes or spaces")
        }
        if let repositoryURL, CodeHost(repository: repositoryURL) == nil {
            throw ValidationError(
                "--repository-url is the address of a repository on GitHub, GitLab, Bitbucket, Gitea or Azure; for another host "
                    + "give --link, an address with {path}, {line} and {commit}")
        }
    }

    /// What is told, else what CI's environment or git's origin tell.
    func host() async -> CodeHost? {
        if let link { return CodeHost(template: link) }
        if let repositoryURL { return CodeHost(repository: repositoryURL) }
        let environment = ProcessInfo.processInfo.environment
        if let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"] {
            return CodeHost(template: LineLinks.gitHub(server: server, repository: repository))
        }
        if let project = environment["CI_PROJECT_URL"] {
            return CodeHost(template: LineLinks.gitLab(project: project))
        }
        return await RunContext.origin().flatMap { CodeHost(repository: $0) }
    }
}

/// Over which time, in periods of which length.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: "How long a period is. Without it a week, or a month where the time is longer than two and a half years.")
    var by: ReportPeriod?

    @Option(help: ArgumentHelp("From this day: 2026-09-01, or 90d, 12w, 6m, 1y ago.", valueName: "day"))
    var since: DayArgument?

    @Option(help: ArgumentHelp("Up to this day, inclusive.", valueName: "day"))
    var until: DayArgument?

    func validate() throws {
        if let since, let until, since.text > until.text {
            throw ValidationError("--since \(since.text) is after --until \(until.text)")
        }
    }

    /// What is told, else what fits the time.
    func length(in database: FindingsDatabase, _ scope: ScopeOptions) throws -> ReportPeriod {
        try by
            ?? .fitting(
                since: since?.text, until: until?.text, branch: scope.branch(in: database), project: scope.project,
                from: database)
    }
}

/// Which files, and how many rows.
struct ExtentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only files that match.", valueName: "glob"), completion: Completions.paths)
    var path: String?

    @Option(help: ArgumentHelp("At most so many rows a section.", valueName: "rows"))
    var limit: Int = 25

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is 1 or more") }
    }
}

extension ReportOptions {
    func selection(
        of database: FindingsDatabase, _ period: PeriodOptions? = nil, _ extent: ExtentOptions? = nil
    ) throws -> ReportSelection {
        try ScopeOptions.check(extent?.path, in: database)
        return ReportSelection(
            period: try period?.length(in: database, scope) ?? .week, since: period?.since?.text,
            until: period?.until?.text,
            branch: try scope.branch(in: database), project: scope.project, path: extent?.path,
            limit: extent?.limit ?? 25, generatedAt: Clock.now())
    }
}
