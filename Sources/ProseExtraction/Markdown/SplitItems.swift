import FindingsModel

/// Puts together again what an author meant as one item and indented too little for Markdown.
///
/// Under `10. Title` a part must stand four columns in. Whoever goes on with the three that were right up to `9.` gets a
/// list of its own, and a new numbered list after it.
enum SplitItems {
    /// The blocks of one level.
    static func joined(_ blocks: [Block], of document: [UInt8]) -> [Block] {
        guard blocks.contains(where: { $0.isList }) else { return blocks }
        var joined: [Block] = []
        joined.reserveCapacity(blocks.count)
        for block in blocks {
            guard let last = joined.indices.last, case .list(isOrdered: true) = joined[last].kind,
                let item = joined[last].children.indices.last
            else {
                joined.append(block)
                continue
            }
            let own = indentation(of: block, in: document)
            let outer = indentation(of: joined[last], in: document)
            let isPart: Bool =
                switch block.kind {
                case .list(isOrdered: false): own > outer
                case .paragraph: own > outer + 1
                default: false
                }
            if isPart {
                joined[last].children[item].children.append(block)
                joined[last].children[item].span.end = block.span.end
            } else if case .list(isOrdered: true) = block.kind, own == outer, follows(block, joined[last]) {
                joined[last].children += block.children
            } else {
                joined.append(block)
                continue
            }
            joined[last].span.end = max(joined[last].span.end, block.span.end)
        }
        return joined
    }

    /// It counts on from where the list before it ends.
    private static func follows(_ list: Block, _ before: Block) -> Bool {
        guard case .item(let first?, _)? = before.children.first?.kind,
            case .item(let next?, _)? = list.children.first?.kind
        else { return false }
        return next == first + before.children.count
    }

    /// How many blanks stand before it on its line.
    private static func indentation(of block: Block, in document: [UInt8]) -> Int {
        var start = min(block.span.start, document.count)
        while start > 0, document[start - 1] != .lineFeed, document[start - 1].isBlank { start -= 1 }
        return start == 0 || document[start - 1] == .lineFeed ? min(block.span.start, document.count) - start : 0
    }
}
