import FindingsModel

/// Decides which of a section's subsections are remarks, and which only group them.
struct HeadingSeries {
    let remarkIndices: Set<Int>
    /// The subsections that tests or functions name, whose paragraphs are the remarks.
    let ofTests: Set<Int>

    func contains(_ index: Int) -> Bool { remarkIndices.contains(index) }

    init(_ section: Section, context: Remark.Context, scale: SeverityVocabulary.SignScale) {
        var strong: Set<Int> = []
        var weak: Set<Int> = []
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node else { continue }
            switch child.kind {
            case .heading, .label, .fold: break
            case .root, .leadIn: continue
            }
            switch Self.weigh(child, scale: scale) {
            case .strong: strong.insert(index)
            case .weak: weak.insert(index)
            case .group: break
            }
        }
        let isExpected = context.role == .remarks || context.role == .praise
        if weak.count + strong.count >= 2 || isExpected { strong.formUnion(weak) }
        // "### `testA`" above several remarks: so are the sections beside it, though they hold one.
        let named = section.nodes.indices.filter { index in
            guard case .section(let child) = section.nodes[index], case .heading = child.kind else { return false }
            return Self.isNameOfTest(child.title)
        }
        let isByTest =
            named.count > 1 && named.count * 2 > section.subsections.count
            && named.contains { index in
                guard case .section(let child) = section.nodes[index] else { return false }
                return Self.holdsSeveral(child)
            }
        ofTests = (isByTest ? Set(named) : []).union(Self.topics(section))
        remarkIndices = strong.subtracting(ofTests)
    }

    /// "Runtime", "Clock arithmetic": topics of a few words, of which two at least hold several paragraphs that each speak
    /// of a place or name of their own.
    private static func topics(_ section: Section) -> Set<Int> {
        var topics: Set<Int> = []
        var hasWord = false
        var several = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node else { continue }
            guard case .heading = child.kind, child.role == .neutral || child.role == .remarks else { continue }
            let blocks = child.directBlocks
            let isPlain = blocks.allSatisfy { block in
                switch block.kind {
                case .paragraph:
                    FieldLabel(block.text) == nil && !LocationLabel.isAtStart(of: block.text)
                        && block.text.styles.first?.contains(.strong) != true
                case .code: true
                default: false
                }
            }
            let count = PhraseKey(child.title.bytes[...]).count
            if SeverityVocabulary.severity(of: child.title.flat) != nil { return [] }
            guard child.subsections.isEmpty, !blocks.isEmpty, isPlain, count <= 5,
                child.title.bytes.first?.isDigit != true, LineReferenceScanner(child.title).found.isEmpty
            else { return [] }
            topics.insert(index)
            hasWord = hasWord || count == 1
            if holdsAnchored(blocks) { several += 1 }
        }
        return topics.count >= 3 && hasWord && several > 1 ? topics : []
    }

    /// Two paragraphs find fault, each with a place or a name in its first words that the one before it does not have.
    private static func holdsAnchored(_ blocks: [Block]) -> Bool {
        var seen: Set<String> = []
        var count = 0
        for block in blocks {
            guard case .paragraph = block.kind else { continue }
            let head = block.text.slice(0..<min(block.text.count, 100))
            var scanner = SymbolScanner()
            scanner.scan(head)
            let anchors = Set(scanner.symbols + LineReferenceScanner(head).found.map(\.range.description))
            let evidence = RemarkEvidence(block.text)
            if evidence.isRemark, !anchors.isEmpty, anchors.isDisjoint(with: seen) { count += 1 }
            seen.formUnion(anchors)
        }
        return count > 1
    }

    /// A rating stands before the title or behind it: "[High] Sleeps", "Sleeps [MAJOR]".
    private static func isRated(_ title: StyledText, _ lead: RemarkLead) -> Bool {
        if lead.severity != nil { return lead.start < title.count }
        var words = title.flat
        return FindingBuilder.trailingSeverity(&words) != nil && PhraseKey(words).count > 0
    }

    /// "Bug: the handler is registered twice": a kind of remark, and what this one says.
    private static func isKindAndTitle(_ title: StyledText) -> Bool {
        guard let colon = title.bytes.firstIndex(of: UInt8(ascii: ":")) ?? title.bytes.firstWideColon,
            PhraseKey(title.bytes[..<colon]).count <= 2
        else { return false }
        return PhraseKey(title.bytes[colon...]).count > 2
    }

    /// Nothing but names of code: "`testA`, `testB`".
    static func isNameOfTest(_ title: StyledText) -> Bool {
        guard title.styles.contains(where: { $0.contains(.code) }) else { return false }
        let bare = zip(title.bytes, title.styles).filter { !$1.contains(.code) }.map(\.0)
        return PhraseKey(bare[...]).count <= 1 && LineReferenceScanner(title).found.isEmpty
    }

    /// Two paragraphs or items that each find fault by themselves.
    private static func holdsSeveral(_ section: Section) -> Bool {
        var count = 0
        for block in section.directBlocks {
            switch block.kind {
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                if evidence.isRemark, count == 0 || ParagraphParts.turns(block.text, evidence) { count += 1 }
            case .list(let isOrdered):
                count += block.children.count > 1 && (isOrdered || section.directBlocks.count == 1) ? 2 : 0
            default: break
            }
        }
        return count > 1
    }

    private enum Weight { case strong, weak, group }

    private static func weigh(_ section: Section, scale: SeverityVocabulary.SignScale) -> Weight {
        let title = section.title
        guard !title.isBlank else { return .group }
        if case .label = section.kind { return .group }
        if case .fold = section.kind {
            // A fold is a remark where its summary links to the lines (pr-agent's "key issues").
            if title.links.contains(where: { BlobAnchor($0.destination) != nil }) { return .strong }
            let scanner = LineReferenceScanner(title)
            let isCount =
                title.bytes.last == UInt8(ascii: ")") && scanner.found.count == 1 && scanner.found[0].range.first < 100
                && scanner.found[0].range.first == scanner.found[0].range.last
                && (title.bytes.lastIndex(of: UInt8(ascii: "(")).map {
                    title.bytes[($0 + 1)...].dropLast().allSatisfy(\.isDigit)
                } ?? false)
            guard section.role == .neutral || section.role != .aside && isKindAndTitle(title), !isCount else {
                return .group
            }
            if scanner.found.contains(where: { $0.certainty == .firm }) { return .strong }
            let blocks = section.directBlocks
            if isTitleOfOne(title, above: blocks), section.subsections.isEmpty { return .weak }
            // A fold whose body says where: "1. Retry hides the failure", its text, its place.
            guard scanner.paths.isEmpty, PhraseKey(title.bytes[...]).count >= 2, section.subsections.isEmpty,
                let first = blocks.first, blocks.contains(where: hasPlaceLine),
                blocks.count > 1 || first.text.lines.count > 1
            else { return .group }
            return ItemMarker.length(in: title.trimmed(), at: 0) > 0 ? .strong : .weak
        }
        if severity(of: title, scale: scale) != nil { return .group }
        let lead = RemarkLead(title, scale: scale)
        let before = title.slice(0..<lead.start)
        let isNumbered = before.bytes.contains(where: \.isDigit) || ItemMarker.length(in: title, at: 0) > 0
        if !isNumbered, lead.severity == nil, crowd(section.directBlocks, scale: scale) > 2,
            !LineReferenceScanner(title).found.contains(where: { $0.certainty == .firm })
        {
            return .group
        }
        // Titles in bold with fields under each are remarks of their own, whatever stands above them.
        if !isNumbered, hasTitledParagraphs(section.directBlocks) { return .group }
        let scanner = LineReferenceScanner(title)
        let isPlaced = scanner.found.contains { $0.certainty == .firm }
        let items = section.directBlocks.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
        let remarkItems = items.filter { isRemarkLike($0, scale: scale) }.count
        var fields = fieldCount(section)
        // One remark is rated once: what holds several ratings is a chapter of them.
        if ratingCount(section) > 1 { fields = 0 }
        // "Summary: …" above a list of remarks is no part of one.
        if fields == 1, remarkItems > 1 { fields = 0 }
        // Nor is "File: a.rb" above headings of their own.
        let chapters = section.subsections.lazy.filter { $0.role != .field && $0.role != .aside }.count
        if fields == 1, !isNumbered, chapters > 1 { fields = 0 }
        let hasFieldSections = section.subsections.contains { $0.role == .field }
        switch section.role {
        case .remarks where isKindAndTitle(title): break
        case .aside, .verdict, .advice: return fields > 1 && isNumbered ? .strong : .group
        case .praise where !isPlaced, .remarks where !isPlaced:
            if fields == 0 || !isNumbered { return fields > 1 ? .strong : .group }
        case .praise, .remarks: break
        case .field, .neutral: break
        }
        if fields > 0 || hasFieldSections { return .strong }
        if let path = scanner.paths.first, scanner.found.isEmpty, title.count < path.path.utf8.count + 24 {
            return .group
        }
        let blocks = section.directBlocks
        let words = blocks.reduce(0) { sum, block in
            if case .paragraph = block.kind {
                sum + PhraseKey(block.text.bytes.prefix(400)).count
            } else {
                sum
            }
        }
        let hasGroups = section.subsections.contains { child in
            if case .heading = child.kind { return weigh(child, scale: scale) != .group || child.role == .neutral }
            return false
        }
        // "The `enter` function in line 12" says where, and nothing of what is wrong there.
        let telling = items.lazy.map { RemarkEvidence($0) }.filter {
            $0.hasFault || $0.hasAdvice || $0.hasPraise || $0.words > 9
        }.count
        let hasThemes = remarkItems >= 1 && remarkItems * 2 >= items.count && words < 25 && telling > 0
        let isMarked = isNumbered || isPlaced || isRated(title, lead)
        // "2. Coverage gaps" above nothing but items that each find fault.
        if fields == 0, !isPlaced, lead.severity == nil, PhraseKey(title.bytes[...]).count <= 3, items.count > 1,
            section.subsections.isEmpty, blocks.allSatisfy(\.isList),
            items.allSatisfy({ RemarkEvidence($0).isRemark && FieldLabel($0) == nil })
        {
            return .group
        }
        // What stands under it falls into remarks of its own, whatever the heading looks like.
        if hasSeries(blocks, scale: scale) { return .group }
        if isMarked { return hasGroups || hasThemes || !isNumbered && hasNumberedParagraphs(blocks) ? .group : .strong }
        if hasGroups || hasThemes || words < 6 { return .group }
        if PhraseKey(title.bytes[...]).count < 2, !title.styles.contains(where: { $0.contains(.code) }) {
            return .group
        }
        // Sub-remarks that places or bold titles mark are found one by one.
        let marked = blocks.filter { block in
            if case .paragraph = block.kind { return LocationLabel.isAtStart(of: block.text) }
            return false
        }.count
        if marked == 1, let place = blocks.firstIndex(where: isPlace),
            blocks.count > 1 || blocks[0].text.lines.count > 1
        {
            // The one place that the heading's remark is at, above its text or below it.
            return place == 0 || blocks[..<place].allSatisfy({ !LocationLabel.isAtStart(of: $0.text) }) ? .weak : .group
        }
        return marked > 0 || hasBoldParagraphs(blocks) ? .group : .weak
    }

    /// A few words above one or two paragraphs that find fault at a place: "Possible race", and what races where.
    private static func isTitleOfOne(_ title: StyledText, above blocks: [Block]) -> Bool {
        let paragraphs = blocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard (1...2).contains(paragraphs.count), (1...12).contains(PhraseKey(title.bytes[...]).count),
            !blocks.contains(where: \.isList)
        else { return false }
        let evidence = RemarkEvidence(paragraphs[0].text)
        return evidence.isRemark && !evidence.places.isEmpty && !LocationLabel.isAtStart(of: paragraphs[0].text)
    }

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

    /// One of the block's lines is nothing but a place.
    private static func hasPlaceLine(_ block: Block) -> Bool {
        block.text.lines.prefix(40).contains { line in
            var part = block
            part.text = block.text.slice(line)
            return isPlace(part)
        }
    }

    /// A paragraph whose first line is nothing but a place.
    private static func isPlace(_ block: Block) -> Bool {
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
            !"#./@[(".utf8.contains(text.bytes[start])
        {
            start += 1
        }
        guard let label = LocationLabel(text, from: start) else { return false }
        return !text.bytes[min(label.end, text.count)...].contains { $0.isLetter || $0.isDigit }
    }

    /// At least two paragraphs open with a bold title and go on: a series of remarks under a heading.
    private static func hasBoldParagraphs(_ blocks: [Block]) -> Bool {
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
    private static func hasSeries(_ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Bool {
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
    private static func fieldCount(_ section: Section) -> Int {
        var count = 0
        for block in section.directBlocks.prefix(60) {
            switch block.kind {
            case .paragraph:
                for line in block.text.lines.prefix(12) where isField(block.text, from: line.lowerBound) { count += 1 }
            case .list:
                for item in block.children.prefix(12) {
                    if let text = item.children.first?.text, isField(text, from: 0) { count += 1 }
                }
            default: break
            }
        }
        return count
    }

    /// How many of the section's own paragraphs hold a rating of their own.
    private static func ratingCount(_ section: Section) -> Int {
        section.directBlocks.prefix(60).count { block in
            guard case .paragraph = block.kind else { return false }
            return block.text.lines.prefix(12).contains {
                FieldLabel(block.text, from: $0.lowerBound)?.kind == .severity
            }
        }
    }

    /// The section's own paragraphs are a series of remarks: "**1. …**", "**2. …**".
    private static func hasNumberedParagraphs(_ blocks: [Block]) -> Bool {
        var count = 0
        for block in blocks {
            guard case .paragraph = block.kind, let first = block.text.bytes.first, first.isDigit,
                block.text.styles[0].contains(.strong),
                let mark = block.text.bytes.prefix(5).first(where: { !$0.isDigit }),
                mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
            else { continue }
            count += 1
            if count > 1 { return true }
        }
        return false
    }

    /// At least two paragraphs are a title in bold, each with named parts after it.
    private static func hasTitledParagraphs(_ blocks: [Block]) -> Bool {
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

    private static func isField(_ text: StyledText, from start: Int) -> Bool {
        guard let field = FieldLabel(text, from: start) else { return false }
        return field.kind == .severity || field.kind == .location || field.kind == .suggestion || field.kind == .body
    }

    private static func isRemarkLike(_ text: StyledText, scale: SeverityVocabulary.SignScale) -> Bool {
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

    /// The severity that a heading gives to all remarks under it: "High", "🔴 Critical issues (2)", "Nitpick comments".
    static func severity(of title: StyledText, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        // "A. High", "2) Minor"
        let marker = ItemMarker.length(in: title, at: 0)
        let phrase = title.flat(marker..<title.count)
        if phrase.utf8.count > 80 { return nil }
        if let severity = SeverityVocabulary.severity(of: phrase) {
            // "Remarks" or "Warnings" alone rate nothing; a rating word must stand there.
            return (severity, PhraseKey(phrase, keepDigits: true).text.trimmingSpaces)
        }
        if RemarkLead.isNit(phrase) { return (.low, PhraseKey(phrase).firstWord ?? phrase) }
        return nil
    }

    /// The alternative text of an HTML block's image.
    static func badge(_ text: StyledText) -> String? {
        guard let start = text.styles.firstIndex(where: { $0.contains(.image) }) else { return nil }
        return text.flat(start..<text.runEnd(from: start, .image))
    }
}

extension String {
    var trimmingSpaces: String {
        var out = self[...]
        while out.first == " " { out.removeFirst() }
        while out.last == " " { out.removeLast() }
        return String(out)
    }
}
