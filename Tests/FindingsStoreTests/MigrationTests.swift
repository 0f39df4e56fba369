import FindingsModel
import FindingsSQL
import Foundation
import GRDB
import IssueTracking
import Synchronization
import Testing

@testable import FindingsStore

@Suite struct `A database is opened for what it is` {
    @Test func `a new one gets the whole schema and the catalogue`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let (version, application, categories) = try store.queue.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA user_version"), try Int32.fetchOne(db, sql: "PRAGMA application_id"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM category")
            )
        }
        #expect(version == FindingsSQL.migrations.count)
        #expect(application == SchemaMigrator.applicationID)
        #expect(categories == CategoryCatalogue.standard.categories.count)
    }

    @Test func `its folder is made, but only by ingest`() throws {
        let database = try TemporaryDatabase()
        let path = database.folder + "/deep/er/refrain.db"
        #expect(throws: StoreError.databaseNotFound(path: path)) { try FindingsDatabase(path: path, access: .read) }
        #expect(throws: StoreError.databaseNotFound(path: path)) {
            try FindingsDatabase(path: path, access: .readWrite)
        }
        #expect(!FileManager.default.fileExists(atPath: database.folder + "/deep"))
        _ = try FindingsDatabase(path: path, access: .create)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `whoever sees the file of a new one finds it whole`() throws {
        for _ in 0..<12 {
            let database = try TemporaryDatabase()
            let path = database.path
            let failures = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 6) { worker in
                do {
                    if worker % 2 == 1 {
                        _ = try FindingsDatabase(path: path, access: .create)
                        return
                    }
                    while !FileManager.default.fileExists(atPath: path) { usleep(100) }
                    let store = try FindingsDatabase(path: path, access: .read)
                    let categories = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM category") }
                    if categories != CategoryCatalogue.standard.categories.count {
                        failures.withLock { $0.append("\(categories ?? 0) categories") }
                    }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock { $0 } == [])
            let left = try FileManager.default.contentsOfDirectory(atPath: database.folder)
            #expect(left.allSatisfy { !$0.contains(".part") }, "\(left)")
        }
    }

    @Test(arguments: [FindingsDatabase.Access.read, .readWrite, .create])
    func `an older one is migrated, and kept beside it as it was`(_ access: FindingsDatabase.Access) throws {
        let database = try TemporaryDatabase()
        let older = SchemaMigrator(migrations: Array(FindingsSQL.migrations.prefix(1)))
        do {
            let store = try FindingsDatabase(path: database.path, access: .create, migrator: older)
            try store.queue.write { try $0.execute(sql: "INSERT INTO project (name) VALUES ('bay/tides')") }
        }
        let store = try database.open(access)
        let project = try store.queue.read { db in
            #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == FindingsSQL.migrations.count)
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM issues") == 0)
            return try String.fetchOne(db, sql: "SELECT name FROM project")
        }
        #expect(project == "bay/tides")
        let backup = try FindingsDatabase(path: database.path + ".backup-schema1", access: .read, migrator: older)
        let kept = try backup.queue.read { try String.fetchOne($0, sql: "SELECT name FROM project") }
        #expect(kept == "bay/tides")
        #expect(try backup.queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
    }

    @Test func `one of a newer Refrain is left as it is`() throws {
        let database = try TemporaryDatabase()
        try DatabaseQueue(path: database.path).write { db in
            try db.execute(sql: "PRAGMA application_id = \(SchemaMigrator.applicationID); PRAGMA user_version = 999")
        }
        let known = FindingsSQL.migrations.count
        for access in [FindingsDatabase.Access.read, .create] {
            #expect(throws: StoreError.newerSchema(path: database.path, found: 999, known: known)) {
                try database.open(access)
            }
        }
    }

    @Test func `another application's is refused and not changed`() throws {
        let database = try TemporaryDatabase()
        try DatabaseQueue(path: database.path).write { try $0.execute(sql: "CREATE TABLE tide (height REAL)") }
        for access in [FindingsDatabase.Access.read, .readWrite, .create] {
            #expect(throws: StoreError.notARefrainDatabase(path: database.path)) { try database.open(access) }
        }
        let tables = try DatabaseQueue(path: database.path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema")
        }
        #expect(tables == ["tide"])
    }

    @Test func `what is no database is refused and not changed`() throws {
        let database = try TemporaryDatabase()
        let text = String(repeating: "This is a review, not a database.\n", count: 100)
        try text.write(toFile: database.path, atomically: true, encoding: .utf8)
        for access in [FindingsDatabase.Access.read, .readWrite, .create] {
            #expect(throws: StoreError.notADatabase(path: database.path)) { try database.open(access) }
        }
        #expect(try String(contentsOfFile: database.path, encoding: .utf8) == text)
        #expect(throws: StoreError.cannotOpen(path: database.folder, why: "it is a folder")) {
            try FindingsDatabase(path: database.folder, access: .create)
        }
    }

    @Test func `one in a folder that cannot be written can be read`() throws {
        let database = try TemporaryDatabase()
        var random = RandomReviews(seed: 3)
        do {
            let store = try database.open()
            _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(3))
        }
        let files = FileManager.default
        #expect(!files.fileExists(atPath: database.path + "-wal"))
        try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database.path)
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: database.folder)
        #expect(try database.open(.read).count(.reviews) == 3)
        #expect(try ReadOnlySQL(path: database.path).run("SELECT count(*) FROM reviews").rows == [[.integer(3)]])
    }
}

