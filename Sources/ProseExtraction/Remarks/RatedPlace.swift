import FindingsModel

/// A line of its own above a comment that rates it and says where it is, in whatever order: "🟢 **Low** `a.kt:24`",
/// "[P1] Possible bug in a.py, lines 3-9", "**Medium** | `L40`".
struct RatedPlace {
    let severity: (Severity, String)
    /// What kind of remark it is, in a word or two each.
    let kinds: [String]
    /// The line from its first place to its last.
    let place: StyledText

    private static let maximumLength = 200

    /// `nil` for a line that says more, that rates nothing, or that names no line. A place in a line of its own may stand
    /// below: "minor [Naming]", "→ a.kt:24".
    ///
    /// - Parameter scale: what a coloured sign rates that stands alone, "lines 3-9 · 🔴"; without it such a sign says nothing.
    init?(_ text: StyledText, scale: SeverityVocabulary.SignScale? = nil) {
        guard text.count <= Self.maximumLength, text.lines.count <= 2 else { return nil }
        if text.lines.count == 2, LocationLabel(text.slice(Self.pointed(text))) == nil { return nil }
        // Behind a pin stand lines, with or without a word for them.
        let isPinned = text.bytes.has("📍", at: 0)
        let scanner = LineReferenceScanner(text)
        guard scanner.found.contains(where: { ($0.certainty == .firm || isPinned) && !$0.isAnchor }) else { return nil }
        let places = scanner.found.map(\.place) + scanner.paths.map(\.place)
        guard let first = places.map(\.lowerBound).min(), let last = places.map(\.upperBound).max() else { return nil }
        guard let (rated, kinds) = Self.rating(ofAll: text, around: places, scale: scale) else {
            return nil
        }
        severity = rated
        self.kinds = kinds
        place = text.slice(first..<last)
    }

    /// What a text rates and of what kinds it is, where it says nothing else beside `places`.
    static func rating(
        ofAll text: StyledText, around places: [Range<Int>] = [], scale: SeverityVocabulary.SignScale? = nil
    ) -> (severity: (Severity, String), kinds: [String])? {
        guard text.count <= maximumLength else { return nil }
        var rated: (Severity, String)?
        var kinds: [String] = []
        for range in parts(text, around: places) {
            let part = text.slice(range).trimmed()
            let words = withoutJoints(part.flat.strippedOfSigns.trimmingColon)
            if rated == nil, words.isEmpty, let scale { rated = signed(part, on: scale) }
            if PhraseKey(words, keepDigits: true).isEmpty || CommentReference.isAll(of: words) { continue }
            let isBracketed =
                range.lowerBound > 0 && text.bytes[range.lowerBound - 1] == UInt8(ascii: "[")
                && range.upperBound < text.count && text.bytes[range.upperBound] == UInt8(ascii: "]")
            if rated == nil, let own = rating(part, words) {
                rated = own
            } else if rated == nil, let own = codeAndKind(words) {
                (rated, kinds) = (own.rating, kinds + [own.kind])
            } else if kinds.count < 2, isKind(words) || isBracketed && PhraseKey(words).count <= 4 {
                kinds.append(words)
            } else {
                return nil
            }
        }
        return rated.map { ($0, kinds) }
    }

    /// What the first coloured sign of the text rates.
    private static func signed(
        _ part: StyledText, on scale: SeverityVocabulary.SignScale
    ) -> (Severity, String)? {
        for scalar in part.flat.unicodeScalars {
            if let severity = SeverityVocabulary.severity(ofSign: scalar.value, on: scale) {
                return (severity, String(scalar))
            }
        }
        return nil
    }

    /// The second line, behind a sign that points at the place in it.
    private static func pointed(_ text: StyledText) -> Range<Int> {
        var line = text.lines[1]
        for mark in ["→", "➜", "↳", "@", "📍"] as [StaticString] where text.bytes.has(mark, at: line.lowerBound) {
            line = line.lowerBound + mark.utf8CodeUnitCount..<line.upperBound
            while let first = line.first, text.bytes[first].isBlank { line = first + 1..<line.upperBound }
        }
        return line
    }

    /// "P1 security": a code that rates, and the kind of problem.
    private static func codeAndKind(_ words: String) -> (rating: (Severity, String), kind: String)? {
        let parts = words.split(separator: " ")
        guard parts.count == 2, parts[0].utf8.contains(where: \.isDigit), isKind(String(parts[1])),
            let rating = RemarkLead.ratedPart(of: String(parts[0]))
        else { return nil }
        return (rating, String(parts[1]))
    }

    private static func rating(_ part: StyledText, _ words: String) -> (Severity, String)? {
        if let field = FieldLabel(part) {
            guard field.kind == .severity else { return nil }
            return RemarkLead.ratedPart(of: part.flat(min(field.end, part.count)..<part.count).strippedOfSigns)
        }
        return words.utf8.count <= 40 ? RemarkLead.ratedPart(of: words) : nil
    }

    /// The text beside the places, cut where its style changes and at signs that part.
    private static func parts(_ text: StyledText, around places: [Range<Int>]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        func close(_ end: Int) {
            if start < end { parts.append(start..<end) }
        }
        var index = 0
        while index < text.count {
            if let place = places.first(where: { $0.contains(index) }) {
                close(index)
                index = place.upperBound
                start = index
                continue
            }
            var length = text.bytes[index].isOne(of: "|()[]\n") ? 1 : 0
            for mark in ["·", "—", "–", "•", " - ", "→", "➜", "↳"] as [StaticString]
            where text.bytes.has(mark, at: index) {
                length = mark.utf8CodeUnitCount
                break
            }
            if length > 0 {
                close(index)
                index = min(index + length, text.count)
                start = index
            } else {
                if index > start, text.styles[index] != text.styles[index - 1] {
                    close(index)
                    start = index
                }
                index += 1
            }
        }
        close(text.count)
        return parts
    }

    /// One word, or two that bots give as a kind or that name a category: two others may be what is wrong ("Magic weights").
    private static func isKind(_ words: String) -> Bool {
        guard words.utf8.count <= 32,
            words.utf8.allSatisfy({ $0.isLetter || $0.isBlank || $0 == UInt8(ascii: "-") || $0.isWide })
        else { return false }
        let key = PhraseKey(words)
        return key.count == 1 || key.parts.allSatisfy(RemarkLead.kindWords.contains)
            || CategoryCatalogue.standard.category(named: words) != nil
    }

    /// "Possible bug" of "Possible bug in".
    private static func withoutJoints(_ words: String) -> String {
        var parts = words.split(separator: " ")
        while let last = parts.last, joints.contains(last.lowercased()) { parts.removeLast() }
        while let first = parts.first, joints.contains(first.lowercased()) { parts.removeFirst() }
        return parts.joined(separator: " ")
    }

    private static let joints: Set<String> = ["in", "at", "on", "of", "file", "bei", "en", "dans", "em", "a", "в"]
}
