import Foundation
import Testing

/// People's decisions: they stay with the issue, are told everywhere, and travel in a file.
@Suite struct `Decisions stay with their issue` {
    private static let first = """
        1. **Fixed sleep** (line 12): `test_payment` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        """
    private static let reworded = """
        1. **The payment test sleeps** (line 15): two seconds of `time.sleep(2)` stand in `test_payment` before the assertion.
           Severity: high
        """

    private func ingest(_ workplace: borrowing Workplace, _ text: String, at: String) throws -> Workplace.Result {
        try workplace.write(text, to: "review-\(at).md")
        return try workplace.refrain(
            "ingest", "review-\(at).md", "--path", "tests/test_kiosk.py", "--branch", "main",
            "--reviewed-at", "\(at)T10:00:00Z", "--reviewer", "model-a")
    }

    private func onlyIssue(_ workplace: borrowing Workplace) throws -> String {
        let listed = try workplace.refrain("issues", "--columns", "issue", "--format", "csv")
        let rows = listed.output.split(whereSeparator: \.isNewline)
        try #require(rows.count == 2, "\(listed)")
        return String(rows[1])
    }

    @Test func `a rejected issue that the next review words differently stays rejected`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        let rejected = try workplace.refrain(
            "triage", "reject", String(issue.prefix(6)), "--reason", "the sleep is tested", "--by", "jo")
        #expect(rejected.status == 0 && rejected.output == "\(issue): rejected\n", "\(rejected)")
        let noted = try workplace.refrain("triage", "note", issue, "--reason", "seen again")
        #expect(noted.output == "\(issue): noted\n", "\(noted)")
        #expect(try ingest(workplace, Self.reworded, at: "2026-10-02").status == 0)
        #expect(try onlyIssue(workplace) == issue)
        // A review that comes late has the history replayed; the decision goes with its finding.
        #expect(try ingest(workplace, Self.reworded + "\nEarlier.\n", at: "2026-09-01").status == 0)

