/// A place that opens a paragraph or line: `tests/a.py:12-15`, `L42: …`, `120-131`: …, "**a.py** (116-127)".
struct LocationLabel {
    /// Where the label ends, with the colon or dash after it.
    var end: Int
    /// The references of the label.
    var found: [LineReferenceScanner.Found]

    static func isAtStart(of text: StyledText) -> Bool { LocationLabel(text) != nil }

    init?(_ text: StyledText, from start: Int = 0) {
        var index = start
        while index < text.count, text.bytes[index].isBlank { index += 1 }
        index += Self.patchSetLength(in: text.bytes, at: index)
        guard index < text.count else { return nil }
        // Cheap refusals first: most lines open with a plain word.
        let first = text.bytes[index]
        let isCandidate =
            first.isDigit && text.styles[index].contains(.code) || first == UInt8(ascii: "L")
            || first == UInt8(ascii: "#")
            || first == UInt8(ascii: ".") || first == UInt8(ascii: "/") || first == UInt8(ascii: "[")
            || first == UInt8(ascii: "@")
            || LineReferenceScanner.keywordLength(in: text.bytes, at: index) != nil || text.bytes.has("第", at: index)
            || first.isDigit || first == UInt8(ascii: "(") || PathToken.end(in: text.bytes, from: index) != nil
        guard isCandidate else { return nil }
        if first == UInt8(ascii: "["), index + 1 < text.count { index += 1 }
        var limit = index
        while limit < text.count, text.bytes[limit] != .lineFeed, limit - index < 600 { limit += 1 }
        let line = text.slice(index..<limit)
        let scanner = LineReferenceScanner(line)
        guard let head = scanner.found.first, head.certainty == .firm,
            head.place.lowerBound == 0
                || scanner.paths.first.map({
                    $0.place.lowerBound == 0 && head.path == $0.path && head.place.lowerBound - $0.place.upperBound <= 8
                }) == true
        else { return nil }
        var labelEnd = head.place.upperBound
        found = []
        for reference in scanner.found {
            guard reference.certainty == .firm || !found.isEmpty else { break }
            if reference.place.lowerBound > labelEnd {
                let gap = line.bytes[labelEnd..<reference.place.lowerBound]
                guard gap.count <= 6,
                    gap.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") })
                else {
                    break
                }
            }
            found.append(reference)
            labelEnd = max(labelEnd, reference.place.upperBound)
        }
        var after = labelEnd
        var hasMark = after >= line.count
        while after < line.count {
            let byte = line.bytes[after]
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
                || byte == UInt8(ascii: "|")
            {
                hasMark = true
                after += 1
            } else if byte == UInt8(ascii: "-"), after + 1 < line.count, line.bytes[after + 1] == .space {
                hasMark = true
                after += 1
            } else if line.bytes.has("–", at: after) || line.bytes.has("—", at: after) || line.bytes.has("：", at: after)
            {
                hasMark = true
                after += 3
            } else if byte.isBlank {
                after += 1
            } else {
                break
            }
        }
        // A run of its own, a sign or a badge follows.
        if !hasMark, after < line.count {
            let byte = line.bytes[after]
            let value = line.bytes.scalar(at: after).value
            let isSign = byte.isWide && (value < 0xC0 || (0x2000..<0x2E80).contains(value) || value >= 0x1F000)
            hasMark =
                isSign || !byte.isWide && !byte.isWord && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "'")
                || line.styles[after].contains(.image)
                || line.styles[after] != line.styles[max(0, labelEnd - 1)] && !line.styles[after].contains(.code)
                    && line.styles[after] != []
        }
        // "Lines 12-15 repeat the set-up." is a sentence, not a label.
        guard hasMark else { return nil }
        end = index + after
    }

    /// "PS3, " of Gerrit's "PS3, Line 41:"; also "Patch Set 3, " and "File ".
    static func patchSetLength(in bytes: [UInt8], at start: Int) -> Int {
        var index = start
        for word in ["PS", "Patch Set ", "Patchset "] as [StaticString] where bytes.has(word, at: index) {
            index += word.utf8CodeUnitCount
            let digits = index
            while index < bytes.count, bytes[index].isDigit { index += 1 }
            guard index > digits, index + 1 < bytes.count,
                bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ":")
            else { return 0 }
            index += 1
            while index < bytes.count, bytes[index] == .space { index += 1 }
            return index - start
        }
        return 0
    }
}

