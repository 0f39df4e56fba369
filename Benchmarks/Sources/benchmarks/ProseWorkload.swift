import Foundation

/// Reviews of an invented project's test files, over many nights: the same problems come back in other words, on other lines.
struct ProseWorkload {
    var files = 50
    var reviews = 1_000
    var seed: UInt64 = 7

    private struct Problem {
        let titles: [String]
        let bodies: [String]
    }

    private static let problems: [Problem] = [
        Problem(
            titles: ["Use of fixed sleeps", "Hard waits make the test slow", "Sleeping instead of waiting"],
            bodies: [
                "The test sleeps for %n seconds before it reads `%v`, which is slow and still flaky on a busy machine. Wait for the event with a deadline instead.",
                "`time.sleep(%n)` guards the read of `%v`. On a loaded runner this may be too short, and on every other one it is wasted time.",
            ]),
        Problem(
            titles: ["Hard-coded identifiers", "Literal values without a name", "Use of Hard-coded Values"],
            bodies: [
                "The identifier '%v-%n' is written out in several tests. A named constant or a fixture would make a change easier.",
                "Magic values such as %n000 are not explained; consider a constant that says why `%v` has this value.",
            ]),
        Problem(
            titles: ["Error path is not tested", "Only the happy path is covered", "Missing negative cases"],
            bodies: [
                "What happens when `%v` fails is not exercised. A test that makes the call raise, and looks at the message, is missing.",
                "Neither an empty `%v` nor a rejected request is tested; only the usual answer is checked.",
            ]),
        Problem(
            titles: [
                "Shared module state", "Tests depend on each other through a global", "State leaks between tests",
            ],
            bodies: [
                "`%v` lives at module level and is changed by every test. Run alone, the last one fails.",
                "The global `%v` is not restored. Give each test its own copy in the set-up.",
            ]),
        Problem(
            titles: ["Weak assertion", "The result is hardly looked at", "Assertion accepts almost anything"],
            bodies: [
                "It is only checked that `%v` is not None. Compare with the exact value, which is known here.",
                "`assertTrue(%v)` would accept any non-empty answer; a wrong one would pass.",
            ]),
        Problem(
            titles: ["Copied set-up", "Duplicated arrangement code", "The same lines in every test"],
            bodies: [
                "The construction of `%v` is repeated %n times word for word. A helper would leave only what differs.",
                "Large parts of the set-up around `%v` are copied; consider a fixture.",
            ]),
        Problem(
            titles: ["Proper clean-up", "Good isolation"],
            bodies: [
                "The temporary folder is removed in every case, which is good practice and prevents leaks.",
                "Each test gets a fresh `%v`. Well done.",
            ]),
        Problem(
            titles: ["Everything is mocked", "Mocks hide the real interaction"],
            bodies: [
                "All collaborators of `%v` are replaced, so the test checks little more than the mocks themselves.",
                "The stub of `%v` never fails as the real service does; incorrect assumptions would go unnoticed.",
            ]),
    ]

    private static let names = [
        "booking", "ticket", "invoice", "session", "cursor", "payload", "queue", "schedule", "ledger", "voucher",
        "berth",
        "gateway", "snapshot", "token", "registry", "parser",
    ]

    /// Writes the reviews and their manifest below `folder`.
    ///
    /// - Returns: the manifest's path.
    func write(to folder: URL) throws -> URL {
        var random = SeededGenerator(seed: seed)
        let reviewsFolder = folder.appending(path: "reviews")
        try FileManager.default.createDirectory(at: reviewsFolder, withIntermediateDirectories: true)
        var manifest = ""
        let start = Date(timeIntervalSince1970: 1_767_225_600)
        for index in 0..<reviews {
            let file = index % files
            let night = index / files
            let name = "\(String(index + 100_000).dropFirst())-file\(file).txt"
            let path = "tests/area\(file % 7)/test_\(Self.names[file % Self.names.count])_\(file).py"
            try review(of: path, file: file, night: night, using: &random)
                .write(to: reviewsFolder.appending(path: name), atomically: false, encoding: .utf8)
            let at = start.addingTimeInterval(Double(night) * 86_400 + Double(file) * 60)
                .formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
            manifest += """
                {"review": "reviews/\(name)", "path": "\(path)", "repository": "invented/project", "branch": "main", \
                "commit": "\(String(repeating: "0", count: 36))\(String(index + 1_000))", "reviewedAt": "\(at)", \
                "reviewer": "model-\(["a", "b"][index % 2])"}

                """
        }
        let url = folder.appending(path: "manifest.jsonl")
        try manifest.write(to: url, atomically: false, encoding: .utf8)
        return url
    }

    private func review(of path: String, file: Int, night: Int, using random: inout SeededGenerator) -> String {
        var text = """
            The file \(path) was reviewed for test quality. The tests are readable, but a couple of
            considerations might be relevant for their reliability.


            """
        // Each file has problems of its own; a night forgets some of them, and the file's lines drift.
        let own = (0..<7).map { (file * 3 + $0 * 5) % Self.problems.count }
        var number = 0
        for (slot, kind) in own.enumerated() where Int.random(in: 0..<10, using: &random) < 8 {
            let problem = Self.problems[kind]
            number += 1
            let line = 20 + slot * 30 + night * 2
            let lines = Bool.random(using: &random) ? "line \(line)" : "lines \(line)-\(line + 4) and \(line + 12)"
            let name = Self.names[(file + slot * 3) % Self.names.count]
            let title = problem.titles[Int.random(in: 0..<problem.titles.count, using: &random)]
            let body = problem.bodies[Int.random(in: 0..<problem.bodies.count, using: &random)]
                .replacing("%v", with: "\(name)_\(slot)").replacing("%n", with: "\(slot + 2)")
            text += wrapped(" \(number). \(title) (\(lines)): \(body)") + "\n\n"
        }
        return text + """
            Taken together nothing here is dangerous. A few changes would help the
            robustness of the tests.

            """
    }

    private func wrapped(_ text: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if line.count + word.count > 78 {
                lines.append(line)
                line = "   "
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
