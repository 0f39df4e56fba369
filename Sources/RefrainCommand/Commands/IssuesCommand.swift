import ArgumentParser
import FindingsStore

struct IssuesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issues",
        abstract: "List issues: the most severe first, then the last seen.",
        discussion: """
            An issue is one underlying problem of one file, followed over its reviews and known by its state on each branch.

              refrain issues 'is:open severity:>=medium path:tests/**'
              refrain issues 'category:sleepy-test seen:>=3' --format csv
              refrain issues 'is:open' --by category,week
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws { try list.run(.issues, database: database, output: output) }
}
