import FindingsModel

/// The page for a team's fortnightly meeting: the five things to know, in sentences with numbers, each with its query.
public enum DigestReport {
    /// The days that a digest looks back where the selection tells no beginning.
    public static let days = 14
    private static let told = 5

    /// Something to know, and how much it matters: the larger, the further up.
    private struct Point {
        var weight: Double
        var section: ReportSection
    }

    /// Asks the named queries and puts the answers together.
    ///
    /// - Parameter selection: its beginning and end are told; see ``span(of:from:)``.
    /// - Throws: what `source` throws.
    public static func make(from source: any QuerySource, selection: ReportSelection) throws -> Report {
        let totals = QueryCall("review_totals", selection.time + selection.branchAndProject)
        let totalRows = try totals.run(on: source)
        let all = RowReader(totalRows)
        let points = try [
            worst(source, selection), balance(totals, totalRows), cameBack(source, selection), worse(source, selection),
            pattern(source, selection), waiting(source, selection), fixed(source, selection),
            expiring(source, selection),
        ].compactMap { $0 }
        let chosen = points.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .prefix(told).map(\.element.section)
        let reviewed = Sentence(
            "\(Figure.count(all.integer(0, "reviews"), "review", "reviews").capitalised) made"
                + " \(Figure.count(all.integer(0, "file_reviews"), "pass over a file", "passes over files")) and gave"
                + " \(Figure.count(all.integer(0, "findings"), "finding", "findings")).", from: totals)
        let numbered = chosen.enumerated().map { index, section in
            var section = section
            section.title = "\(index + 1). \(section.title)"
            section.isStatement = true
            return section
        }
        return Report(
            document: ReportDocument(
                title: "Review findings: \(Self.number(chosen.count)) to know", scope: selection.scope,
                generatedAt: selection.generatedAt,
                lead: chosen.isEmpty
                    ? [reviewed, "Nothing else happened: no issue came in, went or is waiting."]
                    : [reviewed],
                figures: [], sections: numbered, mainSection: numbered.first?.id ?? ""))
    }

    /// The selection with its beginning and end told: the fortnight up to the last review.
    ///
    /// - Throws: what `source` throws.
    public static func span(of selection: ReportSelection, from source: any QuerySource) throws -> ReportSelection {
        var selection = selection
        if selection.until == nil {
            let totals = RowReader(try QueryCall("review_totals", selection.branchAndProject).run(on: source))
            selection.until = totals.text(0, "last_day").isEmpty ? nil : totals.text(0, "last_day")
        }
        if selection.since == nil, let until = selection.until.flatMap(CivilDay.init) {
            selection.since = until.before(days: days - 1)
        }
        return selection
    }

    private static func number(_ count: Int) -> String {
        switch count {
        case 0: "nothing"
        case 1: "one thing"
        default: "\(["two", "three", "four", "five"][min(count, 5) - 2]) things"
        }
    }

    // MARK: - What may be worth knowing

    private static func worst(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall("new_since", selection.sinceDay + selection.place + selection.rows(200))
        var rows = try query.run(on: source)
        let reader = RowReader(rows)
        let standing = (0..<reader.count).filter { reader.text($0, "state") != "resolved" && !isSettled(reader, $0) }
        guard !standing.isEmpty else { return nil }
        let grave = standing.filter { ["critical", "high"].contains(reader.text($0, "severity")) }
        let first = (grave.first ?? standing.first) ?? 0
        let many = reader.count >= 200 ? "at least " : ""
        let text =
            "\(many)\(Figure.count(standing.count, "issue is", "issues are")) new and still with us".capitalised
            + (grave.isEmpty
                ? ""
                : grave.count == standing.count
                    ? ", of high or critical severity"
                    : ", \(Figure.grouped(grave.count)) of high or critical severity") + ". Gravest:"
            + " “\(PlainText.oneLine(reader.text(first, "title")))” in \(PlainText.oneLine(reader.text(first, "path")))."
        rows.rows = standing.prefix(8).map { rows.rows[$0] }
        return Point(
            weight: 5 + min(4, Double(grave.count)),
            section: ReportSection(
                id: "new", title: "New, and still with us", lead: text, query: query, chart: nil,
                table: IssueTable.make(
                    caption: "New issues, the gravest first; not those accepted or rejected", rows,
                    [.severity, .state, .firstSeen, .reviewers]),
                rows: rows, emptyText: ""))
    }

