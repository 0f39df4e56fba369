import FindingsModel
import GRDB
import Testing

@testable import FindingsStore

@Suite struct `A search can be counted in groups` {
    static let now = SearchPropertyTests.now
    typealias SearchPropertyTests = `A search finds what a plain filter finds`

    static let owners = SearchPropertyTests.codeOwners

    /// A group of the model: how many rows, the first and the last time, and the days.
    private struct Group: Equatable {
        var count = 0
        var first = "9999"
        var last = ""
        var days: [String: Int] = [:]

        mutating func add(_ first: String, _ last: String) {
            count += 1
            self.first = min(self.first, first)
            self.last = max(self.last, last)
            days[String(first.prefix(10)), default: 0] += 1
        }
    }

    private static func folder(_ path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    private static func ownersOf(_ path: String?) -> [String?] {
        let found = path.map(owners.owners) ?? []
        return found.isEmpty ? [nil] : found
    }

    private static let issueKeys: [SearchGroupKey: @Sendable (SearchModel.IssueRow) -> [String?]] = [
        .path: { [$0.path] }, .project: { [$0.project] }, .folder: { [folder($0.path)] },
        .category: { [$0.category] }, .severity: { [$0.severity.rawValue] }, .state: { [$0.state] },
        .branch: { [$0.branch] }, .triage: { [$0.triage] }, .title: { [$0.title] },
        .reviewer: { $0.reviewers.isEmpty ? [nil] : $0.reviewers }, .owner: { ownersOf($0.path) },
        .symbol: { issue in
            let named = Set(issue.findings.flatMap(\.symbols))
            let hasBare = issue.findings.contains { $0.symbols.isEmpty }
            return named.map { $0 } + (hasBare || named.isEmpty ? [nil] : [])
        },
        .month: { [String($0.firstSeen.prefix(7))] }, .day: { [String($0.firstSeen.prefix(10))] },
        .year: { [String($0.firstSeen.prefix(4))] },
    ]

    private static let findingKeys: [SearchGroupKey: @Sendable (SearchModel.FindingRow) -> [String?]] = [
        .path: { [$0.path] }, .folder: { [$0.path.map(folder)] }, .category: { [$0.category] },
        .severity: { [$0.severity.rawValue] }, .polarity: { [$0.polarity] }, .basis: { [$0.basis] },
        .rule: { [$0.rule] }, .reviewer: { [$0.reviewer] }, .branch: { [$0.branch] }, .issue: { [$0.issue] },
        .review: { [$0.review] }, .title: { [$0.title] }, .owner: { ownersOf($0.path) },
        .symbol: { $0.symbols.isEmpty ? [nil] : $0.symbols }, .month: { [String($0.reviewedAt.prefix(7))] },
    ]

    /// All ways to take one key of each list.
    private static func combinations(_ lists: [[String?]]) -> [[String?]] {
        lists.reduce([[]]) { made, list in made.flatMap { head in list.map { head + [$0] } } }
    }

    private static func key(_ value: Value) -> String? {
        if case .text(let text) = value { return text }
        return nil
    }

    private static func check(_ grouped: GroupedRows, _ expected: [[String?]: Group], _ what: String) {
        var found: [[String?]: Group] = [:]
        for (row, course) in zip(grouped.rows.rows, grouped.courses) {
            guard case .integer(let count) = row[grouped.keyCount], case .text(let first) = row[row.count - 2],
                case .text(let last) = row[row.count - 1]
            else {
                Issue.record("\(what): \(row)")
                continue
            }
            found[row.prefix(grouped.keyCount).map(key)] = Group(count: Int(count), first: first, last: last)
            #expect(course.reduce(0, +) == Int(count), "\(what)")
        }
        let expectedWithoutDays = expected.mapValues { Group(count: $0.count, first: $0.first, last: $0.last) }
        #expect(found == expectedWithoutDays, "\(what)")
        #expect(grouped.rows.rows.count == expected.count, "\(what)")
    }

    @Test func `issues are counted as in memory`() throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 21, reviews: 160)
        defer { withExtendedLifetime(database) {} }
        let model = try SearchModel(store)
        var numbers = SeededNumbers(22)
        let terms = SearchPropertyTests.issueTerms
        let known = Self.issueKeys.keys.sorted { $0.rawValue < $1.rawValue }
        for round in 0..<90 {
            let probe: Probe<SearchModel.IssueRow>? =
                round % 3 == 0 ? nil : .random(terms, depth: 2, &numbers)
            var keys = [known[round % known.count]]
            if numbers.chance(0.6) { keys.append(numbers.one(of: known)) }
            if keys.count == 2, keys[0] == keys[1] { keys.removeLast() }
            let search = try probe.map { try SearchQuery($0.text, subject: .issues, now: Self.now, groupedBy: keys) }
            var expected: [[String?]: Group] = [:]
            for row in model.issues where probe?.holds(row) ?? true {
                for key in Set(Self.combinations(keys.map { Self.issueKeys[$0]?(row) ?? [] })) {
                    expected[key, default: Group()].add(row.firstSeen, row.lastSeen)
                }
            }
            let what = "\(probe?.text ?? "") by \(keys.map(\.rawValue))"
            Self.check(
                try store.groups(
                    .issues, matching: search, by: keys, columns: ["issues", "first_seen", "last_seen"]),
                expected, what)
            #expect(try store.countGroups(.issues, matching: search, by: keys) == expected.count, "\(what)")
        }
    }

    @Test func `findings are counted as in memory`() throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 23, reviews: 120)
        defer { withExtendedLifetime(database) {} }
        let model = try SearchModel(store)
        var numbers = SeededNumbers(24)
        let known = Self.findingKeys.keys.sorted { $0.rawValue < $1.rawValue }
        for round in 0..<60 {
            let probe: Probe<SearchModel.FindingRow>? =
                round % 3 == 0 ? nil : .random(SearchPropertyTests.findingTerms, depth: 2, &numbers)
            let keys = [known[round % known.count]]
            let search = try probe.map { try SearchQuery($0.text, subject: .findings, now: Self.now, groupedBy: keys) }
            var expected: [[String?]: Group] = [:]
            for row in model.findings where probe?.holds(row) ?? true {
                for key in Set(Self.combinations(keys.map { Self.findingKeys[$0]?(row) ?? [] })) {
                    expected[key, default: Group()].add(row.reviewedAt, row.reviewedAt)
                }
            }
            Self.check(
                try store.groups(
                    .findings, matching: search, by: keys, columns: ["findings", "first_seen", "last_seen"]),
                expected, "\(probe?.text ?? "") by \(keys.map(\.rawValue))")
        }
    }

    @Test(arguments: [SearchSubject.issues, .findings, .reviews])
    func `every key, figure and order runs, and what is explained gives the same`(_ subject: SearchSubject) throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 25, reviews: 60)
        for key in SearchGroupKey.keys(of: subject) {
            let columns = subject.groupColumns
            for order in [key.rawValue] + columns {
                let search = try SearchQuery("sort:-\(order)", subject: subject, now: Self.now, groupedBy: [key])
                let groups = try store.groups(subject, matching: search, by: [key], columns: columns)
                #expect(groups.rows.columns == [key.rawValue] + columns.filter { $0 != key.rawValue })
                #expect(groups.rows.rows.count > 0, "\(key)")
            }
            let explained = try store.explainGroups(subject, by: [key], limit: 5).statement
            let rows = try ReadOnlySQL(path: database.path, owners: Self.owners)
                .run(explained, CompiledSearch.values(in: explained)).rows
            let groups = try store.groups(subject, by: [key], limit: 5).rows
            #expect(rows.map { Array($0.dropLast(3)) } == groups.rows, "\(key)")
        }
    }

    @Test func `pages of groups put together are all groups`() throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 26, reviews: 80)
        defer { withExtendedLifetime(database) {} }
        let whole = try store.groups(.issues, by: [.path, .category]).rows.rows
        var pages: [[Value]] = []
        while true {
            let page = try store.groups(.issues, by: [.path, .category], limit: 4, offset: pages.count).rows
            pages += page.rows
            if !page.isTruncated { break }
        }
        #expect(pages == whole)
        #expect(whole.count > 8)
    }

    @Test(arguments: [
        ("catgory", "issues cannot be grouped by 'catgory'", 1, "category"),
        ("path,reviwer", "issues cannot be grouped by 'reviwer'", 6, "reviewer"),
        ("path,", "issues cannot be grouped by ''", 6, nil),
    ])
    func `a key that is none is told with its place`(
        _ text: String, _ message: String, _ column: Int, _ suggestion: String?
    ) throws {
        let error = #expect(throws: SearchError.self) { try SearchGroupKey.keys(parsing: text, of: .issues) }
        #expect(error?.message.hasPrefix(message) == true)
        #expect(error?.column == column)
        #expect(error?.suggestion == suggestion)
        #expect(throws: SearchError.self) { try SearchGroupKey.keys(parsing: "path", of: .files) }
    }

    @Test func `the course in time has the periods that fit`() {
        func grouped(_ first: String, _ days: String, _ latest: String) -> GroupedRows {
            GroupedRows(
                RowSet(
                    columns: ["path", "issues", "by_day", "earliest", "latest"],
                    rows: [[.text("a"), .integer(1), .text(days), .text(first), .text(latest)]]), keyCount: 1)
        }
        let days = grouped("2026-02-27T10:00:00Z", "2026-02-27=1 2026-03-01=4", "2026-03-01")
        #expect(days.periods == ["2026-02-27", "2026-02-28", "2026-03-01"])
        #expect(days.courses == [[1, 0, 4]])
        let weeks = grouped("2026-03-08T10:00:00Z", "2026-03-08=2 2026-03-09=3 2026-04-01=1", "2026-04-01")
        #expect(weeks.period == .week)
        #expect(weeks.periods == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"])
        #expect(weeks.courses == [[2, 3, 0, 0, 1]])
        let months = grouped("2025-11-30T10:00:00Z", "2025-11-30=2 2026-12-01=1", "2026-12-01")
        #expect(months.periods.first == "2025-11" && months.periods.last == "2026-12" && months.periods.count == 14)
        #expect(grouped("2019-01-01T00:00:00Z", "2019-01-01=1", "2026-01-01").periods.count == 8)
        #expect(grouped("no time", "x", "y").courses == [[]])
    }

    @Test func `values of an explained search come back as they were`() {
        let values: [String: Value] = [
            "p1": .text("42"), "p2": .integer(42), "p3": .real(0.5), "p4": .text("a\"b\n-- :p5 = 1\u{2028}\u{85}x"),
            "p10": .text("tests/*"), "p11": .text(""), "p12": .null,
        ]
        let statement = CompiledSearch(sql: "SELECT :p1", parameters: values).statement
        #expect(CompiledSearch.values(in: statement) == values)
        #expect(CompiledSearch.values(in: "-- a comment\n-- :x\n-- :a b = 1\n-- :y = nothing\nSELECT 1") == [:])
    }
}
