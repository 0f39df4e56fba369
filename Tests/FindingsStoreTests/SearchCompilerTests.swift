import FindingsModel
import GRDB
import Testing

@testable import FindingsStore

@Suite struct `Searches become SQL` {
    static let now = "2026-11-22T12:00:00Z"

    /// A value that each kind of field takes.
    static func values(of field: SearchField, for subject: SearchSubject) -> [String] {
        if field == .group { return ["oracle", "c*,data"] }
        return switch field.kind(for: subject) {
        case .id: ["abcd", "abcd.3", "ab*"]
        case .name: ["some-name", "some*", "\"a name\",other"]
        case .path: ["tests/unit", "tests/**", "*.py", "src/*/test_?.py", "**/a/**/b*.py", "/top"]
        case .choice(let choices): choices
        case .category: ["sleepy-test", "missing-*", "hard_coded_value,style"]
        case .severity: ["high", ">=medium", "<high", "low..high"]
        case .count: ["3", ">2", "<=4", "2..5"]
        case .number: ["0.5", ">=0.25"]
        case .date: ["2026-09-01", "<30d", ">=2026-09", "2w..1w", "today"]
        case .text: ["word", "\"two words\""]
        }
    }

    @Test(arguments: SearchSubject.allCases) func `every field of every subject runs`(_ subject: SearchSubject) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        for field in SearchField.fields(of: subject) {
            for value in Self.values(of: field, for: subject) {
                let text = "\(field.rawValue):\(value)"
                let search = try SearchQuery(text, subject: subject, now: Self.now)
                #expect(throws: Never.self, "\(text)") {
                    let rows = try store.list(subject, matching: search, limit: 5).rows
                    let count = try store.count(subject, matching: search)
                    #expect(rows.isEmpty && count == 0, "\(text)")
                }
            }
        }
    }

    @Test(arguments: SearchSubject.allCases) func `every column and sort key runs`(_ subject: SearchSubject) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let rows = try store.list(subject, columns: subject.columns)
        #expect(rows.columns == subject.columns)
        for key in subject.sortKeys {
            #expect(throws: Never.self, "\(key)") {
                _ = try store.list(subject, sort: [SearchOrder(key, descending: true)], limit: 3)
                _ = try SearchQuery("sort:-\(key)", subject: subject, now: Self.now)
            }
        }
    }

    @Test(arguments: [SearchSubject.issues, .findings, .reviews])
    func `every column of the view can be chosen`(_ subject: SearchSubject) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let columns = try store.queue.read { db in
            try db.makeStatement(sql: "SELECT * FROM \(subject.rawValue)").columnNames
        }
        #expect(Set(columns).isSubset(of: subject.columns))
        #expect(Set(subject.columns).subtracting(columns).isSubset(of: ["seen", "owners", "standing"]))
    }
}
