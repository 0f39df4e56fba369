import FindingsModel

/// Severities that stand in a remark's words: in a field, at the end of a title or of the text.
extension FindingBuilder {
    /// The rating between a title in bold or italics and the text.
    static func rating(in text: StyledText, from start: Int) -> RatingAfterTitle? {
        guard start < text.count else { return nil }
        for style in [StyledText.Style.strong, .emphasis] where text.styles[start].contains(style) {
            let end = text.runEnd(from: start, style)
            guard end < text.count else { return nil }
            if let rating = RatingAfterTitle(text, after: end) { return rating }
            // "**T-7** Slow winch — *risk: low*.": the bold part is a number, and the title goes on after it.
            let code = OrdinalCode.length(in: text, at: start)
            guard code > 0, start + code <= end + 2 else { return nil }
            var next = end
            while next < min(text.count, end + 160), text.bytes[next] != .lineFeed {
                if text.styles[next].contains(.emphasis) || text.styles[next].contains(.strong) {
                    return RatingAfterTitle(text, after: next)
                }
                next += 1
            }
            return nil
        }
        // "Slow winch — *risk: low*. The drum …": the title is plain, the rating is not.
        var next = start
        while next < min(text.count, start + maximumTitle), text.bytes[next] != .lineFeed {
            if text.styles[next].contains(.emphasis) || text.styles[next].contains(.strong) {
                let before = text.bytes[start..<next].last { !$0.isBlank } ?? .space
                let isApart =
                    before == UInt8(ascii: "-") || before == UInt8(ascii: "(") || before == UInt8(ascii: "|")
                    || before.isWide
                return isApart && next > start + 3 ? RatingAfterTitle(text, after: next) : nil
            }
            next += 1
        }
        return nil
    }

    /// The rating that a title's parentheses give beside its lines, "The lamp is never lit (major, lines 4 and 9). …", and
    /// where its word stands.
    static func ratingBesidePlaces(in text: StyledText, from start: Int) -> RatingAfterTitle? {
        let end = min(text.lines.first { $0.upperBound > start }?.upperBound ?? text.count, start + 400)
        var index = start
        while index < end {
            let byte = text.bytes[index]
            let isOpen = byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || text.bytes.has("（", at: index)
            guard isOpen, !text.styles[index].contains(.code) else {
                index += 1
                continue
            }
            let inner = index + (byte.isWide ? 3 : 1)
            let close = (inner..<end).first {
                text.bytes[$0].isOne(of: ")]") || text.bytes.has("）", at: $0)
            }
            guard let close, close > inner else { return nil }
            if let rated = RemarkLead.ratedBesidePlaces(text.flat(inner..<close)) {
                return RatingAfterTitle(rated, besidePlaces: text.bytes, inner..<close)
            }
            index = close
        }
        return nil
    }

    static func without(_ place: Range<Int>, _ text: StyledText) -> StyledText {
        var rest = text.slice(0..<place.lowerBound)
        rest.append(text.slice(place.upperBound..<text.count))
        return rest
    }

    /// "… [low]", "… (High)" at the end of a title.
    static func trailingSeverity(_ title: inout String) -> (Severity, String)? {
        if let rated = severityAfterDash(&title) { return rated }
        var rest = title
        if dropStatus(&rest), let rated = severityAfterDash(&rest) {
            title = rest
            return rated
        }
        guard let last = title.last, last == "]" || last == ")" || last == "）" || last == "】" else { return nil }
        let open: Character = last == "]" ? "[" : last == ")" ? "(" : last == "）" ? "（" : "【"
        guard let start = title.lastIndex(of: open) else { return nil }
        let inner = String(title[title.index(after: start)...].dropLast())
        var words = inner.trimmingSpaces
        if let colon = inner.firstIndex(where: { $0 == ":" || $0 == "：" }),
            FieldLabel.kind(of: String(inner[..<colon])) == .severity
        {
            words = String(inner[inner.index(after: colon)...])
        }
        guard let rated = RemarkLead.ratedPart(of: words) ?? (RemarkLead.isNit(words) ? (.low, words) : nil) else {
            return nil
        }
        title = String(title[..<start]).trimmingSpaces
        return rated
    }

