import FindingsModel

/// The named queries behind a trend report, with the report's own parameters.
struct TrendQuestions: Sendable {
    let trend, reviews, severities, categories, files, worstFiles, recurring, reopened, fixed,
        timeToFix, fixTimes: QueryCall

    init(_ options: TrendOptions) {
        let period: [(String, Value?)] = [("period", .text(options.period.rawValue))]
        let since: [(String, Value?)] = [("since", options.since.map { .text($0) })]
        let until: [(String, Value?)] = [("until", options.until.map { .text($0) })]
        let place: [(String, Value?)] = [
            ("branch", options.branch.map { .text($0) }), ("project", options.project.map { .text($0) }),
            ("path", options.path.map { .text($0) }),
        ]
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
    }
}
