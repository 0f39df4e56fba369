import FindingsModel
import Testing

@testable import Ingestion

/// A document of a tool's format: what it gives, in short, or where and why it is refused.
struct ToolDocument: Sendable, CustomTestStringConvertible {
    let name: String
    let format: String
    let text: String
    /// `path:lines severity rule message`, a finding each.
    var findings: [String] = []
    /// A part of the error.
    var error: String?

    var testDescription: String { "\(format): \(name)" }

    init(_ format: String, _ name: String, _ text: String, _ findings: [String] = [], error: String? = nil) {
        self.format = format
        self.name = name
        self.text = text
        self.findings = findings
        self.error = error
    }

    static let all: [ToolDocument] = linters + exchanges + xml + smells + people
}

struct ToolFormatTests {
    static func describe(_ document: ReadDocument) -> [String] {
        document.reviews.flatMap(\.findings).map { finding in
            let places = finding.references.map { ($0.path.map { "\($0):" } ?? "") + $0.range.description }
            let severity = finding.severityBasis == .tool ? finding.severity.rawValue : "-"
            return "\(finding.path ?? "-"):\(places.joined(separator: ",")) \(severity) \(finding.rule ?? "-") "
                + finding.title
        }
    }

    @Test(arguments: ToolDocument.all.filter { $0.error == nil })
    func `a well-formed report is recognised and gives exactly its findings`(_ document: ToolDocument) throws {
        let read = try DocumentReader().read(bytes: Array(document.text.utf8), name: "report")
        #expect(read.format == document.format)
        #expect(Self.describe(read) == document.findings)
        for finding in read.reviews.flatMap(\.findings) {
            #expect(finding.span.start < finding.span.end && finding.span.end <= read.text.count)
        }
        let named = try DocumentReader().read(bytes: Array(document.text.utf8), name: "report", from: document.format)
        #expect(named.reviews == read.reviews)
    }

    @Test(arguments: ToolDocument.all.filter { $0.error != nil })
    func `a broken report is refused with its place`(_ document: ToolDocument) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(
                bytes: Array(document.text.utf8), name: "report", from: document.format)
        }
        #expect(error?.description.contains(document.error ?? "?") == true, "\(error.map(\.description) ?? "")")
        #expect(error?.place?.line != nil)
    }

    @Test(arguments: ToolDocument.all.filter { $0.error == nil })
    func `no format takes another's report`(_ document: ToolDocument) {
        let text =
            document.text.unicodeScalars.first == "\u{FEFF}"
            ? String(document.text.unicodeScalars.dropFirst()) : document.text
        let source = SourceDocument(name: "report", text: Array(text.utf8))
        let takers = InputFormats.all.filter { $0.id != "prose" && $0.recognizes(source) }.map(\.id)
        #expect(takers == [document.format])
    }

    @Test(arguments: ToolDocument.all.filter { $0.error == nil })
    func `no beginning of a report crashes, and none of a JSON or XML one is read as whole`(_ document: ToolDocument) {
        let bytes = Array(document.text.utf8)
        let isStructured = bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") || bytes.first == 0x3C
        let isLines =
            document.format == "rdjsonl" || document.text.contains("}\n{") || document.text.contains("\n0 issues")
            || bytes.last != 0x0A
        for count in stride(from: 1, to: bytes.count, by: 5) {
            let read = try? DocumentReader().read(bytes: Array(bytes.prefix(count)), name: "r", from: document.format)
            if isStructured, !isLines, count < bytes.count - 3 { #expect(read == nil) }
        }
    }

    @Test func `an empty document is a report without findings where the format is named`() throws {
        #expect(try DocumentReader().read(bytes: [], name: "r", from: "flake8").reviews.first?.findings == [])
        #expect(try DocumentReader().read(bytes: [10], name: "r", from: "rdjsonl").reviews.first?.findings == [])
    }

    @Test func `rules of linters that speak of tests have their category`() throws {
        let text = """
            [{"filePath": "a.test.js", "messages": [{"ruleId": "jest/expect-expect", "severity": 2, "message": "x"}]}]
            """
        let finding = try DocumentReader().read(bytes: Array(text.utf8), name: "r").reviews.first?.findings.first
        #expect(finding?.category == "missing-assertion")
        #expect(finding?.categoryBasis == .tool)
    }

    @Test func `every category of the table of rules is in the catalogue`() {
        let rows = (EmbeddedText.files.first { $0.name == "rules.tsv" }?.text ?? "").split(separator: "\n").dropFirst()
        #expect(rows.count > 100)
        for row in rows {
            let cells = row.split(separator: "\t")
            #expect(cells.count == 3)
            #expect(CategoryCatalogue.standard[String(cells.last ?? "")] != nil, "\(row)")
        }
    }
}
