import ArgumentParser
import FindingsModel
import FindingsStore
import Reports

struct BadgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "badge",
        abstract: "Draw a badge of how many issues are open.",
        discussion: """
            The colour is that of the worst severity among them; green where there is none.

              refrain badge --output badge.svg
              refrain badge --search 'is:open branch:main severity:>=high' --label 'serious test issues'
            """)

    @Option(help: ArgumentHelp("Which issues are counted.", valueName: "search"))
    var search: String = "is:open"

    @Option(help: ArgumentHelp("The words on the left.", valueName: "text"))
    var label: String = "test issues"

    @Option(help: ArgumentHelp("The word after the number.", valueName: "text"))
    var unit: String = "open"

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let query = search.isEmpty ? nil : try SearchQuery(search, subject: .issues, now: Clock.now())
        let database = try database.open()
        let count = try database.count(.issues, matching: query)
        var worst: Severity?
        let order = SearchOrder("severity", descending: true)
        let rows = try database.list(.issues, matching: query, columns: ["severity"], sort: [order], limit: 1)
        if case .text(let name)? = rows.rows.first?.first { worst = Severity(rawValue: name) }
        let badge = Badge(label: label, message: unit.isEmpty ? "\(count)" : "\(count) \(unit)", worst: worst)
        try Output.write(badge.svg, to: output)
    }
}
