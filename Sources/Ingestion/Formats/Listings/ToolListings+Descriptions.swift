/// Linters of descriptions: of interfaces, of policies, of machines.
extension ToolListings {
    static let descriptions: [any InputFormat] = [buf, regal, opa, redocly, puppetLint, vacuum, kics]

    /// https://github.com/bufbuild/buf/blob/main/private/bufpkg/bufanalysis/print.go: `--error-format=json`, an object a line.
    /// It has the fields that annotations of GitHub have, and a rule instead of their level; its other formats call each
    /// problem an error.
    private static let buf: ProblemListing = {
        var list = ProblemList(
            "[]", marks: [["type"], ["start_line"], ["start_column"], ["end_line"], ["end_column"]])
        list.keys = ["path", "start_line", "start_column", "end_line", "end_column", "type", "message"]
        list.rule = ["type"]
        list.message = ["message", "type"]
        list.path = ["path"]
        (list.line, list.endLine) = (["start_line"], ["end_line"])
        (list.column, list.endColumn) = (["start_column"], ["end_column"])
        list.severity = ["=error"]
        return ProblemListing(
            id: "buf", title: "Buf JSON",
            summary: "What `buf lint --error-format=json` prints, as do `buf breaking` and `buf build`.",
            tool: "Buf", takesEmpty: true, lists: [list], tellingKeys: TellingKeys(list.keys, needed: 7))
    }()

    /// https://github.com/open-policy-agent/regal/blob/main/pkg/report/report.go: `regal lint --format json`. Its notices tell of
    /// rules that could not be checked, and of no file.
    private static let regal: ProblemListing = {
        var list = ProblemList("violations[]", marks: [["title"], ["description"], ["level"], ["location"]])
        list.rule = ["title"]
        list.message = ["description"]
        list.path = ["location.file"]
        (list.line, list.endLine) = (["location.row"], ["location.end.row"])
        list.column = ["location.col"]
        list.severity = ["level"]
        return ProblemListing(
            id: "regal", title: "Regal JSON", summary: "What `regal lint --format json` prints of Rego policies.",
            tool: "Regal", marks: ["violations", "summary.files_scanned"], lists: [list],
            tellingKeys: TellingKeys(
                [
                    "violations", "notices", "title", "description", "category", "level", "files_scanned",
                    "files_failed", "rules_skipped", "num_violations",
                ], needed: 6, indispensable: "violations"))
    }()