    private static func balance(_ query: QueryCall, _ rows: RowSet) -> Point? {
        let reader = RowReader(rows)
        let entered = reader.integer(0, "new") + reader.integer(0, "reopened")
        let left = reader.integer(0, "resolved")
        guard entered + left > 0 else { return nil }
        let verdict =
            entered > left
            ? "the pile grows by \(Figure.grouped(entered - left))"
            : left > entered ? "the pile shrinks by \(Figure.grouped(left - entered))" : "the pile stays as it is"
        let text =
            "\(Figure.count(entered, "issue", "issues").capitalised) came in and"
            + " \(left == 0 ? "none were" : Figure.count(left, "was", "were")) resolved:"
            + " \(verdict). \(Figure.decimal(reader.number(0, "findings_per_file_review"))) findings a pass over a file."
        return Point(
            weight: entered > left ? 6 : 4.5,
            section: ReportSection(
                id: "balance", title: "In and out", lead: text, query: query, chart: nil,
                table: ReportTable(
                    caption: "What came in and what went", rows,
                    [
                        ("first_day", "From", .day), ("last_day", "To", .day), ("new", "New", .number),
                        ("reopened", "Reopened", .number), ("resolved", "Resolved", .number),
                        ("went_missing", "Went missing", .number), ("returned", "Found again", .number),
                        ("reviews", "Reviews", .number),
                    ]),
                rows: rows, emptyText: ""))
    }

    private static func cameBack(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall("reopened", selection.time + selection.place + selection.rows(200))
        var rows = try query.run(on: source)
        let reader = RowReader(rows)
        guard reader.count > 0 else { return nil }
        let text =
            "\(Figure.count(reader.count, "issue", "issues").capitalised) came back after a fix, first of all"
            + " “\(PlainText.oneLine(reader.text(0, "title")))” in \(PlainText.oneLine(reader.text(0, "path"))),"
            + " for the \(ordinal(reader.integer(0, "times_reopened"))) time."
        rows.rows = Array(rows.rows.prefix(8))
        return Point(
            weight: 6.5,
            section: ReportSection(
                id: "came-back", title: "Back after a fix", lead: text, query: query, chart: nil,
                table: IssueTable.make(
                    caption: "Issues that were reopened", rows, [.severity, .state, .reopened, .lastSeen, .reviewers]),
                rows: rows, emptyText: ""))
    }

    private static func worse(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall(
            "changed_files", [("direction", .text("worse"))] + selection.time + selection.place + selection.rows(8))
        let rows = try query.run(on: source)
        let reader = RowReader(rows)
        guard reader.integer(0, "change") > 0 else { return nil }
        let count = (0..<reader.count).count { reader.integer($0, "change") > 0 }
        let text =
            "\(PlainText.oneLine(reader.text(0, "path"))) got worse most:"
            + " \(Figure.count(reader.integer(0, "entered"), "issue", "issues")) came in and"
            + " \(reader.integer(0, "resolved") == 0 ? "none" : Figure.grouped(reader.integer(0, "resolved"))) went."
            + (count > 1
                ? " \(count == 8 ? "At least 7" : "\(count - 1)") more \(count == 2 ? "file" : "files") got worse."
                : "")
        return Point(
            weight: 4 + min(3, Double(reader.integer(0, "change")) / 3),
            section: ReportSection(
                id: "worse", title: "Where it got worse", lead: text, query: query, chart: nil,
                table: ReportTable(
                    caption: "Files by how much they changed", rows,
                    [
                        ("path", "File", .path), ("change", "Change", .change), ("entered", "Came in", .number),
                        ("resolved", "Resolved", .number), ("went_missing", "Went missing", .number),
                    ]),
                rows: rows, emptyText: ""))
    }

    private static func pattern(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall("patterns", [("min_files", .integer(3))] + selection.place + selection.rows(5))
        let rows = try query.run(on: source)
        let reader = RowReader(rows)
        guard reader.count > 0 else { return nil }
        let guideline = Guideline.text(for: reader.text(0, "category"))
        let text =
            "\(PlainText.oneLine(reader.text(0, "name"))) is in \(Figure.count(reader.integer(0, "files"), "file", "files")),"
            + " \(Figure.count(reader.integer(0, "open"), "issue", "issues")) of it open."
            + (guideline.map { " A guideline would mend it: \($0)" } ?? "")
        return Point(
            weight: 5.5,
            section: ReportSection(
                id: "pattern", title: "What wants a guideline", lead: text, query: query, chart: nil,
                table: ReportTable(
                    caption: "Kinds of issues by the files that have them", rows,
                    [
                        ("name", "Kind", .words), ("files", "Files", .number), ("open", "Open", .number),
                        ("missing", "Missing", .number), ("times_seen", "Times seen", .number),
                    ]),
                rows: rows, emptyText: ""))
    }

