import FindingsModel

/// The start of a remark, taken apart: signs, severity, labels and places, and where its own words begin.
struct RemarkLead {
    var severity: Severity?
    var severityWord: String?
    /// Labels and signs that tell the kind: "Potential issue", "praise", "✅".
    var labels: [String] = []
    /// Where the words begin.
    var start = 0
    private let text: StyledText
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
            if byte.isWide, let end = sign(at: index, scale: scale, signSeverity: &signSeverity) {
                index = end
                continue
            }
            if byte == UInt8(ascii: ":"), let end = shortcode(at: index) {
                labels.append(text.flat(index + 1..<end - 1))
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
                index = end
                continue
            }
            if let end = identifier(at: index) {
                if let rated = Self.auditSeverity(text.bytes[index..<end]) { set(rated.0, rated.1) }
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

    private mutating func set(_ severity: Severity, _ word: String) {
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
        case 0x2190...0x2BFF, 0x1F000...0x1FAFF:
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
            // A tag before the words, but no parenthesis of the sentence.
            guard open.utf8CodeUnitCount == 3 || open.utf8Start.pointee == UInt8(ascii: "["), after < text.count,
                PhraseKey(inner).count <= 4
            else { return nil }
            labels.append(inner)
            return after
        }
        return nil
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
        guard end - index >= 3, end < text.count, text.bytes[end] == .space else { return nil }
        let word = text.flat(index..<end)
        guard let severity = SeverityVocabulary.severity(of: word) else { return nil }
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

    private static func isFollowedByMark(_ text: StyledText, _ end: Int) -> Bool {
        var index = end
        while index < text.count, text.bytes[index] == .space { index += 1 }
        guard index < text.count else { return true }
        let byte = text.bytes[index]
        return !byte.isLetter && !byte.isDigit && byte != UInt8(ascii: "(") || byte == .lineFeed
            || text.styles[index].contains(.emphasis)
            || text.styles[index].contains(.strong) || text.styles[index].contains(.code)
    }

    /// "F-01", "H-2", "Issue 3:", "#4", "1.2": the remark's own number.
    private func identifier(at index: Int) -> Int? {
        let whole = Self.identifierLength(in: text, at: index)
        if whole > 0 { return index + whole }
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
        let hasDot = bytes[end - 1] == UInt8(ascii: ".")
        let next = bytes[end]
        let isMarked =
            next == UInt8(ascii: ":") || next == UInt8(ascii: ")") || next == UInt8(ascii: "]") || hasDot
            || next == .space && end + 1 < bytes.count
                && (bytes[end + 1] == UInt8(ascii: "-") || bytes.has("–", at: end + 1) || bytes.has("—", at: end + 1))
            || bytes.has("：", at: end)
        guard isMarked else { return nil }
        // "2 tests: …", "1000 is …" are words of the remark.
        if !isNamed, digits == index, !hasDot, next != UInt8(ascii: ")"), next != UInt8(ascii: ":") { return nil }
        return next == UInt8(ascii: ")") || next == UInt8(ascii: "]") ? end + 1 : end
    }

    /// The length of the name or number that a remark's title opens with: "Issue 3:", "HBR-01-001", "[F-2]"; 0 for none.
    static func identifierLength(in text: StyledText, at start: Int = 0) -> Int {
        let bytes = text.bytes[min(start, text.count)..<min(start + 60, text.count)].map { $0 }
        var index = 0
        if bytes.first == UInt8(ascii: "[") { index = 1 }
        let words = index
        while index < bytes.count, bytes[index].isLetter, index - words < 14 { index += 1 }
        let word = String(decoding: bytes[words..<index].map(\.lowered), as: UTF8.self)
        if remarkNames.contains(word), index < bytes.count, bytes[index] == .space || bytes[index] == 35 {
            while index < bytes.count, bytes[index] == .space || bytes[index] == 35 { index += 1 }
            let digits = index
            while index < bytes.count, bytes[index].isDigit, index - digits < 4 { index += 1 }
            guard index > digits, index < bytes.count else { return index > digits ? index : 0 }
            return ":.)-|".utf8.contains(bytes[index])
                || bytes[index] == .space && !bytes[min(index + 1, bytes.count - 1)].isLower
                ? index : 0
        }
        // Capitals, then numbers in groups.
        guard index - words >= 1, index - words <= 8, bytes[words..<index].allSatisfy(\.isUpper) else { return 0 }
        var groups = 0
        while index < bytes.count, bytes[index] == UInt8(ascii: "-") {
            var next = index + 1
            while next < bytes.count, bytes[next].isDigit || bytes[next].isUpper, next - index < 12 { next += 1 }
            guard next > index + 1 else { break }
            if bytes[next - 1].isDigit { groups += 1 }
            index = next
        }
        guard groups > 0, index < bytes.count, !codes.contains(word) else { return 0 }
        if bytes[index] == .space { return groups > 1 || bytes[index - 1].isDigit && index - words >= 7 ? index : 0 }
        return groups > 1 && ":])".utf8.contains(bytes[index]) ? index : 0
    }

    /// Capitals with a number that name a standard, not a remark.
    private static let codes: Set<String> = [
        "utf", "sha", "iso", "rfc", "aes", "http", "cve", "cwe", "pep", "jep", "jsr", "gh", "jira", "rsa", "ipv",
    ]
    private static let remarkNames: Set<String> = [
        "issue", "finding", "remark", "comment", "problem", "bug", "defect", "observation", "item", "concern", "nit",
        "befund", "mangel", "problème", "constat", "remarque", "hallazgo", "problema", "achado", "rilievo",
        "osservazione", "vulnerability", "recommendation", "suggestion",
    ]

    /// The severity word of a badge or run: "high-priority", "Severity: High", "🔴 Critical".
    static func ratedPart(of phrase: String) -> (Severity, String)? {
        if let severity = SeverityVocabulary.severity(of: phrase) { return (severity, phrase.trimmingColon) }
        let key = PhraseKey(phrase, keepDigits: true)
        guard key.count <= 5, SeverityVocabulary.mayRate(key) else { return nil }
        let words = key.words
        for (index, word) in words.enumerated() {
            if let severity = SeverityVocabulary.severity(of: word, isRated: true),
                words.count == 1
                    || words.enumerated().allSatisfy({
                        $0.offset == index || Self.ratingWords.contains($0.element)
                    })
            {
                return (severity, word)
            }
        }
        // "CVSS 7.5"
        if words.first == "cvss", words.count >= 2, let whole = Int(words[words.count == 2 ? 1 : words.count - 2]) {
            let tenth = words.count > 2 ? Int(words[words.count - 1]) ?? 0 : 0
            return (SeverityVocabulary.cvss(whole * 10 + min(tenth, 9)), phrase)
        }
        return nil
    }

    private static let ratingWords: Set<String> = [
        "severity", "priority", "impact", "risk", "level", "prio", "badge", "schweregrad", "priorität", "gravité",
        "severidad", "gravidade", "gravedad", "severidade", "prioridad", "prioridade", "gravità", "priorità",
        "priorité", "sévérité",
        "criticité", "серьёзность", "серьезность", "приоритет", "важность", "严重性", "严重程度", "优先级", "重要度", "優先度", "심각도",
        "우선순위",
    ]

    static func isNit(_ label: String) -> Bool {
        let key = PhraseKey(label)
        return key.count <= 4 && key.contains(anyOf: nitWords)
    }

    private static let nitWords: PhraseSet = [
        "nit", "nits", "nitpick", "nitpicks", "nitpicking", "kleinigkeit", "細かい点", "мелочь",
    ]
    private static let nonBlocking: PhraseSet = ["non blocking"]
    private static let blocking: PhraseSet = ["blocking"]

    /// "H-01", "M-2": the identifiers of audits, whose letter is the severity.
    private static func auditSeverity(_ identifier: ArraySlice<UInt8>) -> (Severity, String)? {
        guard identifier.count >= 3, identifier.count <= 6, let first = identifier.first,
            identifier[identifier.startIndex + 1] == UInt8(ascii: "-"),
            identifier.dropFirst(2).allSatisfy({ $0.isDigit || $0 == 58 })
        else { return nil }
        let severities: [UInt8: Severity] = [67: .critical, 72: .high, 77: .medium, 76: .low, 73: .info]
        return severities[first].map { ($0, String(decoding: identifier.prefix { $0 != 58 }, as: UTF8.self)) }
    }

    /// The decoration of Conventional Comments: "issue (blocking):", "suggestion (non-blocking):".
    private static func conventionalSeverity(_ label: String) -> (Severity, String)? {
        let key = PhraseKey(label)
        if key.contains(anyOf: nonBlocking) { return (.low, "non-blocking") }
        if key.contains(anyOf: blocking) { return (.high, "blocking") }
        return nil
    }

    /// The level of a compiler's or a linter's message after its place: "a.rs:31:5: note: …".
    private mutating func toolLevel(at index: Int) -> Int? {
        var end = index
        while end < text.count, end - index < 16, text.bytes[end].isLetter { end += 1 }
        guard end > index, end < text.count, text.bytes[end] == UInt8(ascii: ":"), severity == nil,
            let level = Self.toolLevels[String(decoding: text.bytes[index..<end].map(\.lowered), as: UTF8.self)]
        else { return nil }
        set(level, text.flat(index..<end))
        return end + 1
    }
    private static let toolLevels: [String: Severity] = [
        "error": .high, "fatal": .critical, "warning": .medium, "warn": .medium, "note": .low, "hint": .low,
        "style": .low,
        "convention": .low, "info": .info, "information": .info, "remark": .info, "notice": .info,
    ]

    private static let kindWords = WordSet(
        ("logic syntax nit nits nitpick nitpicks praise good great nice kudos positive suggestion suggestions issue question thought todo chore note typo "
            + "potential possible refactor refactoring style bug optional non blocking polish blocking if minor "
            + "problem concern observation remark security performance warning fyi gut lob positiv kleinigkeit frage "
            + "hinweis vorschlag bien éloge question suggestion remarque bueno elogio pregunta sugerencia bom pergunta sugestão "
            + "bene lode domanda suggerimento 良い点 提案 質問 細かい点 优点 建议 疑问 问题 表扬 좋은점 제안 질문 칭찬 хорошо похвала вопрос "
            + "предложение мелочь замечание плюс like liked").split(separator: " ").map(String.init))

    private static let praiseLeads: PhraseSet = [
        "what i like", "what i liked", "what is good", "whats good", "what works well", "what works", "done well",
        "well done", "positive points", "on the positive side", "strong points", "was gut ist", "was gefällt",
        "gut gelöst", "ce qui est bien", "points positifs", "point positif", "lo bueno", "puntos fuertes",
        "un punto a favor", "a favor", "in its favour", "in its favor", "a plus", "gostei", "me gusta", "mi piace",
        "jaime",
        "o que está bom", "pontos positivos", "punti di forza", "что хорошо", "из плюсов", "良い点", "良かった点", "优点",
        "亮点", "좋은 점", "좋았던 점",
    ]

    /// The length of a kind's label with its colon ("nit:", "praise (test):", "Good:", "Refactor suggestion") at `index`.
    static func labelLength(in text: StyledText, at index: Int) -> Int? {
        var end = index
        while end < text.count, end - index < 48, text.bytes[end] != UInt8(ascii: ":"), text.bytes[end] != .lineFeed,
            text.bytes[end] != UInt8(ascii: "|"), !text.bytes.has("：", at: end)
        { end += 1 }
        guard end > index else { return nil }
        let isMarked = end < text.count && (text.bytes[end] == UInt8(ascii: ":") || text.bytes.has("：", at: end))
        var words = end
        if !isMarked {
            // "_⚠️ Potential issue_ |": a run of its own.
            let style = text.styles[index]
            guard style.contains(.emphasis) || style.contains(.strong) else { return nil }
            words = text.runEnd(from: index, style.contains(.emphasis) ? .emphasis : .strong)
            guard words <= end || words == text.count else { return nil }
            // A run that says only "Note" is a label; one that goes on is a title.
        }
        // "issue (ux, blocking):": only the word before the decoration names the kind.
        let named = text.bytes[index..<words].firstIndex(of: UInt8(ascii: "(")) ?? words
        let key = PhraseKey(text.bytes[index..<(isMarked && named > index ? named : words)])
        let isKind = !key.isEmpty && key.count <= 4 && key.parts.allSatisfy { kindWords.contains($0) }
        // "What I like: …"
        guard
            isKind
                || isMarked && key.count <= 5 && praiseLeads.opens(key)
        else { return nil }
        if !isMarked { return words - index }
        return end + (text.bytes[end] == UInt8(ascii: ":") ? 1 : 3) - index
    }
}

extension String {
    /// Without a colon, full stop or blanks at the end.
    var trimmingColon: String {
        var out = self[...]
        while let last = out.last,
            last == ":" || last == "." || last == " " || last == "：" || last == "," || last == ";" || last == "。"
        {
            out.removeLast()
        }
        return String(out)
    }
}
