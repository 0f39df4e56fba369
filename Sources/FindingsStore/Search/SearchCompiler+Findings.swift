import FindingsModel

extension SearchCompiler {
    /// Over `finding` and `review`.
    mutating func findingCondition(_ term: SearchTerm) throws -> String {
        switch (term.field, term.match) {
        case (nil, .words(let words)): return wordsCondition(words)
        case (.finding, .names(let ids)): return findingIDs(ids)
        case (.issue, .names(let ids)):
            let condition = composer.ids(ids, "issue.uid")
            return "EXISTS (SELECT 1 FROM issue WHERE issue.id = finding.issue_id AND \(condition))"
        case (.path, .paths(let paths)):
            let condition = composer.paths(paths, "file.path")
            return "EXISTS (SELECT 1 FROM file WHERE file.id = finding.file_id AND \(condition))"
        case (.owner, .names(let names)):
            return "finding.file_id IN (SELECT file.id FROM file WHERE \(composer.owners(names, "file.path")))"
        case (.category, .names(let names)): return try composer.category(names, "finding.category")
        case (.group, .names(let names)): return try composer.group(names, "finding.category")
        case (.severity, .severities(let ranges)): return composer.severities(ranges, "finding.severity")
        case (.polarity, .choices(let choices)):
            return SearchComposer.any(choices.map { "finding.polarity = \(composer.bind($0))" })
        case (.basis, .choices(let choices)):
            return SearchComposer.any(choices.map { "finding.severity_basis = \(composer.bind($0))" })
        case (.confidence, .numbers(let ranges)): return composer.numbers(ranges, "finding.confidence")
        case (.rule, .names(let names)): return composer.names(names, "finding.rule", isExact: false)
        case (.line, .numbers(let ranges)): return lineCondition(ranges, finding: "finding.id")
        case (.symbol, .names(let names)):
            let condition = composer.names(names, "symbol.name", isExact: true)
            return """
                EXISTS (SELECT 1 FROM finding_symbol JOIN symbol ON symbol.id = finding_symbol.symbol_id \
                WHERE finding_symbol.finding_id = finding.id AND \(condition))
                """
        case (.title, .words(let words)): return wordingCondition(composer.contains(words, "wording.title"))
        case (.body, .words(let words)): return wordingCondition(composer.contains(words, "wording.body"))
        case (.state, .choices(let states)):
            return SearchComposer.any(states.map { stateCondition("issue_state.state = \(composer.bind($0))") })
        case (.triage, .choices(let decisions)):
            return try triageCondition(decisions, column: term.column)
        case (.is, .choices(let choices)): return SearchComposer.any(choices.map { isFinding($0) })
        case (.has, .choices(let choices)): return SearchComposer.any(choices.map { hasFinding($0) })
        default: return try reviewCondition(term)
        }
    }

    private mutating func triageCondition(_ decisions: [String], column: Int) throws -> String {
        let term = SearchTerm(field: .triage, match: .choices(decisions), column: column)
        let condition = try issueCondition(term)
        let ofIssue = "EXISTS (SELECT 1 FROM issue WHERE issue.id = finding.issue_id AND \(condition))"
        return decisions.contains("none") ? "(finding.issue_id IS NULL OR \(ofIssue))" : ofIssue
    }

