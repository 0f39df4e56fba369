import FindingsModel

/// A document's lines, each with the shape of its beginning and what it says of remarks.
struct DocumentLines {
    enum Kind { case blank, rule, code, text }

    struct Line {
        /// The bytes of the document, without the line feed.
        var span: ByteSpan
        /// Where its text begins: behind the sign that all lines begin with, and its indentation.
        var start: Int
        var indentation: Int
        var kind: Kind
        /// The line before it is blank or a rule.
        var opensParagraph: Bool
        var shape: LineShape?
        var evidence = Evidence()
    }

    /// What a piece of text has of a remark.
    struct Evidence {
        var words = 0
        /// What blanks part: a path is one, however many words its name has.
        var runs = 0
        /// A number that may be a line's.
        var hasPlace = false
        /// Words of fault or advice.
        var hasFault = false

        static func + (one: Evidence, other: Evidence) -> Evidence {
            Evidence(
                words: one.words + other.words, runs: one.runs + other.runs, hasPlace: one.hasPlace || other.hasPlace,
                hasFault: one.hasFault || other.hasFault)
        }
    }

    /// A document of more lines has no layout that a person gave it.
    static let maximumLines = 4_000

    let document: [UInt8]
    private(set) var lines: [Line] = []

    /// `nil` for a document of too many lines.
    init?(_ document: [UInt8]) {
        self.document = document
        var spans: [ByteSpan] = []
        var start = 0
        for index in document.indices where document[index] == .lineFeed {
            spans.append(ByteSpan(start, index))
            start = index + 1
            if spans.count > Self.maximumLines { return nil }
        }
        spans.append(ByteSpan(start, document.count))
        let sign = Self.commonSign(of: spans, in: document)
        var isCode = false
        var wasBlank = true
        for span in spans {
            var start = Self.textStart(of: span, from: span.start, in: document)
            if !sign.isEmpty, document[start..<span.end].starts(with: sign) { start += sign.count }
            // The blank behind the sign belongs to it.
            if !sign.isEmpty, start < span.end, document[start] == .space { start += 1 }
            let margin = sign.isEmpty ? span.start : start
            start = Self.textStart(of: span, from: start, in: document)
            let indentation = start - margin
            let text = document[start..<span.end]
            let isFence = text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
            var kind = Kind.text
            if isFence || isCode {
                kind = .code
            } else if text.isEmpty || text.allSatisfy(\.isBlank) {
                kind = .blank
            } else if Self.isRule(text) {
                kind = .rule
            }
            if isFence { isCode.toggle() }
            var line = Line(
                span: span, start: start, indentation: indentation, kind: kind,
                opensParagraph: kind == .text && wasBlank)
            if kind == .text {
                line.shape = LineShape(text)
                line.evidence = Self.evidence(of: text)
            }
            lines.append(line)
            wasBlank = kind == .blank || kind == .rule
        }
    }

    private static func textStart(of span: ByteSpan, from start: Int, in document: [UInt8]) -> Int {
        var start = start
        while start < span.end, document[start].isBlank { start += 1 }
        return start
    }

    /// The sign of comments, of quotes or of a frame, where nearly all lines begin with it; empty where they do not.
    private static func commonSign(of spans: [ByteSpan], in document: [UInt8]) -> [UInt8] {
        let texts = spans.map { document[textStart(of: $0, from: $0.start, in: document)..<$0.end] }
            .filter { !$0.isEmpty }
        guard texts.count > 5 else { return [] }
        for sign in ["#", "//", ">", "*", "|", "%", "--", ";"] {
            let signed = texts.filter { $0.starts(with: sign.utf8) }
            guard signed.count * 10 >= texts.count * 9 else { continue }
            // Words in bold, "**(1)** …", stand behind no sign.
            let apart = signed.count { $0.dropFirst(sign.utf8.count).first?.isBlank ?? true }
            guard apart * 2 >= signed.count else { continue }
            if sign == "#", texts.count(where: { $0.starts(with: "##".utf8) }) > 1 { continue }
            return Array(sign.utf8)
        }
        return []
    }

    private static func isRule(_ text: ArraySlice<UInt8>) -> Bool {
        text.count { !$0.isBlank } >= 3 && PhraseKey(text, keepDigits: true).isEmpty
    }

