import FindingsModel

/// A review laid out by indentation alone: what stands deeper belongs to the line above, and no line has a bullet.
///
/// Markdown sees one paragraph or code in it. Lines that head remarks become headings, all others items of lists.
struct IndentedOutline {
    private struct Line {
        var range: Range<Int>
        var indent: Int
        var isAfterBlank: Bool
        var children: [Int] = []
    }

    private let document: [UInt8]
    private var lines: [Line] = []
    private var tops: [Int] = []

    /// The blocks of `document`; `nil` where it is no such outline.
    static func blocks(of document: [UInt8]) -> [Block]? {
        guard document.count < 400_000, document.has("\n  ", within: 0..<min(document.count, 4_000)),
            let outline = IndentedOutline(document)
        else { return nil }
        return outline.blocks(outline.tops, depth: 0)
    }

    private init?(_ document: [UInt8]) {
        self.document = document
        var start = 0
        var isAfterBlank = false
        var blanks = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            defer { start = end + 1 }
            let indent = document[start..<end].prefix { $0 == .space }.count
            guard document[start..<end].contains(where: { !$0.isBlank }) else {
                isAfterBlank = true
                continue
            }
            // Tabs, markers of lists and quotes, fences and tables have a layout of their own.
            let first = document[start + indent]
            let hasMarker =
                first.isOne(of: "\t-*+>|#=~") || document.has("```", at: start + indent)
                || document[start..<end].prefix(indent + 4).contains(UInt8(ascii: ")"))
                || first.isDigit && document[(start + indent)..<end].drop(while: \.isDigit).first == UInt8(ascii: ".")
            if hasMarker || end - start > 200 { return nil }
            if isAfterBlank { blanks += 1 }
            lines.append(Line(range: start + indent..<end, indent: indent, isAfterBlank: isAfterBlank))
            isAfterBlank = false
        }
        guard lines.count >= 6, lines[0].indent == 0, blanks * 4 <= lines.count, nest(),
            tops.count * 3 <= lines.count, lines.count(where: { !$0.children.isEmpty }) >= 3,
            tops.contains(where: { lines[$0].children.contains { !lines[$0].children.isEmpty } }),
            !lines.contains(where: { FieldLabel(StyledText(words($0))) != nil })
        else { return nil }
    }

    /// Each line is a child of the last one that stands less deep; `false` where a step is no step of an outline.
    private mutating func nest() -> Bool {
        var open: [Int] = []
        for index in lines.indices {
            while let last = open.last, lines[last].indent >= lines[index].indent { open.removeLast() }
            if let parent = open.last {
                guard (2...8).contains(lines[index].indent - lines[parent].indent),
                    lines[parent].children.first.map({ lines[$0].indent == lines[index].indent }) ?? true
                else { return false }
                lines[parent].children.append(index)
            } else {
                guard lines[index].indent == 0 else { return false }
                tops.append(index)
            }
            open.append(index)
            if open.count > MarkdownTree.maximumDepth { return false }
        }
        return true
    }

    private func words(_ line: Line) -> String { String(decoding: document[line.range], as: UTF8.self).trimmingSpaces }

    private func text(_ index: Int) -> StyledText {
        let words = words(lines[index])
        let blocks = MarkdownTree(Array(words.utf8)).blocks
        guard blocks.count == 1, case .paragraph? = blocks.first?.kind else { return StyledText(words) }
        return blocks[0].text
    }

    /// Few words that say nothing of the code, and under them what does, or further heads.
    private func isHead(_ index: Int) -> Bool {
        let line = lines[index]
        guard !line.children.isEmpty else { return false }
        let title = text(index)
        let evidence = RemarkEvidence(title)
        guard PhraseKey(title.bytes[...]).count <= 8, evidence.places.isEmpty, title.bytes.last != UInt8(ascii: ".")
        else {
            return false
        }
        if SectionRole(heading: title.flat) != .neutral || line.children.contains(where: isHead) { return true }
        let telling = line.children.count { RemarkEvidence(text($0)).isRemark }
        return !evidence.isRemark && telling * 2 > line.children.count
    }

    private func span(_ index: Int) -> ByteSpan {
        var last = index
        while let child = lines[last].children.last { last = child }
        return ByteSpan(lines[index].range.lowerBound, lines[last].range.upperBound)
    }

    private func blocks(_ siblings: [Int], depth: Int) -> [Block] {
        var blocks: [Block] = []
        let heads = Set(siblings.filter(isHead))
        for index in siblings {
            let own = ByteSpan(lines[index].range.lowerBound, lines[index].range.upperBound)
            if heads.contains(index) || depth == 0 && !lines[index].children.isEmpty {
                blocks.append(Block(kind: .heading(level: min(6, depth + 1)), text: text(index), span: own))
                blocks += self.blocks(lines[index].children, depth: depth + 1)
            } else if depth < 2, lines[index].children.isEmpty, depth == 0 || lines[index].isAfterBlank {
                blocks.append(Block(kind: .paragraph, text: text(index), span: own))
            } else if let last = blocks.last, last.isList {
                blocks[blocks.count - 1].children.append(item(index))
                blocks[blocks.count - 1].span.end = span(index).end
            } else {
                blocks.append(Block(kind: .list(isOrdered: false), children: [item(index)], span: span(index)))
            }
        }
        return blocks
    }

    private func item(_ index: Int) -> Block {
        let own = ByteSpan(lines[index].range.lowerBound, lines[index].range.upperBound)
        var item = Block(
            kind: .item(number: nil, isDone: nil), children: [Block(kind: .paragraph, text: text(index), span: own)],
            span: span(index))
        let children = lines[index].children
        if let first = children.first, let last = children.last {
            item.children.append(
                Block(
                    kind: .list(isOrdered: false), children: children.map(self.item),
                    span: ByteSpan(span(first).start, span(last).end)))
        }
        return item
    }
}
