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
    static let thresholds: PhraseSet = [
        "below the threshold", "below threshold", "below the bar", "below the minimum", "below the pass mark",
        "above the threshold", "above the bar", "above the minimum", "does not meet the bar", "meets the bar",
        "unter der schwelle", "über der schwelle", "nicht bestanden", "bestanden", "sous le seuil",
        "au dessus du seuil", "no alcanza", "por debajo del", "por encima del", "abaixo do", "acima do",
        "sotto la soglia", "sopra la soglia", "ниже порога", "выше порога", "未达标", "达标", "低于", "基準未満", "合格",
        "기준 미달", "합격",
    ]

    static let grades: PhraseSet = [
        "rating", "score", "grade", "marks", "stars", "total", "overall", "note", "punkte", "bewertung", "gesamt",
        "puntuación",
        "pontuação", "voto", "оценка", "评分", "総合", "점수",
    ]
}
