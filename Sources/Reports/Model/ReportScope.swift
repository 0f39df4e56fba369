/// What a report covers, in words.
enum ReportScope {
    /// "branch main"; what named queries take for a branch may be a pattern, and none is the default branch.
    static func name(ofBranch branch: String?) -> String {
        switch branch {
        case nil: "default branch"
        case "*": "all branches"
        case let pattern? where pattern.contains("*"): "branches \(PlainText.oneLine(pattern))"
        case let name?: "branch \(PlainText.oneLine(name))"
        }
    }

    static func text(time: String? = nil, branch: String?, project: String?, path: String? = nil) -> String {
        var parts: [String] = []
        if let time { parts.append(time) }
        parts.append(name(ofBranch: branch))
        if let project { parts.append("project \(project)") }
        if let path { parts.append("files \(path)") }
        return parts.joined(separator: ", ").capitalised
    }
}
