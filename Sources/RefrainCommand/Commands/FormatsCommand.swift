import ArgumentParser
import FindingsModel
import Ingestion

struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats that can be ingested.",
        discussion: """
            The format of a document is found by its content; --from of `ingest` and `extract` overrides.

              refrain formats
              refrain formats --format json
            """)

    @OptionGroup var output: TableOptions

    func run() throws {
        try output.write(
            RowSet(
                columns: ["format", "name", "meaning"],
                rows: InputFormats.all.map { [.text($0.id), .text($0.title), .text($0.summary)] }))
    }
}
