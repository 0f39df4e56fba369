import FindingsModel
import Foundation
import Testing

@testable import Reports

private let when = "2026-11-22T20:00:00Z"
private let selection = ReportSelection(since: "2026-11-01", until: "2026-11-30", generatedAt: when)

@Suite struct `Reports of every kind` {
    static let names = [
        "trend", "recurring", "files", "file", "review", "compare", "reviewers", "patterns", "digest",
    ]

    static func make(_ name: String, from source: any QuerySource) throws -> Report? {
        switch name {
        case "trend": try TrendReport.make(from: source, options: TrendOptions(generatedAt: when))
        case "recurring": try RecurringReport.make(from: source, options: RecurringOptions(generatedAt: when))
        case "files": try FilesReport.make(from: source, selection: selection)
        case "file": try FileReport.make(of: hostileTitles[0], from: source, selection: selection)
        case "review": try ReviewReport.make(of: "0123", from: source, generatedAt: when, host: nil)
        case "compare":
            try CompareReport.make(
                ComparisonSide(name: hostileTitles[0], branch: hostileTitles[1]),
                ComparisonSide(name: "b", until: "2026-11-01"), from: source, selection: selection)
        case "reviewers": try ReviewersReport.make(from: source, selection: selection)
        case "patterns": try PatternsReport.make(from: source, selection: selection)
        default: try DigestReport.make(from: source, selection: selection)
        }
    }

