import FindingsModel

/// Remarks that count themselves before a dash or a comma, "1 — The kiln stays hot", "12 – Glaze drips", "3, Wet clay", or
/// with a word of the reviewer's own, "Crack 2: The lid is loose".
///
/// From 10 on such a number looks like a line. Where the leads count up from 1, they are no lines.
enum CountedLeads {
    /// `remarks` without the numbers that count them; as they are where the numbers do not.
    static func stripped(_ remarks: [Remark]) -> [Remark] {
        withoutWords(withoutNumbers(withoutLetters(remarks)))
    }

    /// Without "Crack 2: " where "Crack 1: " stands before another one.
    private static func withoutWords(_ remarks: [Remark]) -> [Remark] {
        var counts: [String: (next: Int, places: [(index: Int, end: Int)])] = [:]
        for index in remarks.indices {
            guard let (word, number, end) = counted(opening: remarks[index].lead) else { continue }
            let next = counts[word]?.next ?? 1
            // One that was read as no remark leaves a gap.
            guard number >= next, number <= next + 2 else { continue }
            counts[word, default: (1, [])].places.append((index, end))
            counts[word]?.next = number + 1
        }
        var remarks = remarks
        for (_, places) in counts.values where places.count > 1 {
            for (index, end) in places {
                let lead = remarks[index].lead
                remarks[index].lead = lead.slice(end..<lead.count).trimmed()
            }
        }
        return remarks
    }

    /// "Issue 1: …" and "Issue 2: …" open paragraphs: two remarks, whatever stands above them. Steps and options are no problems.
    static func countProblems(_ blocks: [Block]) -> Bool {
        var next: [String: Int] = [:]
        for block in blocks.prefix(200) where block.kind == .paragraph {
            guard let (word, number, _) = counted(opening: block.text.trimmed()), FieldLabel.kind(of: word) == .body,
                number == next[word, default: 1]
            else { continue }
            if number > 1 { return true }
            next[word] = number + 1
        }
        return false
    }

    /// One word that names no line, one or two digits, and a colon or a dash with more behind it.
    private static func counted(opening text: StyledText) -> (word: String, number: Int, end: Int)? {
        let bytes = text.bytes
        let word = bytes.prefix(24).prefix { $0.isLetter || $0.isWide }
        guard word.count > 1, LineReferenceScanner.keywordLength(in: bytes, at: 0) == nil else { return nil }
        var index = word.endIndex
        while index < bytes.count, index - word.endIndex < 2, bytes[index].isOne(of: " #") { index += 1 }
        let digits = bytes[index...].prefix(3).prefix(while: \.isDigit)
        guard (1...2).contains(digits.count) else { return nil }
        index = digits.endIndex
        while index < bytes.count, bytes[index] == .space { index += 1 }
        let sign = [": ", "：", "— ", "– ", "- "].first { (sign: StaticString) in bytes.has(sign, at: index) }
        guard let sign else { return nil }
        let end = index + sign.utf8CodeUnitCount
        let name = String(decoding: word.map(\.lowered), as: UTF8.self)
        // "Priority 1: …" rates, and "Part 2: 14" is a value.
        guard !RemarkLead.ratingWords.contains(name), PhraseKey(bytes[end...].prefix(200)).count > 1 else { return nil }
        return (name, digits.reduce(0) { $0 * 10 + Int($1 - 48) }, end)
    }

    /// Without "L2. " before "The pump …", where others open with "H1." and "M3.": the letter rates or sorts, and is no line's.
    private static func withoutLetters(_ remarks: [Remark]) -> [Remark] {
        let coded = remarks.indices.compactMap { index in
            letter(opening: remarks[index].lead).map { (index: index, letter: $0.letter, end: $0.end) }
        }
        guard coded.contains(where: { $0.letter == UInt8(ascii: "L") }),
            coded.contains(where: { $0.letter != UInt8(ascii: "L") })
        else { return remarks }
        var remarks = remarks
        for (index, letter, end) in coded where letter == UInt8(ascii: "L") {
            let lead = remarks[index].lead
            remarks[index].lead = lead.slice(end..<lead.count).trimmed()
        }
        return remarks
    }

    /// A capital, one or two digits, a sign that ends a number, and a blank.
    private static func letter(opening text: StyledText) -> (letter: UInt8, end: Int)? {
        guard let letter = text.bytes.first, letter.isUpper else { return nil }
        let digits = text.bytes[1...].prefix(3).prefix(while: \.isDigit)
        guard (1...2).contains(digits.count), digits.endIndex + 2 < text.count,
            text.bytes[digits.endIndex].isOne(of: ".:)"), text.bytes[digits.endIndex + 1] == .space
        else { return nil }
        return (letter, digits.endIndex + 2)
    }

    private static func withoutNumbers(_ remarks: [Remark]) -> [Remark] {
        let counted = remarks.indices.compactMap { index in
            number(opening: remarks[index].lead).map { (index: index, number: $0.value, end: $0.end) }
        }
        // One that was read as no remark leaves a gap.
        guard counted.count > 2, counted.count * 3 >= remarks.count * 2, counted[0].number == 1,
            zip(counted, counted.dropFirst()).allSatisfy({ $0.number < $1.number }),
            counted[counted.count - 1].number * 5 <= counted.count * 6
        else { return remarks }
        var remarks = remarks
        for (index, _, end) in counted {
            let lead = remarks[index].lead
            remarks[index].lead = lead.slice(end..<lead.count).trimmed()
        }
        return remarks
    }

    /// One to three digits, and a comma or a dash between blanks.
    private static func number(opening text: StyledText) -> (value: Int, end: Int)? {
        let digits = text.bytes.prefix(4).prefix(while: \.isDigit)
        guard (1...3).contains(digits.count) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        if text.bytes.has(", ", at: digits.endIndex), digits.endIndex + 2 < text.count {
            return (value, digits.endIndex + 2)
        }
        guard text.bytes.has(" ", at: digits.endIndex) else { return nil }
        for dash in ["— ", "– ", "- "] as [StaticString] where text.bytes.has(dash, at: digits.endIndex + 1) {
            let end = digits.endIndex + 1 + dash.utf8CodeUnitCount
            return end < text.count ? (value, end) : nil
        }
        return nil
    }
}
