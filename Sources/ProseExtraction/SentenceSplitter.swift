/// Cuts text into sentences, by the full stops, question and exclamation marks of many scripts.
enum SentenceSplitter {
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "vs", "cf", "z.b", "d.h", "bzw", "ca", "resp", "no", "nr", "fig", "approx", "incl", "z",
        "ll", "l", "p",
        "pp", "ff", "f", "usw", "u.a", "evtl", "ggf", "st", "dr", "mr", "ms", "al", "par ex", "ex", "т.е", "т.д",
        "напр", "стр", "см", "рис",
        "vgl", "s", "p.ex", "p.ej",
    ]

    static func sentences(of text: StyledText) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        let bytes = text.bytes
        var start = 0
        var index = 0
        func skipBlanks() {
            while start < bytes.count, bytes[start].isBlank { start += 1 }
        }
        skipBlanks()
        while index < bytes.count {
            let byte = bytes[index]
            var end: Int?
            if byte == 0xE3, bytes.has("。", at: index) {
                end = index + 3
            } else if byte == 0xEF, bytes.has("！", at: index) || bytes.has("？", at: index) {
                end = index + 3
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?"),
                !text.styles[index].contains(.code)
            {
                end = stop(in: bytes, at: index, from: start)
            }
            if var end {
                while end < bytes.count,
                    bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: ")") || bytes.has("”", at: end)
                        || bytes.has("」", at: end)
                {
                    end += bytes[end] < 128 ? 1 : 3
                }
                sentences.append(start..<end)
                start = end
                skipBlanks()
                index = max(end, start)
            } else {
                index += 1
            }
        }
        if start < bytes.count {
            var end = bytes.count
            while end > start, bytes[end - 1].isBlank { end -= 1 }
            if end > start { sentences.append(start..<end) }
        }
        return sentences
    }

    /// The number that starts at `index` is a line's: "see line 30. And …", "12 and 30. …".
    private static func isLine(_ bytes: [UInt8], before index: Int, from start: Int) -> Bool {
        var end = index
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        guard end > start else { return false }
        if bytes[end - 1] == UInt8(ascii: ",") || bytes[end - 1] == UInt8(ascii: "-") || bytes[end - 1].isWide {
            return true
        }
        var word = end
        while word > start, bytes[word - 1].isLetter, end - word < 12 { word -= 1 }
        if LineReferenceScanner.keywordLength(in: bytes, at: word) != nil { return true }
        return ["and", "und", "et", "or"].contains(String(decoding: bytes[word..<end].map(\.lowered), as: UTF8.self))
    }

    /// The end of the sentence whose stop is at `index`; `nil` when it is no sentence's stop.
    private static func stop(in bytes: [UInt8], at index: Int, from start: Int) -> Int? {
        var end = index + 1
        while end < bytes.count,
            bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "!") || bytes[end] == UInt8(ascii: "?")
        {
            end += 1
        }
        if end == bytes.count { return end }
        var next = end
        while next < bytes.count, bytes[next] == UInt8(ascii: ")") || bytes[next] == UInt8(ascii: "\"") { next += 1 }
        if next == bytes.count { return end }
        guard bytes[next].isBlank else { return nil }
        while next < bytes.count, bytes[next].isBlank { next += 1 }
        if next == bytes.count { return end }
        if bytes[index] == UInt8(ascii: ".") {
            var word = index
            while word > start, bytes[word - 1].isWord || bytes[word - 1] == UInt8(ascii: "."), index - word < 12 {
                word -= 1
            }
            let before = String(decoding: bytes[word..<index].map(\.lowered), as: UTF8.self)
            if abbreviations.contains(before) { return nil }
            // An ordinal ("2. Oktober") or an initial.
            if bytes[word..<index].allSatisfy(\.isDigit), index - word <= 2, index > word, word > start,
                !isLine(bytes, before: word, from: start)
            {
                return nil
            }
        }
        // The next sentence opens with a capital, a sign, code or script without case; "approx. three" goes on.
        if bytes[next].isLower, bytes[index] == UInt8(ascii: "."), end == index + 1 {
            return end
        }
        return end
    }
}
