import FindingsModel

/// Issues in full: how they stand, what happened to them, and what reviewers wrote about them.
struct IssueCards {
    /// Rows of `issue_records`, first of each issue; an issue of several branches is told as it stands on the first.
    private let records: RowReader
    private let placeOf: [String: [Int]]
    private let histories: RowReader
    private let historyOf: [String: [Int]]
    private let remarks: RowReader
    private let remarksOf: [String: [Int]]
    private let host: CodeHost?
    /// Uids by file, in the order of `issue_records`: what is open first, the most severe before the others.
    private let issuesOfPath: [String: [String]]

    /// - Parameter issues: uids; `nil` for all issues of the selection.
    init(
        _ source: any QuerySource, issues: [String]?, branch: String?, project: String?, path: String?, host: CodeHost?
    ) throws {
        let selection: [(String, Value?)] = [
            ("issues", issues.map { .text(JSONText.array($0.map { .text($0) }).compact) }),
            ("branch", branch.map { .text($0) }), ("project", project.map { .text($0) }),
            ("path", path.map { .text($0) }),
        ]
        records = RowReader(try QueryCall("issue_records", selection).run(on: source))
        histories = RowReader(try QueryCall("issue_histories", selection).run(on: source))
        remarks = RowReader(try QueryCall("issue_remarks", selection).run(on: source))
        placeOf = Self.places(records)
        historyOf = Self.places(histories)
        remarksOf = Self.places(remarks)
        self.host = host
        var seen = Set<String>()
        var issuesOfPath: [String: [String]] = [:]
        for row in 0..<records.count where seen.insert(records.text(row, "issue")).inserted {
            issuesOfPath[records.text(row, "path"), default: []].append(records.text(row, "issue"))
        }
        self.issuesOfPath = issuesOfPath
    }

    /// The file of each issue.
    var pathOfIssue: [String: String] {
        Dictionary(
            (0..<records.count).map { (records.text($0, "issue"), records.text($0, "path")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The files that have issues.
    var paths: Set<String> { Set(issuesOfPath.keys) }

    func issues(in path: String) -> [String] { issuesOfPath[path] ?? [] }

    private static func places(_ reader: RowReader) -> [String: [Int]] {
        var places: [String: [Int]] = [:]
        for row in 0..<reader.count { places[reader.text(row, "issue"), default: []].append(row) }
        return places
    }

    func cards(of issues: [String]) -> [Card] { issues.compactMap(card) }

    func card(_ issue: String) -> Card? {
        guard let rows = placeOf[issue], let row = rows.first else { return nil }
        let line = records.integer(row, "line")
        let quotes = (remarksOf[issue] ?? []).map(quote)
        let newest = (remarksOf[issue] ?? []).last
        var card = Card(
            issue: issue, isAnchor: true, title: PlainText.oneLine(records.text(row, "title")),
            severity: records.text(row, "severity"), state: records.text(row, "state"),
            place: PlainText.oneLine(records.text(row, "path") + (line > 0 ? ":\(line)" : "")))
        card.placeLink = newest.flatMap(link)
        card.facts = facts(row, others: rows.dropFirst())
        card.quotes = quotes
        let told = newest.map { remarks.integer($0, "remarks") } ?? 0
        card.omittedQuotes = max(0, told - quotes.count)
        let hasBranches = Set((historyOf[issue] ?? []).map { histories.text($0, "branch") }).count > 1
        card.events = (historyOf[issue] ?? []).map { event in
            let branch = hasBranches ? " on \(histories.text(event, "branch"))" : ""
            let reviewer = histories.text(event, "reviewer")
            return Card.Event(
                at: histories.text(event, "at"), kind: Self.word(histories.text(event, "kind")),
                text: PlainText.oneLine(
                    histories.text(event, "reason") + branch + (reviewer.isEmpty ? "" : " (\(reviewer))")),
                review: histories.text(event, "review"))
        }
        card.command = "refrain show \(issue)"
        return card
    }

    private func facts(_ row: Int, others: some Collection<Int>) -> [String] {
        var facts = [PlainText.oneLine(records.text(row, "category_name"))]
        facts.append(
            "seen by \(records.integer(row, "times_seen")) of \(records.integer(row, "reviews_in_scope")) reviews, from"
                + " \(Moment.day(records.text(row, "first_seen"))) to \(Moment.day(records.text(row, "last_seen")))")
        if records.integer(row, "times_reopened") > 0 {
            facts.append("reopened \(records.integer(row, "times_reopened"))×")
        }
        let reviewers = PlainText.oneLine(records.text(row, "reviewers"))
        if !reviewers.isEmpty { facts.append("by \(reviewers)") }
        for other in others {
            facts.append(
                "on \(PlainText.oneLine(records.text(other, "branch"))): \(records.text(other, "state"))")
        }
        let decision = records.text(row, "decision")
        if !decision.isEmpty {
            let until = records.text(row, "expires_at")
            facts.append(
                PlainText.oneLine(
                    "\(decision) by \(records.text(row, "author")) on \(Moment.day(records.text(row, "decided_at")))"
                        + (until.isEmpty ? "" : " through \(Moment.lastDay(before: until))")
                        + ": \(records.text(row, "reason"))"))
        }
        return facts
    }

    private func quote(_ row: Int) -> Card.Quote {
        let lines = remarks.text(row, "lines")
        let suggestion = remarks.text(row, "suggestion")
        let day = CivilDay(remarks.text(row, "reviewed_at"))?.long ?? Moment.day(remarks.text(row, "reviewed_at"))
        return Card.Quote(
            title: PlainText.oneLine(remarks.text(row, "title")),
            text: remarks.text(row, "body") + (suggestion.isEmpty ? "" : "\n\n" + suggestion),
            source: PlainText.oneLine("\(remarks.text(row, "reviewer")), \(day)"),
            lines: LineText.phrase(lines), link: link(row), review: remarks.text(row, "review"))
    }

    private func link(_ row: Int) -> RecordLink? {
        let project = remarks.text(row, "project")
        let host =
            CodeHost(run: remarks.text(row, "run_url"), repository: project)
            ?? self.host.flatMap { $0.holds(project) ? $0 : nil }
        return host?.address(
            path: remarks.text(row, "path"), commit: remarks.text(row, "commit_sha"),
            first: remarks.integer(row, "first_line"), last: remarks.integer(row, "last_line")
        ).map { .address($0) }
    }

    /// What an event is called.
    static func word(_ kind: String) -> String {
        switch kind {
        case "opened": "reported"
        case "found": "found again"
        case "missing": "not mentioned"
        default: kind
        }
    }
}

/// Lines as a sentence calls them.
enum LineText {
    /// "line 5", "lines 83, 100 and 120-131" of `83, 100, 120-131`; empty where there are none.
    static func phrase(_ lines: String) -> String {
        let parts = lines.split(separator: ",").map { PlainText.oneLine(String($0)).replacing("-", with: "–") }
        guard let last = parts.last else { return "" }
        if parts.count == 1 { return (last.contains("–") ? "lines " : "line ") + last }
        return "lines " + parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
