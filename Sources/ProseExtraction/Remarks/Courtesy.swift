/// What people write around a review and tools around a list: greetings, apologies, offers, legends, bare markup.
///
/// A layout may give such a line the look of a remark; its words say nothing of the code.
enum Courtesy {
    /// Words to the reader at the head or foot of a review: "Sorry for the long mail. I can send a patch."
    static func isToReader(_ remark: Remark) -> Bool {
        switch remark.layout {
        case .item, .row, .heading, .location, .terse: return false
        case .labelled, .boldLead, .paragraph, .sentence: break
        }
        let text = remark.lead
        guard remark.blocks.isEmpty, remark.suggestion == nil, remark.context.role != .praise else { return false }
        let key = PhraseKey(text.bytes[...])
        return key.count <= 45 && phrases.opens(key) && !text.styles.contains { $0.contains(.code) }
            && LineReferenceScanner(text).found.allSatisfy { $0.certainty == .bare }
            && !RemarkEvidence.namesSymbol(text)
    }

    /// Thanks, an apology, an offer or a greeting.
    static func opens(_ key: PhraseKey) -> Bool { phrases.opens(key) }

    /// A wish, a request about how to merge, or the announcement of the remarks: "Good luck!", "One commit, please.", "Here are my
    /// remarks."
    static func judgesNothing(_ text: StyledText) -> Bool {
        guard text.count <= 160 else { return false }
        let key = PhraseKey(text.bytes[...])
        if key.count <= 4, key.contains(anyOf: requests) { return true }
        return key.count <= 20 && wishes.opens(key) || key.count <= 8 && key.contains(anyOf: announcements)
    }
    private static let requests = PhraseSet(VocabularyTable.remarks["request"])
    private static let wishes = PhraseSet(VocabularyTable.remarks["wish"])
    private static let announcements = PhraseSet(VocabularyTable.remarks["announcement"])

    /// What the words of severity mean: "Major: mend it now. Minor: mend it when convenient."
    static func isLegend(_ text: StyledText) -> Bool {
        guard text.count <= 600, LineReferenceScanner(text).found.isEmpty else { return false }
        var rated: Set<String> = []
        for index in text.bytes.indices where text.bytes[index] == UInt8(ascii: ":") {
            var start = index
            while start > 0, text.bytes[start - 1].isLetter || text.bytes[start - 1].isWide, index - start < 24 {
                start -= 1
            }
            let word = text.flat(start..<index)
            if SeverityVocabulary.severity(of: word) != nil { rated.insert(word) }
        }
        return rated.count > 1
    }

    /// Not a single word: ")", "A"; or one of a wiki's links alone.
    static func isMarkup(_ text: StyledText) -> Bool {
        if text.bytes.has("[[", at: 0), text.bytes.has("]]", at: text.count - 2) { return true }
        var letters = 0
        for byte in text.bytes {
            if byte.isWide { return false }
            letters = byte.isLetter || byte.isDigit ? letters + 1 : 0
            if letters > 1 { return false }
        }
        return true
    }

    /// "**You:** …", "**ChatGPT:**": who speaks in a saved chat.
    static func isSpeaker(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true else { return false }
        let end = text.runEnd(from: 0, .strong)
        let isNamed =
            text.bytes[end - 1] == UInt8(ascii: ":") || end < text.count && text.bytes[end] == UInt8(ascii: ":")
        return isNamed && end <= 24 && speakers.contains(PhraseKey(text.bytes[..<end]).words.joined(separator: " "))
    }
    private static let speakers = Set(VocabularyTable.remarks["speaker"])

    private static let phrases = PhraseSet(VocabularyTable.remarks["courtesy"])
}
