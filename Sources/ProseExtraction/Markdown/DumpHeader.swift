import FindingsModel

/// A line that a script printed above a comment, of nothing but who wrote it and where: "Comment #81 by ida on src/a.py:12",
/// "--- comment 3 of 9 by ida (src/a.py line 12) ---", "[2] ida @ src/a.py:None (2026-03-01)", "### ida — 2026-03-01 on `src/a.py`",
/// "_Review comment by @ida on `src/a.py`:12_".
struct DumpHeader {
    /// "src/a.py:12"; without lines where the script had none, and empty where it tells no place: "### @ida — 2026-03-01".
    let place: String
    let hasLines: Bool
    /// What the line is made of, without the values: two comments of one dump have the same.
    let shape: String
    /// It tells who wrote the comment, or which one it is.
    let isSigned: Bool
    /// Who wrote it, in lower case and without the sign of a handle; empty where it is not told.
    let name: String
    /// It is a heading, bold or emphasised, as Markdown has it.
    let isDressed: Bool

    init?(_ line: ArraySlice<UInt8>) {
        guard line.count <= 300, line.count > 4, let first = line.first, !first.isBlank else { return nil }
        let dress = Self.dress(of: line)
        isDressed = dress != nil
        guard dress != nil || Self.mayOpen(line) else { return nil }
        var text = dress?.text ?? line.trimmingBlanks
        let isFramed = text.prefix(while: Self.isFrame).count > 1
        if isFramed {
            text = text.drop(while: Self.isFrame)
            while let last = text.last, Self.isFrame(last) { text.removeLast() }
        }
        let words = text.split(whereSeparator: \.isBlank)
        guard (2...16).contains(words.count), text.last.map({ !$0.isOne(of: ".!?") }) == true else { return nil }
        var place: String?
        var hasLines = false
        var marksLine = false
        var name: [String] = []
        var parts: [String] = []
        var isSigned = false
        var isDated = false
        var isHandle = false
        var wasLine = false
        for word in words {
            let bare = Self.bare(word)
            let text = String(decoding: bare, as: UTF8.self).lowercased()
            defer { wasLine = Self.lineWords.contains(text) }
            isDated = isDated || Self.isDate(bare)
            if bare.isEmpty {
                let sign = String(decoding: word, as: UTF8.self)
                if sign == "@", parts.last == "NAME" { isSigned = true }
                parts.append(sign)
            } else if place == nil, let found = Self.place(bare) {
                place = found.path + (found.lines.map { ":" + $0 } ?? "")
                hasLines = found.lines != nil
                marksLine = bare.count > found.path.utf8.count
                parts.append("PLACE")
            } else if wasLine, bare.allSatisfy({ $0.isDigit || $0.isOne(of: "-L") }) || Self.noLine.contains(text) {
                if let path = place, !hasLines, bare[bare.startIndex].isDigit {
                    place = path + ":" + String(decoding: bare, as: UTF8.self)
                    hasLines = true
                }
                parts[parts.count - 1] = "LINE"
            } else if wasLine, parts.last == "LINE" {
                continue
            } else if Self.vocabulary.contains(text), !(parts.isEmpty && word.first == UInt8(ascii: "[")) {
                parts.append(text)
                if Self.verbs.contains(text), !name.isEmpty { isSigned = true }
            } else if let digit = bare.first, digit.isDigit || digit == UInt8(ascii: "#") {
                // A date and its time are one value.
                if parts.last != "NUMBER" { parts.append("NUMBER") }
                if parts.dropLast().last.map(Self.nouns.contains) == true { isSigned = true }
            } else {
                // Who wrote it: at most three words, one behind the other.
                if parts.last != "NAME" {
                    guard name.isEmpty else { return nil }
                    isHandle = word.first == UInt8(ascii: "@")
                    isSigned =
                        isSigned || parts.last.map(Self.agents.contains) == true || isHandle
                        // "[3310045501] ida src/a.py:12": no item has so long a number.
                        || parts.count == 1 && words[0].count(where: \.isDigit) > 5
                        || isFramed && marksLine && word.first == UInt8(ascii: "(") && word.last == UInt8(ascii: ")")
                    parts.append("NAME")
                }
                name.append(text.first == "@" ? String(text.dropFirst()) : text)
                guard name.count < 4 else { return nil }
                isHandle = isHandle || text.hasSuffix("[bot]") || text.hasSuffix("[bot")
                isSigned = isSigned || isHandle
            }
        }
        if let dress {
            // "### Fixtures in src/a.py": a remark's title has a date as seldom as a comment's header has none.
            isSigned =
                place == nil
                ? isHandle && (isDated || !Self.verbs.isDisjoint(with: parts))
                : isDated && !name.isEmpty || isSigned && (isHandle || !Self.nouns.isDisjoint(with: parts))
                    || dress.isBold && dress.endsWithColon && parts == ["NAME", "on", "PLACE"]
            guard place != nil || isDated && !name.isEmpty else { return nil }
        } else if place == nil {
            return nil
        }
        self.place = place ?? ""
        self.hasLines = hasLines
        self.name = name.joined(separator: " ")
        // A comment without a line may lack the word for it, too; what became of its thread is a value.
        shape =
            (isDressed ? "# " : "")
            + parts.filter { $0 != "LINE" && !Self.states.contains($0) }.joined(separator: " ")
        self.isSigned = isSigned
    }

