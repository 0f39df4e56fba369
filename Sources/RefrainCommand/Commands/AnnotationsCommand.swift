import ArgumentParser
import FindingsModel
import FindingsStore
import Reports

extension AnnotationFormat: ExpressibleByArgument {}

struct AnnotationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotations",
        abstract: "Print a run's new findings so that the CI system shows them at their lines.",
        discussion: """
            New are the findings that opened or reopened their issue, in any review of the newest run: of the CI run, or of \
            the commit, that came in last, by however many jobs. GitHub, Azure and TeamCity read them from the job's \
            log; GitLab reads none there, so its Code Quality report is written, to be kept as an artifact.

              refrain annotations github
              refrain annotations azure 'severity:>=medium' --baseline main
              refrain annotations gitlab --output gl-code-quality-report.json
            """)

    @Argument(help: "The CI system.")
    var system: AnnotationFormat

    @Argument(help: "Which findings, in the search language.")
    var search: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The run's reviews, by the beginnings of their ids; else all of the newest run.", valueName: "id"))
    var review: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave out what was known there: on a branch, at a date, at a review.", valueName: "branch|date|review"))
    var baseline: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let now = Clock.now()
        let text = search.joined(separator: " ")
        let query = text.isEmpty ? nil : try SearchQuery(text, subject: .findings, now: now)
        let database = try database.open()
        let reviews = try review.map { id in
            let found = try database.identify(id)
            guard found.kind == .review else {
                throw CommandFailure("--review \(id) is the id of a \(found.kind.rawValue)")
            }
            return found.uid
        }
        let compared = try baseline.map { try database.exportBaseline($0, now: now) }
        var records = try database.newFindings(
            of: reviews.isEmpty ? nil : reviews, matching: query, baseline: compared)
        if compared != nil { records = records.filter { $0.baselineState == .new } }
        let made = system.annotations(
            records,
            context: ExportContext(version: refrainVersion, now: now, categories: try database.exportCategories()))
        for note in made.notes { Message.note(note) }
        try Output.write(made.text, to: output)
    }
}
