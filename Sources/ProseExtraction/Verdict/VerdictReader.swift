import FindingsModel

/// Finds the reviewer's own conclusion among the paragraphs that are no remarks.
struct VerdictReader {
    private struct Candidate {
        /// The concluding sentence in its paragraph's text.
        var range: Range<Int>
        var score: Int
        /// The paragraph's place among the leftovers.
        var order: Int
    }

    /// - Parameters:
    ///   - leftovers: the paragraphs, in order.
    ///   - document: to find the sentence's bytes in.
    ///   - firstRemark: where the first remark begins.
    ///   - lastRemark: where the last remark ends; `nil` where there is none.
    static func verdict(in leftovers: [Leftover], document: [UInt8], firstRemark: Int?, lastRemark: Int?) -> Verdict? {
        let hasRemarks = lastRemark != nil
        var best: Candidate?
        // The first paragraphs after the remarks conclude; what follows them is a footer.
        let after = leftovers.indices.filter { leftovers[$0].span.start >= lastRemark ?? .max }
        let closing = Set(after.prefix(3) + after.suffix(2))
        func isClosing(_ order: Int) -> Bool { closing.contains(order) }
        let before = leftovers.indices.filter { leftovers[$0].span.end <= firstRemark ?? .max }
        let opening = before.prefix(3)
        func isOpening(_ order: Int) -> Bool { opening.contains(order) }
        func offer(_ candidate: Candidate) {
            // Of equals the later one: a review concludes at its end.
            if best.map({ candidate.score > $0.score || candidate.score == $0.score && candidate.order > $0.order })
                ?? true
            {
                best = candidate
            }
        }
        for (order, leftover) in leftovers.enumerated() {
            let text = leftover.text
            if trailer(text) != nil {
                offer(Candidate(range: 0..<text.count, score: 30, order: order))
                continue
            }
            if leftover.context.role == .verdict || label(of: text) != nil {
                if let value = label(of: text), value < text.count, PhraseKey(text.bytes[0..<value]).count <= 4 {
                    let rest = text.slice(value..<text.count)
                    let sentences = SentenceSplitter.sentences(of: rest)
                    let strong = Self.isStrongLabel(text.flat(0..<value))
                    for (index, sentence) in sentences.enumerated() {
                        let words = rest.flat(sentence)
                        if RemarkLead.ratedPart(of: words) != nil { continue }
                        let base = score(words, isLast: false)
                        let bonus = index == 0 ? (strong ? 80 : 25) : 6
                        let range = value + sentence.lowerBound..<value + sentence.upperBound
                        offer(Candidate(range: range, score: base + bonus, order: order))
                    }
                    continue
                }
            }
            offerLines(of: text, order: order, &best)
            let sentences = SentenceSplitter.sentences(of: text)
            let isUnderVerdict =
                leftover.context.role == .verdict && leftover.context.headings.last.map(isStrongLabel) == true
            for (number, sentence) in sentences.prefix(30).enumerated() {
                // "… in the interpreter. **Verdict: approve with changes.**"
                let part = text.slice(sentence)
                if let value = label(of: part), value < part.count, isStrongLabel(part.flat(0..<value)) {
                    let range = sentence.lowerBound + value..<sentence.upperBound
                    offer(Candidate(range: range, score: 80, order: order))
                    continue
                }
                let words = text.flat(sentence)
                var score = score(words, isLast: order == leftovers.count - 1)
                if leftover.context.role == .verdict { score += 6 }
                // What decides says more than what only judges.
                if score > 0, Self.outcome(ofSentence: words) != .commented { score += 8 }
                // Under "Verdict" the first sentence is one, whatever its words.
                if isUnderVerdict, number == 0 { score += 8 }
                if !hasRemarks, score > 0 { score += 2 }
                if isClosing(order), sentences.count <= 4 { score += closingScore(words) }
                if isClosing(order) || isOpening(order) || leftover.context.role == .verdict, isGrade(words) {
                    score = max(score, 9)
                }
                // "Elsewhere: the harbour in lib/mooring.rb needs …" is of one place, not of the whole.
                if isClosing(order), outcome(ofSentence: words) == .commented, !LineReferenceScanner(part).paths.isEmpty
                {
                    score -= 6
                }
                // The reviewer's first words: what is good and what is not.
                if isOpening(order), score < 8, sentences.count <= 5, judgesWhole(words) { score = 8 }
                if score >= 8 { offer(Candidate(range: sentence, score: score, order: order)) }
            }
        }
        if best.map({ $0.score < 8 }) ?? true,
            let likeliest = ConclusionWeighing(leftovers, before: before, after: after).likeliest
        {
            best = Candidate(range: likeliest.range, score: 8, order: likeliest.order)
        }
        guard let best, best.score >= 8 else { return nil }
        let leftover = leftovers[best.order]
        let text = leftover.text.flat(wholeConclusion(leftover.text, around: best.range)).trimmingSpaces
        if text.isEmpty { return nil }
        return Verdict(text: text, span: span(of: text, in: leftover.span, document) ?? leftover.span)
    }

    /// What stands between the bars or dots of a line.
    private static func parts(of text: StyledText, _ line: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = line.lowerBound
        for index in line where text.bytes[index] == UInt8(ascii: "|") || text.bytes.has(" · ", at: index) {
            parts.append(start..<index)
            start = index + (text.bytes[index] == UInt8(ascii: "|") ? 1 : 4)
        }
        parts.append(min(start, line.upperBound)..<line.upperBound)
        return parts
    }

    /// The labelled lines of a paragraph: "1 error, 9 warnings" and below it "result: FAILED".
    private static func offerLines(of text: StyledText, order: Int, _ best: inout Candidate?) {
        // "File: a.cc | Remarks: 11 | Verdict: …" as well.
        let lines = text.lines.flatMap { line in
            parts(of: text, line).map { part in
                let start = text.bytes[part].firstIndex { !$0.isBlank } ?? part.lowerBound
                return start..<part.upperBound
            }
        }
        guard lines.count > 1, lines.count <= 40 else { return }
        for line in lines {
            let piece = text.slice(line)
            guard let value = label(of: piece), value < piece.count else { continue }
            let name = piece.flat(0..<value)
            let decided = outcome(of: piece.flat(value..<piece.count)) != .commented
            guard isStrongLabel(name) || decided else { continue }
            let score = isStrongLabel(name) ? 80 : 30
            if best.map({ score >= $0.score }) ?? true {
                best = Candidate(
                    range: line.lowerBound + value..<line.upperBound, score: score, order: order)
            }
        }
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
        let wanted = words.utf8.filter { !$0.isBlank && !"*_`\\".utf8.contains($0) }
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
                } else if !byte.isBlank, !"*_`\\".utf8.contains(byte) {
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
