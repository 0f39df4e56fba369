import Foundation
import Testing

/// Each kind of wrong input: a clear error with its place, the right exit code, and the database as it was.
@Suite struct WrongInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: [UInt8]
        var file = "input.md"
        /// What the error must say.
        var says: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "an empty file", bytes: [], says: ["input.md", "empty"]),
        Case(name: "only white space", bytes: Array("  \n\n".utf8), says: ["input.md", "empty"]),
        Case(name: "binary bytes", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 0, 0], says: ["input.md", "byte"]),
        Case(
            name: "invalid UTF-8", bytes: Array("Fine so far ".utf8) + [0xC3, 0x28, 0xFF, 0xFE, 0x81],
            says: ["input.md"]),
        Case(
            name: "truncated JSON", bytes: Array(#"{"findings": [{"title": "a", "li"#.utf8), file: "input.json",
            says: ["input.json", "JSON"]),
        Case(
            name: "SARIF without runs", bytes: Array(#"{"version": "2.1.0", "$schema": "sarif"}"#.utf8),
            file: "input.sarif", says: ["input.sarif", "runs"]),
    ]

    @Test(arguments: cases)
    func `a document that cannot be read is told, and the database stays as it was`(_ wrong: Case) throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "good.md")
        _ = try workplace.refrain("ingest", "good.md", "--path", "tests/a.py", "--reviewed-at", "2026-01-01")
        let before = try workplace.refrain("sql", "SELECT * FROM findings", "--format", "csv").output
        try workplace.write(Data(wrong.bytes), to: wrong.file)
        let result = try workplace.refrain("ingest", wrong.file, "--path", "tests/b.py")
        #expect(result.status == 2, "\(result)")
        for word in wrong.says { #expect(result.errors.contains(word), "\(word): \(result)") }
        #expect(try workplace.refrain("sql", "SELECT * FROM findings", "--format", "csv").output == before)
        #expect(try workplace.refrain("reviews", "--count").output == "1\n")
    }

    @Test func `what is odd about a report is told when it is taken in, all of it where that is asked for`() throws {
        let workplace = try Workplace()
        try workplace.write("TAP version 13\n1..4\nok 1 - anchors\nnot ok 2 - sails\n", to: "part.tap")
        let result = #"{"ruleId": "R1", "level": "grave", "message": {"text": "Odd"}, "locations": 3}"#
        try workplace.write(
            #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Probe"}}, "results": [\#n"#
                + [String](repeating: result, count: 3).joined(separator: ",\n") + "]}]}\n", to: "odd.sarif")
        let usual = try workplace.refrain("ingest", "part.tap", "odd.sarif")
        #expect(usual.status == 0, "\(usual)")
        for words in [
            "part.tap: 4 tests were planned, and 2 are there",
            "odd.sarif: severity not in the table (3 findings, the first: line 2)",
            "odd.sarif: `locations` is not understood (3 findings, the first: line 2)",
        ] { #expect(usual.errors.contains(words), "\(words): \(usual)") }
        let all = try workplace.refrain("ingest", "odd.sarif", "--verbose", "--format", "json")
        #expect(all.errors.contains("odd.sarif: finding 3, line 4: `locations` is not understood"), "\(all)")
        #expect(all.output.contains("finding 3: severity not in the table"), "\(all)")
        let plan = try workplace.refrain("ingest", "--dry-run", "part.tap")
        #expect(plan.output.contains("4 tests were planned, and 2 are there"), "\(plan)")
    }

    @Test func `UTF-16 with a byte order mark is read`() throws {
        let workplace = try Workplace()
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in "1. Fixed sleep (line 5): The test waits 3 seconds.\n".utf16 {
            bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        try workplace.write(Data(bytes), to: "input.md")
        let result = try workplace.refrain("extract", "input.md", "--format", "json")
        #expect(result.status == 0 && result.output.contains(#""lines":[[5,5]]"#), "\(result)")
        #expect(result.errors.contains("UTF-16"), "the user is told: \(result)")
    }

    @Test func `a missing file, a folder without reviews and a pattern without a match`() throws {
        let workplace = try Workplace()
        try FileManager.default.createDirectory(
            at: workplace.folder.appending(path: "empty"), withIntermediateDirectories: true)
        for (input, word) in [("missing.md", "no such file"), ("empty", "no review"), ("*.md", "matches")] {
            let result = try workplace.refrain("ingest", input)
            #expect(result.status == 2, "\(result)")
            #expect(result.errors.contains(input) && result.errors.contains(word), "\(result)")
            #expect(result.output.contains("0 reviews stored"), "\(result)")
        }
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: ".refrain").path()))
    }

    @Test func `of many documents the readable ones are stored, or with --strict none`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "in/a.md")
        try workplace.write("", to: "in/b.md")
        let strict = try workplace.refrain("ingest", "in", "--strict")
        #expect(strict.status == 2 && strict.errors.contains("nothing was stored"), "\(strict)")
        let lenient = try workplace.refrain("ingest", "in")
        #expect(lenient.status == 2 && lenient.output.contains("1 review stored, 1 could not be read"), "\(lenient)")
        #expect(lenient.errors.contains("in/b.md"), "\(lenient)")
    }

    @Test func `a manifest's bad line is named`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits.\n", to: "a.md")
        for (line, word) in [("not json", "JSON"), (#"{"path": "tests/a.py"}"#, "review"), ("[1]", "object")] {
            try workplace.write(#"{"review": "a.md", "path": "tests/a.py"}"# + "\n" + line + "\n", to: "m.jsonl")
            let result = try workplace.refrain("ingest", "--manifest", "m.jsonl")
            #expect(result.status == 2, "\(result)")
            #expect(result.errors.contains("m.jsonl:2") && result.errors.contains(word), "\(result)")
        }
    }

    @Test func `a database that is missing, is none, or is another application's`() throws {
        let workplace = try Workplace()
        let missing = try workplace.refrain("issues", "--db", "missing.db")
        #expect(missing.status == 2 && missing.errors.contains("there is no database at missing.db"), "\(missing)")
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: "missing.db").path()))

        let text = String(repeating: "This is not a database. ", count: 200)
        try workplace.write(text, to: "none.db")
        for arguments in [["issues"], ["sql", "SELECT 1"], ["ingest", "good.md"]] {
            try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "good.md")
            let result = try workplace.refrain(arguments + ["--db", "none.db"])
            #expect(result.status == 2 && result.errors.contains("none.db is not an SQLite database"), "\(result)")
        }
        #expect(try String(contentsOf: workplace.folder.appending(path: "none.db"), encoding: .utf8) == text)
    }

    @Test func `SQL that writes is refused`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "good.md")
        _ = try workplace.refrain("ingest", "good.md", "--path", "tests/a.py")
        for sql in [
            "DELETE FROM finding", "UPDATE review SET verdict = ''", "DROP TABLE finding", "CREATE TABLE x (y)",
            "ATTACH 'x.db' AS x", "PRAGMA user_version = 7", "SELECT 1; DELETE FROM finding", "VACUUM INTO 'x.db'",
            "SELECT load_extension('x')",
        ] {
            let result = try workplace.refrain("sql", sql)
            #expect(result.status == 2 && result.errors.contains("refrain: "), "\(result)")
        }
        #expect(
            try workplace.refrain("sql", "SELECT count(*) AS n FROM findings", "--format", "csv").output == "n\r\n1\r\n"
        )
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: "x.db").path()))
    }

    @Test func `wrong usage exits with 64, a wrong search says where`() throws {
        let workplace = try Workplace()
        #expect(try workplace.refrain("ingest").status == 64)
        let outside = try workplace.refrain("ingest", "a.md", "--path", "tests/../../b.py")
        #expect(outside.status == 64 && outside.errors.contains("from the project's folder"), "\(outside)")
        #expect(try workplace.refrain("issues", "--format", "yaml").status == 64)
        try workplace.write("1. Fixed sleep (line 5): The test waits 3 seconds.\n", to: "good.md")
        _ = try workplace.refrain("ingest", "good.md", "--path", "tests/a.py")
        let search = try workplace.refrain("issues", "is:open severty:high")
        #expect(search.status == 2, "\(search)")
        #expect(search.errors.contains("severty") && search.errors.contains("column 9"), "\(search)")
        let from = try workplace.refrain("extract", "good.md", "--from", "yaml")
        #expect(from.status == 64 && from.errors.contains("prose"), "\(from)")
        let time = try workplace.refrain("ingest", "good.md", "--reviewed-at", "yesterday")
        #expect(time.status == 64 && time.errors.contains("--reviewed-at"), "\(time)")
    }

    @Test(arguments: [
        (["isues"], "'isues' of refrain. Did you mean issues?"), (["triage", "acept", "1234"], "Did you mean accept?"),
        (["report", "weather"], "'weather' of refrain report. Known: trend"),
    ])
    func `a command that is none is told, with the nearest one`(_ words: [String], _ told: String) throws {
        let result = try Workplace().refrain(words)
        #expect(result.status == 64 && result.errors.contains(told), "\(result)")
    }

    @Test func `escape sequences of reviewed text never reach the terminal raw`() throws {
        let workplace = try Workplace()
        try workplace.write(
            "1. Fixed \u{1B}[31msleep\u{1B}]0;owned\u{07} (line 5): The test waits \u{9B}2J 3 seconds.\n", to: "bad.md")
        let ingest = try workplace.refrain("ingest", "bad.md", "--path", "tests/a.py")
        #expect(ingest.status == 0, "\(ingest)")
        for arguments in [
            ["extract", "bad.md"], ["findings"], ["issues"], ["report", "recurring", "--min-seen", "1"],
        ] {
            let result = try workplace.refrain(arguments)
            #expect(result.status == 0, "\(result)")
            let controls = result.output.unicodeScalars.filter {
                $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
            }
            #expect(controls.isEmpty, "\(arguments): \(result)")
        }
    }
}
