import FindingsModel

/// Sections: what a heading hands down to the remarks under it, headings that are remarks, and grades.
extension RemarkFinder {
    /// A score card whose column of remarks tells something, and the grade that it comes to.
    mutating func readScores(_ section: Section, _ outer: Remark.Context) {
        guard PhraseKey(section.title.bytes[...]).contains(anyOf: Self.scoreWords) else { return }
        for block in section.directBlocks {
            switch block.kind {
            case .table where TableLayout(block, isExpected: false) != nil:
                // Why a score is what it is repeats remarks, where there are any.
                var own = outer
                own.isRepeat = true
                addTable(block, own)
            case .paragraph where VerdictReader.isGrade(block.text.flat):
                var own = outer
                own.role = .verdict
                leftovers.append(Leftover(text: block.text.trimmed(), span: block.span, context: own))
            default: break
            }
        }
    }

    static let scoreWords: PhraseSet = [
        "score", "scores", "scorecard", "score card", "ratings", "metrics", "points", "bewertung", "notation",
        "puntuación", "pontuação", "punteggio", "оценки", "评分", "採点", "점수",
    ]

    /// "### Confidence score: 3/5", "## Verdict: needs work": a heading that is itself the conclusion.
    mutating func noteGrade(_ section: Section, _ context: Remark.Context) {
        guard section.kind != .root, section.kind != .leadIn, (6...160).contains(section.title.count) else { return }
        let value = VerdictReader.label(of: section.title)
        let concludes = value.map { PhraseKey(section.title.bytes[min($0, section.title.count)...]).count > 0 } ?? false
        guard concludes || VerdictReader.isGrade(section.title.flat) else { return }
        var own = context
        own.role = .verdict
        let line = lineSpans(of: section.span).first ?? section.span
        leftovers.append(Leftover(text: section.title.trimmed(), span: line, context: own))
    }

    /// "High priority (before the release)" above "None found.", beside other chapters.
    func isClearChapter(_ child: Section) -> Bool {
        if Self.isTickedOff(child) { return true }
        guard case .heading = child.kind, child.nodes.count < 4, child.subsections.isEmpty,
            child.role == .neutral || ChapterRating.severity(of: child.title, scale: scale) != nil
                || ChapterRating.opening(of: child.title, scale: scale) != nil
        else { return false }
        let blocks = child.directBlocks.filter { $0.kind != .rule }
        guard blocks.count == 1 else { return false }
        if blocks[0].kind == .paragraph { return CriteriaSections.isClear(blocks[0].text) }
        // "- None."
        let items = blocks[0].isList ? blocks[0].children : []
        return items.count == 1 && items[0].children.count == 1
            && items[0].children.first.map { CriteriaSections.isClear($0.text.trimmed()) } == true
    }

    /// What ends the title of a topic, "1. Error handling — MINOR", rates what has a code below it.
    private static func ratingOfCoded(_ section: Section) -> (Severity, String)? {
        guard section.directBlocks.first.map(HeadingWeight.opensWithCode) == true else { return nil }
        var title = section.title.flat
        return FindingBuilder.trailingSeverity(&title)
    }

    /// "5. Scope creep — ✅ OK" above what names no place: one of the things that were looked at, and nothing is wrong with it.
    private static func isTickedOff(_ child: Section) -> Bool {
        let title = child.title.flat
        guard case .heading = child.kind, child.subsections.isEmpty, title.utf8.count <= 120,
            let dash = ["—", "–", " - ", ":"].compactMap({ title.lastByteRange(of: $0)?.upperBound }).max()
        else { return false }
        guard SettledStatus.isFine(String(title[dash...]).trimmingSpaces) else { return false }
        return child.directBlocks.allSatisfy { LineReferenceScanner($0.text).found.isEmpty }
    }

    func belongs(_ child: Section, to pending: Pending?) -> Bool {
        guard let pending else { return false }
        switch child.kind {
        case .leadIn:
            // "**No tests of its own.**" above "Not tested:" and what is not.
            if child.role == .remarks, SectionRole.listsWhatIsUntested(child.title.flat) { return false }
            // "Read it; here goes:" under a quote opens a list of remarks.
            if layout.isReplySeries, announces(pending.remark),
                SectionContents.crowd(child.directBlocks, scale: scale) > 1
            {
                return false
            }
            if pending.takesParagraphs || pending.remark.layout == .location { return true }
            // "**Slow waits.** The bulb is waited for:" above nothing but the lines where it is.
            let items = child.directBlocks.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
            return pending.remark.layout == .boldLead && PlaceList.onlyTells(items, isStated: true)
        case .fold:
            if child.role == .remarks || Self.opensWithPlace(child) { return false }
            return pending.remark.layout == .location || child.role == .aside || child.role == .field
        case .label: return child.role == .field
        case .heading: return child.role == .field
        case .root: return false
        }
    }

