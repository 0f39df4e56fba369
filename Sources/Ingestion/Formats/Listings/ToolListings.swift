import FindingsModel

/// The tools whose JSON is read as declared here. A new one is one declaration, one line in ``all``, its fixtures and its
/// page.
enum ToolListings {
    static let all: [any InputFormat] = scanners + linters + analyzers + descriptions + texts + testRuns

    private static let scanners: [any InputFormat] = [
        trivy, gitleaks, detectSecrets, brakeman, snyk, infer, psalm, credo, dart, oxlint, ktlint, staticcheck, tflint,
        cfnLint, actionlint, vale, markdownlint,
    ]

    /// https://trivy.dev/latest/docs/configuration/reporting/#json: a result a target, with what was found in it.
    private static let trivy: ProblemListing = {
        var vulnerabilities = ProblemList("Results[].Vulnerabilities[]", marks: [["VulnerabilityID"], ["PkgName"]])
        vulnerabilities.rule = ["VulnerabilityID"]
        vulnerabilities.message = ["Title", "VulnerabilityID"]
        vulnerabilities.details = [
            ("Package", ["PkgName"]), ("Installed", ["InstalledVersion"]), ("", ["Description"]),
        ]
        vulnerabilities.path = ["PkgPath", "^Target"]
        vulnerabilities.severity = ["Severity"]
        vulnerabilities.suggestion = ("Upgrade to", "FixedVersion")
        var misconfigurations = ProblemList(
            "Results[].Misconfigurations[]", marks: [["ID", "AVDID"], ["Severity"], ["Title", "Message"]])
        misconfigurations.rule = ["ID", "AVDID"]
        misconfigurations.message = ["Title", "Message", "ID"]
        misconfigurations.details = [("", ["Message"]), ("", ["Description"])]
        misconfigurations.path = ["^Target"]
        misconfigurations.line = ["CauseMetadata.StartLine"]
        misconfigurations.endLine = ["CauseMetadata.EndLine"]
        misconfigurations.severity = ["Severity"]
        misconfigurations.symbols = ["CauseMetadata.Resource"]
        misconfigurations.suggestion = ("", "Resolution")
        misconfigurations.settled = [
            (.isWord("Status", ["pass"]), "passed"), (.isWord("Status", ["exception"]), "excepted by the tool"),
        ]
        var secrets = ProblemList("Results[].Secrets[]", marks: [["RuleID"], ["Severity"], ["StartLine"]])
        secrets.rule = ["RuleID"]
        secrets.message = ["Title", "RuleID"]
        secrets.path = ["^Target"]
        (secrets.line, secrets.endLine) = (["StartLine"], ["EndLine"])
        secrets.category = "hard-coded-credential"
        secrets.severity = ["Severity"]
        var licenses = ProblemList("Results[].Licenses[]", marks: [["Name"], ["Category"]])
        licenses.rule = ["Name"]
        licenses.message = ["Name"]
        licenses.details = [("Category", ["Category"]), ("Package", ["PkgName"])]
        licenses.path = ["FilePath", "^Target"]
        licenses.severity = ["Severity"]
        return ProblemListing(
            id: "trivy", title: "Trivy JSON",
            summary: "What `trivy fs|config|image --format json` writes: vulnerabilities, misconfigurations, secrets.",
            tool: "Trivy", time: "CreatedAt", marks: ["SchemaVersion", "ArtifactName"],
            lists: [vulnerabilities, misconfigurations, secrets, licenses],
            tellingKeys: TellingKeys([
                "SchemaVersion", "ArtifactName", "ArtifactType", "VulnerabilityID", "PkgName", "InstalledVersion",
                "FixedVersion", "Misconfigurations", "Vulnerabilities", "MisconfSummary", "CauseMetadata", "AVDID",
            ]))
    }()

