import FindingsModel

/// Numbers that nothing announces as lines, by where they stand in a remark: a reviewer who puts them at the same place
/// in remark after remark means lines.
///
/// One remark does not tell ("**Retries** — 3"); ``Assembly`` counts how many have numbers at each position.
enum NumbersByPosition {
    enum Position: CaseIterable, Hashable, Sendable {
        /// "14, 30 the old rope again"
        case opening
        /// "12: the old rope again", where a remark's own number stands else: lines where nothing else names any.
        case count
        /// "112. Too early an end is invisible" below the title.
        case bodyOpening
        /// "**Sails pile up** — 75, 78", "A bell that nobody hears 31 40", alone on the rest of the line.
        case afterTitle
        /// "⤷ 27, also 63": a further line of nothing else.
        case ownLine
        /// "The anchor is wrong [18, 22]."
        case brackets
        /// "is lit for real -> 21, 34."
        case arrow
        /// "Nobody counts the steps (41-44)"
        case closing
    }

    typealias Found = LineReferenceScanner.Found

    /// The numbers of a remark's first paragraph at each position; empty for most remarks.
    ///
    /// - Parameter start: where the remark's words begin.
    static func numbers(in text: StyledText, from start: Int) -> [Position: [Found]] {
        var numbers: [Position: [Found]] = [:]
        let lines = text.lines
        guard let first = lines.first(where: { $0.upperBound > start }) else { return numbers }
        numbers[.opening] = opening(text, max(start, first.lowerBound))
        if start > first.lowerBound, start <= first.lowerBound + 12,
            text.bytes[first.lowerBound..<start].contains(UInt8(ascii: ":")),
            RemarkLead.clockEnd(in: text.bytes, at: first.lowerBound) == nil
        {
            numbers[.count] = opening(text, first.lowerBound)
        }
        numbers[.afterTitle] = afterTitle(text, max(start, first.lowerBound)..<first.upperBound)
        for line in lines.prefix(12) where line.lowerBound >= first.upperBound {
            numbers[.ownLine, default: []] += alone(text, line)
        }
        numbers[.brackets] = brackets(text)
        numbers[.arrow] = arrow(text)
        numbers[.closing] = closing(text)
        return numbers.filter { !$0.value.isEmpty }
    }

    /// The numbers that the text below a title opens with: "443-450. Today …", "231 and 341. …", "93", "8 and 11, says …".
    static func opening(ofBody text: StyledText) -> [Found] {
        guard let first = text.bytes.first, first.isDigit, !text.styles[0].contains(.code),
            let (found, end) = list(text, 0, allowsBlanks: false)
        else { return [] }
        if end >= text.count { return found }
        switch text.bytes[end] {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"):
            return end + 1 >= text.count || text.bytes[end + 1].isBlank ? found : []
        default: return []
        }
    }

    /// The numbers that `text` opens with from `start` on, where a blank, a colon or a comma follows; `nil` for none.
    static func opening(_ text: StyledText, _ start: Int) -> [Found]? {
        guard start < text.count, text.bytes[start].isDigit, !text.styles[start].contains(.code),
            let (found, end) = series(text, start) ?? list(text, start, allowsBlanks: false), end < text.count
        else { return nil }
        let next = text.bytes[end]
        // "3. Title", "12%", "2x".
        guard next.isBlank || next == UInt8(ascii: ":") || next == UInt8(ascii: ",") else { return nil }
        return found
    }

    /// Three numbers at least with only blanks between them, each above the one before it: "140 152 171 the knot …".
    private static func series(_ text: StyledText, _ start: Int) -> (found: [Found], end: Int)? {
        guard let series = list(text, start, allowsBlanks: true), series.found.count > 2,
            series.found[0].range.first > 9,
            zip(series.found, series.found.dropFirst()).allSatisfy({ $0.range.last < $1.range.first })
        else { return nil }
        return series
    }

    private static func afterTitle(_ text: StyledText, _ line: Range<Int>) -> [Found] {
        guard !line.isEmpty else { return [] }
        var index = line.upperBound
        // Back over the numbers that end the line.
        while index > line.lowerBound, isNumeric(text.bytes[index - 1]) || text.bytes.isDash(endingAt: index) {
            if text.styles[index - 1].contains(.code) { return [] }
            index -= text.bytes.isDash(endingAt: index) ? 3 : 1
        }
        while index < line.upperBound, !text.bytes[index].isDigit { index += 1 }
        guard index > line.lowerBound + 3, index < line.upperBound, text.bytes[index - 1].isBlank,
            let (found, end) = list(text, index, allowsBlanks: true), end >= line.upperBound
        else { return [] }
        return found
    }

