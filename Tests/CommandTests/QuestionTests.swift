import Foundation
import Testing

/// Commands that ask, as a user runs them.
@Suite struct QuestionTests {
    private func filled() throws -> Workplace {
        let workplace = try Workplace()
        try workplace.write(
            "1. Fixed sleep (lines 5-7): The test waits 3 seconds.\n2. The UUID is hard-coded (line 12).\n", to: "a.md")
        let stored = try workplace.refrain(
            "ingest", "a.md", "--path", "tests/web/test_a.py", "--reviewed-at", "2026-01-05", "--commit",
            "c0ffee1234567890", "--repository", "bay/tides", "--reviewer", "model-a")
        #expect(stored.status == 0, "\(stored)")
        return workplace
    }

    @Test func `groups come out in every form`() throws {
        let workplace = try filled()
        let text = try workplace.refrain("issues", "--by", "path,month", "--columns", "issues")
        #expect(text.output.contains("path                 month    issues  by_day"), "\(text)")
        let csv = try workplace.refrain("findings", "--by", "reviewer", "--format", "csv")
        #expect(csv.output.contains("model-a,2,"), "\(csv)")
        #expect(csv.output.contains("2026-01-05=2"), "\(csv)")
        #expect(try workplace.refrain("reviews", "--by", "week", "--count").output == "1\n")
        let wrong = try workplace.refrain("issues", "--by", "path,catgory")
        #expect(wrong.status == 2 && wrong.errors.contains("at column 6: did you mean category?"), "\(wrong)")
        let files = try workplace.refrain("files", "--by", "path")
        #expect(files.status == 2 && files.errors.contains("cannot be grouped"), "\(files)")
    }

    @Test func `what --explain-query prints is what refrain sql runs`() throws {
        let workplace = try filled()
        for arguments in [
            ["issues", "path:tests/** \"UUID\""], ["findings", "line:5", "--columns", "title,lines"],
            ["reviews", "commit:c0ffee pr:42 or reviewer:model-*", "--limit", "3"],
            ["issues", "--by", "category", "--count"],
        ] {
            let listed = try workplace.refrain(arguments + ["--format", "csv"])
            let explained = try workplace.refrain(arguments + ["--explain-query"])
            let run = try workplace.refrain("sql", "-", "--format", "csv", input: explained.output)
            #expect(run.status == 0, "\(explained)\n\(run)")
            let expected = arguments.contains("--count") ? "groups\r\n" + listed.output : listed.output
            #expect(run.output.replacing("\r\n", with: "\n") == expected.replacing("\r\n", with: "\n"))
        }
    }

    @Test func `owners come from CODEOWNERS`() throws {
        let workplace = try filled()
        let none = try workplace.refrain("issues", "owner:ada")
        #expect(none.status == 2 && none.errors.contains("CODEOWNERS"), "\(none)")
        try workplace.write("* @all\n/tests/web/ @ada @org/web\n", to: ".github/CODEOWNERS")
        #expect(try workplace.refrain("issues", "owner:ada", "--count").output == "2\n")
        #expect(try workplace.refrain("issues", "owner:all", "--count").output == "0\n")
        let json = try workplace.refrain("issues", "--format", "jsonl")
        #expect(json.output.contains("\"owners\": \"@ada, @org/web\""), "\(json)")
        let sql = try workplace.refrain("sql", "SELECT path_owners('x') AS o", "--format", "csv")
        #expect(sql.output.contains("@all"), "\(sql)")
        try workplace.write("* @ben\n", to: "OTHER")
        #expect(try workplace.refrain("issues", "owner:ben", "--count", "--codeowners", "OTHER").output == "2\n")
        #expect(try workplace.refrain("issues", "--codeowners", "missing").status == 2)
    }

