import FindingsModel

/// A code fence that was never closed, or that the next fence closes: what reads like the review outside of the code is no code.
///
/// Markdown takes everything up to the document's end for code (CommonMark 0.31, 4.5). A careful reader sees where the review
/// goes on: behind an empty line, where a line opens as lines before the fence do.
enum UnclosedFence {
    /// The code and the blocks behind it; `nil` where `block` is no such fence.
    static func blocks(of block: Block, in document: [UInt8]) -> [Block]? {
        guard case .code(let info) = block.kind, block.text.count < 400_000, block.span.start < document.count,
            document.has("```", at: block.span.start) || document.has("~~~", at: block.span.start),
            !["markdown", "md", "text", "txt", "diff", "patch"].contains(info.lowercased())
        else { return nil }
        let mark = document[block.span.start]
        var lines = self.lines(of: document, block.span.start..<min(block.span.end, document.count))
        guard lines.count > 2 else { return nil }
        lines.removeFirst()
        let isClosed = lines.last.map {
            isFence(document, $0, mark) && document[$0].allSatisfy { $0 == mark || $0.isBlank }
        }
        let inner = lines.firstIndex { isFence(document, $0, mark) && document[$0].contains(where: \.isLetter) }
        guard isClosed == false || inner != nil else { return nil }
        let before = openings(document, upTo: block.span.start)
        guard !before.isEmpty else { return nil }
        for index in lines.indices.dropFirst() where document[lines[index - 1]].allSatisfy(\.isBlank) {
            guard let opening = opening(document, lines[index]), before.contains(opening) else { continue }
            let start = lines[index].lowerBound
            var code = block
            let kept = lines[..<index].reduce(0) { $0 + $1.count + 1 }
            code.text = block.text.slice(0..<min(kept, block.text.count)).trimmed()
            code.span.end = start
            let rest = MarkdownTree(Array(document[start..<min(document.count, block.span.end)])).blocks
            return [code] + rest.map { $0.moved(by: start) }.flatMap { blocks(of: $0, in: document) ?? [$0] }
        }
        return nil
    }

    private static func lines(of document: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = document[start..<range.upperBound].firstIndex(of: .lineFeed) ?? range.upperBound
            lines.append(start..<end)
            start = end + 1
        }
        return lines
    }

    private static func isFence(_ document: [UInt8], _ line: Range<Int>, _ mark: UInt8) -> Bool {
        document[line].prefix { $0 == mark }.count > 2
    }

    /// How the lines outside of fences open.
    private static func openings(_ document: [UInt8], upTo end: Int) -> Set<String> {
        var found: Set<String> = []
        for line in lines(of: document, 0..<end).suffix(2_000) {
            if let opening = opening(document, line) { found.insert(opening) }
        }
        return found
    }

    /// "**" of a title in bold, "##" of a heading, "1." of a number; `nil` for what code may open with, too.
    private static func opening(_ document: [UInt8], _ line: Range<Int>) -> String? {
        guard let first = document[line].first else { return nil }
        if document.has("**", at: line.lowerBound), line.count > 4, !document[line.lowerBound + 2].isBlank,
            document[(line.lowerBound + 4)..<line.upperBound].contains(UInt8(ascii: "*"))
        {
            return "**"
        }
        let hashes = document[line].prefix { $0 == UInt8(ascii: "#") }.count
        if (2...6).contains(hashes), line.count > hashes + 1, document[line.lowerBound + hashes] == .space {
            return String(repeating: "#", count: hashes)
        }
        let digits = first.isDigit ? document[line].prefix(3).prefix(while: \.isDigit).count : 0
        if digits > 0, line.count > digits + 3, document[line.lowerBound + digits].isOne(of: ".)"),
            document[line.lowerBound + digits + 1] == .space
        {
            return "1."
        }
        return nil
    }
}
