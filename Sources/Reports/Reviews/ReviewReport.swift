import FindingsModel

/// One review: its verdict, its remarks in its own words, and what they and its silence did to the issues.
public enum ReviewReport {
    /// Asks the named queries and puts the answers together.
    ///
    /// - Parameters:
    ///   - uid: the review's.
    ///   - host: where lines stand, unless the review's run tells.
    /// - Returns: `nil` where there is no such review.
    /// - Throws: what `source` throws.
    public static func make(
        of uid: String, from source: any QuerySource, generatedAt: String, host: CodeHost?
    ) throws -> Report? {
        let parameters: ReportSelection.Parameters = [("review", .text(uid))]
        let headQuery = QueryCall("review_head", parameters)
        let head = RowReader(try headQuery.run(on: source))
        guard head.count > 0 else { return nil }
        let remarksQuery = QueryCall("review_remarks", parameters)
        let remarks = try remarksQuery.run(on: source)
        let changesQuery = QueryCall("review_changes", parameters)
        let changes = try changesQuery.run(on: source)
        let project = head.text(0, "project")
        let place =
            CodeHost(run: head.text(0, "run_url"), repository: project)
            ?? host.flatMap { $0.holds(project) ? $0 : nil }
        let sections = [
            remarkSection(
                "findings", "What it complains of", polarities: ["issue", "neutral"], remarksQuery, remarks, head,
                place,
                empty: "It complains of nothing."),
            remarkSection(
                "praise", "What it commends", polarities: ["praise"], remarksQuery, remarks, head, place,
                empty: "It commends nothing."),
            silence(changesQuery, changes),
        ]
        let day = CivilDay(head.text(0, "reviewed_at"))?.long ?? ""
        let about =
            head.text(0, "path").isEmpty
            ? Figure.count(head.integer(0, "files"), "file", "files") : head.text(0, "path")
        return Report(
            document: ReportDocument(
                title: PlainText.oneLine("Review of \(about)"),
                scope: PlainText.oneLine(
                    "By \(head.text(0, "reviewer")) on \(day), branch \(head.text(0, "branch"))"
                        + (head.text(0, "commit_sha").isEmpty
                            ? "" : ", commit \(head.text(0, "commit_sha").prefix(10))")
                        + (head.text(0, "pull_request").isEmpty ? "" : ", pull request \(head.text(0, "pull_request"))")
                        + ", \(head.text(0, "project"))"),
                generatedAt: generatedAt, lead: lead(head, headQuery, RowReader(changes), changesQuery), figures: [],
                sections: sections, mainSection: "findings"))
    }

    private static func lead(
        _ head: RowReader, _ query: QueryCall, _ changes: RowReader, _ changesQuery: QueryCall
    ) -> [Sentence] {
        var sentences: [Sentence] = []
        let verdict = PlainText.oneLine(head.text(0, "verdict"))
        if !verdict.isEmpty { sentences.append(Sentence("“\(verdict)”", from: query)) }
        func count(_ kind: String) -> Int { (0..<changes.count).count { changes.text($0, "kind") == kind } }
        let told: [(Int, String)] = [
            (count("opened"), "new"), (count("reopened"), "back after a fix"), (count("found"), "found again"),
            (count("missing"), "no longer mentioned"), (count("resolved"), "resolved"),
        ]
        let parts = told.filter { $0.0 > 0 }.map { "\(Figure.grouped($0.0)) \($0.1)" }
        sentences.append(
            Sentence(
                parts.isEmpty
                    ? "It changed the state of no issue." : "Among the issues: \(parts.joined(separator: ", ")).",
                from: changesQuery))
        let unread = head.integer(0, "unparsed")
        if unread > 0 {
            sentences.append(
                Sentence("\(Figure.count(unread, "passage was", "passages were")) not understood.", from: query))
        }
        return sentences
    }

