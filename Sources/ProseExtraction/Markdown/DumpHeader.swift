import FindingsModel

/// A line that a script printed above a comment, of nothing but who wrote it and where: "Comment #81 by ida on src/a.py:12",
/// "--- comment 3 of 9 by ida (src/a.py line 12) ---", "[2] ida @ src/a.py:None (2026-03-01)".
struct DumpHeader {
    /// "src/a.py:12"; without lines where the script had none.
    let place: String
    let hasLines: Bool
    /// What the line is made of, without the values: two comments of one dump have the same.
    let shape: String
    /// It tells who wrote the comment, or which one it is.
    let isSigned: Bool

    init?(_ line: ArraySlice<UInt8>) {
        guard line.count <= 300, let first = line.first, !first.isBlank, !first.isOne(of: "#>*|+`"), line.count > 4,
            // An item's words are the reviewer's.
            !(first == UInt8(ascii: "-") && line[line.startIndex + 1] == .space),
            !first.isDigit || line.drop(while: \.isDigit).first.map({ $0.isOne(of: ".)") }) != true
        else { return nil }
        var text = line.trimmingBlanks
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
        var names = 0
        var parts: [String] = []
        var isSigned = false
        var wasLine = false
        for word in words {
            let bare = Self.bare(word)
            let text = String(decoding: bare, as: UTF8.self).lowercased()
            defer { wasLine = Self.lineWords.contains(text) }
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
            } else if Self.vocabulary.contains(text) {
                parts.append(text)
                if Self.verbs.contains(text), parts.dropLast().last == "NAME" { isSigned = true }
            } else if let digit = bare.first, digit.isDigit || digit == UInt8(ascii: "#") {
                parts.append("NUMBER")
                if parts.dropLast().last.map(Self.nouns.contains) == true { isSigned = true }
            } else {
                // Who wrote it: at most three words, one behind the other.
                if parts.last != "NAME" {
                    guard names == 0 else { return nil }
                    isSigned =
                        isSigned || parts.last.map(Self.agents.contains) == true || word.first == UInt8(ascii: "@")
                        // "[3310045501] ida src/a.py:12": no item has so long a number.
                        || parts.count == 1 && words[0].count(where: \.isDigit) > 5
                        || isFramed && marksLine && word.first == UInt8(ascii: "(") && word.last == UInt8(ascii: ")")
                    parts.append("NAME")
                }
                names += 1
                guard names < 4 else { return nil }
                isSigned = isSigned || text.hasSuffix("[bot]") || text.hasSuffix("[bot")
            }
        }
        guard let place else { return nil }
        self.place = place
        self.hasLines = hasLines
        // A comment without a line may lack the word for it, too.
        shape = parts.filter { $0 != "LINE" }.joined(separator: " ")
        self.isSigned = isSigned
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
    private static let verbs: Set<String> = ["commented", "wrote", "said", "reviewed", "left", "posted"]
    private static let agents: Set<String> = ["by", "from", "author", "user", "reviewer", "von", "par", "por"]
    private static let vocabulary = nouns.union(verbs).union(agents).union(lineWords).union([
        "on", "at", "in", "of", "for", "a", "inline", "id", "file", "path", "open", "resolved", "unresolved",
        "outdated",
        "created", "pr", "mr", "approved", "changes_requested", "am", "pm", "utc", "sur", "en",
    ])
}
