import FindingsModel
import GRDB

/// Turns a search into SQL for one database.
///
/// An inner query over the tables filters, orders and limits; only its rows are joined with the view that gives the
/// columns. So nothing that a view computes is computed for a row that is not shown.
///
/// Which table the inner query begins with is decided by looking: a condition that few rows fulfil (``driverLimit``)
/// gives the rows to start from; otherwise the rows are gone through in the order asked for until there are enough.
struct SearchCompiler {
    /// At most so many rows make a condition the one to begin with. Beyond it, sorting what it gives costs more than
    /// going through the rows in order until a page is full.
    static let driverLimit = 2_000
    /// As ``driverLimit``, for words and symbols: to ask them of a row means to look at all its findings.
    static let wordDriverLimit = 20_000
    /// As ``driverLimit``, where all rows are wanted and their order saves nothing.
    static let wholeDriverLimit = 200_000

    let subject: SearchSubject
    var composer: SearchComposer
    private let db: Database
    /// On files: which branches are counted.
    private(set) var countedBranches: String?

    init(_ subject: SearchSubject, _ db: Database) throws {
        self.subject = subject
        self.db = db
        composer = SearchComposer(categories: try CategoryTree(db))
    }

    /// - Parameter limit: `nil` for all.
    mutating func list(
        _ expression: SearchExpression?, columns: [String], order: [SearchOrder], limit: Int?, offset: Int
    ) throws -> CompiledSearch {
        let inner = try rows(expression, isWhole: limit == nil)
        var from = inner.from
        var keys = try order.isEmpty ? defaultOrder : order.map(sortKey) + tieBreakers
        if subject == .findings, order.map(\.key) == ["severity"] {
            // As the index has them: newest taken in first, so that none but those of the page are looked at.
            keys = [keys[0], SortKey(expression: "finding.review_id", isDescending: true), keys[keys.count - 1]]
            if limit != nil, from == source {
                from = Self.findingsByRank
                keys[0].expression = "severity.rank"
            }
        }
        let identity = identity.map { "\($0.expression) AS \($0.name)" }
        let sorted = keys.enumerated().map { "\($1.expression) AS key\($0 + 1)" }
        let directions = keys.enumerated().map { "\("key\($0 + 1)")\($1.isDescending ? " DESC" : "")" }
        var sql = """
            SELECT \(columns.map(display).joined(separator: ", "))
            FROM (
              SELECT \((identity + sorted).joined(separator: ", "))
              FROM \(from)

            """
        if !inner.conditions.isEmpty {
            sql += "  WHERE \(inner.conditions.joined(separator: "\n    AND "))\n"
        }
        sql += "  ORDER BY \(directions.joined(separator: ", "))\n"
        if limit != nil || offset > 0 {
            sql += "  LIMIT \(composer.bind(limit ?? -1)) OFFSET \(composer.bind(offset))\n"
        }
        sql += """
            ) AS hit
            CROSS JOIN \(displayed)
            ORDER BY \(directions.map { "hit.\($0)" }.joined(separator: ", "))
            """
        return CompiledSearch(sql: sql, parameters: composer.parameters)
    }

    mutating func count(_ expression: SearchExpression?) throws -> CompiledSearch {
        let inner = try rows(expression, isWhole: true)
        var sql = "SELECT count(*) AS \(subject.rawValue)\nFROM \(inner.from)"
        if !inner.conditions.isEmpty { sql += "\nWHERE \(inner.conditions.joined(separator: "\n  AND "))" }
        return CompiledSearch(sql: sql, parameters: composer.parameters)
    }

    /// Fills a table with the ids of the issues that fulfil it, each with the branch on which it does.
    mutating func choice(of expression: SearchExpression?, in table: String) throws -> CompiledSearch {
        let inner = try rows(expression, isWhole: true)
        var sql = "INSERT INTO \(table) (issue_id, branch_id)\n"
        sql += "SELECT issue_state.issue_id, issue_state.branch_id\nFROM \(inner.from)"
        if !inner.conditions.isEmpty { sql += "\nWHERE \(inner.conditions.joined(separator: "\n  AND "))" }
        return CompiledSearch(sql: sql, parameters: composer.parameters)
    }

    // MARK: - Which rows

