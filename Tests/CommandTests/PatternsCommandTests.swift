import Foundation
import Testing

@Suite struct `Patterns on the command line` {
    private func workplace() throws -> Workplace {
        let workplace = try Workplace()
        for (day, path) in [("2026-10-01", "tests/test_dock.py"), ("2026-10-02", "tests/test_pier.py")] {
            let text = "1. **Fixed sleep in the helper** (line 12): `wait_for_tide` sleeps with `time.sleep(2)` <b>.\n"
            try workplace.write(text, to: "\(day).md")
            let done = try workplace.refrain(
                "ingest", "\(day).md", "--path", path, "--branch", "main", "--reviewed-at", "\(day)T10:00:00Z",
                "--reviewer", "model-a", "--repository", "quay/ferry")
            try #require(done.status == 0, "\(done)")
        }
        return workplace
    }

    @Test func `what files share is listed, and shown with its issues and a guideline`() throws {
        let workplace = try workplace()
        let listed = try workplace.refrain("patterns", "--format", "jsonl")
        #expect(listed.status == 0 && listed.output.contains("wait_for_tide"), "\(listed)")
        #expect(listed.output.contains("\"files\": 2"), "\(listed)")
        let id = try #require(listed.output.firstMatch(of: #/"pattern": "([0-9a-f]{16})"/#)).1
        let shown = try workplace.refrain("patterns", String(id.prefix(6)))
        for piece in ["tests/test_dock.py", "tests/test_pier.py", "Guideline: ", "`wait_for_tide`", "2 files have it."]
        {
            #expect(shown.output.contains(piece), "\(piece) in \(shown)")
        }
        #expect(try workplace.refrain("patterns", "--path", "tests/test_dock*", "--format", "jsonl").output.isEmpty)
    }

    @Test func `wrong use is told`() throws {
        let workplace = try workplace()
        let unknown = try workplace.refrain("patterns", "ffffff")
        #expect(unknown.status == 2 && unknown.errors.contains("there is no pattern 'ffffff'"), "\(unknown)")
        let few = try workplace.refrain("patterns", "--min-files", "1")
        #expect(few.status == 64 && few.errors.contains("2 or more"), "\(few)")
    }
}
