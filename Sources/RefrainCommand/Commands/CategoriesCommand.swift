import ArgumentParser
import FindingsModel

struct CategoriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categories",
        abstract: "List the categories of findings with their meaning.",
        discussion: """
            A category narrows a broader one where its row says so; filters on the broader one find both.

              refrain categories
              refrain categories isolation --format json
            """)

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
