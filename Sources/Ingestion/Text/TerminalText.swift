import FindingsModel

/// A text without what only a terminal or a job's log adds to it: colours and other escape sequences (ECMA-48, 5.4 and 8.3;
/// strings of 5.6), the time that CI systems write before each line, and the task that Ant does.
///
/// Knows where its bytes stood, so that spans and places are those of the text as it came.
struct TerminalText {
    /// The text as a tool wrote it.
    private(set) var text: [UInt8] = []
    /// Where the kept runs begin: in `text`, and in the text as it came.
    private var runs: [(at: Int, from: Int)] = []
    private let count: Int

    /// Leaves the escape sequences out.
    ///
    /// - Returns: `nil` where there are none, or the text is JSON or XML, which have none.
    init?(withoutEscapes text: [UInt8]) {
        guard text.hasByte(Self.escape), !Self.isStructured(text) else { return nil }
        count = text.count
        var start = 0
        while let at = text[start...].firstIndex(of: Self.escape) {
            keep(text, start..<at)
            start = Self.end(ofSequenceAt: at, in: text)
        }
        keep(text, start..<text.count)
    }

    /// Leaves the time before each line out: GitHub's `2026-11-22T21:25:14.1234567Z `, GitLab's with the stream's name behind
    /// it, Jenkins' in brackets, each also behind the names of job and step; times of the day, Vercel's `[21:25:14.123] `.
    ///
    /// - Returns: `nil` where not nearly all lines have one.
    init?(withoutTimes text: [UInt8]) {
        let looked = RefrainLinesFormat.lines(text, limit: 200)
        let stamped = looked.count { Self.end(ofTimeAt: $0, in: text) != nil }
        guard stamped > 0, stamped * 10 >= looked.count * 9 else { return nil }
        count = text.count
        var start = 0
        for line in RefrainLinesFormat.lines(text) {
            guard let end = Self.end(ofTimeAt: line, in: text) else { continue }
            keep(text, start..<line.lowerBound)
            start = end
        }
        keep(text, start..<text.count)
    }

    /// Leaves the name of the task before Ant's lines out, `    [javac] `, and the lines that Ant itself prints.
    ///
    /// - Returns: `nil` where no line has one.
    init?(withoutTasks text: [UInt8]) {
        guard !Self.isStructured(text) else { return nil }
        let lines = RefrainLinesFormat.lines(text)
        guard lines.contains(where: { Self.end(ofTaskAt: $0, in: text) != nil }) else { return nil }
        count = text.count
        for line in lines {
            let next = min(line.upperBound + 1, text.count)
            if let end = Self.end(ofTaskAt: line, in: text) {
                keep(text, end..<next)
            } else if !Self.isAnts(text[line]) {
                keep(text, line.lowerBound..<next)
            }
        }
    }

    /// Nothing but these parts, in order.
    init(_ text: [UInt8], keeping parts: [Range<Int>]) {
        count = text.count
        for part in parts { keep(text, part) }
    }

    private mutating func keep(_ text: [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        runs.append((self.text.count, range.lowerBound))
        self.text += text[range]
    }

    /// Where a byte stood in the text as it came.
    func origin(of byte: Int) -> Int {
        guard byte < text.count else { return count }
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].at <= byte { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return byte }
        return runs[low - 1].from + byte - runs[low - 1].at
    }

    func origin(of span: ByteSpan) -> ByteSpan {
        let start = origin(of: span.start)
        return ByteSpan(start, span.count > 0 ? origin(of: span.end - 1) + 1 : start)
    }

    /// The review with the spans that it has in the text as it came.
    func located(_ review: Review) -> Review {
        var review = review
        for index in review.findings.indices {
            review.findings[index].span = origin(of: review.findings[index].span)
        }
        for index in review.unparsed.indices {
            review.unparsed[index].span = origin(of: review.unparsed[index].span)
        }
        if let verdict = review.verdict { review.verdict?.span = origin(of: verdict.span) }
        return review
    }

    // MARK: Escape sequences

    private static let escape: UInt8 = 0x1B

    private static func isStructured(_ text: [UInt8]) -> Bool {
        guard let first = text.firstIndex(where: { !SourceDocument.isSpace($0) }) else { return true }
        if text[first] == UInt8(ascii: "{") || text[first] == UInt8(ascii: "<") { return true }
        guard text[first] == UInt8(ascii: "[") else { return false }
        let second = text[(first + 1)...].first { !SourceDocument.isSpace($0) }
        return second.map { $0.isOne(of: "{[]\"") } ?? true
    }

    /// Behind the sequence that begins at `at`; one that is cut is no longer than its line.
    private static func end(ofSequenceAt at: Int, in text: [UInt8]) -> Int {
        var next = at + 1
        guard next < text.count else { return next }
        func skip(_ bytes: ClosedRange<UInt8>) { while next < text.count, bytes.contains(text[next]) { next += 1 } }
        switch text[next] {
        case UInt8(ascii: "["):
            next += 1
            skip(0x30...0x3F)
            skip(0x20...0x2F)
            if next < text.count, (0x40...0x7E).contains(text[next]) { next += 1 }
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            // A string, to BEL or `ESC \`; a link's address, for one.
            while next < text.count, text[next] != 0x07, text[next] != escape, text[next] != UInt8(ascii: "\n") {
                next += 1
            }
            if next < text.count, text[next] == 0x07 {
                next += 1
            } else if next + 1 < text.count, text[next] == escape, text[next + 1] == UInt8(ascii: "\\") {
                next += 2
            }
        default:
            skip(0x20...0x2F)
            if next < text.count, (0x30...0x7E).contains(text[next]) { next += 1 }
        }
        return next
    }

