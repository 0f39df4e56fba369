import Foundation
import Testing

/// People join issues and part them; what they taught outranks matching, and outlives it.
@Suite struct `Issues are merged and split by people` {
    private static let sleep = """
        1. **Fixed sleep** (line 12): `test_dock` waits with `time.sleep(2)`.
           Severity: high

        """
    private static let port = """
        2. **Literal port** (line 40): port 8443 is written out in `berth_url`.
           Severity: low

        """
    private static let portAgain = """
        1. **Literal port** (line 41): port 8443 is written out in `berth_url`.
           Severity: low

        """

    private func ingest(
        _ workplace: borrowing Workplace, _ text: String, at day: String, path: String = "tests/test_dock.py"
    ) throws {
        let name = "\(day)-\(path.split(separator: "/").last ?? "").md"
        try workplace.write(text, to: name)
        let done = try workplace.refrain(
            "ingest", name, "--path", path, "--branch", "main", "--reviewed-at", "\(day)T10:00:00Z", "--reviewer",
            "model-a"
        )
        try #require(done.status == 0, "\(done)")
    }

    private func column(_ workplace: borrowing Workplace, _ sql: String) throws -> [String] {
        let result = try workplace.refrain("sql", sql, "--format", "csv")
        try #require(result.status == 0, "\(result)")
        return result.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    }

    private func uid(_ workplace: borrowing Workplace, titled title: String) throws -> String {
        try #require(try column(workplace, "SELECT issue FROM issues WHERE title = '\(title)'").first)
    }

