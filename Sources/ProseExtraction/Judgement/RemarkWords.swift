/// The words of a remark, cut once and folded, for everything that looks for terms in them.
///
/// Folding makes "Größe", "GROSSE" and "große" one word: lower case, Latin letters without their accents, ß as ss.
/// An identifier stays one word (`test_good_names` holds no "good"); a dotted name is several words that are marked as
/// code. Scripts that are written without spaces (Chinese, Japanese) give a word a character, and so does Hangul,
/// whose particles cling to the nouns.
struct RemarkWords {
    /// Where in the remark a word stands; what it says weighs accordingly.
    enum Zone: UInt8 {
        case title, opening, body, suggestion, heading, label
    }

    struct Word {
        /// The folded bytes, in `folded`.
        var start: Int32
        var end: Int32
        /// The bytes as they stand, in `source`.
        var sourceStart: Int32
        var sourceEnd: Int32
        /// The number of the sentence: no phrase crosses its end.
        var sentence: Int32
        var zone: Zone
        /// Part of an identifier, a call or a code span: not a word of praise or blame.
        var isCode: Bool

        /// A numeral or an emoji.
        func isSign(in remark: RemarkWords) -> Bool {
            guard start < end else { return true }
            let first = remark.folded[Int(start)]
            return RemarkWords.isDigit(first) || first == 0xE2 || first >= 0xF0
        }
    }

    private(set) var words: [Word] = []
    private(set) var folded: [UInt8] = []
    private(set) var source: [UInt8] = []
    private var sentence: Int32 = 0

    /// What is read of one text: longer remarks are cut, so that hostile input costs no more than a long remark.
    private static let limit = 16_000

    init() {}

    init(_ remark: RemarkText) {
        words.reserveCapacity(160)
        folded.reserveCapacity(1_000)
        source.reserveCapacity(1_000)
        for heading in remark.headings.suffix(6) { append(heading, zone: .heading) }
        if let label = remark.label { append(label, zone: .label) }
        // A sentence of its own that every remark has: what holds before any word is read.
        sentence += 1
        let position = Int32(source.count)
        folded.append(contentsOf: "<remark>".utf8)
        words.append(
            Word(
                start: Int32(folded.count - 8), end: Int32(folded.count), sourceStart: position, sourceEnd: position,
                sentence: sentence, zone: .title, isCode: true))
        append(remark.title, zone: .title)
        append(remark.body, zone: .body, opening: .opening)
        if let suggestion = remark.suggestion { append(suggestion, zone: .suggestion) }
    }

    /// The words at `first...last` as they stand in the remark, in lower case.
    func text(from first: Int, through last: Int) -> String {
        let range = Int(words[first].sourceStart)..<Int(words[last].sourceEnd)
        return String(decoding: source[range], as: UTF8.self).lowercased()
    }

    /// Whether a comma stands between two words.
    func hasComma(from first: Int, to last: Int) -> Bool {
        source[Int(words[first].sourceEnd)..<max(Int(words[first].sourceEnd), Int(words[last].sourceStart))]
            .contains(UInt8(ascii: ","))
    }

    /// Cuts `text`; its first sentence stands in the zone `opening` where one is given.
    mutating func append(_ text: String, zone: Zone, opening: Zone? = nil) {
        let start = source.count
        source.append(contentsOf: text.utf8.prefix(Self.limit))
        let end = source.count
        source.append(0x0A)
        sentence += 1
        var cutter = Cutter(position: start, end: end, zone: opening ?? zone, rest: zone, sentence: sentence)
        while cutter.position < end { step(&cutter) }
        sentence = cutter.sentence
    }

    private struct Cutter {
        var position: Int
        var end: Int
        var zone: Zone
        var rest: Zone
        var sentence: Int32
        /// Between two backticks.
        var inCode = false
        /// Words of the sentence so far.
        var count = 0

        mutating func endSentence() {
            guard count > 0 else { return }
            sentence += 1
            count = 0
            zone = rest
        }
    }

    private mutating func step(_ cutter: inout Cutter) {
        let position = cutter.position
        let byte = source[position]
        if Self.isWordByte(byte) {
            word(&cutter, from: position)
        } else if byte == UInt8(ascii: "@"), Self.isLetter(at: position + 1, in: source, end: cutter.end) {
            word(&cutter, from: position)
        } else if byte < 0x80 {
            punctuation(byte, &cutter)
        } else {
            let (scalar, length) = Self.decode(source, position, cutter.end)
            switch Self.kind(scalar) {
            case .letter: word(&cutter, from: position)
            case .lone:
                add(from: position, to: position + length, code: cutter.inCode, &cutter)
                cutter.position = position + length
            case .stop:
                cutter.endSentence()
                cutter.position = position + length
            case .other: cutter.position = position + length
            }
        }
    }

