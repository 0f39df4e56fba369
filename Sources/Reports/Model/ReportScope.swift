/// What a report covers, in words.
enum ReportScope {
    static func text(
        from first: String? = nil, to last: String? = nil, branch: String?, project: String?, path: String? = nil
    ) -> String {
        var parts: [String] = []
        switch (first.flatMap(CivilDay.init)?.long, last.flatMap(CivilDay.init)?.long) {
        case (let first?, let last?) where first != last: parts.append("\(first) to \(last)")
        case (let first?, _): parts.append("From \(first)")
        case (nil, let last?): parts.append("Up to \(last)")
        default: break
        }
        parts.append(branch.map { "branch \($0)" } ?? "all branches")
        if let project { parts.append("project \(project)") }
        if let path { parts.append("files \(path)") }
        return parts.joined(separator: ", ").capitalised
    }
}
