import FindingsModel

/// What keeps coming back: over reviews, over files, and after a fix.
public enum RecurringReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, options: RecurringOptions) throws -> Report {
        let selection = options.selection
        let place = selection.time + selection.place + selection.rows()
        let recurring = QueryCall("recurring", [("min_seen", .integer(Int64(options.minimumSeen)))] + place)
        let patterns = QueryCall("patterns", place)
        let reopened = QueryCall("reopened", place)
        let flapping = QueryCall("flapping", place)
        let sections = [
            overReviews(recurring, try recurring.run(on: source)), overFiles(patterns, try patterns.run(on: source)),
            afterFix(reopened, try reopened.run(on: source)),
            UnsteadySection.make(flapping, try flapping.run(on: source)),
        ]
        return Report(
            document: ReportDocument(
                title: "Review findings: what keeps coming back",
                scope: selection.scope, generatedAt: options.generatedAt, lead: lead(sections, limit: options.limit),
                figures: [],
                sections: sections,
                mainSection: "over-reviews"))
    }

    private static func lead(_ sections: [ReportSection], limit: Int) -> [Sentence] {
        var sentences: [Sentence] = []
        let seen = RowReader(sections[0].rows)
        if seen.count > 0 {
            sentences.append(
                Sentence(
                    "Reported most often: “\(PlainText.oneLine(seen.text(0, "title")))” in \(seen.text(0, "path")), by"
                        + " \(seen.integer(0, "times_seen")) of \(seen.integer(0, "reviews_in_scope")) reviews.",
                    from: sections[0].query))
        }
        let kinds = RowReader(sections[1].rows)
        if kinds.count > 0 {
            sentences.append(
                Sentence(
                    "Most widespread: \(kinds.text(0, "name").lowercased()), in"
                        + " \(Figure.count(kinds.integer(0, "files"), "file", "files"))"
                        + ". A guideline mends it better than a patch.", from: sections[1].query))
        }
        let back = RowReader(sections[2].rows)
        if back.count > 0 {
            sentences.append(
                Sentence(
                    "Back after a fix: \(Figure.count(back.count, "issue", "issues"))"
                        + (back.count >= limit ? " or more" : "") + ", first of all"
                        + " “\(PlainText.oneLine(back.text(0, "title")))” in \(back.text(0, "path")).",
                    from: sections[2].query))
        }
        return sentences.isEmpty ? ["Nothing has been reported twice yet."] : sentences
    }

    private static func overReviews(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "over-reviews", title: "Over reviews: the same issue, reported again",
            lead: "Seen by so many of the reviews of its file since its first report.", query: query, chart: nil,
            table: IssueTable.make(
                caption: "Issues by how many reviews reported them", rows,
                [.severity, .state, .seen, .firstSeen, .reviewers]),
            rows: rows, emptyText: "No issue has been reported by more than one review.")
    }

    private static func overFiles(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        let columns: [(String, ReportTable.Column.Kind)] = [
            ("Kind", .words), ("Files", .number), ("Open", .number), ("Missing", .number), ("Seen", .number),
            ("First seen", .day), ("To adopt, and an example", .words),
        ]
        return ReportSection(
            id: "over-files", title: "Over files: the same kind of issue in several",
            lead: "What a team mends with a guideline rather than with a patch.", query: query, chart: nil,
            table: ReportTable(
                caption: "Kinds of issues by the files that have them",
                columns: columns.map { ReportTable.Column(heading: $0.0, kind: $0.1) },
                rows: (0..<reader.count).map { row in
                    [
                        ReportTable.Cell(text: reader.text(row, "name"), note: reader.text(row, "meaning")),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "files"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "open"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "missing"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "times_seen"))),
                        ReportTable.Cell(text: Moment.day(reader.text(row, "first_seen"))),
                        ReportTable.Cell(
                            text: Guideline.text(for: reader.text(row, "category")) ?? "",
                            note: PlainText.oneLine(
                                "“\(reader.text(row, "example"))” in \(reader.text(row, "example_path"))")),
                    ]
                }),
            rows: rows, emptyText: "No kind of issue is in more than one file.")
    }

    private static func afterFix(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "after-fix", title: "After a fix: resolved, and back again",
            lead: "The fix did not hold, or the same thing was written once more.", query: query, chart: nil,
            table: IssueTable.make(
                caption: "Issues that were reopened", rows, [.severity, .state, .reopened, .lastSeen, .reviewers]),
            rows: rows, emptyText: "No issue has come back after a fix.")
    }
}