    private mutating func punctuation(_ byte: UInt8, _ cutter: inout Cutter) {
        let position = cutter.position
        let next = position + 1 < cutter.end ? source[position + 1] : 0x20
        cutter.position += 1
        switch byte {
        case UInt8(ascii: "`"):
            cutter.inCode.toggle()
        case UInt8(ascii: "\n"):
            cutter.inCode = false
            // A wrapped line goes on; an empty line ends the sentence.
            if next == 0x0A { cutter.endSentence() }
        case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: ";"), UInt8(ascii: ":"):
            if next <= 0x20 { cutter.endSentence() }
        case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
            var end = position + 1
            while end < cutter.end, end < position + 3, source[end] == 0x3D || source[end] == 0x3E { end += 1 }
            if end > position + 1 {
                add(from: position, to: end, code: true, &cutter)
                cutter.position = end
            } else if byte == UInt8(ascii: "!"), next <= 0x20 {
                cutter.endSentence()
            }
        case UInt8(ascii: "/"):
            let before = position > 0 ? source[position - 1] : 0x20
            if before <= 0x20 || before == 0x22 || before == 0x27 || before == 0x60 || before == 0x28,
                Self.isLetter(at: position + 1, in: source, end: cutter.end)
            {
                addClass("<path>", from: position, to: position + 1, &cutter)
            }
        default:
            break
        }
    }

    /// The word that begins at `start`, with its folding.
    private mutating func word(_ cutter: inout Cutter, from start: Int) {
        if let end = literal(at: start, cutter) {
            addClass(end.name, from: start, to: end.end, &cutter)
            cutter.position = end.end
            return
        }
        let foldedStart = folded.count
        var position = start
        var isCode = cutter.inCode
        var previousIsLower = false
        if source[position] == UInt8(ascii: "@") {
            folded.append(UInt8(ascii: "@"))
            position += 1
            isCode = true
        }
        scan: while position < cutter.end {
            let byte = source[position]
            switch byte {
            case 0x61...0x7A, 0x30...0x39:
                folded.append(byte)
                previousIsLower = byte >= 0x61
                position += 1
            case 0x41...0x5A:
                if previousIsLower { isCode = true }
                previousIsLower = false
                folded.append(byte | 0x20)
                position += 1
            case UInt8(ascii: "_"):
                folded.append(byte)
                isCode = true
                previousIsLower = false
                position += 1
            case UInt8(ascii: "'"):
                // "don't" is a word, "d'une" and "test's" are two.
                guard position + 1 < cutter.end, source[position + 1] | 0x20 == UInt8(ascii: "t"),
                    folded.last == UInt8(ascii: "n"),
                    position + 2 >= cutter.end || !Self.isWordByte(source[position + 2])
                else { break scan }
                position += 1
            case 0x80...:
                let (scalar, length) = Self.decode(source, position, cutter.end)
                if scalar == 0x2019, position + 3 < cutter.end, source[position + 3] | 0x20 == UInt8(ascii: "t"),
                    folded.last == UInt8(ascii: "n")
                {
                    position += 3
                    continue
                }
                guard Self.kind(scalar) == .letter else { break scan }
                Self.fold(scalar, into: &folded)
                previousIsLower = false
                position += length
            default: break scan
            }
        }
        // A combining accent or a lone quote gives nothing.
        guard position > start else {
            cutter.position = start + 1
            return
        }
        if position < cutter.end {
            let byte = source[position]
            let joined =
                (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"))
                && Self.isLetter(at: position + (byte == UInt8(ascii: ":") ? 2 : 1), in: source, end: cutter.end)
                && source[position + 1] > 0x20
            if byte == UInt8(ascii: "(") || joined { isCode = true }
        }
        if start > 1, source[start - 1] == UInt8(ascii: "."), source[start - 2] > 0x20, cutter.count > 0 {
            isCode = true
        }
        words.append(
            Word(
                start: Int32(foldedStart), end: Int32(folded.count), sourceStart: Int32(start),
                sourceEnd: Int32(position), sentence: cutter.sentence, zone: cutter.zone, isCode: isCode))
        cutter.count += 1
        cutter.position = position
    }

    /// A UUID or an IPv4 address at `start`: a word of its own, whatever its digits.
    private func literal(at start: Int, _ cutter: Cutter) -> (name: StaticString, end: Int)? {
        guard source[start] < 0x80, source[start] != UInt8(ascii: "_") else { return nil }
        if start + 36 <= cutter.end, source[start + 8] == 0x2D, source[start + 13] == 0x2D, source[start + 18] == 0x2D,
            source[start..<start + 36].allSatisfy({ $0 == 0x2D || Self.isHexDigit($0) })
        {
            return ("<uuid>", start + 36)
        }
        guard Self.isDigit(source[start]) else { return nil }
        var position = start
        var dots = 0
        while position < cutter.end, position < start + 16 {
            if source[position] == 0x2E, position + 1 < cutter.end, Self.isDigit(source[position + 1]) {
                dots += 1
            } else if !Self.isDigit(source[position]) {
                break
            }
            position += 1
        }
        return dots == 3 ? ("<ip>", position) : nil
    }

    private mutating func addClass(_ name: StaticString, from start: Int, to end: Int, _ cutter: inout Cutter) {
        let foldedStart = folded.count
        name.withUTF8Buffer { folded.append(contentsOf: $0) }
        appendWord(foldedStart, start, end, code: true, &cutter)
    }

    private mutating func add(from start: Int, to end: Int, code: Bool, _ cutter: inout Cutter) {
        let foldedStart = folded.count
        folded.append(contentsOf: source[start..<end])
        appendWord(foldedStart, start, end, code: code, &cutter)
    }

    private mutating func appendWord(
        _ foldedStart: Int, _ start: Int, _ end: Int, code: Bool, _ cutter: inout Cutter
    ) {
        words.append(
            Word(
                start: Int32(foldedStart), end: Int32(folded.count), sourceStart: Int32(start), sourceEnd: Int32(end),
                sentence: cutter.sentence, zone: cutter.zone, isCode: code))
        cutter.count += 1
    }
}
