import FindingsModel

/// The sections of a trend report, in their order.
struct TrendSections {
    let source: any QuerySource
    let questions: TrendQuestions
    let facts: TrendFacts
    /// How old the open issues are.
    let ageRows: RowSet
    private var period: ReportPeriod { facts.options.period }
    private var periods: [String] { facts.periods }

    func all(_ trend: RowSet) throws -> [ReportSection] {
        // First what a team acts on, then what tells how it goes.
        [
            standing(trend), try changes(), try worstFiles(), try recurring(), try files(), ages(), outlook(),
            flow(trend), try fixTimes(), try rate(), try severities(), try categories(), try cameBack(), try fixed(),
        ]
    }

    /// One period has numbers, but no course to draw.
    private var isOnePeriod: Bool { periods.count < 2 }

    /// Says that the last bars are of a part of their period.
    private var endsEarly: String {
        facts.endsEarly.map { day in
            " The last \(period) is told up to \(day.long)\(facts.options.until == nil ? ", the day of the last review" : "")."
        } ?? ""
    }

    /// There is nothing to draw.
    private func isAllZero(_ values: [Double]...) -> Bool { values.allSatisfy { $0.allSatisfy { $0 == 0 } } }

    private var range: String {
        "from \(period.phrase(periods.first ?? "")) to \(period.phrase(periods.last ?? ""))"
    }

    private func standing(_ trend: RowSet) -> ReportSection {
        let peak = zip(periods, facts.open).max { $0.1 < $1.1 }
        return ReportSection(
            id: "standing", title: "What stands open",
            lead: peak.map {
                isOnePeriod || $0.1 == 0
                    ? ""
                    : "Open issues were at their most in \(period.phrase($0.0)), with \(Figure.grouped(Int($0.1)))."
            } ?? "",
            query: questions.trend,
            chart: isOnePeriod || isAllZero(facts.open, facts.missing)
                ? nil
                : .lines(
                    LineChart(
                        title: "Open and missing issues",
                        summary: "Issues open and missing at the end of each \(period), \(range).",
                        period: period, periods: periods,
                        series: [
                            Series(name: "Open", role: .open, values: facts.open),
                            Series(name: "Missing", role: .missing, values: facts.missing),
                        ])),
            table: ReportTable(
                caption: "Issues at the end of each \(period)", trend,
                [
                    ("period", period.rawValue.capitalised, period == .month ? .month : .day),
                    ("open", "Open", .number),
                    ("missing", "Missing", .number), ("went_missing", "Went missing", .number),
                    ("returned", "Returned", .number),
                ]),
            rows: trend, emptyText: "No reviews in this period.")
    }

    private func flow(_ trend: RowSet) -> ReportSection {
        ReportSection(
            id: "flow", title: "What came in and what was resolved",
            lead: isOnePeriod || isAllZero(facts.new, facts.reopened, facts.resolved)
                ? ""
                : "New and reopened issues stand above the line, resolved ones below it."
                    + endsEarly,
            query: questions.trend,
            chart: isOnePeriod || isAllZero(facts.new, facts.reopened, facts.resolved)
                ? nil
                : .bars(
                    BarChart(
                        title: "New, reopened and resolved issues",
                        summary: "Issues that came in and that were resolved in each \(period), \(range).",
                        period: period, periods: periods,
                        above: [
                            Series(name: "New", role: .new, values: facts.new),
                            Series(name: "Reopened", role: .reopened, values: facts.reopened),
                        ],
                        below: [Series(name: "Resolved", role: .resolved, values: facts.resolved)],
                        endsEarly: facts.endsEarly != nil)),
            table: ReportTable(
                caption: "What came in and what was resolved in each \(period)", trend,
                [
                    ("period", period.rawValue.capitalised, period == .month ? .month : .day), ("new", "New", .number),
                    ("reopened", "Reopened", .number), ("resolved", "Resolved", .number),
                ]),
            rows: trend, emptyText: "No reviews in this period.")
    }

