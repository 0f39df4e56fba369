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

    @Test func `where nothing is found, it is told which name nothing has`() throws {
        let workplace = try filled()
        func note(_ search: String...) throws -> String {
            let result = try workplace.refrain(["issues"] + search)
            #expect(result.status == 0 && result.output.contains("(no rows)"), "\(result)")
            return result.errors
        }
        #expect(
            try note("is:open path:test_ severity:high").contains(
                "nothing stored has 'path:test_': did you mean path:*test_*?"))
        #expect(try note("path:nowhere.py") == "refrain: note: nothing stored has 'path:nowhere.py'\n")
        #expect(try note("reviewer:modle-a").contains("did you mean reviewer:model-a?"))
        let id =
            try workplace.refrain("issues", "--columns", "issue", "--format", "csv").output
            .split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        #expect(try note(id).contains("did you mean `refrain show \(id)`"))
        #expect(try note("--page", "7").contains("page 7 is after the last: there are 2 rows in all"))
        // Two terms that do hold, but of different issues; and what is not asked for by a name.
        #expect(try note("not path:tests/web is:live").isEmpty)
        // Programs read standard output alone, and need no advice.
        #expect(try workplace.refrain("issues", "path:nowhere", "--format", "jsonl").errors.isEmpty)
    }

    @Test func `a search may begin with a negated field, as anywhere in it`() throws {
        let workplace = try filled()
        #expect(try workplace.refrain("issues", "-path:tests/api is:live", "--count").output == "2\n")
        #expect(try workplace.refrain("issues", "-path:tests/web", "--count").output == "0\n")
        #expect(try workplace.refrain("issues", "is:live", "-category:sleepy-test", "--count").output == "1\n")
        #expect(try workplace.refrain("findings", "-has:lines", "--count").output == "0\n")
        let exported = try workplace.refrain("export", "csv", "-path:tests/web")
        #expect(exported.status == 0 && exported.output.split(whereSeparator: \.isNewline).count == 1, "\(exported)")
        // What is an option stays one.
        #expect(try workplace.refrain("query", "new_since", "-p", "since=90y").status == 0)
        #expect(try workplace.refrain("issues", "-pq").status == 64)
        let typo = try workplace.refrain("issues", "-paht:x")
        #expect(typo.status == 2 && typo.errors.contains("did you mean path?"), "\(typo)")
    }

    @Test func `a command that is not there is told after help, too, and an option before its command`() throws {
        let workplace = try Workplace()
        let help = try workplace.refrain("help", "isues")
        #expect(help.status == 64 && help.errors.contains("Did you mean issues?"), "\(help)")
        let deeper = try workplace.refrain("help", "triage", "acept")
        #expect(deeper.status == 64 && deeper.errors.contains("Did you mean accept?"), "\(deeper)")
        #expect(try workplace.refrain("help", "triage", "accept").status == 0)
        #expect(try workplace.refrain("help").status == 0)
        let early = try workplace.refrain("--db", "x.db", "issues")
        #expect(
            early.status == 64 && early.errors.contains("--db goes behind the command: refrain issues … --db"),
            "\(early)")
        #expect(try workplace.refrain("--version").status == 0)
    }

    @Test func `a report of files or of a project that are not there is refused, and what is near is named`() throws {
        let workplace = try filled()
        for arguments in [["trend", "--path", "web"], ["digest", "--path", "web"], ["recurring", "--path", "web"]] {
            let path = try workplace.refrain(["report"] + arguments)
            #expect(path.status == 2 && path.errors.contains("no reviewed file matches 'web'"), "\(path)")
            #expect(path.errors.contains("tests/web/test_a.py: give --path '*web*'"), "\(path)")
        }
        let project = try workplace.refrain("report", "trend", "--project", "nobody/nothing")
        #expect(project.status == 2 && project.errors.contains("no review of project 'nobody/nothing'"), "\(project)")
        let file = try workplace.refrain("report", "file", "test_a")
        #expect(file.status == 2 && file.errors.contains("Did you mean tests/web/test_a.py?"), "\(file)")
        let folder = try workplace.refrain("brief", "tests/web")
        #expect(folder.status == 0 && folder.errors.contains("'tests/web' is a folder"), "\(folder)")
        let commit = try workplace.refrain("summary", "--commit", "0123abcd")
        #expect(commit.status == 0 && commit.errors.contains("no review of commit '0123abcd'"), "\(commit)")
    }

    @Test func `SQL that names what is not there is told where names are listed`() throws {
        let workplace = try filled()
        for (sql, words) in [
            ("SELECT pth FROM findings", "no such column: pth. `refrain schema` lists the views with their columns"),
            ("SELECT * FROM fndings", "no such table: fndings. `refrain schema` lists the views"),
            ("waits.sql", "A file is read by: refrain sql - < waits.sql"),
        ] {
            let result = try workplace.refrain("sql", sql)
            #expect(result.status != 0 && result.errors.contains(words), "\(result)")
        }
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
