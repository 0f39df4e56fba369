/// What a report covers, in words.
enum ReportScope {
    static func text(time: String? = nil, branch: String?, project: String?, path: String? = nil) -> String {
        var parts: [String] = []
        if let time { parts.append(time) }
        parts.append(branch.map { "branch \($0)" } ?? "all branches")
        if let project { parts.append("project \(project)") }
        if let path { parts.append("files \(path)") }
        return parts.joined(separator: ", ").capitalised
    }
}
