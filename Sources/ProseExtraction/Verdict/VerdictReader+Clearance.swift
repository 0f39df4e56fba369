import FindingsModel

/// Reviews that find nothing: one sentence says so, and the rest tells what was looked at.
extension VerdictReader {
    /// The sentence that says of the whole that there is nothing to remark, and nothing after it takes that back.
    ///
    /// - Returns: which of `paragraphs`, and where in it; `nil` where none says so.
    static func clearance(in paragraphs: [Leftover]) -> (index: Int, range: Range<Int>)? {
        for (index, paragraph) in paragraphs.enumerated() {
            let sentences = SentenceSplitter.sentences(of: paragraph.text)
            guard let place = sentences.firstIndex(where: { clears(paragraph.text.slice($0)) }),
                !isOfOneChapter(paragraph, among: paragraphs)
            else { continue }
            let after =
                sentences[(place + 1)...].map { paragraph.text.slice($0) }
                + paragraphs[(index + 1)...].prefix(60).flatMap { other in
                    SentenceSplitter.sentences(of: other.text).map { other.text.slice($0) }
                }
            let isTakenBack = after.contains { turnsBack.opens(PhraseKey($0.bytes[...])) }
            return isTakenBack ? nil : (index, sentences[place])
        }
        return nil
    }

    /// Other chapters find fault: the words under this one's heading are on this chapter.
    private static func isOfOneChapter(_ paragraph: Leftover, among paragraphs: [Leftover]) -> Bool {
        guard let heading = paragraph.context.headings.last else { return false }
        return paragraphs.prefix(200).contains { other in
            guard let chapter = other.context.headings.last, chapter != heading else { return false }
            let evidence = RemarkEvidence(other.text)
            return evidence.isRemark && evidence.words > 5 && !evidence.places.isEmpty
        }
    }

    /// Its own words make it a verdict, or say that there is nothing to remark.
    static func judges(_ text: StyledText) -> Bool {
        isVerdict(text) || isStronglyLabelled(text)
            || SentenceSplitter.sentences(of: text).prefix(20).contains {
                clears(text.slice($0)) || findsNothing(text.slice($0))
                    || outcome(ofSentence: text.flat($0)) != .commented
            }
    }

    /// "I could find no smells.", "Rien à redire.".
    static func clears(_ sentence: StyledText) -> Bool {
        let key = PhraseKey(sentence.bytes[...])
        guard key.count <= 25, key.count > 1 || key.isWide, sentence.count <= 300,
            sentence.bytes.last != UInt8(ascii: "?"),
            !key.contains(anyOf: exceptions), !sentence.styles.contains(where: { $0.contains(.code) }),
            LineReferenceScanner(sentence).found.allSatisfy({ $0.certainty != .firm })
        else { return false }
        return key.contains(anyOf: clearings)
            || key.contains(anyOf: searches) && key.contains(anyOf: sought) && !key.contains(anyOf: unsaid)
    }

    private static let clearings = PhraseSet(VocabularyTable.verdicts["clearing"])
    private static let searches = PhraseSet(VocabularyTable.verdicts["search"])
    private static let sought = PhraseSet(VocabularyTable.verdicts["sought"])
    /// The sentence is on something that is not there.
    private static let unsaid = PhraseSet(VocabularyTable.verdicts["unsaid"])
    private static let exceptions = PhraseSet(VocabularyTable.verdicts["exception"])
    private static let turnsBack = PhraseSet(VocabularyTable.verdicts["turningBack"])
}
