import FindingsModel
import Testing

@testable import ProseExtraction

/// Answers in JSON whose names are data, or of a shape that nobody agreed on.
struct AnswerShapeTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var json: String
        /// Each remark's lines as `12 14-16`.
        var lines: [String]
        var titles: [String] = []
        var stated: [Severity] = []

        init(
            _ name: String, _ json: String, _ lines: [String], titles: [String] = [], stated: [Severity] = []
        ) {
            testDescription = name
            self.json = json
            self.lines = lines
            self.titles = titles
            self.stated = stated
        }
    }

    static let reviews: [Sample] = [
        Sample(
            "texts by line",
            #"{"12": "The pause slows every run.", "33-40": ["The loop may run zero times.", "Its end is unchecked."]}"#,
            ["12", "33-40", "33-40"]),
        Sample(
            "records by line within a wrapper",
            #"""
            {"answer": {"remarks": {"12": {"severity": "high", "message": "The pause slows every run."},
                                    "41": {"severity": "low", "message": "The name tells nothing."}}}}
            """#,
            ["12", "41"]),
        Sample(
            "names that say line",
            #"{"file": "spec/a_spec.rb", "found": {"line 12": "The pause slows every run.", "L33-L40": "Too long."}}"#,
            ["12", "33-40"]),
        Sample(
            "lines by file",
            #"{"spec/a_spec.rb": {"12": ["The pause slows every run."], "20, 31": ["Figures without a name."]}}"#,
            ["12", "20 31"]),
        Sample(
            "file and line in one name",
            #"{"spec/a_spec.rb:12": "The pause slows every run.", "spec/a_spec.rb:20-24": "Figures without a name."}"#,
            ["12", "20-24"]),
        Sample(
            "texts by severity",
            #"{"high": ["Line 12: the pause slows every run."], "low": ["Line 20: a figure without a name."], "info": []}"#,
            ["12", "20"]),
        Sample(
            "texts by topic",
            #"{"isolation": ["The cache outlives the test (line 12)."], "speed": [], "names": ["a1 on line 30 tells nothing."]}"#,
            ["12", "30"]),
        Sample(
            "smells by name, of which one was not found",
            #"""
            {"Eager Test": {"detected": true, "lines": [12, 30], "explanation": "Log-in and log-out in one."},
             "Mystery Guest": {"detected": false, "lines": [], "explanation": "Nothing from outside is used."},
             "Sleepy Test": {"detected": true, "lines": [44], "explanation": "A pause of two seconds."}}
            """#,
            ["12 30", "44"], titles: ["Eager Test", "Sleepy Test"]),
        Sample(
            "smells with a text each",
            #"{"Eager Test": "On line 12 it logs in and out.", "Mystery Guest": "Not found", "Sleepy Test": "See lines 20 and 30."}"#,
            ["12", "20 30"], titles: ["Eager Test", "Sleepy Test"]),
        Sample(
            "a table with named columns",
            #"{"columns": ["line", "severity", "comment"], "rows": [[12, "high", "The pause is long."], [20, "low", "Odd figure."]]}"#,
            ["12", "20"]),
        Sample(
            "rows without names",
            #"[["spec/a_spec.rb", 12, "The pause slows every run."], ["spec/a_spec.rb", 20, "A figure without a name."]]"#,
            ["12", "20"], titles: ["The pause slows every run", "A figure without a name"]),
        Sample(
            "lists side by side",
            #"{"lines": [12, 20], "messages": ["The pause slows every run.", "A figure without a name."]}"#,
            ["12", "20"]),
        Sample(
            "a list of texts",
            #"["Line 12: the pause slows every run.", "Line 20: a figure without a name."]"#,
            ["12", "20"]),
        Sample(
            "one record",
            #"{"line": 12, "severity": "high", "comment": "The pause slows every run."}"#,
            ["12"]),
        Sample(
            "places deep within",
            #"""
            {"findings": [{"title": "Slow", "description": "It waits for two seconds.", "locations":
                [{"file": "spec/a_spec.rb", "region": {"startLine": 12, "startColumn": 3, "endLine": 14}}]},
              {"title": "Odd", "description": "Nobody knows the figure.", "locations":
                [{"file": "spec/a_spec.rb", "region": {"startLine": 20}}]}]}
            """#,
            ["12-14", "20"]),
        Sample(
            "kinds in the place of titles",
            #"""
            [{"id": "A-1", "smell": "Global State", "location": {"start": {"line": 15}, "end": {"line": 21}}, "why": "It stays set."},
             {"id": "A-2", "smell": "Broad Exception", "location": {"start": {"line": 34}, "end": {"line": 34}}, "why": "It hides all."}]
            """#,
            ["15-21", "34"], titles: ["Global State", "Broad Exception"]),
        Sample(
            "the ends of a place in objects of their own",
            #"""
            {"results": [{"check": "no-pause", "filename": "spec/a_spec.rb", "start": {"row": 5, "col": 2},
                "end": {"row": 8, "col": 9}, "sev": "warn", "text": "It waits for two seconds."},
              {"check": "no-print", "filename": "spec/a_spec.rb", "start": {"row": 20, "col": 2},
                "end": {"row": 20, "col": 9}, "sev": "err", "text": "A line is printed."}]}
            """#,
            ["5-8", "20"], stated: [.medium, .high]),
        Sample(
            "praise and blame",
            #"{"strengths": ["The names are clear."], "weaknesses": ["The figure 3600 has no name.", "Line 4 waits."]}"#,
            ["", "", "4"]),
    ]

    @Test(arguments: reviews)
    func `a review in JSON of any shape gives its remarks with their lines`(_ sample: Sample) {
        let document = Array(sample.json.utf8)
        #expect(ProseReader.isAnswer(document))
        let findings = ProseReader().read(document).findings
        let lines = findings.map { finding in
            finding.lines.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
                .joined(separator: " ")
        }
        #expect(lines == sample.lines)
        if !sample.titles.isEmpty { #expect(findings.map(\.title) == sample.titles) }
        if !sample.stated.isEmpty {
            #expect(findings.map(\.severity) == sample.stated)
            #expect(findings.allSatisfy { $0.severityBasis == .stated })
        }
    }

    @Test(arguments: [
        #"{"name": "thing", "version": "1.0.0", "scripts": {"test": "run --all the tests"}, "keywords": ["a", "b"]}"#,
        #"{"paths": {"/pets": {"get": {"summary": "List the pets", "responses": {"200": {"description": "A page of pets"}}}}}}"#,
        #"{"login": {"title": "Please sign in", "errors": ["Your password is wrong.", "No such user is known."]}}"#,
        #"{"files": {"src/a.py": {"executed_lines": [1, 2], "missing_lines": [7], "summary": {"covered_lines": 2}}}}"#,
        #"{"200": "Everything went well for this request", "404": "The thing was not found on the server"}"#,
        #"{"1": "Monday is the first day of the week", "2": "Tuesday comes after Monday, of course"}"#,
        #"["apples and pears are fruit", "tomatoes are a fruit, too"]"#,
        #"{"fruits": {"12": "A dozen of apples in a box", "24": "Two dozen of apples in a box"}}"#,
        #"{"rules": {"no-console": ["error", {"allow": ["warn", "error"]}], "max-len": ["warn", 120]}}"#,
        #"{"a.js": {"path": "a.js", "fnMap": {"0": {"name": "load", "loc": {"start": {"line": 3, "column": 0}}}}}}"#,
        #"{"src/a.ts": ["src/b.ts", "src/c.ts"], "src/b.ts": ["src/d.ts"]}"#,
        #"[["ann", 12, 30], ["bob", 14, 31]]"#,
        #"{"results": [{"text": "good morning to you all", "likes": 3}]}"#,
    ])
    func `JSON that is no review stays one that is refused`(_ json: String) {
        #expect(!ProseReader.isAnswer(Array(json.utf8)))
    }
}
