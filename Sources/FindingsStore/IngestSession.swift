import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// Stores reviews: each whole or not at all, several together in one commit.
///
/// A review is stored under a savepoint of its own. Its outcome is told only after the commit that holds it.
public final class IngestSession {
    /// Reviews a commit. Ten cost three quarters of the time of one; more gains little and holds the lock longer.
    public static let defaultBatch = 10
    /// Files whose issues are kept in memory between reviews.
    private static let ledgerLimit = 2_000

    private let database: FindingsDatabase
    private let policy: TrackingPolicy
    private let now: String
    private let renames: RenamePolicy
    private let defaultBranch: String?
    private var context: Context?

    /// How files that move are followed.
    public struct RenamePolicy: Sendable {
        /// Told renames: new path to old path.
        public var told: [String: String]
        /// Whether the reviews themselves may show one.
        public var isGuessed: Bool

        public init(told: [String: String] = [:], isGuessed: Bool = true) {
            self.told = told
            self.isGuessed = isGuessed
        }
    }

    private struct DayCount: Hashable {
        var branch: Int64
        var day: String
        var category: String
        var severity: Severity
        var polarity: Polarity
    }

    /// What belongs to the connection, and is true as long as no other process writes.
    private final class Context {
        let statements: PreparedStatements
        let names: NameTable
        var ledgers: [Int64: LineageLedger] = [:]
        /// Lineages with live issues of a tool, by branch and tool.
        var liveLineages: [String: Set<Int64>] = [:]
        /// Lineages about which people taught something: they are always matched as a whole, so that a merge or a split
        /// means the same for a review that comes today as for one that is replayed.
        private var taughtLineages: Set<Int64>?
        /// What the reviews of this transaction add to the days' counts.
        var days: [DayCount: Int] = [:]
        var tally = BranchDayTally()
        var dataVersion: Int64 = -1

        private let db: Database

        var lastInsertedRowID: Int64 { db.lastInsertedRowID }

        init(_ db: Database, defaultBranch: String?) {
            self.db = db
            statements = PreparedStatements(db)
            names = NameTable(statements, defaultBranch: defaultBranch)
        }

        func forget() {
            names.forget()
            ledgers = [:]
            liveLineages = [:]
            taughtLineages = nil
        }

        func isTaught(_ lineage: Int64) throws -> Bool {
            if let taughtLineages { return taughtLineages.contains(lineage) }
            let found = Set(try statements("lineages_to_teach").rows().map { $0["lineage_id"] as Int64 })
            taughtLineages = found
            return found.contains(lineage)
        }
    }

    /// - Parameters:
    ///   - now: the time of ingestion, ISO 8601 in UTC.
    ///   - defaultBranch: of the reviewed projects, where it is known; else a project keeps the one that it has.
    public init(
        _ database: FindingsDatabase, policy: TrackingPolicy, now: String, renames: RenamePolicy = RenamePolicy(),
        defaultBranch: String? = nil
    ) {
        self.database = database
        self.policy = policy
        self.now = now
        self.renames = renames
        self.defaultBranch = defaultBranch
    }

    /// Stores the reviews in one transaction, in the order of their times.
    ///
    /// - Returns: an outcome a review, in the order given. All are committed.
    /// - Throws: ``StoreError``; then none of them is stored.
    public func ingest(_ reviews: [SubmittedReview]) throws(StoreError) -> [IngestOutcome] {
        do {
            return try database.queue.writeWithoutTransaction { db in
                let context = self.context ?? Context(db, defaultBranch: self.defaultBranch)
                self.context = context
                var outcomes: [Int: IngestOutcome] = [:]
                do {
                    try db.inTransaction(.immediate) {
                        // Another process may have written since: what is remembered may be wrong.
                        let version = try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0
                        if version != context.dataVersion { context.forget() }
                        context.dataVersion = version
                        if context.ledgers.count > Self.ledgerLimit { context.ledgers = [:] }
                        var late: [Int64: Int64] = [:]
                        let order = reviews.indices.sorted {
                            (reviews[$0].reviewedAt, $0) < (reviews[$1].reviewedAt, $1)
                        }
                        for index in order {
                            outcomes[index] = try self.store(reviews[index], late: &late, in: context)
                        }
                        for (lineage, project) in late.sorted(by: { $0.key < $1.key }) {
                            let results = try LineageReplay(
                                lineage: lineage, project: project, policy: self.policy,
                                statements: context.statements, names: context.names
                            ).run(tally: &context.tally)
                            for (index, outcome) in outcomes where outcome.replayed {
                                if let result = results[outcome.review] { outcomes[index]?.count(result) }
                            }
                            context.ledgers[lineage] = nil
                        }
                        try self.writeDays(in: context)
                        try context.tally.write(context.statements)
                        return .commit
                    }
                } catch {
                    // A statement that failed cannot be used again, and what is remembered was rolled back.
                    self.context = nil
                    throw error
                }
                return reviews.indices.compactMap { outcomes[$0] }
            }
        } catch {
            throw StoreError(error, path: database.path)
        }
    }

