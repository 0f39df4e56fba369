import FindingsModel
import GRDB
import IssueTracking
import Testing

@testable import FindingsStore

/// A search text, and the same in plain Swift.
struct Probe<Row> {
    var text: String
    var holds: (Row) -> Bool

    init(_ text: String, _ holds: @escaping (Row) -> Bool) {
        self.text = text
        self.holds = holds
    }
}

extension Probe {
    /// A search of random shape over some of the given terms.
    static func random(_ terms: [Probe], depth: Int, _ numbers: inout SeededNumbers) -> Probe {
        guard depth > 0, numbers.chance(0.75) else { return numbers.one(of: terms) }
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0:
            let inner = random(terms, depth: depth - 1, &numbers)
            let sign = numbers.one(of: ["-", "not ", "NOT "])
            return Probe("\(sign)(\(inner.text))") { !inner.holds($0) }
        case 1, 2:
            let a = random(terms, depth: depth - 1, &numbers)
            let b = random(terms, depth: depth - 1, &numbers)
            let word = numbers.one(of: [" or ", " OR "])
            return Probe("(\(a.text)\(word)\(b.text))") { a.holds($0) || b.holds($0) }
        default:
            let a = random(terms, depth: depth - 1, &numbers)
            let b = random(terms, depth: depth - 1, &numbers)
            // Words that stand alone may be side by side; what has an "or" inside has its own parentheses.
            let word = numbers.one(of: [" ", "  ", " and ", " AND "])
            return Probe("\(a.text)\(word)\(b.text)") { a.holds($0) && b.holds($0) }
        }
    }
}

@Suite struct `A search finds what a plain filter finds` {
    static let now = "2026-11-22T12:00:00Z"

    static let paths: [(text: String, holds: @Sendable (String) -> Bool)] = [
        ("tests/**", { $0.hasPrefix("tests/") }),
        ("tests/*", { $0.hasPrefix("tests/") && $0.count { $0 == "/" } == 1 }),
        ("*.py", { $0.hasSuffix(".py") }),
        ("unit", { $0.split(separator: "/").contains("unit") }),
        ("tests/unit", { $0.hasPrefix("tests/unit/") }),
        ("tests/unit/", { $0.hasPrefix("tests/unit/") }),
        ("**/test_*.py", { ($0.split(separator: "/").last ?? "").hasPrefix("test_") && $0.hasSuffix(".py") }),
        ("tests/**/test_eclipse.py", { $0 == "tests/unit/deep/test_eclipse.py" }),
        ("src/[id]/*", { $0.hasPrefix("src/[id]/") }),
        ("/test_root.py", { $0 == "test_root.py" }),
        ("test_?oon.py", { $0.hasSuffix("/test_moon.py") }),
        ("spec/models/harbour_spec.rb", { $0 == "spec/models/harbour_spec.rb" }),
        ("tests/*/*/*.py,spec/**", { $0 == "tests/unit/deep/test_eclipse.py" || $0.hasPrefix("spec/") }),
        ("**/unit/**", { $0.contains("/unit/") }),
    ]

    static let wordProbes: [(text: String, holds: @Sendable (Set<String>) -> Bool)] = [
        ("image", { $0.contains("image") }), ("UUID", { $0.contains("uuid") }), ("moon", { $0.contains("moon") }),
        ("tide", { $0.contains("tide") }), ("parseTideTable", { $0.contains("parsetidetable") }),
        ("境界", { $0.contains("境界") }), ("bound*", { $0.contains("boundary") }), ("\"été\"", { $0.contains("ete") }),
        ("test_moon_phase", { $0.contains("phase") }), ("\"don't\"", { $0.contains("don") }),
        ("http", { $0.contains("http") }),
        ("nowhere", { _ in false }),
    ]

    static let severities: [(text: String, holds: @Sendable (Severity) -> Bool)] = [
        ("high", { $0 == .high }), (">=medium", { $0 >= .medium }), ("<high", { $0 < .high }), (">low", { $0 > .low }),
        ("low..high", { $0 >= .low && $0 <= .high }), ("info,critical", { $0 == .info || $0 == .critical }),
    ]

    static let times: [(text: String, holds: @Sendable (String) -> Bool)] = [
        (">=2026-09-01", { $0 >= "2026-09-01" }), ("2026-08", { $0.hasPrefix("2026-08") }),
        ("<=2026-08-15", { $0 < "2026-08-16" }), (">2026-08-15", { $0 >= "2026-08-16" }),
        ("<30d", { $0 > "2026-10-23T12:00:00Z" }), (">2m", { $0 < "2026-09-22T12:00:00Z" }),
        ("2026-07..2026-08", { $0 >= "2026-07" && $0 < "2026-09" }),
        ("12w..1w", { $0 >= "2026-08-30T12:00:00Z" && $0 <= "2026-11-15T12:00:00Z" }),
    ]

