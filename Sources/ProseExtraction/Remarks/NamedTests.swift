import FindingsModel

/// A walk through a file, test by test: paragraphs such as "testParse: only the happy path." and "open_twice / open_late: fine".
///
/// Each says what the reviewer thinks of what it names, so each may be a remark, in whatever words.
enum NamedTests {
    /// Most paragraphs, three at least, open with other names of tests or functions.
    static func open(_ nodes: [Section.Node]) -> Bool {
        let paragraphs = nodes.prefix(most).compactMap { node -> Block? in
            guard case .block(let block) = node, case .paragraph = block.kind else { return nil }
            return block
        }
        guard paragraphs.count >= 3 else { return false }
        let names = paragraphs.compactMap { paragraph -> String? in
            let text = paragraph.text.trimmed()
            return colon(in: text).map { text.flat(0..<$0) }
        }
        return names.count >= 3 && names.count * 10 >= paragraphs.count * 6 && Set(names).count == names.count
    }
    private static let most = 400

    /// The name that opens the text and what is said of it; `nil` for other text.
    static func split(_ text: StyledText) -> (name: String, words: StyledText)? {
        guard let colon = colon(in: text) else { return nil }
        let words = text.slice(colon + 1..<text.count).trimmed()
        return words.isEmpty ? nil : (text.flat(0..<colon), words)
    }

    /// Where the first ": " stands, if what is before it is made of names in code: "setUp of ClientTest", "testA / testB".
    private static func colon(in text: StyledText) -> Int? {
        let bytes = text.bytes.prefix(longest)
        guard let colon = bytes.indices.first(where: { bytes[$0] == UInt8(ascii: ":") && isFollowed(bytes, $0) }),
            FieldLabel(text) == nil
        else { return nil }
        return areNames(bytes[..<colon]) ? colon : nil
    }
    private static let longest = 120

    /// The names in a title that is nothing but names of tests, behind what counts it and before what rates it:
    /// "`testA`, `testB`", "2. TestLamp_Dims ⭐⭐⭐ (3/5)"; `nil` for other titles.
    static func names(inTitle title: StyledText) -> StyledText? {
        // Longer ones are no title, and what stands at their end would be read again for each blank in it.
        guard title.count <= longestTitle else { return nil }
        let text = title.slice(min(ItemMarker.length(in: title, at: 0), title.count)..<title.count).trimmed()
        var end = text.count
        var at = text.count
        while let blank = text.bytes[..<at].lastIndex(of: .space) {
            let tail = text.bytes[blank...]
            guard PhraseKey(tail.filter { !$0.isDigit }[...]).count == 0 else { break }
            at = blank
            if tail.count(where: { $0 == UInt8(ascii: "(") }) == tail.count(where: { $0 == UInt8(ascii: ")") }) {
                end = at
            }
        }
        let names = text.slice(0..<end).trimmed()
        guard names.styles.contains(where: { $0.contains(.code) }) else {
            let words = names.bytes.split(separator: .space)
            return areNames(names.bytes[...]) && words.contains(where: isNameOfTest) ? names : nil
        }
        let bare = zip(names.bytes, names.styles).filter { !$1.contains(.code) }.map(\.0)
        return PhraseKey(bare[...]).count <= 1 && LineReferenceScanner(names).found.isEmpty ? names : nil
    }

    /// "`opens twice` — needs work": a name in code, a dash or colon behind it, and a judgement of up to three words.
    static func isJudged(_ title: StyledText) -> Bool {
        guard title.count <= longestTitle else { return false }
        let text = title.slice(min(ItemMarker.length(in: title, at: 0), title.count)..<title.count).trimmed()
        guard text.styles.first?.contains(.code) == true else { return false }
        let end = text.runEnd(from: 0, .code)
        let rest = text.slice(end..<text.count).trimmed()
        guard let first = rest.bytes.first,
            first.isOne(of: "-:(") || rest.bytes.has("–", at: 0) || rest.bytes.has("—", at: 0)
        else { return false }
        return (1...3).contains(PhraseKey(rest.bytes[...]).count) && LineReferenceScanner(rest).found.isEmpty
    }

    /// The judgement in such a title finds fault: "needs work", "flaky".
    static func isFaulted(_ heading: String) -> Bool {
        guard heading.utf8.count <= longestTitle else { return false }
        for dash in [" — ", " – ", " - ", ": "] {
            guard let range = heading.lastByteRange(of: dash) else { continue }
            let words = String(heading[range.upperBound...])
            let key = PhraseKey(words)
            return (1...3).contains(key.count)
                && (SectionRole(heading: words) == .remarks || key.contains(anyOf: RemarkEvidence.faults))
        }
        return false
    }

    private static let longestTitle = 240

    /// The names of the tests that a remark under `headings`, outermost first, is about: those that the last one names, or one
    /// above "Strengths" and the like.
    static func names(above headings: [String]) -> StyledText? {
        for heading in headings.reversed() {
            guard heading.utf8.count <= longestTitle else { return nil }
            if let names = names(inTitle: StyledText(heading)) { return names }
            switch SectionRole(heading: heading) {
            case .praise, .remarks, .advice, .field: continue
            case .aside, .verdict, .neutral: return nil
            }
        }
        return nil
    }

    /// "opens_twice", "opensTwice", "LampTest"; "TypeScript" and "GitHub" are no tests.
    private static func isNameOfTest(_ word: ArraySlice<UInt8>) -> Bool {
        isName(word)
            && (word.contains(UInt8(ascii: "_")) || word.first?.isLower == true
                || String(decoding: word, as: UTF8.self).lowercased().has("test"))
    }

    /// "opensOnce", "setUp of ClientTest", "testA / testB": names in code, with no words but those that join them.
    static func areNames(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= longest else { return false }
        let words = bytes.split(whereSeparator: { $0.isBlank || $0.isOne(of: "/,&`()") })
        guard (1...8).contains(words.count), let first = words.first, isName(first) else { return false }
        return words.allSatisfy { isName($0) || $0.count <= longestJoiner }
    }
    /// "of", "and", "in", "und", "et": in bytes.
    private static let longestJoiner = 3

    private static func isFollowed(_ bytes: ArraySlice<UInt8>, _ colon: Int) -> Bool {
        colon + 1 < bytes.endIndex && bytes[colon + 1] == .space
    }

    /// "testParse", "open_twice", "HTTPClientTest": a name as code has them, no path and no word of prose.
    private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count > 2, word.allSatisfy({ $0.isWord }), word.first?.isDigit == false else { return false }
        if word.dropFirst().dropLast().contains(UInt8(ascii: "_")) { return true }
        return zip(word, word.dropFirst()).contains { $0.isLower && $1.isUpper }
    }
}
