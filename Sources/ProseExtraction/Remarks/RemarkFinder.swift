import FindingsModel

/// Finds the remarks of a document: which items, headings, rows and paragraphs carry one, and what is only around them.
struct RemarkFinder {
    var remarks: [Remark] = []
    var leftovers: [Leftover] = []
    var flags: [String] = []
    var setAside: [SetAside] = []
    let document: [UInt8]
    let scale: SeverityVocabulary.SignScale
    var group = 0
    /// How the section that is being read lays out its remarks.
    var layout = SectionLayout()
    /// The text of a badge that stands above the place of the remark that it rates.
    var badgeAbove: String?
    /// The last block was a quote that an answer follows.
    var isAfterQuote = false
    /// The places that the quote names.
    var quotedPlaces: [LineReferenceScanner.Found] = []
    /// The block is the first of a section with a title.
    var isOpening = false

    /// Titles in bold are counted through the document, whatever heading they stand under: each is a remark's.
    private(set) var countsThrough = false

    /// What a bot sets below each of its comments.
    private(set) var footers: Set<String> = []

    /// The heading that all others stand under: what it opens with names the review.
    private(set) var documentTitle: ByteSpan?

    static let maximumRemarks = 5_000

    init(document: [UInt8], scale: SeverityVocabulary.SignScale) {
        self.document = document
        self.scale = scale
        countsThrough = CountedTitles.runThrough(document)
    }

    mutating func find(in outline: Section) {
        footers = RepeatedFooter.texts(in: outline, scale: scale)
        let titles = outline.subsections.filter { $0.kind == .heading(level: 1) }
        if titles.count == 1, titles[0].subsections.count(where: { $0.kind == .heading(level: 2) }) > 1 {
            documentTitle = titles[0].span
        }
        walk(outline, Remark.Context(), depth: 0)
    }

    // MARK: Sections

    mutating func walk(_ section: Section, _ outer: Remark.Context, depth: Int) {
        if depth > 48 { return }
        noteGrade(section, outer)
        if section.role == .aside {
            // "Comments suppressed due to low confidence", "Comments (8)" inside of a bot's overview.
            // So "Findings:" above a list in the log of the review.
            for child in section.subsections
            where child.kind != .leadIn && (child.role == .remarks || child.role == .aside)
                || child.role == .remarks && SectionContents.isListOfRemarks(child)
            {
                walk(child, outer, depth: depth + 1)
            }
            readScores(section, outer)
            return
        }
        var context = entering(section, outer)
        context.isOfTest = context.isOfTest || NamedTests.open(section.nodes)
        let remarkHeadings = HeadingSeries(section, context: context, scale: scale)
        group += 1
        let series = group
        let hasBoldSeries = hasBoldSeries(section, context)
        // Beside "Findings:" a list of "Tests:" tells what there is.
        let isSorted = section.kind != .root && SectionContents.hasListsOfRemarks(section)
        let hasChapters = section.nodes.count { if case .section = $0 { true } else { false } } > 1
        layout = SectionLayout(section)
        isAfterQuote = false
        let head = ReportHead.fields(opening: section)
        var pending: Pending?
        for (index, node) in section.nodes.enumerated() {
            switch node {
            case .section(let child):
                if pending != nil, child.kind != .root, belongs(child, to: pending) {
                    // "Severity: major" as the summary of a fold.
                    if child.role == .field, let field = FieldLabel(child.title), field.end < child.title.count {
                        pending?.remark.blocks.append(
                            Block(kind: .paragraph, text: child.title, span: child.span))
                    }
                    if child.role != .aside { pending?.remark.blocks.append(contentsOf: child.allBlocks) }
                    continue
                }
                close(&pending)
                if FormAnswer.isLeftEmpty(child) { continue }
                if let last = remarks.indices.last, remarks[last].group == series,
                    remarks[last].context.severity == nil, let rated = FormAnswer.rating(child)
                {
                    remarks[last].context.severity = rated.0
                    remarks[last].context.severityWord = rated.1
                    continue
                }
                if isSorted && SectionContents.isInventory(child)
                    || context.role == .neutral && SectionContents.isInventoryChapter(child)
                {
                    setAside.append(SetAside(span: child.span, reason: .contents))
                } else if hasChapters, isClearChapter(child) {
                    setAside.append(SetAside(span: child.span, reason: .nothing))
                } else if remarkHeadings.contains(index) {
                    addHeading(
                        child, context, group: series, depth: depth,
                        listsPlaces: remarkHeadings.placed.contains(index))
                } else {
                    let outer = layout
                    var inner = context
                    inner.isOfTest = remarkHeadings.ofTests.contains(index)
                    walk(child, inner, depth: depth + 1)
                    layout = outer
                }
            case .block(let block):
                if head.contains(index) {
                    skip(block, .chrome)
                    continue
                }
                isOpening = index == 0 && section.kind != .root
                if isOpening, ChapterRating.isOfList(block.text), ChapterRating.below(section) != nil {
                    skip(block, .chrome)
                    continue
                }
                let next = index + 1 < section.nodes.count ? section.nodes[index + 1] : nil
                if let badge = Self.badge(block, above: next)
                    ?? (isBehindRule(section, index) ? Self.badge(block, aboveText: next) : nil)
                {
                    close(&pending)
                    badgeAbove = badge
                    continue
                }
                read(block, context, group: series, hasBoldSeries: hasBoldSeries, &pending)
            }
        }
        close(&pending)
    }