    private static func remarkSection(
        _ id: String, _ title: String, polarities: Set<String>, _ query: QueryCall, _ rows: RowSet, _ head: RowReader,
        _ host: CodeHost?, empty: String
    ) -> ReportSection {
        let all = RowReader(rows)
        var chosen = rows
        let places = rows.rows.indices.filter { polarities.contains(all.text($0, "polarity")) }
        chosen.rows = places.map { rows.rows[$0] }
        let cards = places.map { row -> Card in
            let lines = all.text(row, "lines")
            let path = all.text(row, "path")
            var card = Card(
                issue: all.text(row, "issue").isEmpty ? nil : all.text(row, "issue"),
                title: PlainText.oneLine(all.text(row, "title")),
                severity: polarities.contains("praise") ? "" : all.text(row, "severity"), state: all.text(row, "state"),
                place: PlainText.oneLine(path + (lines.isEmpty ? "" : ":" + lines)))
            card.placeLink = host?.address(
                path: path, commit: head.text(0, "commit_sha"), first: all.integer(row, "first_line"),
                last: all.integer(row, "last_line")
            ).map { .address($0) }
            if !polarities.contains("praise") {
                card.facts = [PlainText.oneLine(all.text(row, "category_name"))]
                switch all.text(row, "event") {
                case "opened": card.facts.append("new in this review")
                case "reopened": card.facts.append("back after a fix")
                case "found": card.facts.append("was missing, found again")
                default: if card.issue != nil { card.facts.append("known before") }
                }
                if all.integer(row, "times_seen") > 1 {
                    card.facts.append("seen by \(all.integer(row, "times_seen")) reviews to this day")
                }
            }
            let suggestion = all.text(row, "suggestion")
            let body = all.text(row, "body") + (suggestion.isEmpty ? "" : "\n\n" + suggestion)
            if !body.isEmpty {
                card.quotes = [Card.Quote(title: "", text: body, source: "", lines: "", link: nil, review: nil)]
            }
            return card
        }
        return ReportSection(
            id: id, title: title,
            lead: "\(Figure.count(places.count, "remark", "remarks")), in the order of the document.", query: query,
            chart: nil, table: ReportTable(caption: "", columns: [], rows: []), cards: cards, rows: chosen,
            emptyText: empty)
    }

    private static func silence(_ query: QueryCall, _ rows: RowSet) -> ReportSection {
        let reader = RowReader(rows)
        var chosen = rows
        chosen.rows = rows.rows.indices.filter { ["missing", "resolved"].contains(reader.text($0, "kind")) }
            .map { rows.rows[$0] }
        let quiet = RowReader(chosen)
        return ReportSection(
            id: "silence", title: "What it no longer mentions",
            lead: "Issues of its files that it could have reported and did not. Silence alone is no proof of a fix.",
            query: query, chart: nil,
            table: ReportTable(
                caption: "Issues that the review does not mention",
                columns: [
                    ReportTable.Column(heading: "Issue", kind: .words),
                    ReportTable.Column(heading: "Severity", kind: .severity),
                    ReportTable.Column(heading: "Became", kind: .state),
                    ReportTable.Column(heading: "Why", kind: .words),
                    ReportTable.Column(heading: "First seen", kind: .day),
                ],
                rows: (0..<quiet.count).map { row in
                    [
                        ReportTable.Cell(
                            text: PlainText.oneLine(quiet.text(row, "title")),
                            note: PlainText.oneLine(quiet.text(row, "path")), noteIsCode: true,
                            link: .issue(quiet.text(row, "issue"))),
                        ReportTable.Cell(text: quiet.text(row, "severity")),
                        ReportTable.Cell(text: quiet.text(row, "kind")),
                        ReportTable.Cell(text: PlainText.oneLine(quiet.text(row, "reason"))),
                        ReportTable.Cell(text: Moment.day(quiet.text(row, "first_seen"))),
                    ]
                }),
            rows: chosen, emptyText: "It mentions all that was known of its files.")
    }
}
