import FindingsModel

/// What a report looks at.
public struct ReportSelection: Hashable, Sendable {
    public var period: ReportPeriod
    /// `2026-09-01`; `nil`: from the first review.
    public var since: String?
    /// `2026-11-22`, inclusive; `nil`: up to the last review.
    public var until: String?
    public var branch: String?
    public var project: String?
    /// A glob: `tests/unit/*`; `nil`: all files.
    public var path: String?
    /// How many rows a section has at most.
    public var limit: Int
    /// ISO 8601 in UTC; printed, never read from a clock.
    public var generatedAt: String

    public init(
        period: ReportPeriod = .week, since: String? = nil, until: String? = nil, branch: String? = nil,
        project: String? = nil, path: String? = nil, limit: Int = 25, generatedAt: String
    ) {
        self.period = period
        self.since = since
        self.until = until
        self.branch = branch
        self.project = project
        self.path = path
        self.limit = limit
        self.generatedAt = generatedAt
    }

    // MARK: - As parameters of named queries

    typealias Parameters = [(String, Value?)]

    var branchAndProject: Parameters {
        [("branch", branch.map { .text($0) }), ("project", project.map { .text($0) })]
    }
    var place: Parameters { branchAndProject + [("path", path.map { .text($0) })] }
    var sinceDay: Parameters { [("since", since.map { .text($0) })] }
    var untilDay: Parameters { [("until", until.map { .text($0) })] }
    var time: Parameters { sinceDay + untilDay }
    var length: Parameters { [("period", .text(period.rawValue))] }
    func rows(_ count: Int? = nil) -> Parameters { [("limit", .integer(Int64(count ?? limit)))] }

    /// The scope in words.
    var scope: String {
        let from = since.flatMap { CivilDay($0)?.long }
        let to = until.flatMap { CivilDay($0)?.long }
        let time: String? =
            switch (from, to) {
            case (let from?, let to?): "\(from) to \(to)"
            case (let from?, nil): "since \(from)"
            case (nil, let to?): "up to \(to)"
            case (nil, nil): nil
            }
        return ReportScope.text(time: time, branch: branch, project: project, path: path)
    }
}

/// Globs of SQLite.
public enum GlobPattern {
    /// A pattern that fits `path` alone, whatever characters it has.
    public static func exact(_ path: String) -> String {
        var out = ""
        for character in path {
            switch character {
            case "*", "?", "[": out += "[\(character)]"
            default: out.append(character)
            }
        }
        return out
    }
}
