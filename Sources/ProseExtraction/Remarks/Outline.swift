import FindingsModel

/// A document's blocks under the headings that they stand under.
///
/// A heading is whatever the reviewer uses as one: a Markdown heading, the summary of a `<details>` fold, a line all in
/// bold, a roman numeral's line, or the words with a colon before a list.
struct Section: Sendable {
    enum Kind: Hashable, Sendable {
        case root
        case heading(level: Int)
        case fold
        /// A bold line or a roman numeral's line.
        case label
        /// "Things that were done well:", for the one list after it.
        case leadIn
    }

    indirect enum Node: Sendable {
        case block(Block)
        case section(Section)
    }

    var kind: Kind
    var title = StyledText()
    var role = SectionRole.neutral
    var nodes: [Node] = []
    var span: ByteSpan

    /// The blocks of this section and of those in it, in order, headings among them as blocks; without folds of chrome.
    var allBlocks: [Block] {
        var blocks: [Block] = []
        for node in nodes {
            switch node {
            case .block(let block): blocks.append(block)
            case .section(let section):
                if section.kind == .fold, section.role == .aside { continue }
                if !section.title.isEmpty, section.kind != .leadIn {
                    blocks.append(Block(kind: .heading(level: 6), text: section.title, span: section.span))
                }
                blocks.append(contentsOf: section.allBlocks)
            }
        }
        return blocks
    }

    var directBlocks: [Block] {
        nodes.compactMap { node in
            if case .block(let block) = node { block } else { nil }
        }
    }

    var subsections: [Section] {
        nodes.compactMap { node in
            if case .section(let section) = node { section } else { nil }
        }
    }
}
