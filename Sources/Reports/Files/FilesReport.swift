import FindingsModel

/// Which files to look at: where the grave issues are, what got worse or better, and what waits for a review.
public enum FilesReport {
    /// Files of the heat map.
    private static let heatRows = 20

    /// Asks the named queries and puts the answers together.
    ///
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, selection: ReportSelection) throws -> Report {
        let trend = QueryCall("trend", selection.length + selection.time + selection.place)
        let periods = RowReader(try trend.run(on: source))
        let names = (0..<periods.count).map { periods.text($0, "period") }
        let course = QueryCall(
            "file_trend",
            selection.length + selection.untilDay + selection.place
                + [("files", .integer(Int64(max(heatRows, selection.limit))))])
        let courseRows = try course.run(on: source)
        let courses = FileCourses(courseRows, periods: names)
        let worst = QueryCall("worst_files", selection.place + selection.rows())
        let changed = QueryCall("changed_files", selection.time + selection.place + selection.rows())
        let coverage = QueryCall("coverage", selection.place + selection.rows())
        let sections = [
            worstFiles(worst, try worst.run(on: source), courses, course),
            heat(course, courseRows, courses, periods: names, selection.period),
            changes(changed, try changed.run(on: source), isRecent: selection.since == nil),
            waiting(coverage, try coverage.run(on: source)),
        ]
        return Report(
            document: ReportDocument(
                title: "Review findings: the files", scope: selection.scope, generatedAt: selection.generatedAt,
                lead: lead(sections), figures: [], sections: sections, mainSection: "worst-files"))
    }

    private static func lead(_ sections: [ReportSection]) -> [Sentence] {
        var sentences: [Sentence] = []
        let first = RowReader(sections[0].rows)
        if first.count > 0 {
            let grave = first.integer(0, "critical") + first.integer(0, "high")
            sentences.append(
                Sentence(
                    "The file to look at first is \(first.text(0, "path")): \(Figure.count(first.integer(0, "open"), "open issue", "open issues")),"
                        + " of these \(Figure.grouped(grave)) of high or critical severity.", from: sections[0].query))
        }
        let changed = RowReader(sections[2].rows)
        let worst = (0..<changed.count).max { changed.integer($0, "change") < changed.integer($1, "change") }
        if let worst, changed.integer(worst, "change") > 0 {
            sentences.append(
                Sentence(
                    "Got worse most: \(changed.text(worst, "path")), where \(Figure.count(changed.integer(worst, "entered"), "issue", "issues")) came in and"
                        + " \(changed.integer(worst, "resolved") == 0 ? "none" : Figure.grouped(changed.integer(worst, "resolved"))) went.",
                    from: sections[2].query))
        }
        let best = (0..<changed.count).min { changed.integer($0, "change") < changed.integer($1, "change") }
        if let best, changed.integer(best, "change") < 0 {
            sentences.append(
                Sentence(
                    "Got better most: \(changed.text(best, "path")), by \(Figure.grouped(-changed.integer(best, "change"))).",
                    from: sections[2].query))
        }
        let waiting = RowReader(sections[3].rows)
        if waiting.count > 0, waiting.integer(0, "days_since") > 0 {
            sentences.append(
                Sentence(
                    "Longest without a review: \(waiting.text(0, "path")), \(Figure.count(waiting.integer(0, "days_since"), "day", "days")) before the newest one.",
                    from: sections[3].query))
        }
        return sentences.isEmpty ? ["No file of this selection was reviewed."] : sentences
    }

    private static func worstFiles(
        _ query: QueryCall, _ rows: RowSet, _ courses: FileCourses, _ courseQuery: QueryCall
    ) -> ReportSection {
        let reader = RowReader(rows)
        let course = Dictionary(courses.files.map { ($0.name, $0.values) }, uniquingKeysWith: { first, _ in first })
        let branches = Set((0..<reader.count).map { reader.text($0, "branch") })
        func name(_ row: Int) -> String {
            reader.text(row, "path") + (branches.count > 1 ? " (\(reader.text(row, "branch")))" : "")
        }
        let bars = (0..<min(12, reader.count)).map { row in
            let parts = ["critical", "high", "medium"].map { reader.number(row, $0) }
            return RankedBars.Bar(
                name: name(row),
                parts: [
                    (.critical, parts[0]), (.high, parts[1]), (.medium, parts[2]),
                    (.low, max(0, reader.number(row, "open") - parts.reduce(0, +))),
                ], note: Figure.grouped(reader.integer(row, "open")))
        }
        return ReportSection(
            id: "worst-files", title: "Where the grave issues are",
            lead: "Open issues as they stand; files with the most of high and critical severity first.", query: query,
            otherQueries: [courseQuery],
            chart: .ranked(
                RankedBars(
                    title: "Open issues of the worst files by severity",
                    summary: "Open issues of each of the \(bars.count) worst files, by severity.", namesArePaths: true,
                    bars: bars,
                    key: [
                        ("Critical", .critical), ("High", .high), ("Medium", .medium), ("Low and info", .low),
                    ])),
            table: ReportTable(
                caption: "Files with the most severe open issues",
                columns: [
                    ReportTable.Column(heading: "File", kind: .path),
                    ReportTable.Column(heading: "Open", kind: .number),
                    ReportTable.Column(heading: "Critical", kind: .number),
                    ReportTable.Column(heading: "High", kind: .number),
                    ReportTable.Column(heading: "Missing", kind: .number),
                    ReportTable.Column(heading: "Resolved", kind: .number),
                    ReportTable.Column(heading: "Reviews", kind: .number),
                    ReportTable.Column(heading: "Last review", kind: .day),
                    ReportTable.Column(heading: "Course", kind: .course),
                ],
                rows: (0..<reader.count).map { row in
                    [ReportTable.Cell(text: PlainText.oneLine(name(row)), link: .file(reader.text(row, "path")))]
                        + ["open", "critical", "high", "missing", "resolved", "reviews"].map {
                            ReportTable.Cell(text: Figure.grouped(reader.integer(row, $0)))
                        } + [
                            ReportTable.Cell(text: Moment.day(reader.text(row, "last_reviewed"))),
                            ReportTable.Cell(text: "", course: course[reader.text(row, "path")] ?? []),
                        ]
                }),
            rows: rows, emptyText: "No file has an issue.")
    }

    private static func heat(
        _ query: QueryCall, _ rows: RowSet, _ courses: FileCourses, periods: [String], _ period: ReportPeriod
    ) -> ReportSection {
        let shown = Array(courses.files.prefix(heatRows))
        let hasCourse = periods.count > 1 && !shown.isEmpty
        return ReportSection(
            id: "heat", title: "Open issues, file by \(period.rawValue)",
            lead: "The darker, the more issues stood open at the end of the \(period.rawValue).", query: query,
            chart: hasCourse
                ? .heat(
                    HeatMap(
                        title: "Open issues in each file",
                        summary:
                            "Open issues at the end of each \(period.rawValue) in the files that have most of them, from"
                            + " \(period.phrase(periods.first ?? "")) to \(period.phrase(periods.last ?? "")).",
                        period: period, periods: periods, rows: shown)) : nil,
            table: ReportTable(
                caption: "Open issues in each file: at first, at most and now",
                columns: [
                    ReportTable.Column(heading: "File", kind: .path),
                    ReportTable.Column(heading: "First", kind: .number),
                    ReportTable.Column(heading: "Most", kind: .number),
                    ReportTable.Column(heading: "Now", kind: .number),
                ],
                rows: shown.map { file in
                    [
                        ReportTable.Cell(text: PlainText.oneLine(file.name), link: .file(file.name)),
                        ReportTable.Cell(text: Figure.decimal(file.values.first ?? 0)),
                        ReportTable.Cell(text: Figure.decimal(file.values.max() ?? 0)),
                        ReportTable.Cell(text: Figure.decimal(file.values.last ?? 0)),
                    ]
                }),
            rows: rows, emptyText: "No file has an open issue.")
    }

    private static func changes(_ query: QueryCall, _ rows: RowSet, isRecent: Bool) -> ReportSection {
        ReportSection(
            id: "changed", title: "What got worse, what got better",
            lead: (isRecent ? "In the 30 days up to the newest review: issues" : "Issues")
                + " that came in, new or reopened, against those that were resolved.", query: query, chart: nil,
            table: ReportTable(
                caption: "Files by how much they changed", rows,
                [
                    ("path", "File", .path), ("change", "Change", .change), ("entered", "Came in", .number),
                    ("resolved", "Resolved", .number), ("went_missing", "Went missing", .number),
                ]),
            rows: rows, emptyText: "Nothing came in and nothing was resolved in this time.")
    }

    private static func waiting(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        ReportSection(
            id: "coverage", title: "What has waited longest for a review",
            lead: "Days from the file's last review to the newest review of all.", query: query, chart: nil,
            table: ReportTable(
                caption: "Files by the time since their last review", rows,
                [
                    ("path", "File", .path), ("days_since", "Days", .number), ("reviews", "Reviews", .number),
                    ("reviewers", "Reviewers", .number), ("open_issues", "Open", .number),
                    ("last_reviewed", "Last review", .day),
                ]),
            rows: rows, emptyText: "No file was reviewed.")
    }
}
