import FindingsModel

/// Finds the places in a file that a text points at, in every way people write them.
///
/// One pass over the bytes, left to right. What certainly is a reference ("lines 55 and 75", `L12-L15`,
/// `path:120-131`) is firm; a bare "(324-341)" or "likewise 442, 466" is one only in a document that speaks of lines,
/// which the caller knows (see ``Certainty``).
struct LineReferenceScanner {
    enum Certainty: Sendable {
        case firm
        /// Numbers in parentheses with a range among them, or several: "(14, 531-532)".
        case parenthesised
        /// One number in parentheses: "(192)".
        case parenthesisedNumber
        /// Bare ranges or lists of numbers in running text: "the blocks 12-18 and 30-41".
        case bare
    }

    struct Found: Sendable {
        var range: LineRange
        var path: String?
        var column: Int?
        var certainty: Certainty
        /// Where it stands in the text.
        var place: Range<Int>
    }

    /// A path that the text names, with or without lines.
    struct Named: Sendable {
        var path: String
        var place: Range<Int>
    }

    private let text: StyledText
    private let bytes: [UInt8]
    private(set) var found: [Found] = []
    private(set) var paths: [Named] = []
    /// The end of the last reference, and whether it was firm: what follows may go on with the list.
    private var lastEnd = -1
    private var lastPath: String?
    private var codeEnd = 0
    private static let limit = 4_000

    /// - Parameter startsAtLocation: bare code at the start (`120-131`:) is a location label.
    init(_ text: StyledText, startsAtLocation: Bool = true) {
        self.text = text
        bytes = text.bytes
        scan(startsAtLocation: startsAtLocation)
        anchors()
    }

    // MARK: The walk

