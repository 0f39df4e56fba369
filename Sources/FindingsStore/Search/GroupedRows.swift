import FindingsModel

/// The rows of a search, counted by what they have in common.
public struct GroupedRows: Sendable {
    /// The keys, the count, what else was asked for, and `first_seen` and `last_seen`: a row a group.
    public var rows: RowSet
    /// How many of the columns are keys.
    public var keyCount: Int
    /// The period that fits the time from the first to the last: days up to three weeks, weeks up to half a year, months up
    /// to three years, else years.
    public var period: GroupPeriod
    /// Every period from the first to the last of all groups, as `2026-09-07` (a week by its Monday), `2026-09`, `2026`.
    public var periods: [String]
    /// A group's counts, by the place of the period in ``periods``.
    public var courses: [[Int]]
    /// Nothing but time parts the rows: a group is itself a point of the course.
    public var isCourse = false
}

extension GroupedRows {
    /// - Parameters:
    ///   - found: keys and figures, then a column of days (`2026-09-07=3 2026-09-09=1`), then the first and the last time of
    ///     all groups.
    init(_ found: RowSet, keyCount: Int) {
        let kept = max(0, found.columns.count - 3)
        rows = RowSet(
            columns: Array(found.columns.prefix(kept)), rows: found.rows.map { Array($0.prefix(kept)) },
            isTruncated: found.isTruncated)
        self.keyCount = keyCount
        let days = found.rows.map { row in
            kept < row.count ? Self.days(row[kept]) : []
        }
        var span: ClosedRange<CalendarDay>?
        if let row = found.rows.first, let first = row.dropLast().last, let last = row.last,
            case .text(let from) = first, case .text(let to) = last, let from = CalendarDay(from),
            let to = CalendarDay(to), from <= to
        {
            span = from...to
        }
        period = span.map(GroupPeriod.init(fitting:)) ?? .day
        guard let span else {
            periods = []
            courses = days.map { _ in [] }
            return
        }
        let start = period.number(of: span.lowerBound)
        let count = period.number(of: span.upperBound) - start + 1
        periods = (0..<count).map { [period] in period.name(of: start + $0) }
        courses = days.map { [period] days in
            var course = [Int](repeating: 0, count: count)
            for (day, number) in days {
                let place = period.number(of: day) - start
                if course.indices.contains(place) { course[place] += number }
            }
            return course
        }
    }

    private static func days(_ value: Value) -> [(CalendarDay, Int)] {
        guard case .text(let text) = value else { return [] }
        return text.split(separator: " ").compactMap { part in
            let halves = part.split(separator: "=")
            guard halves.count == 2, let day = CalendarDay(String(halves[0])), let number = Int(halves[1]) else {
                return nil
            }
            return (day, number)
        }
    }
}

/// A day of the Gregorian calendar.
struct CalendarDay: Hashable, Comparable {
    var year: Int
    var month: Int
    var day: Int

    /// Reads the first ten characters of ISO 8601.
    init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Days since 1970-01-01.
    var number: Int { Int(SearchMoment(year: year, month: month, day: day).seconds / 86_400) }

    static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

extension GroupPeriod {
    init(fitting span: ClosedRange<CalendarDay>) {
        switch span.upperBound.number - span.lowerBound.number {
        case ..<22: self = .day
        case ..<184: self = .week
        case ..<1_100: self = .month
        default: self = .year
        }
    }

    /// A period's place among all of its kind.
    func number(of day: CalendarDay) -> Int {
        switch self {
        case .day: day.number
        // 1970-01-01 was a Thursday; a week begins with Monday.
        case .week: Int((Double(day.number + 3) / 7).rounded(.down))
        case .month: day.year * 12 + day.month - 1
        case .year: day.year
        }
    }

    func name(of number: Int) -> String {
        func date(_ day: Int) -> String { String(SearchMoment(seconds: Int64(day) * 86_400).text.prefix(10)) }
        switch self {
        case .day: return date(number)
        case .week: return date(number * 7 - 3)
        case .month:
            return String(SearchMoment(year: number / 12, month: number % 12 + 1, day: 1).text.prefix(7))
        case .year: return String(SearchMoment(year: number, month: 1, day: 1).text.prefix(4))
        }
    }
}