    /// - Parameter isWhole: all of them are wanted, not a page.
    mutating func rows(
        _ expression: SearchExpression?, isWhole: Bool
    ) throws -> (from: String, conditions: [String]) {
        var parts: [SearchExpression] =
            switch expression {
            case nil: []
            case .and(let parts): parts
            case let whole?: [whole]
            }
        countBranches(of: parts)
        var conditions: [String] = []
        if let first = try selectivePart(of: parts, isWhole: isWhole), let driver = try driver(parts[first]) {
            conditions.append("\(rowID) IN (\(driver.sql))")
            if driver.isExact { parts.remove(at: first) }
        }
        let from = conditions.isEmpty ? source : drivenSource
        for part in parts { conditions.append(try condition(part)) }
        return (from, conditions)
    }

    /// The place of the condition that fewest rows fulfil, if they are few.
    private mutating func selectivePart(of parts: [SearchExpression], isWhole: Bool) throws -> Int? {
        var best: Int?
        var fewest = Int.max
        let unbound = composer
        defer { composer = unbound }
        for (index, part) in parts.enumerated() {
            composer = unbound
            guard let driver = try driver(part) else { continue }
            let asksFindings = part.contains { $0.field == nil || $0.field == .symbol }
            let most =
                isWhole ? Self.wholeDriverLimit : asksFindings ? Self.wordDriverLimit : Self.driverLimit
            let number = try number(of: driver.sql, atMost: min(most, fewest))
            if number <= most, number < fewest { (best, fewest) = (index, number) }
        }
        return best
    }

    /// Whether the findings of words or a symbol are so few that they are better found first, once, than asked of each row.
    mutating func areFew(_ findings: String) throws -> Bool {
        try number(of: findings, atMost: Self.wordDriverLimit) <= Self.wordDriverLimit
    }

    /// How many rows a driver gives, counted no further than one more than `most`.
    private func number(of driver: String, atMost most: Int) throws -> Int {
        let statement = try db.makeStatement(
            sql: "SELECT count(*) FROM (SELECT 1 FROM (\(driver)) LIMIT \(most + 1))")
        statement.setUncheckedArguments(composer.arguments(for: statement))
        return try Int.fetchOne(statement) ?? 0
    }

    /// What must hold, as SQL over ``source``.
    mutating func condition(_ expression: SearchExpression) throws -> String {
        switch expression {
        case .term(let term): return try condition(term)
        case .not(let inner): return "(\(try condition(inner))) IS NOT TRUE"
        case .and(let parts):
            return "(\(try parts.map { try condition($0) }.joined(separator: " AND ")))"
        case .or(let parts):
            return "(\(try parts.map { try condition($0) }.joined(separator: " OR ")))"
        }
    }

    /// A query for the ids of the rows that fulfil the expression, where there is an index to find them by.
    ///
    /// - Returns: not `isExact` where further rows are among them, so that the condition has still to be checked.
    private mutating func driver(_ expression: SearchExpression) throws -> (sql: String, isExact: Bool)? {
        switch expression {
        case .term(let term): return try driver(term).map { ($0, true) }
        case .not: return nil
        case .and(let parts):
            for part in parts {
                if let driver = try driver(part) { return (driver.sql, false) }
            }
            return nil
        case .or(let parts):
            var queries: [String] = []
            var isExact = true
            for part in parts {
                guard let driver = try driver(part) else { return nil }
                queries.append(driver.sql)
                isExact = isExact && driver.isExact
            }
            return (queries.joined(separator: " UNION "), isExact)
        }
    }

    /// On files, `branch:` at the top of the search also says which branches are counted.
    private mutating func countBranches(of parts: [SearchExpression]) {
        guard subject == .files else { return }
        var conditions: [String] = []
        for case .term(let term) in parts where term.field == .branch {
            guard case .names(let names) = term.match else { continue }
            conditions.append(composer.names(names, "branch.name", isExact: true))
        }
        guard !conditions.isEmpty else { return }
        countedBranches = "SELECT branch.id FROM branch WHERE \(conditions.joined(separator: " AND "))"
    }

    func isUniqueBranch(_ name: String) throws -> Bool {
        try PreparedStatement(db, "count_branches").integer(["name": name]) == 1
    }

    // MARK: - By subject

    private mutating func condition(_ term: SearchTerm) throws -> String {
        switch subject {
        case .issues: try issueCondition(term)
        case .findings: try findingCondition(term)
        case .reviews: try reviewCondition(term)
        case .files: try fileCondition(term)
        }
    }