    private static func waiting(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall(
            "oldest_open", [("min_severity", .text("medium"))] + selection.place + selection.rows(200))
        var rows = try query.run(on: source)
        let reader = RowReader(rows)
        let waiting = (0..<reader.count).filter { !isSettled(reader, $0) }
        guard let first = waiting.first else { return nil }
        let days = reader.integer(first, "days_open")
        guard days >= 30 else { return nil }
        rows.rows = waiting.prefix(8).map { rows.rows[$0] }
        let title = PlainText.oneLine(reader.text(first, "title"))
        let text =
            "“\(title)” in \(PlainText.oneLine(reader.text(first, "path"))) has been open for"
            + " \(Figure.count(days, "day", "days")), longest of medium severity and above: fix it, or say that it is accepted."
        return Point(
            weight: 3.5 + min(2, Double(days) / 180),
            section: ReportSection(
                id: "oldest", title: "Open for longest", lead: text, query: query, chart: nil,
                table: IssueTable.make(
                    caption:
                        "Open issues of medium severity and above, the oldest first; not those accepted or rejected",
                    rows,
                    [.severity, .seen, .firstSeen, .lastSeen]),
                rows: rows, emptyText: ""))
    }

    /// A person has accepted or rejected the issue: the team need not hear of it again.
    private static func isSettled(_ reader: RowReader, _ row: Int) -> Bool {
        ["accepted", "rejected"].contains(reader.text(row, "triage"))
    }

    private static func fixed(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        let query = QueryCall("fixed_since", selection.sinceDay + selection.place + selection.rows(200))
        var rows = try query.run(on: source)
        let reader = RowReader(rows)
        guard reader.count > 0 else { return nil }
        let files = Set((0..<reader.count).map { reader.text($0, "path") })
        let text =
            (reader.count >= 200 ? "At least " : "")
            + "\(Figure.count(reader.count, "issue was", "issues were"))".capitalised
            + " fixed and stayed so, in \(Figure.count(files.count, "file", "files"))."
        rows.rows = Array(rows.rows.prefix(8))
        return Point(
            weight: 4,
            section: ReportSection(
                id: "fixed", title: "Fixed", lead: text, query: query, chart: nil,
                table: IssueTable.make(
                    caption: "Issues that were resolved", rows, [.severity, .resolvedAt, .daysToFix]),
                rows: rows, emptyText: ""))
    }

    private static func expiring(_ source: any QuerySource, _ selection: ReportSelection) throws -> Point? {
        guard let until = selection.until.flatMap(CivilDay.init)?.before(days: -30) else { return nil }
        let query = QueryCall(
            "expiring", [("until", .text(until)), ("path", selection.path.map { .text($0) })] + selection.rows(8))
        let rows = try query.run(on: source)
        let reader = RowReader(rows)
        guard reader.count > 0 else { return nil }
        let text =
            "\(Figure.count(reader.count, "acceptance ends", "acceptances end").capitalised) within 30 days, first that of"
            + " “\(PlainText.oneLine(reader.text(0, "title")))” with \(CivilDay(Moment.lastDay(before: reader.text(0, "expires_at")))?.long ?? "")."
        return Point(
            weight: 5,
            section: ReportSection(
                id: "expiring", title: "Acceptances that end", lead: text, query: query, chart: nil,
                table: ReportTable(
                    caption: "Acceptances by their end", rows,
                    [
                        ("title", "Issue", .words), ("last_day", "Last day", .day), ("author", "By", .words),
                        ("reason", "Reason", .words), ("path", "File", .path),
                    ]),
                rows: rows, emptyText: ""))
    }

    private static func ordinal(_ number: Int) -> String {
        switch number {
        case 0, 1: "first"
        case 2: "second"
        case 3: "third"
        default: "\(number)th"
        }
    }
}
