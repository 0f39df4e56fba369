import FindingsModel

/// A section's table as markup. Its roles keep it a table where a phone stacks its cells.
struct HTMLReportTable {
    let section: ReportSection
    let context: PageContext
    /// The table is what the section has to show, not the numbers behind its chart.
    let isList: Bool

    var markup: String {
        let table = section.table
        let caption = HTMLText.escape(table.caption)
        var classes = isList ? "list" : ""
        if context.script != nil, table.rows.count > 20 { classes += " filterable" }
        if isList, table.rows.count > 500 { classes += " long" }
        var out = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: \(caption)\">\n"
        out += "<table role=\"table\" class=\"\(classes)\">\n"
        // A caption that repeats the heading is for those who hear the page.
        out += table.caption == section.title ? "<caption class=\"heard\">" : "<caption>"
        out += "\(caption)</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">"
        let columns = table.columns.map {
            (label: HTMLText.escape($0.heading), style: $0.kind.className, kind: $0.kind)
        }
        for column in columns {
            out += "<th scope=\"col\" role=\"columnheader\" class=\"\(column.style)\">\(column.label)</th>"
        }
        out += "</tr>\n</thead>\n<tbody role=\"rowgroup\">\n"
        for row in table.rows {
            out += "<tr role=\"row\">"
            for (index, cell) in row.enumerated() where index < columns.count {
                let column = columns[index]
                if index == 0 {
                    out += "<th scope=\"row\" role=\"rowheader\" class=\"\(column.style)\">"
                    write(cell, column.kind, to: &out)
                    out += "</th>"
                } else {
                    out += "<td role=\"cell\" class=\"\(column.style)\" data-label=\"\(column.label)\">"
                    write(cell, column.kind, to: &out)
                    out += "</td>"
                }
            }
            out += "</tr>\n"
        }
        out += "</tbody>\n</table>\n</div>\n"
        if section.rows.isTruncated { out += "<p class=\"note\">More rows were left out.</p>\n" }
        return out
    }

    /// Words that have a colour or a place of their own in the style sheet.
    private static let tags: Set<String> = [
        "critical", "high", "medium", "low", "info", "open", "missing", "resolved",
    ]

    private func write(_ cell: ReportTable.Cell, _ kind: ReportTable.Column.Kind, to out: inout String) {
        let course = cell.course.isEmpty ? "" : CourseDrawing(values: cell.course).markup
        if !course.isEmpty {
            out += course
        } else if kind == .severity || kind == .state, Self.tags.contains(cell.text) {
            out += "<span class=\"tag \(cell.text)\">\(cell.text)</span>"
        } else {
            let text =
                switch kind {
                case .path: HTMLText.breakable(cell.text)
                case .names: Self.names(cell.text)
                default: HTMLText.escape(cell.text)
                }
            out += HTMLText.link(text, to: cell.link.flatMap(context.address))
        }
        if !cell.note.isEmpty {
            out += cell.noteIsCode ? "<span class=\"place\">" : "<span class=\"remark\">"
            out += cell.noteIsCode ? HTMLText.breakable(cell.note) : HTMLText.escape(cell.note)
            out += "</span>"
        }
    }

    /// Each kept whole, with the comma that follows it.
    private static func names(_ text: String) -> String {
        let names = text.split(separator: ", ")
        return names.enumerated().map { index, name in
            "<span>\(HTMLText.escape(String(name)))\(index + 1 < names.count ? "," : "")</span> "
        }.joined()
    }
}

extension ReportTable.Column.Kind {
    fileprivate var className: String {
        switch self {
        case .words: "words"
        case .number, .change: "number"
        case .names: "words names"
        case .path: "path"
        case .day, .month: "day"
        case .severity: "severity"
        case .state: "state"
        case .course: "course"
        }
    }
}
