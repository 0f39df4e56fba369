import Foundation
import Testing

/// What goes to where people and models look: the summary of a run, and the brief for the next review.
@Suite struct `A run is summed up, and the next reviewer is briefed` {
    private static let first = """
        1. **Fixed sleep** (line 12): `test_payment` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        2. **Hard-coded price** (line 20): the price 4.99 is repeated in three tests; name it once.
           Severity: low
        """
    private static let hostile = """
        1. **Fixed sleep** (line 14): `test_payment` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        2. **Hard-coded price** (line 22): the price 4.99 is repeated in three tests; name it once.
           Severity: low
        3. **No assertion, ask @team/core, see #12 <img src=x> [here](http://x.example)** (lines 30-34): `test_receipt`
           prints the receipt and asserts nothing.
           Severity: critical
        """

    private func ingest(
        _ workplace: borrowing Workplace, _ text: String, branch: String, at: String, commit: String
    ) throws {
        try workplace.write(text, to: "review-\(at).md")
        let result = try workplace.refrain(
            "ingest", "review-\(at).md", "--path", "tests/kiosk/test pay.py", "--branch", branch, "--commit", commit,
            "--reviewed-at", "\(at)T10:00:00Z", "--reviewer", "model-a")
        #expect(result.status == 0, "\(result)")
    }

    @Test func `a pull request's summary names what it brings, and nothing in it acts`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.first, branch: "main", at: "2026-10-01", commit: "aaaa1111")
        try ingest(workplace, Self.hostile, branch: "topic", at: "2026-10-02", commit: "bbbb2222")
        let summary = try workplace.refrain(
            "summary", "--branch", "topic", "--link", "https://host.example/o/p/blob/{commit}/{path}#L{line}")
        #expect(summary.status == 0, "\(summary)")
        let text = summary.output
        #expect(text.hasPrefix("<!-- refrain:summary -->\n### Review findings: 1 new issue\n"), "\(summary)")
        #expect(text.contains("**1** new, **0** returned, **0** fixed, **2** known on `topic`."), "\(summary)")
        #expect(
            text.contains("](https://host.example/o/p/blob/bbbb2222/tests/kiosk/test%20pay.py#L30)"), "\(summary)")
        #expect(!text.contains("<img") && !text.contains("](http://x.example") && !text.contains("@team"), "\(summary)")
        #expect(text.count < 65_536)
    }

    @Test func `reviews without a commit are one run where they came in together`() throws {
        let workplace = try Workplace()
        try workplace.write(
            "1. **Fixed sleep** (line 12): it waits with `time.sleep(2)`.\n   Severity: high\n", to: "a.md")
        try workplace.write("1. **No assertion** (line 30): it never asserts.\n   Severity: high\n", to: "b.md")
        let first = try workplace.refrain("ingest", "a.md", "--path", "tests/test_a.py", "--no-git")
        #expect(first.status == 0, "\(first)")
        try workplace.write(
            "{\"review\": \"b.md\", \"path\": \"tests/test_b.py\"}\n{\"review\": \"c.md\", \"path\": \"tests/test_c.py\"}\n",
            to: "manifest.jsonl")
        try workplace.write("1. **Magic number** (line 3): what does 4711 mean?\n   Severity: low\n", to: "c.md")
        let second = try workplace.refrain("ingest", "--manifest", "manifest.jsonl", "--no-git")
        #expect(second.status == 0, "\(second)")
        let summary = try workplace.refrain("summary")
        #expect(summary.output.contains("**2** new, **0** returned, **0** fixed, **1** known"), "\(summary)")
        let annotations = try workplace.refrain("annotations", "github")
        #expect(annotations.output.contains("test_b.py") && annotations.output.contains("test_c.py"), "\(annotations)")
        #expect(!annotations.output.contains("test_a.py"), "\(annotations)")
    }

    @Test func `the default branch's summary is of the run`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.first, branch: "main", at: "2026-10-01", commit: "aaaa1111")
        try ingest(workplace, Self.hostile, branch: "main", at: "2026-10-10", commit: "bbbb2222")
        let summary = try workplace.refrain("summary", "--branch", "main")
        #expect(summary.output.contains("**1** new, **0** returned, **0** fixed, **2** known on `main`."), "\(summary)")
        #expect(summary.output.contains("by week: `"), "\(summary)")
        let earlier = try workplace.refrain("summary", "--branch", "main", "--commit", "aaaa")
        #expect(earlier.output.contains("**2** new"), "\(earlier)")
        try ingest(workplace, Self.hostile, branch: "main", at: "2026-10-11", commit: "cccc3333")
        let quiet = try workplace.refrain("summary", "--branch", "main", "--show", "2")
        #expect(quiet.output.contains("### Review findings: nothing new\n"), "\(quiet)")
        let worst = try #require(quiet.output.firstRange(of: "| Known, the worst | Severity |"), "\(quiet)")
        #expect(quiet.output[worst.upperBound...].contains("| critical |"), "\(quiet)")
        #expect(quiet.output.contains("… and 1 more."), "\(quiet)")
        let wrong = try workplace.refrain("summary", "--link", "javascript:{path}")
        #expect(wrong.status == 64 && wrong.errors.contains("--link is an http address"), "\(wrong)")
    }

    @Test func `a brief quotes what is known, worst first, within its bound`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.hostile, branch: "main", at: "2026-10-01", commit: "aaaa1111")
        let brief = try workplace.refrain("brief", "tests/kiosk/test pay.py", "tests/other.py")
        #expect(brief.status == 0, "\(brief)")
        let lines = brief.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("- open: lines 30-34, critical, ") }, "\(brief)")
        let sleep = try #require(
            lines.firstIndex { $0.hasPrefix("- open: line 14, high, sleepy-test: \"") }, "\(brief)")
        let price = try #require(lines.firstIndex { $0.contains("line 22, low, ") }, "\(brief)")
        #expect(sleep < price && brief.output.contains("File \"tests/other.py\"\n- nothing is known yet"), "\(brief)")

        let short = try workplace.refrain("brief", "tests/kiosk/test pay.py", "--max-tokens", "115")
        #expect(short.output.utf8.count <= 560 && short.output.contains("more known issues are left out"), "\(short)")
        let outside = try workplace.refrain("brief", "../x.py")
        #expect(outside.status == 64 && outside.errors.contains("no path of a file in the project"), "\(outside)")
    }
}
