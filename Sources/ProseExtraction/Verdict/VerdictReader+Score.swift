/// How much a sentence sounds like a conclusion, by its words.
extension VerdictReader {
    /// How much a sentence sounds like a conclusion; 8 or more is one.
    static func score(_ sentence: String, isLast: Bool) -> Int {
        let key = PhraseKey(sentence)
        guard !key.isEmpty, key.count <= 70 || sentence.utf8.count < 600 else { return 0 }
        var score = 0
        for (weight, phrases) in weights where key.contains(anyOf: phrases) { score += weight }
        if summarising.opens(key) { score += 3 }
        if describing.opens(key) { score -= 12 }
        if key.contains(anyOf: asides) { score -= 12 }
        return score + (isLast && score > 0 ? 1 : 0)
    }

    /// What a change does is no judgement of it: "This pull request adds …".
    static let describing: PhraseSet = {
        let subjects = [
            "this pr", "this pull request", "the pull request", "the pr", "this change", "the change", "this patch",
            "this merge request", "this mr", "this commit", "this diff", "these changes",
        ]
        let verbs = [
            "adds", "add", "introduces", "introduce", "updates", "update", "touches", "touch", "refactors", "refactor",
            "moves", "move", "removes", "remove", "replaces", "replace", "changes", "implements", "implement",
            "renames",
            "extends", "migrates", "enhances", "modifies", "modify", "splits", "enables", "switches", "converts",
        ]
        return PhraseSet(subjects.flatMap { subject in verbs.map { "\(subject) \($0)" } })
    }()

    static let asides = PhraseSet(VocabularyTable.verdicts["courtesy"])
    /// Words that sum up; at the start of a sentence they make a conclusion of it.
    static let summarising = PhraseSet(VocabularyTable.verdicts["summarising"])
    static let weights: [(Int, PhraseSet)] = [
        (10, PhraseSet(VocabularyTable.verdicts["decisive"])), (6, summarising),
        (5, PhraseSet(VocabularyTable.verdicts["subject"])), (4, PhraseSet(VocabularyTable.verdicts["leaning"])),
    ]
}