    /// Takes off what became of the remark, "… — HIGH — FIXED"; whether there was such a word.
    private static func dropStatus(_ title: inout String) -> Bool {
        let bytes = Array(title.utf8)
        for mark in [" — ", " – ", " | ", "｜", " · ", " - "] as [StaticString] {
            guard let dash = bytes.indices.suffix(40).last(where: { bytes.has(mark, at: $0) }), dash > 0 else {
                continue
            }
            let words = PhraseKey(bytes[(dash + mark.utf8CodeUnitCount)...])
            guard (1...2).contains(words.count), words.words.allSatisfy(statuses.contains) else { continue }
            title = String(decoding: bytes[..<dash], as: UTF8.self)
            return true
        }
        return false
    }
    private static let statuses = Set(
        VocabularyTable.fields["settled"] + VocabularyTable.fields["unsettled"])

    /// "HIGH (slows each run) — FIXED" behind a title's dash: nothing but a rating and what is said of it.
    static func ratingAlone(_ words: String) -> (Severity, String)? {
        guard words.utf8.count <= 80 else { return nil }
        var words = words
        _ = dropStatus(&words)
        guard words.hasSuffix(")"), let open = words.byteRange(of: " (") else { return nil }
        return RemarkLead.ratedPart(of: String(words[..<open.lowerBound]).strippedOfSigns)
    }

    /// "Test has no assertion — Major", "… — HIGH (slows each run)".
    private static func severityAfterDash(_ title: inout String) -> (Severity, String)? {
        let bytes = Array(title.utf8)
        for mark in [" — ", " – ", " | ", "｜", " · ", " - "] as [StaticString] {
            let length = mark.utf8CodeUnitCount
            guard let dash = bytes.indices.suffix(80).last(where: { bytes.has(mark, at: $0) }), dash > 0 else {
                continue
            }
            let words = String(decoding: bytes[(dash + length)...], as: UTF8.self)
            let short = words.utf8.count <= 24 ? RemarkLead.ratedPart(of: words.strippedOfSigns) : nil
            guard let rated = short ?? ratingAlone(words) else { continue }
            title = String(decoding: bytes[..<dash], as: UTF8.self)
            return rated
        }
        return nil
    }

    /// The value of a severity field: its first words.
    static func rated(_ value: StyledText, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        let lead = RemarkLead(value, scale: scale)
        var end = 0
        while end < value.count {
            let byte = value.bytes[end]
            // "Critical ✓ fixed": what a sign opens after the word tells something else.
            if end > 2, byte == 0xE2, value.bytes[end - 1] == .space, value.bytes[..<end].contains(where: \.isLetter),
                (0x2190..<0x2E80).contains(value.bytes.scalar(at: end).value)
            {
                break
            }
            if byte == .lineFeed || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
                || byte == UInt8(ascii: "|")
                || byte == UInt8(ascii: "/") || value.bytes.has("–", at: end) || value.bytes.has("—", at: end)
                || value.bytes.has("（", at: end)
                || byte == UInt8(ascii: "."),
                !(byte == UInt8(ascii: ".") && end + 1 < value.count && value.bytes[end + 1].isDigit)
            {
                break
            }
            end += 1
        }
        let phrase = value.flat(0..<end)
        if let rated = RemarkLead.ratedPart(of: phrase.strippedOfSigns) { return rated }
        if let severity = lead.severity { return (severity, lead.severityWord ?? phrase) }
        // "7.5": a CVSS base score.
        let digits = phrase.utf8.filter(\.isDigit)
        if phrase.utf8.allSatisfy({ $0.isDigit || $0 == 46 || $0 == 32 }), digits.count == 2 || phrase == "10.0",
            phrase.contains("."),
            let tenths = Int(String(decoding: digits, as: UTF8.self))
        {
            return (SeverityVocabulary.cvss(tenths), phrase)
        }
        return nil
    }

