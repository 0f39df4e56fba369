import Foundation
import Testing

/// Kept documents are read again, and earlier moments asked again, from the command line.
@Suite struct `Reanalysis and earlier moments` {
    private func workplace() throws -> Workplace {
        let workplace = try Workplace()
        let manifest = Workplace.project.appending(path: "Examples/manifest.jsonl").path(percentEncoded: false)
        let done = try workplace.refrain("ingest", "--no-git", "--manifest", manifest)
        try #require(done.status == 0, "\(done)")
        return workplace
    }

    @Test func `the examples read the same again, whatever their format`() throws {
        let workplace = try workplace()
        for arguments in [["reanalyze", "--dry-run"], ["reanalyze"]] {
            let result = try workplace.refrain(arguments)
            #expect(result.status == 0, "\(result)")
            #expect(
                result.output.contains(#/^30 reviews read again: nothing (would change|changes)\.\n$/#), "\(result)")
        }
        let json = try workplace.refrain("reanalyze", "--format", "json")
        #expect(json.output == "[]\n", "\(json)")
    }

    @Test func `a team's new mapping is applied to what was stored before, and the day before still says what it said`()
        throws
    {
        let workplace = try workplace()
        let before = try workplace.refrain("issues", "--format", "jsonl").output
        let moment = try workplace.refrain("sql", "SELECT max(ingested_at) FROM reviews", "--format", "csv")
            .output.split(whereSeparator: \.isNewline)[1]
        // Whatever comes later is a later second.
        Thread.sleep(forTimeInterval: 1.1)
        let rule = try workplace.refrain(
            "sql", "SELECT DISTINCT rule FROM findings WHERE rule IS NOT NULL ORDER BY rule LIMIT 1", "--format", "csv"
        ).output.split(whereSeparator: \.isNewline)[1]
        try workplace.write("ingest:\n  categories:\n    '\(rule)': retry-masking\n", to: ".refrain/config.yml")
        let dry = try workplace.refrain("reanalyze", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("would read otherwise"), "\(dry)")
        #expect(try workplace.refrain("issues", "--format", "jsonl").output == before)
        let done = try workplace.refrain("reanalyze", "--by", "jo")
        #expect(done.status == 0 && done.output.contains(" read otherwise"), "\(done)")
        #expect(try workplace.refrain("findings", "category:retry-masking", "--count").output != "0\n")
        #expect(try workplace.refrain("issues", "--format", "jsonl", "--as-of", String(moment)).output == before)
        #expect(
            try workplace.refrain("findings", "category:retry-masking", "--count", "--as-of", String(moment)).output
                == "0\n")
    }

    @Test func `own SQL sees the earlier moment, too`() throws {
        let workplace = try workplace()
        let clock = try workplace.refrain("sql", "SELECT now FROM clock", "--as-of", "2099-01-31", "--format", "csv")
        #expect(clock.output == "now\r\n2099-01-31T23:59:59Z\r\n", "\(clock)")
    }

    @Test func `wrong moments are told`() throws {
        let workplace = try workplace()
        for (arguments, status, message) in [
            (["issues", "--as-of", "soon"], 64, "--as-of 'soon' is no time"),
            (["issues", "--as-of", "2020-01-01"], 2, "nothing had been taken in by 2020-01-01T23:59:59Z"),
            (["issues", "--as-of", "2020-01-01"], 2, "`refrain report trend --until 2020-01-01` and"),
            (["sql", "SELECT 1", "--as-of", "2020-01-01"], 2, "nothing had been taken in by"),
            (["triage", "reject", "ffff", "--reason", "r", "--as-of", "today"], 2, "nothing can be changed"),
        ] {
            let result = try workplace.refrain(arguments)
            #expect(Int(result.status) == status && result.errors.contains(message), "\(arguments): \(result)")
        }
    }
}