    /// https://github.com/open-policy-agent/opa/blob/main/v1/ast/errors.go: `opa check --format json`.
    private static let opa: ProblemListing = {
        var list = ProblemList("errors[]", marks: [["message"], ["code"], ["location.row"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.path = ["location.file"]
        (list.line, list.column) = (["location.row"], ["location.col"])
        list.severity = ["=error"]
        return ProblemListing(
            id: "opa", title: "OPA check JSON", summary: "What `opa check --format json` prints of Rego policies.",
            tool: "OPA", takesEmpty: true, lists: [list],
            tellingKeys: TellingKeys(
                ["errors", "code", "message", "location", "row", "col", "file"], needed: 7, indispensable: "row"))
    }()

    /// https://github.com/Redocly/redocly-cli/blob/main/packages/core/src/format/format.ts: `redocly lint --format=json`. A place in
    /// a description is told by its pointer; a line only where the file could not be parsed.
    private static let redocly: ProblemListing = {
        var list = ProblemList("problems[]", marks: [["ruleId"], ["location"], ["severity"], ["message"]])
        list.rule = ["ruleId"]
        list.message = ["message"]
        list.details = [("At", ["location.0.pointer"]), ("Referenced from", ["from.pointer"])]
        list.path = ["location.0.source.ref"]
        (list.line, list.endLine) = (["location.0.start.line"], ["location.0.end.line"])
        (list.column, list.endColumn) = (["location.0.start.col"], ["location.0.end.col"])
        list.severity = ["severity"]
        list.suggestion = ("Did you mean", "suggest.0")
        return ProblemListing(
            id: "redocly", title: "Redocly JSON",
            summary:
                "What `redocly lint --format=json` prints of API descriptions: problems, with pointers to their places.",
            tool: "Redocly CLI", version: "version", marks: ["totals.errors", "problems"], lists: [list],
            tellingKeys: TellingKeys(
                [
                    "totals", "ignored", "problems", "ruleId", "location", "pointer", "reportOnKey", "suggest",
                    "source",
                    "ref",
                ], needed: 6, indispensable: "problems"))
    }()

    /// https://github.com/puppetlabs/puppet-lint#json-output: `--json`, a list a file in a list.
    private static let puppetLint: ProblemListing = {
        var list = ProblemList("[]", marks: [["check"], ["kind"], ["message"], ["path", "fullpath"]])
        list.rule = ["check"]
        list.message = ["message"]
        list.path = ["path", "fullpath"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["kind"]
        list.severities = ["ignored": "info", "fixed": "info"]
        list.settled = [
            (.isWord("kind", ["ignored"]), "suppressed in the source"),
            (.isWord("kind", ["fixed"]), "corrected by the tool"),
        ]
        return ProblemListing(
            id: "puppet-lint", title: "puppet-lint JSON",
            summary:
                "What `puppet-lint --json` prints: a list of problems for each manifest; its lines are `compiler`.",
            tool: "puppet-lint", lists: [list],
            tellingKeys: TellingKeys(
                ["check", "kind", "KIND", "fullpath", "filename", "message", "line", "column"], needed: 6))
    }()

    /// https://github.com/daveshanley/vacuum/blob/main/vacuum-report/vacuum_report.go: `vacuum report`. Only results in files that
    /// the description refers to tell their file.
    private static let vacuum: ProblemListing = {
        var list = ProblemList("resultSet.results[]", marks: [["ruleId"], ["ruleSeverity"], ["message"], ["range"]])
        list.rule = ["ruleId"]
        list.message = ["message"]
        list.path = ["origin.absoluteLocation"]
        (list.line, list.endLine) = (["range.start.line"], ["range.end.line"])
        (list.column, list.endColumn) = (["range.start.character"], ["range.end.character"])
        list.severity = ["ruleSeverity"]
        list.symbols = ["path"]
        return ProblemListing(
            id: "vacuum", title: "vacuum JSON",
            summary:
                "What `vacuum report` writes of an API description; its `spectral-report` is `spectral`, its JUnit `junit`.",
            tool: "vacuum", time: "generated", marks: ["generated", "specInfo", "resultSet"], lists: [list],
            tellingKeys: TellingKeys(
                [
                    "generated", "specInfo", "statistics", "resultSet", "ruleId", "ruleSeverity", "results",
                    "categoryStatistics", "warningCount", "infoCount",
                ], needed: 5, indispensable: "resultSet"))
    }()

    /// https://github.com/Checkmarx/kics/blob/master/pkg/model/summary.go: `kics scan --report-formats json`, queries with the
    /// places where they hold, and the resources that its bill of materials lists.
    private static let kics: ProblemListing = {
        func places(_ way: String, isRequired: Bool = false) -> ProblemList {
            var list = ProblemList(
                way, isRequired: isRequired,
                marks: [["file_name"], ["issue_type"], ["search_key"], ["similarity_id", "line"]])
            list.rule = ["^query_id"]
            list.categoryRule = ["^query_name"]
            list.message = ["^query_name"]
            list.details = [
                ("", ["actual_value", "key_actual_value"]),
                ("Expected", ["expected_value", "key_expected_value"]), ("", ["^description"]),
            ]
            list.path = ["file_name"]
            list.line = ["line"]
            list.severity = ["^severity"]
            list.symbols = ["search_key"]
            list.fingerprint = "similarity_id"
            list.suggestion = ("", "remediation")
            return list
        }
        var materials = places("bill_of_materials[].files[]")
        materials.severity = ["=info"]
        materials.settled = [(.always, "a resource in the bill of materials")]
        return ProblemListing(
            id: "kics", title: "KICS JSON",
            summary:
                "What `kics scan --report-formats json` writes of infrastructure as code; its `junit`, `sarif` and `glsast` are read, too.",
            tool: "KICS", version: "kics_version", time: "end", marks: ["queries_total", "files_scanned", "queries"],
            troubles: [
                ("files_failed_to_scan", "files were not scanned"),
                ("queries_failed_to_execute", "queries were not run"),
            ],
            lists: [places("queries[].files[]", isRequired: true), materials],
            tellingKeys: TellingKeys(
                [
                    "kics_version", "files_scanned", "files_parsed", "queries", "queries_total", "query_name",
                    "query_id", "query_url", "similarity_id", "issue_type", "search_key", "severity_counters",
                ], needed: 5, indispensable: "queries"))
    }()
}
