import FindingsModel

/// One file: how its issues came and went, what stands, what was decided, and who said what about it.
public enum FileReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Parameter path: the file; the selection's own path is not looked at.
    /// - Returns: `nil` where no review covered the file.
    /// - Throws: what `source` throws.
    public static func make(
        of path: String, from source: any QuerySource, selection: ReportSelection
    ) throws -> Report? {
        let calls = FileCalls(selection, path: GlobPattern.exact(path))
        let reviewRows = try calls.reviews.run(on: source)
        let recordRows = try calls.records.run(on: source)
        guard !reviewRows.rows.isEmpty || !recordRows.rows.isEmpty else { return nil }
        let trendRows = try calls.course.run(on: source)
        let totals = RowReader(try calls.totals.run(on: source))
        let records = calls.records
        let sections = [
            course(calls.course, trendRows, selection.period),
            issues("open", "What stands open", states: ["open", "missing"], records, recordRows),
            issues("resolved", "What was resolved", states: ["resolved"], records, recordRows),
            reviewTable(calls.reviews, reviewRows),
            praiseTable(calls.praise, try calls.praise.run(on: source)),
            symbolTable(calls.symbols, try calls.symbols.run(on: source)),
        ]
        let issues = RowReader(recordRows)
        func count(_ state: String) -> Int { (0..<issues.count).count { issues.text($0, "state") == state } }
        let passCount = totals.sum("reviews")
        let findings = totals.sum("findings")
        let figures = [
            KeyFigure(label: "Open", value: Figure.grouped(count("open")), note: "as it stands", query: records),
            KeyFigure(
                label: "Missing", value: Figure.grouped(count("missing")), note: "not mentioned lately", query: records),
            KeyFigure(
                label: "Resolved", value: Figure.grouped(count("resolved")), note: "and stayed so", query: records),
            KeyFigure(label: "Reviews", value: Figure.grouped(passCount), note: "of this file", query: calls.totals),
            KeyFigure(
                label: "Findings a review",
                value: passCount > 0 ? Figure.decimal(Double(findings) / Double(passCount)) : "–", note: "on average",
                query: calls.totals),
            KeyFigure(
                label: "Days to fix",
                value: totals.integer(0, "resolved") > 0
                    ? Figure.decimal(totals.number(0, "median_days").rounded()) : "–", note: "median",
                query: calls.totals),
        ]
        return Report(
            document: ReportDocument(
                title: PlainText.oneLine(path), scope: scope(selection), generatedAt: selection.generatedAt,
                lead: lead(issues, count("open"), count("missing"), records), figures: figures, sections: sections,
                mainSection: "open"))
    }

    private static func scope(_ selection: ReportSelection) -> String {
        var told = selection
        told.path = nil
        return told.scope
    }

    private static func lead(_ issues: RowReader, _ open: Int, _ missing: Int, _ query: QueryCall) -> [Sentence] {
        guard issues.count > 0 else { return ["No review has found an issue in this file."] }
        var text = "\(Figure.count(open, "issue is", "issues are")) open in this file".capitalised
        if missing > 0 {
            text += ", and \(Figure.count(missing, "more is", "more are")) missing: not mentioned by its last review"
        }
        var sentences = [Sentence(text + ".", from: query)]
        let standing = (0..<issues.count).filter { issues.text($0, "state") != "resolved" }
        if let often = standing.max(by: { issues.integer($0, "times_seen") < issues.integer($1, "times_seen") }),
            issues.integer(often, "times_seen") > 1
        {
            sentences.append(
                Sentence(
                    "Reported most often: “\(PlainText.oneLine(issues.text(often, "title")))”, by"
                        + " \(issues.integer(often, "times_seen")) of \(issues.integer(often, "reviews_in_scope")) reviews.",
                    from: query))
        }
        let back = (0..<issues.count).count { issues.integer($0, "times_reopened") > 0 }
        if back > 0 {
            sentences.append(
                Sentence(
                    "\(Figure.count(back, "issue", "issues")) of this file came back after a fix.", from: query))
        }
        return sentences
    }

    private static func course(_ query: QueryCall, _ rows: RowSet, _ period: ReportPeriod) -> ReportSection {
        let reader = RowReader(rows)
        let periods = (0..<reader.count).map { reader.text($0, "period") }
        return ReportSection(
            id: "course", title: "How it went", lead: "Issues open and missing at the end of each \(period.rawValue).",
            query: query,
            chart: periods.count > 1
                ? .lines(
                    LineChart(
                        title: "Open and missing issues of the file",
                        summary: "Issues open and missing at the end of each \(period.rawValue), from"
                            + " \(period.phrase(periods.first ?? "")) to \(period.phrase(periods.last ?? "")).",
                        period: period, periods: periods,
                        series: [
                            Series(name: "Open", role: .open, values: reader.numbers("open")),
                            Series(name: "Missing", role: .missing, values: reader.numbers("missing")),
                        ])) : nil,
            table: ReportTable(
                caption: "Issues of the file, \(period.rawValue) by \(period.rawValue)", rows,
                [
                    ("period", period.rawValue.capitalised, period == .month ? .month : .day),
                    ("open", "Open", .number), ("missing", "Missing", .number), ("new", "New", .number),
                    ("reopened", "Reopened", .number), ("resolved", "Resolved", .number),
                ]),
            rows: rows, emptyText: "No reviews in this time.")
    }

    private static func issues(
        _ id: String, _ title: String, states: Set<String>, _ query: QueryCall, _ rows: RowSet
    ) -> ReportSection {
        var chosen = rows
        let reader = RowReader(rows)
        chosen.rows = rows.rows.indices.filter { states.contains(reader.text($0, "state")) }.map { rows.rows[$0] }
        let isOpen = states.contains("open")
        return ReportSection(
            id: id, title: title,
            lead: isOpen
                ? "Open and missing issues; a missing one was not mentioned by the last review, which is no proof of a fix."
                : "Not reported since, on the evidence that the history shows.",
            query: query, chart: nil,
            table: IssueTable.make(
                caption: title, chosen,
                isOpen ? [.severity, .state, .seen, .firstSeen, .lastSeen] : [.severity, .seen, .firstSeen, .lastSeen]),
            rows: chosen, emptyText: isOpen ? "Nothing is open." : "Nothing was resolved yet.")
    }

    private static func reviewTable(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        return ReportSection(
            id: "reviews", title: "Who looked at it", lead: "The newest reviews, with their own conclusion.",
            query: query, chart: nil,
            table: ReportTable(
                caption: "Reviews of the file, newest first",
                columns: [
                    ReportTable.Column(heading: "Review", kind: .words),
                    ReportTable.Column(heading: "When", kind: .day),
                    ReportTable.Column(heading: "Findings", kind: .number),
                    ReportTable.Column(heading: "Praise", kind: .number),
                    ReportTable.Column(heading: "Outcome", kind: .words),
                ],
                rows: (0..<reader.count).map { row in
                    [
                        ReportTable.Cell(
                            text: PlainText.oneLine(reader.text(row, "reviewer")),
                            note: PlainText.oneLine(reader.text(row, "verdict")),
                            link: .review(reader.text(row, "review"))),
                        ReportTable.Cell(text: Moment.day(reader.text(row, "reviewed_at"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "findings"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "praise"))),
                        ReportTable.Cell(text: reader.text(row, "outcome").replacing("-", with: " ")),
                    ]
                }),
            rows: rows, emptyText: "No review of it is in this selection.")
    }

    private static func praiseTable(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "praise", title: "What reviewers commend", lead: "", query: query, chart: nil,
            table: ReportTable(
                caption: "What reviewers commend", rows,
                [
                    ("title", "What", .words), ("times_seen", "Times", .number), ("last_seen", "Last", .day),
                    ("reviewers", "Reviewers", .names),
                ]),
            rows: rows, emptyText: "No review has praised it yet.")
    }

    private static func symbolTable(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "symbols", title: "The names that findings mention", lead: "Tests, functions and classes.",
            query: query,
            chart: nil,
            table: ReportTable(
                caption: "Names by the findings that mention them", rows,
                [
                    ("symbol", "Name", .words), ("findings", "Findings", .number), ("issues", "Issues", .number),
                    ("last_seen", "Last", .day),
                ]),
            rows: rows, emptyText: "No finding names a test or a function.")
    }
}
