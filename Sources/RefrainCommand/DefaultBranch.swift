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
        let listed = try database.rows("branches", project.map { ["project": .text($0)] } ?? [:]).rows
        var counts: [String: (all: Int, chosen: Int)] = [:]
        for row in listed {
            guard case .text(let branch) = row[0], case .text(let project) = row[1] else { continue }
            counts[project, default: (0, 0)].all += 1
            if row[2] == .integer(1) {
                counts[project, default: (0, 0)].chosen += 1
                defaults.append((project, branch))
            } else {
                others += 1
            }
        }
        whole = Set(counts.filter { $0.value.chosen > 1 && $0.value.chosen == $0.value.all }.keys)
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