        let counted = try workplace.refrain("issues", "is:rejected", "--count")
        #expect(counted.output == "1\n", "\(counted)")
        let gate = try workplace.refrain("gate", "--branch", "main", "--scope", "all", "--max", "=0")
        #expect(gate.status == 0, "\(gate)")
        let brief = try workplace.refrain("brief", "tests/test_kiosk.py")
        #expect(brief.output.contains("decided, not a problem: ") && brief.output.contains("\"the sleep is tested\""))
        let now = try onlyIssue(workplace)
        let assigned = try workplace.refrain("triage", "assign", now, "--to", "kim")
        #expect(assigned.output == "\(now): assigned to kim, and no longer rejected\n", "\(assigned)")
        let shown = try workplace.refrain("show", try onlyIssue(workplace))
        #expect(shown.output.contains("the sleep is tested") && shown.output.contains("jo"), "\(shown)")
    }

    @Test func `a decision without a reason, or with an end that cannot be, is wrong usage`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        for (arguments, words) in [
            (["reject", issue, "--reason", "  "], "--reason is empty"),
            (["accept", issue, "--reason", "x", "--until", "soon"], "--until 'soon' is no day"),
            (["accept", issue, "--reason", "x", "--until", "2020-01-01"], "--until 2020-01-01 is in the past"),
        ] {
            let result = try workplace.refrain(["triage"] + arguments)
            #expect(result.status == 64 && result.errors.hasPrefix("refrain: \(words)"), "\(result)")
            #expect(!result.errors.contains("Usage"), "\(result)")
        }
        let short = try workplace.refrain("triage", "reject", String(issue.prefix(2)), "--reason", "x")
        #expect(short.status == 2 && short.errors.contains("too short for an id: give four characters"), "\(short)")
        #expect(try workplace.refrain("issues", "is:triaged", "--count").output == "0\n")
    }

    @Test func `an acceptance ends by itself`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        let accepted = try workplace.refrain("triage", "accept", issue, "--reason", "later", "--until", "30d")
        #expect(accepted.status == 0 && accepted.output.contains("accepted through "), "\(accepted)")
        #expect(try workplace.refrain("issues", "is:accepted", "--count").output == "1\n")
        #expect(try workplace.refrain("query", "expiring", "--format", "csv").output.contains(issue))
        let day = try #require(accepted.output.firstMatch(of: #/accepted through (\d{4}-\d\d-\d\d)/#)).1
        let ends = try workplace.refrain("query", "expiring", "--format", "jsonl")
        #expect(ends.output.contains("\"last_day\": \"\(day)\""), "\(ends)")
        let listed = try workplace.refrain("issues")
        #expect(listed.output.contains("  open, accepted until \(day)  "), "\(listed)")
        #expect(listed.output.contains("severity  state"), "\(listed)")
        #expect(try workplace.refrain("issues", "--format", "csv").output.contains(",open,"))

        // The same decision, as a file has it, with an end that has passed.
        let exported = try workplace.refrain("triage", "export")
        #expect(exported.output.contains("  decision: \"accepted\"\n"), "\(exported)")
        let other = try Workplace()
        #expect(try ingest(other, Self.first, at: "2026-10-01").status == 0)
        let ended = exported.output.replacing(#/until: ".*"/#, with: "until: \"2026-10-05T00:00:00Z\"")
        try other.write(ended, to: ".refrain/triage.yml")
        let taken = try other.refrain("triage", "import", ".refrain/triage.yml")
        #expect(taken.output == "1 decision taken in, 0 were there, 0 on findings that are not stored.\n", "\(taken)")
        #expect(try other.refrain("issues", "is:accepted", "--count").output == "0\n")
        #expect(
            try other.refrain("sql", "SELECT triage IS NULL AS undecided FROM issues", "--format", "csv").output
                == "undecided\r\n1\r\n")
    }

    @Test func `a list tells the decision in force beside the state`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        func state() throws -> String {
            try workplace.refrain("issues", "--columns", "standing", "--format", "csv").output
        }
        #expect(try state() == "standing\r\nopen\r\n")
        for (arguments, expected) in [
            (["accept", issue, "--reason", "a"], "\"open, accepted\""), (["assign", issue, "--to", "jo"], "open"),
            (["reject", issue, "--reason", "a"], "\"open, rejected\""), (["reopen", issue, "--reason", "a"], "open"),
        ] {
            let decided = try workplace.refrain(["triage"] + arguments)
            #expect(decided.status == 0, "\(decided)")
            #expect(try state() == "standing\r\n\(expected)\r\n", "\(arguments)")
        }
    }

    @Test func `decisions go out and come back without loss, and each once`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        let odd = "a \"quote\", a \\, a\ttab,\na line; # no comment: {yes} \u{1F600}\u{7}"
        for arguments in [
            ["triage", "note", issue, "--reason", odd], ["triage", "assign", issue, "--to", "jo: the 1st"],
            ["triage", "reject", issue, "--reason", "no"], ["triage", "reopen", issue, "--reason", "yes"],
        ] {
            let result = try workplace.refrain(arguments)
            #expect(result.status == 0, "\(result)")
        }
        let exported = try workplace.refrain("triage", "export")
        let other = try Workplace()
        try other.write(exported.output, to: ".refrain/triage.yml")
        // Ingest takes the committed file in by itself.
        let ingested = try ingest(other, Self.first, at: "2026-10-01")
        #expect(ingested.errors.contains("4 decisions taken in"), "\(ingested)")
        #expect(try other.refrain("triage", "export").output == exported.output)
        let again = try other.refrain("triage", "import", ".refrain/triage.yml")
        #expect(again.output.hasPrefix("0 decisions taken in, 4 were there"), "\(again)")
    }

    @Test(arguments: [
        ("- finding: a.1\n  decision: maybe\n", "decision is one of accepted, rejected, assigned, note, reopened"),
        ("- finding: a.1\n  decison: note\n", ":2:3: unknown key 'decison': did you mean decision?"),
        ("- decision: note\n  author: jo\n  decidedAt: 2026-10-01\n", "finding is missing"),
        ("- finding: a.1\n  decision: note\n  author: jo\n  decidedAt: soon\n", "decidedAt 'soon' is no time"),
        ("a: b\n", "the file is a list"), ("- [", "not YAML"),
    ])
    func `a file that is wrong is told with its place`(_ text: String, _ message: String) throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        try workplace.write(text, to: "triage.yml")
        let wrong = try workplace.refrain("triage", "import", "triage.yml")
        #expect(wrong.status == 2 && wrong.errors.contains(message), "\(wrong)")
        #expect(try workplace.refrain("triage", "list", "--format", "jsonl").output.isEmpty)
    }

    @Test func `wrong use is told, and nothing is decided`() throws {
        let workplace = try Workplace()
        #expect(try ingest(workplace, Self.first, at: "2026-10-01").status == 0)
        let issue = try onlyIssue(workplace)
        let unknown = try workplace.refrain("triage", "reject", issue, "ffffffff", "--reason", "r")
        #expect(unknown.status == 2 && unknown.errors.contains("ffffffff"), "\(unknown)")
        let past = try workplace.refrain("triage", "accept", issue, "--reason", "r", "--until", "2020-01-01")
        #expect(past.status == 64 && past.errors.contains("is in the past"), "\(past)")
        let why = try workplace.refrain("triage", "reject", issue)
        #expect(why.status == 64 && why.errors.contains("--reason"), "\(why)")
        #expect(try workplace.refrain("triage", "list", "--format", "jsonl").output.isEmpty)
    }
}