    static func categories<Row>(_ category: @escaping (Row) -> String) -> [Probe<Row>] {
        [
            Probe("category:hard-coded-value") { ["hard-coded-value", "magic-number"].contains(category($0)) },
            Probe("category:magic_number,sleepy-test") { ["magic-number", "sleepy-test"].contains(category($0)) },
            Probe("smell:\"tsDetect:Empty Test\"") { _ in false },
            Probe("category:missing-*") { ["missing-assertion", "empty-test"].contains(category($0)) },
            Probe("group:data") { ["hard-coded-value", "magic-number"].contains(category($0)) },
        ].filter { !$0.text.hasPrefix("smell") }
    }

    static var findingTerms: [Probe<SearchModel.FindingRow>] {
        typealias Term = Probe<SearchModel.FindingRow>
        var terms: [Term] = categories(\.category)
        terms += paths.map { path in Term("path:\(path.text)") { $0.path.map(path.holds) ?? false } }
        terms += wordProbes.map { word in Term(word.text) { word.holds($0.words) } }
        terms += severities.map { severity in Term("severity:\(severity.text)") { severity.holds($0.severity) } }
        terms += times.map { time in Term("reviewed:\(time.text)") { time.holds($0.reviewedAt) } }
        terms += [
            Term("reviewer:model-*") { $0.reviewer.lowercased().hasPrefix("model-") },
            Term("reviewer:MODEL-B,ada") { ["Model-B", "ada"].contains($0.reviewer) },
            Term("branch:topic/*") { $0.branch == "topic/x" }, Term("branch:main") { $0.branch == "main" },
            Term("is:praise") { $0.polarity == "praise" }, Term("polarity:issue,neutral") { $0.polarity != "praise" },
            Term("basis:stated") { $0.basis == "stated" }, Term("confidence:>0.25") { $0.confidence > 0.25 },
            Term("rule:w0105") { $0.rule == "W0105" }, Term("has:rule") { $0.rule != nil },
            Term("symbol:\"parametrised[1]\"") { $0.symbols.contains("parametrised[1]") },
            Term("symbol:test_*") { $0.symbols.contains("test_moon_phase") },
            Term("has:symbol") { !$0.symbols.isEmpty }, Term("has:lines") { !$0.lines.isEmpty },
            Term("line:20") { $0.lines.contains { $0.contains(20) } },
            Term("line:5..9") { $0.lines.contains { $0.overlaps(5...9) } },
            Term("line:>30") { $0.lines.contains { $0.upperBound > 30 } },
            Term("has:suggestion") { !$0.suggestion.isEmpty }, Term("has:body") { !$0.body.isEmpty },
            Term("has:issue") { $0.issue != nil }, Term("project:bay/moons") { $0.project == "bay/moons" },
            Term("owner:ben,@org/*") { row in Self.owners(row.path).contains { ["@ben", "@org/tides"].contains($0) } },
            Term("owner:none") { $0.path != nil && Self.owners($0.path).isEmpty },
            Term("title:harb") { $0.title.contains("harbour") },
            Term("body:\"image uuid\"") { $0.body.lowercased().contains("image uuid") },
        ]
        return terms
    }

    static var issueTerms: [Probe<SearchModel.IssueRow>] {
        typealias Term = Probe<SearchModel.IssueRow>
        var terms: [Term] = categories(\.category)
        terms += paths.map { path in Term("path:\(path.text)") { path.holds($0.path) } }
        terms += wordProbes.map { word in Term(word.text) { $0.findings.contains { word.holds($0.words) } } }
        terms += severities.map { severity in Term("severity:\(severity.text)") { severity.holds($0.severity) } }
        terms += times.map { time in Term("first-seen:\(time.text)") { time.holds($0.firstSeen) } }
        terms += times.map { time in Term("last_seen:\(time.text)") { time.holds($0.lastSeen) } }
        terms += times.map { time in Term("came-back:\(time.text)") { $0.reopenings.contains(where: time.holds) } }
        terms += [
            Term("only-reviewer:ada") { $0.reviewers == ["ada"] },
            Term("only-reviewer:model-*") { $0.reviewers.allSatisfy { $0.lowercased().hasPrefix("model-") } },
            Term("only-reviewer:MODEL-B,ada") { Set($0.reviewers).isSubset(of: ["Model-B", "ada"]) },
            Term("is:open") { $0.state == "open" }, Term("is:live") { $0.state != "resolved" },
            Term("state:missing,resolved") { $0.state != "open" },
            Term("is:new") { $0.state == "open" && ($0.branch == "main" ? $0.timesSeen == 1 : !$0.isLiveOnMain) },
            Term("on:main") { $0.isLiveOnMain }, Term("is:recurring") { $0.timesSeen > 1 },
            Term("is:reopened") { $0.reopened > 0 }, Term("seen:>=2") { $0.timesSeen >= 2 },
            Term("scope:3..9") { (3...9).contains($0.scope) }, Term("branch:main") { $0.branch == "main" },
            Term("branch:topic/x,none") { $0.branch == "topic/x" },
            Term("reviewer:model-*") { $0.reviewers.contains { $0.lowercased().hasPrefix("model-") } },
            Term("is:rejected") { $0.triage == "rejected" }, Term("triage:none") { $0.triage == nil },
            Term("is:untriaged") { $0.triage == nil }, Term("project:bay/*") { _ in true },
            Term("symbol:setUp") { $0.findings.contains { $0.symbols.contains("setUp") } },
            Term("rule:b101") { $0.findings.contains { $0.rule == "B101" } },
            Term("is:neutral") { $0.findings.contains { $0.polarity == "neutral" } },
            Term("owner:ADA") { Self.owners($0.path).contains("@ada") },
            Term("owner:spec@example.org") { $0.path.hasPrefix("spec/") },
            Term("title:harb") { $0.title.contains("harbour") },
        ]
        return terms
    }

