import FindingsModel

/// What a document says on one line that its signs or numbers stand for: "🔴 critical · 🟠 important (high) · 🟡 minor ·
/// 🟢 good", "legend: [!] high  [~] medium  [.] low", "5 = critical, 4 = high, 1 = cosmetic".
struct SeverityLegend: Sendable {
    /// What one sign stands for.
    enum Meaning: Sendable, Equatable {
        case rated(Severity)
        case praise
        /// A remark of no stated weight.
        case unrated
    }

    /// By the sign's scalar.
    private(set) var signs: [UInt32: Meaning] = [:]
    /// By the byte between square brackets.
    private(set) var brackets: [UInt8: Meaning] = [:]
    /// By the number that a field holds.
    private(set) var numbers: [Int: Severity] = [:]

    /// Of the first of a document's lines that is one.
    init(_ document: [UInt8]) {
        for line in document.split(separator: .lineFeed).prefix(4_000) where Self.range.contains(line.count) {
            let entries = Self.entries(in: Array(line))
            var ratings: Set<Severity> = []
            for entry in entries {
                if case .rated(let severity) = entry.meaning { ratings.insert(severity) }
            }
            guard ratings.count > 1, Set(entries.map(\.token)).count == entries.count else { continue }
            for entry in entries {
                switch entry.token {
                case .sign(let scalar): signs[scalar] = entry.meaning
                case .bracket(let byte): brackets[byte] = entry.meaning
                case .number(let number):
                    if case .rated(let severity) = entry.meaning { numbers[number] = severity }
                }
            }
            return
        }
    }

    private static let range = 16...600
    private static let longest = 60

    private enum Token: Hashable {
        case sign(UInt32)
        case bracket(UInt8)
        case number(Int)
    }

    private struct Entry {
        var token: Token
        var meaning: Meaning
    }

    /// The signs on a line, of one sort, each with a few words behind it; none where the line is no legend.
    private static func entries(in line: [UInt8]) -> [Entry] {
        var found: [(token: Token, start: Int, end: Int)] = []
        var index = 0
        while index < line.count {
            if let (token, end) = token(in: line, at: index) {
                found.append((token, index, end))
                index = end
            } else {
                index += 1
            }
        }
        guard (2...8).contains(found.count), found[0].start <= longest,
            found.allSatisfy({ isAlike($0.token, found[0].token) })
        else { return [] }
        return found.indices.compactMap { at in
            let end = at + 1 < found.count ? found[at + 1].start : line.count
            let words = line[found[at].end..<end]
            guard words.count <= longest, !PhraseKey(words).isEmpty else { return nil }
            return Entry(token: found[at].token, meaning: meaning(of: words))
        }
    }

    private static func isAlike(_ one: Token, _ other: Token) -> Bool {
        switch (one, other) {
        case (.sign, .sign), (.bracket, .bracket), (.number, .number): true
        default: false
        }
    }

    private static func token(in line: [UInt8], at index: Int) -> (Token, end: Int)? {
        let byte = line[index]
        if byte.isWide {
            let (scalar, length) = line.scalar(at: index)
            let isSign = (0x2600...0x27BF).contains(scalar) || (0x1F300...0x1FAFF).contains(scalar)
            return isSign ? (.sign(scalar), index + length) : nil
        }
        if byte == UInt8(ascii: "["), index + 3 < line.count, line[index + 2] == UInt8(ascii: "]"),
            line[index + 3].isBlank || line[index + 3] == UInt8(ascii: "="), !line[index + 1].isBlank
        {
            return (.bracket(line[index + 1]), index + 3)
        }
        // "5 = critical"
        if byte.isDigit, index == 0 || !line[index - 1].isWord && line[index - 1] != UInt8(ascii: ".") {
            var end = index + 1
            while end < line.count, line[end] == .space { end += 1 }
            guard end < line.count, line[end] == UInt8(ascii: "="), end + 1 < line.count,
                line[end + 1] != UInt8(ascii: "=")
            else { return nil }
            return (.number(Int(byte - UInt8(ascii: "0"))), end + 1)
        }
        return nil
    }

    /// "to fix before the merge (critical)" rates as "critical" does, "good" praises, and "an idea" does neither.
    private static func meaning(of words: ArraySlice<UInt8>) -> Meaning {
        let text = String(decoding: words, as: UTF8.self).strippedOfSigns
        let parts = text.split { "()（）,;:·|/=\"–—".contains($0) }.map { String($0).trimmingSpaces }
        for part in [text.trimmingColon] + parts {
            if let severity = SeverityVocabulary.severity(of: part) { return .rated(severity) }
        }
        if parts.contains(where: { SectionRole(heading: $0) == .praise }) { return .praise }
        // "critical, fix now" and "blocks the merge": the first word rates.
        if let first = parts.first?.split(separator: " ").first,
            let severity = SeverityVocabulary.severity(of: String(first))
        {
            return .rated(severity)
        }
        return .unrated
    }
}
