import FindingsModel
import Testing

@testable import Ingestion

struct TeamMappingTests {
    private func read(_ text: String, name: String = "r", _ mapping: TeamMapping) throws(IngestionError) -> ReadDocument
    {
        try DocumentReader(mapping: mapping).read(bytes: Array(text.utf8), name: name)
    }

    private static let eslint = #"""
        [{"filePath": "/builds/quay/src/a.js", "messages": [
          {"ruleId": "no-x", "severity": 2, "message": "One", "line": 1},
          {"ruleId": "no-y", "severity": 1, "message": "Two", "line": 2}]}]
        """#

    @Test func `words, rules, paths and names mean what the team says, and each use is told`() throws {
        var mapping = TeamMapping()
        mapping.severities = ["eslint/error": .low, "warning": .critical]
        mapping.categories = ["no-x": "sleepy-test", "eslint/no-y": "magic-number"]
        mapping.pathRoots = ["/builds/quay"]
        mapping.pathPrefixes = [("src/", "web/")]
        mapping.reviewers = ["ESLint": "lint"]
        let read = try read(Self.eslint, mapping)
        let review = try #require(read.reviews.first)
        #expect(review.findings.map(\.severity) == [.low, .critical])
        #expect(review.findings.map(\.category) == ["sleepy-test", "magic-number"])
        #expect(review.findings.map(\.path) == ["web/a.js", "web/a.js"])
        #expect(review.scope == ["web/a.js"])
        #expect(review.reviewer?.name == "lint")
        let uses = read.mapped.map { "\($0.kind): \($0.from) to \($0.to) \($0.count)" }
        #expect(
            Set(uses) == [
                "severity: error to low 1", "severity: warning to critical 1", "category: no-x to sleepy-test 1",
                "category: no-y to magic-number 1", "path: /builds/quay/src/ to web/ 2", "reviewer: ESLint to lint 1",
            ])
    }

    @Test func `a word that no table knows is flagged until the team tells it`() throws {
        let text = #"[{"description":"d","check_name":"c","severity":"Ernst","location":{"path":"a"}}]"#
        let plain = try #require(try read(text, TeamMapping()).reviews.first?.findings.first)
        #expect(plain.flags == ["severity not in the table"] && plain.statedSeverity == "Ernst")
        var mapping = TeamMapping()
        mapping.severities = ["ernst": .high]
        let told = try #require(try read(text, mapping).reviews.first?.findings.first)
        #expect(told.flags.isEmpty && told.severity == .high && told.severityBasis == .tool)
        #expect(told.statedSeverity == "Ernst")
    }

    @Test func `a root is a folder, not the beginning of a name`() {
        var mapping = TeamMapping()
        mapping.pathRoots = ["/builds/quay"]
        #expect(mapping.path("/builds/quay/a.py") == "a.py")
        #expect(mapping.path("/builds/quayside/a.py") == "/builds/quayside/a.py")
        #expect(mapping.path("/builds/quay") == "/builds/quay")
    }

    private static let table = TableFormat(
        id: "tidelint", form: .csv(separator: UInt8(ascii: ";")),
        columns: [
            .path: "File", .lines: "Where", .title: "Text", .severity: "Level", .rule: "Check", .category: "Kind",
        ], reviewer: Reviewer(name: "TideLint", kind: .tool))

    @Test func `what a table's number cannot be is named with its column, and its page is that of mappings`() throws {
        var mapping = TeamMapping()
        for form in [TableFormat.Form.csv(separator: UInt8(ascii: ",")), .jsonLines] {
            mapping.tables = [
                TableFormat(
                    id: "reef", form: form, columns: [.path: "At", .line: "Row", .title: "Says", .column: "Col"],
                    reviewer: Reviewer(name: "Reef", kind: .tool))
            ]
            let isTable = form != .jsonLines
            let text =
                isTable
                ? "At,Row,Says,Col\na.py,twelve,Sharp,4\nb.py,7,Deep,\n"
                : #"{"At": "a.py", "Row": "twelve", "Says": "Sharp", "Col": 4}"# + "\n"
                    + #"{"At": "b.py", "Row": 7, "Says": "Deep"}"# + "\n"
            let findings = try #require(
                try read(text, name: isTable ? "x.csv" : "x.jsonl", mapping).reviews.first?.findings)
            #expect(findings.map(\.flags) == [["`Row` is not understood"], []])
            #expect(findings[1].lines == [LineRange(7, 7)])
            let broken = isTable ? "At,Row,Says,Col\na.py,1\n" : text + "7\n"
            let error = #expect(throws: IngestionError.self) {
                try self.read(broken, name: isTable ? "x.csv" : "x.jsonl", mapping)
            }
            #expect(error?.description.contains("Documentation/Mapping.md") == true, "\(String(describing: error))")
        }
    }

    @Test func `a table of the configuration is found by its columns`() throws {
        var mapping = TeamMapping()
        mapping.tables = [Self.table]
        let text =
            "CHECK;file;where;text;Le_vel;kind;more\nT1;a\\b.py;12-15, 20;Waits;major;sleepy-test;x\nT2;;;No place;?;odd;\n"
        let read = try read(text, name: "x.csv", mapping)
        #expect(read.format == "tidelint")
        let findings = try #require(read.reviews.first?.findings)
        #expect(findings[0].path == "a/b.py" && findings[0].category == "sleepy-test" && findings[0].severity == .high)
        #expect(findings[0].lines == [LineRange(12, 15), LineRange(20, 20)])
        #expect(
            findings[1].flags == ["category not in the catalogue", "no file named", "severity not in the table"])
        let error = #expect(throws: IngestionError.self) { try self.read(text, name: "x.csv", TeamMapping()) }
        #expect(error?.description.contains("CHECK") == true || error?.description.contains("check") == true)
        #expect(throws: IngestionError.self) { try self.read(text + "T3;a\n", name: "x.csv", mapping) }
    }

    @Test func `objects of the configuration are read by the line and as a list`() throws {
        var table = Self.table
        table.form = .jsonLines
        table.columns = [.path: "at.file", .line: "at.row", .body: "what", .fingerprint: "key"]
        var mapping = TeamMapping()
        mapping.tables = [table]
        let object = #"{"at": {"file": "a.py", "row": 3}, "what": "Waits", "key": 7}"#
        for text in [object, "\(object)\n\(object)\n", "[\(object)]"] {
            let read = try read(text, mapping)
            #expect(read.format == "tidelint")
            let finding = try #require(read.reviews.first?.findings.first)
            #expect(finding.path == "a.py" && finding.lines == [LineRange(3, 3)] && finding.title == "Waits")
            #expect(finding.fingerprint == "tidelint:7")
        }
        #expect(throws: IngestionError.self) { try self.read("\(object)\n{\"at\": \n", mapping) }
    }

    @Test func `skipped tests are findings where asked for`() throws {
        let text =
            #"<testsuite name="s"><testcase name="t" classname="C"><skipped message="no tide"/></testcase></testsuite>"#
        #expect(try read(text, TeamMapping()).reviews.first?.findings.isEmpty == true)
        var mapping = TeamMapping()
        mapping.readsSkippedTests = true
        let finding = try #require(try read(text, mapping).reviews.first?.findings.first)
        #expect(finding.title == "The test is skipped: no tide" && finding.category == "disabled-test")
    }
}
