import ArgumentParser
import FindingsStore

struct FilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "List reviewed files, with what is open in them.",
        discussion: """
              refrain files
              refrain files 'path:tests/web/**' --format markdown
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws { try list.run(.files, database: database, output: output) }
}