    // MARK: - One review

    /// What one review is stored under.
    private struct Rows {
        var uid: String
        var review: Int64
        var project: Int64
        var branch: Int64
        var branchName: String
        var reviewer: Reviewer
    }

    private func store(
        _ submitted: SubmittedReview, late: inout [Int64: Int64], in context: Context
    ) throws -> IngestOutcome {
        let statements = context.statements
        let names = context.names
        let review = submitted.review
        let reviewer = review.reviewer ?? Reviewer(name: "unknown")
        let digest = ContentDigest.sha256(submitted.document.bytes)
        let uid = submitted.stored?.uid ?? Self.uid(of: submitted, digest: digest, reviewer: reviewer)
        var outcome = IngestOutcome(source: submitted.source, review: uid, status: .stored)
        outcome.findings = review.findings.count
        outcome.praise = review.findings.count { $0.polarity == .praise }
        if try statements("find_review").integer(["uid": uid]) != nil {
            outcome.status = .alreadyThere
            return outcome
        }

        let project = try names.project(review.repository ?? "unknown")
        let branchName = review.branch ?? policy.defaultBranch
        let branch = try names.branch(branchName, project: project)
        let document = try storeDocument(submitted.document, digest: digest, in: context)
        try statements("insert_review").run([
            "uid": uid, "document": document, "part": submitted.part, "source": submitted.source,
            "project": project, "branch": branch, "reviewer": try names.reviewer(reviewer),
            "commit_sha": review.commit, "pull_request": review.pullRequest, "run_url": review.runURL,
            "reviewed_at": submitted.reviewedAt, "ingested_at": submitted.stored?.ingestedAt ?? now,
            "verdict": review.verdict?.text,
            "outcome": review.outcome?.rawValue, "language": review.language,
            "covers_project": review.coversProject ? 1 : 0, "finding_count": review.findings.count,
            "issue_count": review.findings.count { $0.polarity == .issue }, "praise_count": outcome.praise,
            "unparsed": Self.json(review.unparsed), "flags": JSONText.array(review.flags),
            "extractor_version": submitted.extractorVersion,
        ])
        let row = statements.lastInsertedRowID
        let rows = Rows(
            uid: uid, review: row, project: project, branch: branch, branchName: branchName, reviewer: reviewer)

        outcome.renames = try followRenames(
            of: submitted, review: uid, branch: branchName, reviewer: reviewer, project: project, in: context)

        // Which files are covered, and which findings lie in which. A review that tells no scope covered what it speaks of.
        let subject = try review.path.map { try names.file($0, project: project) }
        let places = try review.findings.map { finding -> NameTable.FileRow? in
            guard let path = finding.path, path != review.path else { return subject }
            return try names.file(path, project: project)
        }
        var covered: [Int64: NameTable.FileRow] = [:]
        for path in review.scope {
            let file = try names.file(path, project: project)
            covered[file.id] = file
        }
        if covered.isEmpty {
            for file in places + [subject] { if let file { covered[file.id] = file } }
        }
        for file in covered.keys.sorted() {
            try statements("insert_review_file").run(["review": row, "file": file])
        }

        // The lineages to track, each with the file that is covered: those of covered files, those of remarks on other files, and for a
        // run over the whole project those with live issues of the tool.
        var lineages: [Int64: (file: Int64?, isCovered: Bool)] = [:]
        for case let place? in places {
            lineages[place.lineage] = (review.coversProject ? place.id : nil, review.coversProject)
        }
        for file in covered.values.sorted(by: { $0.id < $1.id }) { lineages[file.lineage] = (file.id, true) }
        if review.coversProject {
            for lineage in try liveLineages(of: reviewer.name, branch: branch, in: context)
            where lineages[lineage] == nil { lineages[lineage] = (nil, true) }
        }

        // Sorted once: to go through all findings for each file would be quadratic in a report over a project.
        var findingsOf: [Int64: [Int]] = [:]
        for (index, place) in places.enumerated() {
            if let place { findingsOf[place.lineage, default: []].append(index) }
        }

        var decisions: [Int: MatchDecision] = [:]
        var affected: [(ledger: LineageLedger, result: ReviewResult)] = []
        for (lineage, (file, isCovered)) in lineages.sorted(by: { $0.key < $1.key }) {
            let isTaught = try context.isTaught(lineage)
            if try isTaught || isLate(submitted.reviewedAt, uid, lineage: lineage, in: context) || late[lineage] != nil
            {
                late[lineage] = project
                outcome.replayed = true
                continue
            }
            let ledger = try ledger(lineage, in: context)
            if let file, file != ledger.head { try ledger.move(to: file, statements: statements) }
            let evidence = (findingsOf[lineage] ?? []).map { index in
                FindingEvidence(
                    review.findings[index], path: review.findings[index].path ?? review.path, review: uid)
            }
            let result = ledger.observe(
                ReviewObservation(
                    uid: uid, reviewedAt: submitted.reviewedAt, branch: branchName, reviewer: reviewer.name,
                    kind: reviewer.kind, commit: review.commit, findings: evidence, coversFile: isCovered))
            let ordinals = Dictionary(evidence.map { ($0.uid, $0.ordinal) }, uniquingKeysWith: { first, _ in first })
            for decision in result.decisions {
                if let ordinal = ordinals[decision.finding] { decisions[ordinal] = decision }
            }
            try ledger.writeIssues(
                result.changed, project: project, branch: (branchName, branch),
                branchID: { try names.branch($0, project: project) },
                mentioned: Set(result.decisions.map(\.issue)), statements: statements)
            if review.coversProject {
                let key = Self.liveKey(reviewer.name, branch: branch)
                if ledger.hasLiveIssues {
                    context.liveLineages[key]?.insert(lineage)
                } else {
                    context.liveLineages[key]?.remove(lineage)
                }
            }
            affected.append((ledger, result))
            outcome.count(result)
        }

        try storeFindings(review, places: places, decisions: decisions, rows: rows, in: context)
        for (ledger, result) in affected {
            try ledger.writeMembers(result.changed, statements: statements)
            try ledger.writeEvents(
                result.events, review: row, branch: branch, tally: &context.tally, statements: statements)
            try statements("advance_lineage").run([
                "at": submitted.reviewedAt, "review": uid, "lineage": ledger.lineage,
            ])
        }
        countDay(of: submitted, branch: branch, in: context)
        context.tally.add(
            reviewAt: submitted.reviewedAt, branch: branch, files: covered.count,
            findings: review.findings.count { $0.polarity == .issue }, praise: outcome.praise)
        return outcome
    }

