import Foundation
import Testing

/// From the database to other tools, and back.
@Suite struct ExportTests {
    private static let manifest = Workplace.project.appending(path: "Examples/manifest.jsonl").path(
        percentEncoded: false)

    private struct Record: Hashable {
        var title: String
        var path: String?
        var lines: [[Int]]
        var severity: String
        var category: String
    }

    private static func objects(_ lines: String) throws -> [[String: Any]] {
        try lines.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    /// What `extract` reads from an export.
    private static func readBack(_ format: String, in workplace: borrowing Workplace) throws -> [Record] {
        let export = try workplace.refrain("export", format, "--output", "out.\(format)")
        #expect(export.status == 0, "\(export)")
        let extract = try workplace.refrain("extract", "out.\(format)", "--format", "json")
        #expect(extract.status == 0, "\(extract)")
        return try objects(extract.output).flatMap { $0["findings"] as? [[String: Any]] ?? [] }.map { finding in
            Record(
                title: finding["title"] as? String ?? "", path: finding["path"] as? String,
                lines: finding["lines"] as? [[Int]] ?? [], severity: finding["severity"] as? String ?? "",
                category: finding["category"] as? String ?? "")
        }
    }

    @Test func `what is exported comes back in`() throws {
        let workplace = try Workplace()
        _ = try workplace.refrain("ingest", "--manifest", Self.manifest)
        let lines = try workplace.refrain("export", "jsonl")
        #expect(lines.status == 0, "\(lines)")
        let own = try Self.objects(lines.output).map { record in
            let references = record["references"] as? [[String: Any]] ?? []
            return Record(
                title: record["title"] as? String ?? "", path: record["path"] as? String,
                lines: references.compactMap { $0["lines"] as? [Int] }, severity: record["severity"] as? String ?? "",
                category: record["category"] as? String ?? "")
        }
        #expect(own.count > 30)
        #expect(Set(try Self.readBack("sarif", in: workplace)) == Set(own), "SARIF carries all of it")
        // GitLab and SonarQube carry all of it but reversed ranges; three words of severity are all that rdjsonl has.
        func turned(_ record: Record, severities: [String: String] = [:]) -> Record {
            var record = record
            record.lines = record.lines.map { $0.sorted() }
            record.severity = severities[record.severity] ?? record.severity
            return record
        }
        let withFile = own.filter { $0.path != nil }
        for format in ["gitlab", "sonar"] {
            #expect(Set(try Self.readBack(format, in: workplace)) == Set(withFile.map { turned($0) }), "\(format)")
        }
        let three = ["critical": "high", "low": "info"]
        #expect(
            Set(try Self.readBack("rdjsonl", in: workplace)) == Set(withFile.map { turned($0, severities: three) }))
        let cases = Dictionary(
            try Self.readBack("junit", in: workplace).map { ([$0.path ?? "", $0.title], $0) },
            uniquingKeysWith: { first, _ in first })
        for record in withFile {
            let found = cases[[record.path ?? "", record.title]]
            #expect(found?.severity == record.severity && found?.category == record.category, "junit: \(record)")
        }
        for format in ["checkstyle", "junit"] {
            let titles = Set(try Self.readBack(format, in: workplace).map { [$0.path ?? "", $0.title] })
            #expect(titles == Set(own.map { [$0.path ?? "", $0.title] }), "\(format)")
        }
    }

    @Test func `a baseline tells new, unchanged, updated and absent`() throws {
        let workplace = try Workplace()
        func review(_ words: String, _ day: String) throws {
            try workplace.write(words, to: "\(day).md")
            let result = try workplace.refrain(
                "ingest", "\(day).md", "--path", "tests/a.py", "--branch", "main", "--reviewed-at", day)
            #expect(result.status == 0, "\(result)")
        }
        let sleep = "1. Fixed sleep (line 5): test_a waits three seconds for the server.\n"
        let clock = "2. Real clock (line 80): test_z reads the date of today and fails at midnight.\n"
        try review(sleep, "2026-01-01")
        try review(sleep + clock, "2026-02-01")
        let states = try workplace.refrain("export", "jsonl", "--baseline", "2026-01-15")
        let found = try Self.objects(states.output).map { "\($0["category"] ?? "")=\($0["baselineState"] ?? "")" }
        #expect(found.count == 2, "\(states)")
        #expect(found.contains { $0.hasSuffix("=unchanged") } && found.contains { $0.hasSuffix("=new") }, "\(states)")
        let same = try workplace.refrain("export", "sarif", "--baseline", "main")
        #expect(same.output.contains("\"unchanged\"") && !same.output.contains("\"baselineState\": \"new\""), "\(same)")
        let wrong = try workplace.refrain("export", "sarif", "--baseline", "no-such-branch")
        #expect(wrong.status == 2 && wrong.errors.contains("no-such-branch"), "\(wrong)")
        let silent = try workplace.refrain("annotations", "github", "--baseline", "main")
        #expect(silent.status == 0 && silent.output.isEmpty, "\(silent)")
    }