    @Test(arguments: names) func `keep what strangers wrote inert on a page`(_ name: String) throws {
        let source = HostileSource()
        let report = try #require(try Self.make(name, from: source))
        let page = try report.withDetails(from: source, branch: nil, project: nil, host: nil).render(as: .html)
        for word in ["<script", "<img", "href=\"javascript", " style=\"", "{{", "\u{1B}", "\u{202E}"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.components(separatedBy: "</style>").count == 2)
        let ids = page.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(Set(ids).count == ids.count, "an id twice")
        for link in page.components(separatedBy: " href=\"").dropFirst().map({ String($0.prefix { $0 != "\"" }) }) {
            #expect(link.hasPrefix("#") || link.hasPrefix("https://"), "\(link)")
            if link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link) leads nowhere") }
        }
    }

    @Test(arguments: names) func `keep what strangers wrote inert in Markdown and on a terminal`(_ name: String) throws
    {
        let report = try #require(try Self.make(name, from: HostileSource()))
        // In a span of code nothing acts; it must not be left.
        let markdown = try report.render(as: .markdown).replacing("\\](", with: "").replacing(
            /(`+).+?\1(?!`)/, with: "")
        for word in ["<script", "<img", "@octocat", "](javascript", "\u{1B}", "\u{202E}"] {
            #expect(!markdown.contains(word), "\(word)")
        }
        for width in [40, 80, 120] {
            let text = try report.render(as: .text, style: TextStyle(width: width))
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
        }
    }

    @Test(arguments: names) func `name the query of every number`(_ name: String) throws {
        let report = try #require(try Self.make(name, from: HostileSource()))
        #expect(report.document.figures.allSatisfy { $0.query != nil })
        for sentence in report.document.lead where sentence.text.contains(where: \.isNumber) {
            #expect(sentence.query != nil, "\(sentence.text)")
        }
        let json = try report.render(as: .json)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        #expect(!(try report.render(as: .csv)).isEmpty)
    }

    @Test(arguments: names.filter { !["file", "review"].contains($0) }, ReportFormat.allCases)
    func `can be made of an empty database`(_ name: String, _ format: ReportFormat) throws {
        let report = try #require(try Self.make(name, from: CannedSource()))
        let text = try report.render(as: format)
        #expect(format == .csv || !text.isEmpty)
    }

    @Test func `a file or a review that nobody knows has none`() throws {
        #expect(try Self.make("file", from: CannedSource()) == nil)
        #expect(try Self.make("review", from: CannedSource()) == nil)
    }

    @Test func `a page shows an issue with its history and the reviewers' words`() throws {
        let canned = CannedSource([
            "recurring": .issues(["Waits for the tide"]),
            "issue_records": RowSet(
                columns: [
                    "issue", "path", "line", "title", "category_name", "severity", "state", "branch", "times_seen",
                    "reviews_in_scope",
                ],
                rows: [
                    [
                        .text("a1"), .text("tests/q.py"), .integer(9), .text("Waits for the tide"),
                        .text("Sleepy test"), .text("high"), .text("open"), .text("main"), .integer(3), .integer(4),
                    ]
                ]),
            "issue_histories": RowSet(
                columns: ["issue", "at", "kind", "reason", "reviewer", "review", "branch"],
                rows: [
                    [
                        .text("a1"), .text("2026-03-09T06:10:00Z"), .text("opened"), .text("first report"),
                        .text("model-a"), .text("r1"), .text("main"),
                    ]
                ]),
            "issue_remarks": RowSet(
                columns: [
                    "issue", "reviewed_at", "reviewer", "path", "lines", "first_line", "last_line", "title", "body",
                    "project", "commit_sha", "run_url", "remarks",
                ],
                rows: [
                    [
                        .text("a1"), .text("2026-03-09T06:10:00Z"), .text("model-a"), .text("tests/q.py"),
                        .text("49, 58"), .integer(49), .integer(58), .text("Real waiting"),
                        .text("`sleep(3)` is slow.\n```python\n    clock.advance()\n```"), .text("ferry/ferry"),
                        .text("0123abcd"), .null, .integer(1),
                    ]
                ]),
        ])
        let report = try RecurringReport.make(from: canned, options: RecurringOptions(generatedAt: when))
            .withDetails(
                from: canned, branch: nil, project: nil,
                host: CodeHost(repository: "git@github.com:ferry/ferry.git"))
        let page = try report.render(as: .html)
        #expect(
            page.contains("<a href=\"#issue-a1\">Waits for the tide</a>") || page.contains("<a href=\"#issue-a1\">"))
        #expect(page.contains("id=\"issue-a1\""))
        #expect(page.contains("href=\"https://github.com/ferry/ferry/blob/0123abcd/tests/q.py#L49-L58\""))
        #expect(page.contains("lines 49 and 58"))
        #expect(page.contains("<code>sleep(3)</code> is slow."))
        #expect(page.contains("<pre tabindex=\"0\"><code>clock.advance()</code></pre>"))
        #expect(page.contains("first report (model-a)"))
    }

    @Test func `every kind of issue has a guideline, and no other`() {
        let known = Set(CategoryCatalogue.standard.categories.map(\.id))
        #expect(Guideline.categories == known.subtracting(["good-practice", "other"]))
    }

    @Test(arguments: [
        ("2026-03-01", 1, "2026-02-28"), ("2024-03-01", 1, "2024-02-29"), ("2026-01-01", 1, "2025-12-31"),
        ("2026-11-22", 13, "2026-11-09"), ("2026-12-31", -1, "2027-01-01"), ("2000-03-01", 366, "1999-03-01"),
    ]) func `a day so many days before`(_ day: String, _ days: Int, _ before: String) {
        #expect(CivilDay(day)?.before(days: days) == before)
    }

    @Test func `a digest leaves out what was accepted or rejected`() throws {
        func rows(_ decisions: [Value], _ more: [(String, Value)]) -> RowSet {
            RowSet(
                columns: ["title", "path", "severity", "state", "triage"] + more.map(\.0),
                rows: decisions.enumerated().map { index, decision in
                    [.text("Issue \(index)"), .text("tests/test_quay.py"), .text("high"), .text("open"), decision]
                        + more.map(\.1)
                })
        }
        let source = CannedSource([
            "new_since": rows([.text("rejected"), .null, .text("assigned")], []),
            "oldest_open": rows([.text("accepted"), .text("reopened")], [("days_open", .integer(90))]),
        ])
        let text = try DigestReport.make(from: source, selection: selection).render(as: .text)
        #expect(text.contains("2 issues are new and still with us"), "\(text)")
        #expect(text.contains("Gravest: “Issue 1”"), "\(text)")
        #expect(text.contains("“Issue 1” in tests/test_quay.py has been open for 90 days"), "\(text)")
        #expect(!text.contains("Issue 0"), "\(text)")
    }

    @Test(arguments: [
        ("2020-03-01", "2022-08-20", ReportPeriod.week), ("2020-03-01", "2022-09-20", .month), ("", "", .week),
    ]) func `periods fit the time that was reviewed`(first: String, last: String, period: ReportPeriod) throws {
        let source = CannedSource([
            "review_totals": RowSet(columns: ["first_day", "last_day"], rows: [[.text(first), .text(last)]])
        ])
        #expect(try ReportPeriod.fitting(since: nil, until: nil, branch: nil, project: nil, from: source) == period)
    }

    @Test func `an end at midnight is told by the day before`() {
        #expect(Moment.lastDay(before: "2027-01-01T00:00:00Z") == "2026-12-31")
        #expect(Moment.lastDay(before: "2027-01-01T10:30:00Z") == "2027-01-01")
    }

    @Test func `a digest puts first what matters most, five things at most`() throws {
        let report = try #require(try Self.make("digest", from: HostileSource()))
        #expect(report.document.sections.count == 5)
        #expect(report.document.title == "Review findings: five things to know")
        #expect(report.document.sections[0].id == "new", "critical and high ones weigh most")
    }
}

