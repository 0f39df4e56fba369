import FindingsModel

/// Items that are counted within running text: "Three things: (a) the lamp …; (b) the bell …; and (c) …".
struct RunningCount {
    /// What stands before the first item, and each item with its marker.
    let pieces: [Range<Int>]
    /// The last piece is no item but a sentence that judges the whole.
    let endsInJudgement: Bool
    /// The length of the marker that opens a piece, by the piece's start.
    let markers: [Int: Int]

    private static let maximumBytes = 6_000
    private static let maximumItems = 26

    /// `nil` unless three markers at least count from the first on, and not all of them open lines.
    init?(_ text: StyledText) {
        guard text.count <= Self.maximumBytes, text.count > 24, Self.mayCount(text.bytes) else { return nil }
        var starts: [Int] = []
        var markers: [Int: Int] = [:]
        var style: Style?
        var index = 0
        while index < text.count, starts.count < Self.maximumItems {
            if let marker = Self.marker(text, at: index), style == nil ? marker.value == 1 : marker.style == style,
                marker.value == starts.count + 1
            {
                style = marker.style
                starts.append(index)
                var end = marker.end
                while end < text.count, text.bytes[end].isBlank || text.bytes[end].isOne(of: ",:") { end += 1 }
                markers[index] = end - index
                index = marker.end
            } else {
                index += 1
            }
        }
        let openings = Set(text.lines.map(\.lowerBound))
        guard starts.count > 2, starts.contains(where: { !openings.contains($0) }) else { return nil }
        var pieces: [Range<Int>] = []
        if let first = starts.first, first > 0 { pieces.append(0..<first) }
        for (place, start) in starts.enumerated() {
            pieces.append(
                start..<(place + 1 < starts.count ? Self.end(of: text, before: starts[place + 1]) : text.count))
        }
        // "(1) lines 14-19; (2) line 33": the places of what is counted elsewhere.
        let places = pieces.suffix(starts.count).count { RemarkEvidence(text.slice($0)).words < 2 }
        guard places * 2 < starts.count else { return nil }
        // What a marker counts says something.
        guard
            pieces.suffix(starts.count).allSatisfy({
                PhraseKey(text.bytes[$0], keepDigits: true).count > 2 || $0.count > 18
            })
        else { return nil }
        var endsInJudgement = false
        if let last = pieces.last {
            let sentences = SentenceSplitter.sentences(of: text.slice(last))
            if sentences.count > 1, let end = sentences.last {
                let words = text.slice(last).slice(end)
                if VerdictReader.isVerdict(words) || VerdictReader.closingScore(words.flat) >= 8 {
                    let cut = last.lowerBound + end.lowerBound
                    pieces[pieces.count - 1] = last.lowerBound..<cut
                    pieces.append(cut..<last.upperBound)
                    endsInJudgement = true
                }
            }
        }
        self.pieces = pieces
        self.markers = markers
        self.endsInJudgement = endsInJudgement
    }

    /// Three parentheses are closed, or there are signs as ② may be one.
    private static func mayCount(_ bytes: [UInt8]) -> Bool {
        var closed = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ")") || byte == 0x89 && index > 1 && bytes[index - 2] == 0xEF { closed += 1 }
            if closed > 2 || byte == 0x91 && index > 0 && bytes[index - 1] == 0xE2 { return true }
        }
        return false
    }

    /// Without the "and" or "Also" that goes before the next marker.
    private static func end(of text: StyledText, before marker: Int) -> Int {
        var end = marker
        while end > 0, text.bytes[end - 1].isBlank { end -= 1 }
        var word = end
        while word > 0, !text.bytes[word - 1].isBlank, end - word < 12 { word -= 1 }
        guard joints.contains(String(decoding: text.bytes[word..<end], as: UTF8.self).lowercased()) else {
            return marker
        }
        while word > 0, text.bytes[word - 1].isBlank || text.bytes[word - 1].isOne(of: ",;") { word -= 1 }
        return word
    }

    private static let joints = Set(VocabularyTable.remarks["joint"])

    /// How the items are counted, and whether in a pair of parentheses: `(a)` or `a)`.
    private struct Style: Hashable {
        enum Signs { case letters, numbers, romans, circled }
        var signs: Signs
        var isOpened = false
    }

    /// "(a) ", "2) ", "(iii), ", "（1）", "②": what it counts, and where it ends.
    private static func marker(_ text: StyledText, at start: Int) -> (style: Style, value: Int, end: Int)? {
        let bytes = text.bytes
        guard !text.styles[start].contains(.code) else { return nil }
        if bytes[start].isWide {
            let (scalar, length) = bytes.scalar(at: start)
            if (0x2460...0x2473).contains(scalar) {
                return (Style(signs: .circled), Int(scalar) - 0x245F, start + length)
            }
            guard scalar == 0xFF08 else { return nil }
            let digits = bytes[(start + length)...].prefix(2).prefix(while: \.isDigit)
            guard !digits.isEmpty, bytes.has("）", at: digits.endIndex) else { return nil }
            return (Style(signs: .numbers, isOpened: true), number(digits), digits.endIndex + 3)
        }
        let isOpen = bytes[start] == UInt8(ascii: "(")
        guard start == 0 || bytes[start - 1].isBlank || isOpen && bytes[start - 1].isWide else { return nil }
        let body = start + (isOpen ? 1 : 0)
        let word = bytes[min(body, bytes.count)...].prefix(4).prefix { $0.isDigit || $0.isLower }
        guard !word.isEmpty, word.count < 4, word.endIndex + 1 < bytes.count,
            bytes[word.endIndex] == UInt8(ascii: ")"),
            bytes[word.endIndex + 1].isBlank || bytes[word.endIndex + 1].isOne(of: ",:")
                || bytes[word.endIndex + 1].isWide
        else { return nil }
        let end = word.endIndex + 1
        if word.allSatisfy(\.isDigit) {
            return word.count < 3 ? (Style(signs: .numbers, isOpened: isOpen), number(word), end) : nil
        }
        if let value = romans.firstIndex(of: String(decoding: word, as: UTF8.self)) {
            return (Style(signs: .romans, isOpened: isOpen), value + 1, end)
        }
        guard word.count == 1, let letter = word.first, letter.isLower else { return nil }
        return (Style(signs: .letters, isOpened: isOpen), Int(letter) - 96, end)
    }

    private static let romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 48) } }
}
