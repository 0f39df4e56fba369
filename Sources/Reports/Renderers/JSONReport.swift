import FindingsModel

/// The report as one JSON object: its sentences, and each section's rows as its query gave them.
struct JSONReport: ReportRenderer {
    static let format = ReportFormat.json

    func render(_ document: ReportDocument, style: TextStyle) -> String {
        let sections = document.sections.map { section in
            JSONText.object([
                ("id", .text(section.id)), ("title", .text(section.title)), ("summary", .text(section.lead)),
                ("query", .text(section.query.command)), ("rows", .array(section.rows.jsonObjects)),
            ])
        }
        let figures = document.figures.map { figure in
            JSONText.object([
                ("label", .text(figure.label)), ("value", .text(figure.value)), ("note", .text(figure.note)),
            ])
        }
        return JSONText.object([
            ("title", .text(document.title)), ("scope", .text(document.scope)),
            ("generatedAt", .text(document.generatedAt)), ("summary", .array(document.lead.map { .text($0) })),
            ("figures", .array(figures)), ("sections", .array(sections)),
        ]).pretty + "\n"
    }
}
