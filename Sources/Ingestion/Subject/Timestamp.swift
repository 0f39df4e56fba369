/// Times as they are stored: ISO 8601 in UTC with seconds, `2026-11-22T21:25:14Z`.
public enum Timestamp {
    /// The same instant in the one spelling, or `nil` where `text` is no time.
    ///
    /// Read are ISO 8601 and RFC 3339 (extended or basic, with `T` or a space, fractions of seconds cut, `Z`, `+01:00`,
    /// `+0100`, `+01`; without a zone it is UTC; a date alone is its midnight), the dates of mails, and seconds or
    /// milliseconds since 1970.
    public static func normalized(_ text: String) -> String? {
        var scanner = DigitScanner(Array(text.utf8))
        scanner.trim()
        if let epoch = scanner.epoch() { return spelling(epoch) }
        guard let year = scanner.digits(4) else { return mailDate(text) }
        let isExtended = scanner.take("-")
        guard let month = scanner.digits(2), !isExtended || scanner.take("-"), let day = scanner.digits(2),
            (1...12).contains(month), (1...days(of: month, in: year)).contains(day)
        else { return nil }
        var seconds = daysSince1970(year, month, day) * 86_400
        if scanner.isAtEnd { return spelling(seconds) }
        guard scanner.take("T") || scanner.take("t") || scanner.take(" "), let hour = scanner.digits(2) else {
            return nil
        }
        let hasColons = scanner.take(":")
        guard let minute = scanner.digits(2), hour < 24, minute < 60 else { return nil }
        seconds += hour * 3_600 + minute * 60
        if hasColons ? scanner.take(":") : scanner.isAtDigit {
            // 60 is a leap second.
            guard let second = scanner.digits(2), second <= 60 else { return nil }
            seconds += second
            if scanner.take(".") || scanner.take(",") {
                guard scanner.skipDigits() > 0 else { return nil }
            }
        }
        _ = scanner.take(" ")
        if scanner.isAtEnd || scanner.take("Z") || scanner.take("z") || scanner.takeWord("UTC") {
            return scanner.isAtEnd ? spelling(seconds) : nil
        }
        let isNegative = scanner.take("-")
        guard isNegative || scanner.take("+"), let hours = scanner.digits(2), hours <= 18 else { return nil }
        _ = scanner.take(":")
        let minutes = scanner.isAtEnd ? 0 : scanner.digits(2)
        guard let minutes, minutes < 60, scanner.isAtEnd else { return nil }
        let offset = hours * 3_600 + minutes * 60
        return spelling(isNegative ? seconds + offset : seconds - offset)
    }

    /// `Fri, 27 Nov 2026 21:00:50 GMT`, as mails and HTTP tell times (RFC 5322, RFC 9110) and Mocha in its `xunit`.
    private static func mailDate(_ text: String) -> String? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
        if parts.count == 6 { parts.removeFirst() }
        guard parts.count == 5, let day = Int(parts[0]), (1...31).contains(day), parts[2].utf8.count == 4,
            parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let month = months.firstIndex(where: { $0 == parts[1] })
        else { return nil }
        let zone = parts[4] == "GMT" || parts[4] == "UTC" ? "Z" : String(parts[4])
        return normalized("\(parts[2])-\(pad(month + 1, 2))-\(pad(day, 2))T\(parts[3])\(zone)")
    }

    /// The spelling of an instant: `seconds` since 1970-01-01T00:00:00Z.
    public static func text(secondsSince1970 seconds: Int) -> String { spelling(seconds) ?? "1970-01-01T00:00:00Z" }

    private static func spelling(_ seconds: Int) -> String? {
        let (day, rest) = floorDivide(seconds, 86_400)
        let (year, month, dayOfMonth) = civil(day)
        guard (1...9_999).contains(year) else { return nil }
        return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(dayOfMonth, 2) + "T" + pad(rest / 3_600, 2) + ":"
            + pad(rest / 60 % 60, 2) + ":" + pad(rest % 60, 2) + "Z"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int) {
        let quotient = a >= 0 ? a / b : -((-a + b - 1) / b)
        return (quotient, a - quotient * b)
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    // Both after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivide(year, 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

/// Reads digits and marks from the front of a short text.
private struct DigitScanner {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }
    var isAtDigit: Bool { bytes.first.map(Self.isDigit) ?? false }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    mutating func trim() {
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard let first = bytes.first, UInt32(first) == mark.value else { return false }
        bytes.removeFirst()
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard bytes.starts(with: word.utf8) else { return false }
        bytes.removeFirst(word.utf8.count)
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard bytes.count >= count, bytes.prefix(count).allSatisfy(Self.isDigit) else { return nil }
        defer { bytes.removeFirst(count) }
        return bytes.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    mutating func skipDigits() -> Int {
        var count = 0
        while isAtDigit {
            bytes.removeFirst()
            count += 1
        }
        return count
    }

    /// Ten digits and nothing else are seconds, thirteen are milliseconds.
    func epoch() -> Int? {
        guard bytes.count == 10 || bytes.count == 13, bytes.allSatisfy(Self.isDigit) else { return nil }
        let number = bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return bytes.count == 13 ? number / 1_000 : number
    }
}
