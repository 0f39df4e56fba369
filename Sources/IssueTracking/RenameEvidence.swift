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
    /// - Parameters:
    ///   - isOnly: no other file of the project has that name. Where many have it (`index.test.js`), more is asked.
    ///   - affinity: of the two paths' folders, from 0 to 1 (``affinity(of:to:)``): the nearer, the less is asked.
    public func isEnough(isOnly: Bool, affinity: Double) -> Bool {
        let share = worth / Double(max(1, findings))
        guard isOnly else { return worth >= 3 && share >= 0.5 }
        let asked = 3 - 2 * min(1, max(0, affinity))
        return worth >= 3 || (worth >= min(2, asked) && share >= 0.25 * asked / 2)
    }

    /// How much two paths' folders have in common, from 0 to 1: 1 for the same folder, and where folders only came in or
    /// went, as `java` did between `src/test/org/acme/lang/time` and `src/test/java/org/acme/lang3/time`; 2 of 3 for
    /// `client/src/test` and `server/src/test`.
    public static func affinity(of a: String, to b: String) -> Double {
        let first = folders(of: a)
        var second = folders(of: b)
        let longest = max(first.count, second.count)
        guard longest > 0 else { return 1 }
        let (shorter, longer) = first.count <= second.count ? (first, second) : (second, first)
        if shorter.count * 2 > longest, isContained(shorter, in: longer) { return 1 }
        var shared = 0
        for folder in first {
            guard let place = second.firstIndex(of: folder) else { continue }
            second.remove(at: place)
            shared += 1
        }
        return Double(shared) / Double(longest)
    }

    private static func isContained(_ folders: [String], in others: [String]) -> Bool {
        var rest = others[...]
        return folders.allSatisfy { folder in
            guard let place = rest.firstIndex(of: folder) else { return false }
            rest = rest[(place + 1)...]
            return true
        }
    }

    /// "tests" is "test", and "lang3" is "lang".
    private static func folders(of path: String) -> [String] {
        path.split(separator: "/").dropLast().map { folder in
            var name = folder.lowercased()
            while name.count > 2, let last = name.last, last == "s" || last.isNumber { name.removeLast() }
            return name
        }
    }

    /// The name of a test file without its folders, its endings and the marks of a test, in lower case:
    /// `tidetable` of `src/test/java/TideTableTest.java`, `berths` of `tests/test_berths.py`.
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
