import FindingsModel

/// Is it getting better? What entered, what left and what stands, period by period.
public struct TrendReport: Sendable {
    let document: ReportDocument

    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, options: TrendOptions) throws -> TrendReport {
        let questions = TrendQuestions(options)
        let trend = try questions.trend.run(on: source)
        guard !trend.rows.isEmpty else { return TrendReport(document: empty(options, trend, questions)) }
        let facts = TrendFacts(trend, try questions.timeToFix.run(on: source), options)
        let sections = try TrendSections(source: source, questions: questions, facts: facts).all()
        return TrendReport(
            document: ReportDocument(
                title: "Review findings: the trend", scope: facts.scope, generatedAt: options.generatedAt,
                lead: facts.sentences, figures: facts.figures, sections: sections, mainSection: "standing"))
    }

    /// The report in one form.
    ///
    /// - Parameter style: the terminal's width and colour; only `.text` heeds it.
    public func render(as format: ReportFormat, style: TextStyle = TextStyle()) throws -> String {
        try ReportRenderers.render(document, as: format, style: style)
    }

    private static func empty(_ options: TrendOptions, _ rows: RowSet, _ questions: TrendQuestions) -> ReportDocument {
        let section = ReportSection(
            id: "standing", title: "What stands open", lead: "", query: questions.trend, chart: nil,
            table: ReportTable(caption: "", columns: [], rows: []), rows: rows,
            emptyText: "Without reviews there are no issues. Reviews come in by: refrain ingest REVIEW…")
        return ReportDocument(
            title: "Review findings: the trend",
            scope: ReportScope.text(branch: options.branch, project: options.project),
            generatedAt: options.generatedAt, lead: ["There is nothing to report: no review is in this selection."],
            figures: [], sections: [section],
            mainSection: "standing")
    }
}
