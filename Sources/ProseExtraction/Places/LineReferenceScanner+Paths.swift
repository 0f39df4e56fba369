import FindingsModel

/// Paths and the lines after them, links to lines, and the path that a reference without one belongs to.
extension LineReferenceScanner {
    /// "4/10", "3/5", "80/100": so many points of all that there are.
    private func isScore(at start: Int) -> Bool {
        guard let points = integer(from: start), byte(points.end) == UInt8(ascii: "/"),
            let all = integer(from: points.end + 1), !byte(all.end).isWord, byte(all.end) != UInt8(ascii: "/")
        else { return false }
        return [5, 10, 100].contains(all.value) && points.value <= all.value
    }

    /// A path and the lines after it; remembers the path either way.
    mutating func pathToken(from start: Int) -> Int? {
        guard !isWordBefore(start),
            let end = PathToken.end(in: bytes, from: start)
        else { return nil }
        // A URL: only its anchor can point at lines.
        if bytes.has("http", at: start), bytes.has("://", at: start + (bytes.has("https", at: start) ? 5 : 4)) {
            var stop = start
            while stop < bytes.count, !bytes[stop].isBlank, bytes[stop] != UInt8(ascii: ")"),
                bytes[stop] != UInt8(ascii: ">")
            {
                stop += 1
            }
            let url = Array(bytes[start..<stop])
            if let anchor = BlobAnchor(url) ?? BlobAnchor(query: url) {
                add(anchor.range, path: anchor.path, certainty: .firm, place: start..<stop)
            }
            return stop
        }
        // "In `@a.ts` around lines 4-9": the sign calls the file to an agent's mind.
        let isCalled = bytes[start] == UInt8(ascii: "@") && bytes.has("in ", at: start - 3)
        // Windows' separators are those of its paths alone.
        let isOfWindows = !bytes[start..<end].contains(UInt8(ascii: "/"))
        let spelled = bytes[(isCalled ? start + 1 : start)..<end].map {
            isOfWindows && $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0
        }
        let path = String(decoding: spelled, as: UTF8.self)
        paths.append(Named(path: path, place: start..<end))
        var index = end
        // "test_a.py::test_name": the test that pytest names.
        if bytes.has("::", at: index), byte(index + 2).isWord {
            var name = index
            while byte(name).isWord || bytes.has("::", at: name) { name += byte(name).isWord ? 1 : 2 }
            if byte(name) == UInt8(ascii: ":"), byte(name + 1).isDigit { index = name }
        }
        // path:12-14, path:12,20, path#L12, path(12,5), path†L12
        // "path:R12" is a line of the right side of a diff.
        let isMarked =
            byte(index + 1) == UInt8(ascii: "L") || byte(index + 1) == UInt8(ascii: "R") && byte(index + 2).isDigit
        if byte(index) == UInt8(ascii: ":"), byte(index + 1).isDigit || isMarked {
            index += isMarked ? 2 : 1
            if let numbers = numberList(from: index, limit: lineEnd(from: index)) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if byte(index) == UInt8(ascii: "#"),
            byte(index + 1).isDigit || byte(index + 1) == UInt8(ascii: "L") && byte(index + 2).isDigit
        {
            if let numbers = numberList(from: byte(index + 1).isDigit ? index + 1 : index + 2) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if bytes.has("†", at: index) {
            index += 3
            if byte(index) == UInt8(ascii: "L") { index += 1 }
            if byte(index).isDigit, let numbers = numberList(from: index) {
                record(numbers, path: path, certainty: .firm, from: start)
                return numbers.end
            }
        } else if byte(index) == UInt8(ascii: "("), let first = integer(from: index + 1),
            byte(first.end) == UInt8(ascii: ","), let column = integer(from: first.end + 1),
            byte(column.end) == UInt8(ascii: ")")
        {
            add(
                LineRange(first.value), path: path, column: column.value, certainty: .firm,
                place: start..<column.end + 1)
            return column.end + 1
        } else if byte(index) == UInt8(ascii: "("), byte(index + 1).isDigit, let numbers = numberList(from: index + 1),
            byte(numbers.end) == UInt8(ascii: ")")
        {
            // "winch.cs(41)", and "winch.php[41-50]" below
            record(numbers, path: path, certainty: .firm, from: start, to: numbers.end + 1)
            return numbers.end + 1
        } else if byte(index) == UInt8(ascii: "["), byte(index + 1).isDigit, let numbers = numberList(from: index + 1),
            byte(numbers.end) == UInt8(ascii: "]"), bytes[index..<numbers.end].contains(UInt8(ascii: "-"))
        {
            record(numbers, path: path, certainty: .firm, from: start, to: numbers.end + 1)
            return numbers.end + 1
        } else if let numbers = placed(after: end) {
            record(numbers, path: path, certainty: .firm, from: start)
            return numbers.end
        }
        // "**path** (116-127)": the numbers in parentheses are its lines.
        var open = end
        while byte(open) == .space { open += 1 }
        let isHead = start == 0 || bytes[..<start].allSatisfy { !$0.isWord }
        if isHead {
            // "**path** · 45-50", "path @ 45", "path [45-50]"
            var mark = open
            while mark < bytes.count, mark - open < 6 {
                if byte(mark) == .space || byte(mark) == UInt8(ascii: "|") || byte(mark) == UInt8(ascii: "@")
                    || byte(mark) == UInt8(ascii: ",")
                    || byte(mark) == UInt8(ascii: "[") || byte(mark) == UInt8(ascii: "+")
                    || byte(mark) == UInt8(ascii: "R")
                    || byte(mark) == UInt8(ascii: "-") || byte(mark) == UInt8(ascii: ":")
                {
                    mark += 1
                } else if bytes.has("·", at: mark) {
                    mark += 2
                } else if bytes.has("•", at: mark) || bytes.has("–", at: mark) || bytes.has("—", at: mark) {
                    mark += 3
                } else {
                    break
                }
            }
            if mark > end, byte(mark).isDigit, !isScore(at: mark), let numbers = numberList(from: mark),
                !byte(numbers.end).isWord,
                !(byte(numbers.end) == .space && byte(numbers.end + 1).isLetter && !numbers.hasRange)
            {
                let first = found.count
                record(numbers, path: path, certainty: .firm, from: start)
                if bytes[open..<mark].contains(UInt8(ascii: "R")) {
                    for place in first..<max(first, found.count) { found[place].isSided = true }
                }
                return numbers.end
            }
        }
        if byte(open) == UInt8(ascii: "("), byte(open + 1).isDigit, !isScore(at: open + 1),
            let numbers = numberList(from: open + 1),
            byte(numbers.end) == UInt8(ascii: ")")
        {
            let isFirst = start == 0 || bytes[..<start].allSatisfy(\.isBlank)
            let isCount = !isFirst && !numbers.hasRange && numbers.ranges.allSatisfy { $0.range.first < 10 }
            if !isCount {
                record(numbers, path: path, certainty: isFirst ? .firm : .parenthesised, from: start)
                return numbers.end
            }
        }
        return end
    }

    /// The lines of "path @ 41", "path+41", "path at 41-50".
    private func placed(after end: Int) -> Numbers? {
        var index = end
        while byte(index) == .space || byte(index) == UInt8(ascii: "`"), index - end < 3 { index += 1 }
        if byte(index) == UInt8(ascii: "@") || byte(index) == UInt8(ascii: "+") {
            index += 1
        } else if index > end, isWord("at", at: index) || isWord("on", at: index) {
            index += 2
        } else {
            return nil
        }
        while byte(index) == .space { index += 1 }
        guard byte(index).isDigit, let numbers = numberList(from: index) else { return nil }
        let next = byte(numbers.end)
        if next == UInt8(ascii: "%") || next == UInt8(ascii: ":") || next == UInt8(ascii: "/") { return nil }
        if next == .space, Self.units.contains(wordText(from: numbers.end + 1)) { return nil }
        return numbers
    }

    func lineEnd(from index: Int) -> Int {
        var end = index
        while end < bytes.count, bytes[end] != 10, end - index < 4_000 { end += 1 }
        return end
    }

    /// The path that a reference belongs to, if the words say so: "path, lines 3-4", "line 5 of path", "path L12".
    func pathNear(start: Int, end: Int) -> String? {
        if let name = lastPathName(before: start) { return name }
        var index = end
        while byte(index) == .space || byte(index) == 10 { index += 1 }
        for word in ["of", "in", "von", "de", "di", "du", "в"] as [StaticString] where isWord(word, at: index) {
            index += word.utf8CodeUnitCount
            while byte(index) == .space || byte(index) == 10 { index += 1 }
            if let stop = PathToken.end(in: bytes, from: index) {
                return String(decoding: bytes[index..<stop], as: UTF8.self)
            }
        }
        return nil
    }

    /// The last path, when only punctuation or "at", "on" stands between it and `start`, or a reference of the same list.
    func lastPathName(before start: Int) -> String? {
        if lastEnd >= 0, isListGap(lastEnd, start), let lastPath { return lastPath }
        guard let last = paths.last, last.place.upperBound <= start, start - last.place.upperBound <= 20 else {
            return nil
        }
        var index = last.place.upperBound
        while index < start {
            let at = byte(index)
            if at == .space || at == 10 || at == UInt8(ascii: ",") || at == UInt8(ascii: ":") || at == UInt8(ascii: "(")
                || at == UInt8(ascii: "#") || at == UInt8(ascii: "-") || at == UInt8(ascii: "[")
            {
                index += 1
            } else if isWord("at", at: index) || isWord("on", at: index) || isWord("in", at: index)
                || bytes.has("·", at: index)
            {
                index += 2
            } else if isWord("around", at: index) {
                index += 6
            } else if isWord("comment", at: index) {
                // "a.cpp, comment on line 4"
                index += 7
            } else if bytes.has("•", at: index) || bytes.has("的", at: index) || bytes.has("の", at: index)
                || bytes.has("，", at: index)
                || bytes.has("（", at: index) || bytes.has("–", at: index) || bytes.has("—", at: index)
            {
                index += 3
            } else {
                return nil
            }
        }
        return last.path
    }

    /// "@@ 31-39 @@": lines between the marks of a diff, without the signs and counts that a diff's own header has.
    mutating func markedHunk(from start: Int, limit: Int) -> Int? {
        guard bytes.has("@@", at: start) else { return nil }
        var index = start + 2
        while byte(index) == .space { index += 1 }
        guard byte(index).isDigit, let numbers = numberList(from: index, limit: limit) else { return nil }
        var end = numbers.end
        while byte(end) == .space { end += 1 }
        guard bytes.has("@@", at: end), end + 2 <= limit else { return nil }
        record(numbers, path: nil, certainty: .firm, from: start, to: end + 2)
        return end + 2
    }

    /// A diff's hunk header is no reference.
    func hunk(from start: Int) -> Int {
        var index = start + 2
        while index < bytes.count, bytes[index] != 10 {
            if bytes.has("@@", at: index) { return index + 2 }
            index += 1
        }
        return index
    }

    /// Anchors of links that the visible text does not repeat: `[here](…/blob/main/a.py#L10-L20)`.
    mutating func anchors() {
        for link in text.links {
            guard let anchor = BlobAnchor(link.destination) ?? BlobAnchor(path: link.destination) else { continue }
            if found.contains(where: { $0.place.overlaps(link.range) || $0.range == anchor.range }) { continue }
            add(anchor.range, path: anchor.path, certainty: .firm, place: link.range)
            found[found.count - 1].isAnchor = true
        }
        if !text.links.isEmpty { found.sort { $0.place.lowerBound < $1.place.lowerBound } }
    }
}
