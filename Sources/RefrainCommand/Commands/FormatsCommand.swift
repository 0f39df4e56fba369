import ArgumentParser
import FindingsModel
import Ingestion

struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats that can be ingested.",
        discussion: """
            The format of a document is found by its content; --from of `ingest` and `extract` overrides. Each has a page in \
            Documentation/Formats; ingest.formats of the configuration describes tables of your own.

              refrain formats
              refrain formats --format json
            """)

    @Option(
        help: ArgumentHelp("The configuration. Else REFRAIN_CONFIG, else .refrain/config.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @OptionGroup var output: TableOptions

    func run() throws {
        let own = try Configuration.load(config).mapping.tables
        try output.write(
            RowSet(
                columns: ["format", "name", "meaning"],
                rows: (InputFormats.all + own).map { [.text($0.id), .text($0.title), .text($0.summary)] }))
    }
}
