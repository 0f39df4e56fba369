import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// Stores one review: its document, its row and its findings, with the issues that they belong to.
extension IngestSession {
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
        let counts = PolarityCounts(review.findings)
        outcome.praise = counts.praise
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
        // Which files are covered, and which findings lie in which. A review that tells no scope covered what it speaks of.
        let settled = try settledPlaces(of: review, project: project, in: context)
        if settled == nil {
            outcome.renames = try followRenames(
                of: submitted, review: uid, branch: branchName, reviewer: reviewer, project: project, late: &late,
                in: context)
        }
        let subject = try review.path.map { try names.file($0, project: project) }
        let places =
            try settled?.places
            ?? review.findings.indices.map { index -> NameTable.FileRow? in
                guard let path = review.findings[index].path, path != review.path else { return subject }
                return try names.file(path, project: project)
            }
        var covered: [Int64: NameTable.FileRow] = [:]
        covered.reserveCapacity(review.scope.count)
        if let settled {
            for file in settled.scope { covered[file.id] = file }
        } else {
            for path in review.scope {
                let file = try names.file(path, project: project)
                covered[file.id] = file
            }
        }
        if covered.isEmpty {
            for file in places + [subject] { if let file { covered[file.id] = file } }
        }
        let files = covered.values.sorted { $0.id < $1.id }
        let coverage = try statements.bulk("insert_review_file")
        for file in files {
            try coverage.add {
                $0.value(row)
                $0.value(file.id)
            }
        }

        let liveKey = Self.liveKey(reviewer.name, branch: branch)
        // The lineages to track, each with the file that is covered: those of covered files, those of remarks on other files, and for a
        // run over the whole project those with live issues of the tool.
        var lineages: [Int64: (file: Int64?, isCovered: Bool)] = [:]
        let alive = review.coversProject ? try liveLineages(of: reviewer.name, branch: branch, in: context) : []
        lineages.reserveCapacity(files.count + alive.count)
        for (index, place) in places.enumerated() {
            guard let place, index == 0 || places[index - 1]?.id != place.id else { continue }
            lineages[place.lineage] = (review.coversProject ? place.id : nil, review.coversProject)
        }
        for file in files { lineages[file.lineage] = (file.id, true) }
        for lineage in alive where lineages[lineage] == nil { lineages[lineage] = (nil, true) }

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

        // The findings of each lineage in their order, the lineages in the order in which they are tracked.
        var bound: [(lineage: Int64, index: Int)] = []
        bound.reserveCapacity(places.count)
        for (index, place) in places.enumerated() { if let place { bound.append((place.lineage, index)) } }
        bound.sort { ($0.lineage, $0.index) < ($1.lineage, $1.index) }
        var at = bound.startIndex

        var decisions: [MatchDecision] = []
        /// Of each finding the place of its decision; -1 for none.
        var decisionOf = [Int](repeating: -1, count: review.findings.count)
        var evidenceUIDs = [String?](repeating: nil, count: review.findings.count)
        var issueRows = [Int64?](repeating: nil, count: review.findings.count)
        var affected: [(ledger: LineageLedger, events: [IssueEvent])] = []
        var live = review.coversProject ? context.liveLineages.removeValue(forKey: liveKey) : nil
        var uids = LineageLedger.evidenceUIDs(review: uid)
        var observation = ReviewObservation(
            uid: uid, reviewedAt: submitted.reviewedAt, branch: branchName, reviewer: reviewer.name,
            kind: reviewer.kind, commit: review.commit, findings: [])
        for (lineage, (file, isCovered)) in lineages.sorted(by: { $0.key < $1.key }) {
            let first = at
            while at < bound.endIndex, bound[at].lineage == lineage { at += 1 }
            let own = bound[first..<at]
            let ledger = try ledger(lineage, in: context)
            let isRetold = try ledger.isLate(uid, at: submitted.reviewedAt) || context.isTaught(lineage)
            if isRetold { outcome.replayed = true }
            if try isRetold || late[lineage] != nil
                || ledger.hasHistory && looksBack(on: lineage, review: row, of: reviewer.kind, in: context)
            {
                late[lineage] = project
                outcome.awaitsReplay = true
                continue
            }
            if let file, file != ledger.head { try ledger.move(to: file, statements: statements) }
            observation.findings = own.map { (_, index) in
                let evidence = uids.digest(of: review.findings[index].ordinal)
                evidenceUIDs[index] = evidence
                return FindingEvidence(
                    review.findings, at: index, path: review.findings[index].path ?? review.path, uid: evidence)
            }
            observation.coversFile = isCovered
            if !texts.isEmpty {
                observation.source = source(of: lineage, places: files + places.compactMap { $0 }, texts)
            }
            let result = ledger.observe(observation)
            if !ledger.isUnwritten { context.unwritten.append((ledger, project)) }
            ledger.advance(to: uid, at: submitted.reviewedAt)
            try ledger.note(result.changed, on: branchName, project: project, statements: statements)
            // Decisions come in the order of the findings, but not every finding has one.
            var next = own.startIndex
            for number in result.decisions.indices {
                func isIts(_ finding: (lineage: Int64, index: Int)) -> Bool {
                    evidenceUIDs[finding.index] == result.decisions[number].finding
                }
                guard let place = own[next...].firstIndex(where: isIts) ?? own.firstIndex(where: isIts) else {
                    continue
                }
                next = place + 1
                decisionOf[own[place].index] = decisions.count + number
                issueRows[own[place].index] = ledger.issueRow(at: result.decisions[number].place)
            }
            decisions += result.decisions
            if review.coversProject {
                if ledger.hasLiveIssues { live?.insert(lineage) } else { live?.remove(lineage) }
            }
            if !result.events.isEmpty { affected.append((ledger, result.events)) }
            outcome.count(result)
        }
        context.liveLineages[liveKey] = live ?? context.liveLineages[liveKey]

