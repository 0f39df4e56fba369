/// The length of the periods that a trend is cut into.
public enum ReportPeriod: String, CaseIterable, Sendable {
    case day, week, month

    /// "week", "weeks".
    func name(_ count: Int) -> String { count == 1 ? rawValue : rawValue + "s" }

    /// "the week of 16 November 2026", "November 2026": how a sentence calls the period with this first day.
    func phrase(_ first: String) -> String {
        guard let day = CivilDay(first) else { return PlainText.oneLine(first) }
        return switch self {
        case .day: day.long
        case .week: "the week of \(day.long)"
        case .month: "\(day.monthName) \(day.year)"
        }
    }
}

/// A calendar day, read from the first ten characters of an ISO 8601 date or time.
struct CivilDay: Hashable {
    let year: Int
    /// 1 to 12.
    let month: Int
    let day: Int

    init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    var monthName: String { Self.months[month - 1] }
    var shortMonth: String { String(monthName.prefix(3)) }
    /// `16 November 2026`.
    var long: String { "\(day) \(monthName) \(year)" }
}
