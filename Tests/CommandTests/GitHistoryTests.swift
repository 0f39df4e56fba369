import Foundation
import Testing

/// A repository made here, reviewed at its commits: lines and files are followed through what really happened.
@Suite struct `History is followed through git` {
    private func git(_ workplace: borrowing Workplace, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/git")
        process.arguments =
            ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"] + arguments
        process.currentDirectoryURL = workplace.folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func commit(_ workplace: borrowing Workplace, _ text: String, to path: String) throws -> String {
        try workplace.write(text, to: path)
        _ = try git(workplace, "add", "tests", "checks")
        _ = try git(workplace, "commit", "-q", "-m", "a change")
        return try git(workplace, "rev-parse", "HEAD")
    }

    private func line(_ words: String, in text: String) -> Int {
        (text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(words) } ?? -1) + 1
    }

    private func ingest(
        _ workplace: borrowing Workplace, _ review: String, of path: String, at commit: String, day: Int,
        _ more: String...
    ) throws -> Workplace.Result {
        try workplace.write(review, to: "reviews/\(day).md")
        return try workplace.refrain(
            [
                "ingest", "reviews/\(day).md", "--path", path, "--commit", commit, "--branch", "main", "--reviewer",
                "model",
            ]
                + ["--repository", "o/n", "--reviewed-at", "2026-03-0\(day)T10:00:00Z"] + more)
    }

    private static let sleepTest =
        "def test_retry():\n    client = Client()\n    time.sleep(3)\n    assert client.done\n\n\n"
    private static let feeTest = "def test_fee():\n    account = Account(2)\n    assert account.fee() == 731\n\n\n"
    private static let taxTest = "def test_tax():\n    invoice = Invoice('x')\n    assert invoice.tax() == 731\n\n\n"
    private static let emptyTest = "def test_close():\n    ledger = Ledger()\n    ledger.close()\n\n\n"
    private static let head = "import time\nfrom ledger import Account, Client, Invoice, Ledger\n\n\n"

    @Test func `lines are inserted, a test moves, the file is renamed, a test is deleted`() throws {
        let workplace = try Workplace()
        _ = try git(workplace, "init", "-q", "-b", "main")
        let path = "tests/test_ledger.py"
        let moved = "checks/accounts_spec.py"
        try workplace.write("", to: "checks/keep")

        let first = Self.head + Self.sleepTest + Self.feeTest + Self.taxTest + Self.emptyTest
        let one = try commit(workplace, first, to: path)
        let opened = try ingest(
            workplace,
            """
            1. Real sleep (line \(line("time.sleep", in: first))): three seconds are lost.
            2. Magic number (line \(line("account.fee", in: first))): 731 is not explained.
            3. Magic number (line \(line("invoice.tax", in: first))): 731 is not explained.
            4. Nothing is asserted (line \(line("ledger.close", in: first))): the test passes whatever happens.
            """, of: path, at: one, day: 1)
        #expect(opened.status == 0, "\(opened)")

        // Thirty lines are inserted at the top, and the test of the fee moves to the end.
        let setUp = (1...30).map { "CASE_\($0) = \($0 * 37)\n" }.joined()
        let second = Self.head + setUp + Self.sleepTest + Self.taxTest + Self.emptyTest + Self.feeTest
        let two = try commit(workplace, second, to: path)
        let again = try ingest(
            workplace,
            """
            1. Magic number (line \(line("invoice.tax", in: second))): 731 is not explained.
            2. Magic number (line \(line("account.fee", in: second))): 731 is not explained.
            3. The suite waits for real (line \(line("time.sleep", in: second))): use a fake clock.
            """, of: path, at: two, day: 2)
        #expect(again.status == 0, "\(again)")
        let tied = try workplace.refrain(
            "sql", "--format", "csv",
            """
            SELECT a.ordinal AS before, b.ordinal AS after FROM findings AS a JOIN findings AS b ON a.issue = b.issue
            WHERE a.source LIKE '%1.md' AND b.source LIKE '%2.md' ORDER BY 1
            """)
        #expect(tied.output.split(whereSeparator: \.isNewline) == ["before,after", "1,3", "2,2", "3,1"], "\(tied)")

        // The file gets a name that only git can follow; the test without assertions is deleted.
        _ = try git(workplace, "mv", path, moved)
        let third = Self.head + setUp + Self.sleepTest + Self.taxTest + Self.feeTest
        let three = try commit(workplace, third, to: moved)
        let followed = try ingest(
            workplace, "1. Real sleep (line \(line("time.sleep", in: third))): three seconds are lost.\n", of: moved,
            at: three, day: 3)
        #expect(followed.status == 0, "\(followed)")
        #expect(followed.errors.contains("\(moved) goes on where \(path) ended: git says so ("), "\(followed)")
        let states = try workplace.refrain(
            "sql", "--format", "csv",
            "SELECT title, path, state, times_seen FROM issues ORDER BY first_seen, title, state")
        let rows = states.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
        #expect(rows.count == 4 && rows.allSatisfy { $0.contains(moved) }, "\(states)")
        #expect(rows.contains { $0.contains("Nothing is asserted") && $0.hasSuffix("resolved,1") }, "\(states)")
        #expect(rows.count { $0.contains("Magic number") && $0.hasSuffix("missing,2") } == 2, "\(states)")
        #expect(rows.contains { $0.hasSuffix("open,3") }, "\(states)")
        let events = try workplace.refrain(
            "sql", "--format", "csv", "SELECT reason FROM events WHERE kind = 'resolved'")
        #expect(events.output.contains("the cited code was changed or deleted since"), "\(events)")

        // A review that comes late has the history replayed, by the texts that were kept: git is not asked again.
        let late = try ingest(
            workplace, "1. Real sleep (line \(line("time.sleep", in: first))): it is slow.\n", of: path, at: one,
            day: 1,
            "--no-git", "--run-url", "https://ci.example.org/2")
        #expect(late.status == 0, "\(late)")
        let replayed = try workplace.refrain(
            "sql", "--format", "csv", "SELECT count(*) FROM issues WHERE state = 'resolved'")
        #expect(replayed.output.contains("1"), "\(replayed)")
    }

    @Test func `without the commit, the repository or git, all is as it was`() throws {
        let workplace = try Workplace()
        _ = try git(workplace, "init", "-q", "-b", "main")
        let text = Self.head + Self.sleepTest
        let review = "1. Real sleep (line 7): three seconds are lost.\n"
        try workplace.write("", to: "checks/keep")
        let here = try commit(workplace, text, to: "tests/test_a.py")
        let absent = String(repeating: "0123456789", count: 4)
        #expect(try ingest(workplace, review, of: "tests/test_a.py", at: absent, day: 1).status == 0)
        #expect(try ingest(workplace, review + "\n", of: "tests/gone.py", at: here, day: 2).status == 0)
        let kept = try workplace.refrain("sql", "--format", "csv", "SELECT count(*) FROM issues")
        #expect(kept.output.contains("2"), "\(kept)")
        let wrong = try workplace.refrain("ingest", "reviews/1.md", "--source", "/")
        #expect(wrong.status == 2 && wrong.errors.contains("is in no git work tree"), "\(wrong)")
    }
}
