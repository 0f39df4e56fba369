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
    /// Markup: it may be broken where a long path or name has a joint.
    let heading: String
    let scope: String
    let generatedAt: String
    let generatedText: String
    let lead: [Statement]
    let figures: [KeyNumber]
    let hasFigures: Bool
    let hasContents: Bool
    let sections: [Section]
    let hasDetails: Bool
    /// Markup.
    let details: String
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
        heading = HTMLText.breakableName(document.title)
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
        sections = document.sections.map { Section($0, context, isOnly: document.sections.count == 1) }
        details = document.details.map { HTMLCard(card: $0, context: context, isFolded: true).markup }.joined()
        hasDetails = !document.details.isEmpty
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
        /// Markup, which the templates do not escape, as the style sheet.
        let chart: String
        let commands: [String]
        /// Markup.
        let table: String
        /// Markup.
        let cards: String

        /// - Parameter isOnly: the page has no other section, and a table has the whole width.
        init(_ section: ReportSection, _ context: PageContext, isOnly: Bool) {
            id = section.id
            title = section.title
            note = section.lead.replacing(" %", with: "\u{A0}%")
            noteKind = section.isStatement ? "statement" : isOnly ? "note whole" : "note"
            emptyText = section.emptyText
            isEmpty = section.rows.rows.isEmpty
            chart = isEmpty ? "" : section.chart.map { HTMLChart.markup($0, id: section.id) } ?? ""
            hasChart = !chart.isEmpty
            hasTableOnly = !isEmpty && !hasChart && !section.table.columns.isEmpty
            commands = section.queries.map(\.command)
            table =
                hasChart || hasTableOnly
                ? HTMLReportTable(section: section, context: context, isList: hasTableOnly).markup : ""
            cards =
                isEmpty
                ? "" : section.cards.map { HTMLCard(card: $0, context: context, isFolded: false).markup }.joined()
        }
    }
}
