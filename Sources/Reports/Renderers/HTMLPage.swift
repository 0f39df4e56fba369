import FindingsModel

/// Where a page's links lead, and what it has besides its report.
struct PageContext {
    /// The address of a record; `nil` where there is none to lead to.
    var address: (RecordLink) -> String?
    /// Links to the other pages of a site.
    var navigation: [NavigationLink] = []
    /// Markup of a script and its digest, by which the page's policy allows it.
    var script: (text: String, digest: String)?

    struct NavigationLink {
        var title: String
        var href: String
        var isCurrent: Bool
    }

    /// A page that stands alone: its links lead to its own details and to the code host.
    static func alone(_ document: ReportDocument) -> PageContext {
        let shown = Set((document.details + document.sections.flatMap(\.cards)).filter(\.isAnchor).compactMap(\.issue))
        return PageContext(address: { link in
            switch link {
            case .issue(let uid): shown.contains(uid) ? "#issue-\(uid)" : nil
            case .address(let address): address
            case .file, .review: nil
            }
        })
    }
}

/// What the page's templates are given; the names are those that the templates use.
struct HTMLPage {
    let title: String
    let scope: String
    let generatedAt: String
    let generatedText: String
    let lead: [Statement]
    let figures: [KeyNumber]
    let hasFigures: Bool
    let hasContents: Bool
    let sections: [Section]
    let hasDetails: Bool
    let details: [HTMLCard]
    let hasSources: Bool
    let sources: [Source]
    let css = HTMLTemplates.styleSheet
    let hasNavigation: Bool
    let navigation: [PageContext.NavigationLink]
    let hasScript: Bool
    let script: String
    let policy: String

    init(_ document: ReportDocument, context: PageContext) {
        title = document.title
        scope = document.scope
        generatedAt = document.generatedAt
        generatedText = Moment.short(document.generatedAt) ?? document.generatedAt
        let queries = document.sources
        lead = document.lead.map { Statement(text: $0.text, number: queries.number(of: $0.query)) }
        figures = document.figures.map { figure in
            KeyNumber(
                label: figure.label, value: figure.value, note: figure.note,
                reference: Statement(text: "", number: queries.number(of: figure.query)))
        }
        hasFigures = !document.figures.isEmpty
        hasContents = document.sections.count > 3
        sections = document.sections.map { Section($0, context) }
        details = document.details.map { HTMLCard($0, context, isFolded: true) }
        hasDetails = !details.isEmpty
        sources = queries.queries.enumerated().map { Source(number: $0.offset + 1, command: $0.element.command) }
        hasSources = !sources.isEmpty
        navigation = context.navigation
        hasNavigation = !context.navigation.isEmpty
        script = context.script?.text ?? ""
        hasScript = context.script != nil
        let allowed = context.script.map { " script-src 'sha256-\($0.digest)';" } ?? ""
        policy =
            "default-src 'none'; style-src 'unsafe-inline';\(allowed) base-uri 'none'; form-action 'none'"
    }

    /// A sentence, and the number of the query that it comes from.
    struct Statement {
        let text: String
        let hasNumber: Bool
        let number: String

        init(text: String, number: Int?) {
            self.text = text
            hasNumber = number != nil
            self.number = number.map(String.init) ?? ""
        }
    }

    struct KeyNumber {
        let label: String
        let value: String
        let note: String
        let reference: Statement
    }

    struct Source {
        let number: Int
        let command: String
    }

    struct Section {
        let id: String
        let title: String
        let note: String
        let noteKind: String
        let emptyText: String
        let isEmpty: Bool
        let hasChart: Bool
        let hasTableOnly: Bool
        let isTruncated: Bool
        /// Markup, which the templates do not escape, as the style sheet and the cells' courses.
        let chart: String
        let commands: [String]
        let caption: String
        let columns: [Column]
        let rows: [Row]
        let hasCards: Bool
        let cards: [HTMLCard]
        let isFilterable: Bool

        init(_ section: ReportSection, _ context: PageContext) {
            id = section.id
            title = section.title
            note = section.lead
            noteKind = section.isStatement ? "statement" : "note"
            emptyText = section.emptyText
            isEmpty = section.rows.rows.isEmpty
            chart = isEmpty ? "" : section.chart.map { HTMLChart.markup($0, id: section.id) } ?? ""
            hasChart = !chart.isEmpty
            hasTableOnly = !isEmpty && !hasChart && !section.table.columns.isEmpty
            isTruncated = section.rows.isTruncated
            commands = section.queries.map(\.command)
            caption = section.table.caption
            columns = section.table.columns.map { Column(heading: $0.heading, kind: $0.kind) }
            cards = isEmpty ? [] : section.cards.map { HTMLCard($0, context, isFolded: false) }
            hasCards = !cards.isEmpty
            isFilterable = context.script != nil && section.table.rows.count > 20
            rows =
                isEmpty
                ? []
                : section.table.rows.map { row in
                    Row(
                        cells: zip(section.table.columns, row).enumerated().map { index, pair in
                            Cell(pair.1, of: pair.0, isHeading: index == 0, context)
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
        let isNames: Bool
        let noteParts: [String]
        let hasLink: Bool
        let href: String
        let hasCourse: Bool
        /// Markup.
        let course: String

        init(_ cell: ReportTable.Cell, of column: ReportTable.Column, isHeading: Bool, _ context: PageContext) {
            let kind = column.kind
            label = column.heading
            text = cell.text
            isNames = kind == .names
            textParts =
                switch kind {
                case .path: HTMLCard.parts(cell.text)
                case .names: Self.names(cell.text)
                default: [cell.text]
                }
            noteParts = cell.noteIsCode ? HTMLCard.parts(cell.note) : [cell.note]
            self.kind = kind.className
            self.isHeading = isHeading
            let words = ["critical", "high", "medium", "low", "info", "open", "missing", "resolved"]
            isTagged = (kind == .severity || kind == .state) && words.contains(cell.text)
            tag = isTagged ? cell.text : ""
            hasNote = !cell.note.isEmpty
            noteKind = cell.noteIsCode ? "place" : "remark"
            let address = cell.link.flatMap(context.address)
            hasLink = address != nil
            href = address ?? ""
            course = cell.course.isEmpty ? "" : CourseDrawing(values: cell.course).markup
            hasCourse = !course.isEmpty
        }

        /// Each with the comma that follows it.
        private static func names(_ text: String) -> [String] {
            let names = text.split(separator: ", ")
            return names.enumerated().map { $0.offset + 1 < names.count ? $0.element + "," : String($0.element) }
        }
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
