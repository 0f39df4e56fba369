import ArgumentParser
import FindingsModel
import FindingsStore
import Reports

extension ExportFormat: ExpressibleByArgument {}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write issues or findings in another tool's format.",
        discussion: """
            Without a search, live issues (open or missing) are written; with a baseline also those resolved since. \
            Documentation/Exports.md tells what each format carries.

              refrain export sarif 'is:live branch:main' --output refrain.sarif
              refrain export sarif --baseline 2026-09-01 'path:tests/**'
              refrain export gitlab 'is:open branch:main' --output gl-code-quality-report.json
              refrain export jsonl --findings 'is:praise'
            """)

    @Argument(help: "The format.")
    var format: ExportFormat

    @Argument(
        help: ArgumentHelp(
            "What to export, in the search language.", discussion: "Words of several arguments are joined."))
    var search: [String] = []

    @Flag(help: "Export single findings instead of issues.")
    var findings = false

    @Option(
        help: ArgumentHelp(
            "Compare with a branch, a date or a review: new, unchanged, updated or absent.",
            valueName: "branch|date|review"))
    var baseline: String?

    @Option(help: ArgumentHelp("At most so many; 0 for all.", valueName: "rows"))
    var limit: Int = 0

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit is 0 or more") }
    }

    func run() throws {
        let now = Clock.now()
        let subject: SearchSubject = findings ? .findings : .issues
        let typed = search.joined(separator: " ")
        let text = typed.isEmpty && !findings && baseline == nil ? "is:live" : typed
        let query = text.isEmpty ? nil : try SearchQuery(text, subject: subject, now: now)
        let database = try database.open()
        let compared = try baseline.map { try database.exportBaseline($0, now: now) }
        let records = try database.exportRecords(
            subject, matching: query, baseline: compared, limit: limit > 0 ? limit : nil)
        let export = format.export(
            records,
            context: ExportContext(
                version: refrainVersion, now: now, categories: try database.exportCategories(),
                hasBaseline: compared != nil))
        for note in export.notes { Message.note(note) }
        try Output.write(export.text, to: output)
    }
}
