import FindingsModel

/// Where a remark's title ends and its body begins.
extension FindingBuilder {
    /// The remark's own title, and the rest of its first paragraph.
    ///
    /// A bold or italic opening is the title; else the words before the places in parentheses or the colon; else the
    /// first sentence, shortened at a clause when it is long.
    static func title(of text: StyledText, from start: Int, found: [LineReferenceScanner.Found]) -> (String, String) {
        guard start < text.count else { return ("", "") }
        let style = text.styles[start]
        for kind in [StyledText.Style.strong, .emphasis] where style.contains(kind) {
            let end = text.runEnd(from: start, kind)
            let run = text.flat(start..<Self.beforePlaces(text, start, end, found)).trimmingColon
            let isWord = PhraseKey(run, keepDigits: true).count < 2 && !style.contains(.code)
            let goesOn =
                end < text.count && (text.bytes[end] == .space && end + 1 < text.count && text.bytes[end + 1].isLetter)
            let isMarked =
                end < text.count && !text.bytes[end].isBlank || text.bytes[max(0, end - 1)] == UInt8(ascii: ":")
            if run.isEmpty || run.utf8.count > 240 || isWord && goesOn && !isMarked { break }
            return (run, rest(of: text, from: end, found: found))
        }
        // Inside the first 400 bytes: the first sentence, cut at places in parentheses or at a colon.
        let sentence = lineBeforePlace(text, start, found) ?? firstSentence(of: text, from: start)
        var end = sentence
        var depth = 0
        var index = start
        while index < sentence {
            let byte = text.bytes[index]
            if !text.styles[index].contains(.code) {
                if byte == UInt8(ascii: "{") {
                    depth += 1
                } else if byte == UInt8(ascii: "}") {
                    depth = max(0, depth - 1)
                } else if byte == UInt8(ascii: "(") || text.bytes.has("（", at: index) {
                    if depth == 0, index > start + 3,
                        found.contains(where: {
                            $0.place.lowerBound >= index && $0.place.lowerBound <= index + 24
                                && $0.place.upperBound <= sentence && isInParentheses(text, index, $0.place)
                        }), endsTitle(text, start, index, sentence)
                    {
                        end = index
                        break
                    }
                    depth += 1
                } else if byte == UInt8(ascii: ")") || text.bytes.has("）", at: index) {
                    depth = max(0, depth - 1)
                } else if depth == 0, byte == UInt8(ascii: ":"),
                    index + 1 >= text.count || text.bytes[index + 1].isBlank, index > start + 2
                {
                    end = index
                    break
                } else if depth == 0, text.bytes.has("：", at: index), index > start + 2 {
                    end = index
                    break
                } else if depth == 0, byte == UInt8(ascii: ";"), index > start + 24 {
                    end = index
                    break
                } else if depth == 0, index > start + 24,
                    text.bytes.has(" – ", at: index) || text.bytes.has(" — ", at: index)
                        || text.bytes.has(" -- ", at: index)
                {
                    end = index
                    break
                }
            }
            index += 1
        }
        if end - start > maximumTitle {
            end = clause(of: text, start, end)
        }
        return (text.flat(start..<end).trimmingColon, rest(of: text, from: end, found: found))
    }

    /// The end of the first line, where the second opens with a place: the first is the title.
    private static func lineBeforePlace(
        _ text: StyledText, _ start: Int, _ found: [LineReferenceScanner.Found]
    ) -> Int? {
        guard let end = text.bytes[start...].prefix(maximumTitle).firstIndex(of: .lineFeed), end > start + 8 else {
            return nil
        }
        var next = end
        while next < text.count, text.bytes[next].isBlank { next += 1 }
        let isPlace = found.contains { $0.certainty == .firm && $0.place.lowerBound == next }
        let stop = SentenceSplitter.sentences(of: text.slice(start..<end)).count == 1
        return isPlace && stop && !text.bytes[end - 1].isOne(of: ".,;:([-") ? end : nil
    }

    /// Without the place behind a dot or bar: "Worker count not restored · Line 31-40".
    static func withoutTrailingPlace(_ title: String) -> String {
        let bytes = Array(title.utf8)
        for mark in [" · ", " | ", " • "] as [StaticString] {
            guard let start = bytes.indices.suffix(60).last(where: { bytes.has(mark, at: $0) }), start > 3 else {
                continue
            }
            let place = StyledText(String(decoding: bytes[(start + mark.utf8CodeUnitCount)...], as: UTF8.self))
            if let label = LocationLabel(place), label.end >= place.count {
                return String(decoding: bytes[..<start], as: UTF8.self)
            }
        }
        return title
    }

    /// Without the badges behind the first line: images, and code that opens with a sign (`🐞 Bug`). They rate or label the
    /// remark.
    static func withoutBadges(
        _ text: StyledText, _ labels: inout [String], _ severity: inout (Severity, String)?
    ) -> StyledText {
        let line = text.lines.first ?? 0..<text.count
        var end = line.upperBound
        while true {
            while end > 0, text.bytes[end - 1].isBlank { end -= 1 }
            guard end > 0 else { return text }
            var start = end
            if text.styles[end - 1].contains(.image) {
                while start > 0, text.styles[start - 1].contains(.image) { start -= 1 }
            } else if text.styles[end - 1].contains(.code) {
                while start > 0, text.styles[start - 1].contains(.code), !text.codeStarts.contains(start) { start -= 1 }
                guard text.bytes[start].isWide, text.bytes.scalar(at: start).value >= 0x2300,
                    PhraseKey(text.bytes[start..<end]).count > 0
                else { break }
            } else {
                break
            }
            guard text.bytes[..<start].contains(where: \.isWord), end - start <= 60 else { break }
            let label = text.flat(start..<end)
            if let rated = RemarkLead.ratedPart(of: label.strippedOfSigns) {
                severity = severity ?? rated
            } else {
                labels.append(label)
            }
            end = start
        }
        guard end < line.upperBound, text.bytes[end..<line.upperBound].contains(where: { !$0.isBlank }) else {
            return text
        }
        var rest = text.slice(0..<end)
        rest.append(text.slice(line.upperBound..<text.count))
        return rest
    }

