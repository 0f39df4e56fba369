import FindingsSQL
import GRDB

/// Brings a database to the schema that this build knows.
///
/// `PRAGMA user_version` counts the migrations that were applied; `PRAGMA application_id` marks the file as Refrain's.
struct SchemaMigrator {
    /// "Rfrn" in ASCII, so that `file` and other tools can tell whose database it is.
    static let applicationID: Int32 = 0x5266_726E

    let migrations: [SQLFile]

    init(migrations: [SQLFile] = FindingsSQL.migrations) { self.migrations = migrations }

    var latest: Int { migrations.count }

    enum Found: Equatable {
        case empty
        case foreign
        case version(Int)
    }

    func inspect(_ db: Database) throws -> Found {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application == Self.applicationID { return .version(version) }
        // Not by PRAGMA schema_version: GRDB has made and dropped a table to begin the WAL.
        let objects = try Int.fetchOne(PreparedStatement(db, "schema_objects").statement) ?? 0
        return application == 0 && version == 0 && objects == 0 ? .empty : .foreign
    }

    /// Applies what is missing, all in one transaction. Another process may have been first: then nothing is done.
    func migrate(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            let applied: Int
            switch try inspect(db) {
            case .empty: applied = 0
            case .version(let version): applied = version
            case .foreign: return .rollback
            }
            for migration in migrations.dropFirst(applied) {
                try db.execute(sql: migration.text)
            }
            try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(latest)")
            return .commit
        }
    }
}
