import ArgumentParser
import Foundation

/// A day on the command line: `2026-09-01`, `today`, or so long ago: `90d`, `12w`, `6m`, `1y`.
struct DayArgument: ExpressibleByArgument {
    private let argument: String

    /// `2026-09-01`; what is so long ago is counted from the day of ``Clock``, which `--as-of` may have set back.
    var text: String { Self.day(argument, today: Clock.date) ?? argument }

    init?(argument: String) { self.init(argument, today: Date()) }

    init?(_ argument: String, today: Date) {
        guard Self.day(argument, today: today) != nil else { return nil }
        self.argument = argument
    }

    private static func day(_ argument: String, today: Date) -> String? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        if argument == "today" {
            return spelled(today, calendar)
        }
        let units: [Character: Calendar.Component] = ["d": .day, "w": .weekOfYear, "m": .month, "y": .year]
        if let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
            (0...9_999).contains(count),
            let day = calendar.date(byAdding: unit, value: -count, to: today)
        {
            return spelled(day, calendar)
        }
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            DateComponents(calendar: calendar, year: year, month: month, day: day).isValidDate
        else { return nil }
        return argument
    }

    private static func spelled(_ date: Date, _ calendar: Calendar) -> String {
        String(date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt)).prefix(10))
    }
}
