import FindingsModel
import Foundation
import GRDB
import IssueTracking

extension FindingsDatabase {
    /// The database as it stood at an earlier moment: a copy of its own, on which everything can be asked.
    ///
    /// Reviews that were taken in later, decisions and baselines made later, and what later reanalyses changed are taken
    /// back; whether an acceptance holds is judged at that moment. It goes by when reviews were taken in, not by when they
    /// were made, and it is what reports said then.
    ///
    /// - Parameters:
    ///   - moment: ISO 8601 in UTC, inclusive.
    ///   - file: where the copy is to be made; `nil` for one that goes away with the connection.
    /// - Throws: ``StoreError/nothingAsOf(moment:first:)`` when nothing had been taken in.
    public func asOf(
        _ moment: String, policy: TrackingPolicy, in file: String? = nil
    ) throws(StoreError) -> FindingsDatabase {
        do {
            // An empty path is SQLite's private database on disk.
            let copy = try DatabaseQueue(
                path: file ?? "", configuration: Self.configuration(readOnly: false, isPrivate: true))
            try queue.backup(to: copy)
            let database = FindingsDatabase(path: path, queue: copy)
            try database.takeBack(to: moment, policy: policy)
            return database
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private func takeBack(to moment: String, policy: TrackingPolicy) throws {
        let session = IngestSession(
            self, policy: policy, now: moment, renames: .init(isGuessed: false))
        try queue.writeWithoutTransaction { db in
            try session.inTransaction(db) { context in
                let statements = context.statements
                let first: String? = try statements("first_ingested").row()?["at"]
                if let first, first > moment { throw StoreError.nothingAsOf(moment: moment, first: first) }
                let eraser = ReviewEraser(context)

                var touched: [Int64: Int64] = [:]
                var older = IssueAssignment.Table()
                var anew: [SubmittedReview] = []
                try undoReanalyses(db, after: moment, context, &touched, &older, &anew)

                // What matching decided then holds, but for files whose history was told otherwise since.
                var free: Set<Int64> = []
                for row in try statements("lineages_taught_after").rows(["moment": moment]) {
                    touched[row["lineage"]] = row["project"]
                    free.insert(row["lineage"])
                }
                for row in try statements("reviews_after").rows(["moment": moment]) {
                    let key = ReviewKey(reviewedAt: row["reviewed_at"], uid: row["uid"])
                    let uid = key.uid
                    anew.removeAll { $0.stored?.uid == uid }
                    let isProse = (row["kind"] as String) != ReviewerKind.tool.rawValue
                    for (lineage, project) in try eraser.erase(row: row["id"]) {
                        touched[lineage] = project
                        // It had a say in what the reviews before it were tied to.
                        if isProse,
                            try session.looksBack(on: lineage, review: row["id"], of: .llm, in: context)
                        {
                            free.insert(lineage)
                        }
                        if let newest = try statements("newest_review_of_lineage").row(["lineage": lineage]),
                            key < ReviewKey(reviewedAt: newest["reviewed_at"], uid: newest["uid"])
                        {
                            free.insert(lineage)
                        }
                    }
                }
                for name in [
                    "delete_decisions_after", "delete_baselines_after", "delete_reanalysis_reviews_after",
                    "delete_reanalyses_after", "set_as_of",
                ] { try statements(name).run(["moment": moment]) }

                var decided: [Int64: [String: IssueAssignment]] = [:]
                for lineage in touched.keys where !free.contains(lineage) {
                    var table = IssueAssignment.table(
                        try statements("assignments_of_lineage").rows(["lineage": lineage]))
                    for (review, findings) in older where table[review] != nil || !findings.isEmpty {
                        table[review] = findings
                    }
                    var known: [String: IssueAssignment] = [:]
                    for (review, findings) in table {
                        for (ordinal, assignment) in findings {
                            known[LineageLedger.evidenceUID(review: review, ordinal: ordinal)] = assignment
                        }
                    }
                    decided[lineage] = known
                }
                _ = try session.write(anew, replaying: touched, decided: decided, in: context)
                try statements("delete_empty_finding_days").run()
                return ((), .commit)
            }
        }
    }

    /// Puts back what reanalyses replaced after the moment, the newest first.
    private func undoReanalyses(
        _ db: Database, after moment: String, _ context: IngestSession.Context, _ touched: inout [Int64: Int64],
        _ older: inout IssueAssignment.Table, _ anew: inout [SubmittedReview]
    ) throws {
        let statements = context.statements
        var stored = StoredReviews(db, path: path)
        let eraser = ReviewEraser(context)
        var back: [String: [Int: Int]] = [:]
        var replaced: [String: SubmittedReview] = [:]
        for row in try statements("reanalyses_after").rows(["moment": moment]) {
            let uid: String = row["review"]
            let was = try JSONDecoder().decode(ReplacedReview.self, from: Data((row["was"] as String).utf8))
            older[uid] = was.issues
            if let review = was.review, var submitted = try replaced[uid] ?? stored.review(uid) {
                submitted.review = review
                submitted.extractorVersion = was.extractorVersion ?? submitted.extractorVersion
                replaced[uid] = submitted
                let inverse = Dictionary(was.ordinals.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
                back[uid] = back[uid].map { $0.compactMapValues { inverse[$0] } } ?? inverse
            } else if let id = try statements("find_review").integer(["uid": uid]) {
                for row in try statements("lineages_of_review").rows(["review": id]) {
                    touched[row["lineage"]] = row["project"]
                }
            }
        }
        guard !replaced.isEmpty else { return }
        let now = IssueAssignment.table(try statements("assignments").rows())
        for uid in replaced.keys { touched.merge(try eraser.erase(uid)) { first, _ in first } }
        try DecisionAnchors(statements).move(back, assignments: now)
        anew = Array(replaced.values)
    }
}
