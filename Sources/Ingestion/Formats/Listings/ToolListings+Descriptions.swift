/// Linters of descriptions: of interfaces, of policies.
extension ToolListings {
    static let descriptions: [any InputFormat] = [buf, regal]

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
}
