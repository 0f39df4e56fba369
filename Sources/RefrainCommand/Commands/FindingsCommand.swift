import ArgumentParser
import FindingsStore

struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List findings: the newest first.",
        discussion: """
            A finding is one remark of one review.

              refrain findings 'path:tests/booking/** is:praise'
              refrain findings 'reviewer:model-a "image uuid"' --format json
              refrain findings 'reviewed:<90d' --by reviewer
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws { try list.run(.findings, database: database, output: output) }
}
