import GRDB
import IssueTracking

/// A person's decision on an issue.
public struct TriageDecision: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case accepted, rejected, assigned, note, reopened
        /// Issues are one: ``TriageDecision/findings`` belong to the issue of the finding in ``TriageDecision/value``.
        case merged
        /// ``TriageDecision/findings`` are an issue of their own.
        case split
    }

    /// The finding that it was made on, `review.ordinal`: it goes where that finding goes.
    public var finding: String
    public var kind: Kind
    /// Who an issue is assigned to; for a merge, the finding whose issue others belong to.
    public var value: String?
    public var reason: String
    public var author: String
    /// ISO 8601 in UTC.
    public var decidedAt: String
    /// When an acceptance ends, ISO 8601 in UTC.
    public var expiresAt: String?
    /// The findings that a merge or a split moves, `review.ordinal`; empty for all other decisions.
    public var findings: [String]

    public init(
        finding: String, kind: Kind, value: String? = nil, reason: String, author: String, decidedAt: String,
        expiresAt: String? = nil, findings: [String] = []
    ) {
        self.finding = finding
        self.kind = kind
        self.value = value
        self.reason = reason
        self.author = author
        self.decidedAt = decidedAt
        self.expiresAt = expiresAt
        self.findings = findings
    }
}

extension TriageDecision {
    /// The findings as the database has them.
    var findingsText: String? { findings.isEmpty ? nil : JSONText.array(findings) }
}

/// What became of decisions that came from elsewhere.
public struct TriageImport: Hashable, Sendable {
    public var added = 0
    public var alreadyThere = 0
    /// Those whose finding the database has not, or has as no part of an issue.
    public var unknown: [TriageDecision] = []
}

extension FindingsDatabase {
    /// Decides on issues, all or none.
    ///
    /// - Parameters:
    ///   - issues: uids.
    ///   - decision: what holds for all of them; its finding is each issue's newest.
    /// - Throws: ``StoreError/notFound(kind:id:)``.
    public func decide(on issues: [String], _ decision: TriageDecision) throws(StoreError) {
        try writing { statements in
            for issue in issues {
                guard let row = try statements("issue_to_decide").row(["issue": issue]),
                    let finding: String = row["finding"]
                else { throw StoreError.notFound(kind: "issue", id: issue) }
                var own = decision
                own.finding = finding
                try Self.insert(own, issue: row["id"], statements)
            }
        }
    }

    /// Takes in decisions that were exported, each once however often it comes.
    ///
    /// - Parameter policy: with it the files are matched anew that merges and splits speak of.
    public func importDecisions(
        _ decisions: [TriageDecision], policy: TrackingPolicy
    ) throws(StoreError) -> TriageImport {
        try writing { statements in
            var result = TriageImport()
            var taught: [Int64: Int64] = [:]
            for decision in decisions {
                let parts = decision.finding.split(separator: ".")
                guard parts.count == 2, let ordinal = Int(parts[1]),
                    let issue = try statements("issue_of_finding").integer([
                        "review": String(parts[0]), "ordinal": ordinal,
                    ])
                else {
                    result.unknown.append(decision)
                    continue
                }
                let known = try statements("find_decision").integer([
                    "finding": decision.finding, "decision": decision.kind.rawValue, "decided_at": decision.decidedAt,
                    "author": decision.author, "reason": decision.reason, "value": decision.value,
                    "expires_at": decision.expiresAt, "findings": decision.findingsText,
                ])
                if known != nil {
                    result.alreadyThere += 1
                } else {
                    try Self.insert(decision, issue: issue, statements)
                    result.added += 1
                    if !decision.findings.isEmpty, let row = try statements("lineage_of_issue").row(["issue": issue]) {
                        taught[row["lineage_id"]] = row["project_id"]
                    }
                }
            }
            for (lineage, project) in taught.sorted(by: { $0.key < $1.key }) {
                try LineageReplay(
                    lineage: lineage, project: project, policy: policy, statements: statements,
                    names: NameTable(statements, defaultBranch: nil)
                ).run()
            }
            return result
        }
    }

    /// All decisions, the oldest first.
    public func decisions() throws(StoreError) -> [TriageDecision] {
        do {
            return try queue.read { db in
                try PreparedStatement(db, "all_decisions").rows().compactMap { row in
                    guard let kind = TriageDecision.Kind(rawValue: row["decision"]) else { return nil }
                    return TriageDecision(
                        finding: row["finding_uid"], kind: kind, value: row["value"], reason: row["reason"],
                        author: row["author"], decidedAt: row["decided_at"], expiresAt: row["expires_at"],
                        findings: (row["findings"] as String?).map(JSONText.strings) ?? [])
                }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    static func insert(_ decision: TriageDecision, issue: Int64, _ statements: PreparedStatements) throws {
        try statements("insert_decision").run([
            "issue": issue, "finding": decision.finding, "decision": decision.kind.rawValue, "value": decision.value,
            "reason": decision.reason, "author": decision.author, "decided_at": decision.decidedAt,
            "expires_at": decision.expiresAt, "findings": decision.findingsText,
        ])
    }

    func writing<Result>(_ body: (PreparedStatements) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.write { try body(PreparedStatements($0)) }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
