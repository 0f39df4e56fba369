import FindingsModel

/// References whose word follows the numbers: `83行目`, `83번째 줄`, `83-й строке`.
extension LineReferenceScanner {
    /// `第83行`, `83行目`, `83-90행`, `83번째 줄`, 【path†L29-L34】.
    mutating func wideMark(from start: Int) -> Int? {
        if bytes.has("【", at: start) { return nil }
        let isOrdinal = bytes.has("第", at: start)
        var index = start
        if isOrdinal {
            index += 3
            while byte(index) == .space { index += 1 }
        }
        guard byte(index).isDigit, isOrdinal || !isWordBefore(index),
            let numbers = numberListCJK(from: index)
        else { return nil }
        var end = numbers.end
        while byte(end) == .space { end += 1 }
        let suffixes: [StaticString] = ["行目", "行", "번째 줄", "번 줄", "번째줄", "줄", "행", "번째 라인", "번 라인", "라인"]
        guard let suffix = suffixes.first(where: { bytes.has($0, at: end) }) else {
            // "83-й строке"
            if bytes.has("-й стр", at: end) || bytes.has("-я стр", at: end) || bytes.has("-ю стр", at: end) {
                record(numbers, path: lastPathName(before: start), certainty: .firm, from: start)
                return end
            }
            return nil
        }
        end += suffix.utf8CodeUnitCount
        let isMark = isOrdinal || suffix.utf8CodeUnitCount > 3 || numbers.hasRange || numbers.ranges.count > 1
        if !isMark {
            // "83行" alone counts lines unless it stands where a place stands.
            let before = start > 0 ? bytes.scalarStart(before: start) : 0
            // Japanese counts lines with 行 alone ("415行") and numbers them with 行目.
            if suffix.utf8CodeUnitCount == 3, bytes.has("行", at: numbers.end), hasKana { return end }
            let stands =
                start == 0 || lastEnd >= 0 && isListGap(lastEnd, start) || isListed(after: end)
                || byte(end) == UInt8(ascii: ":") || bytes.has("：", at: end)
                || byte(start - 1) == UInt8(ascii: "(") || byte(start - 1) == UInt8(ascii: ",")
                || ["（", "、", "在", "于", "は", "に", "で"].contains { (mark: StaticString) in bytes.has(mark, at: before) }
                || text.lines.contains { $0.lowerBound == start }
            let next: [StaticString] = ["以上", "以内", "程度", "代码", "的函数", "超", "を超え", "が", "이상", "정도"]
            if !stands || next.contains(where: { bytes.has($0, at: end) }) { return end }
        }
        record(numbers, path: lastPathName(before: start), certainty: .firm, from: start, to: end)
        return end
    }

    /// Another number of lines follows in the same list: "41행과 50행".
    func isListed(after end: Int) -> Bool {
        guard var next = separator(from: end) else { return false }
        guard byte(next).isDigit else { return false }
        while byte(next).isDigit { next += 1 }
        return bytes.has("행", at: next) || bytes.has("줄", at: next) || bytes.has("行", at: next)
    }

    /// As `numberList`, with 第 or 行 between the numbers: 第83行和第100行 is found twice, 83、100行 once.
    func numberListCJK(from start: Int) -> Numbers? {
        numberList(from: start)
    }
}