/// The marker of an item that Markdown does not see as one: `a.`, `(2)`, `iv)`, `①`, `1、`, `•`.
enum ItemMarker {
    /// The length of the marker at `start`, with the blank after it; 0 when there is none.
    static func length(in text: StyledText, at start: Int) -> Int {
        let bytes = text.bytes
        var index = start
        while index < bytes.count, bytes[index] == .space || bytes[index] == 9 { index += 1 }
        let first = index
        guard first < bytes.count, !text.styles[first].contains(.code) else { return 0 }
        let byte = bytes[first]
        if byte.isWide {
            let (scalar, length) = bytes.scalar(at: first)
            switch scalar {
            case 0x2022, 0x25CF, 0x25AA, 0x25E6, 0x30FB, 0x25B6, 0x25BA, 0x2023, 0x25A0, 0x25CB:  // • ● ▪ ◦ ・ ▶ ► ‣ ■ ○
                return first + length - start
            case 0x2460...0x2473, 0x2776...0x277F:  // ① …
                return first + length - start
            case 0x2013, 0x2014:  // – —
                return first + length < bytes.count && bytes[first + length] == .space ? first + length + 1 - start : 0
            case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341:  // 一、 …
                return bytes.has("、", at: first + length) ? first + length + 3 - start : 0
            default: return 0
            }
        }
        let isOpen = byte == UInt8(ascii: "(")
        if isOpen { index += 1 }
        let body = index
        while index < bytes.count, bytes[index].isDigit || bytes[index].isLetter, index - body < 4 { index += 1 }
        guard index > body, index < bytes.count else { return 0 }
        let word = bytes[body..<index]
        // "1.1 …", "2.a) …"
        if word.allSatisfy(\.isDigit), word.count <= 2, bytes[index] == UInt8(ascii: "."), index + 2 < bytes.count,
            bytes[index + 1].isWord
        {
            var end = index + 1
            while end < bytes.count, bytes[end].isDigit, end - index < 3 { end += 1 }
            if end == index + 1, bytes[end].isLower { end += 1 }
            if end > index + 1, end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")") {
                end += 1
            }
            return end > index + 1 && end + 1 < bytes.count && bytes[end] == .space ? end + 1 - start : 0
        }
        let isNumber = word.allSatisfy(\.isDigit) && word.count <= 3
        let isLetter = word.count == 1 && word.allSatisfy(\.isLetter)
        let isRoman = word.allSatisfy { "ivx".utf8.contains($0) } || word.allSatisfy { "IVX".utf8.contains($0) }
        guard isNumber || isLetter || isRoman else { return 0 }
        if bytes.has("、", at: index) || bytes.has("．", at: index) { return isNumber ? index + 3 - start : 0 }
        let closes = bytes[index] == UInt8(ascii: ")") || !isOpen && bytes[index] == UInt8(ascii: ".")
        guard closes, index + 1 < bytes.count, bytes[index + 1] == .space || bytes[index + 1] == 9 else { return 0 }
        return index + 2 - start
    }
}

/// A paragraph whose lines are items of their own.
struct SplitParagraph {
    struct Item {
        var text: StyledText
        /// The numbers of the paragraph's lines that it takes, from 0.
        var lines: Range<Int>
        var hasLocation: Bool
        var isMarked = false
        /// The heading within the paragraph that it stands under: "II. Speed".
        var theme: StyledText?
    }

    /// What stands before the first item.
    var lead: Item?
    var items: [Item] = []

    /// `other` under another lead.
    init(_ other: SplitParagraph, lead: Item?) {
        self.lead = lead
        items = other.items
    }

    init?(_ text: StyledText) {
        let lines = text.lines
        var current: Item?
        var located = 0
        var marked = 0
        var onlyLocations = true
        // The line before is a place and nothing else: what follows is said of it.
        var isAfterPlace = false
        var theme: StyledText?
        for (number, line) in lines.enumerated() {
            let piece = text.slice(line)
            let label = LocationLabel(piece)
            // "II. Robustness" above "a) …" is the items' heading.
            let isTheme =
                number + 1 < lines.count && LabelLine.roman(piece) != nil
                && (number == 0
                    ? LabelLine.roman(text.slice(lines[1])) == nil
                    : marked > 0 && Self.isLettered(text, at: lines[number + 1].lowerBound))
            if isTheme, number > 0 {
                if let current { close(current) }
                current = nil
                theme = piece
                isAfterPlace = false
                continue
            }
            let marker = label == nil && !isTheme ? ItemMarker.length(in: text, at: line.lowerBound) : 0
            let isItem = label != nil || marker > 0 || located > 0 && !isAfterPlace && opensItem(piece)
            if let label {
                located += 1
                if label.end < piece.count { onlyLocations = false }
            } else {
                if marker > 0 { marked += 1 }
                onlyLocations = false
            }
            isAfterPlace = label.map { $0.end >= piece.count } ?? false
            if isItem {
                if let current { close(current) }
                current = Item(
                    text: marker > 0
                        ? text.slice(min(line.lowerBound + marker, line.upperBound)..<line.upperBound) : piece,
                    lines: number..<number + 1, hasLocation: label != nil, isMarked: true, theme: theme)
            } else if current != nil {
                current?.text.append(CollectionOfOne(UInt8.lineFeed), [])
                current?.text.append(piece)
                let firstLine = current?.lines.lowerBound ?? number
                current?.lines = firstLine..<number + 1
            } else {
                current = Item(text: piece, lines: number..<number + 1, hasLocation: false)
            }
        }
        if let current { close(current) }
        // Lines that only name places are one remark's places.
        guard !onlyLocations,
            located >= 2 || marked >= 2 || (marked == 1 && lead != nil) || located == 1 && items.count > 1
        else { return nil }
        if marked > 0, located == 0, marked < 2, items.count < 2, lead == nil { return nil }
    }

    /// "a) …" or "1. …" opens the line: an item of another series than that of the roman numerals.
    private static func isLettered(_ text: StyledText, at start: Int) -> Bool {
        ItemMarker.length(in: text, at: start) > 0 && !"IVX".utf8.contains(text.bytes[start])
    }

    private mutating func close(_ item: Item) {
        if items.isEmpty, lead == nil, !isItemStart(item) { lead = item } else { items.append(item) }
    }

    private func isItemStart(_ item: Item) -> Bool { item.hasLocation || item.isMarked }

    /// "nit: …", "👍 …": an item without a place among items with one.
    private func opensItem(_ line: StyledText) -> Bool {
        guard let first = line.bytes.first else { return false }
        if first.isWide {
            let scalar = line.bytes.scalar(at: 0).value
            return scalar >= 0x2190 && scalar < 0x2E80 || scalar >= 0x1F000
        }
        return RemarkLead.labelLength(in: line, at: 0) != nil
    }
}
