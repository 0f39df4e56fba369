/// Linters of pages, style sheets and prose.
extension ToolListings {
    static let texts: [any InputFormat] = [htmlHint, scssLint, vint, curlylint, docfx]

    /// https://github.com/htmlhint/HTMLHint/blob/main/src/cli/formatters/json.ts: `--format json`, the files that it finds
    /// fault with.
    private static let htmlHint: ProblemListing = {
        var list = ProblemList("[].messages[]", marks: [["rule.id", "evidence"], ["message"], ["line"], ["type"]])
        list.rule = ["rule.id"]
        list.message = ["message"]
        list.path = ["^file"]
        (list.line, list.column) = (["line"], ["col"])
        list.severity = ["type"]
        return ProblemListing(
            id: "htmlhint", title: "HTMLHint JSON",
            summary: "What `htmlhint --format json` prints: each file with its problems; its lines are `compiler`.",
            tool: "HTMLHint", lists: [list],
            tellingKeys: TellingKeys(["file", "messages", "raw", "evidence", "rule", "link", "time"], needed: 5))
    }()

    /// https://github.com/sds/scss-lint/blob/main/lib/scss_lint/reporter/json_reporter.rb: `--format JSON`, an object of files.
    private static let scssLint: ProblemListing = {
        var list = ProblemList("{}[]", marks: [["reason"], ["line"], ["column"], ["severity"]])
        list.rule = ["linter"]
        list.message = ["reason"]
        list.path = ["@"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "scss-lint", title: "SCSS-Lint JSON",
            summary: "What `scss-lint --format JSON` prints: an object of the files that it finds fault with.",
            tool: "SCSS-Lint", lists: [list],
            tellingKeys: TellingKeys(["linter", "reason", "line", "column", "length", "severity"], needed: 6))
    }()

    /// https://github.com/Vimjas/vint/blob/master/vint/linting/formatter/json_formatter.py: `--json`.
    private static let vint: ProblemListing = {
        var list = ProblemList(
            "[]", marks: [["policy_name"], ["description"], ["file_path"], ["line_number"]])
        list.rule = ["policy_name"]
        list.message = ["description"]
        list.details = [("See", ["reference"])]
        list.path = ["file_path"]
        (list.line, list.column) = (["line_number"], ["column_number"])
        list.severity = ["severity"]
        list.severities = ["style_problem": "style"]
        return ProblemListing(
            id: "vint", title: "Vint JSON", summary: "What `vint --json` prints of Vim scripts.", tool: "Vint",
            lists: [list],
            tellingKeys: TellingKeys(
                ["policy_name", "reference", "file_path", "line_number", "column_number", "description"], needed: 5))
    }()

    /// https://github.com/thibaudcolas/curlylint/blob/main/curlylint/formatters/json.py: `curlylint --format json`. Its fields are
    /// anybody's, its rules are not.
    private static let curlylint: ProblemListing = {
        var list = ProblemList("[]", marks: [["file_path"], ["line"], ["column"], ["message"], ["code"]])
        list.keys = ["file_path", "line", "column", "message", "code"]
        list.words = (
            "code",
            [
                "parse_error", "aria_role", "django_block_translate_trimmed", "django_forms_rendering", "html_has_lang",
                "image_alt", "indent", "meta_viewport", "no_autofocus", "tabindex_no_positive",
            ]
        )
        list.rule = ["code"]
        list.message = ["message"]
        list.path = ["file_path"]
        (list.line, list.column) = (["line"], ["column"])
        return ProblemListing(
            id: "curlylint", title: "Curlylint JSON",
            summary: "What `curlylint --format json` prints of HTML templates; its lines are `compiler`.",
            tool: "Curlylint", lists: [list], tellingKeys: TellingKeys())
    }()

    /// https://dotnet.github.io/docfx/reference/docfx-cli-reference/docfx-build.html: `docfx build --log`, an object a line, most
    /// of which tell how the build goes on.
    private static let docfx: ProblemListing = {
        var list = ProblemList(
            "[]", marks: [["message_severity"], ["message"], ["date_time", "correlation_id", "code"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.path = ["file"]
        (list.line, list.endLine) = (["line"], ["end_line"])
        (list.column, list.endColumn) = (["column"], ["end_column"])
        list.severity = ["message_severity"]
        list.only = [.isWord("message_severity", ["error", "warning", "suggestion"])]
        return ProblemListing(
            id: "docfx", title: "DocFX's log",
            summary: "What `docfx build --log` writes, an object a line: its errors, warnings and suggestions.",
            tool: "DocFX", lists: [list],
            tellingKeys: TellingKeys(
                ["message_severity", "date_time", "correlation_id", "log_item_type"], needed: 2,
                indispensable: "message_severity"))
    }()
}