@Suite struct `Lines on a code host` {
    @Test(arguments: [
        ("https://github.com/ferry/ferry.git", "https://github.com/ferry/ferry/blob/0123abcd/a%20b/t.py#L5-L9"),
        (
            "git@gitlab.example.com:group/sub/ferry.git",
            "https://gitlab.example.com/group/sub/ferry/-/blob/0123abcd/a%20b/t.py#L5-9"
        ),
        (
            "https://user:secret@bitbucket.org/ferry/ferry",
            "https://bitbucket.org/ferry/ferry/src/0123abcd/a%20b/t.py#lines-5:9"
        ),
        (
            "ssh://git@codeberg.org:22/ferry/ferry.git",
            "https://codeberg.org/ferry/ferry/src/commit/0123abcd/a%20b/t.py#L5-L9"
        ),
        (
            "https://dev.azure.com/bay/ferry/_git/ferry",
            "https://dev.azure.com/bay/ferry/_git/ferry?path=/a%20b/t.py&version=GC0123abcd&line=5&lineEnd=10&lineStartColumn=1&lineEndColumn=1&lineStyle=plain&_a=contents"
        ),
    ]) func `are told by the repository's address`(_ repository: String, _ expected: String) {
        #expect(
            CodeHost(repository: repository)?.address(path: "a b/t.py", commit: "0123abcd", first: 5, last: 9)
                == expected)
    }

    @Test(arguments: [
        ("https://github.com/ferry/ferry/actions/runs/7", "https://github.com/ferry/ferry/blob/0123abcd/t.py#L5"),
        ("https://git.bay.example/g/ferry/-/jobs/7", "https://git.bay.example/g/ferry/-/blob/0123abcd/t.py#L5"),
        (
            "https://bitbucket.org/ferry/ferry/pipelines/results/7",
            "https://bitbucket.org/ferry/ferry/src/0123abcd/t.py#lines-5"
        ),
        (
            "https://gitea.bay.example/ferry/ferry/actions/runs/7",
            "https://gitea.bay.example/ferry/ferry/src/commit/0123abcd/t.py#L5"
        ),
    ]) func `are told by the address of a run`(_ run: String, _ expected: String) {
        #expect(
            CodeHost(run: run, repository: "x/ferry")?.address(path: "t.py", commit: "0123abcd", first: 5, last: 5)
                == expected)
    }

    @Test(arguments: [
        "", "ferry", "javascript:alert(1)//github.com/a/b", "https://github.com", "https://github.com/a\"b/c",
        "https://example.com/a/b", "file:///github.com/a/b",
    ]) func `are not made up`(_ address: String) {
        #expect(CodeHost(repository: address) == nil)
        #expect(CodeHost(run: address, repository: "a/b") == nil)
        let host = CodeHost(repository: "https://github.com/a/b")
        #expect(host?.address(path: "t.py", commit: "", first: 1, last: 1) == nil)
        #expect(host?.address(path: "t.py", commit: "main\"x", first: 1, last: 1) == nil)
    }

    @Test func `of another project are not linked`() {
        let host = CodeHost(repository: "https://github.com/ferry/ferry")
        #expect(host?.holds("ferry/ferry") == true)
        #expect(host?.holds("other/ferry") == false)
    }
}

@Suite struct `The pages of a site` {
    @Test func `have names that no file system confuses`() {
        var pages = SitePages()
        for path in ["tests/a.py", "tests/A.py", "tests-a.py", "../x", "", "試験.py", ".hidden"] { pages.add(file: path) }
        let names = pages.fileOf.values
        #expect(Set(names.map { $0.lowercased() }).count == 7)
        for name in names {
            #expect(name.hasPrefix("files/") && !name.contains(".."))
            #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }
        #expect(pages.address(of: .file("tests/a.py"), root: "../")?.hasPrefix("../files/") == true)
    }

    @Test func `can be made of hostile reviews`() throws {
        var pages: [String: String] = [:]
        let count = try SiteReport(source: HostileSource(), selection: selection, host: nil).write { pages[$0] = $1 }
        #expect(pages.count == count || count > pages.count)
        for (place, page) in pages {
            #expect(!page.contains("<img") && !page.contains("href=\"javascript"), "\(place)")
            #expect(page.components(separatedBy: "<script").count <= 2, "\(place)")
            if page.contains("<script>") {
                #expect(page.contains("script-src 'sha256-\(TableFilter.digest)'"), "\(place)")
            }
        }
    }
}
