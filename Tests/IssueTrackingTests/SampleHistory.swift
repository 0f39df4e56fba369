import FindingsModel

@testable import IssueTracking

/// Invented reviews for the tests of this room.
enum Sample {
    static func finding(
        _ title: String, _ body: String = "", review: String = "r", ordinal: Int = 1, lines: [LineRange] = [],
        symbols: [String] = [], category: String = "other", confidence: Double = 0, rule: String? = nil,
        fingerprint: String? = nil, polarity: Polarity = .issue, severity: Severity = .medium
    ) -> FindingEvidence {
        FindingEvidence(
            uid: "\(review)-\(ordinal)", ordinal: ordinal, title: title, body: body, polarity: polarity,
            severity: severity, category: category, confidence: confidence, symbols: symbols, lines: lines, rule: rule,
            fingerprint: fingerprint)
    }

    static func review(
        _ number: Int, branch: String = "main", reviewer: String = "model", kind: ReviewerKind = .llm,
        commit: String? = nil, _ findings: [FindingEvidence] = []
    ) -> ReviewObservation {
        let uid = "r\(number < 10 ? "0" : "")\(number)"
        return ReviewObservation(
            uid: uid, reviewedAt: "2026-01-\(number < 10 ? "0" : "")\(number)T10:00:00Z", branch: branch,
            reviewer: reviewer, kind: kind, commit: commit,
            findings: findings.enumerated().map { place, finding in
                finding.with(uid: "\(uid)-\(place + 1)", ordinal: place + 1)
            })
    }

    static let sleep = finding(
        "Fixed sleep in test_retry_backoff", "`time.sleep(3)` slows the suite; inject a clock.", lines: [LineRange(40)],
        symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.8)
    static let sleepReworded = finding(
        "The back-off test really waits", "Three seconds are lost in `test_retry_backoff`; a fake clock would do.",
        lines: [LineRange(47)], symbols: ["test_retry_backoff"], category: "sleepy-test", confidence: 0.6)
    static let port = finding(
        "Hard-coded port 8754", "The stub server listens on a fixed port and clashes on busy machines.",
        lines: [LineRange(12)], category: "hard-coded-value", confidence: 0.8)
    static let cleanup = finding(
        "Temporary folder is never removed", "`make_workspace` leaves its folder behind when an assertion fails.",
        lines: [LineRange(88, 95)], symbols: ["make_workspace"], category: "missing-cleanup", confidence: 0.8)

    /// A generator that gives the same numbers in every run.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) ^ (state << 17)
        }
    }

    /// A long history of several reviewers and branches, with words, lines and findings that come and go.
    static func history(seed: UInt64, reviews: Int = 24) -> [ReviewObservation] {
        var dice = Dice(state: seed &* 7919 &+ 17)
        let subjects = [
            "parser", "cache", "ledger", "socket", "invoice", "queue", "router", "token", "schema", "session",
        ]
        let verbs = ["drops", "skips", "repeats", "hides", "leaks", "races", "sleeps", "mocks"]
        let tails = ["which is slow", "so failures hide", "and nobody notices", "on a busy machine", "in every run"]
        let categories = ["sleepy-test", "missing-cleanup", "weak-assertion", "shared-state", "other"]
        return (1...reviews).map { number in
            let isTool = Int.random(in: 0..<4, using: &dice) == 0
            let shift = Int.random(in: -30...30, using: &dice)
            let findings = (0..<Int.random(in: 0...7, using: &dice)).map { _ in
                let subject = Int.random(in: 0..<subjects.count, using: &dice)
                let verb = verbs[(subject * 3) % verbs.count]
                return finding(
                    "test_\(subjects[subject])_\(verb) \(verb) the \(subjects[subject])",
                    tails.randomElement(using: &dice) ?? "", lines: [LineRange(100 + subject * 20 + shift)],
                    symbols: ["test_\(subjects[subject])_\(verb)"], category: categories[subject % categories.count],
                    confidence: 0.5, rule: isTool ? "T\(subject % 3)" : nil,
                    polarity: Int.random(in: 0..<9, using: &dice) == 0 ? .neutral : .issue,
                    severity: Severity.allCases[subject % 5])
            }
            return review(
                number, branch: Int.random(in: 0..<4, using: &dice) == 0 ? "feature" : "main",
                reviewer: isTool ? "linter" : ["model", "other-model"][number % 2], kind: isTool ? .tool : .llm,
                findings)
        }
    }
}

extension FindingEvidence {
    /// The same but for what is given.
    func with(
        uid: String? = nil, ordinal: Int? = nil, polarity: Polarity? = nil, severity: Severity? = nil,
        categoryScores: [CategoryScore]? = nil
    ) -> FindingEvidence {
        FindingEvidence(
            uid: uid ?? self.uid, ordinal: ordinal ?? self.ordinal, title: title, body: body, suggestion: suggestion,
            polarity: polarity ?? self.polarity, severity: severity ?? self.severity, category: category,
            confidence: confidence, categoryScores: categoryScores ?? self.categoryScores, symbols: symbols,
            lines: lines, rule: rule, fingerprint: fingerprint)
    }
}
