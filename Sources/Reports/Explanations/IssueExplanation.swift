import FindingsModel

/// Why findings are one issue, and why the issue stands where it does: in plain words, from the named queries.
public struct IssueExplanation: Sendable {
    /// Rows of `issue_states`, `match_decisions`, `issue_events` and `decisions`.
    public var states: RowSet
    public var findings: RowSet
    public var events: RowSet
    public var decisions: RowSet

    public init(states: RowSet, findings: RowSet, events: RowSet, decisions: RowSet) {
        self.states = states
        self.findings = findings
        self.events = events
        self.decisions = decisions
    }

    /// The same as tables, for programs.
    public var page: RecordPage {
        RecordPage(sections: [
            .init("issue", states), .init("findings", findings), .init("events", events), .init("decisions", decisions),
        ])
    }

    public func text(_ style: TextStyle) -> String {
        let states = RowReader(states)
        var text = style.paint(PlainText.oneLine(states.text(0, "title")), .heading) + "\n"
        text += "issue \(states.text(0, "issue")) of \(PlainText.oneLine(states.text(0, "path")))"
        text += " · \(states.text(0, "category"))\n"
        for row in 0..<states.count {
            text += TextFitting.paragraph(Self.standing(states, row), width: style.width, indent: 2) + "\n"
        }

        text += "\n" + style.paint("Why these findings are one issue", .heading) + "\n"
        let findings = RowReader(findings)
        for row in 0..<findings.count {
            text += "  " + Self.head(of: findings, row, style) + "\n"
            text += TextFitting.paragraph(Self.reason(findings, row), width: style.width, indent: 6) + "\n"
        }

        let events = RowReader(events)
        if events.count > 0 { text += "\n" + style.paint("What happened to it", .heading) + "\n" }
        for row in 0..<events.count {
            let line =
                "\(Self.moment(events.text(row, "at")))  \(events.text(row, "kind")) on "
                + "\(PlainText.oneLine(events.text(row, "branch"))): \(PlainText.oneLine(events.text(row, "reason"))) "
                + "(review \(events.text(row, "review")))"
            text += TextFitting.paragraph(line, width: style.width, indent: 2) + "\n"
        }

        let decisions = RowReader(decisions)
        if decisions.count > 0 { text += "\n" + style.paint("What people decided", .heading) + "\n" }
        for row in (0..<decisions.count).reversed() {
            text += TextFitting.paragraph(Self.decision(decisions, row), width: style.width, indent: 2) + "\n"
        }
        return text
    }

    /// Only why the finding of that uid belongs to the issue.
    public func text(_ style: TextStyle, only finding: String) -> String {
        let states = RowReader(states)
        let findings = RowReader(rows(of: finding))
        guard findings.count > 0 else { return "" }
        return style.paint("Why it belongs to issue \(states.text(0, "issue"))", .heading)
            + " “\(PlainText.oneLine(states.text(0, "title")))”\n"
            + TextFitting.paragraph(Self.reason(findings, 0), width: style.width, indent: 2) + "\n"
    }

    /// The row of `match_decisions` for that finding.
    public func rows(of finding: String) -> RowSet {
        guard let place = findings.columns.firstIndex(of: "finding") else { return findings }
        return RowSet(columns: findings.columns, rows: findings.rows.filter { $0[place] == .text(finding) })
    }

    private static func standing(_ states: RowReader, _ row: Int) -> String {
        let returns = states.integer(row, "times_reopened")
        let came = returns == 0 ? "" : ", came back \(returns == 1 ? "once" : "\(returns) times") after it was resolved"
        return "\(states.text(row, "state")) on \(PlainText.oneLine(states.text(row, "branch"))) since "
            + "\(moment(states.text(row, "since"))), \(states.text(row, "severity")): reported by "
            + "\(states.integer(row, "times_seen")) of \(states.integer(row, "reviews_in_scope")) reviews that could have "
            + "(\(PlainText.oneLine(states.text(row, "reviewers"))))\(came)"
    }

    private static func head(of findings: RowReader, _ row: Int, _ style: TextStyle) -> String {
        let lines = findings.text(row, "lines")
        let place = lines.isEmpty ? "" : lines.allSatisfy(\.isNumber) ? ", line \(lines)" : ", lines \(lines)"
        return moment(findings.text(row, "reviewed_at")) + "  " + PlainText.oneLine(findings.text(row, "reviewer"))
            + place
            + ": “" + PlainText.oneLine(findings.text(row, "title")) + "” "
            + style.paint("(\(findings.text(row, "finding")))", .quiet)
    }

    private static func reason(_ findings: RowReader, _ row: Int) -> String {
        var text = findings.text(row, "why").capitalised
        let pass = findings.text(row, "pass")
        if !["new", "taught"].contains(pass), findings.value(row, "score") != .null {
            text += " (\(share(findings.number(row, "score"))) of 1)"
        }
        text += "."
        if !findings.text(row, "main_issue").isEmpty {
            text += " Its own issue is \(findings.text(row, "main_issue"))."
        }
        if !findings.text(row, "runner_up").isEmpty {
            let title = findings.text(row, "runner_up_title")
            let name = title.isEmpty ? "an issue that is no more" : "“\(PlainText.oneLine(title))”"
            text +=
                " Second came \(findings.text(row, "runner_up")), \(name), with "
                + "\(share(findings.number(row, "runner_up_score")))."
        }
        return text
    }

    private static func decision(_ decisions: RowReader, _ row: Int) -> String {
        var text = "\(moment(decisions.text(row, "decided_at")))  \(decisions.text(row, "decision"))"
        if decisions.text(row, "decision") == "assigned" {
            text += " to \(PlainText.oneLine(decisions.text(row, "value")))"
        }
        text += " by \(PlainText.oneLine(decisions.text(row, "author")))"
        let end = decisions.text(row, "expires_at")
        if !end.isEmpty { text += ", through \(Moment.lastDay(before: end))" }
        let reason = PlainText.oneLine(decisions.text(row, "reason"))
        return reason.isEmpty ? text : text + ": \(reason)"
    }

    /// "0.83".
    static func share(_ score: Double) -> String {
        let hundredths = Int((min(1, max(0, score)) * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// "2026-10-01 10:00" of a time in UTC.
    static func moment(_ time: String) -> String { String(time.prefix(16)).replacing("T", with: " ") }
}
