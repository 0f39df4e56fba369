import FindingsModel
import Testing

@testable import FindingsStore

/// What a search reads must not grow with all that was ever found: at a million findings a walk over them takes seconds.
@Suite struct `No plan of a search walks over all findings` {
    typealias SearchPropertyTests = `A search finds what a plain filter finds`

    /// A search, and what its plan must say.
    struct Case: Sendable, CustomTestStringConvertible {
        var subject: SearchSubject
        var text: String
        var uses: String
        var testDescription: String { "\(subject.rawValue) \(text)" }
    }

    static let cases = [
        Case(subject: .issues, text: "", uses: "issue_state_on_severity"),
        Case(subject: .issues, text: "is:open severity:>=medium path:tests/**", uses: "issue_state"),
        Case(subject: .issues, text: "branch:main is:open", uses: "issue_state"),
        Case(subject: .issues, text: "category:sleepy-test", uses: "issue_on_category"),
        Case(subject: .issues, text: "image uuid", uses: "finding_on_wording"),
        Case(subject: .issues, text: "symbol:setUp", uses: "finding_symbol_on_symbol"),
        Case(subject: .issues, text: "path:tests/unit/test_moon.py", uses: "issue_on_file"),
        Case(subject: .issues, text: "is:open sort:-last-seen", uses: "issue_state"),
        Case(subject: .issues, text: "is:flapping or is:new", uses: "issue_event_on_issue"),
        Case(subject: .issues, text: "-image (is:open or boundary)", uses: "finding_on_wording"),
        Case(subject: .findings, text: "", uses: "review_on_reviewed_at"),
        Case(subject: .findings, text: "severity:high", uses: "review_on_reviewed_at"),
        Case(subject: .findings, text: "sort:-severity", uses: "finding_on_severity"),
        Case(subject: .findings, text: "is:issue sort:severity", uses: "finding_on_severity"),
        Case(subject: .findings, text: "image uuid", uses: "finding_on_wording"),
        Case(subject: .findings, text: "path:tests/unit/test_moon.py", uses: "finding_on_file"),
        Case(subject: .findings, text: "symbol:setUp line:5..20", uses: "finding_symbol_on_symbol"),
        Case(subject: .reviews, text: "", uses: "review_on_reviewed_at"),
        Case(subject: .reviews, text: "boundary", uses: "finding_on_wording"),
        Case(subject: .reviews, text: "path:tests/unit/test_moon.py", uses: "review_file_on_file"),
        Case(subject: .files, text: "open:>=1", uses: "issue_on_file"),
    ]

    private static func plan(_ compiled: CompiledSearch, _ path: String) throws -> [String] {
        try ReadOnlySQL(path: path).run("EXPLAIN QUERY PLAN " + compiled.sql, compiled.parameters).rows.map { row in
            if case .text(let detail) = row[3] { return detail }
            return ""
        }
    }

    @Test(arguments: cases) func `as a list and as a count`(_ wanted: Case) throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 41, reviews: 60)
        let search = try SearchQuery(wanted.text, subject: wanted.subject, now: SearchPropertyTests.now)
        let list = try Self.plan(try store.explain(wanted.subject, matching: search, limit: 20), database.path)
        #expect(list.contains { $0.contains(wanted.uses) }, "\(list.joined(separator: "\n"))")
        for plan in [list, try Self.plan(try store.explainCount(wanted.subject, matching: search), database.path)] {
            #expect(!plan.contains { $0.hasPrefix("SCAN finding") }, "\(plan.joined(separator: "\n"))")
            #expect(plan.count > 0)
        }
    }

    @Test(arguments: ["branch:main is:missing seen:>=3", "branch:main is:recurring", "branch:main is:flapping"])
    func `how often an issue was seen is no way in: most were seen often, and the list has another order`(
        _ text: String
    ) throws {
        let (database, store) = try SearchPropertyTests.filled(seed: 41, reviews: 60)
        let search = try SearchQuery(text, subject: .issues, now: SearchPropertyTests.now)
        let plan = try Self.plan(try store.explain(.issues, matching: search, limit: 20), database.path)
        #expect(!plan.contains { $0.contains("times_seen") }, "\(plan.joined(separator: "\n"))")
    }
}
