import FindingsModel

/// Remarks in paragraphs, where the document carries them so.
extension RemarkSelection {
    /// The document has no lists, headings or places that carry remarks: its paragraphs do.
    mutating func takeParagraphs() {
        // "I found no smells in this file": what else is told was looked at, and is fine.
        if remarks.isEmpty, VerdictReader.clearance(in: leftovers.filter { $0.context.role != .aside }) != nil {
            findsNothing = true
            return
        }
        var rest: [Leftover] = []
        let body = leftovers.indices.filter { leftovers[$0].context.role != .verdict }
        // "Hello Nadia," goes before the first words.
        let first = body.first { PhraseKey(leftovers[$0].text.bytes[...]).count >= 4 } ?? body.first
        let placed = body.filter { index in
            LineReferenceScanner(leftovers[index].text).found.contains { $0.certainty == .firm }
        }
        // Where most paragraphs say where, those before the first of them introduce.
        let firstPlaced = placed.count * 2 >= body.count ? placed.first : nil
        for index in leftovers.indices {
            let leftover = leftovers[index]
            let introduces = firstPlaced.map { index < $0 } ?? false
            guard leftover.context.role != .verdict,
                !introduces
                    || RemarkEvidence(leftover.text).score >= 5 && !VerdictReader.judgesWhole(leftover.text.flat),
                isRemark(leftover, isFirst: index == first, isLast: index == body.last)
            else {
                rest.append(leftover)
                continue
            }
            for part in split(leftover, isFirst: index == first, isLast: index == body.last) {
                remarks.append(part)
            }
        }
        if remarks.isEmpty, body.count == 1, let only = rest.firstIndex(where: { $0.span == leftovers[body[0]].span }) {
            let parts = Self.sentencesThatTell(of: rest[only])
            if !parts.isEmpty {
                remarks = parts
                rest.remove(at: only)
            }
        }
        leftovers = (rest + concluding).sorted { $0.span.start < $1.span.start }
        sentences(in: rest, isAnywhere: true)
    }

    /// The remarks of a review of one paragraph: a sentence each, with those that go on with it. None where fewer than two find
    /// fault or advise.
    private static func sentencesThatTell(of paragraph: Leftover) -> [Remark] {
        let text = paragraph.text
        var parts: [Range<Int>] = []
        var telling = 0
        var isOpen = false
        for sentence in SentenceSplitter.sentences(of: text).prefix(40) {
            let piece = text.slice(sentence)
            let evidence = RemarkEvidence(piece)
            let judges =
                VerdictReader.isVerdict(piece) || !evidence.hasFault && VerdictReader.judgesWhole(piece.flat)
            if !judges, ParagraphParts.standsAlone(piece, evidence), !ChatFraming.isFraming(PhraseKey(piece.bytes[...]))
            {
                parts.append(sentence)
                if evidence.hasFault || evidence.hasAdvice { telling += 1 }
                isOpen = true
            } else if !judges, isOpen, let last = parts.popLast() {
                parts.append(last.lowerBound..<sentence.upperBound)
            } else {
                isOpen = false
            }
        }
        guard telling > 1 else { return [] }
        return parts.map { part in
            Remark(
                layout: .paragraph, lead: text.slice(part).trimmed(), context: paragraph.context, span: paragraph.span,
                group: 0)
        }
    }

