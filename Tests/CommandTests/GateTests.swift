import Foundation
import Testing

/// The gate, as a CI job uses it: reviews of the default branch, then of a pull request.
@Suite struct `The gate judges what is stored` {
    private static let before = """
        The tests of the kiosk are readable.

        1. **Fixed sleep** (line 12): `test_payment` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        """
    private static let after = """
        Two things to mend.

        1. **Fixed sleep** (line 12): `test_payment` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        2. **No assertion** (lines 30-34): `test_receipt` prints the receipt and never asserts anything.
           Severity: critical
        """

    private func ingest(_ workplace: borrowing Workplace, _ text: String, branch: String, at: String) throws {
        try workplace.write(text, to: "review-\(branch)-\(at).md")
        let result = try workplace.refrain(
            "ingest", "review-\(branch)-\(at).md", "--path", "tests/test_kiosk.py", "--branch", branch,
            "--reviewed-at", "\(at)T10:00:00Z", "--reviewer", "model-a")
        #expect(result.status == 0, "\(result)")
    }

    @Test func `on a branch it looks at what the default branch does not have`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.before, branch: "main", at: "2026-10-01")
        try ingest(workplace, Self.after, branch: "topic", at: "2026-10-02")

        let serious = try workplace.refrain("gate", "--branch", "topic", "--max", "severity:>=high=0")
        #expect(serious.status == 1, "\(serious)")
        #expect(serious.output.contains("1 new issue, 0 allowed") && serious.output.contains("No assertion"))
        #expect(!serious.output.contains("Fixed sleep"), "what main has is not new: \(serious)")

        let shown = try workplace.refrain("annotations", "github")
        #expect(shown.output.contains("No assertion") && !shown.output.contains("Fixed sleep"), "\(shown)")

        // Reported again by the next review of the branch, it is still what the pull request brings.
        try ingest(workplace, Self.after + "\nAgain.\n", branch: "topic", at: "2026-10-03")
        let again = try workplace.refrain("gate", "--branch", "topic", "--max", "severity:>=high=0")
        #expect(again.status == 1, "\(again)")

        let all = try workplace.refrain("gate", "--branch", "topic", "--scope", "all", "--max", "=1", "--format", "csv")
        #expect(all.status == 1 && all.output.contains("broken,2,1,all"), "\(all)")
        let allowed = try workplace.refrain("gate", "--branch", "topic", "--max", "severity:>=high=1")
        #expect(allowed.status == 0 && allowed.output.contains("The gate is open on topic: 1 rule kept."), "\(allowed)")
    }

    @Test func `on the default branch it looks at what came after the baseline`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.before, branch: "main", at: "2026-10-01")
        try ingest(workplace, Self.before + "\nStill.\n", branch: "main", at: "2026-10-02")
        let adopted = try workplace.refrain(
            "baseline", "--at", "2026-10-05", "--reason", "we begin", "--by", "jo", "--branch", "main")
        #expect(adopted.status == 0 && adopted.output.contains("1 live issue adopted"), "\(adopted)")
        let clean = try workplace.refrain("gate", "--branch", "main", "--max", "=0")
        #expect(clean.status == 0, "\(clean)")

        try ingest(workplace, Self.after, branch: "main", at: "2026-10-06")
        try ingest(workplace, Self.after + "\nOnce more.\n", branch: "main", at: "2026-10-07")
        let broken = try workplace.refrain("gate", "--branch", "main", "--max", "=0")
        #expect(broken.status == 1 && broken.output.contains("1 new issue,"), "\(broken)")
        let listed = try workplace.refrain("query", "baselines", "--format", "csv")
        #expect(listed.output.contains("2026-10-05T00:00:00Z,1,we begin,jo"), "\(listed)")
    }

    @Test func `rules come from the configuration, and its mistakes are told with their line`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.after, branch: "main", at: "2026-10-01")
        try workplace.write(
            """
            defaultBranch: main
            gate:
              - name: nothing critical
                search: severity:critical
                scope: all
              - search: category:sleepy-test
                max: 3
            """, to: ".refrain/config.yml")
        let judged = try workplace.refrain("gate", "--branch", "main")
        #expect(judged.status == 1, "\(judged)")
        #expect(judged.output.contains("BROKEN  nothing critical: 1 live issue, 0 allowed"), "\(judged)")
        #expect(judged.output.contains("The gate is closed on main: 1 of 2 rules broken."), "\(judged)")

        for (text, message) in [
            ("gate:\n  - serch: x\n", ".refrain/config.yml:2:5: unknown key 'serch': did you mean search?"),
            ("gate:\n  - search: severty:high\n", "unknown field 'severty' at column 1: did you mean severity?"),
            ("gate:\n  - max: many\n", ":2:10: max is a whole number from 0"),
            ("gate: [", "not YAML"), ("resolveAfter: 0\n", ":1:15: resolveAfter is a whole number from 1 to 1000"),
        ] {
            try workplace.write(text, to: ".refrain/config.yml")
            let wrong = try workplace.refrain("gate", "--branch", "main")
            #expect(wrong.status == 2 && wrong.errors.contains(message), "\(wrong)")
        }
    }

    @Test func `wrong use is told`() throws {
        let workplace = try Workplace()
        try ingest(workplace, Self.before, branch: "main", at: "2026-10-01")
        let none = try workplace.refrain("gate")
        #expect(none.status == 2 && none.errors.contains("the gate has no rule"), "\(none)")
        let noLimit = try workplace.refrain("gate", "--max", "severity:high")
        #expect(noLimit.status == 64, "\(noLimit)")
        let branch = try workplace.refrain("gate", "--branch", "nowhere", "--max", "=0")
        #expect(branch.status == 2 && branch.errors.contains("no review of branch 'nowhere' is stored"), "\(branch)")
        let future = try workplace.refrain("baseline", "--reason", "r", "--at", "2999-01-01")
        #expect(future.status == 64 && future.errors.contains("is in the future"), "\(future)")
    }
}
