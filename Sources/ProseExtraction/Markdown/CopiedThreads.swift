import FindingsModel

/// The page of a pull request as a browser copies it: each thread begins with the file, perhaps "Outdated", "Comment on lines +4
/// to +6" and the code, then who wrote it and when; behind the words may come "Suggested change" and code, and in the end what
/// the page offers ("Reply...", "Resolve conversation").
///
/// The place becomes a heading of the thread, the code and the page's own words are blanked. Byte for byte.
enum CopiedThreads {
    static func open(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        let ends = lines.indices.filter { isEnd(document[lines[$0]]) }
        guard ends.count > 1 else { return }
        var start = 0
        var threads: [Thread] = []
        for end in ends {
            if let thread = thread(start..<end, lines, document) { threads.append(thread) }
            start = end + 1
        }
        guard threads.count > 1 else { return }
        let isMixed = threads.contains { !$0.numbers.isEmpty }
        for (number, thread) in threads.enumerated() {
            let head = lines[thread.path].lowerBound..<lines[thread.words].lowerBound
            // Among threads on lines, a heading of a file alone would be a chapter.
            let file = String(decoding: document[lines[thread.path]].trimmingBlanks, as: UTF8.self)
            let title =
                isMixed && thread.numbers.isEmpty ? "Comment \(number + 1)\nFile: \(file)" : file + thread.numbers
            guard document.write("### \(title)".utf8, over: head) else { continue }
            var isCode = false
            for index in thread.words..<thread.end {
                isCode = isCode || opensCode(document[lines[index]])
                if isCode { document.blank(lines[index]) }
            }
        }
        for end in ends { document.blank(lines[end]) }
    }

    private static let maximumLines = 60_000

    private struct Thread {
        /// The line of the file's name, the first one of the words, and the one behind them.
        var path: Int
        var words: Int
        var end: Int
        /// ":4-6", or nothing.
        var numbers: String
    }

    private static func thread(_ part: Range<Int>, _ lines: [Range<Int>], _ document: [UInt8]) -> Thread? {
        guard let when = part.last(where: { isSigned(document[lines[$0]]) }),
            let path = part[..<when].last(where: { isPath(document[lines[$0]]) })
        else { return nil }
        var numbers = ""
        for index in (path + 1..<when).prefix(3) where numbers.isEmpty {
            numbers = placed(document[lines[index]]) ?? ""
        }
        var words = when + 1
        while words < part.upperBound, isOffer(document[lines[words]]) { words += 1 }
        return words < part.upperBound ? Thread(path: path, words: words, end: part.upperBound, numbers: numbers) : nil
    }

    /// "src/a.py" alone.
    private static func isPath(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        guard (3...300).contains(text.count), line.first?.isBlank == false, !text.contains(.space),
            text.contains(UInt8(ascii: "."))
        else { return false }
        return DumpHeader.place(text).map { $0.path.utf8.count == text.count } ?? false
    }

    /// ":4-6" of "Comment on lines +4 to +6", "Comment on line R4".
    private static func placed(_ line: ArraySlice<UInt8>) -> String? {
        let text = line.trimmingBlanks
        guard text.count <= 80 else { return nil }
        let key = PhraseKey(text, keepDigits: true)
        guard onLines.opens(key) else { return nil }
        let numbers = text.split { !$0.isDigit }
        guard (1...2).contains(numbers.count) else { return nil }
        return ":" + numbers.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }
    private static let onLines: PhraseSet = [
        "comment on lines", "comment on line", "commented on lines", "commented on line",
    ]

    /// When somebody wrote it, at the end of a line of a few words: "3 hours ago", "@ida ida bot 2 days ago", "on Mar 3".
    private static func isSigned(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        guard (5...80).contains(text.count), text.last.map({ $0.isLetter || $0.isDigit }) == true else { return false }
        let words = text.split(separator: .space).map { String(decoding: $0.map(\.lowered), as: UTF8.self) }
        guard words.count <= 9, let last = words.last else { return false }
        if last == "ago", words.count > 2 { return spans.contains(words[words.count - 2]) }
        if last == "yesterday" || last == "now" { return words.count <= 2 }
        // "on Mar 3", "on Mar 3, 2026"
        guard words.count <= 4, words[0] == "on", words.count > 2 else { return false }
        return months.contains(String(words[1].prefix(3))) && words[2].utf8.first.map(\.isDigit) == true
    }
    private static let spans: Set<String> = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
        "year", "years",
    ]
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// What the page offers below a thread, and signs for the program that wrote it.
    private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        guard (5...60).contains(text.count) else { return false }
        let key = PhraseKey(text).text.trimmingSpaces
        if footers.contains(key) { return true }
        // "@ida  Reply..."
        let reply = text.reversed().drop { $0.isOne(of: ".") || $0 & 0x80 != 0 }.reversed()
        guard text.last.map({ $0 == UInt8(ascii: ".") || $0 == 0xA6 }) == true else { return false }
        return Array(reply.suffix(5)) == Array("Reply".utf8) && (reply.count == 5 || text.first == UInt8(ascii: "@"))
            && key.split(separator: " ").count <= 3
    }

    private static let footers: Set<String> = [
        "copilot uses ai check for mistakes", "resolve conversation", "unresolve conversation",
    ]

    private static func isOffer(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        if text.isEmpty { return true }
        guard text.count <= 120 else { return false }
        return offers.contains(PhraseKey(text).text.trimmingSpaces)
    }
    private static let offers: Set<String> = [
        "contributor", "member", "collaborator", "owner", "author", "bot", "more actions",
        "there was a problem hiding this comment", "choose a reason for hiding this comment", "choose a reason",
        "the reason will be displayed to describe this comment to others learn more", "learn more",
    ]

    private static func opensCode(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        guard text.count <= 60 else { return false }
        return code.contains(PhraseKey(text).text.trimmingSpaces)
    }
    private static let code: Set<String> = [
        "suggested change", "suggested changes", "commit suggestion", "prompt for ai agents", "committable suggestion",
    ]
}
