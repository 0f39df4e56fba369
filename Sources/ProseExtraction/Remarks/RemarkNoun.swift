import FindingsModel

/// The word that a remark's number stands behind: "Finding 3:", "指摘事項 2", "Issue #4", "Problème n° 5".
enum RemarkNoun {
    private static let names = WordSet(VocabularyTable.fields["counted"])
    private static let longest = VocabularyTable.fields["counted"].reduce(0) { max($0, $1.utf8.count) }

    private static let signs: [StaticString] = ["#", "№", "n°", "N°", "nº", "no.", "No.", "nr.", "Nr."]

    /// Past the noun at `index` and past what joins its number to it; `nil` where no such noun stands.
    static func end(in bytes: [UInt8], at index: Int) -> Int? {
        var end = index
        while end < bytes.count, end - index <= longest, bytes[end].isLetter || bytes[end].isWide { end += 1 }
        guard end > index, end - index <= longest, names.contains(PhraseKey(bytes[index..<end]))
        else { return nil }
        while end < bytes.count, bytes[end] == .space { end += 1 }
        for sign in signs where bytes.has(sign, at: end) {
            end += sign.utf8CodeUnitCount
            while end < bytes.count, bytes[end] == .space { end += 1 }
            break
        }
        return end
    }

    /// Past the noun at `index` and its number; `nil` where the two do not stand there.
    static func countedEnd(in bytes: [UInt8], at index: Int) -> Int? {
        guard let number = end(in: bytes, at: index) else { return nil }
        let digits = bytes[number...].prefix(4).prefix(while: \.isDigit)
        return (1...3).contains(digits.count) ? digits.endIndex : nil
    }
}