    /// `text` without a closing or opening "Severity: high." sentence, whose word is taken.
    static func withoutSeverity(_ string: String, _ severity: inout (Severity, String)?) -> String {
        guard string.utf8.count < 100_000 else { return string }
        let text = StyledText(string)
        // Only where a severity's name can stand: look for a colon with such a word before it.
        let sentences = SentenceSplitter.sentences(of: text)
        guard let last = sentences.last else { return string }
        // "Major. We send the chunks and …": nothing but a rating.
        var opening = text.flat(sentences[0])
        if opening.utf8.count <= 40 { _ = dropStatus(&opening) }
        if opening.utf8.count <= 28,
            let rated = SeverityVocabulary.severity(of: opening.strippedOfSigns, isRated: false)
        {
            if severity == nil { severity = (rated, opening.trimmingColon) }
            return text.flat(sentences[0].upperBound..<text.count).trimmingSpaces
        }
        for range in [last, sentences[0]] {
            var start = range.lowerBound
            if text.bytes[start] == UInt8(ascii: "(") || text.bytes[start] == UInt8(ascii: "[") { start += 1 }
            if text.bytes.has("（", at: start) || text.bytes.has("【", at: start) { start += 3 }
            guard let field = FieldLabel(text, from: start), field.kind == .severity, field.end < range.upperBound
            else { continue }
            var end = range.upperBound
            while end > field.end, text.bytes[end - 1].isOne(of: ").]") { end -= 1 }
            if text.bytes.has("）", at: end - 3) || text.bytes.has("】", at: end - 3) { end -= 3 }
            guard end > field.end, let rated = RemarkLead.ratedPart(of: text.flat(field.end..<end)) else { continue }
            if severity == nil { severity = rated }
            return (text.flat(0..<range.lowerBound) + " " + text.flat(range.upperBound..<text.count)).trimmingSpaces
        }
        // "… and rings again. Severity high. `L12`": a sentence that rates, and says so.
        for range in sentences.dropFirst() where range.count <= 28 && !text.bytes[range].contains(UInt8(ascii: ":")) {
            let words = PhraseKey(text.bytes[range])
            guard words.count == 2, words.words.contains(where: RemarkLead.ratingWords.contains),
                let rated = RemarkLead.ratedPart(of: text.flat(range).trimmingColon)
            else { continue }
            if severity == nil { severity = rated }
            return (text.flat(0..<range.lowerBound) + " " + text.flat(range.upperBound..<text.count)).trimmingSpaces
        }
        // "… Please rename. (minor)", "… by its text. Priority 2": the last words rate, and say nothing else.
        let closing = text.flat(last).trimmingColon
        // "… unlike the others. Cosmetic.": a sentence of that one word.
        if sentences.count > 1, closing.utf8.count <= 20, PhraseKey(closing).count == 1,
            !closing.utf8.contains(where: \.isDigit),
            let rated = SeverityVocabulary.severity(of: closing, isRated: false)
        {
            if severity == nil { severity = (rated, closing) }
            return text.flat(0..<last.lowerBound).trimmingSpaces
        }
        if sentences.count > 1 || closing.utf8.contains(where: \.isDigit), closing.utf8.count <= 40,
            closing.utf8.first == 40 || closing.utf8.first == 91 || closing.utf8.contains(where: \.isDigit),
            let rated = RemarkLead.ratedPart(of: closing.trimmingParentheses)
                ?? (RemarkLead.isNit(closing) && closing.utf8.first == 40 ? (.low, closing.trimmingParentheses) : nil)
        {
            if severity == nil { severity = rated }
            return text.flat(0..<last.lowerBound).trimmingSpaces
        }
        return string
    }
}

extension String {
    /// Without one pair of parentheses or brackets around it.
    var trimmingParentheses: String {
        hasPrefix("(") && hasSuffix(")") || hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
