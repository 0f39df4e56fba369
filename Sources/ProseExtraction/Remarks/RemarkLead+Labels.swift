import FindingsModel

/// The names, ratings and labels that a remark may open with.
extension RemarkLead {
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
    static let codes: Set<String> = [
        "utf", "sha", "iso", "rfc", "aes", "http", "cve", "cwe", "pep", "jep", "jsr", "gh", "jira", "rsa", "ipv",
    ]
    static let remarkNames: Set<String> = [
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
        // "Priority 1" ranks as "P1" does.
        if words.count == 2,
            ["priority", "prio", "priorität", "priorité", "prioridad", "prioridade"].contains(words[0]),
            let severity = SeverityVocabulary.severity(of: "p" + words[1])
        {
            return (severity, phrase)
        }
        // "CVSS 7.5"
        if words.first == "cvss", words.count >= 2, let whole = Int(words[words.count == 2 ? 1 : words.count - 2]) {
            let tenth = words.count > 2 ? Int(words[words.count - 1]) ?? 0 : 0
            return (SeverityVocabulary.cvss(whole * 10 + min(tenth, 9)), phrase)
        }
        return nil
    }

    /// The rating of "major, line 18" and "lines 4-9; minor": parts of which one rates and the others say where.
    static func ratedBesidePlaces(_ phrase: String) -> (Severity, String)? {
        guard phrase.utf8.count <= 80 else { return nil }
        var rated: (Severity, String)?
        var hasPlace = false
        for part in phrase.split(whereSeparator: { ",;|·/".contains($0) }) {
            let words = String(part).trimmingSpaces
            if rated == nil, let own = ratedPart(of: words) ?? (isNit(words) ? (.low, words) : nil) {
                rated = own
            } else if LineReferenceScanner(StyledText(words)).found.isEmpty,
                !words.utf8.allSatisfy({ $0.isDigit || $0 == 45 })
            {
                return nil
            } else {
                hasPlace = true
            }
        }
        return hasPlace ? rated : nil
    }

    static let ratingWords: Set<String> = [
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

    static let nitWords: PhraseSet = [
        "nit", "nits", "nitpick", "nitpicks", "nitpicking", "kleinigkeit", "細かい点", "мелочь",
    ]
    static let nonBlocking: PhraseSet = ["non blocking"]
    static let blocking: PhraseSet = ["blocking"]

    /// "H-01", "M-2": the identifiers of audits, whose letter is the severity.
    static func auditSeverity(_ identifier: ArraySlice<UInt8>) -> (Severity, String)? {
        guard identifier.count >= 3, identifier.count <= 6, let first = identifier.first,
            identifier[identifier.startIndex + 1] == UInt8(ascii: "-"),
            identifier.dropFirst(2).allSatisfy({ $0.isDigit || $0 == 58 })
        else { return nil }
        let severities: [UInt8: Severity] = [67: .critical, 72: .high, 77: .medium, 76: .low, 73: .info]
        return severities[first].map { ($0, String(decoding: identifier.prefix { $0 != 58 }, as: UTF8.self)) }
    }

    /// The decoration of Conventional Comments that rates: "issue (blocking):". What does not block may be of any severity.
    static func conventionalSeverity(_ label: String) -> (Severity, String)? {
        let key = PhraseKey(label)
        if key.contains(anyOf: blocking), !key.contains(anyOf: nonBlocking) { return (.high, "blocking") }
        return nil
    }

    /// The level of a compiler's or a linter's message after its place: "a.rs:31:5: note: …".
    mutating func toolLevel(at index: Int) -> Int? {
        var end = index
        while end < text.count, end - index < 16, text.bytes[end].isLetter { end += 1 }
        guard end > index, end < text.count, text.bytes[end] == UInt8(ascii: ":"), severity == nil,
            let level = Self.toolLevels[String(decoding: text.bytes[index..<end].map(\.lowered), as: UTF8.self)]
        else { return nil }
        set(level, text.flat(index..<end))
        return end + 1
    }
    static let toolLevels: [String: Severity] = [
        "error": .high, "fatal": .critical, "warning": .medium, "warn": .medium, "note": .low, "hint": .low,
        "style": .low,
        "convention": .low, "info": .info, "information": .info, "remark": .info, "notice": .info,
    ]

    static let kindWords = WordSet(
        ("logic syntax nit nits nitpick nitpicks praise good great nice kudos positive suggestion suggestions issue question thought todo chore note typo "
            + "potential possible refactor refactoring style bug optional non blocking polish blocking if minor "
            + "problem concern observation remark security performance warning fyi gut lob positiv kleinigkeit frage "
            + "hinweis vorschlag bien éloge question suggestion remarque bueno elogio pregunta sugerencia bom pergunta sugestão "
            + "bene lode domanda suggerimento 良い点 提案 質問 細かい点 优点 建议 疑问 问题 表扬 좋은점 제안 질문 칭찬 хорошо похвала вопрос "
            + "предложение мелочь замечание плюс like liked").split(separator: " ").map(String.init))

    /// Words that tell the kind only where a colon follows; elsewhere they rate.
    private static let markedKindWords = WordSet(["info", "tip", "hint"])

    static let praiseLeads: PhraseSet = [
        "what i like", "what i liked", "what is good", "whats good", "what works well", "what works", "done well",
        "well done", "positive points", "on the positive side", "strong points", "was gut ist", "was gefällt",
        "gut gelöst", "ce qui est bien", "points positifs", "point positif", "lo bueno", "puntos fuertes",
        "un punto a favor", "a favor", "in its favour", "in its favor", "a plus", "gostei", "me gusta", "mi piace",
        "jaime", "понравилось", "gefällt mir", "gefallen hat", "me gustó", "jai aimé", "mi è piaciuto", "i like",
        "i liked", "liked", "nice touch",
        "o que está bom", "pontos positivos", "punti di forza", "что хорошо", "из плюсов", "良い点", "良かった点", "优点",
        "亮点", "좋은 점", "좋았던 점",
    ]

    /// "Potential issue — " before a title: the label of a bot, set apart by a dash.
    private static func potentialLength(in text: StyledText, at index: Int) -> Int? {
        for label in ["Potential issue", "Potential bug", "Refactor suggestion", "Verification agent"] as [StaticString]
        where text.bytes.has(label, at: index) {
            let end = index + label.utf8CodeUnitCount
            if text.bytes.has(" — ", at: end) || text.bytes.has(" – ", at: end) { return label.utf8CodeUnitCount }
        }
        return nil
    }

    /// The length of a kind's label with its colon ("nit:", "praise (test):", "Good:", "Refactor suggestion") at `index`.
    static func labelLength(in text: StyledText, at index: Int) -> Int? {
        var end = index
        while end < text.count, end - index < 48, text.bytes[end] != UInt8(ascii: ":"), text.bytes[end] != .lineFeed,
            text.bytes[end] != UInt8(ascii: "|"), !text.bytes.has("：", at: end)
        { end += 1 }
        guard end > index else { return nil }
        if let length = potentialLength(in: text, at: index) { return length }
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
        let isKind =
            !key.isEmpty && key.count <= 4
            && key.parts.allSatisfy { kindWords.contains($0) || isMarked && markedKindWords.contains($0) }
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
                || last == "—" || last == "–"
        {
            out.removeLast()
        }
        return String(out)
    }
}
