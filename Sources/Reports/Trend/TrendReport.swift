import FindingsModel

/// Is it getting better? What entered, what left and what stands, period by period.
public enum TrendReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, options: TrendOptions) throws -> Report {
        let questions = TrendQuestions(options)
        let trend = try questions.trend.run(on: source)
        guard !trend.rows.isEmpty else {
            let last = RowReader(try questions.branches.run(on: source)).texts("last_reviewed").max() ?? ""
            return Report(document: empty(options, trend, questions, lastReview: CivilDay(last)))
        }
        let ages = try questions.ages.run(on: source)
        let facts = TrendFacts(
            trend, timeToFix: try questions.timeToFix.run(on: source), ages: ages,
            branches: try questions.branches.run(on: source), options, questions)
        let sections = try TrendSections(source: source, questions: questions, facts: facts, ageRows: ages).all(trend)
        return Report(
            document: ReportDocument(
                title: "Review findings: the trend", scope: facts.scope, generatedAt: options.generatedAt,
                lead: facts.sentences, figures: facts.figures, sections: sections, mainSection: "standing"))
    }

    private static func empty(
        _ options: TrendOptions, _ rows: RowSet, _ questions: TrendQuestions, lastReview: CivilDay?
    ) -> ReportDocument {
        let section = ReportSection(
            id: "standing", title: "What stands open", lead: "", query: questions.trend, chart: nil,
            table: ReportTable(caption: "", columns: [], rows: []), rows: rows,
            emptyText: lastReview.map {
                "The last review was made on \($0.long), outside of the time that was asked for."
            }
                ?? "Without reviews there are no issues. Reviews come in by: refrain ingest REVIEW…")
        return ReportDocument(
            title: "Review findings: the trend",
            scope: ReportScope.text(branch: options.branch, project: options.project, path: options.path),
            generatedAt: options.generatedAt, lead: ["There is nothing to report: no review is in this selection."],
            figures: [], sections: [section],
            mainSection: "standing")
    }
}
