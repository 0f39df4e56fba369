import Foundation
import Testing

/// What a team's configuration says of its tools, and archives, as a user meets them.
@Suite struct `Documents of a team's tools mean what its configuration says` {
    private static let configuration = """
        ingest:
          severities:
            ernst: high
          categories:
            tidelint/T2: magic-number
          paths:
            roots: [/builds/quay/ferry]
            prefixes:
              src/: backend/src/
          reviewers:
            TideLint: tides
          formats:
            - id: tidelint
              separator: ";"
              reviewer: TideLint
              columns: {path: File, line: Row, title: Text, severity: Level, rule: Check}

        """
    private static let table =
        "File;Row;Text;Level;Check\n/builds/quay/ferry/src/a.py;7;Fixed sleep;Ernst;T1\nb.py;;Odd;sonderbar;T2\n"

    @Test func `the dry run shows the mapping at work, and ingest stores what it says`() throws {
        let workplace = try Workplace()
        try workplace.write(Self.configuration, to: ".refrain/config.yml")
        try workplace.write(Self.table, to: "tides.csv")
        let plan = try workplace.refrain("ingest", "tides.csv", "--dry-run", "--format", "jsonl")
        #expect(plan.status == 0, "\(plan)")
        for words in [
            #""value": "tidelint""#,
            #""field": "mapped severity", "value": "Ernst to high (1 finding)", "from": "configuration""#,
            #""value": "/builds/quay/ferry/ to backend/ (1 finding)""#, #""value": "T2 to magic-number (1 finding)""#,
            #""value": "TideLint to tides""#, "severity not in the table",
        ] {
            #expect(plan.output.contains(words), "\(words) in \(plan)")
        }
        #expect(!FileManager.default.fileExists(atPath: workplace.folder.appending(path: ".refrain/refrain.db").path))
        let stored = try workplace.refrain("ingest", "tides.csv")
        #expect(stored.status == 0, "\(stored)")
        let issues = try workplace.refrain(
            "issues", "--columns", "path,severity,category,title,reviewers", "--format", "csv")
        #expect(issues.output.contains("backend/src/a.py,high,sleepy-test,Fixed sleep,tides"), "\(issues)")
        #expect(issues.output.contains("b.py,medium,magic-number,Odd,tides"), "\(issues)")
        let formats = try workplace.refrain("formats", "--format", "csv")
        #expect(formats.output.contains("tidelint,"), "\(formats)")
        let named = try workplace.refrain("extract", "--from", "tidelint", "tides.csv")
        #expect(named.status == 0 && named.output.contains("Fixed sleep"), "\(named)")
    }

    @Test(arguments: [
        ("ingest: {severities: {a: terrible}}", "config.yml:1:26", "no severity"),
        ("ingest: {categories: {a: sleepy}}", "config.yml:1:26", "did you mean sleepy-test?"),
        ("ingest: {pathes: {}}", "config.yml:1:10", "did you mean paths?"),
        ("ingest:\n  formats:\n    - columns: {title: A}", "config.yml:3:7", "needs an id"),
        ("ingest:\n  formats:\n    - id: x", "config.yml:3:7", "needs a column for title or body"),
        ("ingest:\n  formats:\n    - id: eslint\n      columns: {title: A}", "config.yml:3:11", "Refrain's own"),
        ("ingest:\n  formats:\n    - {id: x, columns: {titel: A}}", "config.yml:3:", "did you mean title?"),
        ("ingest:\n  formats:\n    - {id: x, separator: ';;', columns: {title: A}}", "config.yml:3:", "one character"),
    ])
    func `a configuration that is wrong is refused with its place`(_ text: String, _ place: String, _ why: String)
        throws
    {
        let workplace = try Workplace()
        try workplace.write(text, to: ".refrain/config.yml")
        try workplace.write("1. The test sleeps (line 5).", to: "r.md")
        let result = try workplace.refrain("ingest", "r.md", "--dry-run")
        #expect(result.status == 2 && result.errors.contains(place) && result.errors.contains(why), "\(result)")
    }

    @Test func `a folder gives its tables, XML and archives, and each entry is a document of its own`() throws {
        let workplace = try Workplace()
        try workplace.write(
            #"<checkstyle><file name="a.kt"><error line="1" severity="error" message="No"/></file></checkstyle>"#,
            to: "reports/a.xml")
        try workplace.write("test_suite,test_name,smell,metric_value\nt.py,test_a,sleepy_test,1\n", to: "reports/b.csv")
        try workplace.write(
            #"[{"filePath": "c.js", "messages": [{"severity": 2, "message": "M", "line": 3}]}]"#, to: "in/c.json")
        try workplace.write("not a review", to: "in/readme.html")
        try workplace.write(#"[{"filePath": "d.js", "messages": ["#, to: "in/d.json")
        let tar = Process()
        tar.executableURL = URL(filePath: "/bin/tar")
        tar.arguments = ["czf", "reports/all.tgz", "-C", "in", "c.json", "d.json", "readme.html"]
        tar.currentDirectoryURL = workplace.folder
        try tar.run()
        tar.waitUntilExit()
        let result = try workplace.refrain("ingest", "reports", "--format", "csv")
        #expect(result.status == 2, "one entry is broken: \(result)")
        #expect(result.errors.contains("reports/all.tgz!d.json:1:"), "\(result)")
        #expect(
            result.errors.contains("left out of reports/all.tgz, no documents by their names: readme.html"), "\(result)"
        )
        let sources = try workplace.refrain(
            "sql", "SELECT DISTINCT source FROM findings", "--format", "csv")
        #expect(
            Set(sources.output.split(whereSeparator: \.isNewline).dropFirst())
                == ["reports/a.xml", "reports/b.csv", "reports/all.tgz!c.json"], "\(sources)")
        let again = try workplace.refrain("ingest", "reports", "--strict")
        #expect(again.status == 2 && again.errors.contains("nothing was stored"), "\(again)")
    }
}