    /// Joins files that are seen for the first time to the histories that they continue.
    private func followRenames(
        of submitted: SubmittedReview, review uid: String, branch: String, reviewer: Reviewer, project: Int64,
        in context: Context
    ) throws -> [Rename] {
        let review = submitted.review
        let names = context.names
        let spoken = Set(review.scope + review.findings.compactMap(\.path) + [review.path].compactMap { $0 })
        var found: [Rename] = []
        for path in spoken.sorted() {
            let file = try names.file(path, project: project)
            guard names.isFirstSight(of: file.id) else { continue }
            if let told = renames.told[path] ?? submitted.stored?.renames[path] {
                _ = try names.join(path, project: project, to: names.file(told, project: project))
                found.append(Rename(old: told, new: path))
                continue
            }
            guard renames.isGuessed else { continue }
            let evidence = review.findings.compactMap { finding -> FindingEvidence? in
                guard (finding.path ?? review.path) == path else { return nil }
                return FindingEvidence(finding, path: path, review: uid)
            }
            guard !evidence.isEmpty else { continue }
            let observation = ReviewObservation(
                uid: uid, reviewedAt: submitted.reviewedAt, branch: branch, reviewer: reviewer.name,
                kind: reviewer.kind, commit: review.commit, findings: evidence)
            var best: (old: NameTable.FileRow, path: String, evidence: RenameEvidence)?
            let namesakes = try context.statements("files_of_stem").rows([
                "project": project, "stem": RenameEvidence.stem(of: path), "file": file.id,
            ])
            for row in namesakes {
                let oldPath: String = row["path"]
                // A file that the same review covers has not moved.
                guard !spoken.contains(oldPath) else { continue }
                let old = NameTable.FileRow(id: row["id"], lineage: row["lineage_id"])
                let continued = RenameEvidence(
                    observation, continues: try ledger(old.lineage, in: context).tracker.issues, policy: policy)
                if continued.isEnough(isOnly: namesakes.count == 1), continued.worth > best?.evidence.worth ?? 0 {
                    best = (old, oldPath, continued)
                }
            }
            guard let best else { continue }
            _ = try names.join(path, project: project, to: best.old)
            found.append(Rename(old: best.path, new: path, ties: best.evidence.ties))
        }
        return found
    }

