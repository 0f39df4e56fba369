import FindingsModel

@testable import Reports

/// A query source that answers from memory, and notes what it was asked.
final class CannedSource: QuerySource, @unchecked Sendable {
    var answers: [String: RowSet]
    private(set) var asked: [String: [String: Value]] = [:]

    init(_ answers: [String: RowSet] = [:]) { self.answers = answers }

    func rows(_ query: String, _ parameters: [String: Value]) throws -> RowSet {
        asked[query] = parameters
        return answers[query] ?? RowSet(columns: [], rows: [])
    }
}

extension RowSet {
    static let trendColumns = ["period", "new", "reopened", "returned", "went_missing", "resolved", "open", "missing"]

    static func trend(_ rows: [(String, [Int64])]) -> RowSet {
        RowSet(columns: trendColumns, rows: rows.map { [.text($0.0)] + $0.1.map { .integer($0) } })
    }

    static func issues(_ titles: [String], path: String = "tests/test_quay.py") -> RowSet {
        RowSet(
            columns: [
                "issue", "path", "line", "title", "category", "severity", "state", "triage", "branch", "times_seen",
                "reviews_in_scope", "times_reopened", "first_seen", "last_seen", "reviewers",
            ],
            rows: titles.map { title in
                [
                    .text("a1"), .text(path), .integer(12), .text(title), .text("sleepy-test"), .text("high"),
                    .text("open"), .null, .text("main"), .integer(3), .integer(4), .integer(1),
                    .text("2026-10-05T08:00:00Z"), .text("2026-11-02T08:00:00Z"), .text("reviewer-a, Ada"),
                ]
            })
    }
}

/// Titles that try to be more than text.
let hostileTitles = [
    "<script>alert(1)</script><img src=x onerror=y>", "@octocat #1 [x](javascript:alert(1)) ![](http://x/) | pipe",
    "\u{1B}]0;owned\u{07}\u{1B}[31mred\u{1B}[0m\u{202E}", "=HYPERLINK(\"http://x\")", "\"\u{301} onload=\"x\u{301}",
    "`code` *bold* _under_ ~~gone~~ <!-- --> &lt;", "試験は三つの港を待つ é e\u{301} 👩🏽‍💻", "line\nbreak\r\n\ttab",
]
