import Foundation
import Testing

/// Databases of parallel jobs, joined by the executable.
@Suite struct MergeCommandTests {
    private static let views = [
        "findings", "issues", "line_references", "events", "patterns", "coverage",
        "(SELECT review, path, reviewer, branch, reviewed_at, verdict, outcome, findings, issues FROM reviews)",
    ]

    private func contents(_ workplace: borrowing Workplace, _ database: String) throws -> [String] {
        var contents: [String] = []
        for view in Self.views {
            let rows = try workplace.refrain("sql", "SELECT * FROM \(view)", "--format", "jsonl", "--db", database)
            #expect(rows.status == 0, "\(rows)")
            contents.append(rows.output.split(separator: "\n").sorted().joined(separator: "\n"))
        }
        return contents
    }

    private func ingest(
        _ workplace: borrowing Workplace, _ names: [String], into database: String
    ) throws {
        for name in names {
            let day = name.filter(\.isNumber)
            let result = try workplace.refrain(
                "ingest", name, "--db", database, "--path", "tests/test_tides.py", "--reviewer", "model-a",
                "--reviewed-at", "2026-10-\(day)T08:00:00Z", "--no-git")
            #expect(result.status == 0, "\(result)")
        }
    }

    @Test func `the databases of three jobs, in any order, are that of one`() throws {
        let workplace = try Workplace()
        let names = (11...16).map { "review-\($0).md" }
        for (index, name) in names.enumerated() {
            let words =
                index % 3 == 2
                ? "- The literal 12 on line 20 is a magic number.\n"
                : "- `time.sleep(5)` on line \(10 + index) makes the test slow and flaky.\n"
            try workplace.write("# Review \(index)\n\n\(words)", to: name)
        }
        try ingest(workplace, names, into: "one.db")
        try ingest(workplace, [names[4], names[0]], into: "a.db")
        try ingest(workplace, [names[1], names[3]], into: "b.db")
        try ingest(workplace, [names[5], names[2], names[0]], into: "c.db")
        let expected = try contents(workplace, "one.db")

        let forth = try workplace.refrain("merge", "a.db", "b.db", "c.db", "--db", "forth.db")
        #expect(forth.status == 0 && forth.output.contains("6 reviews merged, 1 already there"), "\(forth)")
        #expect(try contents(workplace, "forth.db") == expected)
        for name in ["c.db", "b.db", "a.db"] {
            let back = try workplace.refrain("merge", name, "--db", "back.db", "--format", "json")
            #expect(back.status == 0 && back.output.contains("\"reviews\""), "\(back)")
        }
        #expect(try contents(workplace, "back.db") == expected)
        let again = try workplace.refrain("merge", "forth.db", "--db", "back.db")
        #expect(again.status == 0 && again.output.contains("0 reviews merged, 6 already there"), "\(again)")
        #expect(try contents(workplace, "back.db") == expected)
    }

    @Test func `what is no database of Refrain's is told, and nothing is made`() throws {
        let workplace = try Workplace()
        try workplace.write("no database at all, only words, and enough of them", to: "words.db")
        try workplace.write("- The literal 12 on line 20 is a magic number.\n", to: "review-11.md")
        try ingest(workplace, ["review-11.md"], into: "one.db")
        for (other, words) in [("words.db", "words.db is no database of Refrain's"), ("absent.db", "absent.db")] {
            let result = try workplace.refrain("merge", "one.db", other, "--db", "all.db")
            #expect(result.status == 2 && result.errors.contains(words), "\(result)")
            #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: "all.db").path))
        }
        let same = try workplace.refrain("merge", "./one.db", "--db", "one.db")
        #expect(same.status == 2 && same.errors.contains("is the database itself"), "\(same)")
        let nothing = try workplace.refrain("merge", "--db", "one.db")
        #expect(nothing.status == 64, "\(nothing)")
    }
}
