import FindingsModel
import FindingsStore
import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Every exporter over the same records: what each format must be, whatever the words are.
@Suite struct ExporterTests {
    private static let context = ExportContext(
        version: "1.2.3", now: "2026-06-01T00:00:00Z", categories: CategoryCatalogue.standard.categories)

    private static func record(_ title: String, uid: String = "00aa11bb22cc33dd") -> ExportRecord {
        var record = ExportRecord()
        record.issue = uid
        record.finding = "ffee00112233aabb.1"
        record.project = "harbour/quay"
        record.branch = "main"
        record.path = "tests/a b/tést#1.py"
        record.title = title
        record.body = "It waits."
        record.category = "sleepy-test"
        record.severity = .high
        record.places = [
            LineReference(LineRange(12, 9)),
            LineReference(LineRange(40), path: "lib/other.py", startColumn: 3, endColumn: 8),
        ]
        record.timesSeen = 2
        return record
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func results(_ text: String) throws -> [[String: Any]] {
        let runs = try #require(try json(text)["runs"] as? [[String: Any]])
        return runs.flatMap { $0["results"] as? [[String: Any]] ?? [] }
    }

    @Test(arguments: ExportFormat.allCases)
    func `hostile words never break a format`(_ format: ExportFormat) throws {
        let records = hostileTitles.enumerated().map { Self.record($1, uid: "uid\($0)") }
        let text = format.export(records, context: Self.context).text
        switch format {
        case .sarif, .sonar: _ = try Self.json(text)
        case .gitlab: #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [[String: Any]])
        case .rdjsonl, .jsonl:
            let lines = text.split(separator: "\n")
            #expect(lines.count == records.count)
            for line in lines { _ = try Self.json(String(line)) }
        case .checkstyle, .junit:
            #expect(!text.contains("<script") && !text.contains("\u{1B}"))
            #expect(text.components(separatedBy: "<file ").count == (format == .checkstyle ? 2 : 1))
        case .csv: #expect(!text.contains("\u{1B}") && !text.contains(",=HYPER"))
        case .markdown:
            #expect(!text.contains("<script") && !text.contains("[x](javascript"))
            #expect(!text.contains("@octocat"))
        }
    }

    @Test(arguments: ExportFormat.allCases)
    func `nothing to export is still a whole document`(_ format: ExportFormat) throws {
        let text = format.export([], context: Self.context).text
        if format == .sarif { #expect((try Self.json(text)["runs"] as? [Any])?.count == 1) }
        if format == .gitlab { #expect(text == "[]\n") }
        if format == .rdjsonl || format == .jsonl { #expect(text.isEmpty) }
    }

    @Test func `a SARIF result has its taxon, its places in order and a stable fingerprint`() throws {
        let text = ExportFormat.sarif.export([Self.record("Waits [1](2) a fixed time")], context: Self.context).text
        let result = try #require(try Self.results(text).first)
        #expect(result["level"] as? String == "error")
        #expect(result["partialFingerprints"] as? [String: String] == ["refrainIssue/v1": "00aa11bb22cc33dd"])
        #expect((result["message"] as? [String: String])?["text"] == "Waits \\[1\\](2) a fixed time\n\nIt waits.")
        let locations = try #require(result["locations"] as? [[String: Any]])
        let physical = locations.compactMap { $0["physicalLocation"] as? [String: Any] }
        let uris = physical.compactMap { ($0["artifactLocation"] as? [String: String])?["uri"] }
        #expect(uris == ["tests/a%20b/t%C3%A9st%231.py", "lib/other.py"])
        let regions = physical.compactMap { $0["region"] as? [String: Int] }
        #expect(regions[0] == ["startLine": 9, "endLine": 12], "a reversed range is turned")
        #expect(regions[1] == ["startLine": 40, "endLine": 40, "startColumn": 3, "endColumn": 8])
        let run = try #require((try Self.json(text)["runs"] as? [[String: Any]])?.first)
        let taxa = try #require((run["taxonomies"] as? [[String: Any]])?.first?["taxa"] as? [[String: Any]])
        let taxon = try #require((result["taxa"] as? [[String: Any]])?.first)
        #expect(taxa[try #require(taxon["index"] as? Int)]["id"] as? String == "sleepy-test")
        let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]]
        #expect(rules?[try #require(result["ruleIndex"] as? Int)]["id"] as? String == "sleepy-test")
    }

    @Test func `what was accepted is suppressed until the acceptance ends`() throws {
        var accepted = Self.record("Known")
        accepted.decision = .init(
            kind: "accepted", reason: "Legacy", author: "ada", at: "2026-01-01T00:00:00Z",
            expiresAt: "2026-06-02T00:00:00Z")
        var expired = Self.record("Known no more", uid: "b")
        expired.decision = accepted.decision
        expired.decision?.expiresAt = "2026-05-31T00:00:00Z"
        let results = try Self.results(ExportFormat.sarif.export([accepted, expired], context: Self.context).text)
        let suppressions = results.map { $0["suppressions"] as? [[String: Any]] }
        #expect(suppressions[0]?.first?["justification"] as? String == "Legacy")
        #expect(suppressions[0]?.first?["kind"] as? String == "external")
        #expect(suppressions[1]?.isEmpty == true)
        let junit = ExportFormat.junit.export([accepted, expired], context: Self.context).text
        #expect(junit.contains("failures=\"1\" errors=\"0\" skipped=\"1\""))
    }

    @Test func `what is over GitHub's limits is cut and told`() throws {
        let many = (0..<25_001).map { Self.record("One", uid: "\($0)") }
        let export = ExportFormat.sarif.export(many, context: Self.context)
        #expect(export.text.components(separatedBy: "\"partialFingerprints\"").count == 25_001)
        #expect(export.notes.contains { $0.contains("1 result cut") })
    }

    @Test func `formats that need a file tell what they leave out, and write an issue of two branches once`() throws {
        var homeless = Self.record("Nowhere", uid: "h")
        homeless.path = nil
        var again = Self.record("Here")
        again.branch = "feature"
        let export = ExportFormat.gitlab.export([Self.record("Here"), again, homeless], context: Self.context)
        let list = try JSONSerialization.jsonObject(with: Data(export.text.utf8)) as? [[String: Any]]
        #expect(list?.count == 1)
        #expect(export.notes.count == 2)
        let lines = (list?.first?["location"] as? [String: Any])?["lines"] as? [String: Int]
        #expect(lines == ["begin": 9, "end": 12])
    }

    @Test func `an absolute path is a URI of its own in SARIF`() throws {
        var unix = Self.record("Unix", uid: "u")
        unix.path = "/builds/ü/a 1.py"
        var windows = Self.record("Windows", uid: "w")
        windows.path = "C:/work/a%b.cs"
        let text = ExportFormat.sarif.export([unix, windows], context: Self.context).text
        let places = try Self.results(text).map { result in
            let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            return location?["artifactLocation"] as? [String: String] ?? [:]
        }
        #expect(places == [["uri": "file:///builds/%C3%BC/a%201.py"], ["uri": "file:///C:/work/a%25b.cs"]])
    }

    @Test func `marks of direction and controls are references in XML, and a message fits into an annotation`() {
        var record = Self.record("a\u{202E}b\u{85}c\u{7F}")
        record.body = String(repeating: "ü", count: 50_000)
        let checkstyle = ExportFormat.checkstyle.export([record], context: Self.context).text
        #expect(checkstyle.contains("a&#x202E;b&#x85;c&#x7F;"))
        let github = AnnotationFormat.github.annotations([record], context: Self.context).text
        #expect(github.utf8.count < 66_000 && github.contains("… (cut)") && !github.contains("\u{FFFD}…"))
    }

    @Test func `annotations escape for each system`() {
        var record = Self.record("a: b, 50% [x]; it's|\nend")
        record.path = "tests/a,b:c.py"
        record.body = "First\r\nsecond]"
        let github = AnnotationFormat.github.annotations([record], context: Self.context).text
        #expect(
            github.hasPrefix("::error file=tests/a%2Cb%3Ac.py,line=9,endLine=12,title=a%3A b%2C 50%25 [x]; it's| end::")
        )
        #expect(github.contains("::First%0Asecond]%0A(also at lib/other.py:40)\n"))
        #expect(github.split(separator: "\n").count == 1)
        let azure = AnnotationFormat.azure.annotations([record], context: Self.context).text
        #expect(azure.hasPrefix("##vso[task.logissue type=error;sourcepath=tests/a,b:c.py;linenumber=9;"))
        #expect(azure.contains("50%AZP25") && azure.split(separator: "\n").count == 1)
        let teamcity = AnnotationFormat.teamcity.annotations([record], context: Self.context).text
        #expect(teamcity.contains("message='a: b, 50% |[x|]; it|'s|||nend|n|nFirst|nsecond|]"))
        #expect(teamcity.split(separator: "\n").count == 2)
    }

    @Test func `more annotations than GitHub shows are told`() {
        let records = (0..<12).map { Self.record("T\($0)", uid: "\($0)") }
        let made = AnnotationFormat.github.annotations(records, context: Self.context)
        #expect(made.notes.count == 1 && made.notes[0].contains("2 of 12 errors"))
    }

    @Test func `a badge is one harmless drawing`() {
        let svg = Badge(label: "<b>&\"x\"", message: "3 open", worst: .critical).svg
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        #expect(!svg.contains("<b>") && svg.contains("#b3261e"))
        #expect(Badge(label: "a", message: "0 open", worst: nil).svg.contains("#2c7a1f"))
    }

    @Test func `labels of metrics are escaped, and the text ends as OpenMetrics asks`() {
        let rows = RowSet(
            columns: ["metric", "project", "branch", "state", "severity", "category", "polarity", "value"],
            rows: [
                [
                    .text("reviews"), .text("a\\b"), .text("x\"y\nz"), .text(""), .text(""), .text(""), .text(""),
                    .integer(7),
                ]
            ])
        let text = OpenMetricsText.text(rows)
        #expect(text.contains("refrain_reviews_total{project=\"a\\\\b\",branch=\"x\\\"y\\nz\"} 7\n"))
        #expect(text.hasSuffix("# EOF\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("# ") || $0.hasPrefix("refrain_") })
    }
}
