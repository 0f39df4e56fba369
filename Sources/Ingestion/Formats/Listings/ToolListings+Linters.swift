/// Linters and type checkers of single languages, and the audits of packages.
extension ToolListings {
    static let linters: [any InputFormat] = [
        revive, pyrefly, pyre, prospector, tslint, reek, platformIO, pipAudit, grype, terraform, dotnetFormat, solhint,
        coffeeLint, elmReview, robocop, deptry,
    ]

    /// https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format, which OpenTofu prints, too.
    private static let terraform: ProblemListing = {
        var list = ProblemList("diagnostics[]", isRequired: true, marks: [["summary"], ["severity"]])
        list.message = ["summary"]
        list.details = [("", ["detail"])]
        list.path = ["range.filename"]
        (list.line, list.endLine) = (["range.start.line"], ["range.end.line"])
        (list.column, list.endColumn) = (["range.start.column"], ["range.end.column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "terraform", title: "Terraform validate JSON",
            summary: "What `terraform validate -json` and `tofu validate -json` print.", tool: "Terraform",
            marks: ["format_version", "valid", "diagnostics"], lists: [list],
            tellingKeys: TellingKeys([
                "format_version", "valid", "error_count", "warning_count", "snippet", "highlight_start_offset",
                "summary",
            ]))
    }()

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

    /// https://github.com/troessner/reek: `--format json`.
    private static let reek: ProblemListing = {
        var list = ProblemList("[]", marks: [["smell_type"], ["source"], ["lines"], ["context", "message"]])
        list.rule = ["smell_type"]
        list.message = ["message", "smell_type"]
        list.path = ["source"]
        list.lines = "lines"
        list.symbols = ["context"]
        return ProblemListing(
            id: "reek", title: "reek JSON", summary: "What `reek --format json` prints; its lines are `compiler`.",
            tool: "reek", lists: [list],
            tellingKeys: TellingKeys(["smell_type", "smell_category", "documentation_link", "lines", "context"]))
    }()

    /// https://docs.platformio.org/en/latest/core/userguide/cmd_check.html: `--json-output`, a run a tool and environment.
    private static let platformIO: ProblemListing = {
        var list = ProblemList(
            "[].defects[]", isRequired: true, marks: [["severity"], ["category"], ["callstack", "cwe"]])
        list.rule = ["id"]
        list.message = ["message"]
        list.details = [("Found by", ["^tool"]), ("Environment", ["^env"])]
        list.path = ["file"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "platformio", title: "PlatformIO check JSON",
            summary: "What `pio check --json-output` prints: the defects that each tool found in each environment.",
            tool: "PlatformIO", marks: ["defects", "env"], lists: [list],
            tellingKeys: TellingKeys(["defects", "env", "succeeded", "callstack", "cwe", "duration"], needed: 4))
    }()

    /// https://github.com/anchore/grype: `-o json`, a match a package and vulnerability.
    private static let grype: ProblemListing = {
        func matches(_ way: String, isRequired: Bool = false) -> ProblemList {
            var list = ProblemList(way, isRequired: isRequired, marks: [["vulnerability"], ["artifact"]])
            list.rule = ["vulnerability.id"]
            list.message = ["artifact.name"]
            list.messageLabel = "Vulnerable package"
            list.details = [
                ("Installed", ["artifact.version"]), ("", ["vulnerability.id"]),
                ("", ["vulnerability.description", "relatedVulnerabilities.0.description"]),
            ]
            list.path = ["artifact.locations.0.path"]
            list.severity = ["vulnerability.severity"]
            list.severities = ["negligible": "info"]
            list.suggestion = ("Fixed in", "vulnerability.fix.versions.0")
            list.category = "insecure-practice"
            return list
        }
        var ignored = matches("ignoredMatches[]")
        ignored.settled = [(.always, "ignored by the tool")]
        return ProblemListing(
            id: "grype", title: "Grype JSON",
            summary: "What `grype -o json` prints: the vulnerable packages of an image or folder.", tool: "Grype",
            version: "descriptor.version", time: "descriptor.timestamp", marks: ["matches", "descriptor"],
            lists: [matches("matches[]", isRequired: true), ignored],
            tellingKeys: TellingKeys(
                ["matches", "vulnerability", "artifact", "matchDetails", "relatedVulnerabilities", "descriptor"],
                needed: 4))
    }()

    /// https://github.com/dotnet/format/blob/main/src/FormattedFile.cs: `dotnet format --report`, a file with what would change in it.
    private static let dotnetFormat: ProblemListing = {
        var list = ProblemList(
            "[].FileChanges[]", isRequired: true, marks: [["FormatDescription", "DiagnosticId"], ["LineNumber"]])
        list.rule = ["DiagnosticId"]
        list.message = ["FormatDescription", "DiagnosticId"]
        list.path = ["^FilePath", "^FileName"]
        (list.line, list.column) = (["LineNumber"], ["CharNumber"])
        return ProblemListing(
            id: "dotnet-format", title: "dotnet format JSON",
            summary:
                "What `dotnet format --report` writes as `format-report.json`: each file with what would change in it.",
            tool: "dotnet format", lists: [list],
            tellingKeys: TellingKeys(
                [
                    "DocumentId", "ProjectId", "FileName", "FilePath", "FileChanges", "LineNumber", "CharNumber",
                    "FormatDescription",
                ], needed: 5))
    }()

    /// https://github.com/protofire/solhint/blob/master/lib/formatters/json.js: `solhint -f json`, all problems in one list, and
    /// behind them what they count.
    private static let solhint: ProblemListing = {
        var list = ProblemList("[]", marks: [["ruleId"], ["filePath"], ["message"], ["severity"]])
        list.others = ["conclusion"]
        list.rule = ["ruleId"]
        list.message = ["message"]
        list.path = ["filePath"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "solhint", title: "solhint JSON",
            summary: "What `solhint -f json` prints of Solidity: a list of problems; its lines are `compiler`.",
            tool: "solhint", lists: [list],
            tellingKeys: TellingKeys(
                ["conclusion", "ruleId", "filePath", "severity", "message", "line", "column"], needed: 6,
                indispensable: "conclusion"))
    }()

    /// https://github.com/clutchski/coffeelint/blob/master/src/reporters/raw.coffee: `coffeelint --reporter raw`, an object of files.
    private static let coffeeLint: ProblemListing = {
        var list = ProblemList("{}[]", marks: [["lineNumber"], ["level"], ["rule", "name"], ["message"]])
        list.rule = ["rule", "name"]
        list.message = ["message"]
        list.details = [("Context", ["context"])]
        list.path = ["@"]
        (list.line, list.endLine) = (["lineNumber"], ["lineNumberEnd"])
        list.severity = ["level"]
        return ProblemListing(
            id: "coffeelint", title: "CoffeeLint JSON",
            summary:
                "What `coffeelint --reporter raw` prints: an object of files; its `checkstyle` and `jslint` are read, too.",
            tool: "CoffeeLint", lists: [list],
            tellingKeys: TellingKeys(["lineNumber", "lineNumberEnd", "level", "rule", "context"], needed: 4))
    }()

    /// https://github.com/jfmengels/node-elm-review/blob/main/documentation/tooling-integration.md: `elm-review --report=json`.
    private static let elmReview: ProblemListing = {
        var list = ProblemList("errors[].errors[]", marks: [["rule", "ruleName"], ["message"], ["region"]])
        list.rule = ["rule", "ruleName"]
        list.message = ["message"]
        list.details = [("", ["details.0"]), ("", ["details.1"])]
        list.path = ["^path"]
        (list.line, list.endLine) = (["region.start.line"], ["region.end.line"])
        (list.column, list.endColumn) = (["region.start.column"], ["region.end.column"])
        list.settled = [(.isTrue("suppressed"), "suppressed")]
        return ProblemListing(
            id: "elm-review", title: "elm-review JSON",
            summary: "What `elm-review --report=json` prints of Elm: each file with its errors.", tool: "elm-review",
            marks: ["type", "errors"], word: ("type", "review-errors"), lists: [list],
            tellingKeys: TellingKeys(
                ["errors", "ruleLink", "rule", "region", "details", "originallySuppressed", "fixV2", "extracts"],
                needed: 5, indispensable: "errors"))
    }()

    /// https://robocop.dev/stable/configuration/reports/: `robocop check --reports json_report` of Robot Framework's tests.
    private static let robocop: ProblemListing = {
        var list = ProblemList("[]", marks: [["rule_id"], ["rule_name"], ["source"], ["description"], ["severity"]])
        list.rule = ["rule_id"]
        list.categoryRule = ["rule_name"]
        list.message = ["description"]
        list.path = ["source"]
        (list.line, list.endLine) = (["line"], ["end_line"])
        (list.column, list.endColumn) = (["column"], ["end_column"])
        list.severity = ["severity"]
        list.severities = ["w": "warning", "e": "error", "i": "info"]
        return ProblemListing(
            id: "robocop", title: "Robocop JSON",
            summary:
                "What `robocop check --reports json_report` writes of Robot Framework's tests; its lines are `compiler`.",
            tool: "Robocop", lists: [list],
            tellingKeys: TellingKeys(
                ["rule_id", "rule_name", "source", "description", "end_line", "end_column", "severity"], needed: 6,
                indispensable: "rule_id"))
    }()

    /// https://pyrefly.org/en/docs/configuration/#output-format: `pyrefly check --output-format json`.
    private static let pyrefly: ProblemListing = {
        var list = ProblemList(
            "errors[]", marks: [["name"], ["stop_line"], ["concise_description"], ["description"], ["path"]])
        list.rule = ["name"]
        list.message = ["description", "concise_description"]
        list.path = ["path"]
        (list.line, list.endLine) = (["line"], ["stop_line"])
        (list.column, list.endColumn) = (["column"], ["stop_column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "pyrefly", title: "Pyrefly JSON",
            summary: "What `pyrefly check --output-format json` prints; its lines are `compiler`.", tool: "Pyrefly",
            lists: [list],
            tellingKeys: TellingKeys(
                ["errors", "concise_description", "stop_line", "stop_column", "severity"], needed: 5,
                indispensable: "errors"))
    }()

    /// https://deptry.com/usage/#json-report: `deptry --json-output`. What is wrong with a dependency's declaration has no line.
    private static let deptry: ProblemListing = {
        var list = ProblemList("[]", marks: [["error.code"], ["error.message"], ["module"], ["location.file"]])
        list.rule = ["error.code"]
        list.message = ["error.message"]
        list.path = ["location.file"]
        (list.line, list.column) = (["location.line"], ["location.column"])
        list.symbols = ["module"]
        return ProblemListing(
            id: "deptry", title: "deptry JSON",
            summary:
                "What `deptry --json-output` writes of a Python project's dependencies; its lines are `compiler`.",
            tool: "deptry", lists: [list],
            tellingKeys: TellingKeys(
                ["error", "code", "message", "module", "location", "file", "line", "column"], needed: 8,
                indispensable: "module"))
    }()
}
