import ArgumentParser
import FindingsStore
import Reports

struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print metrics in OpenMetrics text, for Prometheus.",
        discussion: """
            Issues by state, severity and category, findings, reviews and the time of the newest review, for each project \
            and branch. The numbers are those of `refrain query metrics`.

              refrain metrics
              refrain metrics --output /var/lib/node_exporter/textfile/refrain.prom
            """)

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        try Output.write(OpenMetricsText.text(database.open().rows("metrics")), to: output)
    }
}
