/// Paragraphs that open with nothing but a number and two blanks or more, "2   The lamp …", as typed reports count their remarks.
///
/// Markdown takes the number for a word. Where three at least are counted from one, a full stop behind each makes the list
/// that they are meant to be.
enum NumberedParagraphs {
    static func normalized(_ document: [UInt8]) -> [UInt8] {
        var stops: [Int] = []
        var isAfterBlank = true
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = start..<end
            defer { start = end + 1 }
            guard let first = document[line].firstIndex(where: { $0 != .space }) else {
                isAfterBlank = true
                continue
            }
            defer { isAfterBlank = false }
            let digits = document[first..<end].prefix(3).prefix(while: \.isDigit)
            let stop = digits.endIndex
            guard isAfterBlank, first - start < 4, (1...2).contains(digits.count), stop + 2 < end,
                document[stop] == .space, document[stop + 1] == .space,
                let word = document[stop..<end].first(where: { $0 != .space }), word.isLetter || word.isWide,
                digits.reduce(0, { $0 * 10 + Int($1 - 48) }) == stops.count + 1
            else { continue }
            stops.append(stop)
        }
        guard stops.count > 2 else { return document }
        var out = document
        for stop in stops { out[stop] = UInt8(ascii: ".") }
        return out
    }
}
