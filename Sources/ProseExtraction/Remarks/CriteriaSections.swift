/// Sections of a review that goes through criteria, "Naming", "Structure", "Isolation", with a paragraph or two on each:
/// the criterion is no remark's title, and of some there is nothing to say.
enum CriteriaSections {
    /// The subsections that criteria name, whose paragraphs are the remarks; empty where the headings are no criteria.
    static func indices(in section: Section) -> Set<Int> {
        var criteria: Set<Int> = []
        var known = 0
        var clear = 0
        var telling = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node, case .heading = child.kind, child.role == .neutral else { continue }
            let title = name(of: child.title)
            let key = PhraseKey(title.bytes[...])
            guard (1...5).contains(key.count) || key.isWide && title.count <= 30, isPlain(child),
                LineReferenceScanner(title).found.isEmpty, SeverityVocabulary.severity(of: title.flat) == nil,
                !title.styles.contains(where: { $0.contains(.code) })
            else { return [] }
            criteria.insert(index)
            if isCriterion(key) { known += 1 }
            let paragraphs = child.directBlocks.filter { $0.kind == .paragraph }
            if paragraphs.count == 1, isClear(paragraphs[0].text) {
                clear += 1
            } else if paragraphs.contains(where: { RemarkEvidence($0.text).isRemark }) {
                telling += 1
            }
        }
        guard criteria.count >= 3, telling > 1, telling + clear + 1 >= criteria.count,
            known * 2 > criteria.count || clear > 0 && known > 1
        else { return [] }
        return criteria
    }

    static func isCriterion(_ key: PhraseKey) -> Bool { key.contains(anyOf: names) }

    /// The heading without the number that counts it.
    private static func name(of title: StyledText) -> StyledText {
        var start = ItemMarker.length(in: title, at: 0)
        if start == 0 {
            while start < title.count, title.bytes[start].isDigit { start += 1 }
            if start > 0, start < title.count, !title.bytes[start].isBlank { start = 0 }
        }
        return title.slice(start..<title.count).trimmed()
    }

    /// Nothing but paragraphs without titles or fields of their own, and code.
    private static func isPlain(_ section: Section) -> Bool {
        let blocks = section.directBlocks
        return section.subsections.isEmpty && !blocks.isEmpty && blocks.count < 12
            && blocks.allSatisfy { block in
                switch block.kind {
                case .paragraph:
                    FieldLabel(block.text) == nil && !LocationLabel.isAtStart(of: block.text)
                        && (block.text.styles.first?.contains(.strong) != true) && SplitParagraph(block.text) == nil
                case .code, .rule: true
                default: false
                }
            }
    }

    /// "n/a", "Nothing to report.", "Fine as it is.".
    static func isClear(_ text: StyledText) -> Bool {
        VerdictReader.clears(text) || Clearance.isClear(value: text.flat)
    }

    /// What test reviews go through.
    private static let names = PhraseSet(VocabularyTable.headings["criterion"])
}