    private mutating func scan(startsAtLocation: Bool) {
        var index = 0
        var isStart = startsAtLocation
        while index < bytes.count, found.count < Self.limit {
            let byte = bytes[index]
            if text.styles[index].contains(.code), index >= codeEnd {
                codeEnd = spanEnd(from: index)
                if let end = codeSpan(from: index, isStart: isStart) {
                    index = end
                    isStart = false
                    continue
                }
                // The code names things; its numbers are no lines.
                isStart = false
                index = codeEnd
                continue
            }
            if !byte.isWord {
                if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "["), let end = parenthesised(from: index) {
                    index = end
                } else if byte == UInt8(ascii: "#"), let end = lineMark(from: index + 1) {
                    index = end
                } else if byte == 0x40, bytes.has("@@", at: index) {
                    index = hunk(from: index)
                } else {
                    if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "."), let end = pathToken(from: index) {
                        index = end
                        continue
                    }
                    index += 1
                }
                continue
            }
            if let end = wideMark(from: index) {
                index = end
                isStart = false
                continue
            }
            // At the start of a word.
            if let end = pathToken(from: index) {
                index = end
            } else if let end = keyword(from: index) {
                index = end
            } else if let end = lineMark(from: index) {
                index = end
            } else if byte.isDigit {
                index = number(from: index, isStart: isStart)
            } else {
                index = wordEnd(from: index)
            }
            isStart = false
        }
    }

    private func spanEnd(from start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, text.styles[end].contains(.code), !starts(at: end) { end += 1 }
        return end
    }

    /// A code span starts at `index`. The starts are few and sorted.
    private func starts(at index: Int) -> Bool {
        var low = 0
        var high = text.codeStarts.count
        while low < high {
            let middle = (low + high) / 2
            if text.codeStarts[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low < text.codeStarts.count && text.codeStarts[low] == index
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isWord {
            // Script without spaces: one character is a word.
            if bytes[end] >= 0xE2 { return max(end, start) + (end == start ? bytes.scalar(at: end).length : 0) }
            end += 1
        }
        return max(end, start + 1)
    }

    private func previousByte(_ index: Int) -> UInt8 { index > 0 ? bytes[index - 1] : .space }
    /// A letter, digit or underscore stands before `index`; scripts without spaces join nothing.
    private func isWordBefore(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = bytes[index - 1]
        guard before.isWide else { return before.isWord }
        let value = bytes.scalar(at: bytes.scalarStart(before: index)).value
        return value < 0x2000 && value > 0xBF
    }

    private var hasKana: Bool {
        bytes.indices.contains { bytes[$0] == 0xE3 && (0x81...0x83).contains(byte($0 + 1)) }
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count && index >= 0 ? bytes[index] : 0 }

    // MARK: Code spans

    /// A whole code span that is a location: `path:12-14`, `L12`, or numbers where a label or list expects them.
    private mutating func codeSpan(from start: Int, isStart: Bool) -> Int? {
        let end = codeEnd
        var blank = start
        while blank < end, bytes[blank].isBlank { blank += 1 }
        if let next = pathToken(from: blank) { return max(next, end) }
        if let next = lineMark(from: blank), next >= end { return next }
        if let next = keyword(from: blank), next >= end { return next }
        guard blank < end, bytes[blank].isDigit else { return nil }
        let isList = lastEnd >= 0 && isListGap(lastEnd, start)
        var after = end
        while after < bytes.count, bytes[after] == .space { after += 1 }
        let isPlainWord = byte(after).isLetter && text.styles[min(after, bytes.count - 1)].isEmpty
        let isLabel = isStart && (after == bytes.count || !isPlainWord)
        guard isList || isLabel, let numbers = numberList(from: blank, limit: end), numbers.end >= end else {
            return nil
        }
        record(numbers, path: isList ? lastPath : nil, certainty: .firm, from: start)
        return numbers.end
    }

    /// Only commas, blanks, `and` and markup between two references.
    private func isListGap(_ start: Int, _ end: Int) -> Bool {
        guard start <= end, end - start <= 12 else { return false }
        var index = start
        while index < end {
            if bytes[index].isBlank || bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ";")
                || bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "&")
            {
                index += 1
            } else if let length = connective(at: index) {
                index += length
            } else {
                return false
            }
        }
        return true
    }

    // MARK: Numbers

    struct Numbers {
        var ranges: [(range: LineRange, column: Int?)] = []
        var end = 0
        var hasRange: Bool { ranges.contains { $0.range.first != $0.range.last } }
        var isAscending: Bool { zip(ranges, ranges.dropFirst()).allSatisfy { $0.range.first < $1.range.first } }
    }

    /// An integer that may be a line: 1 to 7 digits, no decimal fraction, no unit stuck to it.
    private func integer(from start: Int) -> (value: Int, end: Int)? {
        var end = start
        var value = 0
        while end < bytes.count, bytes[end].isDigit, end - start < 9 {
            value = value * 10 + Int(bytes[end] - 48)
            end += 1
        }
        guard end > start, end - start <= 7, value > 0, !byte(end).isDigit else { return nil }
        let next = byte(end)
        if next == UInt8(ascii: "."), byte(end + 1).isDigit, byte(end + 1) != UInt8(ascii: ".") { return nil }
        if next == UInt8(ascii: "%") || next == UInt8(ascii: "_") { return nil }
        if next.isLetter {
            // "4f", "156ff." say "and the following"; "10s", "3rd", "0x1f" are something else.
            var word = end
            while byte(word).isLetter || byte(word).isDigit { word += 1 }
            let isFollowing = word - end <= 2 && (end..<word).allSatisfy { bytes[$0] == UInt8(ascii: "f") }
            if !isFollowing { return nil }
        }
        return (value, end)
    }

    /// `12`, `12-15`, `12:5`, `12 to 15`; then `, 20 and 30-34`.
    private func numberList(from start: Int, limit: Int? = nil, isBetween: Bool = false) -> Numbers? {
        let limit = limit ?? bytes.count
        guard let first = item(from: start, joinsAnd: isBetween) else { return nil }
        var list = Numbers()
        list.ranges.append((first.range, first.column))
        list.end = first.end
        while list.end < limit, list.ranges.count < 500 {
            guard let next = separator(from: list.end), next < limit else { break }
            var at = next
            if byte(at) == UInt8(ascii: "L") || byte(at) == UInt8(ascii: "l") || byte(at) == UInt8(ascii: ":")
                || byte(at) == UInt8(ascii: "+"),
                byte(at + 1).isDigit
            {
                at += 1
            }
            guard byte(at).isDigit, let more = item(from: at, joinsAnd: false) else { break }
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

    /// What follows says that the number counts things: "line 12, 3 tests", "line 40 and 2 other places".
    private func isCount(from end: Int, value: Int, after previous: Int, isRange: Bool) -> Bool {
        guard value <= previous || Self.years.contains(value), !isRange else { return false }
        guard byte(end) == .space, byte(end + 1).isLower else { return false }
        let word = wordText(from: end + 1)
        return !Self.clauseStarts.contains(word)
    }
    private static let years = 1_990...2_100
    private static let clauseStarts: Set<String> = [
        "and", "or", "to", "in", "of", "on", "is", "are", "was", "were", "do", "does", "has", "have", "the", "a", "an",
        "as",
        "at", "both", "respectively", "which", "that", "where", "because", "since", "but", "can", "could", "should",
        "must", "may", "might", "also", "all", "use", "uses", "call", "calls", "und", "oder", "bis", "sowie", "et",
        "ou",
        "y", "e", "o", "with", "for", "from", "by", "never", "not", "again", "only", "just",
    ]

    private func item(from start: Int, joinsAnd: Bool) -> (range: LineRange, column: Int?, end: Int)? {
        guard let first = integer(from: start) else { return nil }
        var end = first.end
        var column: Int?
        // "12:5" or "12:5-14:2": columns.
        if byte(end) == UInt8(ascii: ":"), let value = integer(from: end + 1), value.value < 2_000,
            byte(end + 1).isDigit
        {
            column = value.value
            end = value.end
        }
        if let next = rangeMark(from: end, joinsAnd: joinsAnd), let last = integer(from: next) {
            end = last.end
            if byte(end) == UInt8(ascii: ":"), byte(end + 1).isDigit, let value = integer(from: end + 1) {
                end = value.end
            }
            // A third part makes it a date or a code: "2024-05-01".
            if byte(end) == UInt8(ascii: "-"), byte(end + 1).isDigit { return nil }
            return (LineRange(first.value, last.value), column, following(end))
        }
        return (LineRange(first.value), column, following(end))
    }

    /// Past the "f." or "ff." of "4 f.".
    private func following(_ end: Int) -> Int {
        var index = end
        if byte(index) == .space { index += 1 }
        guard byte(index) == UInt8(ascii: "f") else { return end }
        index += 1
        if byte(index) == UInt8(ascii: "f") { index += 1 }
        if byte(index).isWord { return end }
        return byte(index) == UInt8(ascii: ".") ? index + 1 : index
    }

    /// Past what joins the two ends of a range, to the second number.
    private func rangeMark(from start: Int, joinsAnd: Bool) -> Int? {
        var index = start
        while byte(index) == .space || byte(index) == 10, index - start < 3 { index += 1 }
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
    private func dashLength(at index: Int) -> Int {
        switch byte(index) {
        case UInt8(ascii: "-"): return byte(index + 1) == UInt8(ascii: "-") ? 2 : 1
        case UInt8(ascii: "~"): return 1
        case 0xE2:
            let second = byte(index + 1)
            let third = byte(index + 2)
            if second == 0x80, (0x90...0x95).contains(third) { return 3 }
            if second == 0x88, third == 0x92 || third == 0xBC { return 3 }
            if second == 0x80, third == 0xA6 { return 3 }
            if second == 0x86, third == 0x92 { return 3 }
            return 0
        case 0xE3: return byte(index + 1) == 0x80 && byte(index + 2) == 0x9C ? 3 : 0
        case 0xEF: return byte(index + 1) == 0xBD && byte(index + 2) == 0x9E ? 3 : 0
        default: return 0
        }
    }

    private func rangeWord(at index: Int, joinsAnd: Bool) -> Int? {
        let first = byte(index)
        guard first.isLetter || first.isWide else { return nil }
        let words: [StaticString] = [
            "to", "through to", "through", "thru", "till", "until", "up to", "bis zu", "bis", "à la", "à", "au",
            "hasta",
            "até",
            "ate",
            "fino a", "alla", "all", "al", "a la", "a", "по", "до", "tot", "t/m", "do", "через",
        ]
        for word in words where isWord(word, at: index) { return word.utf8CodeUnitCount }
        for word in ["から", "至", "到", "부터", "행부터", "行から", "行目から", "行到第", "行至第", "行到", "行至"] as [StaticString]
        where bytes.has(word, at: index) {
            return word.utf8CodeUnitCount
        }
        if joinsAnd {
            for word in ["and", "und", "et", "y", "e", "и"] as [StaticString] where isWord(word, at: index) {
                return word.utf8CodeUnitCount
            }
        }
        return nil
    }

    private func isWord(_ word: StaticString, at index: Int) -> Bool {
        bytes.has(word, at: index) && !byte(index + word.utf8CodeUnitCount).isWord && !isWordBefore(index)
    }

    /// Past what separates two references of a list, to the next number or `L`.
    private func separator(from start: Int) -> Int? {
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
            } else {
                break
            }
        }
        if byte(index) == UInt8(ascii: "#"), byte(index + 1) == UInt8(ascii: "L") { index += 1 }
        return hasSign ? index : nil
    }

    private func connective(at index: Int) -> Int? {
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

    // MARK: Starters

    /// "line", "Zeilen", "ligne", … before a number.
    static func keywordLength(in bytes: [UInt8], at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        let words: [StaticString]
        switch bytes[index].lowered {
        case UInt8(ascii: "l"):
            words = [
                "lines", "line", "lns", "ln", "lignes", "ligne", "líneas", "línea", "lineas", "linea", "linhas",
                "linha",
                "linjer", "linje", "linee", "ll.", "l.",
            ]
        case UInt8(ascii: "r"):
            words = ["rows", "row", "righe", "riga", "regels", "regel", "rader", "rad", "rivit", "rivi"]
        case UInt8(ascii: "z"): words = ["zeilen", "zeile", "z."]
        case UInt8(ascii: "s"): words = ["satırlar", "satır", "sor"]
        case UInt8(ascii: "w"): words = ["wierszach", "wierszu", "wiersze", "wiersza", "wiersz"]
        case 0xC5: words = ["řádky", "řádek"]
        case 0xD0, 0xD1:
            // A longer word before the one that opens it.
            words = [
                "строками", "строках", "строкам", "строкой", "строки", "строка", "строке", "строку", "строк", "стр.",
                "Строках", "Строки", "Строка", "Строке", "Строку",
            ]
        case 0xE8: words = ["行号", "行"]
        case 0xEB: words = ["라인", "줄"]
        case 0xE3: words = ["ライン"]
        case 0xED: words = ["행"]
        default: return nil
        }
        for word in words where bytes.has(word, at: index) { return word.utf8CodeUnitCount }
        return nil
    }

    private mutating func keyword(from start: Int) -> Int? {
        guard !isWordBefore(start) || bytes[start] >= 0xE3,
            let length = Self.keywordLength(in: bytes, at: start)
        else { return nil }
        var index = start + length
        if bytes[start].isLetter, byte(index).isLetter || byte(index).isWide { return nil }
        // "line(s) 5"
        if bytes.has("(s)", at: index) || bytes.has("(n)", at: index) { index += 3 }
        var gap = 0
        while gap < 12 {
            let at = byte(index)
            if at == .space || at == 10 || at == UInt8(ascii: ":") || at == UInt8(ascii: "#") || at == UInt8(ascii: "(")
                || at == UInt8(ascii: "=")
            {
                index += 1
            } else if at == UInt8(ascii: "."), length > 1, byte(index + 1) == .space {
                index += 1
            } else if bytes.has("：", at: index) || bytes.has("№", at: index) {
                index += 3
            } else if at == UInt8(ascii: "L") || at == UInt8(ascii: "+") || at == UInt8(ascii: "["),
                byte(index + 1).isDigit
            {
                index += 1
            } else if isWord("numbers", at: index) {
                index += 7
            } else if isWord("number", at: index) {
                index += 6
            } else if isWord("nos", at: index) || isWord("no.", at: index) {
                index += 3
            } else if isWord("from", at: index) {
                index += 4
            } else if isWord("von", at: index) {
                index += 3
            } else if isWord("de", at: index) || isWord("da", at: index) || isWord("с", at: index)
                || isWord("du", at: index)
            {
                index += 2
            } else if isWord("~", at: index) || isWord("c.", at: index) {
                index += 1
            } else {
                break
            }
            gap += 1
        }
        guard byte(index).isDigit else { return nil }
        let isRow = bytes[start].lowered == UInt8(ascii: "r") && bytes.has("row", at: start)
        guard let numbers = numberList(from: index, isBetween: isBetween(before: start)) else { return nil }
        // "rows 1–3" of the review's own table.
        if isRow, numbers.ranges.allSatisfy({ $0.range.last < 20 }) { return numbers.end }
        if isUnlike(before: start) { return numbers.end }
        record(numbers, path: pathNear(start: start, end: numbers.end), certainty: .firm, from: start)
        return numbers.end
    }

    /// "between lines 10 and 20" is a range.
    private func isBetween(before start: Int) -> Bool {
        let word = previousWord(before: start)
        if Self.betweenWords.contains(word) { return true }
        return Self.articles.contains(word)
            && Self.betweenWords.contains(previousWord(before: wordStart(before: start)))
    }
    private static let betweenWords: Set<String> = ["between", "zwischen", "entre", "tra", "fra", "между"]
    private static let articles: Set<String> = ["the", "den", "les", "las", "as", "le", "la", "los"]

    /// The text says that the place is a counter-example: "unlike line 353".
    private func isUnlike(before start: Int) -> Bool {
        Self.unlike.contains(previousWord(before: start))
            || Self.unlike.contains(previousWord(before: wordStart(before: start)))
    }
    private static let unlike: Set<String> = ["unlike", "contrary", "contrast", "anders", "contrairement", "entgegen"]

    /// `L12`, `L12-L15`, `L12:5`, `R12` in a link.
    private mutating func lineMark(from start: Int) -> Int? {
        guard
            byte(start) == UInt8(ascii: "L")
                || byte(start) == UInt8(ascii: "R") && byte(start - 1) == UInt8(ascii: "#"),
            byte(start + 1).isDigit, !isWordBefore(start),
            previousByte(start) != UInt8(ascii: "-") || byte(start - 2) == 35
        else { return nil }
        guard let numbers = numberList(from: start + 1) else { return nil }
        if isUnlike(before: start) { return numbers.end }
        record(numbers, path: pathNear(start: start, end: numbers.end), certainty: .firm, from: start)
        return numbers.end
    }

    /// `第83行`, `83行目`, `83-90행`, `83번째 줄`, 【path†L29-L34】.
    private mutating func wideMark(from start: Int) -> Int? {
        if bytes.has("【", at: start) { return nil }
        let isOrdinal = bytes.has("第", at: start)
        var index = start
        if isOrdinal {
            index += 3
            while byte(index) == .space { index += 1 }
        }
        guard byte(index).isDigit, isOrdinal || !isWordBefore(index),
            let numbers = numberListCJK(from: index)
        else { return nil }
        var end = numbers.end
        while byte(end) == .space { end += 1 }
        let suffixes: [StaticString] = ["行目", "行", "번째 줄", "번 줄", "번째줄", "줄", "행", "번째 라인", "번 라인", "라인"]
        guard let suffix = suffixes.first(where: { bytes.has($0, at: end) }) else {
            // "83-й строке"
            if bytes.has("-й стр", at: end) || bytes.has("-я стр", at: end) || bytes.has("-ю стр", at: end) {
                record(numbers, path: lastPathName(before: start), certainty: .firm, from: start)
                return end
            }
            return nil
        }
        end += suffix.utf8CodeUnitCount
        let isMark = isOrdinal || suffix.utf8CodeUnitCount > 3 || numbers.hasRange || numbers.ranges.count > 1
        if !isMark {
            // "83行" alone counts lines unless it stands where a place stands.
            let before = start > 0 ? bytes.scalarStart(before: start) : 0
            // Japanese counts lines with 行 alone ("415行") and numbers them with 行目.
            if suffix.utf8CodeUnitCount == 3, bytes.has("行", at: numbers.end), hasKana { return end }
            let stands =
                start == 0 || lastEnd >= 0 && isListGap(lastEnd, start) || isListed(after: end)
                || byte(end) == UInt8(ascii: ":") || bytes.has("：", at: end)
                || byte(start - 1) == UInt8(ascii: "(") || byte(start - 1) == UInt8(ascii: ",")
                || ["（", "、", "在", "于", "は", "に", "で"].contains { (mark: StaticString) in bytes.has(mark, at: before) }
                || text.lines.contains { $0.lowerBound == start }
            let next: [StaticString] = ["以上", "以内", "程度", "代码", "的函数", "超", "を超え", "が", "이상", "정도"]
            if !stands || next.contains(where: { bytes.has($0, at: end) }) { return end }
        }
        record(numbers, path: lastPathName(before: start), certainty: .firm, from: start, to: end)
        return end
    }

    /// Another number of lines follows in the same list: "41행과 50행".
    private func isListed(after end: Int) -> Bool {
        guard var next = separator(from: end) else { return false }
        guard byte(next).isDigit else { return false }
        while byte(next).isDigit { next += 1 }
        return bytes.has("행", at: next) || bytes.has("줄", at: next) || bytes.has("行", at: next)
    }

    /// As `numberList`, with 第 or 行 between the numbers: 第83行和第100行 is found twice, 83、100行 once.
    private func numberListCJK(from start: Int) -> Numbers? {
        numberList(from: start)
    }

    /// A path and the lines after it; remembers the path either way.
    private mutating func pathToken(from start: Int) -> Int? {
        guard !isWordBefore(start),
            let end = PathToken.end(in: bytes, from: start)
        else { return nil }
        // A URL: only its anchor can point at lines.
        if bytes.has("http", at: start), bytes.has("://", at: start + (bytes.has("https", at: start) ? 5 : 4)) {
            var stop = start
            while stop < bytes.count, !bytes[stop].isBlank, bytes[stop] != UInt8(ascii: ")"),
                bytes[stop] != UInt8(ascii: ">")
            {
                stop += 1
            }
            if let anchor = BlobAnchor(Array(bytes[start..<stop])) {
                add(anchor.range, path: anchor.path, certainty: .firm, place: start..<stop)
            }
            return stop
        }
        let path = String(decoding: bytes[start..<end], as: UTF8.self)
        paths.append(Named(path: path, place: start..<end))
        var index = end
        // path:12-14, path:12,20, path#L12, path(12,5), path†L12
        if byte(index) == UInt8(ascii: ":"), byte(index + 1).isDigit || byte(index + 1) == UInt8(ascii: "L") {
            index += byte(index + 1) == UInt8(ascii: "L") ? 2 : 1
            if let numbers = numberList(from: index, limit: lineEnd(from: index)) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if byte(index) == UInt8(ascii: "#"), byte(index + 1) == UInt8(ascii: "L"), byte(index + 2).isDigit {
            if let numbers = numberList(from: index + 2) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if bytes.has("†", at: index) {
            index += 3
            if byte(index) == UInt8(ascii: "L") { index += 1 }
            if byte(index).isDigit, let numbers = numberList(from: index) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if byte(index) == UInt8(ascii: "("), let first = integer(from: index + 1),
            byte(first.end) == UInt8(ascii: ","), let column = integer(from: first.end + 1),
            byte(column.end) == UInt8(ascii: ")")
        {
            add(
                LineRange(first.value), path: path, column: column.value, certainty: .firm,
                place: start..<column.end + 1)
            return column.end + 1
        }
        // "**path** (116-127)": the numbers in parentheses are its lines.
        var open = end
        while byte(open) == .space { open += 1 }
        let isHead = start == 0 || bytes[..<start].allSatisfy { !$0.isWord }
        if isHead {
            // "**path** · 45-50", "path @ 45", "path [45-50]"
            var mark = open
            while mark < bytes.count, mark - open < 6 {
                if byte(mark) == .space || byte(mark) == UInt8(ascii: "|") || byte(mark) == UInt8(ascii: "@")
                    || byte(mark) == UInt8(ascii: ",")
                    || byte(mark) == UInt8(ascii: "[") || byte(mark) == UInt8(ascii: "+")
                    || byte(mark) == UInt8(ascii: "R")
                    || byte(mark) == UInt8(ascii: "-") || byte(mark) == UInt8(ascii: ":")
                {
                    mark += 1
                } else if bytes.has("·", at: mark) {
                    mark += 2
                } else if bytes.has("•", at: mark) || bytes.has("–", at: mark) || bytes.has("—", at: mark) {
                    mark += 3
                } else {
                    break
                }
            }
            if mark > end, byte(mark).isDigit, let numbers = numberList(from: mark), !byte(numbers.end).isWord,
                !(byte(numbers.end) == .space && byte(numbers.end + 1).isLetter && !numbers.hasRange)
            {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        }
        if byte(open) == UInt8(ascii: "("), byte(open + 1).isDigit, let numbers = numberList(from: open + 1),
            byte(numbers.end) == UInt8(ascii: ")")
        {
            let isFirst = start == 0 || bytes[..<start].allSatisfy(\.isBlank)
            if isFirst || numbers.hasRange {
                record(numbers, path: path, certainty: isFirst ? .firm : .parenthesised, from: start)
                return numbers.end
            }
        }
        return end
    }

    private func lineEnd(from index: Int) -> Int {
        var end = index
        while end < bytes.count, bytes[end] != 10, end - index < 4_000 { end += 1 }
        return end
    }

    /// The path that a reference belongs to, if the words say so: "path, lines 3-4", "line 5 of path", "path L12".
    private func pathNear(start: Int, end: Int) -> String? {
        if let name = lastPathName(before: start) { return name }
        var index = end
        while byte(index) == .space || byte(index) == 10 { index += 1 }
        for word in ["of", "in", "von", "de", "di", "du", "в"] as [StaticString] where isWord(word, at: index) {
            index += word.utf8CodeUnitCount
            while byte(index) == .space || byte(index) == 10 { index += 1 }
            if let stop = PathToken.end(in: bytes, from: index) {
                return String(decoding: bytes[index..<stop], as: UTF8.self)
            }
        }
        return nil
    }

    /// The last path, when only punctuation or "at", "on" stands between it and `start`, or a reference of the same list.
    private func lastPathName(before start: Int) -> String? {
        if lastEnd >= 0, isListGap(lastEnd, start), let lastPath { return lastPath }
        guard let last = paths.last, last.place.upperBound <= start, start - last.place.upperBound <= 12 else {
            return nil
        }
        var index = last.place.upperBound
        while index < start {
            let at = byte(index)
            if at == .space || at == 10 || at == UInt8(ascii: ",") || at == UInt8(ascii: ":") || at == UInt8(ascii: "(")
                || at == UInt8(ascii: "#") || at == UInt8(ascii: "-") || at == UInt8(ascii: "[")
            {
                index += 1
            } else if isWord("at", at: index) || isWord("on", at: index) || isWord("in", at: index)
                || bytes.has("·", at: index)
            {
                index += 2
            } else if bytes.has("•", at: index) || bytes.has("的", at: index) || bytes.has("の", at: index)
                || bytes.has("，", at: index)
                || bytes.has("（", at: index) || bytes.has("–", at: index) || bytes.has("—", at: index)
            {
                index += 3
            } else {
                return nil
            }
        }
        return last.path
    }

    /// A diff's hunk header is no reference.
    private func hunk(from start: Int) -> Int {
        var index = start + 2
        while index < bytes.count, bytes[index] != 10 {
            if bytes.has("@@", at: index) { return index + 2 }
            index += 1
        }
        return index
    }

    // MARK: Bare numbers

    /// Parentheses that hold nothing but numbers, commas and connectives.
    private mutating func parenthesised(from start: Int) -> Int? {
        var index = start + 1
        while byte(index) == .space { index += 1 }
        var isAnchored = false
        for word in [
            "see also", "see", "cf.", "same for", "same on", "same at", "also", "likewise", "again on", "again at",
            "and",
        ]
            as [StaticString]
        where bytes.has(word, at: index) {
            index += word.utf8CodeUnitCount
            isAnchored = true
            break
        }
        while byte(index) == .space { index += 1 }
        guard byte(index).isDigit, !text.styles[index].contains(.code), let numbers = numberList(from: index) else {
            return nil
        }
        var end = numbers.end
        while byte(end) == .space || byte(end) == UInt8(ascii: ",") || byte(end) == UInt8(ascii: ".") { end += 1 }
        if bytes.has("…", at: end) { end += 3 }
        for word in ["etc.", "etc", "and so on", "and others", "and more", "usw.", "ff."] as [StaticString]
        where bytes.has(word, at: end) {
            end += word.utf8CodeUnitCount
            break
        }
        let isSquare = byte(start) == UInt8(ascii: "[")
        let isClosed = byte(end) == UInt8(ascii: isSquare ? "]" : ")")
        // "[3]" is an index or a note.
        if isSquare, !isClosed || !numbers.hasRange || previousByte(start).isWord { return nil }
        guard
            isClosed || isAnchored || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ",")
                || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ";")
        else { return nil }
        let before = previousWord(before: start)
        if Self.otherNumbers.contains(before) || isUnlike(before: start) { return end }
        if numbers.ranges.contains(where: { Self.years.contains($0.range.first) && Self.years.contains($0.range.last) })
        {
            return end
        }
        if numbers.ranges.contains(where: { $0.range.first == 0 }) { return end }
        let isSingle = !numbers.hasRange && numbers.ranges.count == 1
        if isSingle, numbers.ranges[0].range.first < 10 { return end }
        if numbers.ranges.count == 1, numbers.hasRange, numbers.ranges[0].range.last < 10 { return end }
        record(
            numbers, path: lastPathName(before: start),
            certainty: isSingle && !isAnchored ? .parenthesisedNumber : .parenthesised,
            from: start)
        return end
    }

    /// A number in running text; a reference only in the company of others or after a word that points.
    private mutating func number(from start: Int, isStart: Bool) -> Int {
        let skip = numberEnd(from: start)
        let before = previousByte(start)
        guard !isWordBefore(start), !(before < 128 && Self.stuckBefore.contains(before)) || before == UInt8(ascii: "(")
        else { return skip }
        guard let numbers = numberList(from: start) else { return skip }
        let next = byte(numbers.end)
        if next == UInt8(ascii: "%") || bytes.has("°", at: numbers.end) || next == UInt8(ascii: "/") {
            return max(skip, numbers.end)
        }
        let word = previousWord(before: start)
        if Self.otherNumbers.contains(word) || isUnlike(before: start) { return max(skip, numbers.end) }
        // A unit after it: "10-15 seconds", "442, 466 requests".
        if next == .space || next == UInt8(ascii: "-"), byte(numbers.end + 1).isLetter {
            let unit = wordText(from: numbers.end + 1)
            if Self.units.contains(unit) { return max(skip, numbers.end) }
        }
        guard
            numbers.ranges.allSatisfy({
                $0.range.first >= 10 && !Self.years.contains($0.range.first) && $0.range.last < 200_000
            }),
            numbers.isAscending
        else { return max(skip, numbers.end) }
        let isList = numbers.ranges.count >= 3 && !numbers.hasRange || numbers.ranges.count >= 2 && numbers.hasRange
        let isRange =
            numbers.ranges.count == 1 && numbers.hasRange
            && numbers.ranges[0].range.first < numbers.ranges[0].range.last
        let isPointed = Self.pointing.contains(word)
        let isListed = numbers.ranges.count == 2 && Self.places.contains(word)
        let isLabel =
            isStart
            && (next == UInt8(ascii: ":") || next == UInt8(ascii: ",")
                || text.styles[start].contains(.strong)
                    && (next == 0 || !byte(numbers.end + 1).isLetter || numbers.hasRange))
        if isList || isRange || isPointed || isListed || isLabel {
            let codes = numbers.ranges.filter {
                Self.statuses.contains($0.range.first) && $0.range.first == $0.range.last
            }
            if !isRange, codes.count == numbers.ranges.count, !isPointed, !isLabel {
                return max(skip, numbers.end)
            }
            // "45-50: …" at the very start, or "**45-50**" alone, is a label.
            let isFirm =
                isStart && isLabel && numbers.hasRange
                || isStart && text.styles[start].contains(.strong)
                    && text.runEnd(from: start, .strong) <= numbers.end + 1
            record(numbers, path: nil, certainty: isFirm ? .firm : .bare, from: start)
        }
        return max(skip, numbers.end)
    }

    private func numberEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count,
            bytes[end].isDigit || bytes[end].isLetter || bytes[end] == 95
                || bytes[end] == UInt8(ascii: ".") && byte(end + 1).isDigit
        { end += 1 }
        return max(end, start + 1)
    }

    /// What makes the number after it a part of something else: `#123`, `$5`, `v1`, `a-1`, `x=5`, `1.5`, `:80`.
    private static let stuckBefore: Set<UInt8> = Set("#$=.:-+*/\\<>@&'\"~^".utf8)
    private static let statuses: Set<Int> = [
        200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412,
        413, 415,
        418, 422, 423, 425, 429, 500, 501, 502, 503, 504,
    ]
    private static let pointing: Set<String> = ["again", "also", "likewise", "ditto", "ebenso", "idem", "including"]
    private static let places: Set<String> = ["in", "at", "on", "for", "see", "to", "blocks"]
    private static let otherNumbers: Set<String> = [
        "rfc", "http", "https", "status", "statuses", "port", "ports", "bug", "bugs", "issue", "issues", "pr",
        "version", "versions",
        "python", "java", "node", "step", "steps", "point", "points", "item", "items", "page", "pages", "section",
        "sections",
        "chapter", "table", "rule", "rules", "value", "values", "code", "codes", "error", "errors", "about",
        "approximately",
        "roughly", "around", "nearly", "range", "between", "first", "last", "iso", "utf", "sha", "aes", "cve", "cwe",
        "tls", "answer",
        "answers", "returns", "return", "expects", "expect", "takes", "than", "over", "under", "least", "most", "up",
        "of", "by",
        "every", "each", "only", "case", "cases", "test", "tests", "id", "ids", "number", "numbers", "size", "count",
        "level",
        "ticket", "commit", "build", "run", "exit", "timeout", "years", "year", "finding", "findings", "remark",
        "remarks", "comment",
        "comments", "nr", "no", "#", "punkt", "punkte", "schritt", "points", "fehler", "étape", "paso", "grew",
        "equals", "is",
        "was", "are", "with", "from", "against", "response", "responses", "a", "an", "the",
    ]
    private static let units: Set<String> = [
        "s", "ms", "sec", "secs", "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day",
        "days", "week",
        "weeks", "month", "months", "year", "years", "lines", "line", "loc", "tests", "test", "times", "cases", "items",
        "bytes",
        "byte", "kb", "mb", "gb", "kib", "mib", "characters", "chars", "users", "requests", "retries", "iterations",
        "files",
        "methods", "functions", "rows", "columns", "entries", "elements", "records", "messages", "percent", "points",
        "words", "bit",
        "bits", "px", "threads", "workers", "assertions", "mocks", "findings", "issues", "comments", "or", "different",
        "more",
        "zeilen", "sekunden", "minuten", "lignes", "secondes",
    ]

    // MARK: Links

    /// Anchors of links that the visible text does not repeat: `[here](…/blob/main/a.py#L10-L20)`.
    private mutating func anchors() {
        for link in text.links {
            guard let anchor = BlobAnchor(link.destination) else { continue }
            if found.contains(where: { $0.place.overlaps(link.range) || $0.range == anchor.range }) { continue }
            add(anchor.range, path: anchor.path, certainty: .firm, place: link.range)
        }
        if !text.links.isEmpty { found.sort { $0.place.lowerBound < $1.place.lowerBound } }
    }

    // MARK: Recording

    /// - Parameter end: where the reference's words end, when they go on after its numbers ("第83行").
    private mutating func record(
        _ numbers: Numbers, path: String?, certainty: Certainty, from start: Int, to end: Int? = nil
    ) {
        let end = end ?? numbers.end
        for (range, column) in numbers.ranges {
            add(range, path: path, column: column, certainty: certainty, place: start..<max(start + 1, end))
        }
        lastEnd = end
        lastPath = path
    }

    private mutating func add(
        _ range: LineRange, path: String?, column: Int? = nil, certainty: Certainty, place: Range<Int>
    ) {
        found.append(Found(range: range, path: path, column: column, certainty: certainty, place: place))
    }

    // MARK: Words

    private func wordStart(before index: Int) -> Int {
        var end = index
        while end > 0, !bytes[end - 1].isWord, index - end < 4 { end -= 1 }
        var start = end
        while start > 0, bytes[start - 1].isWord, end - start < 24 { start -= 1 }
        return start
    }

    /// The word before `index` in lower case; empty when a sentence or bracket ends between.
    private func previousWord(before index: Int) -> String {
        var end = index
        while end > 0, !bytes[end - 1].isWord {
            let sign = bytes[end - 1]
            if sign != .space && sign != 10 && sign != UInt8(ascii: "(") && sign != UInt8(ascii: ":")
                && sign != UInt8(ascii: "\"")
            {
                return ""
            }
            if index - end > 3 { return "" }
            end -= 1
        }
        var start = end
        while start > 0, bytes[start - 1].isWord, end - start < 24 { start -= 1 }
        return String(decoding: bytes[start..<end].map(\.lowered), as: UTF8.self)
    }

    private func wordText(from index: Int) -> String {
        var end = index
        while end < bytes.count, bytes[end].isWord, end - index < 24 { end += 1 }
        return String(decoding: bytes[index..<end].map(\.lowered), as: UTF8.self)
    }
}