    private func ages() -> ReportSection {
        let reader = RowReader(ageRows)
        let open = reader.sum("open")
        let old = (0..<reader.count).filter { reader.integer($0, "min_days") >= 90 }
            .reduce(0) { $0 + reader.integer($1, "open") }
        let share = open > 0 ? Figure.decimal((Double(old) * 100 / Double(open)).rounded()) : "0"
        return ReportSection(
            id: "age", title: "How old the open issues are",
            lead: old == 0
                ? "As they stand, none has been known for more than three months."
                : "As they stand, \(Figure.grouped(old)) of \(Figure.grouped(open)), \(share) %,"
                    + " \(old == 1 ? "has" : "have") been known for more than three months.",
            query: questions.ages,
            chart: reader.count < 2
                ? nil
                : .ranked(
                    RankedBars(
                        title: "Open issues by age",
                        summary: "Open issues by how long they have been known, and by severity.",
                        namesArePaths: false,
                        bars: (0..<reader.count).map { row in
                            RankedBars.Bar(
                                name: reader.text(row, "age").capitalised,
                                parts: [
                                    (.critical, reader.number(row, "critical")), (.high, reader.number(row, "high")),
                                    (.medium, reader.number(row, "medium")),
                                    (.low, reader.number(row, "low") + reader.number(row, "info")),
                                ], note: Figure.grouped(reader.integer(row, "open")))
                        },
                        key: [
                            ("Critical", .critical), ("High", .high), ("Medium", .medium), ("Low and info", .low),
                        ])),
            table: ReportTable(
                caption: "Open issues by age and severity", ageRows,
                [
                    ("age", "Known for", .words), ("open", "Open", .number), ("critical", "Critical", .number),
                    ("high", "High", .number), ("medium", "Medium", .number), ("low", "Low", .number),
                    ("info", "Info", .number), ("oldest", "Oldest since", .day),
                ]),
            rows: ageRows, emptyText: "No issue is open.")
    }

    private func outlook() -> ReportSection {
        let outlook = Outlook(facts.open, period: period)
        let reader = RowReader(outlook.rows)
        return ReportSection(
            id: "outlook", title: "What may come", lead: outlook.sentence, query: questions.trend, chart: nil,
            table: ReportTable(
                caption: "Open issues to expect, with the range that held in four of five tries",
                columns: [
                    ReportTable.Column(heading: "When", kind: .words),
                    ReportTable.Column(heading: "Expected", kind: .number),
                    ReportTable.Column(heading: "From", kind: .number),
                    ReportTable.Column(heading: "To", kind: .number),
                    ReportTable.Column(heading: "Tried", kind: .number),
                    ReportTable.Column(heading: "Off by, on average", kind: .number),
                ],
                rows: (0..<reader.count).map { row in
                    let ahead = reader.integer(row, "periods_ahead")
                    return [ReportTable.Cell(text: "in \(ahead) \(period.name(ahead))")]
                        + ["expected", "low", "high", "tries", "mean_error"].map {
                            ReportTable.Cell(text: Figure.decimal(reader.number(row, $0)))
                        }
                }),
            rows: outlook.rows, emptyText: outlook.sentence)
    }

    private func fixTimes() throws -> ReportSection {
        let rows = try questions.fixTimes.run(on: source)
        let reader = RowReader(rows)
        // A tenth of a day says nothing of a fix that took weeks.
        let medians = filled(reader, "median_days", else: .nan).map { $0 >= 10 ? $0.rounded() : $0 }
        let slowest = (0..<reader.count).max { reader.number($0, "median_days") < reader.number($1, "median_days") }
        return ReportSection(
            id: "time-to-fix", title: "How long a fix takes",
            lead: slowest.map { row in
                "Days from the first report to the resolution that half of the issues took at most. Slowest was"
                    + " \(period.phrase(reader.text(row, "period"))), with"
                    + " \(Figure.decimal(reader.number(row, "median_days").rounded())) days"
                    + " (\(Figure.count(reader.integer(row, "resolved"), "issue", "issues"))). Early in a history no fix can have"
                    + " taken long."
            } ?? "",
            query: questions.fixTimes,
            chart: isOnePeriod || reader.count < 2
                ? nil
                : .lines(
                    LineChart(
                        title: "Median days to fix",
                        summary: "Median days from first report to resolution of the issues resolved in each \(period),"
                            + " \(range).",
                        period: period, periods: periods,
                        series: [Series(name: "", role: .resolved, values: medians)])),
            table: ReportTable(
                caption: "Days to fix, by the \(period) of the resolution", rows,
                [
                    ("period", period.rawValue.capitalised, period == .month ? .month : .day),
                    ("resolved", "Resolved", .number), ("median_days", "Median days", .number),
                    ("longest_days", "Longest", .number),
                ]),
            rows: rows, emptyText: "Nothing was resolved in this time.")
    }

