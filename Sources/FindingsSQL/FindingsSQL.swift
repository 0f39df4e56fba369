/// A file of SQL that is embedded in the executable.
public struct SQLFile: Hashable, Sendable {
    /// The file's name without `.sql`: `0001_create_tables`, `recurring`.
    public let name: String
    public let text: String
}

/// The SQL that Refrain runs: it lives in `Migrations/` and `Queries/`, never in Swift.
public enum FindingsSQL {
    /// The migrations in the order in which they are applied; the first makes schema version 1.
    public static let migrations = files(in: "Migrations")
    /// The named queries, by name.
    public static let queries = files(in: "Queries")

    private static func files(in folder: String) -> [SQLFile] {
        EmbeddedText.files
            .filter { $0.folder == folder && $0.name.hasSuffix(".sql") }
            .map { SQLFile(name: String($0.name.dropLast(4)), text: $0.text) }
            .sorted { $0.name < $1.name }
    }
}
