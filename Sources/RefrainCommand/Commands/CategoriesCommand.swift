import ArgumentParser
import FindingsModel
import FindingsStore
import ProseExtraction

struct CategoriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categories",
        abstract: "List the categories of findings with their meaning, or the words that have none.",
        discussion: """
            A category narrows a broader one where its row says so; filters on the broader one find both.

              refrain categories
              refrain categories isolation --format json
              refrain categories terms sleepy-test
              refrain categories unmapped
            """,
        subcommands: [List.self, Terms.self, Unmapped.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the categories with their meaning.", discussion: "  refrain categories isolation")

        @Argument(help: "Only this group (data, doubles, oracle, coverage, isolation, …).")
        var group: String?

        @OptionGroup var output: TableOptions

        func run() throws {
            let all = CategoryCatalogue.standard.categories
            let chosen = group.map { group in all.filter { $0.group == group } } ?? all
            if chosen.isEmpty, let group {
                let known = all.reduce(into: [String]()) { if !$0.contains($1.group) { $0.append($1.group) } }
                throw CommandFailure("there is no group '\(group)'. Known: \(known.joined(separator: ", "))")
            }
            try output.write(
                RowSet(
                    columns: ["category", "group", "broader", "name", "meaning", "detectors"],
                    rows: chosen.map { category in
                        [
                            .text(category.id), .text(category.group), category.broader.map(Value.text) ?? .null,
                            .text(category.name), .text(category.meaning),
                            category.detectors.isEmpty ? .null : .text(category.detectors.joined(separator: "; ")),
                        ]
                    }))
        }
    }

    struct Terms: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the terms by which remarks are judged: the team's, or all.",
            discussion: """
                The team's are the tables (*.tsv) in .refrain/lexicon; a row that cannot be used is an error that names \
                its line. Documentation/Lexicon.md tells how a table is written.

                  refrain categories terms
                  refrain categories terms sleepy-test --all
                """)

        @Argument(help: "Only what speaks for this category (or polarity, severity).")
        var value: String?

        @Flag(help: "The terms that come with Refrain as well.")
        var all = false

        @OptionGroup var output: TableOptions

        func run() throws {
            // Whoever asks what a table says wants to know what is wrong with it.
            _ = try TeamLexicon.judge()
            let tables = (all ? Lexicon.standard : []) + (try TeamLexicon.tables())
            if tables.isEmpty {
                Message.note(
                    "there is no .refrain/lexicon with tables in this folder or above it; --all lists Refrain's")
            }
            let rows = tables.flatMap { table in table.readableRows().map { (table.name, $0) } }
                .filter { value == nil || $0.1.value == value }
            try output.write(
                RowSet(
                    columns: ["terms", "judges", "for", "weight", "language", "where", "table", "line"],
                    rows: rows.map { table, row in
                        [
                            .text(row.terms), .text(row.judges), .text(row.value), .real(row.weight),
                            row.language.map(Value.text) ?? .null, row.place.map(Value.text) ?? .null, .text(table),
                            .integer(Int64(row.line)),
                        ]
                    }))
        }
    }

    struct Unmapped: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the words that remarks without a category share: what the catalogue may be lacking.",
            discussion: """
                Counted are the remarks that fell to `other`; a word, or two that stand together, counts once a remark.

                  refrain categories unmapped --limit 20
                """)

        @Option(help: ArgumentHelp("At most so many rows.", valueName: "rows"))
        var limit: Int = 50

        @Option(help: ArgumentHelp("Only what so many remarks say.", valueName: "remarks"))
        var atLeast: Int = 2

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: TableOptions

        /// Of more remarks the newest are looked at.
        private static let remarkLimit = 100_000

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is 1 or more") }
            if atLeast < 1 { throw ValidationError("--at-least is 1 or more") }
        }

        func run() throws {
            let search = try SearchQuery("category:other -is:praise", subject: .findings, now: Clock.now())
            let remarks = try database.open().list(
                .findings, matching: search, columns: ["title", "body", "category_basis"],
                limit: Self.remarkLimit)
            var words = FrequentWords()
            // A test that failed says nothing of its quality: no words are missing for that.
            for row in remarks.rows where row[2] != .text(CategoryBasis.tool.rawValue) {
                guard case .text(let title) = row[0] else { continue }
                if case .text(let body) = row[1] {
                    words.add(title: title, body: body)
                } else {
                    words.add(title: title, body: "")
                }
            }
            try output.write(
                RowSet(
                    columns: ["words", "remarks"],
                    rows: words.top(limit, atLeast: atLeast).map { [.text($0.words), .integer(Int64($0.remarks))] }))
        }
    }
}
