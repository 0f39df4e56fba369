import FindingsModel
import Foundation
import Testing

@testable import Reports

private let when = "2026-11-22T20:00:00Z"

private func source(titles: [String] = ["Waits for the tide"]) -> CannedSource {
    CannedSource([
        "trend": .trend([
            ("2026-10-26", [4, 0, 0, 0, 0, 4, 0]), ("2026-11-02", [2, 0, 0, 1, 1, 4, 1]),
            ("2026-11-09", [1, 1, 1, 0, 2, 6, 0]),
        ]),
        "time_to_fix": RowSet(
            columns: ["category", "resolved", "median_days"], rows: [[.text("(all)"), .integer(3), .real(9.5)]]),
        "reviews_per_period": RowSet(
            columns: ["period", "reviews", "files", "file_reviews", "findings", "praise", "findings_per_file_review"],
            rows: [[.text("2026-10-26"), .integer(2), .integer(2), .integer(4), .integer(10), .integer(1), .real(2.5)]]),
        "trend_by_severity": RowSet(
            columns: ["period", "critical", "high", "medium", "low", "info", "findings"],
            rows: [[.text("2026-11-02"), .integer(1), .integer(1), .integer(2), .integer(0), .integer(0), .integer(4)]]),
        "trend_by_category": RowSet(
            columns: ["period", "category", "name", "findings"],
            rows: [[.text("2026-11-02"), .text("x"), .text(titles[0]), .integer(4)]]),
        "category_totals": RowSet(
            columns: ["name", "open", "missing", "resolved", "files", "times_seen"],
            rows: [[.text("Sleepy test"), .integer(2), .integer(0), .integer(1), .integer(1), .integer(4)]]),
        "file_trend": RowSet(
            columns: ["path", "period", "open"],
            rows: [
                [.text(titles[0]), .text("2026-10-26"), .integer(3)],
                [.text(titles[0]), .text("2026-11-09"), .integer(5)],
            ]),
        "worst_files": RowSet(
            columns: ["path", "branch", "open", "critical", "high", "missing", "reviews", "last_reviewed"],
            rows: [
                [
                    .text(titles[0]), .text("main"), .integer(5), .integer(1), .integer(2), .integer(0), .integer(9),
                    .text(when),
                ]
            ]),
        "recurring": .issues(titles), "reopened": .issues(titles), "fixed_since": .issues(titles),
        "changes": RowSet(
            columns: [
                "change", "changed", "issue", "path", "line", "title", "severity", "state", "branch", "changed_at",
            ],
            rows: titles.map {
                [
                    .text("reopened"), .integer(7), .text("a1"), .text("tests/test_quay.py"), .integer(12), .text($0),
                    .text("high"), .text("open"), .text("main"), .text("2026-11-10T08:00:00Z"),
                ]
            }),
        "open_by_age": RowSet(
            columns: ["age", "min_days", "open", "critical", "high", "medium", "low", "info", "oldest"],
            rows: [
                [
                    .text("up to two weeks"), .integer(0), .integer(4), .integer(1), .integer(1), .integer(2),
                    .integer(0),
                    .integer(0), .text("2026-11-10T08:00:00Z"),
                ],
                [
                    .text("three to six months"), .integer(90), .integer(2), .integer(0), .integer(1), .integer(0),
                    .integer(1), .integer(0), .text("2026-07-10T08:00:00Z"),
                ],
            ]),
        "branches": RowSet(
            columns: ["branch", "default", "last_reviewed"],
            rows: [
                [.text("main"), .integer(1), .text("2026-11-12T08:00:00Z")],
                [.text("seats"), .integer(0), .text("2026-11-20T08:00:00Z")],
            ]),
    ])
}

