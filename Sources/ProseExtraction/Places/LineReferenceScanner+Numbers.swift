import FindingsModel

/// The numbers of references: single ones, ranges, and lists of both, in every way they are joined.
extension LineReferenceScanner {
    struct Numbers {
        var ranges: [(range: LineRange, column: Int?)] = []
        var end = 0
        /// The first is written as a range, though it may be one line: "12-12".
        var opensWithRange = false
        var hasRange: Bool { opensWithRange || ranges.contains { $0.range.first != $0.range.last } }
        var isAscending: Bool { zip(ranges, ranges.dropFirst()).allSatisfy { $0.range.first < $1.range.first } }
    }

    /// An integer that may be a line: 1 to 7 digits, no decimal fraction, no unit stuck to it.
    func integer(from start: Int) -> (value: Int, end: Int)? {
        var end = start
        var value = 0
        if let wide = wideInteger(from: start) { return wide }
        while end < bytes.count, bytes[end].isDigit, end - start < 9 {
            value = value * 10 + Int(bytes[end] - 48)
            end += 1
        }
        guard end > start, end - start <= 7, value > 0, !byte(end).isDigit, !isFactor(start..<end) else { return nil }
        if let length = russianOrdinalLength(at: end) { return (value, end + length) }
        let next = byte(end)
        if next == UInt8(ascii: "."), byte(end + 1).isDigit, byte(end + 1) != UInt8(ascii: ".") { return nil }
        if next == UInt8(ascii: "%") || next == UInt8(ascii: "_") { return nil }
        // "41C5": the column of an editor's or a forge's link.
        if next == UInt8(ascii: "C"), byte(end + 1).isDigit { return (value, end) }
        if next.isLetter {
            // "4f", "156ff." say "and the following"; "10s", "3rd", "0x1f" are something else.
            var word = end
            while byte(word).isLetter || byte(word).isDigit { word += 1 }
            let isFollowing = word - end <= 2 && (end..<word).allSatisfy { bytes[$0] == UInt8(ascii: "f") }
            if !isFollowing { return nil }
        }
        return (value, end)
    }

    /// One side of "32×32", "9 * 7" or "4 x 4".
    private func isFactor(_ number: Range<Int>) -> Bool {
        func sign(at index: Int) -> Int? {
            if bytes.has("×", at: index) { return 2 }
            return index >= 0 && (byte(index) == UInt8(ascii: "*") || byte(index) == UInt8(ascii: "x")) ? 1 : nil
        }
        let behind = byte(number.upperBound) == .space ? number.upperBound + 1 : number.upperBound
        if let length = sign(at: behind) {
            let other = behind + length
            if byte(byte(other) == .space ? other + 1 : other).isDigit { return true }
        }
        let before = number.lowerBound > 0 && bytes[number.lowerBound - 1] == .space ? 1 : 0
        for length in 1...2 {
            let start = number.lowerBound - before - length
            guard start > 0, sign(at: start) == length else { continue }
            let other = bytes[start - 1] == .space && start > 1 ? start - 2 : start - 1
            return bytes[other].isDigit
        }
        return false
    }

    /// Digits as wide as the script around them: `４１行目`.
    func wideInteger(from start: Int) -> (value: Int, end: Int)? {
        var end = start
        var value = 0
        while end + 2 < bytes.count, bytes[end] == 0xEF, bytes[end + 1] == 0xBC,
            (0x90...0x99).contains(bytes[end + 2]), end - start < 21
        {
            value = value * 10 + Int(bytes[end + 2] - 0x90)
            end += 3
        }
        return end > start && value > 0 ? (value, end) : nil
    }

    /// "-й", "-ю" after a number that counts in Russian: "с 41-й по 50-ю строку".
    func russianOrdinalLength(at index: Int) -> Int? {
        guard byte(index) == UInt8(ascii: "-"), byte(index + 1) == 0xD0 || byte(index + 1) == 0xD1 else { return nil }
        for suffix in ["-й", "-я", "-ю", "-ой", "-ей", "-ую", "-го"] as [StaticString]
        where isWord(suffix, at: index, after: true) {
            return suffix.utf8CodeUnitCount
        }
        return nil
    }

