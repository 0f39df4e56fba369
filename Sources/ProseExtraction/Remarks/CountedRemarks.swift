/// A line that tells how many remarks of a rating follow, and has them on it: "Critical (2): … ; …".
struct CountedRemarks {
    /// "Critical".
    let rating: StyledText
    let parts: [StyledText]

    /// `nil` where no number in parentheses and a colon stand after a rating, or where other than so many parts follow.
    init?(_ text: StyledText) {
        let head = text.bytes.prefix(48)
        guard let open = head.firstIndex(of: UInt8(ascii: "(")), open > 2 else { return nil }
        var index = open + 1
        var count = 0
        while index < text.count, text.bytes[index].isDigit, count < 100 {
            count = count * 10 + Int(text.bytes[index] - 48)
            index += 1
        }
        guard count > 0, index + 2 < text.count, text.bytes[index] == UInt8(ascii: ")"),
            text.bytes[index + 1] == UInt8(ascii: ":"),
            SeverityVocabulary.severity(of: text.flat(0..<open).trimmingColon) != nil
        else { return nil }
        var parts: [StyledText] = []
        var start = index + 2
        for place in start...text.count
        where place == text.count
            || text.bytes[place] == UInt8(ascii: ";") && !text.styles[place].contains(.code)
        {
            let part = text.slice(start..<place).trimmed()
            if !part.isBlank { parts.append(part) }
            start = place + 1
        }
        guard parts.count == count else { return nil }
        rating = text.slice(0..<open).trimmed()
        self.parts = parts
    }
}