    private func rate() throws -> ReportSection {
        let rows = try questions.reviews.run(on: source)
        let reader = RowReader(rows)
        let passes = reader.sum("file_reviews")
        let findings = reader.sum("findings")
        let mean = passes > 0 ? Double(findings) / Double(passes) : 0
        return ReportSection(
            id: "rate", title: "Findings for each reviewed file",
            lead: "\(Figure.count(reader.sum("reviews"), "review", "reviews")) made"
                + " \(Figure.count(passes, "pass over a file", "passes over a file")) and gave \(Figure.decimal(mean))"
                + " \(mean == 1 ? "finding" : "findings") a pass. Counted by passes, so that more reviews do not look like"
                + " worse tests.",
            query: questions.reviews,
            chart: isOnePeriod
                ? nil
                : .lines(
                    LineChart(
                        title: "Findings for each reviewed file",
                        summary: "Findings that one pass over one file gave on average in each \(period), \(range).",
                        period: period, periods: periods,
                        series: [
                            Series(
                                name: "", role: .rate, values: filled(reader, "findings_per_file_review", else: .nan))
                        ])),
            table: ReportTable(
                caption: "Reviews in each \(period)", rows,
                [
                    ("period", period.rawValue.capitalised, period == .month ? .month : .day),
                    ("reviews", "Reviews", .number),
                    ("files", "Files", .number), ("file_reviews", "File reviews", .number),
                    ("findings", "Findings", .number), ("praise", "Praise", .number),
                    ("findings_per_file_review", "For each file", .number),
                ]),
            rows: rows, emptyText: "No reviews in this period.")
    }

    private func severities() throws -> ReportSection {
        let rows = try questions.severities.run(on: source)
        let reader = RowReader(rows)
        let roles: [Series.Role] = [.critical, .high, .medium, .low, .info]
        let grave = reader.sum("critical") + reader.sum("high")
        let all = reader.sum("findings")
        let share = all > 0 ? Figure.decimal((Double(grave) * 100 / Double(all)).rounded()) : "0"
        return ReportSection(
            id: "severity", title: "How severe the findings are",
            lead: "High or critical severity: \(Figure.grouped(grave)) of \(Figure.count(all, "finding", "findings")),"
                + " \(share) %." + endsEarly,
            query: questions.severities,
            chart: isOnePeriod
                ? nil
                : .bars(
                    BarChart(
                        title: "Findings by severity",
                        summary: "Findings of each severity in each \(period), \(range).",
                        period: period, periods: periods,
                        above: roles.map {
                            Series(name: $0.rawValue.capitalised, role: $0, values: filled(reader, $0.rawValue))
                        },
                        below: [], endsEarly: facts.endsEarly != nil)),
            table: ReportTable(
                caption: "Findings by severity in each \(period)", rows,
                [("period", period.rawValue.capitalised, period == .month ? .month : .day)]
                    + roles.map { ($0.rawValue, $0.rawValue.capitalised, .number) } + [("findings", "All", .number)]),
            rows: rows, emptyText: "No findings in this period.")
    }

