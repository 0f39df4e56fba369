import FindingsModel

/// The words of one finding as matching compares them: hashed, stemmed, without order.
///
/// Words of prose and code stand in one list: identifiers, what stands in back quotes or quotation marks, and numbers
/// that are no line references are code, and count in the prose by their parts as well.
struct Wording: Sendable {
    struct Token: Sendable {
        var hash: UInt64
        /// 1 in the title, less in the body; less for words that every review uses.
        var weight: Double
        var isCode: Bool
        var inTitle: Bool
    }

    /// Sorted by hash, each once.
    private(set) var tokens: [Token] = []
    /// Whether numbers stand in it, which are words only while they are none of the finding's lines.
    let hasNumbers: Bool
    /// How its words are spelled, those apart that every review uses; nothing where it was not asked for.
    let spelling: Spelling

    /// Of a body, so much is read; the rest says again what stands above.
    static let bodyLimit = 4_000
    static let titleLimit = 600
    static let tokenLimit = 400
    private static let bodyWeight = 0.6

    /// - Parameters:
    ///   - source: the text that the finding's lines count in: the tests that hold them count as named.
    ///   - isSpelled: whether its spelling is asked for, which of a tool's results is not.
    init(of finding: FindingEvidence, source: SourceText? = nil, isSpelled: Bool = true) {
        self.init(Self.collected(finding, source: source, isSpelled: isSpelled))
    }

    /// The same, and beside it the stem of each word by its hash, for those who learn from words.
    static func named(_ finding: FindingEvidence) -> (Wording, stems: [UInt64: [UInt8]]) {
        let collector = collected(finding, stems: [:])
        return (Wording(collector), collector.stems ?? [:])
    }

    private init(_ collector: consuming Collector) {
        tokens = collector.sorted()
        hasNumbers = collector.hasNumbers
        spelling = collector.spelling
    }

    private static func collected(
        _ finding: FindingEvidence, source: SourceText? = nil, isSpelled: Bool = true,
        stems: [UInt64: [UInt8]]? = nil
    ) -> Collector {
        var cited: [Int] = []
        for range in finding.lines.prefix(64) {
            cited.append(range.first)
            if range.last != range.first { cited.append(range.last) }
        }
        var collector = Collector(cited: cited, isSpelled: isSpelled, stems: stems)
        collector.read(finding.title, limit: titleLimit, weight: 1, inTitle: true)
        collector.read(finding.body, limit: bodyLimit, weight: bodyWeight, inTitle: false)
        collector.read(finding.suggestion, limit: bodyLimit, weight: bodyWeight, inTitle: false)
        for symbol in finding.symbols.prefix(64) { collector.addSymbol(symbol) }
        if let source {
            for range in finding.lines.prefix(8) {
                if let scope = source.scope(at: range.first) { collector.addScope(scope.name) }
            }
        }
        return collector
    }

    /// FNV-1a, 64 bits: the same on every machine and in every run.
    static func hash(_ bytes: some Sequence<UInt8>, salt: UInt64 = 0) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ salt
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}

/// Cuts text into tokens in one pass over its bytes.
private struct Collector {
    /// Line numbers of the finding: they are evidence of their own and no words.
    let cited: [Int]
    let isSpelled: Bool
    private var found: [Wording.Token] = []
    private(set) var spelling = Spelling()
    private(set) var hasNumbers = false
    private var weight = 1.0
    private var inTitle = false
    /// The words' stems by their hashes, where anybody wants them.
    private(set) var stems: [UInt64: [UInt8]]?
    /// Where a word is brought to its stem: the same memory for all words.
    private var stem: [UInt8] = []

    private static let codeSalt: UInt64 = 0x636f_6465

    init(cited: [Int], isSpelled: Bool, stems: [UInt64: [UInt8]]?) {
        self.cited = cited
        self.isSpelled = isSpelled
        self.stems = stems
        found.reserveCapacity(64)
    }

    /// Each token once, with the greatest weight that it has anywhere.
    mutating func sorted() -> [Wording.Token] {
        sort()
        var count = 0
        for place in found.indices {
            if count > 0, found[count - 1].hash == found[place].hash {
                found[count - 1].weight = max(found[count - 1].weight, found[place].weight)
                found[count - 1].inTitle = found[count - 1].inTitle || found[place].inTitle
            } else if count < Wording.tokenLimit {
                found[count] = found[place]
                count += 1
            } else {
                break
            }
        }
        // An array of its own size: issues keep it.
        return Array(found[..<count])
    }

    /// By hash. Of the few tokens of a short remark each is put in its place, which takes less time than a sort that is made
    /// for many.
    private mutating func sort() {
        guard found.count <= 64 else { return found.sort { $0.hash < $1.hash } }
        found.withUnsafeMutableBufferPointer { found in
            for place in found.indices.dropFirst() {
                let token = found[place]
                var at = place
                while at > 0, found[at - 1].hash > token.hash {
                    found[at] = found[at - 1]
                    at -= 1
                }
                found[at] = token
            }
        }
    }

