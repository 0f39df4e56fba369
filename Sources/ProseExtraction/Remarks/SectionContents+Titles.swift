import FindingsModel

/// Titles among a section's paragraphs: in bold, counted, or above named parts.
extension SectionContents {
    /// At least two paragraphs open with a bold title and go on: a series of remarks under a heading.
    static func hasBoldParagraphs(_ blocks: [Block]) -> Bool {
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
    static func hasSeries(_ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Bool {
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

    /// The section's own paragraphs are a series of remarks: "**1. …**", "**2. …**".
    static func hasNumberedParagraphs(_ blocks: [Block]) -> Bool {
        blocks.lazy.filter(isNumberedInBold).prefix(2).count > 1
    }

    /// "**1. The gate is read too early** (line 34)".
    static func isNumberedInBold(_ block: Block) -> Bool {
        guard case .paragraph = block.kind, let first = block.text.bytes.first, first.isDigit,
            block.text.styles[0].contains(.strong),
            let mark = block.text.bytes.prefix(5).first(where: { !$0.isDigit })
        else { return false }
        return mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
    }

    /// At least two paragraphs are a title in bold, each with named parts after it.
    static func hasTitledParagraphs(_ blocks: [Block]) -> Bool {
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

    /// Two titles in bold, each with a recommendation of its own before the next: one remark is advised once.
    static func advisesSeveral(_ blocks: [Block]) -> Bool {
        var told = 0
        var isTitled = false
        for block in blocks.prefix(400) where block.kind == .paragraph || block.isList {
            let texts = block.isList ? block.children.compactMap(\.children.first?.text) : [block.text]
            for text in texts {
                let lines = text.lines.prefix(12)
                if block.kind == .paragraph, text.styles.first?.contains(.strong) == true, FieldLabel(text) == nil,
                    PhraseKey(text.bytes[..<text.runEnd(from: 0, .strong)]).count > 1
                {
                    isTitled = true
                }
                if isTitled, lines.contains(where: { FieldLabel(text, from: $0.lowerBound)?.kind == .suggestion }) {
                    told += 1
                    isTitled = false
                }
            }
        }
        return told > 1
    }

    /// Paragraphs whose first line is all in bold, and the next a field, "**Finding 2.1 — …**", "Severity: high": the first of
    /// the blocks, or two.
    static func hasTitledRecords(_ blocks: [Block]) -> Bool {
        func isTitled(_ block: Block) -> Bool { block.kind == .paragraph && hasTitleAndField(block.text) }
        if blocks.first.map(isTitled) == true || blocks.prefix(400).count(where: isTitled) > 1 { return true }
        return hasTitlesOfFieldLists(blocks)
    }

    /// Lines all in bold that each stand right above a list of fields, "**B1. The gate stays open**", "- File: a.swift:4",
    /// "- Fix: close it": two, or one that a code counts.
    private static func hasTitlesOfFieldLists(_ blocks: [Block]) -> Bool {
        var count = 0
        for (title, list) in zip(blocks, blocks.dropFirst()).prefix(400) {
            guard title.kind == .paragraph, list.isList, title.text.styles.first?.contains(.strong) == true,
                title.text.runEnd(from: 0, .strong) >= title.text.count, !title.text.bytes.contains(.lineFeed),
                FieldLabel(title.text) == nil, !LocationLabel.isAtStart(of: title.text),
                list.children.count > 1,
                list.children.count(where: { $0.children.first.map { isField($0.text, from: 0) } == true }) * 3
                    >= list.children.count * 2
            else { continue }
            count += OrdinalCode.length(in: title.text, at: 0) > 0 && title.text.bytes[0].isUpper ? 2 : 1
        }
        return count > 1
    }

    /// A line all in bold, more than a place, and on the next one a field.
    static func hasTitleAndField(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true, !LocationLabel.isAtStart(of: text) else { return false }
        let lines = text.lines
        return lines.count > 1 && text.runEnd(from: 0, .strong) >= lines[0].upperBound
            && FieldLabel(text) == nil && isField(text, from: lines[1].lowerBound)
    }

    /// A few words above one or two paragraphs that find fault at a place: "Possible race", and what races where.
    static func isTitleOfOne(_ title: StyledText, above blocks: [Block]) -> Bool {
        let paragraphs = blocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard (1...2).contains(paragraphs.count), (1...12).contains(PhraseKey(title.bytes[...]).count),
            !blocks.contains(where: \.isList)
        else { return false }
        let evidence = RemarkEvidence(paragraphs[0].text)
        return evidence.isRemark && !evidence.places.isEmpty && !LocationLabel.isAtStart(of: paragraphs[0].text)
    }
}
