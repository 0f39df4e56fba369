import ArgumentParser
import FindingsStore
import Foundation
import Reports

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "Write all reports as a folder of pages: every file, every issue in full, every review.",
        discussion: """
            Links are relative and each page is whole in itself: the folder can be opened from a disk, kept as an artifact \
            or put on a pages host. A site that was written before is replaced; a folder with anything else is left alone.

              refrain report site --out public --branch main
            """)

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
    var out: String

    @OptionGroup var scope: ScopeOptions

    @Option(help: ArgumentHelp("Only files that match.", valueName: "glob"), completion: Completions.paths)
    var path: String?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var lines: LineOptions
    @OptionGroup var database: DatabaseOptions

    /// A file that tells a site of ours from a folder of something else.
    private static let marker = ".refrain-site"

    func run() async throws {
        let database = try scope.open(database)
        let folder = URL(filePath: out, directoryHint: .isDirectory)
        try prepare(folder)
        let site = SiteReport(
            source: database,
            selection: ReportSelection(
                period: try period.length(in: database, scope), since: period.since?.text, until: period.until?.text,
                branch: try scope.branch(in: database),
                project: scope.project, path: path, generatedAt: Clock.now()),
            search: scope.search, host: await lines.host())
        do {
            let count = try site.write { place, text in
                try Data(text.utf8).write(to: folder.appending(path: place))
            }
            Message.note(
                "\(count) pages in \(out); begin with \(folder.appending(path: "index.html").path(percentEncoded: false))"
            )
        } catch let error as CocoaError {
            throw CommandFailure("\(out) cannot be written: \(error.localizedDescription)")
        }
    }

    /// An empty folder, or what is left of an older site taken away.
    private func prepare(_ folder: URL) throws {
        let files = FileManager.default
        let path = folder.path(percentEncoded: false)
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            let found = try files.contentsOfDirectory(atPath: path)
            guard found.isEmpty || found.contains(Self.marker) else {
                throw CommandFailure(
                    "\(out) holds something that is no site of refrain. Name an empty folder, or remove what is in it.")
            }
            for name in found
            where name != Self.marker && (name.hasSuffix(".html") || ["files", "reviews"].contains(name)) {
                try files.removeItem(at: folder.appending(path: name))
            }
            try Data().write(to: folder.appending(path: Self.marker))
            for name in ["files", "reviews"] {
                try files.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
            }
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw CommandFailure("\(out) cannot be written: check that its folder is there and writable")
        }
    }
}
