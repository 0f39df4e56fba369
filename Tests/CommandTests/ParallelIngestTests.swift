import Foundation
import Testing

/// Jobs that store into one database on a shared volume, all at once.
@Suite(.timeLimit(.minutes(3))) struct ParallelIngestTests {
    private static let jobs = 12

    @Test func `twelve at once, on a database that none of them found there, lose nothing and store nothing twice`()
        throws
    {
        let workplace = try Workplace()
        let each = 6
        for job in 0..<Self.jobs {
            for part in 0..<each {
                try workplace.write(
                    "- `time.sleep(\(job))` on line \(10 + part) makes the test slow and flaky.\n",
                    to: "job-\(job)/review-\(part).md")
            }
            // One that every job has.
            try workplace.write("- The literal 12 on line 20 is a magic number.\n", to: "job-\(job)/shared.md")
        }
        // Each file is reviewed by several jobs, at times that interleave.
        var running: [(process: Process, errors: URL)] = []
        for job in 0..<Self.jobs {
            var lines: [String] = []
            for part in 0..<each {
                lines.append(
                    """
                    {"review": "job-\(job)/review-\(part).md", "path": "tests/test_\(part % 3).py", "commit": "c\(job)", \
                    "reviewedAt": "2026-10-\(10 + part)T\(10 + job):00:00Z", "reviewer": "model-a"}
                    """)
            }
            lines.append(
                """
                {"review": "job-\(job)/shared.md", "path": "tests/test_shared.py", "commit": "c", \
                "reviewedAt": "2026-10-09T08:00:00Z", "reviewer": "model-a"}
                """)
            try workplace.write(lines.joined(separator: "\n") + "\n", to: "manifest-\(job).jsonl")
            let errors = try workplace.write("", to: "errors-\(job).txt")
            let process = Process()
            process.executableURL = Workplace.executable
            process.arguments = [
                "ingest", "--manifest", "manifest-\(job).jsonl", "--db", "shared/refrain.db", "--no-git",
            ]
            process.currentDirectoryURL = workplace.folder
            process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = try FileHandle(forWritingTo: errors)
            running.append((process, errors))
        }
        for job in running { try job.process.run() }
        for job in running {
            job.process.waitUntilExit()
            let errors = try String(contentsOf: job.errors, encoding: .utf8)
            #expect(job.process.terminationStatus == 0 && !errors.contains("refrain: /"), "\(errors)")
        }
        func value(_ sql: String) throws -> String {
            let result = try workplace.refrain("sql", sql, "--db", "shared/refrain.db", "--format", "csv")
            #expect(result.status == 0, "\(result)")
            return result.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        }
        #expect(try value("SELECT count(*) || ' ' || count(DISTINCT review) AS n FROM reviews") == "73 73")
        #expect(try value("SELECT count(*) AS n FROM findings WHERE issue IS NULL") == "0")

        // One process that has all the time in the world comes to the same.
        for job in 0..<Self.jobs {
            let alone = try workplace.refrain(
                "ingest", "--manifest", "manifest-\(job).jsonl", "--db", "alone.db", "--no-git")
            #expect(alone.status == 0, "\(alone)")
        }
        for view in ["findings", "issues", "events", "line_references", "coverage", "patterns"] {
            func rows(_ database: String) throws -> [String] {
                let found = try workplace.refrain(
                    "sql", "SELECT * FROM \(view)", "--db", database, "--format", "jsonl")
                #expect(found.status == 0, "\(found)")
                // Whose copy of the shared review came first is chance.
                return found.output.split(separator: "\n").map { line in
                    line.contains("shared.md") ? String(line.replacing(/job-[0-9]+/, with: "job")) : String(line)
                }.sorted()
            }
            let (shared, alone) = (try rows("shared/refrain.db"), try rows("alone.db"))
            #expect(shared == alone, "\(view)")
        }
    }
}