    private mutating func driver(_ term: SearchTerm) throws -> String? {
        switch subject {
        case .issues: try issueDriver(term)
        case .findings: try findingDriver(term)
        case .reviews: try reviewDriver(term)
        case .files: nil
        }
    }

    /// What the rows are known by in the view.
    private var identity: [(name: String, expression: String)] {
        switch subject {
        case .issues:
            [
                ("issue", "issue.uid"),
                ("branch", "(SELECT branch.name FROM branch WHERE branch.id = issue_state.branch_id)"),
            ]
        case .findings: [("review", "review.uid"), ("ordinal", "finding.ordinal")]
        case .reviews: [("review", "review.uid")]
        case .files: [("file", "file.id")]
        }
    }

    private var displayed: String {
        switch subject {
        case .issues: "issues ON issues.issue = hit.issue AND issues.branch = hit.branch"
        case .findings: "findings ON findings.review = hit.review AND findings.ordinal = hit.ordinal"
        case .reviews: "reviews ON reviews.review = hit.review"
        case .files: "file ON file.id = hit.file"
        }
    }

    var rowID: String {
        switch subject {
        case .issues: "issue_state.issue_id"
        case .findings: "finding.id"
        case .reviews: "review.id"
        case .files: "file.id"
        }
    }

    /// Where the rows come from in the default order.
    private var source: String {
        switch subject {
        case .issues: "issue_state CROSS JOIN issue ON issue.id = issue_state.issue_id"
        case .findings: "review CROSS JOIN finding ON finding.review_id = review.id"
        case .reviews: "review"
        case .files: "file"
        }
    }

    private static let findingsByRank = """
        severity CROSS JOIN finding ON finding.severity = severity.rank \
        CROSS JOIN review ON review.id = finding.review_id
        """

    /// Where they come from when ids are known.
    private var drivenSource: String {
        switch subject {
        case .issues: "issue_state JOIN issue ON issue.id = issue_state.issue_id"
        case .findings: "finding CROSS JOIN review ON review.id = finding.review_id"
        case .reviews, .files: source
        }
    }

    private func display(_ column: String) -> String {
        switch (subject, column) {
        case (.issues, "seen"): "issues.times_seen || '/' || issues.reviews_in_scope AS seen"
        case (.issues, "standing"): Self.standing
        case (.files, "owners"): Self.owners(of: "file.path")
        case (_, "owners"): Self.owners(of: "\(subject.rawValue).path")
        case (.files, _): "\(fileColumn(column)) AS \(column)"
        default: "\(subject.rawValue).\(column) AS \(column)"
        }
    }

    /// The state, and what people decided: "open, accepted until 2026-12-16", the last day on which it holds. The newest
    /// acceptance in force is the one that the view tells.
    private static let standing = """
        issues.state || CASE issues.triage WHEN 'rejected' THEN ', rejected' WHEN 'accepted' THEN ', accepted' || coalesce(\
        ' until ' || date((SELECT triage.expires_at FROM issue AS decided JOIN triage ON triage.issue_id = decided.id \
        WHERE decided.uid = issues.issue AND triage.decision = 'accepted' \
        AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock)) \
        ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1), '-1 second'), '') ELSE '' END AS standing
        """

    /// By the rules of the connection's CODEOWNERS.
    private static func owners(of path: String) -> String {
        "(SELECT group_concat(owner.value, ', ') FROM json_each(path_owners(\(path))) AS owner) AS owners"
    }

    // MARK: - Order

    struct SortKey {
        var expression: String
        var isDescending: Bool
    }

    private var defaultOrder: [SortKey] {
        switch subject {
        case .issues:
            [
                SortKey(expression: "issue_state.severity", isDescending: true),
                SortKey(expression: "issue_state.last_seen", isDescending: true),
            ] + tieBreakers
        case .findings: tieBreakers
        case .reviews: [SortKey(expression: "review.reviewed_at", isDescending: true)] + tieBreakers
        case .files:
            [SortKey(expression: fileColumn("open"), isDescending: true)] + tieBreakers
        }
    }

