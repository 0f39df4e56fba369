/// What well-known linters' rules are in the catalogue (`rules.tsv`: tool, rule, category).
enum RuleCategories {
    /// The category of a tool's rule. A rule with the prefix of its language or repository (`java:S2699`) is known by
    /// what follows it, too.
    static func category(tool: String, rule: String) -> String? {
        let tool = tool.lowercased()
        if let known = table["\(tool)\t\(rule)"] { return known }
        guard let colon = rule.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        return table["\(tool)\t\(rule[rule.utf8.index(after: colon)...])"]
    }

    private static let table = Dictionary(
        (EmbeddedText.files.first { $0.name == "rules.tsv" }?.text ?? "").split(separator: "\n").dropFirst()
            .compactMap { row -> (String, String)? in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                return cells.count == 3 ? ("\(cells[0])\t\(cells[1])", String(cells[2])) : nil
            }, uniquingKeysWith: { first, _ in first })
}
