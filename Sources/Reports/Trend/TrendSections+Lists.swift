import FindingsModel

/// What the trend tells by name: issues and files in tables, without a chart.
extension TrendSections {
    /// What came in, came back and went of late, by name: what the team has not talked about yet.
    func changes() throws -> ReportSection {
        let query = questions.changes(since: facts.lately)
        let rows = try query.run(on: source)
        let reader = RowReader(rows)
        var counts: [String: Int] = [:]
        for row in 0..<reader.count { counts[reader.text(row, "change")] = reader.integer(row, "changed") }
        let day = CivilDay(facts.lately)?.long ?? PlainText.oneLine(facts.lately)
        let told = [("new", "new"), ("reopened", "back after a fix"), ("resolved", "resolved")]
            .compactMap { key, words in counts[key].map { "\(Figure.grouped($0)) \(words)" } }
        let isCut = counts.values.reduce(0, +) > reader.count
        return ReportSection(
            id: "changes", title: "What changed lately",
            lead: "Since \(day): \(told.joined(separator: ", "))."
                + (isCut ? " The most severe of each are listed." : ""),
            query: query, chart: nil,
            table: IssueTable.make(
                caption: "Issues that came in, came back or were resolved; not those accepted or rejected", rows,
                [.change, .severity, .state, .changedAt]),
            rows: rows, emptyText: "Since \(day) no issue came in, came back or was resolved.")
    }

    func worstFiles() throws -> ReportSection {
        let rows = try questions.worstFiles.run(on: source)
        let reader = RowReader(rows)
        // A branch is told only where it tells rows apart.
        let hasBranches = Set((0..<reader.count).map { reader.text($0, "branch") }).count > 1
        return ReportSection(
            id: "worst-files", title: "The files to look at first",
            lead: "By open issues of high and critical severity, as they stand.", query: questions.worstFiles,
            chart: nil,
            table: ReportTable(
                caption: "Files with the most severe open issues", rows,
                [("path", "File", .path)] + (hasBranches ? [("branch", "Branch", .words)] : []) + [
                    ("open", "Open", .number), ("critical", "Critical", .number),
                    ("high", "High", .number), ("missing", "Missing", .number), ("reviews", "Reviews", .number),
                    ("last_reviewed", "Last review", .day),
                ]),
            rows: rows, emptyText: "No file has an issue.")
    }

    func recurring() throws -> ReportSection {
        let rows = try questions.recurring.run(on: source)
        return ReportSection(
            id: "recurring", title: "What reviews report again and again",
            lead: "Seen by so many of the reviews that could have seen it.", query: questions.recurring, chart: nil,
            table: IssueTable.make(
                caption: "Issues that most reviews reported", rows, [.severity, .state, .seen, .firstSeen]),
            rows: rows, emptyText: "No issue has been reported twice.")
    }

    func cameBack() throws -> ReportSection {
        let rows = try questions.reopened.run(on: source)
        return ReportSection(
            id: "came-back", title: "What came back after a fix", lead: "Resolved once, and reported again since.",
            query: questions.reopened, chart: nil,
            table: IssueTable.make(
                caption: "Issues that were reopened", rows, [.severity, .state, .reopened, .lastSeen]),
            rows: rows, emptyText: "No issue has come back after a fix.")
    }

    func fixed() throws -> ReportSection {
        let rows = try questions.fixed.run(on: source)
        return ReportSection(
            id: "fixed", title: "What was fixed lately", lead: "Resolved, and not reported since; newest first.",
            query: questions.fixed, chart: nil,
            table: IssueTable.make(caption: "Issues that were resolved", rows, [.severity, .resolvedAt, .daysToFix]),
            rows: rows, emptyText: "Nothing was resolved in this time.")
    }
}
