import FindingsModel

/// What counts or names a remark, and who wrote it: "F-01", "Issue 3:", "K-2", "Secondly,", "@lena:".
extension RemarkLead {
    /// Where the rating begins behind a number or code: "3 — LOW · The title", "F1 · HIGH · …".
    func countBeforeRating(at start: Int) -> Int? {
        let bytes = text.bytes
        func skipBlanks(_ index: inout Int) { while index < bytes.count, bytes[index] == .space { index += 1 } }
        func skipSeparator(_ index: inout Int) -> Bool {
            skipBlanks(&index)
            for sign in ["—", "–", "-", "·", "|"] as [StaticString] where bytes.has(sign, at: index) {
                index += sign.utf8CodeUnitCount
                skipBlanks(&index)
                return true
            }
            return false
        }
        let digits = start + bytes[start...].prefix(2).prefix(while: \.isUpper).count
        var index = digits
        while index < bytes.count, bytes[index].isDigit, index - digits < 3 { index += 1 }
        guard index > digits, skipSeparator(&index) else { return nil }
        let rating = index
        while index < bytes.count, bytes[index].isUpper { index += 1 }
        guard index - rating > 2, SeverityVocabulary.severity(of: text.flat(rating..<index)) != nil,
            skipSeparator(&index), index < bytes.count
        else { return nil }
        return rating
    }

    /// "K-3 The title": up to three capitals, a dash and a number, and no name of a standard.
    func dashedCode(at index: Int) -> Int? {
        guard index == 0 || text.bytes[index - 1].isBlank else { return nil }
        let letters = text.bytes[index...].prefix(4).prefix(while: \.isUpper)
        guard (1...3).contains(letters.count), letters.endIndex < text.count,
            text.bytes[letters.endIndex] == UInt8(ascii: "-"),
            !Self.codes.contains(String(decoding: letters.map(\.lowered), as: UTF8.self))
        else { return nil }
        let digits = text.bytes[(letters.endIndex + 1)...].prefix(4).prefix(while: \.isDigit)
        guard (1...3).contains(digits.count), digits.endIndex + 1 < text.count,
            text.bytes[digits.endIndex] == .space
        else { return nil }
        let next = text.bytes[digits.endIndex + 1]
        let opensTitle =
            next.isUpper || next.isWide || text.styles[digits.endIndex + 1].contains(.code) || next == UInt8(ascii: "`")
        return opensTitle && !text.styles[index].contains(.code) ? digits.endIndex : nil
    }

    /// "**09:05** Mara asks …": when it was said, in minutes and logs; in bold, for "09:05" alone may be a line and a column.
    func clock(at index: Int) -> Int? {
        guard text.styles[index].contains(.strong), index == 0 || !text.bytes[index - 1].isWord,
            let end = Self.clockEnd(in: text.bytes, at: index), end >= text.count || text.bytes[end].isBlank
        else { return nil }
        return end
    }

    /// Past an hour and a minute of two digits.
    static func clockEnd(in bytes: [UInt8], at start: Int) -> Int? {
        let hours = bytes[start...].prefix(3).prefix(while: \.isDigit)
        let colon = hours.endIndex
        guard (1...2).contains(hours.count), colon + 2 < bytes.count, bytes[colon] == UInt8(ascii: ":"),
            bytes[colon + 1].isDigit, bytes[colon + 2].isDigit, bytes[colon + 1] < UInt8(ascii: "6"),
            colon + 3 >= bytes.count || !bytes[colon + 3].isWord,
            hours.reduce(0, { $0 * 10 + Int($1 - 48) }) <= 24
        else { return nil }
        return colon + 3
    }

    /// "指摘1", "Finding 2": a title that only counts.
    static func isNumberAlone(_ title: String) -> Bool {
        let bytes = Array(title.utf8)
        return RemarkNoun.countedEnd(in: bytes, at: 0) == bytes.count
    }

