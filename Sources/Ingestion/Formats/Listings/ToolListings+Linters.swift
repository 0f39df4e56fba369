/// Linters and type checkers of single languages, and the audits of packages.
extension ToolListings {
    static let linters: [any InputFormat] = [revive, pyre, prospector, tslint, pipAudit]

    /// https://github.com/mgechev/revive#available-formatters: `-formatter json`, and `ndjson`, an object a line.
    private static let revive: ProblemListing = {
        var list = ProblemList("[]", marks: [["Failure"], ["RuleName"], ["Position"]])
        list.rule = ["RuleName"]
        list.message = ["Failure"]
        list.path = ["Position.Start.Filename"]
        (list.line, list.endLine) = (["Position.Start.Line"], ["Position.End.Line"])
        (list.column, list.endColumn) = (["Position.Start.Column"], ["Position.End.Column"])
        list.severity = ["Severity"]
        list.suggestion = ("", "ReplacementLine")
        return ProblemListing(
            id: "revive", title: "Revive JSON", summary: "What `revive -formatter json` and `ndjson` print.",
            tool: "Revive", lists: [list],
            tellingKeys: TellingKeys(["Failure", "RuleName", "Position", "ReplacementLine", "Confidence", "Filename"]))
    }()

    /// https://pyre-check.org/docs/command-line/: `pyre --output=json`. Columns count from 0.
    private static let pyre: ProblemListing = {
        var list = ProblemList(
            "[]", marks: [["concise_description", "stop_line"], ["code"], ["description"], ["path"]])
        list.rule = ["code"]
        list.categoryRule = ["name"]
        list.message = ["description", "concise_description"]
        list.path = ["path"]
        (list.line, list.endLine) = (["line"], ["stop_line"])
        (list.column, list.endColumn) = (["column"], ["stop_column"])
        list.columnBase = 0
        list.severity = ["severity", "=error"]
        list.symbols = ["define"]
        return ProblemListing(
            id: "pyre", title: "Pyre JSON", summary: "What `pyre --output=json` prints; its lines are `compiler`.",
            tool: "Pyre", lists: [list],
            tellingKeys: TellingKeys([
                "concise_description", "long_description", "stop_line", "stop_column", "define",
            ]))
    }()

    /// https://prospector.landscape.io/en/master/usage.html: `--output-format json`, the messages of several tools.
    private static let prospector: ProblemListing = {
        var list = ProblemList(
            "messages[]", isRequired: true, marks: [["source"], ["code"], ["location"], ["message"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.details = [("Found by", ["source"])]
        list.path = ["location.path"]
        (list.line, list.endLine) = (["location.line"], ["location.line_end"])
        list.symbols = ["location.function"]
        return ProblemListing(
            id: "prospector", title: "Prospector JSON",
            summary: "What `prospector --output-format json` prints: the messages of the tools that it runs.",
            tool: "Prospector", marks: ["summary.message_count", "summary.tools"], lists: [list],
            tellingKeys: TellingKeys([
                "strictness", "message_count", "time_taken", "formatter", "messages", "character", "libraries",
            ]))
    }()

    /// https://palantir.github.io/tslint/formatters/json/. Lines and columns count from 0.
    private static let tslint: ProblemListing = {
        var list = ProblemList("[]", marks: [["ruleName"], ["failure"], ["startPosition"]])
        list.rule = ["ruleName"]
        list.message = ["failure"]
        list.path = ["name"]
        (list.line, list.endLine) = (["startPosition.line"], ["endPosition.line"])
        (list.column, list.endColumn) = (["startPosition.character"], ["endPosition.character"])
        (list.lineBase, list.columnBase) = (0, 0)
        list.severity = ["ruleSeverity"]
        return ProblemListing(
            id: "tslint", title: "TSLint JSON", summary: "What `tslint --format json` printed.", tool: "TSLint",
            lists: [list],
            tellingKeys: TellingKeys(["ruleName", "ruleSeverity", "startPosition", "endPosition", "failure"]))
    }()

    /// https://pypi.org/project/pip-audit/: `--format json`; older versions print the list of packages alone.
    private static let pipAudit: ProblemListing = {
        func vulnerabilities(_ way: String) -> ProblemList {
            var list = ProblemList(way, marks: [["id"], ["fix_versions"]])
            list.rule = ["id"]
            list.message = ["^name"]
            list.messageLabel = "Vulnerable package"
            list.details = [("Installed", ["^version"]), ("", ["id"]), ("", ["description"])]
            list.suggestion = ("Fixed in", "fix_versions.0")
            list.category = "insecure-practice"
            return list
        }
        return ProblemListing(
            id: "pip-audit", title: "pip-audit JSON", summary: "What `pip-audit --format json` prints.",
            tool: "pip-audit", marks: ["dependencies", "fixes"],
            lists: [vulnerabilities("dependencies[].vulns[]"), vulnerabilities("[].vulns[]")],
            tellingKeys: TellingKeys(["dependencies", "vulns", "fix_versions", "aliases", "skip_reason"]))
    }()
}
