import FindingsModel

/// A list of issues as every report shows it: what and where, how severe, how it stands, how often and since when.
enum IssueTable {
    enum Fact {
        case severity, state, category, seen, reopened, firstSeen, lastSeen, resolvedAt, daysToFix, reviewers, change,
            changedAt
    }

    static func make(caption: String, _ set: RowSet, _ facts: [Fact]) -> ReportTable {
        let reader = RowReader(set)
        // A branch is told only where it tells issues apart.
        let hasBranches = Set((0..<reader.count).map { reader.text($0, "branch") }).count > 1
        return ReportTable(
            caption: caption,
            columns: [ReportTable.Column(heading: "Issue", kind: .words)] + facts.map(column),
            rows: (0..<reader.count).map { row in
                [subject(reader, row, hasBranches: hasBranches)] + facts.map { cell($0, reader, row) }
            })
    }

    private static func subject(_ reader: RowReader, _ row: Int, hasBranches: Bool) -> ReportTable.Cell {
        let line = reader.integer(row, "line")
        let place = reader.text(row, "path") + (line > 0 ? ":\(line)" : "")
        let branch = hasBranches ? " on \(reader.text(row, "branch"))" : ""
        return ReportTable.Cell(
            text: PlainText.oneLine(reader.text(row, "title")), note: PlainText.oneLine(place + branch),
            noteIsCode: true, link: .issue(reader.text(row, "issue")))
    }

    private static func column(_ fact: Fact) -> ReportTable.Column {
        switch fact {
        case .severity: ReportTable.Column(heading: "Severity", kind: .severity)
        case .state: ReportTable.Column(heading: "State", kind: .state)
        case .category: ReportTable.Column(heading: "Kind", kind: .words)
        case .seen: ReportTable.Column(heading: "Seen", kind: .number)
        case .reopened: ReportTable.Column(heading: "Came back", kind: .number)
        case .firstSeen: ReportTable.Column(heading: "First seen", kind: .day)
        case .lastSeen: ReportTable.Column(heading: "Last seen", kind: .day)
        case .resolvedAt: ReportTable.Column(heading: "Resolved", kind: .day)
        case .daysToFix: ReportTable.Column(heading: "Days", kind: .number)
        case .reviewers: ReportTable.Column(heading: "Reviewers", kind: .names)
        case .change: ReportTable.Column(heading: "Change", kind: .words)
        case .changedAt: ReportTable.Column(heading: "When", kind: .day)
        }
    }

    private static func cell(_ fact: Fact, _ reader: RowReader, _ row: Int) -> ReportTable.Cell {
        switch fact {
        case .severity: ReportTable.Cell(text: reader.text(row, "severity"))
        case .state: ReportTable.Cell(text: reader.text(row, "state"))
        case .category: ReportTable.Cell(text: PlainText.oneLine(reader.text(row, "category_name")))
        case .seen:
            ReportTable.Cell(text: "\(reader.integer(row, "times_seen")) of \(reader.integer(row, "reviews_in_scope"))")
        case .reopened: ReportTable.Cell(text: "\(reader.integer(row, "times_reopened"))×")
        case .firstSeen: ReportTable.Cell(text: Moment.day(reader.text(row, "first_seen")))
        case .lastSeen: ReportTable.Cell(text: Moment.day(reader.text(row, "last_seen")))
        case .resolvedAt: ReportTable.Cell(text: Moment.day(reader.text(row, "resolved_at")))
        case .daysToFix: ReportTable.Cell(text: Figure.grouped(reader.integer(row, "days_to_fix")))
        case .reviewers: ReportTable.Cell(text: PlainText.oneLine(reader.text(row, "reviewers")))
        case .change:
            ReportTable.Cell(
                text: reader.text(row, "change") == "reopened"
                    ? "back after a fix" : PlainText.oneLine(reader.text(row, "change")))
        case .changedAt: ReportTable.Cell(text: Moment.day(reader.text(row, "changed_at")))
        }
    }
}
