import Foundation
import Testing

/// A SARIF log too large for memory is read in parts: what comes out is what it would be, read as a whole.
@Suite struct `A large SARIF log` {
    /// A log of `count` results in some files, a little over the size from which on logs are read in parts.
    static func log(_ count: Int, commit: String, from first: Int = 0, pad: Int = 0) -> String {
        var results: [String] = []
        for index in first..<count {
            let file = "tests/area\(index % 40)/test_part\(index % 7).py"
            let pad = String(repeating: "x", count: pad)
            results.append(
                """
                {"ruleId":"R\(index % 5)","level":"warning","message":{"text":"case_\(index) waits \(index * 3) ms for \
                its turn"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"\(file)"},"region":{"startLine":\
                \(index / 40 * 3 + 1)}},"logicalLocations":[{"name":"case_\(index)","kind":"function"}]}],\
                "properties":{"pad":"\(pad) ] } \\" , ["}}
                """)
        }
        // The key `results` before `tool`, as tools write it that sort keys.
        return """
            {"runs":[{"results":[\(results.joined(separator: ",\n"))],"tool":{"driver":{"name":"Slowcheck"}},
            "versionControlProvenance":[{"repositoryUri":"https://github.com/acme/shop","branch":"main","revisionId":
            "\(commit)"}],
            "invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-03-0\(commit.first ?? "1")T10:00:00Z"}]}],"version":"2.1.0"}
            """
    }

    static let first = String(repeating: "1", count: 40)
    static let second = String(repeating: "2", count: 40)

    @Test func `gives the same database as one that is read at once`() throws {
        let workplace = try Workplace()
        // The same results; padding, which is not read, makes one log large and leaves the other small.
        try workplace.write(Self.log(1_200, commit: Self.first, pad: 7_200), to: "large1.sarif")
        try workplace.write(Self.log(1_200, commit: Self.first), to: "small1.sarif")
        try workplace.write(Self.log(1_260, commit: Self.second, from: 60, pad: 7_200), to: "large2.sarif")
        try workplace.write(Self.log(1_260, commit: Self.second, from: 60), to: "small2.sarif")
        for name in ["large", "small"] {
            let run = try workplace.refrain(
                "ingest", "--no-git", "--db", "\(name).db", "\(name)1.sarif", "\(name)2.sarif")
            #expect(run.status == 0, "\(run)")
            #expect(run.output.contains("2400 findings"), "\(run)")
        }
        let questions = [
            "SELECT path, title, lines, symbols, rule, severity, match_pass, ordinal FROM findings "
                + "ORDER BY ordinal, commit_sha",
            "SELECT path, title, state, first_seen, last_seen, times_seen, line FROM issues ORDER BY path, title",
            "SELECT at, kind, path, reason FROM events ORDER BY 1, 2, 3",
            "SELECT findings, issues, files, reviewed_at FROM reviews ORDER BY reviewed_at",
            "SELECT * FROM coverage ORDER BY path",
        ]
        for sql in questions {
            let answers = try ["large", "small"].map { name in
                try workplace.refrain("sql", "--db", "\(name).db", "--format", "jsonl", sql).output
            }
            #expect(answers[0] == answers[1])
            #expect(answers[0].split(separator: "\n").count >= 2)
        }
        let again = try workplace.refrain("ingest", "--no-git", "--db", "large.db", "large1.sarif")
        #expect(again.output.contains("0 reviews stored, 1 already there"), "\(again)")
    }

    @Test func `from standard input, or in gzip, gives the same findings as its file`() throws {
        let workplace = try Workplace()
        let log = Self.log(1_200, commit: Self.first, pad: 7_200)
        let file = try workplace.write(log, to: "log.sarif")
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "--keep", file.path(percentEncoded: false)]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0)
        let runs = [
            try workplace.refrain("ingest", "--no-git", "--db", "file.db", "log.sarif"),
            try workplace.refrain("ingest", "--no-git", "--db", "gzip.db", "log.sarif.gz"),
            try workplace.refrain("ingest", "--no-git", "--db", "pipe.db", "-", input: log),
        ]
        for run in runs { #expect(run.output.contains("1200 findings"), "\(run)") }
        let answers = try ["file", "gzip", "pipe"].map { name in
            try workplace.refrain(
                "sql", "--db", "\(name).db", "--format", "jsonl",
                "SELECT review, ordinal, path, title, lines, span_start, issue FROM findings ORDER BY ordinal"
            ).output
        }
        #expect(answers[0].split(separator: "\n").count == 1_200)
        #expect(answers[1] == answers[0])
        #expect(answers[2] == answers[0])
        // The stored document is the same, too: it is there already, however it comes.
        let again = try workplace.refrain("ingest", "--no-git", "--db", "file.db", "log.sarif.gz")
        #expect(again.output.contains("0 reviews stored, 1 already there"), "\(again)")
        let left = try FileManager.default.contentsOfDirectory(atPath: workplace.folder.path(percentEncoded: false))
        #expect(!left.contains { $0.hasPrefix("refrain-") }, "\(left)")
    }

    @Test func `that breaks off, or goes wrong far inside, stores nothing and tells the place`() throws {
        let workplace = try Workplace()
        let whole = Self.log(1_200, commit: Self.first, pad: 7_200)
        try workplace.write(String(whole.prefix(whole.count - 200_000)), to: "cut.sarif")
        let right = #"{"ruleId":"R2","level":"warning","message":{"text":"case_1107 "#
        try workplace.write(
            whole.replacing(right, with: #"{"ruleId":tru,"message":{"text":"case_1107 "#), to: "wrong.sarif")
        // One quote too many turns all that follows inside out.
        try workplace.write(whole.replacing(right, with: right + "\""), to: "quote.sarif")
        for (name, words) in [
            ("cut", "cut.sarif:"), ("wrong", "wrong.sarif:1108:"), ("quote", "quote.sarif:1108:"),
        ] {
            let run = try workplace.refrain("ingest", "--no-git", "--db", "\(name).db", "\(name).sarif")
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains(words), "\(run)")
            let left = try workplace.refrain("reviews", "--db", "\(name).db")
            #expect(!left.output.contains("Slowcheck"))
        }
    }

    @Test func `is refused by a limit that is given`() throws {
        let workplace = try Workplace()
        try workplace.write(Self.log(1_200, commit: Self.first, pad: 7_200), to: "large.sarif")
        let run = try workplace.refrain("ingest", "--no-git", "--db", "a.db", "--max-size", "2", "large.sarif")
        #expect(run.status == 2)
        #expect(run.errors.contains("larger than 2 MB"), "\(run)")
        let piped = try workplace.refrain(
            "ingest", "--no-git", "--db", "a.db", "--max-size", "2", "-",
            input: Self.log(1_200, commit: Self.first, pad: 7_200))
        #expect(piped.status == 2)
        #expect(piped.errors.contains("larger than 2 MB"), "\(piped)")
    }
}
