import FindingsModel

/// Tells from the reviews alone that a file which is reviewed for the first time is one that was known under another path.
///
/// Two things must come together: the names are alike but for their folders and the marks of a test file, and the first
/// review at the new path reports the issues of the old one.
public struct RenameEvidence: Hashable, Sendable {
    /// How many issues of the other file the review is expected to report: the sum of the ties' probabilities.
    public var worth: Double
    /// Issues that it seems to report.
    public var ties: Int
    /// Findings that could have been tied.
    public var findings: Int

    /// How well `review`, of a file not seen before, continues the history of `issues`.
    public init(_ review: ReviewObservation, continues issues: [TrackedIssue], policy: TrackingPolicy) {
        var tracker = IssueTracker(policy: policy, issues: issues)
        let known = Set(issues.map(\.uid))
        var best: [String: Double] = [:]
        for decision in tracker.observe(review).decisions where known.contains(decision.issue) {
            best[decision.issue] = max(best[decision.issue] ?? 0, decision.score)
        }
        ties = best.count
        worth = best.values.sorted().reduce(0, +)
        findings = review.findings.count { $0.polarity == .issue }
    }

    /// Whether it is enough to take the file for the other.
    ///
    /// - Parameter isOnly: no other file of the project has that name. Where many have it (`index.test.js`), more is asked.
    public func isEnough(isOnly: Bool) -> Bool {
        let share = worth / Double(max(1, findings))
        return isOnly ? worth >= 3 || (worth >= 2 && share >= 0.25) : worth >= 3 && share >= 0.5
    }

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
