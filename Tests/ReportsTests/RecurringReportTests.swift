import FindingsModel
import Testing

@testable import Reports

private let when = "2026-11-22T20:00:00Z"

struct RecurringReportTests {
    @Test func `it tells what comes back over reviews and after a fix`() throws {
        let canned = CannedSource([
            "recurring": .issues(["Waits for the tide"]), "reopened": .issues(["Leaks a berth"]),
        ])
        let report = try RecurringReport.make(
            from: canned, options: RecurringOptions(path: "tests/*", generatedAt: when))
        #expect(
            report.document.lead.map(\.text) == [
                "Reported most often: “Waits for the tide” in tests/test_quay.py, by 3 of 4 reviews.",
                "Back after a fix: 1 issue, first of all “Leaks a berth” in tests/test_quay.py.",
            ])
        #expect(canned.asked["recurring"]?["path"] == .text("tests/*"))
        let text = try report.render(as: .text, style: TextStyle(width: 100))
        #expect(text.contains("Waits for the tide"))
        #expect(text.contains("tests/test_quay.py:12"))
        #expect(text.contains("3 of 4"))
        #expect(text.contains("2026-10-05"))
        #expect(text.contains("reviewer-a, Ada"))
    }

    @Test func `a period is asked of every query, and told`() throws {
        let canned = CannedSource()
        let report = try RecurringReport.make(
            from: canned, options: RecurringOptions(since: "2026-09-01", until: "2026-10-31", generatedAt: when))
        for query in ["recurring", "patterns", "reopened", "flapping"] {
            #expect(canned.asked[query]?["since"] == .text("2026-09-01"), "\(query)")
            #expect(canned.asked[query]?["until"] == .text("2026-10-31"), "\(query)")
        }
        #expect(report.document.scope.contains("1 September 2026 to 31 October 2026"))
    }

    @Test(arguments: ReportFormat.allCases) func `an empty database has a report`(format: ReportFormat) throws {
        let canned = CannedSource(["recurring": RowSet(columns: ["issue"], rows: [])])
        let report = try RecurringReport.make(from: canned, options: RecurringOptions(generatedAt: when))
        #expect(!(try report.render(as: format)).isEmpty)
    }

    @Test func `markdown keeps hostile titles inert`() throws {
        let canned = CannedSource(["recurring": .issues(hostileTitles, path: "tests/`x`|y.py")])
        let text = try RecurringReport.make(from: canned, options: RecurringOptions(generatedAt: when)).render(
            as: .markdown)
        #expect(!text.contains("<script"))
        #expect(!text.contains("@octocat"))
        #expect(!text.replacing("\\](", with: "").contains("]("))
        #expect(!text.contains("\u{1B}"))
        // Eight rows of six columns: nothing in them opened a seventh.
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("3 of 4") }
        #expect(rows.count == hostileTitles.count)
        for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 7) }
    }
}
