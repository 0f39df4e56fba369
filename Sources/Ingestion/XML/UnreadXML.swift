import FindingsModel

/// A report in XML that is known and not read: what it is, and how to get one that is.
struct UnreadXML {
    let words: String

    /// - Returns: `nil` where the root element is not known either.
    init?(_ document: SourceDocument) {
        guard let root = document.xmlRoot else { return nil }
        let opening = Substring(decoding: document.text[document.xmlStart...].prefix(4_000), as: UTF8.self)
        let found = Self.kinds.first { kind in
            kind.root == root && (kind.marks.isEmpty || kind.marks.contains { opening.has($0) })
        }
        guard let found else { return nil }
        words = "\(found.name), which is not read; \(found.advice)"
    }

    private struct Kind: Sendable {
        let root: String
        /// One of them stands near the beginning; none where the root alone tells.
        var marks: [String] = []
        let name: String
        let advice: String
    }

    private static let coverage = "it tells which lines ran, and nothing that is wrong"

    private static let kinds = [
        Kind(
            root: "exportedProjectDefects", name: "Coverity Connect's XML of merged defects",
            advice: "`cov-format-errors --json-output-v10` writes a report that is"),
        Kind(
            root: "events", marks: ["opentest4j.org/reporting", "junit.org/open-test-reporting"],
            name: "Open Test Reporting's XML", advice: "the test runner's JUnit XML is"),
        Kind(
            root: "execution", marks: ["opentest4j.org/reporting"],
            name: "Open Test Reporting's XML", advice: "the test runner's JUnit XML is"),
        Kind(
            root: "coverage", marks: ["line-rate", "lineToCover", "clover", "generated=", "version="],
            name: "a coverage report", advice: coverage),
        Kind(
            root: "robot", name: "Robot Framework's own XML",
            advice: "`robot --xunit report.xml` (and `rebot`) writes a report that is"),
        Kind(
            root: "Site", marks: ["BuildName=", "Generator="], name: "CTest's XML for a dashboard",
            advice: "`ctest --output-junit report.xml` writes a report that is"),
        Kind(
            root: "plist", marks: ["clang_version", "<key>diagnostics</key>"],
            name: "the Clang Static Analyzer's property list",
            advice: "`-Xclang -analyzer-output=sarif` writes a report that is, and the lines that it prints are"),
        Kind(root: "Catch", name: "Catch2's own XML", advice: "its `junit` reporter writes a report that is"),
        Kind(root: "Catch2TestRun", name: "Catch2's own XML", advice: "its `junit` reporter writes a report that is"),
        Kind(root: "report", marks: ["JACOCO", "jacoco"], name: "a coverage report of JaCoCo", advice: coverage),
    ]
}
