import FindingsModel
import Foundation
import Testing

@testable import Ingestion

/// What holds for every fixture of every format.
struct ToolFormatTests {
    /// What Refrain reads as words may be cut anywhere and still is words.
    private static let wordFormats: Set = [
        "prose", "flake8", "pr-agent", "tsdetect", "jnose", "pytest-smell", "snuts", "empty-list",
        "compiler", "ci-commands",
    ]

    @Test(arguments: Fixture.wellFormed)
    func `a well-formed report is found by its content, and its findings have their bytes`(_ fixture: Fixture) throws {
        let read = try DocumentReader().read(bytes: fixture.bytes, name: fixture.input)
        #expect(read.format == fixture.format)
        for finding in read.reviews.flatMap(\.findings) {
            #expect(finding.span.start < finding.span.end && finding.span.end <= read.text.count, "\(finding.title)")
        }
        let named = try DocumentReader().read(bytes: fixture.bytes, name: fixture.input, from: fixture.format)
        #expect(named.reviews == read.reviews)
    }

    @Test(arguments: Fixture.illFormed)
    func `a broken report is refused with its place, and never read as something else`(_ fixture: Fixture) {
        let error = #expect(throws: IngestionError.self) { try fixture.read() }
        // A text that is empty, and one whose format no version is read of, have no line.
        #expect(error?.place != nil)
        // Words may be read as words.
        let first = fixture.bytes.first { !SourceDocument.isSpace($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "<") {
            #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: fixture.bytes, name: fixture.input)
            }
        }
    }

    @Test(arguments: Fixture.wellFormed)
    func `no format takes another's report`(_ fixture: Fixture) throws {
        let text = try DocumentReader().read(bytes: fixture.bytes, name: fixture.input).text
        let source = try DocumentReader().recognize(text, name: fixture.input).0
        let takers = InputFormats.all.filter { $0.id != "prose" && $0.recognizes(source) }.map(\.id)
        #expect(takers == [fixture.format] || (takers.isEmpty && fixture.format == "prose"))
    }

    @Test(arguments: Fixture.wellFormed)
    func `no beginning of a report crashes, and none of a JSON or XML one is read as whole`(_ fixture: Fixture) throws {
        let bytes = try DocumentReader().read(bytes: fixture.bytes, name: fixture.input).text
        let first = bytes.first { !SourceDocument.isSpace($0) }
        let isStructured = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == 0x3C
        // A part of several values, or of one and words, may be whole.
        let document = SourceDocument(name: fixture.input, text: bytes)
        let isSeveral = document.json == nil && !document.isXML && document.xmlRoot == nil
        for count in stride(from: 1, to: bytes.count, by: max(3, bytes.count / 400)) {
            let read = try? DocumentReader().read(
                bytes: Array(bytes.prefix(count)), name: fixture.input, from: fixture.format)
            if isStructured, !isSeveral, !Self.wordFormats.contains(fixture.format), count < bytes.count - 6 {
                #expect(read == nil, "the first \(count) bytes")
            }
        }
    }

    @Test func `every format has six fixtures, half of them ill-formed, and a page`() throws {
        let pages = Fixture.root.appending(path: "../../../Documentation/Formats")
        let shared = [
            "refrain": "refrain-json", "refrain-jsonl": "refrain-json", "refrain-records": "refrain-json",
            "rdjsonl": "rdjson",
            "sonarqube-api": "sonarqube", "github-graphql": "github",
        ]
        for format in InputFormats.all {
            let page = pages.appending(path: "\(shared[format.id] ?? format.id).md")
            let text = try #require(try? String(contentsOf: page, encoding: .utf8), "\(format.id) has no page")
            #expect(text.contains("`\(format.id)`"), "\(page.lastPathComponent) does not name \(format.id)")
            // Any text is prose, and there is one empty list.
            guard format.id != "prose", format.id != "empty-list" else { continue }
            let cases = Fixture.all.filter { $0.format == format.id }
            #expect(cases.count >= 6, "\(format.id) has \(cases.count) fixtures")
            #expect(cases.count { !$0.isWellFormed } >= 3, "\(format.id) has too few ill-formed fixtures")
        }
    }

