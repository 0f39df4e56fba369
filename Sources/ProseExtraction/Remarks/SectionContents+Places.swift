import FindingsModel

/// Places in a section: lines that are nothing else, and what stands under them.
extension SectionContents {
    /// One of the block's lines is nothing but a place.
    static func hasPlaceLine(_ block: Block) -> Bool {
        block.text.lines.prefix(40).contains { line in
            var part = block
            part.text = block.text.slice(line)
            return isPlace(part)
        }
    }

    /// A paragraph whose first line is nothing but a place.
    static func isPlace(_ block: Block) -> Bool {
        switch block.kind {
        case .paragraph, .html: break
        default: return false
        }
        let whole = block.text.trimmed()
        let text = whole.slice(whole.lines.first ?? 0..<whole.count).trimmed()
        guard text.count <= 240 else { return false }
        // A sign before it: "📄 tests/a.php[5-6]".
        var start = 0
        while start < text.count, !text.bytes[start].isLetter, !text.bytes[start].isDigit,
            !text.bytes[start].isOne(of: "#./@[(")
        {
            start += 1
        }
        guard let label = LocationLabel(text, from: start) else { return false }
        return !text.bytes[min(label.end, text.count)...].contains { $0.isLetter || $0.isDigit }
    }

    /// How many of the blocks are nothing but a place with a paragraph after it, how many of these are quotes, and whether
    /// the first block is such a place.
    static func headedPlaces(_ blocks: [Block]) -> (all: Int, quoted: Int, opens: Bool) {
        var all = 0
        var quoted = 0
        for (block, next) in zip(blocks, blocks.dropFirst()).prefix(400) {
            guard case .paragraph = next.kind, !isPlace(next) else { continue }
            if case .quote = block.kind {
                if SectionLayout.quotedPlace(block) != nil { quoted += 1 }
            } else if isPlace(block) {
                all += 1
            }
        }
        let first = blocks.first
        return (all + quoted, quoted, first.map { isPlace($0) || SectionLayout.quotedPlace($0) != nil } ?? false)
    }

    /// Two paragraphs at least are nothing but a place, and words stand between them.
    static func hasPlacesAlone(_ blocks: [Block]) -> Bool {
        var count = 0
        var hasWords = true
        for block in blocks {
            guard case .paragraph = block.kind else { continue }
            if SectionLayout.isPlaceAlone(block.text.trimmed()) {
                if hasWords { count += 1 }
                hasWords = false
            } else {
                hasWords = true
            }
        }
        return count > 1 && hasWords
    }

    /// The first line under the heading, and none below it, is nothing but places, stressed or behind a sign, or places and a
    /// rating: "*lines 12-15 – importance: high*", "📍 L9 · 🟡". What stands below it is said of the heading.
    static func hasOwnPlaceLine(_ section: Section, scale: SeverityVocabulary.SignScale) -> Bool {
        guard section.subsections.isEmpty else { return false }
        let paragraphs = section.directBlocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard (2...4).contains(paragraphs.count), !section.directBlocks.contains(where: \.isList) else { return false }
        func isPlaceLine(_ block: Block) -> Bool {
            let text = block.text.trimmed()
            return RatedPlace(text, scale: scale) != nil
                || SectionLayout.isPlaceAlone(text)
                    && (text.bytes.first?.isWide == true || text.styles.allSatisfy { $0.contains(.emphasis) })
        }
        return isPlaceLine(paragraphs[0]) && paragraphs.dropFirst().allSatisfy { !isPlaceLine($0) }
            && !paragraphs.dropFirst().contains { LocationLabel.isAtStart(of: $0.text) || LabelLine.opensBold($0) }
    }
}
