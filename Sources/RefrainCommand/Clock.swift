import Foundation
import Synchronization

/// The clock, as the pure rooms are told it: ISO 8601 in UTC, whole seconds.
enum Clock {
    /// The moment that `--as-of` names; the clock stands still there.
    private static let frozen = Mutex<Date?>(nil)

    static var date: Date { frozen.withLock { $0 } ?? Date() }

    static func now() -> String { text(date) }

    static func freeze(at moment: Date) { frozen.withLock { $0 = moment } }

    static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
    }
}
