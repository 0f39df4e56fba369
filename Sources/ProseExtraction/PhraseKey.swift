/// How a heading, label or field name is looked up: its words in lower case, without markup, emoji, digits and
/// punctuation, one space between each two and one at either end.
///
/// `"🧹 Nitpick comments (6)"` becomes `" nitpick comments "`. Words are compared by their hashes: a document is full of
/// phrases that are looked up in many sets, and most are in none.
struct PhraseKey: Sendable {
    struct Word: Sendable {
        var hash: UInt64
        /// In `bytes`.
        var range: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var parts: [Word] = []
    /// Holds characters of a script without spaces.
    let isWide: Bool

    init(_ source: String, keepDigits: Bool = false) {
        self.init(Array(source.utf8)[...], keepDigits: keepDigits)
    }

    init(_ source: ArraySlice<UInt8>, keepDigits: Bool = false) {
        var out: [UInt8] = [.space]
        out.reserveCapacity(source.count + 2)
        var parts: [Word] = []
        var wide = false
        var start = 1
        var hash = FNV.start
        source.withUnsafeBufferPointer { source in
            var index = 0
            while index < source.count {
                let byte = source[index]
                if byte < 0x80 {
                    index += 1
                    if byte.isLetter || keepDigits && byte.isDigit {
                        let lowered = byte.lowered
                        out.append(lowered)
                        hash = FNV.add(lowered, to: hash)
                    } else if byte != UInt8(ascii: "'"), out.count > start {
                        parts.append(Word(hash: hash, range: start..<out.count))
                        out.append(.space)
                        start = out.count
                        hash = FNV.start
                    }
                    continue
                }
                let (value, length) = source.scalar(at: index)
                index += length
                if value == 0x2019 { continue }
                guard Self.isKept(value) else {
                    if out.count > start {
                        parts.append(Word(hash: hash, range: start..<out.count))
                        out.append(.space)
                        start = out.count
                        hash = FNV.start
                    }
                    continue
                }
                if value >= 0x2E80 { wide = true }
                let first = out.count
                Self.appendLowered(value, to: &out)
                for byte in out[first...] { hash = FNV.add(byte, to: hash) }
            }
        }
        if out.count > start {
            parts.append(Word(hash: hash, range: start..<out.count))
            out.append(.space)
        }
        bytes = out
        self.parts = parts
        isWide = wide
    }

    private static func isKept(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0xAA: return false
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481: return true
        case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FAFF,
            0xE0000...0xE007F, 0xFFFD:
            return false
        case 0x2E81...: return true
        default: return Unicode.Scalar(value)?.properties.isAlphabetic ?? false
        }
    }

    private static func appendLowered(_ value: UInt32, to out: inout [UInt8]) {
        switch value {
        case 0xC0...0xDE: append(value + 0x20, to: &out)
        case 0x410...0x42F: append(value + 0x20, to: &out)
        case 0x400...0x40F: append(value + 0x50, to: &out)
        case 0xDF...0xFF, 0x430...0x45F, 0x2E80...0xFF00: append(value, to: &out)
        default:
            guard let scalar = Unicode.Scalar(value) else { return }
            out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func append(_ value: UInt32, to out: inout [UInt8]) {
        if value < 0x800 {
            out.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        } else {
            out.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            out.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        }
        out.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }

    var isEmpty: Bool { parts.isEmpty }
    /// The number of words.
    var count: Int { parts.count }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var words: [String] { parts.map { String(decoding: bytes[$0.range], as: UTF8.self) } }
    var firstWord: String? { parts.first.map { String(decoding: bytes[$0.range], as: UTF8.self) } }
    /// Of all its words in order.
    var hash: UInt64 { parts.reduce(FNV.start) { ($0 ^ $1.hash) &* FNV.prime } }

    /// One of `phrases` stands in it: between word ends, or anywhere for a script without spaces.
    func contains(anyOf phrases: PhraseSet) -> Bool { phrases.first(in: self) != nil }
}

/// The hash of Fowler, Noll and Vo (64 bits, variant 1a).
enum FNV {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    static let prime: UInt64 = 0x100_0000_01B3
    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* prime }
}

/// Single words to look for in a ``PhraseKey``.
struct WordSet: Sendable {
    private let hashes: Set<UInt64>

