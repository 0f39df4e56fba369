import FindingsModel
import Foundation
import Testing

@testable import Ingestion

struct DocumentReaderTests {
    private func read(_ text: String, from: String? = nil) throws -> ReadDocument {
        try DocumentReader().read(bytes: Array(text.utf8), name: "doc", from: from)
    }

    @Test(arguments: [
        ("1. The test sleeps (line 5).", "prose"), ("{placeholder} is never filled in, see line 5.", "prose"),
        ("[L12] The test sleeps.", "prose"), ("[[wiki]] links are not checked on line 3.", "prose"),
        (#"{"runs": [{"tool": {"driver": {"name": "T"}}, "results": []}]}"#, "sarif"),
        (#"{"findings": []}"#, "refrain"), (#"[{"findings": []}, {"findings": []}]"#, "refrain"),
        ("{\"findings\": []}\n{\"findings\": []}\n", "refrain-jsonl"),
        (#"{"issues": [{"title": "Sleeps", "line": 5}]}"#, "prose"),
        ("\u{FEFF}{\"findings\": []}", "refrain"),
    ])
    func `the format is found by content`(_ text: String, _ format: String) throws {
        let document = try read(text)
        #expect(document.format == format)
    }

    @Test func `JSON of no known shape is refused with its place and its keys`() {
        let error = #expect(throws: IngestionError.self) {
            try self.read(#"{"name": "left-pad", "version": "1.0.0"}"#)
        }
        #expect(error?.description.hasPrefix("doc:1:1 (byte 0): no input format recognises it") == true)
        #expect(error?.description.contains("not known (name, version). `refrain formats` lists what is read") == true)
    }

    @Test(arguments: [
        ("eslint-report.json", "sh: 1: eslint: not found\n", "malformed JSON: it is text, and no remark is in it"),
        ("TEST-mast.xml", "Killed\n", "malformed XML: it is text, and no remark is in it"),
        (
            "scan.sarif", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "a pointer of Git LFS; `git lfs pull` fetches the file"
        ),
    ])
    func `a file named as a report that holds none is refused`(_ name: String, _ text: String, _ why: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: name)
        }
        #expect(error?.description.contains(why) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("\(name):1:1") == true)
    }

    @Test(arguments: [
        "<!DOCTYPE html>\n<html><head><title>502</title></head><body><h1>502</h1></body></html>\n", "<HTML></HTML>",
    ])
    func `a host's page of an error is refused, whatever its name`(_ page: String) {
        for name in ["report.gitlab", "report.json", "lint.checkstyle"] {
            let error = #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: Array(page.utf8), name: name)
            }
            #expect(error?.place?.line == 1)
        }
    }