    private func storeDocument(
        _ document: SubmittedDocument, digest: Data, in context: Context
    ) throws -> Int64 {
        if let found = try context.statements("find_document").integer(["digest": digest]) { return found }
        let packed = DocumentArchive.pack(document.bytes)
        try context.statements("insert_document").run([
            "digest": digest, "format": document.format, "encoding": document.encoding,
            "byte_count": document.bytes.count, "is_compressed": packed.isCompressed ? 1 : 0,
            "content": packed.content,
        ])
        return context.lastInsertedRowID
    }

    private func storeFindings(
        _ review: Review, places: [NameTable.FileRow?], decisions: [Int: MatchDecision], rows: Rows,
        in context: Context
    ) throws {
        let statements = context.statements
        let names = context.names
        let insert = try statements("insert_finding")
        for (finding, place) in zip(review.findings, places) {
            let decision = decisions[finding.ordinal]
            let ledger = place.flatMap { context.ledgers[$0.lineage] }
            let ranges = finding.references.map(\.range)
            try insert.run([
                "review": rows.review, "ordinal": finding.ordinal, "file": place?.id,
                "wording": try names.wording(
                    title: finding.title, body: finding.body, suggestion: finding.suggestion ?? ""),
                "polarity": finding.polarity.rawValue, "severity": finding.severity.rank,
                "severity_basis": finding.severityBasis.rawValue, "stated_severity": finding.statedSeverity,
                "category": finding.category, "category_basis": finding.categoryBasis.rawValue,
                "confidence": finding.confidence, "category_scores": CategoryScoreText.write(finding.categoryScores),
                "rule": finding.rule, "fingerprint": finding.fingerprint,
                "first_line": ranges.map { min($0.first, $0.last) }.min(),
                "last_line": ranges.map { max($0.first, $0.last) }.max(), "span_start": finding.span.start,
                "span_end": finding.span.end,
                "flags": finding.flags.isEmpty ? nil : JSONText.array(finding.flags),
                "issue": decision.flatMap { ledger?.issueRows[$0.issue] }, "match_pass": decision?.pass,
                "match_score": decision?.score, "match_runner_up": decision?.runnerUp,
                "match_runner_up_score": decision?.runnerUpScore,
            ])
            let row = context.lastInsertedRowID
            for (position, reference) in finding.references.enumerated() {
                let elsewhere = try reference.path.flatMap { path -> Int64? in
                    let file = try names.file(path, project: rows.project).id
                    return file == place?.id ? nil : file
                }
                try statements("insert_line_reference").run([
                    "finding": row, "position": position + 1, "file": elsewhere,
                    "first_line": reference.range.first, "last_line": reference.range.last,
                    "first_column": reference.startColumn, "end_column": reference.endColumn,
                ])
            }
            for symbol in finding.symbols {
                try statements("insert_finding_symbol").run(["finding": row, "symbol": try names.symbol(symbol)])
            }
            for also in decision?.also ?? [] {
                try statements("insert_finding_issue").run(["finding": row, "issue": ledger?.issueRows[also]])
            }
            ledger?.remember(
                finding: row, as: LineageLedger.evidenceUID(review: rows.uid, ordinal: finding.ordinal))
        }
    }

