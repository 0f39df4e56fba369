import FindingsModel

/// A document's blocks under the headings that they stand under.
///
/// A heading is whatever the reviewer uses as one: a Markdown heading, the summary of a `<details>` fold, a line all in
/// bold, a roman numeral's line, or the words with a colon before a list.
struct Section: Sendable {
    enum Kind: Hashable, Sendable {
        case root
        case heading(level: Int)
        case fold
        /// A bold line or a roman numeral's line.
        case label
        /// "Things that were done well:", for the one list after it.
        case leadIn
    }

    indirect enum Node: Sendable {
        case block(Block)
        case section(Section)
    }

    var kind: Kind
    var title = StyledText()
    var role = SectionRole.neutral
    var nodes: [Node] = []
    var span: ByteSpan

    /// The blocks of this section and of those in it, in order, headings among them as blocks.
    var allBlocks: [Block] {
        var blocks: [Block] = []
        for node in nodes {
            switch node {
            case .block(let block): blocks.append(block)
            case .section(let section):
                if !section.title.isEmpty, section.kind != .leadIn {
                    blocks.append(Block(kind: .heading(level: 6), text: section.title, span: section.span))
                }
                blocks.append(contentsOf: section.allBlocks)
            }
        }
        return blocks
    }

    var directBlocks: [Block] {
        nodes.compactMap { node in
            if case .block(let block) = node { block } else { nil }
        }
    }

    var subsections: [Section] {
        nodes.compactMap { node in
            if case .section(let section) = node { section } else { nil }
        }
    }
}

/// Builds the outline from the flat blocks.
struct OutlineBuilder {
    private var open: [Section] = [Section(kind: .root, span: ByteSpan(0, 0))]
    private let document: [UInt8]

    private init(document: [UInt8]) { self.document = document }

    private static let maximumDepth = 40

    /// - Parameter document: what the blocks were read from.
    static func outline(_ blocks: [Block], of document: [UInt8]) -> Section {
        var builder = OutlineBuilder(document: document)
        for (index, block) in blocks.enumerated() {
            builder.add(block, next: index + 1 < blocks.count ? blocks[index + 1] : nil)
        }
        while builder.open.count > 1 { builder.closeLast() }
        return builder.open[0]
    }

