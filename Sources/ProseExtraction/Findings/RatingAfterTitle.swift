import FindingsModel

/// A rating that stands between a remark's title and its text: "**No check** (high) — L79", "**Slow** `low`",
/// "**Names** — *gravidade baixa*, linhas 3-5", "**Long test** | severity: high".
struct RatingAfterTitle {
    let severity: Severity
    let word: String
    /// In the text, with the signs around it.
    let place: Range<Int>

    /// - Parameter end: where the title ends.
    init?(_ text: StyledText, after end: Int) {
        var index = end
        var steps = 0
        while index < text.count, steps < 6 {
            steps += 1
            index = Self.pastSigns(text, index)
            guard index < text.count else { return nil }
            // Places may go before it.
            if let (inner, close) = Self.bracketed(text, index, [("(", ")"), ("（", "）")]) {
                let words = text.flat(inner)
                if let rated = Self.rated(words) ?? RemarkLead.ratedBesidePlaces(words) {
                    self.init(rated, index..<close)
                    return
                }
                guard Self.isPlace(text.slice(index..<close)) else { return nil }
                index = close
                continue
            }
            if let (inner, close) = Self.bracketed(text, index, [("[", "]"), ("【", "】")]),
                let rated = Self.rated(text.flat(inner))
            {
                self.init(rated, index..<close)
                return
            }
            for style in [StyledText.Style.code, .emphasis, .strong] where text.styles[index].contains(style) {
                let stop = text.runEnd(from: index, style)
                guard stop - index <= 40, let rated = Self.rated(text.flat(index..<stop)) else { continue }
                self.init(rated, index..<stop)
                return
            }
            if let field = FieldLabel(text, from: index), field.kind == .severity {
                var stop = field.end
                while stop < text.count, stop - field.end < 24, text.bytes[stop] != .lineFeed,
                    !text.bytes[stop].isOne(of: ",;|.("), !text.bytes.has("—", at: stop),
                    !text.bytes.has("–", at: stop),
                    !text.bytes.has("·", at: stop)
                {
                    stop += 1
                }
                guard let rated = Self.rated(text.flat(field.end..<stop)) else { return nil }
                self.init(rated, index..<stop)
                return
            }
            // "— Major · lines 4-9", "| high |", "— gravedad alta —"
            guard index > end, steps == 1 else { return nil }
            for stop in Self.ends(text, index) where Self.isSetApart(text, end, index, stop) {
                let phrase = text.flat(index..<stop)
                let rated =
                    SeverityVocabulary.severity(of: phrase).map { ($0, phrase) } ?? RemarkLead.ratedPart(of: phrase)
                if let rated {
                    self.init(rated, index..<stop)
                    return
                }
            }
            return nil
        }
        return nil
    }

    private init(_ rated: (Severity, String), _ place: Range<Int>) {
        severity = rated.0
        word = rated.1.trimmingSpaces
        self.place = place
    }

    /// In parentheses with places: the rating with the sign that parts it from them.
    init(_ rated: (Severity, String), besidePlaces bytes: [UInt8], _ inner: Range<Int>) {
        var start = inner.lowerBound
        var place = inner
        // The part that rates, of those between the signs.
        for index in inner.lowerBound...inner.upperBound {
            let isEnd = index == inner.upperBound
            let isMark =
                isEnd || bytes[index].isOne(of: ",;|/") || bytes.has("·", at: index)
                || bytes.has(" – ", at: index) || bytes.has(" — ", at: index) || bytes.has(" - ", at: index)
            guard isMark else { continue }
            let words = String(decoding: bytes[start..<index], as: UTF8.self).trimmingSpaces
            if RemarkLead.ratedPart(of: words) != nil || RemarkLead.isNit(words) {
                place = start..<index
                break
            }
            start = index
        }
        if place.lowerBound == inner.lowerBound {
            var end = place.upperBound
            while end < inner.upperBound, !bytes[end].isWord || bytes[end].isWide && Self.isMark(bytes, end) {
                end += 1
            }
            place = place.lowerBound..<end
        }
        self.init(rated, place == inner ? inner.lowerBound..<inner.lowerBound : place)
    }

    private static func isMark(_ bytes: [UInt8], _ index: Int) -> Bool {
        let scalar = bytes.scalar(at: index).value
        return scalar < 0xC0 || (0x2010...0x2015).contains(scalar) || bytes[index] & 0xC0 == 0x80
    }

    private static func rated(_ phrase: String) -> (Severity, String)? {
        guard phrase.utf8.count <= 40 else { return nil }
        if let colon = phrase.firstIndex(where: { $0 == ":" || $0 == "：" }),
            FieldLabel.kind(of: String(phrase[..<colon])) == .severity
        {
            return RemarkLead.ratedPart(of: String(phrase[phrase.index(after: colon)...]))
        }
        return RemarkLead.ratedPart(of: phrase.strippedOfSigns) ?? (RemarkLead.isNit(phrase) ? (.low, phrase) : nil)
    }

    private static func isPlace(_ text: StyledText) -> Bool { !LineReferenceScanner(text).found.isEmpty }

    /// What stands in the brackets that open at `index`, and where these end.
    private static func bracketed(
        _ text: StyledText, _ index: Int, _ brackets: [(open: StaticString, close: StaticString)]
    ) -> (inner: Range<Int>, end: Int)? {
        guard let (open, close) = brackets.first(where: { text.bytes.has($0.open, at: index) }) else { return nil }
        let start = index + open.utf8CodeUnitCount
        let end = (start..<max(start, min(text.count, start + 120))).first { text.bytes.has(close, at: $0) }
        return end.map { (start..<$0, $0 + close.utf8CodeUnitCount) }
    }

    private static func pastSigns(_ text: StyledText, _ start: Int) -> Int {
        var index = start
        while index < text.count {
            if text.bytes[index].isBlank || text.bytes[index].isOne(of: ":.,;|-") {
                index += 1
            } else if text.bytes.has("–", at: index) || text.bytes.has("—", at: index) {
                index += 3
            } else if text.bytes.has("·", at: index) {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Where the first word ends, and the two after it.
    private static func ends(_ text: StyledText, _ start: Int) -> [Int] {
        var ends: [Int] = []
        var index = start
        while ends.count < 3, let end = word(text, index) {
            ends.append(end)
            guard end < text.count, text.bytes[end] == .space else { break }
            index = end + 1
        }
        return ends
    }

    private static func word(_ text: StyledText, _ start: Int) -> Int? {
        var end = start
        while end < text.count, text.bytes[end].isLetter || text.bytes[end].isWide || text.bytes[end].isDigit,
            end - start < 24
        {
            if text.bytes.has("—", at: end) || text.bytes.has("–", at: end) || text.bytes.has("·", at: end) { break }
            end += 1
        }
        return end > start ? end : nil
    }

    /// A dash, bar or dot stands before the word, and a sign or the line's end after it.
    private static func isSetApart(_ text: StyledText, _ end: Int, _ start: Int, _ stop: Int) -> Bool {
        let before = text.bytes[end..<start].filter { !$0.isBlank }
        let isMarked = before.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "-") || $0.isWide }
        guard isMarked else { return false }
        if stop >= text.count { return true }
        let next = text.bytes[stop]
        if next == .lineFeed || next.isOne(of: ".,;|(") || next.isWide { return true }
        return next == .space && stop + 1 < text.count
            && (text.bytes[stop + 1] == UInt8(ascii: "|") || text.bytes[stop + 1] == UInt8(ascii: "-")
                || text.bytes[stop + 1].isWide
                || text.bytes[stop + 1] == UInt8(ascii: "("))
    }
}
