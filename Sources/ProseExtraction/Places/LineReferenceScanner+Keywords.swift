import FindingsModel

/// What announces a reference before its numbers: “lines”, “Zeilen”, `L12`; and what takes one back.
extension LineReferenceScanner {
    /// "line", "Zeilen", "ligne", … before a number.
    static func keywordLength(in bytes: [UInt8], at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        let words: [StaticString]
        switch bytes[index].lowered {
        case UInt8(ascii: "l"):
            words = [
                "lines", "line", "lns", "ln", "lignes", "ligne", "líneas", "línea", "lineas", "linea", "linhas",
                "linha", "linjer", "linje", "linee", "linia", "linie", "linii", "lín.", "lin.", "ll.", "l.",
            ]
        case UInt8(ascii: "r"):
            words = ["rows", "row", "righe", "riga", "regels", "regel", "rader", "rad", "rivit", "rivi"]
        case UInt8(ascii: "z"): words = ["zeilennummern", "zeilennummer", "zeilen", "zeile", "z."]
        case UInt8(ascii: "s"): words = ["satırlar", "satır", "sor"]
        case UInt8(ascii: "w"): words = ["wierszach", "wierszu", "wiersze", "wiersza", "wiersz"]
        case 0xC5: words = ["řádky", "řádek"]
        case 0xD0, 0xD1:
            // A longer word before the one that opens it.
            words = [
                "строками", "строках", "строкам", "строкой", "строки", "строка", "строке", "строку", "строк", "стр.",
                "Строках", "Строки", "Строка", "Строке", "Строку", "Стр.",
            ]
        case 0xE8: words = ["行号", "行番号", "行"]
        case 0xEB: words = ["라인"]
        case 0xEC: words = ["줄"]
        case 0xE3: words = ["ライン"]
        case 0xED: words = ["행"]
        default: return nil
        }
        for word in words where bytes.has(word, at: index) {
            let end = index + word.utf8CodeUnitCount
            // "line" does not open "linea".
            if end < bytes.count, bytes[end].isLetter, bytes[end - 1].isLetter || bytes[end - 1].isWide { continue }
            return word.utf8CodeUnitCount
        }
        return nil
    }

    mutating func keyword(from start: Int) -> Int? {
        guard !isWordBefore(start) || bytes[start] >= 0xE3,
            let length = Self.keywordLength(in: bytes, at: start)
        else { return nil }
        var index = start + length
        if bytes[start].isLetter, byte(index).isLetter || byte(index).isWide { return nil }
        // "line(s) 5"
        if bytes.has("(s)", at: index) || bytes.has("(n)", at: index) { index += 3 }
        var gap = 0
        while gap < 12 {
            let at = byte(index)
            if at == .space || at == 10 || at == UInt8(ascii: ":") || at == UInt8(ascii: "#") || at == UInt8(ascii: "(")
                || at == UInt8(ascii: "=")
            {
                index += 1
            } else if at == UInt8(ascii: "."), length > 1, length < 5, byte(index + 1) == .space,
                !bytes.has("line", at: start)
            {
                // "Zeile. 12 …" begins a sentence; only what is cut short has a full stop.
                index += 1
            } else if bytes.has("：", at: index) || bytes.has("№", at: index) {
                index += 3
            } else if let length = numberWordLength(at: index) {
                index += length
            } else if at == UInt8(ascii: "L") || at == UInt8(ascii: "R") || at == UInt8(ascii: "+")
                || at == UInt8(ascii: "["),
                byte(index + 1).isDigit
            {
                index += 1
            } else if at == UInt8(ascii: "~") {
                index += 1
            } else {
                break
            }
            gap += 1
        }
        guard byte(index).isDigit else { return nil }
        let isRow = bytes[start].lowered == UInt8(ascii: "r") && bytes.has("row", at: start)
        guard let numbers = numberList(from: index, isBetween: isBetween(before: start)) else { return nil }
        // "rows 1–3" of the review's own table.
        if isRow, numbers.ranges.allSatisfy({ $0.range.last < 20 }) { return numbers.end }
        if isUnlike(before: start) || isCountOfLines(from: start, numbers) { return numbers.end }
        record(numbers, path: pathNear(start: start, end: numbers.end), certainty: .firm, from: start)
        return numbers.end
    }