    private func categories() throws -> ReportSection {
        let rows = try questions.categories.run(on: source)
        let reader = RowReader(rows)
        let place = places
        var values: [String: [Double]] = [:]
        var names: [String: String] = [:]
        for row in 0..<reader.count {
            guard let index = place[reader.text(row, "period")] else { continue }
            let category = reader.text(row, "category")
            values[category, default: Array(repeating: 0, count: periods.count)][index] += reader.number(
                row, "findings")
            names[category] = PlainText.oneLine(reader.text(row, "name"))
        }
        let ranked = values.map { (id: $0.key, values: $0.value, total: $0.value.reduce(0, +)) }
            .sorted { ($1.total, $0.id) < ($0.total, $1.id) }
        let shown = ranked.prefix(8)
        let ceiling = shown.flatMap(\.values).max() ?? 0
        let all = ranked.reduce(0) { $0 + $1.total }
        let top = shown.prefix(3).map { (names[$0.id] ?? $0.id).lowercased() }
        let topShare = all > 0 ? shown.prefix(3).reduce(0) { $0 + $1.total } * 100 / all : 0
        return ReportSection(
            id: "category", title: "What kind of findings",
            lead: top.count == 3
                ? "Three kinds make up \(Figure.decimal(topShare.rounded())) % of all findings: \(top[0]), \(top[1]) and"
                    + " \(top[2])." : "",
            query: questions.categories,
            chart: isOnePeriod
                ? nil
                : .multiples(
                    shown.map { category in
                        SmallMultiple(
                            name: names[category.id] ?? category.id,
                            note: Figure.count(Int(category.total), "finding", "findings"), values: category.values,
                            ceiling: ceiling, endsEarly: facts.endsEarly != nil, first: periods.first ?? "",
                            last: periods.last ?? "")
                    }),
            table: ReportTable(
                caption: "Findings of each kind, \(period) by \(period)",
                columns: [
                    ReportTable.Column(heading: "Kind", kind: .words),
                    ReportTable.Column(heading: "Findings", kind: .number),
                    ReportTable.Column(heading: "Percent", kind: .number),
                ]
                    + (isOnePeriod
                        ? []
                        : [
                            ReportTable.Column(heading: "Last \(period)", kind: .number),
                            ReportTable.Column(heading: "Course", kind: .course),
                        ]),
                rows: ranked.map { category in
                    [
                        ReportTable.Cell(text: names[category.id] ?? category.id),
                        ReportTable.Cell(text: Figure.grouped(Int(category.total))),
                        ReportTable.Cell(text: Figure.decimal((category.total * 1_000 / max(1, all)).rounded() / 10)),
                    ]
                        + (isOnePeriod
                            ? []
                            : [
                                ReportTable.Cell(text: Figure.grouped(Int(category.values.last ?? 0))),
                                ReportTable.Cell(text: "", course: category.values),
                            ])
                }),
            rows: rows, emptyText: "No findings in this period.")
    }

    private func files() throws -> ReportSection {
        let rows = try questions.files.run(on: source)
        let held = FileCourses(rows, periods: periods).files
        return ReportSection(
            id: "files", title: "Where it stands open",
            lead: held.first.map {
                "The file with the most open issues is \($0.name), with \(Figure.decimal($0.values.last ?? 0))."
            } ?? "",
            query: questions.files,
            chart: isOnePeriod
                ? nil
                : .heat(
                    HeatMap(
                        title: "Open issues in each file",
                        summary:
                            "Open issues at the end of each \(period) in the files that have most of them, \(range).",
                        period: period, periods: periods, rows: held)),
            table: ReportTable(
                caption: "Open issues in each file: at first, at most and now",
                columns: [
                    ReportTable.Column(heading: "File", kind: .path),
                    ReportTable.Column(heading: "First", kind: .number),
                    ReportTable.Column(heading: "Most", kind: .number),
                    ReportTable.Column(heading: "Now", kind: .number),
                ],
                rows: held.map { file in
                    [
                        ReportTable.Cell(text: PlainText.oneLine(file.name), link: .file(file.name)),
                        ReportTable.Cell(text: Figure.decimal(file.values.first ?? 0)),
                        ReportTable.Cell(text: Figure.decimal(file.values.max() ?? 0)),
                        ReportTable.Cell(text: Figure.decimal(file.values.last ?? 0)),
                    ]
                }),
            rows: rows, emptyText: "No file has an open issue.")
    }

    /// The place of each period among those that the report shows.
    private var places: [String: Int] {
        Dictionary(periods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A column spread over all periods.
    ///
    /// - Parameter absent: what a period without a row has. A count is zero there; a rate is none.
    private func filled(_ reader: RowReader, _ column: String, else absent: Double = 0) -> [Double] {
        var values = Array(repeating: absent, count: periods.count)
        let place = places
        for row in 0..<reader.count {
            if let index = place[reader.text(row, "period")] { values[index] = reader.number(row, column) }
        }
        return values
    }
}
