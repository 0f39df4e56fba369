import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// The issues of one file, over its renames, as the tracker holds them and as the database has them.
final class LineageLedger {
    let lineage: Int64
    private(set) var tracker: IssueTracker
    /// The file that the lineage goes by now.
    private(set) var head: Int64
    /// Issue uid to row id.
    private(set) var issueRows: [String: Int64] = [:]
    /// The same by the place in the tracker's list, of those that were asked for.
    private var rowsByPlace: [Int64?] = []
    /// Evidence uid to finding row id, for the members of all issues as the database has them.
    private var findingRows: [String: Int64] = [:]
    /// The same for findings that it was told of since the last write.
    private var newFindingRows: [String: Int64] = [:]
    /// Places in the tracker of the issues that are not yet written as they stand, each once.
    private var unwrittenPlaces: [Int] = []
    private var unwritten: [Bool] = []
    /// The branches whose states changed since the last write.
    private var changedBranches: [String] = []
    private var everyBranchChanged = false
    /// The lineage's newest review: what is later in arrival but not in time is late.
    private var newest: (at: String, review: String)?
    private var hasAdvanced = false
    private var storedNewest: (at: String, review: String)?
    /// What an issue is called in the database.
    private struct Name: Hashable {
        let title: String
        let category: String

        init(_ issue: TrackedIssue) {
            title = issue.title
            category = issue.category
        }
    }

    private var storedNames: [String: Name] = [:]
    private struct StateName: Hashable {
        let issue: String
        let branch: String
    }

    /// The severities of the states that the database has.
    private var storedSeverities: [StateName: Severity] = [:]
    /// Issue uid to the evidence uids of its members, as the database has them.
    private var storedMembers: [String: [String]] = [:]

    /// The uid under which a finding is evidence, and that of the issue that it opens: 16 hexadecimal digits.
    static func evidenceUID(review: String, ordinal: Int) -> String {
        ContentDigest.shortHex("issue", review, String(ordinal), bytes: 8)
    }

    /// The same for one finding of the review after the other.
    static func evidenceUIDs(review: String) -> ContentDigest.Series {
        ContentDigest.Series("issue", review, bytes: 8)
    }

    /// The issues as they stood after the last review of the lineage.
    init(lineage: Int64, policy: TrackingPolicy, statements: PreparedStatements) throws {
        self.lineage = lineage
        let row = try statements("lineage_head").row(["lineage": lineage])
        head = row?["head_id"] ?? lineage
        if let row, let at: String = row["last_reviewed_at"], let review: String = row["last_review"] {
            newest = (at, review)
            storedNewest = newest
        }
        var states: [String: [String: BranchState]] = [:]
        for row in try statements("states_of_lineage").rows(["lineage": lineage]) {
            let branch: String = row["branch"]
            let state = try BranchState(row)
            states[row["issue"], default: [:]][branch] = state
            storedSeverities[StateName(issue: row["issue"], branch: branch)] = state.severity
        }
        var members: [String: [IssueMember]] = [:]
        // Twice as many as matching looks at: some may come back before the lineage is read again.
        let limit = 2 * IssueTracker.resolvedLimit
        let settled = states.values.count { $0.values.allSatisfy { $0.state == .resolved } }
        let rows = try statements("members_of_lineage").rows([
            "lineage": lineage, "limit": settled > limit ? limit : nil,
        ])
        for row in rows {
            let finding: Int64 = row["finding"]
            let evidence = try FindingEvidence(row, finding: finding, statements: statements)
            let issue: String = row["issue"]
            members[issue, default: []].append(try IssueMember(row, evidence: evidence))
            findingRows[evidence.uid] = finding
            storedMembers[issue, default: []].append(evidence.uid)
        }
        var issues: [TrackedIssue] = []
        for row in try statements("issues_of_lineage").rows(["lineage": lineage]) {
            let uid: String = row["uid"]
            issueRows[uid] = row["id"]
            issues.append(
                TrackedIssue(
                    uid: uid, title: row["title"], category: row["category"], members: members[uid] ?? [],
                    branches: BranchStates(states[uid] ?? [:])))
        }
        for issue in issues { storedNames[issue.uid] = Name(issue) }
        let sources = Dictionary(
            try statements("sources_of_members").rows(["lineage": lineage]).map {
                ($0["commit_sha"] as String, SourceText($0))
            }, uniquingKeysWith: { _, last in last })
        tracker = IssueTracker(policy: policy, issues: issues, sources: sources)
    }

