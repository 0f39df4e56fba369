/// What a trend report covers.
public struct TrendOptions: Hashable, Sendable {
    public var period: ReportPeriod
    /// `2026-09-01`: from the period that holds this day; `nil`: from the first review.
    public var since: String?
    /// `2026-11-22`: up to this day, inclusive; `nil`: up to the last review.
    public var until: String?
    public var branch: String?
    public var project: String?
    /// A glob: `tests/unit/*`; `nil`: all files.
    public var path: String?
    /// ISO 8601 in UTC; printed, never read from a clock.
    public var generatedAt: String

    public init(
        period: ReportPeriod = .week, since: String? = nil, until: String? = nil, branch: String? = nil,
        project: String? = nil, path: String? = nil, generatedAt: String
    ) {
        self.period = period
        self.since = since
        self.until = until
        self.branch = branch
        self.project = project
        self.path = path
        self.generatedAt = generatedAt
    }
}
