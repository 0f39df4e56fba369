/// A form of a report.
public enum ReportFormat: String, CaseIterable, Sendable {
    case text, markdown, html, json, csv
}

/// What renders a report in one form.
protocol ReportRenderer: Sendable {
    static var format: ReportFormat { get }
    func render(_ document: ReportDocument, style: TextStyle) throws -> String
}

extension ReportRenderer {
    var format: ReportFormat { Self.format }
}

/// The renderers; a new one is a new file and a new line here.
enum ReportRenderers {
    static let all: [any ReportRenderer] = [
        TextReport(), MarkdownReport(), HTMLReport(), JSONReport(), CSVReport(),
    ]

    static func render(_ document: ReportDocument, as format: ReportFormat, style: TextStyle) throws -> String {
        try all.first { $0.format == format }?.render(document, style: style) ?? ""
    }
}
