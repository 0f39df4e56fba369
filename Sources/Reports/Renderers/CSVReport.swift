import FindingsModel

/// The report's main table as CSV; the other tables are a `refrain query` each.
struct CSVReport: ReportRenderer {
    static let format = ReportFormat.csv

    func render(_ document: ReportDocument, style: TextStyle) -> String {
        document.sections.first { $0.id == document.mainSection }?.rows.rendered(as: .csv) ?? ""
    }
}
