import FindingsModel

/// Lists and tables that tell what there is, or what is missing, and no single remark.
extension SectionContents {
    /// Nothing but a table of figures or of what is covered, which lists no remarks, and a line or two without a fault.
    static func isFigureTable(_ section: Section) -> Bool {
        guard section.nodes.count <= 6 else { return false }
        var tables = 0
        var words = 0
        for node in section.nodes {
            guard case .block(let block) = node else { return false }
            switch block.kind {
            case .table:
                guard block.children.count > 2, TableLayout(block, isExpected: false) == nil else { return false }
                tables += 1
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                guard FieldLabel(block.text) == nil, !evidence.hasFault, !evidence.hasAdvice else { return false }
                words += evidence.words
            case .rule: break
            default: return false
            }
        }
        return tables > 0 && words < 20
    }

    /// "Not tested:" stands right above a list of three items or more.
    static func listsUntested(_ section: Section) -> Bool {
        section.nodes.contains { node in
            guard case .section(let child) = node, child.kind == .label || child.kind == .leadIn,
                child.role == .remarks, SectionRole.listsWhatIsUntested(child.title.flat)
            else { return false }
            return child.nodes.contains {
                if case .block(let list) = $0 { list.isList && list.children.count > 2 } else { false }
            }
        }
    }

    /// Two items at least, and nearly all of them open with what is missing: "No test that …".
    static func listsWhatIsMissing(_ section: Section) -> Bool {
        let items = section.directBlocks.filter(\.isList).flatMap(\.children).prefix(60).compactMap(
            \.children.first?.text)
        return items.count > 1
            && items.count { SectionRole.lacking.opens(PhraseKey($0.bytes.prefix(80))) } * 3 >= items.count * 2
    }

    /// "Tests:" above a list of two names of code or more, each with what it is for.
    static func isInventory(_ section: Section) -> Bool {
        guard section.kind == .label || section.kind == .leadIn, section.role == .neutral, section.subsections.isEmpty,
            !RemarkEvidence(section.title).hasFault
        else { return false }
        let blocks = section.directBlocks.filter { $0.kind != .rule }
        guard blocks.count == 1, blocks[0].isList, blocks[0].children.count > 1 else { return false }
        return blocks[0].children.allSatisfy { item in
            guard let text = item.children.first?.text, text.styles.first?.contains(.code) == true else { return false }
            return LineReferenceScanner(text).found.isEmpty
        }
    }

    /// A heading above nothing but names of code, each with a few words for what it is, "- `tide` - moon and sun", and a line or
    /// two before and after: what there is, and nothing of what is wrong with it.
    static func isInventoryChapter(_ section: Section) -> Bool {
        guard case .heading = section.kind, section.role == .neutral, !RemarkEvidence(section.title).hasFault,
            SeverityVocabulary.severity(of: section.title.flat) == nil
        else { return false }
        var items = 0
        for block in section.allBlocks where block.kind != .rule {
            switch block.kind {
            case .list:
                for item in block.children {
                    guard item.children.count == 1, let text = item.children.first?.text.trimmed(),
                        text.styles.first?.contains(.code) == true
                    else { return false }
                    let end = text.runEnd(from: 0, .code)
                    let evidence = RemarkEvidence(text.slice(end..<text.count))
                    guard end < text.count, evidence.words > 0, evidence.words <= 12, !evidence.hasFault,
                        !evidence.hasAdvice, !evidence.hasPraise, LineReferenceScanner(text).found.isEmpty
                    else { return false }
                    items += 1
                }
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                guard evidence.words <= 8, !evidence.hasFault, !evidence.hasAdvice else { return false }
            default: return false
            }
        }
        return items > 1
    }

    /// A table of three rows or more that are no named parts: what stands above it names them all.
    static func isTableOfSeveral(_ blocks: [Block]) -> Bool {
        blocks.contains { block in
            guard case .table = block.kind, block.children.count > 3 else { return false }
            return !block.children.contains { row in
                row.children.contains { FieldLabel($0.text) != nil }
                    || row.children.count == 2
                        && FieldLabel.kind(of: row.children[0].text.flat) != nil
            }
        }
    }
}
