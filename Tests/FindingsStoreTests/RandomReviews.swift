import FindingsModel
import IssueTracking

@testable import FindingsStore

/// A generator of numbers that gives the same ones again for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func one<T>(of values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }
    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}

/// Reviews of an invented project, with everything that a search can ask for.
struct RandomReviews {
    static let paths = [
        "tests/test_tides.py", "tests/unit/test_moon.py", "tests/unit/deep/test_eclipse.py", "src/[id]/page.test.tsx",
        "spec/models/harbour_spec.rb", "test_root.py", "tests/unit.py",
    ]
    static let reviewers = ["model-a", "Model-B", "linter", "ada"]
    static let branches = ["main", "topic/x"]
    static let categories = [
        "hard-coded-value", "magic-number", "sleepy-test", "missing-assertion", "empty-test", "style", "other",
    ]
    static let words = [
        "image", "uuid", "sleep", "test_moon_phase", "parseTideTable", "literal", "boundary", "境界値", "harbour",
        "don't", "été", "HTTP",
    ]
    static let rules = ["W0105", "no-magic", "B101"]
    static let symbols = ["test_moon_phase", "TideTable", "parametrised[1]", "setUp"]

    var numbers: SeededNumbers
    private var serial = 0

    init(seed: UInt64) { numbers = SeededNumbers(seed) }

    mutating func reviews(_ count: Int) -> [SubmittedReview] { (0..<count).map { _ in review() } }

    mutating func time() -> String {
        let start = SearchMoment(year: 2026, month: 6, day: 1).seconds
        let end = SearchMoment(year: 2026, month: 11, day: 22).seconds
        return SearchMoment(seconds: Int64.random(in: start..<end, using: &numbers)).text
    }

    mutating func review() -> SubmittedReview {
        serial += 1
        let reviewer = numbers.one(of: Self.reviewers)
        let findings = (0..<Int.random(in: 0...4, using: &numbers)).map { finding($0 + 1) }
        var review = Review(
            path: numbers.one(of: Self.paths), repository: numbers.chance(0.8) ? "bay/tides" : "bay/moons",
            commit: "c0ffee\(serial % 10)", branch: numbers.chance(0.8) ? "main" : "topic/x",
            pullRequest: numbers.chance(0.3) ? "\(serial % 7)" : nil, findings: findings)
        review.reviewer = Reviewer(
            name: reviewer, version: numbers.chance(0.5) ? "1" : nil,
            kind: reviewer == "linter" ? .tool : reviewer == "ada" ? .person : .llm)
        review.outcome = numbers.one(of: [nil, .approved, .commented, .changesRequested])
        review.language = numbers.one(of: [nil, "en", "ja"])
        if numbers.chance(0.5) { review.verdict = Verdict(text: text(4), span: ByteSpan(0, 1)) }
        if numbers.chance(0.2) { review.unparsed = [UnparsedSpan(span: ByteSpan(0, 2), why: "no list")] }
        return SubmittedReview(
            document: SubmittedDocument(
                bytes: Array("review \(serial)".utf8), format: numbers.one(of: ["prose", "sarif"]), encoding: "utf-8"),
            source: "reviews/\(serial).md", part: 1, review: review, reviewedAt: time(), extractorVersion: 1)
    }

    private mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in numbers.one(of: Self.words) }.joined(separator: " ")
    }

    private mutating func finding(_ ordinal: Int) -> Finding {
        Finding(
            ordinal: ordinal, title: text(2), body: numbers.chance(0.7) ? text(3) : "",
            suggestion: numbers.chance(0.3) ? text(1) : nil,
            references: (0..<Int.random(in: 0...2, using: &numbers)).map { _ in
                LineReference(
                    LineRange(Int.random(in: 1...40, using: &numbers), Int.random(in: 1...40, using: &numbers)))
            },
            symbols: numbers.chance(0.4) ? [numbers.one(of: Self.symbols)] : [],
            severity: numbers.one(of: Severity.allCases), severityBasis: numbers.one(of: SeverityBasis.allCases),
            polarity: numbers.one(of: Polarity.allCases), category: numbers.one(of: Self.categories),
            confidence: numbers.one(of: [0, 0.25, 0.5, 1]),
            rule: numbers.chance(0.3) ? numbers.one(of: Self.rules) : nil)
    }
}

extension TemporaryDatabase {
    /// A database with the history of several files and branches.
    static func filled(reviews count: Int = 150) throws -> (TemporaryDatabase, FindingsDatabase) {
        let database = try TemporaryDatabase()
        let store = try database.open()
        var random = RandomReviews(seed: 12)
        _ = try IngestSession(store, policy: .init(), now: "2026-11-22T12:00:00Z").ingest(random.reviews(count))
        return (database, store)
    }
}
