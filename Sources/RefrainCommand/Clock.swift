import Foundation

/// The clock, as the pure rooms are told it: ISO 8601 in UTC, whole seconds.
enum Clock {
    static func now() -> String { text(Date()) }

    static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
    }
}
