import FindingsModel

/// Tells from the reviews alone that a file which is reviewed for the first time is one that was known under another path.
///
/// Two things must come together: the names are alike but for their folders and the marks of a test file, and the first
/// review at the new path reports the issues of the old one.
public struct RenameEvidence: Hashable, Sendable {
    /// Findings of the review that are tied to issues of the other file, surely.
    public var ties: Int
    /// Findings that could have been.
    public var findings: Int

    /// A tie this sure counts.
    private static let sure = 0.9

    /// How well `review`, of a file not seen before, continues the history of `issues`.
    public init(_ review: ReviewObservation, continues issues: [TrackedIssue], policy: TrackingPolicy) {
        var tracker = IssueTracker(policy: policy, issues: issues)
        let decisions = tracker.observe(review).decisions
        let known = Set(issues.map(\.uid))
        ties = Set(decisions.filter { known.contains($0.issue) && $0.score >= Self.sure }.map(\.issue)).count
        findings = review.findings.count { $0.polarity == .issue }
    }

    /// Whether it is enough to take the file for the other: two issues at least, and two fifths of what is reported.
    public var isEnough: Bool { ties >= 2 && ties * 5 >= findings * 2 }

    /// The name of a test file without its folders, its endings and the marks of a test, in lower case:
    /// `stopwatch` of `src/test/java/StopWatchTest.java`, `helpers` of `tests/test_helpers.py`.
    public static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let body = name.prefix { $0 != "." }
        var words: [String] = []
        var word = ""
        for character in body {
            if character == "_" || character == "-" || character == " " {
                words.append(word)
                word = ""
            } else {
                if character.isUppercase, let last = word.last, !last.isUppercase {
                    words.append(word)
                    word = ""
                }
                word.append(character)
            }
        }
        words.append(word)
        let marks: Set<String> = ["test", "tests", "spec", "specs", "it", "unittest", "unittests"]
        let kept = words.map { $0.lowercased() }.filter { !$0.isEmpty && !marks.contains($0) }
        return kept.isEmpty ? body.lowercased() : kept.joined()
    }
}
