/// The words that full-text search needs beside those that SQLite's tokenizer finds.
///
/// FTS5's `unicode61` parts `snake_case` at the underscores but leaves `camelCase` and runs of CJK characters whole. For
/// these, the parts of the names and the overlapping pairs of characters are indexed in a column of their own.
enum SearchTerms {
    /// The parts of `text`, joined by spaces; empty where there are none.
    static func parts(of texts: String...) -> String {
        var found = Set<String>()
        var ordered: [String] = []
        func add(_ part: String) {
            if found.insert(part).inserted { ordered.append(part) }
        }
        for text in texts where !isWithoutParts(text) {
            var word: [Unicode.Scalar] = []
            var ideographs: [Unicode.Scalar] = []
            func finish() {
                for part in camelParts(word) { add(part) }
                for pair in pairs(ideographs) { add(pair) }
                word.removeAll(keepingCapacity: true)
                ideographs.removeAll(keepingCapacity: true)
            }
            for scalar in text.unicodeScalars {
                if isCJK(scalar) {
                    if !word.isEmpty { finish() }
                    ideographs.append(scalar)
                } else if isNameCharacter(scalar) {
                    if !ideographs.isEmpty { finish() }
                    word.append(scalar)
                } else if !word.isEmpty || !ideographs.isEmpty {
                    finish()
                }
            }
            finish()
        }
        return ordered.joined(separator: " ")
    }

    /// Whether no name in the text has parts, as far as that shows at once: it is ASCII, and no capital stands behind a
    /// letter or digit.
    private static func isWithoutParts(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var isInName = false
            for byte in bytes {
                if byte >= 0x80 { return false }
                let isUpper = byte >= 0x41 && byte <= 0x5A
                if isInName, isUpper { return false }
                isInName = isUpper || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
            }
            return true
        }
    }

    static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3134F:
            true
        default: false
        }
    }

    /// Overlapping pairs of characters; a single character stands for itself.
    static func pairs(_ run: [Unicode.Scalar]) -> [String] {
        guard run.count > 1 else { return run.map { String(Character($0)) } }
        return (0..<run.count - 1).map { index in
            var pair = String.UnicodeScalarView()
            pair.append(run[index])
            pair.append(run[index + 1])
            return String(pair)
        }
    }

    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// `assertEqualsHTTP2` → assert, Equals, HTTP2; nothing for a word without a hump.
    static func camelParts(_ word: [Unicode.Scalar]) -> [String] {
        var parts: [String] = []
        var start = 0
        func isUpper(_ index: Int) -> Bool { (0x41...0x5A).contains(word[index].value) }
        func isLower(_ index: Int) -> Bool { (0x61...0x7A).contains(word[index].value) }
        for index in word.indices.dropFirst() {
            let humpBegins = isUpper(index) && !isUpper(index - 1)
            let runEnds = isUpper(index) && isUpper(index - 1) && index + 1 < word.count && isLower(index + 1)
            if humpBegins || runEnds {
                parts.append(text(word[start..<index]))
                start = index
            }
        }
        guard start > 0 else { return [] }
        parts.append(text(word[start...]))
        return parts.filter { $0.utf8.count > 1 }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
