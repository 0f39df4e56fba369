import FindingsModel

/// The same kind of issue across files: how far it reaches, on what it can be shown, and the guideline to adopt.
public enum PatternsReport {
    /// Patterns that are shown with examples.
    private static let shown = 8

    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, selection: ReportSelection) throws -> Report {
        let query = QueryCall("patterns", selection.time + selection.place + selection.rows())
        let rows = try query.run(on: source)
        let course = QueryCall("trend_by_category", selection.length + selection.time + selection.place)
        let courses = courses(try course.run(on: source))
        let reader = RowReader(rows)
        var sections = [overview(query, rows, course, courses)]
        for row in 0..<min(shown, reader.count) {
            let category = reader.text(row, "category")
            let examples = QueryCall(
                "pattern_examples",
                [("category", .text(category)), ("examples", .integer(3))] + selection.time + selection.place)
            sections.append(pattern(reader, row, examples, try examples.run(on: source)))
        }
        return Report(
            document: ReportDocument(
                title: "Review findings: the patterns", scope: selection.scope, generatedAt: selection.generatedAt,
                lead: lead(reader, query), figures: [], sections: sections, mainSection: "patterns"))
    }

    /// Findings of each category, period by period; every category over the same periods.
    private static func courses(_ rows: RowSet) -> [String: [Double]] {
        let reader = RowReader(rows)
        let periods = Set((0..<reader.count).map { reader.text($0, "period") }).sorted()
        let place = Dictionary(periods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var courses: [String: [Double]] = [:]
        for row in 0..<reader.count {
            guard let index = place[reader.text(row, "period")] else { continue }
            courses[reader.text(row, "category"), default: Array(repeating: 0, count: periods.count)][index] +=
                reader.number(row, "findings")
        }
        return courses
    }

    private static func lead(_ reader: RowReader, _ query: QueryCall) -> [Sentence] {
        guard reader.count > 0 else { return ["No kind of issue is in more than one file."] }
        var sentences = [
            Sentence(
                "Most widespread is \(PlainText.oneLine(reader.text(0, "name")).lowercased()): in"
                    + " \(Figure.count(reader.integer(0, "files"), "file", "files")), with"
                    + " \(Figure.count(reader.integer(0, "open"), "open issue", "open issues")).", from: query)
        ]
        if reader.count > 2 {
            let others = (1..<3).map {
                "\(PlainText.oneLine(reader.text($0, "name")).lowercased()) (\(Figure.count(reader.integer($0, "files"), "file", "files")))"
            }
            sentences.append(Sentence("It is followed by \(others.joined(separator: " and ")).", from: query))
        }
        sentences.append("What stands in many files is mended by a guideline that all follow, not by a patch in each.")
        return sentences
    }

    private static func overview(
        _ query: QueryCall, _ rows: RowSet, _ courseQuery: QueryCall, _ courses: [String: [Double]]
    ) -> ReportSection {
        let reader = RowReader(rows)
        let bars = (0..<min(16, reader.count)).map { row in
            RankedBars.Bar(
                name: PlainText.oneLine(reader.text(row, "name")),
                parts: [(.open, reader.number(row, "open")), (.missing, reader.number(row, "missing"))],
                note: "\(Figure.grouped(reader.integer(row, "open") + reader.integer(row, "missing"))) in"
                    + " \(Figure.count(reader.integer(row, "files"), "file", "files"))")
        }
        return ReportSection(
            id: "patterns", title: "Kinds of issues in several files",
            lead: "Open and missing issues; the most widespread kind first.",
            query: query, otherQueries: [courseQuery],
            chart: .ranked(
                RankedBars(
                    title: "Issues of each kind",
                    summary: "Open and missing issues of each kind that is in several files.",
                    namesArePaths: false, bars: bars, key: [("Open", .open), ("Missing", .missing)])),
            table: ReportTable(
                caption: "Kinds of issues by the files that have them",
                columns: [
                    ReportTable.Column(heading: "Kind", kind: .words),
                    ReportTable.Column(heading: "Files", kind: .number),
                    ReportTable.Column(heading: "Open", kind: .number),
                    ReportTable.Column(heading: "Missing", kind: .number),
                    ReportTable.Column(heading: "Times seen", kind: .number),
                    ReportTable.Column(heading: "First seen", kind: .day),
                    ReportTable.Column(heading: "Findings", kind: .course),
                ],
                rows: (0..<reader.count).map { row in
                    [
                        ReportTable.Cell(
                            text: PlainText.oneLine(reader.text(row, "name")), note: reader.text(row, "meaning"))
                    ]
                        + ["files", "open", "missing", "times_seen"].map {
                            ReportTable.Cell(text: Figure.grouped(reader.integer(row, $0)))
                        } + [
                            ReportTable.Cell(text: Moment.day(reader.text(row, "first_seen"))),
                            ReportTable.Cell(text: "", course: courses[reader.text(row, "category")] ?? []),
                        ]
                }),
            rows: rows, emptyText: "No kind of issue is in more than one file.")
    }

    private static func pattern(_ reader: RowReader, _ row: Int, _ query: QueryCall, _ examples: RowSet)
        -> ReportSection
    {
        let category = reader.text(row, "category")
        let guideline = Guideline.text(for: category).map { " To adopt: \($0)" } ?? ""
        return ReportSection(
            id: "pattern-"
                + String(
                    category.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }.map(
                        Character.init))
                + "-\(row + 1)",
            title: PlainText.oneLine(reader.text(row, "name")),
            lead: PlainText.oneLine(reader.text(row, "meaning")).capitalised + "." + guideline, query: query,
            chart: nil,
            table: IssueTable.make(
                caption: "Where \(PlainText.oneLine(reader.text(row, "name")).lowercased()) is reported most", examples,
                [.severity, .state, .seen, .firstSeen]),
            rows: examples, emptyText: "No example is open.")
    }
}
