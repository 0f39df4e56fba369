import FindingsModel
import Foundation
import GRDB
import IssueTracking

extension IngestSession {
    /// Reads every kept document again and matches every file's history anew, in one transaction: other processes that
    /// write wait for it.
    ///
    /// Uids of reviews stay. Decisions of people go with their findings, where these went to. What is replaced is kept, so
    /// that ``FindingsDatabase/asOf(_:policy:)`` can show what reports said before.
    ///
    /// - Parameters:
    ///   - read: reads a stored review's document again, and gives the review as it would be stored now; `nil` where it
    ///     cannot be read.
    ///   - extractorVersion: of the rules that `read` goes by.
    ///   - dryRun: tells what would change, and changes nothing.
    public func reanalyze(
        extractorVersion: Int, author: String, dryRun: Bool,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
        reading read: (SubmittedReview) -> Review?
    ) throws(StoreError) -> ReanalysisOutcome {
        do {
            return try database.queue.writeWithoutTransaction { db in
                try self.inTransaction(db) { context in
                    let statements = context.statements
                    var outcome = ReanalysisOutcome()
                    outcome.issuesBefore = Int(try statements("count_issues").integer() ?? 0)
                    let before = IssueAssignment.table(try statements("assignments").rows())
                    var stored = StoredReviews(db, path: self.database.path)
                    var replaced: [String: ReplacedReview] = [:]
                    var anew: [SubmittedReview] = []
                    let keys = try stored.keys()
                    for (done, key) in keys.enumerated() {
                        progress(done, keys.count)
                        guard let old = try stored.review(key.uid) else { continue }
                        guard let new = read(old) else {
                            outcome.unreadable.append(old.source)
                            continue
                        }
                        outcome.reviews += 1
                        let difference = ReviewDifference(from: old.review, to: new)
                        guard let changed = difference.change(of: old, uid: key.uid) else { continue }
                        outcome.changed.append(changed)
                        var submitted = old
                        submitted.review = difference.merged
                        submitted.extractorVersion = extractorVersion
                        anew.append(submitted)
                        replaced[key.uid] = ReplacedReview(
                            review: old.review, extractorVersion: old.extractorVersion,
                            ordinals: difference.ordinals.moved)
                    }

                    var lineages: [Int64: Int64] = [:]
                    let eraser = ReviewEraser(context)
                    for review in anew {
                        lineages.merge(try eraser.erase(review.stored?.uid ?? "")) { first, _ in first }
                    }
                    try DecisionAnchors(statements).move(replaced.mapValues(\.ordinals), assignments: before)
                    for row in try statements("all_lineages").rows() { lineages[row["lineage"]] = row["project"] }
                    _ = try self.write(anew, replaying: lineages, in: context)
                    try statements("delete_empty_finding_days").run()
                    context.forget()

                    let after = IssueAssignment.table(try statements("assignments").rows())
                    let regrouped = Regrouping(before, after, moved: replaced.mapValues(\.ordinals))
                    outcome.moved = regrouped.moved
                    outcome.issuesAfter = Int(try statements("count_issues").integer() ?? 0)
                    if dryRun { return (outcome, .rollback) }
                    if outcome.isEmpty { return (outcome, .commit) }
                    for review in regrouped.reviews where replaced[review] == nil {
                        replaced[review] = ReplacedReview()
                    }
                    try statements("insert_reanalysis").run([
                        "at": self.now, "author": author, "extractor_version": extractorVersion,
                        "tracker_version": IssueTracker.version, "reviews": outcome.changed.count,
                        "findings": outcome.changed.reduce(0) { $0 + $1.findingsAfter }, "moved": outcome.moved,
                    ])
                    let row = statements.lastInsertedRowID
                    let encoder = JSONEncoder()
                    for (review, was) in replaced.sorted(by: { $0.key < $1.key }) {
                        var was = was
                        was.issues = before[review] ?? [:]
                        try statements("insert_reanalysis_review").run([
                            "reanalysis": row, "review": review,
                            "was": String(decoding: try encoder.encode(was), as: UTF8.self),
                        ])
                    }
                    return (outcome, .commit)
                }
            }
        } catch {
            throw StoreError(error, path: database.path)
        }
    }
}

/// How a review that was read anew differs from the one that is stored.
private struct ReviewDifference {
    let old: Review
    /// The stored review with what was read anew.
    let merged: Review
    let ordinals: FindingOrdinals

    init(from old: Review, to new: Review) {
        self.old = old
        var merged = old
        merged.findings = new.findings
        // Where in the document a verdict stands is not kept.
        merged.verdict = new.verdict.map { Verdict(text: $0.text, span: ByteSpan(0, 0)) }
        merged.outcome = new.outcome
        merged.language = new.language
        merged.unparsed = new.unparsed
        merged.flags = new.flags
        merged.scope = new.scope
        merged.coversProject = new.coversProject
        self.merged = merged
        ordinals = FindingOrdinals(from: old.findings, to: new.findings)
    }

    /// `nil` where nothing differs.
    func change(of stored: SubmittedReview, uid: String) -> ReanalysisOutcome.Changed? {
        guard merged != old else { return nil }
        var change = ReanalysisOutcome.Changed(
            review: uid, source: stored.source, reviewedAt: stored.reviewedAt, findingsBefore: old.findings.count,
            findingsAfter: merged.findings.count)
        let now = Dictionary(merged.findings.map { ($0.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
        for was in old.findings {
            guard let present = ordinals.moved[was.ordinal].flatMap({ now[$0] }) else { continue }
            if was.title != present.title { change.titles += 1 }
            if was.severity != present.severity || was.severityBasis != present.severityBasis { change.severities += 1 }
            if was.category != present.category { change.categories += 1 }
            if was.references != present.references { change.lines += 1 }
            if was.polarity != present.polarity { change.polarities += 1 }
        }
        var same = merged
        same.findings = old.findings
        change.isOtherwiseChanged = same != old
        return change
    }
}

/// Which findings share their issue with others than before.
private struct Regrouping {
    var moved = 0
    /// Reviews of which a finding is tied otherwise, or for another reason.
    var reviews: Set<String> = []

    init(_ before: IssueAssignment.Table, _ after: IssueAssignment.Table, moved ordinals: [String: [Int: Int]]) {
        var pairs: [(old: String, new: String)] = []
        for (review, findings) in before {
            for (ordinal, assignment) in findings {
                let now = ordinals[review].map { $0[ordinal] } ?? ordinal
                let new = now.flatMap { after[review]?[$0] }
                if new != assignment { reviews.insert(review) }
                if let new { pairs.append((assignment.issue, new.issue)) }
            }
        }
        for (review, findings) in after where findings.keys.contains(where: { before[review]?[$0] == nil }) {
            reviews.insert(review)
        }
        // The issue that most of an old one's findings went to, and that most of a new one's came from.
        func main(
            _ from: KeyPath<(old: String, new: String), String>, _ to: KeyPath<(old: String, new: String), String>
        )
            -> [String: String]
        {
            var counts: [String: [String: Int]] = [:]
            for pair in pairs { counts[pair[keyPath: from], default: [:]][pair[keyPath: to], default: 0] += 1 }
            return counts.compactMapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
        }
        let went = main(\.old, \.new)
        let came = main(\.new, \.old)
        moved = pairs.count { went[$0.old] != $0.new || came[$0.new] != $0.old }
    }
}
