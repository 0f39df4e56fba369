import FindingsModel

extension SearchCompiler {
    /// Over `file`.
    mutating func fileCondition(_ term: SearchTerm) throws -> String {
        switch (term.field, term.match) {
        case (nil, .words(let words)): return composer.contains(words, "file.path")
        case (.path, .paths(let paths)): return composer.paths(paths, "file.path")
        case (.project, .names(let names)):
            let condition = composer.names(names, "project.name", isExact: false)
            return "file.project_id IN (SELECT project.id FROM project WHERE \(condition))"
        case (.owner, .names(let names)): return composer.owners(names, "file.path")
        case (.branch, .names(let names)): return someReview(try branchCondition(names, "review.branch_id"))
        case (.reviewer, _), (.kind, _): return someReview(try reviewCondition(term))
        case (.reviewed, .moments(let ranges)): return composer.moments(ranges, fileColumn("last_reviewed"))
        case (.reviews, .numbers(let ranges)): return composer.numbers(ranges, fileColumn("reviews"))
        case (.open, .numbers(let ranges)): return composer.numbers(ranges, fileColumn("open"))
        case (.missing, .numbers(let ranges)): return composer.numbers(ranges, fileColumn("missing"))
        case (.resolved, .numbers(let ranges)): return composer.numbers(ranges, fileColumn("resolved"))
        case (.severity, .severities(let ranges)): return composer.severities(ranges, fileSeverityRank)
        case (.category, .names(let names)): return someLiveIssue(try composer.category(names, "issue.category"))
        case (.group, .names(let names)): return someLiveIssue(try composer.group(names, "issue.category"))
        case (.symbol, .names(let names)):
            let condition = composer.names(names, "symbol.name", isExact: true)
            return """
                EXISTS (SELECT 1 FROM finding JOIN finding_symbol ON finding_symbol.finding_id = finding.id \
                JOIN symbol ON symbol.id = finding_symbol.symbol_id WHERE finding.file_id = file.id AND \(condition))
                """
        case (.is, .choices(let choices)): return SearchComposer.any(choices.map { isFile($0) })
        case (.has, .choices(let choices)): return SearchComposer.any(choices.map { hasFile($0) })
        default: return "FALSE"
        }
    }

    private func someReview(_ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM review_file JOIN review ON review.id = review_file.review_id \
        WHERE review_file.file_id = file.id AND \(condition))
        """
    }

    private func someLiveIssue(_ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM issue JOIN issue_state ON issue_state.issue_id = issue.id \
        WHERE issue.file_id = file.id AND issue_state.state <> 'resolved'\(onCountedBranches("issue_state")) \
        AND \(condition))
        """
    }

    private func isFile(_ choice: String) -> String {
        switch choice {
        case "open", "missing": "\(fileColumn(choice)) > 0"
        case "clean": "\(fileColumn("open")) = 0"
        case "renamed": "file.renamed_from IS NOT NULL"
        default: "EXISTS (SELECT 1 FROM review_file WHERE review_file.file_id = file.id)"
        }
    }

    private func hasFile(_ choice: String) -> String {
        switch choice {
        case "issues": "EXISTS (SELECT 1 FROM issue WHERE issue.file_id = file.id)"
        case "findings": "EXISTS (SELECT 1 FROM finding WHERE finding.file_id = file.id)"
        default: "EXISTS (SELECT 1 FROM review_file WHERE review_file.file_id = file.id)"
        }
    }

    /// A column of a list of files, over `file`. What is counted is on the branches of the search, all unless it names
    /// some; an issue that is open on several is counted once.
    func fileColumn(_ column: String) -> String {
        switch column {
        case "path": "file.path"
        case "project": "(SELECT project.name FROM project WHERE project.id = file.project_id)"
        case "reviews": ofReviews("count(*)")
        case "reviewers": ofReviews("count(DISTINCT review.reviewer_id)")
        case "first_reviewed": ofReviews("min(review.reviewed_at)")
        case "last_reviewed": ofReviews("max(review.reviewed_at)")
        case "severity": "(SELECT severity.name FROM severity WHERE severity.rank = \(fileSeverityRank))"
        default: ofIssues("count(DISTINCT issue.id)", where: "issue_state.state = '\(column)'")
        }
    }

    /// The highest severity of an issue that is not resolved.
    var fileSeverityRank: String { ofIssues("max(issue_state.severity)", where: "issue_state.state <> 'resolved'") }

    private func ofReviews(_ aggregate: String) -> String {
        """
        (SELECT \(aggregate) FROM review_file JOIN review ON review.id = review_file.review_id \
        WHERE review_file.file_id = file.id\(onCountedBranches("review")))
        """
    }

    private func ofIssues(_ aggregate: String, where condition: String) -> String {
        """
        (SELECT \(aggregate) FROM issue JOIN issue_state ON issue_state.issue_id = issue.id \
        WHERE issue.file_id = file.id AND \(condition)\(onCountedBranches("issue_state")))
        """
    }

    private func onCountedBranches(_ table: String) -> String {
        countedBranches.map { " AND \(table).branch_id IN (\($0))" } ?? ""
    }
}
