import FindingsModel

/// The report for a terminal: sentences, sparklines and tables, fitted to the width.
struct TextReport: ReportRenderer {
    static let format = ReportFormat.text
    /// The last periods that a table of periods shows; the sparkline shows all.
    private static let lastPeriods = 12

    func render(_ document: ReportDocument, style: TextStyle) -> String {
        var out = wrapped(document.title, style, .heading)
        out += wrapped(document.scope, style, .quiet) + "\n"
        let sources = document.sources
        for sentence in document.lead {
            let mark = sources.number(of: sentence.query).map { " [\($0)]" } ?? ""
            out += wrapped(sentence.text + mark, style, nil)
        }
        out += figures(document.figures, sources, style)
        for section in document.sections {
            out += "\n" + wrapped(section.title, style, .heading)
            if section.rows.rows.isEmpty {
                out += wrapped(section.emptyText, style, .quiet)
                continue
            }
            if !section.lead.isEmpty { out += wrapped(section.lead, style, nil) }
            if let chart = section.chart { out += "\n" + TextChart.draw(chart, style) }
            if section.table.columns.isEmpty {
                for card in section.cards { out += "\n" + self.card(card, style) }
                out += "\n"
            } else {
                out += "\n" + table(section, style)
            }
            for query in section.queries { out += command(query.command, style) }
        }
        if !sources.queries.isEmpty {
            out += "\n" + style.paint("Where the numbers at the top come from", .heading) + "\n"
            for (index, query) in sources.queries.enumerated() {
                out += command("[\(index + 1)] \(query.command)", style)
            }
        }
        return out
    }

    /// A command is for copying: it is wrapped, never cut.
    private func command(_ text: String, _ style: TextStyle) -> String {
        TextFitting.wrap(PlainText.oneLine(text), to: style.width).enumerated()
            .map { style.paint(($0.offset == 0 ? "" : "") + $0.element, .quiet) + "\n" }.joined()
    }

    /// The key figures side by side, as many a line as fit.
    private func figures(_ figures: [KeyFigure], _ sources: QuerySources, _ style: TextStyle) -> String {
        guard !figures.isEmpty else { return "" }
        let cells = figures.map { figure in
            (
                value: figure.value + (sources.number(of: figure.query).map { " [\($0)]" } ?? ""), label: figure.label,
                note: figure.note
            )
        }
        let widths = cells.map { cell in
            [cell.value, cell.label, cell.note].map { DisplayWidth.of(PlainText.oneLine($0)) }.max() ?? 0
        }
        var out = ""
        var start = 0
        while start < cells.count {
            var end = start
            var used = 0
            while end < cells.count, end == start || used + widths[end] <= style.width {
                used += widths[end] + 3
                end += 1
            }
            func line(_ pick: (Int) -> String, _ role: TextStyle.Role?) -> String {
                var line = ""
                for index in start..<end {
                    let text = TextFitting.cut(PlainText.oneLine(pick(index)), to: style.width)
                    line += style.paint(text, role)
                    if index < end - 1 {
                        line += String(repeating: " ", count: max(1, widths[index] - DisplayWidth.of(text) + 3))
                    }
                }
                return line + "\n"
            }
            out += "\n" + line({ cells[$0].label }, .quiet) + line({ cells[$0].value }, .heading)
            out += line({ cells[$0].note }, .quiet)
            start = end
        }
        return out
    }

    /// A remark or an issue: its name, what is known, the reviewers' words indented.
    private func card(_ card: Card, _ style: TextStyle) -> String {
        var out = ""
        let lines = TextFitting.wrap(PlainText.oneLine(card.title), to: min(style.width, 100))
        for line in lines { out += style.paint(line, .heading) + "\n" }
        let facts = ([card.severity, card.state, card.place].filter { !$0.isEmpty } + card.facts)
            .map(PlainText.oneLine).joined(separator: " · ")
        if !facts.isEmpty { out += wrapped(facts, style, .quiet) }
        for quote in card.quotes {
            for paragraph in PlainText.paragraphs(quote.text) {
                for line in TextFitting.wrap(paragraph, to: min(style.width, 100) - 2) { out += "  " + line + "\n" }
            }
            if !quote.source.isEmpty {
                for line in TextFitting.wrap("— " + PlainText.oneLine(quote.source), to: min(style.width, 100) - 2) {
                    out += "  " + style.paint(line, .quiet) + "\n"
                }
            }
        }
        return out
    }

    private func wrapped(_ text: String, _ style: TextStyle, _ role: TextStyle.Role?) -> String {
        TextFitting.wrap(PlainText.oneLine(text), to: min(style.width, 100)).map { style.paint($0, role) + "\n" }
            .joined()
    }

    private func table(_ section: ReportSection, _ style: TextStyle) -> String {
        var section = section
        for row in section.table.rows.indices {
            for cell in section.table.rows[row].indices where !section.table.rows[row][cell].course.isEmpty {
                section.table.rows[row][cell].text = Sparkline.draw(section.table.rows[row][cell].course, width: 16)
            }
        }
        let isHistory = [.day, .month].contains(section.table.columns.first?.kind) && section.chart != nil
        let rows = isHistory ? section.table.rows.suffix(Self.lastPeriods) : section.table.rows[...]
        let hasNotes = rows.contains { $0.contains { !$0.note.isEmpty } }
        // Nothing stands beside a note of the first column: it has the whole line.
        let notesAreFirst = rows.allSatisfy { $0.dropFirst().allSatisfy(\.note.isEmpty) }
        var columns = section.table.columns
        // Words share what the other columns leave.
        var headings = columns.map(\.heading)
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(headings[index])) {
                max(
                    $0, DisplayWidth.of(PlainText.oneLine($1[index].text)),
                    notesAreFirst ? 0 : DisplayWidth.of(PlainText.oneLine($1[index].note)))
            }
        }
        // What is no word of ours, in a column of short ones, is cut.
        for (index, column) in columns.enumerated() {
            switch column.kind {
            case .day, .month, .severity, .state: widths[index] = min(widths[index], max(10, column.heading.count))
            case .number, .change: widths[index] = min(widths[index], max(14, column.heading.count))
            case .words, .names, .path, .course: break
            }
        }
        // A terminal that is too narrow for all columns shows the first ones.
        func narrowest() -> Int {
            columns.indices.reduce(2 * (columns.count - 1)) { $0 + least($1) }
        }
        // The first column says what a row is about: it keeps a third of the terminal.
        func least(_ index: Int) -> Int {
            if index == 0 { return min(widths[index], style.width / 3) }
            return columns[index].kind.isWords ? min(widths[index], 10) : widths[index]
        }
        while columns.count > 2, narrowest() > style.width {
            columns.removeLast()
            headings.removeLast()
            widths.removeLast()
        }
        let gaps = 2 * (columns.count - 1)
        // Names can be guessed from their beginnings, titles cannot.
        for index in columns.indices where columns[index].kind == .names {
            let excess = max(0, widths.reduce(gaps, +) - style.width)
            widths[index] = max(min(widths[index], 16), widths[index] - excess)
        }
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
            if notesAreFirst, let first = row.first, !first.note.isEmpty {
                let note = PlainText.oneLine(first.note)
                out +=
                    style.paint(
                        first.noteIsCode
                            ? TextFitting.cutMiddle(note, to: style.width) : TextFitting.cut(note, to: style.width),
                        .quiet)
                    + "\n"
            } else if hasNotes, row.contains(where: { !$0.note.isEmpty }) {
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
            out += columns[index].kind.isNumber ? padding + painted : painted + padding
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
