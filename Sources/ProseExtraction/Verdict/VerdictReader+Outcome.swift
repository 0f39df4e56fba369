import FindingsModel

/// What a conclusion comes to: approved, changes requested, or only commented.
extension VerdictReader {
    /// What the verdict comes to: what its first sentence says that decides.
    static func outcome(of verdict: String) -> Outcome {
        let text = StyledText(verdict)
        if let outcome = trailer(text) { return outcome }
        for sentence in SentenceSplitter.sentences(of: text).prefix(20) {
            let outcome = outcome(ofSentence: text.flat(sentence))
            if outcome != .commented { return outcome }
        }
        return .commented
    }

    /// What the verdict comes to: what its concluding sentence does, or where that decides nothing, the rest of it.
    static func outcome(of verdict: String, concluding sentence: StyledText) -> Outcome {
        if let outcome = trailer(sentence) { return outcome }
        let outcome = outcome(concluding: sentence)
        return outcome == .commented ? Self.outcome(of: verdict) : outcome
    }

    /// Words that decide outright go before learned weights, which find the conditions of an approval ("+1 with those two
    /// gone") and the decisions that are told in other words.
    private static func outcome(concluding sentence: StyledText) -> Outcome {
        let words = sentence.flat
        let told = outcome(ofSentence: words)
        if told == .changesRequested || words.hasSuffix("?") || PhraseKey(words).contains(anyOf: negated) {
            return told
        }
        let (approval, changes) = ConclusionWeights.standard.leanings(of: sentence)
        let lead = changes - approval
        if told == .approved { return lead >= 1.5 && changes > 0 ? .changesRequested : .approved }
        // Praise and blame are easily mistaken for decisions.
        if changes > 0, lead >= 1 { return .changesRequested }
        return approval > 0.5 && lead <= -1.5 ? .approved : .commented
    }

    static func outcome(ofSentence sentence: String) -> Outcome {
        // "Would you merge it?" asks.
        if sentence.hasSuffix("?") || sentence.hasSuffix("？") { return .commented }
        let key = PhraseKey(sentence)
        if key.contains(anyOf: negated) { return .approved }
        if key.contains(anyOf: changes) || withholds(key) || key.count <= 2 && key.contains(anyOf: changesAlone) {
            return .changesRequested
        }
        if key.contains(anyOf: approvals) || sentence.contains("+1") {
            // "I would merge once they are gone."
            return key.contains(anyOf: conditions) ? .changesRequested : .approved
        }
        // "Acceptable once the clock is injected."
        if key.contains(anyOf: allowances), key.contains(anyOf: conditions) { return .changesRequested }
        return .commented
    }

    /// The first words decide on the whole: "Request changes. …", "LGTM, …".
    static func decides(_ text: StyledText) -> Bool {
        let key = PhraseKey(text.bytes.prefix(80))
        return (changes.opens(key) || approvals.opens(key))
            && !LineReferenceScanner(text.slice(0..<min(text.count, 400))).found.contains { $0.certainty == .firm }
    }

    static let changes = PhraseSet(VocabularyTable.verdicts["changes"])

    private static let changesAlone = PhraseSet(VocabularyTable.verdicts["changesAlone"])

    static let negated = PhraseSet(VocabularyTable.verdicts["unblocking"])

    static let approvals = PhraseSet(VocabularyTable.verdicts["approval"])

    /// What says less than an approval, and on a condition none.
    static let allowances = PhraseSet(VocabularyTable.verdicts["allowance"])

    /// The words of an approval stand there and are denied: "NOT APPROVED", "has not yet been accepted", "Approved: no",
    /// "nicht freigegeben", "未批准", "承認できません".
    static func withholds(_ key: PhraseKey) -> Bool {
        approvals.places(in: key).contains { place in
            guard let word = key.parts.firstIndex(where: { $0.range.lowerBound == place.lowerBound }) else {
                return isDeniedWithin(key, place)
            }
            var before = word
            while before > 0, word - before < 3, links.contains(key.parts[before - 1]) { before -= 1 }
            if before > 0, denials.contains(key.parts[before - 1]) { return true }
            // "Approved: no", and nothing else.
            if word == 0, key.count > 1, key.parts.last.map(denials.contains) == true,
                place.upperBound >= key.parts[key.count - 2].range.upperBound
            {
                return true
            }
            return isDeniedWithin(key, place)
        }
    }

    /// The same in a script without blanks, where what denies is part of the word.
    private static func isDeniedWithin(_ key: PhraseKey, _ place: Range<Int>) -> Bool {
        guard key.isWide else { return false }
        let after = key.bytes[place.upperBound...].drop { $0 == .space }
        return denyingPrefixes.contains { key.bytes[..<place.lowerBound].reversed().starts(with: $0.reversed()) }
            || denyingSuffixes.contains { after.starts(with: $0) }
    }

    private static let denials = WordSet(VocabularyTable.verdicts["denial"])
    /// What may stand between a denial and what it denies: "not yet been approved".
    private static let links = WordSet(VocabularyTable.verdicts["denialLink"])
    private static let denyingPrefixes = VocabularyTable.verdicts["denyingPrefix"].map { Array($0.utf8) }
    private static let denyingSuffixes = VocabularyTable.verdicts["denyingSuffix"].map { Array($0.utf8) }

    static let conditions = PhraseSet(VocabularyTable.verdicts["condition"])

    /// What the trailers of a mail say: "Reviewed-by: …"; `nil` for other text.
    static func trailer(_ text: StyledText) -> Outcome? {
        for (name, outcome) in trailers where text.bytes.has(name, at: 0) { return outcome }
        // Gerrit's "Patch Set 4: Code-Review-1".
        if text.bytes.has("Patch Set ", at: 0), let vote = text.bytes.prefix(80).firstIndex(of: UInt8(ascii: ":")),
            text.bytes.has(" Code-Review", at: vote + 1), vote + 14 < text.count
        {
            return text.bytes[vote + 13] == UInt8(ascii: "-") ? .changesRequested : .approved
        }
        // "Code-Review: -1", "Code-Review+2"
        if text.bytes.has("Code-Review", at: 0), text.count <= 24 {
            let value = text.bytes[11...].drop { $0 == UInt8(ascii: ":") || $0.isBlank }
            guard let sign = value.first, value.count > 1, value.dropFirst().allSatisfy(\.isDigit) else { return nil }
            if sign == UInt8(ascii: "-") { return .changesRequested }
            if sign == UInt8(ascii: "+") { return .approved }
        }
        return nil
    }

    static let trailers: [(StaticString, Outcome)] = [
        ("Reviewed-by: ", .approved), ("Acked-by: ", .approved), ("Nacked-by: ", .changesRequested),
        ("NAK", .changesRequested),
    ]
}
