/// What stands before a review for programs: YAML front matter between two lines of `---`, or the header of a mail (RFC 5322).
///
/// All of it is blanked, byte for byte, but for the lines that name the file, what the mail is about, and the verdict.
enum Preamble {
    static func blank(_ document: inout [UInt8]) {
        guard let first = document.firstIndex(where: { !$0.isBlank }) else { return }
        if let lines = frontMatter(document, from: first) ?? mailHeader(document, from: first) {
            for line in lines where !isKept(document[line]) {
                for index in line { document[index] = .space }
            }
        }
    }

    private static let maximumLines = 80

    /// The lines of the front matter, its two rules among them.
    private static func frontMatter(_ document: [UInt8], from first: Int) -> [Range<Int>]? {
        var lines: [Range<Int>] = []
        var keys = 0
        var start = first
        while start < document.count, lines.count < maximumLines {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = start..<end
            start = end + 1
            let isRule =
                document[line].prefix(while: { !$0.isBlank }).elementsEqual("---".utf8)
                && document[line].dropFirst(3).allSatisfy(\.isBlank)
            if lines.isEmpty {
                guard isRule else { return nil }
                lines.append(line)
                continue
            }
            lines.append(line)
            if isRule {
                // A record of findings in YAML has lists of mappings; what stands before a text has names and values.
                return keys > 0 && document[min(start, document.count)...].contains { $0.isWord } ? lines : nil
            }
            let words = document[line].drop(while: \.isBlank)
            if words.isEmpty || words.first == UInt8(ascii: "#") { continue }
            if keyLength(document[line]) != nil {
                keys += 1
            } else if words.startIndex == line.lowerBound && words.first != UInt8(ascii: "-") || isMapping(words) {
                return nil
            }
        }
        return nil
    }

    /// "- title: The clock is real", of a list whose members have names and texts; one name and a word, "- reviews: story:berth",
    /// tells what the text goes with.
    private static func isMapping(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "-") else { return false }
        let member = line.dropFirst().drop(while: \.isBlank)
        guard let length = keyLength(member) else { return false }
        let value = member.dropFirst(length + 1).drop(while: \.isBlank)
        return value.isEmpty || value.split(whereSeparator: \.isBlank).count > 1
    }

    /// The lines of a mail's header, where at least three of its fields are those of every mail.
    private static func mailHeader(_ document: [UInt8], from first: Int) -> [Range<Int>]? {
        var lines: [Range<Int>] = []
        var known = 0
        var start = first
        while start < document.count, lines.count < maximumLines {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = start..<end
            guard document[line].contains(where: { !$0.isBlank }) else { break }
            if let length = keyLength(document[line]) {
                let name = String(decoding: document[line].prefix(length), as: UTF8.self).lowercased()
                if mailFields.contains(name) { known += 1 }
            } else if lines.isEmpty || document[line].first?.isBlank != true {
                return nil
            }
            lines.append(line)
            start = end + 1
        }
        return known > 2 && start < document.count ? lines : nil
    }
    private static let mailFields: Set<String> = [
        "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "reply-to",
        "content-type", "list-id", "return-path", "received", "sender",
    ]

    /// The length of the name before a colon and a blank, or the line's end.
    private static func keyLength(_ line: ArraySlice<UInt8>) -> Int? {
        let name = line.prefix(48).prefix {
            $0.isWord && !$0.isWide || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard let head = name.first, head.isLetter || head == UInt8(ascii: "_"), name.endIndex < line.endIndex,
            line[name.endIndex] == UInt8(ascii: ":")
        else { return nil }
        let next = name.endIndex + 1
        return next >= line.endIndex || line[next].isBlank ? name.count : nil
    }

    private static func isKept(_ line: ArraySlice<UInt8>) -> Bool {
        guard let length = keyLength(line) else { return false }
        return kept.contains(String(decoding: line.prefix(length), as: UTF8.self).lowercased())
    }
    private static let kept: Set<String> = [
        "file", "path", "filename", "file_path", "filepath", "subject", "verdict", "decision", "recommendation",
    ]
}