    private mutating func split(_ leftover: Leftover, isFirst: Bool, isLast: Bool) -> [Remark] {
        var text = leftover.text
        // "I read through it twice. My main worry is …" (lines 9-21): the introduction is none of it.
        let sentences = SentenceSplitter.sentences(of: text)
        if let first = sentences.first, sentences.count > 1,
            ChatFraming.isIntroduction(PhraseKey(text.bytes[first])),
            LineReferenceScanner(text.slice(first)).found.isEmpty
        {
            text = text.slice(sentences[1].lowerBound..<text.count)
        }
        let opening = SentenceSplitter.sentences(of: text)
        if isFirst, let first = opening.first, opening.count > 2, PhraseKey(text.bytes[first]).count <= 25,
            LineReferenceScanner(text.slice(first)).found.isEmpty,
            VerdictReader.score(text.flat(first), isLast: false) >= 8
        {
            concluding.append(Leftover(text: text.slice(first), span: leftover.span, context: leftover.context))
            text = text.slice(opening[1].lowerBound..<text.count)
        }
        // "I went through the file. In short: I am fine with it.": the labelled sentence is the conclusion.
        let parts = SentenceSplitter.sentences(of: text)
        if parts.count > 1, let labelled = parts.firstIndex(where: { VerdictReader.isStronglyLabelled(text.slice($0)) })
        {
            concluding.append(
                Leftover(text: text.slice(parts[labelled]), span: leftover.span, context: leftover.context))
            text = text.slice(0..<parts[labelled].lowerBound).trimmed()
            if !RemarkEvidence(text).isRemark || ChatFraming.isIntroduction(PhraseKey(text.bytes[...])) { return [] }
        }
        // "Not ready yet because of line 20.": the last words decide on the whole, though they name a place.
        if isLast, let last = opening.last, opening.count > 2, last.lowerBound > 0 {
            let end = SentenceSplitter.sentences(of: text).last ?? last
            let key = PhraseKey(text.bytes[end])
            if end.lowerBound > 0, key.count <= 25,
                VerdictReader.changes.opens(key) || VerdictReader.approvals.opens(key)
            {
                concluding.append(Leftover(text: text.slice(end), span: leftover.span, context: leftover.context))
                text = text.slice(0..<end.lowerBound).trimmed()
            }
        }
        return ParagraphParts.parts(of: text).map { part in
            Remark(
                layout: .paragraph, lead: text.slice(part).trimmed(), context: leftover.context, span: leftover.span,
                group: 0)
        }
    }

    private func isRemark(_ leftover: Leftover, isFirst: Bool, isLast: Bool) -> Bool {
        let text = leftover.text
        let key = PhraseKey(text.bytes[...])
        let count = key.count
        let isSpaceless = text.bytes.contains { $0 >= 0xE3 } && count < 12
        if count < 5, !isSpaceless || text.count < 24 { return false }
        if VerdictReader.isVerdict(text) { return false }
        if let last = text.bytes.last, last == UInt8(ascii: ":") || text.bytes.has("：", at: text.count - 3) {
            return false
        }
        if ChatFraming.isFraming(key) { return false }
        let hasPlaces = LineReferenceScanner(text).found.contains { $0.certainty == .firm }
        let first = SentenceSplitter.sentences(of: text).first.map { text.flat($0) } ?? text.flat
        let concludes = VerdictReader.score(first, isLast: false) >= 8
        if isFirst {
            // The opening paragraph introduces, unless it points at something.
            return hasPlaces && (!concludes || ParagraphParts.parts(of: text).count > 2)
                && (!ChatFraming.isIntroduction(key) || !isIntroduction(text))
        }
        if isLast {
            let decides =
                count <= 20 && SentenceSplitter.sentences(of: text).count == 1
                && VerdictReader.outcome(ofSentence: text.flat) != .commented
            return hasPlaces
                || !decides && !concludes && !ChatFraming.isClosing(key) && VerdictReader.closingScore(text.flat) < 8
        }
        let sentences = SentenceSplitter.sentences(of: text)
        if sentences.count == 1, VerdictReader.score(text.flat, isLast: false) >= 10, !hasPlaces { return false }
        return true
    }

    /// Only the first sentence may introduce; one after it that points at lines is a remark.
    private func isIntroduction(_ text: StyledText) -> Bool {
        let rest = SentenceSplitter.sentences(of: text).dropFirst()
        if rest.contains(where: {
            VerdictReader.score(text.flat($0), isLast: false) >= 8 || VerdictReader.label(of: text.slice($0)) != nil
        }) {
            return true
        }
        return !SentenceSplitter.sentences(of: text).dropFirst().contains { sentence in
            LineReferenceScanner(text.slice(sentence)).found.contains { $0.certainty != .bare }
        }
    }
}

extension VerdictReader {
    /// The whole paragraph is a conclusion: labelled so, or one sentence that says only that.
    static func isVerdict(_ text: StyledText) -> Bool {
        if label(of: text) != nil { return true }
        let key = PhraseKey(text.bytes[...])
        return key.count <= 25 && score(text.flat, isLast: false) >= 10
            && LineReferenceScanner(text).found.isEmpty
    }
}
