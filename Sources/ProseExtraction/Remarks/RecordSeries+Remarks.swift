import FindingsModel

/// What a record tells: its title, what stands under it, and the places that it names apart.
extension RecordSeries {
    /// The records as remarks, each under the titles that stand above it.
    ///
    /// - Parameters:
    ///   - around: what holds at a byte of the document that no title stands above.
    ///   - entering: what holds under a title that stands in a context.
    func remarks(
        of records: [Record], around: (_ start: Int) -> Remark.Context,
        entering: (_ title: StyledText, _ context: Remark.Context) -> Remark.Context
    ) -> [Remark] {
        var titles: [(level: Int, context: Remark.Context)] = []
        var at = 0
        return records.map { record in
            for index in at..<max(at, record.lines.lowerBound) {
                let line = lines.lines[index]
                guard line.kind == .text, let level = lines.titleLevel(of: line) else { continue }
                titles.removeAll { $0.level >= level }
                let words = lines.document[line.start..<line.span.end].drop { $0 == UInt8(ascii: "#") }
                let title = MarkdownTree(Array(words.trimmingBlanks)).blocks.first?.text ?? StyledText()
                if !title.isBlank {
                    titles.append((level, entering(title, titles.last?.context ?? Remark.Context())))
                }
            }
            at = max(at, record.lines.upperBound)
            var remark = remark(of: record)
            remark.context = titles.last?.context ?? around(record.span.start)
            // A record repeats nothing, whatever the words above it were taken for.
            remark.context.isRepeat = false
            if [.verdict, .advice].contains(remark.context.role) { remark.context.role = .neutral }
            return remark
        }
    }

    private func remark(of record: Record) -> Remark {
        let range = record.lines
        let first = lines.lines[range.lowerBound]
        var located: [LineReferenceScanner.Found] = []
        var head = lines.document[first.start..<first.span.end]
        let isHeading = lines.isHeading(first)
        let isHanging = lines.isHanging(range.lowerBound)
        // "90    the wheel turns": the number is the line's.
        if first.shape?.tokens.prefix(2) == [.number, .gap] {
            let number = head.prefix { !$0.isBlank }
            var path: String?
            located = LocationValue.references(in: StyledText(String(decoding: number, as: UTF8.self)), &path)
            head = head.dropFirst(number.count)
        } else {
            head = head.dropFirst(Self.markLength(head))
        }
        head = head.trimmingBlanks
        if isHanging { head = head.dropFirst(Self.changeLength(head)) }
        var rest: [UInt8] = []
        var isFirst = true
        var separate = isHeading
        for index in range.dropFirst() {
            let line = lines.lines[index]
            let text = lines.document[line.start..<line.span.end]
            if line.kind == .text, isFirst {
                isFirst = false
                separate = separate || stands(head, of: first, apartFrom: line, isHanging: isHanging)
            }
            if line.kind == .text, !line.opensParagraph || isFirst || separate,
                let places = Self.places(text.dropFirst(Self.markLength(text)).trimmingBlanks)
            {
                located += places
                continue
            }
            if !rest.isEmpty || line.kind != .blank {
                let arrow = line.kind == .text ? Self.arrowLength(text) : 0
                if isHanging, rest.isEmpty, let stop = Self.ordinalStop(in: text) {
                    // "112. Too early an end is invisible" is no list that begins at 112.
                    rest += text[..<stop] + [UInt8(ascii: "\\")]
                    rest += text[stop...]
                } else {
                    rest += line.kind == .code ? lines.document[line.span.start..<line.span.end] : text.dropFirst(arrow)
                }
                rest.append(.lineFeed)
            }
        }
        var lead = Array(head)
        if !separate, !rest.isEmpty {
            // A paragraph that goes on.
            let end = rest.indices.first { rest[$0] == .lineFeed && $0 + 1 < rest.count && rest[$0 + 1] == .lineFeed }
            lead += [.lineFeed] + rest[..<(end ?? rest.count)]
            rest = end.map { Array(rest[$0...]) } ?? []
        }
        let text = MarkdownTree(lead).blocks.first?.text ?? StyledText()
        var blocks = MarkdownTree(rest).blocks
        for index in blocks.indices { blocks[index] = blocks[index].placed(at: record.span) }
        let leadText = text.isBlank ? StyledText(String(decoding: lead, as: UTF8.self)) : text.trimmed()
        if !located.isEmpty, !blocks.isEmpty, let rated = RatedPlace.rating(ofAll: leadText) {
            // "minor [Naming]" and the place below it.
            var remark = Remark(
                layout: .location, lead: StyledText(), blocks: blocks, context: Remark.Context(), located: located,
                span: record.span, group: 1)
            remark.labels = [rated.severity.1] + rated.kinds
            return remark
        }
        let isPlace = LocationLabel(leadText).map { $0.end >= leadText.count } ?? false
        return Remark(
            layout: isPlace ? .location : separate ? .heading : .item, lead: leadText, blocks: blocks,
            context: Remark.Context(), located: located, span: record.span, group: 1)
    }

