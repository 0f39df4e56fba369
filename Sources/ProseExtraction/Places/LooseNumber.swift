import FindingsModel

/// A number in running text whose form does not tell whether it is a line: "the assertion in 77", "285 and 301 sleep".
///
/// The words beside it make it more or less likely (``Clue``), and so does the document: whether its other places are
/// given as bare numbers, and how far the file goes. ``LineConvention`` adds both up.
struct LooseNumber: Sendable {
    /// What stands beside the number, or is told by its value.
    enum Clue: Int, CaseIterable, Sendable {
        // Before it.
        case opensText, afterStop, afterColon, afterComma, inParentheses
        case afterPlacing, afterOf, afterJoining, afterMeasuring, afterWord, afterCode, afterNumber
        // Behind it.
        case beforeStop, beforeColon, beforeComma, beforeParenthesis, beforeEnd
        case beforeClause, beforeDoing, beforeWord, beforeUpper, beforeCode, beforeNumber
        // Its value.
        case isRange, isList, isBelowTen, isBelowTwenty, isRound, isStatus
    }

    var ranges: [LineRange]
    var place: Range<Int>
    var clues: [Clue]
    /// How many of the remark's certain places stand before it.
    var rank = 0
}

extension LineReferenceScanner {
    /// The loose numbers, in their order among the places of a remark.
    ///
    /// - Parameter count: of the places in the remark's text before this one.
    func loose(after count: Int) -> [LooseNumber] {
        loose.map { number in
            var number = number
            number.rank = count + found.count { $0.place.lowerBound < number.place.lowerBound }
            return number
        }
    }

    /// Keeps the number at `start` for the document to decide on, unless it certainly is something else.
    mutating func noteLoose(from start: Int, end: Int) {
        guard loose.count < Self.limit, byte(start).isDigit, !text.styles[start].contains(.code) else { return }
        let before = previousByte(start)
        // "(3) The kettle …" counts the remarks.
        if start == 1, before == UInt8(ascii: "(") || before == UInt8(ascii: "[") { return }
        guard !isWordBefore(start), !(before < 128 && Self.stuckBefore.contains(before)), !isMoney(before: start),
            let numbers = numberList(from: start)
        else { return }
        let next = byte(numbers.end)
        guard !next.isWord || next.isWide, !next.isOne(of: "%/-+*=<>#_"), !bytes.has(" %", at: numbers.end),
            !bytes.has("°", at: numbers.end),
            !(next == UInt8(ascii: ":") && byte(numbers.end + 1).isDigit), !isCounted(after: numbers.end),
            !isUnlike(before: start),
            numbers.isAscending || numbers.ranges.count == 1,
            numbers.ranges.allSatisfy({ $0.range.first <= $0.range.last && $0.range.last < 20_000 && $0.column == nil })
        else { return }
        loose.append(
            LooseNumber(
                ranges: numbers.ranges.map(\.range), place: start..<numbers.end,
                clues: cluesBefore(start) + cluesBehind(numbers.end) + Self.clues(ofValue: numbers)))
    }

    private func cluesBefore(_ start: Int) -> [LooseNumber.Clue] {
        var index = start
        while index > 0, bytes[index - 1].isBlank || bytes[index - 1].isOne(of: "\"*_~") { index -= 1 }
        guard index > 0 else { return [.opensText] }
        if text.styles[index - 1].contains(.code) { return [.afterCode] }
        switch bytes[index - 1] {
        case UInt8(ascii: "("), UInt8(ascii: "["): return [.inParentheses]
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return [.afterStop]
        case UInt8(ascii: ":"): return [.afterColon]
        case UInt8(ascii: ","), UInt8(ascii: ";"): return [.afterComma]
        default: break
        }
        if bytes.has("（", at: index - 3) { return [.inParentheses] }
        if bytes.has("、", at: index - 3) || bytes.has("，", at: index - 3) { return [.afterComma] }
        if bytes[index - 1].isDigit { return [.afterNumber] }
        let word = previousWord(before: start)
        if Self.placing.contains(word) { return [.afterPlacing] }
        if Self.belonging.contains(word) { return [.afterOf] }
        if Self.joints.contains(word) { return [.afterJoining] }
        if Self.numbered.contains(word) || Self.otherNumbers.contains(word) && !Self.loose.contains(word) {
            return [.afterMeasuring]
        }
        return [.afterWord]
    }

    private func cluesBehind(_ end: Int) -> [LooseNumber.Clue] {
        var index = end
        while index < bytes.count, bytes[index].isBlank || bytes[index].isOne(of: "\"*_~") { index += 1 }
        guard index < bytes.count else { return [.beforeEnd] }
        if text.styles[index].contains(.code) { return [.beforeCode] }
        switch bytes[index] {
        case UInt8(ascii: ")"), UInt8(ascii: "]"): return [.beforeParenthesis]
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): return [.beforeStop]
        case UInt8(ascii: ":"): return [.beforeColon]
        case UInt8(ascii: ","): return [.beforeComma]
        default: break
        }
        if bytes.has("）", at: index) { return [.beforeParenthesis] }
        guard bytes[index].isWord else { return [.beforeStop] }
        if bytes[index].isDigit { return [.beforeNumber] }
        let word = wordText(from: index)
        if Self.doing.contains(word) { return [.beforeDoing] }
        if Self.clauseStarts.contains(word) || Self.placing.contains(word) || Self.adding.contains(word) {
            return [.beforeClause]
        }
        return bytes[index].isUpper ? [.beforeUpper] : [.beforeWord]
    }

    private static func clues(ofValue numbers: Numbers) -> [LooseNumber.Clue] {
        let first = numbers.ranges[0].range
        var clues: [LooseNumber.Clue] = []
        if numbers.hasRange { clues.append(.isRange) }
        if numbers.ranges.count > 1 { clues.append(.isList) }
        if first.first < 10 {
            clues.append(.isBelowTen)
        } else if first.first < 20 {
            clues.append(.isBelowTwenty)
        }
        if !numbers.hasRange, numbers.ranges.count == 1 {
            if statuses.contains(first.first) { clues.append(.isStatus) }
            if first.first % 50 == 0 || first.first < 50 && first.first % 10 == 0 { clues.append(.isRound) }
        }
        return clues
    }

    /// Words after which a number says where.
    static let placing: Set<String> = [
        "in", "on", "at", "from", "until", "till", "after", "before", "see", "near", "below", "above", "like",
        "than", "as", "for", "through", "auf", "bei", "ab", "nach", "vor", "siehe", "wie", "en", "dans", "à", "au",
        "voir", "comme", "dès", "sur", "em", "na", "no", "nas", "ver", "como", "desde", "a", "al", "da", "dalla",
        "alla", "su", "vedi", "come", "в", "на", "с", "от", "до", "см", "как", "says",
    ]
    private static let belonging: Set<String> = ["of", "by", "to", "with", "von", "mit", "de", "du", "do", "di", "del"]
    private static let joints: Set<String> = [
        "and", "or", "also", "und", "oder", "auch", "et", "ou", "aussi", "y", "o", "e", "anche", "también", "também",
        "и", "или", "likewise", "again", "that", "if", "because", "while", "whereas",
    ]
    private static let adding: Set<String> = [
        "too", "likewise", "again", "instead", "here", "there", "below", "above", "auch", "aussi", "también", "também",
        "anche", "тоже", "while", "whereas", "until", "when", "if", "won", "wont", "doesn", "doesnt", "isn", "don",
        "aren", "now",
    ]
}
