import FindingsModel

/// Signs that a remark may open with: emoji, their names between colons, dashes and bars.
extension RemarkLead {
    /// The end of `:thumbsup:`, an emoji by its name.
    func shortcode(at index: Int) -> Int? {
        var end = index + 1
        while end < text.count, end - index < 32, text.bytes[end].isLower || text.bytes[end] == 95 { end += 1 }
        guard end > index + 2, end < text.count, text.bytes[end] == UInt8(ascii: ":") else { return nil }
        return end + 1
    }

    /// "(+)", "(-)" and "(=)" at the start, also in square brackets: what is good, what is not, and what is only noted.
    ///
    /// - Returns: the length with the blank after it, and the label that says the same; `nil` where none stands there.
    static func bracketedSign(in text: StyledText, at index: Int) -> (length: Int, label: String)? {
        guard index + 4 < text.count, text.bytes[index].isOne(of: "(["), text.bytes[index + 2].isOne(of: ")]"),
            text.bytes[index + 3] == .space
        else { return nil }
        switch text.bytes[index + 1] {
        case UInt8(ascii: "+"): return (4, "👍")
        case UInt8(ascii: "-"): return (4, "👎")
        case UInt8(ascii: "="), UInt8(ascii: "~"): return (4, "note")
        default: return nil
        }
    }

    /// Emoji by the names that Slack and GitHub give them, as far as they rate or judge.
    static let shortcodes: [String: UInt32] = [
        "rotating_light": 0x1F6A8, "no_entry": 0x26D4, "octagonal_sign": 0x1F6D1, "red_circle": 0x1F534,
        "large_red_circle": 0x1F534, "large_orange_circle": 0x1F7E0, "orange_circle": 0x1F7E0,
        "large_yellow_circle": 0x1F7E1, "yellow_circle": 0x1F7E1, "large_green_circle": 0x1F7E2,
        "green_circle": 0x1F7E2, "large_blue_circle": 0x1F535, "blue_circle": 0x1F535, "white_circle": 0x26AA,
        "red_square": 0x1F7E5, "orange_square": 0x1F7E7, "yellow_square": 0x1F7E8, "green_square": 0x1F7E9,
        "white_check_mark": 0x2705, "heavy_check_mark": 0x2714, "x": 0x274C, "warning": 0x26A0, "bug": 0x1F41B,
        "thumbsup": 0x1F44D, "thumbsdown": 0x1F44E, "tada": 0x1F389, "clap": 0x1F44F, "heart": 0x2764, "star": 0x2B50,
        "green_heart": 0x1F49A, "sparkles": 0x2728, "raised_hands": 0x1F64C, "100": 0x1F4AF, "exclamation": 0x2757,
    ]

    /// "🚨 **Swallowed error:** …": a sign of alarm before a title in bold.
    var opensWithAlarm: Bool {
        start > 0 && start < text.count && text.styles[start].contains(.strong)
            && !text.bytes[..<start].contains { $0.isLetter || $0.isDigit }
            && labels.contains { label in Self.alarms.contains { label.hasPrefix($0) } }
    }
    static let alarms = ["⚠", "🚨", "❌", "⛔", "🛑", "❗", "🐛", "✗", "✘", "✖"]

    /// The paragraph's first byte is none of a letter's, and it opens with a sign of alarm.
    static func opensWithAlarm(_ text: StyledText, scale: SeverityVocabulary.SignScale) -> Bool {
        text.bytes.first?.isWide == true && RemarkLead(text, scale: scale).opensWithAlarm
    }

    /// An emoji, check mark or dash; `nil` for a letter.
    mutating func sign(
        at index: Int, scale: SeverityVocabulary.SignScale, signSeverity: inout (Severity, String)?
    ) -> Int? {
        let (scalar, length) = text.bytes.scalar(at: index)
        let end = index + length
        switch scalar {
        case 0x2010...0x2015, 0x00B7, 0x2022, 0x3001, 0xFF1A, 0xFF5C, 0xFE0F, 0x200D, 0x20E3, 0x25CF, 0x25AA, 0x30FB:
            return end
        case 0x2139, 0x203C, 0x2049, 0x2190...0x2BFF, 0x1F000...0x1FAFF:
            let sign = String(decoding: text.bytes[index..<end], as: UTF8.self)
            if let severity = SeverityVocabulary.severity(ofSign: scalar, on: scale) {
                if signSeverity == nil { signSeverity = (severity, sign) }
            } else {
                labels.append(sign)
            }
            return end
        default: return nil
        }
    }

    func isSeparator(at index: Int) -> Bool {
        let byte = text.bytes[index]
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "*")
        {
            return true
        }
        if byte == UInt8(ascii: "."), index > 0 { return true }
        // "OBS-1 -- Title", of which both are signs.
        let next = byte == UInt8(ascii: "-") && text.bytes.has("-- ", at: index) ? index + 2 : index + 1
        return next < text.count && text.bytes[next] == .space
    }
}