    /// Without Org's tags: "Two helpers   :style:naming".
    static func withoutTags(_ title: String) -> String {
        let bytes = Array(title.utf8)
        guard let colon = bytes.indices.last(where: { bytes.has(" :", at: $0) }), colon > 0, colon + 2 < bytes.count,
            bytes[(colon + 2)...].allSatisfy({ $0.isWord || $0 == UInt8(ascii: ":") })
        else { return title }
        return String(decoding: bytes[..<colon], as: UTF8.self).trimmingSpaces
    }

    static func wideClose(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count, index - start < 80 {
            if bytes.has("）", at: index) { return index + 3 }
            index += 1
        }
        return nil
    }

    /// The end of a bold title without the "(lines 58-63)" that closes it.
    static func beforePlaces(
        _ text: StyledText, _ start: Int, _ end: Int, _ found: [LineReferenceScanner.Found]
    ) -> Int {
        guard let reference = found.first(where: { $0.place.lowerBound > start + 3 && $0.place.upperBound <= end })
        else { return end }
        guard
            let open = text.bytes[start..<min(reference.place.lowerBound + 1, end)].lastIndex(where: {
                $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[")
            }),
            open > start + 3, reference.place.lowerBound - open < 16
        else { return end }
        return open
    }

    /// The words before the parenthesis say something; "In `test_a` (lines 3-9) the assertion …" needs what follows.
    private static func endsTitle(_ text: StyledText, _ start: Int, _ open: Int, _ sentence: Int) -> Bool {
        // A name in code is one word, however many it is made of.
        let words = (start..<open).filter { !text.styles[$0].contains(.code) }.map { text.bytes[$0] }
        let names = (start..<open).count { index in
            text.styles[index].contains(.code) && (index == start || !text.styles[index - 1].contains(.code))
        }
        if PhraseKey(words[...]).count + names > 3 { return true }
        guard let close = text.bytes[open..<sentence].firstIndex(of: UInt8(ascii: ")")) else { return true }
        var next = close + 1
        while next < sentence, text.bytes[next] == .space { next += 1 }
        return next >= sentence || !text.bytes[next].isLetter && !text.styles[next].contains(.code)
    }

    static func isInParentheses(_ text: StyledText, _ open: Int, _ place: Range<Int>) -> Bool {
        !text.bytes[open..<place.lowerBound].contains(UInt8(ascii: ")"))
    }

    static func firstSentence(of text: StyledText, from start: Int) -> Int {
        let limit = min(text.count, start + 600)
        let head = text.slice(start..<limit)
        guard let first = SentenceSplitter.sentences(of: head).first else { return limit }
        return start + first.upperBound
    }

    /// The end of a shorter clause of a long sentence.
    static func clause(of text: StyledText, _ start: Int, _ end: Int) -> Int {
        var best: Int?
        var lastSpace = start + 1
        var index = start
        while index < min(end, start + maximumTitle) {
            let byte = text.bytes[index]
            if byte == UInt8(ascii: ","), !text.styles[index].contains(.code), index > start + 40 { best = index }
            if byte.isBlank { lastSpace = index }
            index += 1
        }
        if let best { return best }
        if lastSpace > start + 40 { return lastSpace }
        while index > start, index < text.count, text.bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    /// What follows the title: without the places in parentheses and the colon between.
    static func rest(of text: StyledText, from end: Int, found: [LineReferenceScanner.Found]) -> String {
        var index = end
        while index < text.count {
            let byte = text.bytes[index]
            if byte.isBlank || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";")
            {
                index += 1
            } else if byte == UInt8(ascii: "-"), index + 1 < text.count, text.bytes[index + 1] == .space {
                index += 1
            } else if text.bytes.has("–", at: index) || text.bytes.has("—", at: index) || text.bytes.has("：", at: index)
                || text.bytes.has("。", at: index)
            {
                index += 3
            } else if text.bytes.has("（", at: index),
                let reference = found.first(where: { $0.place.lowerBound >= index && $0.place.lowerBound <= index + 8 }
                ),
                let close = Self.wideClose(text.bytes, from: reference.place.upperBound)
            {
                index = close
            } else if byte == UInt8(ascii: "("),
                let reference = found.first(where: { $0.place.lowerBound >= index && $0.place.lowerBound <= index + 8 })
            {
                guard
                    let close = text.bytes[min(reference.place.upperBound, text.count)...].firstIndex(
                        of: UInt8(ascii: ")"))
                else { break }
                index = close + 1
            } else {
                break
            }
        }
        return index < text.count ? text.flat(index..<text.count) : ""
    }

    static func firstClause(_ string: String) -> String {
        let text = StyledText(string)
        return title(of: text, from: 0, found: []).0
    }
}
