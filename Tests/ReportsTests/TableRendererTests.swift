import FindingsModel
import Foundation
import Testing

@testable import Reports

/// One row set through every renderer.
private let sample = RowSet(
    columns: ["path", "open", "share", "title"],
    rows: [
        [.text("tests/test_a.py"), .integer(12), .real(3.5), .text("Sleeps | waits, \"long\"")],
        [.text("tests/unit/test_b.py"), .integer(3), .null, .text("=SUM(A1) <b>@ada</b> \u{1B}[31m試験")],
    ],
    isTruncated: true)

struct TableRendererTests {
    @Test func `text aligns words left and numbers right`() {
        #expect(
            sample.rendered(as: .text, style: TextStyle(width: 100)) == """
                path                  open  share  title
                tests/test_a.py         12    3.5  Sleeps | waits, "long"
                tests/unit/test_b.py     3         =SUM(A1) <b>@ada</b> ␛[31m試験
                (there is more: --limit and --page)

                """)
    }

    @Test func `a decision beside a state is seen where there is room`() {
        let long = "A title that goes on for quite a while and then some more"
        let rows = RowSet(
            columns: ["state", "title", "reason"],
            rows: ["open", "open, rejected", "missing, accepted until 2026-12-16"].map {
                [.text($0), .text(long), .text("tests/web/checkout/test_a.py")]
            })
        func states(_ width: Int) -> [String] {
            rows.rendered(as: .text, style: TextStyle(width: width)).split(separator: "\n").map {
                String($0.prefix(15)).trimmingCharacters(in: .whitespaces)
            }
        }
        #expect(states(40) == ["state", "open", "open, rejected", "missing, accep…"])
        #expect(states(30)[2].hasPrefix("open, "))
    }

    @Test func `where a table is too wide, places go below the titles, and ids stay ids`() {
        let rows = RowSet(
            columns: ["issue", "finding", "severity", "path", "line", "category", "title", "reviewed_at"],
            rows: [
                [
                    .text("0123456789abcdef"), .text("fedcba9876543210.112"), .text("high"),
                    .text("tests/web/test_cart.py"), .integer(12), .text("sleepy-test"),
                    .text("The cart sleeps for a second"),
                    .text("2026-11-02T08:15:00Z"),
                ],
                [
                    .text("123456789abcdef0"), .text("edcba9876543210f.3"), .text("low"), .text("tests/test_pier.py"),
                    .null,
                    .null, .text("Naming"), .text("2026-11-03T08:15:00Z"),
                ],
            ])
        #expect(
            rows.rendered(as: .text, style: TextStyle(width: 80)) == """
                issue     finding       severity  title                         reviewed_at
                01234567  fedcba98.112  high      The cart sleeps for a second  2026-11-02
                                                  tests/web/test_cart.py:12 · sleepy-test
                12345678  edcba987.3    low       Naming                        2026-11-03
                                                  tests/test_pier.py

                """)
        // Where there is room, and in a pipe, nothing moves.
        #expect(rows.rendered(as: .text, style: TextStyle(width: 160)).split(separator: "\n").count == 3)
    }

    @Test func `markdown escapes what would act`() {
        #expect(
            sample.rendered(as: .markdown) == """
                | path | open | share | title |
                | --- | ---: | ---: | --- |
                | tests/test\\_a.py | 12 | 3.5 | Sleeps &#124; waits, "long" |
                | tests/unit/test\\_b.py | 3 |  | \\=SUM(A1) &lt;b&gt;@\u{2060}ada&lt;/b&gt; ␛\\[31m試験 |

                *More rows were left out.*

                """)
    }

    @Test func `json keeps the very text and its order`() throws {
        #expect(
            sample.rendered(as: .json) == """
                [
                  {"path": "tests/test_a.py", "open": 12, "share": 3.5, "title": "Sleeps | waits, \\"long\\""},
                  {"path": "tests/unit/test_b.py", "open": 3, "share": null, "title": "=SUM(A1) <b>@ada</b> \\u001b[31m試験"}
                ]

                """)
        let parsed = try JSONSerialization.jsonObject(with: Data(sample.rendered(as: .json).utf8)) as? [[String: Any]]
        #expect(parsed?.count == 2)
        #expect(parsed?[1]["title"] as? String == "=SUM(A1) <b>@ada</b> \u{1B}[31m試験")
    }

    @Test func `json lines has a line a row`() {
        let lines = sample.rendered(as: .jsonl).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0]
                == "{\"path\": \"tests/test_a.py\", \"open\": 12, \"share\": 3.5, \"title\": \"Sleeps | waits, \\\"long\\\"\"}"
        )
    }

    @Test func `csv quotes after RFC 4180 and disarms formulas`() {
        #expect(
            sample.rendered(as: .csv)
                == "path,open,share,title\r\ntests/test_a.py,12,3.5,\"Sleeps | waits, \"\"long\"\"\"\r\n"
                + "tests/unit/test_b.py,3,,'=SUM(A1) <b>@ada</b> ␛[31m試験\r\n")
    }

    @Test func `html escapes every cell`() {
        let html = sample.rendered(as: .html)
        #expect(html.contains("<td>=SUM(A1) &lt;b&gt;@ada&lt;/b&gt; ␛[31m試験</td>"))
        #expect(html.contains("<th scope=\"col\">path</th>"))
        #expect(html.contains("<td class=\"number\">12</td>"))
        #expect(!html.contains("<b>"))
    }

    @Test func `every format has exactly one renderer`() {
        #expect(
            TableRenderers.all.map(\.format).sorted { $0.rawValue < $1.rawValue }
                == TableFormat.allCases.sorted { $0.rawValue < $1.rawValue })
        #expect(Set(ReportRenderers.all.map(\.format)) == Set(ReportFormat.allCases))
        #expect(ReportRenderers.all.count == ReportFormat.allCases.count)
    }

    @Test(arguments: [40, 60, 80, 120]) func `no line of a text table is wider than the terminal`(width: Int) {
        let set = RowSet(
            columns: ["path", "title", "reviewer", "seen"],
            rows: hostileTitles.map {
                [.text("tests/very/deep/folder/of/things/test_file.py"), .text($0 + $0), .text($0), .integer(3)]
            })
        for line in set.rendered(as: .text, style: TextStyle(width: width)).split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= width)
        }
    }

    @Test func `a table without rows says so`() {
        #expect(RowSet(columns: ["path"], rows: []).rendered(as: .text) == "path\n(no rows)\n")
        #expect(RowSet(columns: ["path"], rows: []).rendered(as: .json) == "[]\n")
        #expect(RowSet(columns: ["path"], rows: []).rendered(as: .csv) == "path\r\n")
    }

    @Test func `colour is only where it was asked for`() {
        let set = RowSet(columns: ["severity"], rows: [[.text("high")]])
        #expect(!set.rendered(as: .text).contains("\u{1B}"))
        #expect(set.rendered(as: .text, style: TextStyle(colour: true)).contains("\u{1B}[31mhigh\u{1B}[0m"))
    }
}
