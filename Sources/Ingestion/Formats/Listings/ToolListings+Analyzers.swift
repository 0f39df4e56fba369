/// Analyzers of C and C++, audits of crates and workflows, and checkers of prose and markup.
extension ToolListings {
    static let analyzers: [any InputFormat] = [
        pvsStudio, coverity, cargoAudit, zizmor, typos, proselint, hlint, rstLint, njsscan, protolint,
    ]

    /// https://pvs-studio.com/en/docs/manual/0038/: plog-converter's `json`. Levels are 1 to 3, 0 where the analyzer failed.
    private static let pvsStudio: ProblemListing = {
        var list = ProblemList(
            "warnings[]", isRequired: true, marks: [["code"], ["positions"], ["message"], ["level"]])
        list.rule = ["code"]
        list.message = ["message"]
        list.path = ["positions.0.file"]
        (list.line, list.endLine) = (["positions.0.line"], ["positions.0.endLine"])
        list.column = ["positions.0.column"]
        list.severity = ["level"]
        list.severities = ["0": "info", "1": "high", "2": "medium", "3": "low"]
        list.settled = [(.isTrue("falseAlarm"), "marked as a false alarm")]
        return ProblemListing(
            id: "pvs-studio", title: "PVS-Studio JSON", summary: "What PVS-Studio's plog-converter writes as `json`.",
            tool: "PVS-Studio", marks: ["version", "warnings"], lists: [list],
            tellingKeys: TellingKeys(
                ["warnings", "positions", "falseAlarm", "favorite", "projects", "sastId", "cwe", "level"], needed: 4))
    }()

    /// `cov-format-errors --json-output-v2` to `v10`. A merge key is the same for the same defect of two runs.
    private static let coverity: ProblemListing = {
        var list = ProblemList(
            "issues[]", isRequired: true,
            marks: [["checkerName"], ["mainEventLineNumber"], ["mergeKey", "events", "mainEventFilePathname"]])
        list.rule = ["checkerName"]
        list.message = [
            "checkerProperties.subcategoryLongDescription", "checkerProperties.subcategoryShortDescription",
            "checkerName",
        ]
        list.details = [
            ("", ["events.0.eventDescription"]), ("Effect", ["checkerProperties.subcategoryLocalEffect"]),
        ]
        list.path = ["strippedMainEventFilePathname", "mainEventFilePathname"]
        (list.line, list.column) = (["mainEventLineNumber"], ["mainEventColumnNumber"])
        list.severity = ["checkerProperties.impact"]
        list.severities = ["audit": "info"]
        list.symbols = ["functionDisplayName"]
        list.fingerprint = "mergeKey"
        return ProblemListing(
            id: "coverity", title: "Coverity JSON",
            summary: "What `cov-format-errors --json-output-v10` (from v2) writes.",
            tool: "Coverity", marks: ["formatVersion", "issues"], lists: [list],
            tellingKeys: TellingKeys(
                [
                    "checkerName", "mergeKey", "mainEventLineNumber", "mainEventFilePathname", "checkerProperties",
                    "strippedMainEventFilePathname", "functionDisplayName", "occurrenceCountForMK",
                ], needed: 4))
    }()

