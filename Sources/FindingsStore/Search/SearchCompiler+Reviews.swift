import FindingsModel

extension SearchCompiler {
    /// Over `review`.
    mutating func reviewCondition(_ term: SearchTerm) throws -> String {
        switch (term.field, term.match) {
        case (nil, .words(let words)):
            let verdict = composer.contains(words, "review.verdict")
            if let found = try findingDriver(term), try areFew(found) {
                return "(\(verdict) OR review.id IN (\(Self.reviews(of: found))))"
            }
            return "(\(verdict) OR \(someFinding(wordsCondition(words))))"
        case (.review, .names(let ids)): return composer.ids(ids, "review.uid")
        case (.project, .names(let names)):
            let condition = composer.names(names, "project.name", isExact: false)
            return "review.project_id IN (SELECT project.id FROM project WHERE \(condition))"
        case (.path, .paths(let paths)):
            let condition = composer.paths(paths, "file.path")
            return """
                EXISTS (SELECT 1 FROM review_file JOIN file ON file.id = review_file.file_id \
                WHERE review_file.review_id = review.id AND \(condition))
                """
        case (.owner, .names(let names)):
            return """
                review.id IN (SELECT review_file.review_id FROM file CROSS JOIN review_file \
                ON review_file.file_id = file.id WHERE \(composer.owners(names, "file.path")))
                """
        case (.branch, .names(let names)): return try branchCondition(names, "review.branch_id")
        case (.commit, .names(let ids)): return composer.ids(ids, "review.commit_sha")
        case (.pullRequest, .names(let names)): return composer.names(names, "review.pull_request", isExact: false)
        case (.source, .names(let names)): return composer.names(names, "review.source", isExact: true)
        case (.outcome, .choices(let choices)):
            return SearchComposer.any(choices.map { "review.outcome = \(composer.bind($0))" })
        case (.reviewer, .names(let names)):
            let condition = composer.names(names, "reviewer.name", isExact: false)
            return "review.reviewer_id IN (SELECT reviewer.id FROM reviewer WHERE \(condition))"
        case (.kind, .choices(let kinds)):
            let condition = SearchComposer.any(kinds.map { "reviewer.kind = \(composer.bind($0))" })
            return "review.reviewer_id IN (SELECT reviewer.id FROM reviewer WHERE \(condition))"
        case (.format, .names(let names)):
            let condition = composer.names(names, "document.format", isExact: false)
            return "EXISTS (SELECT 1 FROM document WHERE document.id = review.document_id AND \(condition))"
        case (.language, .names(let names)): return composer.names(names, "review.language", isExact: false)
        case (.reviewed, .moments(let ranges)): return composer.moments(ranges, "review.reviewed_at")
        case (.ingested, .moments(let ranges)): return composer.moments(ranges, "review.ingested_at")
        case (.findings, .numbers(let ranges)): return composer.numbers(ranges, "review.finding_count")
        case (.issues, .numbers(let ranges)): return composer.numbers(ranges, "review.issue_count")
        case (.praise, .numbers(let ranges)): return composer.numbers(ranges, "review.praise_count")
        case (.unparsed, .numbers(let ranges)):
            return composer.numbers(ranges, "json_array_length(review.unparsed)")
        case (.files, .numbers(let ranges)):
            return composer.numbers(
                ranges, "(SELECT count(*) FROM review_file WHERE review_file.review_id = review.id)")
        case (.is, .choices(let choices)):
            return SearchComposer.any(
                choices.map { choice in
                    switch choice {
                    case "clean": "review.issue_count = 0"
                    case "complete": "json_array_length(review.unparsed) = 0"
                    default: "review.outcome = '\(choice)'"
                    }
                })
        case (.has, .choices(let choices)): return SearchComposer.any(choices.map { hasReview($0) })
        default:
            // What one of the review's findings fulfils.
            return someFinding(try findingCondition(term))
        }
    }

    private func someFinding(_ condition: String) -> String {
        "EXISTS (SELECT 1 FROM finding WHERE finding.review_id = review.id AND \(condition))"
    }

    private func hasReview(_ choice: String) -> String {
        switch choice {
        case "findings": "review.finding_count > 0"
        case "issues": "review.issue_count > 0"
        case "praise": "review.praise_count > 0"
        case "verdict": "review.verdict IS NOT NULL"
        case "outcome": "review.outcome IS NOT NULL"
        case "commit": "review.commit_sha IS NOT NULL"
        case "pr": "review.pull_request IS NOT NULL"
        default: "json_array_length(review.unparsed) > 0"
        }
    }

    /// A query for the ids of reviews.
    mutating func reviewDriver(_ term: SearchTerm) throws -> String? {
        switch (term.field, term.match) {
        case (.review, .names(let ids)): return "SELECT review.id FROM review WHERE \(composer.ids(ids, "review.uid"))"
        case (.path, .paths(let paths)):
            return """
                SELECT review_file.review_id FROM file CROSS JOIN review_file ON review_file.file_id = file.id \
                WHERE \(composer.paths(paths, "file.path"))
                """
        case (.finding, _), (.issue, _), (.symbol, _):
            guard let findings = try findingDriver(term) else { return nil }
            return Self.reviews(of: findings)
        default: return nil
        }
    }

    private static func reviews(of findings: String) -> String {
        "SELECT DISTINCT finding.review_id FROM finding WHERE finding.id IN (\(findings))"
    }

    // MARK: - Branches

    /// One branch of that name is looked up as a value, so that an index which begins with the branch serves the order.
    mutating func branchCondition(_ names: [NamePattern], _ expression: String) throws -> String {
        let condition = composer.names(names, "branch.name", isExact: true)
        if names.count == 1, !names[0].isPattern, try isUniqueBranch(names[0].text) {
            return "\(expression) = (SELECT branch.id FROM branch WHERE \(condition))"
        }
        return "+\(expression) IN (SELECT branch.id FROM branch WHERE \(condition))"
    }
}
