import FindingsModel

/// Finds the reviewer's own conclusion on the whole: among the paragraphs that are no remarks, and at the review's margins.
struct VerdictReader {
    /// The verdict and what it comes to; `nil` where there hardly is one.
    ///
    /// - Parameters:
    ///   - paragraphs: those that belong to no remark, and the review's margins, in order.
    ///   - document: to find the sentence's bytes in.
    ///   - firstRemark: where the first remark begins.
    ///   - lastRemark: where the last remark ends; `nil` where there is none.
    static func verdict(
        in paragraphs: [Leftover], document: [UInt8], firstRemark: Int?, lastRemark: Int?
    ) -> (verdict: Verdict, outcome: Outcome)? {
        let candidates = ConclusionCandidate.all(in: paragraphs, firstRemark: firstRemark, lastRemark: lastRemark)
        guard let place = ConclusionWeighing.likeliest(among: candidates, in: paragraphs) else {
            guard firstRemark == nil, let clear = clearance(in: paragraphs) else { return nil }
            let paragraph = paragraphs[clear.index]
            let text = paragraph.text.flat(clear.range)
            return (
                Verdict(text: text, span: span(of: text, in: paragraph.span, document) ?? paragraph.span),
                outcome(of: text, concluding: paragraph.text.slice(clear.range))
            )
        }
        let paragraph = paragraphs[candidates[place].order]
        let range = wholeConclusion(paragraph.text, around: candidates[place].range)
        let text = paragraph.text.flat(range).trimmingSpaces
        if text.isEmpty { return nil }
        let verdict = Verdict(text: text, span: span(of: text, in: paragraph.span, document) ?? paragraph.span)
        return (verdict, outcome(of: text, concluding: paragraph.text.slice(candidates[place].range)))
    }

    /// What stands between the bars or dots of a line.
    static func parts(of text: StyledText, _ line: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = line.lowerBound
        for index in line where text.bytes[index] == UInt8(ascii: "|") || text.bytes.has(" · ", at: index) {
            parts.append(start..<index)
            start = index + (text.bytes[index] == UInt8(ascii: "|") ? 1 : 4)
        }
        parts.append(min(start, line.upperBound)..<line.upperBound)
        return parts
    }

    /// The concluding sentence with what its paragraph goes on to say: "Request changes. The two sleeps must go first."
    ///
    /// Up to a sentence that points at lines, for that is a remark, or that offers more help.
    private static func wholeConclusion(_ text: StyledText, around range: Range<Int>) -> Range<Int> {
        func isPart(_ part: StyledText) -> Bool {
            label(of: part) == nil && !part.bytes.contains(UInt8(ascii: "="))
                && !ChatFraming.isFraming(PhraseKey(part.bytes[...]))
                && !LineReferenceScanner(part).found.contains { $0.certainty == .firm }
        }
        let sentences = SentenceSplitter.sentences(of: text)
        var end = range.upperBound
        for sentence in sentences where sentence.lowerBound >= end {
            guard sentence.upperBound - range.lowerBound <= maximumLength, isPart(text.slice(sentence)) else { break }
            end = sentence.upperBound
        }
        // Back to the paragraph's first concluding sentence.
        var start = range.lowerBound
        let first = label(of: text) ?? 0
        for sentence in sentences.reversed() where sentence.upperBound <= start && sentence.lowerBound >= first {
            guard end - sentence.lowerBound <= maximumLength, isPart(text.slice(sentence)) else { break }
            if score(text.flat(sentence), isLast: false) >= 8 { start = sentence.lowerBound }
        }
        return start..<end
    }
    private static let maximumLength = 800

    /// The bytes that spell `words`, whatever markup and line breaks stand between.
    private static func span(of words: String, in span: ByteSpan, _ document: [UInt8]) -> ByteSpan? {
        let wanted = words.utf8.filter { !$0.isBlank && !$0.isOne(of: "*_`\\") }
        guard let first = wanted.first else { return nil }
        var start = span.start
        let limit = min(span.end, document.count)
        var attempts = 0
        while start < limit, attempts < 400 {
            guard document[start] == first else {
                start += 1
                continue
            }
            attempts += 1
            var index = start
            var matched = 0
            while index < limit, matched < wanted.count {
                let byte = document[index]
                if byte == wanted[matched] {
                    matched += 1
                } else if !byte.isBlank, !byte.isOne(of: "*_`\\") {
                    break
                }
                index += 1
            }
            if matched == wanted.count { return ByteSpan(start, index) }
            start += 1
        }
        return nil
    }
}
