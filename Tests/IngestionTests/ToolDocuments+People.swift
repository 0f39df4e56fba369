extension ToolDocument {
    static let smells: [ToolDocument] = [
        ToolDocument(
            "tsdetect", "counts and booleans",
            """
            App,TestClass,TestFilePath,ProductionFilePath,RelativeTestFilePath,RelativeProductionFilePath,NumberOfMethods,Assertion Roulette,Sleepy Test,EmptyTest
            shop,CartTest,/w/t/CartTest.java,/w/s/Cart.java,t/CartTest.java,s/Cart.java,4,3,0,true
            shop,OkTest,/w/t/OkTest.java,,t/OkTest.java,,1,0,0,false

            """,
            [
                "t/CartTest.java: - Assertion Roulette Assertion Roulette (3 times)",
                "t/CartTest.java: - EmptyTest EmptyTest",
            ]),
        ToolDocument(
            "tsdetect", "older", "App,TestClass,TestFilePath,ProductionFilePath,Eager Test\na,B,B.java,,TRUE\r\n",
            ["B.java: - Eager Test Eager Test"]),
        ToolDocument("tsdetect", "no rows", "App,TestClass,TestFilePath,ProductionFilePath,Eager Test\n"),
        ToolDocument(
            "tsdetect", "a short row", "App,TestFilePath,ProductionFilePath,X\na,b,c,true\na,b\n", error: "report:3:1"),
        ToolDocument(
            "tsdetect", "a quote without end", "App,TestFilePath,ProductionFilePath,X\n\"a,b,c,true\n",
            error: "report:2:1"),
        ToolDocument("tsdetect", "another header", "a,b\n1,2\n", error: "no column TestFilePath"),
        ToolDocument(
            "jnose", "rows",
            """
            projectName;name;pathFile;productionFile;junitVersion;loc;qtdMethods;testSmellName;testSmellMethod;testSmellLineBegin;testSmellLineEnd
            shop;CartTest;t/CartTest.java;s/Cart.java;JUnit4;50;4;Eager Test;testA;10-15;10-15
            shop;CartTest;t/CartTest.java;s/Cart.java;JUnit4;50;4;Sleepy Test;testB;10, 12;10, 12

            """, ["t/CartTest.java:10-15 - Eager Test Eager Test", "t/CartTest.java:10-12 - Sleepy Test Sleepy Test"]),
        ToolDocument("jnose", "no smell", "name;pathFile;testSmellName\nA;a.java;\n"),
        ToolDocument(
            "jnose", "a trailing separator", "pathFile;testSmellName;\na.java;Lazy Test;\n",
            ["a.java: - Lazy Test Lazy Test"]),
        ToolDocument("jnose", "a long row", "pathFile;testSmellName\na;b;c;d\n", error: "the row has 4 cells"),
        ToolDocument("jnose", "commas", "pathFile,testSmellName\na,b\n", error: "no column testSmellName"),
        ToolDocument("jnose", "cut", "pathFile;testSmellName\na.java;\"Eager", error: "has no end"),
        ToolDocument(
            "pytest-smell", "rows",
            "test_suite,test_name,smell,metric_value\ntests/test_a.py,test_x,magic_number_test,2\n",
            ["tests/test_a.py: - magic_number_test magic number test (2)"]),
        ToolDocument("pytest-smell", "none", "test_suite,test_name,smell,metric_value\n"),
        ToolDocument(
            "pytest-smell", "quoted", "\"test_suite\",\"test_name\",\"smell\"\n\"a,b.py\",\"t\",\"eager_test\"\n",
            ["a,b.py: - eager_test eager test"]),
        ToolDocument("pytest-smell", "cut", "test_suite,test_name,smell,metric_value\na.py,t", error: "report:2:1"),
        ToolDocument("pytest-smell", "no smell", "test_suite,test_name\na,b\n", error: "no columns"),
        ToolDocument("pytest-smell", "open quote", "test_suite,test_name,smell\n\"a", error: "report:2:1"),
        ToolDocument(
            "snuts", "rows",
            "Smell Type,File Path,Start Line,End Line,Message,Description\nAnonymousTest,/w/a.test.js,3,5,\"No, name\",Name it\n",
            ["/w/a.test.js:3-5 - AnonymousTest No, name"]),
        ToolDocument(
            "snuts", "without lines", "Smell Type,File Path,Message\nGeneralFixture,a.js,M\n",
            ["a.js: - GeneralFixture M"]),
        ToolDocument("snuts", "none", "Smell Type,File Path,Start Line,End Line,Message,Description\n"),
        ToolDocument("snuts", "short", "Smell Type,File Path,Message\nX,a\n", error: "report:2:1"),
        ToolDocument("snuts", "another header", "Type,Path\nX,a\n", error: "no columns"),
        ToolDocument("snuts", "open quote", "Smell Type,File Path\n\"X,a\n", error: "has no end"),
        ToolDocument(
            "pynose", "entries",
            #"""
            [[{"Test smell name":"Sleepy Test","Has smell":true,"Detail":["test_a",2,["time.sleep(1)","time.sleep(2)"],"test_b",1,["time.sleep(3)"]]},
              {"Test smell name":"Empty Test","Has smell":false,"Detail":[]}]]

            """#, ["-: - Sleepy Test Sleepy Test", "-: - Sleepy Test Sleepy Test"]),
        ToolDocument(
            "pynose", "classes and files",
            #"[{"Test smell name":"Default Test","Has smell":true,"Detail":["MyTestCase",1,"test_x.py",1]}]"#,
            ["-: - Default Test Default Test", "test_x.py: - Default Test Default Test"]),
        ToolDocument(
            "pynose", "in files",
            #"{"tests/a.py":[{"Test smell name":"Magic Number Test","Has smell":true,"Detail":[]}]}"#,
            ["tests/a.py: - Magic Number Test Magic Number Test"]),
        ToolDocument("pynose", "cut", #"[{"Test smell name":"S","Has"#, error: "no end"),
        ToolDocument("pynose", "something else", #"{"a":1}"#, error: "no entry has"),
        ToolDocument("pynose", "words", "PyNose", error: "report:1:1"),
    ]

    static let people: [ToolDocument] = [
        ToolDocument(
            "github", "a thread and an outdated comment, in pages",
            #"""
            [{"id":1,"pull_request_review_id":7,"path":"tests/a.py","body":"This sleeps for five seconds.","diff_hunk":"@@","line":12,"start_line":10,
              "user":{"login":"ana","type":"User"},"created_at":"2026-01-02T03:04:05Z","html_url":"https://github.com/shop/api/pull/9#discussion_r1"},
             {"id":2,"in_reply_to_id":1,"pull_request_review_id":8,"path":"tests/a.py","body":"Agreed","diff_hunk":"@@","user":{"login":"bo"}}]
            [{"id":3,"pull_request_review_id":7,"path":"tests/b.py","body":"Nothing is asserted here.","diff_hunk":"@@","line":null,"original_line":4,
              "user":{"login":"ana"}}]

            """#, ["tests/a.py:10-12 - - This sleeps for five seconds.", "tests/b.py:4 - - Nothing is asserted here."]),
        ToolDocument(
            "github", "a review without a body",
            #"[{"id":7,"user":{"login":"ana"},"body":"","state":"APPROVED","submitted_at":"2026-01-02T03:04:05Z","commit_id":"abc"}]"#
        ),
        ToolDocument(
            "github", "nested pages, a deleted user, on the file",
            #"[[],[{"id":3,"path":"b.py","body":"Nothing is asserted here.","diff_hunk":"","subject_type":"file","user":null}]]"#,
            ["b.py: - - Nothing is asserted here."]),
        ToolDocument("github", "cut", #"[{"id":7,"user":{"login":"#, error: "report:1:"),
        ToolDocument(
            "github", "an error", #"{"message":"Not Found","status":"404"}"#, error: "is an array, not an object"),
        ToolDocument("github", "null inside", #"[{"id":7},null]"#, error: "not null"),
        ToolDocument(
            "gitlab-discussions", "a thread on lines, a system note",
            #"""
            [{"id":"d1","individual_note":false,"notes":[
               {"id":1,"body":"This sleeps for five seconds.","author":{"username":"ana"},"system":false,"created_at":"2026-01-02T03:04:05Z",
                "position":{"head_sha":"abc","new_path":"tests/a.py","new_line":12,"line_range":{"start":{"new_line":10},"end":{"new_line":12}}}},
               {"id":2,"body":"Agreed","author":{"username":"bo"},"system":false}]},
             {"id":"d2","individual_note":true,"notes":[{"id":3,"body":"added 1 commit","system":true,"author":{"username":"ana"}}]}]

            """#, ["tests/a.py:10-12 - - This sleeps for five seconds."]),
        ToolDocument(
            "gitlab-discussions", "notes, on a deleted line",
            #"[{"id":1,"body":"This sleeps for five seconds.","noteable_type":"MergeRequest","author":{"name":"Ana"},"position":{"old_path":"a.py","new_path":null,"new_line":null,"old_line":3}}]"#,
            ["a.py:3 - - This sleeps for five seconds."]),
        ToolDocument("gitlab-discussions", "nothing said", #"[{"id":"d","individual_note":true,"notes":[]}]"#),
        ToolDocument(
            "gitlab-discussions", "notes is no list", #"[{"id":"d","notes":"x"}]"#, error: "`notes` is an array"),
        ToolDocument(
            "gitlab-discussions", "an error", #"{"message":"401 Unauthorized"}"#, error: "is an array, not an object"),
        ToolDocument("gitlab-discussions", "cut", #"[{"id":"d","notes":[{"#, error: "ends early"),
    ]
}
