import FindingsModel

/// What stands under a heading, as far as it tells whether the heading is a remark's title or a chapter of remarks: named
/// parts of one remark, or series of remarks of their own.
enum SectionContents {
    /// How many remarks the section's own blocks hold by themselves: rows of a table of remarks, titled lists of fields, items
    /// that each name a place, paragraphs that open with a rating and one.
    static func crowd(_ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Int {
        var count = 0
        var isAfterTitle = false
        for block in blocks.prefix(400) {
            switch block.kind {
            case .table:
                if TableLayout(block, isExpected: false) != nil { count += block.children.count - 1 }
            case .list:
                let fields = block.children.count { $0.children.first.flatMap { FieldLabel($0.text) } != nil }
                if fields * 3 >= block.children.count * 2 {
                    count += isAfterTitle && fields > 1 ? 1 : 0
                } else {
                    if opensWithFiles(block) {
                        count += block.children.count
                        continue
                    }
                    count += block.children.prefix(60).count { item in
                        guard let text = item.children.first?.text else { return false }
                        let evidence = RemarkEvidence(text)
                        let isPlaced =
                            !evidence.places.isEmpty
                            || text.bytes.first?.isDigit == true
                                && LineReferenceScanner(text, startsAtLocation: true).found.first?.place.lowerBound == 0
                        return isPlaced && evidence.words > 5
                    }
                }
            default: break
            }
            if case .paragraph = block.kind {
                let evidence = RemarkEvidence(block.text)
                if evidence.isRemark, !evidence.places.isEmpty, RemarkLead(block.text, scale: scale).severity != nil {
                    count += 1
                }
                isAfterTitle = block.text.count <= 200 && FieldLabel(block.text) == nil
            } else {
                isAfterTitle = false
            }
        }
        return count
    }

    /// Three items or more, each of which opens with a file of its own and finds fault with it.
    private static func opensWithFiles(_ list: Block) -> Bool {
        guard (3...60).contains(list.children.count) else { return false }
        var files: Set<String> = []
        for item in list.children {
            guard let text = item.children.first?.text, let path = LineReferenceScanner(text).paths.first,
                path.place.lowerBound <= 2, files.insert(path.path).inserted
            else { return false }
            let evidence = RemarkEvidence(text)
            guard evidence.words > 9, evidence.hasFault || evidence.hasAdvice else { return false }
        }
        return true
    }

    /// At least half of the paragraphs and items, and two, say of a place of their own what is wrong there or what to do.
    static func isOfRemarks(_ blocks: [Block]) -> Bool {
        var all = 0
        var telling = 0
        var placed = 0
        func weigh(_ text: StyledText) {
            let evidence = RemarkEvidence(text)
            guard evidence.words > 3 else { return }
            all += 1
            if !evidence.places.isEmpty, evidence.words > 7, evidence.hasCode { placed += 1 }
            if !evidence.places.isEmpty, evidence.hasFault || evidence.hasAdvice && !evidence.hasPraise,
                evidence.words > 7, !VerdictReader.findsNothing(text)
            {
                telling += 1
            }
        }
        for block in blocks.prefix(60) {
            switch block.kind {
            case .paragraph: weigh(block.text)
            case .list: for first in block.children.prefix(60).compactMap(\.children.first) { weigh(first.text) }
            default: break
            }
        }
        return telling > 1 && telling * 2 >= all || telling > 0 && placed > 2 && placed * 3 >= all * 2
    }

    /// One of the block's lines is nothing but a place.
    static func hasPlaceLine(_ block: Block) -> Bool {
        block.text.lines.prefix(40).contains { line in
            var part = block
            part.text = block.text.slice(line)
            return isPlace(part)
        }
    }

    /// A paragraph whose first line is nothing but a place.
    static func isPlace(_ block: Block) -> Bool {
        switch block.kind {
        case .paragraph, .html: break
        default: return false
        }
        let whole = block.text.trimmed()
        let text = whole.slice(whole.lines.first ?? 0..<whole.count).trimmed()
        guard text.count <= 240 else { return false }
        // A sign before it: "📄 tests/a.php[5-6]".
        var start = 0
        while start < text.count, !text.bytes[start].isLetter, !text.bytes[start].isDigit,
            !text.bytes[start].isOne(of: "#./@[(")
        {
            start += 1
        }
        guard let label = LocationLabel(text, from: start) else { return false }
        return !text.bytes[min(label.end, text.count)...].contains { $0.isLetter || $0.isDigit }
    }

    /// How many of the blocks are nothing but a place with a paragraph after it, how many of these are quotes, and whether
    /// the first block is such a place.
    static func headedPlaces(_ blocks: [Block]) -> (all: Int, quoted: Int, opens: Bool) {
        var all = 0
        var quoted = 0
        for (block, next) in zip(blocks, blocks.dropFirst()).prefix(400) {
            guard case .paragraph = next.kind, !isPlace(next) else { continue }
            if case .quote = block.kind {
                if SectionLayout.quotedPlace(block) != nil { quoted += 1 }
            } else if isPlace(block) {
                all += 1
            }
        }
        let first = blocks.first
        return (all + quoted, quoted, first.map { isPlace($0) || SectionLayout.quotedPlace($0) != nil } ?? false)
    }

    /// A paragraph of two lines or more, each behind a cross, a sign of alarm or a tick: "⚠️ The zone is never reset."
    static func opensWithSigns(_ blocks: [Block]) -> Bool {
        let signs = ["❌", "⚠", "✖", "✗", "🚨", "❗", "👎"]
        return blocks.prefix(20).contains { block in
            guard block.kind == .paragraph, block.text.bytes.first?.isWide == true else { return false }
            let lines = block.text.lines.prefix(40).map { block.text.flat($0) }
            return lines.count(where: { line in signs.contains { line.hasPrefix($0) } }) > 1
        }
    }

    /// At least two paragraphs open with a bold title and go on: a series of remarks under a heading.
    static func hasBoldParagraphs(_ blocks: [Block]) -> Bool {
        var count = 0
        var others = 0
        for block in blocks {
            guard case .paragraph = block.kind, let style = block.text.styles.first else { continue }
            let end = style.contains(.strong) ? block.text.runEnd(from: 0, .strong) : 0
            let isTitled = end > 2 && FieldLabel(block.text) == nil && PhraseKey(block.text.bytes[..<end]).count > 0
            if isTitled, end < block.text.count { count += 1 } else { others += 1 }
        }
        return count > 1 && count >= others
    }

    /// Titles in bold that each carry a number or a place, or lines that each open with a sign or place: a series of remarks.
    static func hasSeries(_ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Bool {
        var titled = 0
        var others = 0
        let marked = blocks.count { block in
            if case .paragraph = block.kind { return ItemMarker.length(in: block.text, at: 0) > 0 }
            return false
        }
        if marked > 1, marked * 2 > blocks.count { return true }
        for block in blocks {
            guard case .paragraph = block.kind, let style = block.text.styles.first else { continue }
            if let split = SplitParagraph(block.text), split.items.count > 1,
                split.lead == nil || split.items.count > 2
            {
                return true
            }
            let end = style.contains(.strong) ? block.text.runEnd(from: 0, .strong) : 0
            let title = block.text.slice(0..<end)
            let isTitled =
                end > 2 && FieldLabel(block.text) == nil
                && (OrdinalCode.length(in: block.text, at: 0) > 0
                    || LineReferenceScanner(title).found.contains { $0.certainty == .firm })
            if isTitled { titled += 1 } else { others += 1 }
        }
        return titled > 1 && titled * 2 >= others
    }

    /// How many of the section's own paragraphs and items are named parts of a remark.
    static func fieldCount(_ section: Section) -> Int {
        var count = 0
        for block in section.directBlocks.prefix(60) {
            switch block.kind {
            case .paragraph:
                for line in block.text.lines.prefix(12) where isField(block.text, from: line.lowerBound) { count += 1 }
            // "- File: …", "- Date: …" tell of the report.
            case .list where ReportHead.isAll(of: block): break
            case .list:
                for item in block.children.prefix(12) {
                    if let text = item.children.first?.text, isField(text, from: 0) { count += 1 }
                }
            default: break
            }
        }
        return count
    }

    /// "Issue: …" and "Recommendation: …" stand under the heading: a remark, whatever its title reads like.
    static func hasProblemAndAdvice(_ section: Section) -> Bool {
        var kinds: Set<FieldLabel.Kind> = []
        for block in section.directBlocks.prefix(12) where block.kind == .paragraph {
            for line in block.text.lines.prefix(12) {
                if let field = FieldLabel(block.text, from: line.lowerBound), field.end < line.upperBound {
                    kinds.insert(field.kind)
                }
            }
        }
        return kinds.isSuperset(of: [.body, .suggestion])
    }

    /// How many of the section's own paragraphs hold a rating of their own.
    static func ratingCount(_ section: Section) -> Int {
        section.directBlocks.prefix(60).count { block in
            guard case .paragraph = block.kind else { return false }
            return block.text.lines.prefix(12).contains {
                FieldLabel(block.text, from: $0.lowerBound)?.kind == .severity
            }
        }
    }

    /// The section's own paragraphs are a series of remarks: "**1. …**", "**2. …**".
    static func hasNumberedParagraphs(_ blocks: [Block]) -> Bool {
        blocks.lazy.filter(isNumberedInBold).prefix(2).count > 1
    }

    /// "**1. The gate is read too early** (line 34)".
    static func isNumberedInBold(_ block: Block) -> Bool {
        guard case .paragraph = block.kind, let first = block.text.bytes.first, first.isDigit,
            block.text.styles[0].contains(.strong),
            let mark = block.text.bytes.prefix(5).first(where: { !$0.isDigit })
        else { return false }
        return mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
    }

    /// At least two paragraphs are a title in bold, each with named parts after it.
    static func hasTitledParagraphs(_ blocks: [Block]) -> Bool {
        var count = 0
        var isAfterTitle = false
        for block in blocks {
            guard case .paragraph = block.kind, let style = block.text.styles.first else {
                isAfterTitle = false
                continue
            }
            if isField(block.text, from: 0) {
                if isAfterTitle { count += 1 }
                isAfterTitle = false
            } else {
                isAfterTitle =
                    style.contains(.strong) && block.text.runEnd(from: 0, .strong) >= block.text.count
                    && !block.text.bytes.contains(.lineFeed)
            }
        }
        return count > 1
    }

    /// Two titles in bold, each with a recommendation of its own before the next: one remark is advised once.
    static func advisesSeveral(_ blocks: [Block]) -> Bool {
        var told = 0
        var isTitled = false
        for block in blocks.prefix(400) where block.kind == .paragraph || block.isList {
            let texts = block.isList ? block.children.compactMap(\.children.first?.text) : [block.text]
            for text in texts {
                let lines = text.lines.prefix(12)
                if block.kind == .paragraph, text.styles.first?.contains(.strong) == true, FieldLabel(text) == nil,
                    PhraseKey(text.bytes[..<text.runEnd(from: 0, .strong)]).count > 1
                {
                    isTitled = true
                }
                if isTitled, lines.contains(where: { FieldLabel(text, from: $0.lowerBound)?.kind == .suggestion }) {
                    told += 1
                    isTitled = false
                }
            }
        }
        return told > 1
    }

    /// Paragraphs whose first line is all in bold, and the next a field, "**Finding 2.1 — …**", "Severity: high": the first of
    /// the blocks, or two.
    static func hasTitledRecords(_ blocks: [Block]) -> Bool {
        func isTitled(_ block: Block) -> Bool { block.kind == .paragraph && hasTitleAndField(block.text) }
        if blocks.first.map(isTitled) == true || blocks.prefix(400).count(where: isTitled) > 1 { return true }
        return hasTitlesOfFieldLists(blocks)
    }

    /// Lines all in bold that each stand right above a list of fields, "**B1. The gate stays open**", "- File: a.swift:4",
    /// "- Fix: close it": two, or one that a code counts.
    private static func hasTitlesOfFieldLists(_ blocks: [Block]) -> Bool {
        var count = 0
        for (title, list) in zip(blocks, blocks.dropFirst()).prefix(400) {
            guard title.kind == .paragraph, list.isList, title.text.styles.first?.contains(.strong) == true,
                title.text.runEnd(from: 0, .strong) >= title.text.count, !title.text.bytes.contains(.lineFeed),
                FieldLabel(title.text) == nil, !LocationLabel.isAtStart(of: title.text),
                list.children.count > 1,
                list.children.count(where: { $0.children.first.map { isField($0.text, from: 0) } == true }) * 3
                    >= list.children.count * 2
            else { continue }
            count += OrdinalCode.length(in: title.text, at: 0) > 0 && title.text.bytes[0].isUpper ? 2 : 1
        }
        return count > 1
    }

    /// A line all in bold, more than a place, and on the next one a field.
    static func hasTitleAndField(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true, !LocationLabel.isAtStart(of: text) else { return false }
        let lines = text.lines
        return lines.count > 1 && text.runEnd(from: 0, .strong) >= lines[0].upperBound
            && FieldLabel(text) == nil && isField(text, from: lines[1].lowerBound)
    }

    /// Nothing but a table of figures or of what is covered, which lists no remarks, and a line or two without a fault.
    static func isFigureTable(_ section: Section) -> Bool {
        guard section.nodes.count <= 6 else { return false }
        var tables = 0
        var words = 0
        for node in section.nodes {
            guard case .block(let block) = node else { return false }
            switch block.kind {
            case .table:
                guard block.children.count > 2, TableLayout(block, isExpected: false) == nil else { return false }
                tables += 1
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                guard FieldLabel(block.text) == nil, !evidence.hasFault, !evidence.hasAdvice else { return false }
                words += evidence.words
            case .rule: break
            default: return false
            }
        }
        return tables > 0 && words < 20
    }

    /// "Not tested:" stands right above a list of three items or more.
    static func listsUntested(_ section: Section) -> Bool {
        section.nodes.contains { node in
            guard case .section(let child) = node, child.kind == .label || child.kind == .leadIn,
                child.role == .remarks, SectionRole.listsWhatIsUntested(child.title.flat)
            else { return false }
            return child.nodes.contains {
                if case .block(let list) = $0 { list.isList && list.children.count > 2 } else { false }
            }
        }
    }

    /// Two items at least, and nearly all of them open with what is missing: "No test that …".
    static func listsWhatIsMissing(_ section: Section) -> Bool {
        let items = section.directBlocks.filter(\.isList).flatMap(\.children).prefix(60).compactMap(
            \.children.first?.text)
        return items.count > 1
            && items.count { SectionRole.lacking.opens(PhraseKey($0.bytes.prefix(80))) } * 3 >= items.count * 2
    }

    /// An item that is only a name, "- Problems:", above several items of their own.
    static func hasFieldsOfSeveral(_ blocks: [Block]) -> Bool {
        blocks.contains { block in block.isList && block.children.contains(where: isFieldOfSeveral) }
    }

    /// "**Issues:**" or "**What is good:**" above a list of several items, each of them a remark.
    static func hasListsOfRemarks(_ section: Section) -> Bool {
        listsOfRemarks(section).contains { list in
            !list.isUnderHeading && list.items.count > 1
                && list.items.allSatisfy { PhraseKey($0.bytes[...]).count > 2 }
        }
    }

    /// "Strengths" and "Weaknesses", each above a list, no single remark has both; nor has one a heading "Issues" above several.
    static func weighsBoth(_ section: Section) -> Bool {
        let lists = listsOfRemarks(section)
        let isBoth = Set(lists.map(\.role)).count > 1
        return isBoth && lists.reduce(0) { $0 + $1.items.count } > 2
            || lists.contains { $0.isUnderHeading && ($0.items.count > 1 || isBoth) }
            || weighsInText(section) || weighsInLabels(section)
    }

    /// "Good: it closes the gate." beside "Issues:" above a list, or "Issues: none."
    private static func weighsInLabels(_ section: Section) -> Bool {
        var roles: Set<SectionRole> = []
        for node in section.nodes.prefix(40) {
            switch node {
            case .block(let block):
                guard block.kind == .paragraph,
                    let colon = block.text.bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")),
                    (1...3).contains(PhraseKey(block.text.bytes[..<colon]).count), FieldLabel(block.text) == nil
                else { continue }
                roles.insert(SectionRole(heading: block.text.flat(0..<colon)))
            case .section(let child):
                if child.kind == .leadIn || child.kind == .label { roles.insert(child.role) }
            }
        }
        return roles.isSuperset(of: [.praise, .remarks])
    }

    /// Text under both, with titles in bold or headings of its own. Of "Bad:" and "Good:" above code alone each is half of one
    /// remark.
    private static func weighsInText(_ section: Section) -> Bool {
        var roles: Set<SectionRole> = []
        for child in section.subsections where child.role == .praise || child.role == .remarks {
            let titled = child.directBlocks.prefix(60).count { block in
                block.kind == .paragraph && block.text.styles.first?.contains(.strong) == true
                    && FieldLabel(block.text) == nil && PhraseKey(block.text.bytes[...]).count > 1
            }
            if titled > 0 || !child.subsections.isEmpty { roles.insert(child.role) }
        }
        return roles.count > 1
    }

    private struct ListOfRemarks {
        let role: SectionRole
        let isUnderHeading: Bool
        let items: [StyledText]
    }

    /// The lists right under labels and headings that say of what kind their items are.
    private static func listsOfRemarks(_ section: Section) -> [ListOfRemarks] {
        section.subsections.flatMap { child -> [ListOfRemarks] in
            let isHeading = if case .heading = child.kind { true } else { false }
            guard isHeading || child.kind == .label || child.kind == .leadIn,
                child.role == .praise || child.role == .remarks
            else { return [] }
            return child.directBlocks.filter(\.isList).compactMap { list in
                let items = list.children.compactMap(\.children.first?.text)
                guard !items.isEmpty, !items.contains(where: { FieldLabel($0) != nil }) else { return nil }
                return ListOfRemarks(role: child.role, isUnderHeading: isHeading, items: items)
            }
        }
    }

    /// "Tests:" above a list of two names of code or more, each with what it is for.
    static func isInventory(_ section: Section) -> Bool {
        guard section.kind == .label || section.kind == .leadIn, section.role == .neutral, section.subsections.isEmpty,
            !RemarkEvidence(section.title).hasFault
        else { return false }
        let blocks = section.directBlocks.filter { $0.kind != .rule }
        guard blocks.count == 1, blocks[0].isList, blocks[0].children.count > 1 else { return false }
        return blocks[0].children.allSatisfy { item in
            guard let text = item.children.first?.text, text.styles.first?.contains(.code) == true else { return false }
            return LineReferenceScanner(text).found.isEmpty
        }
    }

    /// A heading above nothing but names of code, each with a few words for what it is, "- `tide` - moon and sun", and a line or
    /// two before and after: what there is, and nothing of what is wrong with it.
    static func isInventoryChapter(_ section: Section) -> Bool {
        guard case .heading = section.kind, section.role == .neutral, !RemarkEvidence(section.title).hasFault,
            SeverityVocabulary.severity(of: section.title.flat) == nil
        else { return false }
        var items = 0
        for block in section.allBlocks where block.kind != .rule {
            switch block.kind {
            case .list:
                for item in block.children {
                    guard item.children.count == 1, let text = item.children.first?.text.trimmed(),
                        text.styles.first?.contains(.code) == true
                    else { return false }
                    let end = text.runEnd(from: 0, .code)
                    let evidence = RemarkEvidence(text.slice(end..<text.count))
                    guard end < text.count, evidence.words > 0, evidence.words <= 12, !evidence.hasFault,
                        !evidence.hasAdvice, !evidence.hasPraise, LineReferenceScanner(text).found.isEmpty
                    else { return false }
                    items += 1
                }
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                guard evidence.words <= 8, !evidence.hasFault, !evidence.hasAdvice else { return false }
            default: return false
            }
        }
        return items > 1
    }

    static func isFieldOfSeveral(_ item: Block) -> Bool {
        guard item.children.count == 2, item.children[1].isList, item.children[1].children.count > 1 else {
            return false
        }
        let name = item.children[0].text.trimmed()
        if let field = FieldLabel(name) {
            return field.end >= name.count && (field.kind == .body || field.kind == .title)
        }
        guard name.bytes.hasColonAtEnd, PhraseKey(name.bytes[...]).count <= 3 else { return false }
        let heading = name.flat.trimmingColon
        return SectionRole(heading: heading) == .remarks && !PhraseKey(heading).contains(anyOf: wishes)
    }
    /// What is to be done, which repeats what is wrong.
    private static let wishes: PhraseSet = [
        "suggestion", "suggestions", "improvement", "improvements", "verbesserungen", "améliorations", "mejoras",
        "melhorias",
        "miglioramenti", "улучшения", "改进", "改善", "개선",
    ]

    /// Nothing but lists whose boxes are all ticked.
    static func isTicked(_ blocks: [Block]) -> Bool {
        !blocks.isEmpty
            && blocks.allSatisfy { block in
                block.isList
                    && block.children.allSatisfy { item in
                        if case .item(_, true) = item.kind { true } else { false }
                    }
            }
    }

    /// Nothing but lists of two items at least, most of which tell something, under a line or two of words.
    static func isListOfRemarks(_ section: Section) -> Bool {
        var items = 0
        var telling = 0
        var words = 0
        for block in section.nodes.prefix(60).flatMap(Self.blocks) {
            switch block.kind {
            case .list:
                for item in block.children.prefix(200) {
                    guard let text = item.children.first?.text else { continue }
                    if FieldLabel(text) != nil { return false }
                    items += 1
                    if PhraseKey(text.bytes[...]).count > 4 { telling += 1 }
                }
            case .paragraph: words += PhraseKey(block.text.bytes.prefix(400)).count
            case .rule, .code: break
            default: return false
            }
        }
        return items > 1 && telling * 3 >= items * 2 && words < 25
    }

    private static func blocks(of node: Section.Node) -> [Block] {
        switch node {
        case .block(let block): [block]
        case .section(let section):
            section.kind == .leadIn ? section.directBlocks : [Block(kind: .html, span: section.span)]
        }
    }

    static func isField(_ text: StyledText, from start: Int) -> Bool {
        guard let field = FieldLabel(text, from: start) else { return false }
        return field.kind == .severity || field.kind == .location || field.kind == .suggestion || field.kind == .body
    }

    static func isRemarkLike(_ text: StyledText, scale: SeverityVocabulary.SignScale) -> Bool {
        if FieldLabel(text) != nil { return false }
        let lead = RemarkLead(text, scale: scale)
        if lead.severity != nil || !lead.labels.isEmpty { return true }
        if lead.start < text.count,
            text.styles[lead.start].contains(.strong) || text.styles[lead.start].contains(.emphasis)
        {
            return true
        }
        return LineReferenceScanner(text).found.contains { $0.certainty != .bare }
    }

    /// A table of three rows or more that are no named parts: what stands above it names them all.
    static func isTableOfSeveral(_ blocks: [Block]) -> Bool {
        blocks.contains { block in
            guard case .table = block.kind, block.children.count > 3 else { return false }
            return !block.children.contains { row in
                row.children.contains { FieldLabel($0.text) != nil }
                    || row.children.count == 2
                        && FieldLabel.kind(of: row.children[0].text.flat) != nil
            }
        }
    }

    /// Two paragraphs at least are nothing but a place, and words stand between them.
    static func hasPlacesAlone(_ blocks: [Block]) -> Bool {
        var count = 0
        var hasWords = true
        for block in blocks {
            guard case .paragraph = block.kind else { continue }
            if SectionLayout.isPlaceAlone(block.text.trimmed()) {
                if hasWords { count += 1 }
                hasWords = false
            } else {
                hasWords = true
            }
        }
        return count > 1 && hasWords
    }

    /// The first paragraph is nothing but a rating in bold.
    static func isRatedBelow(_ blocks: [Block]) -> Bool {
        guard blocks.count > 1, case .paragraph = blocks[0].kind else { return false }
        return LabelLine.isRating(blocks[0].text.trimmed())
    }

    /// The first line under the heading, and none below it, is nothing but places, stressed or behind a sign, or places and a
    /// rating: "*lines 12-15 – importance: high*", "📍 L9 · 🟡". What stands below it is said of the heading.
    static func hasOwnPlaceLine(_ section: Section, scale: SeverityVocabulary.SignScale) -> Bool {
        guard section.subsections.isEmpty else { return false }
        let paragraphs = section.directBlocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard (2...4).contains(paragraphs.count), !section.directBlocks.contains(where: \.isList) else { return false }
        func isPlaceLine(_ block: Block) -> Bool {
            let text = block.text.trimmed()
            return RatedPlace(text, scale: scale) != nil
                || SectionLayout.isPlaceAlone(text)
                    && (text.bytes.first?.isWide == true || text.styles.allSatisfy { $0.contains(.emphasis) })
        }
        return isPlaceLine(paragraphs[0]) && paragraphs.dropFirst().allSatisfy { !isPlaceLine($0) }
            && !paragraphs.dropFirst().contains { LocationLabel.isAtStart(of: $0.text) || LabelLine.opensBold($0) }
    }

    /// What a bot gives its own remark: "Suggestion importance[1-10]: 8", "Confidence: 0.7".
    static func isFigure(_ title: StyledText) -> Bool {
        guard title.count <= 60, let colon = title.bytes.lastIndex(of: UInt8(ascii: ":")), colon > 2 else {
            return false
        }
        let value = title.bytes[(colon + 1)...].filter { !$0.isBlank }
        return (1...6).contains(value.count) && value.allSatisfy { $0.isDigit || $0.isOne(of: "/.%") }
            && (1...5).contains(PhraseKey(title.bytes[..<colon]).count)
    }

    /// A few words above one or two paragraphs that find fault at a place: "Possible race", and what races where.
    static func isTitleOfOne(_ title: StyledText, above blocks: [Block]) -> Bool {
        let paragraphs = blocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard (1...2).contains(paragraphs.count), (1...12).contains(PhraseKey(title.bytes[...]).count),
            !blocks.contains(where: \.isList)
        else { return false }
        let evidence = RemarkEvidence(paragraphs[0].text)
        return evidence.isRemark && !evidence.places.isEmpty && !LocationLabel.isAtStart(of: paragraphs[0].text)
    }
}
