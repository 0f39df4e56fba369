import FindingsModel

/// The named queries behind a trend report, with the report's own parameters.
struct TrendQuestions: Sendable {
    let trend, reviews, severities, categories, files, worstFiles, recurring, reopened, fixed,
        timeToFix, fixTimes, ages, branches: QueryCall
    private let place, until: [(String, Value?)]

    init(_ options: TrendOptions) {
        let period: [(String, Value?)] = [("period", .text(options.period.rawValue))]
        let since: [(String, Value?)] = [("since", options.since.map { .text($0) })]
        let until: [(String, Value?)] = [("until", options.until.map { .text($0) })]
        let branch: [(String, Value?)] = [
            ("branch", options.branch.map { .text($0) }), ("project", options.project.map { .text($0) }),
        ]
        let place = branch + [("path", options.path.map { .text($0) })]
        let ten: [(String, Value?)] = [("limit", .integer(10))]
        trend = QueryCall("trend", period + since + until + place)
        reviews = QueryCall("reviews_per_period", period + since + until + place)
        severities = QueryCall("trend_by_severity", period + since + until + place)
        categories = QueryCall("trend_by_category", period + since + until + place)
        files = QueryCall("file_trend", period + until + place)
        worstFiles = QueryCall("worst_files", place + ten)
        recurring = QueryCall("recurring", place + ten)
        reopened = QueryCall("reopened", place + ten)
        fixed = QueryCall("fixed_since", since + place + ten)
        timeToFix = QueryCall("time_to_fix", since + until + place)
        fixTimes = QueryCall("time_to_fix_per_period", period + since + until + place)
        ages = QueryCall("open_by_age", place)
        branches = QueryCall("branches", branch)
        self.place = place
        self.until = until
    }

    /// What came in and went from a day on, a few of each.
    func changes(since day: String) -> QueryCall {
        QueryCall("changes", [("since", .text(day))] + until + place + [("per_change", .integer(6))])
    }
}
