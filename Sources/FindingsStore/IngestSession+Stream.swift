import Crypto
import FindingsModel
import Foundation
import GRDB
import GRDBSQLite
import IssueTracking

extension IngestSession {
    /// Stores the reviews of one large document in one transaction, with memory for a part of it.
    ///
    /// The findings are stored as they come, without an issue. Then each file's are matched on their own, so that memory
    /// holds the issues of one file. Files that moved are followed where it was told, not where reviews show it.
    ///
    /// - Returns: an outcome a review, in the order given. All are committed.
    /// - Throws: ``StoreError``, and what the document's or the reviews' functions throw; then none of them is stored.
    public func ingest(_ document: StreamedDocument, _ reviews: [StreamedReview]) throws -> [IngestOutcome] {
        var hasher = SHA256()
        var size = 0
        try document.windows {
            hasher.update(data: $0)
            size += $0.count
        }
        let digest = Data(hasher.finalize())
        let isKnown = try reading { try PreparedStatement($0, "find_document").integer(["digest": digest]) != nil }
        // Packed before the database is locked for others.
        var packer: DocumentPacker?
        if !isKnown {
            let made = try DocumentPacker()
            try document.windows { try made.add($0) }
            try made.finish()
            guard made.count < Self.largestBlob else {
                throw StoreError.cannotWrite(
                    path: database.path, why: "the document packs to \(made.count) bytes; SQLite holds a billion")
            }
            packer = made
        }
        return try stored { context in
            context.forget()
            defer { context.forget() }
            var row: Int64?
            func documentRow() throws -> Int64 {
                if let row { return row }
                let made = try self.store(document, digest: digest, size: size, packed: packer, in: context)
                row = made
                return made
            }
            var outcomes: [IngestOutcome] = []
            for review in reviews {
                outcomes.append(try self.store(review, digest: digest, document: documentRow, in: context))
            }
            try self.finish(in: context)
            return outcomes
        }
    }

    private func stored<Result>(_ body: (Context) throws -> Result) throws -> Result {
        do {
            return try database.queue.writeWithoutTransaction { db in
                // A large document's rows go by once: pages that are kept would not be met again.
                let usual = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? 0
                try db.execute(sql: "PRAGMA cache_size = -\(Self.pageMemory)")
                defer { try? db.execute(sql: "PRAGMA cache_size = \(usual)") }
                return try inTransaction(db) { (try body($0), .commit) }
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: database.path)
        }
    }

    /// KiB of the database's pages that are in memory while a large document is stored.
    private static let pageMemory = 16 << 10

    /// SQLite's limit for a value, unless it was built with another.
    private static let largestBlob = 1_000_000_000

    private func store(
        _ document: StreamedDocument, digest: Data, size: Int, packed: DocumentPacker?, in context: Context
    ) throws -> Int64 {
        if let found = try context.statements("find_document").integer(["digest": digest]) { return found }
        guard let packed else { throw StoreError.notFound(kind: "document", id: digest.hexPrefix(8)) }
        try context.statements("insert_large_document").run([
            "digest": digest, "format": document.format, "encoding": document.encoding, "byte_count": size,
            "size": packed.count,
        ])
        let row = context.lastInsertedRowID
        try context.write(packed, toDocument: row)
        return row
    }

    private func store(
        _ streamed: StreamedReview, digest: Data, document: () throws -> Int64, in context: Context
    ) throws -> IngestOutcome {
        let statements = context.statements
        let names = context.names
        let submitted = streamed.submitted
        let reviewer = submitted.review.reviewer ?? Reviewer(name: "unknown")
        let uid = Self.uid(of: submitted, digest: digest, reviewer: reviewer)
        var outcome = IngestOutcome(source: submitted.source, review: uid, status: .stored)
        if try statements("find_review").integer(["uid": uid]) != nil {
            outcome.status = .alreadyThere
            // The places of the next review's findings count from the end of this one's.
            _ = try streamed.findings { outcome.findings += $0.count }
            return outcome
        }
        let rows = try insertReview(submitted, uid: uid, document: document(), reviewer: reviewer, in: context)
        let subject = try submitted.review.path.map { try names.file($0, project: rows.project) }
        var spokenOf: [Int64: NameTable.FileRow] = [:]
        var issues = 0
        var part = submitted
        let flags = try streamed.findings { findings in
            part.review.findings = findings
            let places = try findings.indices.map { index -> NameTable.FileRow? in
                guard let path = findings[index].path, path != submitted.review.path else { return subject }
                return try self.placed(path, rows.project, &outcome, in: context)
            }
            for case let place? in places { spokenOf[place.id] = place }
            try self.storeFindings(
                part.review, places: places,
                decisions: [], decisionOf: [Int](repeating: -1, count: findings.count),
                issueRows: [Int64?](repeating: nil, count: findings.count), rows: rows, in: context)
            self.countDay(of: part, branch: rows.branch, in: context)
            outcome.findings += findings.count
            outcome.praise += findings.count { $0.polarity == .praise }
            issues += findings.count { $0.polarity == .issue }
        }

        var covered: [Int64: NameTable.FileRow] = [:]
        for path in submitted.review.scope {
            let file = try placed(path, rows.project, &outcome, in: context)
            covered[file.id] = file
        }
        if covered.isEmpty {
            covered = spokenOf
            if let subject { covered[subject.id] = subject }
        }
        let coverage = try statements.bulk("insert_review_file")
        for file in covered.keys.sorted() {
            try coverage.add {
                $0.value(rows.review)
                $0.value(file)
            }
        }
        try statements.flush()
        try statements("count_review").run([
            "findings": outcome.findings, "issues": issues, "praise": outcome.praise,
            "flags": JSONText.array(submitted.review.flags + flags.filter { !submitted.review.flags.contains($0) }),
            "review": rows.review,
        ])

        let coversProject = submitted.review.coversProject
        var lineages: [Int64: (file: Int64?, isCovered: Bool)] = [:]
        for file in spokenOf.values { lineages[file.lineage] = (coversProject ? file.id : nil, coversProject) }
        for file in covered.values.sorted(by: { $0.id < $1.id }) { lineages[file.lineage] = (file.id, true) }
        if coversProject {
            for lineage in try liveLineages(of: reviewer.name, branch: rows.branch, in: context)
            where lineages[lineage] == nil { lineages[lineage] = (nil, true) }
        }
        for (lineage, (file, isCovered)) in lineages.sorted(by: { $0.key < $1.key }) {
            try track(
                lineage, file: file, isCovered: isCovered, of: submitted, rows: rows, outcome: &outcome, in: context)
        }
        context.liveLineages = [:]
        context.tally.add(
            reviewAt: submitted.reviewedAt, branch: rows.branch, files: covered.count, findings: issues,
            praise: outcome.praise)
        return outcome
    }

