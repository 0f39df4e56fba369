import FindingsModel

/// What a report says, before it has a form.
struct ReportDocument: Sendable {
    var title: String
    /// What it covers: the period, the branch, the project.
    var scope: String
    /// ISO 8601 in UTC.
    var generatedAt: String
    /// The report in sentences, the most important one first.
    var lead: [String]
    var figures: [KeyFigure]
    var sections: [ReportSection]
    /// The section whose rows are the report as CSV.
    var mainSection: String
}

/// A number that stands at the top of a report.
struct KeyFigure: Sendable {
    var label: String
    var value: String
    /// What it is set against: "+12 since 1 June".
    var note: String
}

/// A part of a report: a sentence, perhaps a chart, and always the rows behind it.
struct ReportSection: Sendable {
    /// Lower case with hyphens; the fragment of its address and its key in JSON.
    var id: String
    var title: String
    var lead: String
    var query: QueryCall
    var chart: Chart?
    var table: ReportTable
    /// As the query gave them.
    var rows: RowSet
    /// What is said where there are no rows.
    var emptyText: String
}
