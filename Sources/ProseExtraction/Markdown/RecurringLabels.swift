import FindingsModel

/// Names of a reviewer's own for the parts of a remark: "**Observed:** …", "**Consequence:** …", "**Way out:** …" under each of
/// several headings.
///
/// No table can list them. What tells them is that they come back: in each of the sections, once, and several together. Their bytes
/// are marked, so that ``FieldLabel`` knows them as it knows "Problem" and "Fix".
enum RecurringLabels {
    private static let leastSections = 3
    private static let mostSections = 2_000
    private static let longestName = 32

    /// A name and where it stands.
    private struct Label {
        var name: UInt64
        var isKnown: Bool
        /// The block that it stands in: its place among the document's blocks, and the item's among the list's, where it is in one.
        var block: Int
        var item: Int?
        var range: Range<Int>
    }

    private struct Part {
        var level: Int
        var title: StyledText
        var labels: [Label] = []
        var hasSubsections = false
    }

    /// The blocks of a document with the names of parts marked.
    static func marked(_ blocks: [Block]) -> [Block] {
        let parts = parts(of: blocks)
        var marked = blocks
        for series in series(of: parts) {
            for label in recurring(in: series.map { parts[$0] }) {
                mark(label, in: &marked)
            }
        }
        return marked
    }

    private static func parts(of blocks: [Block]) -> [Part] {
        var parts: [Part] = []
        for (index, block) in blocks.enumerated() {
            if case .heading(let level) = block.kind {
                if let last = parts.indices.last, parts[last].level < level { parts[last].hasSubsections = true }
                parts.append(Part(level: level, title: block.text))
                continue
            }
            guard let last = parts.indices.last, parts.count <= mostSections else { continue }
            switch block.kind {
            case .paragraph:
                for line in block.text.lines.prefix(12) {
                    guard let (range, name, isKnown) = label(in: block.text, from: line.lowerBound) else { continue }
                    parts[last].labels.append(
                        Label(name: name, isKnown: isKnown, block: index, item: nil, range: range))
                }
            case .list:
                for (item, child) in block.children.prefix(12).enumerated() {
                    guard let text = child.children.first?.text, let (range, name, isKnown) = label(in: text, from: 0)
                    else { continue }
                    // Several points under a name are remarks of their own.
                    if child.children.dropFirst().contains(where: { $0.isList && $0.children.count > 1 }) { continue }
                    parts[last].labels.append(
                        Label(name: name, isKnown: isKnown, block: index, item: item, range: range))
                }
            default: break
            }
        }
        return parts
    }

    /// A few words in bold and a colon behind them or at their end, with a text on the same line.
    private static func label(in text: StyledText, from start: Int) -> (Range<Int>, name: UInt64, isKnown: Bool)? {
        if let field = FieldLabel(text, from: start) {
            return (start..<field.end, PhraseKey(field.name).hash, true)
        }
        guard start < text.count, text.styles[start].contains(.strong), !text.styles[start].contains(.code) else {
            return nil
        }
        let end = text.runEnd(from: start, .strong)
        guard end - start <= longestName, end < text.count else { return nil }
        let isColonInside = text.bytes[end - 1] == UInt8(ascii: ":")
        guard isColonInside || text.bytes[end] == UInt8(ascii: ":"), end + 1 < text.count else { return nil }
        let words = text.bytes[start..<(isColonInside ? end - 1 : end)]
        let key = PhraseKey(words)
        guard (1...4).contains(key.count), !words.contains(where: { $0.isDigit || $0.isOne(of: "./_()`") }),
            text.styles[start..<end].allSatisfy({ !$0.contains(.code) }),
            SeverityVocabulary.severity(of: text.flat(start..<end).trimmingColon) == nil,
            SectionRole(heading: text.flat(start..<end).trimmingColon) == .neutral
        else { return nil }
        return (start..<end, key.hash, false)
    }

    /// Runs of headings of one level under one parent, most of which are no names of files or tests.
    private static func series(of parts: [Part]) -> [[Int]] {
        var open: [Int: [Int]] = [:]
        var series: [[Int]] = []
        func close(below level: Int) {
            for deeper in open.keys.sorted() where deeper > level {
                if let run = open.removeValue(forKey: deeper), run.count >= leastSections { series.append(run) }
            }
        }
        for (index, part) in parts.enumerated() {
            close(below: part.level)
            if !part.hasSubsections, !part.labels.isEmpty { open[part.level, default: []].append(index) }
        }
        close(below: 0)
        return series.filter { run in
            run.count { isNameOfCode(parts[$0].title) } * 3 < run.count
        }
    }

    private static func isNameOfCode(_ title: StyledText) -> Bool {
        NamedTests.names(inTitle: title) != nil
            || LineReferenceScanner(title).paths.contains {
                $0.place.lowerBound < 4 || $0.place.count * 2 > title.count
            }
    }

    /// The unknown names that stand once in most of the sections, where at least two names do.
    private static func recurring(in sections: [Part]) -> [Label] {
        var counts: [UInt64: Int] = [:]
        var isKnown: Set<UInt64> = []
        var twice: Set<UInt64> = []
        for section in sections {
            var seen: Set<UInt64> = []
            for label in section.labels {
                if !seen.insert(label.name).inserted { twice.insert(label.name) }
                if label.isKnown { isKnown.insert(label.name) }
            }
            for name in seen { counts[name, default: 0] += 1 }
        }
        let names = counts.filter { $1 >= leastSections && $1 * 2 > sections.count && !twice.contains($0) }.keys
        let unknown = names.filter { !isKnown.contains($0) }
        guard names.count > 1, !unknown.isEmpty else { return [] }
        // Titles that are counted, or a part that the tables know, tell that each section is one remark.
        let counted = sections.count {
            ItemMarker.length(in: $0.title, at: 0) > 0 || $0.title.bytes.first?.isDigit == true
        }
        guard unknown.count < names.count || counted * 2 > sections.count else { return [] }
        return sections.flatMap(\.labels).filter { unknown.contains($0.name) }
    }

    private static func mark(_ label: Label, in blocks: inout [Block]) {
        func mark(_ text: inout StyledText) {
            for index in label.range where index < text.count { text.styles[index].insert(.label) }
        }
        if let item = label.item {
            mark(&blocks[label.block].children[item].children[0].text)
        } else {
            mark(&blocks[label.block].text)
        }
    }
}
