import FindingsModel

/// Paragraphs that are remarks: places with words after them, labels, titles in bold.
extension RemarkFinder {
    /// "Tip: …", "Commands: …": a line of the bot's own.
    static func isChrome(_ text: StyledText) -> Bool {
        guard let colon = text.bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), FieldLabel(text) == nil else {
            return false
        }
        return SectionRole(heading: text.flat(0..<colon)) == .aside
    }

    /// A label in bold of a few words, one of which is for what is wrong, and behind it what that is.
    private static func namesProblem(_ text: StyledText) -> Bool {
        let end = text.styles.first?.contains(.strong) == true ? text.runEnd(from: 0, .strong) : 0
        guard end > 0, end + 2 < text.count,
            text.bytes[end - 1] == UInt8(ascii: ":") || text.bytes[end] == UInt8(ascii: ":")
        else {
            return false
        }
        let label = PhraseKey(text.bytes[..<end])
        return (1...3).contains(label.count) && label.contains(anyOf: problems)
            && RemarkEvidence(text.slice(end..<text.count)).isRemark
    }
    private static let problems = PhraseSet(VocabularyTable.fields["columnProblem"])

    mutating func readParagraph(
        _ block: Block, _ context: Remark.Context, group: Int, hasBoldSeries: Bool, _ pending: inout Pending?
    ) {
        let text = Self.withoutQuotedLine(BotChrome.withoutAuthor(Self.withoutAddress(block.text.trimmed())))
        if text.isEmpty || Self.isElision(text) { return }
        if isStruck(text) { return skip(block, .struck) }
        if isSignature(text, at: block.span) {
            close(&pending)
            return skip(block, .chrome)
        }
        if VerdictReader.trailer(text) != nil || isSignedVerdict(text, at: block.span) {
            close(&pending)
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if let waiting = pending, hasWords(waiting), isAtEnd(block.span),
            concludes(text) || VerdictReader.isGrade(text.flat),
            FieldLabel(text) == nil
                || VerdictReader.isGrade(text.flat), LocationLabel(text) == nil
        {
            // The last paragraph judges the whole, not the remark above it.
            close(&pending)
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if let waiting = pending, waiting.remark.isOfKindSeries, !SectionLayout.opensWithKind(text),
            !VerdictReader.isStronglyLabelled(text), !ChatFraming.concludes(text), !BotChrome.isChrome(text)
        {
            pending?.remark.blocks.append(block)
            pending?.remark.span.end = block.span.end
            return
        }
        if isAfterQuote {
            isAfterQuote = false
            if !Self.isVerdictLike(text), !VerdictReader.isVerdict(text), !BotChrome.isChrome(text),
                LocationLabel(text) == nil
            {
                close(&pending)
                if let split = SplitParagraph(text), split.items.count > 1 {
                    // "Yes:" above a list of remarks.
                    addLines(split, block, context)
                    return
                }
                var remark = Remark(
                    layout: .labelled, lead: text, context: context, span: block.span, group: group)
                if !LineReferenceScanner(text).found.contains(where: { $0.certainty == .firm }) {
                    remark.located = quotedPlaces
                }
                pending = Pending(remark: remark, takesParagraphs: true, isEmpty: false)
                return
            }
        }
        if text.bytes.hasColonAtEnd, text.count <= 80, SectionRole.listsWhatIsUntested(text.flat) {
            // "**No tests of its own.**" above "Not tested:" says what the list says.
            if let waiting = pending, waiting.remark.layout == .boldLead, waiting.remark.blocks.isEmpty,
                PhraseKey(waiting.remark.lead.bytes[...]).count <= 6
            {
                leftovers.append(
                    Leftover(text: waiting.remark.lead, span: waiting.remark.span, context: waiting.remark.context))
                pending = nil
            }
            close(&pending)
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if pending == nil, context.path != nil, context.role != .verdict, let praise = RatedGood(text) {
            // What a file is worth, before what is wrong in it.
            var remark = Remark(layout: .item, lead: praise.words, context: context, span: block.span, group: group)
            remark.labels = ["✅"]
            remark.context.severity = nil
            return add(remark)
        }
        if pending == nil, remarks.isEmpty, ReportHead.isAll(of: text) {
            // The log of the run is not what was reviewed.
            let paths = LineReferenceScanner(text).paths
            if !paths.isEmpty, paths.allSatisfy({ $0.path.hasSuffix(".log") }) { return skip(block, .chrome) }
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if pending == nil, FileFigures.isAll(of: text) {
            if VerdictReader.label(of: text) == nil { return skip(block, .chrome) }
            leftovers.append(Leftover(text: text, span: block.span, context: context))
            return
        }
        if Self.isChrome(text) || BotChrome.isChrome(text) || footers.contains(text.flat) {
            return skip(block, .chrome)
        }
        if layout.placesFollowItems, pending == nil, let last = remarks.indices.last, remarks[last].layout == .item,
            SectionLayout.isPlaceAlone(text)
        {
            remarks[last].blocks.append(block)
            remarks[last].span.end = block.span.end
            return
        }
        // "⚠️ Potential issue | 🟡 Minor" alone above a bot's comment that stands without its place.
        if pending == nil, badgeAbove == nil, context.role != .verdict, !text.bytes.contains(where: \.isDigit),
            let kinds = Self.kindAndRating(text)
        {
            badgeAbove = kinds.first { RemarkLead.ratedPart(of: $0) != nil }
            return
        }
        if let badge = badgeAbove, LocationLabel(text) == nil {
            badgeAbove = nil
            close(&pending)
            var remark = Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group)
            remark.labels = [badge]
            pending = Pending(remark: remark, takesParagraphs: true, isEmpty: false)
            return
        }
        if context.role != .verdict, let meta = MetaLine(text) {
            close(&pending)
            var words = text.slice(meta.end..<text.count).trimmed()
            var rest: [Block] = []
            if let line = words.lines.first, line.upperBound < words.count, line.count <= 120,
                let last = words.bytes[line].last, !last.isOne(of: ",.;:")
            {
                // A title below the line, and the text below the title.
                var paragraph = block
                paragraph.text = words.slice(line.upperBound..<words.count).trimmed()
                rest = [paragraph]
                words = words.slice(line)
            }
            var remark = Remark(
                layout: .labelled, lead: words, blocks: rest, context: context, span: block.span, group: group)
            remark.located = meta.located
            remark.context.path = meta.path ?? context.path
            if let rated = meta.severity { remark.labels.append(rated.1) }
            pending = Pending(remark: remark, takesParagraphs: rest.isEmpty, isEmpty: false)
            return
        }
        if context.role != .verdict, let head = RatedPlace(text), LocationLabel(text) == nil {
            close(&pending)
            var remark = Remark(
                layout: .location, lead: head.place, context: context, span: block.span, group: group)
            remark.labels = [head.severity.1] + head.kinds
            pending = Pending(remark: remark, takesParagraphs: true, isEmpty: true)
            return
        }
        if let label = LocationLabel(text) {
            if !isHeader(label, of: text), let split = SplitParagraph(text) {
                close(&pending)
                addLines(split, block, context)
                return
            }
            let rest = text.slice(label.end..<text.count)
            close(&pending)
            let isReply = ChatFraming.isBareReply(rest)
            let kinds = Self.kindAndRating(rest)
            let isBare =
                isReply || kinds != nil || isOnlyLocations(text, label) || isLabelRun(rest) || isRatingOnly(rest)
            var takes = isBare
            if !isBare {
                // "**45-50**: ⚠️ Potential issue — **The title.**"
                let lead = RemarkLead(rest, scale: scale)
                takes =
                    isAllStrong(rest) || lead.start < rest.count && isAllStrong(rest.slice(lead.start..<rest.count))
                    || isLabelLine(text, label) || endsInTitle(rest)
            }
            var remark = Remark(
                layout: .location, lead: isReply || kinds != nil ? text.slice(0..<label.end) : text, context: context,
                span: block.span, group: group)
            remark.labels += kinds ?? []
            if isReply, ChatFraming.isApproval(rest) { remark.labels.append(rest.trimmed().flat) }
            if let badge = badgeAbove { remark.labels.append(badge) }
            badgeAbove = nil
            pending = Pending(remark: remark, takesParagraphs: takes, isEmpty: isBare)
            return
        }
        // Records: each opens with the same field, and holds several.
        if let waiting = pending, hasFieldLines(text), let field = FieldLabel(text),
            FieldLabel(waiting.remark.lead)?.kind == field.kind
        {
            close(&pending)
        }
        if let field = FieldLabel(text), field.kind == .location, pending == nil || pending?.remark.layout == .location,
            LineReferenceScanner(text).found.contains(where: { $0.certainty == .firm })
        {
            close(&pending)
            if let split = SplitParagraph(text), let lead = split.lead, split.items.allSatisfy(\.hasLocation) {
                // "File: a.py" above "Line 3: …", "Line 9: …".
                var context = context
                context.path = LineReferenceScanner(lead.text).paths.first?.path ?? context.path
                addLines(SplitParagraph(split, lead: nil), block, context)
                return
            }
            // "**File:** `a.py` (line 3)" opens a comment as a place does.
            pending = Pending(
                remark: Remark(layout: .location, lead: text, context: context, span: block.span, group: group),
                takesParagraphs: !hasFieldLines(text), isEmpty: !text.bytes.contains(.lineFeed))
            return
        }
        // "praise: …" after a finished comment is a remark of its own; so is "issue (tests): …" after "issue: …".
        if let waiting = pending, isKindLabelled(text),
            !waiting.remark.blocks.isEmpty || isKindLabelled(waiting.remark.lead)
        {
            close(&pending)
        }
        // After the answer to a quote, a paragraph with places of its own is the next remark, not more of the answer.
        if layout.isReplySeries, let waiting = pending, waiting.remark.layout != .location {
            let evidence = RemarkEvidence(text)
            let opens = evidence.isRemark && !evidence.places.isEmpty && ParagraphParts.turns(text, evidence)
            // "I like how the writer is laid out." is no more of the complaint above it.
            let likes = ChatFraming.likes.opens(PhraseKey(text.bytes.prefix(80))) && evidence.words >= 5
            if opens || likes || text.bytes.hasColonAtEnd { close(&pending) }
            if opens || likes, FieldLabel(text) == nil {
                pending = Pending(
                    remark: Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group),
                    takesParagraphs: true, isEmpty: false)
                return
            }
        }
        if pending?.takesParagraphs == true, pending?.remark.layout == .location || !opensRemark(text, context) {
            if let waiting = pending,
                waiting.remark.layout == .location
                    ? !VerdictReader.isStronglyLabelled(text)
                    : !Self.isVerdictLike(text) && !VerdictReader.decides(text) && !VerdictReader.isVerdict(text),
                !ChatFraming.concludes(text)
            {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
                pending?.isEmpty = false
                return
            }
        }
        if let field = FieldLabel(text), let waiting = pending, field.kind != .title,
            !(layout.isMarkedSeries && SectionLayout.isIdentifiedTitle(text)),
            // "Severity: …" again opens the next of those that it opens.
            field.kind != .severity || FieldLabel(waiting.remark.lead)?.kind != .severity
        {
            pending?.remark.blocks.append(block)
            pending?.remark.span.end = block.span.end
            pending?.isEmpty = false
            return
        }
        // "Severity: high" rates the paragraph above it, though that one names no place and the others do.
        if pending == nil, context.role != .verdict, let field = FieldLabel(text), field.kind == .severity,
            field.end < text.count, let above = leftovers.last, isRightBelow(above, block),
            RemarkEvidence(above.text).isRemark, !VerdictReader.isVerdict(above.text)
        {
            leftovers.removeLast()
            pending = Pending(
                remark: Remark(
                    layout: .labelled, lead: above.text, blocks: [block], context: context,
                    span: ByteSpan(above.span.start, block.span.end), group: group),
                takesParagraphs: false, isEmpty: false)
            return
        }
        close(&pending)
        if context.role != .verdict, SectionContents.hasTitleAndField(text), let line = text.lines.first {
            // "**Finding 2.1 — …**" above "Severity: high", and what is said of it in the paragraphs below.
            var rest = block
            rest.text = text.slice(line.upperBound..<text.count).trimmed()
            pending = Pending(
                remark: Remark(
                    layout: .labelled, lead: text.slice(line).trimmed(), blocks: [rest], context: context,
                    span: block.span, group: group),
                takesParagraphs: true, isEmpty: false)
            return
        }
        if context.role != .verdict, let split = SplitParagraph(text) {
            addLines(split, block, context)
            return
        }
        if context.isOfTest, context.role != .verdict, NamedTests.split(text) != nil {
            close(&pending)
            return addOfTest(text, block, context, group: group)
        }
        switch opening(of: text, context) {
        case .labelled:
            var remark = Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group)
            remark.isOfKindSeries = layout.isKindSeries && SectionLayout.opensWithKind(text)
            pending = Pending(
                remark: remark,
                takesParagraphs: isAllStrong(text) || isTitleAndPlaces(text) || remark.isOfKindSeries
                    || layout.isMarkedSeries && SectionLayout.isIdentifiedTitle(text)
                    || RemarkLead.opensWithAlarm(text, scale: scale),
                isEmpty: false)
        // "**Known issue**: nobody asks how much" beside what is good.
        case .bold(false) where Self.namesProblem(text):
            let label = text.slice(0..<text.runEnd(from: 0, .strong))
            var words = label.count
            while words < text.count, text.bytes[words].isBlank || text.bytes[words] == UInt8(ascii: ":") { words += 1 }
            var remark = Remark(
                layout: .labelled, lead: text.slice(words..<text.count), context: context, span: block.span,
                group: group)
            remark.labels = [label.flat.trimmingColon]
            add(remark)
        case .bold(_) where !hasBoldSeries && LineReferenceScanner(text).found.isEmpty:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        case .bold where addTopic(text, block, context, group: group): break
        case .bold(let isAll):
            pending = Pending(
                remark: Remark(layout: .boldLead, lead: text, context: context, span: block.span, group: group),
                takesParagraphs: isAll, isEmpty: false)
        case .plain
        where (context.role == .remarks || context.role == .praise)
            && addBehindLines(text, block, context, group: group):
            break
        // Under "What is good" stands what is good, without a list too.
        case .plain
        where isOpening && context.role == .praise && !VerdictReader.findsNothing(text) && !text.bytes.hasColonAtEnd
            && VerdictReader.score(text.flat, isLast: false) < 8:
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        case .plain
        where hasBoldSeries && text.styles[0].contains(.strong)
            && addTopic(text, block, context, group: group):
            break
        // "✅ The bell is rung once." after remarks of the same chapter.
        case .plain where remarks.last?.group == group && context.role != .verdict && opensWithJudgingSign(text):
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        case .plain
        where hasBoldSeries && context.role != .verdict && remarks.last?.group == group
            && [.boldLead, .labelled].contains(remarks.last?.layout) && addFollower(text, block, context, group: group):
            break
        case .plain where context.role != .verdict && isRatedWithin(text):
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        case .plain where context.role == .neutral && ItemMarker.isOfChapter(text) && RemarkEvidence(text).isRemark:
            // "2.1. …", the only one of its chapter.
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        case .plain where context.isOfTest && context.role != .verdict: addOfTest(text, block, context, group: group)
        case .plain:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        }
    }

    /// "✅ Conclusion: …" behind the last of the remarks, which signs open as well.
    private func isSignedVerdict(_ text: StyledText, at span: ByteSpan) -> Bool {
        guard text.bytes.first?.isWide == true, !remarks.isEmpty, isAtEnd(span) else { return false }
        var start = 0
        while start < min(text.count, 12), text.bytes[start].isWide || text.bytes[start].isBlank {
            if text.bytes[start].isWide, text.bytes.scalar(at: start).value < 0x2190 { return false }
            start += text.bytes[start].isWide ? text.bytes.scalar(at: start).length : 1
        }
        return VerdictReader.isStronglyLabelled(text.slice(min(start, text.count)..<text.count))
    }

    /// "Cheers, Ana" at the end, on one line or two.
    private func isSignature(_ text: StyledText, at span: ByteSpan) -> Bool {
        let key = PhraseKey(text.bytes[...])
        return key.count <= 5 && Courtesy.opens(key) && text.bytes.contains(UInt8(ascii: ",")) && isAtEnd(span)
            && !text.styles.contains { $0.contains(.code) }
    }

    /// Without the code that stands behind Gerrit's "PS1, Line 8:" for the words below it.
    private static func withoutQuotedLine(_ text: StyledText) -> StyledText {
        guard LocationLabel.patchSetLength(in: text.bytes, at: 0) > 0, let line = text.lines.first,
            line.upperBound < text.count, let label = LocationLabel(text), label.end < line.upperBound
        else { return text }
        var out = text.slice(0..<label.end).trimmed()
        out.append(CollectionOfOne(.space), [])
        out.append(text.slice(line.upperBound..<text.count).trimmed())
        return out
    }

    /// "[...]", "[snip]": something was left out of what is quoted.
    private static func isElision(_ text: StyledText) -> Bool {
        text.count <= 16 && elisions.contains(text.flat.lowercased())
    }
    private static let elisions: Set<String> = [
        "[...]", "[…]", "[..]", "[....]", "(...)", "(…)", "...", "…", "[snip]", "<snip>", "snip", "--snip--",
        "- snip -",
    ]

    /// Nothing but blanks stands between the paragraph and the block, and no remark.
    private func isRightBelow(_ above: Leftover, _ block: Block) -> Bool {
        above.span.end <= block.span.start
            && (remarks.last.map { $0.span.end <= above.span.start } ?? true)
            && document[min(above.span.end, document.count)..<min(block.span.start, document.count)]
                .allSatisfy(\.isBlank)
    }

    /// The remark says something beside its place and badges: what follows may be no more of it.
    private func hasWords(_ pending: Pending) -> Bool {
        guard pending.remark.layout == .location else { return true }
        let start = LocationLabel(pending.remark.lead)?.end ?? 0
        return ([pending.remark.lead.slice(start..<pending.remark.lead.count)] + pending.remark.blocks.map(\.text))
            .contains { text in zip(text.bytes, text.styles).contains { $0.isWord && !$1.contains(.image) } }
    }

    /// A sentence of the paragraph rates it: "The lamp is never lit. Priority: high. Nobody sees the reef."
    func isRatedWithin(_ text: StyledText) -> Bool {
        guard text.bytes.contains(UInt8(ascii: ":")), RemarkEvidence(text).words >= 5 else { return false }
        return SentenceSplitter.sentences(of: text).dropFirst().prefix(20).contains { sentence in
            let part = text.slice(sentence)
            guard sentence.count <= 40, let field = FieldLabel(part), field.kind == .severity else { return false }
            let word = part.flat(min(field.end, part.count)..<part.count).strippedOfSigns
            return RemarkLead.ratedPart(of: word.hasSuffix(".") ? String(word.dropLast()) : word) != nil
        }
    }

    /// The kind of the remark and a colon open it: "nit:", "issue (blocking):".
    private func isKindLabelled(_ text: StyledText) -> Bool {
        RemarkLead(text, scale: scale).labels.contains { $0.hasSuffix(":") || $0.hasSuffix("：") }
    }

    /// Without a first line that is nothing but the address of the comment.
    private static func withoutAddress(_ text: StyledText) -> StyledText {
        guard text.bytes.has("https://", at: 0) || text.bytes.has("http://", at: 0),
            let end = text.bytes.firstIndex(of: .lineFeed), !text.bytes[..<end].contains(.space),
            LineReferenceScanner(text.slice(0..<end)).found.isEmpty
        else { return text }
        return text.slice(end..<text.count).trimmed()
    }

    /// The place has the first line for itself, and no other line is nothing but a place: it heads the paragraph.
    private func isHeader(_ label: LocationLabel, of text: StyledText) -> Bool {
        let lines = text.lines
        guard lines.count > 1, isLabelLine(text, label) else { return false }
        let own = lines.dropFirst().prefix(200).map { text.slice($0) }
        return !own.contains { line in LocationLabel(line).map { $0.end >= line.count } ?? false }
            && own.count { LocationLabel($0) != nil } * 2 < own.count
    }

    /// Labels, and after them a title in bold that ends the paragraph: "⚠️ Potential issue — **The title.**"
    private func endsInTitle(_ text: StyledText) -> Bool {
        let text = text.trimmed()
        guard !text.bytes.contains(.lineFeed), let last = text.styles.last, last.contains(.strong) else { return false }
        guard let start = text.styles.indices.first(where: { text.styles[$0].contains(.strong) }), start <= 60,
            text.runEnd(from: start, .strong) >= text.count
        else { return false }
        return PhraseKey(text.bytes[start...]).count > 1
    }

    /// The place has the paragraph's first line for itself.
    private func isLabelLine(_ text: StyledText, _ label: LocationLabel) -> Bool {
        guard let end = text.lines.first?.upperBound, end < text.count else { return false }
        return label.end >= end
    }
}
