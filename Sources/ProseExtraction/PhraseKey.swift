/// How a heading, label or field name is looked up: its words in lower case, without markup, emoji, digits and
/// punctuation, one space between each two and one at either end.
///
/// `"🧹 Nitpick comments (6)"` becomes `" nitpick comments "`.
struct PhraseKey: Hashable, Sendable {
    let text: String

    init(_ source: String, keepDigits: Bool = false) {
        var out = " "
        var isGap = true
        for scalar in source.lowercased().unicodeScalars {
            let isKept: Bool
            switch scalar.value {
            case 0x61...0x7A: isKept = true
            case 0x30...0x39: isKept = keepDigits
            case 0x27, 0x2019: continue
            case 0..<0xAA: isKept = false
            case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FAFF,
                0xE0000...0xE007F:
                isKept = false
            default: isKept = scalar.properties.isAlphabetic || scalar.value > 0x2E80
            }
            if isKept {
                out.unicodeScalars.append(scalar)
                isGap = false
            } else if !isGap {
                out += " "
                isGap = true
            }
        }
        if !isGap { out += " " }
        text = out
    }

    var isEmpty: Bool { text == " " }
    var words: [Substring] { text.split(separator: " ") }

    /// One of `phrases` stands in it: between word ends, or anywhere for a script without spaces.
    func contains(anyOf phrases: [String]) -> Bool {
        phrases.contains { phrase in
            Self.isSpaceless(phrase) ? text.contains(phrase) : text.contains(" \(phrase) ")
        }
    }

    private static func isSpaceless(_ phrase: String) -> Bool {
        guard let first = phrase.unicodeScalars.first else { return false }
        return first.value >= 0x2E80
    }
}