    /// A line of plain text that opens as a header may, not as an item, a quote or a table's row does.
    private static func mayOpen(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, !first.isOne(of: "#>*|+`") else { return false }
        // An item's words are the reviewer's.
        return !(first == UInt8(ascii: "-") && line[line.startIndex + 1] == .space)
            && (!first.isDigit || line.drop(while: \.isDigit).first.map({ $0.isOne(of: ".)") }) != true)
    }

    private struct Dress {
        var text: ArraySlice<UInt8>
        var isBold = false
        var endsWithColon = false
    }

    /// The words of a heading, or of a line that is emphasised or opens in bold; `nil` for any other line.
    private static func dress(of line: ArraySlice<UInt8>) -> Dress? {
        let line = line.trimmingBlanks
        let hashes = line.prefix { $0 == UInt8(ascii: "#") }.count
        if hashes > 0 {
            guard hashes < 7, line.dropFirst(hashes).first == .space else { return nil }
            return Dress(text: plain(line.dropFirst(hashes)))
        }
        let emphasis = line.prefix { $0.isOne(of: "*_") }.count
        guard (1...3).contains(emphasis), line.dropFirst(emphasis).first?.isBlank == false else { return nil }
        let isWhole = line.suffix(emphasis).elementsEqual(line.prefix(emphasis).reversed())
        guard isWhole || emphasis > 1 else { return nil }
        return Dress(
            text: plain(isWhole ? line.dropFirst(emphasis).dropLast(emphasis) : line), isBold: emphasis > 1,
            endsWithColon: line.last == UInt8(ascii: ":"))
    }

    /// Without the signs of bold and of code.
    private static func plain(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.filter { !$0.isOne(of: "*`") }[...].trimmingBlanks
    }

    /// "2026-03-01", "2026-03-01T09:12:00Z", "01.03.2026", "3/1/2026".
    private static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
        guard (8...32).contains(word.count), word.first?.isDigit == true else { return false }
        let numbers = word.prefix { $0.isDigit || $0.isOne(of: "-./") }
            .split(whereSeparator: { !$0.isDigit }).map(\.count)
        return numbers.count == 3 && (numbers[0] == 4 || numbers[2] == 4) && numbers.allSatisfy { $0 < 5 }
    }

    private static func isFrame(_ byte: UInt8) -> Bool { byte.isOne(of: "-=~_ ") }

    /// A word without the brackets and signs around it.
    private static func bare(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var word = word
        while let first = word.first, first.isOne(of: "()[]<>{},;:`'\"@|-=*") { word.removeFirst() }
        while let last = word.last,
            last.isOne(of: ")(<>{},;:`'\"|-=*") || last == UInt8(ascii: "]") && !isBot(word)
        {
            word.removeLast()
        }
        return word.contains { $0.isWord || $0 == UInt8(ascii: "#") } ? word : word.prefix(0)
    }

    private static func isBot(_ word: ArraySlice<UInt8>) -> Bool { word.suffix(5).elementsEqual("[bot]".utf8) }

    /// "src/a.py", "src/a.py:12-14", "src/a.py#L12", "src/a.py:null".
    static func place(_ word: ArraySlice<UInt8>) -> (path: String, lines: String?)? {
        guard word.contains(where: { $0.isOne(of: "./") }), word.count > 2 else { return nil }
        var path = word
        var lines: String?
        if let mark = word.lastIndex(where: { $0.isOne(of: ":#") }), mark > word.startIndex {
            let rest = word[(mark + 1)...]
            let numbers = rest.filter { !$0.isOne(of: "Ll") }
            let isNumber =
                numbers.first?.isDigit == true && numbers.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
            guard
                isNumber || rest.isEmpty
                    || noLine.contains(String(decoding: rest, as: UTF8.self).lowercased())
            else { return nil }
            path = word[..<mark]
            lines = isNumber ? String(decoding: numbers, as: UTF8.self) : nil
        }
        guard !path.contains(where: { $0.isOne(of: ":\"'<>|`") }) else { return nil }
        let bytes = Array(path)
        let suffix = bytes.lastIndex(of: UInt8(ascii: ".")).map { bytes[($0 + 1)...] } ?? []
        let isFile =
            bytes.contains(UInt8(ascii: "/")) && (1...10).contains(suffix.count) && suffix[suffix.startIndex].isLetter
            && suffix.allSatisfy { $0.isLetter || $0.isDigit }
        guard isFile || PathToken.end(in: bytes, from: 0) == bytes.count else { return nil }
        return (String(decoding: path, as: UTF8.self), lines)
    }

    static let noLine: Set<String> = ["n/a", "none", "null", "nil", "undefined", "unknown", "na", "?", "-", "file"]
    private static let lineWords: Set<String> = ["line", "lines", "l", "ln"]
    private static let nouns: Set<String> = [
        "comment", "thread", "note", "discussion", "review", "suggestion", "kommentar", "commentaire", "comentario",
    ]
    private static let verbs: Set<String> = [
        "commented", "wrote", "said", "reviewed", "left", "posted", "approved", "requested",
    ]
    private static let agents: Set<String> = ["by", "from", "author", "user", "reviewer", "von", "par", "por"]
    private static let states: Set<String> = ["open", "closed", "resolved", "unresolved", "outdated"]
    private static let vocabulary = nouns.union(verbs).union(agents).union(lineWords).union(states).union([
        "on", "at", "in", "of", "for", "a", "inline", "id", "file", "path", "created", "pr", "mr", "changes",
        "changes_requested", "am", "pm", "utc", "sur", "en",
    ])
}
