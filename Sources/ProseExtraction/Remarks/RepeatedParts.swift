/// Headings that come again under each of several headings, "Evidence", "Why it matters", in whatever language: parts of the
/// remark that the heading above them is the title of.
enum RepeatedParts {
    private static let maximumDepth = 12

    /// Marks them as fields, here and below.
    static func mark(_ section: inout Section, depth: Int = 0) {
        guard depth < maximumDepth else { return }
        let parts = names(in: section)
        for index in section.nodes.indices {
            guard case .section(var child) = section.nodes[index] else { continue }
            mark(&child, depth: depth + 1)
            if !parts.isEmpty {
                for inner in child.nodes.indices {
                    guard case .section(var part) = child.nodes[inner], let name = name(of: part), parts.contains(name)
                    else { continue }
                    part.role = .field
                    child.nodes[inner] = .section(part)
                }
            }
            section.nodes[index] = .section(child)
        }
    }

    /// The titles that half of the subsections, and two, have below them; empty where those are files, criteria or chapters
    /// of remarks.
    private static func names(in section: Section) -> Set<String> {
        var counts: [String: Int] = [:]
        var parents = 0
        var titled = 0
        for child in section.subsections.prefix(400) {
            guard case .heading = child.kind else { continue }
            let own = Set(child.subsections.prefix(24).compactMap(name))
            if own.isEmpty { continue }
            parents += 1
            if PhraseKey(child.title.bytes[...]).count > 2, LineReferenceScanner(child.title).paths.isEmpty {
                titled += 1
            }
            for name in own { counts[name, default: 0] += 1 }
        }
        guard parents > 1, titled == parents else { return [] }
        let repeated = counts.filter { $0.value > 1 && $0.value * 2 > parents }
        return repeated.count > 1 ? Set(repeated.keys) : []
    }

    /// A short heading without a place, a rating or a number, under which no further heading stands; `nil` for others.
    private static func name(of section: Section) -> String? {
        guard case .heading = section.kind, section.role == .neutral || section.role == .field,
            section.subsections.allSatisfy({ $0.kind == .leadIn }), section.title.count <= 40,
            !section.title.bytes.contains(where: \.isDigit),
            !section.title.styles.contains(where: { $0.contains(.code) })
        else { return nil }
        let key = PhraseKey(section.title.bytes[...])
        guard !key.isEmpty, key.count <= 4, !CriteriaSections.isCriterion(key) else { return nil }
        return key.text
    }
}
