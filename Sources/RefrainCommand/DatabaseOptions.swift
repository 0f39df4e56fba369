import ArgumentParser
import FindingsStore
import Foundation
import Ingestion

/// Where the database is.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The database.", discussion: "Else REFRAIN_DB, else .refrain/refrain.db in this folder or above it.",
            valueName: "file"),
        completion: .file(extensions: ["db"]))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "Answer as the database would have at an earlier moment: a day (its end), or a time.",
            discussion: """
                Reviews taken in later, decisions made later, and what `refrain reanalyze` changed later do not count. Goes by \
                when reviews were taken in.
                """,
            valueName: "time"))
    var asOf: String?

    func validate() throws {
        guard let asOf else { return }
        guard let moment = Self.moment(asOf) else {
            throw ValidationError("--as-of '\(asOf)' is no time: write 2026-10-01, 2026-10-01T10:30:00Z, or 30d")
        }
        Clock.freeze(at: moment)
    }

    /// The end of a day, or the very moment.
    private static func moment(_ text: String) -> Date? {
        if let day = DayArgument(argument: text)?.text,
            let midnight = try? Date("\(day)T00:00:00Z", strategy: .iso8601)
        {
            return midnight.addingTimeInterval(86_399)
        }
        return Timestamp.normalized(text).flatMap { try? Date($0, strategy: .iso8601) }
    }

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

    func open(_ access: FindingsDatabase.Access = .read) throws -> FindingsDatabase {
        guard asOf != nil else { return try FindingsDatabase(path: path(), access: access) }
        guard access == .read else {
            throw CommandFailure("--as-of shows an earlier moment, in which nothing can be changed. Leave it out")
        }
        return try earlier()
    }

    /// Runs `body` with the path of a database that it may open by itself: with `--as-of` that of a copy, removed at the end.
    func withPath<Result>(_ body: (String) throws -> Result) throws -> Result {
        guard asOf != nil else { return try body(path()) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appending(path: "refrain.db").path(percentEncoded: false)
        _ = try earlier(in: copy)
        return try body(copy)
    }

    private func earlier(in file: String? = nil) throws -> FindingsDatabase {
        try FindingsDatabase(path: path(), access: .read)
            .asOf(Clock.now(), policy: try Configuration.load(nil).policy(), in: file)
    }
}
