import Foundation
import Testing

/// The whole main job, on the examples: reviews in, answers and a report out.
@Suite struct MainJobTests {
    private static let manifest = Workplace.project.appending(path: "Examples/manifest.jsonl").path(
        percentEncoded: false)

    @Test func `the examples go in, answers and reports come out`() throws {
        let workplace = try Workplace()
        let ingest = try workplace.refrain("ingest", "--manifest", Self.manifest)
        #expect(ingest.status == 0, "\(ingest)")
        #expect(ingest.output.contains("30 reviews stored"), "\(ingest)")

        let sleeps = try workplace.refrain(
            "issues", "category:sleepy-test path:tests/booking/** seen:>=5", "--format", "jsonl")
        #expect(sleeps.status == 0 && sleeps.output.contains("tests/booking/test_seat_hold.py"), "\(sleeps)")

        let recurring = try workplace.refrain("query", "recurring", "--format", "csv", "--limit", "5")
        #expect(recurring.status == 0, "\(recurring)")
        #expect(recurring.output.split(separator: "\r\n").count == 6, "a header and five rows: \(recurring)")

        let found = try workplace.refrain("search", "snapshot", "--format", "json")
        #expect(found.status == 0 && found.output.contains("sailingPicker"), "\(found)")

        for (format, beginning) in [
            ("text", "Review findings"), ("markdown", "# "), ("html", "<!doctype html>"), ("json", "{"), ("csv", ""),
        ] {
            for report in ["trend", "recurring"] {
                let made = try workplace.refrain("report", report, "--format", format)
                #expect(made.status == 0, "\(made)")
                #expect(made.output.lowercased().hasPrefix(beginning.lowercased()), "\(made)")
            }
        }
        let page = try workplace.refrain("report", "trend", "--format", "html", "--output", "trend.html")
        #expect(page.status == 0 && page.output.isEmpty, "\(page)")
        let html = try String(contentsOf: workplace.folder.appending(path: "trend.html"), encoding: .utf8)
        #expect(html.contains("<svg") && html.contains("<table"))
        #expect(!html.contains("<script") && !html.contains("src=\"http") && !html.contains("url(http"))
    }

    @Test func `words that have no category are counted`() throws {
        let workplace = try Workplace()
        try workplace.write(
            """
            {"path": "tests/test_a.py", "findings": [
              {"title": "Zeppelin moorings are odd", "category": "other"},
              {"title": "The zeppelin moorings again", "category": "other"},
              {"title": "Zeppelin", "category": "sleepy-test"}]}
            """, to: "review.json")
        let ingested = try workplace.refrain("ingest", "review.json")
        #expect(ingested.status == 0, "\(ingested)")
        let words = try workplace.refrain("categories", "unmapped", "--format", "csv")
        #expect(words.status == 0 && words.output.contains("zeppelin moorings,2\r\n"), "\(words)")
        #expect(!words.output.contains(",3"), "what has a category is not counted: \(words)")
        let group = try workplace.refrain("categories", "isolation", "--format", "csv")
        #expect(group.status == 0 && group.output.contains("isolation"), "\(group)")
        let none = try workplace.refrain("categories", "nothing")
        #expect(none.status == 2 && none.errors.contains("there is no group 'nothing'"), "\(none)")
    }

    @Test func `the same again changes no view`() throws {
        let workplace = try Workplace()
        let views = ["findings", "issues", "reviews", "line_references", "events", "patterns", "coverage"]
        func contents() throws -> [String] {
            try views.map { view in
                let rows = try workplace.refrain("sql", "SELECT * FROM \(view)", "--format", "jsonl")
                #expect(rows.status == 0, "\(rows)")
                return rows.output.split(separator: "\n").sorted().joined(separator: "\n")
            }
        }
        _ = try workplace.refrain("ingest", "--manifest", Self.manifest)
        let first = try contents()
        #expect(first.allSatisfy { !$0.isEmpty })
        let again = try workplace.refrain("ingest", "--manifest", Self.manifest)
        #expect(again.status == 0 && again.output.contains("0 reviews stored, 30 already there"), "\(again)")
        #expect(try contents() == first)
    }

    @Test func `a document of the same name with other content is another review`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds. Wait for the event.\n", to: "review.md")
        _ = try workplace.refrain("ingest", "review.md", "--path", "tests/a.py", "--reviewed-at", "2026-01-01")
        try workplace.write("1. Hard wait (line 7): It still sleeps 3 seconds. Wait for the event.\n", to: "review.md")
        let second = try workplace.refrain("ingest", "review.md", "--path", "tests/a.py", "--reviewed-at", "2026-02-01")
        #expect(second.status == 0 && second.output.contains("1 review stored"), "\(second)")
        let count = try workplace.refrain("reviews", "--count")
        #expect(count.output == "2\n", "\(count)")
    }

    @Test func `--dry-run tells where each value comes from and stores nothing`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "review.md")
        let plan = try workplace.refrain(
            "ingest", "review.md", "--path", "tests/a.py", "--dry-run", "--format", "csv",
            environment: [
                "GITHUB_ACTIONS": "true", "GITHUB_SHA": String(repeating: "ab", count: 20),
                "GITHUB_REF": "refs/heads/release", "GITHUB_REPOSITORY": "owner/name", "GITHUB_RUN_ID": "77",
                "GITHUB_SERVER_URL": "https://github.com",
            ])
        #expect(plan.status == 0, "\(plan)")
        for (field, value, origin) in [
            ("path", "tests/a.py", "option --path"), ("repository", "owner/name", "GITHUB_REPOSITORY"),
            ("branch", "release", "GITHUB_REF"), ("commit", String(repeating: "ab", count: 20), "GITHUB_SHA"),
        ] {
            #expect(
                plan.output.split(separator: "\r\n").contains {
                    $0.hasPrefix("review.md,\(field),\(value),") && $0.contains(origin)
                }, "\(field): \(plan)")
        }
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: ".refrain").path()))
    }

    @Test func `extract prints one JSON object a document, and ingest reads it back`() throws {
        let workplace = try Workplace()
        try workplace.write(
            "Overall fine.\n\n1. Fixed sleep (lines 5 and 9-12): The test waits 3 seconds.\n2. Good names: clear.\n",
            to: "a.md")
        try workplace.write("No problems found.\n", to: "b.md")
        let extracted = try workplace.refrain("extract", "--format", "json", "a.md", "b.md")
        #expect(extracted.status == 0, "\(extracted)")
        let lines = extracted.output.split(separator: "\n")
        #expect(lines.count == 2, "\(extracted)")
        #expect(lines[0].contains(#""lines":[[5,5],[9,12]]"#), "\(extracted)")
        let back = try workplace.refrain("ingest", "-", "--path", "tests/a.py", input: extracted.output)
        #expect(back.status == 0 && back.output.contains("2 reviews stored"), "\(back)")
    }

    @Test func `--output writes into a device or pipe instead of replacing it`() throws {
        let workplace = try Workplace()
        let link = workplace.folder.appending(path: "sink")
        try FileManager.default.createSymbolicLink(
            atPath: link.path(percentEncoded: false), withDestinationPath: "/dev/null")
        let result = try workplace.refrain("categories", "--output", "sink")
        #expect(result.status == 0, "\(result)")
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: link.path(percentEncoded: false)) == "/dev/null")
    }
}
