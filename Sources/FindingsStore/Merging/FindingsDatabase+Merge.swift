import Foundation
import GRDB
import IssueTracking

/// What a merge brought.
public struct MergeOutcome: Hashable, Sendable {
    /// Reviews that were not here, and their findings.
    public var reviews = 0
    public var findings = 0
    /// Reviews that were here before, or in several of the databases.
    public var known = 0
    /// Decisions of people, and baselines, that were not here.
    public var decisions = 0
    public var baselines = 0

    public init() {}
}

extension FindingsDatabase {
    /// Reviews a commit. Late ones are replayed once a file and commit, so more together is less work; memory holds
    /// so many reviews with their documents.
    private static let mergeBatch = 200

    /// Takes in what other databases hold: their reviews, oldest first over all of them, through the same session that
    /// ingest uses, then people's decisions.
    ///
    /// Reviews have uids made from content, so that the same one twice is once, and their order is by `reviewed_at`: the
    /// end state does not depend on the order of merges. A merge that is broken off leaves whole reviews, and can be
    /// run again. The others are only read.
    ///
    /// - Parameter progress: is told how many reviews of how many are done.
    /// - Throws: ``StoreError``: a database that cannot be opened is told before anything is written.
    public func merge(
        _ others: [FindingsDatabase], policy: TrackingPolicy, now: String,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> MergeOutcome {
        for other in others where Self.isSameFile(other.path, path) { throw .sameDatabase(path: other.path) }
        var outcome = MergeOutcome()
        let wanted = try missing(from: others, &outcome)
        let session = IngestSession(self, policy: policy, now: now)
        var done = 0
        while done < wanted.count {
            let end = min(done + Self.mergeBatch, wanted.count)
            let batch = try load(wanted[done..<end], from: others)
            for stored in try session.ingest(batch) {
                switch stored.status {
                case .stored:
                    outcome.reviews += 1
                    outcome.findings += stored.findings
                case .alreadyThere: outcome.known += 1
                }
            }
            done = end
            progress(done, wanted.count)
        }
        let decided = outcome.decisions
        for other in others { try mergeTables(of: other, &outcome) }
        if outcome.decisions > decided { try replayTaught(policy: policy) }
        return outcome
    }

    /// The reviews that are not here, each once, oldest first, with the place of the database that has it.
    private func missing(
        from others: [FindingsDatabase], _ outcome: inout MergeOutcome
    ) throws(StoreError) -> [(key: ReviewKey, database: Int)] {
        var wanted: [(key: ReviewKey, database: Int)] = []
        var seen = Set<String>()
        for (index, other) in others.enumerated() {
            let keys = try other.inside { try StoredReviews($0, path: other.path).keys() }
            let new = try inside { db in
                let find = try PreparedStatement(db, "find_review")
                return try keys.filter { try find.integer(["uid": $0.uid]) == nil }
            }
            outcome.known += keys.count - new.count
            for key in new {
                if seen.insert(key.uid).inserted {
                    wanted.append((key, index))
                } else {
                    outcome.known += 1
                }
            }
        }
        return wanted.sorted { $0.key < $1.key }
    }

    private func load(
        _ wanted: ArraySlice<(key: ReviewKey, database: Int)>, from others: [FindingsDatabase]
    ) throws(StoreError) -> [SubmittedReview] {
        var loaded: [String: SubmittedReview] = [:]
        for (index, keys) in Dictionary(grouping: wanted, by: \.database) {
            let other = others[index]
            let reviews = try other.inside { db in
                var stored = StoredReviews(db, path: other.path)
                return try keys.compactMap { try stored.review($0.key.uid) }
            }
            for review in reviews { loaded[review.stored?.uid ?? ""] = review }
        }
        return wanted.compactMap { loaded[$0.key.uid] }
    }

    private func mergeTables(of other: FindingsDatabase, _ outcome: inout MergeOutcome) throws(StoreError) {
        let tables = try other.inside { db in try MergedTable.all.map { ($0, try $0.rows(db)) } }
        do {
            let written = try queue.writeWithoutTransaction { db in
                var written: [String: Int] = [:]
                try db.inTransaction(.immediate) {
                    for (table, rows) in tables { written[table.name] = try table.write(rows, to: db) }
                    return .commit
                }
                return written
            }
            outcome.decisions += written["triage"] ?? 0
            outcome.baselines += written["baseline"] ?? 0
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private func inside<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Whether two paths name one file, over links too.
    private static func isSameFile(_ one: String, _ other: String) -> Bool {
        func identity(_ path: String) -> [NSNumber]? {
            let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
            guard let found = try? FileManager.default.attributesOfItem(atPath: resolved),
                let device = found[.systemNumber] as? NSNumber, let file = found[.systemFileNumber] as? NSNumber
            else { return nil }
            return [device, file]
        }
        guard let first = identity(one) else { return one == other }
        return first == identity(other)
    }
}
