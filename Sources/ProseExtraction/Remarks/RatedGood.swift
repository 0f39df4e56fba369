import FindingsModel

/// The reviewer's judgement of one file that a sign calls good: "Assessment: 🟢 **Strong.** Eleven cases, all on real data".
struct RatedGood {
    /// What stands behind the sign.
    let words: StyledText

    init?(_ text: StyledText) {
        guard let colon = text.bytes.prefix(48).firstIndex(of: UInt8(ascii: ":")) ?? text.bytes.firstWideColon,
            Self.names.contains(PhraseKey(text.bytes[..<colon]).words.joined(separator: " "))
        else { return nil }
        var start = colon
        while start < text.count, !text.bytes[start].isWide || text.bytes.has("：", at: start) {
            guard text.bytes[start].isOne(of: ": *_") || text.bytes[start] >= 0x80 else { return nil }
            start += 1
        }
        guard start < text.count, Self.signs.contains(text.bytes.scalar(at: start).value) else { return nil }
        start += text.bytes.scalar(at: start).length
        let words = text.slice(start..<text.count).trimmed()
        guard RemarkEvidence(words).words >= 4 else { return nil }
        self.words = words
    }

    /// 🟢 ✅ ✔ 👍 ⭐ 🌟 💚
    private static let signs: Set<UInt32> = [0x1F7E2, 0x2705, 0x2714, 0x1F44D, 0x2B50, 0x1F31F, 0x1F49A]
    private static let names = Set(VocabularyTable.fields["assessment"])
}