    /// The first line is a title: what follows is another paragraph, stands further in, or begins with a sign.
    private func stands(
        _ head: ArraySlice<UInt8>, of first: DocumentLines.Line, apartFrom next: DocumentLines.Line,
        isHanging: Bool
    ) -> Bool {
        if lines.isTitle(first) { return true }
        guard DocumentLines.evidence(of: head).words <= 24 else { return false }
        if next.opensParagraph || isHanging { return true }
        if case .sign(let scalar, _)? = next.shape?.tokens.first, scalar != UInt32(UInt8(ascii: "`")),
            scalar != UInt32(UInt8(ascii: "(")), scalar != UInt32(UInt8(ascii: "\""))
        {
            return true
        }
        let ends = head.last.map { $0.isOne(of: ".!?:") || $0.isWide } ?? false
        return next.indentation > first.indentation && (ends || first.shape?.tokens.first != .word)
    }

    /// The length of what marks an item: "- ", "→ ", "=item * ", "iv. ", "12) ", "## ".
    private static func markLength(_ text: ArraySlice<UInt8>) -> Int {
        var length = 0
        let bytes = Array(text)
        if bytes.starts(with: "=item".utf8) { length = 5 }
        while length < bytes.count {
            while length < bytes.count, bytes[length].isBlank { length += 1 }
            guard length < bytes.count else { break }
            let (scalar, size) = bytes.scalar(at: length)
            if marks.contains(scalar) {
                var end = length
                while end < bytes.count, bytes.scalar(at: end).value == scalar { end += size }
                // "**Title**" is no item.
                if end >= bytes.count || bytes[end].isBlank {
                    length = end
                    continue
                }
            }
            let marker = ItemMarker.length(in: StyledText(String(decoding: bytes[length...], as: UTF8.self)), at: 0)
            return length + marker
        }
        return length
    }

    /// Where the full stop is behind a number of two digits or more that opens the text.
    private static func ordinalStop(in text: ArraySlice<UInt8>) -> Int? {
        let digits = text.prefix { $0.isDigit }
        guard digits.count > 1, digits.endIndex + 1 < text.endIndex, text[digits.endIndex] == UInt8(ascii: "."),
            text[digits.endIndex + 1].isBlank
        else { return nil }
        return digits.endIndex
    }

    /// The length of what a commit's subject opens with, as Conventional Commits ask for: "test: ", "docs(api): ".
    private static func changeLength(_ head: ArraySlice<UInt8>) -> Int {
        let word = head.prefix { $0.isLower }
        guard changes.contains(String(decoding: word, as: UTF8.self)) else { return 0 }
        var rest = head.dropFirst(word.count)
        if rest.first == UInt8(ascii: "("), let close = rest.prefix(40).firstIndex(of: UInt8(ascii: ")")) {
            rest = rest[(close + 1)...]
        }
        if rest.first == UInt8(ascii: "!") { rest = rest.dropFirst() }
        guard rest.first == UInt8(ascii: ":"), rest.dropFirst().first == .space else { return 0 }
        return head.count - rest.count + 2
    }

    private static let changes: Set<String> = [
        "feat", "fix", "docs", "doc", "test", "tests", "style", "refactor", "perf", "chore", "build", "ci", "revert",
    ]

    /// The length of an arrow or dash that leads a line of a remark.
    private static func arrowLength(_ text: ArraySlice<UInt8>) -> Int {
        let bytes = Array(text)
        guard !bytes.isEmpty else { return 0 }
        let (scalar, length) = bytes.scalar(at: 0)
        return arrows.contains(scalar) && length < bytes.count && bytes[length].isBlank ? length : 0
    }

    /// - – — → ➜ ⤷ ↳ » ▸ •
    private static let arrows: Set<UInt32> = [0x2013, 0x2014, 0x2192, 0x279C, 0x2937, 0x21B3, 0xBB, 0x25B8, 0x2022]
    private static let marks = arrows.union([
        0x2D, 0x2A, 0x2B, 0x23, 0x3E, 0x7C, 0x25AA, 0x25A0, 0x25A1, 0x25CF, 0x25CB, 0x2610, 0x2043, 0x203A,
    ])

    /// The places of a line that holds nothing else: "71, also 79".
    private static func places(_ text: ArraySlice<UInt8>) -> [LineReferenceScanner.Found]? {
        guard text.count < 200, text.first?.isDigit == true, PhraseKey(text).count <= 2 else { return nil }
        var path: String?
        let found = LocationValue.references(in: StyledText(String(decoding: text, as: UTF8.self)), &path)
        return found.isEmpty ? nil : found
    }
}

extension Block {
    /// The same block, all of it at `span`.
    fileprivate func placed(at span: ByteSpan) -> Block {
        var block = self
        block.span = span
        block.children = children.map { $0.placed(at: span) }
        return block
    }
}
