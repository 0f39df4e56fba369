import CMarkGFM

/// Gathers the inline nodes of one block into styled text.
struct InlineReader {
    private(set) var text = StyledText()
    private var strong = 0
    private var emphasis = 0
    private var image = 0
    private var struck = false
    private var codeTags = 0
    private var links: [(start: Int, destination: [UInt8])] = []
    /// For each open span whether it is a badge.
    private var badges: [Bool] = []

    private var style: StyledText.Style {
        var style: StyledText.Style = []
        if strong > 0 { style.insert(.strong) }
        if emphasis > 0 { style.insert(.emphasis) }
        if image > 0 { style.insert(.image) }
        if codeTags > 0 { style.insert(.code) }
        if struck { style.insert(.struck) }
        if !links.isEmpty { style.insert(.link) }
        return style
    }

    mutating func read(_ node: OpaquePointer, isEnter: Bool) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: appendText(literal(of: node))
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(CollectionOfOne(UInt8.lineFeed), [])
        case CMARK_NODE_CODE:
            text.codeStarts.append(text.count)
            text.append(literal(of: node), style.union(.code))
        case CMARK_NODE_HTML_INLINE: appendTag(literal(of: node))
        case CMARK_NODE_STRONG:
            if isUnderscoredName(node) {
                text.append("__".utf8, style)
            } else {
                strong += isEnter ? 1 : -1
            }
        case CMARK_NODE_EMPH: emphasis += isEnter ? 1 : -1
        case CMARK_NODE_LINK: link(node, isEnter: isEnter)
        case CMARK_NODE_IMAGE:
            image += isEnter ? 1 : -1
            link(node, isEnter: isEnter)
        default: break
        }
    }

    /// Whether Markdown took a name in double underscores for bold: a folder of a path (`src/__tests__/a.ts`), a file
    /// (`__init__.py`), or one of Python's special names.
    private func isUnderscoredName(_ node: OpaquePointer) -> Bool {
        guard let child = cmark_node_first_child(node), cmark_node_next(child) == nil,
            cmark_node_get_type(child) == CMARK_NODE_TEXT
        else { return false }
        let name = literal(of: child)
        guard !name.isEmpty, name.allSatisfy({ $0.isWord && !$0.isWide }) else { return false }
        func neighbour(_ sibling: OpaquePointer?) -> [UInt8] {
            guard let sibling, cmark_node_get_type(sibling) == CMARK_NODE_TEXT else { return [] }
            return literal(of: sibling)
        }
        let before = neighbour(cmark_node_previous(node)).last
        let after = neighbour(cmark_node_next(node))
        if before == UInt8(ascii: "/") || after.first == UInt8(ascii: "/") { return true }
        if after.first == UInt8(ascii: "."), after.dropFirst().first?.isLower == true { return true }
        return Self.specialNames.contains(name)
    }

    /// Methods and names of Python that reviews speak of, and that nobody writes in bold for another reason.
    private static let specialNames: Set<[UInt8]> = Set(
        [
            "init", "main", "eq", "ne", "lt", "gt", "repr", "str", "enter", "exit", "aenter", "aexit", "iter", "next",
            "getattr", "setattr", "delattr", "getitem", "setitem", "hash", "dict", "len", "post_init", "init_subclass",
            "new", "call", "bool", "contains", "slots",
        ].map { Array($0.utf8) })

    private func literal(of node: OpaquePointer) -> [UInt8] {
        cmark_node_get_literal(node).map { bytes(of: $0) } ?? []
    }

    private mutating func link(_ node: OpaquePointer, isEnter: Bool) {
        if isEnter {
            links.append((text.count, cmark_node_get_url(node).map { bytes(of: $0) } ?? []))
        } else if let link = links.popLast() {
            text.links.append(StyledText.Link(range: link.start..<text.count, destination: link.destination))
        }
    }

    /// Text as it stands, but with plain spaces for the many kinds of them, and `~~` read as strikethrough.
    private mutating func appendText(_ literal: [UInt8]) {
        var index = 0
        var start = 0
        func isSpecial(_ byte: UInt8) -> Bool { byte == 0x7E || byte == 0xC2 || byte == 0xE2 || byte == 0xEF }
        while index < literal.count {
            guard isSpecial(literal[index]) else {
                index += 1
                continue
            }
            let rest = literal.count - index
            var length = 0
            if literal[index] == 0x7E, rest >= 2, literal[index + 1] == 0x7E {
                length = 2
            } else if literal[index] == 0xC2, rest >= 2, literal[index + 1] == 0xA0 {
                length = 2
            } else if literal[index] == 0xE2, rest >= 3, literal[index + 1] == 0x80,
                (0x80...0x8A).contains(literal[index + 2]) || literal[index + 2] == 0xAF
            {
                length = 3
            } else if literal[index] == 0xEF, rest >= 3, literal[index + 1] == 0xB8, literal[index + 2] == 0x8F {
                length = 3  // The selector that makes a sign an emoji.
            }
            if length == 0 {
                index += 1
                continue
            }
            text.append(literal[start..<index], style)
            if literal[index] == 0x7E {
                struck.toggle()
            } else if literal[index] != 0xEF {
                text.append(CollectionOfOne(UInt8.space), style)
            }
            index += length
            start = index
        }
        text.append(literal[start...], style)
    }

    private mutating func appendTag(_ literal: [UInt8]) {
        guard let tag = HTMLTag(literal) else {
            if let element = AnswerElement(literal) {
                if text.bytes.last.map({ $0 != .lineFeed }) == true { text.append(CollectionOfOne(UInt8.lineFeed), []) }
                return text.append(element.text, [])
            }
            if !literal.starts(with: "<!--".utf8) { text.append(literal, style) }
            return
        }
        switch tag.name {
        case "br", "hr", "p", "div", "li", "tr": text.append(CollectionOfOne(UInt8.lineFeed), [])
        case "b", "strong": strong = max(0, strong + (tag.isClosing ? -1 : 1))
        case "i", "em": emphasis = max(0, emphasis + (tag.isClosing ? -1 : 1))
        case "code", "kbd", "tt":
            if !tag.isClosing { text.codeStarts.append(text.count) }
            codeTags = max(0, codeTags + (tag.isClosing ? -1 : 1))
        case "a":
            if tag.isClosing {
                if let link = links.popLast() {
                    text.links.append(StyledText.Link(range: link.start..<text.count, destination: link.destination))
                }
            } else {
                links.append((text.count, tag.attribute("href") ?? []))
            }
        // A pill beside a title: "Global state <span class="badge">HIGH</span>".
        case "span" where tag.isClosing && !badges.isEmpty:
            if badges.removeLast() { text.append("]".utf8, style) }
        case "span" where !tag.isClosing:
            let isBadge = tag.attribute("class").map(Self.isBadge) ?? false
            badges.append(isBadge)
            if isBadge { text.append(" [".utf8, style) }
        case "img": text.append(tag.attribute("alt") ?? [], style.union(.image))
        default: break
        }
    }

    private static func isBadge(_ names: [UInt8]) -> Bool {
        let names = String(decoding: names.map(\.lowered), as: UTF8.self)
        return ["badge", "pill", "tag", "label", "severity", "chip", "lozenge"].contains { names.contains($0) }
    }

    /// Text and tags of an HTML block.
    static func read(html: [UInt8]) -> StyledText {
        var reader = InlineReader()
        var index = 0
        var start = 0
        while index < html.count {
            guard html[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if html.has("<!--", at: index) {
                reader.appendEntities(html[start..<index])
                index += 4
                while index < html.count, !html.has("-->", at: index) { index += 1 }
                index = min(html.count, index + 3)
                start = index
                continue
            }
            var end = index + 1
            while end < html.count, html[end] != UInt8(ascii: ">"), end - index < 2_000 { end += 1 }
            if end < html.count, html[end] == UInt8(ascii: ">"), Self.isTag(Array(html[index...end])) {
                reader.appendEntities(html[start..<index])
                reader.appendTag(Array(html[index...end]))
                index = end + 1
                start = index
            } else {
                index += 1
            }
        }
        reader.appendEntities(html[start...])
        return reader.text
    }

    private static func isTag(_ literal: [UInt8]) -> Bool {
        HTMLTag(literal) != nil || AnswerElement(literal) != nil
    }

    private static let entities: [(StaticString, String)] = [
        ("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
        ("&apos;", "'"), ("&ndash;", "–"), ("&mdash;", "—"), ("&hellip;", "…"), ("&rsquo;", "’"), ("&lsquo;", "‘"),
        ("&ldquo;", "“"), ("&rdquo;", "”"), ("&middot;", "·"), ("&rarr;", "→"), ("&bull;", "•"), ("&#8211;", "–"),
        ("&#8212;", "—"), ("&#10003;", "✓"), ("&check;", "✓"), ("&times;", "×"),
    ]

    private mutating func appendEntities(_ slice: ArraySlice<UInt8>) {
        var out: [UInt8] = []
        let bytes = Array(slice)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&"),
                let entity = Self.entities.first(where: { bytes.has($0.0, at: index) })
            {
                out.append(contentsOf: entity.1.utf8)
                index += entity.0.utf8CodeUnitCount
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        appendText(out)
    }
}

/// An HTML tag that formats; `nil` for anything else in angle brackets, which is then text (`<vcpu>`, `List<String>`).
struct HTMLTag {
    let name: String
    let isClosing: Bool
    private let source: [UInt8]

    private static let known: Set<String> = [
        "a", "b", "i", "em", "strong", "code", "kbd", "tt", "sub", "sup", "br", "hr", "img", "span", "p", "div",
        "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr",
        "td", "th", "article", "section", "html", "body", "dl", "dt", "dd", "header", "footer", "main", "del", "ins",
        "u", "s", "small", "font", "center", "picture", "source", "blockquote", "pre",
    ]

    init?(_ literal: [UInt8]) {
        guard literal.count >= 3, literal.first == UInt8(ascii: "<"), literal.last == UInt8(ascii: ">") else {
            return nil
        }
        var index = 1
        isClosing = literal[1] == UInt8(ascii: "/")
        if isClosing { index = 2 }
        var name: [UInt8] = []
        while index < literal.count, literal[index].isLetter || literal[index].isDigit, name.count < 12 {
            name.append(literal[index].lowered)
            index += 1
        }
        let text = String(decoding: name, as: UTF8.self)
        guard Self.known.contains(text), index < literal.count, !literal[index].isWord else { return nil }
        self.name = text
        source = literal
    }

    func attribute(_ name: StaticString) -> [UInt8]? { Self.attribute(name, in: source) }

    /// The value of an attribute without quote marks: `rowspan=3`.
    func bareAttribute(_ name: StaticString) -> [UInt8]? {
        guard let start = source.indices.first(where: { source.has(name, at: $0) && source[$0 - 1].isBlank }) else {
            return nil
        }
        let value = source[(start + name.utf8CodeUnitCount)...]
        guard value.first == UInt8(ascii: "=") else { return nil }
        return Array(value.dropFirst().prefix { !$0.isBlank && $0 != UInt8(ascii: ">") })
    }

    static func attribute(_ name: StaticString, in source: [UInt8]) -> [UInt8]? {
        var index = 0
        while index < source.count {
            if source.has(name, at: index), index > 0, source[index - 1].isBlank {
                var next = index + name.utf8CodeUnitCount
                guard next + 1 < source.count, source[next] == UInt8(ascii: "=") else {
                    index += 1
                    continue
                }
                next += 1
                let quote = source[next]
                guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
                var end = next + 1
                while end < source.count, source[end] != quote { end += 1 }
                return Array(source[next + 1..<min(end, source.count)])
            }
            index += 1
        }
        return nil
    }
}