    private func countDay(of submitted: SubmittedReview, branch: Int64, in context: Context) {
        guard !submitted.review.findings.isEmpty else { return }
        let day = String(submitted.reviewedAt.prefix(10))
        for finding in submitted.review.findings {
            context.days[
                DayCount(
                    branch: branch, day: day, category: finding.category, severity: finding.severity,
                    polarity: finding.polarity), default: 0] += 1
        }
    }

    private func writeDays(in context: Context) throws {
        for (key, count) in context.days {
            try context.statements("add_to_finding_day").run([
                "branch": key.branch, "day": key.day, "category": key.category, "severity": key.severity.rank,
                "polarity": key.polarity.rawValue, "findings": count,
            ])
        }
        context.days = [:]
    }

    // MARK: - What is remembered

    private func ledger(_ lineage: Int64, in context: Context) throws -> LineageLedger {
        if let found = context.ledgers[lineage] { return found }
        let made = try LineageLedger(lineage: lineage, policy: policy, statements: context.statements)
        context.ledgers[lineage] = made
        return made
    }

    private func liveLineages(of tool: String, branch: Int64, in context: Context) throws -> Set<Int64> {
        let key = Self.liveKey(tool, branch: branch)
        if let found = context.liveLineages[key] { return found }
        let rows = try context.statements("lineages_with_live_issues_of_reviewer").rows([
            "branch": branch, "reviewer": tool,
        ])
        let made = Set(rows.map { $0["lineage_id"] as Int64 })
        context.liveLineages[key] = made
        return made
    }

    private static func liveKey(_ tool: String, branch: Int64) -> String { "\(branch) \(tool)" }

    private func isLate(_ at: String, _ uid: String, lineage: Int64, in context: Context) throws -> Bool {
        guard let head = try context.statements("lineage_head").row(["lineage": lineage]),
            let lastAt: String = head["last_reviewed_at"], let last: String = head["last_review"]
        else { return false }
        return (at, uid) < (lastAt, last)
    }

    // MARK: - Pieces

    private static func uid(of submitted: SubmittedReview, digest: Data, reviewer: Reviewer) -> String {
        let review = submitted.review
        return ContentDigest.short(
            digest.hexPrefix(32), String(submitted.part), review.repository ?? "", review.path ?? "",
            review.commit ?? "", reviewer.name, reviewer.version ?? ""
        ).hexPrefix(8)
    }

    private static func json(_ unparsed: [UnparsedSpan]) -> String {
        guard !unparsed.isEmpty, let data = try? JSONEncoder().encode(unparsed) else { return "[]" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension IngestOutcome {
    fileprivate mutating func count(_ result: ReviewResult) {
        let opened = Set(result.events.filter { $0.kind == .opened }.map(\.issue))
        let reported = Set(result.decisions.map(\.issue))
        new += opened.count
        reopened += result.events.count { $0.kind == .reopened }
        missing += result.events.count { $0.kind == .missing }
        resolved += result.events.count { $0.kind == .resolved }
        known += reported.subtracting(opened).count
    }
}

extension FindingEvidence {
    /// The evidence of a finding that lies in `path`, exactly as it will be read back from the database.
    init(_ finding: Finding, path: String?, review: String) {
        self.init(
            uid: LineageLedger.evidenceUID(review: review, ordinal: finding.ordinal), ordinal: finding.ordinal,
            title: finding.title, body: finding.body, suggestion: finding.suggestion ?? "", polarity: finding.polarity,
            severity: finding.severity,
            category: finding.category, confidence: finding.confidence, categoryScores: finding.categoryScores,
            symbols: Set(finding.symbols).sorted(),
            lines: finding.references.filter { $0.path == nil || $0.path == path }.map(\.range), rule: finding.rule,
            fingerprint: finding.fingerprint)
    }
}
