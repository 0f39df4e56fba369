import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion
import ProseExtraction

struct ReanalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reanalyze",
        abstract: "Read all kept documents again by this build's rules, and match their history anew.",
        discussion: """
            After an update of Refrain, or of the team's lexicon or mapping. Documents are kept as they came in, so that \
            better rules can be run over all of them. Decisions of people go with their findings; reviews keep their ids. \
            What is replaced is kept too: a report with --as-of a day before says what it said then.

              refrain reanalyze --dry-run
              refrain reanalyze
            """)

    @Flag(name: [.customShort("n"), .long], help: "Show what would change, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Who does it; else the user of CI or of the account.", valueName: "name"))
    var by: String?

    @OptionGroup var tracking: TrackingOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws {
        let configuration = try tracking.configuration()
        let database = try database.open(.readWrite)
        let now = Clock.now()
        let intake = Intake(
            reader: DocumentReader(
                limits: DocumentLimits(bytes: 4096 << 20), mapping: configuration.mapping,
                judge: try TeamLexicon.judge()),
            resolver: SubjectResolver(options: SubjectOptions(), ci: nil, git: nil, now: now))
        let session = IngestSession(
            database, policy: try tracking.policy(), now: now, renames: .init(isGuessed: false))
        var progress: Progress?
        let outcome = try session.reanalyze(
            extractorVersion: ProseReader.version, author: by ?? Author.current(), dryRun: dryRun,
            progress: { done, total in
                let shown = progress ?? Progress(total: total, of: "reviews")
                progress = shown
                shown.advance(to: done)
            }, reading: intake.reread)
        progress?.finish()
        for source in outcome.unreadable.prefix(20) {
            Message.note("\(source): the kept document cannot be read by this build; its review stays as it is")
        }
        let rows = Self.rows(outcome)
        if !output.isText || !rows.rows.isEmpty { try output.write(rows) }
        if output.isText { StandardOutput.write(sentence(outcome)) }
        if !outcome.unreadable.isEmpty { throw ExitStatus.couldNot }
    }

    private static func rows(_ outcome: ReanalysisOutcome) -> RowSet {
        RowSet(
            columns: [
                "review", "source", "reviewed_at", "findings_before", "findings_after", "titles", "severities",
                "categories", "lines", "polarities",
            ],
            rows: outcome.changed.map { change in
                [.text(change.review), .text(change.source), .text(change.reviewedAt)]
                    + [
                        change.findingsBefore, change.findingsAfter, change.titles, change.severities,
                        change.categories, change.lines, change.polarities,
                    ].map { .integer(Int64($0)) }
            })
    }

    private func sentence(_ outcome: ReanalysisOutcome) -> String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        let would = dryRun ? "would " : ""
        var text = "\(count(outcome.reviews, "review")) read again: "
        text +=
            outcome.isEmpty
            ? "nothing \(would)change\(dryRun ? "" : "s")" : "\(outcome.changed.count) \(would)read otherwise"
        if !outcome.isEmpty {
            text += ", \(count(outcome.moved, "finding")) \(would)share an issue with others than before"
            text += "; \(count(outcome.issuesBefore, "issue")) before, \(outcome.issuesAfter) after"
        }
        return text + ".\n"
    }
}
