import FindingsModel
import FindingsStore

/// The branch that a question is about when it names none: each project's default branch.
struct DefaultBranch {
    private var defaults: [(project: String, branch: String)] = []
    /// Projects of which every branch is asked, since no review of a default branch is stored.
    private var whole: Set<String> = []
    /// How many branches are left out.
    private(set) var others = 0

    init(in database: FindingsDatabase, project: String? = nil) throws {
        let asked = try Dictionary(grouping: database.askedBranches(of: project), by: \.project)
        for (project, branches) in asked {
            defaults += branches.map { (project, $0.branch) }
            let all = branches.first?.branchesOfProject ?? 0
            others += all - branches.count
            if branches.count > 1, branches.count == all { whole.insert(project) }
        }
    }

    /// As named queries take it: a name, `*` for all; `nil` where projects differ in it.
    var parameter: String? {
        if others == 0 { return defaults.count == 1 ? defaults[0].branch : "*" }
        let names = Set(defaults.map(\.branch))
        return names.count == 1 ? names.first : nil
    }

    /// As terms of the search language; `nil` where no branch is left out.
    var search: String? {
        guard others > 0 else { return nil }
        if let name = parameter { return "branch:\(SearchText.quoted(name))" }
        let ofProjects = Set(defaults.map(\.project)).sorted().map { project in
            let own = "project:\(SearchText.quoted(project))"
            let branch = defaults.first { $0.project == project }?.branch ?? ""
            return whole.contains(project) ? "(\(own))" : "(\(own) branch:\(SearchText.quoted(branch)))"
        }
        return ofProjects.joined(separator: " or ")
    }
}
