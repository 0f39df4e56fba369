import FindingsModel

/// What a report says, before it has a form.
struct ReportDocument: Sendable {
    var title: String
    /// What it covers: the period, the branch, the project.
    var scope: String
    /// ISO 8601 in UTC.
    var generatedAt: String
    /// The report in sentences, the most important one first.
    var lead: [Sentence]
    var figures: [KeyFigure]
    var sections: [ReportSection]
    /// The section whose rows are the report as CSV.
    var mainSection: String
    /// The issues that the report speaks of, in full; pages show them.
    var details: [Card] = []

    /// The same report, told to be of a search's issues alone: its source was narrowed to them.
    func narrowed(to search: String) -> ReportDocument {
        func narrowed(_ query: QueryCall) -> QueryCall {
            var query = query
            query.search = search
            return query
        }
        var document = self
        document.scope += ", issues that match \(PlainText.oneLine(search))"
        for index in lead.indices { document.lead[index].query = lead[index].query.map(narrowed) }
        for index in figures.indices { document.figures[index].query = figures[index].query.map(narrowed) }
        for index in sections.indices {
            document.sections[index].query = narrowed(sections[index].query)
            document.sections[index].otherQueries = sections[index].otherQueries.map(narrowed)
        }
        return document
    }

    /// Uids of the issues that the report speaks of, in that order; a page shows them in full.
    var issues: [String] {
        var seen = Set<String>()
        return sections.flatMap { $0.table.issues + $0.cards.compactMap(\.issue) }.filter { seen.insert($0).inserted }
    }
}

/// A sentence with numbers in it, and the query that gave them.
struct Sentence: Hashable, Sendable, ExpressibleByStringLiteral {
    var text: String
    var query: QueryCall?

    init(_ text: String, from query: QueryCall? = nil) {
        self.text = text
        self.query = query
    }

    init(stringLiteral text: String) { self.init(text) }
}

/// A number that stands at the top of a report.
struct KeyFigure: Sendable {
    var label: String
    var value: String
    /// What it is set against: "+12 since 1 June".
    var note: String
    var query: QueryCall?
}

/// A part of a report: a sentence, perhaps a chart, and always the rows behind it.
struct ReportSection: Sendable {
    /// Lower case with hyphens; the fragment of its address and its key in JSON.
    var id: String
    var title: String
    var lead: String
    /// The lead is what the section is about, not a note to its rows.
    var isStatement = false
    var query: QueryCall
    /// Further queries that the section's numbers come from.
    var otherQueries: [QueryCall] = []
    var chart: Chart?
    var table: ReportTable
    /// Records that are shown one below the other instead of in a table.
    var cards: [Card] = []
    /// As the query gave them.
    var rows: RowSet
    /// What is said where there are no rows.
    var emptyText: String

    var queries: [QueryCall] { [query] + otherQueries }
}
