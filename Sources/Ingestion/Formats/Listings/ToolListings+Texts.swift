/// Linters of pages, style sheets and prose.
extension ToolListings {
    static let texts: [any InputFormat] = [htmlHint]

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
}