    /// An empty ledger over the rows of an old one, to replay the lineage's history into.
    init(replaying old: LineageLedger) {
        lineage = old.lineage
        head = old.head
        tracker = IssueTracker(policy: old.tracker.policy)
        issueRows = old.issueRows
        storedNewest = old.storedNewest
    }

    var hasLiveIssues: Bool { tracker.hasLiveIssues }

    var hasNoIssues: Bool { tracker.issues.isEmpty }

    /// By evidence uid the issues that findings belong to, whatever matching would say.
    func teach(_ taught: [String: String], also: [String: [String]] = [:]) {
        tracker.taught = taught
        tracker.taughtAlso = also
    }

    /// Looks at the history's first reviews together, before they are observed.
    func lookBack(on history: [ReviewObservation]) { tracker.lookBack(on: history) }

    func observe(_ observation: ReviewObservation) -> ReviewResult { tracker.observe(observation) }

    /// The lineage goes by another file from now on, and its issues with it.
    func move(to file: Int64, statements: PreparedStatements) throws {
        head = file
        try statements("set_head").run(["head": file, "lineage": lineage])
        try statements("move_issues_to_head").run(["head": file, "lineage": lineage])
    }

    /// Remembers the row of a finding that was just stored.
    func remember(finding row: Int64, as evidence: String) { newFindingRows[evidence] = row }

    /// The review is the newest of the lineage.
    func advance(to review: String, at: String) {
        newest = (at, review)
        hasAdvanced = true
    }

    /// Whether the lineage was reviewed before.
    var hasHistory: Bool { newest != nil }

    /// Whether a review comes later than newer ones of the lineage.
    func isLate(_ review: String, at: String) -> Bool {
        guard let newest else { return false }
        return (at, review) < newest
    }

    /// The row of the issue at a place in the tracker's list; `nil` where it has none yet.
    func issueRow(at place: Int) -> Int64? {
        if place < rowsByPlace.count, let row = rowsByPlace[place] { return row }
        guard let row = issueRows[tracker.issues[place].uid] else { return nil }
        while rowsByPlace.count <= place { rowsByPlace.append(nil) }
        rowsByPlace[place] = row
        return row
    }

    /// Makes the rows of the issues of `changed` that have none, and notes what is to be written of all of them.
    ///
    /// A row must be there before a finding names it; what else changes of an issue is written once a transaction by
    /// ``write(branchID:statements:)``, however many of its reviews speak of the issue.
    ///
    /// - Parameters:
    ///   - changed: places in the tracker's list; new issues in their order.
    ///   - branch: the only one whose states changed; `nil` for all.
    func note(
        _ changed: some Sequence<Int>, on branch: String?, project: Int64, statements: PreparedStatements
    ) throws {
        if let branch {
            if !changedBranches.contains(branch) { changedBranches.append(branch) }
        } else {
            everyBranchChanged = true
        }
        for place in changed {
            while unwritten.count <= place { unwritten.append(false) }
            if !unwritten[place] {
                unwritten[place] = true
                unwrittenPlaces.append(place)
            }
            guard issueRow(at: place) == nil else { continue }
            let uid = tracker.issues[place].uid
            let name = Name(tracker.issues[place])
            try statements("insert_issue").run([
                "uid": uid, "project": project, "lineage": lineage, "file": head, "category": name.category,
                "title": name.title,
            ])
            issueRows[uid] = statements.lastInsertedRowID
            storedNames[uid] = name
        }
    }

