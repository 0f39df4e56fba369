import ArgumentParser
import FindingsModel
import FindingsStore

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Show the views that SQL can ask, and their columns.",
        discussion: """
            Views keep their columns from release to release; tables may change.

              refrain schema
              refrain schema issues
              refrain schema --tables --format csv
            """)

    @Argument(help: "Only this view or table.")
    var name: String?

    @Flag(help: "Show the tables too.")
    var tables = false

    @OptionGroup var output: TableOptions

    func run() throws { try output.write(Self.rows(of: name, tables: tables)) }

    /// - Parameter name: only this view or table.
    static func rows(of name: String?, tables: Bool) throws -> RowSet {
        let rows = try SchemaDescription.columns(includingTables: tables || name != nil)
        let chosen = name.map { name in rows.rows.filter { $0.first == .text(name) } } ?? rows.rows
        if chosen.isEmpty, let name {
            throw CommandFailure("there is no view or table '\(name)'; `refrain schema --tables` lists them")
        }
        return RowSet(columns: rows.columns, rows: chosen)
    }
}
