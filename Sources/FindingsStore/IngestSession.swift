import FindingsModel
import Foundation
import GRDB
import IssueTracking

/// Stores reviews: each whole or not at all, several together in one commit.
///
/// A review is stored under a savepoint of its own. Its outcome is told only after the commit that holds it.
public final class IngestSession {
    /// How much is stored in one commit. What reviews of one batch change of an issue is written once, so that more
    /// together is less work; the lock is held for a second at most.
    public enum Batch {
        public static let reviews = 512
        public static let findings = 50_000
        /// Of documents, which are in memory until the commit.
        public static let bytes = 32 << 20

        /// Whether no more should be added to these reviews before they are stored.
        public static func isFull(_ batch: [SubmittedReview]) -> Bool {
            if batch.count >= reviews { return true }
            var found = 0
            var size = 0
            for index in batch.indices {
                found += batch[index].review.findings.count
                // A document of several reviews is shared by them.
                if batch[index].part == 1 { size += batch[index].document.bytes.count }
            }
            return found >= findings || size >= bytes
        }
    }
    /// Files whose issues are kept in memory between reviews.
    private static let ledgerLimit = 2_000

    let database: FindingsDatabase
    let policy: TrackingPolicy
    let now: String
    /// What it stores is one run.
    let run: IngestRun
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
        run = IngestRun(startedAt: now)
        self.renames = renames
        self.defaultBranch = defaultBranch
    }

    deinit {
        guard context != nil else { return }
        try? database.queue.writeWithoutTransaction { try Context.setChecks(true, $0) }
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
                context.begin()
                let (made, completion) = try body(context)
                result = made
                return completion
            }
        } catch {
            // A statement that failed cannot be used again, and what is remembered was rolled back.
            self.context = nil
            try? Context.setChecks(true, db)
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
        let times = reviews.map(\.reviewedAt)
        let order = reviews.indices.sorted { (times[$0], $0) < (times[$1], $1) }
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
                guard let place = places[review], outcomes[place]?.awaitsReplay == true else { continue }
                outcomes[place]?.count(result)
            }
            context.ledgers[lineage] = nil
        }
        try finish(in: context)
        return reviews.indices.compactMap { outcomes[$0] }
    }

    /// Leaves what it remembers of issues to the system, which takes it back at once when the process ends: to take it
    /// apart object by object costs a fiftieth of all. For a process that ends now.
    public func abandonMemory() {
        for ledger in context?.ledgers.values ?? [:].values { _ = Unmanaged.passRetained(ledger) }
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
}
