import FindingsModel

/// Pyrefly's `ERROR quay/mast.py:3:12-13: message [bad-return]` (`--output-format min-text`); the same without the place above a
/// frame is its usual form.
enum PyreflyLine {
    /// The word at the beginning, which may be moved to the right, and what follows it.
    static func severity(_ text: Substring) -> (word: String, rest: Substring)? {
        let words = text.drop { $0 == " " }
        for (mark, word) in [("ERROR ", "error"), ("WARN ", "warning"), ("INFO ", "info")] where words.hasPrefix(mark) {
            return (word, words.dropFirst(mark.count).drop { $0 == " " })
        }
        return nil
    }

    /// `message [bad-return]`.
    static func ruled(_ words: Substring) -> (message: String, rule: String)? {
        guard words.last == "]", let open = words.lastByteRange(of: " ["),
            case let rule = words[open.upperBound...].dropLast(), rule.contains("-"),
            rule.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
        else { return nil }
        return (String(words[..<open.lowerBound]), String(rule))
    }

    static func diagnostic(_ line: Substring) -> DiagnosticLine? {
        guard let (word, words) = severity(line), let (place, after) = LinePlace.leading(words),
            place.numbers.count > 1, place.path.hasSuffix(".py") || place.path.hasSuffix(".pyi")
        else { return nil }
        var rest = after
        var numbers = Array(place.numbers.prefix(2))
        // The end, `-13` or `-4:5`, is exclusive.
        if place.numbers.count == 3 {
            var last = rest.dropFirst()
            if rest.hasPrefix(":"), let column = LinePlace.number(&last) {
                numbers += [place.numbers[2] - 1, column]
                rest = last
            } else {
                numbers += [place.numbers[0], place.numbers[2] - 1]
            }
        }
        guard rest.hasPrefix(": "), let found = ruled(rest.dropFirst(2)) else { return nil }
        return DiagnosticLine(
            form: .pyrefly, path: String(place.path), numbers: numbers, severity: word, message: found.message,
            rule: found.rule)
    }
}
