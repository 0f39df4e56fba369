import FindingsModel

/// The start of a remark, taken apart: signs, severity, labels and places, and where its own words begin.
struct RemarkLead {
    var severity: Severity?
    var severityWord: String?
    /// Labels and signs that tell the kind: "Potential issue", "praise", "✅".
    var labels: [String] = []
    /// Where the words begin.
    var start = 0
    let text: StyledText
    /// A rating in capitals went before: a place after it needs no sign.
    private var hasCapitals = false
    /// A place went before, as it does in each line of a list.
    private var isAfterPlace = false

    /// - Parameters:
    ///   - scale: which coloured signs the document uses.
    ///   - isListed: the remark is a line that opens with a place, like others.
    init(_ text: StyledText, scale: SeverityVocabulary.SignScale, isListed: Bool = false) {
        self.text = text
        hasCapitals = isListed
        var signSeverity: (Severity, String)?
        var index = text.isEmpty || text.styles[0].contains(.code) ? 0 : ItemMarker.length(in: text, at: 0)
        var steps = 0
        while index < text.count, steps < 24 {
            steps += 1
            let byte = text.bytes[index]
            if byte.isBlank {
                index += 1
                continue
            }
            if text.styles[index].contains(.image) {
                let end = text.runEnd(from: index, .image)
                let alt = text.flat(index..<end)
                if let word = Self.ratedPart(of: alt) { set(word.0, word.1) } else { labels.append(alt) }
                index = end
                continue
            }
            if let end = ordinal(at: index) {
                index = end
                continue
            }
            if byte == UInt8(ascii: "@"), let end = author(at: index) {
                index = end
                continue
            }
            if let end = task(at: index) {
                index = end
                continue
            }
            if byte.isWide, let end = sign(at: index, scale: scale, signSeverity: &signSeverity) {
                index = end
                continue
            }
            if byte == UInt8(ascii: ":"), let end = shortcode(at: index) {
                let name = text.flat(index + 1..<end - 1)
                if let severity = Self.shortcodes[name].flatMap({ SeverityVocabulary.severity(ofSign: $0, on: scale) })
                {
                    if signSeverity == nil { signSeverity = (severity, ":\(name):") }
                } else {
                    labels.append(Self.shortcodes[name].flatMap(UnicodeScalar.init).map { String($0) } ?? name)
                }
                index = end
                continue
            }
            if "|-:*.·#>".utf8.contains(byte), isSeparator(at: index) {
                index += 1
                continue
            }
            if let label = LocationLabel(text, from: index)
                ?? (hasCapitals ? LocationLabel(text, from: index, isListed: true) : nil),
                label.end > index,
                label.end < text.count || index == 0 || severity != nil
            {
                if isListed { isAfterPlace = true }
                index = label.end
                continue
            }
            if let end = field(at: index) {
                index = end
                continue
            }
            if let end = bracketed(at: index) {
                // "[HIGH]   350:29   Remove …"
                if severity != nil, text.bytes[end...].starts(with: [.space, .space]) { hasCapitals = true }
                index = end
                continue
            }
            if let end = identifier(at: index) {
                let code = text.bytes[index..<end].lastIndex(of: .space).map { $0 + 1 } ?? index
                if let rated = Self.auditSeverity(text.bytes[code..<end]) { set(rated.0, rated.1) }
                // "P1: …" is a priority, not a number.
                let word = text.flat(index..<end)
                if word.utf8.count == 2, word.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "p"),
                    let severity = SeverityVocabulary.severity(of: word)
                {
                    set(severity, word)
                }
                index = end
                continue
            }
            if isAfterPlace, let end = toolLevel(at: index) {
                index = end
                continue
            }
            if let length = Self.labelLength(in: text, at: index) {
                let label = text.flat(index..<index + length)
                labels.append(label)
                if severity == nil, Self.isNit(label) {
                    set(.low, PhraseKey(label).firstWord ?? label)
                }
                if severity == nil, let rated = Self.conventionalSeverity(label) { set(rated.0, rated.1) }
                if severity == nil, let rated = SeverityVocabulary.severity(of: label, isRated: false) {
                    set(rated, label.trimmingColon)
                }
                index += length
                continue
            }
            if let end = severityRun(at: index) {
                index = end
                continue
            }
            if let end = capitals(at: index) {
                index = end
                continue
            }
            if let end = tag(at: index) {
                index = end
                continue
            }
            break
        }
        start = index
        if severity == nil, let signSeverity { set(signSeverity.0, signSeverity.1) }
    }

    // MARK: Steps

    mutating func set(_ severity: Severity, _ word: String) {
        guard self.severity == nil else { return }
        self.severity = severity
        severityWord = word
    }

    /// The end of `:thumbsup:`, an emoji by its name.
    private func shortcode(at index: Int) -> Int? {
        var end = index + 1
        while end < text.count, end - index < 32, text.bytes[end].isLower || text.bytes[end] == 95 { end += 1 }
        guard end > index + 2, end < text.count, text.bytes[end] == UInt8(ascii: ":") else { return nil }
        return end + 1
    }

    /// Emoji by the names that Slack and GitHub give them, as far as they rate or judge.
    private static let shortcodes: [String: UInt32] = [
        "rotating_light": 0x1F6A8, "no_entry": 0x26D4, "octagonal_sign": 0x1F6D1, "red_circle": 0x1F534,
        "large_red_circle": 0x1F534, "large_orange_circle": 0x1F7E0, "orange_circle": 0x1F7E0,
        "large_yellow_circle": 0x1F7E1, "yellow_circle": 0x1F7E1, "large_green_circle": 0x1F7E2,
        "green_circle": 0x1F7E2, "large_blue_circle": 0x1F535, "blue_circle": 0x1F535, "white_circle": 0x26AA,
        "red_square": 0x1F7E5, "orange_square": 0x1F7E7, "yellow_square": 0x1F7E8, "green_square": 0x1F7E9,
        "white_check_mark": 0x2705, "heavy_check_mark": 0x2714, "x": 0x274C, "warning": 0x26A0, "bug": 0x1F41B,
        "thumbsup": 0x1F44D, "thumbsdown": 0x1F44E, "tada": 0x1F389, "clap": 0x1F44F, "heart": 0x2764, "star": 0x2B50,
        "green_heart": 0x1F49A, "sparkles": 0x2728, "raised_hands": 0x1F64C, "100": 0x1F4AF, "exclamation": 0x2757,
    ]

    /// "@lena (bot):", who wrote the comment.
    private func author(at index: Int) -> Int? {
        var end = index + 1
        while end < text.count, text.bytes[end].isWord || "-.[]".utf8.contains(text.bytes[end]), end - index < 40 {
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

    /// "FIRST. …", "Secondly: …": a word that counts the remarks.
    private func ordinal(at index: Int) -> Int? {
        guard text.bytes[index].isUpper else { return nil }
        var end = index
        while end < text.count, end - index < 14, text.bytes[end].isLetter || text.bytes[end].isWide { end += 1 }
        guard end + 1 < text.count, ".:)".utf8.contains(text.bytes[end]), text.bytes[end + 1].isBlank,
            Self.ordinals.contains(PhraseKey(text.bytes[index..<end]).text.trimmingSpaces)
        else { return nil }
        return end + 1
    }
    private static let ordinals: Set<String> = [
        "first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "fifth", "finally", "lastly", "erstens",
        "zweitens", "drittens", "viertens", "schließlich", "premièrement", "deuxièmement", "troisièmement", "enfin",
        "primero", "segundo", "tercero", "primeiro", "terceiro", "primo", "secondo", "terzo",
    ]

    /// Org's "TODO [#A]", whose letter ranks the task from A, the highest, to C.
    private mutating func task(at index: Int) -> Int? {
        guard text.bytes[index].isUpper || text.bytes[index] == UInt8(ascii: "[") else { return nil }
        var mark = index
        while mark < text.count, text.bytes[mark].isUpper, mark - index < 10 { mark += 1 }
        let word = mark
        while mark < text.count, mark > index, text.bytes[mark] == .space { mark += 1 }
        guard mark + 4 <= text.count, text.bytes.has("[#", at: mark), text.bytes[mark + 3] == UInt8(ascii: "]"),
            let rank = [Severity.high, .medium, .low].enumerated().first(where: {
                text.bytes[mark + 2] == UInt8(ascii: "A") + UInt8($0.offset)
            })
        else { return nil }
        if word > index, text.flat(index..<word) == "DONE" { labels.append("resolved") }
        set(rank.element, text.flat(mark + 1..<mark + 3))
        return mark + 4
    }

    private func isSeparator(at index: Int) -> Bool {
        let byte = text.bytes[index]
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "*")
        {
            return true
        }
        if byte == UInt8(ascii: "."), index > 0 { return true }
        return index + 1 < text.count && text.bytes[index + 1] == .space
    }

    /// An emoji, check mark or dash; `nil` for a letter.
    private mutating func sign(
        at index: Int, scale: SeverityVocabulary.SignScale, signSeverity: inout (Severity, String)?
    ) -> Int? {
        let (scalar, length) = text.bytes.scalar(at: index)
        let end = index + length
        switch scalar {
        case 0x2010...0x2015, 0x00B7, 0x2022, 0x3001, 0xFF1A, 0xFE0F, 0x200D, 0x20E3, 0x25CF, 0x25AA, 0x30FB: return end
        case 0x2139, 0x203C, 0x2049, 0x2190...0x2BFF, 0x1F000...0x1FAFF:
            let sign = String(decoding: text.bytes[index..<end], as: UTF8.self)
            if let severity = SeverityVocabulary.severity(ofSign: scalar, on: scale) {
                if signSeverity == nil { signSeverity = (severity, sign) }
            } else {
                labels.append(sign)
            }
            return end
        default: return nil
        }
    }

    /// "Severity: High" at the very start, up to the delimiter after it.
    private mutating func field(at index: Int) -> Int? {
        guard let field = FieldLabel(text, from: index), field.kind == .severity else { return nil }
        var end = field.end
        while end < text.count, text.bytes[end] != .lineFeed, text.bytes[end] != UInt8(ascii: "|"), end - field.end < 40
        {
            if text.bytes[end] == UInt8(ascii: "."), end + 1 >= text.count || text.bytes[end + 1].isBlank { break }
            if text.bytes[end] == UInt8(ascii: ";") || text.bytes[end] == UInt8(ascii: ",") { break }
            if text.bytes.has("–", at: end) || text.bytes.has("—", at: end) { break }
            end += 1
        }
        guard let rated = Self.ratedPart(of: text.flat(field.end..<end)) else { return nil }
        set(rated.0, rated.1)
        return end
    }

    /// "[High]", "(minor)", "【严重】", "[Isolation]": a label in brackets.
    private mutating func bracketed(at index: Int) -> Int? {
        let pairs: [(StaticString, StaticString)] = [("[", "]"), ("(", ")"), ("【", "】"), ("（", "）"), ("［", "］")]
        for (open, close) in pairs where text.bytes.has(open, at: index) {
            let start = index + open.utf8CodeUnitCount
            var end = start
            while end < text.count, end - start < 60, !text.bytes.has(close, at: end), text.bytes[end] != .lineFeed {
                end += 1
            }
            guard text.bytes.has(close, at: end), end > start else { return nil }
            let inner = text.flat(start..<end)
            let after = end + close.utf8CodeUnitCount
            if let rated = Self.auditSeverity(Array(inner.utf8)[...]) {
                set(rated.0, rated.1)
                return after
            }
            if let severity = SeverityVocabulary.severity(of: inner) ?? Self.ratedPart(of: inner)?.0 {
                set(severity, inner)
                return after
            }
            if Self.isNit(inner) {
                set(.low, inner)
                return after
            }
            if after < text.count, let rated = Self.ratedBesidePlaces(inner) {
                set(rated.0, rated.1)
                // The place in it is read with the text.
                return after
            }
            // "(HAL-01) The title": the remark's own code.
            if Self.isCode(inner), after < text.count { return after }
            // A tag before the words, but no parenthesis of the sentence.
            guard open.utf8CodeUnitCount == 3 || open.utf8Start.pointee == UInt8(ascii: "["), after < text.count,
                PhraseKey(inner).count <= 4
            else { return nil }
            labels.append(inner)
            return after
        }
        return nil
    }

    /// "HAL-01": capitals, a dash and digits.
    private static func isCode(_ inner: String) -> Bool {
        let parts = inner.utf8.split(separator: UInt8(ascii: "-"))
        guard parts.count == 2, (2...6).contains(parts[0].count), (1...4).contains(parts[1].count) else { return false }
        return parts[0].allSatisfy(\.isUpper) && parts[1].allSatisfy(\.isDigit)
    }

    /// "**Critical** –", "High:", "P1 -": severity words set apart by style or sign.
    private mutating func severityRun(at index: Int) -> Int? {
        let style = text.styles[index]
        if style.contains(.strong) || style.contains(.emphasis) {
            let kind: StyledText.Style = style.contains(.strong) ? .strong : .emphasis
            let end = text.runEnd(from: index, kind)
            let run = text.flat(index..<end)
            if let severity = SeverityVocabulary.severity(of: run, isRated: true),
                Self.isFollowedByMark(text, end) || run.hasSuffix(":")
            {
                set(severity, run.trimmingColon)
                return end
            }
            if let rated = Self.ratedPart(of: run), run.utf8.count < 40 {
                set(rated.0, rated.1)
                return end
            }
        }
        // Up to four plain words before a colon or dash.
        var end = index
        var words = 0
        while end < text.count, end - index < 40 {
            let byte = text.bytes[end]
            if byte == UInt8(ascii: ":") || byte == .lineFeed || byte == UInt8(ascii: "|")
                || text.bytes.has("：", at: end) || text.bytes.has("·", at: end)
                || text.bytes.has("–", at: end) || text.bytes.has("—", at: end)
                || byte == UInt8(ascii: "-") && end > index && text.bytes[end - 1] == .space
                || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
            {
                break
            }
            if byte == .space { words += 1 }
            end += 1
        }
        guard end < text.count, end > index, words <= 4 else { return nil }
        let phrase = text.flat(index..<end)
        let isRated = text.bytes[end] == UInt8(ascii: ":") ? PhraseKey(phrase).count > 1 : false
        guard let severity = SeverityVocabulary.severity(of: phrase, isRated: isRated) else { return nil }
        set(severity, phrase)
        return end
    }

    /// "HIGH  a.scala:18  …": a rating in capitals before a place.
    private mutating func capitals(at index: Int) -> Int? {
        var end = index
        while end < text.count, text.bytes[end].isUpper, end - index < 14 { end += 1 }
        guard end - index >= 3, end < text.count else { return nil }
        let word = text.flat(index..<end)
        // "riga 15 - GRAVE - la connessione", "MINOR. Line 8 …": set apart by its sign, too.
        if text.bytes[end] == UInt8(ascii: ".") || index > 0 && text.bytes.has(" - ", at: end),
            end + 2 < text.count, text.bytes[end + 1].isBlank || text.bytes[end] == .space,
            let severity = SeverityVocabulary.severity(of: word)
        {
            set(severity, word)
            return end + 1
        }
        guard text.bytes[end] == .space, let severity = SeverityVocabulary.severity(of: word) else { return nil }
        var next = end
        while next < text.count, text.bytes[next] == .space { next += 1 }
        guard LocationLabel(text, from: next, isListed: true) != nil else { return nil }
        set(severity, word)
        hasCapitals = true
        return next
    }

    /// "_🎯 Correctness_ | _🟠 Major_ |": a short run between bars.
    private mutating func tag(at index: Int) -> Int? {
        let style = text.styles[index]
        guard style.contains(.emphasis) || style.contains(.strong) || style.contains(.code) else { return nil }
        let kind: StyledText.Style = style.contains(.emphasis) ? .emphasis : style.contains(.strong) ? .strong : .code
        let end = text.runEnd(from: index, kind)
        guard end - index <= 48 else { return nil }
        var next = end
        while next < text.count, text.bytes[next] == .space { next += 1 }
        var before = index
        while before > 0, text.bytes[before - 1] == .space || text.styles[before - 1].contains(kind) { before -= 1 }
        if next < text.count, text.bytes[next] == UInt8(ascii: "|") {
            // "**The whole title** | severity: high"
            var after = next + 1
            while after < text.count, text.bytes[after] == .space { after += 1 }
            if kind == .strong, PhraseKey(text.bytes[index..<end]).count > 2,
                after < text.count, !text.styles[after].contains(.strong)
            {
                return nil
            }
            labels.append(text.flat(index..<end))
            return next + 1
        }
        // The last of several.
        guard before > 0, text.bytes[before - 1] == UInt8(ascii: "|"),
            next >= text.count || text.bytes[next] == .lineFeed
        else { return nil }
        labels.append(text.flat(index..<end))
        return next
    }

    static func isFollowedByMark(_ text: StyledText, _ end: Int) -> Bool {
        var index = end
        while index < text.count, text.bytes[index] == .space { index += 1 }
        guard index < text.count else { return true }
        let byte = text.bytes[index]
        return !byte.isLetter && !byte.isDigit && byte != UInt8(ascii: "(") || byte == .lineFeed
            || text.styles[index].contains(.emphasis)
            || text.styles[index].contains(.strong) || text.styles[index].contains(.code)
    }

    /// "K-3 The title": up to three capitals, a dash and a number, and no name of a standard.
    private func dashedCode(at index: Int) -> Int? {
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

    /// "F-01", "H-2", "Issue 3:", "#4", "1.2": the remark's own number.
    private func identifier(at index: Int) -> Int? {
        let whole = Self.identifierLength(in: text, at: index)
        if whole > 0 { return index + whole }
        if let end = dashedCode(at: index) { return end }
        let bytes = text.bytes
        var end = index
        for word in [
            "issue", "finding", "remark", "comment", "problem", "bug", "befund", "problème", "observation", "item",
            "punkt", "point", "nit", "问题", "指摘", "문제", "замечание",
        ]
            as [StaticString]
        where bytes.has(word, at: end) {
            end += word.utf8CodeUnitCount
            while end < bytes.count, bytes[end] == .space || bytes[end] == UInt8(ascii: "#") { end += 1 }
            break
        }
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
}