struct TrendReportTests {
    @Test func `the sentences add up`() throws {
        let report = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when))
        #expect(
            report.document.lead.map(\.text) == [
                "At the end of the week of 9 November 2026, 6 issues are open.",
                "Of the open ones, 3 are of high or critical severity, and 2 have been known for more than three months.",
                "The history begins with the week of 26 October 2026. Open and missing together, 6 stand now, 2 more than"
                    + " at the end of that week (4).",
                "In the 2 weeks since, 4 issues came in (3 new, 1 reopened after a fix) and 3 were resolved: more come in"
                    + " than go, 2 against 1.5 a week.",
                "Half of the resolved issues were gone within 10 days of their first report.",
            ])
    }

    private func lead(_ rows: [(String, [Int64])], since: String? = nil) throws -> [String] {
        let canned = source()
        canned.answers["trend"] = .trend(rows)
        return try TrendReport.make(
            from: canned, options: TrendOptions(period: .month, since: since, generatedAt: when)
        ).document.lead.map(\.text)
    }

    @Test func `with a history before, periods are compared with it`() throws {
        let lead = try lead([("2026-10-01", [4, 0, 0, 0, 1, 10, 2]), ("2026-11-01", [1, 0, 0, 0, 3, 8, 2])])
        #expect(lead[2] == "Open and missing together, that is 1 more than before the 2 months.")
        #expect(
            lead[3]
                == "In the 2 months, 5 issues came in, all new, and 4 were resolved: more come in than go, 2.5 against 2 a month."
        )
    }

    @Test func `the first reviews of a history are no trend, and the last periods are told beside those before`() throws
    {
        // No reviews yet in May, a first look at everything in June.
        let rows: [(String, [Int64])] = [
            ("2026-05-01", [0, 0, 0, 0, 0, 0, 0]), ("2026-06-01", [100, 0, 0, 0, 0, 100, 0]),
            ("2026-07-01", [20, 0, 0, 0, 5, 115, 0]), ("2026-08-01", [10, 0, 0, 0, 15, 110, 0]),
            ("2026-09-01", [5, 1, 0, 0, 26, 90, 0]), ("2026-10-01", [4, 0, 0, 3, 14, 77, 3]),
        ]
        let told = try lead(rows, since: "2026-05-01")
        #expect(
            told[2]
                == "Nothing stood before June 2026. Open and missing together, 80 stand now, 20 fewer than at the"
                + " end of that month (100).")
        #expect(
            told[3] == "In the 4 months since, 40 issues came in (39 new, 1 reopened after a fix) and 60 were resolved:"
                + " more go than come in, 15 against 10 a month.")
        #expect(
            told[4]
                == "In the last 2 months, up to the last review, 10 came in and 40 were resolved; in the 2 before, 30"
                + " came in and 20 were resolved.")
        let single = try lead(Array(rows.prefix(2)))
        #expect(single[2] == "The history begins with June 2026: there is nothing earlier to compare with.")
        #expect(single[3].hasPrefix("In the 2 months, 100 issues came in"))
        let none = try lead([("2026-05-01", [0, 0, 0, 0, 0, 0, 0]), ("2026-06-01", [0, 0, 0, 0, 0, 0, 0])])
        #expect(none[1] == "Open and missing together, that is as many as before the 2 months.")
    }

    @Test func `what changed lately is told by number and by name`() throws {
        let canned = source()
        let report = try TrendReport.make(from: canned, options: TrendOptions(generatedAt: when))
        let section = try #require(report.document.sections.first { $0.id == "changes" })
        #expect(section.lead == "Since 2 November 2026: 7 back after a fix. The most severe of each are listed.")
        #expect(
            section.table.rows.first?.map(\.text).dropFirst() == ["back after a fix", "high", "open", "2026-11-10"])
        #expect(canned.asked["changes"]?["since"] == .text("2026-11-02"))
        let age = try #require(report.document.sections.first { $0.id == "age" })
        #expect(age.lead == "As they stand, 2 of 6, 33 %, have been known for more than three months.")
    }

    @Test func `a last period that is not over is told and drawn so`() throws {
        let report = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when))
        let flow = try #require(report.document.sections.first { $0.id == "flow" })
        #expect(flow.lead.hasSuffix("The last week is told up to 12 November 2026, the day of the last review."))
        #expect(try report.render(as: .html).contains("class=\"mark so-far new\""))
        // The newest review of another branch does not count.
        let whole = source()
        whole.answers["branches"]?.rows[0][2] = .text("2026-11-15T08:00:00Z")
        let page = try TrendReport.make(from: whole, options: TrendOptions(generatedAt: when)).render(as: .html)
        #expect(!page.contains("mark so-far"))
    }

    @Test func `a long silence of reviews is told`() throws {
        func lead(_ generated: String, until: String? = nil) throws -> String? {
            try TrendReport.make(from: source(), options: TrendOptions(until: until, generatedAt: generated))
                .document.lead.last?.text
        }
        #expect(
            try lead("2026-11-26T08:00:00Z")
                == "The last review was made on 12 November 2026, 14 days before this report: of what changed since, no review"
                + " tells.")
        #expect(try lead("2026-11-25T08:00:00Z")?.hasPrefix("Half of the resolved") == true)
        #expect(try lead("2027-03-01T08:00:00Z", until: "2026-11-12")?.hasPrefix("Half of the resolved") == true)
    }

    @Test(arguments: [
        (ReportPeriod.day, "2026-02-28", "2026-02-28"), (.week, "2026-12-28", "2027-01-03"),
        (.month, "2024-02-01", "2024-02-29"), (.month, "2026-12-01", "2026-12-31"),
        (.month, "2026-04-01", "2026-04-30"),
    ]) func `a period has a last day`(period: ReportPeriod, first: String, last: String) {
        #expect(period.lastDay(of: first) == last)
        #expect(period.lastDay(of: "soon") == nil)
    }

    @Test func `options reach the queries, and the queries the page`() throws {
        let canned = source()
        let report = try TrendReport.make(
            from: canned,
            options: TrendOptions(
                period: .month, since: "2026-09-01", until: "2026-11-22", branch: "it's main", project: "a/b",
                generatedAt: when))
        #expect(
            canned.asked["trend"] == [
                "period": .text("month"), "since": .text("2026-09-01"), "until": .text("2026-11-22"),
                "branch": .text("it's main"), "project": .text("a/b"),
            ])
        let text = try report.render(as: .markdown)
        #expect(
            text.contains(
                "`refrain query trend --param period=month --param since=2026-09-01 --param until=2026-11-22"
                    + " --param 'branch=it'\\''s main' --param project=a/b`"))
    }

    @Test func `a file keeps its number in periods without events`() throws {
        let report = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when))
        let files = report.document.sections.first { $0.id == "files" }
        guard case .heat(let map) = files?.chart else {
            Issue.record("no heat map")
            return
        }
        #expect(map.rows.first?.values == [3, 3, 5])
    }

    @Test(arguments: ReportFormat.allCases) func `an empty database has a report`(format: ReportFormat) throws {
        let empty = CannedSource(["trend": RowSet(columns: RowSet.trendColumns, rows: [])])
        let report = try TrendReport.make(from: empty, options: TrendOptions(generatedAt: when))
        #expect(!(try report.render(as: format)).isEmpty)
    }

    @Test func `a time without reviews is told from a database without`() throws {
        let canned = source()
        canned.answers["trend"] = RowSet(columns: RowSet.trendColumns, rows: [])
        let options = TrendOptions(since: "2027-01-01", generatedAt: when)
        #expect(
            try TrendReport.make(from: canned, options: options).render(as: .markdown)
                .contains("The last review was made on 20 November 2026, outside of the time that was asked for."))
        canned.answers["branches"] = nil
        #expect(
            try TrendReport.make(from: canned, options: options).render(as: .markdown).contains("Reviews come in by"))
    }

    @Test func `one period has tables and no charts`() throws {
        let canned = source()
        canned.answers["trend"] = .trend([("2026-11-02", [1, 0, 0, 0, 0, 1, 0])])
        // Ages are no course in time.
        canned.answers["open_by_age"] = nil
        let report = try TrendReport.make(from: canned, options: TrendOptions(generatedAt: when))
        #expect(report.document.sections.allSatisfy { $0.chart == nil })
        #expect(!(try report.render(as: .html)).contains("<svg"))
    }

    @Test func `the page asks nobody for anything`() throws {
        let page = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when)).render(as: .html)
        #expect(page.contains("Content-Security-Policy\" content=\"default-src 'none'"))
        for word in ["<script", "http://", "https://", "@import", "url(", "<link", "<img", " style=\""] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.contains("role=\"img\""))
        #expect(!page.contains("{{"))
    }

    @Test func `reviewed text stays text in HTML`() throws {
        let titles = ["<script>alert(1)</script>", "\"\u{301} onload=x", "<img src=x>", "</title></style>{{name}}"]
        let page = try TrendReport.make(from: source(titles: titles), options: TrendOptions(generatedAt: when))
            .render(as: .html)
        #expect(!page.contains("<script"))
        #expect(!page.contains("<img"))
        #expect(page.contains("&quot;\u{301} onload=x"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.components(separatedBy: "</style>").count == 2)
    }

    @Test func `identifiers of a page are unique and every reference has its target`() throws {
        let page = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when)).render(as: .html)
        let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(ids).count == ids.count)
        for group in page.components(separatedBy: "aria-labelledby=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
            for id in group.split(separator: " ") { #expect(ids.contains(id)) }
        }
    }

    @Test func `the drawing holds no broken number`() throws {
        let canned = source()
        canned.answers["trend"] = RowSet(
            columns: RowSet.trendColumns,
            rows: [
                [
                    .text("x"), .real(.nan), .integer(.max), .integer(-3), .null, .text("y"), .real(.infinity),
                    .integer(0),
                ],
                [.text("2026-99-99"), .null, .null, .null, .null, .null, .null, .null],
            ])
        let page = try TrendReport.make(from: canned, options: TrendOptions(generatedAt: when)).render(as: .html)
        #expect(!page.contains("nan"))
        #expect(!page.contains("inf\""))
    }

    @Test(arguments: [40, 72, 120]) func `the text report fits the terminal`(width: Int) throws {
        let text = try TrendReport.make(from: source(titles: hostileTitles), options: TrendOptions(generatedAt: when))
            .render(as: .text, style: TextStyle(width: width))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `json holds each section's rows and query`() throws {
        let json = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when)).render(as: .json)
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let sections = object?["sections"] as? [[String: Any]]
        #expect(sections?.count == 14)
        #expect((sections?.first?["rows"] as? [Any])?.count == 3)
        #expect(sections?.first?["query"] as? String == "refrain query trend --param period=week")
    }

    @Test func `csv is the table of periods`() throws {
        let csv = try TrendReport.make(from: source(), options: TrendOptions(generatedAt: when)).render(as: .csv)
        #expect(
            csv.hasPrefix(
                "period,new,reopened,returned,went_missing,resolved,open,missing\r\n2026-10-26,4,0,0,0,0,4,0\r\n"))
    }
}
