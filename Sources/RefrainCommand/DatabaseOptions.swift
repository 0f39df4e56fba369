import ArgumentParser
import FindingsStore
import Foundation

/// Where the database is.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The database.", discussion: "Else REFRAIN_DB, else .refrain/refrain.db in this folder or above it.",
            valueName: "file"),
        completion: .file(extensions: ["db"]))
    var database: String?

    /// The path of the database; where none is named and none is found, the one that `ingest` would make here.
    func path(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: String = FileManager.default.currentDirectoryPath
    ) -> String {
        if let database { return database }
        if let named = environment["REFRAIN_DB"], !named.isEmpty { return named }
        if let found = ProjectFolder.file("refrain.db", from: folder) { return found }
        return URL(filePath: folder).appending(path: ".refrain/refrain.db").path(percentEncoded: false)
    }

    func open(_ access: FindingsDatabase.Access = .read) throws(StoreError) -> FindingsDatabase {
        try FindingsDatabase(path: path(), access: access)
    }
}
