import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// Finds the files that a review shows to be others under a new name.
extension IngestSession {
    /// The files of the review's findings and of its scope, where none of all its files may be another under a new name: each was met before
    /// and has issues. `nil` where one may be.
    func settledPlaces(
        of review: Review, project: Int64, in context: Context
    ) throws -> (places: [NameTable.FileRow?], scope: [NameTable.FileRow])? {
        func settled(_ path: String) throws -> NameTable.FileRow? {
            guard let file = context.names.knownFile(path, project: project) else { return nil }
            return try renames.isGuessed && ledger(file.lineage, in: context).hasNoIssues ? nil : file
        }
        var subject: NameTable.FileRow?
        if let path = review.path {
            subject = try settled(path)
            if subject == nil { return nil }
        }
        var places: [NameTable.FileRow?] = []
        places.reserveCapacity(review.findings.count)
        for index in review.findings.indices {
            guard let path = review.findings[index].path, path != review.path else {
                places.append(subject)
                continue
            }
            // Neighbours are often of one file.
            if index > 0, review.findings[index - 1].path == path {
                places.append(places[index - 1])
            } else if let file = try settled(path) {
                places.append(file)
            } else {
                return nil
            }
        }
        var scope: [NameTable.FileRow] = []
        scope.reserveCapacity(review.scope.count)
        for path in review.scope {
            guard let file = try settled(path) else { return nil }
            scope.append(file)
        }
        return (places, scope)
    }

    /// Joins files that are seen for the first time to the histories that they continue.
    func followRenames(
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
            // A file that was reviewed without a finding may still be one that moved: what shows it is its first findings.
            guard try isNew || ledger(file.lineage, in: context).hasNoIssues else { continue }
            let evidence = review.findings.indices
                .filter { (review.findings[$0].path ?? review.path) == path }
                .map { FindingEvidence(review.findings, at: $0, path: path, review: uid) }
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
}
