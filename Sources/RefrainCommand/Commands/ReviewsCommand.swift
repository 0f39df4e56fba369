import ArgumentParser
import FindingsStore

struct ReviewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviews",
        abstract: "List reviews: the newest first.",
        discussion: """
            A review is one pass of one reviewer over one or more files.

              refrain reviews 'path:tests/booking/** reviewer:model-*'
              refrain reviews --limit 5 --format json
              refrain reviews --by month --columns findings,praise
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws { try list.run(.reviews, database: database, output: output) }
}
