import FindingsModel

/// What the rows of a search can be grouped by: `--by category,week`.
public enum SearchGroupKey: String, CaseIterable, Sendable {
    case project, path, folder, owner
    case category, group, severity, state, triage, polarity, basis, rule, symbol, title, issue, review
    case reviewer, kind, branch, commit, source, format, outcome
    case pullRequest = "pr"
    case language = "lang"
    case seen
    /// Of an issue when it was first reported, else when the review was.
    case day, week, month, year

    /// The keys of a subject, in the order of their declaration; none of files.
    public static func keys(of subject: SearchSubject) -> [SearchGroupKey] {
        switch subject {
        case .issues:
            [
                .project, .path, .folder, .owner, .category, .group, .severity, .state, .triage, .symbol, .title,
                .reviewer, .branch, .seen, .day, .week, .month, .year,
            ]
        case .findings: allCases.filter { $0 != .seen && $0 != .triage }
        case .reviews:
            [
                .project, .path, .folder, .owner, .reviewer, .kind, .branch, .commit, .source, .format, .outcome,
                .pullRequest, .language, .day, .week, .month, .year,
            ]
        case .files: []
        }
    }

    /// The keys of a list with commas between, by their names or other names of the field.
    ///
    /// - Throws: ``SearchError`` with the place in the list.
    public static func keys(
        parsing text: String, of subject: SearchSubject
    ) throws(SearchError) -> [SearchGroupKey] {
        let known = keys(of: subject)
        guard !known.isEmpty else { throw SearchError("\(subject.rawValue) cannot be grouped,", column: 1) }
        var found: [SearchGroupKey] = []
        var column = 1
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            defer { column += part.count + 1 }
            let name = part.lowercased().replacing("_", with: "-").trimmed
            let key = SearchGroupKey(rawValue: name) ?? SearchField(named: name).flatMap { Self(rawValue: $0.rawValue) }
            guard let key, known.contains(key) else {
                let names = known.map(\.rawValue)
                throw SearchError(
                    "\(subject.rawValue) cannot be grouped by '\(part)' (\(names.joined(separator: ", ")))",
                    column: column, suggestion: Spelling.nearest(to: name, among: names))
            }
            if !found.contains(key) { found.append(key) }
        }
        return found
    }

    var isPeriod: Bool {
        switch self {
        case .day, .week, .month, .year: true
        default: false
        }
    }
}

/// How far apart the points of a course in time stand.
public enum GroupPeriod: String, CaseIterable, Sendable {
    case day, week, month, year
}
