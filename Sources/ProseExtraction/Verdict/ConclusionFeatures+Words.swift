/// Words by which the learned weights of verdicts tell sentences apart, beside those of ``VerdictReader``.
extension ConclusionFeatures {
    /// One thing is weighed against another.
    static let contrasts = PhraseSet(VocabularyTable.verdicts["contrast"])

    /// What the reviewer thinks, or would do.
    static let opinions: PhraseSet = {
        let persons = ["i", "we"]
        let verbs = [
            "would", "will", "can", "cant", "cannot", "could", "wont", "wouldnt", "recommend", "think", "believe",
            "dont",
            "suggest", "am", "like", "consider",
        ]
        return PhraseSet(
            persons.flatMap { person in verbs.map { "\(person) \($0)" } } + VocabularyTable.verdicts["opinion"])
    }()

    /// What the reviewer did says how the review came about.
    static let deeds: PhraseSet = {
        let persons = ["i", "we", "ive", "weve", "i have", "we have"]
        let verbs = [
            "looked", "read", "reviewed", "went", "ran", "checked", "tried", "compared", "left", "took", "promised",
            "walked", "noticed", "found", "counted", "examined", "inspected", "analysed", "analyzed",
        ]
        return PhraseSet(persons.flatMap { person in verbs.map { "\(person) \($0)" } })
    }()

    /// How a message, a head or a legend begins.
    static let openers = PhraseSet(VocabularyTable.verdicts["opener"])
}
