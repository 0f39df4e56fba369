import Crypto
import FindingsModel
import Foundation

/// A folder of pages: the reports, every file with its issues in full, and every review.
///
/// Links are relative, and each page is whole in itself: the folder can be opened from a disk, an artifact or a pages host.
public struct SiteReport {
    private let source: any QuerySource
    private let selection: ReportSelection
    private let search: String?
    private let host: CodeHost?

    /// - Parameter search: what the source was narrowed to, if it was.
    public init(source: any QuerySource, selection: ReportSelection, search: String? = nil, host: CodeHost?) {
        self.source = source
        self.selection = selection
        self.search = search
        self.host = host
    }

    private struct Page {
        var name: String
        var title: String
        var report: Report
    }

    /// Makes the pages and hands each to `write`, with its place below the site's folder.
    ///
    /// - Returns: how many pages there are.
    /// - Throws: what the source, `write` and the renderer throw.
    @discardableResult
    public func write(_ write: (_ place: String, _ text: String) throws -> Void) throws -> Int {
        let cards = try IssueCards(
            source, issues: nil, branch: selection.branch, project: selection.project, path: selection.path, host: host)
        var pages = SitePages()
        let coverage = QueryCall("coverage", selection.place + selection.rows(-1))
        let covered = RowReader(try coverage.run(on: source))
        for row in 0..<covered.count { pages.add(file: covered.text(row, "path")) }
        for path in cards.paths { pages.add(file: path) }
        pages.pathOfIssue = cards.pathOfIssue
        let listed = QueryCall("review_list", selection.time + selection.branchAndProject + selection.rows(-1))
        let reviews = try listed.run(on: source)
        let reviewReader = RowReader(reviews)
        pages.reviews = Set((0..<reviewReader.count).map { reviewReader.text($0, "review") })

        let top = try topPages(cards, listed, reviews)
        let bar = top.map { (title: $0.title, name: $0.name) }
        var count = 0
        for page in top {
            try write(
                page.name,
                render(page.report.document, pages, bar: bar, current: page.name, root: "", isFilterable: true))
            count += 1
        }
        let files = try AllFilesSource(source, selection)
        for (path, place) in pages.fileOf.sorted(by: { $0.key < $1.key }) {
            guard var report = try FileReport.make(of: path, from: files, selection: selection) else { continue }
            report.document.details = cards.cards(of: cards.issues(in: path))
            try write(place, render(report.document, pages, bar: bar, current: "files.html", root: "../"))
            count += 1
        }
        for row in 0..<reviewReader.count {
            let uid = reviewReader.text(row, "review")
            guard
                let report = try ReviewReport.make(
                    of: uid, from: source, generatedAt: selection.generatedAt, host: host)
            else { continue }
            try write(
                "reviews/\(uid).html", render(report.document, pages, bar: bar, current: "reviews.html", root: "../"))
            count += 1
        }
        return count
    }

    private func topPages(_ cards: IssueCards, _ listed: QueryCall, _ reviews: RowSet) throws -> [Page] {
        let digest = try DigestReport.make(
            from: source, selection: DigestReport.span(of: selection, from: source))
        var many = selection
        many.limit = 100
        return [
            Page(
                name: "index.html", title: "Trend",
                report: try TrendReport.make(
                    from: source,
                    options: TrendOptions(
                        period: selection.period, since: selection.since, until: selection.until,
                        branch: selection.branch, project: selection.project, path: selection.path,
                        generatedAt: selection.generatedAt))),
            Page(name: "digest.html", title: "Digest", report: digest),
            Page(
                name: "recurring.html", title: "Recurring",
                report: try RecurringReport.make(
                    from: source,
                    options: RecurringOptions(
                        since: selection.since, until: selection.until, branch: selection.branch,
                        project: selection.project, path: selection.path, limit: 50,
                        generatedAt: selection.generatedAt))),
            Page(name: "files.html", title: "Files", report: try FilesReport.make(from: source, selection: allFiles)),
            Page(name: "issues.html", title: "Issues", report: try issueList()),
            Page(
                name: "patterns.html", title: "Patterns", report: try PatternsReport.make(from: source, selection: many)
            ),
            Page(
                name: "reviewers.html", title: "Reviewers",
                report: try ReviewersReport.make(from: source, selection: selection)),
            Page(name: "reviews.html", title: "Reviews", report: reviewList(listed, reviews)),
        ]
    }

    private var allFiles: ReportSelection {
        var selection = selection
        selection.limit = 10_000
        return selection
    }

