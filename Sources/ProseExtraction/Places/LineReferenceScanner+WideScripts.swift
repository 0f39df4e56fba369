import FindingsModel

/// References whose word follows the numbers: `83行目`, `83번째 줄`, `83-й строке`.
extension LineReferenceScanner {
    /// `第83行`, `83行目`, `83-90행`, `83번째 줄`, 【path†L29-L34】.
    mutating func wideMark(from start: Int) -> Int? {
        // A letter opens none.
        guard bytes[start].isDigit || bytes[start].isWide else { return nil }
        if bytes.has("【", at: start) { return nil }
        let isOrdinal = bytes.has("第", at: start)
        var index = start
        if isOrdinal {
            index += 3
            while byte(index) == .space { index += 1 }
        }
        guard byte(index).isDigit || byte(index) == 0xEF && wideInteger(from: index) != nil,
            isOrdinal || !isWordBefore(index)
        else { return nil }
        guard let numbers = numberList(from: index) else { return isOrdinal ? nil : writtenOrdinal(from: index) }
        var end = numbers.end
        while byte(end) == .space { end += 1 }
        let suffixes: [StaticString] = [
            "行目", "行", "번째 줄", "번 줄", "번째줄", "줄", "번째 행", "번 행", "행", "번째 라인", "번 라인", "라인",
        ]
        guard let suffix = suffixes.first(where: { bytes.has($0, at: end) }) else {
            guard let stop = ordinalLine(from: numbers.end) else { return nil }
            record(numbers, path: lastPathName(before: start), certainty: .firm, from: start, to: stop)
            return stop
        }
        end += suffix.utf8CodeUnitCount
        let isMark = isOrdinal || suffix.utf8CodeUnitCount > 3 || numbers.hasRange || numbers.ranges.count > 1
        if !isMark {
            // "83行" alone counts lines unless it stands where a place stands.
            let before = start > 0 ? bytes.scalarStart(before: start) : 0
            // Japanese counts lines with 行 alone ("415行") and numbers them with 行目.
            if suffix.utf8CodeUnitCount == 3, bytes.has("行", at: numbers.end), hasKana, !followsPath(start, until: end)
            {
                return end
            }
            let stands =
                start == 0 || lastEnd >= 0 && isListGap(lastEnd, start) || isListed(after: end)
                || byte(end) == UInt8(ascii: ":") || bytes.has("：", at: end)
                || byte(start - 1) == UInt8(ascii: "(") || byte(start - 1) == UInt8(ascii: ",")
                || ["（", "、", "在", "于", "は", "に", "で"].contains { (mark: StaticString) in bytes.has(mark, at: before) }
                || text.lines.contains { $0.lowerBound == start } || followsPath(start, until: end)
            let next: [StaticString] = ["以上", "以内", "程度", "代码", "的函数", "超", "を超え", "が", "이상", "정도"]
            if next.contains(where: { bytes.has($0, at: end) }) { return end }
            if !stands, !isKoreanPlace(suffix, end) { return end }
        }
        record(numbers, path: lastPathName(before: start), certainty: .firm, from: start, to: end)
        return end
    }

    /// "kiln.py 83行 — …", "kiln.py 83行前後": right behind a path, and before what is said of it or a word for "about there".
    private func followsPath(_ start: Int, until end: Int) -> Bool {
        guard let path = paths.last, path.place.upperBound < start,
            bytes[path.place.upperBound..<start].allSatisfy({ $0 == .space || $0 == UInt8(ascii: "`") })
        else { return false }
        if ["前後", "付近", "あたり", "周辺", "左右", "附近"].contains(where: { (word: StaticString) in bytes.has(word, at: end) }) {
            return true
        }
        var next = end
        while byte(next) == .space { next += 1 }
        return next >= bytes.count
            || ["—", "–", "- ", ":", "："].contains { (sign: StaticString) in bytes.has(sign, at: next) }
    }

    /// Another number of lines follows in the same list: "41행과 50행".
    func isListed(after end: Int) -> Bool {
        guard var next = separator(from: end) else { return false }
        guard byte(next).isDigit else { return false }
        while byte(next).isDigit { next += 1 }
        return bytes.has("행", at: next) || bytes.has("줄", at: next) || bytes.has("行", at: next)
    }

    /// Korean tells a line from a number of lines by the particle after it: "41줄에서", but "41줄을"; "41행" alone is one.
    private func isKoreanPlace(_ suffix: StaticString, _ end: Int) -> Bool {
        if ["에서", "에는", "에 ", "부터", "까지"].contains(where: { (word: StaticString) in bytes.has(word, at: end) }) {
            return true
        }
        guard !bytes.has("줄", at: end - 3), !bytes.has("行", at: end - 3) else { return false }
        return !["을", "를", "이 ", "가 ", "만 ", "이나", "씩", "짜리"].contains { (word: StaticString) in
            bytes.has(word, at: end)
        }
    }

    /// The end of "st line", "e ligne", ". Zeile", "-й строке" after a number, or of " строке" alone.
    func ordinalLine(from start: Int) -> Int? {
        var index = start
        let isRussian = index > 0 && bytes[index - 1].isWide
        for suffix in ["st", "nd", "rd", "th", "ème", "eme", "e", "ère", "ª", "º", "°", "a", "."] as [StaticString]
        where isWord(suffix, at: index, after: true) || suffix.utf8CodeUnitCount == 1 && bytes.has(".", at: index) {
            index += suffix.utf8CodeUnitCount
            break
        }
        let hasSuffix = index > start || isRussian
        let isStopped = index > start && bytes[index - 1] == UInt8(ascii: ".")
        guard byte(index) == .space || byte(index) == 10 else { return nil }
        index += 1
        // Only the case that says where: "в 41 строке", but "41 строка".
        if !hasSuffix { return isWord("строке", at: index) ? index + 12 : nil }
        guard let length = Self.keywordLength(in: bytes, at: index), length > 2,
            // "… takes 30. Line 41 …" is two sentences.
            !isStopped || bytes.has("zeile", at: index),
            !(byte(index + length) == .space && byte(index + length + 1).isDigit)
        else { return nil }
        return index + length
    }

    /// "41st line", "41e ligne": the letters stick to the number.
    private mutating func writtenOrdinal(from start: Int) -> Int? {
        var end = start
        var value = 0
        while byte(end).isDigit, end - start < 6 {
            value = value * 10 + Int(bytes[end] - 48)
            end += 1
        }
        guard value > 0, byte(end).isLetter || byte(end).isWide, let stop = ordinalLine(from: end),
            !Self.repeating.contains(previousWord(before: start))
        else { return nil }
        record(
            Numbers(ranges: [(LineRange(value), nil)], end: end), path: lastPathName(before: start), certainty: .firm,
            from: start, to: stop)
        return stop
    }
    private static let repeating: Set<String> = ["every", "each", "chaque", "cada", "ogni", "jede", "jeder"]
}