@Suite struct `Several processes that find an old schema` {
    @Test func `all come through, and one backup of the old one stays`() async throws {
        for _ in 0..<5 {
            let database = try TemporaryDatabase()
            let path = database.path
            let old = SchemaMigrator(migrations: FindingsSQL.migrations.dropLast())
            _ = try FindingsDatabase(path: path, access: .create, migrator: old)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { _ = try FindingsDatabase(path: path, access: .readWrite) }
                }
                try await group.waitForAll()
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: database.folder)
            let backup = "refrain.db.backup-schema\(old.latest)"
            #expect(names.contains(backup) && !names.contains { $0.contains(".part") }, "\(names)")
            let kept = try DatabaseQueue(path: database.folder + "/" + backup)
            #expect(try await kept.read { try old.inspect($0) } == .version(old.latest))
        }
    }
}

@Suite struct `Places of findings stored before schema 13` {
    /// Findings with one place, two, one in another file, one whose lines are in the wrong order, and none.
    private static let rows = """
        INSERT INTO project (id, name) VALUES (1, 'bay/tides');
        INSERT INTO branch (id, project_id, name) VALUES (1, 1, 'main');
        INSERT INTO reviewer (id, name, kind) VALUES (1, 'lint', 'tool');
        INSERT INTO file (id, project_id, path, stem) VALUES (1, 1, 'tests/ebb.py', 'ebb'), (2, 1, 'tests/flow.py', 'flow');
        INSERT INTO document (id, digest, format, encoding, byte_count, is_compressed, content)
        VALUES (1, x'01', 'sarif', 'utf-8', 0, 0, x'');
        INSERT INTO review (
          id, uid, document_id, part, source, project_id, branch_id, reviewer_id, reviewed_at, ingested_at, covers_project,
          finding_count, issue_count, praise_count, extractor_version)
        VALUES (1, 'ab12', 1, 1, 'ebb.sarif', 1, 1, 1, '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 0, 5, 5, 0, 1);
        INSERT INTO wording (id, digest, title, body) VALUES (1, x'01', 'A fixed port', '');
        INSERT INTO finding (
          id, review_id, ordinal, file_id, wording_id, polarity, severity, severity_basis, category, category_basis,
          confidence, first_line, last_line, span_start, span_end)
        SELECT value, 1, value, 1, 1, 'issue', 2, 'tool', 'other', 'tool', 1, bound.first_line, bound.last_line, 0, 0
        FROM json_each('[1, 2, 3, 4, 5]')
        LEFT JOIN (
          SELECT 1 AS id, 12 AS first_line, 14 AS last_line
          UNION SELECT 2, 3, 40 UNION SELECT 3, 7, 7 UNION SELECT 4, 18, 20
        ) AS bound ON bound.id = value;
        INSERT INTO line_reference (finding_id, position, file_id, first_line, last_line, first_column, end_column, text_hash)
        VALUES
          (1, 1, NULL, 12, 14, 5, 9, x'00000001'), (2, 1, NULL, 40, 40, 2, NULL, NULL), (2, 2, NULL, 3, 3, NULL, NULL, NULL),
          (3, 1, 2, 7, 7, NULL, NULL, NULL), (4, 1, NULL, 20, 18, NULL, NULL, NULL);
        """

    private func views(_ db: Database) throws -> [Row] {
        try Row.fetchAll(db, sql: "SELECT * FROM line_references ORDER BY finding, position")
            + Row.fetchAll(db, sql: "SELECT finding, path, first_line, last_line, lines FROM findings ORDER BY ordinal")
    }

