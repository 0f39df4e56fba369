/// A time in UTC, in seconds since 1970, in the proleptic Gregorian calendar.
struct SearchMoment: Hashable, Sendable, Comparable {
    var seconds: Int64

    static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

    init(seconds: Int64) { self.seconds = seconds }

    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let time = Int64(hour * 3600 + minute * 60 + second)
        seconds = Int64(Self.daysFromCivil(year, month, day)) * 86_400 + time
    }

    /// `2026-11-22T21:25:14Z`.
    var text: String {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let time = Int(seconds - Int64(days) * 86_400)
        let (year, month, day) = Self.civil(days)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return "\(padded)-\(two(month))-\(two(day))T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
    }

    var startOfDay: SearchMoment { SearchMoment(seconds: seconds - ((seconds % 86_400) + 86_400) % 86_400) }

    func adding(days: Int) -> SearchMoment { SearchMoment(seconds: seconds + Int64(days) * 86_400) }

    /// The same day and time of another month, or that month's last day.
    func adding(months: Int) -> SearchMoment {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let time = seconds - Int64(days) * 86_400
        let (year, month, day) = Self.civil(days)
        let count = year * 12 + month - 1 + months
        let toYear = Int((Double(count) / 12).rounded(.down))
        let toMonth = count - toYear * 12 + 1
        let date = SearchMoment(year: toYear, month: toMonth, day: min(day, Self.days(in: toMonth, of: toYear)))
        return SearchMoment(seconds: date.seconds + time)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }
}

/// A time as typed: the span that it names, `2026-09` being a whole month, or an age, `30d`.
struct TypedMoment {
    var start: SearchMoment
    /// The first moment after it.
    var end: SearchMoment
    /// It was given as an age: "less than 30d" is later than 30 days ago.
    var isAge = false

    /// Reads `2026`, `2026-09`, `2026-09-01`, `2026-09-01T10:30`, `2026-09-01T10:30:00Z`, `today`, `yesterday`, `now`,
    /// and ages `12h`, `30d`, `2w`, `6m`, `1y`.
    init?(_ text: String, now: SearchMoment) {
        let text = text.lowercased()
        switch text {
        case "now": self.init(start: now, end: SearchMoment(seconds: now.seconds + 1))
        case "today": self.init(start: now.startOfDay, end: now.startOfDay.adding(days: 1))
        case "yesterday": self.init(start: now.startOfDay.adding(days: -1), end: now.startOfDay)
        default:
            if let moment = Self.age(text, now: now) {
                self.init(start: moment, end: SearchMoment(seconds: moment.seconds + 1), isAge: true)
            } else if let date = Self.date(text) {
                self = date
            } else {
                return nil
            }
        }
    }

    private init(start: SearchMoment, end: SearchMoment, isAge: Bool = false) {
        self.start = start
        self.end = end
        self.isAge = isAge
    }

    private static func age(_ text: String, now: SearchMoment) -> SearchMoment? {
        guard let unit = text.last, text.count <= 6, let count = digits(text.dropLast()) else { return nil }
        switch unit {
        case "h": return SearchMoment(seconds: now.seconds - Int64(count) * 3600)
        case "d": return now.adding(days: -count)
        case "w": return now.adding(days: -count * 7)
        case "m": return now.adding(months: -count)
        case "y": return now.adding(months: -count * 12)
        default: return nil
        }
    }

    private static func date(_ text: String) -> TypedMoment? {
        let halves = text.split(separator: "t", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false).map(digits)
        guard halves.count <= 2, halves[0].count <= 10, let year = parts[0], (1...9998).contains(year),
            halves[0].prefix(4).count == 4, halves[0].prefix(4).allSatisfy(\.isNumber), parts.count <= 3
        else { return nil }
        if parts.count == 1 {
            guard halves.count == 1 else { return nil }
            return TypedMoment(
                start: SearchMoment(year: year, month: 1, day: 1), end: SearchMoment(year: year + 1, month: 1, day: 1))
        }
        guard let month = parts[1], (1...12).contains(month) else { return nil }
        if parts.count == 2 {
            let start = SearchMoment(year: year, month: month, day: 1)
            return halves.count == 1 ? TypedMoment(start: start, end: start.adding(months: 1)) : nil
        }
        guard let day = parts[2], (1...SearchMoment.days(in: month, of: year)).contains(day) else { return nil }
        let date = SearchMoment(year: year, month: month, day: day)
        guard halves.count == 2 else { return TypedMoment(start: date, end: date.adding(days: 1)) }
        let clock = (halves[1].hasSuffix("z") ? halves[1].dropLast() : halves[1])
            .split(separator: ":", omittingEmptySubsequences: false).map(digits)
        guard (1...3).contains(clock.count), let hour = clock[0], hour < 24 else { return nil }
        var start = date.seconds + Int64(hour) * 3600
        var length: Int64 = 3600
        if clock.count > 1 {
            guard let minute = clock[1], minute < 60 else { return nil }
            start += Int64(minute) * 60
            length = 60
        }
        if clock.count > 2 {
            guard let second = clock[2], second < 60 else { return nil }
            start += Int64(second)
            length = 1
        }
        return TypedMoment(start: SearchMoment(seconds: start), end: SearchMoment(seconds: start + length))
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