    @Test func `annotations show what the newest run brought`() throws {
        let workplace = try Workplace()
        try workplace.write("1. Fixed sleep (line 5): test_a waits three seconds for the server.\n", to: "a.md")
        try workplace.write("1. Shared state (line 9): the list of carts is global to all tests.\n", to: "b.md")
        _ = try workplace.refrain("ingest", "a.md", "--path", "tests/a.py", "--reviewed-at", "2026-01-01")
        // Times of ingest are whole seconds.
        Thread.sleep(forTimeInterval: 1.1)
        _ = try workplace.refrain("ingest", "b.md", "--path", "tests/b.py", "--reviewed-at", "2026-01-02")
        let newest = try workplace.refrain("annotations", "github")
        #expect(newest.output.contains("file=tests/b.py,line=9") && !newest.output.contains("a.py"), "\(newest)")
        let ids = try workplace.refrain("reviews", "path:tests/a.py", "--columns", "review", "--format", "jsonl")
        let id = try #require(try Self.objects(ids.output).first?["review"] as? String)
        let named = try workplace.refrain("annotations", "teamcity", "--review", id)
        #expect(named.output.contains("file='tests/a.py' line='5'"), "\(named)")
        let none = try workplace.refrain("annotations", "azure", "path:tests/zzz")
        #expect(none.status == 0 && none.output.isEmpty, "\(none)")
    }

    @Test func `annotations show what all jobs of a run brought`() throws {
        let workplace = try Workplace()
        let run = ["--branch", "main", "--repository", "o/r", "--reviewer", "m", "--reviewed-at", "2026-01-02"]
        for (name, line) in [("a", 5), ("b", 9), ("c", 12)] {
            try workplace.write(
                "1. Fixed sleep (line \(line)): it waits three seconds for the server.\n", to: "\(name).md")
        }
        func ingest(_ name: String, commit: String, into database: String) throws {
            let result = try workplace.refrain(
                ["ingest", "\(name).md", "--path", "tests/\(name).py", "--commit", commit, "--db", database] + run)
            #expect(result.status == 0, "\(result)")
        }
        try ingest("c", commit: "c0ffee00", into: ".refrain/refrain.db")
        // Times of ingest are whole seconds, and jobs seldom end in the same one.
        Thread.sleep(forTimeInterval: 1.1)
        try ingest("a", commit: "beefbeef", into: "one.db")
        Thread.sleep(forTimeInterval: 1.1)
        try ingest("b", commit: "beefbeef", into: "two.db")
        let merged = try workplace.refrain("merge", "--db", ".refrain/refrain.db", "one.db", "two.db")
        #expect(merged.status == 0, "\(merged)")
        let shown = try workplace.refrain("annotations", "github", "--db", ".refrain/refrain.db").output
        #expect(shown.contains("file=tests/a.py,line=5") && shown.contains("file=tests/b.py,line=9"), "\(shown)")
        #expect(!shown.contains("tests/c.py"), "\(shown)")
    }

    @Test func `a badge and the metrics count what the searches count`() throws {
        let workplace = try Workplace()
        _ = try workplace.refrain("ingest", "--manifest", Self.manifest)
        let open = try workplace.refrain("issues", "is:open", "--count").output.trimmed
        let badge = try workplace.refrain("badge")
        #expect(badge.output.hasPrefix("<svg") && badge.output.contains(">\(open) open</text>"), "\(badge)")
        let metrics = try workplace.refrain("metrics")
        let sum = metrics.output.split(separator: "\n")
            .filter { $0.hasPrefix("refrain_issues{") && $0.contains("state=\"open\"") }
            .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
        #expect("\(sum)" == open, "\(metrics)")
        #expect(metrics.output.hasSuffix("# EOF\n"))
        let none = try workplace.refrain("badge", "--search", "title:nothing-is-called-so")
        #expect(none.output.contains(">0 open</text>"), "\(none)")
    }
}