    @Test func `merged issues stay one over later and late reviews, and decisions go along`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.sleep + Self.port, at: "2026-10-01")
        let (sleep, port) = (try uid(workplace, titled: "Fixed sleep"), try uid(workplace, titled: "Literal port"))
        _ = try workplace.refrain("triage", "reject", port, "--reason", "fine")
        let merged = try workplace.refrain("triage", "merge", sleep, port, "--reason", "one helper", "--by", "jo")
        #expect(merged.status == 0 && merged.output == "\(sleep): 2 issues merged\n", "\(merged)")
        #expect(try column(workplace, "SELECT issue FROM issues") == [sleep])
        #expect(try column(workplace, "SELECT match_pass FROM findings ORDER BY ordinal") == ["taught", "taught"])
        #expect(try workplace.refrain("issues", "is:rejected", "--count").output == "1\n")
        // Its old id, which may stand in a ticket, leads to the issue that it is of now.
        let old = try workplace.refrain("show", String(port.prefix(8)), "--format", "json")
        #expect(old.status == 0 && old.output.contains("\"issue\": \"\(sleep)\""), "\(old)")

        // A later review that words it the second way is tied to it, and a late one has the history matched anew.
        try ingest(workplace, Self.portAgain, at: "2026-10-05")
        try ingest(workplace, Self.portAgain + "\nAs before.\n", at: "2026-09-01")
        #expect(try column(workplace, "SELECT count(DISTINCT issue) FROM findings ") == ["1"])
        #expect(try column(workplace, "SELECT min(first_seen) FROM issues") == ["2026-09-01T10:00:00Z"])
        let listed = try workplace.refrain("triage", "list", "--format", "csv")
        #expect(listed.output.contains("merged") && listed.output.contains("one helper"), "\(listed)")
    }

    @Test func `a merge, exported and taken in elsewhere, does the same there`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.sleep + Self.port, at: "2026-10-01")
        let (sleep, port) = (try uid(workplace, titled: "Fixed sleep"), try uid(workplace, titled: "Literal port"))
        _ = try workplace.refrain("triage", "merge", port, sleep, "--reason", "one helper", "--by", "jo")
        let exported = try workplace.refrain("triage", "export")
        #expect(exported.output.contains("findings: ["), "\(exported)")
        let other = try Workplace()
        try other.write(exported.output, to: ".refrain/triage.yml")
        try ingest(other, Self.sleep + Self.port, at: "2026-10-01")
        #expect(try column(other, "SELECT issue FROM issues") == [port])
        #expect(try other.refrain("triage", "export").output == exported.output)

        // And with the database as a whole.
        let third = try Workplace()
        try ingest(third, Self.sleep + Self.port, at: "2026-10-01")
        let joined = try third.refrain(
            "merge", workplace.folder.appending(path: ".refrain/refrain.db").path(percentEncoded: false))
        #expect(joined.status == 0, "\(joined)")
        #expect(try column(third, "SELECT issue FROM issues") == [port])
    }

    @Test func `findings that are split off are an issue of their own, and can be merged again`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.sleep, at: "2026-10-01")
        try ingest(workplace, Self.sleep + "\nAgain.\n", at: "2026-10-02")
        try ingest(workplace, Self.sleep + "\nOnce more.\n", at: "2026-10-03")
        #expect(try column(workplace, "SELECT times_seen FROM issues") == ["3"])
        let issue = try uid(workplace, titled: "Fixed sleep")
        let second = try #require(
            try column(workplace, "SELECT finding FROM findings WHERE reviewed_at LIKE '2026-10-02%'").first)
        let split = try workplace.refrain("triage", "split", issue, "--finding", second, "--reason", "another sleep")
        #expect(split.status == 0 && split.output.hasSuffix(": split from \(issue)\n"), "\(split)")
        let new = String(split.output.prefix { $0 != ":" })
        #expect(try column(workplace, "SELECT issue FROM findings WHERE finding = '\(second)'") == [new])
        #expect(Set(try column(workplace, "SELECT issue FROM issues")) == [issue, new])

        let merged = try workplace.refrain("triage", "merge", issue, new, "--reason", "no, the same")
        #expect(merged.status == 0, "\(merged)")
        #expect(try column(workplace, "SELECT issue, times_seen FROM issues") == ["\(issue),3"])
        let listed = try workplace.refrain("triage", "list", "--format", "jsonl").output.split(
            whereSeparator: \.isNewline)
        #expect(listed.count == 2 && listed[0].contains("\"decision\": \"merged\", \"in_force\": 1"), "\(listed)")
        #expect(listed[1].contains("\"decision\": \"split\", \"in_force\": 0"), "the merge took it back: \(listed)")
    }

    @Test func `wrong use is told with the mend, and nothing is taught`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.sleep + Self.port, at: "2026-10-01")
        try ingest(workplace, Self.sleep, at: "2026-10-01", path: "tests/test_pier.py")
        let here = try column(workplace, "SELECT issue FROM issues WHERE path = 'tests/test_dock.py' ORDER BY title")
        let there = try column(workplace, "SELECT issue FROM issues WHERE path = 'tests/test_pier.py'")
        let own = try column(workplace, "SELECT finding FROM findings WHERE issue = '\(here[0])'")
        let foreign = try column(workplace, "SELECT finding FROM findings WHERE issue = '\(there[0])'")
        for (arguments, status, message) in [
            (["merge", here[0], there[0], "--reason", "r"], 2, "an issue is one problem of one file"),
            (["merge", here[0], "--reason", "r"], 64, "name two issues or more"),
            (["merge", here[0], here[0], "--reason", "r"], 2, "one issue already"),
            (["split", here[0], "--finding", foreign[0], "--reason", "r"], 2, "is none of issue \(here[0])"),
            (["split", here[0], "--finding", own[0], "--reason", "r"], 2, "leave it at least one"),
            (["split", here[0], "--finding", here[1], "--reason", "r"], 2, "is an issue, not a finding"),
            (["split", here[0], "--reason", "r"], 64, "--finding"),
        ] {
            let result = try workplace.refrain(["triage"] + arguments)
            #expect(Int(result.status) == status && result.errors.contains(message), "\(arguments): \(result)")
        }
        #expect(try workplace.refrain("triage", "list", "--format", "jsonl").output.isEmpty)
    }
}