    /// What the bytes have of a remark.
    static func evidence(of text: ArraySlice<UInt8>) -> Evidence {
        let key = PhraseKey(text, keepDigits: true)
        let words = key.isWide ? max(key.count, text.count / 6) : key.count
        return Evidence(
            words: words, runs: key.isWide ? words : text.split(whereSeparator: \.isBlank).count,
            hasPlace: namesPlace(text),
            hasFault: key.contains(anyOf: RemarkEvidence.faults) || key.contains(anyOf: ChatFraming.advice))
    }

    /// A number of two to five digits that stands by itself, or one behind a colon, a number sign or an L.
    private static func namesPlace(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            let start = index
            while index < text.endIndex, text[index].isDigit { index += 1 }
            let before = start > text.startIndex ? text[start - 1] : .space
            let isMarked = before.isOne(of: ":#Ll")
            let isApart = !before.isLetter && !before.isOne(of: "._$")
            let isEnded = index == text.endIndex || !text[index].isLetter && text[index] != UInt8(ascii: "%")
            if isEnded, index - start <= 5, isMarked || isApart && index - start > 1 { return true }
        }
        return false
    }

    /// The line opens a paragraph at the margin with a few words, and all that follows in it stands further in: as a commit's
    /// subject and body, or a word and what it means.
    func isHanging(_ index: Int) -> Bool {
        let line = lines[index]
        guard line.kind == .text, line.opensParagraph, (2...24).contains(line.evidence.words), !isHeading(line) else {
            return false
        }
        // An item's text stands under its first word, behind the mark; so does what is said of "73  ida".
        switch line.shape?.tokens.first {
        case .word, .sign(UInt32(UInt8(ascii: "(")), _), .sign(UInt32(UInt8(ascii: "\"")), _): break
        default: return false
        }
        var end = index + 1
        while end < lines.count, lines[end].kind == .text, end - index < 60 {
            guard lines[end].indentation >= line.indentation + 2 else { return false }
            end += 1
        }
        guard end > index + 1, let last = document[line.start..<line.span.end].trimmingBlanks.last else { return false }
        // A sentence that goes on is an item whose lines stand under its words, not a title.
        return !last.isOne(of: ",;")
    }

    /// The line is a heading or an underline.
    func isHeading(_ line: Line) -> Bool {
        let text = document[line.start..<line.span.end]
        let signs = text.prefix { $0 == UInt8(ascii: "#") }.count
        if (1...6).contains(signs), text.count > signs, text[text.startIndex + signs] == .space { return true }
        guard let first = text.first, first.isOne(of: "=-*_~") else { return false }
        return text.prefix { $0 == first }.count >= 3
    }

    /// 1 to 6 for a heading, 7 for another line that names what follows it; `nil` for all else.
    func titleLevel(of line: Line) -> Int? {
        let signs = document[line.start..<line.span.end].prefix { $0 == UInt8(ascii: "#") }.count
        if isHeading(line), signs > 0 { return signs }
        return line.opensParagraph && isTitle(line) ? 7 : nil
    }

    /// A short paragraph of one line that names what follows it.
    func isTitle(_ line: Line) -> Bool {
        guard line.evidence.words <= 9 else { return false }
        if isHeading(line) { return true }
        let text = document[line.start..<line.span.end].trimmingBlanks
        guard let first = text.first, let last = text.last else { return false }
        if last == UInt8(ascii: ":") || text.suffix(3).elementsEqual("：".utf8) { return true }
        if ["<h", "<b>", "<summary"].contains(where: { text.starts(with: $0.utf8) }) { return true }
        let letters = text.filter(\.isLetter)
        if !letters.isEmpty, letters.allSatisfy(\.isUpper) { return true }
        let emphasis = text.drop { !$0.isLetter && !$0.isDigit && !$0.isOne(of: "*_`") }
        guard let opened = emphasis.first, opened.isOne(of: "*_") else { return false }
        let closed = text.reversed().drop { $0.isOne(of: ":.") }.prefix { $0 == opened }.count
        let run = emphasis.prefix { $0 == opened }.count
        return first != UInt8(ascii: "`") && run <= 3 && closed == run
            && !emphasis.dropFirst(run).dropLast(run + 1).contains(opened)
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at either end.
    var trimmingBlanks: ArraySlice<UInt8> {
        var text = self
        while let first = text.first, first.isBlank { text.removeFirst() }
        while let last = text.last, last.isBlank { text.removeLast() }
        return text
    }
}
