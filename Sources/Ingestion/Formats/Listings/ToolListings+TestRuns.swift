/// Test runners and mutation testing.
extension ToolListings {
    static let testRuns: [any InputFormat] = [jest, mocha, playwright, cucumber, pytestJSON, stryker]

    /// What a failed test's words tell of is what the code did, not what is wrong with the test (``ToolReport/addFailure``).
    private static let failed = "other"

    /// https://jestjs.io/docs/cli#--json, which Vitest's JSON reporter writes, too: tests that failed, as of JUnit's.
    private static let jest: ProblemListing = {
        var tests = ProblemList("testResults[].assertionResults[]", marks: [["status"], ["fullName", "title"]])
        tests.message = ["fullName", "title"]
        tests.details = [("", ["failureMessages.0"])]
        tests.path = ["^name"]
        (tests.line, tests.column) = (["location.line"], ["location.column"])
        tests.severity = ["=failure"]
        tests.category = failed
        tests.only = [.isWord("status", ["failed"])]
        var suites = ProblemList("testResults[]", isRequired: true, marks: [["assertionResults"]])
        suites.message = ["message", "name"]
        suites.path = ["name"]
        suites.severity = ["=failure"]
        suites.category = failed
        suites.only = [.isWord("status", ["failed"]), .isEmpty("assertionResults")]
        return ProblemListing(
            id: "jest", title: "Jest JSON",
            summary: "What `jest --json` and Vitest's JSON reporter write: the tests that failed.", tool: "Jest",
            marks: ["numTotalTests", "testResults"], lists: [tests, suites],
            tellingKeys: TellingKeys([
                "testResults", "assertionResults", "numTotalTests", "numFailedTests", "ancestorTitles",
                "failureMessages", "numPassedTestSuites",
            ]))
    }()

    /// https://mochajs.org/#json, and https://github.com/adamgruber/mochawesome, Cypress' as a rule, with suites in suites.
    private static let mocha: ProblemListing = {
        var failures = ProblemList("failures[]", marks: [["fullTitle"], ["err"]])
        failures.message = ["fullTitle", "title"]
        failures.details = [("", ["err.stack", "err.message"])]
        failures.path = ["file"]
        failures.severity = ["=failure"]
        failures.category = failed
        failures.readsPlace = "err.stack"
        func nested(_ list: String) -> ProblemList {
            var tests = ProblemList("results[].suites*.\(list)[]", marks: [["fullTitle"], ["err"]])
            tests.message = ["fullTitle", "title"]
            tests.details = [("", ["err.estack", "err.message"])]
            tests.path = ["^file", "^fullFile"]
            tests.severity = ["=failure"]
            tests.category = failed
            tests.only = [.isTrue("fail")]
            tests.readsPlace = "err.estack"
            return tests
        }
        return ProblemListing(
            id: "mocha", title: "Mocha JSON",
            summary: "What `mocha --reporter json` and mochawesome (Cypress) write: the tests and hooks that failed.",
            tool: "Mocha", time: "stats.end", marks: ["stats.suites", "stats.passes", "stats.failures"],
            lists: [failures, nested("beforeHooks"), nested("tests"), nested("afterHooks")],
            tellingKeys: TellingKeys(
                [
                    "stats", "fullTitle", "currentRetry", "passes", "failures", "estack", "beforeHooks", "afterHooks",
                    "fullFile", "testsRegistered",
                ], needed: 4, indispensable: "stats"))
    }()

    /// https://playwright.dev/docs/test-reporters#json-reporter: suites in suites, with specs, each run in several projects.
    private static let playwright: ProblemListing = {
        func tests(_ status: String) -> ProblemList {
            var list = ProblemList("suites[].suites*.specs[].tests[]", marks: [["status"], ["results"]])
            list.message = ["^title"]
            list.details = [
                ("", ["results.0.error.stack", "results.0.error.message", "results.0.errors.0.message"]),
                ("Project", ["projectName"]),
            ]
            list.path = ["^file"]
            (list.line, list.column) = (["^line"], ["^column"])
            list.severity = ["=failure"]
            list.category = failed
            list.only = [.isWord("status", [status])]
            return list
        }
        var flaky = tests("flaky")
        flaky.messageLabel = "Passed when run again"
        flaky.severity = []
        flaky.category = "nondeterminism"
        var errors = ProblemList("errors[]", marks: [["message"]])
        errors.message = ["message"]
        errors.path = ["location.file"]
        (errors.line, errors.column) = (["location.line"], ["location.column"])
        errors.severity = ["=error"]
        errors.isFailure = true
        return ProblemListing(
            id: "playwright", title: "Playwright JSON",
            summary: "What `playwright test --reporter=json` writes: the tests that failed, and those that are flaky.",
            tool: "Playwright", version: "config.version", time: "stats.startTime", marks: ["config", "suites"],
            lists: [tests("unexpected"), flaky, errors],
            tellingKeys: TellingKeys(
                [
                    "specs", "projectName", "expectedStatus", "workerIndex", "parallelIndex", "rootDir", "unexpected",
                    "suites",
                ], needed: 4))
    }()

