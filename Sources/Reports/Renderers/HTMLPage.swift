import FindingsModel

/// What the page's templates are given; the names are those that the templates use.
struct HTMLPage {
    let title: String
    let scope: String
    let generatedAt: String
    let generatedText: String
    let lead: [String]
    let figures: [KeyFigure]
    let hasFigures: Bool
    let hasContents: Bool
    let sections: [Section]
    let css = HTMLTemplates.styleSheet

    init(_ document: ReportDocument) {
        title = document.title
        scope = document.scope
        generatedAt = document.generatedAt
        generatedText = Moment.short(document.generatedAt) ?? document.generatedAt
        lead = document.lead
        figures = document.figures
        hasFigures = !document.figures.isEmpty
        hasContents = document.sections.count > 4
        sections = document.sections.map(Section.init)
    }

    struct Section {
        let id: String
        let title: String
        let note: String
        let emptyText: String
        let isEmpty: Bool
        let hasChart: Bool
        let hasTableOnly: Bool
        let isTruncated: Bool
        /// Markup, the only one besides the style sheet that is not escaped by the templates.
        let chart: String
        let command: String
        let caption: String
        let columns: [Column]
        let rows: [Row]

        init(_ section: ReportSection) {
            id = section.id
            title = section.title
            note = section.lead
            emptyText = section.emptyText
            isEmpty = section.rows.rows.isEmpty
            chart = isEmpty ? "" : section.chart.map { HTMLChart.markup($0, id: section.id) } ?? ""
            hasChart = !chart.isEmpty
            hasTableOnly = !isEmpty && !hasChart
            isTruncated = section.rows.isTruncated
            command = section.query.command
            caption = section.table.caption
            columns = section.table.columns.map { Column(heading: $0.heading, kind: $0.kind) }
            rows =
                isEmpty
                ? []
                : section.table.rows.map { row in
                    Row(
                        cells: zip(section.table.columns, row).enumerated().map { index, pair in
                            Cell(pair.1, of: pair.0, isHeading: index == 0)
                        })
                }
        }
    }

    struct Column {
        let heading: String
        let kind: String

        init(heading: String, kind: ReportTable.Column.Kind) {
            self.heading = heading
            self.kind = kind.className
        }
    }

    struct Row {
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        /// The column's heading, shown beside the cell where a phone stacks them.
        let label: String
        let kind: String
        let isHeading: Bool
        let isTagged: Bool
        /// A word of our own vocabulary, never a reviewer's.
        let tag: String
        let hasNote: Bool
        let noteKind: String
        /// Paths may be broken after their slashes only.
        let textParts: [String]
        let noteParts: [String]

        init(_ cell: ReportTable.Cell, of column: ReportTable.Column, isHeading: Bool) {
            let kind = column.kind
            label = column.heading
            text = cell.text
            textParts = kind == .path ? Self.parts(cell.text) : [cell.text]
            noteParts = cell.noteIsCode ? Self.parts(cell.note) : [cell.note]
            self.kind = kind.className
            self.isHeading = isHeading
            let words = ["critical", "high", "medium", "low", "info", "open", "missing", "resolved"]
            isTagged = (kind == .severity || kind == .state) && words.contains(cell.text)
            tag = isTagged ? cell.text : ""
            hasNote = !cell.note.isEmpty
            noteKind = cell.noteIsCode ? "place" : "remark"
        }

        private static func parts(_ path: String) -> [String] {
            var parts: [String] = []
            for piece in path.split(separator: "/", omittingEmptySubsequences: false) {
                if !parts.isEmpty { parts[parts.count - 1] += "/" }
                parts.append(String(piece))
            }
            return parts
        }
    }
}

extension ReportTable.Column.Kind {
    fileprivate var className: String {
        switch self {
        case .words: "words"
        case .number: "number"
        case .path: "path"
        case .day, .month: "day"
        case .severity: "severity"
        case .state: "state"
        }
    }
}