    private static func alone(_ text: StyledText, _ line: Range<Int>) -> [Found] {
        var index = line.lowerBound
        while index < line.upperBound, !text.bytes[index].isLetter, !text.bytes[index].isDigit { index += 1 }
        guard index < line.upperBound, text.bytes[index].isDigit, !text.styles[index].contains(.code),
            let (found, end) = list(text, index, allowsBlanks: false)
        else { return [] }
        return text.bytes[end..<line.upperBound].allSatisfy { $0.isBlank || $0 == UInt8(ascii: ".") } ? found : []
    }

    private static func brackets(_ text: StyledText) -> [Found] {
        var found: [Found] = []
        var index = 0
        while let open = text.bytes[index...].firstIndex(of: UInt8(ascii: "[")), open + 2 < text.count {
            index = open + 1
            let before = open > 0 ? text.bytes[open - 1] : .space
            guard text.bytes[index].isDigit, before.isBlank || before == UInt8(ascii: "`"),
                text.styles[open].isDisjoint(with: [.code, .link]),
                let (own, end) = list(text, index, allowsBlanks: false), end < text.count,
                text.bytes[end] == UInt8(ascii: "]")
            else { continue }
            found += own
            index = end + 1
        }
        return found
    }

    private static func arrow(_ text: StyledText) -> [Found] {
        for index in text.bytes.indices {
            let length = text.bytes.has("-> ", at: index) ? 3 : text.bytes.has("→ ", at: index) ? 4 : 0
            guard length > 0, !text.styles[index].contains(.code), index + length < text.count,
                text.bytes[index + length].isDigit, let (found, end) = list(text, index + length, allowsBlanks: false)
            else { continue }
            if end >= text.count || text.bytes[end].isOne(of: ".;)\n") { return found }
        }
        return []
    }

    private static func closing(_ text: StyledText) -> [Found] {
        guard let last = text.bytes.lastIndex(where: { !$0.isBlank && $0 != UInt8(ascii: ".") }),
            text.bytes[last] == UInt8(ascii: ")"), let open = text.bytes[..<last].lastIndex(of: UInt8(ascii: "(")),
            open > 0, text.bytes[open - 1].isBlank, text.bytes[open + 1].isDigit,
            let (found, end) = list(text, open + 1, allowsBlanks: false), end == last
        else { return [] }
        return found
    }

    /// Numbers and ranges joined by commas, slashes, "and", "also", or blanks alone; where they end.
    private static func list(_ text: StyledText, _ start: Int, allowsBlanks: Bool) -> (found: [Found], end: Int)? {
        var found: [Found] = []
        var index = start
        while let (first, afterFirst) = integer(text, index), found.count < 100 {
            var last = first
            var end = afterFirst
            let dash =
                end < text.count && text.bytes[end] == UInt8(ascii: "-") ? 1 : text.bytes.has("–", at: end) ? 3 : 0
            if dash > 0, let (value, after) = integer(text, end + dash) { (last, end) = (value, after) }
            guard last >= first, last < 100_000 else { return nil }
            found.append(
                Found(range: LineRange(first, last), path: nil, column: nil, certainty: .firm, place: index..<end))
            index = end
            var next = end
            var isJoined = false
            for joint in [", also ", ", and ", " and ", " & ", " / ", " und ", " et ", " y ", " e ", ", "]
                as [StaticString]
            where text.bytes.has(joint, at: next) {
                next += joint.utf8CodeUnitCount
                isJoined = true
                break
            }
            if !isJoined, allowsBlanks, next < text.count, text.bytes[next] == .space {
                next += 1
                isJoined = true
            }
            guard isJoined, next < text.count, text.bytes[next].isDigit, integer(text, next) != nil else { break }
            index = next
        }
        return found.isEmpty ? nil : (found, index)
    }

    private static func integer(_ text: StyledText, _ start: Int) -> (Int, Int)? {
        var end = start
        var value = 0
        while end < text.count, text.bytes[end].isDigit, end - start < 6 {
            value = value * 10 + Int(text.bytes[end] - 48)
            end += 1
        }
        guard end > start, value > 0 else { return nil }
        if end < text.count {
            let next = text.bytes[end]
            if next.isDigit || next.isLetter || next.isOne(of: "%_/") { return nil }
            if next == UInt8(ascii: ".") || next == UInt8(ascii: ","), end + 1 < text.count,
                text.bytes[end + 1].isDigit
            {
                return nil
            }
        }
        return (value, end)
    }

    private static func isNumeric(_ byte: UInt8) -> Bool { byte.isDigit || byte.isBlank || byte.isOne(of: ",-&") }
}

extension [UInt8] {
    /// An en dash ends right before `index`.
    fileprivate func isDash(endingAt index: Int) -> Bool { index >= 3 && has("–", at: index - 3) }
}
