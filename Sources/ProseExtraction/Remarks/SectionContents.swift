import FindingsModel

/// What stands under a heading, as far as it tells whether the heading is a remark's title or a chapter of remarks: named
/// parts of one remark, or series of remarks of their own.
enum SectionContents {
    /// How many remarks the section's own blocks hold by themselves: rows of a table of remarks, titled lists of fields, items
    /// that each name a place, paragraphs that open with a rating and one.
    static func crowd(_ blocks: [Block], scale: SeverityVocabulary.SignScale) -> Int {
        var count = 0
        var isAfterTitle = false
        for block in blocks.prefix(400) {
            switch block.kind {
            case .table:
                if TableLayout(block, isExpected: false) != nil { count += block.children.count - 1 }
            case .list:
                let fields = block.children.count { $0.children.first.flatMap { FieldLabel($0.text) } != nil }
                if fields * 3 >= block.children.count * 2 {
                    count += isAfterTitle && fields > 1 ? 1 : 0
                } else {
                    if opensWithFiles(block) {
                        count += block.children.count
                        continue
                    }
                    count += block.children.prefix(60).count { item in
                        guard let text = item.children.first?.text else { return false }
                        let evidence = RemarkEvidence(text)
                        let isPlaced =
                            !evidence.places.isEmpty
                            || text.bytes.first?.isDigit == true
                                && LineReferenceScanner(text, startsAtLocation: true).found.first?.place.lowerBound == 0
                        return isPlaced && evidence.words > 5
                    }
                }
            default: break
            }
            if case .paragraph = block.kind {
                let evidence = RemarkEvidence(block.text)
                if evidence.isRemark, !evidence.places.isEmpty, RemarkLead(block.text, scale: scale).severity != nil {
                    count += 1
                }
                isAfterTitle = block.text.count <= 200 && FieldLabel(block.text) == nil
            } else {
                isAfterTitle = false
            }
        }
        return count
    }

    /// Three items or more, each of which opens with a file of its own and finds fault with it.
    private static func opensWithFiles(_ list: Block) -> Bool {
        guard (3...60).contains(list.children.count) else { return false }
        var files: Set<String> = []
        for item in list.children {
            guard let text = item.children.first?.text, let path = LineReferenceScanner(text).paths.first,
                path.place.lowerBound <= 2, files.insert(path.path).inserted
            else { return false }
            let evidence = RemarkEvidence(text)
            guard evidence.words > 9, evidence.hasFault || evidence.hasAdvice else { return false }
        }
        return true
    }

    /// At least half of the paragraphs and items, and two, say of a place of their own what is wrong there or what to do.
    static func isOfRemarks(_ blocks: [Block]) -> Bool {
        var all = 0
        var telling = 0
        var placed = 0
        func weigh(_ text: StyledText) {
            let evidence = RemarkEvidence(text)
            guard evidence.words > 3 else { return }
            all += 1
            if !evidence.places.isEmpty, evidence.words > 7, evidence.hasCode { placed += 1 }
            if !evidence.places.isEmpty, evidence.hasFault || evidence.hasAdvice && !evidence.hasPraise,
                evidence.words > 7, !VerdictReader.findsNothing(text)
            {
                telling += 1
            }
        }
        for block in blocks.prefix(60) {
            switch block.kind {
            case .paragraph: weigh(block.text)
            case .list: for first in block.children.prefix(60).compactMap(\.children.first) { weigh(first.text) }
            default: break
            }
        }
        return telling > 1 && telling * 2 >= all || telling > 0 && placed > 2 && placed * 3 >= all * 2
    }

    /// A paragraph of two lines or more, each behind a cross, a sign of alarm or a tick: "⚠️ The zone is never reset."
    static func opensWithSigns(_ blocks: [Block]) -> Bool {
        let signs = ["❌", "⚠", "✖", "✗", "🚨", "❗", "👎"]
        return blocks.prefix(20).contains { block in
            guard block.kind == .paragraph, block.text.bytes.first?.isWide == true else { return false }
            let lines = block.text.lines.prefix(40).map { block.text.flat($0) }
            return lines.count(where: { line in signs.contains { line.hasPrefix($0) } }) > 1
        }
    }

    /// How many of the section's own paragraphs and items are named parts of a remark.
    static func fieldCount(_ section: Section) -> Int {
        var count = 0
        for block in section.directBlocks.prefix(60) {
            switch block.kind {
            case .paragraph:
                for line in block.text.lines.prefix(12) where isField(block.text, from: line.lowerBound) { count += 1 }
            // "- File: …", "- Date: …" tell of the report.
            case .list where ReportHead.isAll(of: block): break
            case .list:
                for item in block.children.prefix(12) {
                    if let text = item.children.first?.text, isField(text, from: 0) { count += 1 }
                }
            default: break
            }
        }
        return count
    }