    /// Something was noted, or the lineage advanced, since the last write.
    var isUnwritten: Bool { !unwrittenPlaces.isEmpty || hasAdvanced }

    private var stored: (at: String, review: String) { storedNewest ?? ("", "") }

    /// Writes all that was noted: names, states and members of issues, and how far the lineage has come.
    ///
    /// - Parameter rowOf: the row of a member's finding that it was not told of (``remember(finding:as:)``).
    func write(
        branchID: (String) throws -> Int64, rowOf: (IssueMember) -> Int64? = { _ in nil },
        statements: PreparedStatements
    ) throws {
        unwrittenPlaces.sort()
        for place in unwrittenPlaces {
            unwritten[place] = false
            let issue = tracker.issues[place]
            guard let row = issueRows[issue.uid] else { continue }
            let name = Name(issue)
            if storedNames[issue.uid] != name {
                try statements("update_issue").run(["category": name.category, "title": name.title, "issue": row])
                storedNames[issue.uid] = name
            }
            let branches = everyBranchChanged ? issue.branches.names : changedBranches
            for branch in branches {
                guard let state = issue.branches[branch] else { continue }
                try write(state, of: (issue.uid, row), on: (branch, try branchID(branch)), statements)
            }
            try writeMembers(issue, row: row, rowOf, statements)
        }
        unwrittenPlaces.removeAll(keepingCapacity: true)
        changedBranches = []
        everyBranchChanged = false
        newFindingRows.removeAll(keepingCapacity: true)
        hasAdvanced = false
        if let newest, newest != stored {
            try statements("advance_lineage").run(["at": newest.at, "review": newest.review, "lineage": lineage])
            storedNewest = newest
        }
    }

    /// A state's first review never changes, nor does its time: a replay forgets all states before it writes them anew.
    private func write(
        _ state: BranchState, of issue: (uid: String, row: Int64), on branch: (name: String, row: Int64),
        _ statements: PreparedStatements
    ) throws {
        let name = StateName(issue: issue.uid, branch: branch.name)
        let known = storedSeverities[name]
        if let known {
            try statements("update_state").run([
                "state": state.state.rawValue, "last_review": state.lastReview, "last_seen": state.lastSeen,
                "times_seen": state.timesSeen, "reviews_in_scope": state.reviewsInScope,
                "missed_in_a_row": state.missedInARow, "times_reopened": state.timesReopened, "since": state.since,
                "reviewers": JSONText.array(state.reviewers), "issue": issue.row, "branch": branch.row,
            ])
            if known != state.severity {
                try statements("set_state_severity").run([
                    "severity": state.severity.rank, "issue": issue.row, "branch": branch.row,
                ])
            }
        } else {
            try statements("insert_state").run([
                "issue": issue.row, "branch": branch.row, "state": state.state.rawValue,
                "severity": state.severity.rank, "first_review": state.firstReview,
                "first_seen": state.firstSeen, "last_review": state.lastReview, "last_seen": state.lastSeen,
                "times_seen": state.timesSeen, "reviews_in_scope": state.reviewsInScope,
                "missed_in_a_row": state.missedInARow, "times_reopened": state.timesReopened,
                "since": state.since, "reviewers": JSONText.array(state.reviewers),
            ])
        }
        if known != state.severity { storedSeverities[name] = state.severity }
    }

    /// Brings the members in the database in line with the tracker's.
    private func writeMembers(
        _ issue: TrackedIssue, row: Int64, _ rowOf: (IssueMember) -> Int64?, _ statements: PreparedStatements
    ) throws {
        let now = issue.members.map(\.finding.uid)
        let before = storedMembers[issue.uid] ?? []
        if now == before { return }
        for uid in before where !now.contains(uid) {
            try statements("delete_member").run(["issue": row, "finding": findingRows[uid]])
            findingRows[uid] = nil
        }
        for (member, uid) in zip(issue.members, now) where !before.contains(uid) {
            let finding = newFindingRows[uid] ?? findingRows[uid] ?? rowOf(member)
            try statements("insert_member").run(["issue": row, "finding": finding])
            findingRows[uid] = finding
        }
        storedMembers[issue.uid] = now
    }

