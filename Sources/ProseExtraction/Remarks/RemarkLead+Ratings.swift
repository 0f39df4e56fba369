import FindingsModel

/// Ratings that a remark may open with: a field, a word in brackets, bold or capitals, the rank of a task.
extension RemarkLead {
    /// "Severity: High" at the very start, up to the delimiter after it.
    mutating func field(at index: Int) -> Int? {
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
    mutating func bracketed(at index: Int) -> Int? {
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
            // "[!WARNING]" is the colour of a box.
            if inner.hasPrefix("!") { return after }
            // As is a line "[NOTE]" of AsciiDoc.
            if after < text.count, text.bytes[after] == .lineFeed, Self.boxes.contains(inner) { return after }
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
    static func isCode(_ inner: String) -> Bool {
        let parts = inner.utf8.split(separator: UInt8(ascii: "-"))
        guard parts.count == 2, (2...6).contains(parts[0].count), (1...4).contains(parts[1].count) else { return false }
        return parts[0].allSatisfy(\.isUpper) && parts[1].allSatisfy(\.isDigit)
    }

    /// "**Critical** –", "High:", "P1 -": severity words set apart by style or sign.
    mutating func severityRun(at index: Int) -> Int? {
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

    /// "`minor` The winch …": code that is nothing but a rating, before words that start anew. "`high` is never read" goes
    /// on, and speaks of the name.
    mutating func codedRating(at index: Int) -> Int? {
        guard text.styles[index].contains(.code) else { return nil }
        let end = text.runEnd(from: index, .code)
        guard end - index <= 24, let rated = SeverityVocabulary.severity(of: text.flat(index..<end), isRated: false)
        else { return nil }
        var next = end
        while next < text.count, text.bytes[next] == .space { next += 1 }
        guard next < text.count, next > end else { return nil }
        let byte = text.bytes[next]
        guard byte.isUpper || byte.isWide || byte.isDigit || byte.isOne(of: "|-:([") || !text.styles[next].isEmpty
        else { return nil }
        set(rated, text.flat(index..<end).trimmingSpaces)
        return end
    }

    /// "⚠️ medium `a.py:13` …", ":warning: low **Title** …": a plain word that rates, between a sign and a place or a title in bold.
    mutating func ratingBeforePlace(at index: Int) -> Int? {
        guard severity == nil, text.styles[index].isEmpty else { return nil }
        var end = index
        while end < text.count, text.bytes[end].isLetter || text.bytes[end].isWide, text.styles[end].isEmpty,
            end - index < 24
        {
            end += 1
        }
        guard end > index, end + 1 < text.count, text.bytes[end] == .space,
            let rated = SeverityVocabulary.severity(of: text.flat(index..<end), isRated: false)
        else { return nil }
        let style = text.styles[end + 1]
        guard style.contains(.strong) || LocationLabel(text, from: end + 1, isListed: true) != nil else { return nil }
        set(rated, text.flat(index..<end))
        return end
    }

    /// "HIGH  a.scala:18  …": a rating in capitals before a place.
    mutating func capitals(at index: Int) -> Int? {
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

    /// Org's "TODO [#A]", whose letter ranks the task from A, the highest, to C.
    mutating func task(at index: Int) -> Int? {
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

    /// "The scanner found a **high CodeStyle** issue: …": a tool's words before the title, with the rating among them.
    mutating func announced(at index: Int) -> Int? {
        var colon = index
        while colon < text.count, colon - index < 90, text.bytes[colon] != UInt8(ascii: ":"),
            text.bytes[colon] != .lineFeed
        { colon += 1 }
        guard colon + 1 < text.count, text.bytes[colon] == UInt8(ascii: ":"), text.bytes[colon + 1] == .space else {
            return nil
        }
        let words = PhraseKey(text.bytes[index..<colon]).words
        guard words.count <= 10, let last = words.last, Self.announcedKinds.contains(last),
            let verb = words.firstIndex(where: Self.announcing.contains), verb + 2 < words.count,
            ["a", "an", "one"].contains(words[verb + 1])
        else { return nil }
        for word in words[(verb + 2)...].dropLast() {
            guard let rated = SeverityVocabulary.severity(of: word, isRated: true) else { continue }
            set(rated, word)
            return colon + 1
        }
        return nil
    }
    private static let announcing: Set<String> = ["found", "detected", "reported", "flagged", "identified", "raised"]
    private static let announcedKinds: Set<String> = [
        "issue", "problem", "violation", "bug", "smell", "vulnerability", "finding", "warning",
    ]

    static func isFollowedByMark(_ text: StyledText, _ end: Int) -> Bool {
        var index = end
        while index < text.count, text.bytes[index] == .space { index += 1 }
        guard index < text.count else { return true }
        let byte = text.bytes[index]
        return !byte.isLetter && !byte.isDigit && byte != UInt8(ascii: "(") || byte == .lineFeed
            || text.styles[index].contains(.emphasis)
            || text.styles[index].contains(.strong) || text.styles[index].contains(.code)
    }

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
        var places: [String] = []
        var parts: [Substring] = [phrase[...]]
        for dash in [" – ", " — ", " - "] { parts = parts.flatMap { $0.split(separator: dash) } }
        for part in parts.flatMap({ $0.split(whereSeparator: { ",;|·/".contains($0) }) }) {
            let words = String(part).trimmingSpaces
            if rated == nil, let own = ratedPart(of: words) ?? (isNit(words) ? (.low, words) : nil) {
                rated = own
            } else if !words.isEmpty {
                places.append(words)
            }
        }
        guard rated != nil, !places.isEmpty else { return nil }
        // "lignes 3, 14, 15 et 92" is one list of lines; no word but theirs stands beside it.
        let text = StyledText(places.joined(separator: ", "))
        let found = LineReferenceScanner(text)
        let covered = found.found.map(\.place) + found.paths.map(\.place)
        let isPlaced = text.bytes.indices.allSatisfy { index in
            !text.bytes[index].isLetter && !text.bytes[index].isWide || covered.contains { $0.contains(index) }
        }
        return isPlaced && (!covered.isEmpty || text.bytes.contains(where: \.isDigit)) ? rated : nil
    }

    static let ratingWords = Set(VocabularyTable.fields["rating"])

    static func isNit(_ label: String) -> Bool {
        let key = PhraseKey(label)
        return key.count <= 4 && key.contains(anyOf: nitWords)
    }

    static let nitWords: PhraseSet = [
        "nit", "nits", "nitpick", "nitpicks", "nitpicking", "drobiazg", "drobiazgi", "piccolezza", "kleinigheid",
        "kleinigkeit", "細かい点", "мелочь",
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

    /// The decoration of Conventional Comments, "issue (blocking):", or a label of its own.
    static func isBlocking(_ label: String) -> Bool {
        let key = PhraseKey(label)
        return key.contains(anyOf: blocking) && !key.contains(anyOf: nonBlocking)
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

    private static let boxes: Set<String> = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]

    static let toolLevels: [String: Severity] = [
        "error": .high, "fatal": .critical, "warning": .medium, "warn": .medium, "note": .low, "hint": .low,
        "style": .low,
        "convention": .low, "info": .info, "information": .info, "remark": .info, "notice": .info,
    ]
}
