import FindingsModel

extension SearchCompiler {
    /// The groups of a search: the keys, the figures, then what ``GroupedRows`` makes of it a course in time.
    ///
    /// The rows are read once. They are counted by keys and day first, so that what a group's course is made of is small.
    ///
    /// - Parameters:
    ///   - columns: those of the keys and of ``SearchSubject/figures``.
    ///   - order: by names among these.
    mutating func groups(
        _ expression: SearchExpression?, by keys: [SearchGroupKey], columns: [String], order: [SearchOrder],
        limit: Int?, offset: Int
    ) throws -> CompiledSearch {
        let hits = try hits(expression, by: keys, figures: subject.figures)
        let names = keys.indices.map { "key\($0 + 1)" }
        let numbered = keys.indices.map { String($0 + 1) }.joined(separator: ", ")
        var sums: [String: String] = [:]
        for figure in subject.figures {
            sums[figure.name] = figure.isSum ? "sum(cell.\(figure.name))" : "max(cell.\(figure.name))"
        }
        // A subquery could not look an aggregate up.
        let severities = Severity.allCases.map { "WHEN \($0.rank) THEN '\($0.rawValue)'" }
        sums["worst"] = "CASE max(cell.worst) \(severities.joined(separator: " ")) END"
        sums[subject.rawValue] = "sum(cell.number)"
        sums["first_seen"] = "min(cell.first_at)"
        sums["last_seen"] = "max(cell.last_at)"
        for (key, name) in zip(keys, names) { sums[key.rawValue] = "cell.\(name)" }
        let shown = columns.map { "\(sums[$0] ?? "NULL") AS \"\($0)\"" }
        let directions = groupOrder(keys, order).map { key in
            let sum = key.key == "worst" ? "max(cell.worst)" : sums[key.key] ?? "NULL"
            return sum + (key.isDescending ? " DESC" : "")
        }
        let figures = subject.figures.map { figure in
            ", \(figure.isSum ? "sum" : "max")(hit.\(figure.name)) AS \(figure.name)"
        }.joined()
        var sql = """
            WITH hit AS (
            \(hits)
            ),
            cell AS (
              SELECT \(names.map { "hit.\($0)" }.joined(separator: ", ")), substr(hit.at, 1, 10) AS day, \
            count(*) AS number, min(hit.at) AS first_at, max(hit.last_at) AS last_at\(figures)
              FROM hit
              GROUP BY \(numbered), day
              ORDER BY \(numbered), day
            )
            SELECT \(shown.joined(separator: ", ")), \
            group_concat(cell.day || '=' || cell.number, ' ') AS by_day, \
            min(min(cell.first_at)) OVER () AS earliest, max(max(cell.day)) OVER () AS latest
            FROM cell
            GROUP BY \(names.map { "cell.\($0)" }.joined(separator: ", "))
            ORDER BY \(directions.joined(separator: ", "))
            """
        if limit != nil || offset > 0 {
            sql += "\nLIMIT \(composer.bind(limit ?? -1)) OFFSET \(composer.bind(offset))"
        }
        return CompiledSearch(sql: sql, parameters: composer.parameters)
    }

    /// How many groups there are.
    mutating func countGroups(_ expression: SearchExpression?, by keys: [SearchGroupKey]) throws -> CompiledSearch {
        let hits = try hits(expression, by: keys, figures: [])
        let names = keys.indices.map { "key\($0 + 1)" }.joined(separator: ", ")
        return CompiledSearch(
            sql: "SELECT count(*) AS groups\nFROM (\n  SELECT DISTINCT \(names)\n  FROM (\n\(hits)\n  )\n)",
            parameters: composer.parameters)
    }

