import GRDB

/// The findings that people's decisions stand on, when findings get other ordinals.
struct DecisionAnchors {
    private let statements: PreparedStatements

    init(_ statements: PreparedStatements) { self.statements = statements }

    /// - Parameters:
    ///   - ordinals: by review, the ordinals that its findings had and have; a finding that is not listed is no more.
    ///   - assignments: the issues as they were: a decision whose finding is no more goes to another finding of its issue.
    func move(_ ordinals: [String: [Int: Int]], assignments: IssueAssignment.Table) throws {
        guard !ordinals.isEmpty else { return }
        var siblings: [String: String]?
        func anchor(_ finding: String) -> String {
            guard let (review, ordinal) = Self.parts(finding), let moved = ordinals[review] else { return finding }
            if let now = moved[ordinal] { return "\(review).\(now)" }
            guard let issue = assignments[review]?[ordinal]?.issue else { return finding }
            let known =
                siblings
                ?? assignments.reduce(into: [:]) { known, entry in
                    for (other, assignment) in entry.value {
                        let now = ordinals[entry.key].map { $0[other] } ?? other
                        guard let now else { continue }
                        let uid = "\(entry.key).\(now)"
                        known[assignment.issue] = min(known[assignment.issue] ?? uid, uid)
                    }
                }
            siblings = known
            // No finding of the issue is left: the decision stays with the issue, and stands on none that means another.
            return known[issue] ?? "\(review).0"
        }
        for row in try statements("anchored_decisions").rows() {
            let finding: String = row["finding_uid"]
            let value: String? = row["value"]
            let findings = (row["findings"] as String?).map(JSONText.strings)
            let moved = (
                anchor(finding), findings == nil ? value : value.map(anchor), findings.map { $0.map(anchor) }
            )
            guard moved.0 != finding || moved.1 != value || moved.2 != findings else { continue }
            try statements("move_decision").run([
                "finding": moved.0, "value": moved.1, "findings": moved.2.map(JSONText.array), "id": row["id"] as Int64,
            ])
        }
    }

    /// The review and the ordinal of a finding named `review.ordinal`; `nil` for anything else.
    static func parts(_ finding: String) -> (review: String, ordinal: Int)? {
        let parts = finding.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let ordinal = Int(parts[1]) else { return nil }
        return (String(parts[0]), ordinal)
    }
}
