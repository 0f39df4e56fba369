import FindingsModel
import Foundation
import GRDB

extension FindingsDatabase {
    /// The rows of a search.
    ///
    /// - Parameters:
    ///   - search: parsed for the same subject; `nil` for every row.
    ///   - columns: of ``SearchSubject/columns``; `nil` for ``SearchSubject/defaultColumns``.
    ///   - sort: goes before the search's own `sort:`. By default issues come by severity and then by when they were last
    ///     seen, findings and reviews newest first, and files with most open issues first.
    ///   - limit: at most so many rows; the result tells whether there were more. `nil` for all.
    ///   - offset: rows to leave out before them.
    /// - Throws: ``StoreError/badSearch(_:)`` for what only the database can tell to be wrong: a category that it has not.
    public func list(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, columns: [String]? = nil,
        sort: [SearchOrder] = [], limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> RowSet {
        try reading { db in
            // One row more than is asked for tells whether there are more.
            let compiled = try Self.compile(
                subject, search, columns: columns, sort: sort, limit: limit.map { max(0, $0) + 1 }, offset: offset, db)
            return try RowSet(compiled.statement(db), limit: limit)
        }
    }

    /// How many rows a search has.
    public func count(_ subject: SearchSubject, matching search: SearchQuery? = nil) throws(StoreError) -> Int {
        try reading { db in
            var compiler = try SearchCompiler(subject, db)
            return try Int.fetchOne(compiler.count(search?.expression).statement(db)) ?? 0
        }
    }

    /// What ``list(_:matching:columns:sort:limit:offset:)`` would run: ready for `refrain sql`, with its parameters.
    public func explain(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, columns: [String]? = nil,
        sort: [SearchOrder] = [], limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> CompiledSearch {
        try reading { db in
            try Self.compile(subject, search, columns: columns, sort: sort, limit: limit, offset: offset, db)
        }
    }

    /// The groups of a search: how many rows have the same keys, from when to when, and when they came.
    ///
    /// - Parameters:
    ///   - keys: at least one. A row counts in every group that it belongs to: an issue of two reviewers in both of theirs.
    ///   - columns: what to show after the keys, of ``SearchSubject/groupColumns``; `nil` for a choice of them.
    ///   - limit: at most so many groups, the largest first unless the search has its own order; `nil` for all.
    public func groups(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, by keys: [SearchGroupKey],
        columns: [String]? = nil, limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> GroupedRows {
        try reading { db in
            let compiled = try Self.compileGroups(
                subject, search, by: keys, columns: columns, limit: limit.map { max(0, $0) + 1 }, offset: offset, db)
            var groups = GroupedRows(try RowSet(compiled.statement(db), limit: limit), keyCount: keys.count)
            groups.isCourse = keys.allSatisfy(\.isPeriod)
            return groups
        }
    }

    /// How many groups a search has.
    public func countGroups(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, by keys: [SearchGroupKey]
    ) throws(StoreError) -> Int {
        try reading { db in
            var compiler = try SearchCompiler(subject, db)
            return try Int.fetchOne(compiler.countGroups(search?.expression, by: keys).statement(db)) ?? 0
        }
    }

    /// What ``count(_:matching:)`` and ``countGroups(_:matching:by:)`` would run.
    public func explainCount(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, by keys: [SearchGroupKey] = []
    ) throws(StoreError) -> CompiledSearch {
        try reading { db in
            var compiler = try SearchCompiler(subject, db)
            return try keys.isEmpty
                ? compiler.count(search?.expression) : compiler.countGroups(search?.expression, by: keys)
        }
    }

    /// What ``groups(_:matching:by:columns:limit:offset:)`` would run.
    public func explainGroups(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, by keys: [SearchGroupKey],
        columns: [String]? = nil, limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> CompiledSearch {
        try reading { db in
            try Self.compileGroups(subject, search, by: keys, columns: columns, limit: limit, offset: offset, db)
        }
    }

    private static func compileGroups(
        _ subject: SearchSubject, _ search: SearchQuery?, by keys: [SearchGroupKey], columns: [String]?, limit: Int?,
        offset: Int, _ db: Database
    ) throws -> CompiledSearch {
        // In a group of one severity the worst is that one.
        let columns = columns ?? subject.defaultGroupColumns.filter { $0 != "worst" || !keys.contains(.severity) }
        let names = keys.map(\.rawValue)
        let known = subject.groupColumns
        for column in columns where !known.contains(column) && !names.contains(column) {
            throw StoreError.unknownColumn(
                column, of: "groups of \(subject.rawValue)", known: known,
                suggestion: Spelling.nearest(to: column, among: known))
        }
        var compiler = try SearchCompiler(subject, db)
        return try compiler.groups(
            search?.expression, by: keys, columns: names + columns.filter { !names.contains($0) },
            order: search?.order ?? [], limit: limit, offset: max(0, offset))
    }

    private static func compile(
        _ subject: SearchSubject, _ search: SearchQuery?, columns: [String]?, sort: [SearchOrder], limit: Int?,
        offset: Int, _ db: Database
    ) throws -> CompiledSearch {
        let columns = columns ?? subject.defaultColumns
        for column in columns where !subject.columns.contains(column) {
            throw StoreError.unknownColumn(
                column, of: subject.rawValue, known: subject.columns,
                suggestion: Spelling.nearest(to: column, among: subject.columns))
        }
        if let search, search.subject != subject {
            throw SearchError(
                "a search of \(search.subject.rawValue), where \(subject.rawValue) are listed,", column: 1)
        }
        var compiler = try SearchCompiler(subject, db)
        return try compiler.list(
            search?.expression, columns: columns, order: sort + (search?.order ?? []), limit: limit,
            offset: max(0, offset))
    }

    /// Full-text search over everything that was ever said, best first.
    ///
    /// Findings of the same words are one row, that of the newest; `occurrences` counts them. In `snippet` the words that
    /// were found stand between `**`.
    ///
    /// - Parameter text: words and `"phrases"`, all of which must be there; `-word` must not, `or` gives a choice,
    ///   `begin*` is the beginning of a word.
    /// - Throws: ``StoreError/badSearch(_:)`` where the text has nothing to search for.
    public func search(_ text: String, limit: Int = 20) throws(StoreError) -> RowSet {
        try reading { db in
            let words = try FullTextTerms.expression(parsing: text)
            let statement = try PreparedStatement(db, "search_words").statement
            statement.setUncheckedArguments(["words": words, "limit": max(0, limit) + 1])
            var rows = try RowSet(statement, limit: max(0, limit))
            if rows.isTruncated { rows.howToSeeMore = "--limit N" }
            return rows
        }
    }

    /// What an id, or the unique beginning of one, stands for.
    ///
    /// - Parameter prefix: at least four characters of the uid of a review or an issue, or a finding's whole ordinal after
    ///   the beginning of its review's uid and a dot. Blanks around it, such as the end of a line of CSV, do not count.
    /// The id of an issue that people merged into another stands for that one, and so does one that a later review showed to be
    /// another's, from eight characters on.
    ///
    /// - Throws: ``StoreError/notUnique(prefix:matches:)``, ``StoreError/notFound(kind:id:)``,
    ///   ``StoreError/idTooShort(_:)``.
    public func identify(_ prefix: String) throws(StoreError) -> (kind: RecordKind, uid: String) {
        let typed = prefix.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let halves = typed.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isHexadecimal = halves[0].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        if isHexadecimal, (1...3).contains(halves[0].utf8.count) { throw .idTooShort(prefix) }
        guard isHexadecimal, (4...16).contains(halves[0].utf8.count) else {
            throw .notFound(kind: "review, finding or issue", id: prefix)
        }
        let found: [(kind: RecordKind, uid: String)] = try reading { db in
            let pattern = "\(halves[0])*"
            if halves.count == 2 {
                guard let ordinal = Int(halves[1]) else { return [] }
                return try PreparedStatement(db, "identify_finding")
                    .rows(["pattern": pattern, "ordinal": ordinal]).map { (.finding, $0["uid"]) }
            }
            return try PreparedStatement(db, "identify_issue").rows(["pattern": pattern]).map { (.issue, $0["uid"]) }
                + PreparedStatement(db, "identify_review").rows(["pattern": pattern]).map { (.review, $0["uid"]) }
        }
        guard let only = found.first else {
            if halves.count == 1 {
                if let issue = try issue(mergedFrom: typed) { return (.issue, issue) }
                if let issue = try issue(holding: typed) { return (.issue, issue) }
            }
            throw .notFound(kind: "review, finding or issue", id: prefix)
        }
        guard found.count == 1 else {
            throw .notUnique(prefix: prefix, matches: found.map { "\($0.kind.rawValue) \($0.uid)" })
        }
        return only
    }

    /// The issue that the finding belongs to now which had begun one whose uid begins so.
    private func issue(holding prefix: String) throws(StoreError) -> String? {
        guard prefix.utf8.count >= 8 else { return nil }
        return try reading { db in
            let tied = try PreparedStatement(db, "tied_findings")
            var last: Int64 = 0
            while true {
                let rows = try tied.rows(["after": last, "limit": Self.pageLength])
                for row in rows {
                    let uid = LineageLedger.evidenceUID(review: row["review"], ordinal: row["ordinal"])
                    if uid.hasPrefix(prefix) { return row["issue"] }
                }
                guard rows.count == Self.pageLength, let next: Int64 = rows.last?["id"] else { return nil }
                last = next
            }
        }
    }

    private static let pageLength = 10_000

    /// The issue that one whose uid begins so was merged into: ids that people wrote down lead there.
    private func issue(mergedFrom prefix: String) throws(StoreError) -> String? {
        try reading { db in
            try PreparedStatement(db, "merged_issues").rows().first { row in
                JSONText.strings(row["findings"]).contains { finding in
                    DecisionAnchors.parts(finding).map {
                        LineageLedger.evidenceUID(review: $0.review, ordinal: $0.ordinal).hasPrefix(prefix)
                    } ?? false
                }
            }.map { $0["uid"] }
        }
    }

    func reading<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.read(body)
        } catch let error as SearchError {
            throw .badSearch(error)
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw .sqlFailed(why: error.message ?? "\(error)")
        } catch {
            throw StoreError(error, path: path)
        }
    }
}

/// What an id can stand for.
public enum RecordKind: String, CaseIterable, Sendable {
    case review, finding, issue

    /// "a review", "an issue".
    public var withArticle: String { (self == .issue ? "an " : "a ") + rawValue }
}

extension CompiledSearch {
    fileprivate func statement(_ db: Database) throws -> Statement {
        let statement = try db.makeStatement(sql: sql)
        let names = Set(statement.parameterNames)
        statement.setUncheckedArguments(
            StatementArguments(parameters.filter { names.contains($0.key) }.mapValues(\.databaseValue)))
        return statement
    }
}
