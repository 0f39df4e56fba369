import FindingsModel

/// Conclusions that are a number: "Rating 2.5 of 5", "16 / 30 — below the threshold".
extension VerdictReader {
    /// "Rating 2.5 of 5.", "Score 82 %, threshold 85 %: FAILED", "16 / 30 — below the threshold".
    static func isGrade(_ sentence: String) -> Bool {
        let key = PhraseKey(sentence)
        let bytes = Array(sentence.utf8)
        guard key.count <= 12, bytes.contains(where: \.isDigit),
            key.contains(anyOf: grades) || key.contains(anyOf: thresholds),
            LineReferenceScanner(StyledText(sentence)).found.allSatisfy({ $0.certainty != .firm })
        else { return false }
        let isRatio = bytes.indices.contains { index in
            bytes[index].isDigit
                && (bytes.has(" of ", at: index + 1) || bytes.has("/", at: index + 1)
                    || bytes.has(" / ", at: index + 1))
        }
        return isRatio || outcome(ofSentence: sentence) != .commented
    }

    /// What a grade is held against.
    static let thresholds = PhraseSet(VocabularyTable.verdicts["threshold"])

    static let grades = PhraseSet(VocabularyTable.verdicts["grade"])
}
