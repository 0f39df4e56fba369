import GRDB
import IssueTracking

/// Issues that people join and part. The decision is kept with the findings that it moves, so that it holds however often the
/// history is matched anew; what it means for states and counts is made at once by a replay of the file's history.
extension FindingsDatabase {
    /// Says that issues are one: their findings belong to `target` from now on, and further reviews that match either match it.
    ///
    /// - Parameters:
    ///   - issues: uids, without that of `target`.
    ///   - decision: reason, author and time; its finding and kind are set here.
    /// - Returns: the uid that the issue goes by now: the target's, or an older one's where the target joined that one.
    /// - Throws: ``StoreError/cannotTeach(why:)`` where they lie in different files.
    public func merge(
        issues: [String], into target: String, _ decision: TriageDecision, policy: TrackingPolicy
    ) throws(StoreError) -> String {
        try writing { statements in
            let goal = try TaughtIssue(target, statements)
            guard let guide = goal.findings.first else {
                throw StoreError.cannotTeach(why: "issue \(target) has no finding of its own left")
            }
            for uid in issues where uid != target {
                let issue = try TaughtIssue(uid, statements)
                guard issue.lineage == goal.lineage else {
                    throw StoreError.cannotTeach(
                        why:
                            "\(uid) is in \(issue.path), \(target) in \(goal.path), and an issue is one problem of one "
                            + "file. `refrain patterns` shows what issues of several files share")
                }
                guard let first = issue.findings.first else { continue }
                var own = decision
                own.kind = .merged
                own.finding = first
                own.value = guide
                own.findings = issue.findings
                try Self.insert(own, issue: issue.row, statements)
            }
            try goal.replay(policy: policy, statements)
            return try Self.issue(of: guide, statements) ?? target
        }
    }

    /// Says that some findings of an issue are another issue, which they get for themselves.
    ///
    /// - Parameters:
    ///   - findings: uids, `review.ordinal`, all of the one issue.
    ///   - decision: reason, author and time; its finding and kind are set here.
    /// - Returns: the uid of the new issue.
    /// - Throws: ``StoreError/cannotTeach(why:)`` where a finding is not the issue's, or none would be left to it.
    public func split(
        findings: [String], from uid: String, _ decision: TriageDecision, policy: TrackingPolicy
    ) throws(StoreError) -> String {
        try writing { statements in
            let issue = try TaughtIssue(uid, statements)
            let wanted = Set(findings)
            if let stranger = findings.first(where: { !issue.findings.contains($0) }) {
                throw StoreError.cannotTeach(
                    why: "finding \(stranger) is none of issue \(uid). `refrain explain \(uid)` lists its findings")
            }
            let moved = issue.findings.filter(wanted.contains)
            guard let first = moved.first else {
                throw StoreError.cannotTeach(why: "no finding was named that shall leave issue \(uid)")
            }
            guard moved.count < issue.findings.count else {
                throw StoreError.cannotTeach(
                    why: "those are all the findings of issue \(uid); leave it at least one")
            }
            var own = decision
            own.kind = .split
            own.finding = first
            own.value = nil
            own.findings = moved
            try Self.insert(own, issue: issue.row, statements)
            try issue.replay(policy: policy, statements)
            return try Self.issue(of: first, statements) ?? uid
        }
    }

    /// Matches anew the files about which people taught something.
    func replayTaught(policy: TrackingPolicy) throws(StoreError) {
        try writing { statements in
            for row in try statements("lineages_to_teach").rows() {
                try LineageReplay(
                    lineage: row["lineage_id"], project: row["project_id"], policy: policy, statements: statements,
                    names: NameTable(statements, defaultBranch: nil)
                ).run()
            }
        }
    }

    private static func issue(of finding: String, _ statements: PreparedStatements) throws -> String? {
        try statements("issue_uid_of_finding").row(["finding": finding])?["uid"]
    }
}

/// An issue about which something is taught.
private struct TaughtIssue {
    let row: Int64
    let lineage: Int64
    let project: Int64
    let path: String
    /// Oldest first.
    let findings: [String]

    init(_ uid: String, _ statements: PreparedStatements) throws {
        guard let found = try statements("issue_to_teach").row(["issue": uid]) else {
            throw StoreError.notFound(kind: "issue", id: uid)
        }
        row = found["id"]
        lineage = found["lineage_id"]
        project = found["project_id"]
        path = found["path"]
        findings = try statements("findings_to_teach").rows(["issue": row]).map { $0["finding"] }
    }

    func replay(policy: TrackingPolicy, _ statements: PreparedStatements) throws {
        try LineageReplay(
            lineage: lineage, project: project, policy: policy, statements: statements,
            names: NameTable(statements, defaultBranch: nil)
        ).run()
    }
}
