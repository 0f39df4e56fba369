import FindingsModel

extension ReportPeriod {
    /// Weeks, or months where the time is longer than two and a half years: more than 130 marks can't be told apart.
    ///
    /// - Parameters:
    ///   - since: a day; `nil`: from the first review.
    ///   - until: a day; `nil`: up to the last review.
    /// - Throws: what `source` throws.
    public static func fitting(
        since: String?, until: String?, branch: String?, project: String?, from source: any QuerySource
    ) throws -> ReportPeriod {
        let parameters: [(String, Value?)] = [
            ("since", since.map { .text($0) }), ("until", until.map { .text($0) }),
            ("branch", branch.map { .text($0) }), ("project", project.map { .text($0) }),
        ]
        let totals = RowReader(try QueryCall("review_totals", parameters).run(on: source))
        guard let first = CivilDay(totals.text(0, "first_day")), let last = CivilDay(totals.text(0, "last_day")) else {
            return .week
        }
        let isLong = CivilDay(first.before(days: -longestOfWeeks)).map { $0 < last } ?? false
        return isLong ? .month : .week
    }

    /// In days.
    private static let longestOfWeeks = 130 * 7
}

extension CivilDay: Comparable {
    static func < (a: CivilDay, b: CivilDay) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}
