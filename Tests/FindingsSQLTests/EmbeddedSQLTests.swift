import Foundation
import Testing

@testable import FindingsSQL

@Suite struct `The embedded SQL` {
    /// The project's folder of that name.
    private func folder(_ name: String) throws -> [String] {
        let project = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try FileManager.default.contentsOfDirectory(
            atPath: project.appending(path: name).path(percentEncoded: false)
        )
        .filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
    }

    @Test func `is all that the folders hold, in order`() throws {
        #expect(FindingsSQL.migrations.map(\.name) == (try folder("Migrations")))
        #expect(FindingsSQL.queries.map(\.name) == (try folder("Queries")))
    }

    @Test func `migrations are numbered without a gap`() {
        for (index, migration) in FindingsSQL.migrations.enumerated() {
            #expect(Int(migration.name.prefix(4)) == index + 1, "\(migration.name)")
        }
    }

    @Test func `every file opens with a sentence that says what it is`() {
        for file in FindingsSQL.migrations + FindingsSQL.queries {
            let first = file.text.split(separator: "\n").first.map(String.init) ?? ""
            #expect(first.hasPrefix("-- ") && first.hasSuffix("."), "\(file.name): \(first)")
        }
    }
}