    @Test func `read as before, and one that its finding's row can say stands there`() throws {
        let database = try TemporaryDatabase()
        let older = SchemaMigrator(migrations: Array(FindingsSQL.migrations.prefix(12)))
        let before: [Row]
        do {
            let store = try FindingsDatabase(path: database.path, access: .create, migrator: older)
            try store.queue.write { try $0.execute(sql: Self.rows) }
            before = try store.queue.read(views)
        }
        let store = try FindingsDatabase(
            path: database.path, access: .readWrite,
            migrator: SchemaMigrator(migrations: Array(FindingsSQL.migrations.prefix(13))))
        #expect(try store.queue.read(views) == before)
        #expect(before.count == 10)
        try store.queue.read { db in
            let left = try Row.fetchAll(db, sql: "SELECT finding_id, position FROM line_reference")
            #expect(
                left == [
                    ["finding_id": 2, "position": 1], ["finding_id": 2, "position": 2],
                    ["finding_id": 3, "position": 1], ["finding_id": 4, "position": 1],
                ])
            #expect(
                try String.fetchAll(db, sql: "SELECT lines FROM findings WHERE lines IS NOT NULL ORDER BY ordinal")
                    == ["12-14", "40, 3", "7", "20-18"])
            #expect(
                try Row.fetchOne(db, sql: "SELECT first_column, end_column FROM finding WHERE id = 1")
                    == ["first_column": 5, "end_column": 9])
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check") == 0)
        }
    }

    /// 2026-11-27: the line of another file stood beside the finding's own path.
    @Test func `bound a finding's lines where they are in its own file`() throws {
        let database = try TemporaryDatabase()
        let older = SchemaMigrator(migrations: Array(FindingsSQL.migrations.prefix(12)))
        do {
            let store = try FindingsDatabase(path: database.path, access: .create, migrator: older)
            try store.queue.write { db in
                try db.execute(sql: Self.rows)
                try db.execute(
                    sql: """
                        INSERT INTO line_reference (finding_id, position, file_id, first_line, last_line)
                        VALUES (2, 3, 2, 1, 99)
                        """)
            }
        }
        let store = try database.open(.readWrite)
        try store.queue.read { db in
            let bounds = try Row.fetchAll(
                db, sql: "SELECT id, first_line, last_line FROM finding WHERE id IN (1, 2, 3, 4)")
            #expect(
                bounds
                    == [
                        ["id": 1, "first_line": 12, "last_line": 14], ["id": 2, "first_line": 3, "last_line": 40],
                        ["id": 3, "first_line": nil, "last_line": nil], ["id": 4, "first_line": 18, "last_line": 20],
                    ])
            #expect(
                try String.fetchAll(db, sql: "SELECT lines FROM findings WHERE lines IS NOT NULL ORDER BY ordinal")
                    == ["12-14", "40, 3, 1-99", "7", "20-18"])
        }
    }
}

@Suite struct `Statements and queries fit the schema` {
    @Test func `every statement of the library prepares`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        #expect(StatementLibrary.texts.count > 50)
        try store.queue.read { db in
            // Narrowing goes by temporary tables that it makes one after the other; tests of its own run it.
            for name in StatementLibrary.texts.keys.sorted() where !name.hasPrefix("narrow_") {
                #expect(throws: Never.self, "\(name)") { _ = try PreparedStatement(db, name) }
            }
        }
    }

    @Test func `every query file is well formed`() throws {
        #expect(NamedQuery.all.count == FindingsSQL.queries.count)
        for file in FindingsSQL.queries {
            #expect(throws: Never.self, "\(file.name)") { _ = try NamedQuery(name: file.name, text: file.text) }
        }
    }

    @Test(arguments: NamedQuery.all) func `a query has the columns and parameters that it declares`(
        _ query: NamedQuery
    ) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        try store.queue.read { db in
            let statement = try db.makeStatement(sql: query.sql)
            #expect(statement.columnNames == query.columns.map(\.name))
            #expect(Set(statement.parameterNames) == Set(query.parameters.map(\.name)))
            #expect(statement.isReadonly)
        }
        #expect(query.columns.allSatisfy { !$0.meaning.isEmpty } && !query.title.isEmpty)
        // One that asks for something is run by the tests of what it answers.
        guard !query.parameters.contains(where: \.isRequired) else { return }
        #expect(throws: Never.self) { _ = try store.rows(of: query) }
    }

    @Test func `a query says what is wrong with its parameters`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        #expect(throws: StoreError.self) { try store.rows("recurring", ["nothing": .integer(1)]) }
        #expect(throws: StoreError.self) { try store.rows("recurring", ["limit": .text("many")]) }
        #expect { try store.rows("recuring") } throws: { error in
            if case StoreError.unknownQuery(name: "recuring", _) = error { true } else { false }
        }
    }

    @Test(arguments: ["SELECT 1", "-- no colon\nSELECT 1", "-- A: b.\n-- parameter x: y\nSELECT 1"])
    func `a malformed query file is told with its line`(_ text: String) {
        #expect(throws: StoreError.self) { try NamedQuery(name: "mine", text: text) }
    }
}