    private func issueList() throws -> Report {
        let query = QueryCall("issue_records", selection.place)
        let rows = try query.run(on: source)
        let reader = RowReader(rows)
        func count(_ state: String) -> Int { (0..<reader.count).count { reader.text($0, "state") == state } }
        let section = ReportSection(
            id: "issues", title: "Every issue", lead: "What is open first, the most severe before the others.",
            query: query,
            chart: nil,
            table: IssueTable.make(
                caption: "Every issue", rows, [.severity, .state, .category, .seen, .firstSeen, .lastSeen]), rows: rows,
            emptyText: "No issue was reported yet.")
        return Report(
            document: ReportDocument(
                title: "Review findings: the issues", scope: selection.scope, generatedAt: selection.generatedAt,
                lead: [
                    Sentence(
                        "\(Figure.count(reader.count, "issue", "issues").capitalised): \(Figure.grouped(count("open"))) open,"
                            + " \(Figure.grouped(count("missing"))) missing, \(Figure.grouped(count("resolved"))) resolved.",
                        from: query)
                ], figures: [], sections: [section], mainSection: "issues"))
    }

    private func reviewList(_ query: QueryCall, _ rows: RowSet) -> Report {
        let reader = RowReader(rows)
        let columns: [(String, ReportTable.Column.Kind)] = [
            ("Review", .words), ("When", .day), ("Reviewer", .words), ("Findings", .number), ("Praise", .number),
            ("Outcome", .words),
        ]
        let section = ReportSection(
            id: "reviews", title: "Every review", lead: "Newest first, each with its own conclusion.", query: query,
            chart: nil,
            table: ReportTable(
                caption: "Every review", columns: columns.map { ReportTable.Column(heading: $0.0, kind: $0.1) },
                rows: (0..<reader.count).map { row in
                    let path = PlainText.oneLine(reader.text(row, "path"))
                    let verdict = PlainText.oneLine(reader.text(row, "verdict"))
                    return [
                        ReportTable.Cell(
                            text: path.isEmpty ? Figure.count(reader.integer(row, "files"), "file", "files") : path,
                            note: verdict.count > 160 ? verdict.prefix(159) + "…" : verdict,
                            link: .review(reader.text(row, "review"))),
                        ReportTable.Cell(text: Moment.day(reader.text(row, "reviewed_at"))),
                        ReportTable.Cell(text: PlainText.oneLine(reader.text(row, "reviewer"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "findings"))),
                        ReportTable.Cell(text: Figure.grouped(reader.integer(row, "praise"))),
                        ReportTable.Cell(text: reader.text(row, "outcome").replacing("-", with: " ")),
                    ]
                }),
            rows: rows, emptyText: "No review is stored.")
        return Report(
            document: ReportDocument(
                title: "Review findings: the reviews", scope: selection.scope, generatedAt: selection.generatedAt,
                lead: [
                    Sentence(
                        "\(Figure.count(reader.count, "review", "reviews").capitalised) with"
                            + " \(Figure.count(reader.sum("findings"), "finding", "findings")).", from: query)
                ], figures: [], sections: [section], mainSection: "reviews"))
    }

    private func render(
        _ document: ReportDocument, _ pages: SitePages, bar: [(title: String, name: String)], current: String,
        root: String, isFilterable: Bool = false
    ) throws -> String {
        let own = Set(document.details.compactMap(\.issue))
        let context = PageContext(
            address: { link in
                if case .issue(let uid) = link, own.contains(uid) { return "#issue-\(uid)" }
                return pages.address(of: link, root: root)
            },
            navigation: bar.map {
                PageContext.NavigationLink(title: $0.title, href: root + $0.name, isCurrent: $0.name == current)
            },
            script: isFilterable ? (TableFilter.script, TableFilter.digest) : nil)
        return try HTMLReport().page(search.map(document.narrowed) ?? document, context: context)
    }
}

/// A box over long tables that narrows them to the rows with some words; without scripts the tables are as they are.
enum TableFilter {
    static let script = """
        for (const table of document.querySelectorAll("table.filterable")) {
          const rows = [...table.tBodies[0].rows], words = rows.map((row) => row.textContent.toLowerCase());
          const label = document.createElement("label"), box = document.createElement("input"), told = document.createElement("output");
          label.className = "filter"; label.append("Filter ", box, told); box.type = "search"; told.setAttribute("aria-live", "polite");
          table.closest(".scroll").before(label);
          box.addEventListener("input", () => {
            const wanted = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
            let shown = 0;
            rows.forEach((row, at) => {
              row.hidden = !wanted.every((word) => words[at].includes(word));
              if (!row.hidden) shown += 1;
            });
            told.textContent = wanted.length ? ` ${shown} of ${rows.length}` : "";
          });
        }
        """

    /// SHA-256 of the script in base 64, as a page's policy names it (Content Security Policy Level 3, section 6.7.3).
    static let digest = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
}
