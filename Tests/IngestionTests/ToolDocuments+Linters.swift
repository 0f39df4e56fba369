extension ToolDocument {
    static let linters: [ToolDocument] = [
        ToolDocument(
            "eslint", "messages, a clean file, a parse error without a rule",
            #"""
            [{"filePath": "/w/a.js", "messages": [
               {"ruleId": "no-x", "severity": 2, "message": "Bad", "line": 3, "column": 1, "endLine": 4, "endColumn": 2},
               {"ruleId": null, "fatal": true, "severity": 2, "message": "Parsing error: Unexpected token", "line": 9}
             ]}, {"filePath": "/w/b.js", "messages": [], "errorCount": 0}]

            """#,
            [
                "/w/a.js:3-4 high no-x Bad", "/w/a.js:9 critical - Parsing error: Unexpected token",
            ]),
        ToolDocument(
            "eslint", "Windows path", #"[{"filePath":"C:\\w\\a.js","messages":[{"severity":1,"message":"M"}]}]"#,
            ["C:/w/a.js: medium - M"]),
        ToolDocument(
            "eslint", "after a warning line",
            "(node:1) Warning: old\n[{\"filePath\":\"a.js\",\"messages\":[{\"severity\":1,\"message\":\"M\",\"line\":\"7\"}]}]\n",
            ["a.js:7 medium - M"]),
        ToolDocument("eslint", "no messages", #"[{"filePath": "a.js"}]"#, error: "report:1:2 (byte 1)"),
        ToolDocument(
            "eslint", "messages of a wrong type", #"[{"filePath":"a","messages":{}}]"#, error: "is an array, not"),
        ToolDocument("eslint", "cut", #"[{"filePath":"a","messages":[{"#, error: "ends early"),
        ToolDocument(
            "pylint", "json",
            #"""
            [{"type": "refactor", "module": "a", "obj": "T.test_x", "line": 4, "column": 0, "endLine": null,
              "path": "./tests/a.py", "symbol": "too-many-locals", "message": "Too many", "message-id": "R0914"}]

            """#, ["tests/a.py:4 low too-many-locals Too many"]),
        ToolDocument(
            "pylint", "json2",
            #"{"messages":[{"type":"error","symbol":"s","message":"m","messageId":"E1","module":"m","line":0,"path":"a.py"}],"statistics":{}}"#,
            ["a.py: high s m"]),
        ToolDocument("pylint", "json2 without messages", #"{"messages":[],"statistics":{"modulesLinted":3}}"#),
        ToolDocument(
            "pylint", "messages is no list", #"{"messages":3,"statistics":{}}"#, error: "is an array, not a number"),
        ToolDocument("pylint", "a message is no object", "[\n1]", error: "report:2:1 (byte 2)"),
        ToolDocument("pylint", "no messages", #"{"statistics":{}}"#, error: "`messages` is missing"),
        ToolDocument(
            "ruff", "diagnostics and a syntax error",
            #"""
            [{"cell":null,"code":"F401","end_location":{"column":10,"row":1},"filename":"/w/a.py","fix":{"message":"Remove"},
              "location":{"column":8,"row":1},"message":"`os` unused","noqa_row":1,"url":"u"},
             {"code":null,"filename":"b.py","location":{"row":2,"column":1},"end_location":{"row":3,"column":1},"message":"SyntaxError"}]

            """#, ["/w/a.py:1 - F401 `os` unused", "b.py:2-3 - - SyntaxError"]),
        ToolDocument(
            "ruff", "one object", #"{"filename":"a.py","message":"m","location":{"row":1,"column":1}}"#,
            ["a.py:1 - - m"]),
        ToolDocument(
            "ruff", "lines",
            "{\"filename\":\"a.py\",\"message\":\"m\",\"location\":{\"row\":1}}\n{\"filename\":\"b.py\",\"message\":\"n\",\"location\":{\"row\":2}}\n",
            ["a.py:1 - - m", "b.py:2 - - n"]),
        ToolDocument(
            "ruff", "second line broken",
            "{\"filename\":\"a.py\",\"message\":\"m\",\"location\":{\"row\":1}}\n{\"filename\":\n", error: "report:2"),
        ToolDocument(
            "ruff", "a string", #"[{"filename":"a","message":"m","location":{"row":1}}, "x"]"#, error: "is an object"),
        ToolDocument("ruff", "cut", #"[{"filename":"a","#, error: "ends early"),
        ToolDocument(
            "flake8", "lines",
            "./tests/a.py:1:80: E501 line too long (90 > 79 characters)\nC:\\w\\b.py:7:1: F401 'os' imported but unused\n",
            [
                "tests/a.py:1 - E501 line too long (90 > 79 characters)",
                "C:/w/b.py:7 - F401 'os' imported but unused",
            ]),
        ToolDocument(
            "flake8", "with the source shown and a count",
            "a.py:3:1: W291 trailing whitespace\nx = 1 \n     ^\n1\n", ["a.py:3 - W291 trailing whitespace"]),
        ToolDocument(
            "flake8", "pylint's text",
            "************* Module\n", error: "no line reads"),
        ToolDocument(
            "flake8", "json",
            #"{"./a.py":[{"code":"E501","filename":"./a.py","line_number":2,"column_number":1,"text":"long","physical_line":"x"}],"b.py":[]}"#,
            ["a.py:2 - E501 long"]),
        ToolDocument("flake8", "json without violations", #"{"a.py":[],"b.py":[]}"#),
        ToolDocument("flake8", "no list", #"{"a.py": 3}"#, error: "is an array, not a number"),
        ToolDocument("flake8", "a list", "[1]", error: "object of files"),
        ToolDocument(
            "rubocop", "offenses",
            #"""
            {"metadata":{"rubocop_version":"1.60.0"},"files":[{"path":"spec/a_spec.rb","offenses":[
              {"severity":"convention","message":"Long","cop_name":"Layout/LineLength","corrected":false,
               "location":{"start_line":3,"start_column":1,"last_line":3,"last_column":90,"line":3,"column":1,"length":90}},
              {"severity":"fatal","message":"Odd","cop_name":"Lint/Syntax","location":{"line":8}}]},
              {"path":"b.rb","offenses":[]}],"summary":{"offense_count":2}}

            """#,
            ["spec/a_spec.rb:3 low Layout/LineLength Long", "spec/a_spec.rb:8 critical Lint/Syntax Odd"]),
        ToolDocument("rubocop", "none", #"{"files":[],"summary":{"offense_count":0}}"#),
        ToolDocument(
            "rubocop", "clean file", #"{"metadata":{"rubocop_version":"1"},"files":[{"path":"a.rb","offenses":[]}]}"#),
        ToolDocument("rubocop", "no offenses", #"{"files":[{"path":"a.rb"}]}"#, error: "`offenses` is missing"),
        ToolDocument("rubocop", "files is no list", #"{"files":"a"}"#, error: "report:1:10 (byte 9)"),
        ToolDocument("rubocop", "cut", #"{"metadata":{"rubocop_version":"1"},"files":["#, error: "ends early"),
        ToolDocument(
            "golangci-lint", "issues",
            #"""
            {"Issues":[{"FromLinter":"errcheck","Text":"Error not checked","Severity":"","SourceLines":["x"],
              "Pos":{"Filename":"a_test.go","Offset":3,"Line":12,"Column":4}},
              {"FromLinter":"dupl","Text":"9-12 lines are duplicate","Severity":"weird","LineRange":{"From":9,"To":12},
              "Pos":{"Filename":"b_test.go","Line":9,"Column":0}}],"Report":{"Linters":[]}}

            """#,
            ["a_test.go:12 - errcheck Error not checked", "b_test.go:9-12 - dupl 9-12 lines are duplicate"]),
        ToolDocument("golangci-lint", "null", #"{"Issues":null,"Report":{"Linters":[{"Name":"x"}]}}"#),
        ToolDocument("golangci-lint", "and a line behind", "{\"Issues\":[],\"Report\":{}}\n0 issues.\n"),
        ToolDocument("golangci-lint", "an object", #"{"Issues":{}}"#, error: "is an array, not an object"),
        ToolDocument("golangci-lint", "a list", "[1]", error: "the report is an object"),
        ToolDocument("golangci-lint", "cut", #"{"Issues":[{"FromLinter":"e"#, error: "no end"),
        ToolDocument(
            "swiftlint", "violations",
            #"""
            [{"character":7,"file":"/w/Tests/A.swift","line":5,"reason":"Too long","rule_id":"line_length","severity":"Warning","type":"Line Length"},
             {"character":null,"file":null,"line":null,"reason":"Odd","rule_id":"x","severity":"Error","type":"X"}]

            """#, ["/w/Tests/A.swift:5 medium line_length Too long", "-: high x Odd"]),
        ToolDocument(
            "swiftlint", "line 0", #"[{"file":"A.swift","line":0,"reason":"R","rule_id":"r","severity":"error"}]"#,
            ["A.swift: high r R"]),
        ToolDocument(
            "swiftlint", "line -1", #"[{"file":"A.swift","line":-1,"reason":"R","rule_id":"r","severity":"?"}]"#,
            ["A.swift: - r R"]),
        ToolDocument("swiftlint", "an object", #"{"rule_id":"x"}"#, error: "is an array, not an object"),
        ToolDocument("swiftlint", "null inside", "[null]", error: "not null"),
        ToolDocument("swiftlint", "comma", #"[{"rule_id":"x",}]"#, error: "key in quotes"),
    ]
}
