import FindingsModel

/// A report: what it says, ready to be rendered in any form.
public struct Report: Sendable {
    var document: ReportDocument

    /// The report in one form.
    ///
    /// - Parameter style: the terminal's width and colour; only `.text` heeds it.
    public func render(as format: ReportFormat, style: TextStyle = TextStyle()) throws -> String {
        try ReportRenderers.render(document, as: format, style: style)
    }

    /// The same report, told to be of a search's issues alone: its source was narrowed to them.
    public func narrowed(to search: String) -> Report { Report(document: document.narrowed(to: search)) }

    /// The issues that a page shows in full at most; a site shows all.
    static let detailLimit = 250

    /// The report with the issues that it speaks of in full: their history, and what reviewers wrote. Only pages show it.
    ///
    /// - Parameters:
    ///   - branch: only this branch's history; `nil` for all.
    ///   - host: where lines stand, for reviews that do not tell.
    /// - Throws: what `source` throws.
    public func withDetails(
        from source: any QuerySource, branch: String?, project: String?, host: CodeHost?
    ) throws -> Report {
        let issues = Array(document.issues.prefix(Self.detailLimit))
        guard !issues.isEmpty else { return self }
        var report = self
        report.document.details = try IssueCards(
            source, issues: issues, branch: branch, project: project, path: nil, host: host
        ).cards(of: issues)
        return report
    }
}
