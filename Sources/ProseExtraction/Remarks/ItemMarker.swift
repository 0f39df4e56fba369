import FindingsModel

/// The marker of an item that Markdown does not see as one: `a.`, `(2)`, `iv)`, `①`, `1、`, `•`.
enum ItemMarker {
    /// The length of the marker at `start`, with the blank after it; 0 when there is none.
    static func length(in text: StyledText, at start: Int) -> Int {
        let bytes = text.bytes
        var index = start
        while index < bytes.count, bytes[index] == .space || bytes[index] == 9 { index += 1 }
        let first = index
        guard first < bytes.count, !text.styles[first].contains(.code) else { return 0 }
        let byte = bytes[first]
        if byte.isWide {
            let (scalar, length) = bytes.scalar(at: first)
            switch scalar {
            case 0x2022, 0x25CF, 0x25AA, 0x25E6, 0x30FB, 0x25B6, 0x25BA, 0x2023, 0x25A0, 0x25CB:  // • ● ▪ ◦ ・ ▶ ► ‣ ■ ○
                return first + length - start
            case 0x2192, 0x21D2, 0x279C, 0x27A4, 0x2794:  // → ⇒ ➜ ➤ ➔: before a place; before words it says what to do.
                let next = first + length + 1
                return next < bytes.count && bytes[next - 1] == .space && bytes[next].isDigit ? next - start : 0
            case 0x2460...0x2473, 0x2776...0x277F:  // ① …
                return first + length - start
            case 0x2013, 0x2014, 0x2212:  // – — −
                return first + length < bytes.count && bytes[first + length] == .space ? first + length + 1 - start : 0
            case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341:  // 一、 …
                return bytes.has("、", at: first + length) ? first + length + 3 - start : 0
            default: return 0
            }
        }
        if byte == UInt8(ascii: "#") {
            var end = first + 1
            while end < bytes.count, bytes[end].isDigit, end - first < 3 { end += 1 }
            return end > first + 1 && end + 1 < bytes.count && bytes[end] == .space ? end + 1 - start : 0
        }
        let isOpen = byte == UInt8(ascii: "(")
        if isOpen { index += 1 }
        let body = index
        while index < bytes.count, bytes[index].isDigit || bytes[index].isLetter, index - body < 4 { index += 1 }
        guard index > body, index < bytes.count else { return 0 }
        let word = bytes[body..<index]
        if !isOpen {
            let lettered = letteredLength(in: text, at: body)
            if lettered > 0 { return body + lettered - start }
        }
        // "1.1 …", "2.a) …"
        if word.allSatisfy(\.isDigit), word.count <= 2, bytes[index] == UInt8(ascii: "."), index + 2 < bytes.count,
            bytes[index + 1].isWord
        {
            var end = index + 1
            while end < bytes.count, bytes[end].isDigit, end - index < 3 { end += 1 }
            if end == index + 1, bytes[end].isLower { end += 1 }
            // "5.1.2 …"
            while end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit, end - index < 9 {
                end += 1
                while end < bytes.count, bytes[end].isDigit { end += 1 }
            }
            if end > index + 1, end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")") {
                end += 1
            }
            guard end > index + 1, end + 1 < bytes.count, bytes[end] == .space else { return 0 }
            // "2.5 s of waiting" is an amount.
            let unit = bytes[(end + 1)...].prefix(9).prefix { $0.isLetter || $0 == UInt8(ascii: "%") }
            return units.contains(String(decoding: unit, as: UTF8.self)) ? 0 : end + 1 - start
        }
        let isNumber = word.allSatisfy(\.isDigit) && word.count <= 3
        // "l. 33" and "Z. 33" are places.
        if word.count == 1, let letter = word.first, letter.isOne(of: "lLzZ"), index + 2 < bytes.count,
            bytes[index] == UInt8(ascii: "."), bytes[index + 2].isDigit
        {
            return 0
        }
        // "5b. …", "(5b) …", added between two others.
        if word.count >= 2, word.count <= 3, word.dropLast().allSatisfy(\.isDigit), word.last?.isLower == true,
            bytes[index] == UInt8(ascii: ")") || !isOpen && bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count,
            bytes[index + 1] == .space
        {
            return index + 2 - start
        }
        let isLetter = word.count == 1 && word.allSatisfy(\.isLetter)
        let isRoman = word.allSatisfy { $0.isOne(of: "ivx") } || word.allSatisfy { $0.isOne(of: "IVX") }
        guard isNumber || isLetter || isRoman else { return 0 }
        if bytes.has("、", at: index) || bytes.has("．", at: index) { return isNumber ? index + 3 - start : 0 }
        let closes = bytes[index] == UInt8(ascii: ")") || !isOpen && bytes[index] == UInt8(ascii: ".")
        guard closes, index + 1 < bytes.count else { return 0 }
        // "3)**No assertion**", "3)Missing check", as people type in haste.
        if isNumber, !isOpen, word.count <= 2, isTitleStart(in: text, at: index + 1) { return index + 1 - start }
        guard bytes[index + 1] == .space || bytes[index + 1] == 9 else { return 0 }
        return index + 2 - start
    }

    /// The length of "A.1 " or "B.12. " at `start`; 0 for all else.
    static func letteredLength(in text: StyledText, at start: Int) -> Int {
        let bytes = text.bytes
        guard start + 3 < bytes.count, bytes[start].isUpper, bytes[start + 1] == UInt8(ascii: "."),
            !text.styles[start].contains(.code)
        else { return 0 }
        let digits = bytes[(start + 2)...].prefix(3).prefix(while: \.isDigit)
        var end = digits.endIndex
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") { end += 1 }
        return (1...2).contains(digits.count) && end < bytes.count && bytes[end] == .space ? end + 1 - start : 0
    }

    private static let units: Set<String> = [
        "s", "ms", "ns", "sec", "secs", "second", "seconds", "min", "minutes", "h", "hours", "%", "kB", "KB", "MB",
        "GB", "KiB", "MiB", "GiB", "Sekunden", "secondes", "segundos", "secondi",
    ]

    /// "2.1. …": the number of a chapter and one within it.
    static func isOfChapter(_ text: StyledText) -> Bool {
        let bytes = text.bytes
        let chapter = bytes.prefix(2).prefix(while: \.isDigit).count
        guard chapter > 0, chapter + 2 < bytes.count, bytes[chapter] == UInt8(ascii: "."), bytes[chapter + 1].isDigit
        else { return false }
        return length(in: text, at: 0) > chapter + 2
    }

    /// Bold type, its marks, or a word with a capital.
    private static func isTitleStart(in text: StyledText, at index: Int) -> Bool {
        let bytes = text.bytes
        if text.styles[index].contains(.strong) || bytes.has("**", at: index) { return true }
        return bytes[index].isUpper && index + 2 < bytes.count && bytes[index + 1].isLower && bytes[index + 2].isLower
    }
}
