/// Sentences that judge the whole without a label: the reviewer's first words, and the parting ones.
extension VerdictReader {
    /// How much a sentence after the last remark sounds like the reviewer's parting judgement of the whole.
    static func closingScore(_ sentence: String) -> Int {
        let key = PhraseKey(sentence)
        guard key.count >= 4, key.count <= 40, !sentence.hasSuffix("?"), !key.contains(anyOf: footers),
            LineReferenceScanner(StyledText(sentence)).found.allSatisfy({ $0.certainty != .firm }),
            LineReferenceScanner(StyledText(sentence)).paths.isEmpty
        else { return 0 }
        return key.contains(anyOf: wholes) && key.contains(anyOf: judgements) ? 8 : 0
    }

    /// A sentence without places that weighs good against bad, as reviews begin: "Solid use of fakes, but too trusting".
    static func judgesWhole(_ sentence: String) -> Bool {
        let key = PhraseKey(sentence)
        guard (4...60).contains(key.count) || key.isWide, !sentence.hasSuffix("?"), !sentence.hasSuffix(":"),
            !key.contains(anyOf: footers), !ChatFraming.isFraming(key)
        else { return false }
        let text = StyledText(sentence)
        let scanner = LineReferenceScanner(text)
        guard scanner.found.allSatisfy({ $0.certainty == .bare }) else { return false }
        return (key.contains(anyOf: ChatFraming.praise) || key.contains(anyOf: merits))
            && (key.contains(anyOf: RemarkEvidence.faults)
                || key.contains(anyOf: reserves) && !RemarkEvidence.namesSymbol(text))
            || score(sentence, isLast: false) >= 8
    }

    /// The first words say that there is nothing to report.
    static func findsNothing(_ text: StyledText) -> Bool {
        guard let first = SentenceSplitter.sentences(of: text.slice(0..<min(text.count, 300))).first else {
            return false
        }
        let key = PhraseKey(text.bytes[first])
        return key.count <= 8 && nothing.opens(key)
            || key.isWide && key.bytes.count < 60 && key.contains(anyOf: nothing)
    }

    static let nothing = PhraseSet(VocabularyTable.verdicts["nothing"])

    /// What a judgement of the whole holds back.
    static let reserves = PhraseSet(VocabularyTable.verdicts["reserve"])

    static let merits = PhraseSet(VocabularyTable.verdicts["merit"])

    static let wholes = PhraseSet(VocabularyTable.verdicts["whole"])

    static let judgements = PhraseSet(VocabularyTable.verdicts["judgement"])

    static let footers = PhraseSet(VocabularyTable.verdicts["footer"])
}
