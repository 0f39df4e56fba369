/// What a chat answer wraps around a review.
enum ChatFraming {
    static func isFraming(_ key: PhraseKey) -> Bool {
        opening.opens(key) || key.contains(anyOf: offers)
    }

    /// "LGTM!", "Done": a word to somebody, and nothing said of the code.
    static func isBareReply(_ text: StyledText) -> Bool {
        guard text.count <= 40 else { return false }
        return bareReplies.contains(PhraseKey(text.bytes[...]).text.trimmingSpaces)
    }

    /// Of such words those that approve.
    static func isApproval(_ text: StyledText) -> Bool {
        ["lgtm", "looks good", "looks good to me", "looks fine"].contains(
            PhraseKey(text.bytes[...]).text.trimmingSpaces)
    }

    /// Only says where to read on: "Certificates: see the third of the focus areas."
    static func isPointer(_ text: StyledText) -> Bool {
        guard text.count <= 160 else { return false }
        let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
        let start = PhraseKey(text.bytes[..<colon]).count <= 5 ? colon : 0
        let key = PhraseKey(text.bytes[start...])
        return key.count <= 14 && pointers.opens(key) && key.contains(anyOf: pointed)
    }
    private static let pointers = PhraseSet(VocabularyTable.remarks["pointer"])
    private static let pointed = PhraseSet(VocabularyTable.remarks["pointed"])

    private static let bareReplies = Set(VocabularyTable.remarks["bareReply"])

    static func isIntroduction(_ key: PhraseKey) -> Bool { key.contains(anyOf: introductions) }
    /// "Overall the tests look good": the paragraph after the last comment speaks of the whole.
    static func concludes(_ text: StyledText) -> Bool {
        let key = PhraseKey(text.bytes.prefix(200))
        return conclusions.opens(key) && VerdictReader.score(text.flat(0..<min(text.count, 600)), isLast: true) >= 8
            && !LineReferenceScanner(text).found.contains { $0.certainty == .firm }
    }
    private static let conclusions = PhraseSet(VocabularyTable.remarks["conclusion"])

    static func isClosing(_ key: PhraseKey) -> Bool { key.contains(anyOf: closings) }

    private static let opening = PhraseSet(VocabularyTable.remarks["framing"])
    private static let offers = PhraseSet(VocabularyTable.remarks["offer"])
    private static let introductions = PhraseSet(VocabularyTable.remarks["introduction"])
    private static let closings = PhraseSet(VocabularyTable.remarks["closing"])
    static let praise = PhraseSet(VocabularyTable.remarks["praise"])
    /// What praises the thing that a sentence is about, wherever it stands in it.
    static let commends = PhraseSet(VocabularyTable.remarks["commend"])
    /// What somebody says who is about to praise one thing.
    static let likes = PhraseSet(VocabularyTable.remarks["like"])
    static let advice = PhraseSet(VocabularyTable.remarks["advice"])
    /// What advises where a text opens with it: "Séparer les constantes".
    static let adviceOpenings = PhraseSet(VocabularyTable.remarks["adviceOpening"])
    static let itemWords = PhraseSet(VocabularyTable.remarks["itemWord"])
}
