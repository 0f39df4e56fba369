import FindingsModel
import Testing

@testable import FindingsStore

@Suite struct `A reader's own SQL only reads` {
    @Test(arguments: [
        "INSERT INTO project (name) VALUES ('x')", "UPDATE project SET name = 'x'", "DELETE FROM finding",
        "DROP TABLE finding", "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)", "CREATE TEMP VIEW x AS SELECT 1",
        "ALTER TABLE project ADD COLUMN x", "ATTACH ':memory:' AS other", "DETACH main", "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON", "PRAGMA user_version = 7", "PRAGMA query_only = OFF", "VACUUM",
        "VACUUM INTO '/tmp/refrain-copy.db'", "REINDEX", "ANALYZE", "BEGIN", "SAVEPOINT a", "COMMIT",
        "SELECT load_extension('x')", "SELECT 1; DELETE FROM finding", "REPLACE INTO severity VALUES (1, 'x')",
        "INSERT INTO wording_search (wording_search) VALUES ('rebuild')", "",
        "WITH x AS (SELECT 1) DELETE FROM finding",
    ])
    func `what would change something is refused`(_ sql: String) throws {
        let database = try TemporaryDatabase()
        _ = try database.open()
        #expect(throws: StoreError.self) { try ReadOnlySQL(path: database.path).run(sql) }
    }

    @Test(arguments: [
        "SELECT count(*) FROM findings", "PRAGMA table_info(finding)", "EXPLAIN QUERY PLAN SELECT * FROM issues",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT max(i) FROM n;",
        "SELECT wording_search.rowid FROM wording_search WHERE wording_search MATCH 'tide'",
        "SELECT path_matches('tests/a.py', 'tests/**')", "SELECT * FROM reviews", "PRAGMA user_version",
        "SELECT name FROM sqlite_schema; -- all", "SELECT value FROM json_each('[1, 2]')",
        "SELECT reviewers FROM issues",
    ])
    func `what reads runs`(_ sql: String) throws {
        let database = try TemporaryDatabase()
        _ = try database.open()
        #expect(throws: Never.self) { try ReadOnlySQL(path: database.path).run(sql) }
    }

    @Test func `what does not end is stopped`() throws {
        let database = try TemporaryDatabase()
        _ = try database.open()
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        #expect(throws: StoreError.sqlTimedOut(seconds: 0.2)) {
            try ReadOnlySQL(path: database.path, timeout: 0.2).run(endless)
        }
    }

    @Test func `parameters are bound by name`() throws {
        let database = try TemporaryDatabase()
        _ = try database.open()
        let sql = ReadOnlySQL(path: database.path)
        let rows = try sql.run(
            "SELECT :text, :whole, :real, :none, typeof(:text)",
            ["text": .text("'; DROP TABLE finding; --"), "whole": .integer(7), "real": .real(0.5), "none": .null])
        let expected: [Value] = [.text("'; DROP TABLE finding; --"), .integer(7), .real(0.5), .null, .text("text")]
        #expect(rows.rows == [expected])
        #expect(throws: StoreError.self) { try sql.run("SELECT :missing") }
        #expect(throws: StoreError.self) { try sql.run("SELECT 1", ["stray": .integer(1)]) }
    }

    @Test func `rows beyond the limit are told of`() throws {
        let database = try TemporaryDatabase()
        _ = try database.open()
        let rows = try ReadOnlySQL(path: database.path, limit: 2).run("SELECT rank FROM severity ORDER BY rank")
        #expect(rows.rows.count == 2 && rows.isTruncated)
    }
}
