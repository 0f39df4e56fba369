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
    /// By what stands between square brackets, a sign or a short word: "!", "must".
    private(set) var brackets: [String: Meaning] = [:]
    /// By the number that a field holds.
    private(set) var numbers: [Int: Severity] = [:]
    /// By the percentages that a remark's weight lies between.
    private(set) var shares: [(range: ClosedRange<Int>, severity: Severity)] = []

    /// Of the first of a document's lines that is one.
    init(_ document: [UInt8]) {
        for line in document.split(separator: .lineFeed).prefix(4_000) where Self.range.contains(line.count) {
            let shares = Self.shares(in: Array(line))
            if shares.count > 1 {
                self.shares = shares
                return
            }
            let entries = Self.entries(in: Array(line))
            var ratings: Set<Severity> = []
            for entry in entries {
                if case .rated(let severity) = entry.meaning { ratings.insert(severity) }
            }
            guard ratings.count > 1, Set(entries.map(\.token)).count == entries.count else { continue }
            for entry in entries {
                switch entry.token {
                case .sign(let scalar): signs[scalar] = entry.meaning
                case .bracket(let words): brackets[words] = entry.meaning
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
        case bracket(String)
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

    /// "0–24 % low, 25–49 % medium, 50–100 % high": ranges of percentages that do not overlap, each with its word; none on other
    /// lines.
    private static func shares(in line: [UInt8]) -> [(range: ClosedRange<Int>, severity: Severity)] {
        guard line.contains(UInt8(ascii: "%")) else { return [] }
        var found: [(range: ClosedRange<Int>, start: Int, end: Int)] = []
        var index = 0
        func number(_ index: inout Int) -> Int? {
            let digits = line[index...].prefix(4).prefix(while: \.isDigit)
            guard (1...3).contains(digits.count) else { return nil }
            index = digits.endIndex
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        func skip(_ signs: [StaticString], _ index: inout Int) {
            while let sign = signs.first(where: { line.has($0, at: index) }) { index += sign.utf8CodeUnitCount }
        }
        while index < line.count {
            let start = index
            guard line[index].isDigit, index == 0 || !line[index - 1].isWord, let low = number(&index) else {
                index += 1
                continue
            }
            skip([" ", "%", "-", "–", "—"], &index)
            guard index > start + 2, let high = number(&index), low < high, high <= 100 else { continue }
            skip([" "], &index)
            guard index < line.count, line[index] == UInt8(ascii: "%") else { continue }
            index += 1
            found.append((low...high, start, index))
        }
        let shares = found.indices.compactMap { at -> (range: ClosedRange<Int>, severity: Severity)? in
            let end = at + 1 < found.count ? found[at + 1].start : line.count
            guard case .rated(let severity) = meaning(of: line[found[at].end..<min(end, found[at].end + longest)])
            else {
                return nil
            }
            return (found[at].range, severity)
        }
        let isApart = zip(shares, shares.dropFirst()).allSatisfy { !$0.range.overlaps($1.range) }
        return shares.count == found.count && isApart ? shares : []
    }

    /// What "[80 %]" and "(35%)" at `index` say by the legend, and where they end.
    func share(in bytes: [UInt8], at index: Int) -> (severity: Severity, end: Int)? {
        guard !shares.isEmpty, index + 3 < bytes.count, bytes[index].isOne(of: "[(") else { return nil }
        let digits = bytes[(index + 1)...].prefix(3).prefix(while: \.isDigit)
        var end = digits.endIndex
        while end < bytes.count, bytes[end] == .space { end += 1 }
        guard !digits.isEmpty, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "%"), bytes[end + 1].isOne(of: "])")
        else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return shares.first { $0.range.contains(value) }.map { ($0.severity, end + 2) }
    }

    /// What stands in the square brackets that open at `index`, in lower case, and where they end; `nil` for more than a sign or a
    /// short word.
    static func bracket(in bytes: [UInt8], at index: Int) -> (words: String, end: Int)? {
        guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "["),
            let close = bytes[(index + 1)..<min(bytes.count, index + 14)].firstIndex(of: UInt8(ascii: "]")),
            close > index + 1
        else { return nil }
        let inner = bytes[(index + 1)..<close]
        let isSign = inner.count == 1 && !inner[inner.startIndex].isBlank && !inner[inner.startIndex].isWide
        guard isSign || inner.count > 2 && inner.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        return (String(decoding: inner.map(\.lowered), as: UTF8.self), close + 1)
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
        if let (words, end) = bracket(in: line, at: index), end < line.count,
            line[end].isBlank || line[end].isOne(of: "=:")
        {
            return (.bracket(words), end)
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
