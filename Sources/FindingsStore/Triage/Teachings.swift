import GRDB
import IssueTracking

/// What people taught about the findings of a lineage, by merging issues and splitting them: it outranks all evidence.
///
/// Findings are named as in the views, `review.ordinal`. Of several decisions on one finding the newest holds.
struct Teachings {
    private enum Lesson {
        /// It is the same issue as that of the other finding.
        case sameAs(String)
        /// It belongs to an issue that the other finding begins, which may be the finding itself.
        case apart(String)
    }

    private var lessons: [(finding: String, lesson: Lesson)] = []

    var isEmpty: Bool { lessons.isEmpty }

    init(lineage: Int64, statements: PreparedStatements) throws {
        var places: [String: Int] = [:]
        for row in try statements("teachings_of_lineage").rows(["lineage": lineage]) {
            let findings = JSONText.strings(row["findings"])
            let guide: String? = row["value"]
            guard let first = findings.first else { continue }
            for finding in findings {
                let lesson = guide.map(Lesson.sameAs) ?? .apart(first)
                if let place = places[finding] {
                    lessons[place].lesson = lesson
                } else {
                    places[finding] = lessons.count
                    lessons.append((finding, lesson))
                }
            }
        }
    }

    /// By evidence uid, the issue that each finding begins or belongs to that was split off.
    func splits() -> [String: String] {
        var taught: [String: String] = [:]
        for case (let finding, .apart(let first)) in lessons {
            taught[Self.evidenceUID(of: finding)] = Self.evidenceUID(of: first)
        }
        return taught
    }

    /// Splits and merges together, for a second look at the history.
    ///
    /// A merge joins whole issues, not only the findings that there were when somebody decided: with a finding goes all that
    /// matching holds for the same issue, a review that came late included.
    ///
    /// - Parameter found: by evidence uid the issue that matching, with only the splits taught, ties a finding to.
    /// - Returns: by evidence uid the issue that a finding belongs to.
    func all(given found: [String: String]) -> [String: String] {
        var into: [String: String] = [:]
        func root(_ issue: String) -> String {
            var issue = issue
            while let next = into[issue] { issue = next }
            return issue
        }
        for case (let finding, .sameAs(let guide)) in lessons {
            guard let own = found[Self.evidenceUID(of: finding)], let other = found[Self.evidenceUID(of: guide)] else {
                continue
            }
            let (moved, target) = (root(own), root(other))
            if moved != target { into[moved] = target }
        }
        let targets = Set(into.keys.map(root))
        var taught = splits()
        for (finding, issue) in found where into[issue] != nil || targets.contains(issue) {
            taught[finding] = root(issue)
        }
        return taught
    }

    /// The evidence uid of a finding named `review.ordinal`.
    private static func evidenceUID(of finding: String) -> String {
        guard let (review, ordinal) = DecisionAnchors.parts(finding) else { return finding }
        return LineageLedger.evidenceUID(review: review, ordinal: ordinal)
    }
}