    private mutating func hits(
        _ expression: SearchExpression?, by keys: [SearchGroupKey], figures: [GroupFigure]
    ) throws -> String {
        let inner = try rows(expression, isWhole: true)
        var joins: [String] = []
        var columns: [String] = []
        // A row that has a key several times counts once.
        var isDistinct = false
        for (index, key) in keys.enumerated() {
            let source = groupSource(key)
            isDistinct = isDistinct || !source.joins.isEmpty
            for join in source.joins where !joins.contains(join) { joins.append(join) }
            columns.append("\(source.expression) AS key\(index + 1)")
        }
        let times = groupTimes
        columns += ["\(times.first) AS at", "\(times.last) AS last_at"]
        columns += figures.map { "\($0.expression) AS \($0.name)" }
        if isDistinct { columns.append(groupRowID) }
        var sql = "  SELECT \(isDistinct ? "DISTINCT " : "")\(columns.joined(separator: ", "))\n  FROM \(inner.from)"
        for join in joins { sql += "\n  \(join)" }
        if !inner.conditions.isEmpty {
            sql += "\n  WHERE \(inner.conditions.joined(separator: "\n    AND "))"
        }
        return sql
    }

    /// Most first; what is only grouped by time comes in its order.
    private func groupOrder(_ keys: [SearchGroupKey], _ order: [SearchOrder]) -> [SearchOrder] {
        let byKeys = keys.map { SearchOrder($0.rawValue) }
        if !order.isEmpty { return order + byKeys }
        return keys.allSatisfy(\.isPeriod) ? byKeys : [SearchOrder(subject.rawValue, descending: true)] + byKeys
    }

    private var groupTimes: (first: String, last: String) {
        subject == .issues
            ? ("issue_state.first_seen", "issue_state.last_seen") : ("review.reviewed_at", "review.reviewed_at")
    }

    private var groupRowID: String {
        subject == .issues ? "issue_state.issue_id, issue_state.branch_id" : rowID
    }

    // MARK: - Keys

    /// A key as SQL, with the joins that it needs.
    private func groupSource(_ key: SearchGroupKey) -> (expression: String, joins: [String]) {
        let path = groupPath
        switch key {
        case .project:
            let id = subject == .issues ? "issue.project_id" : "review.project_id"
            return ("(SELECT project.name FROM project WHERE project.id = \(id))", [])
        case .path: return (path.expression, path.joins)
        case .folder:
            let folder = "rtrim(rtrim(\(path.expression), replace(\(path.expression), '/', '')), '/')"
            let named = "coalesce(nullif(\(folder), ''), '.')"
            return ("CASE WHEN \(path.expression) IS NOT NULL THEN \(named) END", path.joins)
        case .owner:
            return ("owner.value", path.joins + ["LEFT JOIN json_each(path_owners(\(path.expression))) AS owner"])
        case .category: return (judged("category"), [])
        case .group:
            return ("(SELECT category.family FROM category WHERE category.id = \(judged("category")))", [])
        case .severity:
            let rank = subject == .issues ? "issue_state.severity" : "finding.severity"
            return ("(SELECT severity.name FROM severity WHERE severity.rank = \(rank))", [])
        case .state:
            if subject == .issues { return ("issue_state.state", []) }
            return (
                """
                (SELECT issue_state.state FROM issue_state WHERE issue_state.issue_id = finding.issue_id \
                AND issue_state.branch_id = review.branch_id)
                """, []
            )
        case .triage: return (Self.decision, [])
        case .polarity: return ("finding.polarity", [])
        case .basis: return ("finding.severity_basis", [])
        case .rule: return ("finding.rule", [])
        case .symbol:
            var joins: [String] = []
            if subject == .issues { joins.append("LEFT JOIN finding AS named ON named.issue_id = issue.id") }
            let id = subject == .issues ? "named.id" : "finding.id"
            joins.append("LEFT JOIN finding_symbol ON finding_symbol.finding_id = \(id)")
            joins.append("LEFT JOIN symbol ON symbol.id = finding_symbol.symbol_id")
            return ("symbol.name", joins)
        case .title:
            return subject == .issues
                ? ("issue.title", [])
                : ("(SELECT wording.title FROM wording WHERE wording.id = finding.wording_id)", [])
        case .issue: return ("(SELECT issue.uid FROM issue WHERE issue.id = finding.issue_id)", [])
        case .review: return ("review.uid", [])
        case .reviewer:
            if subject == .issues {
                return ("reporter.value", ["LEFT JOIN json_each(issue_state.reviewers) AS reporter"])
            }
            return ("(SELECT reviewer.name FROM reviewer WHERE reviewer.id = review.reviewer_id)", [])
        case .kind: return ("(SELECT reviewer.kind FROM reviewer WHERE reviewer.id = review.reviewer_id)", [])
        case .branch:
            let id = subject == .issues ? "issue_state.branch_id" : "review.branch_id"
            return ("(SELECT branch.name FROM branch WHERE branch.id = \(id))", [])
        case .commit: return ("review.commit_sha", [])
        case .source: return ("review.source", [])
        case .format:
            return ("(SELECT document.format FROM document WHERE document.id = review.document_id)", [])
        case .outcome: return ("review.outcome", [])
        case .pullRequest: return ("review.pull_request", [])
        case .language: return ("review.language", [])
        case .seen: return ("issue_state.times_seen", [])
        case .day: return ("substr(\(groupTimes.first), 1, 10)", [])
        case .week: return ("date(substr(\(groupTimes.first), 1, 10), 'weekday 0', '-6 days')", [])
        case .month: return ("substr(\(groupTimes.first), 1, 7)", [])
        case .year: return ("substr(\(groupTimes.first), 1, 4)", [])
        }
    }

