import FindingsModel

extension SearchCompiler {
    /// The newest decision in force on an issue that says what becomes of it; as in the view `issues`.
    static let decision = """
        (SELECT triage.decision FROM triage WHERE triage.issue_id = issue.id \
        AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened') \
        AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock)) \
        ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1)
        """

    /// The finding that reported an issue last; as in the view `issues`.
    private static let newestFinding = """
        (SELECT finding.id FROM issue_member JOIN finding ON finding.id = issue_member.finding_id \
        JOIN review ON review.id = finding.review_id WHERE issue_member.issue_id = issue.id \
        ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1)
        """

    /// On the default branch: first reported, or back after a fix, since the baseline; without a baseline, seen once.
    /// On any other branch: what is not live on the default branch.
    private static let isNew = """
        (issue_state.state = 'open' AND CASE \
        WHEN (SELECT branch.name = project.default_branch FROM branch JOIN project ON project.id = branch.project_id \
        WHERE branch.id = issue_state.branch_id) THEN coalesce((SELECT issue_state.first_seen > baseline.adopted_at \
        OR EXISTS (SELECT 1 FROM issue_event WHERE issue_event.issue_id = issue_state.issue_id \
        AND +issue_event.branch_id = issue_state.branch_id AND issue_event.kind = 'reopened' \
        AND issue_event.at > baseline.adopted_at) \
        FROM baseline WHERE baseline.branch_id = issue_state.branch_id \
        ORDER BY baseline.decided_at DESC, baseline.id DESC LIMIT 1), \
        issue_state.times_seen = 1) \
        ELSE NOT EXISTS (SELECT 1 FROM issue_state AS there JOIN branch ON branch.id = there.branch_id \
        JOIN project ON project.id = branch.project_id WHERE there.issue_id = issue_state.issue_id \
        AND there.state <> 'resolved' AND branch.name = project.default_branch) END)
        """

    /// Over `issue_state` and `issue`.
    mutating func issueCondition(_ term: SearchTerm) throws -> String {
        switch (term.field, term.match) {
        case (nil, .words(let words)):
            if let found = try findingDriver(term), try areFew(found) {
                return "issue.id IN (\(Self.issues(of: found)))"
            }
            return "EXISTS (SELECT 1 FROM finding WHERE finding.issue_id = issue.id AND \(wordsCondition(words)))"
        case (.issue, .names(let ids)): return composer.ids(ids, "issue.uid")
        case (.project, .names(let names)):
            let condition = composer.names(names, "project.name", isExact: false)
            return "issue.project_id IN (SELECT project.id FROM project WHERE \(condition))"
        case (.path, .paths(let paths)):
            let condition = composer.paths(paths, "file.path")
            return "EXISTS (SELECT 1 FROM file WHERE file.id = issue.file_id AND \(condition))"
        case (.owner, .names(let names)):
            return "issue.file_id IN (SELECT file.id FROM file WHERE \(composer.owners(names, "file.path")))"
        case (.branch, .names(let names)): return try branchCondition(names, "issue_state.branch_id")
        case (.on, .names(let names)):
            return """
                EXISTS (SELECT 1 FROM issue_state AS there JOIN branch ON branch.id = there.branch_id \
                WHERE there.issue_id = issue_state.issue_id AND there.state <> 'resolved' \
                AND \(composer.names(names, "branch.name", isExact: true)))
                """
        case (.category, .names(let names)): return try composer.category(names, "issue.category")
        case (.group, .names(let names)): return try composer.group(names, "issue.category")
        case (.severity, .severities(let ranges)): return composer.severities(ranges, "issue_state.severity")
        case (.title, .words(let words)): return composer.contains(words, "issue.title")
        case (.state, .choices(let states)):
            return SearchComposer.any(states.map { "issue_state.state = \(composer.bind($0))" })
        case (.triage, .choices(let decisions)):
            return SearchComposer.any(
                decisions.map { decision in
                    decision == "none" ? "\(Self.decision) IS NULL" : "\(Self.decision) = \(composer.bind(decision))"
                })
        case (.expires, .moments(let ranges)):
            let condition = composer.moments(ranges, "triage.expires_at")
            return """
                EXISTS (SELECT 1 FROM triage WHERE triage.issue_id = issue.id AND triage.decision = 'accepted' \
                AND triage.decision = \(Self.decision) AND \(condition))
                """
        case (.firstSeen, .moments(let ranges)): return composer.moments(ranges, "issue_state.first_seen")
        case (.lastSeen, .moments(let ranges)): return composer.moments(ranges, "issue_state.last_seen")
        case (.changed, .moments(let ranges)): return composer.moments(ranges, "issue_state.since")
        case (.cameBack, .moments(let ranges)):
            // By the index of the issue: a branch has far more events.
            return """
                (issue_state.times_reopened > 0 AND EXISTS (SELECT 1 FROM issue_event \
                WHERE issue_event.issue_id = issue_state.issue_id AND +issue_event.branch_id = issue_state.branch_id \
                AND issue_event.kind = 'reopened' AND \(composer.moments(ranges, "issue_event.at"))))
                """
        case (.seen, .numbers(let ranges)): return composer.numbers(ranges, Self.timesSeen)
        case (.scope, .numbers(let ranges)): return composer.numbers(ranges, "issue_state.reviews_in_scope")
        case (.missed, .numbers(let ranges)): return composer.numbers(ranges, "issue_state.missed_in_a_row")
        case (.reopened, .numbers(let ranges)): return composer.numbers(ranges, "issue_state.times_reopened")
        case (.reviewer, .names(let names)):
            let condition = composer.names(names, "reporter.value", isExact: false)
            return "EXISTS (SELECT 1 FROM json_each(issue_state.reviewers) AS reporter WHERE \(condition))"
        case (.onlyReviewer, .names(let names)):
            let condition = composer.names(names, "reporter.value", isExact: false)
            return "NOT EXISTS (SELECT 1 FROM json_each(issue_state.reviewers) AS reporter WHERE NOT (\(condition)))"
        case (.line, .numbers(let ranges)):
            return lineCondition(ranges, finding: Self.newestFinding)
        case (.is, .choices(let choices)): return SearchComposer.any(choices.map { isCondition($0) })
        case (.has, .choices(let choices)): return SearchComposer.any(choices.map { hasCondition($0) })
        default:
            // What one of the issue's findings fulfils.
            return """
                EXISTS (SELECT 1 FROM finding JOIN review ON review.id = finding.review_id \
                WHERE finding.issue_id = issue.id AND \(try findingCondition(term)))
                """
        }
    }

