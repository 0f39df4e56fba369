/// Plain text in UTF-8 with the markup that stood around each byte.
///
/// The markup's own signs are gone: `**Real sleeps** (line 5)` is the bytes `Real sleeps (line 5)`, of which the first
/// eleven are strong. A line break of the source is a line feed.
struct StyledText: Hashable, Sendable {
    struct Style: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let strong = Style(rawValue: 1)
        static let emphasis = Style(rawValue: 2)
        static let code = Style(rawValue: 4)
        static let link = Style(rawValue: 8)
        /// The alternative text of an image.
        static let image = Style(rawValue: 16)
        static let struck = Style(rawValue: 32)
        /// The name of a remark's part, known by that it comes back (``RecurringLabels``).
        static let label = Style(rawValue: 64)
    }

    struct Link: Hashable, Sendable {
        var range: Range<Int>
        var destination: [UInt8]
    }

    var bytes: [UInt8] = []
    /// One for each byte.
    var styles: [Style] = []
    var links: [Link] = []
    /// Where each code span starts, so that two that touch stay two.
    var codeStarts: [Int] = []

    init() {}

    init(_ text: String) {
        append(Array(text.utf8), [])
    }

    var count: Int { bytes.count }
    var isEmpty: Bool { bytes.isEmpty }
    var isBlank: Bool { bytes.allSatisfy(\.isBlank) }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(_ text: some Collection<UInt8>, _ style: Style) {
        bytes.append(contentsOf: text)
        styles.append(contentsOf: repeatElement(style, count: text.count))
    }

    mutating func append(_ other: StyledText) {
        let offset = bytes.count
        bytes.append(contentsOf: other.bytes)
        styles.append(contentsOf: other.styles)
        links.append(
            contentsOf: other.links.map {
                Link(
                    range: $0.range.lowerBound + offset..<$0.range.upperBound + offset, destination: $0.destination)
            })
        codeStarts.append(contentsOf: other.codeStarts.map { $0 + offset })
    }

    func slice(_ range: Range<Int>) -> StyledText {
        let range = range.clamped(to: 0..<bytes.count)
        var slice = StyledText()
        slice.bytes = Array(bytes[range])
        slice.styles = Array(styles[range])
        slice.links = links.compactMap { link in
            let part = link.range.clamped(to: range)
            if part.isEmpty { return nil }
            return Link(
                range: part.lowerBound - range.lowerBound..<part.upperBound - range.lowerBound,
                destination: link.destination)
        }
        slice.codeStarts = codeStarts.filter(range.contains).map { $0 - range.lowerBound }
        return slice
    }

    /// Without blanks and line feeds at either end.
    func trimmed() -> StyledText {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return start == 0 && end == bytes.count ? self : slice(start..<end)
    }

    /// The end of the run of bytes from `start` that all have `style`.
    func runEnd(from start: Int, _ style: Style) -> Int {
        var end = start
        while end < styles.count, styles[end].contains(style) { end += 1 }
        return end
    }

    /// The ranges of the source's lines, without their line feeds.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == .lineFeed {
            lines.append(start..<index)
            start = index + 1
        }
        lines.append(start..<bytes.count)
        return lines
    }

    /// The text of `range` on one line, with every run of blanks as one space.
    func flat(_ range: Range<Int>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        for byte in bytes[range.clamped(to: 0..<bytes.count)] {
            if byte.isBlank {
                if let last = out.last, last != .space { out.append(.space) }
            } else {
                out.append(byte)
            }
        }
        if out.last == .space { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }

    var flat: String { flat(0..<count) }
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")

    var isBlank: Bool { self == 32 || (self >= 9 && self <= 13) }
    var isDigit: Bool { self >= 48 && self <= 57 }
    var isUpper: Bool { self >= 65 && self <= 90 }
    var isLower: Bool { self >= 97 && self <= 122 }
    var isLetter: Bool { isUpper || isLower }
    /// A byte of a character beyond ASCII.
    var isWide: Bool { self >= 128 }
    /// Part of a word or identifier; bytes beyond ASCII count as letters.
    var isWord: Bool { isLetter || isDigit || self == 95 || isWide }
    var lowered: UInt8 { isUpper ? self + 32 : self }
}

extension [UInt8] {
    /// `text` stands at `index`; ASCII letters compare without case.
    @inline(__always)
    func has(_ text: StaticString, at index: Int) -> Bool {
        // Almost every question ends here, and where it is asked the first letter is known.
        guard index >= 0, index < count, self[index].lowered == text.utf8Start[0].lowered else { return false }
        return goesOn(text, at: index)
    }

    /// `text` stands at `index`, of which the first byte is known.
    private func goesOn(_ text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= count else { return false }
        for offset in 1..<Swift.max(1, length) where self[index + offset].lowered != text.utf8Start[offset].lowered {
            return false
        }
        return true
    }

    /// `text` stands somewhere in `range`; ASCII letters compare without case.
    func has(_ text: StaticString, within range: Range<Int>) -> Bool {
        range.clamped(to: 0..<count).contains { index in
            has(text, at: index) && index + text.utf8CodeUnitCount <= range.upperBound
        }
    }

    /// The scalar at `index` and its length in bytes; a broken sequence is one byte of U+FFFD.
    func scalar(at index: Int) -> (value: UInt32, length: Int) {
        withUnsafeBufferPointer { $0.scalar(at: index) }
    }

    /// The lines, without their line feeds.
    var lineRanges: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < count {
            let end = self[start...].firstIndex(of: .lineFeed) ?? count
            lines.append(start..<end)
            start = end + 1
        }
        return lines
    }

    /// Where "：" stands first.
    var firstWideColon: Int? { indices.first { self[$0] == 0xEF && has("：", at: $0) } }

    /// It ends in a colon: what it announces follows.
    var hasColonAtEnd: Bool { last == UInt8(ascii: ":") || has("：", at: count - 3) }

    /// The start of the scalar that ends before `index`.
    func scalarStart(before index: Int) -> Int {
        var start = index - 1
        while start > 0, start > index - 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        return Swift.max(0, start)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar at `index` and its length in bytes; a broken sequence is one byte of U+FFFD.
    func scalar(at index: Int) -> (value: UInt32, length: Int) {
        let first = self[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, index + length <= count else { return (0xFFFD, 1) }
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            let byte = self[index + offset]
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }
}
