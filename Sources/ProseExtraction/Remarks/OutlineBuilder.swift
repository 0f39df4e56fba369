import FindingsModel

/// Builds the outline from the flat blocks.
struct OutlineBuilder {
    private var open: [Section] = [Section(kind: .root, span: ByteSpan(0, 0))]
    private let document: [UInt8]
    private let countsThrough: Bool

    private init(document: [UInt8]) {
        self.document = document
        countsThrough = CountedTitles.runThrough(document)
    }

    private static let maximumDepth = 40
    /// Below every heading that Markdown knows.
    private static let codedLevel = 7

    /// - Parameter document: what the blocks were read from.
    static func outline(_ blocks: [Block], of document: [UInt8]) -> Section {
        var builder = OutlineBuilder(document: document)
        let titles = LabelLine.plainTitles(of: blocks)
        let coded = LabelLine.codedTitles(of: blocks)
        for (index, block) in blocks.enumerated() {
            if coded.contains(index) {
                builder.add(
                    Block(kind: .heading(level: codedLevel), text: block.text.trimmed(), span: block.span), next: nil)
                continue
            }
            if titles.contains(index) {
                builder.close { $0 == .label || $0 == .leadIn }
                builder.start(.label, title: block.text.trimmed(), span: block.span)
                continue
            }
            builder.add(block, next: index + 1 < blocks.count ? blocks[index + 1] : nil)
        }
        while builder.open.count > 1 { builder.closeLast() }
        var root = builder.open[0]
        settleSuggestions(in: &root)
        RepeatedParts.mark(&root)
        return root
    }

