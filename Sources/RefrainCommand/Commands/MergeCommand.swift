import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import IssueTracking

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Take in what other databases hold, as those of parallel jobs.",
        discussion: """
            Reviews, decisions and baselines of the others go into this database, which is made where it is not there. \
            The same review twice is once: a merge can be run again, and the order of merges does not matter. Nothing is \
            written unless all the others can be opened.

              refrain merge job-*/refrain.db
              refrain merge --db all.db linux.db macos.db
            """)

    @Argument(help: ArgumentHelp("Databases to take in.", valueName: "other"), completion: .file(extensions: ["db"]))
    var others: [String]

    @OptionGroup var tracking: TrackingOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws {
        let sources = try others.map(Self.opened)
        let target = try database.open(.create)
        var progress: Progress?
        let outcome = try target.merge(
            sources, policy: try tracking.policy(), now: Clock.now()
        ) { done, total in
            let shown = progress ?? Progress(total: total, of: "reviews")
            progress = shown
            shown.advance(to: done)
        }
        progress?.finish()
        if output.isText {
            StandardOutput.write("\(Self.sentence(outcome))\n")
        } else {
            try output.write(
                RowSet(
                    columns: ["reviews", "findings", "known", "decisions", "baselines"],
                    rows: [
                        [outcome.reviews, outcome.findings, outcome.known, outcome.decisions, outcome.baselines].map {
                            .integer(Int64($0))
                        }
                    ]))
        }
    }

    /// - Throws: what is wrong with an argument of this command; how to mend it is not by `--db`.
    private static func opened(_ path: String) throws -> FindingsDatabase {
        do {
            return try FindingsDatabase(path: path, access: .read)
        } catch StoreError.databaseNotFound {
            throw CommandFailure("there is no database at \(path): name those that `refrain ingest` made in other jobs")
        } catch StoreError.notADatabase, StoreError.notARefrainDatabase {
            throw CommandFailure("\(path) is no database of Refrain's; a report goes in with `refrain ingest`")
        }
    }

    private static func sentence(_ outcome: MergeOutcome) -> String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        var text = "\(count(outcome.reviews, "review")) merged"
        if outcome.known > 0 { text += ", \(outcome.known) already there" }
        text += ": \(count(outcome.findings, "finding"))"
        if outcome.decisions > 0 { text += ", \(count(outcome.decisions, "decision"))" }
        if outcome.baselines > 0 { text += ", \(count(outcome.baselines, "baseline"))" }
        return text + "."
    }
}