    func writeEvents(
        _ events: [IssueEvent], review: Int64, branch: Int64, tally: inout BranchDayTally,
        statements: PreparedStatements
    ) throws {
        guard !events.isEmpty else { return }
        let rows = try statements.bulk("insert_event")
        for event in events {
            tally.add(event.kind, after: event.was, at: event.at, branch: branch)
            try rows.add { row in
                row.value(issueRows[event.issue])
                row.value(branch)
                row.value(event.kind.rawValue)
                row.value(event.was?.rawValue)
                row.value(review)
                row.value(event.at)
                row.value(event.reason)
                row.value(IssueTracker.version)
            }
        }
    }
}

/// Small JSON texts in columns.
enum JSONText {
    static func array(_ strings: [String]) -> String {
        // Names of reviewers and the like need no escape, and an encoder is dear where it runs for every state.
        let isPlain = strings.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x2F } }
        if isPlain { return strings.isEmpty ? "[]" : "[\"" + strings.joined(separator: "\",\"") + "\"]" }
        guard let data = try? JSONEncoder().encode(strings) else { return "[]" }
        return String(decoding: data, as: UTF8.self)
    }

    static func strings(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}

extension BranchState {
    fileprivate init(_ row: Row) throws {
        let severity: Int = row["severity"]
        self.init(
            state: IssueState(rawValue: row["state"]) ?? .open,
            severity: Severity.allCases.indices.contains(severity) ? Severity.allCases[severity] : .medium,
            firstReview: row["first_review"], firstSeen: row["first_seen"], lastReview: row["last_review"],
            lastSeen: row["last_seen"], timesSeen: row["times_seen"], reviewsInScope: row["reviews_in_scope"],
            missedInARow: row["missed_in_a_row"], timesReopened: row["times_reopened"], since: row["since"],
            reviewers: JSONText.strings(row["reviewers"]))
    }
}

extension IssueMember {
    fileprivate init(_ row: Row, evidence: FindingEvidence) throws {
        self.init(
            finding: evidence, review: row["review"], reviewedAt: row["reviewed_at"], reviewer: row["reviewer"],
            kind: ReviewerKind(rawValue: row["kind"]) ?? .llm, commit: row["commit_sha"])
    }
}

extension FindingEvidence {
    /// The evidence that a row of `members_of_lineage` or `findings_of_lineage` holds.
    init(_ row: Row, finding: Int64, statements: PreparedStatements) throws {
        self.init(
            row,
            symbols: try statements("symbols_of_finding").rows(["finding": finding]).map { $0["name"] as String }
                .sorted(),
            lines: try statements("lines_of_finding").rows(["finding": finding]).map {
                LineRange($0["first_line"], $0["last_line"])
            })
    }

    /// The same, with symbols and lines that were read before.
    init(_ row: Row, symbols: [String], lines: [LineRange]) {
        let severity: Int = row["severity"]
        let ordinal: Int = row["ordinal"]
        self.init(
            uid: LineageLedger.evidenceUID(review: row["review"], ordinal: ordinal), ordinal: ordinal,
            title: row["title"], body: row["body"], suggestion: row["suggestion"],
            polarity: Polarity(rawValue: row["polarity"]) ?? .issue,
            severity: Severity.allCases.indices.contains(severity) ? Severity.allCases[severity] : .medium,
            category: row["category"], confidence: row["confidence"],
            categoryScores: CategoryScoreText.read(row["category_scores"]), symbols: symbols, lines: lines,
            rule: row["rule"], fingerprint: row["fingerprint"])
    }
}
