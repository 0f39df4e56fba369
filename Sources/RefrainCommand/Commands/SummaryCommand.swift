import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Write what the run changed, in Markdown for the job's page or a comment.",
        discussion: """
            What is new (in the run; of a pull request all that its branch brings), returned, fixed, known and accepted, \
            the worst with their lines (of what is known where nothing is new), and a small trend. A hidden first line, \(RunSummary.marker), lets a script find the comment that it is to bring up to \
            date. Nothing that reviews wrote can act in it: no mention, link, image or HTML.

              refrain summary >> "$GITHUB_STEP_SUMMARY"
              refrain summary --branch feature/seats --output comment.md
            """)

    @Option(help: ArgumentHelp("At most so many issues are named a list.", valueName: "rows"))
    var show: Int = 3

    @Option(help: ArgumentHelp("The run of this commit; the newest unless given.", valueName: "sha"))
    var commit: String?

    @Option(
        help: ArgumentHelp(
            "Where lines stand: an address with {path}, {line} and {commit}. GitHub's and GitLab's are known in their CI.",
            valueName: "address"))
    var link: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var subject: BranchOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if show < 0 || show > 100 { throw ValidationError("--show is from 0 to 100") }
    }

    func run() async throws {
        let database = try database.open()
        let branch = try await subject.resolved(in: database)
        var parameters: [String: Value] = [:]
        if let branch { parameters["branch"] = .text(branch) }
        if let project = subject.project { parameters["project"] = .text(project) }
        var run = parameters
        // Of no branch in particular: whichever was reviewed last.
        if branch == nil { run["branch"] = .text("*") }
        if let commit { run["commit"] = .text(commit.lowercased()) }
        let week = try eightWeeksAgo(parameters, in: database)
        let changes = try database.rows("run_changes", run)
        if let commit, try database.rows("commit_reviews", ["commit": .text(commit.lowercased())]).rows.isEmpty {
            Message.note("no review of commit '\(commit)' is stored: the run changed nothing")
        }

        func query(_ terms: String) throws -> SearchQuery {
            try SearchQuery(
                ([terms] + subject.terms(branch: branch)).joined(separator: " "), subject: .issues, now: Clock.now())
        }
        let undecided = "-is:rejected -is:accepted"
        var summary = RunSummary(new: RowSet(columns: [], rows: []), changes: changes, trend: week)
        let live = try database.count(.issues, matching: query("is:live \(undecided)"))
        if let branch, try !database.isDefaultBranch(branch, project: subject.project) {
            // What the pull request brings, whichever of its reviews was the first to say so.
            let new = try query("is:new \(undecided)")
            summary.new = try database.list(
                .issues, matching: new, columns: ["issue", "severity", "category", "path", "line", "title"],
                limit: max(1, show))
            summary.newCount = try database.count(.issues, matching: new)
        } else {
            // What this run was the first to report.
            summary.new = changes
            summary.new.rows = changes.rows.filter { $0.first == .text("opened") }
            summary.newCount = summary.new.rows.count
        }
        summary.knownCount = max(0, live - summary.newCount)
        if summary.newCount == 0 {
            summary.known = try database.list(
                .issues, matching: query("is:live \(undecided)"),
                columns: ["issue", "severity", "category", "path", "line", "title"], limit: max(1, show))
        }
        summary.acceptedCount = try database.count(.issues, matching: query("is:live is:accepted"))
        summary.branch = branch
        summary.shown = show
        summary.links = try links(commit: commit ?? Self.text(changes, "commit_sha"))
        try Output.write(summary.markdown, to: output)
    }

    /// The last eight weeks that have reviews.
    private func eightWeeksAgo(_ parameters: [String: Value], in database: FindingsDatabase) throws -> RowSet {
        var trend = try database.rows("trend", parameters.merging(["period": .text("week")]) { _, new in new })
        trend.rows = trend.rows.suffix(8)
        return trend
    }

    private func links(commit: String?) throws -> LineLinks? {
        let environment = ProcessInfo.processInfo.environment
        if let link {
            guard let links = LineLinks(template: link, commit: commit ?? "HEAD") else {
                throw WrongValue("--link is an http address with {path} in it, and no brackets, quotes or spaces")
            }
            return links
        }
        if let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"] {
            return LineLinks(template: LineLinks.gitHub(server: server, repository: repository), commit: commit)
        }
        if let project = environment["CI_PROJECT_URL"] {
            return LineLinks(template: LineLinks.gitLab(project: project), commit: commit)
        }
        return nil
    }

    private static func text(_ rows: RowSet, _ column: String) -> String? {
        guard let place = rows.columns.firstIndex(of: column), case .text(let text)? = rows.rows.first?[place] else {
            return nil
        }
        return text
    }
}
