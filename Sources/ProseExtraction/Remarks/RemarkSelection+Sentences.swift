import FindingsModel

/// Remarks in sentences around the others.
extension RemarkSelection {
    /// Remarks in the paragraphs around a list: "the berth tests (40-52) are nice", "It would also be good to …".
    mutating func takeSentences() {
        let end = remarks.map(\.span.start).max() ?? 0
        sentences(in: leftovers.filter { $0.span.start > end }, isAnywhere: false)
        sentences(
            in: leftovers.filter { $0.span.start <= end && $0.context.role != .verdict && !$0.context.isRepeat },
            isAnywhere: true)
    }

    mutating func sentences(in paragraphs: [Leftover], isAnywhere: Bool) {
        for leftover in paragraphs {
            let text = leftover.text
            let all = PhraseKey(text.bytes[...])
            if ChatFraming.isFraming(all) { continue }
            if Self.lacks.opens(all), all.count > 5, remarks.count > 1, !VerdictReader.isVerdict(text),
                !text.bytes.hasColonAtEnd
            {
                // "And what I miss: a lamp that is out." among remarks that each name a place.
                var lead = text
                if let colon = text.bytes.prefix(48).firstIndex(of: UInt8(ascii: ":")), colon + 1 < text.count,
                    text.bytes[colon + 1].isBlank
                {
                    lead = text.slice(colon + 1..<text.count).trimmed()
                }
                remarks.append(
                    Remark(
                        layout: .paragraph, lead: lead, context: leftover.context, span: leftover.span, group: -1))
                continue
            }
            for range in SentenceSplitter.sentences(of: text).prefix(20) {
                // Where the clauses begin that the next one goes on with: "`a` is the one to copy: state before and after (40)".
                var opening: Int?
                for part in Self.clauses(text, range) {
                    let sentence = text.slice(part)
                    let key = PhraseKey(sentence.bytes[...])
                    if key.isEmpty || ChatFraming.isFraming(key) || VerdictReader.label(of: sentence) != nil {
                        continue
                    }
                    let places = LineReferenceScanner(sentence).found.contains { $0.certainty != .bare }
                    let names = Self.namesSymbol(sentence)
                    let praises = key.contains(anyOf: ChatFraming.praise)
                    let advises = key.contains(anyOf: ChatFraming.advice)
                    if Self.lacks.opens(key), key.count > 5, remarks.count > 1, all.count > key.count {
                        // "Mostly fine. I am missing a case with an empty tank."
                        remarks.append(
                            Remark(
                                layout: .sentence, lead: sentence.trimmed(), context: leftover.context,
                                span: leftover.span, group: -1))
                        break
                    }
                    let likes =
                        !isAnywhere && ChatFraming.likes.opens(key) && (4...30).contains(all.count)
                        && !key.contains(anyOf: VerdictReader.wholes)
                        || key.count > 4 && key.contains(anyOf: ChatFraming.commends)
                            && !VerdictReader.judgesWhole(sentence.flat)
                        || !isAnywhere && praises && key.count > 4 && sentence.styles.contains { $0.contains(.code) }
                    let refersToItems = key.contains(anyOf: ChatFraming.itemWords)
                    // A conclusion with a place is one still: "not mergeable because of line 38".
                    let words = sentence.flat
                    if VerdictReader.isGrade(words) { continue }
                    let judges = VerdictReader.score(words, isLast: false)
                    if judges >= 10, !places || VerdictReader.outcome(ofSentence: words) != .commented { continue }
                    // The first words, and the last, speak of the whole.
                    if !places, VerdictReader.judgesWhole(words) {
                        if names, judges < 5 { opening = opening ?? part.lowerBound }
                        continue
                    }
                    guard
                        !refersToItems,
                        likes || places && (praises || advises || !isAnywhere) || names && (praises || advises)
                    else {
                        let tells = key.count > 3 && (names || key.contains(anyOf: RemarkEvidence.faults))
                        opening = tells && judges < 5 ? opening ?? part.lowerBound : nil
                        continue
                    }
                    let whole = text.slice((opening ?? part.lowerBound)..<part.upperBound)
                    remarks.append(
                        Remark(
                            layout: .sentence, lead: whole.trimmed(), context: leftover.context, span: leftover.span,
                            group: -1))
                    break
                }
            }
        }
    }

    /// What a paragraph opens with that tells what the tests leave out.
    private static let lacks = PhraseSet(VocabularyTable.remarks["lack"])

    /// The parts of a sentence between semicolons and colons.
    private static func clauses(_ text: StyledText, _ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range
        where text.bytes[index] == UInt8(ascii: ";")
            || text.bytes[index] == UInt8(ascii: ":") && index + 1 < range.upperBound && text.bytes[index + 1].isBlank
        {
            if text.styles[index].contains(.code) { continue }
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<range.upperBound)
        return parts.filter { !$0.isEmpty }
    }

    private static func namesSymbol(_ text: StyledText) -> Bool {
        var scanner = SymbolScanner()
        scanner.scan(text)
        return !scanner.symbols.isEmpty
    }
}