    /// A test that holds a cited line, as if it were named, but for less: its other remarks lie there, too.
    mutating func addScope(_ name: String) {
        inTitle = false
        let lower = name.utf8.prefix(200).map { Self.isUpper($0) ? $0 + 32 : $0 }
        add(Wording.hash(lower.drop { $0 == UInt8(ascii: "_") }, salt: Self.codeSalt), weight: 0.5, isCode: true)
    }

    mutating func addSymbol(_ symbol: String) {
        weight = 1
        inTitle = false
        var symbol = symbol
        symbol.withUTF8 { bytes in
            var end = bytes.endIndex
            while end > 0, Self.endsName(bytes[end - 1]) { end -= 1 }
            var start = end
            while start > 0, !Self.endsName(bytes[start - 1]) { start -= 1 }
            let last = UnsafeBufferPointer(rebasing: bytes[start..<end])
            guard last.contains(where: Self.isBracket) else { return addIdentifier(last) }
            last.filter { !Self.isBracket($0) }.withUnsafeBufferPointer { addIdentifier($0) }
        }
    }

    /// What stands between the parts of a qualified name.
    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#")
    }
    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") }

    mutating func read(_ text: String, limit: Int, weight: Double, inTitle: Bool) {
        self.weight = weight
        self.inTitle = inTitle
        var text = text
        text.withUTF8 { all in
            scan(UnsafeBufferPointer(rebasing: all.prefix(limit)))
        }
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        /// The closing mark of the quotation that we are in, and where it began.
        var quoteEnd = -1
        /// Words joined by hyphens: "hard-coded" is also "hardcoded".
        var compound: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if !Self.isWord(byte) {
                if position >= quoteEnd, Self.isQuote(byte) {
                    quoteEnd = Self.closing(of: byte, after: position, in: bytes) ?? quoteEnd
                    if quoteEnd > position { addQuoted(bytes, position + 1, quoteEnd) }
                }
                position += 1
                continue
            }
            let start = position
            var isCode = position < quoteEnd
            var isASCII = true
            var hasLetter = false
            while position < bytes.count, Self.isWord(bytes[position]) {
                let byte = bytes[position]
                if byte >= 0x80 {
                    isASCII = false
                    hasLetter = true
                } else if byte == UInt8(ascii: "_") {
                    isCode = isCode || (position > start && position + 1 < bytes.count) || position == start
                } else if !Self.isDigit(byte) {
                    hasLetter = true
                    if Self.isUpper(byte), position > start, Self.isLower(bytes[position - 1]) { isCode = true }
                }
                position += 1
            }
            let word = UnsafeBufferPointer(rebasing: bytes[start..<position])
            let calls = position < bytes.count && bytes[position] == UInt8(ascii: "(")
            if !hasLetter {
                addNumber(word, quoted: isCode)
                compound = []
            } else if !isASCII {
                addForeign(word)
                compound = []
            } else {
                if isCode || calls { addIdentifier(word) } else { addWord(word) }
                let hyphen =
                    position + 1 < bytes.count && bytes[position] == UInt8(ascii: "-")
                    && Self.isLower(bytes[position + 1])
                if hyphen || !compound.isEmpty { compound += word }
                if !hyphen, !compound.isEmpty {
                    if compound.count <= 40 { compound.withUnsafeBufferPointer { addWord($0) } }
                    compound = []
                }
            }
        }
    }

    // MARK: - One token

    private mutating func add(_ hash: UInt64, weight: Double, isCode: Bool) {
        // Titles are read first: what is cut off is the end of a very long body.
        guard found.count < Wording.tokenLimit * 4 else { return }
        found.append(Wording.Token(hash: hash, weight: weight, isCode: isCode, inTitle: inTitle))
    }

    private mutating func addWord(_ word: UnsafeBufferPointer<UInt8>, share: Double = 1) {
        guard word.count > 1, word.count <= 64 else { return }
        stem.removeAll(keepingCapacity: true)
        for byte in word { stem.append(Self.isUpper(byte) ? byte + 32 : byte) }
        Stemming.stem(&stem)
        addStem(stem, share: share)
    }

    private mutating func addStem(_ stem: [UInt8], share: Double = 1) {
        let hash = Wording.hash(stem)
        if stems != nil { stems?[hash] = stem }
        let (canonical, isCommon) = ReviewVocabulary.meaning(of: hash)
        let rarity = isCommon ? ReviewVocabulary.commonWeight : 1
        if isSpelled, !isCommon { spelling.add(stem) }
        // A synonym is weaker than the word itself: "mock" and "stub" share the meaning, not the word.
        if canonical != hash { add(hash, weight: weight * rarity * share * 0.6, isCode: false) }
        add(canonical, weight: weight * rarity * share, isCode: false)
    }

    /// The whole identifier as code; its parts as words.
    private mutating func addIdentifier(_ word: UnsafeBufferPointer<UInt8>) {
        guard word.count > 1, word.count <= 200 else { return }
        let bare = word.lazy.map { Self.isUpper($0) ? $0 + 32 : $0 }.drop { $0 == UInt8(ascii: "_") }
        guard !bare.isEmpty else { return }
        add(Wording.hash(bare, salt: Self.codeSalt), weight: 1, isCode: true)
        if isSpelled { spelling.add(bare) }
        var start = word.startIndex
        var parts = 0
        for index in word.indices {
            let byte = word[index]
            let next = index + 1
            let turns =
                next == word.endIndex || byte == UInt8(ascii: "_")
                || (Self.isLower(byte) && Self.isUpper(word[next]))
            guard turns, parts < 16 else { continue }
            let part = UnsafeBufferPointer(rebasing: word[start..<(byte == UInt8(ascii: "_") ? index : next)])
            if part.count > 2 {
                addWord(part, share: 0.6)
                parts += 1
            }
            start = next
        }
    }

    private mutating func addNumber(_ digits: UnsafeBufferPointer<UInt8>, quoted: Bool) {
        guard digits.count <= 24, quoted || digits.count > 1 else { return }
        hasNumbers = true
        if digits.count < 7, let value = Int(String(decoding: digits, as: UTF8.self)), cited.contains(value) { return }
        add(Wording.hash(digits, salt: Self.codeSalt), weight: quoted ? 0.8 : 0.4, isCode: true)
    }

    /// A short quotation as a whole: a literal, a path, a call.
    private mutating func addQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        let content = bytes[start..<end]
        guard content.count >= 2, content.count <= 60, !content.allSatisfy(Self.isWord),
            !content.contains(where: { $0 == 0x20 || $0 == 0x0a })
        else { return }
        let lower = content.map { Self.isUpper($0) ? $0 + 32 : $0 }
        if isSpelled { spelling.add(lower) }
        add(Wording.hash(lower, salt: Self.codeSalt), weight: 0.8, isCode: true)
    }

    /// Words with letters outside ASCII. Latin, Greek and Cyrillic words stand as they are, in lower case; runs of
    /// katakana and Hangul are words; runs of Chinese characters are cut into pairs; hiragana, mostly grammar, is left out.
    private mutating func addForeign(_ word: UnsafeBufferPointer<UInt8>) {
        var run: [Unicode.Scalar] = []
        var kind = 0
        func script(_ scalar: Unicode.Scalar) -> Int {
            switch scalar.value {
            case 0x3041...0x309f, 0x3000...0x303f, 0x2000...0x206f, 0xff00...0xff20, 0xa0...0xbf: 0
            case 0x30a0...0x30ff, 0xff66...0xff9f: 2
            case 0x3400...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: 3
            default: 1
            }
        }
        func flush(_ collector: inout Collector) {
            defer { run.removeAll(keepingCapacity: true) }
            guard kind != 0, !run.isEmpty else { return }
            if kind == 3, run.count > 2 {
                for i in 0..<(min(run.count, 40) - 1) {
                    collector.addStem(Array(String(String.UnicodeScalarView([run[i], run[i + 1]])).utf8))
                }
            } else if run.count > 1, run.count <= 64 {
                let isASCII = run.allSatisfy(\.isASCII)
                let text = Array(String(String.UnicodeScalarView(run)).utf8)
                if isASCII {
                    text.withUnsafeBufferPointer { collector.addWord($0) }
                } else {
                    collector.addStem(text)
                }
            }
        }
        for scalar in String(decoding: word.prefix(400), as: UTF8.self).unicodeScalars {
            let now = script(scalar)
            if now != kind {
                flush(&self)
                kind = now
            }
            if now == 1, scalar.value >= 0x80, scalar.properties.isUppercase {
                run += scalar.properties.lowercaseMapping.unicodeScalars
            } else {
                run.append(scalar)
            }
        }
        flush(&self)
    }

    // MARK: - Bytes

    private static func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
    private static func isLower(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isWord(_ byte: UInt8) -> Bool {
        isLower(byte) || isUpper(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x60 || byte == 0x22 || byte == 0x27 }

    /// Where the quotation ends that `quote` opens, on the same line and not far away; `nil` for an apostrophe.
    private static func closing(of quote: UInt8, after start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if quote == 0x27, start > 0, isWord(bytes[start - 1]) { return nil }
        var position = start + 1
        let end = min(bytes.count, start + 120)
        while position < end, bytes[position] != 0x0a {
            if bytes[position] == quote {
                if quote == 0x27, position + 1 < bytes.count, isWord(bytes[position + 1]) { return nil }
                return position > start + 1 ? position : nil
            }
            position += 1
        }
        return nil
    }
}
