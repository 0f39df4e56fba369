import FindingsStore
import Foundation

/// A team's own named queries: the `.sql` files of `.refrain/queries/`, beside the configuration.
enum TeamQueries {
    /// The most bytes of a query, and how many are read.
    private static let largest = 1 << 20
    private static let most = 1_000

    /// The queries, by name; none where there is no such folder.
    ///
    /// - Throws: ``StoreError/malformedQuery(name:line:why:)`` with the file's name and line, ``CommandFailure`` for a file
    ///   that cannot be read or has the name of one that comes with Refrain.
    static func load(folder: String = FileManager.default.currentDirectoryPath) throws -> [NamedQuery] {
        var queries: [NamedQuery] = []
        for file in files(from: folder) { queries.append(try load(file)) }
        return queries
    }

    /// The query of that name: the team's, else the one that comes with Refrain.
    static func named(
        _ name: String, folder: String = FileManager.default.currentDirectoryPath
    ) throws -> NamedQuery {
        let files = files(from: folder)
        // Another file that is malformed is no obstacle.
        if let file = files.first(where: { Self.name(of: $0) == name }) { return try load(file) }
        guard NamedQuery.all.contains(where: { $0.name == name }) else {
            let known = files.map(Self.name) + NamedQuery.all.map(\.name)
            throw StoreError.unknownQuery(name: name, known: known.sorted())
        }
        return try NamedQuery.named(name)
    }

    private static func name(of file: URL) -> String { file.deletingPathExtension().lastPathComponent }

    private static func files(from folder: String) -> [URL] {
        guard let queries = ProjectFolder.file("queries", from: folder),
            let names = try? FileManager.default.contentsOfDirectory(atPath: queries)
        else { return [] }
        return names.filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }.sorted().prefix(most)
            .map { URL(filePath: queries).appending(path: $0) }
    }

    private static func load(_ file: URL) throws -> NamedQuery {
        let path = file.path(percentEncoded: false)
        let name = name(of: file)
        guard !NamedQuery.all.contains(where: { $0.name == name }) else {
            throw CommandFailure("\(path): '\(name)' is a query that comes with Refrain. Give the file another name")
        }
        guard name.utf8.allSatisfy({ isNameByte($0) }) else {
            throw CommandFailure("\(path): the name of a query has letters, digits, - and _ alone")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): cannot be read. Check its permissions")
        }
        guard data.count <= largest else { throw CommandFailure("\(path): larger than a query can be (1 MB)") }
        do {
            return try parse(name, String(decoding: data, as: UTF8.self))
        } catch StoreError.malformedQuery(_, let line, let why) {
            throw CommandFailure("\(path):\(line): \(why)")
        }
    }

    /// Without the error's type, over which the compiler stumbles where it is caught by its case.
    private static func parse(_ name: String, _ text: String) throws -> NamedQuery {
        try NamedQuery(name: name, text: text)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
}