    /// - Parameter words: as they are written; what a key drops is dropped.
    init(_ words: some Sequence<String>) {
        hashes = Set(words.flatMap { PhraseKey($0, keepDigits: true).parts.map(\.hash) })
    }

    func contains(_ word: PhraseKey.Word) -> Bool { hashes.contains(word.hash) }

    /// The key is one word, and it is one of these.
    func contains(_ key: PhraseKey) -> Bool { key.count == 1 && contains(key.parts[0]) }
}

/// Phrases to look for in a ``PhraseKey``: one lookup a word, however many phrases there are.
struct PhraseSet: ExpressibleByArrayLiteral, Sendable {
    /// The phrases by their first word, each as its words.
    private var byFirstWord: [UInt64: [[UInt64]]] = [:]
    /// A bit for each first word, to refuse most words without a lookup.
    private var sieve: [UInt64] = Array(repeating: 0, count: 64)
    /// Phrases of scripts that put no blanks between words, by their first character; found anywhere.
    private var spaceless: [UInt32: [[UInt8]]] = [:]

    init(arrayLiteral phrases: String...) { self.init(phrases) }

    init(_ phrases: [String]) {
        for phrase in phrases {
            guard let first = phrase.unicodeScalars.first else { continue }
            if first.value >= 0x2E80 {
                spaceless[first.value, default: []].append(Array(phrase.utf8))
            } else {
                let words = PhraseKey(phrase, keepDigits: true).parts.map(\.hash)
                guard let first = words.first else { continue }
                byFirstWord[first, default: []].append(words)
                sieve[Int(first >> 6 & 63)] |= 1 << (first & 63)
            }
        }
    }

    private func candidates(_ word: PhraseKey.Word) -> [[UInt64]]? {
        let hash = word.hash
        guard sieve[Int(hash >> 6 & 63)] & 1 << (hash & 63) != 0 else { return nil }
        return byFirstWord[hash]
    }

    private static func stands(_ phrase: [UInt64], in words: [PhraseKey.Word], at index: Int) -> Bool {
        guard index + phrase.count <= words.count else { return false }
        for (offset, hash) in phrase.enumerated() where words[index + offset].hash != hash { return false }
        return true
    }

    /// The number of words of the first phrase that stands in `key`; 0 for one of a script without spaces.
    func first(in key: PhraseKey) -> Int? {
        matches(in: key) { _ in true }
    }

    /// `key` begins with one of the phrases.
    func opens(_ key: PhraseKey) -> Bool {
        guard let first = key.parts.first else { return false }
        if let candidates = candidates(first),
            candidates.contains(where: { Self.stands($0, in: key.parts, at: 0) })
        {
            return true
        }
        guard key.isWide else { return false }
        let word = key.bytes[first.range]
        return spaceless[key.bytes.scalar(at: first.range.lowerBound).value]?.contains { word.starts(with: $0) }
            ?? false
    }

    /// Where phrases stand in `key`: bytes of it.
    func places(in key: PhraseKey) -> [Range<Int>] {
        var places: [Range<Int>] = []
        for (index, word) in key.parts.enumerated() {
            for candidate in candidates(word) ?? [] where Self.stands(candidate, in: key.parts, at: index) {
                places.append(word.range.lowerBound..<key.parts[index + candidate.count - 1].range.upperBound)
            }
        }
        guard !spaceless.isEmpty, key.isWide else { return places }
        var index = 0
        while index < key.bytes.count {
            let (value, length) = key.bytes.scalar(at: index)
            for candidate in spaceless[value] ?? [] where key.bytes[index...].starts(with: candidate) {
                places.append(index..<index + candidate.count)
            }
            index += length
        }
        return places
    }

    func matches(in key: PhraseKey, where accepts: (Int) -> Bool) -> Int? {
        for (index, word) in key.parts.enumerated() {
            guard let candidates = candidates(word) else { continue }
            for candidate in candidates where Self.stands(candidate, in: key.parts, at: index) {
                if accepts(candidate.count) { return candidate.count }
            }
        }
        if !spaceless.isEmpty, key.isWide {
            let bytes = key.bytes
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
