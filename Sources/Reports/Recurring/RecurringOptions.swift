/// What a report on recurring issues covers.
public struct RecurringOptions: Hashable, Sendable {
    /// How many reviews must have reported an issue.
    public var minimumSeen: Int
    public var branch: String?
    public var project: String?
    /// A glob: `tests/unit/*`.
    public var path: String?
    /// How many rows a section has at most.
    public var limit: Int
    /// ISO 8601 in UTC; printed, never read from a clock.
    public var generatedAt: String

    public init(
        minimumSeen: Int = 2, branch: String? = nil, project: String? = nil, path: String? = nil, limit: Int = 25,
        generatedAt: String
    ) {
        self.minimumSeen = minimumSeen
        self.branch = branch
        self.project = project
        self.path = path
        self.limit = limit
        self.generatedAt = generatedAt
    }
}