    /// https://github.com/rustsec/rustsec/tree/main/cargo-audit: `--json`. Warnings are told by their kind.
    private static let cargoAudit: ProblemListing = {
        func crates(_ way: String) -> ProblemList {
            var list = ProblemList(way, marks: [["package"], ["advisory", "kind"], ["versions", "kind"]])
            list.rule = ["advisory.id", "kind"]
            list.message = ["package.name"]
            list.messageLabel = "Vulnerable crate"
            list.details = [
                ("Installed", ["package.version"]), ("", ["advisory.title"]), ("", ["advisory.description"]),
                ("", ["advisory.url"]),
            ]
            list.path = ["=Cargo.lock"]
            list.suggestion = ("Fixed in", "versions.patched.0")
            list.category = "insecure-practice"
            return list
        }
        var warnings = crates("warnings{}[]")
        warnings.messageLabel = "Questionable crate"
        warnings.severity = ["kind"]
        warnings.severities = ["unsound": "medium", "unmaintained": "low", "yanked": "low", "notice": "info"]
        return ProblemListing(
            id: "cargo-audit", title: "cargo-audit JSON", summary: "What `cargo audit --json` prints.",
            tool: "cargo-audit", marks: ["vulnerabilities.list", "lockfile"],
            lists: [crates("vulnerabilities.list[]"), warnings],
            tellingKeys: TellingKeys(
                ["vulnerabilities", "lockfile", "database", "advisory", "patched", "unaffected", "warnings"], needed: 4)
        )
    }()

    /// https://docs.zizmor.sh/usage/#output-formats: `--format json`. Rows and columns count from 0.
    private static let zizmor: ProblemListing = {
        var list = ProblemList("[]", marks: [["ident"], ["desc"], ["determinations"], ["locations"]])
        list.rule = ["ident"]
        list.message = ["desc"]
        list.details = [("", ["locations.0.symbolic.annotation"]), ("", ["url"])]
        list.path = [
            "locations.0.symbolic.key.Local.verbatim_path", "locations.0.symbolic.key.Local.given_path",
            "locations.0.symbolic.key.Remote.path",
        ]
        list.line = ["locations.0.concrete.location.start_point.row"]
        list.endLine = ["locations.0.concrete.location.end_point.row"]
        list.column = ["locations.0.concrete.location.start_point.column"]
        list.endColumn = ["locations.0.concrete.location.end_point.column"]
        (list.lineBase, list.columnBase) = (0, 0)
        list.severity = ["determinations.severity"]
        list.settled = [(.isTrue("ignored"), "ignored by the tool")]
        return ProblemListing(
            id: "zizmor", title: "zizmor JSON", summary: "What `zizmor --format json` prints of GitHub workflows.",
            tool: "zizmor", lists: [list],
            tellingKeys: TellingKeys(
                ["ident", "desc", "determinations", "locations", "symbolic", "concrete", "persona"], needed: 4))
    }()

    /// https://github.com/crate-ci/typos: `--format json`, an object a line.
    private static let typos: ProblemListing = {
        var list = ProblemList("[]", marks: [["typo"], ["corrections"], ["path"]])
        list.rule = ["type"]
        list.message = ["typo"]
        list.messageLabel = "Misspelled word"
        list.path = ["path"]
        list.line = ["line_num"]
        list.column = ["byte_offset"]
        list.columnBase = 0
        list.suggestion = ("Write", "corrections.0")
        return ProblemListing(
            id: "typos", title: "typos JSON", summary: "What `typos --format json` prints, a misspelled word a line.",
            tool: "typos", lists: [list],
            tellingKeys: TellingKeys(["typo", "corrections", "byte_offset", "line_num"]))
    }()

    /// https://github.com/amperser/proselint: `-o json`, by file; `--json` of the versions before 0.16 names none.
    private static let proselint: ProblemListing = {
        var list = ProblemList("result{}.diagnostics[]", marks: [["check_path"], ["message"], ["pos", "span"]])
        list.rule = ["check_path"]
        list.message = ["message"]
        list.path = ["@"]
        (list.line, list.column) = (["pos.0"], ["pos.1"])
        var older = ProblemList(
            "data.errors[]", marks: [["check"], ["message"], ["line"], ["replacements", "extent"]])
        older.rule = ["check"]
        older.message = ["message"]
        (older.line, older.column) = (["line"], ["column"])
        older.severity = ["severity"]
        return ProblemListing(
            id: "proselint", title: "proselint JSON", summary: "What `proselint check -o json` prints.",
            tool: "proselint", lists: [list, older],
            tellingKeys: TellingKeys(["check_path", "diagnostics", "replacements", "pos", "span"], needed: 4))
    }()

