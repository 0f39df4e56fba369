import Foundation

/// The history of a large project: reviews over a year of many files each, whose problems are found, forgotten, fixed and
/// brought back, on the default branch and on those of pull requests. It is written in Refrain's own form, a hundred
/// reviews a document, so that reading costs little and the database is what is measured.
struct HistoryWorkload {
    var reviews = 20_000
    /// Files that one review covers; a group is always reviewed together.
    var filesOfReview = 10
    var groups = 200
    var seed: UInt64 = 11
    /// The first day, in seconds since 1970: 3 November 2025.
    var start = 1_762_128_000.0
    var days = 380.0
    private static let reviewsOfDocument = 100

    private struct Problem {
        var kind: Int
        var line: Int
        var name: Int
        var ordinal: Int
    }

    private struct Kind {
        let category: String
        let severity: String
        let titles: [String]
        let body: String
    }

    private static let kinds = [
        Kind(
            category: "sleepy-test", severity: "medium",
            titles: [
                "Fixed sleep before %v is read", "Waits %n seconds for %v", "time.sleep where %v could be awaited",
            ],
            body:
                "The test sleeps %n seconds and then reads `%v`; on a busy runner that is too short, on an idle one wasted."
        ),
        Kind(
            category: "hard-coded-value", severity: "low",
            titles: ["Hard-coded %v", "Literal %v-%n in several tests", "%v is written out"],
            body: "'%v-%n' is repeated in the file. A fixture or a constant with a name would make a change easier."),
        Kind(
            category: "missing-assertion", severity: "high",
            titles: ["%v is never checked", "No assertion on %v", "The test of %v passes whatever happens"],
            body: "`%v` is called, but nothing is asserted about its answer, so the test can only fail by an exception."
        ),
        Kind(
            category: "shared-state", severity: "high",
            titles: ["%v leaks between tests", "Tests share the global %v", "State of %v is not restored"],
            body: "`%v` is changed at module level and not restored; run alone, or in another order, test %n fails."),
        Kind(
            category: "excessive-mocking", severity: "medium",
            titles: ["%v is mocked away", "Everything around %v is a mock", "The mock of %v proves little"],
            body: "With %n collaborators of `%v` replaced, the test checks the mocks rather than the code."),
        Kind(
            category: "missing-error-path", severity: "medium",
            titles: ["Failure of %v is not tested", "Only the happy path of %v", "What if %v is refused?"],
            body: "Neither a refused nor an empty `%v` is exercised; %n branches of the code are never run."),
        Kind(
            category: "duplicated-code", severity: "low",
            titles: ["Set-up of %v is copied", "%v is built %n times alike", "Repeated arrangement of %v"],
            body: "The same %n lines build `%v` in each test. A helper would leave only what differs."),
        Kind(
            category: "magic-number", severity: "info",
            titles: ["What is %n000?", "Unexplained %n000 for %v", "Magic number beside %v"],
            body: "%n000 stands beside `%v` without a word on where it comes from."),
    ]

    private static let nouns = [
        "booking", "ticket", "invoice", "session", "cursor", "payload", "queue", "schedule", "ledger", "voucher",
        "berth",
        "gateway", "snapshot", "token", "registry", "parser", "harbour", "pilot", "manifest", "cargo", "beacon",
        "tariff",
    ]
    private static let verbs = [
        "open", "close", "refund", "parse", "cancel", "renew", "lock", "merge", "split", "notify", "archive", "restore",
    ]
    private static let reviewers = ["model-a", "model-a", "model-b", "model-c"]

    /// Writes the documents below `folder`.
    ///
    /// - Returns: their paths, in the order of time.
    func write(to folder: URL) throws -> [String] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var random = SeededGenerator(seed: seed)
        var problems: [[Problem]] = (0..<groups * filesOfReview).map { _ in
            (0..<7).map { _ in Self.problem(ordinal: 0, using: &random) }
        }
        var paths: [String] = []
        var text = ""
        for index in 0..<reviews {
            text += review(index, of: &problems, using: &random)
            if index % Self.reviewsOfDocument == Self.reviewsOfDocument - 1 || index == reviews - 1 {
                let name = "reviews-\(String(1_000_000 + index).dropFirst()).jsonl"
                let url = folder.appending(path: name)
                try text.write(to: url, atomically: false, encoding: .utf8)
                paths.append(url.path(percentEncoded: false))
                text = ""
            }
        }
        return paths
    }

    private func review(_ index: Int, of problems: inout [[Problem]], using random: inout SeededGenerator) -> String {
        let group = index % groups
        let pass = index / groups
        let seconds = start + days * 86_400 * Double(index) / Double(max(1, reviews))
        let at = Date(timeIntervalSince1970: seconds).formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
        // One review in ten is of a pull request: it sees what the default branch has, and changes nothing there.
        let request = Int.random(in: 0..<10, using: &random) == 0 ? "\(1_000 + index / 20)" : nil
        var findings: [String] = []
        for file in group * filesOfReview..<(group + 1) * filesOfReview {
            if request == nil {
                problems[file].removeAll { _ in Int.random(in: 0..<100, using: &random) < 3 }
                if Int.random(in: 0..<100, using: &random) < 21 {
                    problems[file].append(Self.problem(ordinal: index, using: &random))
                }
            }
            for problem in problems[file] where Int.random(in: 0..<10, using: &random) < 7 {
                findings.append(finding(problem, file: file, pass: pass, using: &random))
            }
        }
        let scope = (group * filesOfReview..<(group + 1) * filesOfReview).map { "\"\(path($0))\"" }.joined(
            separator: ", ")
        let pull = request.map { ", \"pullRequest\": \"\($0)\"" } ?? ""
        return """
            {"repository": "invented/large", "branch": "\(request.map { "pull/\($0)" } ?? "main")"\(pull), \
            "commit": "\(String(format: "%040x", index + 1))", \
            "reviewer": {"name": "\(Self.reviewers[Int.random(in: 0..<4, using: &random)])", "kind": "llm"}, \
            "reviewedAt": "\(at)", "scope": [\(scope)], "findings": [\(findings.joined(separator: ", "))]}

            """
    }

    private func path(_ file: Int) -> String {
        "tests/area\(file / filesOfReview % 23)/group\(file / filesOfReview)/test_\(Self.nouns[file % Self.nouns.count])_\(file).py"
    }

    private static func problem(ordinal: Int, using random: inout SeededGenerator) -> Problem {
        Problem(
            kind: Int.random(in: 0..<kinds.count, using: &random), line: Int.random(in: 10..<900, using: &random),
            name: Int.random(in: 0..<nouns.count * verbs.count, using: &random), ordinal: ordinal)
    }

    private func finding(
        _ problem: Problem, file: Int, pass: Int, using random: inout SeededGenerator
    ) -> String {
        let kind = Self.kinds[problem.kind]
        let name = Self.verbs[problem.name / Self.nouns.count] + "_" + Self.nouns[problem.name % Self.nouns.count]
        let number = "\(problem.line % 9 + 2)"
        func filled(_ text: String) -> String { text.replacing("%v", with: name).replacing("%n", with: number) }
        let title = filled(kind.titles[Int.random(in: 0..<kind.titles.count, using: &random)])
        let line = problem.line + pass / 3
        return """
            {"title": "\(title)", "body": "\(filled(kind.body))", "path": "\(path(file))", \
            "lines": [[\(line), \(line + problem.line % 5)]], "symbols": ["test_\(name)"], \
            "severity": "\(kind.severity)", "polarity": "issue", "category": "\(kind.category)"}
            """
    }
}
