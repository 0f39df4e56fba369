import FindingsModel

/// A form in which rows come out.
public enum TableFormat: String, CaseIterable, Sendable {
    case text, markdown, json, jsonl, csv, html
}

/// What renders rows in one form.
protocol TableRenderer: Sendable {
    static var format: TableFormat { get }
    func render(_ rows: RowSet, style: TextStyle) -> String
}

extension TableRenderer {
    var format: TableFormat { Self.format }
}

/// The renderers; a new one is a new file and a new line here.
enum TableRenderers {
    static let all: [any TableRenderer] = [
        TextTable(), MarkdownTable(), JSONTable(), JSONLinesTable(), CSVTable(), HTMLTable(),
    ]
}

extension RowSet {
    /// The rows as text of the given form, ending in a line break.
    ///
    /// - Parameter style: the terminal's width and colour; only `.text` heeds it.
    public func rendered(as format: TableFormat, style: TextStyle = TextStyle()) -> String {
        TableRenderers.all.first { $0.format == format }?.render(self, style: style) ?? ""
    }
}
