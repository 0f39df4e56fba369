import FindingsModel

extension Value {
    /// The value as people read it: empty for NULL, at most two decimals, times without their seconds' zone letter.
    var cellText: String {
        switch self {
        case .null: ""
        case .integer(let number): String(number)
        case .real(let number): Figure.decimal(number)
        case .text(let text): PlainText.oneLine(Moment.short(text) ?? text)
        case .blob(let byteCount): "(\(byteCount) bytes)"
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .real: true
        default: false
        }
    }

    var isNull: Bool { self == .null }
}

/// ISO 8601 times as they are stored.
enum Moment {
    /// `2026-11-22 21:25` from `2026-11-22T21:25:14Z`; `nil` for text that is no such time.
    static func short(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z") else { return nil }
        let pattern = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
        for (byte, expected) in zip(bytes, pattern) {
            let isDigit = (0x30...0x39).contains(byte)
            guard expected == UInt8(ascii: "d") ? isDigit : byte == expected else { return nil }
        }
        return String(text.prefix(10)) + " " + String(text.dropFirst(11).prefix(5))
    }

    /// The last day before a moment: `2026-11-21` of `2026-11-22T00:00:00Z`, when what holds through the 21st ends.
    static func lastDay(before end: String) -> String {
        guard end.hasSuffix("T00:00:00Z"), let day = CivilDay(end) else { return self.day(end) }
        return day.before(days: 1)
    }

    /// `2026-11-22`.
    static func day(_ text: String) -> String { short(text).map { String($0.prefix(10)) } ?? PlainText.oneLine(text) }
}
