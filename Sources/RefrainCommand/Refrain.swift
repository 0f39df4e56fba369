import ArgumentParser
import CProcessSetup

/// The command line: each subcommand is a file of `Commands/`.
struct Refrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refrain",
        abstract: "A findings database for code reviews: what keeps coming back, where, since when.",
        discussion: """
            Refrain ingests the reviews that models, tools and people write of your files, finds the remarks in them, \
            recognises the same issue from review to review, and answers questions about all of it.

              refrain ingest review.md --path tests/test_cart.py
              refrain issues 'is:open severity:>=medium'
              refrain report trend --format html --output trend.html

            The database is found by --db, then REFRAIN_DB, then .refrain/refrain.db in this folder or above it.
            Exit codes: 0 done; 1 the verdict that was asked for is negative; 2 it could not be done; 64 wrong usage.
            """,
        version: refrainVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Reviews in",
                subcommands: [
                    IngestCommand.self, MergeCommand.self, ReanalyzeCommand.self, ExtractCommand.self,
                    FormatsCommand.self,
                ]),
            CommandGroup(
                name: "Questions",
                subcommands: [
                    IssuesCommand.self, FindingsCommand.self, ReviewsCommand.self, FilesCommand.self, ShowCommand.self,
                    OpenCommand.self, ExplainCommand.self, PatternsCommand.self, SearchCommand.self, QueryCommand.self,
                    SQLCommand.self,
                ]),
            CommandGroup(name: "Verdicts", subcommands: [TriageCommand.self, GateCommand.self, BaselineCommand.self]),
            CommandGroup(name: "To where people look", subcommands: [SummaryCommand.self, BriefCommand.self]),
            CommandGroup(name: "Reports", subcommands: [ReportCommand.self]),
            CommandGroup(
                name: "Out",
                subcommands: [ExportCommand.self, AnnotationsCommand.self, BadgeCommand.self, MetricsCommand.self]),
            CommandGroup(name: "Reference", subcommands: [CategoriesCommand.self, SchemaCommand.self]),
        ])
}

/// The version of this build; a release sets it here and in CHANGELOG.md.
let refrainVersion = "0.1.0"

@main
enum Main {
    static func main() async {
        // A reader that stops reading (`| head`) is no failure.
        ignoreBrokenPipe()
        refrain_memory_set_up()
        do {
            let words = SearchArguments.written(Array(CommandLine.arguments.dropFirst()))
            if let unknown = UnknownCommand.first(in: words, of: Refrain.self) {
                StandardError.write("refrain: \(Failure.printable(unknown.description))\n")
                exit(with: .usage)
            }
            var command = try Refrain.parseAsRoot(words)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let status as ExitStatus {
            exit(with: status)
        } catch let error where Failure.isOurs(error) {
            StandardError.write("refrain: \(Failure.text(of: error))\n")
            exit(with: Failure.status(of: error))
        } catch {
            Refrain.exit(withError: error)
        }
    }
}