    /// The section's own first paragraph is a place: it holds comments, and is no part of one.
    static func opensWithPlace(_ section: Section) -> Bool {
        guard case .block(let first)? = section.nodes.first, case .paragraph = first.kind,
            let label = LocationLabel(first.text.trimmed())
        else { return false }
        return label.end >= first.text.trimmed().count
    }

    private static func holdsHeadings(_ section: Section) -> Bool {
        section.subsections.contains { if case .heading = $0.kind { true } else { false } }
    }

    /// Nothing but words that end with a colon.
    func announces(_ remark: Remark) -> Bool {
        remark.layout == .labelled && remark.blocks.isEmpty && remark.lead.bytes.hasColonAtEnd
    }

    func entering(_ section: Section, _ outer: Remark.Context) -> Remark.Context {
        var context = outer
        guard !section.title.isEmpty else { return context }
        let title = section.title.flat
        // "## Review of the parser: ✅ approved" signs the whole, and no remark in it.
        let isTitle =
            outer.headings.isEmpty && (section.kind == .heading(level: 1) || Self.holdsHeadings(section))
            && (SectionRole.isTitleOfReview(title) || SectionRole.isMixed(PhraseKey(title)))
        if !isTitle, section.kind != .leadIn || section.role != .neutral {
            // The tick before "Findings" praises nothing.
            context.headings.append(section.role == .remarks ? title.strippedOfSigns : title)
        }
        if section.role != .neutral && section.role != .field { context.role = section.role }
        if section.role == .verdict || section.role == .advice { context.isRepeat = true }
        // "### Key findings" within the summary repeats as the summary does.
        let isDeep: Bool =
            switch section.kind {
            case .heading(let level): level > 2
            case .label, .leadIn, .fold: !outer.headings.isEmpty
            case .root: false
            }
        // What advice has under a heading of problems is no advice.
        let isOfProblems =
            if case .heading = section.kind {
                section.role == .remarks && SectionRole.namesProblems(title)
                    && (outer.role == .advice || outer.role == .verdict && Self.holdsHeadings(section))
            } else { false }
        let isWithin =
            outer.isRepeat && isDeep && !isOfProblems && (outer.role == .verdict || outer.role == .advice)
        if section.role == .remarks || section.role == .praise, !isWithin {
            context.isRepeat = false
        }
        if let rated = ChapterRating.severity(of: section.title, scale: scale)
            ?? (section.span == documentTitle ? nil : ChapterRating.opening(of: section.title, scale: scale))
            ?? ChapterRating.below(section)
            ?? ChapterRating.closing(of: section.title) ?? ChapterRating.signed(section, scale: scale)
            ?? Self.ratingOfCoded(section)
        {
            // The green sign of a scale praises nothing.
            if scale.ratesHeadings, let last = context.headings.indices.last, context.headings[last] == title {
                context.headings[last] = title.strippedOfSigns
            }
            context.severity = rated.0
            context.severityWord = rated.1
            context.isObliged = SeverityVocabulary.isObligation(section.title.flat)
            if section.role == .neutral { context.role = .remarks }
        } else if section.role == .praise {
            context.severity = nil
        }
        let scanner = LineReferenceScanner(section.title)
        if let path = scanner.paths.first, section.title.count < path.path.utf8.count + 40,
            !Self.namesReport(path.path)
        {
            context.path = path.path
        }
        // "a_test.go (2)" counts the file's comments.
        let isCounted =
            scanner.found.count == 1 && scanner.found[0].range.first == scanner.found[0].range.last
            && (title.hasSuffix(")") || scanner.paths.first.map { isNameAndCount(section.title, $0) } == true)
        if !isCounted { context.located += scanner.found.filter { $0.certainty == .firm } }
        return context
    }

