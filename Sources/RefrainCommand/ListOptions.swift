import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation

/// What `issues`, `findings`, `reviews` and `files` share: a search, and which rows and columns of it.
struct ListOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "What to look for, in the search language.",
            discussion: "Words of several arguments are joined. Documentation/SearchLanguage.md tells all fields."))
    var search: [String] = []

    @Option(help: ArgumentHelp("At most so many rows; 0 for all. On a terminal 50 unless given.", valueName: "rows"))
    var limit: Int?

    @Option(help: ArgumentHelp("Which page of so many rows, from 1.", valueName: "page"))
    var page: Int = 1

    @Option(help: ArgumentHelp("The columns to show, with commas between.", valueName: "names"))
    var columns: String?

    @Flag(help: "Print only how many there are.")
    var count = false

    @Flag(help: "Print the SQL that answers, ready for `refrain sql`, and its parameters.")
    var explainQuery = false

    @Flag(help: "Exit with 1 when something was found.")
    var exitCode = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
        if page < 1 { throw ValidationError("--page is 1 or more") }
        if page > 1, limit == 0 { throw ValidationError("--page needs a --limit") }
    }

    func run(_ subject: SearchSubject, database: DatabaseOptions, output: TableOptions) throws {
        let text = search.joined(separator: " ")
        let query = text.isEmpty ? nil : try SearchQuery(text, subject: subject, now: Clock.now())
        let database = try database.open()
        if explainQuery {
            let explained = try database.explain(subject, matching: query)
            StandardOutput.write(explained.sql + "\n")
            for (name, value) in explained.parameters.sorted(by: { $0.key < $1.key }) {
                StandardOutput.write("-- --param \(name)=\(value.argument)\n")
            }
            return
        }
        if count {
            let number = try database.count(subject, matching: query)
            StandardOutput.write("\(number)\n")
            if exitCode, number > 0 { throw ExitStatus.verdict }
            return
        }
        // A person looks at a screenful; whoever reads a pipe wants all.
        let most = limit ?? (output.isOnScreen || page > 1 ? 50 : 0)
        let rows = try database.list(
            subject, matching: query, columns: columns?.split(separator: ",").map { String($0.drop { $0 == " " }) },
            limit: most == 0 ? nil : most, offset: (page - 1) * most)
        try output.write(rows)
        if exitCode, !rows.rows.isEmpty { throw ExitStatus.verdict }
    }
}