    /// "F-01", "H-2", "Issue 3:", "#4", "1.2": the remark's own number.
    func identifier(at index: Int) -> Int? {
        let whole = Self.identifierLength(in: text, at: index)
        if whole > 0 { return index + whole }
        if let end = dashedCode(at: index) { return end }
        let bytes = text.bytes
        var end = RemarkNoun.end(in: bytes, at: index) ?? index
        let isNamed = end > index
        // "Issue H-1: …": the letter rates, as it does without the word.
        if isNamed, end + 2 < bytes.count, bytes[end].isUpper, bytes[end + 1] == UInt8(ascii: "-"),
            bytes[end + 2].isDigit
        {
            var stop = end + 2
            while stop < bytes.count, bytes[stop].isDigit, stop - end < 6 { stop += 1 }
            if stop < bytes.count, bytes[stop] == UInt8(ascii: ":") { return stop }
        }
        if !isNamed, bytes[end].isUpper {
            var letters = end
            while letters < bytes.count, bytes[letters].isUpper, letters - end < 5 { letters += 1 }
            guard letters < bytes.count, bytes[letters] == UInt8(ascii: "-") || bytes[letters].isDigit else {
                return nil
            }
            if bytes[letters] == UInt8(ascii: "-") { letters += 1 }
            end = letters
        }
        let digits = end
        while end < bytes.count, bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") && end > digits { end += 1 }
        guard end > digits, end - digits <= 6, end < bytes.count else { return nil }
        if digits > index, end + 1 < bytes.count, bytes[end].isLower, !bytes[end + 1].isWord { end += 1 }
        let hasDot = bytes[end - 1] == UInt8(ascii: ".")
        let next = bytes[end]
        let isMarked =
            next == UInt8(ascii: ":") || next == UInt8(ascii: ")") || next == UInt8(ascii: "]") || hasDot
            || next == .space && end + 1 < bytes.count
                && (bytes[end + 1] == UInt8(ascii: "-") || bytes.has("–", at: end + 1) || bytes.has("—", at: end + 1)
                    || digits > index && !isNamed && bytes[end + 1] == UInt8(ascii: "("))
            || bytes.has("：", at: end)
            // "**F-01** The title": the code is set apart by its style.
            || !isNamed && digits > index && text.styles[index].contains(.strong)
                && text.runEnd(from: index, .strong) == end
        guard isMarked else { return nil }
        // "2 tests: …", "1000 is …" are words of the remark.
        if !isNamed, digits == index, !hasDot, next != UInt8(ascii: ")"), next != UInt8(ascii: ":") { return nil }
        return next == UInt8(ascii: ")") || next == UInt8(ascii: "]") ? end + 1 : end
    }

    /// "FIRST. …", "Secondly: …": a word that counts the remarks.
    func ordinal(at index: Int) -> Int? {
        guard text.bytes[index].isUpper else { return nil }
        var end = index
        while end < text.count, end - index < 14, text.bytes[end].isLetter || text.bytes[end].isWide { end += 1 }
        guard Self.ordinals.contains(PhraseKey(text.bytes[index..<end]).text.trimmingSpaces) else { return nil }
        // "Second point (minor).": the rating is read behind it.
        if let noun = point(at: end) {
            if text.bytes.has(" (", at: noun) { return noun }
            end = noun
        }
        guard end + 1 < text.count, text.bytes[end].isOne(of: ".:)"), text.bytes[end + 1].isBlank else { return nil }
        return end + 1
    }

    /// The end of " point" behind an ordinal, in several languages.
    private func point(at index: Int) -> Int? {
        guard index < text.count, text.bytes[index] == .space else { return nil }
        var end = index + 1
        while end < text.count, end - index < 14, text.bytes[end].isLetter || text.bytes[end].isWide { end += 1 }
        return Self.points.contains(PhraseKey(text.bytes[index..<end]).text.trimmingSpaces) ? end : nil
    }

    private static let points: Set<String> = [
        "point", "remark", "issue", "thing", "concern", "punkt", "anmerkung", "remarque", "punto", "ponto",
        "observación", "observação", "osservazione",
    ]

