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
        guard byte(index).isDigit, !text.styles[index].contains(.code), let numbers = numberList(from: index) else {
            return nil
        }
        var end = numbers.end
        while byte(end) == .space || byte(end) == UInt8(ascii: ",") || byte(end) == UInt8(ascii: ".") { end += 1 }
        if bytes.has("…", at: end) { end += 3 }
        for word in ["etc.", "etc", "and so on", "and others", "and more", "usw.", "ff."] as [StaticString]
        where bytes.has(word, at: end) {
            end += word.utf8CodeUnitCount
            break
        }
        let isSquare = byte(start) == UInt8(ascii: "[")
        let isClosed = byte(end) == UInt8(ascii: isSquare ? "]" : ")")
        // "[3]" is an index or a note.
        if isSquare, !isClosed || !numbers.hasRange || previousByte(start).isWord { return nil }
        guard
            isClosed || isAnchored || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ",")
                || numbers.hasRange && byte(numbers.end) == UInt8(ascii: ";")
        else { return nil }
        let before = previousWord(before: start)
        if Self.otherNumbers.contains(before) || isUnlike(before: start) { return end }
        if numbers.ranges.contains(where: { Self.years.contains($0.range.first) && Self.years.contains($0.range.last) })
        {
            return end
        }
        if numbers.ranges.contains(where: { $0.range.first == 0 }) { return end }
        let isSingle = !numbers.hasRange && numbers.ranges.count == 1
        if isSingle, numbers.ranges[0].range.first < 10 { return end }
        if numbers.ranges.count == 1, numbers.hasRange, numbers.ranges[0].range.last < 10 { return end }
        record(
            numbers, path: lastPathName(before: start),
            certainty: isSingle && !isAnchored ? .parenthesisedNumber : .parenthesised,
            from: start)
        return end
    }

    /// A number in running text; a reference only in the company of others or after a word that points.
    mutating func number(from start: Int, isStart: Bool) -> Int {
        let skip = numberEnd(from: start)
        let before = previousByte(start)
        guard !isWordBefore(start), !(before < 128 && Self.stuckBefore.contains(before)) || before == UInt8(ascii: "(")
        else { return skip }
        guard let numbers = numberList(from: start) else { return skip }
        let next = byte(numbers.end)
        if next == UInt8(ascii: "%") || bytes.has("°", at: numbers.end) || next == UInt8(ascii: "/") {
            return max(skip, numbers.end)
        }
        let word = previousWord(before: start)
        if Self.otherNumbers.contains(word) || isUnlike(before: start) { return max(skip, numbers.end) }
        // A unit after it: "10-15 seconds", "442, 466 requests".
        if next == .space || next == UInt8(ascii: "-"), byte(numbers.end + 1).isLetter {
            let unit = wordText(from: numbers.end + 1)
            if Self.units.contains(unit) { return max(skip, numbers.end) }
        }
        guard
            numbers.ranges.allSatisfy({
                $0.range.first >= 10 && !Self.years.contains($0.range.first) && $0.range.last < 200_000
            }),
            numbers.isAscending
        else { return max(skip, numbers.end) }
        let isList = numbers.ranges.count >= 3 && !numbers.hasRange || numbers.ranges.count >= 2 && numbers.hasRange
        let isRange =
            numbers.ranges.count == 1 && numbers.hasRange
            && numbers.ranges[0].range.first < numbers.ranges[0].range.last
        let isPointed = Self.pointing.contains(word)
        let isListed = numbers.ranges.count == 2 && Self.places.contains(word)
        let isLabel =
            isStart
            && (next == UInt8(ascii: ":") || next == UInt8(ascii: ",")
                || text.styles[start].contains(.strong)
                    && (next == 0 || !byte(numbers.end + 1).isLetter || numbers.hasRange))
        if isList || isRange || isPointed || isListed || isLabel {
            let codes = numbers.ranges.filter {
                Self.statuses.contains($0.range.first) && $0.range.first == $0.range.last
            }
            if !isRange, codes.count == numbers.ranges.count, !isPointed, !isLabel {
                return max(skip, numbers.end)
            }
            // "45-50: …" at the very start, or "**45-50**" alone, is a label.
            let isFirm =
                isStart && isLabel && numbers.hasRange
                || isStart && text.styles[start].contains(.strong)
                    && text.runEnd(from: start, .strong) <= numbers.end + 1
            record(numbers, path: nil, certainty: isFirm ? .firm : .bare, from: start)
        }
        return max(skip, numbers.end)
    }

    func numberEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count,
            bytes[end].isDigit || bytes[end].isLetter || bytes[end] == 95
                || bytes[end] == UInt8(ascii: ".") && byte(end + 1).isDigit
        { end += 1 }
        return max(end, start + 1)
    }

    /// What makes the number after it a part of something else: `#123`, `$5`, `v1`, `a-1`, `x=5`, `1.5`, `:80`.
    static let stuckBefore: Set<UInt8> = Set("#$=.:-+*/\\<>@&'\"~^".utf8)
    static let statuses: Set<Int> = [
        200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412,
        413, 415,
        418, 422, 423, 425, 429, 500, 501, 502, 503, 504,
    ]
    static let pointing: Set<String> = ["again", "also", "likewise", "ditto", "ebenso", "idem", "including"]
    static let places: Set<String> = ["in", "at", "on", "for", "see", "to", "blocks"]
    static let otherNumbers: Set<String> = [
        "rfc", "http", "https", "status", "statuses", "port", "ports", "bug", "bugs", "issue", "issues", "pr",
        "version", "versions",
        "python", "java", "node", "step", "steps", "point", "points", "item", "items", "page", "pages", "section",
        "sections",
        "chapter", "table", "rule", "rules", "value", "values", "code", "codes", "error", "errors", "about",
        "approximately",
        "roughly", "around", "nearly", "range", "between", "first", "last", "iso", "utf", "sha", "aes", "cve", "cwe",
        "tls", "answer",
        "answers", "returns", "return", "expects", "expect", "takes", "than", "over", "under", "least", "most", "up",
        "of", "by",
        "every", "each", "only", "case", "cases", "test", "tests", "id", "ids", "number", "numbers", "size", "count",
        "level",
        "ticket", "commit", "build", "run", "exit", "timeout", "years", "year", "finding", "findings", "remark",
        "remarks", "comment",
        "comments", "nr", "no", "#", "punkt", "punkte", "schritt", "points", "fehler", "étape", "paso", "grew",
        "equals", "is",
        "was", "are", "with", "from", "against", "response", "responses", "a", "an", "the",
    ]
    static let units: Set<String> = [
        "s", "ms", "sec", "secs", "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day",
        "days", "week",
        "weeks", "month", "months", "year", "years", "lines", "line", "loc", "tests", "test", "times", "cases", "items",
        "bytes",
        "byte", "kb", "mb", "gb", "kib", "mib", "characters", "chars", "users", "requests", "retries", "iterations",
        "files",
        "methods", "functions", "rows", "columns", "entries", "elements", "records", "messages", "percent", "points",
        "words", "bit",
        "bits", "px", "threads", "workers", "assertions", "mocks", "findings", "issues", "comments", "or", "different",
        "more",
        "zeilen", "sekunden", "minuten", "lignes", "secondes",
    ]
}