    /// https://github.com/gitleaks/gitleaks#reports. The secret itself is not repeated; before version 8 it is the `offender`, and
    /// stands in the `line`, too.
    private static let gitleaks: ProblemListing = {
        func leaks(_ way: String) -> ProblemList {
            var list = ProblemList(
                way, marks: [["RuleID", "rule", "rule_id"], ["StartLine", "offender"], ["File", "file"]])
            list.rule = ["RuleID", "rule", "rule_id"]
            list.message = ["Description", "description", "RuleID", "rule", "rule_id"]
            list.details = [("Commit", ["Commit", "commit"])]
            list.path = ["File", "file"]
            (list.line, list.endLine) = (["StartLine", "lineNumber", "start_line"], ["EndLine", "end_line"])
            (list.column, list.endColumn) = (["StartColumn"], ["EndColumn"])
            list.endIsInside = true
            list.severity = ["severity"]
            list.category = "hard-coded-credential"
            list.fingerprint = "Fingerprint"
            return list
        }
        return ProblemListing(
            id: "gitleaks", title: "Gitleaks JSON",
            summary: "What `gitleaks git|dir --report-format json` writes: a list of the secrets that it found.",
            tool: "Gitleaks", lists: [leaks("[]"), leaks("leaks[]")],
            tellingKeys: TellingKeys([
                "RuleID", "StartLine", "StartColumn", "Secret", "SymlinkFile", "Entropy", "Fingerprint", "Match",
                "offender", "lineNumber", "commitMessage", "leakURL", "repoURL",
            ]))
    }()

    /// https://github.com/Yelp/detect-secrets: a baseline, whose `results` name each file's secrets by their hashes.
    private static let detectSecrets: ProblemListing = {
        var list = ProblemList(
            "results{}[]", isRequired: true, marks: [["hashed_secret"], ["type"], ["line_number", "filename"]])
        list.rule = ["type"]
        list.message = ["type"]
        list.path = ["filename", "@"]
        list.line = ["line_number"]
        list.category = "hard-coded-credential"
        list.fingerprint = "hashed_secret"
        list.settled = [(.isFalse("is_secret"), "no secret, as the audit says")]
        return ProblemListing(
            id: "detect-secrets", title: "detect-secrets baseline",
            summary: "What `detect-secrets scan` writes: the secrets of each file, by their hashes.",
            tool: "detect-secrets", version: "version", time: "generated_at", marks: ["plugins_used", "results"],
            lists: [list],
            tellingKeys: TellingKeys([
                "plugins_used", "filters_used", "hashed_secret", "is_verified", "is_secret", "generated_at",
                "line_number",
            ]))
    }()

    /// https://brakemanscanner.org/docs/options/. Its confidence is what its SARIF makes levels of.
    private static let brakeman: ProblemListing = {
        func warnings(_ way: String, isRequired: Bool = false) -> ProblemList {
            var list = ProblemList(way, isRequired: isRequired, marks: [["warning_type"], ["message"], ["confidence"]])
            list.rule = ["check_name", "warning_type"]
            list.message = ["message"]
            list.details = [("Code", ["code"]), ("User input", ["user_input"])]
            list.path = ["file"]
            list.line = ["line"]
            list.severity = ["confidence"]
            list.severities = ["weak": "low"]
            list.symbols = ["location.method", "location.class", "location.template"]
            list.fingerprint = "fingerprint"
            return list
        }
        var ignored = warnings("ignored_warnings[]")
        ignored.settled = [(.always, "ignored by the tool")]
        var errors = ProblemList("errors[]", marks: [["error"]])
        errors.message = ["error"]
        errors.details = [("", ["location"])]
        errors.severity = ["=error"]
        errors.isFailure = true
        return ProblemListing(
            id: "brakeman", title: "Brakeman JSON",
            summary: "What `brakeman --format json` writes: warnings, those that were ignored, and errors.",
            tool: "Brakeman", version: "scan_info.brakeman_version", time: "scan_info.end_time",
            marks: ["scan_info", "warnings"],
            lists: [warnings("warnings[]", isRequired: true), ignored, errors],
            tellingKeys: TellingKeys([
                "scan_info", "warning_type", "warning_code", "check_name", "ignored_warnings", "brakeman_version",
                "user_input", "render_path", "confidence",
            ]))
    }()

