import FindingsModel

/// A list whose items only say where the remark above it lies: "- 12-19: with a wick", "- line 40 (`testFog`)".
///
/// Who sorts remarks by their kind writes the remark as a heading and its places as a list. Such an item opens with a
/// place and finds no fault of its own.
enum PlaceList {
    /// - Parameter isStated: the words above the list find fault already; what the items add is short.
    static func onlyTells(_ items: [StyledText], isStated: Bool) -> Bool {
        var telling = 0
        for item in items.prefix(60) {
            guard FieldLabel(item) == nil, let opening = opening(of: item) else { return false }
            let evidence = RemarkEvidence(item.slice(opening.end..<item.count))
            guard evidence.words > 0 else { continue }
            guard evidence.words <= 9 else { return false }
            if evidence.hasFault || evidence.hasAdvice || evidence.hasPraise {
                // "33-40: without one" goes on with what the words above say.
                guard isStated, evidence.words <= 4 else { return false }
                telling += 1
            }
        }
        return telling < items.prefix(60).count
    }

    /// The places that the item opens with, and where its words begin; `nil` where it opens with words.
    ///
    /// A bare number counts where a colon, a sign or code follows: "10 ms are waited" opens with none.
    static func opening(of item: StyledText) -> (places: [LineReferenceScanner.Found], end: Int)? {
        if let label = LocationLabel(item, isListed: true) { return (label.found, label.end) }
        guard let numbers = NumbersByPosition.opening(item, 0), let end = numbers.last?.place.upperBound else {
            return nil
        }
        var next = end
        while next < item.count, item.bytes[next].isBlank { next += 1 }
        guard next < item.count else { return (numbers, end) }
        let isApart = !item.bytes[next].isWord || item.bytes[next].isWide || item.styles[next].contains(.code)
        return isApart ? (numbers, item.bytes[next] == UInt8(ascii: ":") ? next + 1 : end) : nil
    }

    /// The sections that each hold one remark at most, their heading being its title, where at least one of them is the
    /// heading of places alone; empty where a section holds several remarks of its own.
    static func headings(of section: Section, scale: SeverityVocabulary.SignScale) -> Set<Int> {
        var members: Set<Int> = []
        var telling = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node else { continue }
            switch child.kind {
            case .heading, .label: break
            case .root, .leadIn, .fold: continue
            }
            guard child.role == .neutral || child.role == .remarks else { continue }
            guard ChapterRating.severity(of: child.title, scale: scale) == nil,
                (1...8).contains(PhraseKey(child.title.bytes[...]).count), child.title.bytes.first?.isDigit != true,
                LineReferenceScanner(child.title).paths.isEmpty,
                child.subsections.allSatisfy({ $0.kind == .leadIn })
            else { return [] }
            let blocks = child.allBlocks
            let paragraphs = blocks.filter { $0.kind == .paragraph }
            let lists = blocks.filter(\.isList)
            guard paragraphs.count <= 2 + lists.count, lists.count <= 1,
                !blocks.contains(where: { $0.kind == .table }),
                !paragraphs.contains(where: { LocationLabel.isAtStart(of: $0.text) || FieldLabel($0.text) != nil }),
                paragraphs.count(where: { $0.text.styles.first?.contains(.strong) == true }) == 0
            else { return [] }
            guard let list = lists.first else {
                if let first = paragraphs.first, RemarkEvidence(first.text).isRemark { members.insert(index) }
                continue
            }
            let items = list.children.compactMap(\.children.first?.text)
            let above = paragraphs.first { $0.span.start < list.span.start }
            let isStated = above.map { RemarkEvidence($0.text).words >= 4 } ?? false
            if items.count > 1 || isStated, onlyTells(items, isStated: isStated) {
                telling += 1
                members.insert(index)
            } else if items.count == 1, isStated || PhraseKey(child.title.bytes[...]).count > 1 {
                members.insert(index)
            } else if items.count > 1 {
                return []
            }
        }
        return telling > 0 && members.count > 2 ? members : []
    }
}