    private mutating func add(_ block: Block, next: Block?) {
        if open[open.count - 1].kind == .leadIn, !block.isList, !isLeadInPart(block) { closeLast() }
        switch block.kind {
        case .heading(let level):
            close { kind in
                switch kind {
                case .heading(let other): other >= level
                case .label, .leadIn: true
                case .root, .fold: false
                }
            }
            start(.heading(level: level), title: block.text, span: block.span)
        case .html: addHTML(block)
        case .quote where Self.isWrapper(block) && !isPatch(block):
            for (index, quoted) in block.children.enumerated() {
                let child = index == 0 ? AlertQuote.withoutMark(quoted) : quoted
                add(child, next: index + 1 < block.children.count ? block.children[index + 1] : nil)
            }
        case .paragraph:
            if isRating(block, before: next) {
                append(block)
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
            } else if let title = LabelLine.title(of: block.text) {
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

    /// The quote is of a patch, as in a mail: "> +static int a;".
    private func isPatch(_ quote: Block) -> Bool {
        var index = quote.span.start
        let end = min(quote.span.end, document.count)
        while index < end {
            var first = index
            while first < end, document[first] == UInt8(ascii: ">") || document[first] == .space { first += 1 }
            if first > index, first + 1 < end,
                document[first] == UInt8(ascii: "+") || document[first] == UInt8(ascii: "-")
            {
                let next = document[first + 1]
                if next == 9 || next.isWord && next != document[first] { return true }
                if next == .space, first + 2 < end, document[first + 2] == .space { return true }
            }
            if document.has("@@ -", at: first) || document.has("diff --git", at: first) { return true }
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
                    open[open.count - 1].role = SectionRole(heading: title.flat)
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
        open.append(Section(kind: kind, title: title, role: SectionRole(heading: title.flat), span: span))
    }

    private mutating func append(_ block: Block) {
        open[open.count - 1].nodes.append(.block(block))
        open[open.count - 1].span.end = max(open[open.count - 1].span.end, block.span.end)
    }

    private mutating func close(while shouldClose: (Section.Kind) -> Bool) {
        while open.count > 1, shouldClose(open[open.count - 1].kind) { closeLast() }
    }

    private mutating func closeLast() {
        let section = open.removeLast()
        open[open.count - 1].span.end = max(open[open.count - 1].span.end, section.span.end)
        open[open.count - 1].nodes.append(.section(section))
    }
}

/// Lines that serve as headings without being Markdown headings.
enum LabelLine {
    /// A paragraph of one line that is all bold, or that a roman numeral opens ("II. Robustness").
    static func title(of text: StyledText) -> StyledText? {
        guard text.count > 1, text.count <= 120, !text.bytes.contains(.lineFeed) || roman(text) != nil else {
            return nil
        }
        if roman(text) != nil {
            let line = text.lines[0]
            // What follows on other lines are its items, for the caller to split; then it is no mere label.
            // "**I) Names** — low, lines 3-5" is a remark of a series with letters.
            guard text.lines.count == 1, PhraseKey(text.bytes[...]).count <= 9,
                LineReferenceScanner(text).found.isEmpty,
                !text.styles[0].contains(.strong) || isBold(text)
            else { return nil }
            return text.slice(line)
        }
        var hasStrong = false
        for (byte, style) in zip(text.bytes, text.styles) {
            if style.contains(.strong) {
                hasStrong = true
            } else if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "(") && !style.contains(.strong) {
                return nil
            }
        }
        guard hasStrong else { return nil }
        let key = PhraseKey(text.bytes[...])
        if key.isEmpty || LocationLabel.isAtStart(of: text) { return nil }
        // A bold sentence is a remark's title, not a heading; its layout decides.
        if key.count > 7 { return nil }
        let role = SectionRole(heading: text.flat)
        if role == .neutral || role == .field { return nil }
        // "Issue 1: the test needs a network" is the title of a remark.
        if role == .remarks, let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")) ?? text.bytes.firstWideColon,
            text.bytes[colon...].dropFirst(3).contains(where: { $0.isLetter || $0.isWide })
        {
            return nil
        }
        return text
    }

    /// A conclusion with its label, all in bold.
    static func isWholeVerdict(_ text: StyledText) -> Bool {
        guard text.count <= 120, !text.bytes.contains(.lineFeed), text.bytes.contains(UInt8(ascii: ":")),
            zip(text.bytes, text.styles).allSatisfy({ !$0.isWord || $1.contains(.strong) }),
            let value = VerdictReader.label(of: text)
        else { return false }
        return PhraseKey(text.bytes[min(value, text.count)...]).count > 0
    }

    /// A few words in bold, and how many points they get: "Reliability – 1/5".
    static func isGraded(_ text: StyledText) -> Bool {
        guard text.count <= 80, isBold(text), text.bytes.last?.isDigit == true,
            let slash = text.bytes.lastIndex(of: UInt8(ascii: "/")), slash > 4
        else { return false }
        let points = text.bytes[(slash + 1)...]
        let before = text.bytes[..<slash].last { !$0.isBlank }
        return (1...3).contains(points.filter { !$0.isBlank }.count) && points.allSatisfy { $0.isDigit || $0.isBlank }
            && before?.isDigit == true && (1...4).contains(PhraseKey(text.bytes[..<slash]).count)
    }

    /// A rating in bold and nothing else.
    static func isRating(_ text: StyledText) -> Bool {
        guard text.count <= 60, let first = text.styles.firstIndex(where: { $0.contains(.strong) }),
            !text.bytes[..<first].contains(where: { $0.isLetter || $0.isDigit }),
            text.runEnd(from: first, .strong) >= text.count
        else { return false }
        return SeverityVocabulary.severity(of: text.flat.strippedOfSigns) != nil
    }

    /// A paragraph with a title in bold that does not fill it.
    static func opensBold(_ block: Block) -> Bool {
        guard case .paragraph = block.kind, let style = block.text.styles.first, style.contains(.strong) else {
            return false
        }
        return block.text.runEnd(from: 0, .strong) < block.text.count && FieldLabel(block.text) == nil
    }

    /// A line of a few words, all in bold, that names no place.
    static func isBold(_ text: StyledText) -> Bool {
        guard text.count <= 80, !text.bytes.contains(.lineFeed), PhraseKey(text.bytes[...]).count <= 7 else {
            return false
        }
        return zip(text.bytes, text.styles).allSatisfy { !$0.isWord || $1.contains(.strong) }
            && LineReferenceScanner(text).found.isEmpty
    }

    /// A short line with a number that Markdown does not know, above a list: "一、严重问题", "（2） Style".
    static func markedTitle(_ text: StyledText) -> StyledText? {
        guard text.count <= 90, !text.bytes.contains(.lineFeed) else { return nil }
        let marker = ItemMarker.length(in: text, at: 0)
        guard marker > 0, marker < text.count else { return nil }
        let title = text.slice(marker..<text.count).trimmed()
        guard !title.isEmpty, PhraseKey(title.bytes[...]).count <= 6, !".!?".utf8.contains(title.bytes.last ?? 0),
            !title.bytes.has("。", at: title.count - 3),
            LineReferenceScanner(title).found.isEmpty
        else { return nil }
        return title
    }

    /// "I.", "IV)", "XII." and a blank at the start; the length of it.
    static func roman(_ text: StyledText) -> Int? {
        var index = 0
        while index < text.count, index < 6, "IVX".utf8.contains(text.bytes[index]) { index += 1 }
        guard index > 0, index + 1 < text.count,
            text.bytes[index] == UInt8(ascii: ".") || text.bytes[index] == UInt8(ascii: ")"),
            text.bytes[index + 1] == .space
        else { return nil }
        return index + 2
    }

    /// "§ 2 " at the start; the length of it.
    static func paragraphSign(_ text: StyledText) -> Int? {
        guard text.bytes.has("§", at: 0) else { return nil }
        var index = 2
        while index < text.count, text.bytes[index] == .space { index += 1 }
        let digits = index
        while index < text.count, text.bytes[index].isDigit, index - digits < 3 { index += 1 }
        guard index > digits, index + 1 < text.count, text.bytes[index] == .space else { return nil }
        return index + 1
    }

    /// The last sentence of a paragraph that ends with a colon: what introduces the list after it.
    static func leadIn(_ text: StyledText) -> StyledText? {
        let trimmed = text.trimmed()
        guard let last = trimmed.bytes.last else { return nil }
        let isColon = last == UInt8(ascii: ":") || trimmed.bytes.has("：", at: trimmed.count - 3)
        guard isColon else { return nil }
        let sentences = SentenceSplitter.sentences(of: trimmed)
        return sentences.last.map { trimmed.slice($0) }
    }
}
