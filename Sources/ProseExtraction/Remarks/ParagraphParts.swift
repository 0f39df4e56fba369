import FindingsModel

/// A paragraph of running text cut into the remarks that it holds.
///
/// One remark mostly fills a paragraph. A second begins where a sentence names a place of its own after an earlier one
/// did, or where the words turn to something else ("Nor do we …", "I also wondered …") and find fault with it.
enum ParagraphParts {
    /// The parts of `text` in their order; one where it speaks of one thing.
    static func parts(of text: StyledText) -> [Range<Int>] {
        let sentences = SentenceSplitter.sentences(of: text)
        guard sentences.count > 1, sentences.count <= 200 else { return [0..<text.count] }
        var parts: [Range<Int>] = []
        var start = 0
        var evidence = RemarkEvidence(text.slice(sentences[0]))
        var places = evidence.places
        var hasRemark = evidence.isRemark
        for (index, sentence) in sentences.enumerated().dropFirst() {
            let piece = text.slice(sentence)
            evidence = RemarkEvidence(piece)
            let key = PhraseKey(piece.bytes.prefix(80))
            let turns = shifts.opens(key)
            let refersBack = backward.opens(key)
            let isElsewhere = !evidence.places.isEmpty && !isNear(evidence.places, places)
            // A place that is new, and said of it what is wrong.
            let hasOwnPlace =
                isElsewhere && !places.isEmpty && !refersBack && evidence.words >= 6 && evidence.score >= 4
            let hasOwnTurn = turns && evidence.isRemark && evidence.words >= 5
            if hasRemark, hasOwnPlace || hasOwnTurn {
                // The sentence that leads up to a place belongs to it where it turns away from what went before.
                parts.append(start..<sentences[index].lowerBound)
                start = sentences[index].lowerBound
                places = evidence.places
                hasRemark = evidence.isRemark
            } else {
                places += evidence.places
                hasRemark = hasRemark || evidence.isRemark
            }
        }
        parts.append(start..<text.count)
        return parts
    }

    /// The words go on with what was said before them.
    static func refersBack(_ key: PhraseKey) -> Bool { backward.opens(key) }

    /// A paragraph is another remark than the one before it: it does not point back, and finds fault.
    static func turns(_ text: StyledText, _ evidence: RemarkEvidence) -> Bool {
        let key = PhraseKey(text.bytes.prefix(80))
        if backward.opens(key) { return false }
        return evidence.hasFault || evidence.hasPraise && !evidence.places.isEmpty || shifts.opens(key)
    }

    /// A paragraph under the heading or title of the one before it stands by itself: it says something of the code, and does
    /// not speak of what was said.
    static func standsAlone(_ text: StyledText, _ evidence: RemarkEvidence) -> Bool {
        guard evidence.isRemark, evidence.words >= 5 else { return false }
        let key = PhraseKey(text.bytes.prefix(80))
        if anaphora.opens(key) || backward.opens(key) && !fresh.opens(key) { return false }
        return evidence.hasFault || evidence.hasAdvice || evidence.hasPraise || !evidence.places.isEmpty
    }

    /// Words of `backward` that open a thought of their own at the head of a paragraph.
    private static let fresh: PhraseSet = ["only", "both", "even", "one", "you", "we", "use", "see", "there"]
    /// What speaks of the paragraph before, or tells what follows from it.
    static let anaphora = PhraseSet(VocabularyTable.remarks["anaphora"])

    /// A place lies among the others, or just beside them.
    static func isNear(_ ranges: [LineRange], _ others: [LineRange]) -> Bool {
        guard let first = others.map(\.first).min(), let last = others.map(\.last).max() else { return false }
        return ranges.contains { $0.first <= last + reach && $0.last >= first - reach }
    }
    private static let reach = 5

    /// The remarks of a paragraph that a topic opens ("**Time.** …"): each part ends after places of its own.
    ///
    /// - Parameter start: where the topic ends.
    static func topicParts(of text: StyledText, from start: Int) -> [Range<Int>] {
        var ends: [Int] = []
        for sentence in SentenceSplitter.sentences(of: text.slice(start..<text.count)).prefix(100) {
            let range = sentence.lowerBound + start..<sentence.upperBound + start
            // "…; the skip in line 29 …", "(line 8), and the lamp …"
            for index in range where !text.styles[index].contains(.code) {
                if text.bytes[index] == UInt8(ascii: ";") { ends.append(index + 1) }
                guard index > start, text.bytes[index] == UInt8(ascii: ","), text.bytes[index - 1] == UInt8(ascii: ")")
                else { continue }
                let next = PhraseKey(text.bytes[index..<min(index + 24, text.count)])
                if joints.opens(next) { ends.append(index + 1) }
            }
            ends.append(range.upperBound)
        }
        var parts: [Range<Int>] = []
        var from = start
        var hasPlaces = false
        for end in ends where end > from {
            let evidence = RemarkEvidence(text.slice(from..<end))
            hasPlaces = !evidence.places.isEmpty
            guard hasPlaces else { continue }
            parts.append(from..<end)
            from = end
        }
        // What names no place belongs to what went before.
        if from < text.count, let last = parts.popLast() { parts.append(last.lowerBound..<text.count) }
        return parts
    }
    private static let joints: PhraseSet = [
        "and the", "and a", "while", "whereas", "but", "und", "während", "et", "y", "e",
    ]

    /// How a sentence turns to another remark.
    static let shifts = PhraseSet(VocabularyTable.remarks["shift"])
    /// How a sentence goes on with what the one before it said.
    private static let backward = PhraseSet(VocabularyTable.remarks["backward"])
}
