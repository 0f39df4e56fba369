import FindingsModel

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
    /// The last line, where it is no item and judges the whole.
    var tail: Item?
    var items: [Item] = []

    /// `other` under another lead.
    init(_ other: SplitParagraph, lead: Item?) {
        self.lead = lead
        tail = other.tail
        items = other.items
    }

    /// "Good: …", "Bad: …": each line, or each but for those that go on with it, says what sort of remark it is.
    private static func hasKindLines(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard (2...60).contains(lines.count), opensKind(text, lines[0]) else { return false }
        return lines.count { opensKind(text, $0) } * 2 > lines.count
    }

    private static func opensKind(_ text: StyledText, _ line: Range<Int>) -> Bool {
        guard FieldLabel(text, from: line.lowerBound) == nil,
            let length = RemarkLead.labelLength(in: text, at: line.lowerBound)
        else { return false }
        let end = line.lowerBound + length
        return end + 2 < line.upperBound && text.bytes[end].isBlank
            && !RemarkLead.isOfNote(text.flat(line.lowerBound..<end))
    }

    init?(_ text: StyledText) {
        let count = RunningCount(text)
        let lines = count?.pieces ?? Self.pieces(of: text)
        if lines.count > 1, Self.isFieldParagraph(text, lines) || Self.isTitleAndPlace(text, lines) { return nil }
        let hasSigns = Self.hasSignedLines(text, lines)
        let hasPlaces = Self.hasPlacedLines(text, lines)
        let hasRatings = Self.hasRatedLines(text, lines)
        let hasKinds = Self.hasKindLines(text, lines)
        let endPlaced = Self.endsPlaced(text, lines)
        let isListing = Self.isListing(text, lines)
        let isCounted = Self.isCounted(text, lines)
        var current: Item?
        var located = 0
        var marked = 0
        var onlyLocations = true
        // The line before is a place and nothing else: what follows is said of it.
        var isAfterPlace = false
        var theme: StyledText?
        for (number, line) in lines.enumerated() {
            let piece = text.slice(line)
            if number > 0, !items.isEmpty || current?.isMarked == true || current?.hasLocation == true,
                VerdictReader.isStronglyLabelled(piece)
                    || count?.endsInJudgement == true && number == lines.count - 1
            {
                // "Verdict: rework" below the items.
                if let current { close(current) }
                current = nil
                tail = Item(text: piece, lines: number..<number + 1, hasLocation: false)
                continue
            }
            let comma = isCounted ? Self.count(text, line) : nil
            let label =
                comma != nil ? nil : LocationLabel(piece) ?? (hasPlaces ? LocationLabel(piece, isListed: true) : nil)
            // "II. Robustness" above "a) …" is the items' heading.
            let isTheme =
                number + 1 < lines.count && LabelLine.roman(piece) != nil
                && (number == 0
                    ? LabelLine.roman(text.slice(lines[1])) == nil
                    : marked > 0 && Self.isLettered(text, at: lines[number + 1].lowerBound))
            let isChapter = !isTheme && number + 1 < lines.count && Self.isChapter(text, line, above: lines[number + 1])
            if isChapter {
                if let current { close(current) }
                current = nil
                theme = text.slice(line.lowerBound + ItemMarker.length(in: text, at: line.lowerBound)..<line.upperBound)
                isAfterPlace = false
                continue
            }
            if isTheme, number > 0 {
                if let current { close(current) }
                current = nil
                theme = piece
                isAfterPlace = false
                continue
            }
            var marker =
                comma?.length ?? count?.markers[line.lowerBound]
                ?? (label == nil && !isTheme ? ItemMarker.length(in: text, at: line.lowerBound) : 0)
            // "9: …" beside "22-26: …" is a line of the file, not the ninth point.
            let isListed = isListing && Self.numberedWords(text, line, isListed: true) != nil
            if marker > 0, isListed || Self.isBody(text, lines, number) { marker = 0 }
            // "…; points a) and" and on the next line "b) are …": the sentence goes on.
            if marker > 0, marked == 0, number > 0,
                Self.goesOn(text, from: lines[number - 1], to: line, marker: marker)
            {
                marker = 0
            }
            let isSigned =
                label == nil
                && (hasSigns && Self.signLength(text, at: line.lowerBound) > 0
                    || hasRatings && Self.opensRated(text, line) || hasKinds && Self.opensKind(text, line))
            let isItem =
                endPlaced || isListed || label != nil
                || marker > 0
                || isSigned || located > 0 && !isAfterPlace && opensItem(piece)
            if let label {
                located += 1
                if label.end < piece.count { onlyLocations = false }
            } else {
                if marker > 0 || isSigned || endPlaced || isListing { marked += 1 }
                onlyLocations = false
            }
            // Behind Gerrit's "PS1, Line 8:" stands the code of the line.
            isAfterPlace =
                label.map { $0.end >= piece.count || LocationLabel.patchSetLength(in: piece.bytes, at: 0) > 0 } ?? false
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
        takeTail(text, lines, located: located)
        // Lines that only name places are one remark's places.
        guard !onlyLocations,
            located >= 2 || marked >= 2 || (marked == 1 && lead != nil) || located == 1 && items.count > 1
        else { return nil }
        if marked > 0, located == 0, marked < 2, items.count < 2, lead == nil { return nil }
    }

    /// The lines; in a paragraph of one line the sentences, where several open with a place: "Line 8: … Line 61: …".
    private static func pieces(of text: StyledText) -> [Range<Int>] {
        let lines = text.lines
        guard lines.count == 1, text.count <= 2_000 else { return lines }
        let sentences = SentenceSplitter.sentences(of: text)
        guard sentences.count > 1, sentences.count(where: { LocationLabel(text.slice($0)) != nil }) > 1 else {
            return lines
        }
        return sentences
    }

    /// Takes "Nothing here stops the release." off the last of several items, each of one line with a place.
    private mutating func takeTail(_ text: StyledText, _ lines: [Range<Int>], located: Int) {
        guard tail == nil, located > 2, items.count > 2, let last = items.last, last.hasLocation, last.lines.count == 2,
            items.dropLast().allSatisfy({ $0.lines.count == 1 }), let line = lines.last, let end = lines.dropLast().last
        else { return }
        let piece = text.slice(line)
        guard VerdictReader.isVerdict(piece) || VerdictReader.closingScore(piece.flat) >= 8 else { return }
        items[items.count - 1].text = text.slice(end)
        items[items.count - 1].lines = lines.count - 2..<lines.count - 1
        tail = Item(text: piece, lines: lines.count - 1..<lines.count, hasLocation: false)
    }

    /// The marker on `line` counts, is not the first of a series, and the line before it is not at an end.
    private static func goesOn(
        _ text: StyledText, from before: Range<Int>, to line: Range<Int>, marker: Int
    ) -> Bool {
        guard let last = text.bytes[before].last(where: { !$0.isBlank }) else { return false }
        let isEnded = last.isOne(of: ".!?:;)") || last.isWide || isBold(text, before)
        let count = text.bytes[line].prefix(marker).filter { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ".") }
        // A bullet counts nothing, and ends the sentence above it.
        guard let first = count.first, first.isLetter || first.isDigit else { return false }
        let isFirst = first.isOne(of: "aA1iI") || count.count > 2 && count.starts(with: [first, 46, 49])
        return !isEnded && !isFirst
    }

    /// One remark: a line all in bold, below it one of nothing but places or numbers, and what is said of them.
    private static func isTitleAndPlace(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 2, isBold(text, lines[0]), isOnlyPlaces(text, lines[1]) else { return false }
        return !lines.dropFirst(2).prefix(60).contains { isBold(text, $0) || isOnlyPlaces(text, $0) }
    }

    private static func isBold(_ text: StyledText, _ line: Range<Int>) -> Bool {
        line.count > 3
            && line.allSatisfy {
                !text.bytes[$0].isWord || text.styles[$0].contains(.strong) || text.styles[$0].contains(.code)
            }
            && line.contains { text.styles[$0].contains(.strong) }
    }

    /// "*Lines 41-44, 58*", "⤷ 71, also 79": a place or numbers, whatever sign goes before.
    private static func isOnlyPlaces(_ text: StyledText, _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, !text.bytes[start].isLetter, !text.bytes[start].isDigit,
            !text.bytes[start].isOne(of: "#./@[(`")
        {
            start += 1
        }
        let piece = text.slice(start..<line.upperBound).trimmed()
        guard piece.count <= 160, piece.bytes.contains(where: \.isDigit) else { return false }
        if let label = LocationLabel(piece), label.end >= piece.count { return true }
        return PhraseKey(piece.bytes[...]).words.allSatisfy { ["also", "and", "und", "et", "y", "e"].contains($0) }
    }

    /// A dash below a line that counts, and no second one: what is said of the counted line.
    private static func isBody(_ text: StyledText, _ lines: [Range<Int>], _ number: Int) -> Bool {
        guard number > 0, isDash(text, lines[number]) else { return false }
        let above = lines[number - 1]
        let marker = ItemMarker.length(in: text, at: above.lowerBound)
        guard marker > 0, text.bytes[above].prefix(marker).contains(where: { $0.isLetter || $0.isDigit }) else {
            return false
        }
        return number + 1 >= lines.count || !isDash(text, lines[number + 1])
    }

    private static func isDash(_ text: StyledText, _ line: Range<Int>) -> Bool {
        guard let first = line.first(where: { !text.bytes[$0].isBlank }) else { return false }
        return text.bytes.has("– ", at: first) || text.bytes.has("— ", at: first) || text.bytes.has("- ", at: first)
    }

    /// One remark whose lines are its named parts: "Severity: high", "Lines: 14 and 30", "Suggestion: …".
    private static func isFieldParagraph(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        var kinds: Set<FieldLabel.Kind> = []
        for line in lines.prefix(24) {
            guard let field = FieldLabel(text, from: line.lowerBound), field.end <= line.upperBound + 1 else {
                continue
            }
            kinds.insert(field.kind)
        }
        return kinds.count >= 2 && (kinds.contains(.severity) || kinds.contains(.location) || kinds.count >= 3)
    }

    /// "1, …", "2, …", "3, …": three lines at least and half of all, of which each counts on from the one before it.
    private static func isCounted(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 2 else { return false }
        let counts = lines.prefix(200).compactMap { count(text, $0)?.value }
        return counts.count >= 3 && counts.count * 2 >= min(lines.count, 200)
            && isCount(counts)
    }

    /// Each is higher than the one before, mostly by one: a point may have been taken out.
    private static func isCount(_ numbers: [Int]) -> Bool {
        let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
        return steps.allSatisfy { $0 > 0 } && steps.count(where: { $0 == 1 }) * 3 >= steps.count * 2
    }

    /// The number that opens the line before a comma and words, and the length of both with the blanks around them.
    private static func count(_ text: StyledText, _ line: Range<Int>) -> (value: Int, length: Int)? {
        let digits = text.bytes[line].drop(while: \.isBlank).prefix(4).prefix(while: \.isDigit)
        let end = digits.endIndex
        guard (1...3).contains(digits.count), end + 1 < line.upperBound, text.bytes[end] == UInt8(ascii: ","),
            text.bytes[end + 1].isBlank
        else { return nil }
        let words = text.bytes[(end + 1)..<line.upperBound].drop(while: \.isBlank)
        guard let first = words.first, first.isLetter || first.isWide else { return nil }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 48) }, words.startIndex - line.lowerBound)
    }

    /// At least three lines, and half of all, open with a number and a gap, and the numbers are no count: "90    the wheel turns".
    private static func isListing(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 2 else { return false }
        let numbers = lines.prefix(200).compactMap { numberedWords(text, $0) }
        return numbers.count >= 3 && numbers.count * 2 >= min(lines.count, 200) && numbers.contains { $0 > 20 }
            && zip(numbers, numbers.dropFirst()).contains { $1 != $0 + 1 }
    }

    /// The first of the numbers that open the line before a gap of two blanks or a colon: "90    …", "26 / 54  …", "161-164, 177  …",
    /// "22-26: …".
    ///
    /// - Parameter isListed: other lines do, so that one blank is enough, and blanks may stand between the numbers.
    private static func numberedWords(_ text: StyledText, _ line: Range<Int>, isListed: Bool = false) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, text.bytes[index].isBlank { index += 1 }
        var first: Int?
        while true {
            let digits = text.bytes[index..<line.upperBound].prefix(6).prefix(while: \.isDigit)
            guard !digits.isEmpty, digits.count < 6 else { return nil }
            first = first ?? digits.reduce(0) { $0 * 10 + Int($1 - 48) }
            index = digits.endIndex
            var next = index
            if next < line.upperBound, text.bytes[next] == .space { next += 1 }
            guard next < line.upperBound else { break }
            if text.bytes[next].isOne(of: "-,/&") {
                next += 1
                if next < line.upperBound, text.bytes[next] == .space { next += 1 }
            } else if !isListed || next == index {
                break
            }
            guard next < line.upperBound, text.bytes[next].isDigit else { break }
            index = next
        }
        // "17: force unwrap of the address", and no time of day.
        if index + 2 < line.upperBound, text.bytes[index] == UInt8(ascii: ":"), text.bytes[index + 1] == .space {
            return first
        }
        if isListed, index + 2 < line.upperBound, text.bytes[index].isBlank, text.bytes[index + 1].isLetter {
            return first
        }
        guard index + 2 < line.upperBound, text.bytes[index].isBlank, text.bytes[index + 1].isBlank else { return nil }
        return first
    }

    /// At least four lines, and half of all, end with places in parentheses: a remark a line, with its place behind it.
    private static func endsPlaced(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 4 else { return false }
        let placed = lines.prefix(200).count { line in
            guard let last = text.bytes[line].last(where: { !$0.isBlank && $0 != UInt8(ascii: ".") }),
                last == UInt8(ascii: ")"), let open = text.bytes[line].lastIndex(of: UInt8(ascii: "("))
            else { return false }
            return text.bytes[open..<line.upperBound].contains(where: \.isDigit)
                && text.bytes[open..<line.upperBound].allSatisfy {
                    $0.isDigit || $0.isBlank || $0.isOne(of: "(),.-–lL") || $0 == 0xE2 || $0 == 0x80 || $0 == 0x93
                }
        }
        return placed >= 4 && placed * 2 >= min(lines.count, 200)
    }

    /// At least two lines, and half of them, open with a place: "L12 typo", "L30 swapped arguments".
    private static func hasPlacedLines(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 1 else { return false }
        let count = lines.prefix(200).lazy.filter { LocationLabel(text.slice($0), isListed: true) != nil }.count
        return count >= 2 && count * 2 >= min(lines.count, 200)
    }

    /// "A. Assertions" above "a. …", "2) Set-up" above "a) …": few words that head what follows.
    private static func isChapter(_ text: StyledText, _ line: Range<Int>, above next: Range<Int>) -> Bool {
        let marker = ItemMarker.length(in: text, at: line.lowerBound)
        guard marker > 0, marker < line.count, ItemMarker.length(in: text, at: next.lowerBound) > 0 else {
            return false
        }
        let own = text.bytes[line.lowerBound]
        let other = text.bytes[next.lowerBound]
        let isOtherBullet =
            own.isWide && text.bytes.scalar(at: line.lowerBound) != text.bytes.scalar(at: next.lowerBound)
        guard (own.isUpper || own.isDigit) && other.isLower || isOtherBullet else { return false }
        let words = text.slice(line.lowerBound + marker..<line.upperBound)
        return PhraseKey(words.bytes[...]).count <= 5 && LineReferenceScanner(words).found.isEmpty
    }

    /// At least two lines, and half of them, open with a rating or a tag: "P1: …", "HIGH a.scala:18 …", "【建议】…", "#2 …".
    private static func hasRatedLines(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 1 else { return false }
        let rated = lines.prefix(200).filter { opensRated(text, $0) }
        guard rated.count >= 2, rated.count * 2 >= min(lines.count, 200) else { return false }
        // The same tag before each line is the tool's name, not a sort of remark.
        let first = text.bytes[rated[0]].prefix(8)
        return !text.bytes[rated[0].lowerBound].isTagOpening
            || rated.contains { !text.bytes[$0].prefix(8).elementsEqual(first) }
            || RemarkLead(text.slice(rated[0]), scale: SeverityVocabulary.SignScale([])).severity != nil
    }

    private static func opensRated(_ text: StyledText, _ line: Range<Int>) -> Bool {
        if opensTagged(text, line) { return true }
        let lead = RemarkLead(text.slice(line), scale: SeverityVocabulary.SignScale([]))
        return lead.severity != nil && lead.start < line.count && FieldLabel(text, from: line.lowerBound) == nil
    }

    /// "[style] …", "【表扬】…", "#3 …", "K-2 …": a word in brackets, or the remark's number.
    private static func opensTagged(_ text: StyledText, _ line: Range<Int>) -> Bool {
        if OrdinalCode.length(in: text, at: line.lowerBound) > 0, !text.bytes[line.lowerBound].isDigit { return true }
        for (open, close) in [("[", "] "), ("【", "】")] as [(StaticString, StaticString)]
        where text.bytes.has(open, at: line.lowerBound) {
            let start = line.lowerBound + open.utf8CodeUnitCount
            guard let end = (start..<min(start + 40, line.upperBound)).first(where: { text.bytes.has(close, at: $0) })
            else { return false }
            let tag = text.slice(start..<end)
            return (1...3).contains(PhraseKey(tag.bytes[...]).count) && end + close.utf8CodeUnitCount < line.upperBound
                && tag.links.isEmpty && LineReferenceScanner(tag).paths.isEmpty
        }
        return false
    }

    /// At least two lines, and half of them, open with an emoji or with a sign as "(+)".
    static func hasSignedLines(_ text: StyledText, _ lines: [Range<Int>]) -> Bool {
        let count = lines.lazy.filter { signLength(text, at: $0.lowerBound) > 0 }.count
        return count >= 2 && count * 2 >= lines.count
    }

    /// The length of an emoji, or of its name between colons (":red_circle:"), and the blank after it.
    private static func signLength(_ text: StyledText, at start: Int) -> Int {
        if let sign = RemarkLead.bracketedSign(in: text, at: start) { return sign.length }
        var index = start
        if start < text.count, text.bytes[start] == UInt8(ascii: ":") {
            let name = text.bytes[(start + 1)...].prefix(32).prefix {
                $0.isLower || $0.isDigit || $0.isOne(of: "_+-")
            }
            let end = name.endIndex
            // ":priority: high" is a field of reStructuredText.
            guard end + 1 < text.count, text.bytes[end] == text.bytes[start], text.bytes[end + 1] == .space,
                name.contains(UInt8(ascii: "_")) || emojiNames.contains(String(decoding: name, as: UTF8.self))
            else { return 0 }
            return end + 2 - start
        }
        while index < text.count, text.bytes[index].isWide, index - start < 16 {
            let (scalar, length) = text.bytes.scalar(at: index)
            guard (0x2300..<0x2C00).contains(scalar) || scalar >= 0x1F000 || scalar == 0x200D || scalar == 0x203C else {
                return 0
            }
            index += length
        }
        return index > start && index < text.count && text.bytes[index] == .space ? index - start + 1 : 0
    }

    /// Those of one word that stand before remarks.
    private static let emojiNames: Set<String> = [
        "+1", "-1", "art", "bangbang", "bomb", "boom", "bug", "bulb", "clap", "construction", "exclamation",
        "eyes",
        "fire", "hammer", "heart", "interrobang", "lipstick", "lock", "memo", "muscle", "pencil", "pencil2", "pushpin",
        "question", "recycle", "rocket", "skull", "snail", "sparkles", "star", "star2", "tada", "thinking",
        "thumbsdown", "thumbsup", "turtle", "wastebasket", "warning", "wrench", "x", "zap", "zzz",
    ]

    /// "a) …" or "1. …" opens the line: an item of another series than that of the roman numerals.
    private static func isLettered(_ text: StyledText, at start: Int) -> Bool {
        ItemMarker.length(in: text, at: start) > 0 && !text.bytes[start].isOne(of: "IVX")
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
        // "note: …" below a tool's message goes with it.
        for part in ["note:", "help:", "hint:", "suggestion:", "fix:"] as [StaticString]
        where line.bytes.has(part, at: 0) { return false }
        return RemarkLead.labelLength(in: line, at: 0) != nil
    }
}

extension UInt8 {
    /// "[", or the first byte of "【".
    fileprivate var isTagOpening: Bool { self == UInt8(ascii: "[") || self == 0xE3 }
}
