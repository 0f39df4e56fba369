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

    mutating func readParagraph(
        _ block: Block, _ context: Remark.Context, group: Int, hasBoldSeries: Bool, _ pending: inout Pending?
    ) {
        let text = BotChrome.withoutAuthor(Self.withoutAddress(block.text.trimmed()))
        if text.isEmpty { return }
        if isStruck(text) { return skip(block, .struck) }
        if VerdictReader.trailer(text) != nil {
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
        if isAfterQuote {
            isAfterQuote = false
            if !Self.isVerdictLike(text), !VerdictReader.isVerdict(text), !BotChrome.isChrome(text),
                LocationLabel(text) == nil
            {
                close(&pending)
                pending = Pending(
                    remark: Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group),
                    takesParagraphs: true, isEmpty: false)
                return
            }
        }
        if Self.isChrome(text) || BotChrome.isChrome(text) { return skip(block, .chrome) }
        if layout.placesFollowItems, pending == nil, let last = remarks.indices.last, remarks[last].layout == .item,
            SectionLayout.isPlaceAlone(text)
        {
            remarks[last].blocks.append(block)
            remarks[last].span.end = block.span.end
            return
        }
        if context.role != .verdict, let meta = MetaLine(text) {
            close(&pending)
            var words = text.slice(meta.end..<text.count).trimmed()
            var rest: [Block] = []
            if let line = words.lines.first, line.upperBound < words.count, line.count <= 120,
                let last = words.bytes[line].last, !",.;:".utf8.contains(last)
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
            if opens || text.bytes.hasColonAtEnd { close(&pending) }
            if opens, FieldLabel(text) == nil {
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
        close(&pending)
        if context.role != .verdict, let split = SplitParagraph(text) {
            addLines(split, block, context)
            return
        }
        switch opening(of: text, context) {
        case .labelled:
            pending = Pending(
                remark: Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group),
                takesParagraphs: isAllStrong(text) || layout.isMarkedSeries && SectionLayout.isIdentifiedTitle(text),
                isEmpty: false)
        case .bold(_) where !hasBoldSeries && LineReferenceScanner(text).found.isEmpty:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        case .bold where addTopic(text, block, context, group: group): break
        case .bold(let isAll):
            pending = Pending(
                remark: Remark(layout: .boldLead, lead: text, context: context, span: block.span, group: group),
                takesParagraphs: isAll, isEmpty: false)
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
        case .plain where context.isOfTest && context.role != .verdict: addOfTest(text, block, context, group: group)
        case .plain:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        }
    }

    /// The remark says something beside its place and badges: what follows may be no more of it.
    private func hasWords(_ pending: Pending) -> Bool {
        guard pending.remark.layout == .location else { return true }
        let start = LocationLabel(pending.remark.lead)?.end ?? 0
        return ([pending.remark.lead.slice(start..<pending.remark.lead.count)] + pending.remark.blocks.map(\.text))
            .contains { text in zip(text.bytes, text.styles).contains { $0.isWord && !$1.contains(.image) } }
    }

    /// A sentence of the paragraph rates it: "The lamp is never lit. Priority: high. Nobody sees the reef."
    private func isRatedWithin(_ text: StyledText) -> Bool {
        guard text.bytes.contains(UInt8(ascii: ":")), RemarkEvidence(text).words >= 5 else { return false }
        return SentenceSplitter.sentences(of: text).dropFirst().prefix(20).contains { sentence in
            let part = text.slice(sentence)
            guard sentence.count <= 40, let field = FieldLabel(part), field.kind == .severity else { return false }
            let word = part.flat(min(field.end, part.count)..<part.count).strippedOfSigns
            return RemarkLead.ratedPart(of: word.hasSuffix(".") ? String(word.dropLast()) : word) != nil
        }
    }

    /// Under the name of a test each paragraph is a remark, but for one that goes on with the last.
    private mutating func addOfTest(_ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int) {
        let evidence = RemarkEvidence(text)
        let isFirst = remarks.last?.group != group
        if evidence.isRemark, isFirst || ParagraphParts.standsAlone(text, evidence) {
            add(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
        } else if !isFirst {
            remarks[remarks.count - 1].blocks.append(block)
            remarks[remarks.count - 1].span.end = block.span.end
        } else {
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        }
    }

    /// A tick, a cross or a thumb before a sentence.
    private func opensWithJudgingSign(_ text: StyledText) -> Bool {
        guard text.bytes[0].isWide, RemarkEvidence(text).words >= 5 else { return false }
        return RemarkLead(text, scale: scale).labels.contains { label in
            Self.judgingSigns.contains { label.hasPrefix($0) }
        }
    }
    private static let judgingSigns = ["✅", "☑", "✔", "👍", "👏", "❌", "✖", "✘", "👎"]

    /// A paragraph without a title after one with a title in bold: another remark on the topic, where it stands by itself.
    private mutating func addFollower(
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
    private mutating func addTopic(_ text: StyledText, _ block: Block, _ context: Remark.Context, group: Int) -> Bool {
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

    /// Several paragraphs of the section open in bold: their layout, not the title of the whole.
    func hasBoldSeries(_ section: Section, _ context: Remark.Context) -> Bool {
        var count = context.role == .remarks || context.role == .praise ? 1 : 0
        for case .block(let block) in section.nodes {
            guard case .paragraph = block.kind, case .bold = opening(of: block.text.trimmed(), context) else {
                continue
            }
            count += 1
            if count > 1 { return true }
        }
        return false
    }

    enum Opening {
        case labelled, bold(isAll: Bool), plain
    }

    func opensRemark(_ text: StyledText, _ context: Remark.Context) -> Bool {
        if case .plain = opening(of: text, context) { return false }
        return true
    }

    /// What the first words of a paragraph say: a severity or kind, a bold title, or nothing.
    func opening(of text: StyledText, _ context: Remark.Context) -> Opening {
        if Self.isVerdictLike(text) || context.role == .verdict { return .plain }
        if layout.isMarkedSeries, ItemMarker.length(in: text, at: 0) > 0 || SectionLayout.isIdentifiedTitle(text) {
            return .labelled
        }
        if hasFieldLines(text) { return .labelled }
        let lead = RemarkLead(text, scale: scale)
        if lead.start < text.count {
            // "thought: we could merge when …"
            if lead.severity == nil, isConclusion(text.flat(lead.start..<text.count)) { return .plain }
            if lead.severity != nil {
                return VerdictReader.findsNothing(text.slice(lead.start..<text.count)) ? .plain : .labelled
            }
            if lead.labels.contains(where: { $0.hasSuffix(":") || $0.hasSuffix("：") }) { return .labelled }
        }
        // "**Good.** The gate closes by itself."
        if lead.start < text.count, !lead.labels.isEmpty, text.styles[0].contains(.strong), FieldLabel(text) == nil,
            text.runEnd(from: 0, .strong) <= lead.start, !VerdictReader.findsNothing(text)
        {
            return .bold(isAll: false)
        }
        guard lead.start < text.count, text.styles[lead.start].contains(.strong), FieldLabel(text) == nil else {
            return .plain
        }
        let end = text.runEnd(from: lead.start, .strong)
        let run = text.flat(lead.start..<end)
        if VerdictReader.findsNothing(text.slice(lead.start..<text.count)) { return .plain }
        if SectionRole(heading: run) == .verdict || PhraseKey(run).isEmpty { return .plain }
        // A single stressed word of a sentence opens nothing.
        if PhraseKey(run).count < 2, end < text.count, text.bytes[end] == .space,
            !run.hasSuffix(".") && !run.hasSuffix(":")
        {
            return .plain
        }
        return .bold(isAll: end >= text.count || PhraseKey(text.bytes[end...]).isEmpty || isOnlyPlaces(text, from: end))
    }

    /// One sentence that decides on the whole.
    private func isConclusion(_ words: String) -> Bool {
        guard words.utf8.count <= 240, VerdictReader.score(words, isLast: false) >= 10 else { return false }
        let text = StyledText(words)
        let sentences = SentenceSplitter.sentences(of: text)
        return sentences.count <= 2 && LineReferenceScanner(text).found.isEmpty
            && sentences.last.map { VerdictReader.outcome(ofSentence: text.flat($0)) != .commented } ?? false
    }

    /// A title, and under it lines that are its named parts.
    private func hasFieldLines(_ text: StyledText) -> Bool {
        let lines = text.lines
        guard lines.count > 2 else { return false }
        var kinds: Set<FieldLabel.Kind> = []
        for line in lines.dropFirst().prefix(16) {
            if let field = FieldLabel(text, from: line.lowerBound), field.end <= line.upperBound + 1 {
                kinds.insert(field.kind)
            }
        }
        return kinds.count >= 2 && (kinds.contains(.severity) || kinds.contains(.location))
    }

    /// From `start` on the text only tells places: "(`a.ts:45`, lines 50-52)".
    private func isOnlyPlaces(_ text: StyledText, from start: Int) -> Bool {
        let scanner = LineReferenceScanner(text)
        let places = (scanner.found.map(\.place) + scanner.paths.map(\.place)).filter { $0.lowerBound >= start }
        if places.isEmpty { return false }
        return (start..<text.count).allSatisfy { index in
            !text.bytes[index].isWord || places.contains { $0.contains(index) }
        }
    }

    /// A paragraph that a label says is the conclusion: "**Verdict:** …", "TL;DR: …".
    static func isVerdictLike(_ text: StyledText) -> Bool { VerdictReader.label(of: text) != nil }

    func isStruck(_ text: StyledText) -> Bool {
        zip(text.bytes, text.styles).allSatisfy { $0.isBlank || $1.contains(.struck) }
    }

    func isOnlyLocations(_ text: StyledText, _ label: LocationLabel) -> Bool {
        if label.end >= text.count { return true }
        return text.lines.allSatisfy { line in
            let piece = text.slice(line)
            guard let label = LocationLabel(piece) else { return piece.isBlank }
            return label.end >= piece.count
        }
    }

    /// Only labels and badges: "_⚠️ Potential issue_ | ![high](…)".
    func isLabelRun(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.emphasis) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun && text.count < 200
    }

    /// The two words of "🧹 **Maintainability** · _Low_": a kind, and a rating.
    private static func kindAndRating(_ text: StyledText) -> [String]? {
        guard text.count <= 80 else { return nil }
        let parts = text.flat.split(whereSeparator: { "·|•".contains($0) }).map { String($0).strippedOfSigns }
            .filter { !$0.isEmpty }
        guard parts.count == 2, parts.allSatisfy({ PhraseKey($0).count <= 2 }),
            parts.count(where: { RemarkLead.ratedPart(of: $0) != nil }) == 1
        else { return nil }
        return parts
    }

    /// Nothing but a severity and labels: "· 🟠 Medium".
    func isRatingOnly(_ text: StyledText) -> Bool {
        guard text.count < 80 else { return false }
        if RemarkLead.ratedPart(of: text.flat.strippedOfSigns) != nil { return true }
        return RemarkLead(text, scale: scale).start >= text.count
    }

    func isAllStrong(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.strong) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun
    }
}
