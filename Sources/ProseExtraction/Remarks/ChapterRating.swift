import FindingsModel

/// What a heading rates all remarks under it: "High", "Nitpick comments", a badge.
enum ChapterRating {
    /// The severity that a heading gives to all remarks under it: "High", "🔴 Critical issues (2)", "Nitpick comments".
    static func severity(of title: StyledText, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        // "Low · `DummyCase`" names what it speaks of.
        if title.styles.contains(where: { $0.contains(.code) }) { return nil }
        // "A. High", "2) Minor"
        let marker = ItemMarker.length(in: title, at: 0)
        let phrase = title.flat(marker..<title.count)
        if phrase.utf8.count > 80 { return nil }
        if let severity = SeverityVocabulary.severity(of: phrase) {
            // "Remarks" or "Warnings" alone rate nothing; a rating word must stand there.
            return (severity, PhraseKey(phrase, keepDigits: true).text.trimmingSpaces)
        }
        if RemarkLead.isNit(phrase) { return (.low, PhraseKey(phrase).firstWord ?? phrase) }
        return nil
    }

    /// The coloured sign before a heading of a few words, "🟡 Suggestions", where the review's headings are such a scale.
    static func signed(_ section: Section, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        guard scale.ratesHeadings, section.role != .praise, section.role != .verdict, section.role != .aside,
            let sign = section.title.flat.unicodeScalars.first, PhraseKey(section.title.bytes[...]).count <= 4
        else { return nil }
        return SeverityVocabulary.severity(ofSign: sign.value, on: scale).map { ($0, String(sign)) }
    }

    /// The severity that a heading opens with before words of its own, "P1 — copies", "High priority (before the release)":
    /// it rates what stands below where that is several remarks, else it is the title of one.
    static func opening(of title: StyledText, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        let start = ItemMarker.length(in: title, at: 0)
        let phrase = title.flat(start..<min(title.count, start + 48)).strippedOfSigns
        let key = PhraseKey(phrase, keepDigits: true)
        guard SeverityVocabulary.mayRate(key) else { return nil }
        if scale.countsPhases, let first = key.firstWord, first.utf8.count == 2, first.hasPrefix("p") { return nil }
        // A colon opens a title: "P1: the clock is never stopped".
        for mark in [" — ", " – ", " - ", " (", "（"] {
            guard let range = phrase.byteRange(of: mark), range.lowerBound > phrase.startIndex else { continue }
            let words = String(phrase[..<range.lowerBound])
            if words.utf8.count <= 32, let severity = SeverityVocabulary.severity(of: words) {
                return (severity, PhraseKey(words, keepDigits: true).text.trimmingSpaces)
            }
        }
        return nil
    }

    /// The rating that a chapter's title closes with, "What nobody tries (critical cases)".
    static func closing(of title: StyledText) -> (Severity, String)? {
        let phrase = title.flat
        guard phrase.utf8.count <= 80, phrase.hasSuffix(")"), let open = phrase.lastIndex(of: "(") else { return nil }
        var words = PhraseKey(String(phrase[open...]), keepDigits: true).words
        if words.count == 2, rated.contains(words[1]) { words.removeLast() }
        let word = words.joined(separator: " ")
        guard words.count <= 2, let severity = SeverityVocabulary.severity(of: word) else { return nil }
        return (severity, word)
    }
    private static let rated: Set<String> = [
        "gaps", "gap", "tests", "cases", "lücken", "lacunes", "brechas", "lacunas", "lacune", "пробелы",
    ]

    /// "Risk: high — the lamp is new" alone above the list of a file's remarks.
    static func below(_ section: Section) -> (Severity, String)? {
        guard case .block(let first)? = section.nodes.first, isOfList(first.text),
            section.nodes.dropFirst().contains(where: { node in
                switch node {
                case .block(let block): block.isList
                case .section(let child): child.kind == .leadIn
                }
            }), !LineReferenceScanner(section.title).paths.isEmpty
        else { return nil }
        guard let field = FieldLabel(first.text) else { return nil }
        let value = first.text.slice(field.end..<first.text.count).flat
        let word = value.prefix { $0.isLetter }
        return RemarkLead.ratedPart(of: String(word))
    }

    /// One line that opens with a severity as a field.
    static func isOfList(_ text: StyledText) -> Bool {
        guard text.count <= 200, text.lines.count == 1, let field = FieldLabel(text) else { return false }
        return field.kind == .severity && field.end < text.count
    }

    /// The alternative text of a block's image; of several, that of the one which rates.
    static func badge(_ text: StyledText) -> String? {
        guard var start = text.styles.firstIndex(where: { $0.contains(.image) }) else { return nil }
        let first = text.flat(start..<text.runEnd(from: start, .image))
        var steps = 0
        while start < text.count, steps < 8 {
            steps += 1
            let end = text.runEnd(from: start, .image)
            for part in text.flat(start..<end).split(separator: "|") {
                let words = String(part).trimmingSpaces
                if RemarkLead.ratedPart(of: words) != nil { return words }
            }
            start = text.styles[end...].firstIndex { $0.contains(.image) } ?? text.count
        }
        return first
    }
}
