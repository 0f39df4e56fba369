import FindingsModel
import Foundation
import GRDB
import GRDBSQLite
import IssueTracking

/// Stores reviews: each whole or not at all, several together in one commit.
///
/// A review is stored under a savepoint of its own. Its outcome is told only after the commit that holds it.
public final class IngestSession {
    /// How much is stored in one commit. What reviews of one batch change of an issue is written once, so that more
    /// together is less work; the lock is held for a few hundred milliseconds at most.
    public enum Batch {
        public static let reviews = 64
        public static let findings = 20_000
        /// Of documents, which are in memory until the commit.
        public static let bytes = 32 << 20

        /// Whether no more should be added to these reviews before they are stored.
        public static func isFull(_ batch: [SubmittedReview]) -> Bool {
            if batch.count >= reviews { return true }
            var found = 0
            var size = 0
            for review in batch {
                found += review.review.findings.count
                // A document of several reviews is shared by them.
                if review.part == 1 { size += review.document.bytes.count }
            }
            return found >= findings || size >= bytes
        }
    }
    /// Files whose issues are kept in memory between reviews.
    private static let ledgerLimit = 2_000

    let database: FindingsDatabase
    let policy: TrackingPolicy
    let now: String
    let renames: RenamePolicy
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

    struct DayCount: Hashable {
        var branch: Int64
        var day: String
        var category: String
        var severity: Severity
        var polarity: Polarity
    }

    /// What belongs to the connection, and is true as long as no other process writes.
    final class Context {
        let statements: PreparedStatements
        let names: NameTable
        var ledgers: [Int64: LineageLedger] = [:]
        /// Those of them that this transaction changed and has not written, with their projects.
        var unwritten: [(ledger: LineageLedger, project: Int64)] = []
        /// Lineages with live issues of a tool, by branch and tool.
        var liveLineages: [String: Set<Int64>] = [:]
        /// Lineages about which people taught something: they are always matched as a whole, so that a merge or a split
        /// means the same for a review that comes today as for one that is replayed.
        private var taughtLineages: Set<Int64>?
        /// What the reviews of this transaction add to the days' counts.
        var days: [DayCount: Int] = [:]
        var tally = BranchDayTally()
        var dataVersion: Int64 = -1
        /// The greatest id of a finding; `nil` until this transaction asks for it.
        var lastFinding: Int64?

        private let db: Database

        var lastInsertedRowID: Int64 { db.lastInsertedRowID }

        init(_ db: Database, defaultBranch: String?) throws {
            self.db = db
            // Every row that ingest names it has just made or found in the same transaction; to look for each again
            // costs a fifth of all. Who opens the database otherwise has them checked.
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            statements = PreparedStatements(db)
            names = NameTable(statements, defaultBranch: defaultBranch)
        }