    private mutating func add(_ block: Block, next: Block?) {
        if open[open.count - 1].kind == .leadIn, !block.isList, !isLeadInPart(block) { closeLast() }
        if isSmallPrint(block) { return }
        switch block.kind {
        case .heading(let level):
            let place = takePlace()
            close { kind in
                switch kind {
                case .heading(let other): other >= level
                case .label, .leadIn: true
                case .root, .fold: false
                }
            }
            start(.heading(level: level), title: block.text, span: block.span)
            if let place { append(place) }
        case .html: addHTML(block)
        case .quote where RemarkFinder.isRecordOfTool(block): append(block)
        case .quote where Self.isWrapper(block) && !isPatch(block):
            for (index, quoted) in block.children.enumerated() {
                let child = index == 0 ? AlertQuote.withoutMark(quoted) : quoted
                add(child, next: index + 1 < block.children.count ? block.children[index + 1] : nil)
            }
        case .paragraph:
            if isRating(block, before: next) {
                append(block)
            } else if countsThrough, SectionContents.isNumberedInBold(block) {
                close { $0 == .label || $0 == .leadIn }
                append(block)
            } else if LabelLine.asksForVerdict(block.text) {
                // "**So, would you merge it?**" above the answer.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
                open[open.count - 1].role = .verdict
            } else if LabelLine.isWholeVerdict(block.text) {
                // "**Rating: needs work.**" heads nothing.
                close { $0 == .label || $0 == .leadIn }
                append(block)
            } else if LabelLine.isGraded(block.text) {
                // "**Reliability – 1/5**" above what is said of it.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
            } else if LabelLine.isRating(block.text), let next, LabelLine.opensBold(next) {
                // "🔴 **Serious**" above titles in bold.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
            } else if let title = LabelLine.title(of: block.text), !LabelLine.isCountedTitle(title, above: next) {
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: title, span: block.span)
            } else if let first = block.text.lines.first, first.upperBound < block.text.count,
                let title = LabelLine.title(of: block.text.slice(first)), LabelLine.roman(title) == nil,
                !block.text.styles[first.upperBound...].contains(where: { $0.contains(.strong) })
            {
                // "**The good**" and what is good on the next line.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: title, span: block.span)
                var rest = block
                rest.text = block.text.slice(first.upperBound..<block.text.count).trimmed()
                let line = document[min(block.span.start, document.count)..<min(block.span.end, document.count)]
                    .firstIndex(of: .lineFeed)
                if let line { rest.span.start = line + 1 }
                append(rest)
            } else if let next, next.kind == .paragraph, LabelLine.isBold(block.text), LabelLine.sorts(next.text) {
                // "**Isolation**" above "Pros:" and "Cons:".
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
            } else if let next, next.isList, open[open.count - 1].kind == .label, LabelLine.isBold(block.text),
                next.children.allSatisfy({ $0.children.first.map { FieldLabel($0.text) == nil } ?? true })
            {
                // "**What is missing**" after "**Minor problems**" and its list: another chapter.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
            } else if let next, next.isList, next.children.count > 1, LabelLine.isBold(block.text),
                SeverityVocabulary.severity(of: block.text.flat) != nil
            {
                // "**Must**" above its items.
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: block.text, span: block.span)
            } else if let next, next.isList, let title = LabelLine.markedTitle(block.text) {
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: title, span: block.span)
            } else if let next, next.isList, let title = LabelLine.plainTitle(block.text) {
                close { $0 == .label || $0 == .leadIn }
                start(.label, title: title, span: block.span)
            } else if let next, next.isList, LabelLine.isCountedFile(block.text) {
                // "tests/a.kt (7)" above its comments.
                if open[open.count - 1].kind == .leadIn { closeLast() }
                start(.leadIn, title: block.text.trimmed(), span: block.span)
            } else if let lead = LabelLine.leadIn(block.text), let next, next.isList {
                if open[open.count - 1].kind == .leadIn { closeLast() }
                append(block)
                start(.leadIn, title: lead, span: block.span)
            } else {
                if LocationLabel.isAtStart(of: block.text) { endAside() }
                append(block)
            }
        case .rule:
            endAside()
            append(block)
        default:
            append(block)
            if open[open.count - 1].kind == .leadIn, block.isList { closeLast() }
        }
    }

    /// "**High severity**" between a heading that is a remark's title and its text: no chapter, but what the remark is rated.
    private func isRating(_ block: Block, before next: Block?) -> Bool {
        guard let section = open.last, case .heading = section.kind, section.nodes.isEmpty, let next,
            LabelLine.isBold(block.text), SeverityVocabulary.severity(of: block.text.flat) != nil
        else { return false }
        switch next.kind {
        case .paragraph: break
        // A comment between them: "<!-- DESCRIPTION START -->".
        case .html where next.text.bytes.has("<!--", at: 0): break
        default: return false
        }
        return PhraseKey(section.title.bytes[...]).count > 2 && !SectionRole.isTitleOfReview(section.title.flat)
            && LabelLine.title(of: next.text) == nil
    }

    /// A bot's chapter of chrome under a heading ends at a rule, or where its comments begin.
    private mutating func endAside() {
        guard let index = open.lastIndex(where: { $0.kind == .fold || $0.kind == .root }) else { return }
        guard open[(index + 1)...].contains(where: { $0.role == .aside }) else { return }
        while open.count > index + 1 { closeLast() }
    }

    /// A line that is set small as a whole, `<sub>…</sub>`, and says nothing of the code: a bot's footer.
    private func isSmallPrint(_ block: Block) -> Bool {
        switch block.kind {
        case .paragraph, .html: break
        default: return false
        }
        let source = min(block.span.start, document.count)..<min(block.span.end, document.count)
        guard source.count <= 600, let first = source.first(where: { !document[$0].isBlank && document[$0] != 62 })
        else {
            return false
        }
        for name in ["small>", "sub>", "sup>"] as [StaticString]
        where document[first] == UInt8(ascii: "<") && document.has(name, at: first + 1) {
            guard let end = source.last(where: { document.has("</", at: $0) }), document.has(name, at: end + 2),
                document[(end + 2 + name.utf8CodeUnitCount)..<source.upperBound].allSatisfy(\.isBlank)
            else { return false }
            let text = InlineReader.read(html: Array(document[source]))
            return LineReferenceScanner(text).found.isEmpty && !RemarkEvidence(text).hasFault
                && !VerdictReader.isGrade(text.flat) && !VerdictReader.isVerdict(text)
        }
        return false
    }

    /// The place that stands alone between a rule, or the document's start, and a heading: where the heading's comment is, not where the one above is.
    private mutating func takePlace() -> Block? {
        let nodes = open[open.count - 1].nodes
        guard case .block(let block)? = nodes.last, case .paragraph = block.kind,
            nodes.count > 1 ? isRule(nodes[nodes.count - 2]) : open.count == 1,
            let label = LocationLabel(block.text.trimmed()),
            label.end >= block.text.trimmed().count
        else { return nil }
        open[open.count - 1].nodes.removeLast()
        return block
    }

    private func isRule(_ node: Section.Node) -> Bool {
        if case .block(let block) = node { block.kind == .rule } else { false }
    }

    private func isLeadInPart(_ block: Block) -> Bool { block.isCode }

    /// A quote that holds a review, not quoted words: headings, lists, location labels or folds in it.
    private static func isWrapper(_ block: Block) -> Bool {
        var weight = 0
        for child in block.children {
            switch child.kind {
            case .heading, .html, .table, .quote: weight += 1
            case .list: weight += child.children.count > 1 ? 1 : 0
            case .paragraph: weight += LocationLabel.isAtStart(of: child.text) ? 1 : 0
            default: break
            }
        }
        if block.children.count == 1, let only = block.children.first, case .paragraph = only.kind {
            // "> **`a.js:22`**" and what is said of it on the next line.
            if let label = LocationLabel(only.text) { return label.end < only.text.count && only.text.lines.count > 1 }
            return isComment(only.text)
        }
        return weight > 0 && block.children.count > 1
    }

    /// A title in bold and a place on one line, the remark on the next: "🐛 **Race** · [a.go#L5](…)".
    private static func isComment(_ text: StyledText) -> Bool {
        guard let first = text.lines.first, first.upperBound < text.count else { return false }
        let title = text.slice(first)
        return title.styles.contains { $0.contains(.strong) }
            && LineReferenceScanner(title).found.contains { $0.certainty == .firm }
    }

    /// The quote is of a patch, as in a mail: "> +static int a;". What it holds in a fence is a proposal.
    private func isPatch(_ quote: Block) -> Bool {
        var index = quote.span.start
        let end = min(quote.span.end, document.count)
        var isFenced = false
        while index < end {
            var first = index
            while first < end, document[first] == UInt8(ascii: ">") || document[first] == .space { first += 1 }
            if document.has("```", at: first) || document.has("~~~", at: first) { isFenced.toggle() }
            if !isFenced, first > index, first + 1 < end,
                document[first] == UInt8(ascii: "+") || document[first] == UInt8(ascii: "-")
            {
                let next = document[first + 1]
                if next == 9 || next.isWord && next != document[first] { return true }
                if next == .space, first + 2 < end, document[first + 2] == .space { return true }
            }
            if !isFenced, document.has("@@ -", at: first) || document.has("diff --git", at: first) { return true }
            while index < end, document[index] != .lineFeed { index += 1 }
            index += 1
        }
        return false
    }

    private mutating func addHTML(_ block: Block) {
        let html = block.text.bytes
        var index = 0
        var textStart = 0
        func flush(_ end: Int, _ builder: inout OutlineBuilder) {
            guard textStart < end else { return }
            if let blocks = HTMLBlocks.blocks(of: Array(html[textStart..<end]), offset: textStart, in: block.span) {
                for (index, block) in blocks.enumerated() {
                    builder.add(block, next: index + 1 < blocks.count ? blocks[index + 1] : nil)
                }
                return
            }
            let text = InlineReader.read(html: Array(html[textStart..<end])).trimmed()
            if !text.isEmpty {
                builder.append(Block(kind: .html, text: text, span: block.span))
            }
        }
        while index < html.count {
            guard html[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if html.has("<!--", at: index) {
                flush(index, &self)
                let start = index + 4
                while index < html.count, !html.has("-->", at: index) { index += 1 }
                if let places = Self.places(Array(html[min(start, index)..<index])) {
                    append(Block(kind: .paragraph, text: places, span: block.span))
                }
                index = min(html.count, index + 3)
                textStart = index
            } else if html.has("</details", at: index) {
                flush(index, &self)
                close { $0 != .root && $0 != .fold }
                if open.count > 1, open[open.count - 1].kind == .fold { closeLast() }
                index = tagEnd(html, index)
                textStart = index
            } else if html.has("<details", at: index) {
                flush(index, &self)
                close { $0 == .leadIn }
                start(.fold, title: StyledText(), span: block.span)
                index = tagEnd(html, index)
                textStart = index
            } else if html.has("<summary", at: index) {
                flush(index, &self)
                let content = tagEnd(html, index)
                var end = content
                while end < html.count, !html.has("</summary", at: end) { end += 1 }
                let title = InlineReader.read(html: Array(html[content..<end])).trimmed()
                if open[open.count - 1].kind == .fold, open[open.count - 1].title.isEmpty {
                    open[open.count - 1].title = title
                    open[open.count - 1].role = SectionRole(fold: title.flat)
                }
                index = end < html.count ? tagEnd(html, end) : end
                textStart = index
            } else {
                index += 1
            }
        }
        flush(html.count, &self)
    }

    /// The places that a comment hides: "<!-- LOCATIONS START", a path with lines on each line, "LOCATIONS END -->".
    private static func places(_ comment: [UInt8]) -> StyledText? {
        guard comment.count < 4_000, comment.contains(UInt8(ascii: "#")) else { return nil }
        var places: [String] = []
        for line in String(decoding: comment, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let text = StyledText(String(line)).trimmed()
            if text.isEmpty { continue }
            if let label = LocationLabel(text), label.end >= text.count {
                places.append(text.flat)
            } else if text.bytes.contains(where: \.isLower) || PhraseKey(text.bytes[...]).count > 3 {
                return nil
            }
        }
        return places.isEmpty ? nil : StyledText(places.joined(separator: "\n"))
    }

    private func tagEnd(_ html: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < html.count, html[end] != UInt8(ascii: ">") { end += 1 }
        return min(html.count, end + 1)
    }

    private mutating func start(_ kind: Section.Kind, title: StyledText, span: ByteSpan) {
        while open.count >= Self.maximumDepth { closeLast() }
        var role = SectionRole(heading: title.flat)
        if role == .neutral, kind == .label || kind == .leadIn, SectionRole.listsWhatIsUntested(title.flat) {
            role = .remarks
        }
        if role == .neutral, kind == .leadIn,
            Self.describing.contains(PhraseKey(title.flat).words.joined(separator: " "))
        {
            role = .aside
        }
        // "`opens twice` — needs work" heads what is said of that test.
        if role == .remarks || role == .praise, NamedTests.isJudged(title) { role = .neutral }
        open.append(Section(kind: kind, title: title, role: role, span: span))
    }

    private static let describing = Set(VocabularyTable.headings["describing"])

    /// Two headings or labels or more stand directly under it.
    private static func holdsChapters(_ section: Section) -> Bool {
        section.subsections.lazy.filter { child in
            switch child.kind {
            case .heading, .label: true
            case .root, .leadIn, .fold: false
            }
        }.prefix(2).count > 1
    }

    private mutating func append(_ block: Block) {
        open[open.count - 1].nodes.append(.block(block))
        open[open.count - 1].span.end = max(open[open.count - 1].span.end, block.span.end)
    }

    private mutating func close(while shouldClose: (Section.Kind) -> Bool) {
        while open.count > 1, shouldClose(open[open.count - 1].kind) { closeLast() }
    }

    /// "Suggestions" behind a chapter of problems says what to do about these.
    private static func settleSuggestions(in section: inout Section) {
        var hasProblems = false
        for (index, node) in section.nodes.enumerated() {
            guard case .section(var child) = node, case .heading = child.kind, child.role == .remarks else { continue }
            let words = PhraseKey(child.title.flat.strippedOfSigns).words.joined(separator: " ")
            if !suggestions.contains(words) {
                hasProblems = true
            } else if hasProblems {
                child.role = .advice
                section.nodes[index] = .section(child)
            }
        }
    }
    private static let suggestions = Set(VocabularyTable.headings["suggestions"])

    private mutating func closeLast() {
        var section = open.removeLast()
        Self.settleSuggestions(in: &section)
        if section.kind == .heading(level: 1), [.advice, .verdict, .aside].contains(section.role),
            SectionRole.isTitleOfReview(section.title.flat), Self.holdsChapters(section)
        {
            // "# Test review and recommendations" is the document's title, not its list of what to do.
            section.role = .neutral
        }
        if section.role == .aside, SectionRole.mayBeTopic(section.title.flat),
            SectionContents.isOfRemarks(section.directBlocks) || SectionContents.listsWhatIsMissing(section)
        {
            section.role = .neutral
        }
        // "Environment" above lines behind signs of alarm, "2. Checks" above "2.1 …" and "2.2 …".
        if section.role == .aside,
            SectionContents.opensWithSigns(section.directBlocks)
                || ItemMarker.length(in: section.title, at: 0) > 0
                    && section.directBlocks.count(where: {
                        $0.kind == .paragraph && ItemMarker.isOfChapter($0.text) && RemarkEvidence($0.text).words > 4
                    }) > 1
        {
            section.role = .neutral
        }
        open[open.count - 1].span.end = max(open[open.count - 1].span.end, section.span.end)
        open[open.count - 1].nodes.append(.section(section))
    }
}
