import FindingsModel

/// What a report says of itself before its first remark: who wrote it, of what and when.
enum ReportHead {
    /// The head of a report: lines that each name a value, one of which is a date, and none rates: "**Reviewer**: Ida", "**Date**:
    /// 2031-04-02", "**Component**: the lock".
    static func isAll(of text: StyledText) -> Bool {
        let lines = text.lines
        guard (2...12).contains(lines.count), text.styles.first?.contains(.strong) == true else { return false }
        var isDated = false
        for line in lines {
            let words = text.slice(line).trimmed()
            guard words.styles.first?.contains(.strong) == true,
                let colon = words.bytes.prefix(48).firstIndex(of: UInt8(ascii: ":")) ?? words.bytes.firstWideColon
            else { return false }
            if FieldLabel(words)?.kind == .severity { return false }
            if words.count <= 60, words.bytes[colon...].split(whereSeparator: { !$0.isDigit }).contains(where: isYear) {
                isDated = true
            }
        }
        return isDated
    }

    /// The head of a report as a list, "- Reviewer: Ida", "- Repository: kiln": every item names a value, half of them at least
    /// who, of what or when, and none finds fault.
    static func isAll(of list: Block) -> Bool {
        guard (2...12).contains(list.children.count) else { return false }
        var known = 0
        for item in list.children {
            // "- Files:" may list them below.
            guard item.children.count == 1 || item.children.count == 2 && isListOfNames(item.children[1]),
                let text = item.children.first?.text.trimmed(), text.count <= 200,
                let colon = text.bytes.prefix(48).firstIndex(of: UInt8(ascii: ":")) ?? text.bytes.firstWideColon,
                FieldLabel(text)?.kind != .severity
            else { return false }
            let name = PhraseKey(text.bytes[..<colon])
            let value = RemarkEvidence(text.slice(colon..<text.count))
            let isKnown = name.contains(anyOf: headNames)
            // Of "- File: `lamp.kt` (402 lines)" the number is its size.
            guard (1...5).contains(name.count), value.words <= 12, !value.hasFault, !value.hasAdvice,
                isKnown || LineReferenceScanner(text).found.allSatisfy({ $0.certainty == .bare })
            else { return false }
            if isKnown { known += 1 }
        }
        return known > 1 && known * 2 >= list.children.count
    }

    /// The blocks that open a document or its first heading and are one line each of a name in bold and a short value, "**Title**:
    /// the new valve", "**URL**: https://…": two at least, and no verdict among them.
    static func fields(opening section: Section) -> Range<Int> {
        guard section.kind == .root || section.kind == .heading(level: 1) else { return 0..<0 }
        var end = 0
        for node in section.nodes.prefix(20) {
            guard case .block(let block) = node, block.kind == .rule || isField(block) else { break }
            end += 1
        }
        let fields = section.nodes[..<end].count {
            if case .block(let block) = $0 { block.kind != .rule } else { false }
        }
        return fields > 1 ? 0..<end : 0..<0
    }

    private static func isField(_ block: Block) -> Bool {
        let text = block.text.trimmed()
        guard block.kind == .paragraph, text.count <= 240, !text.bytes.contains(.lineFeed),
            text.styles.first?.contains(.strong) == true
        else { return false }
        let run = text.runEnd(from: 0, .strong)
        let isNamed =
            run < text.count && (text.bytes[run] == UInt8(ascii: ":") || text.bytes.has("：", at: run))
            || run > 0 && text.bytes[run - 1] == UInt8(ascii: ":")
        let name = text.flat(0..<run).trimmingColon
        guard isNamed, (1...4).contains(PhraseKey(name).count), SentenceSplitter.sentences(of: text).count == 1,
            RemarkEvidence(text).places.isEmpty
        else { return false }
        switch SectionRole(heading: name) {
        case .neutral, .aside, .field: break
        case .verdict, .praise, .remarks, .advice: return false
        }
        switch FieldLabel(text)?.kind {
        case .severity, .body, .suggestion: return false
        default: break
        }
        return VerdictReader.label(of: text) == nil && !VerdictReader.isGrade(text.flat)
            && RemarkLead(text, scale: SeverityVocabulary.SignScale([])).severity == nil
    }

    /// Nothing but paths and names of code.
    private static func isListOfNames(_ list: Block) -> Bool {
        list.isList
            && list.children.prefix(60).allSatisfy { item in
                guard item.children.count == 1, let text = item.children.first?.text.trimmed() else { return false }
                return text.styles.allSatisfy { $0.contains(.code) }
                    || LineReferenceScanner(text).paths.first.map { $0.place.count + 4 >= text.count } == true
            }
    }

    private static let headNames = PhraseSet(VocabularyTable.fields["head"])

    private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 4 && (digits.starts(with: Array("20".utf8)) || digits.starts(with: Array("19".utf8)))
    }
}