    /// https://docs.snyk.io/snyk-cli/commands/test: a project's vulnerable dependencies, or several projects' in a list.
    private static let snyk: ProblemListing = {
        var list = ProblemList(
            "[].vulnerabilities[]", isRequired: true,
            marks: [["id"], ["title"], ["packageName", "moduleName", "from"]])
        list.rule = ["id"]
        list.message = ["title"]
        list.details = [("Package", ["packageName", "moduleName", "name"]), ("Installed", ["version"])]
        list.path = ["^displayTargetFile", "^targetFile"]
        list.severity = ["severity"]
        list.suggestion = ("Fixed in", "fixedIn.0")
        return ProblemListing(
            id: "snyk", title: "Snyk JSON",
            summary: "What `snyk test --json` prints of dependencies; `snyk code test --json` is `sarif`.",
            tool: "Snyk", marks: ["vulnerabilities", "projectName"], lists: [list],
            tellingKeys: TellingKeys([
                "vulnerabilities", "displayTargetFile", "packageManager", "projectName", "licensesPolicy",
                "ignoreSettings", "uniqueCount", "upgradePath", "isPatchable", "isUpgradable", "packageName",
            ]))
    }()

    /// https://fbinfer.com/docs/man-infer-report: the `report.json` of `infer-out`.
    private static let infer: ProblemListing = {
        var list = ProblemList(
            "[]", marks: [["bug_type"], ["qualifier"], ["procedure", "procedure_name", "bug_trace"]])
        list.rule = ["bug_type"]
        list.message = ["qualifier", "bug_type_hum", "bug_type"]
        list.path = ["file"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["severity"]
        list.symbols = ["procedure"]
        list.suggestion = ("", "suggestion")
        list.fingerprint = "hash"
        list.settled = [
            (.isTrue("suppressed"), "suppressed in the source"), (.isTrue("censored"), "censored by the tool"),
        ]
        return ProblemListing(
            id: "infer", title: "Infer JSON", summary: "What Infer writes to `infer-out/report.json`.", tool: "Infer",
            lists: [list],
            tellingKeys: TellingKeys([
                "bug_type", "qualifier", "bug_trace", "procedure", "procedure_start_line", "bug_type_hum", "bug_class",
                "qualifier_tags", "procedure_id",
            ]))
    }()

    /// https://psalm.dev/docs/running_psalm/command_line_usage/: `--output-format=json` and `--report=psalm.json`.
    private static let psalm: ProblemListing = {
        var list = ProblemList("[]", marks: [["line_from"], ["file_name", "file_path"], ["message"], ["type"]])
        list.rule = ["type"]
        list.message = ["message"]
        list.path = ["file_name", "file_path"]
        (list.line, list.endLine) = (["line_from"], ["line_to"])
        (list.column, list.endColumn) = (["column_from"], ["column_to"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "psalm", title: "Psalm JSON", summary: "What `psalm --output-format=json` prints.", tool: "Psalm",
            lists: [list],
            tellingKeys: TellingKeys([
                "line_from", "line_to", "file_name", "column_from", "column_to", "selected_text", "snippet_from",
                "shortcode", "error_level", "taint_trace",
            ]))
    }()

    /// https://hexdocs.pm/credo/suggest_command.html. Its numbers of priority are no words of severity.
    private static let credo: ProblemListing = {
        var list = ProblemList("issues[]", isRequired: true, marks: [["check"], ["filename"], ["priority"]])
        list.rule = ["check"]
        list.message = ["message"]
        list.path = ["filename"]
        list.line = ["line_no"]
        (list.column, list.endColumn) = (["column"], ["column_end"])
        list.symbols = ["scope"]
        return ProblemListing(
            id: "credo", title: "Credo JSON", summary: "What `mix credo --format json` prints.", tool: "Credo",
            lists: [list],
            tellingKeys: TellingKeys(
                [
                    "check", "line_no", "column_end", "trigger", "scope", "priority", "category", "filename",
                ], needed: 5))
    }()

    /// https://dart.dev/tools/dart-analyze: `--format=json`.
    private static let dart: ProblemListing = {
        var list = ProblemList("diagnostics[]", isRequired: true, marks: [["problemMessage"], ["location"]])
        list.rule = ["code"]
        list.message = ["problemMessage"]
        list.path = ["location.file"]
        (list.line, list.endLine) = (["location.range.start.line"], ["location.range.end.line"])
        (list.column, list.endColumn) = (["location.range.start.column"], ["location.range.end.column"])
        list.severity = ["severity"]
        list.suggestion = ("", "correctionMessage")
        return ProblemListing(
            id: "dart", title: "Dart analyzer JSON", summary: "What `dart analyze --format=json` prints.",
            tool: "Dart analyzer", marks: ["diagnostics", "version"], strangers: ["errors"], lists: [list],
            tellingKeys: TellingKeys(["problemMessage", "correctionMessage", "diagnostics", "contextMessages"]))
    }()

    /// https://oxc.rs/docs/guide/usage/linter/output-formats: `oxlint --format json`.
    private static let oxlint: ProblemListing = {
        var list = ProblemList("diagnostics[]", isRequired: true, marks: [["labels"], ["message"], ["filename"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.details = [("", ["labels.0.label"])]
        list.path = ["filename"]
        (list.line, list.column) = (["labels.0.span.line"], ["labels.0.span.column"])
        list.severity = ["severity"]
        list.suggestion = ("", "help")
        return ProblemListing(
            id: "oxlint", title: "Oxlint JSON", summary: "What `oxlint --format json` prints.", tool: "Oxlint",
            marks: ["diagnostics", "number_of_files"], lists: [list],
            tellingKeys: TellingKeys(
                [
                    "diagnostics", "labels", "span", "number_of_files", "number_of_rules", "threads_count", "causes",
                    "related",
                ], needed: 4))
    }()

    /// https://pinterest.github.io/ktlint/latest/install/cli/: `--reporter=json`.
    private static let ktlint: ProblemListing = {
        var list = ProblemList("[].errors[]", marks: [["rule", "message"], ["line"], ["column"]])
        list.rule = ["rule"]
        list.message = ["message"]
        list.path = ["^file"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["=error"]
        return ProblemListing(
            id: "ktlint", title: "ktlint JSON",
            summary: "What `ktlint --reporter=json` prints: each file with its errors.",
            tool: "ktlint", lists: [list],
            tellingKeys: TellingKeys(["errors", "rule", "file", "line", "column", "message"], needed: 6))
    }()

    /// https://staticcheck.dev/docs/running-staticcheck/cli/formatters/: `-f json`, an object a line.
    private static let staticcheck: ProblemListing = {
        var list = ProblemList("[]", marks: [["code"], ["location.file", "location.line"], ["message"], ["severity"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.path = ["location.file"]
        (list.line, list.endLine) = (["location.line"], ["end.line"])
        (list.column, list.endColumn) = (["location.column"], ["end.column"])
        list.severity = ["severity"]
        list.settled = [(.isWord("severity", ["ignored"]), "suppressed in the source")]
        list.severities = ["ignored": "info"]
        return ProblemListing(
            id: "staticcheck", title: "Staticcheck JSON",
            summary: "What `staticcheck -f json` prints, a problem a line.",
            tool: "Staticcheck", takesEmpty: true, lists: [list],
            tellingKeys: TellingKeys(["code", "severity", "location", "end", "file", "message"], needed: 6))
    }()

    /// https://github.com/terraform-linters/tflint/blob/master/docs/user-guide/compatibility.md: `--format json`.
    private static let tflint: ProblemListing = {
        var list = ProblemList("issues[]", isRequired: true, marks: [["rule.name"], ["range"], ["message"]])
        list.rule = ["rule.name"]
        list.message = ["message"]
        list.path = ["range.filename"]
        (list.line, list.endLine) = (["range.start.line"], ["range.end.line"])
        (list.column, list.endColumn) = (["range.start.column"], ["range.end.column"])
        list.severity = ["rule.severity"]
        var errors = ProblemList("errors[]", marks: [["message", "summary"]])
        errors.message = ["message", "summary"]
        errors.path = ["range.filename"]
        errors.line = ["range.start.line"]
        errors.severity = ["severity", "=error"]
        errors.isFailure = true
        return ProblemListing(
            id: "tflint", title: "TFLint JSON", summary: "What `tflint --format json` prints: issues and errors.",
            tool: "TFLint", marks: ["issues", "errors"], lists: [list, errors],
            tellingKeys: TellingKeys(["issues", "callers", "rule", "range", "filename", "fixable"], needed: 5))
    }()

    /// https://github.com/aws-cloudformation/cfn-lint: `--format json`.
    private static let cfnLint: ProblemListing = {
        var list = ProblemList("[]", marks: [["Rule.Id"], ["Filename"], ["Location"]])
        list.rule = ["Rule.Id"]
        list.message = ["Message"]
        list.details = [("", ["Rule.Description"])]
        list.path = ["Filename"]
        (list.line, list.endLine) = (["Location.Start.LineNumber"], ["Location.End.LineNumber"])
        (list.column, list.endColumn) = (["Location.Start.ColumnNumber"], ["Location.End.ColumnNumber"])
        list.severity = ["Level"]
        return ProblemListing(
            id: "cfn-lint", title: "cfn-lint JSON", summary: "What `cfn-lint --format json` prints of CloudFormation.",
            tool: "cfn-lint", lists: [list],
            tellingKeys: TellingKeys(["Filename", "LineNumber", "ColumnNumber", "ShortDescription", "Location", "Rule"])
        )
    }()

    /// https://github.com/rhysd/actionlint/blob/main/docs/usage.md#format-error-messages: `-format '{{json .}}'`.
    private static let actionlint: ProblemListing = {
        var list = ProblemList("[]", marks: [["filepath"], ["kind"], ["message"], ["line"]])
        list.rule = ["kind"]
        list.message = ["message"]
        list.path = ["filepath"]
        (list.line, list.column, list.endColumn) = (["line"], ["column"], ["end_column"])
        list.endIsInside = true
        list.severity = ["=error"]
        return ProblemListing(
            id: "actionlint", title: "actionlint JSON",
            summary: "What `actionlint -format '{{json .}}'` prints of GitHub workflows.", tool: "actionlint",
            lists: [list],
            tellingKeys: TellingKeys(["filepath", "end_column", "snippet", "kind"], needed: 3))
    }()

    /// https://vale.sh/docs: `--output=JSON`, an object whose keys are paths.
    private static let vale: ProblemListing = {
        var list = ProblemList("{}[]", marks: [["Check"], ["Line"], ["Message"]])
        list.rule = ["Check"]
        list.message = ["Message"]
        list.details = [("", ["Description"])]
        list.path = ["@"]
        list.line = ["Line"]
        (list.column, list.endColumn) = (["Span.0"], ["Span.1"])
        list.endIsInside = true
        list.severity = ["Severity"]
        return ProblemListing(
            id: "vale", title: "Vale JSON", summary: "What `vale --output=JSON` prints: each file with its alerts.",
            tool: "Vale", coversProject: false, lists: [list],
            tellingKeys: TellingKeys(["Check", "Span", "Severity", "Match", "Link", "Action", "Line"], needed: 4))
    }()

    /// https://github.com/igorshubovych/markdownlint-cli: `--json`; also markdownlint-cli2's JSON formatter, and what the library
    /// gives, an object of files.
    private static let markdownlint: ProblemListing = {
        func problems(_ way: String) -> ProblemList {
            var list = ProblemList(way, marks: [["ruleNames", "ruleName"], ["ruleDescription"], ["lineNumber"]])
            list.rule = ["ruleNames.0", "ruleName"]
            list.categoryRule = ["ruleNames.1"]
            list.message = ["ruleDescription"]
            list.details = [("", ["errorDetail"]), ("Context", ["errorContext"])]
            list.path = ["fileName", "@"]
            list.line = ["lineNumber"]
            list.column = ["errorRange.0"]
            list.severity = ["severity", "=error"]
            return list
        }
        return ProblemListing(
            id: "markdownlint", title: "markdownlint JSON",
            summary: "What `markdownlint --json` and markdownlint-cli2's JSON formatter write.", tool: "markdownlint",
            lists: [problems("[]"), problems("{}[]")],
            tellingKeys: TellingKeys([
                "ruleNames", "ruleDescription", "ruleInformation", "errorDetail", "errorContext", "errorRange",
                "fixInfo",
                "lineNumber",
            ]))
    }()
}
