/// Labels that announce a conclusion: "**Verdict:**", "TL;DR:", "Fazit:".
extension VerdictReader {
    /// The end of a label that announces a conclusion: "**Verdict:**", "TL;DR:", "Overall –", "Fazit:".
    static func label(of text: StyledText) -> Int? {
        // ":Outcome: accepted", as field lists are written.
        let start = text.bytes.first == UInt8(ascii: ":") ? 1 : 0
        var end = start
        while end < text.count, end < 60, text.bytes[end] != UInt8(ascii: ":"), text.bytes[end] != .lineFeed,
            !text.bytes.has("：", at: end), !text.bytes.has("—", at: end), !text.bytes.has("–", at: end)
        { end += 1 }
        guard end < text.count else { return wordAlone(text) }
        var value: Int?
        // "Result of std::move" labels nothing.
        if text.bytes[end] == UInt8(ascii: ":"), !text.bytes.has("::", at: end), !text.styles[end].contains(.code) {
            value = end + 1
        }
        if text.bytes.has("：", at: end) || text.bytes.has("—", at: end) || text.bytes.has("–", at: end) {
            value = end + 3
        }
        if value == nil, text.styles[0].contains(.strong) {
            end = text.runEnd(from: 0, .strong)
            value = end
        }
        guard var value else { return wordAlone(text) }
        let key = PhraseKey(text.bytes[start..<max(start, end)])
        guard
            labels.contains(key.hash)
                || key.count <= 3 && (key.contains(anyOf: Self.labelWords) || key.contains(anyOf: Self.summaryWord))
        else { return nil }
        while value < text.count, text.bytes[value].isBlank || text.bytes[value] == UInt8(ascii: "*") { value += 1 }
        return value
    }

    /// The end of "Conclusion. …", of nothing but a word for one and a full stop.
    private static func wordAlone(_ text: StyledText) -> Int? {
        guard let stop = text.bytes.prefix(24).firstIndex(of: UInt8(ascii: ".")), stop + 2 < text.count,
            text.bytes[stop + 1].isBlank, text.bytes[0].isUpper || text.bytes[0].isWide,
            alone.contains(PhraseKey(text.bytes[..<stop]).hash)
        else { return nil }
        return stop + 2
    }
    /// Nothing but a word for a conclusion: "Verdict."
    static func isLabelAlone(_ text: StyledText) -> Bool {
        text.count <= 24 && alone.contains(PhraseKey(text.bytes[...]).hash)
    }
    private static let alone = Set(VocabularyTable.verdicts["labelAlone"].map { PhraseKey($0).hash })

    /// "**Verdict:** …", but not "Summary: …", which a single comment may have.
    static func isStronglyLabelled(_ text: StyledText) -> Bool {
        label(of: text).map { isStrongLabel(text.flat(0..<$0)) } ?? false
    }

    static func isStrongLabel(_ label: String) -> Bool {
        PhraseKey(label).contains(anyOf: labelWords)
    }

    static let labelWords = PhraseSet(VocabularyTable.verdicts["strongLabel"])

    static let summaryWord: PhraseSet = ["summary"]

    static let labels = Set(VocabularyTable.verdicts["label"].map { PhraseKey($0).hash })
}