    /// Without its index, which most issues would be read through and sorted: the index of states has them in order.
    private static let timesSeen = "+issue_state.times_seen"

    private func isCondition(_ choice: String) -> String {
        switch choice {
        case "live": "issue_state.state IN ('open', 'missing')"
        case "new": Self.isNew
        case "recurring": "\(Self.timesSeen) >= 2"
        case "reopened": "issue_state.times_reopened > 0"
        case "flapping":
            // As the named query `flapping`: reported again at least twice, after it was missing or resolved. So it was seen
            // three times, which is quicker to tell. The index by issue: a branch has far more events.
            """
            (\(Self.timesSeen) >= 3 AND (SELECT count(*) FROM issue_event \
            WHERE issue_event.issue_id = issue_state.issue_id AND +issue_event.branch_id = issue_state.branch_id \
            AND issue_event.kind IN ('found', 'reopened')) >= 2)
            """
        case "accepted", "rejected", "assigned": "\(Self.decision) = '\(choice)'"
        case "triaged": "\(Self.decision) IN ('accepted', 'rejected', 'assigned')"
        case "untriaged": "(\(Self.decision) IN ('accepted', 'rejected', 'assigned')) IS NOT TRUE"
        case "issue", "praise", "neutral":
            "EXISTS (SELECT 1 FROM finding WHERE finding.issue_id = issue.id AND finding.polarity = '\(choice)')"
        default: "issue_state.state = '\(choice)'"
        }
    }

    private func hasCondition(_ choice: String) -> String {
        switch choice {
        case "lines":
            "EXISTS (SELECT 1 FROM query_place WHERE query_place.finding_id = \(Self.newestFinding))"
        case "triage": "\(Self.decision) IS NOT NULL"
        case "rule":
            "EXISTS (SELECT 1 FROM finding WHERE finding.issue_id = issue.id AND finding.rule IS NOT NULL)"
        default:
            """
            EXISTS (SELECT 1 FROM finding JOIN finding_symbol ON finding_symbol.finding_id = finding.id \
            WHERE finding.issue_id = issue.id)
            """
        }
    }

    /// A query for the ids of issues.
    mutating func issueDriver(_ term: SearchTerm) throws -> String? {
        switch (term.field, term.match) {
        case (.issue, .names(let ids)): return "SELECT issue.id FROM issue WHERE \(composer.ids(ids, "issue.uid"))"
        case (.path, .paths(let paths)):
            return """
                SELECT issue.id FROM file CROSS JOIN issue ON issue.file_id = file.id \
                WHERE \(composer.paths(paths, "file.path"))
                """
        case (.category, .names(let names)):
            return "SELECT issue.id FROM issue WHERE \(try composer.category(names, "issue.category"))"
        case (nil, _), (.symbol, _), (.review, _), (.finding, _):
            guard let findings = try findingDriver(term) else { return nil }
            return Self.issues(of: findings)
        default: return nil
        }
    }

    private static func issues(of findings: String) -> String {
        "SELECT DISTINCT finding.issue_id FROM finding WHERE finding.id IN (\(findings)) AND finding.issue_id IS NOT NULL"
    }
}
