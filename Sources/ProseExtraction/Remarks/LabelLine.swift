import FindingsModel

/// Lines that serve as headings without being Markdown headings.
enum LabelLine {
    /// A paragraph of one line that is all bold or italic, or that a roman numeral opens ("II. Robustness").
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
            if style.contains(.strong) || style.contains(.emphasis) {
                hasStrong = true
            } else if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "(") && !style.contains(.strong) {
                return nil
            }
        }
        guard hasStrong else { return nil }
        let key = PhraseKey(text.bytes[...])
        if key.isEmpty || LocationLabel.isAtStart(of: text) { return nil }
        // A bold sentence is a remark's title, not a heading; its layout decides.
        if key.count > 7 || BotChrome.isTally(text) { return nil }
        let role = SectionRole(heading: text.flat)
        if role == .neutral || role == .field { return nil }
        // In italics stands much that is no label.
        if !text.styles.contains(where: { $0.contains(.strong) }), role != .praise, role != .remarks { return nil }
        // "Issue 1: the test needs a network" is the title of a remark.
        if role == .remarks, let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")) ?? text.bytes.firstWideColon,
            text.bytes[colon...].dropFirst(3).contains(where: { $0.isLetter || $0.isWide })
        {
            return nil
        }
        return text
    }

    /// "**2. Good isolation**" above a paragraph without a title: a remark of several that are counted, and no chapter of what is
    /// good.
    static func isCountedTitle(_ title: StyledText, above next: Block?) -> Bool {
        guard let next, next.kind == .paragraph, title.bytes.first?.isDigit == true,
            next.text.styles.first?.contains(.strong) == false
        else { return false }
        let marker = ItemMarker.length(in: title, at: 0)
        return marker > 0 && PhraseKey(title.bytes[marker...]).count > 1
            && !SectionRole.isName(title.flat(marker..<title.count))
    }

    /// A line that says what sort of remarks stands below it: "Pros:", "**Weaknesses**".
    static func sorts(_ text: StyledText) -> Bool {
        let text = text.trimmed()
        guard text.count <= 60, !text.bytes.contains(.lineFeed), let title = title(of: text) ?? leadIn(text) else {
            return false
        }
        let role = SectionRole(heading: title.flat.trimmingColon)
        return role == .praise || role == .remarks
    }

    /// A question, all in bold, of which the answer judges the whole.
    static func asksForVerdict(_ text: StyledText) -> Bool {
        guard text.count <= 120, text.bytes.contains(UInt8(ascii: "?")) || text.bytes.has("？", within: 0..<text.count),
            zip(text.bytes, text.styles).allSatisfy({ !$0.isWord || $1.contains(.strong) })
        else { return false }
        return RemarkFinder.asksForWhole(PhraseKey(text.bytes[...]))
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

    /// A line of a few plain words above a list that rates its items or says of what sort they are: "🔴 Critical", "Strengths".
    static func plainTitle(_ text: StyledText) -> StyledText? {
        let text = text.trimmed()
        guard (3...60).contains(text.count), !text.bytes.contains(.lineFeed), let last = text.bytes.last,
            !last.isOne(of: ".!?,;:"), !text.bytes.has("。", at: text.count - 3),
            !text.bytes.has("：", at: text.count - 3),
            text.styles.allSatisfy({ $0.isDisjoint(with: [.strong, .emphasis, .code, .link]) }),
            (1...4).contains(PhraseKey(text.bytes[...]).count), LineReferenceScanner(text).found.isEmpty
        else { return nil }
        // "Must fix", "Should fix" tell what comes first.
        if PhraseKey(text.bytes[...]).contains(anyOf: modals) { return nil }
        if SeverityVocabulary.severity(of: text.flat.strippedOfSigns) != nil { return text }
        let role = SectionRole(heading: text.flat)
        return role == .praise || role == .remarks ? text : nil
    }

    /// The paragraphs that are titles of what follows, in a document that has no headings: a few plain words each, of which
    /// two at least rate what stands under them or say of what sort it is.
    static func plainTitles(of blocks: [Block]) -> Set<Int> {
        guard blocks.count < 4_000 else { return [] }
        var titles: Set<Int> = []
        var telling = 0
        var aboveText = 0
        for (index, block) in blocks.enumerated() {
            if case .heading = block.kind { return [] }
            guard case .paragraph = block.kind, index + 1 < blocks.count, isPlainLine(block.text) else { continue }
            let next = blocks[index + 1]
            switch next.kind {
            case .paragraph where !isPlainLine(next.text): break
            case .list: break
            default: continue
            }
            let isTelling = plainTitle(block.text) != nil
            // What stands first may name the document.
            guard isTelling || index > 0 else { continue }
            titles.insert(index)
            if isTelling {
                telling += 1
                if !next.isList { aboveText += 1 }
            }
        }
        return telling > 1 && aboveText > 0 ? titles : []
    }

    /// The paragraphs of one line that a letter and a number open, "A.1 The gate is read too early", each above what is said of
    /// it: titles, where three at least and all that begin so are such lines.
    static func codedTitles(of blocks: [Block]) -> Set<Int> {
        guard blocks.count < 4_000 else { return [] }
        var titles: Set<Int> = []
        for (index, block) in blocks.enumerated() where block.kind == .paragraph {
            let text = block.text.trimmed()
            let marker = ItemMarker.letteredLength(in: text, at: 0)
            guard marker > 0 else { continue }
            guard text.count <= 120, !text.bytes.contains(.lineFeed), index + 1 < blocks.count,
                blocks[index + 1].kind == .paragraph || blocks[index + 1].isList || blocks[index + 1].isCode,
                ItemMarker.letteredLength(in: blocks[index + 1].text.trimmed(), at: 0) == 0,
                PhraseKey(text.bytes[marker...]).count > 1, text.bytes.last != UInt8(ascii: ".")
            else { return [] }
            titles.insert(index)
        }
        return titles.count > 2 ? titles : []
    }

    /// A line of up to four words without markup, a place or a sign at its end.
    private static func isPlainLine(_ text: StyledText) -> Bool {
        let text = text.trimmed()
        guard (3...60).contains(text.count), !text.bytes.contains(.lineFeed), let first = text.bytes.first,
            first.isUpper || first.isWide, let last = text.bytes.last, last.isLetter || last.isWide || last == 41,
            !text.bytes.has("。", at: text.count - 3), !text.bytes.has("：", at: text.count - 3),
            text.styles.allSatisfy(\.isEmpty), (1...4).contains(PhraseKey(text.bytes[...]).count)
        else { return false }
        return !VerdictReader.isVerdict(text) && !VerdictReader.decides(text)
            && LineReferenceScanner(text).found.isEmpty
    }

    private static let modals: PhraseSet = ["must", "should", "could", "fix", "blocking", "consider"]

    /// Nothing but a file and how many comments it has: "tests/a.kt (7)".
    static func isCountedFile(_ text: StyledText) -> Bool {
        let text = text.trimmed()
        guard text.count <= 240, !text.bytes.contains(.lineFeed), text.bytes.last == UInt8(ascii: ")"),
            let open = text.bytes.lastIndex(of: UInt8(ascii: "(")), open > 2,
            (1...2).contains(text.count - open - 2), text.bytes[(open + 1)...].dropLast().allSatisfy(\.isDigit),
            let path = LineReferenceScanner(text).paths.first
        else { return false }
        return path.place.lowerBound <= 4 && open - path.place.upperBound <= 2
    }

    /// "I.", "IV)", "XII." and a blank at the start; the length of it.
    static func roman(_ text: StyledText) -> Int? {
        var index = 0
        while index < text.count, index < 6, text.bytes[index].isOne(of: "IVX") { index += 1 }
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
