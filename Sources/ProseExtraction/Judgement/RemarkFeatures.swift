import FindingsModel

/// What the learned weights look at in a remark, each by a name:
///
/// - `w:leak`: a word's stem; a numeral is `w:#`;
/// - `b:never restor`: two stems that stand together, `<code>` for an identifier of several parts;
/// - `c=assert_called_once`, `c:assert`: such an identifier, and each of its parts;
/// - `k:restore`: a concept, that is, any of the terms that the lexicon gives it.
struct RemarkFeatures {
    /// A concept that a remark names.
    struct Concept {
        var number: Int
        var first: Int
        var last: Int
    }

    /// Where in the remark a feature stands, and how much that weighs.
    struct Place {
        var value: Float
        var first: Int
        var last: Int
    }

    let words: RemarkWords
    let concepts: [Concept]
    /// The bytes of each concept's name.
    let conceptNames: [[UInt8]]

    /// Gives the bytes of every feature's name, with its place; the same one as often as it stands there.
    func visit(_ use: (_ name: [UInt8], Place) -> Void) {
        var name: [UInt8] = []
        name.reserveCapacity(64)
        var previous: [UInt8] = []
        previous.reserveCapacity(32)
        var stem: [UInt8] = []
        stem.reserveCapacity(32)
        var sentence: Int32 = -1
        for (at, word) in words.words.enumerated() {
            // The sign of the remark itself stands on no text.
            guard word.sourceEnd > word.sourceStart else { continue }
            let value = Self.weight(of: word.zone)
            let place = Place(value: value, first: at, last: at)
            stem.removeAll(keepingCapacity: true)
            if word.isCode, parts(of: word, { _, _ in }) > 1 {
                stem.append(contentsOf: "<code>".utf8)
                Self.set(&name, "c=")
                name.append(contentsOf: words.folded[Int(word.start)..<Int(word.end)])
                use(name, place)
                let part = Place(value: value * 0.7, first: at, last: at)
                _ = parts(of: word) { start, end in
                    guard end - start > 1, !RemarkWords.isDigit(words.source[start]) else { return }
                    Self.set(&name, "c:")
                    for position in start..<end { name.append(words.source[position] | 0x20) }
                    Self.cutEnding(&name, from: 2)
                    use(name, part)
                }
            } else {
                let bytes = words.folded[Int(word.start)..<Int(word.end)]
                if bytes.allSatisfy(RemarkWords.isDigit) {
                    stem.append(UInt8(ascii: "#"))
                } else {
                    stem.append(contentsOf: bytes)
                    Self.cutEnding(&stem, from: 0)
                }
                Self.set(&name, "w:")
                name.append(contentsOf: stem)
                use(name, place)
            }
            if word.sentence == sentence {
                Self.set(&name, "b:")
                name.append(contentsOf: previous)
                name.append(0x20)
                name.append(contentsOf: stem)
                use(name, Place(value: value, first: at - 1, last: at))
            }
            sentence = word.sentence
            swap(&previous, &stem)
        }
        for concept in concepts {
            Self.set(&name, "k:")
            name.append(contentsOf: conceptNames[concept.number])
            let value = Self.weight(of: words.words[concept.first].zone)
            use(name, Place(value: value, first: concept.first, last: concept.last))
        }
    }

    private static func weight(of zone: RemarkWords.Zone) -> Float {
        switch zone {
        case .title: 1
        case .opening, .label: 0.65
        case .body: 0.5
        case .suggestion: 0.4
        case .heading: 0.3
        }
    }

    private static func set(_ name: inout [UInt8], _ kind: StaticString) {
        name.removeAll(keepingCapacity: true)
        kind.withUTF8Buffer { name.append(contentsOf: $0) }
    }

    /// The parts of an identifier: `assertEqual`, `assert_equal` and `HTTPServer` have two. Returns how many there are.
    private func parts(of word: RemarkWords.Word, _ use: (_ start: Int, _ end: Int) -> Void) -> Int {
        let end = Int(word.sourceEnd)
        var count = 0
        var start = Int(word.sourceStart)
        while start < end {
            guard let kind = Self.letterKind(words.source[start]) else {
                start += 1
                continue
            }
            var stop = start + 1
            while stop < end, let next = Self.letterKind(words.source[stop]) {
                if next != kind {
                    // "Server" in "HTTPServer" takes its capital along.
                    guard kind == .upper, next == .lower, stop - start == 1 else { break }
                    stop += 1
                    while stop < end, Self.letterKind(words.source[stop]) == .lower { stop += 1 }
                    break
                }
                if kind == .upper, stop + 1 < end, Self.letterKind(words.source[stop + 1]) == .lower { break }
                stop += 1
            }
            count += 1
            use(start, stop)
            start = stop
        }
        return count
    }

    private enum LetterKind { case lower, upper, digit }

    private static func letterKind(_ byte: UInt8) -> LetterKind? {
        switch byte {
        case 0x61...0x7A: .lower
        case 0x41...0x5A: .upper
        case 0x30...0x39: .digit
        default: nil
        }
    }

    /// The endings of English words, and what stands for them, longest first where one ends in another.
    private static let endings: [(ending: [UInt8], instead: [UInt8])] = [
        ("ations", "at"), ("ation", "at"), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("edly", ""),
        ("ed", ""), ("ally", "al"), ("ly", ""), ("ers", "er"), ("es", ""), ("s", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// Cuts the ending of the word that begins at `start`, so that "restores", "restored" and "restoring" are one.
    static func cutEnding(_ word: inout [UInt8], from start: Int) {
        guard word.count - start > 3, word[start...].allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return }
        for (ending, instead) in endings where word.count - start >= ending.count + 3 {
            guard word.suffix(ending.count).elementsEqual(ending) else { continue }
            if ending.count == 1, word[word.count - 2] == UInt8(ascii: "s") { continue }
            word.removeLast(ending.count)
            word.append(contentsOf: instead)
            break
        }
        // "stopping" leaves "stopp".
        if word.count - start > 3, let last = word.last, word[word.count - 2] == last,
            !last.isOne(of: "lsz")
        {
            word.removeLast()
        }
        if word.count - start > 4, word.last == UInt8(ascii: "e") { word.removeLast() }
    }
}
