import FindingsModel

/// The report as one JSON object: its sentences with the queries that gave them, and each section's rows as its query gave
/// them.
struct JSONReport: ReportRenderer {
    static let format = ReportFormat.json

    func render(_ document: ReportDocument, style: TextStyle) -> String {
        let sections = document.sections.map { section in
            JSONText.object([
                ("id", .text(section.id)), ("title", .text(section.title)), ("summary", .text(section.lead)),
                ("query", .text(section.query.command)),
                ("otherQueries", .array(section.otherQueries.map { .text($0.command) })),
                ("rows", .array(section.rows.jsonObjects)),
            ])
        }
        let figures = document.figures.map { figure in
            JSONText.object([
                ("label", .text(figure.label)), ("value", .text(figure.value)), ("note", .text(figure.note)),
                ("query", command(figure.query)),
            ])
        }
        let lead = document.lead.map { sentence in
            JSONText.object([("text", .text(sentence.text)), ("query", command(sentence.query))])
        }
        return JSONText.object([
            ("title", .text(document.title)), ("scope", .text(document.scope)),
            ("generatedAt", .text(document.generatedAt)), ("summary", .array(lead)),
            ("figures", .array(figures)), ("sections", .array(sections)),
        ]).pretty + "\n"
    }

    private func command(_ query: QueryCall?) -> JSONText { .value(query.map { .text($0.command) } ?? .null) }
}
