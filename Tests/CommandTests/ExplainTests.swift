import Foundation
import Testing

/// Every judgement can be explained to a person.
@Suite struct `What was decided is explained` {
    private static let first = """
        1. **Fixed sleep** (line 12): `test_dock` waits two seconds with `time.sleep(2)` before it asserts.
           Severity: high
        2. **Literal port** (line 40): port 8443 is written out in `berth_url`.
        """
    private static let reworded = """
        1. **The docking test sleeps** (line 14): two seconds of `time.sleep(2)` stand in `test_dock` before the assertion.
           Severity: high
        """

    private func workplace() throws -> Workplace {
        let workplace = try Workplace()
        for (day, text) in [("2026-10-01", Self.first), ("2026-10-05", Self.reworded)] {
            try workplace.write(text, to: "\(day).md")
            let done = try workplace.refrain(
                "ingest", "\(day).md", "--path", "tests/test_dock.py", "--branch", "main", "--reviewed-at",
                "\(day)T10:00:00Z", "--reviewer", "model-a")
            try #require(done.status == 0, "\(done)")
        }
        return workplace
    }

    private func cell(_ workplace: borrowing Workplace, _ sql: String) throws -> String {
        let rows = try workplace.refrain("sql", sql, "--format", "csv").output.split(whereSeparator: \.isNewline)
        return String(try #require(rows.dropFirst().first))
    }

    @Test func `of an issue: what tied its findings, what happened, what people decided`() throws {
        let workplace = try workplace()
        let issue = try cell(workplace, "SELECT issue FROM issues WHERE times_seen = 2")
        _ = try workplace.refrain("triage", "accept", issue, "--reason", "a\u{1B}[31m simulator", "--by", "jo")
        let told = try workplace.refrain("explain", issue)
        #expect(told.status == 0)
        for piece in [
            "issue \(issue) of tests/test_dock.py", "No issue of the file was like it, so it began this one.", " of 1)",
            "“Fixed sleep”", "“The docking test sleeps”", "opened on main: first report",
            "accepted by jo: a␛[31m simulator",
            "reported by 2 of 2 reviews",
        ] { #expect(told.output.contains(piece), "\(piece) in \(told.output)") }
        let other = try cell(workplace, "SELECT issue FROM issues WHERE times_seen = 1")
        #expect(
            try workplace.refrain("explain", other).output.contains("missing on main: the review does not mention it"))
        let json = try workplace.refrain("explain", issue, "--format", "json").output
        let page = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]])
        #expect(page["findings"]?.count == 2 && page["findings"]?.first?["pass"] as? String == "new")
        #expect(page["decisions"]?.count == 1 && page["events"]?.count == 1)
    }

    @Test func `of a finding: its passage, the words behind each judgement, and its issue`() throws {
        let workplace = try workplace()
        let finding = try cell(workplace, "SELECT finding FROM findings WHERE title = 'The docking test sleeps'")
        let told = try workplace.refrain("explain", finding)
        for piece in [
            "│ 1. **The docking test sleeps**", "severity: high (stated)", "lines: 14", "Why it belongs to issue",
        ] {
            #expect(told.output.contains(piece), "\(piece) in \(told.output)")
        }
        #expect(!told.output.contains("8443"), "\(told.output)")
    }

    @Test func `of two issues: what keeps them apart, and how to join them`() throws {
        let workplace = try workplace()
        let sleep = try cell(workplace, "SELECT issue FROM issues WHERE times_seen = 2")
        let port = try cell(workplace, "SELECT issue FROM issues WHERE times_seen = 1")
        let two = try workplace.refrain("explain", sleep, port)
        #expect(two.status == 0, "\(two)")
        for piece in [
            "Why these are two issues", "1 review reports both, each in a remark of its own",
            "“Fixed sleep” (12) and “Literal port” (40)",
            "If they are one: refrain triage merge \(sleep.prefix(8)) \(port.prefix(8)) --reason WHY",
        ] { #expect(two.output.contains(piece), "\(piece) in \(two.output)") }
        let json = try workplace.refrain("explain", sleep, port, "--format", "json").output
        let page = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]])
        #expect(page["told_apart"]?.count == 1 && page["first"]?.first?["issue"] as? String == sleep)

        // Two findings of one issue, and an issue with itself.
        let later = try cell(workplace, "SELECT finding FROM findings WHERE title = 'The docking test sleeps'")
        let first = try cell(workplace, "SELECT finding FROM findings WHERE title = 'Fixed sleep'")
        let one = try workplace.refrain("explain", first, later)
        #expect(one.output.hasPrefix("They are one issue, \(sleep).\n"), "\(one)")
        #expect(one.output.contains("so it began this one") && one.output.contains(" of 1)"), "\(one)")
        #expect(try workplace.refrain("explain", sleep, sleep).output.hasPrefix("They are one issue"))
    }

    @Test func `wrong ids are told`() throws {
        let workplace = try workplace()
        let review = try cell(workplace, "SELECT review FROM reviews LIMIT 1")
        for (id, message) in [
            (review, "is a review: name one of its findings"),
            ("ffffffffffffffff", "there is no review, finding or issue"),
            ("\(review).99", "there is no"), ("x", "there is no"),
        ] {
            let result = try workplace.refrain("explain", id)
            #expect(result.status == 2 && result.errors.contains(message), "\(id): \(result)")
        }
    }
}
