import CSQLiteSetup
import FindingsModel
import Foundation
import GRDB

/// A database of findings: one SQLite file.
public final class FindingsDatabase: Sendable {
    public enum Access: Sendable {
        /// Makes the file and its folder when they are missing.
        case create
        case readWrite
        case read
    }

    public let path: String
    let queue: DatabaseQueue

    /// Opens the database and migrates it to this build's schema, after a backup beside it.
    ///
    /// - Throws: ``StoreError``. A database of a newer Refrain, of another application, or that is none is left as it is.
    public convenience init(path: String, access: Access) throws(StoreError) {
        try self.init(path: path, access: access, migrator: SchemaMigrator())
    }

    init(path: String, access: Access, migrator: SchemaMigrator) throws(StoreError) {
        self.path = path
        let files = FileManager.default
        var isFolder: ObjCBool = false
        let exists = files.fileExists(atPath: path, isDirectory: &isFolder)
        if isFolder.boolValue { throw .cannotOpen(path: path, why: "it is a folder") }
        if !exists {
            guard access == .create else { throw .databaseNotFound(path: path) }
            let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            do {
                try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw .cannotWrite(path: path, why: "the folder \(folder) cannot be made")
            }
            // Where it fails, the database is made in place, which tells why if that cannot be done either.
            try? Self.make(path, by: migrator)
        }
        let isWritable = !exists || files.isWritableFile(atPath: path)
        if access != .read, !isWritable { throw .cannotWrite(path: path, why: "the file is read-only") }

        do {
            queue = try Self.open(path, readOnly: access == .read)
            let found = try queue.read { try migrator.inspect($0) }
            switch found {
            case .empty where access == .create:
                try queue.writeWithoutTransaction { try migrator.migrate($0) }
                try CategoryTable.fill(queue)
            case .empty, .foreign:
                throw StoreError.notARefrainDatabase(path: path)
            case .version(let version) where version > migrator.latest:
                throw StoreError.newerSchema(path: path, found: version, known: migrator.latest)
            case .version(let version) where version < migrator.latest:
                try Self.upgrade(path, from: version, by: migrator)
            case .version:
                break
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static let setUp: Void = refrain_sqlite_set_up()

    /// One that is open already.
    init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// - Parameter isPrivate: no other connection can see the database: it needs no write-ahead log.
    static func configuration(readOnly: Bool, isPrivate: Bool = false) -> Configuration {
        setUp
        var configuration = Configuration()
        configuration.label = "refrain"
        configuration.busyMode = .timeout(60)
        configuration.readonly = readOnly
        if !readOnly, !isPrivate { configuration.journalMode = .wal }
        configuration.prepareDatabase { db in
            // A commit survives a crash of the process; only a crash of the machine may lose the last ones.
            if !readOnly { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA cache_size = -65536")
            // A writer's trigger fills the full-text index, which SQLite allows to a trusted schema alone.
            if readOnly { try db.execute(sql: "PRAGMA trusted_schema = OFF") }
            PathFunction.register(on: db.sqliteConnection)
            OwnersFunction.register(on: db.sqliteConnection, rules: nil)
        }
        return configuration
    }

    private static func open(_ path: String, readOnly: Bool) throws -> DatabaseQueue {
        let configuration = configuration(readOnly: readOnly)
        guard readOnly else { return try DatabaseQueue(path: path, configuration: configuration) }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
            return queue
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
            && !FileManager.default.fileExists(atPath: path + "-wal")
        {
            // A folder that cannot be written has no place for the -shm file; without a -wal the file alone is whole.
            var allowed = CharacterSet.urlPathAllowed
            allowed.remove(charactersIn: "?#%")
            let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
            return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
        }
    }

    /// Makes a new database under another name and puts it in place when it is whole: whoever sees the file finds Refrain's.
    ///
    /// - Throws: when another process was quicker, whose database stays, or where files cannot be linked. Nothing is left then.
    private static func make(_ path: String, by migrator: SchemaMigrator) throws {
        let files = FileManager.default
        let part = "\(path).\(UUID().uuidString).part"
        defer { for end in ["", "-wal", "-shm"] { try? files.removeItem(atPath: part + end) } }
        let queue = try open(part, readOnly: false)
        try queue.writeWithoutTransaction { try migrator.migrate($0) }
        try CategoryTable.fill(queue)
        // The last connection brings all of the write-ahead log into the file.
        try queue.close()
        try files.linkItem(atPath: part, toPath: path)
    }

    /// Copies the database to `PATH.backup-schemaN`, then migrates it.
    private static func upgrade(_ path: String, from version: Int, by migrator: SchemaMigrator) throws {
        let backup = "\(path).backup-schema\(version)"
        do {
            let queue = try open(path, readOnly: false)
            if !FileManager.default.fileExists(atPath: backup) {
                // A name of its own: several processes may find the old schema at once. Whose backup stays does not matter, but
                // one that was made when another had migrated already must not.
                let part = "\(backup).\(UUID().uuidString).part"
                defer { try? FileManager.default.removeItem(atPath: part) }
                let copy = try DatabaseQueue(path: part)
                try queue.backup(to: copy)
                let copied = try copy.read { try migrator.inspect($0) }
                try copy.close()
                if copied == .version(version), !FileManager.default.fileExists(atPath: backup) {
                    // Fails where another process was quicker, whose backup is as good.
                    try? FileManager.default.moveItem(atPath: part, toPath: backup)
                }
                guard copied != .version(version) || FileManager.default.fileExists(atPath: backup) else {
                    throw StoreError.cannotWrite(path: backup, why: "the backup cannot be put there")
                }
            }
            try queue.writeWithoutTransaction { try migrator.migrate($0) }
            try CategoryTable.fill(queue)
            try queue.close()
        } catch {
            throw StoreError.olderSchema(
                path: path, found: version, known: migrator.latest, why: StoreError.whyNotMigrated(error, path: path))
        }
    }
}

extension StoreError {
    /// Why a migration failed, and what helps against it.
    fileprivate static func whyNotMigrated(_ error: any Error, path: String) -> String {
        if let misfit = error as? DatabaseError, misfit.resultCode == .SQLITE_ERROR {
            // A step that does not fit: SQLite's own words, without the text of the step.
            return
                "\(misfit.message ?? "a step does not fit"). Its tables are not those of that schema, so it was changed by "
                + "something else than Refrain, or by an unfinished version of it. Restore it from a backup, or ingest its "
                + "reviews into a new database"
        }
        return switch StoreError(error, path: path) {
        case .cannotWrite(_, let why), .cannotOpen(_, let why):
            "\(why). Make the file and its folder writable and try again"
        case .busy: "another process holds it. Try again when that has ended"
        default: "\(error)"
        }
    }

    /// The store's word for what SQLite or GRDB threw.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                self = .notADatabase(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                self = .busy(path: path)
            case .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR:
                self = .cannotWrite(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
            case .SQLITE_CANTOPEN:
                self = .cannotOpen(
                    path: path, why: "the file or its folder may not be read or written. Check their permissions")
            default:
                self = .cannotOpen(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
            }
        default:
            self = .cannotOpen(path: path, why: "\(error)")
        }
    }
}
