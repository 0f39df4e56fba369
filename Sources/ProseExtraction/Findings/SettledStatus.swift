import FindingsModel

/// The value of a remark's own "Status" that says that nothing is left to do: "**Status:** RESOLVED.", "状态: 已修复".
///
/// "Acknowledged" and "won't fix" leave the problem where it is.
enum SettledStatus {
    static func isSettled(_ field: FieldLabel, value: StyledText) -> Bool {
        guard states.contains(PhraseKey(field.name).words.joined(separator: " ")) else { return false }
        let line = SentenceSplitter.sentences(of: value).first.map { value.slice($0) } ?? value
        let key = PhraseKey(line.flat.strippedOfSigns)
        return key.count <= 6 && settled.opens(key) && !key.contains(anyOf: partly)
    }

    private static let states = Set(VocabularyTable.fields["status"])
    private static let settled = PhraseSet(
        VocabularyTable.fields["settled"] + VocabularyTable.fields["settledValue"])
    private static let partly = PhraseSet(VocabularyTable.fields["partly"])
}
