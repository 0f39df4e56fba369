import FindingsModel
import GRDB
import IssueTracking

/// Tracks the whole history of a lineage anew, since a review arrived that is older than one that was tracked, or one that has
/// a say in what the few before it are tied to.
///
/// The end state is that of reviews which came in time: issues keep their rows where their uids stay, decisions of people
/// go with the finding that they were made on.
struct LineageReplay {
    let lineage: Int64
    let project: Int64
    let policy: TrackingPolicy
    let statements: PreparedStatements
    let names: NameTable
    /// By evidence uid what an earlier matching had decided, where that is to hold: matching then decides only about others.
    var decided: [String: IssueAssignment] = [:]

    private struct StoredFinding {
        let row: Int64
        let evidence: FindingEvidence
    }

    private struct StoredReview {
        let row: Int64
        let observation: ReviewObservation
        /// The file of the lineage that it covered.
        let file: Int64?
        let findings: [StoredFinding]
    }

    /// Replays, and brings the days' counts up to date at once.
    @discardableResult
    func run() throws -> [String: ReviewResult] {
        var tally = BranchDayTally()
        let results = try run(tally: &tally)
        try tally.write(statements)
        return results
    }

    /// - Parameter tally: takes back what the old history counted, and counts the new one.
    /// - Returns: by uid of the review what observing it did.
    @discardableResult
    func run(tally: inout BranchDayTally) throws -> [String: ReviewResult] {
        let history = try readHistory()
        let old = try LineageLedger(lineage: lineage, policy: policy, statements: statements)
        let ledger = LineageLedger(replaying: old)
        let teachings = try Teachings(lineage: lineage, statements: statements)
        if !decided.isEmpty {
            ledger.teach(decided.mapValues(\.issue), also: decided.mapValues(\.also))
        } else if !teachings.isEmpty {
            let first = LineageLedger(replaying: old)
            first.teach(teachings.splits())
            first.lookBack(on: history.map(\.observation))
            var found: [String: String] = [:]
            for review in history {
                for decision in first.observe(review.observation).decisions { found[decision.finding] = decision.issue }
            }
            ledger.teach(teachings.all(given: found))
        }
        if decided.isEmpty { ledger.lookBack(on: history.map(\.observation)) }
        try tally.takeBackEvents(ofLineage: lineage, statements: statements)
        for name in ["forget_assignments", "forget_merged", "forget_events", "forget_states", "forget_members"] {
            try statements(name).run(["lineage": lineage])
        }

        var decisions: [(finding: Int64, decision: MatchDecision)] = []
        var events: [(review: StoredReview, events: [IssueEvent])] = []
        var changed = Set<Int>()
        var results: [String: ReviewResult] = [:]
        for review in history {
            let result = ledger.observe(review.observation)
            results[review.observation.uid] = result
            let findings = Dictionary(
                review.findings.map { ($0.evidence.uid, $0) }, uniquingKeysWith: { first, _ in first })
            for decision in result.decisions {
                guard let finding = findings[decision.finding] else { continue }
                decisions.append((finding.row, decision))
            }
            for finding in review.findings { ledger.remember(finding: finding.row, as: finding.evidence.uid) }
            events.append((review, result.events))
            changed.formUnion(result.changed)
        }

        try ledger.note(changed.sorted(), on: nil, project: project, statements: statements)
        for (finding, decision) in decisions {
            let earlier = decided[decision.finding]
            try statements("assign_finding").run([
                "issue": ledger.issueRows[decision.issue], "match_pass": earlier?.pass ?? decision.pass,
                "match_score": earlier?.score ?? decision.score,
                "match_runner_up": earlier.map(\.runnerUp) ?? decision.runnerUp,
                "match_runner_up_score": earlier.map(\.runnerUpScore) ?? decision.runnerUpScore, "finding": finding,
            ])
            for also in decision.also {
                try statements("insert_finding_issue").run([
                    "finding": finding, "issue": ledger.issueRows[also],
                ])
            }
        }
        if let last = history.last { ledger.advance(to: last.observation.uid, at: last.observation.reviewedAt) }
        try ledger.write(branchID: { try names.branch($0, project: project) }, statements: statements)
        for (review, happened) in events where !happened.isEmpty {
            try ledger.writeEvents(
                happened, review: review.row,
                branch: try names.branch(review.observation.branch, project: project), tally: &tally,
                statements: statements)
        }
        try statements.flush()
        if let file = history.last(where: { $0.file != nil })?.file {
            try ledger.move(to: file, statements: statements)
        }
        try statements("reanchor_triage").run(["lineage": lineage])
        try statements("delete_orphaned_issues").run(["lineage": lineage])
        if history.isEmpty { try statements("clear_lineage").run(["lineage": lineage]) }
        return results
    }

    private func readHistory() throws -> [StoredReview] {
        var findings: [Int64: [StoredFinding]] = [:]
        for row in try statements("findings_of_lineage").rows(["lineage": lineage]) {
            let finding: Int64 = row["finding"]
            findings[row["review_id"], default: []].append(
                StoredFinding(
                    row: finding,
                    evidence: try FindingEvidence(row, finding: finding, statements: statements)))
        }
        let sources = Dictionary(
            try statements("sources_of_lineage").rows(["lineage": lineage]).map {
                ($0["commit_sha"] as String, SourceText($0))
            }, uniquingKeysWith: { _, last in last })
        return try statements("reviews_of_lineage").rows(["lineage": lineage]).map { row in
            let id: Int64 = row["id"]
            let own = findings[id] ?? []
            return StoredReview(
                row: id,
                observation: ReviewObservation(
                    uid: row["uid"], reviewedAt: row["reviewed_at"], branch: row["branch"],
                    reviewer: row["reviewer"], kind: ReviewerKind(rawValue: row["kind"]) ?? .llm,
                    commit: row["commit_sha"], findings: own.map(\.evidence), coversFile: row["covers_file"] == 1,
                    source: (row["commit_sha"] as String?).flatMap { sources[$0] }),
                file: row["file_id"], findings: own)
        }
    }
}
