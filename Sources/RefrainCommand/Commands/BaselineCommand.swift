import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion

struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Adopt what is known today: from now on only what comes later is new.",
        discussion: """
            For an old project that begins to use the gate: its issues stay listed and followed, but `is:new` and \
            `refrain gate` look only at what is reported, or comes back after a fix, after the baseline. The newest \
            baseline counts; `refrain query baselines` lists them.

              refrain baseline --reason 'we begin with the gate'
              refrain baseline --branch release/2 --at 2026-09-01 --reason 'as released'
            """)

    @Option(help: ArgumentHelp("Why; it is kept with the baseline.", valueName: "text"))
    var reason: String

    @Option(
        help: ArgumentHelp("The moment, as a day or a time in ISO 8601; now unless given.", valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("Who decides; else the user of CI or of the account.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("The branch; each project's default branch unless given.", valueName: "name"))
    var branch: String?

    @Option(help: ArgumentHelp("Only this project.", valueName: "owner/name"))
    var project: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let now = Clock.now()
        var moment = now
        if let at {
            guard let told = Timestamp.normalized(at) else {
                throw WrongValue("--at '\(at)' is no time: write 2026-09-01 or 2026-09-01T10:30:00Z")
            }
            guard told <= now else { throw WrongValue("--at \(at) is in the future") }
            moment = told
        }
        let adopted = try database.open(.readWrite).adoptBaseline(
            branch: branch, project: project, adoptedAt: moment, reason: reason, author: by ?? Author.current(),
            now: now)
        guard !adopted.isEmpty else {
            throw CommandFailure(
                "no review of \(branch.map { "branch '\($0)'" } ?? "a default branch") is stored: ingest first, or name "
                    + "another with --branch (`refrain reviews --columns project,branch` shows what there is)")
        }
        for baseline in adopted {
            StandardOutput.write(
                Failure.printable(
                    (baseline.project.isEmpty ? "" : "\(baseline.project): ")
                        + "\(baseline.issues) live \(baseline.issues == 1 ? "issue" : "issues") adopted; what comes after "
                        + "\(baseline.adoptedAt) is new.\n"))
        }
    }
}

/// Who decides, where nobody is named.
enum Author {
    static func current(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        let names = ["REFRAIN_AUTHOR", "GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_REQUESTEDFOR", "USER", "LOGNAME"]
        return names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "unknown"
    }
}
