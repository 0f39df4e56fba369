import FindingsModel

/// A sentence, line or labelled value around the remarks that may be the reviewer's conclusion, and where it stands.
struct ConclusionCandidate: Sendable {
    /// Where in the document a sentence stands, seen from the remarks.
    enum Side: String, Sendable { case before, between, after, margin }

    /// In its paragraph's text.
    var range: Range<Int>
    /// The paragraph's place among the leftovers.
    var order: Int
    var place: Place

    /// What is known of a sentence besides its words; a sentence out of any document has none.
    struct Place: Sendable {
        var side = Side.between
        /// How many paragraphs of this side stand between this one and the side's end that lies next to the remarks.
        var toRemarks = 0
        /// How many stand between this one and the document's beginning or end.
        var toEnd = 0
        /// The sentence's number in its paragraph, from 0, and how many there are.
        var number = 0
        var sentences = 1
        var role = SectionRole.neutral
        var heading: String?
        /// It is one of several lines of its paragraph, not a sentence.
        var isLine = false
        var hasRemarks = true
        /// The label that opens it, or that opened its paragraph.
        var label: String?
        /// The label stands before an earlier sentence of the paragraph.
        var isAfterLabelled = false
    }
}

extension ConclusionCandidate {
    /// The paragraphs and sentences that are looked at: what a review can need, whatever the document's size.
    private static let maximumParagraphs = 400
    private static let maximumSentences = 30
    /// Longer sentences are none: runs of data, tables without rows.
    private static let maximumBytes = 1_200

    /// Every candidate among the paragraphs that belong to no remark, in their order.
    static func all(in leftovers: [Leftover], firstRemark: Int?, lastRemark: Int?) -> [ConclusionCandidate] {
        var candidates: [ConclusionCandidate] = []
        let before =
            leftovers.indices.filter { !leftovers[$0].isMargin && leftovers[$0].span.end <= firstRemark ?? .max }.last
            .map { $0 + 1 } ?? 0
        let after =
            leftovers.indices.first {
                !leftovers[$0].isMargin && leftovers[$0].span.start >= lastRemark ?? .max
            } ?? leftovers.count
        let half = maximumParagraphs / 2
        for (order, leftover) in leftovers.enumerated() where order < half || order >= leftovers.count - half {
            // What stands under the heading of a test, or of lines, speaks of these; the last words may go beyond them.
            if order + 1 < leftovers.count, leftover.context.isOfTest || !leftover.context.located.isEmpty { continue }
            var place = Place()
            place.hasRemarks = lastRemark != nil
            place.role = leftover.context.role
            place.heading = leftover.context.headings.last
            if leftover.isMargin {
                place.side = .margin
                (place.toRemarks, place.toEnd) = (order, leftovers.count - 1 - order)
            } else if order < before {
                place.side = .before
                (place.toRemarks, place.toEnd) = (before - 1 - order, order)
            } else if order >= after {
                place.side = .after
                (place.toRemarks, place.toEnd) = (order - after, leftovers.count - 1 - order)
            }
            add(leftover.text, order: order, place, to: &candidates)
        }
        return candidates
    }

    private static func add(
        _ text: StyledText, order: Int, _ paragraph: Place, to candidates: inout [ConclusionCandidate]
    ) {
        let sentences = SentenceSplitter.sentences(of: text)
        var label: String?
        for (number, sentence) in sentences.prefix(maximumSentences).enumerated() {
            var place = paragraph
            (place.number, place.sentences) = (number, sentences.count)
            var range = sentence
            let part = text.slice(sentence)
            if number + 1 < sentences.count, VerdictReader.isLabelAlone(part) {
                label = part.flat
                continue
            }
            if let value = VerdictReader.label(of: part), value < part.count {
                label = part.flat(0..<value)
                place.label = label
                range = sentence.lowerBound + value..<sentence.upperBound
            } else if let label {
                place.label = label
                place.isAfterLabelled = true
            }
            // The initial that signs a letter is none.
            guard range.count <= maximumBytes, !Courtesy.judgesNothing(part),
                place.label != nil || !Courtesy.isMarkup(part)
            else { continue }
            candidates.append(ConclusionCandidate(range: range, order: order, place: place))
        }
        // "1 error, 9 warnings" and below it "result: FAILED"; "File: a.cc | Remarks: 11 | Verdict: …" as well.
        let parts = text.lines.prefix(40).flatMap { line in VerdictReader.parts(of: text, line) }
        guard parts.count > 1 else { return }
        for (number, part) in parts.prefix(maximumSentences * 2).enumerated() {
            var range = part
            while range.lowerBound < range.upperBound, text.bytes[range.lowerBound].isBlank {
                range = range.lowerBound + 1..<range.upperBound
            }
            guard !range.isEmpty, range.count <= maximumBytes, !sentences.contains(range) else { continue }
            var place = paragraph
            (place.number, place.sentences, place.isLine) = (number, parts.count, true)
            let piece = text.slice(range)
            if let value = VerdictReader.label(of: piece), value < piece.count {
                place.label = piece.flat(0..<value)
                range = range.lowerBound + value..<range.upperBound
            }
            candidates.append(ConclusionCandidate(range: range, order: order, place: place))
        }
    }
}