    @Test func `a list of things to do is refused, and read as a review by name`() throws {
        let list = "# To do\n\n## Crane\n- [ ] Weigh the hook\n  - [x] and the rope\n"
        let error = #expect(throws: IngestionError.self) { try self.read(list) }
        #expect(
            error?.description.hasPrefix("doc:4:1 (byte 18): no input format recognises it: it is a list of") == true)
        #expect(try DocumentReader().read(bytes: Array(list.utf8), name: "doc", from: "prose").format == "prose")
        // One with a place in it, or with other words around, may be a review's.
        for review in [
            list + "- [ ] mast.py:12: sleeps\n", list + "\nThe tests are slow.\n", String(list.dropFirst(7)),
        ] {
            #expect(try DocumentReader().read(bytes: Array(review.utf8), name: "doc").format == "prose")
        }
    }

    @Test func `a model's review is read whatever its file is called`() throws {
        let text = "1. The test sleeps for two seconds (line 14).\n2. No assertion checks the result (line 20).\n"
        let document = try DocumentReader().read(bytes: Array(text.utf8), name: "review.json")
        #expect(document.format == "prose" && document.reviews.first?.findings.count == 2)
    }

    @Test func `columns near the greatest number are left out, not added to`() throws {
        let most = "9223372036854775807"
        let text = """
            [{"type": "warning", "line": 3, "column": \(most), "endColumn": \(most), "path": "a.py", "symbol": "x", \
            "message": "m", "message-id": "W1"}]
            """
        let finding = try read(text).reviews.first?.findings.first
        #expect(finding?.references.first?.range.first == 3 && finding?.references.first?.startColumn == nil)
    }

    @Test func `a format by name overrides, and an unknown name lists those that are there`() throws {
        let document = try read(#"{"findings": []}"#, from: "PROSE")
        #expect(document.format == "prose")
        #expect(throws: IngestionError.unknownFormat("xml", known: InputFormats.ids)) {
            try self.read("text", from: "xml")
        }
    }

    // 2026-11-27: recognition ended after 2000 lines.
    @Test func `a report is known by what stands behind its first thousands of lines`() throws {
        func read(_ text: String) throws -> ReadDocument {
            try DocumentReader().read(bytes: Array(text.utf8), name: "log.txt")
        }
        let tests = (1...3_000).map { $0 % 100 == 0 ? "not ok \($0) - mast \($0)" : "ok \($0) - mast \($0)" }
        let tap = try read(tests.joined(separator: "\n") + "\n1..3000\n")
        #expect(tap.format == "tap")
        #expect(tap.reviews.first?.findings.count == 30)

        let fetched = (1...4_000).map { "[INFO] Downloading from central: https://repo.example.org/quay/\($0).jar" }
        let maven = try read(
            fetched.joined(separator: "\n") + "\n[ERROR] /quay/src/Mast.java:[38,9] cannot find symbol\n"
                + "[WARNING] /quay/src/Keel.java:[4,1] [deprecation] hoist() is old\n")
        #expect(maven.format == "compiler")
        #expect(maven.reviews.first?.findings.map(\.path) == ["/quay/src/Mast.java", "/quay/src/Keel.java"])

        let compiled = (1...2_500).map { "[\($0)/2501] Building CXX object quay/\($0).o" }
        let ninja = try read(
            compiled.joined(separator: "\n")
                + "\nquay/mast.cc:7:3: warning: unused variable 'gust' [-Wunused-variable]\n")
        #expect(ninja.format == "compiler")
        #expect(ninja.reviews.first?.findings.map(\.rule) == ["-Wunused-variable"])
    }

    // 2026-11-27: of such texts a few stray findings came.
    @Test(arguments: [
        "##teamcity[testStarted name='bends']\n##teamcity[testFailed name='bends' message='torn']\n",
        ":test-result: PASS floats\n:test-result: FAIL bends\n", "PASS: floats\nFAIL: bends\nPASS: hoists\n",
        "mast.cpp:9: passed: keel == 1 for: 1 == 1\nmast.cpp:12: failed: keel == 2 for: 1 == 2\n",
        "=== RUN TestMast\n--- PASS: TestMast (0.10 seconds)\nPASS\n",
        "testing: warning: no tests to run\nPASS\nok  \texample.org/quay\t0.001s\n",
        "BenchmarkMast-8   \t 5000000\t       350 ns/op\nBenchmarkKeel-8   \t 5000000\t       350 ns/op\nPASS\n",
        "# example.org/quay [example.org/quay.test]\nquay.go:2:3: undefined: rope\n--- FAIL: TestMast (0.00s)\n",
        "[==========] Running 1 test from 1 test suite.\n[ RUN      ] Mast.Bends\nmast.cc:2: Failure\n",
        "Randomness seeded to: 17\n\n~~~~~~~~~~~~~~~~~~~~\nmast is a Catch2 v3.4.0 host application.\n",
        "PHPUnit 9.6.7 by Sebastian Bergmann and contributors.\n\nF 1 / 1 (100%)\n",
        "Run options: --seed 17\n\n# Running:\n\nF\n", "errors: []\ngenerated_at: x\nresults:\n- issue_text: Rope.\n",
        "---\nMainSourceFile:  ''\nDiagnostics:\n  - DiagnosticName:  misc-rope\n",
        "terraform scan results:\n\nPassed checks: 8, Failed checks: 9, Skipped checks: 1\n",
        "  Mast\n    1) hoists\n    ✔ floats\n\n\n  1 passing (14ms)\n  1 failing\n\n  1) Mast\n       hoists:\n     Error: torn\n",
        "◇ Test run started.\n✘ Test bends() recorded an issue at Mast.swift:4:7: torn\n✘ Test run with 1 test failed.\n",
        "<!DOCTYPE html>\n<html><head><title>ESLint Report</title></head><body><p>mast.js: 2 problems</p></body></html>",
        "Test Suite 'MastTests' passed at 2026-11-28.\nExecuted 2 tests, with 0 failures (0 unexpected) in 1.0 seconds\n",
        "- filepath: quay.sql\n  violations:\n  - start_line_no: 1\n    code: LT09\n",
        "<?xml version=\"1.0\"?>\n<robot generator=\"Robot 7.0\"><suite id=\"s1\" name=\"Quay\"/></robot>",
        "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict><key>clang_version</key><string>clang 14</string></dict></plist>",
        "<?xml version=\"1.0\"?>\n<Site BuildName=\"quay\" Generator=\"ctest-3.25.1\"><Testing/></Site>",
        "<?xml version=\"1.0\"?>\n<Catch2TestRun name=\"quay\"><TestCase name=\"bends\"/></Catch2TestRun>",
    ]) func `what a test runner prints for people is refused by name`(_ text: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "out.txt")
        }
        #expect(error.map { "\($0)" }?.contains("which is not read") == true)
    }

    // 2026-11-28: a review without findings came of each.
    @Test(arguments: [
        "Error: unknown flag: --enable-all\nThe command is terminated due to an error: unknown flag: --enable-all\n",
        "The command is terminated due to an error: no file of a configuration\n",
        "[flake8]\nmax-line-length = 88\nexclude = .git\n",
    ]) func `what a tool says that did not run, and its configuration, are refused by name`(_ text: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "out.txt")
        }
        #expect(error.map { "\($0)" }?.contains("which is not read") == true)
    }

    // 2026-11-28: one line above a tool's report made prose of it.
    @Test(arguments: [
        "mypy src", "mypy .", "poetry run mypy src/quay", "uv run mypy", "pipenv run mypy src", "hatch run types:check",
        "pdm run mypy", "rye run mypy", "npx pyright", "make mypy", "make -s typecheck", ".venv/bin/mypy src",
        "python -m mypy --strict src", "# mypy src", "$ mypy src", "Running mypy...", "Checking types …",
    ]) func `a command above a tool's report, or word of it, is left out`(_ line: String) throws {
        let report =
            "src/mast.py:8: error: Missing return statement  [return]\nFound 1 error in 1 file (checked 9 source files)\n"
        let read = try DocumentReader().read(bytes: Array("\(line)\n\(report)".utf8), name: "out.txt")
        #expect(read.format == "compiler")
        #expect(read.reviews.first?.reviewer?.name == "mypy")
        #expect(read.reviews.first?.findings.map(\.path) == ["src/mast.py"])
        #expect(read.reviews.first?.unparsed == [])
    }

    @Test(arguments: [
        "mypy found these errors:", "Please mend these.", "Review of the mast", "make sure that the keel is typed",
        "Summary: one error is left", "# Findings", "The verdict: not yet",
    ]) func `a person's words above lines of a tool's form stay a person's`(_ line: String) throws {
        let report = "src/mast.py:8: error: Missing return statement\nsrc/mast.py:9: error: No rope\n"
        let read = try DocumentReader().read(bytes: Array("\(line)\n\(report)".utf8), name: "out.txt")
        #expect(read.format == "prose")
    }

    // 2026-11-28: each measure was a finding.
    @Test(arguments: [
        "quay/mast.py\n    C 5:0 Mast - C (14)\n    M 6:4 Mast.hoist - C (13)\n    F 21:0 lower - A (1)\n",
        "quay/mast.py - A (55.32)\nquay/keel.py - B\n",
        "\n| Filename | Name | Type | Start:End Line | Complexity | Classification |\n| -------- | ---- | ---- | -------------- "
            + "| ---------- | -------------- |\n| quay/mast.py | Mast | C | 5:60 | 14 | C |\n",
        "================================================\n  NLOC    CCN   token  PARAM  length  location  \n"
            + "------------------------------------------------\n      52     21    190      2      60 brace@13-72@./quay/mast.cc\n",
        "# quay/mast.cc:0:  \"No copyright message found.\"  [legal/copyright] [5]\n"
            + "sed -i '7s/\\s*$//' quay/mast.cc # Line ends in whitespace.  [whitespace/end_of_line] [4]\n",
    ]) func `what measures and mends code is refused by name`(_ text: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(text.utf8), name: "out.txt")
        }
        #expect(error.map { "\($0)" }?.contains("which is not read") == true)
    }

    // 2026-11-28: a killed mutant was a finding "killed".
    @Test(arguments: [
        """
        {"summary": {"TotalMutants": 2, "Killed": 1}, "results": [
         {"status": "survived", "output": "ok quay", "mutation": {"file": "quay/mast.go", "line": 26, "original": "2 * tide", "description": "* to /"}},
         {"status": "killed", "output": "FAIL", "mutation": {"file": "quay/mast.go", "line": 27, "original": "2 * tide", "description": "* to +"}}]}
        """,
        """
        {"project": "Quay", "totalMutants": 1, "sites": [{"method": "Mast.hoist", "original": ".line 30 add-int",
         "variants": [{"code": ".line 30 sub-int", "operator": "ArithmeticOperatorMutator"}]}]}
        """,
        """
        {"results": [{"status": "passed", "file": "quay/mast.go", "line": 26, "output": "ok"},
         {"status": "failed", "file": "quay/mast.go", "line": 27, "output": "FAIL"}]}
        """,
    ]) func `records of results without a word are no review`(_ text: String) {
        let error = #expect(throws: IngestionError.self) { try self.read(text) }
        guard case .unrecognized = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        """
        {"findings": [{"title": "A mutant survives in the hoist", "mutant": "* to /", "line": 4, "severity": "high",
         "file": "tests/test_mast.py", "description": "The assertion compares the mast with itself."}]}
        """,
        """
        {"mutants_tested": 3, "analysis": [{"line": 4, "file": "tests/test_mast.py",
         "description": "The assertion is weak: it compares the mast with itself."}]}
        """,
    ]) func `a model may speak of mutants`(_ text: String) throws {
        #expect(try read(text).reviews.first?.findings.count == 1)
    }

    @Test(arguments: [
        // A linter that nobody knows, in whole sentences.
        "<mastlint><file name='a.ms'><violation line='3' rule='M1'>The mast is never lowered before the bridge, so no ship "
            + "passes at high tide.</violation><violation line='9' rule='M2'>The rope is missing a knot at its end and should "
            + "get one before it leaves.</violation></file></mastlint>",
        "<rss><channel><item><title>1.2</title><description>Fixes a wrong path that was never closed, and you should take it "
            + "as soon as you can.</description></item><item><title>1.1</title><description>Missing tests were added, and the "
            + "flaky one is gone; consider the notes.</description></item></channel></rss>",
    ])
    func `XML of programs that speak in sentences is refused`(_ element: String) {
        let error = #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array("<?xml version='1.0'?>\n\(element)".utf8), name: "out.xml")
        }
        #expect(error?.description.contains("is XML whose root element") == true)
    }

    @Test func `objects behind one another of a shape that is not known are told as such`() {
        let error = #expect(throws: IngestionError.self) {
            try self.read("{\n \"rope\": 1\n}\n{\n \"rope\": 2\n}\n")
        }
        #expect(error.map { "\($0)" }?.contains("several JSON values behind one another (rope)") == true)
    }

    @Test(arguments: ["", " \n\t ", "\u{FEFF}"]) func `an empty document is refused`(_ text: String) {
        #expect(throws: IngestionError.empty(Place(file: "doc"))) { try self.read(text) }
    }

    @Test func `a document beyond the limit is refused`() {
        let reader = DocumentReader(limits: DocumentLimits(bytes: 10))
        #expect(throws: IngestionError.tooLarge(Place(file: "doc"), limit: 10)) {
            try reader.read(bytes: Array("twelve bytes".utf8), name: "doc")
        }
    }

    @Test func `no prefix of a SARIF file is read as a whole one`() throws {
        let file = Fixture.root.appending(path: "sarif/rules-levels-and-messages/input.sarif")
        var bytes = Array(try Data(contentsOf: file))
        while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        for count in stride(from: 2, to: bytes.count, by: 7) {
            #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: Array(bytes.prefix(count)), name: "s")
            }
        }
    }

    @Test func `the span of a SARIF finding is its result in the text`() throws {
        let text = #"{"runs":[{"tool":{"driver":{"name":"T"}},"results":[{"message":{"text":"a"}}]}]}"#
        let document = try read(text)
        let span = try #require(document.reviews.first?.findings.first?.span)
        #expect(String(decoding: document.text[span.start..<span.end], as: UTF8.self) == #"{"message":{"text":"a"}}"#)
    }

    @Test func `a tool's own name for a smell decides the category`() throws {
        let text = #"""
            {"runs":[{"tool":{"driver":{"name":"tsDetect"}},"results":[
              {"ruleId":"Magic Number Test","message":{"text":"x"}}]},
             {"tool":{"driver":{"name":"linter"}},"results":[{"ruleId":"magic_number_test","message":{"text":"x"}}]}]}
            """#
        let reviews = try read(text).reviews
        #expect(reviews.map { $0.findings.first?.category } == ["magic-number", "magic-number"])
        #expect(reviews.map { $0.findings.first?.categoryBasis } == [.tool, .tool])
    }

    @Test func `the example of the documentation reads back`() throws {
        let folder = Fixture.root.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appending(path: "Documentation/Formats/refrain-json.md"), encoding: .utf8)
        let examples = page.components(separatedBy: "```json\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
        #expect(!examples.isEmpty)
        for example in examples {
            let document = try read(example)
            #expect(document.format == "refrain")
            #expect(document.reviews.first?.findings.isEmpty == false)
            #expect(document.reviews.flatMap(\.findings).flatMap(\.flags).isEmpty)
        }
        let schema = Array(try Data(contentsOf: folder.appending(path: "Documentation/refrain-review.schema.json")))
        let dialect = try JSONDocument(schema).root["$schema"]?.string
        #expect(dialect == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test(arguments: [
        ("r.json", "{filePath: 1}"), ("r.sarif", "{ 'runs': [] }"), ("r.jsonl", "[oops"), ("r.xml", "< checkstyle>"),
        ("r.xml", "<coverage/>"), ("r.csv", "a,b,c\n1,2,3\n"),
    ])
    func `what is named as data and is none is refused, not read as words`(_ name: String, _ text: String) {
        #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: Array(text.utf8), name: name) }
        // Words may lie in a file of any name.
        let words = "1. The test sleeps for two seconds (line 5)."
        #expect(
            (try? DocumentReader().read(bytes: Array(words.utf8), name: name))?.format
                == (name == "r.csv" ? nil : "prose"))
    }

    // 2026-11-26: a reviewer's own spreadsheet was refused for its columns.
    @Test func `a table is read as a review where its columns are those of a list of remarks, in any language`() throws
    {
        let tables = [
            "Zeile;Schwere;Befund\n12;hoch;Die Lampe bleibt an\n30;gering;Der Name sagt nichts\n",
            "no,lines,remark\n1,12,\"the lamp stays lit, always\"\n2,30,the name says nothing\n",
            "Lamp tests\t\t\n\t\t\nLine\tPrio\tWhat\n12\tP1\tThe lamp stays lit\n30\tP3\tThe name says nothing\n",
        ]
        for table in tables {
            let read = try DocumentReader().read(bytes: Array(table.utf8), name: "r.csv")
            #expect(read.format == "prose")
            #expect(
                read.reviews.first?.findings.map(\.lines) == [[LineRange(12, 12)], [LineRange(30, 30)]], "\(table)")
        }
    }

    // 2026-11-26: a wrapped report was recognised and read as one without findings.
    @Test func `a report inside of another object is read and told, or refused`() throws {
        let inside = #"""
            {"error": [], "warning": [{"severity": "info", "line_from": 12, "line_to": 14, "type": "PossiblyNullArgument",
              "message": "A rope may be missing", "file_name": "src/Mast.php", "snippet": "hoist($rope);",
              "selected_text": "$rope", "error_level": 3, "shortcode": 78}]}
            """#
        let read = try DocumentReader().read(bytes: Array(inside.utf8), name: "psalm.json")
        #expect(read.format == "psalm")
        #expect(read.reviews[0].findings.map(\.title) == ["A rope may be missing"])
        #expect(read.reviews[0].flags == ["the report stands inside of `warning`"])
        let several = #"""
            {"status": "ok", "issues": [{"type": "issue", "check_name": "A", "description": "One", "fingerprint": "1",
              "location": {"path": "a.php", "lines": {"begin": 3}}}], "more": [{"type": "issue", "check_name": "B",
              "description": "Two", "fingerprint": "2", "location": {"path": "b.php", "lines": {"begin": 4}}}]}
            """#
        let merged = try DocumentReader().read(bytes: Array(several.utf8), name: "phan.json")
        #expect(merged.reviews.count == 1)
        #expect(merged.reviews[0].findings.map(\.ordinal) == [1, 2])
        #expect(merged.reviews[0].findings.map(\.title) == ["One", "Two"])
        #expect(merged.reviews[0].flags == ["the report stands inside of `issues`, `more`"])
        let listed = #"[{"Golang errors": {}, "Issues": [], "Stats": {"files": 1}, "GosecVersion": "dev"}]"#
        #expect(throws: IngestionError.self) {
            try DocumentReader().read(bytes: Array(listed.utf8), name: "gosec.json")
        }
    }

    // 2026-11-26: of two reports behind one another the second was left out without a word.
    @Test func `a further report behind a report is read or told`() throws {
        let report = #"[{"filePath": "a.js", "messages": [{"severity": 1, "message": "Odd", "line": 7}]}]"#
        let text = "npm WARN old\n\(report)\nnpm WARN old\n\(report)\n"
        let read = try DocumentReader().read(bytes: Array(text.utf8), name: "eslint.json")
        #expect(read.reviews[0].findings.count == 1)
        #expect(read.reviews[0].flags.contains("more JSON behind the report was not read (line 4)"))
    }
}