    /// https://github.com/cucumber/json-formatter: features, scenarios and their steps; hooks beside the steps.
    private static let cucumber: ProblemListing = {
        func steps(_ list: String) -> ProblemList {
            var steps = ProblemList("[].elements[].\(list)[]", marks: [["result"], ["keyword", "match"]])
            steps.message = ["^name", "name"]
            steps.details = [("Step", ["name", "keyword", "match.location"]), ("", ["result.error_message"])]
            steps.path = ["^uri"]
            steps.line = ["line", "^line"]
            steps.severity = ["=failure"]
            steps.category = failed
            steps.only = [.isWord("result.status", ["failed", "undefined", "ambiguous"])]
            return steps
        }
        return ProblemListing(
            id: "cucumber", title: "Cucumber JSON",
            summary: "What Cucumber, behave and their kin write as JSON: the steps that failed or are undefined.",
            tool: "Cucumber", marks: ["uri", "keyword", "elements"],
            lists: [steps("before"), steps("steps"), steps("after")],
            tellingKeys: TellingKeys(
                ["uri", "elements", "steps", "keyword", "error_message", "match"], needed: 4, indispensable: "steps"))
    }()

    /// https://pypi.org/project/pytest-json-report/: each test with its stages, and what could not be collected.
    private static let pytestJSON: ProblemListing = {
        var tests = ProblemList("tests[]", marks: [["nodeid"], ["outcome"]])
        tests.message = ["nodeid"]
        for stage in ["call", "setup", "teardown"] {
            tests.details.append(("", [.field(JSONPath("\(stage).crash.message"))]))
            tests.details.append(("", [.field(JSONPath("\(stage).longrepr"))]))
        }
        tests.path = [.before("::", "nodeid")]
        (tests.line, tests.lineBase) = (["lineno"], 0)
        tests.severity = ["=failure"]
        tests.category = failed
        tests.only = [.isWord("outcome", ["failed", "error"])]
        var collectors = ProblemList("collectors[]", marks: [["nodeid"], ["outcome"]])
        collectors.message = ["nodeid"]
        collectors.messageLabel = "The tests could not be collected"
        collectors.details = [("", ["longrepr"])]
        collectors.path = [.before("::", "nodeid")]
        collectors.severity = ["=error"]
        collectors.category = failed
        collectors.only = [.isWord("outcome", ["failed"])]
        return ProblemListing(
            id: "pytest-json", title: "pytest JSON",
            summary: "What pytest-json-report writes (`pytest --json-report`): the tests that failed.", tool: "pytest",
            marks: ["exitcode", "summary", "created"], lists: [tests, collectors],
            tellingKeys: TellingKeys([
                "nodeid", "outcome", "longrepr", "exitcode", "collectors", "keywords", "crash", "lineno",
            ]))
    }()

    /// https://github.com/stryker-mutator/mutation-testing-elements: what the tests did not notice.
    private static let stryker: ProblemListing = {
        func mutants(_ status: String, _ label: String, _ category: String) -> ProblemList {
            var list = ProblemList("files{}.mutants[]", marks: [["mutatorName"], ["status"], ["location"]])
            list.rule = ["mutatorName"]
            list.message = ["description", "mutatorName"]
            list.messageLabel = label
            list.details = [("Replacement", ["replacement"]), ("", ["statusReason"])]
            list.path = ["@"]
            (list.line, list.endLine) = (["location.start.line"], ["location.end.line"])
            (list.column, list.endColumn) = (["location.start.column"], ["location.end.column"])
            list.category = category
            list.only = [.isWord("status", [status])]
            return list
        }
        return ProblemListing(
            id: "stryker", title: "Stryker JSON",
            summary:
                "What Stryker (JavaScript, .NET, Scala) and others write as mutation-testing-elements: mutants that lived.",
            tool: "Stryker", version: "framework.version", marks: ["schemaVersion", "files", "thresholds"],
            lists: [
                mutants("survived", "No test noticed the mutant", "weak-assertion"),
                mutants("nocoverage", "No test runs the mutant", "missing-coverage"),
            ],
            tellingKeys: TellingKeys([
                "mutants", "mutatorName", "replacement", "schemaVersion", "thresholds", "coveredBy", "killedBy",
                "statusReason",
            ]))
    }()
}