        try storeFindings(
            review, places: places, decisions: decisions, decisionOf: decisionOf, issueRows: issueRows, rows: rows,
            in: context)
        for (ledger, events) in affected {
            try ledger.writeEvents(
                events, review: row, branch: branch, tally: &context.tally, statements: statements)
        }
        countDay(of: submitted, branch: branch, in: context)
        context.tally.add(
            reviewAt: submitted.reviewedAt, branch: branch, files: covered.count,
            findings: counts.issues, praise: counts.praise)
        return outcome
    }

    /// Whether a file that was reviewed before is so young that a review has a say in what the findings before it are tied to.
    ///
    /// Reviews that are not written yet are not counted; one replay more than there need be changes nothing.
    func looksBack(
        on lineage: Int64, review: Int64, of kind: ReviewerKind, in context: Context
    ) throws -> Bool {
        guard kind != .tool else { return false }
        let before = try context.statements("prose_reviews_of_lineage").integer([
            "lineage": lineage, "review": review, "limit": IssueTracker.lookBackLimit,
        ])
        return (before ?? 0) < IssueTracker.lookBackLimit
    }

    /// The text that a lineage's lines count in: of its file in this review.
    private func source(
        of lineage: Int64, places: [NameTable.FileRow], _ texts: [Int64: SourceText]
    ) -> SourceText? {
        places.lazy.filter { $0.lineage == lineage }.compactMap { texts[$0.id] }.first
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
        let run = submitted.stored == nil ? self.run : submitted.stored?.run
        let counts = PolarityCounts(review.findings)
        if let run {
            try context.statements("insert_ingest_run").run(["uid": run.uid, "started_at": run.startedAt])
        }
        try context.statements("insert_review").run([
            "uid": uid, "document": document, "part": submitted.part, "source": submitted.source,
            "project": project, "branch": branch, "reviewer": try names.reviewer(reviewer),
            "commit_sha": review.commit, "pull_request": review.pullRequest, "run_url": review.runURL,
            "reviewed_at": submitted.reviewedAt, "ingested_at": submitted.stored?.ingestedAt ?? now,
            "verdict": review.verdict?.text,
            "outcome": review.outcome?.rawValue, "language": review.language,
            "covers_project": review.coversProject ? 1 : 0, "finding_count": review.findings.count,
            "issue_count": counts.issues, "praise_count": counts.praise,
            "unparsed": Self.json(review.unparsed), "flags": JSONText.array(review.flags),
            "extractor_version": submitted.extractorVersion, "run": run?.uid,
        ])
        return Rows(
            uid: uid, review: context.lastInsertedRowID, project: project, branch: branch, branchName: branchName,
            reviewer: reviewer)
    }

    private func storeDocument(
        _ document: SubmittedDocument, digest: Data, in context: Context
    ) throws -> Int64 {
        if let found = try context.statements("find_document").integer(["digest": digest]) { return found }
        let packed = DocumentArchive.pack(document.bytes, with: context.deflater)
        try context.statements("insert_document").run([
            "digest": digest, "format": document.format, "encoding": document.encoding,
            "byte_count": document.bytes.count, "is_compressed": packed.isCompressed ? 1 : 0,
            "content": packed.content,
        ])
        return context.lastInsertedRowID
    }

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

extension IngestOutcome {
    mutating func count(_ result: ReviewResult) {
        // The usual report of a file: it says again what is known.
        if result.events.isEmpty, result.decisions.count < 2 {
            known += result.decisions.count
            return
        }
        var opened = Set<String>()
        for event in result.events {
            switch event.kind {
            case .opened: opened.insert(event.issue)
            case .reopened: reopened += 1
            case .missing: missing += 1
            case .resolved: resolved += 1
            case .found: break
            }
        }
        new += opened.count
        // One issue may be what several findings speak of.
        var places = result.decisions.map(\.place)
        places.sort()
        known += places.indices.count { $0 == 0 || places[$0] != places[$0 - 1] }
        if !opened.isEmpty {
            known -= Set(result.decisions.lazy.map(\.issue).filter { opened.contains($0) }).count
        }
    }
}

/// How many findings are of which polarity. A finding is looked at where it stands: to copy it costs more than to count it.
struct PolarityCounts {
    private(set) var issues = 0
    private(set) var praise = 0

    init(_ findings: [Finding]) {
        for index in findings.indices {
            switch findings[index].polarity {
            case .issue: issues += 1
            case .praise: praise += 1
            case .neutral: break
            }
        }
    }
}
