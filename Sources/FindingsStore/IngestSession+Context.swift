import FindingsModel
import Foundation
import GRDB
import GRDBSQLite
import IssueTracking

/// What a session remembers of the database from review to review.
extension IngestSession {
    struct DayCount: Hashable {
        var branch: Int64
        var day: String
        var category: String
        var severity: Severity
        var polarity: Polarity
    }

    /// The rows of a review's findings, one behind the other.
    struct FindingRows {
        fileprivate var first: Int64
        /// Of the findings, where they are numbered without a gap.
        fileprivate var ordinals: Range<Int>?
        /// Else by ordinal the place among them.
        fileprivate var places: [Int: Int]

        func row(ofOrdinal ordinal: Int) -> Int64? {
            if let ordinals { return ordinals.contains(ordinal) ? first + Int64(ordinal - ordinals.lowerBound) : nil }
            return places[ordinal].map { first + Int64($0) }
        }
    }

    /// What belongs to the connection, and is true as long as no other process writes.
    final class Context {
        let statements: PreparedStatements
        let names: NameTable
        let deflater = Deflater()
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
        /// By the uid of a review that this transaction stored where the rows of its findings are.
        private(set) var findingRows: [String: FindingRows] = [:]

        private let db: Database

        var lastInsertedRowID: Int64 { db.lastInsertedRowID }

        init(_ db: Database, defaultBranch: String?) throws {
            self.db = db
            try Self.setChecks(false, db)
            statements = PreparedStatements(db)
            names = NameTable(statements, defaultBranch: defaultBranch)
        }

        /// Whether SQLite checks what ingest writes. Every row that it names it has just made or found in the same
        /// transaction, and words in columns of few words come from enumerations: to look at each again costs a fifth of
        /// all. Who opens the database otherwise has all of it checked.
        static func setChecks(_ areOn: Bool, _ db: Database) throws {
            try db.execute(sql: "PRAGMA foreign_keys = \(areOn ? "ON" : "OFF")")
            try db.execute(sql: "PRAGMA ignore_check_constraints = \(areOn ? "OFF" : "ON")")
            // Pages that one commit after the other changes come into the file once: after so many pages, or at the end.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(areOn ? Self.usualLog : Self.longLog)")
        }

        /// Pages of the write-ahead log from which on it is brought into the file: SQLite's own number, and 64 MB.
        private static let usualLog = 1_000
        private static let longLog = 16_384

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

        /// What is true of one transaction only.
        func begin() {
            lastFinding = nil
            findingRows.removeAll(keepingCapacity: true)
        }

        func forget() {
            names.forget()
            findingRows = [:]
            ledgers = [:]
            unwritten = []
            liveLineages = [:]
            taughtLineages = nil
        }

        /// Remembers where the findings of a review go that are stored next.
        func note(_ findings: [Finding], of review: String, after row: Int64) {
            guard let first = findings.first?.ordinal, findingRows[review] == nil else { return }
            let isInOrder = findings.indices.allSatisfy { findings[$0].ordinal == first + $0 }
            findingRows[review] = FindingRows(
                first: row + 1,
                ordinals: isInOrder ? first..<(first + findings.count) : nil,
                places: isInOrder
                    ? [:]
                    : Dictionary(
                        findings.enumerated().map { ($0.element.ordinal, $0.offset) }, uniquingKeysWith: { $1 }))
        }

        func isTaught(_ lineage: Int64) throws -> Bool {
            if let taughtLineages { return taughtLineages.contains(lineage) }
            let found = Set(try statements("lineages_to_teach").rows().map { $0["lineage_id"] as Int64 })
            taughtLineages = found
            return found.contains(lineage)
        }
    }

    func ledger(_ lineage: Int64, in context: Context) throws -> LineageLedger {
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

    static func liveKey(_ tool: String, branch: Int64) -> String { "\(branch) \(tool)" }

    /// Writes what the reviews of this transaction changed of issues.
    func writeLedgers(in context: Context) throws {
        for (ledger, project) in context.unwritten {
            try ledger.write(
                branchID: { try context.names.branch($0, project: project) },
                rowOf: { context.findingRows[$0.review]?.row(ofOrdinal: $0.finding.ordinal) },
                statements: context.statements)
        }
        context.unwritten = []
    }
}
