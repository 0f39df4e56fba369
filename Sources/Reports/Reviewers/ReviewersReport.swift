import FindingsModel

/// The reviewers: how much each looks at and finds, how far they agree, how steady they are, and what came of it.
public enum ReviewersReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, selection: ReportSelection) throws -> Report {
        let activity = QueryCall("reviewer_activity", selection.time + selection.branchAndProject)
        let outcomes = QueryCall("reviewer_outcomes", selection.branchAndProject)
        let agreement = QueryCall("reviewer_agreement", selection.branchAndProject)
        let detection = QueryCall("detection_rate", selection.branchAndProject)
        let flapping = QueryCall("flapping", selection.time + selection.place + selection.rows(10))
        let sections = [
            activitySection(activity, try activity.run(on: source)),
            outcomeSection(outcomes, try outcomes.run(on: source)),
            agreementSection(agreement, try agreement.run(on: source)),
            detectionSection(detection, try detection.run(on: source), limit: selection.limit),
            UnsteadySection.make(flapping, try flapping.run(on: source)),
        ]
        return Report(
            document: ReportDocument(
                title: "Review findings: the reviewers", scope: selection.scope, generatedAt: selection.generatedAt,
                lead: lead(sections), figures: [], sections: sections, mainSection: "activity"))
    }

    private static func lead(_ sections: [ReportSection]) -> [Sentence] {
        let activity = RowReader(sections[0].rows)
        guard activity.count > 0 else { return ["No review is in this selection."] }
        let names = Set((0..<activity.count).map { activity.text($0, "reviewer") })
        var sentences = [
            Sentence(
                "\(Figure.count(names.count, "reviewer", "reviewers")) made"
                    + " \(Figure.count(activity.sum("reviews"), "review", "reviews")) with"
                    + " \(Figure.count(activity.sum("findings"), "finding", "findings")); most reviews came from"
                    + " \(PlainText.oneLine(activity.text(0, "reviewer"))), \(Figure.grouped(activity.integer(0, "reviews"))).",
                from: sections[0].query)
        ]
        let detection = RowReader(sections[3].rows)
        let seen = detection.sum("seen")
        let scope = detection.sum("in_scope")
        if scope > 0 {
            sentences.append(
                Sentence(
                    "A review that could report a known issue does so in \(Figure.decimal((Double(seen) * 100 / Double(scope)).rounded())) of 100 cases;"
                        + " the lower, the less a silent review proves.", from: sections[3].query))
        }
        let outcomes = RowReader(sections[1].rows)
        let rejected = outcomes.sum("rejected")
        if rejected > 0 {
            sentences.append(
                Sentence(
                    "\(Figure.count(rejected, "issue was", "issues were")) rejected by people as false alarms.",
                    from: sections[1].query))
        }
        return sentences
    }

    private static func activitySection(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        return ReportSection(
            id: "activity", title: "How much each finds",
            lead: "Findings of one pass over one file, on average: what can be compared between reviewers.",
            query: query,
            chart: .ranked(
                RankedBars(
                    title: "Findings of one pass over one file",
                    summary: "Findings that each reviewer gives in one pass over one file, on average.",
                    namesArePaths: false,
                    bars: (0..<min(12, reader.count)).sorted {
                        reader.number($0, "findings_per_file_review") > reader.number($1, "findings_per_file_review")
                    }.map { row in
                        let version = reader.text(row, "version")
                        return RankedBars.Bar(
                            name: PlainText.oneLine(
                                reader.text(row, "reviewer") + (version.isEmpty ? "" : " \(version)")),
                            parts: [(.rate, reader.number(row, "findings_per_file_review"))],
                            note: Figure.decimal(reader.number(row, "findings_per_file_review")))
                    })),
            table: ReportTable(
                caption: "Reviewers by their reviews", rows,
                [
                    ("reviewer", "Reviewer", .words), ("version", "Version", .words), ("kind", "Kind", .words),
                    ("reviews", "Reviews", .number), ("files", "Files", .number), ("findings", "Findings", .number),
                    ("praise", "Praise", .number), ("findings_per_file_review", "A pass", .number),
                    ("last_review", "Last review", .day),
                ]),
            rows: rows, emptyText: "No review is in this selection.")
    }

    private static func outcomeSection(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        return ReportSection(
            id: "outcomes", title: "What came of it",
            lead:
                "Issues by who reported them first. Rejected ones were false alarms; what one review of three or more saw may"
                + " be a guess that nobody repeats.", query: query,
            chart: .ranked(
                RankedBars(
                    title: "Issues by who reported them first",
                    summary: "Resolved, open and missing issues that each reviewer reported first.",
                    namesArePaths: false,
                    bars: (0..<min(12, reader.count)).map { row in
                        RankedBars.Bar(
                            name: PlainText.oneLine(reader.text(row, "reviewer")),
                            parts: [
                                (.resolved, reader.number(row, "resolved")), (.open, reader.number(row, "open")),
                                (.missing, reader.number(row, "missing")),
                            ], note: Figure.grouped(reader.integer(row, "issues")))
                    }, key: [("Resolved", .resolved), ("Open", .open), ("Missing", .missing)])),
            table: ReportTable(
                caption: "Issues by who reported them first", rows,
                [
                    ("reviewer", "Reviewer", .words), ("issues", "Issues", .number), ("open", "Open", .number),
                    ("missing", "Missing", .number), ("resolved", "Resolved", .number),
                    ("reopened", "Came back", .number),
                    ("rejected", "Rejected", .number), ("accepted", "Accepted", .number),
                    ("seen_once", "Seen once", .number),
                    ("median_days_to_fix", "Days to fix", .number),
                ]),
            rows: rows, emptyText: "No issue was reported yet.")
    }

    private static func agreementSection(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "agreement", title: "How far they agree",
            lead: "What share of a reviewer's issues another one reported, too. Low is no fault where only one looks.",
            query: query, chart: nil,
            table: ReportTable(
                caption: "Issues that another reviewer reported, too", rows,
                [
                    ("reviewer", "Reviewer", .words), ("issues", "Issues", .number), ("shared", "Shared", .number),
                    ("percent", "Percent", .number),
                ]),
            rows: rows, emptyText: "No issue was reported yet.")
    }

    private static func detectionSection(_ query: QueryCall, _ rows: RowSet, limit: Int) -> ReportSection {
        var table = ReportTable(
            caption: "Kinds of issues by how surely a review reports them", rows,
            [
                ("name", "Kind", .words), ("issues", "Issues", .number), ("seen", "Reports", .number),
                ("in_scope", "Chances", .number), ("percent", "Percent", .number),
            ])
        table.rows = Array(table.rows.prefix(limit))
        return ReportSection(
            id: "detection", title: "How surely an issue is seen again",
            lead: "Reports of known issues, of the reviews that could have reported them.", query: query, chart: nil,
            table: table, rows: rows, emptyText: "No issue could be reported twice yet.")
    }
}

