import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

/// What `issues`, `findings`, `reviews` and `files` share: a search, and which rows and columns of it.
struct ListOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "What to look for, in the search language.",
            discussion: "Words of several arguments are joined. Documentation/SearchLanguage.md tells all fields."),
        completion: Completions.search)
    var search: [String] = []

    @Option(
        help: ArgumentHelp(
            "Count by what rows have in common: category, path, week … with commas between.", valueName: "keys"),
        completion: Completions.groupKeys)
    var by: String?

    @Option(help: ArgumentHelp("At most so many rows; 0 for all. On a terminal 50 unless given.", valueName: "rows"))
    var limit: Int?

    @Option(help: ArgumentHelp("Which page of so many rows, from 1.", valueName: "page"))
    var page: Int = 1

    @Option(
        help: ArgumentHelp("The columns to show, with commas between.", valueName: "names"),
        completion: Completions.columns)
    var columns: String?

    @Flag(help: "Print only how many there are.")
    var count = false

    @Flag(help: "Print the SQL that answers instead, ready for `refrain sql -`.")
    var explainQuery = false

    @Flag(help: "Exit with 1 when something was found.")
    var exitCode = false

    @OptionGroup var owners: OwnerOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
        if page < 1 { throw ValidationError("--page is 1 or more") }
        if page > 1, limit == 0 { throw ValidationError("--page needs a --limit") }
    }

    func run(_ subject: SearchSubject, database: DatabaseOptions, output: TableOptions) throws {
        let text = search.joined(separator: " ")
        let keys = try by.map { try SearchGroupKey.keys(parsing: $0, of: subject) } ?? []
        var query =
            text.isEmpty ? nil : try SearchQuery(text, subject: subject, now: Clock.now(), groupedBy: keys)
        // A person looks at a screenful; whoever reads a pipe wants all.
        let most = limit ?? (output.isOnScreen || page > 1 ? 50 : 0)
        let typed = query
        let database = try database.open()
        if subject == .issues || subject == .files, query?.namesBranch != true, !keys.contains(.branch) {
            let branch = try DefaultBranch(in: database)
            if let search = branch.search {
                let ofBranch = try SearchQuery(search, subject: subject, now: Clock.now())
                query = query?.and(ofBranch) ?? ofBranch
                if output.isOnScreen {
                    Message.note(
                        "\(search); branch:* lists the other \(branch.others == 1 ? "branch" : "branches"), too")
                }
            }
        }
        var list = SearchListing(
            subject: subject, query: query, keys: keys, columns: columns.map(Self.names), limit: most == 0 ? nil : most,
            offset: (page - 1) * most)
        if list.columns == nil, keys.isEmpty, subject == .issues, [.json, .jsonl].contains(output.format) {
            // A program takes what it needs of a record.
            list.columns = subject.defaultColumns + ["owners"]
        }
        try database.useOwners(list.needsOwners ? owners.neededRules() : owners.rules())
        if explainQuery {
            StandardOutput.write(try list.explained(by: database, isCount: count).statement)
        } else if count {
            let number = try list.count(in: database)
            StandardOutput.write("\(number)\n")
            if exitCode, number > 0 { throw ExitStatus.verdict }
        } else {
            let rows = try list.rows(of: database, for: output.format)
            try output.write(rows)
            if rows.rows.isEmpty, output.isText { try tellWhyNothing(typed, list, in: database) }
            if exitCode, !rows.rows.isEmpty { throw ExitStatus.verdict }
        }
    }

    /// Tells what a person should look at where nothing was found: a page after the last, or a name that nothing has.
    private func tellWhyNothing(_ typed: SearchQuery?, _ list: SearchListing, in database: FindingsDatabase) throws {
        if page > 1 {
            let all = try list.count(in: database)
            Message.note("page \(page) is after the last: there \(all == 1 ? "is 1 row" : "are \(all) rows") in all")
            return
        }
        guard let typed else { return }
        for term in try database.emptyTerms(of: typed) {
            Message.note(
                "nothing stored has '\(term.text)'" + (term.suggestion.map { ": did you mean \($0)?" } ?? ""))
        }
    }

    private static func names(_ list: String) -> [String] {
        list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// A list of rows or of groups, as asked for.
private struct SearchListing {
    var subject: SearchSubject
    var query: SearchQuery?
    /// Empty for a list of rows.
    var keys: [SearchGroupKey]
    var columns: [String]?
    var limit: Int?
    var offset: Int

    /// The answer would be wrong without a CODEOWNERS, and not only have an empty column.
    var needsOwners: Bool { keys.contains(.owner) || query?.namesOwners == true }

    func rows(of database: FindingsDatabase, for format: TableFormat) throws -> RowSet {
        if keys.isEmpty {
            // For people an issue that was rejected or accepted must not look like any open one.
            let tellsDecisions = columns == nil && subject == .issues && [.text, .markdown].contains(format)
            var rows = try database.list(
                subject, matching: query,
                columns: tellsDecisions ? subject.defaultColumns.map { $0 == "state" ? "standing" : $0 } : columns,
                limit: limit, offset: offset)
            if tellsDecisions { rows.columns = subject.defaultColumns }
            return rows
        }
        return try database.groups(
            subject, matching: query, by: keys, columns: columns, limit: limit, offset: offset
        ).table(for: format)
    }

    func count(in database: FindingsDatabase) throws -> Int {
        keys.isEmpty
            ? try database.count(subject, matching: query)
            : try database.countGroups(subject, matching: query, by: keys)
    }

    func explained(by database: FindingsDatabase, isCount: Bool) throws -> CompiledSearch {
        if isCount { return try database.explainCount(subject, matching: query, by: keys) }
        if keys.isEmpty {
            return try database.explain(subject, matching: query, columns: columns, limit: limit, offset: offset)
        }
        return try database.explainGroups(
            subject, matching: query, by: keys, columns: columns, limit: limit, offset: offset)
    }
}
