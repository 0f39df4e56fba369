import FindingsModel

/// Why two issues are two: which reviews tell of both, and how near the findings of one came to the other.
public struct PairExplanation: Sendable {
    /// Two different issues, each with the rows of its own queries.
    public var first: IssueExplanation
    public var second: IssueExplanation

    public init(_ first: IssueExplanation, _ second: IssueExplanation) {
        self.first = first
        self.second = second
    }

    /// The same as tables, for programs.
    public var page: RecordPage {
        RecordPage(sections: [
            .init("first", first.states), .init("second", second.states), .init("told_apart", toldApart),
            .init("came_second", cameSecond),
        ])
    }

    /// Reviews that report both, each in a remark of its own, oldest first.
    private var toldApart: RowSet {
        let (a, b) = (Self.remarks(of: first), Self.remarks(of: second))
        return RowSet(
            columns: [
                "review", "reviewed_at", "reviewer", "first_title", "first_lines", "second_title", "second_lines",
            ],
            rows: a.compactMap { one in
                guard let other = b.first(where: { $0.review == one.review && $0.finding != one.finding }) else {
                    return nil
                }
                return [one.review, one.reviewedAt, one.reviewer, one.title, one.lines, other.title, other.lines]
                    .map { .text($0) }
            })
    }

    /// Findings of one issue for which the other came second, the nearest first.
    private var cameSecond: RowSet {
        func near(_ explanation: IssueExplanation, to other: IssueExplanation) -> [[Value]] {
            let reader = RowReader(explanation.findings)
            let uid = RowReader(other.states).text(0, "issue")
            return (0..<reader.count).filter {
                reader.text($0, "runner_up") == uid && reader.text($0, "main_issue").isEmpty
            }
            .map { row in
                ["finding", "reviewed_at", "reviewer", "title", "score", "runner_up", "runner_up_score"]
                    .map { reader.value(row, $0) }
            }
        }
        var rows = near(first, to: second) + near(second, to: first)
        rows.sort { Self.number($0[4]) - Self.number($0[6]) < Self.number($1[4]) - Self.number($1[6]) }
        return RowSet(
            columns: ["finding", "reviewed_at", "reviewer", "title", "score", "second", "second_score"], rows: rows)
    }

    public func text(_ style: TextStyle) -> String {
        let (one, other) = (RowReader(first.states), RowReader(second.states))
        var text = style.paint("Why these are two issues", .heading) + "\n"
        for reader in [one, other] {
            let line =
                "\(reader.text(0, "issue"))  “\(PlainText.oneLine(reader.text(0, "title")))” · \(reader.text(0, "category")) · "
                + PlainText.oneLine(reader.text(0, "path"))
            text += TextFitting.paragraph(line, width: style.width, indent: 2) + "\n"
        }
        func say(_ sentence: String, indent: Int = 0) {
            text += TextFitting.paragraph(sentence, width: style.width, indent: indent) + "\n"
        }
        text += "\n"
        guard one.text(0, "path") == other.text(0, "path") else {
            say(
                "They are in two files, and an issue is one problem of one file. `refrain patterns` shows what issues of several"
                    + " files share.")
            return text
        }
        let apart = RowReader(toldApart)
        if apart.count > 0 {
            say(
                "\(Figure.count(apart.count, "review reports", "reviews report").capitalised) both, each in a remark of its own,"
                    + " which says that they are two:")
            for row in 0..<min(5, apart.count) {
                say(
                    "\(IssueExplanation.moment(apart.text(row, "reviewed_at")))  \(PlainText.oneLine(apart.text(row, "reviewer"))):"
                        + " \(Self.remark(apart, row, "first")) and \(Self.remark(apart, row, "second"))", indent: 2)
            }
            if apart.count > 5 { say("and \(Figure.count(apart.count - 5, "more", "more"))", indent: 2) }
        } else {
            say("No review reports both.")
        }
        let near = RowReader(cameSecond)
        if near.count > 0 {
            say(
                "For \(Figure.count(near.count, "finding", "findings")) of one issue the other came second. Nearest was"
                    + " “\(PlainText.oneLine(near.text(0, "title")))” (\(near.text(0, "finding"))): its own fitted with"
                    + " \(IssueExplanation.share(near.number(0, "score"))), the other with"
                    + " \(IssueExplanation.share(near.number(0, "second_score"))).")
        } else {
            say("For no finding of one issue did the other come second.")
        }
        say(
            "If they are one: refrain triage merge \(one.text(0, "issue").prefix(8)) \(other.text(0, "issue").prefix(8))"
                + " --reason WHY")
        return text
    }

    private struct Remark {
        var finding, review, reviewedAt, reviewer, title, lines: String
    }

    /// An issue's own findings, without those of another issue that speak of it as well.
    private static func remarks(of explanation: IssueExplanation) -> [Remark] {
        let reader = RowReader(explanation.findings)
        return (0..<reader.count).filter { reader.text($0, "main_issue").isEmpty }.map { row in
            let finding = reader.text(row, "finding")
            return Remark(
                finding: finding, review: String(finding.prefix { $0 != "." }),
                reviewedAt: reader.text(row, "reviewed_at"),
                reviewer: reader.text(row, "reviewer"), title: reader.text(row, "title"),
                lines: reader.text(row, "lines"))
        }
    }

    private static func remark(_ rows: RowReader, _ row: Int, _ side: String) -> String {
        let lines = rows.text(row, "\(side)_lines")
        return "“\(PlainText.oneLine(rows.text(row, "\(side)_title")))”" + (lines.isEmpty ? "" : " (\(lines))")
    }

    private static func number(_ value: Value) -> Double {
        switch value {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: 0
        }
    }
}
