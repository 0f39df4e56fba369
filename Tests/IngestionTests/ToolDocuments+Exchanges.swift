extension ToolDocument {
    static let exchanges: [ToolDocument] = [
        ToolDocument(
            "rdjson", "diagnostics",
            #"""
            {"source":{"name":"vet","url":"u"},"severity":"WARNING","diagnostics":[
              {"message":"A","location":{"path":"a.go","range":{"start":{"line":3,"column":1},"end":{"line":5,"column":1}}},"code":{"value":"V1"}},
              {"message":"B","location":{"path":"./b.go","range":{"start":{"line":3},"end":{"line":5}}},"severity":"error"},
              {"message":"C","location":{"path":"c.go"},"severity":"UNKNOWN_SEVERITY"}]}

            """#, ["a.go:3-4 medium V1 A", "b.go:3-5 high - B", "c.go: - - C"]),
        ToolDocument("rdjson", "none", #"{"source":{"name":"vet"},"diagnostics":[]}"#),
        ToolDocument(
            "rdjson", "no source", "\u{FEFF}{\"diagnostics\":[{\"message\":\"m\",\"location\":{}}]}", ["-: - - m"]),
        ToolDocument("rdjson", "null", #"{"source":{"name":"vet"},"diagnostics":null}"#),
        ToolDocument("rdjson", "missing", #"{"source":{}}"#, error: "`diagnostics` is missing"),
        ToolDocument("rdjson", "null inside", #"{"diagnostics":[null]}"#, error: "not null"),
        ToolDocument("rdjson", "cut", #"{"diagnostics":[{"message":"m"},"#, error: "ends early"),
        ToolDocument(
            "rdjsonl", "one line",
            #"{"message":"m","location":{"path":"a.py","range":{"start":{"line":2}}},"severity":"INFO"}"#,
            ["a.py:2 info - m"]),
        ToolDocument(
            "rdjsonl", "two tools",
            """
            {"message":"m","location":{"path":"a.py"},"source":{"name":"x"}}

            {"message":"n","location":{"path":"b.py"},"source":{"name":"y"},"code":{"value":"Y1"}}

            """, ["a.py: - - m", "b.py: - Y1 n"]),
        ToolDocument(
            "rdjsonl", "Windows line ends",
            "{\"message\":\"m\",\"location\":{\"path\":\"a\"}}\r\n{\"message\":\"n\",\"location\":{\"path\":\"b\"}}\r\n",
            ["a: - - m", "b: - - n"]),
        ToolDocument(
            "rdjsonl", "a line broken", "{\"message\":\"m\",\"location\":{}}\n{\"message\":\n", error: "report:2"),
        ToolDocument(
            "rdjsonl", "a line that is no object", "{\"message\":\"m\",\"location\":{}}\n{}\n[]\n", error: "report:3:1"),
        ToolDocument("rdjsonl", "words", "nothing here", error: "report:1:1"),
        ToolDocument(
            "gitlab", "lines and positions",
            #"""
            [{"description":"A","check_name":"c","fingerprint":"f1","severity":"major","location":{"path":"a.rb","lines":{"begin":2,"end":3}}},
             {"description":"B","check_name":"c","fingerprint":"f2","severity":"blocker","location":{"path":"b.rb","positions":{"begin":{"line":7,"column":2},"end":{"line":8}}}},
             {"description":"C","fingerprint":"f3","severity":"unknown","location":{"path":"c.rb","lines":{"begin":"4"}}}]

            """#, ["a.rb:2-3 high c A", "b.rb:7-8 critical c B", "c.rb:4 - - C"]),
        ToolDocument(
            "gitlab", "Code Climate",
            #"[{"type":"issue","check_name":"n","description":"D","categories":["Style"],"location":{"path":"a.js","lines":{"begin":1}}}]"#,
            ["a.js:1 - n D"]),
        ToolDocument(
            "gitlab", "no location", #"[{"description":"D","check_name":"n","fingerprint":"f"}]"#, ["-: - n D"]),
        ToolDocument("gitlab", "an object", #"{"issues":3}"#, error: "is an array, not an object"),
        ToolDocument("gitlab", "a string inside", "[\n\"x\"]", error: "report:2:1"),
        ToolDocument("gitlab", "cut", #"[{"description":"D""#, error: "ends early"),
        ToolDocument(
            "sonarqube", "older",
            #"""
            {"issues":[{"engineId":"e","ruleId":"r1","severity":"BLOCKER","type":"BUG","effortMinutes":5,
              "primaryLocation":{"message":"M","filePath":"src/A.java","textRange":{"startLine":30,"endLine":31,"startColumn":0,"endColumn":4}}},
              {"engineId":"e","ruleId":"r2","severity":"INFO","type":"CODE_SMELL","primaryLocation":{"message":"N","filePath":"B.java"}}]}

            """#, ["src/A.java:30-31 critical r1 M", "B.java: info r2 N"]),
        ToolDocument(
            "sonarqube", "with rules",
            #"""
            {"rules":[{"id":"r1","name":"Rule","engineId":"e","impacts":[{"softwareQuality":"SECURITY","severity":"LOW"},{"softwareQuality":"RELIABILITY","severity":"HIGH"}]}],
             "issues":[{"ruleId":"r1","primaryLocation":{"message":"M","filePath":"A.java","textRange":{"startLine":3}}}]}

            """#, ["A.java:3 high r1 M"]),
        ToolDocument("sonarqube", "without issues", #"{"rules":[],"issues":[]}"#),
        ToolDocument(
            "sonarqube", "no place", #"{"issues":[{"ruleId":"r","engineId":"e"}]}"#,
            error: "`primaryLocation` is missing"),
        ToolDocument("sonarqube", "no issues", #"{"rules":[]}"#, error: "`issues` is missing"),
        ToolDocument("sonarqube", "rules is no list", #"{"rules":1,"issues":[]}"#, error: "`rules` is an array"),
        ToolDocument(
            "sonarqube-api", "a page",
            #"""
            {"total":2,"p":1,"ps":100,"paging":{"pageIndex":1,"pageSize":100,"total":2},"issues":[
              {"key":"k1","rule":"java:S2699","severity":"BLOCKER","component":"shop:src/T.java","project":"shop","line":7,
               "textRange":{"startLine":7,"endLine":9,"startOffset":1,"endOffset":2},"status":"OPEN","message":"Add an assertion","impacts":[]},
              {"key":"k2","rule":"java:S1","component":"shop","project":"shop","status":"OPEN","message":"Project",
               "impacts":[{"softwareQuality":"MAINTAINABILITY","severity":"MEDIUM"}]}],
             "components":[{"key":"shop:src/T.java","path":"module/src/T.java"}]}

            """#, ["module/src/T.java:7-9 critical java:S2699 Add an assertion", "-: medium java:S1 Project"]),
        ToolDocument("sonarqube-api", "none", #"{"paging":{"total":0},"issues":[],"components":[]}"#),
        ToolDocument(
            "sonarqube-api", "no components", #"{"issues":[{"rule":"r","component":"p:a.py","message":"m","line":1}]}"#,
            ["a.py:1 - r m"]),
        ToolDocument(
            "sonarqube-api", "an error", #"{"errors":[{"msg":"Insufficient privileges"}]}"#,
            error: "`issues` is missing"),
        ToolDocument("sonarqube-api", "null inside", #"{"paging":{},"issues":[null]}"#, error: "not null"),
        ToolDocument("sonarqube-api", "cut", #"{"paging":{},"issues":["#, error: "ends early"),
        ToolDocument("empty-list", "nothing", "[]\n"),
    ]

    static let xml: [ToolDocument] = [
        ToolDocument(
            "checkstyle", "files and errors",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <checkstyle version="10.3">
              <file name="/w/A.java">
                <error line="3" column="1" severity="warning" message="Tab &lt;x&gt;" source="com.puppycrawl.Tab"/>
                <error line="0" severity="error" message="No newline"/>
              </file>
              <file name="C:\\w\\B.java"></file>
            </checkstyle>

            """, ["/w/A.java:3 medium com.puppycrawl.Tab Tab <x>", "/w/A.java: high - No newline"]),
        ToolDocument(
            "checkstyle", "without version",
            "<checkstyle><file name=\"a\"><error line=\"2\" severity=\"odd\" message=\"m\"/></file></checkstyle>",
            ["a:2 - - m"]),
        ToolDocument("checkstyle", "empty", "\n<?xml version='1.0'?>\n<!-- none --><checkstyle/>\n"),
        ToolDocument("checkstyle", "cut", "<checkstyle>\n<file name=\"a\">\n", error: "report:3:1"),
        ToolDocument(
            "checkstyle", "entities",
            "<!DOCTYPE checkstyle [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<checkstyle>&b;</checkstyle>",
            error: "document type with declarations"),
        ToolDocument(
            "checkstyle", "an external entity",
            "<!DOCTYPE checkstyle [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><checkstyle><file name=\"&x;\"/></checkstyle>",
            error: "report:1:"),
        ToolDocument("checkstyle", "another root", "<pmd></pmd>", error: "root element is not"),
        ToolDocument(
            "checkstyle", "too deep",
            "<checkstyle>" + String(repeating: "<a>", count: 400), error: "nested deeper"),
        ToolDocument(
            "junit", "suites",
            """
            <?xml version="1.0"?>
            <testsuites><testsuite name="S" tests="4">
              <testcase classname="t.Cart" name="test_a" file="tests/cart.py" line="12" time="0.1">
                <failure message="AssertionError: 1 != 2" type="AssertionError">tests/cart.py:14: in test_a
            more</failure></testcase>
              <testcase classname="t.Cart" name="test_b"><error>Boom happened</error></testcase>
              <testcase classname="t.Cart" name="test_c"><skipped message="later"/></testcase>
              <testcase name="test_d"/>
            </testsuite></testsuites>

            """, ["tests/cart.py:12 high AssertionError AssertionError: 1 != 2", "-: high - Boom happened"]),
        ToolDocument(
            "junit", "a suite as the root",
            "<testsuite name=\"S\"><testcase name=\"t\"><failure/></testcase></testsuite>",
            ["-: high - t failed"]),
        ToolDocument("junit", "nothing run", "<?xml version=\"1.0\"?><testsuites/>"),
        ToolDocument("junit", "an unclosed tag", "<testsuite>\n<testcase>\n</testsuite>", error: "report:3"),
        ToolDocument(
            "junit", "a bare ampersand", "<testsuite><testcase name=\"a & b\"/></testsuite>", error: "report:1:"),
        ToolDocument("junit", "nothing behind the declaration", "<?xml version=\"1.0\"?>\n", error: "report:"),
    ]
}