    /// https://github.com/ndmitchell/hlint: `--json`. End columns are exclusive.
    private static let hlint: ProblemListing = {
        var list = ProblemList("[]", marks: [["hint"], ["startLine"], ["file"], ["refactorings", "from"]])
        list.rule = ["hint"]
        list.message = ["hint"]
        list.details = [("Found", ["from"])]
        list.path = ["file"]
        (list.line, list.endLine) = (["startLine"], ["endLine"])
        (list.column, list.endColumn) = (["startColumn"], ["endColumn"])
        list.severity = ["severity"]
        list.symbols = ["decl.0"]
        list.suggestion = ("Write", "to")
        return ProblemListing(
            id: "hlint", title: "HLint JSON", summary: "What `hlint --json` prints; its lines are `compiler`.",
            tool: "HLint", lists: [list],
            tellingKeys: TellingKeys(["hint", "startLine", "startColumn", "decl", "refactorings", "module"], needed: 4))
    }()

    /// https://pypi.org/project/restructuredtext-lint/: `--format json`.
    private static let rstLint: ProblemListing = {
        var list = ProblemList("[]", marks: [["full_message"], ["source"], ["message"], ["level"]])
        list.message = ["message"]
        list.path = ["source"]
        list.line = ["line"]
        list.severity = ["type"]
        list.severities = ["severe": "critical"]
        return ProblemListing(
            id: "rst-lint", title: "restructuredtext-lint JSON",
            summary: "What `rst-lint --format json` prints; its lines are `compiler`.",
            tool: "restructuredtext-lint", lists: [list],
            tellingKeys: TellingKeys(["full_message", "source", "level", "message", "type"], needed: 4))
    }()

    /// https://github.com/ajinabraham/njsscan and mobsfscan: `--json`, rules with the places that they match.
    private static let njsscan: ProblemListing = {
        func rules(_ name: String) -> [ProblemList] {
            var list = ProblemList("\(name){}.files[]", marks: [["file_path"], ["match_lines"]])
            list.path = ["file_path"]
            (list.line, list.endLine) = (["match_lines.0"], ["match_lines.1"])
            (list.column, list.endColumn) = (["match_position.0"], ["match_position.1"])
            list.rule = ["@"]
            list.message = ["^metadata.description"]
            list.details = [("", ["^metadata.cwe"])]
            list.severity = ["^metadata.severity"]
            // What is nowhere done has no place.
            var whole = ProblemList("\(name){}", marks: [["metadata"]])
            whole.rule = ["@"]
            whole.message = ["metadata.description"]
            whole.details = [("", ["metadata.cwe"])]
            whole.severity = ["metadata.severity"]
            whole.only = [.isEmpty("files")]
            return [list, whole]
        }
        return ProblemListing(
            id: "njsscan", title: "njsscan and mobsfscan JSON",
            summary: "What `njsscan --json` and `mobsfscan --json` print.",
            tool: "njsscan", lists: rules("nodejs") + rules("templates") + rules("results"),
            tellingKeys: TellingKeys(
                ["njsscan_version", "mobsfscan_version", "match_lines", "match_position", "match_string", "metadata"],
                needed: 3))
    }()

    /// https://github.com/yoheimuta/protolint: `-reporter json`.
    private static let protolint: ProblemListing = {
        var list = ProblemList("lints[]", isRequired: true, marks: [["rule"], ["message"], ["filename"], ["line"]])
        list.rule = ["rule"]
        list.message = ["message"]
        list.path = ["filename"]
        (list.line, list.column) = (["line"], ["column"])
        list.severity = ["severity"]
        return ProblemListing(
            id: "protolint", title: "protolint JSON", summary: "What `protolint lint -reporter json` prints.",
            tool: "protolint", marks: ["lints"], lists: [list],
            tellingKeys: TellingKeys(["lints", "basedir", "filename", "rule"], needed: 3, indispensable: "lints"))
    }()
}
