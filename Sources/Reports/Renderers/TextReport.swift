import FindingsModel

/// The report for a terminal: sentences, sparklines and tables, fitted to the width.
struct TextReport: ReportRenderer {
    static let format = ReportFormat.text
    /// The last periods that a table of periods shows; the sparkline shows all.
    private static let lastPeriods = 12

    func render(_ document: ReportDocument, style: TextStyle) -> String {
        var out = style.paint(PlainText.oneLine(document.title), .heading) + "\n"
        out += wrapped(document.scope, style, .quiet) + "\n"
        for sentence in document.lead { out += wrapped(sentence, style, nil) }
        for section in document.sections {
            out += "\n" + style.paint(PlainText.oneLine(section.title), .heading) + "\n"
            if section.rows.rows.isEmpty {
                out += wrapped(section.emptyText, style, .quiet)
                continue
            }
            if !section.lead.isEmpty { out += wrapped(section.lead, style, nil) }
            if let chart = section.chart { out += "\n" + TextChart.draw(chart, style) }
            out += "\n" + table(section, style)
            out += style.paint(TextFitting.cut(section.query.command, to: style.width), .quiet) + "\n"
        }
        return out
    }

    private func wrapped(_ text: String, _ style: TextStyle, _ role: TextStyle.Role?) -> String {
        TextFitting.wrap(PlainText.oneLine(text), to: min(style.width, 100)).map { style.paint($0, role) + "\n" }
            .joined()
    }

    private func table(_ section: ReportSection, _ style: TextStyle) -> String {
        let isHistory = [.day, .month].contains(section.table.columns.first?.kind) && section.chart != nil
        let rows = isHistory ? section.table.rows.suffix(Self.lastPeriods) : section.table.rows[...]
        let hasNotes = rows.contains { $0.contains { !$0.note.isEmpty } }
        var columns = section.table.columns
        // Words share what the other columns leave.
        var headings = columns.map(\.heading)
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(headings[index])) {
                max(
                    $0, DisplayWidth.of(PlainText.oneLine($1[index].text)),
                    DisplayWidth.of(PlainText.oneLine($1[index].note)))
            }
        }
        // A terminal that is too narrow for all columns shows the first ones.
        func narrowest() -> Int {
            columns.indices.reduce(2 * (columns.count - 1)) { $0 + least($1) }
        }
        // The first column says what a row is about: it keeps a third of the terminal.
        func least(_ index: Int) -> Int {
            if index == 0 { return min(widths[index], style.width / 3) }
            return columns[index].kind == .words ? min(widths[index], 10) : widths[index]
        }
        while columns.count > 2, narrowest() > style.width {
            columns.removeLast()
            headings.removeLast()
            widths.removeLast()
        }
        let gaps = 2 * (columns.count - 1)
        while widths.reduce(gaps, +) > style.width,
            let widest = widths.indices.filter({
                widths[$0] > least($0) || ($0 == 0 && columns.count <= 2 && widths[0] > 8)
            })
            .max(by: { widths[$0] < widths[$1] })
        {
            widths[widest] -= 1
        }
        var out = ""
        if isHistory, section.table.rows.count > rows.count {
            out += style.paint("The last \(rows.count) of \(section.table.rows.count):", .quiet) + "\n"
        }
        out += line(headings.map { ($0, false) }, columns, widths, style, .heading)
        for row in rows {
            out += line(row.prefix(columns.count).map { ($0.text, false) }, columns, widths, style, nil)
            if hasNotes, row.contains(where: { !$0.note.isEmpty }) {
                out += line(row.prefix(columns.count).map { ($0.note, $0.noteIsCode) }, columns, widths, style, .quiet)
            }
        }
        if columns.count < section.table.columns.count {
            let left = section.table.columns.dropFirst(columns.count).map(\.heading).joined(separator: ", ")
            out += wrapped("(no room for: \(left))", style, .quiet)
        }
        if section.rows.isTruncated { out += style.paint("(more rows were left out)", .quiet) + "\n" }
        return out
    }

    private func line(
        _ cells: [(text: String, isPath: Bool)], _ columns: [ReportTable.Column], _ widths: [Int], _ style: TextStyle,
        _ role: TextStyle.Role?
    ) -> String {
        var out = ""
        for (index, cell) in cells.enumerated() {
            let plain = PlainText.oneLine(cell.text)
            let isPath = cell.isPath || columns[index].kind == .path
            let text =
                isPath
                ? TextFitting.cutMiddle(plain, to: widths[index]) : TextFitting.cut(plain, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            let painted = style.paint(text, role ?? self.role(plain, columns[index].kind))
            out += columns[index].kind == .number ? padding + painted : painted + padding
            if index < cells.count - 1 { out += "  " }
        }
        while out.hasSuffix(" ") { out.removeLast() }
        return out + "\n"
    }

    private func role(_ text: String, _ kind: ReportTable.Column.Kind) -> TextStyle.Role? {
        switch (kind, text) {
        case (.severity, "critical"): .critical
        case (.severity, "high"): .high
        case (.severity, "medium"): .medium
        case (.severity, "low"): .low
        case (.state, "resolved"): .good
        case (.state, "missing"), (.severity, "info"): .quiet
        default: nil
        }
    }
}
