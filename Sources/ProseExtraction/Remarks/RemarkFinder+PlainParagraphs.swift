import FindingsModel

/// Paragraphs without a title of their own that are remarks for where they stand: behind lines, under a test, after others.
extension RemarkFinder {
    /// "`56`, `70` needless `throws`" under "Nitpicks": lines in code, and what is said of them.
    mutating func addBehindLines(
        _ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int
    ) -> Bool {
        var located: [LineReferenceScanner.Found] = []
        var end = 0
        while end < text.count, text.bytes[end].isDigit, text.styles[end].contains(.code) {
            let stop = text.runEnd(from: end, .code)
            // As they would be found behind a word for lines.
            var lines = StyledText("lines ")
            lines.append(text.bytes[end..<stop], [])
            let found = LineReferenceScanner(lines).found
            guard !found.isEmpty, text.bytes[end..<stop].allSatisfy({ $0.isDigit || $0.isOne(of: "-, ") || $0.isWide })
            else { return false }
            located += found
            end = stop
            while end < text.count, text.bytes[end].isOne(of: " ,;&/") { end += 1 }
        }
        let words = text.slice(min(end, text.count)..<text.count).trimmed()
        guard !located.isEmpty, !words.isBlank else { return false }
        var remark = Remark(layout: .labelled, lead: words, context: context, span: block.span, group: group)
        remark.located = located
        add(remark)
        return true
    }

    /// Under the name of a test each paragraph is a remark, but for one that goes on with the last.
    mutating func addOfTest(_ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int) {
        if VerdictReader.isStronglyLabelled(text) {
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if let (name, words) = NamedTests.split(text) {
            // "testParse: fine."
            let whole = Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group)
            var remark = whole
            remark.lead = words
            if Clearance.isClear(whole) || Clearance.isClear(remark) { return skip(block, .nothing) }
            remark.context.headings.append(name)
            return add(remark)
        }
        let evidence = RemarkEvidence(text)
        let isFirst = remarks.last?.group != group
        // "Lights the lamp and looks at it. Nothing to add."
        if let last = SentenceSplitter.sentences(of: text).last, evidence.places.isEmpty, !evidence.hasAdvice,
            Clearance.says(text.flat(last)) || VerdictReader.findsNothing(text.slice(last))
        {
            return skip(block, .nothing)
        }
        // "**Issue:** …" after what is good.
        let isProblem =
            FieldLabel(text)?.kind == .body && evidence.hasFault
            && remarks.last.map { !RemarkEvidence($0.lead).hasFault } == true
        if isFirst, evidence.words > 3, context.headings.last.map(NamedTests.isFaulted) == true {
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        } else if evidence.isRemark,
            isFirst || isProblem || ParagraphParts.standsAlone(text, evidence)
                || evidence.words > 4 && isRatedWithin(text)
        {
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        } else if !isFirst {
            remarks[remarks.count - 1].blocks.append(block)
            remarks[remarks.count - 1].span.end = block.span.end
        } else {
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        }
    }

    /// A tick, a cross or a thumb before a sentence.
    func opensWithJudgingSign(_ text: StyledText) -> Bool {
        guard text.bytes[0].isWide, RemarkEvidence(text).words >= 5 else { return false }
        return RemarkLead(text, scale: scale).labels.contains { label in
            Self.judgingSigns.contains { label.hasPrefix($0) }
        }
    }
    private static let judgingSigns = ["✅", "☑", "✔", "👍", "👏", "❌", "✖", "✘", "👎"]

    /// A paragraph without a title after one with a title in bold: another remark on the topic, where it stands by itself.
    mutating func addFollower(
        _ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int
    ) -> Bool {
        let evidence = RemarkEvidence(text)
        guard !evidence.places.isEmpty, ParagraphParts.standsAlone(text, evidence), !concludes(text) else {
            return false
        }
        add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        return true
    }

    /// "**Time.** The suite fails at midnight (line 112). … (line 153)": a topic, and several remarks on it.
    mutating func addTopic(_ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int) -> Bool {
        guard text.styles[0].contains(.strong), !text.styles[0].contains(.code) else { return false }
        let end = text.runEnd(from: 0, .strong)
        let topic = text.slice(0..<end)
        let key = PhraseKey(topic.bytes[...])
        guard (1...3).contains(key.count), end < text.count, LineReferenceScanner(topic).found.isEmpty,
            !key.contains(anyOf: RemarkEvidence.faults), !key.contains(anyOf: ChatFraming.advice),
            FieldLabel(text) == nil
        else { return false }
        let parts = ParagraphParts.topicParts(of: text, from: end)
        guard parts.count > 1 else { return false }
        var inner = context
        inner.headings.append(topic.flat.trimmingColon)
        for part in parts {
            let lead = text.slice(part).trimmed()
            add(Remark(layout: .labelled, lead: lead, context: inner, span: block.span, group: group))
        }
        return true
    }
}