    /// Nothing but blanks, rules, markup and a greeting stands behind `span`.
    func isAtEnd(_ span: ByteSpan) -> Bool {
        var words = 0
        var wasWord = false
        for byte in document[min(span.end, document.count)...].prefix(4_000) {
            if byte.isDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return false }
            if byte.isWord, !wasWord { words += 1 }
            wasWord = byte.isWord
            if words > 6 { return false }
        }
        return true
    }

    /// The paragraph judges the whole: it is labelled so, decides, or speaks as a parting judgement does.
    func concludes(_ text: StyledText) -> Bool {
        if VerdictReader.isStronglyLabelled(text) || VerdictReader.isVerdict(text) { return true }
        guard PhraseKey(text.bytes[...]).count <= 60,
            !LineReferenceScanner(text).found.contains(where: { $0.certainty == .firm })
        else { return false }
        return SentenceSplitter.sentences(of: text).prefix(3).contains {
            VerdictReader.score(text.flat($0), isLast: false) >= 10
        }
    }

    /// Most items are named parts of one remark, and `title` stands right above them.
    private func isFieldList(_ list: Block, below title: Leftover) -> Bool {
        guard title.span.end <= list.span.start, title.text.count <= 200, !Self.isVerdictLike(title.text),
            document[min(title.span.end, document.count)..<min(list.span.start, document.count)].allSatisfy(\.isBlank)
        else { return false }
        let kinds = list.children.compactMap { $0.children.first.flatMap { FieldLabel($0.text)?.kind } }
        let known = Set(kinds)
        return known.count >= 2 && kinds.count * 3 >= list.children.count * 2
            && (known.contains(.severity) || known.contains(.location))
    }

    /// A numbered list below a whole sentence, most items of which open with a place and go on to say what is there.
    private static func opensPlacedRemarks(_ list: Block, below lead: StyledText) -> Bool {
        guard case .list(isOrdered: true) = list.kind, list.children.count > 1,
            PhraseKey(lead.bytes[...]).count > 7
        else { return false }
        let items = list.children.prefix(60)
        let opened = items.count { item in
            guard let text = item.children.first?.text.trimmed() else { return false }
            return LocationLabel.isAtStart(of: text) && RemarkEvidence(text).words > 6
        }
        return opened > 1 && opened * 3 >= items.count * 2
    }

    /// Most items find fault with a place of their own.
    private static func isPlacedSeries(_ list: Block) -> Bool {
        let placed = list.children.prefix(60).count { item in
            guard let text = item.children.first?.text, FieldLabel(text) == nil else { return false }
            let evidence = RemarkEvidence(text)
            let scanner = LineReferenceScanner(text)
            let hasPlace =
                !scanner.found.isEmpty
                || text.codeStarts.contains { start in
                    let code = text.slice(start..<text.runEnd(from: start, .code))
                    return code.bytes.first?.isDigit == true
                        && code.bytes.allSatisfy { $0.isDigit || $0.isOne(of: "-–,") || $0.isWide }
                }
            return hasPlace && evidence.words > 4
        }
        return placed > 0 && placed * 3 >= min(list.children.count, 60) * 2
    }

    /// The block is the first below a rule, or of its section.
    private func isBehindRule(_ section: Section, _ index: Int) -> Bool {
        guard index > 0 else { return true }
        if case .block(let block) = section.nodes[index - 1] { return block.kind == .rule }
        return false
    }

    /// The alternative text of an image alone, above a place.
    static func badge(_ block: Block, above next: Section.Node?) -> String? {
        guard case .block(let following)? = next, LocationLabel.isAtStart(of: following.text) else { return nil }
        return badge(alone: block)
    }

    /// The rating that an image alone gives to the paragraph below it.
    private static func badge(_ block: Block, aboveText next: Section.Node?) -> String? {
        guard case .block(let following)? = next, case .paragraph = following.kind, let badge = badge(alone: block),
            RemarkLead.ratedPart(of: badge) != nil
        else { return nil }
        return badge
    }

    private static func badge(alone block: Block) -> String? {
        switch block.kind {
        case .paragraph, .html: break
        default: return nil
        }
        let isAlone = zip(block.text.bytes, block.text.styles).allSatisfy { $0.isBlank || $1.contains(.image) }
        return isAlone ? ChapterRating.badge(block.text) : nil
    }

    /// A remark that takes in the blocks after it.
    struct Pending {
        var remark: Remark
        var takesParagraphs: Bool
        var isEmpty: Bool
    }

    // MARK: Blocks

    mutating func read(
        _ block: Block, _ context: Remark.Context, group: Int, hasBoldSeries: Bool, _ pending: inout Pending?
    ) {
        switch block.kind {
        case .paragraph: readParagraph(block, context, group: group, hasBoldSeries: hasBoldSeries, &pending)
        case .list:
            if let waiting = pending, waiting.remark.layout == .boldLead, waiting.remark.blocks.isEmpty,
                waiting.takesParagraphs,
                !countsThrough || waiting.remark.lead.bytes.first?.isDigit != true,
                isTheme(waiting.remark.lead, items: block.children.compactMap(\.children.first?.text))
            {
                // "**The nitpicky**" above remarks of their own.
                leftovers.append(
                    Leftover(text: waiting.remark.lead, span: waiting.remark.span, context: waiting.remark.context))
                pending = nil
                addList(block, themed(waiting.remark.lead, context))
            } else if let waiting = pending, waiting.remark.layout == .boldLead, waiting.remark.blocks.isEmpty,
                waiting.takesParagraphs, Self.opensPlacedRemarks(block, below: waiting.remark.lead)
            {
                // "**The cause of the first two is one: …**" above remarks that each open with a place.
                leftovers.append(
                    Leftover(text: waiting.remark.lead, span: waiting.remark.span, context: waiting.remark.context))
                pending = nil
                addList(block, context)
            } else if let waiting = pending, waiting.isEmpty, waiting.remark.layout == .location,
                Self.isPlacedSeries(block)
            {
                // A range of lines above what is said of the lines in it.
                var inner = context
                inner.located += LineReferenceScanner(waiting.remark.lead).found.filter { $0.certainty == .firm }
                inner.path = LineReferenceScanner(waiting.remark.lead).paths.first?.path ?? inner.path
                pending = nil
                addList(block, inner)
            } else if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
                pending?.isEmpty = false
            } else if let title = leftovers.last, isFieldList(block, below: title) {
                // A line of words, and under it the list of the remark's named parts.
                leftovers.removeLast()
                add(
                    Remark(
                        layout: .labelled, lead: title.text, blocks: [block], context: context,
                        span: ByteSpan(title.span.start, block.span.end), group: group))
            } else {
                addList(block, context)
            }
        case .table:
            if pending != nil, pending?.takesParagraphs == true {
                pending?.remark.blocks.append(block)
            } else {
                close(&pending)
                addTable(block, context)
            }
        case .rule: close(&pending)
        case .code:
            if pending == nil, block.text.count < 2_000 {
                // "verdict: needs changes" among what a tool tells of its run.
                for line in block.text.lines
                where block.text.bytes[line].first?.isLetter == true
                    && VerdictReader.isStronglyLabelled(block.text.slice(line))
                {
                    leftovers.append(
                        Leftover(text: block.text.slice(line).trimmed(), span: block.span, context: context))
                }
            }
            if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
            }
        case .quote where Self.isRecordOfTool(block): skip(block, .chrome)
        case .quote where !layout.isReplySeries && isLetterAnswered(block): skip(block, .reply)
        case .quote:
            if layout.isReplySeries {
                close(&pending)
                isAfterQuote = true
                quotedPlaces = Self.places(in: block)
            } else if layout.isQuoteSeries, let text = SectionLayout.quotedRemark(block) {
                // What stands above only names or heads it.
                if let waiting = pending {
                    leftovers.append(
                        Leftover(text: waiting.remark.lead, span: waiting.remark.span, context: waiting.remark.context))
                    pending = nil
                }
                add(
                    Remark(
                        layout: .labelled, lead: text, blocks: Array(block.children.dropFirst()), context: context,
                        span: block.span, group: group))
            } else if let place = SectionLayout.quotedPlace(block) {
                close(&pending)
                pending = Pending(
                    remark: Remark(layout: .location, lead: place, context: context, span: block.span, group: group),
                    takesParagraphs: true, isEmpty: true)
            } else if let waiting = pending {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
                // The code below a title and its place is quoted first, and then comes what is said of it.
                if waiting.remark.blocks.isEmpty, block.children.allSatisfy(\.isCode),
                    SectionLayout.endsWithPlace(waiting.remark.lead)
                {
                    pending?.takesParagraphs = true
                }
            } else if let text = AlertQuote.remark(block) {
                remarks.append(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
            } else {
                // What code hosts quote under "requested changes": it may conclude, but is no remark.
                var quoted = context
                quoted.role = .verdict
                for child in block.children where child.kind == .paragraph {
                    leftovers.append(Leftover(text: child.text.trimmed(), span: child.span, context: quoted))
                }
            }
        case .html:
            if LocationLabel.isAtStart(of: block.text) || Self.isVerdictLike(block.text.trimmed()) {
                if Self.isVerdictLike(block.text.trimmed()) { close(&pending) }
                readParagraph(block, context, group: group, hasBoldSeries: hasBoldSeries, &pending)
            } else if BotChrome.isChrome(block.text.trimmed()) {
                skip(block, .chrome)
            } else if let alt = ChapterRating.badge(block.text), pending != nil {
                pending?.remark.labels.append(alt)
            } else if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
            }
        default: break
        }
    }

    /// "On Monday Ida wrote:" stands right above: the quote is the letter that is answered.
    private func isLetterAnswered(_ quote: Block) -> Bool {
        guard let above = leftovers.last, above.span.end <= quote.span.start,
            document[above.span.end..<min(quote.span.start, document.count)].allSatisfy({
                $0.isBlank || $0 == UInt8(ascii: ">")
            })
        else { return false }
        let words = above.text.trimmed().bytes
        return Self.citing.contains { words.has($0, at: words.count - $0.utf8CodeUnitCount) }
    }
    private static let citing: [StaticString] = [
        "wrote:", "writes:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "escreveu:", "ha scritto:", "schreef:",
        "написал:", "написала:", "napisał", "写道：", "写道:",
    ]

    /// "Username: …", "Created at: …", "Url: …": what a tool that saved the comments notes above each.
    static func isRecordOfTool(_ quote: Block) -> Bool {
        guard quote.children.count == 1, let text = quote.children.first?.text, text.count <= 1_200 else {
            return false
        }
        let lines = text.lines
        guard (2...12).contains(lines.count) else { return false }
        var hasAddress = false
        let named = lines.count { line in
            let words = text.slice(line).trimmed()
            guard let colon = words.bytes.prefix(24).firstIndex(of: UInt8(ascii: ":")), colon + 1 < words.count,
                words.bytes[colon + 1].isBlank, FieldLabel(words) == nil || PhraseKey(words.bytes[..<colon]).count == 1
            else { return false }
            hasAddress = hasAddress || (colon..<words.count).contains { words.bytes.has("://", at: $0) }
            return PhraseKey(words.bytes[..<colon]).count <= 2
        }
        return hasAddress && named == lines.count
    }

    /// The lines that a short quote names.
    private static func places(in quote: Block) -> [LineReferenceScanner.Found] {
        guard quote.children.count == 1, let text = quote.children.first?.text, text.count <= 600 else { return [] }
        return LineReferenceScanner(text).found.filter { $0.certainty == .firm }
    }

    // MARK: Kinds of remark

    mutating func close(_ pending: inout Pending?) {
        if let remark = pending?.remark {
            if remark.blocks.isEmpty, pending?.isEmpty == true || layout.isReplySeries && announces(remark) {
                leftovers.append(Leftover(text: remark.lead, span: remark.span, context: remark.context))
            } else {
                add(remark)
            }
        }
        pending = nil
    }

    mutating func add(_ remark: Remark) {
        guard remarks.count < Self.maximumRemarks else {
            if !flags.contains("findings cut") { flags.append("findings cut") }
            return
        }
        remarks.append(remark)
    }

    /// Notes for an explanation why `block` is no remark.
    mutating func skip(_ block: Block, _ reason: SetAside.Reason) {
        if setAside.count < Self.maximumRemarks { setAside.append(SetAside(span: block.span, reason: reason)) }
    }

    mutating func addLines(_ split: SplitParagraph, _ block: Block, _ context: Remark.Context) {
        let lines = lineSpans(of: block.span)
        func span(_ range: Range<Int>) -> ByteSpan {
            guard let first = lines.indices.contains(range.lowerBound) ? lines[range.lowerBound] : lines.last,
                let last = lines.indices.contains(range.upperBound - 1) ? lines[range.upperBound - 1] : lines.last
            else { return block.span }
            return ByteSpan(first.start, last.end)
        }
        if let tail = split.tail {
            leftovers.append(Leftover(text: tail.text.trimmed(), span: span(tail.lines), context: context))
        }
        let outer = context
        var context = context
        if let lead = split.lead {
            if split.items.contains(where: \.hasLocation), ChapterRating.severity(of: lead.text, scale: scale) == nil {
                leftovers.append(Leftover(text: lead.text, span: span(lead.lines), context: context))
            } else {
                context = themed(lead.text, context)
            }
        }
        group += 1
        for item in split.items where !item.text.isBlank && !isStruck(item.text) {
            let own = item.theme.map { themed($0, outer) } ?? context
            if own.role == .aside {
                setAside.append(SetAside(span: span(item.lines), reason: .chrome))
            } else if own.role == .verdict, outer.role != .verdict, LineReferenceScanner(item.text).found.isEmpty {
                leftovers.append(Leftover(text: item.text.trimmed(), span: span(item.lines), context: own))
            } else if let counted = CountedRemarks(item.text) {
                let inner = themed(counted.rating, own)
                for part in counted.parts {
                    add(Remark(layout: .item, lead: part, context: inner, span: span(item.lines), group: group))
                }
            } else if VerdictReader.isStronglyLabelled(item.text), item.lines.count == 1 {
                leftovers.append(Leftover(text: item.text.trimmed(), span: span(item.lines), context: own))
            } else {
                add(
                    Remark(
                        layout: item.hasLocation ? .terse : .item, lead: item.text.trimmed(), context: own,
                        span: span(item.lines), group: group))
            }
        }
    }

    func lineSpans(of span: ByteSpan) -> [ByteSpan] {
        var lines: [ByteSpan] = []
        var start = span.start
        var index = span.start
        while index < min(span.end, document.count) {
            if document[index] == .lineFeed {
                lines.append(ByteSpan(start, index))
                start = index + 1
            }
            index += 1
        }
        lines.append(ByteSpan(start, max(start, index)))
        return lines
    }

    // MARK: Tables

    mutating func addTable(_ table: Block, _ context: Remark.Context) {
        if let roles = OpposedColumns.roles(of: table) { return addOpposed(table, roles, context) }
        let table = TableLayout.grouped(table)
        // "Missing cases" above a row for each.
        let listsCases = context.headings.last.map { SectionRole.lacking.opens(PhraseKey($0)) } == true
        let isExpected = context.role == .remarks || context.role == .praise || listsCases
        guard let layout = TableLayout(table, isExpected: isExpected, listsCases: listsCases) else {
            // "Assessment | Needs work" in the review's head.
            let named = TableLayout.namedValues(table).filter {
                Self.isVerdictLike($0.text)
                    || VerdictReader.isGrade($0.text.flat)
                        && PhraseKey($0.text.bytes[...]).contains(anyOf: VerdictReader.thresholds)
            }
            if named.isEmpty {
                guard context.role != .verdict, let checks = StatusTable(table) else { return skip(table, .table) }
                group += 1
                for row in checks.remarks(of: table, context: context, group: group) { add(row) }
                for row in table.children.dropFirst() where checks.isMet(row) { skip(row, .ticked) }
                return
            }
            for row in named {
                leftovers.append(Leftover(text: row.text, span: row.span, context: context))
            }
            return
        }
        group += 1
        for row in layout.remarks(of: table, context: context, group: group, scale: scale) { add(row) }
    }
}