        /// Writes a packed document into the row that was made for it.
        func write(_ packed: DocumentPacker, toDocument row: Int64) throws {
            let connection = db.sqliteConnection
            func check(_ status: Int32) throws {
                guard status != SQLITE_OK else { return }
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: status),
                    message: sqlite3_errmsg(connection).map { String(cString: $0) })
            }
            var blob: OpaquePointer?
            try check(sqlite3_blob_open(connection, "main", "document", "content", row, 1, &blob))
            defer { sqlite3_blob_close(blob) }
            try packed.forEachPiece { piece, at in
                try piece.withUnsafeBytes {
                    try check(sqlite3_blob_write(blob, $0.baseAddress, Int32($0.count), Int32(at)))
                }
            }
        }

        func forget() {
            names.forget()
            ledgers = [:]
            unwritten = []
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

    deinit {
        guard context != nil else { return }
        try? database.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
    }

    /// Stores the reviews in one transaction, in the order of their times.
    ///
    /// - Returns: an outcome a review, in the order given. All are committed.
    /// - Throws: ``StoreError``; then none of them is stored.
    public func ingest(_ reviews: [SubmittedReview]) throws(StoreError) -> [IngestOutcome] {
        do {
            return try database.queue.writeWithoutTransaction { db in
                try self.inTransaction(db) { context in
                    let outcomes = try self.write(reviews, in: context)
                    return (outcomes, .commit)
                }
            }
        } catch {
            throw StoreError(error, path: database.path)
        }
    }

    /// Runs `body` in a transaction of its own, with what this session remembers of the database.
    func inTransaction<Result>(
        _ db: Database, _ body: (Context) throws -> (Result, Database.TransactionCompletion)
    ) throws -> Result {
        let context = try self.context ?? Context(db, defaultBranch: defaultBranch)
        self.context = context
        var result: Result?
        do {
            try db.inTransaction(.immediate) {
                // Another process may have written since: what is remembered may be wrong.
                let version = try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0
                if version != context.dataVersion { context.forget() }
                context.dataVersion = version
                if context.ledgers.count > Self.ledgerLimit { context.ledgers = [:] }
                context.lastFinding = nil
                let (made, completion) = try body(context)
                result = made
                return completion
            }
        } catch {
            // A statement that failed cannot be used again, and what is remembered was rolled back.
            self.context = nil
            try? db.execute(sql: "PRAGMA foreign_keys = ON")
            throw error
        }
        guard let result else { throw StoreError.cannotWrite(path: database.path, why: "the transaction did not run") }
        return result
    }

    /// Stores the reviews, oldest first, then replays the files that this asks for.
    ///
    /// - Parameters:
    ///   - late: by lineage the project, of those that are to be replayed whatever comes.
    ///   - decided: by lineage what an earlier matching had decided, where that is to hold.
    func write(
        _ reviews: [SubmittedReview], replaying late: [Int64: Int64] = [:],
        decided: [Int64: [String: IssueAssignment]] = [:], in context: Context
    ) throws -> [IngestOutcome] {
        var late = late
        var outcomes: [Int: IngestOutcome] = [:]
        let order = reviews.indices.sorted { (reviews[$0].reviewedAt, $0) < (reviews[$1].reviewedAt, $1) }
        for index in order { outcomes[index] = try store(reviews[index], late: &late, in: context) }
        try context.statements.flush()
        try writeLedgers(in: context)
        let places = Dictionary(outcomes.map { ($1.review, $0) }, uniquingKeysWith: { first, _ in first })
        for (lineage, project) in late.sorted(by: { $0.key < $1.key }) {
            let results = try LineageReplay(
                lineage: lineage, project: project, policy: policy, statements: context.statements,
                names: context.names, decided: decided[lineage] ?? [:]
            ).run(tally: &context.tally)
            for (review, result) in results {
                guard let place = places[review], outcomes[place]?.replayed == true else { continue }
                outcomes[place]?.count(result)
            }
            context.ledgers[lineage] = nil
        }
        try finish(in: context)
        return reviews.indices.compactMap { outcomes[$0] }
    }

    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try database.queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: database.path)
        }
    }

    /// Writes what is written once a transaction.
    func finish(in context: Context) throws {
        try writeDays(in: context)
        try context.statements.flush()
        try context.names.indexWordings()
    }

    /// Those of the paths that the project has no file of: what git knows of their past may be worth asking.
    public func unknown(_ paths: some Sequence<String>, project: String) throws(StoreError) -> [String] {
        let paths = Array(paths)
        do {
            return try database.queue.read { db in
                let statements = PreparedStatements(db)
                return try paths.filter {
                    try statements("find_known_file").integer(["project": project, "path": $0]) == nil
                }
            }
        } catch {
            throw StoreError(error, path: database.path)
        }
    }

    // MARK: - One review

    /// What one review is stored under.
    struct Rows {
        var uid: String
        var review: Int64
        var project: Int64
        var branch: Int64
        var branchName: String
        var reviewer: Reviewer
    }

    func store(
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

        let document = try storeDocument(submitted.document, digest: digest, in: context)
        let rows = try insertReview(submitted, uid: uid, document: document, reviewer: reviewer, in: context)
        let row = rows.review
        let project = rows.project
        let branch = rows.branch
        let branchName = rows.branchName
        outcome.renames = try followRenames(
            of: submitted, review: uid, branch: branchName, reviewer: reviewer, project: project, late: &late,
            in: context)

        // Which files are covered, and which findings lie in which. A review that tells no scope covered what it speaks of.
        let subject = try review.path.map { try names.file($0, project: project) }
        let places = try review.findings.indices.map { index -> NameTable.FileRow? in
            guard let path = review.findings[index].path, path != review.path else { return subject }
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
        let coverage = try statements.bulk("insert_review_file")
        for file in covered.keys.sorted() {
            try coverage.add {
                $0.value(row)
                $0.value(file)
            }
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

        var texts: [Int64: SourceText] = [:]
        if let commit = review.commit {
            for (path, text) in submitted.sources.sorted(by: { $0.key < $1.key }) {
                let file = try names.file(path, project: project)
                texts[file.id] = text
                try statements("insert_source").run([
                    "file": file.id, "commit": commit, "line_hashes": text.lineHashColumn, "scopes": text.scopeColumn,
                ])
            }
        }

        // Sorted once: to go through all findings for each file would be quadratic in a report over a project.
        var findingsOf: [Int64: [Int]] = [:]
        for (index, place) in places.enumerated() {
            if let place { findingsOf[place.lineage, default: []].append(index) }
        }

        var decisions = [MatchDecision?](repeating: nil, count: review.findings.count)
        var evidenceUIDs = [String?](repeating: nil, count: review.findings.count)
        var issueRows = [Int64?](repeating: nil, count: review.findings.count)
        var affected: [(ledger: LineageLedger, result: ReviewResult)] = []
        for (lineage, (file, isCovered)) in lineages.sorted(by: { $0.key < $1.key }) {
            let ledger = try ledger(lineage, in: context)
            if try late[lineage] != nil || ledger.isLate(uid, at: submitted.reviewedAt) || context.isTaught(lineage) {
                late[lineage] = project
                outcome.replayed = true
                continue
            }
            if let file, file != ledger.head { try ledger.move(to: file, statements: statements) }
            let own = findingsOf[lineage] ?? []
            let evidence = own.map { index in
                FindingEvidence(
                    review.findings[index], path: review.findings[index].path ?? review.path, review: uid)
            }
            for (index, evidence) in zip(own, evidence) { evidenceUIDs[index] = evidence.uid }
            let result = ledger.observe(
                ReviewObservation(
                    uid: uid, reviewedAt: submitted.reviewedAt, branch: branchName, reviewer: reviewer.name,
                    kind: reviewer.kind, commit: review.commit, findings: evidence, coversFile: isCovered,
                    source: source(of: lineage, places: Array(covered.values) + places.compactMap { $0 }, texts)))
            if !ledger.isUnwritten { context.unwritten.append((ledger, project)) }
            ledger.advance(to: uid, at: submitted.reviewedAt)
            try ledger.note(result.changed, on: branchName, project: project, statements: statements)
            // Decisions come in the order of the findings, but not every finding has one.
            var next = own.startIndex
            for decision in result.decisions {
                guard
                    let at = own[next...].firstIndex(where: { evidenceUIDs[$0] == decision.finding })
                        ?? own.firstIndex(where: { evidenceUIDs[$0] == decision.finding })
                else { continue }
                next = at + 1
                let index = own[at]
                decisions[index] = decision
                issueRows[index] = ledger.issueRows[decision.issue]
            }
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

        try storeFindings(
            review, places: places, evidence: evidenceUIDs, decisions: decisions, issueRows: issueRows, texts: texts,
            rows: rows, in: context)
        for (ledger, result) in affected {
            try ledger.writeEvents(
                result.events, review: row, branch: branch, tally: &context.tally, statements: statements)
        }
        countDay(of: submitted, branch: branch, in: context)
        context.tally.add(
            reviewAt: submitted.reviewedAt, branch: branch, files: covered.count,
            findings: review.findings.count { $0.polarity == .issue }, praise: outcome.praise)
        return outcome
    }

    /// The text that a lineage's lines count in: of its file in this review.
    private func source(
        of lineage: Int64, places: [NameTable.FileRow], _ texts: [Int64: SourceText]
    ) -> SourceText? {
        if texts.isEmpty { return nil }
        return places.lazy.filter { $0.lineage == lineage }.compactMap { texts[$0.id] }.first
    }

    /// Makes the review's row, with the counts of the findings that it has.
    func insertReview(
        _ submitted: SubmittedReview, uid: String, document: Int64, reviewer: Reviewer, in context: Context
    ) throws -> Rows {
        let review = submitted.review
        let names = context.names
        let project = try names.project(review.repository ?? "unknown")
        let branchName = review.branch ?? policy.defaultBranch
        let branch = try names.branch(branchName, project: project)
        try context.statements("insert_review").run([
            "uid": uid, "document": document, "part": submitted.part, "source": submitted.source,
            "project": project, "branch": branch, "reviewer": try names.reviewer(reviewer),
            "commit_sha": review.commit, "pull_request": review.pullRequest, "run_url": review.runURL,
            "reviewed_at": submitted.reviewedAt, "ingested_at": submitted.stored?.ingestedAt ?? now,
            "verdict": review.verdict?.text,
            "outcome": review.outcome?.rawValue, "language": review.language,
            "covers_project": review.coversProject ? 1 : 0, "finding_count": review.findings.count,
            "issue_count": review.findings.count { $0.polarity == .issue },
            "praise_count": review.findings.count { $0.polarity == .praise },
            "unparsed": Self.json(review.unparsed), "flags": JSONText.array(review.flags),
            "extractor_version": submitted.extractorVersion,
        ])
        return Rows(
            uid: uid, review: context.lastInsertedRowID, project: project, branch: branch, branchName: branchName,
            reviewer: reviewer)
    }

    /// Joins files that are seen for the first time to the histories that they continue.
    private func followRenames(
        of submitted: SubmittedReview, review uid: String, branch: String, reviewer: Reviewer, project: Int64,
        late: inout [Int64: Int64], in context: Context
    ) throws -> [Rename] {
        let review = submitted.review
        let names = context.names
        let spoken = Set(review.scope + review.findings.compactMap(\.path) + [review.path].compactMap { $0 })
        var found: [Rename] = []
        for path in spoken.sorted() {
            let file = try names.file(path, project: project)
            let isNew = names.isFirstSight(of: file.id)
            if isNew, let told = renames.told[path] ?? submitted.stored?.renames[path] {
                _ = try names.join(path, project: project, to: names.file(told, project: project))
                found.append(Rename(old: told, new: path))
                continue
            }
            if isNew, let (former, old) = try formerFile(of: path, submitted, project: project, in: context) {
                _ = try names.join(path, project: project, to: old)
                found.append(Rename(old: former.path, new: path, former: former))
                continue
            }
            guard renames.isGuessed else { continue }
            let evidence = review.findings.compactMap { finding -> FindingEvidence? in
                guard (finding.path ?? review.path) == path else { return nil }
                return FindingEvidence(finding, path: path, review: uid)
            }
            guard !evidence.isEmpty else { continue }
            // A file that was reviewed without a finding may still be one that moved: what shows it is its first findings.
            guard try isNew || ledger(file.lineage, in: context).tracker.issues.isEmpty else { continue }
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
                if continued.isEnough(
                    isOnly: namesakes.count == 1, affinity: RenameEvidence.affinity(of: oldPath, to: path)),
                    continued.worth > best?.evidence.worth ?? 0
                {
                    best = (old, oldPath, continued)
                }
            }
            guard let best else { continue }
            _ = try names.join(path, project: project, to: best.old)
            if !isNew {
                // The reviews that it already has belong to the history that it continues.
                late[best.old.lineage] = project
                context.ledgers[file.lineage] = nil
            }
            found.append(Rename(old: best.path, new: path, ties: best.evidence.ties))
        }
        return found
    }

    /// The newest of the paths that git followed the file back to which has a history here, and is not reviewed beside it.
    private func formerFile(
        of path: String, _ submitted: SubmittedReview, project: Int64, in context: Context
    ) throws -> (FormerPath, NameTable.FileRow)? {
        for former in submitted.formerPaths[path] ?? []
        where former.path != path && submitted.review.path != former.path
            && !submitted.review.scope.contains(former.path)
        {
            let known = try context.statements("find_file").row(["project": project, "path": former.path])
            if known != nil { return (former, try context.names.file(former.path, project: project)) }
        }
        return nil
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

    func storeFindings(
        _ review: Review, places: [NameTable.FileRow?], evidence: [String?], decisions: [MatchDecision?],
        issueRows: [Int64?], texts: [Int64: SourceText], rows: Rows, in context: Context
    ) throws {
        let statements = context.statements
        let names = context.names
        let findings = try statements.bulk("insert_finding")
        let lines = try statements.bulk("insert_line_reference")
        let symbols = try statements.bulk("insert_finding_symbol")
        var id = try context.lastFinding ?? statements("last_finding").integer() ?? 0
        for index in review.findings.indices {
            let place = places[index]
            let ledger = place.flatMap { context.ledgers[$0.lineage] }
            id += 1
            try findings.add { row in
                let finding = review.findings[index]
                var firstLine: Int?
                var lastLine: Int?
                for reference in finding.references {
                    let ends = (reference.range.first, reference.range.last)
                    firstLine = min(firstLine ?? .max, min(ends.0, ends.1))
                    lastLine = max(lastLine ?? .min, max(ends.0, ends.1))
                }
                row.value(id)
                row.value(rows.review)
                row.value(finding.ordinal)
                row.value(place?.id)
                row.value(
                    try names.wording(title: finding.title, body: finding.body, suggestion: finding.suggestion ?? ""))
                row.value(finding.polarity.word)
                row.value(finding.severity.rank)
                row.value(finding.severityBasis.word)
                row.value(finding.statedSeverity)
                row.value(finding.category)
                row.value(finding.categoryBasis.word)
                row.value(finding.confidence)
                row.value(CategoryScoreText.write(finding.categoryScores))
                row.value(finding.rule)
                row.value(finding.fingerprint)
                row.value(firstLine)
                row.value(lastLine)
                row.value(finding.span.start)
                row.value(finding.span.end)
                row.value(finding.flags.isEmpty ? nil : JSONText.array(finding.flags))
                row.value(issueRows[index])
                row.value(decisions[index]?.pass)
                row.value(decisions[index]?.score)
                row.value(decisions[index]?.runnerUp)
                row.value(decisions[index]?.runnerUpScore)
            }
            var position = 0
            for reference in review.findings[index].references {
                position += 1
                let elsewhere = try reference.path.flatMap { path -> Int64? in
                    let file = try names.file(path, project: rows.project).id
                    return file == place?.id ? nil : file
                }
                try lines.add { row in
                    row.value(id)
                    row.value(position)
                    row.value(elsewhere)
                    row.value(reference.range.first)
                    row.value(reference.range.last)
                    row.value(reference.startColumn)
                    row.value(reference.endColumn)
                    if let hash = texts[elsewhere ?? place?.id ?? 0]?.hash(at: reference.range.first) {
                        row.value(blob: SourceText.bytes(of: hash))
                    } else {
                        row.value(nil as Int64?)
                    }
                }
            }
            var named: [Int64] = []
            for symbol in review.findings[index].symbols {
                let symbol = try names.symbol(symbol)
                if named.contains(symbol) { continue }
                named.append(symbol)
                try symbols.add { row in
                    row.value(id)
                    row.value(symbol)
                }
            }
            for also in decisions[index]?.also ?? [] {
                try statements("insert_finding_issue").run(["finding": id, "issue": ledger?.issueRows[also]])
            }
            if let evidence = evidence[index] { ledger?.remember(finding: id, as: evidence) }
        }
        context.lastFinding = id
    }

    func countDay(of submitted: SubmittedReview, branch: Int64, in context: Context) {
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
        try context.tally.write(context.statements)
    }

    // MARK: - What is remembered

    private func ledger(_ lineage: Int64, in context: Context) throws -> LineageLedger {
        if let found = context.ledgers[lineage] { return found }
        let made = try LineageLedger(lineage: lineage, policy: policy, statements: context.statements)
        context.ledgers[lineage] = made
        return made
    }

    func liveLineages(of tool: String, branch: Int64, in context: Context) throws -> Set<Int64> {
        let key = Self.liveKey(tool, branch: branch)
        if let found = context.liveLineages[key] { return found }
        try writeLedgers(in: context)
        let rows = try context.statements("lineages_with_live_issues_of_reviewer").rows([
            "branch": branch, "reviewer": tool,
        ])
        let made = Set(rows.map { $0["lineage_id"] as Int64 })
        context.liveLineages[key] = made
        return made
    }

    private static func liveKey(_ tool: String, branch: Int64) -> String { "\(branch) \(tool)" }

    /// Writes what the reviews of this transaction changed of issues.
    private func writeLedgers(in context: Context) throws {
        for (ledger, project) in context.unwritten {
            try ledger.write(
                branchID: { try context.names.branch($0, project: project) }, statements: context.statements)
        }
        context.unwritten = []
    }

    // MARK: - Pieces

    static func uid(of submitted: SubmittedReview, digest: Data, reviewer: Reviewer) -> String {
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

// The words of the enumerations as SQLite can read them in place.

extension Polarity {
    fileprivate var word: StaticString {
        switch self {
        case .issue: "issue"
        case .praise: "praise"
        case .neutral: "neutral"
        }
    }
}

extension SeverityBasis {
    fileprivate var word: StaticString {
        switch self {
        case .stated: "stated"
        case .tool: "tool"
        case .inferred: "inferred"
        case .default: "default"
        }
    }
}

extension CategoryBasis {
    fileprivate var word: StaticString {
        switch self {
        case .stated: "stated"
        case .tool: "tool"
        case .inferred: "inferred"
        }
    }
}

extension IngestOutcome {
    mutating func count(_ result: ReviewResult) {
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
            severity: finding.severity, category: finding.category, confidence: finding.confidence,
            categoryScores: finding.categoryScores,
            symbols: finding.symbols.count > 1 ? Set(finding.symbols).sorted() : finding.symbols,
            lines: finding.references.compactMap { $0.path == nil || $0.path == path ? $0.range : nil },
            rule: finding.rule, fingerprint: finding.fingerprint)
    }
}