    /// Without them equal rows would come in an order that says nothing, and differ between pages.
    private var tieBreakers: [SortKey] {
        switch subject {
        case .issues:
            [
                SortKey(expression: "issue.uid", isDescending: false),
                SortKey(expression: "issue_state.branch_id", isDescending: false),
            ]
        case .findings:
            [
                SortKey(expression: "review.reviewed_at", isDescending: true),
                SortKey(expression: "review.uid", isDescending: true),
                SortKey(expression: "finding.ordinal", isDescending: false),
            ]
        case .reviews: [SortKey(expression: "review.uid", isDescending: true)]
        case .files:
            [
                SortKey(expression: "file.path", isDescending: false),
                SortKey(expression: "file.id", isDescending: false),
            ]
        }
    }

    private func sortKey(_ order: SearchOrder) throws -> SortKey {
        if subject == .files, subject.sortKeys.contains(order.key) {
            return SortKey(
                expression: order.key == "severity" ? fileSeverityRank : fileColumn(order.key),
                isDescending: order.isDescending)
        }
        guard let expression = subject.sortExpressions[order.key] else {
            throw SearchError(
                "\(subject.rawValue) cannot be sorted by '\(order.key)'", column: 1,
                suggestion: Spelling.nearest(to: order.key, among: subject.sortKeys))
        }
        return SortKey(expression: expression, isDescending: order.isDescending)
    }
}

extension SearchComposer {
    /// The values that a statement has parameters for.
    func arguments(for statement: Statement) -> StatementArguments {
        let names = Set(statement.parameterNames)
        return StatementArguments(parameters.filter { names.contains($0.key) }.mapValues(\.databaseValue))
    }
}

extension SearchSubject {
    /// What lists can be sorted by.
    public var sortKeys: [String] { self == .files ? columns.filter { $0 != "owners" } : sortExpressions.keys.sorted() }

    /// Sort keys, as SQL over the tables.
    var sortExpressions: [String: String] {
        switch self {
        case .issues:
            [
                "issue": "issue.uid", "project": "(SELECT name FROM project WHERE id = issue.project_id)",
                "path": "(SELECT path FROM file WHERE id = issue.file_id)", "title": "issue.title",
                "category": "issue.category", "severity": "issue_state.severity", "state": "issue_state.state",
                "branch": "(SELECT name FROM branch WHERE id = issue_state.branch_id)",
                "first_seen": "issue_state.first_seen", "last_seen": "issue_state.last_seen",
                "since": "issue_state.since", "changed": "issue_state.since", "times_seen": "issue_state.times_seen",
                "seen": "issue_state.times_seen", "reviews_in_scope": "issue_state.reviews_in_scope",
                "scope": "issue_state.reviews_in_scope", "missed_in_a_row": "issue_state.missed_in_a_row",
                "missed": "issue_state.missed_in_a_row", "times_reopened": "issue_state.times_reopened",
                "reopened": "issue_state.times_reopened",
            ]
        case .findings:
            [
                "finding": "review.uid", "review": "review.uid", "source": "review.source",
                "ordinal": "finding.ordinal", "path": "(SELECT path FROM file WHERE id = finding.file_id)",
                "title": "(SELECT title FROM wording WHERE id = finding.wording_id)", "polarity": "finding.polarity",
                "severity": "finding.severity", "category": "finding.category", "confidence": "finding.confidence",
                "rule": "finding.rule", "first_line": "finding.first_line", "line": "finding.first_line",
                "last_line": "finding.last_line",
                "reviewer": "(SELECT name FROM reviewer WHERE id = review.reviewer_id)",
                "branch": "(SELECT name FROM branch WHERE id = review.branch_id)", "commit_sha": "review.commit_sha",
                "reviewed_at": "review.reviewed_at", "reviewed": "review.reviewed_at",
            ]
        case .reviews:
            [
                "review": "review.uid", "source": "review.source",
                "reviewer": "(SELECT name FROM reviewer WHERE id = review.reviewer_id)",
                "branch": "(SELECT name FROM branch WHERE id = review.branch_id)", "commit_sha": "review.commit_sha",
                "pull_request": "review.pull_request", "reviewed_at": "review.reviewed_at",
                "reviewed": "review.reviewed_at", "ingested_at": "review.ingested_at",
                "ingested": "review.ingested_at", "outcome": "review.outcome", "language": "review.language",
                "findings": "review.finding_count", "issues": "review.issue_count", "praise": "review.praise_count",
                "unparsed": "json_array_length(review.unparsed)",
                "files": "(SELECT count(*) FROM review_file WHERE review_id = review.id)",
            ]
        case .files: [:]
        }
    }
}
