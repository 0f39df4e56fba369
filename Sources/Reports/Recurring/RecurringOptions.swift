/// What a report on recurring issues covers.
public struct RecurringOptions: Hashable, Sendable {
    /// How many reviews must have reported an issue.
    public var minimumSeen: Int
    /// Only what was reported on this day or later; `nil`: all.
    public var since: String?
    /// Only what was first reported up to this day, inclusive; `nil`: all.
    public var until: String?
    public var branch: String?
    public var project: String?
    /// A glob: `tests/unit/*`.
    public var path: String?
    /// How many rows a section has at most.
    public var limit: Int
    /// ISO 8601 in UTC; printed, never read from a clock.
    public var generatedAt: String

    /// The same as other reports take it.
    var selection: ReportSelection {
        ReportSelection(
            since: since, until: until, branch: branch, project: project, path: path, limit: limit,
            generatedAt: generatedAt)
    }

    public init(
        minimumSeen: Int = 2, since: String? = nil, until: String? = nil, branch: String? = nil,
        project: String? = nil, path: String? = nil, limit: Int = 25, generatedAt: String
    ) {
        self.minimumSeen = minimumSeen
        self.since = since
        self.until = until
        self.branch = branch
        self.project = project
        self.path = path
        self.limit = limit
        self.generatedAt = generatedAt
    }
}