    static let codeOwners = CodeOwners("tests/ @org/tides @ada\n/tests/unit/ @ben\n/spec/ spec@example.org")

    static func owners(_ path: String?) -> [String] { path.map(codeOwners.owners) ?? [] }

    /// A database with random reviews, and some decisions on its issues.
    static func filled(seed: UInt64, reviews count: Int) throws -> (TemporaryDatabase, FindingsDatabase) {
        let database = try TemporaryDatabase()
        let store = try database.open()
        try store.useOwners(codeOwners)
        var random = RandomReviews(seed: seed)
        _ = try IngestSession(store, policy: TrackingPolicy(), now: now).ingest(random.reviews(count))
        try store.queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO triage (issue_id, finding_uid, decision, reason, author, decided_at)
                    SELECT id, '', CASE id % 2 WHEN 0 THEN 'rejected' ELSE 'accepted' END, 'as agreed', 'ada', :at
                    FROM issue WHERE id % 5 = 0
                    """, arguments: ["at": now])
        }
        return (database, store)
    }

    @Test(arguments: [1, 2] as [UInt64]) func `over findings`(_ seed: UInt64) throws {
        let (database, store) = try Self.filled(seed: seed, reviews: 120)
        defer { withExtendedLifetime(database) {} }
        let model = try SearchModel(store)
        #expect(model.findings.count > 100)
        var numbers = SeededNumbers(seed &+ 100)
        let terms = Self.findingTerms
        var matched = 0
        for round in 0..<220 {
            let probe = round < terms.count ? terms[round] : Probe.random(terms, depth: 4, &numbers)
            let search = try SearchQuery(probe.text, subject: .findings, now: Self.now)
            let rows = try store.list(.findings, matching: search, columns: ["finding"]).rows
            let expected = model.findings.filter(probe.holds).map { Value.text($0.finding) }
            #expect(Set(rows.map { $0[0] }) == Set(expected), "\(probe.text)")
            #expect(rows.count == expected.count, "\(probe.text)")
            #expect(try store.count(.findings, matching: search) == expected.count, "\(probe.text)")
            if !expected.isEmpty { matched += 1 }
        }
        #expect(matched > 110)
    }

    @Test(arguments: [4, 5] as [UInt64]) func `over issues`(_ seed: UInt64) throws {
        let (database, store) = try Self.filled(seed: seed, reviews: 160)
        defer { withExtendedLifetime(database) {} }
        let model = try SearchModel(store)
        #expect(model.issues.count > 30)
        var numbers = SeededNumbers(seed &+ 100)
        let terms = Self.issueTerms
        var matched = 0
        for round in 0..<220 {
            let probe = round < terms.count ? terms[round] : Probe.random(terms, depth: 4, &numbers)
            let search = try SearchQuery(probe.text, subject: .issues, now: Self.now)
            let rows = try store.list(.issues, matching: search, columns: ["issue", "branch"]).rows
            let expected = model.issues.filter(probe.holds).map { [Value.text($0.issue), .text($0.branch)] }
            #expect(Set(rows) == Set(expected), "\(probe.text)")
            #expect(rows.count == expected.count, "\(probe.text)")
            if !expected.isEmpty { matched += 1 }
        }
        #expect(matched > 110)
    }

    @Test func `pages put together are the whole list, in order`() throws {
        let (database, store) = try Self.filled(seed: 9, reviews: 80)
        defer { withExtendedLifetime(database) {} }
        for subject in SearchSubject.allCases {
            let whole = try store.list(subject).rows
            var pages: [[Value]] = []
            while true {
                let page = try store.list(subject, limit: 7, offset: pages.count)
                pages += page.rows
                if !page.isTruncated { break }
            }
            #expect(pages == whole)
        }
        let ranks = try store.list(.issues, columns: ["severity_rank", "last_seen"]).rows
        for (above, below) in zip(ranks, ranks.dropFirst()) {
            guard case .integer(let high) = above[0], case .integer(let low) = below[0],
                case .text(let late) = above[1],
                case .text(let early) = below[1]
            else { continue }
            #expect((high, late) >= (low, early))
        }
    }
}
