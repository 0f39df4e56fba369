import FindingsModel

/// Reads the lists, tables and headings that a bot wrote as HTML tags.
struct HTMLBlocks {
    private enum Element {
        case text, item, cell
        case heading(Int)
    }

    private var blocks: [Block] = []
    private var list: Block?
    /// How many lists are open around the item that is read.
    private var depth = 0
    private var table: Block?
    private var row: Block?
    private var element = Element.text
    /// What the classes of the element around a heading rate it: `<article class="sev-high">`.
    private var rating: String?
    /// The open item or cell has some of its text already.
    private var isBegun = false
    private let html: [UInt8]
    private let span: ByteSpan
    private let offset: Int

    /// The blocks of `html`; `nil` when it has no list, table or heading, and is only text.
    ///
    /// - Parameters:
    ///   - offset: where `html` starts in the block of the document.
    ///   - span: the block's bytes.
    static func blocks(of html: [UInt8], offset: Int, in span: ByteSpan) -> [Block]? {
        let marks: [StaticString] = ["<li", "<tr", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"]
        let isStructured = html.indices.contains { index in
            html[index] == UInt8(ascii: "<") && marks.contains { html.has($0, at: index) }
        }
        guard isStructured else { return nil }
        var reader = HTMLBlocks(html: html, span: span, offset: offset)
        reader.read()
        return reader.blocks
    }

    private init(html: [UInt8], span: ByteSpan, offset: Int) {
        self.html = html
        self.span = span
        self.offset = offset
    }

    private mutating func read() {
        var index = 0
        var start = 0
        while index < html.count {
            guard html[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            var end = index + 1
            while end < html.count, html[end] != UInt8(ascii: ">"), end - index < 400 { end += 1 }
            guard end < html.count, let tag = HTMLTag(Array(html[index...end])), Self.isBlock(tag.name) else {
                index += 1
                continue
            }
            take(start..<index)
            open(tag, at: index)
            index = end + 1
            start = index
        }
        take(start..<html.count)
        closeList()
        closeTable()
    }

    /// The severity in `class="finding severity-high"` or `data-severity="high"`.
    private static func rating(_ tag: HTMLTag) -> String? {
        if let value = tag.attribute("data-severity") ?? tag.attribute("data-level") {
            let word = String(decoding: value, as: UTF8.self)
            if SeverityVocabulary.severity(of: word) != nil { return word }
        }
        guard let names = tag.attribute("class") else { return nil }
        let words = PhraseKey(names[...]).words
        guard words.contains(where: { ["sev", "severity", "level", "prio", "priority", "risk"].contains($0) }) else {
            return nil
        }
        return words.first { SeverityVocabulary.severity(of: $0) != nil }
    }

    private static func isBlock(_ name: String) -> Bool { names.contains(name) }
    private static let names: Set<String> = [
        "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div",
        "blockquote", "center", "hr", "article", "section", "html", "body", "header", "footer", "main",
    ]

    private mutating func open(_ tag: HTMLTag, at index: Int) {
        let here = place(index..<index)
        switch tag.name {
        case "ul", "ol":
            depth = max(0, depth + (tag.isClosing ? -1 : 1))
            if tag.isClosing, depth == 0 { closeList() }
            element = tag.isClosing && depth > 0 ? .item : .text
            isBegun = tag.isClosing && depth > 0
        case "article", "section", "div":
            if tag.isClosing {
                if tag.name == "article" { rating = nil }
            } else if let own = Self.rating(tag) {
                rating = own
            }
        case "li":
            element = tag.isClosing ? .text : .item
            isBegun = false
        case "table":
            closeList()
            closeTable()
            if !tag.isClosing { table = Block(kind: .table, span: here) }
        case "tr":
            closeRow()
            if !tag.isClosing { row = Block(kind: .row(isHeader: false), span: here) }
        case "td", "th":
            if !tag.isClosing {
                row?.children.append(Block(kind: .cell, span: here))
                element = .cell
            } else {
                element = .text
            }
        case "h1", "h2", "h3", "h4", "h5", "h6":
            closeList()
            closeTable()
            element = tag.isClosing ? .text : .heading(Int(tag.name.dropFirst()) ?? 6)
        default: break
        }
    }

    private mutating func take(_ range: Range<Int>) {
        let text = InlineReader.read(html: Array(html[range])).trimmed()
        guard !text.isEmpty else { return }
        let place = place(range)
        let paragraph = Block(kind: .paragraph, text: text, span: place)
        switch element {
        case .item where depth > 1 && list?.children.isEmpty == false:
            addNested(paragraph)
        case .item:
            var open = list ?? Block(kind: .list(isOrdered: false), span: place)
            if isBegun, let last = open.children.indices.last {
                open.children[last].children.append(paragraph)
                open.children[last].span.end = place.end
            } else {
                open.children.append(Block(kind: .item(number: nil, isDone: nil), children: [paragraph], span: place))
                isBegun = true
            }
            open.span.end = place.end
            list = open
        case .cell:
            guard let last = row?.children.indices.last else { return }
            if row?.children[last].text.isEmpty == false {
                row?.children[last].text.append(CollectionOfOne(.space), [])
            }
            row?.children[last].text.append(text)
            row?.span.end = place.end
        case .heading(let level):
            blocks.append(Block(kind: .heading(level: level), text: text, span: place))
            if let rating {
                blocks.append(Block(kind: .paragraph, text: StyledText("Severity: " + rating), span: place))
                self.rating = nil
            }
        case .text:
            closeList()
            blocks.append(paragraph)
        }
    }

    /// An item of a list in the last item, however deep.
    private mutating func addNested(_ paragraph: Block) {
        guard var open = list, let last = open.children.indices.last else { return }
        var item = open.children[last]
        let span = paragraph.span
        if item.children.last?.isList != true {
            item.children.append(Block(kind: .list(isOrdered: false), span: span))
            isBegun = false
        }
        let inner = item.children.count - 1
        if isBegun, let end = item.children[inner].children.indices.last {
            item.children[inner].children[end].children.append(paragraph)
            item.children[inner].children[end].span.end = span.end
        } else {
            item.children[inner].children.append(
                Block(kind: .item(number: nil, isDone: nil), children: [paragraph], span: span))
            isBegun = true
        }
        item.children[inner].span.end = span.end
        item.span.end = span.end
        open.children[last] = item
        open.span.end = span.end
        list = open
    }

    private mutating func closeList() {
        if let list { blocks.append(list) }
        list = nil
    }

    private mutating func closeRow() {
        if var row, !row.children.isEmpty {
            if table?.children.isEmpty == true { row.kind = .row(isHeader: true) }
            table?.children.append(row)
            table?.span.end = row.span.end
        }
        row = nil
    }

    private mutating func closeTable() {
        closeRow()
        if let table, table.children.count > 1 { blocks.append(table) }
        table = nil
        element = .text
    }

    /// A part of the block, in the document's bytes; all of the block where quote marks shift them.
    private func place(_ range: Range<Int>) -> ByteSpan {
        ByteSpan(
            min(span.start + offset + range.lowerBound, span.end), min(span.start + offset + range.upperBound, span.end)
        )
    }
}