    /// "Issue: …" and "Recommendation: …" stand under the heading: a remark, whatever its title reads like.
    static func hasProblemAndAdvice(_ section: Section) -> Bool {
        var kinds: Set<FieldLabel.Kind> = []
        for block in section.directBlocks.prefix(12) where block.kind == .paragraph {
            for line in block.text.lines.prefix(12) {
                if let field = FieldLabel(block.text, from: line.lowerBound), field.end < line.upperBound {
                    kinds.insert(field.kind)
                }
            }
        }
        return kinds.isSuperset(of: [.body, .suggestion])
    }

    /// How many of the section's own paragraphs hold a rating of their own.
    static func ratingCount(_ section: Section) -> Int {
        section.directBlocks.prefix(60).count { block in
            guard case .paragraph = block.kind else { return false }
            return block.text.lines.prefix(12).contains {
                FieldLabel(block.text, from: $0.lowerBound)?.kind == .severity
            }
        }
    }

    /// An item that is only a name, "- Problems:", above several items of their own.
    static func hasFieldsOfSeveral(_ blocks: [Block]) -> Bool {
        blocks.contains { block in block.isList && block.children.contains(where: isFieldOfSeveral) }
    }

    static func isFieldOfSeveral(_ item: Block) -> Bool {
        guard item.children.count == 2, item.children[1].isList, item.children[1].children.count > 1 else {
            return false
        }
        let name = item.children[0].text.trimmed()
        if let field = FieldLabel(name) {
            return field.end >= name.count && (field.kind == .body || field.kind == .title)
        }
        guard name.bytes.hasColonAtEnd, PhraseKey(name.bytes[...]).count <= 3 else { return false }
        let heading = name.flat.trimmingColon
        return SectionRole(heading: heading) == .remarks && !PhraseKey(heading).contains(anyOf: wishes)
    }
    /// What is to be done, which repeats what is wrong.
    private static let wishes: PhraseSet = [
        "suggestion", "suggestions", "improvement", "improvements", "verbesserungen", "améliorations", "mejoras",
        "melhorias",
        "miglioramenti", "улучшения", "改进", "改善", "개선",
    ]

    /// Nothing but lists whose boxes are all ticked.
    static func isTicked(_ blocks: [Block]) -> Bool {
        !blocks.isEmpty
            && blocks.allSatisfy { block in
                block.isList
                    && block.children.allSatisfy { item in
                        if case .item(_, true) = item.kind { true } else { false }
                    }
            }
    }

    /// Nothing but lists of two items at least, most of which tell something, under a line or two of words.
    static func isListOfRemarks(_ section: Section) -> Bool {
        var items = 0
        var telling = 0
        var words = 0
        for block in section.nodes.prefix(60).flatMap(Self.blocks) {
            switch block.kind {
            case .list:
                for item in block.children.prefix(200) {
                    guard let text = item.children.first?.text else { continue }
                    if FieldLabel(text) != nil { return false }
                    items += 1
                    if PhraseKey(text.bytes[...]).count > 4 { telling += 1 }
                }
            case .paragraph: words += PhraseKey(block.text.bytes.prefix(400)).count
            case .rule, .code: break
            default: return false
            }
        }
        return items > 1 && telling * 3 >= items * 2 && words < 25
    }

    private static func blocks(of node: Section.Node) -> [Block] {
        switch node {
        case .block(let block): [block]
        case .section(let section):
            section.kind == .leadIn ? section.directBlocks : [Block(kind: .html, span: section.span)]
        }
    }

    static func isField(_ text: StyledText, from start: Int) -> Bool {
        guard let field = FieldLabel(text, from: start) else { return false }
        return field.kind == .severity || field.kind == .location || field.kind == .suggestion || field.kind == .body
    }

    static func isRemarkLike(_ text: StyledText, scale: SeverityVocabulary.SignScale) -> Bool {
        if FieldLabel(text) != nil { return false }
        let lead = RemarkLead(text, scale: scale)
        if lead.severity != nil || !lead.labels.isEmpty { return true }
        if lead.start < text.count,
            text.styles[lead.start].contains(.strong) || text.styles[lead.start].contains(.emphasis)
        {
            return true
        }
        return LineReferenceScanner(text).found.contains { $0.certainty != .bare }
    }

    /// The first paragraph is nothing but a rating in bold.
    static func isRatedBelow(_ blocks: [Block]) -> Bool {
        guard blocks.count > 1, case .paragraph = blocks[0].kind else { return false }
        return LabelLine.isRating(blocks[0].text.trimmed())
    }

    /// What a bot gives its own remark: "Suggestion importance[1-10]: 8", "Confidence: 0.7".
    static func isFigure(_ title: StyledText) -> Bool {
        guard title.count <= 60, let colon = title.bytes.lastIndex(of: UInt8(ascii: ":")), colon > 2 else {
            return false
        }
        let value = title.bytes[(colon + 1)...].filter { !$0.isBlank }
        return (1...6).contains(value.count) && value.allSatisfy { $0.isDigit || $0.isOne(of: "/.%") }
            && (1...5).contains(PhraseKey(title.bytes[..<colon]).count)
    }
}
