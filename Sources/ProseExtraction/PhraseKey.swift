/// How a heading, label or field name is looked up: its words in lower case, without markup, emoji, digits and
/// punctuation, one space between each two and one at either end.
///
/// `"🧹 Nitpick comments (6)"` becomes `" nitpick comments "`.
struct PhraseKey: Hashable, Sendable {
    let text: String
    let words: [Substring]
    /// Holds characters of a script without spaces.
    let isWide: Bool

    init(_ source: String, keepDigits: Bool = false) {
        var out = " "
        var isGap = true
        var wide = false
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
                if scalar.value >= 0x2E80 { wide = true }
                out.unicodeScalars.append(scalar)
                isGap = false
            } else if !isGap {
                out += " "
                isGap = true
            }
        }
        if !isGap { out += " " }
        text = out
        words = out.split(separator: " ")
        isWide = wide
    }

    var isEmpty: Bool { text == " " }

    /// One of `phrases` stands in it: between word ends, or anywhere for a script without spaces.
    func contains(anyOf phrases: PhraseSet) -> Bool { phrases.first(in: self) != nil }
}

/// Phrases to look for in a ``PhraseKey``: one lookup a word, however many phrases there are.
struct PhraseSet: ExpressibleByArrayLiteral, Sendable {
    /// The phrases by their first word, each as its words.
    private var byFirstWord: [Substring: [[Substring]]] = [:]
    /// Phrases of scripts that put no blanks between words, by their first character; found anywhere.
    private var spaceless: [UInt32: [[UInt8]]] = [:]

    init(arrayLiteral phrases: String...) { self.init(phrases) }

    init(_ phrases: [String]) {
        for phrase in phrases {
            guard let first = phrase.unicodeScalars.first else { continue }
            if first.value >= 0x2E80 {
                spaceless[first.value, default: []].append(Array(phrase.utf8))
            } else {
                let words = phrase.split(separator: " ")
                byFirstWord[words[0], default: []].append(words)
            }
        }
    }

    /// The number of words of the first phrase that stands in `key`; 0 for one of a script without spaces.
    func first(in key: PhraseKey) -> Int? {
        matches(in: key) { _ in true }
    }

    /// `key` begins with one of the phrases.
    func opens(_ key: PhraseKey) -> Bool {
        if let first = key.words.first, let candidates = byFirstWord[first],
            candidates.contains(where: { key.words.starts(with: $0) })
        {
            return true
        }
        guard key.isWide, let first = key.words.first, let scalar = first.unicodeScalars.first else { return false }
        return spaceless[scalar.value]?.contains { first.utf8.starts(with: $0) } ?? false
    }

    func matches(in key: PhraseKey, where accepts: (Int) -> Bool) -> Int? {
        let words = key.words
        for (index, word) in words.enumerated() {
            guard let candidates = byFirstWord[word] else { continue }
            for candidate in candidates where words[index...].starts(with: candidate) {
                if accepts(candidate.count) { return candidate.count }
            }
        }
        if !spaceless.isEmpty, key.isWide {
            let bytes = Array(key.text.utf8)
            var index = 0
            while index < bytes.count {
                let (value, length) = bytes.scalar(at: index)
                if value >= 0x2E80, let candidates = spaceless[value] {
                    for candidate in candidates where bytes[index...].starts(with: candidate) {
                        if accepts(0) { return 0 }
                    }
                }
                index += length
            }
        }
        return nil
    }
}
