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

    /// The last day of the period with this first day, as `2026-11-22`; `nil` for text that is no day.
    func lastDay(of first: String) -> String? {
        guard let day = CivilDay(first) else { return nil }
        switch self {
        case .day: return day.before(days: 0)
        case .week: return day.before(days: -6)
        case .month:
            let next = day.month == 12 ? "\(day.year + 1)-01-01" : "\(day.year)-\(day.month + 1)-01"
            return CivilDay(next)?.before(days: 1)
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

extension CivilDay {
    /// Days since 1 March of the year 0, to reckon with. Gregorian, after Hinnant's days_from_civil.
    private var serial: Int {
        let shifted = year - (month <= 2 ? 1 : 0)
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra
    }

    /// How many days it is after another day; negative where it is before.
    func days(since other: CivilDay) -> Int { serial - other.serial }

    /// The day so many days earlier, as `2026-11-16`; later where `days` is negative. Gregorian, after Hinnant's
    /// civil_from_days.
    func before(days: Int) -> String {
        let serial = serial - days

        let newEra = (serial >= 0 ? serial : serial - 146_096) / 146_097
        let newDay = serial - newEra * 146_097
        let newYearOfEra = (newDay - newDay / 1_460 + newDay / 36_524 - newDay / 146_096) / 365
        let dayInYear = newDay - (365 * newYearOfEra + newYearOfEra / 4 - newYearOfEra / 100)
        let march = (5 * dayInYear + 2) / 153
        let newMonth = march + (march < 10 ? 3 : -9)
        let newYear = newYearOfEra + newEra * 400 + (newMonth <= 2 ? 1 : 0)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(max(0, number))
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(newYear, 4))-\(padded(newMonth, 2))-\(padded(dayInYear - (153 * march + 2) / 5 + 1, 2))"
    }
}