/// What reviewers report, forget and report again.
enum UnsteadySection {
    static func make(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        return ReportSection(
            id: "unsteady", title: "On and off: reported, forgotten, reported again",
            lead: "Many returns speak of an unsteady reviewer more often than of a change.", query: query, chart: nil,
            table: ReportTable(
                caption: "Issues by how often they were reported again",
                columns: [
                    ReportTable.Column(heading: "Issue", kind: .words),
                    ReportTable.Column(heading: "State", kind: .state),
                    ReportTable.Column(heading: "Returns", kind: .number),
                    ReportTable.Column(heading: "Seen", kind: .number),
                ],
                rows: (0..<reader.count).map { row in
                    [
                        ReportTable.Cell(
                            text: PlainText.oneLine(reader.text(row, "title")), note: reader.text(row, "path"),
                            noteIsCode: true, link: .issue(reader.text(row, "issue"))),
                        ReportTable.Cell(text: reader.text(row, "state")),
                        ReportTable.Cell(text: "\(reader.integer(row, "returns"))×"),
                        ReportTable.Cell(
                            text: "\(reader.integer(row, "times_seen")) of \(reader.integer(row, "reviews_in_scope"))"),
                    ]
                }),
            rows: rows, emptyText: "No issue has come and gone more than once.")
    }
}
