import FindingsModel

/// The value of a remark's own "Status" that says that nothing is left to do: "**Status:** RESOLVED.", "状态: 已修复".
///
/// "Acknowledged" and "won't fix" leave the problem where it is.
enum SettledStatus {
    static func isSettled(_ field: FieldLabel, value: StyledText) -> Bool {
        guard states.contains(PhraseKey(field.name).words.joined(separator: " ")) else { return false }
        let line = SentenceSplitter.sentences(of: value).first.map { value.slice($0) } ?? value
        // "CLOSED (4 → 8 tests) — expiry, two languages": what was done about it follows.
        let words = line.flat.strippedOfSigns
        let end = [" (", " — ", " – ", " - "].compactMap { words.firstRange(of: $0)?.lowerBound }.min()
        let key = PhraseKey(String(words[..<(end ?? words.endIndex)]))
        // "Closed (not planned)" is not settled.
        return key.count <= 6 && settled.opens(key) && !PhraseKey(words).contains(anyOf: partly)
    }

    /// The sign of "Status: ✅ correct" or "Estado: ❌ INCORRECTO", which says what the remark finds; `nil` for others.
    static func judgement(_ field: FieldLabel, value: StyledText) -> String? {
        guard states.contains(PhraseKey(field.name).words.joined(separator: " ")) else { return nil }
        let line = value.lines.first.map { value.flat($0) } ?? value.flat
        guard PhraseKey(line.strippedOfSigns).count <= 3 else { return nil }
        if ["❌", "✗", "✘", "✖"].contains(where: line.hasPrefix) { return "❌" }
        return isFine(line) ? "✅" : nil
    }

    /// "✅ OK": a tick and a word that says no more than it.
    static func isFine(_ state: String) -> Bool {
        ["✅", "✔", "✓"].contains(where: state.hasPrefix)
            && fine.contains(PhraseKey(state.strippedOfSigns).words.joined(separator: " "))
    }
    private static let fine = Set(VocabularyTable.fields["fine"])

    private static let states = Set(VocabularyTable.fields["status"])
    private static let settled = PhraseSet(
        VocabularyTable.fields["settled"] + VocabularyTable.fields["settledValue"])
    private static let partly = PhraseSet(VocabularyTable.fields["partly"])
}