    /// "Review of the cache (review.md)": the text that the review is, and not what was reviewed.
    private static func namesReport(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."),
            ["md", "txt", "html", "pdf"].contains(name[dot...].dropFirst().lowercased())
        else { return false }
        return SectionRole.isTitleOfReview(String(name[..<dot]))
    }

    /// - Parameter listsPlaces: what the items of its list open with are the remark's lines.
    mutating func addHeading(_ section: Section, _ context: Remark.Context, group: Int, depth: Int, listsPlaces: Bool) {
        var inner = context
        if section.role == .praise { inner.role = .praise }
        var chapters: [Section] = []
        let blocks = section.nodes.enumerated().flatMap { index, node -> [Block] in
            switch node {
            case .block(let block):
                if case .paragraph = block.kind, footers.contains(block.text.trimmed().flat) { return [] }
                let isLast = index == section.nodes.count - 1 && isAtDocumentsEnd(block.span)
                let isAfterList = section.nodes[..<index].contains { node in
                    switch node {
                    case .block(let block): block.isList
                    case .section(let child): child.directBlocks.contains(where: \.isList)
                    }
                }
                // The review's conclusion below its last remark.
                if case .paragraph = block.kind,
                    VerdictReader.isStronglyLabelled(block.text)
                        || listsPlaces && isLast && isAfterList && VerdictReader.label(of: block.text) == nil
                            && LineReferenceScanner(block.text).found.isEmpty
                        || block.span.start > section.span.start && isAtEnd(block.span) && section.nodes.count > 1
                            && concludes(block.text.trimmed())
                {
                    leftovers.append(Leftover(text: block.text.trimmed(), span: block.span, context: context))
                    return []
                }
                return [block]
            case .section(let child):
                if child.role == .aside || Self.isAftermath(child.title) { return [] }
                if Self.isChapter(child) {
                    chapters.append(child)
                    return []
                }
                // The words before a list stand above it as a paragraph already.
                if child.kind == .leadIn || SectionContents.isFigure(child.title) { return child.allBlocks }
                return [Block(kind: .heading(level: 6), text: child.title, span: child.span)] + child.allBlocks
            }
        }
        var span = section.span
        if let first = chapters.first { span.end = max(span.start, min(span.end, first.span.start)) }
        var remark = Remark(
            layout: .heading, lead: BotChrome.withoutAuthor(section.title), blocks: blocks, context: inner,
            span: span, group: group)
        if listsPlaces {
            remark.located = blocks.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
                .flatMap { PlaceList.opening(of: $0)?.places ?? [] }
        }
        add(remark)
        for chapter in chapters { walk(chapter, context, depth: depth + 1) }
    }

    private func isAtDocumentsEnd(_ span: ByteSpan) -> Bool {
        document[min(span.end, document.count)...].allSatisfy(\.isBlank)
    }

    /// A fold of comments, each at a place, that only comes after the remark: "🧹 Nitpick comments (3)".
    private static func isChapter(_ section: Section) -> Bool {
        guard section.kind == .fold, section.role == .remarks else { return false }
        return opensWithPlace(section) || section.subsections.contains { $0.kind == .fold && $0.role != .aside }
            || section.directBlocks.contains { block in
                switch block.kind {
                case .paragraph: return LocationLabel.isAtStart(of: block.text.trimmed())
                case .list:
                    return block.children.contains { item in
                        item.children.first.map { LocationLabel.isAtStart(of: $0.text) } ?? false
                    }
                default: return false
                }
            }
    }

    /// What became of the remark, and what was said of it: "Discussion", "Remediation plan".
    static func isAftermath(_ title: StyledText) -> Bool {
        aftermath.contains(PhraseKey(title.bytes[...]).text.trimmingSpaces)
    }

    static let aftermath: Set<String> = [
        "discussion", "remediation plan", "resolution", "client response", "team response", "response", "update",
        "status", "found by", "escalation", "judgement", "judgment",
    ]

    /// The context of the items under a theme: "1. **Speed and duplication**".
    func themed(_ lead: StyledText, _ context: Remark.Context) -> Remark.Context {
        var section = Section(kind: .label, title: lead, span: ByteSpan(0, 0))
        let start = LabelLine.roman(lead) ?? LabelLine.paragraphSign(lead) ?? 0
        section.title = lead.slice(start..<lead.count).trimmed()
        section.role = SectionRole(heading: section.title.flat)
        return entering(section, context)
    }
}