    /// `12`, `12-15`, `12:5`, `12 to 15`; then `, 20 and 30-34`.
    func numberList(from start: Int, limit: Int? = nil, isBetween: Bool = false) -> Numbers? {
        let limit = limit ?? bytes.count
        guard let first = item(from: start, joinsAnd: isBetween) else { return nil }
        var list = Numbers()
        list.ranges.append((first.range, first.column))
        list.end = first.end
        list.opensWithRange = first.range.first == first.range.last && dashes(in: start..<first.end) == 1
        while list.end < limit, list.ranges.count < 500 {
            guard let next = separator(from: list.end) ?? comparison(from: list.end), next < limit else { break }
            var at = next
            if byte(at) == UInt8(ascii: "L") || byte(at) == UInt8(ascii: "l") || byte(at) == UInt8(ascii: ":")
                || byte(at) == UInt8(ascii: "R")
                || byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "#") && byte(start - 1) == byte(at),
                byte(at + 1).isDigit
            {
                at += 1
            }
            guard byte(at).isDigit, let more = item(from: at, joinsAnd: false) else { break }
            // "109, 1200 in 139": the second number is something that stands in a line of its own.
            if byte(more.end) == .space, let place = placedBehind(more.end), byte(place).isDigit { break }
            let last = list.ranges[list.ranges.count - 1].range
            if isCount(
                from: more.end, value: more.range.first, after: last.first, isRange: more.range.first != more.range.last
            ) {
                break
            }
            list.ranges.append((more.range, more.column))
            list.end = more.end
        }
        return list
    }

    /// How many hyphens and dashes stand in `range`.
    private func dashes(in range: Range<Int>) -> Int {
        range.count { bytes[$0] == UInt8(ascii: "-") || bytes.has("–", at: $0) || bytes.has("—", at: $0) }
    }

    /// Past " in " or " on " behind a number.
    private func placedBehind(_ end: Int) -> Int? {
        for word in [" in ", " on ", " at ", " auf ", " à ", " en ", " em "] as [StaticString]
        where bytes.has(word, at: end) {
            return end + word.utf8CodeUnitCount
        }
        return nil
    }

    /// Past "against" or "with" between two places that are compared: "lines 9-17 against 30-38".
    private func comparison(from start: Int) -> Int? {
        for word in [
            " against ", " versus ", " with ", " gegen ", " mit ", " contre ", " avec ", " contra ", " con ", " com ",
        ] as [StaticString] where bytes.has(word, at: start) {
            let next = start + word.utf8CodeUnitCount
            guard byte(next).isDigit, let more = item(from: next, joinsAnd: false), more.range.first >= 10,
                !byte(more.end).isWord, byte(more.end) != UInt8(ascii: "%"),
                byte(more.end) != .space || !byte(more.end + 1).isWord
            else { return nil }
            return next
        }
        return nil
    }

    /// What follows says that the number counts things: "line 12, 3 tests", "line 40 and 2 other places".
    func isCount(from end: Int, value: Int, after previous: Int, isRange: Bool) -> Bool {
        guard byte(end) == .space, byte(end + 1).isLetter else { return false }
        let word = wordText(from: end + 1)
        if Self.units.contains(word), word != "line", word != "lines", !Self.clauseStarts.contains(word) { return true }
        guard byte(end + 1).isLower, value <= previous || Self.years.contains(value), !isRange else { return false }
        return !Self.clauseStarts.contains(word)
    }
    static let years = 1_990...2_100
    static let clauseStarts: Set<String> = [
        "and", "or", "to", "in", "of", "on", "is", "are", "was", "were", "do", "does", "has", "have", "the", "a", "an",
        "as",
        "at", "both", "respectively", "which", "that", "where", "because", "since", "but", "can", "could", "should",
        "must", "may", "might", "would", "will", "makes", "make", "still", "then", "so", "also", "all", "use", "uses",
        "call", "calls", "und", "oder", "bis", "sowie", "et",
        "ou",
        "y", "e", "o", "with", "for", "from", "by", "never", "not", "again", "only", "just",
    ]

    func item(from start: Int, joinsAnd: Bool) -> (range: LineRange, column: Int?, end: Int)? {
        guard let first = integer(from: start) else { return nil }
        var end = first.end
        var column: Int?
        // "12:5" or "12:5-14:2": columns.
        if byte(end) == UInt8(ascii: ":"), let value = integer(from: end + 1), value.value < 2_000,
            byte(end + 1).isDigit
        {
            column = value.value
            end = value.end
        } else if byte(end) == UInt8(ascii: "C"), let value = integer(from: end + 1) {
            column = value.value
            end = value.end
        }
        if let next = rangeMark(from: end, joinsAnd: joinsAnd), let last = integer(from: next) {
            end = last.end
            if byte(end) == UInt8(ascii: ":") || byte(end) == UInt8(ascii: "C"), byte(end + 1).isDigit,
                let value = integer(from: end + 1)
            {
                end = value.end
            }
            // A third part makes it a date or a code: "2024-05-01".
            if byte(end) == UInt8(ascii: "-"), byte(end + 1).isDigit { return nil }
            return (LineRange(first.value, last.value), column, following(end))
        }
        return (LineRange(first.value), column, following(end))
    }

    /// Past the "f." or "ff." of "4 f.".
    func following(_ end: Int) -> Int {
        var index = end
        if byte(index) == .space { index += 1 }
        guard byte(index) == UInt8(ascii: "f") else { return end }
        index += 1
        if byte(index) == UInt8(ascii: "f") { index += 1 }
        if byte(index).isWord { return end }
        return byte(index) == UInt8(ascii: ".") ? index + 1 : index
    }

    /// Past what joins the two ends of a range, to the second number.
    func rangeMark(from start: Int, joinsAnd: Bool) -> Int? {
        var index = start
        while byte(index) == .space || byte(index) == 10, index - start < 3 { index += 1 }
        if byte(index).isWide, let length = wideUnitLength(at: index) { index += length }
        let hadBlank = index > start
        let dash = dashLength(at: index)
        if dash > 0 {
            index += dash
        } else if byte(index) == UInt8(ascii: "."), byte(index + 1) == UInt8(ascii: ".") {
            index += 2
            if byte(index) == UInt8(ascii: ".") || byte(index) == UInt8(ascii: "<") { index += 1 }
        } else if byte(index) == UInt8(ascii: ":"), byte(index + 1) == UInt8(ascii: "L"), byte(index + 2).isDigit {
            // "L41:L43"
            return index + 2
        } else if let length = rangeWord(at: index, joinsAnd: joinsAnd), hadBlank || byte(index).isWide {
            index += length
        } else {
            return nil
        }
        while byte(index) == .space || byte(index) == 10, index - start < 24 { index += 1 }
        // "L12-L15", "#L10-#L20", "lines 10 to line 20", "строки с 5 по строку 9".
        if byte(index) == UInt8(ascii: "#") || byte(index) == UInt8(ascii: "+") { index += 1 }
        if byte(index) == UInt8(ascii: "L") || byte(index) == UInt8(ascii: "l") || byte(index) == UInt8(ascii: "R"),
            byte(index + 1).isDigit
        {
            index += 1
        } else if let length = Self.keywordLength(in: bytes, at: index) {
            index += length
            while byte(index) == .space { index += 1 }
        } else if bytes.has("第", at: index) {
            index += 3
        }
        return byte(index).isDigit ? index : nil
    }

    /// `-`, `–`, `—`, `‑`, `−`, `~`, `〜`, `～`, `→`.
    func dashLength(at index: Int) -> Int {
        switch byte(index) {
        case UInt8(ascii: "-"):
            return byte(index + 1) == UInt8(ascii: "-") || byte(index + 1) == UInt8(ascii: ">") ? 2 : 1
        case UInt8(ascii: "~"): return 1
        case 0xE2:
            let second = byte(index + 1)
            let third = byte(index + 2)
            if second == 0x80, (0x90...0x95).contains(third) { return 3 }
            if second == 0x88, third == 0x92 || third == 0xBC { return 3 }
            if second == 0x80, third == 0xA6 { return 3 }
            // "line 7 → 40 and 80 are …" says what is there.
            if second == 0x86, third == 0x92 { return byte(index - 1) == .space ? 0 : 3 }
            return 0
        case 0xE3: return byte(index + 1) == 0x80 && byte(index + 2) == 0x9C ? 3 : 0
        case 0xEF: return byte(index + 1) == 0xBD && byte(index + 2) == 0x9E ? 3 : 0
        default: return 0
        }
    }

    func rangeWord(at index: Int, joinsAnd: Bool) -> Int? {
        let first = byte(index)
        guard first.isLetter || first.isWide else { return nil }
        let words: [StaticString] = [
            "to the", "to", "through to", "through", "thru", "till", "until", "up to", "down to", "bis zur", "bis zu",
            "bis", "jusqu'à la", "jusqu’à la", "jusqu'à", "jusqu’à", "à la", "à", "au", "hasta la", "hasta", "até a",
            "até à", "até", "ate", "fino alla", "fino a", "alla", "all", "al", "ao", "a la", "a", "по", "до", "tot",
            "t/m", "do", "через",
        ]
        for word in words where isWord(word, at: index) { return word.utf8CodeUnitCount }
        for word in ["から", "至", "到", "부터"] as [StaticString] where bytes.has(word, at: index) {
            return word.utf8CodeUnitCount
        }
        if joinsAnd {
            for word in ["and", "und", "et", "y", "e", "и"] as [StaticString] where isWord(word, at: index) {
                return word.utf8CodeUnitCount
            }
        }
        return nil
    }

    /// - Parameter after: the word may be stuck to what stands before it.
    func isWord(_ word: StaticString, at index: Int, after: Bool = false) -> Bool {
        bytes.has(word, at: index) && !byte(index + word.utf8CodeUnitCount).isWord && (after || !isWordBefore(index))
    }

    /// "行目" and the like between the two ends of a range: "41行目から50行目".
    func wideUnitLength(at index: Int) -> Int? {
        for unit in ["行目", "行", "번째 줄", "번째줄", "번째 행", "번 줄", "줄", "행"] as [StaticString]
        where bytes.has(unit, at: index) {
            return unit.utf8CodeUnitCount
        }
        return nil
    }

    /// Past what separates two references of a list, to the next number or `L`.
    func separator(from start: Int) -> Int? {
        var index = start
        var hasSign = false
        var blanks = 0
        while index < bytes.count, index - start < 40 {
            let at = byte(index)
            if at == .space || at == 10 {
                index += 1
                blanks += 1
            } else if at == UInt8(ascii: ",") || at == UInt8(ascii: "/") || at == UInt8(ascii: "&")
                || at == UInt8(ascii: ";")
                || at == UInt8(ascii: "+")
            {
                index += 1
                hasSign = true
            } else if bytes.has("、", at: index) || bytes.has("，", at: index) {
                index += 3
                hasSign = true
            } else if bytes.has("·", at: index) {
                index += 2
                hasSign = true
            } else if let length = connective(at: index) {
                index += length
                hasSign = true
            } else if !hasSign, at == UInt8(ascii: "("), let close = asideEnd(from: index) {
                index = close
            } else {
                break
            }
        }
        if byte(index) == UInt8(ascii: "#"), byte(index + 1) == UInt8(ascii: "L") { index += 1 }
        return hasSign ? index : nil
    }

    /// Past a short word in parentheses within a list: "lines 41 (set-up) and 50 (check)".
    func asideEnd(from open: Int) -> Int? {
        var index = open + 1
        while index < bytes.count, index - open < 32 {
            let at = bytes[index]
            if at == UInt8(ascii: ")") { return index > open + 1 ? index + 1 : nil }
            if at.isDigit || at == 10 || at == UInt8(ascii: "(") { return nil }
            index += 1
        }
        return nil
    }

    func connective(at index: Int) -> Int? {
        let first = byte(index)
        guard first.isLetter || first.isWide else { return nil }
        let words: [StaticString] = [
            "and again on", "and again at", "and again", "and also", "and lines", "and line", "and on", "and", "or",
            "vs.", "vs",
            "as well as", "und auch", "und", "sowie", "oder", "resp.", "bzw.", "et", "ainsi que", "ou", "puis", "y",
            "o", "e",
            "ed", "и", "а также", "или", "en", "plus", "then",
        ]
        for word in words {
            guard bytes.has(word, at: index), !previousByte(index).isWord else { continue }
            let end = index + word.utf8CodeUnitCount
            if byte(end) == .space || byte(end) == 10 { return word.utf8CodeUnitCount }
        }
        for word in ["和", "与", "及", "以及", "と", "および", "및", "와", "과"] as [StaticString] where bytes.has(word, at: index)
        {
            return word.utf8CodeUnitCount
        }
        return nil
    }
}
