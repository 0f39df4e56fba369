import FindingsModel

/// What is to be said of a text that was read as prose and may be something else: one in which nothing was found, one whose
/// lines begin with places that no remark took.
enum ProseDoubts {
    /// A text of this many bytes says something.
    private static let size = 600

    /// The review with what is doubtful about it.
    ///
    /// - Parameter text: the text that the review's spans count in.
    static func told(of document: SourceDocument, text: [UInt8], _ review: Review) -> Review {
        var review = review
        guard case .text = document.shape, !document.isXML else { return review }
        let lost = lostLines(in: text, review)
        for line in lost {
            review.unparsed.append(
                UnparsedSpan(
                    span: ByteSpan(line.lowerBound, line.upperBound), why: "a line with a place that no remark took"))
        }
        if !lost.isEmpty {
            review.flags.append(
                lost.count == 1
                    ? "a line that begins with a place was not understood"
                    : "\(lost.count) lines that begin with a place were not understood")
        }
        if review.findings.isEmpty, review.verdict == nil, review.outcome == nil, lost.isEmpty,
            text.count(where: { !SourceDocument.isSpace($0) }) >= size
        {
            review.flags.append("neither a remark nor a verdict was found")
        }
        return review
    }

    /// Lines like `src/mast.py:12: words` whose line is in no finding, in a text most of whose lines are such.
    private static func lostLines(in text: [UInt8], _ review: Review) -> [Range<Int>] {
        var placed: [(line: Range<Int>, number: Int)] = []
        var others = 0
        for line in RefrainLinesFormat.lines(text, limit: 20_000) {
            if let number = place(text[line]) {
                placed.append((line, number))
            } else if text[line.lowerBound] != 0x20, text[line.lowerBound] != 0x09 {
                others += 1
            }
        }
        guard placed.count > others, !placed.isEmpty else { return [] }
        var told: Set<Int> = []
        for finding in review.findings {
            for reference in finding.references {
                let (first, last) = (reference.range.first, reference.range.last)
                guard first <= last, first.isCountable else { continue }
                told.formUnion(first...min(last, first + 500))
            }
        }
        return placed.filter { !told.contains($0.number) }.prefix(500).map(\.line)
    }

    /// The line number of `path:12:`, `path:12:5:` and `path(12,5)`; `nil` for other lines.
    private static func place(_ line: ArraySlice<UInt8>) -> Int? {
        let path = line.prefix(400).prefix {
            $0 > 0x20 && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "`")
        }
        guard path.count > 2, path.contains(UInt8(ascii: ".")), path.endIndex < line.endIndex,
            path.first != UInt8(ascii: "-"), path.first != UInt8(ascii: "*"), path.first != UInt8(ascii: "|")
        else { return nil }
        let digits = line[(path.endIndex + 1)...].prefix(9).prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty, digits.endIndex < line.endIndex, line[digits.endIndex].isOne(of: ":,) ") else {
            return nil
        }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