    @Test func `open tells the place and the page`() throws {
        let workplace = try filled()
        let issue =
            try workplace.refrain(
                "issues", "sleep", "--columns", "issue", "--format", "csv"
            ).output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        #expect(try workplace.refrain("open", issue).output == "tests/web/test_a.py:5\n")
        let web = try workplace.refrain("open", issue, "--web", "--repository-url", "git@github.com:bay/tides.git")
        #expect(
            web.output == "https://github.com/bay/tides/blob/c0ffee1234567890/tests/web/test_a.py#L5-L7\n", "\(web)")
        let unknown = try workplace.refrain("open", issue, "--web")
        #expect(unknown.status == 2 && unknown.errors.contains("--repository-url"), "\(unknown)")
        #expect(try workplace.refrain("open", "ffffffff").status == 2)
    }

    @Test func `days of a query may be told as so long ago`() throws {
        let workplace = try filled()
        let all = try workplace.refrain("query", "new_since", "-p", "since=2026-01-01", "--format", "csv")
        #expect(try workplace.refrain("query", "new_since", "-p", "since=90y", "--format", "csv").output == all.output)
        let none = try workplace.refrain("query", "new_since", "-p", "since=today", "--format", "jsonl")
        #expect(none.status == 0 && none.output.isEmpty, "\(none)")
        let wrong = try workplace.refrain("query", "new_since", "-p", "since=soon")
        #expect(wrong.status == 2 && wrong.errors.contains("'soon' is no date"), "\(wrong)")
        let choice = try workplace.refrain("query", "changed_files", "-p", "direction=wrose")
        #expect(choice.status == 2 && choice.errors.contains("Did you mean worse?"), "\(choice)")
    }

    @Test func `a query that its own limit cuts says so, in data on standard error`() throws {
        let workplace = try filled()
        let text = try workplace.refrain("query", "new_since", "-p", "since=2026-01-01", "-p", "limit=1")
        #expect(text.output.hasSuffix("(there is more: -p limit=N)\n") && text.errors.isEmpty, "\(text)")
        let csv = try workplace.refrain("query", "new_since", "-p", "since=90y", "--limit", "1", "--format", "csv")
        #expect(csv.output.split(whereSeparator: \.isNewline).count == 2, "\(csv)")
        #expect(csv.errors.contains("1 row, and there are more: --limit N"), "\(csv)")
        let all = try workplace.refrain("query", "new_since", "-p", "since=90y", "--limit", "2")
        #expect(!all.output.contains("there is more") && all.errors.isEmpty, "\(all)")
    }

    @Test func `a team's own queries run beside Refrain's`() throws {
        let workplace = try filled()
        try workplace.write(
            """
            -- Waits: findings of one reviewer.
            --
            -- parameter reviewer text model-a: who
            -- parameter order up|down up: which way
            -- column title: the title
            SELECT title FROM findings WHERE reviewer = :reviewer AND :order IS NOT NULL ORDER BY title;
            """, to: ".refrain/queries/waits.sql")
        let rows = try workplace.refrain("query", "waits", "--format", "csv")
        #expect(rows.status == 0 && rows.output.split(whereSeparator: \.isNewline).count == 3, "\(rows)")
        #expect(try workplace.refrain("query", "waits", "-p", "order=left").errors.contains("none of up, down"))
        #expect(try workplace.refrain("query", "--format", "csv").output.contains("waits,"))
        #expect(try workplace.refrain("query", "wait").errors.contains("Did you mean waits?"))
        try workplace.write("SELECT 1;\n", to: ".refrain/queries/bare.sql")
        let bare = try workplace.refrain("query", "bare")
        #expect(bare.status == 2 && bare.errors.contains("bare.sql:1: "), "\(bare)")
        #expect(try workplace.refrain("query", "waits").status == 0, "another file's mistake is no obstacle")
        try workplace.write("-- Recurring: mine.\nSELECT 1;\n", to: ".refrain/queries/recurring.sql")
        #expect(try workplace.refrain("query", "recurring").errors.contains("comes with Refrain"))
        try FileManager.default.removeItem(at: workplace.folder.appending(path: ".refrain/queries/recurring.sql"))
        try workplace.write("-- Bad: no such table.\nSELECT * FROM nowhere;\n", to: ".refrain/queries/bad.sql")
        let bad = try workplace.refrain("query", "bad")
        #expect(bad.status == 2 && bad.errors.contains("no such table"), "\(bad)")
    }

    @Test func `the shell completes from the database`() throws {
        let workplace = try filled()
        func complete(_ words: [String], argument: String, shell: String = "bash") throws -> [Substring] {
            let last = words.last ?? ""
            return try workplace.refrain(
                ["---completion", words[1], "--", argument, "\(words.count - 1)", "\(last.count)"] + words,
                environment: ["SAP_SHELL": shell, "SAP_SHELL_VERSION": "5.2"]
            ).output.split(whereSeparator: \.isNewline)
        }
        #expect(
            try complete(["refrain", "issues", "path", ":", "te"], argument: "positional@0") == ["tests/web/test_a.py"])
        #expect(try complete(["refrain", "issues", "reviewer", ":", "mo"], argument: "positional@0") == ["model-a"])
        #expect(
            try complete(["refrain", "issues", "category", ":", "sleepy"], argument: "positional@0")
                == ["sleepy-test"])
        #expect(try complete(["refrain", "issues", "--by", "path,mo"], argument: "--by") == ["path,month"])
        #expect(try complete(["refrain", "query", "recur"], argument: "positional@0") == ["recurring"])
        for shell in ["bash", "zsh", "fish"] {
            let script = try workplace.refrain("--generate-completion-script", shell)
            #expect(script.status == 0 && script.output.contains("---completion"), "\(shell)")
        }
    }
}
