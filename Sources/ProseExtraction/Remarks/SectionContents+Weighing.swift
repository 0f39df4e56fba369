import FindingsModel

/// What is good and what is not, each told under the one heading: no single remark has both.
extension SectionContents {
    /// "**Issues:**" or "**What is good:**" above a list of several items, each of them a remark.
    static func hasListsOfRemarks(_ section: Section) -> Bool {
        listsOfRemarks(section).contains { list in
            !list.isUnderHeading && list.items.count > 1
                && list.items.allSatisfy { PhraseKey($0.bytes[...]).count > 2 }
        }
    }

    /// "Strengths" and "Weaknesses", each above a list, no single remark has both; nor has one a heading "Issues" above several.
    static func weighsBoth(_ section: Section) -> Bool {
        let lists = listsOfRemarks(section)
        let isBoth = Set(lists.map(\.role)).count > 1
        return isBoth && lists.reduce(0) { $0 + $1.items.count } > 2
            || lists.contains { $0.isUnderHeading && ($0.items.count > 1 || isBoth) }
            || weighsInText(section) || weighsInLabels(section)
    }

    /// "Good: it closes the gate." beside "Issues:" above a list, or "Issues: none."
    private static func weighsInLabels(_ section: Section) -> Bool {
        var roles: Set<SectionRole> = []
        for node in section.nodes.prefix(40) {
            switch node {
            case .block(let block):
                guard block.kind == .paragraph,
                    let colon = block.text.bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")),
                    (1...3).contains(PhraseKey(block.text.bytes[..<colon]).count), FieldLabel(block.text) == nil
                else { continue }
                roles.insert(SectionRole(heading: block.text.flat(0..<colon)))
            case .section(let child):
                if child.kind == .leadIn || child.kind == .label { roles.insert(child.role) }
            }
        }
        return roles.isSuperset(of: [.praise, .remarks])
    }

    /// Text under both, with titles in bold or headings of its own. Of "Bad:" and "Good:" above code alone each is half of one
    /// remark.
    private static func weighsInText(_ section: Section) -> Bool {
        var roles: Set<SectionRole> = []
        for child in section.subsections where child.role == .praise || child.role == .remarks {
            let titled = child.directBlocks.prefix(60).count { block in
                block.kind == .paragraph && block.text.styles.first?.contains(.strong) == true
                    && FieldLabel(block.text) == nil && PhraseKey(block.text.bytes[...]).count > 1
            }
            if titled > 0 || !child.subsections.isEmpty { roles.insert(child.role) }
        }
        return roles.count > 1
    }

    private struct ListOfRemarks {
        let role: SectionRole
        let isUnderHeading: Bool
        let items: [StyledText]
    }

    /// The lists right under labels and headings that say of what kind their items are.
    private static func listsOfRemarks(_ section: Section) -> [ListOfRemarks] {
        section.subsections.flatMap { child -> [ListOfRemarks] in
            let isHeading = if case .heading = child.kind { true } else { false }
            guard isHeading || child.kind == .label || child.kind == .leadIn,
                child.role == .praise || child.role == .remarks
            else { return [] }
            return child.directBlocks.filter(\.isList).compactMap { list in
                let items = list.children.compactMap(\.children.first?.text)
                guard !items.isEmpty, !items.contains(where: { FieldLabel($0) != nil }) else { return nil }
                return ListOfRemarks(role: child.role, isUnderHeading: isHeading, items: items)
            }
        }
    }
}
