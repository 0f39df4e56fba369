import FindingsModel

/// Two dates, branches, commits or periods side by side: what entered, what left, what stayed.
public enum CompareReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Parameter selection: its project, path and limit; the sides have branch and time.
    /// - Throws: what `source` throws.
    public static func make(
        _ first: ComparisonSide, _ second: ComparisonSide, from source: any QuerySource, selection: ReportSelection
    ) throws -> Report {
        let sides: ReportSelection.Parameters = [
            ("branch_a", first.branch.map { .text($0) }), ("until_a", first.until.map { .text($0) }),
            ("branch_b", second.branch.map { .text($0) }), ("until_b", second.until.map { .text($0) }),
            ("project", selection.project.map { .text($0) }), ("path", selection.path.map { .text($0) }),
        ]
        let totals = QueryCall("compare_totals", sides)
        let totalRows = try totals.run(on: source)
        func issues(_ change: String) -> QueryCall {
            QueryCall("compare_issues", [("change", .text(change))] + sides + selection.rows())
        }
        let entered = issues("entered")
        let left = issues("left")
        var sections = [
            kinds(totals, totalRows),
            list(
                "entered", "What entered", "It stands on the second side and not on the first.", entered,
                try entered.run(on: source), "Nothing entered."),
            list(
                "left", "What left", "It stood on the first side and does not on the second.", left,
                try left.run(on: source), "Nothing left."),
        ]
        let passes = [first, second].map { side in
            QueryCall(
                "review_totals",
                [
                    ("since", side.since.map { .text($0) }), ("until", side.until.map { .text(String($0.prefix(10))) }),
                    ("branch", side.branch.map { .text($0) }), ("project", selection.project.map { .text($0) }),
                ])
        }
        let effort = try passes.map { try $0.run(on: source) }
        sections.append(reviews(passes, effort, [first, second]))
        let reader = RowReader(totalRows)
        return Report(
            document: ReportDocument(
                title: "Review findings: two sides compared",
                scope: "First: \(first.phrase). Second: \(second.phrase)."
                    + (selection.path.map { " Files \(PlainText.oneLine($0))." } ?? ""),
                generatedAt: selection.generatedAt,
                lead: lead(reader, totals, effort, passes, [first, second]),
                figures: [
                    figure(PlainText.oneLine(first.name), "first", "the first side", reader, totals),
                    figure(PlainText.oneLine(second.name), "second", "the second side", reader, totals),
                    figure("Entered", "entered", "on the second alone", reader, totals),
                    figure("Left", "left", "on the first alone", reader, totals),
                    figure("Stayed", "stayed", "on both", reader, totals),
                ], sections: sections, mainSection: "kinds"))
    }

    private static func figure(
        _ label: String, _ column: String, _ note: String, _ reader: RowReader, _ query: QueryCall
    ) -> KeyFigure {
        KeyFigure(label: label, value: Figure.grouped(reader.integer(0, column)), note: note, query: query)
    }

    private static func lead(
        _ totals: RowReader, _ query: QueryCall, _ effort: [RowSet], _ passes: [QueryCall], _ sides: [ComparisonSide]
    ) -> [Sentence] {
        let names = sides.map { PlainText.oneLine($0.name) }
        let isPeriods = sides.allSatisfy { $0.since != nil }
        let first = totals.integer(0, "first")
        let second = totals.integer(0, "second")
        let change = second - first
        var sentences = [
            Sentence(
                change == 0
                    ? "As many issues stand on one side as on the other: \(Figure.grouped(first))."
                    : "\(Figure.count(second, "issue stands", "issues stand").capitalised) on the second side, \(names[1]):"
                        + " \(Figure.grouped(abs(change))) \(change > 0 ? "more" : "fewer") than on the first, \(names[0])"
                        + " (\(Figure.grouped(first))).", from: query),
            Sentence(
                "\(Figure.count(totals.integer(0, "entered"), "issue", "issues").capitalised) entered and"
                    + " \(told(totals.integer(0, "left"))) left;"
                    + " \(told(totals.integer(0, "stayed"))) stayed.", from: query),
        ]
        let most = (1..<max(1, totals.count)).max {
            abs(totals.integer($0, "second") - totals.integer($0, "first"))
                < abs(totals.integer($1, "second") - totals.integer($1, "first"))
        }
        if let most, totals.integer(most, "second") != totals.integer(most, "first") {
            sentences.append(
                Sentence(
                    "What changed most is \(PlainText.oneLine(totals.text(most, "name")).lowercased()): from"
                        + " \(Figure.grouped(totals.integer(most, "first"))) to \(Figure.grouped(totals.integer(most, "second"))).",
                    from: query))
        }
        let rates = effort.map { RowReader($0).number(0, "findings_per_file_review") }
        if isPeriods, rates.allSatisfy({ $0 > 0 }) {
            sentences.append(
                Sentence(
                    "One pass over one file gave \(Figure.decimal(rates[1])) findings in \(names[1]), after"
                        + " \(Figure.decimal(rates[0])) in \(names[0]).", from: passes[1]))
        }
        return sentences
    }

    private static func told(_ number: Int) -> String { number == 0 ? "none" : Figure.grouped(number) }

    private static func kinds(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        return ReportSection(
            id: "kinds", title: "Kind by kind",
            lead:
                "Issues of each kind that stand on the two sides. What left and what stayed is the first side, what stayed and"
                + " what entered the second.",
            query: query, chart: kindBars(reader),
            table: ReportTable(
                caption: "Issues of each kind on the two sides",
                columns: [
                    ReportTable.Column(heading: "Kind", kind: .words),
                    ReportTable.Column(heading: "First", kind: .number),
                    ReportTable.Column(heading: "Second", kind: .number),
                    ReportTable.Column(heading: "Change", kind: .change),
                    ReportTable.Column(heading: "Entered", kind: .number),
                    ReportTable.Column(heading: "Left", kind: .number),
                    ReportTable.Column(heading: "Stayed", kind: .number),
                ],
                rows: (0..<reader.count).map { row in
                    let change = reader.integer(row, "second") - reader.integer(row, "first")
                    return [
                        ReportTable.Cell(text: PlainText.oneLine(reader.text(row, "name"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "first"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "second"))),
                        ReportTable.Cell(text: Figure.signed(change)),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "entered"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "left"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "stayed"))),
                    ]
                }),
            rows: rows, emptyText: "No issue stands on either side.")
    }

    /// The kinds that have most issues, as bars of what left, stayed and entered.
    private static func kindBars(_ reader: RowReader) -> Chart? {
        let bars = (1..<max(1, reader.count)).prefix(15).map { row in
            RankedBars.Bar(
                name: PlainText.oneLine(reader.text(row, "name")),
                parts: [
                    (.resolved, reader.number(row, "left")), (.missing, reader.number(row, "stayed")),
                    (.new, reader.number(row, "entered")),
                ],
                note:
                    "\(Figure.grouped(reader.integer(row, "first"))) → \(Figure.grouped(reader.integer(row, "second")))"
            )
        }
        guard !bars.isEmpty else { return nil }
        return .ranked(
            RankedBars(
                title: "Issues of each kind that left, stayed and entered",
                summary: "For each kind how many issues left, stayed and entered between the two sides.",
                namesArePaths: false, bars: bars, key: [("Left", .resolved), ("Stayed", .missing), ("Entered", .new)]))
    }

    private static func list(
        _ id: String, _ title: String, _ lead: String, _ query: QueryCall, _ rows: RowSet, _ empty: String
    ) -> ReportSection {
        ReportSection(
            id: id, title: title, lead: lead, query: query, chart: nil,
            table: IssueTable.make(caption: title, rows, [.severity, .state, .seen, .firstSeen, .lastSeen]), rows: rows,
            emptyText: empty)
    }

    private static func reviews(_ queries: [QueryCall], _ rows: [RowSet], _ sides: [ComparisonSide]) -> ReportSection {
        let readers = rows.map(RowReader.init)
        var both = rows[0]
        both.rows += rows[1].rows
        let facts: [(String, String)] = [
            ("Reviews", "reviews"), ("Passes over a file", "file_reviews"), ("Findings", "findings"),
            ("Findings a pass", "findings_per_file_review"), ("New issues", "new"), ("Reopened", "reopened"),
            ("Resolved", "resolved"), ("Praise", "praise"),
        ]
        return ReportSection(
            id: "reviews", title: "What was reviewed",
            lead: sides[0].since == nil
                ? "From the first review up to each side." : "In each of the two periods.",
            query: queries[0], otherQueries: queries[0] == queries[1] ? [] : [queries[1]], chart: nil,
            table: ReportTable(
                caption: "Reviews and findings of the two sides",
                columns: [
                    ReportTable.Column(heading: "What", kind: .words),
                    ReportTable.Column(heading: "First", kind: .number),
                    ReportTable.Column(heading: "Second", kind: .number),
                ],
                rows: facts.map { name, column in
                    [ReportTable.Cell(text: name)]
                        + readers.map { reader in
                            let number = reader.number(0, column)
                            return ReportTable.Cell(
                                text: number == number.rounded() ? Figure.grouped(Int(number)) : Figure.decimal(number))
                        }
                }),
            rows: both, emptyText: "Nothing was reviewed.")
    }
}
