import FindingsModel

/// Numbers that nothing announces: in parentheses, in lists, after words that point.
extension LineReferenceScanner {
    /// Parentheses that hold nothing but numbers, commas and connectives.
    mutating func parenthesised(from start: Int) -> Int? {
        var index = start + 1
        while byte(index) == .space { index += 1 }
        var isAnchored = false
        for word in [
            "see also", "see", "cf.", "same for", "same on", "same at", "also", "likewise", "again on", "again at",
            "and",
        ]
            as [StaticString]
        where bytes.has(word, at: index) {
            index += word.utf8CodeUnitCount
            isAnchored = true
            break
        }
        while byte(index) == .space { index += 1 }
        // "**Test in a callback** (#31)": behind a title the sign marks a line, elsewhere an issue.
        if byte(index) == UInt8(ascii: "#"), start > 1,
            text.styles[start - 1].contains(.strong) || text.styles[start - 2].contains(.strong)
        {
            index += 1
        }
        guard byte(index).isDigit, let numbers = numberList(from: index) else { return nil }
        let isInCode = text.styles[index].contains(.code)
        var end = numbers.end
        while byte(end) == .space || byte(end) == UInt8(ascii: ",") || byte(end) == UInt8(ascii: ".") { end += 1 }
        if bytes.has("…", at: end) { end += 3 }
        for word in [
            "too", "as well", "also", "auch", "aussi", "también", "também", "anche", "etc.", "etc", "and so on",
            "and others", "and more", "usw.", "ff.",
        ] as [StaticString]
        where bytes.has(word, at: end) {
            end += word.utf8CodeUnitCount
            break
        }
        let isSquare = byte(start) == UInt8(ascii: "[")
        // "check(90, 99)" is a call.
        if !isSquare, previousByte(start).isLetter || previousByte(start) == 95 { return nil }
        let isClosed = byte(end) == UInt8(ascii: isSquare ? "]" : ")")
        // "[3]" is an index or a note.
        if isSquare, !isClosed || !numbers.hasRange || previousByte(start).isWord { return nil }
        guard
            isClosed || isAnchored || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ",")
                || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ";")
        else { return nil }
        let before = previousWord(before: start)
        // "the legacy tests (85-153)" says where they are; "ports (8080-8090)" which.
        let isAlone = !numbers.hasRange && numbers.ranges.count == 1
        // A name in code before it names what stands there.
        let isCode = isCodeBefore(start)
        if !isCode,
            isAlone
                ? Self.otherNumbers.contains(before) && !Self.loose.contains(before) : Self.numbered.contains(before)
        {
            return end
        }
        if isUnlike(before: start) { return end }
        // "(4/5)" is a score.
        if bytes[index..<numbers.end].contains(UInt8(ascii: "/")) { return end }
        if numbers.ranges.contains(where: { Self.years.contains($0.range.first) && Self.years.contains($0.range.last) })
        {
            return end
        }
        if numbers.ranges.contains(where: { $0.range.first == 0 }) { return end }
        // "status_code in (200, 403)"
        if !isAnchored, !numbers.hasRange, numbers.ranges.count > 1,
            numbers.ranges.allSatisfy({ Self.statuses.contains($0.range.first) })
        {
            return end
        }
        let isSingle = !numbers.hasRange && numbers.ranges.count == 1
        // "(10) Dead weight": it counts the remarks.
        if isSingle, start == 0, !isAnchored { return end }
        if isSingle, numbers.ranges[0].range.first < 10 { return end }
        if numbers.ranges.count == 1, numbers.hasRange, numbers.ranges[0].range.last < 10 { return end }
        let first = found.count
        record(
            numbers, path: lastPathName(before: start),
            certainty: isInCode ? .bare : isSingle && !isAnchored ? .parenthesisedNumber : .parenthesised,
            from: start)
        if isInCode { for place in first..<max(first, found.count) { found[place].isCode = true } }
        return end
    }

    /// "[HIGH]   350:29   Remove …", "12:5  error  …": a tool's columns, the place between two gaps.
    private func isColumn(_ numbers: Numbers, from start: Int, isStart: Bool) -> Bool {
        guard numbers.ranges.count == 1, numbers.hasRange || numbers.ranges[0].column != nil,
            byte(numbers.end) == .space, byte(numbers.end + 1) == .space
        else { return false }
        var before = start - 1
        while before >= 0, bytes[before] == .space { before -= 1 }
        return before < 0 || bytes[before] == UInt8(ascii: "]") && start - before > 1 || isStart
    }

    /// What stands right before `start`, but for a blank, is code.
    private func isCodeBefore(_ start: Int) -> Bool {
        var index = start - 1
        while index >= 0, bytes[index] == .space { index -= 1 }
        return index >= 0 && text.styles[index].contains(.code)
    }

    /// A number in running text; a reference only in the company of others or after a word that points.
    mutating func number(from start: Int, isStart: Bool) -> Int {
        let skip = numberEnd(from: start)
        let before = previousByte(start)
        guard !isWordBefore(start), !(before < 128 && Self.stuckBefore.contains(before)) || before == UInt8(ascii: "("),
            !isMoney(before: start)
        else { return skip }
        // "23:59:59"
        if let minute = RemarkLead.clockEnd(in: bytes, at: start), byte(minute) == UInt8(ascii: ":"),
            byte(minute + 1).isDigit, byte(minute + 2).isDigit, !byte(minute + 3).isWord
        {
            return minute + 3
        }
        let word = previousWord(before: start)
        let isBetween = Self.betweenWords.contains(word)
        guard let numbers = numberList(from: start, isBetween: isBetween) else { return skip }
        let end = max(skip, numbers.end)
        if isColumn(numbers, from: start, isStart: isStart) {
            record(numbers, path: nil, certainty: .firm, from: start)
            return numbers.end
        }
        let next = byte(numbers.end)
        if next == UInt8(ascii: "%") || bytes.has(" %", at: numbers.end) || bytes.has("°", at: numbers.end)
            || next == UInt8(ascii: "/") || isUnlike(before: start) || isCounted(after: numbers.end)
        {
            return end
        }
        guard
            numbers.ranges.allSatisfy({
                $0.range.first >= 10 && !Self.years.contains($0.range.first) && $0.range.last < 200_000
            }),
            numbers.isAscending
        else {
            // A long list is refused as one: reading it again from each of its numbers takes its length squared.
            return numbers.ranges.count > 3 && !numbers.isAscending || numbers.ranges.count > 24 ? end : skip
        }
        // "12, 30 and 77 (lines 4-9)": what stands at the lines, not the lines.
        if bytes.has(" (line", at: numbers.end) || bytes.has(" (L", at: numbers.end) { return end }
        let isRange =
            numbers.ranges.count == 1 && numbers.hasRange
            && numbers.ranges[0].range.first < numbers.ranges[0].range.last
        // "line 20 to 31, then from 44 to 50": the text spoke of lines before.
        let goesOn = found.contains { $0.certainty == .firm } && isClauseEnd(numbers.end)
        if isRange, goesOn, isBetween || word == "from" || word == "von" || word == "de" || word == "da" {
            record(numbers, path: nil, certainty: .bare, from: start)
            return numbers.end
        }
        // "100 → 150" changes; it is no place.
        if bytes[start..<numbers.end].contains(0xE2), (start..<numbers.end).contains(where: { bytes.has("→", at: $0) })
        {
            return end
        }
        // "the tests from 142 on"
        if word == "from" || word == "ab", numbers.ranges.count == 1, !numbers.hasRange, isOnwards(numbers.end) {
            record(numbers, path: nil, certainty: .bare, from: start)
            return end
        }
        // "316 nit: …", "nit 14: …"
        if numbers.ranges.count == 1, isKindBeside(start, numbers.end, isStart: isStart) {
            record(numbers, path: nil, certainty: .bare, from: start)
            return numbers.end
        }
        // "see 410", "compare 152 with 284", "e.g. 207"
        if isSought(word, before: start), isClauseEnd(numbers.end) || isSubject(numbers.end),
            !Self.statuses.contains(numbers.ranges[0].range.first) || numbers.ranges.count > 1
        {
            record(
                numbers, path: nil, certainty: numbers.ranges.count > 1 ? .bare : .parenthesisedNumber, from: start)
            return numbers.end
        }
        let isLongList = numbers.ranges.count >= 3
        let isPointed =
            Self.pointing.contains(word)
            || Self.pointingPhrases.contains(previousWord(before: wordStart(before: start)) + " " + word)
        if Self.otherNumbers.contains(word), !isPointed, !(isLongList && Self.joining.contains(word)) { return end }
        // The lower end of "from 5000 to 9999" after a word for what is measured.
        if numbers.hasRange,
            Self.numbered.contains(previousWord(before: wordStart(before: start)))
                || Self.spans.contains(previousWord(before: wordStart(before: start)))
        {
            return end
        }
        // "Twice, 68 and 73.", "RunFd(0) is stdin. 308. On …", "…, 59, so": nothing but the number between two signs.
        // A time of day is none: "…, 10:45, …".
        if isApart(start, numbers.end), !isStart, RemarkLead.clockEnd(in: bytes, at: start) == nil {
            let isStatus = numbers.ranges.allSatisfy { Self.statuses.contains($0.range.first) }
            if !isStatus || numbers.ranges.count > 1 {
                record(
                    numbers, path: nil,
                    certainty: numbers.hasRange || numbers.ranges.count > 1 ? .bare : .parenthesisedNumber, from: start)
            }
            return end
        }
        // "29 fails when …", ": 314 compares deeply": the line is what the sentence is about.
        if !numbers.hasRange, opensClause(start), isSubject(numbers.end),
            !numbers.ranges.allSatisfy({ Self.statuses.contains($0.range.first) })
        {
            record(numbers, path: nil, certainty: .parenthesisedNumber, from: start)
            return numbers.end
        }
        let isList = numbers.ranges.count >= 3 && !numbers.hasRange || numbers.ranges.count >= 2 && numbers.hasRange
        let isListed = numbers.ranges.count == 2 && Self.places.contains(word)
        // "**10. Title**" counts the remarks.
        let counts =
            !numbers.hasRange && numbers.ranges.count == 1 && (next == UInt8(ascii: ".") || next == UInt8(ascii: ")"))
            && byte(numbers.end + 1).isBlank
        let isLabel =
            isStart && !counts
            && (next == UInt8(ascii: ":") || next == UInt8(ascii: ",")
                || text.styles[start].contains(.strong)
                    && (next == 0 || !byte(numbers.end + 1).isLetter || numbers.hasRange))
        // "The same goes for the call on 263."
        let isPort = numbers.ranges.count == 1 && Self.ports.contains(numbers.ranges[0].range.first)
        let isPlaced =
            goesOn && !isPort
            && (Self.prepositions.contains(word)
                || word == "in" && (!byte(numbers.end).isBlank || isClauseEnd(numbers.end)))
        // "the variable set at 207 is …", "70 and 92 open the gate …": lines in a document that speaks of them.
        let isAt =
            word == "at" && !isPort && numbers.ranges.count == 1 && numbers.ranges[0].column == nil
            && (next != UInt8(ascii: ":") || byte(numbers.end + 1).isBlank && isCodeBefore(start - 3))
            && isClauseEnd(numbers.end)
        let opens = isStart && numbers.ranges.count >= 2 && byte(numbers.end) == .space && byte(numbers.end + 1).isLower
        guard isList || isRange || isPointed || isListed || isLabel || isPlaced || isAt || opens else { return end }
        let codes = numbers.ranges.filter {
            Self.statuses.contains($0.range.first) && $0.range.first == $0.range.last
        }
        if codes.count == numbers.ranges.count, !isPointed, !isLabel { return end }
        // "45-50: …" at the very start, or "**45-50**" alone, is a label.
        let isFirm =
            isStart && isLabel && (numbers.hasRange || numbers.ranges.count > 1 && next == UInt8(ascii: ":"))
            || isStart && !counts && text.styles[start].contains(.strong)
                && text.runEnd(from: start, .strong) <= numbers.end + 1
        record(numbers, path: nil, certainty: isFirm ? .firm : .bare, from: start)
        return end
    }

    /// Words that send the reader to a place: "see", "compare", "e.g.".
    private func isSought(_ word: String, before start: Int) -> Bool {
        if Self.seeking.contains(word) { return true }
        // "the same test as 241"
        if word == "as", bytes.has("same ", within: start - 32..<start) { return true }
        for words in ["e.g. ", "z.B. ", "z. B. ", "p. ex. ", "p.ej. ", "cf. ", "vgl. ", "см. "] as [StaticString]
        where bytes.has(words, at: start - words.utf8CodeUnitCount) {
            return true
        }
        return false
    }
    static let seeking: Set<String> = [
        "see", "compare", "cf", "vgl", "siehe", "vergleiche", "voir", "comparer", "ver", "véase", "comparar", "veja",
        "vedi", "confronta", "см", "сравните",
    ]

    /// The kind of the remark stands before or behind the number that opens it, and a colon behind both.
    private func isKindBeside(_ start: Int, _ end: Int, isStart: Bool) -> Bool {
        if isStart, byte(end) == .space {
            let word = wordText(from: end + 1)
            return Self.kinds.contains(word) && byte(end + 1 + word.utf8.count) == UInt8(ascii: ":")
        }
        return byte(end) == UInt8(ascii: ":") && wordStart(before: start) == 0
            && Self.kinds.contains(previousWord(before: start))
    }
    static let kinds: Set<String> = ["nit", "nitpick", "typo", "minor", "major", "question", "style", "bug"]

    /// Between two signs that end a clause there is nothing but the numbers.
    private func isApart(_ start: Int, _ end: Int) -> Bool {
        guard start > 1, bytes[start - 1].isBlank else { return false }
        let before = bytes[start - 2]
        // After a comma only a list, or one more clause: "is empty, 59, so …".
        let isAfterStop = before == UInt8(ascii: ".") || before == UInt8(ascii: "?") || before == UInt8(ascii: "!")
        guard isAfterStop || before == UInt8(ascii: ",") || before == UInt8(ascii: ";") else { return false }
        if before == UInt8(ascii: "."), start > 3, !bytes[start - 3].isWord && bytes[start - 3] != UInt8(ascii: ")") {
            return false
        }
        let next = byte(end)
        if end >= bytes.count || next == UInt8(ascii: ".") && !byte(end + 1).isDigit || next == UInt8(ascii: ";") {
            return true
        }
        // "…, 28 / 33: the words"
        if next == UInt8(ascii: ":"), byte(end + 1).isBlank, bytes[start..<end].contains(.space) { return true }
        return next == UInt8(ascii: ",") && byte(end + 1).isBlank && !byte(end + 2).isDigit
            && before != UInt8(ascii: ".")
    }

    /// A sentence or clause begins at `start`.
    private func opensClause(_ start: Int) -> Bool {
        guard start > 0 else { return true }
        guard start > 1, bytes[start - 1].isBlank else { return false }
        if bytes[start - 2].isOne(of: ".?!:;") { return true }
        // The last of "34, 39 and 35" is one of the list.
        return start > 5 && bytes.has("and ", at: start - 4) && !bytes[start - 6].isDigit
    }

    /// What follows says what the line does: "314 compares …", "78 has it".
    private func isSubject(_ end: Int) -> Bool {
        guard byte(end) == .space else { return false }
        let word = wordText(from: end + 1)
        return Self.doing.contains(word)
    }
    static let doing: Set<String> = [
        "has", "have", "does", "do", "fails", "fail", "compares", "compare", "checks", "check", "asserts", "assert",
        "calls", "call", "uses", "use", "reads", "writes", "opens", "closes", "creates", "sets", "sleeps", "ignores",
        "swallows", "repeats", "repeat", "duplicates", "copies", "speaks", "says", "claims", "looks", "look", "relies",
        "rely", "depends", "assumes", "catches", "catch", "throws", "leaks", "leaves", "expects", "verifies", "never",
        "only", "still", "should", "could", "can", "must", "needs", "need", "passes", "contains", "starts", "stops",
        "prints", "logs", "mocks", "stubs", "patches", "deletes", "removes",
    ]
    /// Words that measure a span of their own: "an interval from 5000 to 9999".
    static let spans: Set<String> = [
        "interval", "intervall", "intervalle", "intervalo", "intervallo", "интервал", "диапазон", "range", "spanne",
        "bereich", "plage", "rango", "faixa", "band", "window", "amounts", "numbers", "values",
    ]
    /// Words of `otherNumbers` that stand before a number in parentheses, or before a list, just as well.
    static let loose: Set<String> = [
        "only", "test", "tests", "case", "cases", "with", "from", "is", "was", "are", "a", "an", "the", "over", "under",
        "of", "by", "each", "every", "first", "last", "answer", "answers", "returns", "return", "expects", "expect",
        "takes", "waits", "wait", "sleeps", "sleep", "code", "value", "values", "run", "creates", "inserts",
    ]

    /// Of those the ones that stand before a list of lines: "starting with 45, 53 and 69".
    static let joining: Set<String> = ["with", "from", "only", "by", "over"]

    /// What follows says what is counted or measured: "10-15 seconds", "442, 466 requests", "8080 and 8081 as ports".
    func isCounted(after end: Int) -> Bool {
        guard byte(end) == .space || byte(end) == UInt8(ascii: "-"), byte(end + 1).isLetter else { return false }
        let word = wordText(from: end + 1)
        if Self.units.contains(word) { return true }
        if word == "as" {
            let noun = wordText(from: end + 4)
            return Self.units.contains(noun) || Self.otherNumbers.contains(noun)
        }
        return false
    }

    /// Nothing of the same phrase follows: a sign, the end, or a word that opens another clause.
    private func isClauseEnd(_ end: Int) -> Bool {
        guard byte(end) == .space || byte(end) == 10, byte(end + 1).isWord else {
            return byte(end) != UInt8(ascii: "-")
        }
        return Self.clauseStarts.contains(wordText(from: end + 1))
    }

    /// "on", "onwards", "down" and the end of the phrase.
    private func isOnwards(_ end: Int) -> Bool {
        guard byte(end) == .space || byte(end) == 10 else { return false }
        return ["on", "onward", "onwards", "down", "downwards"].contains(wordText(from: end + 1))
    }

    /// A currency's sign stands before: "€41-50".
    func isMoney(before start: Int) -> Bool {
        ["€", "£", "¥", "₽", "₩", "₹"].contains { (sign: StaticString) in
            bytes.has(sign, at: start - sign.utf8CodeUnitCount)
        }
    }

    func numberEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count,
            bytes[end].isDigit || bytes[end].isLetter || bytes[end] == 95
                || bytes[end] == UInt8(ascii: ".") && byte(end + 1).isDigit
        { end += 1 }
        return max(end, start + 1)
    }
}