    /// "too many blank lines (12)", "duplicated lines (34)": so many of what the word before says.
    private func isCountOfLines(from start: Int, _ numbers: Numbers) -> Bool {
        guard bytes.has("lines (", at: start), numbers.ranges.count == 1, !numbers.hasRange,
            byte(numbers.end) == UInt8(ascii: ")")
        else { return false }
        let before = previousWord(before: start)
        return !before.isEmpty && !Self.pointers.contains(before)
    }
    private static let pointers: Set<String> = [
        "the", "these", "those", "following", "same", "and", "or", "on", "in", "at", "of", "from", "see", "both", "its",
        "their", "all",
    ]

    /// "no.", "n°", "numbers", "from" between the word for a line and the number.
    func numberWordLength(at index: Int) -> Int? {
        switch byte(index).lowered {
        case UInt8(ascii: "n"):
            for word in ["nº", "n°"] as [StaticString] where bytes.has(word, at: index) {
                return word.utf8CodeUnitCount
            }
            for word in [
                "numbers", "number", "numéros", "numéro", "números", "número", "numeri", "numero", "nummern", "nummer",
                "num.", "núm.", "nos.", "nos", "no.", "no", "nrs.", "nr.", "nr", "n.",
            ] as [StaticString] where isWord(word, at: index) {
                return word.utf8CodeUnitCount
            }
        case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "d"), UInt8(ascii: "c"), 0xD1, 0xD0:
            for word in ["from", "von", "de", "da", "du", "dal", "c.", "с", "со", "номер", "под номером"]
                as [StaticString]
            where isWord(word, at: index) {
                return word.utf8CodeUnitCount
            }
        default: break
        }
        return nil
    }

    /// "between lines 10 and 20" is a range.
    func isBetween(before start: Int) -> Bool {
        let word = previousWord(before: start)
        if Self.betweenWords.contains(word) { return true }
        return Self.articles.contains(word)
            && Self.betweenWords.contains(previousWord(before: wordStart(before: start)))
    }
    static let betweenWords: Set<String> = ["between", "zwischen", "entre", "tra", "fra", "между"]
    static let articles: Set<String> = ["the", "den", "les", "las", "as", "le", "la", "los"]

    /// The text says that the place is a counter-example: "unlike line 353".
    func isUnlike(before start: Int) -> Bool {
        Self.unlike.contains(previousWord(before: start))
            || Self.unlike.contains(previousWord(before: wordStart(before: start)))
    }
    static let unlike: Set<String> = ["unlike", "contrary", "contrast", "anders", "contrairement", "entgegen"]

    /// `L12`, `L12-L15`, `L12:5`, `R12` in a link.
    mutating func lineMark(from start: Int) -> Int? {
        guard
            byte(start) == UInt8(ascii: "L") || byte(start) == UInt8(ascii: "l")
                || byte(start) == UInt8(ascii: "R") && byte(start - 1) == UInt8(ascii: "#"),
            !isWordBefore(start), previousByte(start) != UInt8(ascii: "-") || byte(start - 2) == 35
        else { return nil }
        // "L 41", but "l 41" only in one word.
        let first = byte(start) == UInt8(ascii: "L") && byte(start + 1) == .space ? start + 2 : start + 1
        guard byte(first).isDigit, let numbers = numberList(from: first) else { return nil }
        // "the L1 cache", "an L2 norm"
        if numbers.ranges.allSatisfy({ $0.range.last < 10 }), byte(numbers.end) == .space || byte(numbers.end) == 45,
            Self.layered.contains(wordText(from: numbers.end + 1))
        {
            return numbers.end
        }
        if isUnlike(before: start) { return numbers.end }
        record(numbers, path: pathNear(start: start, end: numbers.end), certainty: .firm, from: start)
        return numbers.end
    }

    /// "R278", "R370-R390", "R349, R367".
    mutating func sideMark(from start: Int) -> Int? {
        guard byte(start) == UInt8(ascii: "R"), byte(start + 1).isDigit, !isWordBefore(start),
            let numbers = numberList(from: start + 1), !byte(numbers.end).isWord || byte(numbers.end).isWide
        else { return nil }
        let first = found.count
        record(numbers, path: nil, certainty: .bare, from: start)
        for place in first..<max(first, found.count) { found[place].isSided = true }
        return numbers.end
    }

    /// What comes in levels, or in the norms of mathematics.
    static let layered: Set<String> = [
        "cache", "caches", "norm", "norms", "loss", "regularization", "regularisation", "regularizer", "penalty",
        "distance", "level", "load", "proxy", "network", "switch", "routing", "firewall", "support", "incident",
        "rollup", "rollups", "chain", "chains", "block", "blocks",
    ]
}