    static let ordinals: Set<String> = [
        "first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "fifth", "sixth", "finally", "lastly",
        "last", "erstens", "zweitens", "drittens", "viertens", "schließlich", "erster", "zweiter", "dritter", "vierter",
        "fünfter", "letzter", "erste", "zweite", "dritte", "vierte", "fünfte", "letzte", "premièrement",
        "deuxièmement", "troisièmement", "enfin", "premier", "première", "deuxième", "troisième", "quatrième",
        "cinquième", "sixième", "dernier", "dernière", "primero", "primer", "primera", "segundo", "segunda", "tercero",
        "tercer", "tercera", "cuarto", "cuarta", "quinto", "quinta", "primeiro", "primeira", "terceiro", "terceira",
        "quarto", "quarta", "primo", "secondo", "terzo", "ultimo",
    ]

    /// "@lena (bot):", who wrote the comment.
    func author(at index: Int) -> Int? {
        var end = index + 1
        while end < text.count, text.bytes[end].isWord || text.bytes[end].isOne(of: "-.[]"), end - index < 40 {
            end += 1
        }
        guard end > index + 1 else { return nil }
        // "@BeforeEach: …" is code.
        let isName = !text.bytes[index + 1].isUpper
        let name = end
        for role in [" (bot)", " (author)", " (reviewer)", " wrote", " commented"] as [StaticString]
        where text.bytes.has(role, at: end) {
            end += role.utf8CodeUnitCount
            break
        }
        guard isName || end > name, end < text.count, text.bytes[end] == UInt8(ascii: ":"),
            end + 1 >= text.count || text.bytes[end + 1].isBlank
        else { return nil }
        return end + 1
    }

    /// The length of the name or number that a remark's title opens with: "Issue 3:", "HBR-01-001", "[F-2]"; 0 for none.
    static func identifierLength(in text: StyledText, at start: Int = 0) -> Int {
        let bytes = text.bytes[min(start, text.count)..<min(start + 60, text.count)].map { $0 }
        var index = 0
        if bytes.first == UInt8(ascii: "[") { index = 1 }
        let words = index
        if let number = RemarkNoun.end(in: bytes, at: index), number < bytes.count, bytes[number].isDigit {
            index = number
            let digits = index
            while index < bytes.count, bytes[index].isDigit, index - digits < 4 { index += 1 }
            // "Finding 2.1 — …"
            while index > digits, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit {
                index += 1
                while index < bytes.count, bytes[index].isDigit, index - digits < 12 { index += 1 }
            }
            guard index < bytes.count else { return index }
            return bytes[index].isOne(of: ":.)-|") || bytes.has("：", at: index) || bytes.has("、", at: index)
                || bytes[index] == .space && !bytes[min(index + 1, bytes.count - 1)].isLower
                ? index : 0
        }
        // Capitals, then numbers in groups.
        while index < bytes.count, bytes[index].isUpper, index - words < 9 { index += 1 }
        let word = String(decoding: bytes[words..<index].map(\.lowered), as: UTF8.self)
        guard index - words >= 1, index - words <= 8 else { return 0 }
        var groups = 0
        while index < bytes.count, bytes[index] == UInt8(ascii: "-") {
            var next = index + 1
            while next < bytes.count, bytes[next].isDigit || bytes[next].isUpper, next - index < 12 { next += 1 }
            guard next > index + 1 else { break }
            if bytes[next - 1].isDigit { groups += 1 }
            index = next
        }
        guard groups > 0, index < bytes.count, !codes.contains(word) else { return 0 }
        // "[UX-014] …": the brackets leave no doubt.
        if words == 1, bytes[index] == UInt8(ascii: "]") { return index + 1 }
        if bytes[index] == .space { return groups > 1 || bytes[index - 1].isDigit && index - words >= 7 ? index : 0 }
        return groups > 1 && bytes[index].isOne(of: ":])") ? index : 0
    }

    /// Capitals with a number that name a standard, not a remark.
    static let codes: Set<String> = [
        "utf", "sha", "iso", "rfc", "aes", "http", "cve", "cwe", "pep", "jep", "jsr", "gh", "jira", "rsa", "ipv",
    ]
}
