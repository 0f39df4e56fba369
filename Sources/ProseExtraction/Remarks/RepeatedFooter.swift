/// A paragraph that a bot sets below each of its comments, word for word: "↩ undo · ⚙ configure", "Ask me to fix this".
///
/// What a reviewer says of the code is said once; what the same words close again and again is no part of any remark.
enum RepeatedFooter {
    private static let leastCount = 3
    private static let maximumLength = 240

    /// The texts of such paragraphs.
    static func texts(in outline: Section, scale: SeverityVocabulary.SignScale) -> Set<String> {
        let blocks = outline.allBlocks
        var places: [String: [Int]] = [:]
        for (index, block) in blocks.enumerated() {
            guard case .paragraph = block.kind, block.text.count <= maximumLength else { continue }
            places[block.text.trimmed().flat, default: []].append(index)
        }
        return Set(
            places.filter { _, indices in
                indices.count >= leastCount && indices.allSatisfy { closes($0, blocks, scale: scale) }
                    && isOfTool(blocks[indices[0]].text.trimmed(), scale: scale)
            }.keys)
    }

    /// Words stand above it, and what follows, if anything does, begins anew.
    private static func closes(_ index: Int, _ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Bool {
        guard index > 0 else { return false }
        switch blocks[index - 1].kind {
        case .heading, .rule: return false
        case .paragraph:
            let above = blocks[index - 1].text.trimmed()
            if let label = LocationLabel(above), label.end >= above.count { return false }
            if RatedPlace(above) != nil { return false }
        default: break
        }
        guard index + 1 < blocks.count else { return true }
        switch blocks[index + 1].kind {
        case .heading, .rule, .html: return true
        case .paragraph:
            let next = blocks[index + 1].text.trimmed()
            return LocationLabel.isAtStart(of: next) || RatedPlace(next) != nil
                || next.styles.first?.contains(.image) == true
        default: return false
        }
    }

    /// No rating, label or verdict, and nothing that finds fault or asks for a change.
    private static func isOfTool(_ text: StyledText, scale: SeverityVocabulary.SignScale) -> Bool {
        guard FieldLabel(text) == nil, VerdictReader.label(of: text) == nil, !VerdictReader.isVerdict(text),
            RemarkLead(text, scale: scale).start < text.count
        else { return false }
        let evidence = RemarkEvidence(text)
        return evidence.words > 1 && evidence.places.isEmpty && !evidence.hasFault && !evidence.hasAdvice
    }
}