    /// The finding's issue, on the branch of its review.
    private func stateCondition(_ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM issue_state WHERE issue_state.issue_id = finding.issue_id \
        AND issue_state.branch_id = review.branch_id AND \(condition))
        """
    }

    private func isFinding(_ choice: String) -> String {
        switch choice {
        case "issue", "praise", "neutral": "finding.polarity = '\(choice)'"
        case "tracked": "finding.issue_id IS NOT NULL"
        case "stated", "inferred": "finding.severity_basis = '\(choice)'"
        case "live": stateCondition("issue_state.state IN ('open', 'missing')")
        default: stateCondition("issue_state.state = '\(choice)'")
        }
    }

    private func hasFinding(_ choice: String) -> String {
        switch choice {
        case "lines": "EXISTS (SELECT 1 FROM query_place WHERE query_place.finding_id = finding.id)"
        case "symbol": "EXISTS (SELECT 1 FROM finding_symbol WHERE finding_symbol.finding_id = finding.id)"
        case "suggestion": wordingCondition("wording.suggestion <> ''")
        case "body": wordingCondition("wording.body <> ''")
        case "path": "finding.file_id IS NOT NULL"
        case "issue": "finding.issue_id IS NOT NULL"
        case "fingerprint": "finding.fingerprint IS NOT NULL"
        default: "finding.rule IS NOT NULL"
        }
    }

    private func wordingCondition(_ condition: String) -> String {
        "EXISTS (SELECT 1 FROM wording WHERE wording.id = finding.wording_id AND \(condition))"
    }

    /// The wordings are found once and looked up for each row: FTS5 reads its list anew for every row that it is asked of.
    mutating func wordsCondition(_ words: [SearchWords]) -> String {
        SearchComposer.any(
            words.map { words in
                """
                +finding.wording_id IN (SELECT wording_search.rowid FROM wording_search \
                WHERE wording_search MATCH \(composer.bind(FullTextTerms.expression(words))))
                """
            })
    }

    /// References to the finding's own file that touch the lines; a range written the wrong way round is turned.
    mutating func lineCondition(_ ranges: [NumberRange], finding: String) -> String {
        SearchComposer.any(
            ranges.map { range in
                var bounds: [String] = []
                if let lower = range.lower {
                    let last = "max(query_place.first_line, query_place.last_line)"
                    bounds.append(
                        composer.numbers([NumberRange(lower: lower, excludesLower: range.excludesLower)], last))
                }
                if let upper = range.upper {
                    let first = "min(query_place.first_line, query_place.last_line)"
                    bounds.append(
                        composer.numbers([NumberRange(upper: upper, excludesUpper: range.excludesUpper)], first))
                }
                return """
                    EXISTS (SELECT 1 FROM query_place WHERE query_place.finding_id = \(finding) \
                    AND query_place.file_id IS NULL AND \(bounds.joined(separator: " AND ")))
                    """
            })
    }

    /// A finding's id is its review's, a dot, and its ordinal; the beginning of the review's suffices.
    private mutating func findingIDs(_ ids: [NamePattern]) -> String {
        SearchComposer.any(
            ids.map { id in
                guard let dot = id.text.lastIndex(of: "."), let ordinal = Int(id.text[id.text.index(after: dot)...])
                else { return composer.ids([id], "review.uid") }
                let review = composer.ids([NamePattern(String(id.text[..<dot]))], "review.uid")
                return "(\(review) AND finding.ordinal = \(composer.bind(ordinal)))"
            })
    }

    /// A query for the ids of findings.
    mutating func findingDriver(_ term: SearchTerm) throws -> String? {
        switch (term.field, term.match) {
        case (nil, .words(let words)):
            return words.map { words in
                """
                SELECT finding.id FROM wording_search CROSS JOIN finding ON finding.wording_id = wording_search.rowid \
                WHERE wording_search MATCH \(composer.bind(FullTextTerms.expression(words)))
                """
            }.joined(separator: " UNION ")
        case (.finding, .names(let ids)):
            return """
                SELECT finding.id FROM review CROSS JOIN finding ON finding.review_id = review.id \
                WHERE \(findingIDs(ids))
                """
        case (.review, .names(let ids)):
            return """
                SELECT finding.id FROM review CROSS JOIN finding ON finding.review_id = review.id \
                WHERE \(composer.ids(ids, "review.uid"))
                """
        case (.issue, .names(let ids)):
            return """
                SELECT finding.id FROM issue CROSS JOIN finding ON finding.issue_id = issue.id \
                WHERE \(composer.ids(ids, "issue.uid"))
                """
        case (.path, .paths(let paths)):
            return """
                SELECT finding.id FROM file CROSS JOIN finding ON finding.file_id = file.id \
                WHERE \(composer.paths(paths, "file.path"))
                """
        case (.symbol, .names(let names)):
            return """
                SELECT finding_symbol.finding_id FROM symbol \
                CROSS JOIN finding_symbol ON finding_symbol.symbol_id = symbol.id \
                WHERE \(composer.names(names, "symbol.name", isExact: true))
                """
        default: return nil
        }
    }
}
