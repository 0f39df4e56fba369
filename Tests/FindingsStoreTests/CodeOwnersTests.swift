import Testing

@testable import FindingsStore

@Suite struct `CODEOWNERS tells who owns a path` {
    @Test(arguments: [
        ("*", "a/b/c.py", true), ("*.py", "a/b/c.py", true), ("*.py", "a/b/c.rb", false),
        ("/build/logs/", "build/logs/a/b.txt", true), ("/build/logs/", "x/build/logs/a.txt", false),
        ("docs/*", "docs/a.md", true), ("docs/*", "docs/deep/a.md", false), ("docs/*", "x/docs/a.md", false),
        ("apps/", "apps/a.py", true), ("apps/", "x/apps/y/a.py", true), ("apps/", "apps", false),
        ("/docs/", "docs/a.md", true), ("/apps/github", "apps/github/a", true), ("/apps/github", "apps/github", true),
        ("**/logs", "build/logs/a", true), ("**/logs", "logs", true), ("logs", "deep/logs/a", true),
        ("/tests/**/test_*.py", "tests/a/b/test_x.py", true), ("/tests/**/test_*.py", "tests/test_x.py", true),
        ("/tests/**/test_*.py", "tests/a/x.py", false), ("tests/**", "tests/a/b", true), ("tests/**", "tests", false),
        ("te?t.py", "test.py", true), ("te?t.py", "teßt.py", true), ("te?t.py", "teest.py", false),
        ("src/a*b*c", "src/axbxbc", true), ("src/a*b*c", "src/axbxb", false),
    ])
    func `a pattern of GitHub fits`(_ pattern: String, _ path: String, _ isOwned: Bool) {
        let owners = CodeOwners("\(pattern) @ada")
        #expect(owners.dialect == .github)
        #expect(owners.owners(of: path) == (isOwned ? ["@ada"] : []))
    }

    @Test(arguments: [
        ("README.md", "deep/README.md", true), ("internal/README.md", "x/internal/README.md", true),
        ("/docs", "docs/a.md", false), ("/docs", "docs", true), ("/docs/", "docs/a/b.md", true),
        ("/docs/*", "docs/a.md", true), ("/docs/*", "docs/a/b.md", false), ("/docs/**/*.md", "docs/a/b.md", true),
        ("docs/", "x/docs/a/b", true), ("*", "a/b", true),
    ])
    func `a pattern of GitLab fits`(_ pattern: String, _ path: String, _ isOwned: Bool) {
        #expect(CodeOwners("\(pattern) @ada", dialect: .gitlab).owners(of: path) == (isOwned ? ["@ada"] : []))
    }

    @Test func `the last rule that fits decides, and one without owners frees a path`() {
        let owners = CodeOwners(
            """
            # All of it
            *            @org/everyone   # inline
            /tests/      @ada ben@example.org
            /tests/gen/
            /a\\ b.txt   @space
            !/x          @nobody
            """)
        #expect(owners.owners(of: "src/a.py") == ["@org/everyone"])
        #expect(owners.owners(of: "tests/a.py") == ["@ada", "ben@example.org"])
        #expect(owners.owners(of: "tests/gen/a.py") == [])
        #expect(owners.owners(of: "a b.txt") == ["@space"])
        #expect(owners.ignored == [6])
        #expect(owners.allOwners == ["@ada", "@org/everyone", "@space", "ben@example.org"])
    }

    @Test func `sections of GitLab add their owners up`() {
        let owners = CodeOwners(
            """
            * @all
            [Docs] @writers
            *.md
            /spec/*.md @ada
            !/spec/draft.md
            ^[Tests][2]
            /spec/ @testers @ada
            [DOCS]
            *.txt
            """)
        #expect(owners.dialect == .gitlab)
        #expect(owners.owners(of: "a.md") == ["@all", "@writers"])
        #expect(owners.owners(of: "spec/a.md") == ["@all", "@ada", "@testers"])
        #expect(owners.owners(of: "spec/draft.md") == ["@all", "@testers", "@ada"])
        #expect(owners.owners(of: "a.txt") == ["@all", "@writers"])
    }

    @Test func `what is no rule is left out, and no size is too much`() {
        #expect(CodeOwners("").isEmpty)
        #expect(CodeOwners("/ @ada").owners(of: "a") == [])
        #expect(CodeOwners(String(repeating: "a", count: 5_000) + " @ada").ignored == [1])
        let stars = String(repeating: "*a", count: 200)
        #expect(CodeOwners("\(stars) @ada").owners(of: String(repeating: "a", count: 2_000) + "b") == [])
        let folders = String(repeating: "**/a/", count: 200) + "b @ada"
        #expect(CodeOwners(folders).owners(of: String(repeating: "a/", count: 400) + "c") == [])
        #expect(CodeOwners("x @ada\r\ny @ben\r\n").owners(of: "y") == ["@ben"])
    }
}
