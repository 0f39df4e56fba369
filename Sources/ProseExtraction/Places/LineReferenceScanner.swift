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
        /// Only a link's destination tells it.
        var isAnchor = false
        /// The number stands in code and in parentheses, "(`30-31`)": a place where the document gives all places so, else a
        /// value.
        var isCode = false
        /// An R marks the numbers, for the right side of a comparison: "a.js R88-R107". By itself, "R12" is one only where
        /// the document gives places so, else a requirement or a version.
        var isSided = false
    }

    /// A path that the text names, with or without lines.
    struct Named: Sendable {
        var path: String
        var place: Range<Int>
    }

    let text: StyledText
    let bytes: [UInt8]
    var found: [Found] = []
    var paths: [Named] = []
    /// Numbers that may be lines, for the document to tell.
    var loose: [LooseNumber] = []
    /// The end of the last reference, and whether it was firm: what follows may go on with the list.
    var lastEnd = -1
    var lastPath: String?
    var codeEnd = 0
    static let limit = 4_000
    /// From here on a number that nothing calls a line is a commit, an identifier, an amount.
    private static let leastUnlikely = 1_000_000

    /// - Parameter startsAtLocation: bare code at the start (`120-131`:) is a location label.
    init(_ text: StyledText, startsAtLocation: Bool = true) {
        self.text = text
        bytes = text.bytes
        if Self.mayPoint(bytes) { scan(startsAtLocation: startsAtLocation) }
        anchors()
    }

    /// It holds a digit or what a path has: most texts hold neither, and every text is asked several times.
    private static func mayPoint(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for (index, byte) in bytes.enumerated() {
                switch byte {
                // A digit of full width begins with the last one.
                case 48...57, UInt8(ascii: "/"), UInt8(ascii: "\\"), 0xEF: return true
                case UInt8(ascii: "."):
                    if index + 1 < bytes.count, bytes[index + 1].isLetter { return true }
                // "Makefile"
                case UInt8(ascii: "f"):
                    if index > 2, index + 3 < bytes.count, bytes[index + 1] == UInt8(ascii: "i"),
                        bytes[index + 2] == UInt8(ascii: "l"), bytes[index + 3] == UInt8(ascii: "e")
                    {
                        return true
                    }
                default: break
                }
            }
            return false
        }
    }

    // MARK: The walk

    mutating func scan(startsAtLocation: Bool) {
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
                if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "["), let end = bracketed(from: index) {
                    index = end
                } else if byte == UInt8(ascii: "#"), let end = lineMark(from: index + 1) {
                    index = end
                } else if byte == 0x40, bytes.has("@@", at: index) {
                    index = markedHunk(from: index, limit: bytes.count) ?? hunk(from: index)
                } else if byte == 0x40, let end = atSign(from: index) {
                    index = end
                } else if byte == UInt8(ascii: ":"), let end = colonMark(from: index) {
                    index = end
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
            } else if let end = lineMark(from: index) ?? sideMark(from: index) {
                index = end
            } else if byte.isDigit {
                index = runningNumber(from: index, isStart: isStart)
            } else {
                index = wordEnd(from: index)
            }
            isStart = false
        }
    }

    /// "(@365-368)", "@467": the sign stands for "at line".
    private mutating func atSign(from start: Int) -> Int? {
        guard byte(start + 1).isDigit, !isWordBefore(start), let numbers = numberList(from: start + 1) else {
            return nil
        }
        let next = byte(numbers.end)
        guard !next.isWord || next.isWide, !next.isOne(of: "%@/-+*="),
            numbers.ranges.allSatisfy({ $0.column == nil && $0.range.last < 100_000 })
        else { return nil }
        record(numbers, path: nil, certainty: .firm, from: start)
        return numbers.end
    }

    /// "(:40)", ":29-37", "at :50 :53": lines of the file that is spoken of; ":8080" is a port, and ":100:" an emoji.
    private mutating func colonMark(from start: Int) -> Int? {
        guard byte(start + 1).isDigit, start == 0 || bytes[start - 1].isBlank || bytes[start - 1].isOne(of: "(,"),
            let numbers = numberList(from: start + 1)
        else { return nil }
        let next = byte(numbers.end)
        guard !next.isWord || next.isWide, !next.isOne(of: "%:/*=+"),
            numbers.ranges.allSatisfy({ $0.column == nil && $0.range.last < 100_000 }),
            numbers.hasRange || !Self.ports.contains(numbers.ranges[0].range.first),
            numbers.hasRange || !Self.otherNumbers.contains(previousWord(before: start))
        else { return nil }
        record(numbers, path: lastPath, certainty: .firm, from: start)
        return numbers.end
    }

    /// Numbers in parentheses; those that no rule takes are loose.
    private mutating func bracketed(from start: Int) -> Int? {
        let known = found.count
        guard let end = parenthesised(from: start) else { return nil }
        if found.count == known {
            // "(table :29-37)"
            for index in start + 1..<end where bytes[index] == UInt8(ascii: ":") && index >= lastEnd {
                _ = colonMark(from: index)
            }
        }
        if found.count == known {
            var index = start + 1
            while byte(index) == .space { index += 1 }
            noteLoose(from: index, end: end)
        }
        return end
    }

    /// A number in running text; loose where no rule takes it.
    private mutating func runningNumber(from start: Int, isStart: Bool) -> Int {
        let known = found.count
        let end = number(from: start, isStart: isStart)
        if found.count == known { noteLoose(from: start, end: end) }
        return end
    }

    func spanEnd(from start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, text.styles[end].contains(.code), !starts(at: end) { end += 1 }
        return end
    }

    /// A code span starts at `index`. The starts are few and sorted.
    func starts(at index: Int) -> Bool {
        var low = 0
        var high = text.codeStarts.count
        while low < high {
            let middle = (low + high) / 2
            if text.codeStarts[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low < text.codeStarts.count && text.codeStarts[low] == index
    }

    func wordEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isWord {
            // Script without spaces: one character is a word.
            if bytes[end] >= 0xE2 { return max(end, start) + (end == start ? bytes.scalar(at: end).length : 0) }
            end += 1
        }
        return max(end, start + 1)
    }

    func previousByte(_ index: Int) -> UInt8 { index > 0 ? bytes[index - 1] : .space }
    /// A letter, digit or underscore stands before `index`; scripts without spaces join nothing.
    func isWordBefore(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = bytes[index - 1]
        guard before.isWide else { return before.isWord }
        let value = bytes.scalar(at: bytes.scalarStart(before: index)).value
        return value < 0x2000 && value > 0xBF
    }

    var hasKana: Bool {
        bytes.indices.contains { bytes[$0] == 0xE3 && (0x81...0x83).contains(byte($0 + 1)) }
    }

    func byte(_ index: Int) -> UInt8 { index < bytes.count && index >= 0 ? bytes[index] : 0 }

    // MARK: Code spans

    /// A whole code span that is a location: `path:12-14`, `L12`, or numbers where a label or list expects them.
    mutating func codeSpan(from start: Int, isStart: Bool) -> Int? {
        let end = codeEnd
        var blank = start
        while blank < end, bytes[blank].isBlank { blank += 1 }
        // "📄 tests/a.php[5-6]"
        if blank < end, bytes[blank] == 0xF0 || bytes[blank] == 0xE2 {
            blank += bytes.scalar(at: blank).length
            while blank < end, bytes[blank].isBlank { blank += 1 }
        }
        if let next = pathToken(from: blank) { return max(next, end) }
        // "(`#L419`, `#L429`)": what a link to the line ends with.
        if let next = markedHunk(from: blank, limit: end) { return next }
        let mark = byte(blank) == UInt8(ascii: "#") ? blank + 1 : blank
        if let next = lineMark(from: mark), next >= end { return next }
        if let next = keyword(from: blank), next >= end { return next }
        // "(`:12-14`, `:30`)" of the file that the heading names; `:8080` alone is a port.
        if byte(blank) == UInt8(ascii: ":"), byte(blank + 1).isDigit,
            let numbers = numberList(from: blank + 1, limit: end), numbers.end >= end,
            numbers.hasRange
                || previousByte(start) == UInt8(ascii: "(") && numbers.ranges.allSatisfy({ $0.range.last < 3_000 })
                || lastEnd >= 0 && isListGap(lastEnd, start) || goesOnInFile(numbers, before: start)
                || isBehindDash(numbers, from: start)
        {
            record(numbers, path: lastPath, certainty: .firm, from: start)
            return numbers.end
        }
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

    /// "**Unused field** – `:22`": what a dash sets apart behind a title, and words do not follow.
    private func isBehindDash(_ numbers: Numbers, from start: Int) -> Bool {
        var index = start
        while index > 0, bytes[index - 1] == .space { index -= 1 }
        guard index < start, index > 3, bytes.has("–", at: index - 3) || bytes.has("—", at: index - 3),
            numbers.ranges.allSatisfy({ !Self.ports.contains($0.range.first) })
        else { return false }
        var next = spanEnd(from: start)
        while byte(next) == .space { next += 1 }
        return next >= bytes.count || [10, 40, 44, 59].contains(byte(next)) || bytes.has("–", at: next)
            || bytes.has("—", at: next)
    }

    /// "`a.py:12` …, also at `:30`": the text has given lines of a file by a path and a colon.
    private func goesOnInFile(_ numbers: Numbers, before start: Int) -> Bool {
        numbers.ranges.allSatisfy { !Self.ports.contains($0.range.first) }
            && !Self.otherNumbers.contains(previousWord(before: start))
            && found.contains { $0.certainty == .firm && $0.path != nil && !$0.isAnchor }
    }

    /// Only commas, blanks, `and` and markup between two references.
    func isListGap(_ start: Int, _ end: Int) -> Bool {
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

    // MARK: Recording

    /// - Parameter end: where the reference's words end, when they go on after its numbers ("第83行").
    mutating func record(
        _ numbers: Numbers, path: String?, certainty: Certainty, from start: Int, to end: Int? = nil
    ) {
        let end = end ?? numbers.end
        for (range, column) in numbers.ranges where certainty == .firm || range.first < Self.leastUnlikely {
            add(range, path: path, column: column, certainty: certainty, place: start..<max(start + 1, end))
        }
        lastEnd = end
        lastPath = path
    }

    mutating func add(
        _ range: LineRange, path: String?, column: Int? = nil, certainty: Certainty, place: Range<Int>
    ) {
        found.append(Found(range: range, path: path, column: column, certainty: certainty, place: place))
    }

    // MARK: Words

    func wordStart(before index: Int) -> Int {
        var end = index
        while end > 0, !bytes[end - 1].isWord, index - end < 4 { end -= 1 }
        var start = end
        while start > 0, bytes[start - 1].isWord, end - start < 24 { start -= 1 }
        return start
    }

    /// The word before `index` in lower case; empty when a sentence or bracket ends between.
    func previousWord(before index: Int) -> String {
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

    /// The word at `index` in lower case; empty behind the text's end, too.
    func wordText(from index: Int) -> String {
        guard index < bytes.count else { return "" }
        var end = index
        while end < bytes.count, bytes[end].isWord, end - index < 24 { end += 1 }
        return String(decoding: bytes[index..<end].map(\.lowered), as: UTF8.self)
    }
}