    private func judged(_ column: String) -> String { subject == .issues ? "issue.\(column)" : "finding.\(column)" }

    /// The path of a row's file; a review may have several.
    private var groupPath: (expression: String, joins: [String]) {
        switch subject {
        case .issues: ("(SELECT file.path FROM file WHERE file.id = issue.file_id)", [])
        case .findings: ("(SELECT file.path FROM file WHERE file.id = finding.file_id)", [])
        case .reviews, .files:
            (
                "covered.path",
                [
                    "LEFT JOIN review_file ON review_file.review_id = review.id",
                    "LEFT JOIN file AS covered ON covered.id = review_file.file_id",
                ]
            )
        }
    }
}

/// A number of each row that groups add up or take the highest of.
struct GroupFigure {
    var name: String
    /// Over the tables that a search is over.
    var expression: String
    var isSum: Bool
}

extension SearchSubject {
    var figures: [GroupFigure] {
        switch self {
        case .issues:
            [
                GroupFigure(name: "open", expression: "(issue_state.state = 'open')", isSum: true),
                GroupFigure(name: "missing", expression: "(issue_state.state = 'missing')", isSum: true),
                GroupFigure(name: "resolved", expression: "(issue_state.state = 'resolved')", isSum: true),
                GroupFigure(name: "times_seen", expression: "issue_state.times_seen", isSum: true),
                GroupFigure(name: "times_reopened", expression: "issue_state.times_reopened", isSum: true),
                GroupFigure(name: "worst", expression: "issue_state.severity", isSum: false),
            ]
        case .findings:
            [
                GroupFigure(name: "praise", expression: "(finding.polarity = 'praise')", isSum: true),
                GroupFigure(name: "worst", expression: "finding.severity", isSum: false),
            ]
        case .reviews:
            [
                GroupFigure(name: "findings", expression: "review.finding_count", isSum: true),
                GroupFigure(name: "issues", expression: "review.issue_count", isSum: true),
                GroupFigure(name: "praise", expression: "review.praise_count", isSum: true),
            ]
        case .files: []
        }
    }

    /// The columns of groups after their keys that can be chosen.
    public var groupColumns: [String] { [rawValue] + figures.map(\.name) + ["first_seen", "last_seen"] }

    /// Those that are shown when none are chosen.
    var defaultGroupColumns: [String] {
        switch self {
        case .issues: ["issues", "open", "missing", "worst", "first_seen", "last_seen"]
        case .findings: ["findings", "worst", "first_seen", "last_seen"]
        case .reviews, .files: [rawValue, "findings", "first_seen", "last_seen"]
        }
    }
}
