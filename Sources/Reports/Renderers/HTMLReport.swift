import Mustache

/// The report as one HTML page: no script, no request to anywhere, charts as inline SVG with their tables.
struct HTMLReport: ReportRenderer {
    static let format = ReportFormat.html

    func render(_ document: ReportDocument, style: TextStyle) throws -> String {
        try page(document, context: .alone(document))
    }

    func page(_ document: ReportDocument, context: PageContext) throws -> String {
        let library = try HTMLTemplates.library.get()
        return library.render(HTMLPage(document, context: context), withTemplate: "report") ?? ""
    }
}

/// The templates of `Templates/`, parsed once.
enum HTMLTemplates {
    static let library: Result<MustacheLibrary, any Error> = Result {
        MustacheContentTypes.register(ReviewedText(), named: "REVIEWED")
        var templates: [String: MustacheTemplate] = [:]
        for file in EmbeddedText.files where file.name.hasSuffix(".mustache") {
            templates[String(file.name.dropLast(".mustache".count))] = try MustacheTemplate(string: file.text)
        }
        return MustacheLibrary(templates: templates)
    }

    static let styleSheet = EmbeddedText.files.first { $0.name == "report.css" }?.text ?? ""

    /// Escapes by Unicode scalar, see ``HTMLText``.
    private struct ReviewedText: MustacheContentType {
        func escapeText(_ text: String) -> String { HTMLText.escape(text) }
    }
}
