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

    /// A quote of nothing but a place: "> `a_spec.rb` line 14", for the comment under it.
    static func quotedPlace(_ quote: Block) -> StyledText? {
        guard quote.children.count == 1, let first = quote.children.first, case .paragraph = first.kind else {
            return nil
        }
        let text = first.text.trimmed()
        guard let label = LocationLabel(text), label.end >= text.count else { return nil }
        return text
    }

    mutating func readParagraph(
        _ block: Block, _ context: Remark.Context, group: Int, hasBoldSeries: Bool, _ pending: inout Pending?
    ) {
        let text = block.text.trimmed()
        if text.isEmpty { return }
        if isStruck(text) { return skip(block, .struck) }
        if Self.isChrome(text) { return skip(block, .chrome) }
        if let label = LocationLabel(text) {
            if let split = SplitParagraph(text) {
                close(&pending)
                addLines(split, block, context)
                return
            }
            let rest = text.slice(label.end..<text.count)
            close(&pending)
            let isBare = isOnlyLocations(text, label) || isLabelRun(rest) || isRatingOnly(rest)
            var takes = isBare
            if !isBare { takes = isAllStrong(rest) }
            var remark = Remark(layout: .location, lead: text, context: context, span: block.span, group: group)
            if let badge = badgeAbove { remark.labels.append(badge) }
            badgeAbove = nil
            pending = Pending(remark: remark, takesParagraphs: takes, isEmpty: isBare)
            return
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
                takesParagraphs: true, isEmpty: !text.bytes.contains(.lineFeed))
            return
        }
        // "praise: …" after a finished comment is a remark of its own.
        if pending?.remark.blocks.isEmpty == false,
            RemarkLead(text, scale: scale).labels.contains(where: { $0.hasSuffix(":") })
        {
            close(&pending)
        }
        if pending?.takesParagraphs == true, pending?.remark.layout == .location || !opensRemark(text, context) {
            if let waiting = pending,
                waiting.remark.layout == .location
                    || !Self.isVerdictLike(text) && !VerdictReader.decides(text)
            {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
                pending?.isEmpty = false
                return
            }
        }
        if let field = FieldLabel(text), let waiting = pending, field.kind != .title,
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
                takesParagraphs: isAllStrong(text), isEmpty: false)
        case .bold where !hasBoldSeries && LineReferenceScanner(text).found.isEmpty:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        case .bold(let isAll):
            pending = Pending(
                remark: Remark(layout: .boldLead, lead: text, context: context, span: block.span, group: group),
                takesParagraphs: isAll, isEmpty: false)
        case .plain:
            leftovers.append(Leftover(text: text, span: block.span, context: context))
        }
    }

    /// Several paragraphs of the section open with a number or bullet that Markdown does not know: "（1）…", "一、…".
    func hasMarkedSeries(_ section: Section) -> Bool {
        var count = 0
        var wasMarked = false
        for node in section.nodes {
            guard case .block(let block) = node else {
                if wasMarked { return false }
                continue
            }
            // A marked line above a list heads the list.
            if block.isList, wasMarked { return false }
            wasMarked = false
            if case .paragraph = block.kind, ItemMarker.length(in: block.text, at: 0) > 0 {
                count += 1
                wasMarked = true
            }
        }
        return count > 1
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
        if isMarkedSeries, ItemMarker.length(in: text, at: 0) > 0 { return .labelled }
        let lead = RemarkLead(text, scale: scale)
        if lead.start < text.count {
            if lead.severity != nil {
                return VerdictReader.findsNothing(text.slice(lead.start..<text.count)) ? .plain : .labelled
            }
            if lead.labels.contains(where: { $0.hasSuffix(":") || $0.hasSuffix("：") }) { return .labelled }
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
        return .bold(isAll: end >= text.count || PhraseKey(text.bytes[end...]).isEmpty)
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