    /// The file's row; one that is seen for the first time goes on where another ended, if that was told.
    private func placed(
        _ path: String, _ project: Int64, _ outcome: inout IngestOutcome, in context: Context
    ) throws -> NameTable.FileRow {
        let file = try context.names.file(path, project: project)
        guard context.names.isFirstSight(of: file.id), let told = renames.told[path] else { return file }
        outcome.renames.append(Rename(old: told, new: path))
        return try context.names.join(path, project: project, to: context.names.file(told, project: project))
    }

    /// Ties the stored findings of one file to its issues, as ``LineageReplay`` does for a whole history.
    private func track(
        _ lineage: Int64, file: Int64?, isCovered: Bool, of submitted: SubmittedReview, rows: Rows,
        outcome: inout IngestOutcome, in context: Context
    ) throws {
        let statements = context.statements
        let ledger = try LineageLedger(lineage: lineage, policy: policy, statements: statements)
        let isRetold = try ledger.isLate(rows.uid, at: submitted.reviewedAt) || context.isTaught(lineage)
        if isRetold { outcome.replayed = true }
        if try isRetold
            || ledger.hasHistory
                && looksBack(on: lineage, review: rows.review, of: rows.reviewer.kind, in: context)
        {
            let results = try LineageReplay(
                lineage: lineage, project: rows.project, policy: policy, statements: statements, names: context.names
            ).run(tally: &context.tally)
            if let result = results[rows.uid] { outcome.count(result) }
            return
        }
        if let file, file != ledger.head { try ledger.move(to: file, statements: statements) }
        let findings = try StoredEvidence(review: rows.review, uid: rows.uid, lineage: lineage, statements).findings
        let result = ledger.observe(
            ReviewObservation(
                uid: rows.uid, reviewedAt: submitted.reviewedAt, branch: rows.branchName,
                reviewer: rows.reviewer.name, kind: rows.reviewer.kind, commit: submitted.review.commit,
                findings: findings.map(\.evidence), coversFile: isCovered))
        ledger.advance(to: rows.uid, at: submitted.reviewedAt)
        try ledger.note(result.changed, on: rows.branchName, project: rows.project, statements: statements)
        let stored = Dictionary(findings.map { ($0.evidence.uid, $0.row) }, uniquingKeysWith: { first, _ in first })
        for decision in result.decisions {
            guard let finding = stored[decision.finding] else { continue }
            ledger.remember(finding: finding, as: decision.finding)
            try statements("assign_finding").run([
                "issue": ledger.issueRows[decision.issue], "match_pass": decision.pass, "match_score": decision.score,
                "match_runner_up": decision.runnerUp, "match_runner_up_score": decision.runnerUpScore,
                "finding": finding,
            ])
            for also in decision.also {
                try statements("insert_finding_issue").run(["finding": finding, "issue": ledger.issueRows[also]])
            }
        }
        try ledger.write(
            branchID: { try context.names.branch($0, project: rows.project) }, statements: statements)
        try ledger.writeEvents(
            result.events, review: rows.review, branch: rows.branch, tally: &context.tally, statements: statements)
        try statements.flush()
        outcome.count(result)
    }
}

/// The findings of one review in the files of one lineage, as matching sees them.
private struct StoredEvidence {
    let findings: [(row: Int64, evidence: FindingEvidence)]

    init(review: Int64, uid: String, lineage: Int64, _ statements: PreparedStatements) throws {
        let key: KeyValuePairs<String, (any Bindable)?> = ["review": review, "lineage": lineage]
        var lines: [Int64: [LineRange]] = [:]
        for row in try statements("lines_of_review_in_lineage").rows(key) {
            lines[row["finding_id"], default: []].append(LineRange(row["first_line"], row["last_line"]))
        }
        var symbols: [Int64: [String]] = [:]
        for row in try statements("symbols_of_review_in_lineage").rows(key) {
            symbols[row["finding_id"], default: []].append(row["name"])
        }
        findings = try statements("findings_of_review_in_lineage").rows(key).map { row in
            let id: Int64 = row["finding"]
            return (
                id,
                FindingEvidence(row, symbols: (symbols[id] ?? []).sorted(), lines: lines[id] ?? [])
            )
        }
    }
}
