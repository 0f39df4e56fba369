import FindingsModel

/// Which items of a list of advice or in a conclusion say what no remark says.
///
/// Most such lists repeat the remarks, "Next steps: replace the sleeps". An item is new where none of its places is one of
/// a remark's, or, without places, where no remark shares a third of its words. A heading with a text of its own is new where
/// no remark's title has half of its words.
struct NewsAmongAdvice {
    private let places: Set<LineRange>
    private let words: [Set<UInt64>]
    private let titles: [Set<UInt64>]

    /// - Parameter remarks: those of the review's own chapters.
    init(beside remarks: [Remark]) {
        places = remarks.reduce(into: []) { $0.formUnion(RemarkSelection.ranges(of: $1)) }
        words = remarks.prefix(400).map { remark in
            remark.blocks.prefix(12).reduce(into: Self.words(of: remark.lead)) { $0.formUnion(Self.words(of: $1.text)) }
        }
        titles = remarks.prefix(400).map { Self.words(of: $0.lead) }
    }

    /// - Parameter isTelling: most of the list that it stands in is new.
    func isNew(_ remark: Remark, inTellingList isTelling: Bool) -> Bool {
        // A comment at a place that no other remark names repeats nothing.
        if remark.layout == .location { return RemarkSelection.ranges(of: remark).isDisjoint(with: places) }
        return isTelling && isNew(remark)
    }

    /// At least three items of a list of advice, or two headings with a text each, and most of them, are new.
    func outweighs(repeatsIn list: [Remark]) -> Bool {
        guard list.count <= 60, list.allSatisfy({ $0.context.role == .advice }),
            let layout = list.first?.layout, list.allSatisfy({ $0.layout == layout }),
            layout == .item || layout == .heading && list.allSatisfy(Self.hasText)
        else { return false }
        let new = list.count(where: isNew)
        return new >= (layout == .item ? 3 : 2) && new * 3 >= list.count * 2
    }

    private func isNew(_ remark: Remark) -> Bool {
        let own = RemarkSelection.ranges(of: remark)
        if !own.isEmpty { return own.isDisjoint(with: places) }
        let words = Self.words(of: remark.lead)
        if remark.layout == .heading {
            return words.count > 1 && !titles.contains { words.intersection($0).count * 2 >= words.count }
        }
        guard PhraseKey(remark.lead.bytes.prefix(200)).count >= 5 else { return false }
        return !self.words.contains { words.intersection($0).count * 3 >= words.count }
    }

    /// More than a few words stand under the heading.
    private static func hasText(_ remark: Remark) -> Bool {
        remark.blocks.prefix(12).reduce(0) { sum, block in
            block.isCode ? sum : sum + PhraseKey(block.text.bytes.prefix(400)).count
        } >= 5
    }

    /// The longer words, for the short ones are everywhere.
    private static func words(of text: StyledText) -> Set<UInt64> {
        let key = PhraseKey(text.bytes.prefix(600))
        return Set(key.parts.lazy.filter { $0.range.count > 3 }.map(\.hash))
    }
}
