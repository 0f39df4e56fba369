import FindingsModel
import Foundation
import Testing

@testable import FindingsStore

@Suite struct `The search language` {
    static let now = "2026-11-22T12:00:00Z"

    static func error(_ text: String, _ subject: SearchSubject = .issues) -> String? {
        do throws(SearchError) {
            _ = try SearchQuery(text, subject: subject, now: now)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `mistakes are told with their place and what may be meant`() {
        #expect(Self.error("is:open severty:high") == "unknown field 'severty' at column 9: did you mean severity?")
        #expect(
            Self.error("severity:hihg")
                == "'hihg' is no severity (critical, high, medium, low, info) at column 10: did you mean high?")
        #expect(Self.error("a or") == "'or' needs something on both sides at column 5")
        #expect(Self.error("(a b") == "a '(' that is not closed at column 1")
        #expect(Self.error("a b)") == "a ')' that closes nothing at column 4")
        #expect(Self.error("\"a b") == "a quote that is not closed at column 1")
        #expect(Self.error("seen:many") == "'many' is no whole number for seen: at column 6")
        #expect(Self.error("seen:5..3") == "the range 5..3 ends before it begins, at column 6")
        #expect(Self.error("unparsed:3") == "issues have no field 'unparsed' (reviews have it) at column 1")
        #expect(Self.error("path:>3") == "path: cannot be compared with '>' at column 6")
        #expect(Self.error("first-seen:2026-02-30")?.hasPrefix("'2026-02-30' is no date") == true)
        #expect(Self.error("sort:-sevrity")?.hasSuffix("did you mean severity?") == true)
        #expect(Self.error("-(a or sort:path)")?.contains("sort:") == true)
        #expect(Self.error("==")?.contains("no letter or digit") == true)
        #expect(Self.error("a\u{1B}[31m")?.contains("control character") == true)
    }

    @Test func `length, depth and number of values are bounded`() {
        let deep = String(repeating: "(", count: 41) + "a" + String(repeating: ")", count: 41)
        #expect(Self.error(deep)?.contains("nested deeper") == true)
        #expect(Self.error(String(repeating: "-", count: 500) + "a")?.contains("nested deeper") == true)
        #expect(Self.error(String(repeating: "a ", count: 3000))?.contains("longer than") == true)
        #expect(Self.error(String(repeating: "a ", count: 401))?.contains("more than") == true)
        #expect(Self.error("") == nil)
        #expect(Self.error("   ") == nil)
        #expect(Self.error("sort:path") == nil)
    }

    @Test(arguments: [
        "'; DROP TABLE finding; --", "path:\"a' OR '1'='1\"", "\"NEAR(a b)\"", "title:a\"b\"c", "rule:%_*",
        "symbol:foo(bar)",
        "col:umn", "\"a\" AND \"b\" NOT \"c\"", "a*b", "title:*", "path:**", "path:/", "-path:**/**/**",
        "\"wording : x\"",
        "ünïcödé 境", "\u{1F600} a", "path:[a-z]*", "reviewer:\"\\\"\"", "is:open)", "a,b,c", "x:", "not", "or", "and a",
    ])
    func `no text breaks out`(_ text: String) throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        for subject in SearchSubject.allCases {
            guard let search = try? SearchQuery(text, subject: subject, now: Self.now) else { continue }
            #expect(throws: Never.self) { _ = try store.list(subject, matching: search) }
            #expect(throws: Never.self) {
                let explained = try store.explain(subject, matching: search, limit: 3)
                _ = try ReadOnlySQL(path: store.path).run(explained.sql, explained.parameters)
            }
        }
        #expect(try store.count(.findings) == 0)
    }

    @Test func `an unknown category is told by the database`() throws {
        let database = try TemporaryDatabase()
        let store = try database.open()
        let search = try SearchQuery("is:open category:slepy-test", subject: .issues, now: Self.now)
        #expect {
            _ = try store.list(.issues, matching: search)
        } throws: {
            "\($0)" == "unknown category 'slepy-test' at column 18: did you mean sleepy-test?"
        }
        #expect { _ = try store.list(.issues, columns: ["pth"]) } throws: { "\($0)".hasSuffix("did you mean path?") }
    }

    @Test func `the examples of the documentation run`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Documentation/SearchLanguage.md"), encoding: .utf8)
        let database = try TemporaryDatabase()
        let store = try database.open()
        var subject: SearchSubject?
        var run = 0
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                subject = SearchSubject(rawValue: String(line.dropFirst(3)))
            } else if let subject {
                let search = try SearchQuery(String(line), subject: subject, now: Self.now)
                _ = try store.list(subject, matching: search, limit: 3)
                run += 1
            }
        }
        #expect(run > 15)
        for subject in SearchSubject.allCases {
            for field in SearchField.fields(of: subject) {
                #expect(text.contains("`\(field.rawValue):`"), "\(field.rawValue) is not documented")
            }
        }
    }

    @Test func `full-text search finds parts of names, ranks titles first, and marks what it found`() throws {
        let (database, store) = try `A search finds what a plain filter finds`.filled(seed: 31, reviews: 60)
        defer { withExtendedLifetime(database) {} }
        for text in ["moon", "\"test_moon_phase\"", "tide -image", "境界", "bound*", "uuid or sleep", "testMoonPhase"] {
            let rows = try store.search(text, limit: 5)
            #expect(!rows.rows.isEmpty && rows.rows.count <= 5, "\(text)")
            let marked = rows.rows.contains { row in
                if case .text(let snippet) = row[rows.columns.firstIndex(of: "snippet") ?? 0] {
                    snippet.contains("**")
                } else {
                    false
                }
            }
            #expect(marked, "\(text)")
        }
        #expect(throws: StoreError.self) { try store.search("-image") }
        #expect(throws: StoreError.self) { try store.search("") }
        #expect(try store.search("nowhere").rows.isEmpty)
    }

    @Test func `an id is known by its unique beginning`() throws {
        let (database, store) = try `A search finds what a plain filter finds`.filled(seed: 32, reviews: 40)
        defer { withExtendedLifetime(database) {} }
        let findings = try store.list(.findings, columns: ["finding", "review", "issue"])
        guard case .text(let finding)? = findings.rows.first?[0], case .text(let review)? = findings.rows.first?[1]
        else {
            Issue.record("no findings")
            return
        }
        #expect(try store.identify(finding) == (.finding, finding))
        #expect(try store.identify(String(review.prefix(12)).uppercased()) == (.review, review))
        #expect(throws: StoreError.idTooShort("abc")) { try store.identify("abc") }
        #expect(throws: StoreError.self) { try store.identify("zzzz") }
        #expect(throws: StoreError.self) { try store.identify("00000000") }
    }
}