    /// The first code block of a page that is not a command.
    @Test func `the example of each page is read in its format`() throws {
        let pages = Fixture.root.appending(path: "../../../Documentation/Formats").standardizedFileURL
        let exempt: Set = ["prose", "empty-list", "refrain-json", "sarif"]
        for file in try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted() {
            let format = String(file.dropLast(3))
            guard file.hasSuffix(".md"), !exempt.contains(format) else { continue }
            let text = try String(contentsOf: pages.appending(path: file), encoding: .utf8)
            let blocks = text.components(separatedBy: "\n```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            let example = try #require(
                blocks.first { block in ["json", "xml", "csv", "yaml", "text"].contains { block.hasPrefix("\($0)\n") }
                },
                "\(file) has no example")
            let body = String(example.drop { $0 != "\n" }.dropFirst())
            let read = try DocumentReader().read(bytes: Array(body.utf8), name: "example")
            #expect(read.format == format, "\(file)")
            #expect(!read.reviews.flatMap(\.findings).isEmpty, "\(file)")
            let flags = Set(read.reviews.flatMap(\.findings).flatMap(\.flags))
            // Audits of packages name no file.
            let isAudit = file.hasSuffix("-audit.md")
            #expect(
                flags.isSubset(of: ["place read from the failure's text"] + (isAudit ? ["no file named"] : [])),
                "\(file)")
        }
    }

    @Test func `an empty document is a report without findings where the format is named`() throws {
        #expect(try DocumentReader().read(bytes: [], name: "r", from: "flake8").reviews.first?.findings == [])
        #expect(try DocumentReader().read(bytes: [10], name: "r", from: "rdjsonl").reviews.first?.findings == [])
        #expect(try DocumentReader().read(bytes: [], name: "r", from: "buf").reviews.first?.reviewer?.name == "Buf")
    }

    @Test func `a language server's diagnostics are its own, with lines that count from 1`() throws {
        let text = """
            {"uri": "file:///w/a_test.go", "diagnostics": [{"range": {"start": {"line": 3, "character": 0},
            "end": {"line": 3, "character": 5}}, "severity": 2, "source": "lint", "message": "err is not checked"}]}
            """
        // Read as rdjson they would lose their file and lines, and close what stands in other files.
        let read = try DocumentReader().read(bytes: Array(text.utf8), name: "r")
        #expect(read.format == "lsp")
        #expect(read.reviews.first?.coversProject == false)
        #expect(read.reviews.first?.findings.first?.path == "/w/a_test.go")
        #expect(read.reviews.first?.findings.first?.references.first?.range == LineRange(4))
    }

    @Test func `a range of which nothing tells what its lines count from is refused`() {
        let text = """
            {"diagnostics": [{"path": "a_test.go", "range": {"start": {"line": 3, "column": 1}}, "message": "err"}]}
            """
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "r")
        }
        #expect(error.map { "\($0)".contains("inside of `location`") } == true)
    }

    @Test(arguments: [
        ("<?xml version='1.0'?><cov:exportedProjectDefects xmlns:cov='http://coverity.com'/>", "Coverity Connect"),
        ("<e:events xmlns:e='https://schemas.opentest4j.org/reporting/events/0.2.0'/>", "Open Test Reporting"),
        ("<coverage line-rate='0.5'/>", "coverage report"), ("<report name='JaCoCo'/><!-- jacoco -->", "JaCoCo"),
    ])
    func `XML that is known and not read is refused by name`(_ text: String, _ name: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "report.xml")
        }
        #expect(error.map { "\($0)".contains(name) } == true)
    }

    @Test func `a language server's messages with their headers are refused by name`() {
        let text = """
            Content-Length: 38\r
            \r
            {"jsonrpc":"2.0","id":1,"result":null}
            """
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "log.txt")
        }
        #expect(error.map { "\($0)".contains("an object a line") } == true)
    }

    @Test func `rules of linters that speak of tests have their category`() throws {
        let text = """
            [{"filePath": "a.test.js", "messages": [{"ruleId": "jest/expect-expect", "severity": 2, "message": "x"}]}]
            """
        let finding = try DocumentReader().read(bytes: Array(text.utf8), name: "r").reviews.first?.findings.first
        #expect(finding?.category == "missing-assertion")
        #expect(finding?.categoryBasis == .tool)
    }

    @Test func `every detector's name in the catalogue is its category's, however it is spelt`() {
        for category in CategoryCatalogue.standard.categories {
            for detector in category.detectors {
                let parts = detector.split(separator: ":", maxSplits: 1).map(String.init)
                let found = CategoryNames.standard.category(tool: parts[0], rule: parts[1])
                #expect(found?.id == category.id, "\(detector)")
                let other = parts[1].replacing(" ", with: "_").lowercased()
                #expect(CategoryNames.standard.category(tool: parts[0], rule: other)?.id == category.id, "\(other)")
            }
        }
    }

    @Test func `every category of the table of rules is in the catalogue, every severity on the scale`() {
        func rows(_ name: String) -> [[Substring]] {
            (EmbeddedText.files.first { $0.name == name }?.text ?? "").split(separator: "\n").dropFirst()
                .map { $0.split(separator: "\t") }
        }
        #expect(rows("rules.tsv").count > 100)
        for cells in rows("rules.tsv") {
            #expect(cells.count == 3)
            #expect(CategoryCatalogue.standard[String(cells.last ?? "")] != nil, "\(cells)")
        }
        #expect(rows("severities.tsv").count > 30)
        for cells in rows("severities.tsv") {
            #expect(cells.count == 3)
            #expect(ToolSeverity.severity(String(cells[0]))?.rawValue == String(cells[1]), "\(cells)")
        }
    }
}
