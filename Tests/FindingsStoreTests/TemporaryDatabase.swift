import Foundation
import GRDB
import Testing

@testable import FindingsStore

/// A folder of its own for a test's database, removed at the end.
final class TemporaryDatabase {
    let folder: String
    var path: String { folder + "/refrain.db" }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "refrain-store-\(UUID().uuidString)").path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func open(_ access: FindingsDatabase.Access = .create) throws -> FindingsDatabase {
        try FindingsDatabase(path: path, access: access)
    }
}
