/// A path and the numbers behind it, as linters put them at the beginning of a line: line, column, last column.
struct LinePlace {
    var path: Substring
    /// The last column is exclusive.
    var numbers: [Int]

    /// `path:12`, `path:12:5` and `path:12:5-9` at the beginning, and what follows.
    static func leading(_ line: Substring) -> (place: LinePlace, rest: Substring)? {
        var from = line.startIndex
        while let colon = line[from...].firstIndex(of: ":") {
            var rest = line[line.index(after: colon)...]
            from = rest.startIndex
            guard colon > line.startIndex, let row = number(&rest) else { continue }
            var numbers = [row]
            var after = rest.dropFirst()
            if rest.hasPrefix(":"), let column = number(&after) {
                numbers.append(column)
                rest = after
                after = rest.dropFirst()
                // The end is inclusive.
                if rest.hasPrefix("-"), let end = number(&after) {
                    numbers.append(end + 1)
                    rest = after
                }
            }
            return (LinePlace(path: line[..<colon], numbers: numbers), rest)
        }
        return nil
    }

    /// The number at the beginning, which is taken away.
    static func number(_ text: inout Substring) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count < 40,
            let number = digits.count > 15 ? 1 << 50 : Int(digits)
        else { return nil }
        text = text[digits.endIndex...]
        return number
    }
}
