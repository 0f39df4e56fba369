import FindingsModel

/// Finds the remarks of a document: which items, headings, rows and paragraphs carry one, and what is only around them.
struct RemarkFinder {
    private(set) var remarks: [Remark] = []
    private(set) var leftovers: [Leftover] = []
    private(set) var flags: [String] = []
    private(set) var setAside: [SetAside] = []
    let document: [UInt8]
    let scale: SeverityVocabulary.SignScale
    var group = 0
    private var isMarkedSeries = false
    /// The text of a badge that stands above the place of the remark that it rates.
    private var badgeAbove: String?

    static let maximumRemarks = 5_000

    init(document: [UInt8], scale: SeverityVocabulary.SignScale) {
        self.document = document
        self.scale = scale
    }

    mutating func find(in outline: Section) {
        walk(outline, Remark.Context(), depth: 0)
    }

    // MARK: Sections

    private mutating func walk(_ section: Section, _ outer: Remark.Context, depth: Int) {
        if section.role == .aside || depth > 48 { return }
        let context = entering(section, outer)
        let remarkHeadings = HeadingSeries(section, context: context, scale: scale).remarkIndices
        group += 1
        let series = group
        let hasBoldSeries = hasBoldSeries(section, context)
        isMarkedSeries = hasMarkedSeries(section)
        var pending: Pending?
        for (index, node) in section.nodes.enumerated() {
            switch node {
            case .section(let child):
                if pending != nil, child.kind != .root, belongs(child, to: pending) {
                    if child.role != .aside { pending?.remark.blocks.append(contentsOf: child.allBlocks) }
                    continue
                }
                close(&pending)
                if remarkHeadings.contains(index) {
                    addHeading(child, context, group: series)
                } else {
                    let outerSeries = isMarkedSeries
                    walk(child, context, depth: depth + 1)
                    isMarkedSeries = outerSeries
                }
            case .block(let block):
                if let badge = Self.badge(
                    block, above: index + 1 < section.nodes.count ? section.nodes[index + 1] : nil)
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

    /// The alternative text of an image alone, above a place.
    private static func badge(_ block: Block, above next: Section.Node?) -> String? {
        guard case .block(let following)? = next, LocationLabel.isAtStart(of: following.text) else { return nil }
        switch block.kind {
        case .paragraph, .html: break
        default: return nil
        }
        let isAlone = zip(block.text.bytes, block.text.styles).allSatisfy { $0.isBlank || $1.contains(.image) }
        return isAlone ? HeadingSeries.badge(block.text) : nil
    }

    /// A remark that takes in the blocks after it.
    struct Pending {
        var remark: Remark
        var takesParagraphs: Bool
        var isEmpty: Bool
    }

    private func belongs(_ child: Section, to pending: Pending?) -> Bool {
        guard let pending else { return false }
        switch child.kind {
        case .leadIn: return pending.takesParagraphs || pending.remark.layout == .location
        case .fold: return pending.remark.layout == .location || child.role == .aside || child.role == .field
        case .label: return child.role == .field
        case .heading: return child.role == .field
        case .root: return false
        }
    }

    private func entering(_ section: Section, _ outer: Remark.Context) -> Remark.Context {
        var context = outer
        guard !section.title.isEmpty else { return context }
        let title = section.title.flat
        if section.kind != .leadIn || section.role != .neutral { context.headings.append(title) }
        if section.role != .neutral && section.role != .field { context.role = section.role }
        if section.role == .verdict || section.role == .advice { context.isRepeat = true }
        if section.role == .remarks || section.role == .praise { context.isRepeat = false }
        if let rated = HeadingSeries.severity(of: section.title, scale: scale) {
            context.severity = rated.0
            context.severityWord = rated.1
            if section.role == .neutral { context.role = .remarks }
        } else if section.role == .praise {
            context.severity = nil
        }
        let scanner = LineReferenceScanner(section.title)
        if let path = scanner.paths.first, section.title.count < path.path.utf8.count + 40 { context.path = path.path }
        // "a_test.go (2)" counts the file's comments.
        let isCounted =
            title.hasSuffix(")") && scanner.found.count == 1
            && scanner.found[0].range.first == scanner.found[0].range.last
        if !isCounted { context.located += scanner.found.filter { $0.certainty == .firm } }
        return context
    }

    // MARK: Blocks

    private mutating func read(
        _ block: Block, _ context: Remark.Context, group: Int, hasBoldSeries: Bool, _ pending: inout Pending?
    ) {
        switch block.kind {
        case .paragraph: readParagraph(block, context, group: group, hasBoldSeries: hasBoldSeries, &pending)
        case .list:
            if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
                pending?.isEmpty = false
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
            if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
            }
        case .quote:
            if let place = Self.quotedPlace(block) {
                close(&pending)
                pending = Pending(
                    remark: Remark(layout: .location, lead: place, context: context, span: block.span, group: group),
                    takesParagraphs: true, isEmpty: true)
            } else if pending != nil {
                pending?.remark.blocks.append(block)
                pending?.remark.span.end = block.span.end
            } else if let text = AlertQuote.remark(block) {
                remarks.append(Remark(layout: .labelled, lead: text, context: context, span: block.span, group: group))
            }
        case .html:
            if LocationLabel.isAtStart(of: block.text) {
                readParagraph(block, context, group: group, hasBoldSeries: hasBoldSeries, &pending)
            } else if let alt = HeadingSeries.badge(block.text), pending != nil {
                pending?.remark.labels.append(alt)
            }
        default: break
        }
    }

    /// "Tip: …", "Commands: …": a line of the bot's own.
    private static func isChrome(_ text: StyledText) -> Bool {
        guard let colon = text.bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), FieldLabel(text) == nil else {
            return false
        }
        return SectionRole(heading: text.flat(0..<colon)) == .aside
    }

    /// A quote of nothing but a place: "> `a_spec.rb` line 14", for the comment under it.
    private static func quotedPlace(_ quote: Block) -> StyledText? {
        guard quote.children.count == 1, let first = quote.children.first, case .paragraph = first.kind else {
            return nil
        }
        let text = first.text.trimmed()
        guard let label = LocationLabel(text), label.end >= text.count else { return nil }
        return text
    }

    private mutating func readParagraph(
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
    private func hasMarkedSeries(_ section: Section) -> Bool {
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
    private func hasBoldSeries(_ section: Section, _ context: Remark.Context) -> Bool {
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

    private enum Opening {
        case labelled, bold(isAll: Bool), plain
    }

    private func opensRemark(_ text: StyledText, _ context: Remark.Context) -> Bool {
        if case .plain = opening(of: text, context) { return false }
        return true
    }

    /// What the first words of a paragraph say: a severity or kind, a bold title, or nothing.
    private func opening(of text: StyledText, _ context: Remark.Context) -> Opening {
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

    private func isStruck(_ text: StyledText) -> Bool {
        zip(text.bytes, text.styles).allSatisfy { $0.isBlank || $1.contains(.struck) }
    }

    private func isOnlyLocations(_ text: StyledText, _ label: LocationLabel) -> Bool {
        if label.end >= text.count { return true }
        return text.lines.allSatisfy { line in
            let piece = text.slice(line)
            guard let label = LocationLabel(piece) else { return piece.isBlank }
            return label.end >= piece.count
        }
    }

    /// Only labels and badges: "_⚠️ Potential issue_ | ![high](…)".
    private func isLabelRun(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.emphasis) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun && text.count < 200
    }

    /// Nothing but a severity and labels: "· 🟠 Medium".
    private func isRatingOnly(_ text: StyledText) -> Bool {
        guard text.count < 80 else { return false }
        if RemarkLead.ratedPart(of: text.flat.strippedOfSigns) != nil { return true }
        return RemarkLead(text, scale: scale).start >= text.count
    }

    private func isAllStrong(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.strong) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun
    }

    // MARK: Kinds of remark

    private mutating func close(_ pending: inout Pending?) {
        if let remark = pending?.remark {
            if pending?.isEmpty == true, remark.blocks.isEmpty {
                leftovers.append(Leftover(text: remark.lead, span: remark.span, context: remark.context))
            } else {
                add(remark)
            }
        }
        pending = nil
    }

    private mutating func add(_ remark: Remark) {
        guard remarks.count < Self.maximumRemarks else {
            if !flags.contains("findings cut") { flags.append("findings cut") }
            return
        }
        remarks.append(remark)
    }

    /// Notes for an explanation why `block` is no remark.
    private mutating func skip(_ block: Block, _ reason: SetAside.Reason) {
        if setAside.count < Self.maximumRemarks { setAside.append(SetAside(span: block.span, reason: reason)) }
    }

    private mutating func addHeading(_ section: Section, _ context: Remark.Context, group: Int) {
        var inner = context
        if section.role == .praise { inner.role = .praise }
        let blocks = section.nodes.flatMap { node -> [Block] in
            switch node {
            case .block(let block): return [block]
            case .section(let child):
                if child.role == .aside { return [] }
                return [Block(kind: .heading(level: 6), text: child.title, span: child.span)] + child.allBlocks
            }
        }
        add(
            Remark(
                layout: .heading, lead: section.title, blocks: blocks, context: inner, span: section.span, group: group)
        )
    }

    private mutating func addLines(_ split: SplitParagraph, _ block: Block, _ context: Remark.Context) {
        let lines = lineSpans(of: block.span)
        func span(_ range: Range<Int>) -> ByteSpan {
            guard let first = lines.indices.contains(range.lowerBound) ? lines[range.lowerBound] : lines.last,
                let last = lines.indices.contains(range.upperBound - 1) ? lines[range.upperBound - 1] : lines.last
            else { return block.span }
            return ByteSpan(first.start, last.end)
        }
        let outer = context
        var context = context
        if let lead = split.lead {
            if split.items.contains(where: \.hasLocation) {
                leftovers.append(Leftover(text: lead.text, span: span(lead.lines), context: context))
            } else {
                context = themed(lead.text, context)
            }
        }
        group += 1
        for item in split.items where !item.text.isBlank && !isStruck(item.text) {
            add(
                Remark(
                    layout: item.hasLocation ? .terse : .item, lead: item.text.trimmed(),
                    context: item.theme.map { themed($0, outer) } ?? context,
                    span: span(item.lines),
                    group: group))
        }
    }

    /// The context of the items under a theme: "1. **Speed and duplication**".
    private func themed(_ lead: StyledText, _ context: Remark.Context) -> Remark.Context {
        var section = Section(kind: .label, title: lead, span: ByteSpan(0, 0))
        let start = LabelLine.roman(lead) ?? 0
        section.title = lead.slice(start..<lead.count).trimmed()
        section.role = SectionRole(heading: section.title.flat)
        return entering(section, context)
    }

    private func lineSpans(of span: ByteSpan) -> [ByteSpan] {
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

    // MARK: Lists

    private mutating func addList(_ list: Block, _ context: Remark.Context, depth: Int = 0) {
        if isChecklist(list) { return skip(list, .checklist) }
        group += 1
        let series = group
        for item in list.children { addItem(item, context, group: series, depth: depth) }
    }

    /// A task list of what was done for the review: some of it is ticked, and the rest points at nothing.
    private func isChecklist(_ list: Block) -> Bool {
        var hasTicked = false
        for item in list.children {
            guard case .item(_, let isDone) = item.kind, let isDone else { return false }
            if isDone {
                hasTicked = true
            } else if let text = item.children.first?.text,
                item.children.count > 1 || PhraseKey(text.bytes[...]).count > 8
                    || LineReferenceScanner(text).found.contains(where: { $0.certainty != .bare })
            {
                return false
            }
        }
        return hasTicked
    }

    private mutating func addItem(_ item: Block, _ context: Remark.Context, group: Int, depth: Int) {
        if case .item(_, let isDone) = item.kind, isDone == true { return skip(item, .ticked) }
        guard let first = item.children.first else { return }
        guard case .paragraph = first.kind else {
            // An item that opens with a list or code: "- 1. …".
            for child in item.children where child.isList { addList(child, context, depth: depth + 1) }
            return
        }
        let text = first.text.trimmed()
        if text.isEmpty { return }
        if isStruck(text) { return skip(item, .struck) }
        let rest = Array(item.children.dropFirst())
        if let split = SplitParagraph(text), let lead = split.lead, !split.items.contains(where: \.hasLocation),
            depth < 8
        {
            if isTheme(lead.text, items: split.items.map(\.text), isLettered: true) {
                addLines(split, first, context)
                let inner = themed(lead.text, context)
                for child in rest where child.isList { addList(child, inner, depth: depth + 1) }
                return
            }
        }
        let nested = rest.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
        if !nested.isEmpty, depth < 8, isTheme(text, items: nested) {
            let inner = themed(text, context)
            for child in rest where child.isList { addList(child, inner, depth: depth + 1) }
            return
        }
        // A list of files or links is none of remarks.
        if rest.isEmpty, isOnlyName(text) { return skip(item, .name) }
        add(Remark(layout: .item, lead: text, blocks: rest, context: context, span: item.span, group: group))
    }

    /// A short heading of several remarks, not a remark that its items explain.
    private func isTheme(_ lead: StyledText, items: [StyledText], isLettered: Bool = false) -> Bool {
        let leadScan = LineReferenceScanner(lead)
        if leadScan.found.contains(where: { $0.certainty != .bare }) { return false }
        let isPath = leadScan.paths.first.map { lead.count < $0.path.utf8.count + 20 } ?? false
        if isPath { return true }
        if items.contains(where: { FieldLabel($0) != nil }) { return false }
        // An item that is nothing but a place says where the lead's own remark lies.
        if items.contains(where: isOnlyPlace) { return false }
        let key = PhraseKey(lead.bytes[...])
        if key.count > 10 { return false }
        if HeadingSeries.severity(of: lead, scale: scale) != nil { return true }
        let title = RemarkLead(lead, scale: scale)
        if title.severity != nil { return false }
        var substantial = 0
        for item in items {
            let scan = LineReferenceScanner(item, startsAtLocation: true)
            let itemLead = RemarkLead(item, scale: scale)
            let isStyled =
                itemLead.start < item.count
                && (item.styles[itemLead.start].contains(.strong) || item.styles[itemLead.start].contains(.emphasis))
            if !scan.found.isEmpty || itemLead.severity != nil || isStyled || item.count > 60 { substantial += 1 }
        }
        guard substantial * 2 >= items.count, substantial > 0 else { return false }
        let role = SectionRole(heading: lead.flat)
        if role == .praise || role == .remarks { return true }
        // A lead that is a sentence states the remark itself.
        let last = lead.trimmed().bytes.last ?? 0
        if last == UInt8(ascii: ".") || last == UInt8(ascii: "!") { return false }
        // So does one that names what it speaks of at some length; its items say where.
        if last == UInt8(ascii: ":"), key.count >= 5, lead.styles.contains(where: { $0.contains(.code) }),
            !isAllStrong(lead)
        {
            return false
        }
        let located = items.filter { !LineReferenceScanner($0).found.isEmpty }.count
        return located > 0 && located * 2 >= items.count || items.count >= 2 && located > 0
            || isAllStrong(lead) && (substantial == items.count || isLettered && key.count <= 6) && items.count >= 2
    }

    /// "Lines 49-57", "`a.py:12`", "Line 11.": a place and nothing said of it.
    private func isOnlyPlace(_ text: StyledText) -> Bool {
        guard text.count <= 200, let label = LocationLabel(text) else { return false }
        return !text.bytes[min(label.end, text.count)...].contains { $0.isLetter || $0.isDigit || $0 >= 0x80 }
    }

    private func isOnlyName(_ text: StyledText) -> Bool {
        let scanner = LineReferenceScanner(text)
        if let path = scanner.paths.first, path.place.count + 4 >= text.count, scanner.found.isEmpty { return true }
        if let link = text.links.first, link.range.count + 2 >= text.count { return true }
        return PhraseKey(text.bytes[...]).isEmpty
    }

    // MARK: Tables

    private mutating func addTable(_ table: Block, _ context: Remark.Context) {
        guard let layout = TableLayout(table, isExpected: context.role == .remarks || context.role == .praise) else {
            return skip(table, .table)
        }
        group += 1
        for row in layout.remarks(of: table, context: context, group: group) { add(row) }
    }
}

/// GitHub's alerts: `> [!WARNING]` speaks of the code, `> [!NOTE]` of the review.
enum AlertQuote {
    static func remark(_ quote: Block) -> StyledText? {
        guard let first = quote.children.first, case .paragraph = first.kind else { return nil }
        let text = first.text
        for mark in ["[!WARNING]", "[!CAUTION]"] as [StaticString] where text.bytes.has(mark, at: 0) {
            let rest = text.slice(mark.utf8CodeUnitCount..<text.count).trimmed()
            return LineReferenceScanner(rest).found.isEmpty ? nil : rest
        }
        return nil
    }
}