    // MARK: Times

    private static func end(ofTimeAt line: Range<Int>, in text: [UInt8]) -> Int? {
        let bytes = text[line].prefix(300)
        if let end = end(ofTime: bytes) { return end }
        // `job<TAB>step<TAB>time`, as `gh run view --log` prints it.
        let parts = bytes.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? end(ofTime: parts[2]) : nil
    }

    private static func end(ofTime bytes: ArraySlice<UInt8>) -> Int? {
        if let end = end(ofTimeOfDay: bytes) { return end }
        let isBracketed = bytes.first == UInt8(ascii: "[")
        var next = isBracketed ? bytes.startIndex + 1 : bytes.startIndex
        for byte in "0000-00-00T00:00:00.".utf8 {
            guard next < bytes.endIndex,
                byte == UInt8(ascii: "0") ? isDigit(bytes[next]) : bytes[next] == byte
            else { return nil }
            next += 1
        }
        let fraction = next
        while next < bytes.endIndex, isDigit(bytes[next]) { next += 1 }
        // People's chats have times of fewer digits.
        guard next - fraction >= (isBracketed ? 3 : 6), next < bytes.endIndex, bytes[next] == UInt8(ascii: "Z") else {
            return nil
        }
        next += 1
        if isBracketed {
            guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "]") else { return nil }
            next += 1
        }
        // GitLab's number and letter of the stream, and a plus where the line before goes on.
        let stream = bytes[next...].prefix(5)
        if stream.count >= 4, stream[next] == 0x20, isHexadecimal(stream[next + 1]), isHexadecimal(stream[next + 2]),
            stream[next + 3] == UInt8(ascii: "O") || stream[next + 3] == UInt8(ascii: "E")
        {
            next += 4
            if next < bytes.endIndex, bytes[next] == 0x20 || bytes[next] == UInt8(ascii: "+") { next += 1 }
            return next
        }
        guard next < bytes.endIndex, bytes[next] == 0x20 else {
            return next == bytes.endIndex || bytes[next] == 0x0D ? next : nil
        }
        return next + 1
    }

    /// `21:25:14 ` and `[21:25:14.123] `.
    private static func end(ofTimeOfDay bytes: ArraySlice<UInt8>) -> Int? {
        let isBracketed = bytes.first == UInt8(ascii: "[")
        var next = isBracketed ? bytes.startIndex + 1 : bytes.startIndex
        for byte in "00:00:00".utf8 {
            guard next < bytes.endIndex, byte == UInt8(ascii: "0") ? isDigit(bytes[next]) : bytes[next] == byte else {
                return nil
            }
            next += 1
        }
        if next < bytes.endIndex, bytes[next] == UInt8(ascii: ".") {
            next += 1
            while next < bytes.endIndex, isDigit(bytes[next]) { next += 1 }
        }
        if isBracketed {
            guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "]") else { return nil }
            next += 1
        }
        guard next < bytes.endIndex, bytes[next] == 0x20 else {
            return next == bytes.endIndex || bytes[next] == 0x0D ? next : nil
        }
        return next + 1
    }

    // MARK: Tasks

    /// Behind the name of a task, which Ant sets flush right in twelve columns (`DefaultLogger.LEFT_COLUMN_SIZE`,
    /// https://github.com/apache/ant/blob/master/src/main/org/apache/tools/ant/DefaultLogger.java); editors and logs take the
    /// white space away.
    private static func end(ofTaskAt line: Range<Int>, in text: [UInt8]) -> Int? {
        let bytes = text[line].prefix(60)
        let mark = bytes.drop { $0 == 0x20 }
        guard mark.first == UInt8(ascii: "["), let close = mark.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let name = mark[..<close].dropFirst()
        guard let first = name.first, first >= 0x61, first <= 0x7A,
            name.allSatisfy({ $0.isOne(of: "-:._") || isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) })
        else { return nil }
        let end = close + 1
        guard end == line.upperBound || text[end] == 0x20 || text[end] == 0x0D else { return nil }
        let isFlushRight = mark.startIndex > bytes.startIndex && end - bytes.startIndex == 11
        let task = String(decoding: name, as: UTF8.self)
        guard isFlushRight || tasks.contains(task) else { return nil }
        return end < line.upperBound && text[end] == 0x20 ? end + 1 : end
    }

    /// Those that print what compilers and linters do.
    private static let tasks: Set = [
        "javac", "javadoc", "exec", "apply", "java", "ecj", "groovyc", "scalac", "kotlinc", "iajc", "csc", "checkstyle",
        "pmd", "jspc", "apt",
    ]

    /// The name of a target, and what Ant says of the build.
    private static func isAnts(_ line: ArraySlice<UInt8>) -> Bool {
        var words = Substring(decoding: line.prefix(400), as: UTF8.self)
        while words.last?.isWhitespace == true { words.removeLast() }
        if words == "BUILD FAILED" || words == "BUILD SUCCESSFUL" { return true }
        if words.hasPrefix("Buildfile: ") || words.hasPrefix("Total time: ") { return true }
        if words.hasSuffix("see the compiler error output for details.") { return true }
        return words.last == ":" && words.count > 1
            && words.dropLast().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }
}
