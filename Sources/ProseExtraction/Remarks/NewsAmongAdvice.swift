import FindingsModel

/// Which items of a list of advice or in a conclusion say what no remark says.
///
/// Most such lists repeat the remarks, "Next steps: replace the sleeps". An item is new where none of its places is one of
/// a remark's, or, without places, where no remark shares a third of its words, or is of the same category and has a
/// word's beginning in common with it: who advises to mock less repeats what was said of the mocks. A heading with a text
/// of its own is new where no remark's title has half of its words.
struct NewsAmongAdvice {
    private let places: Set<LineRange>
    private let words: [Set<UInt64>]
    private let titles: [Set<UInt64>]
    /// Of each category the beginnings of the remarks' words.
    private var beginnings: [String: Set<UInt64>] = [:]
    private let category: (Remark) -> String?

    /// - Parameters:
    ///   - remarks: those of the review's own chapters.
    ///   - category: of what kind a complaint is.
    init(beside remarks: [Remark], category: @escaping (Remark) -> String?) {
        self.category = category
        for remark in remarks.prefix(200) {
            guard let kind = category(remark) else { continue }
            let texts = [remark.lead] + remark.blocks.prefix(4).map(\.text)
            beginnings[kind, default: []].formUnion(texts.flatMap(Self.beginnings))
        }
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
        if Self.refersBack(remark.lead) { return false }
        let words = Self.words(of: remark.lead)
        if remark.layout == .heading {
            return words.count > 1 && !titles.contains { words.sharedCount(with: $0) * 2 >= words.count }
        }
        guard PhraseKey(remark.lead.bytes.prefix(200)).count >= 5 else { return false }
        if self.words.contains(where: { words.sharedCount(with: $0) * 3 >= words.count }) { return false }
        guard let kind = category(remark), let told = beginnings[kind] else { return true }
        return told.isDisjoint(with: Self.beginnings(of: remark.lead))
    }

    /// "Rotate the key (C).", "Pin the clock (#3)": what is in parentheses at the end is the remark's own letter or number.
    private static func refersBack(_ text: StyledText) -> Bool {
        let text = text.trimmed()
        var end = text.count
        while end > 0, text.bytes[end - 1].isOne(of: ".;,") { end -= 1 }
        guard end > 3, text.bytes[end - 1] == UInt8(ascii: ")"),
            let open = text.bytes[..<end].lastIndex(of: UInt8(ascii: "(")), end - open <= 12
        else { return false }
        let codes = text.bytes[(open + 1)..<(end - 1)].split { $0.isBlank || $0.isOne(of: ",#/&") }
        return !codes.isEmpty
            && codes.allSatisfy {
                $0.count <= 2 && ($0.allSatisfy(\.isDigit) || $0.count == 1 && $0.allSatisfy(\.isUpper))
            }
    }

    /// More than a few words stand under the heading.
    private static func hasText(_ remark: Remark) -> Bool {
        remark.blocks.prefix(12).reduce(0) { sum, block in
            block.isCode ? sum : sum + PhraseKey(block.text.bytes.prefix(400)).count
        } >= 5
    }

    /// The first five letters of the longer words: "comparison" and "compared" have the same.
    private static func beginnings(of text: StyledText) -> [UInt64] {
        let bytes = Array(text.bytes.prefix(600))
        return PhraseKey(bytes[...]).words.lazy.filter { $0.utf8.count > 4 && !$0.hasPrefix("test") }
            .map { $0.prefix(5) }.filter { !common.contains($0) }
            .map { PhraseKey(String($0)).hash }
    }

    /// How words begin that stand in remarks of any kind.
    private static let common: Set<Substring> = [
        "about", "after", "again", "asser", "befor", "check", "could", "cover", "every", "inste", "lines", "never",
        "nothi", "other", "shoul", "somet", "still", "their", "there", "these", "those", "where", "which", "while",
        "witho", "would",
    ]

    /// The longer words, for the short ones are everywhere.
    private static func words(of text: StyledText) -> Set<UInt64> {
        let key = PhraseKey(text.bytes.prefix(600))
        return Set(key.parts.lazy.filter { $0.range.count > 3 }.map(\.hash))
    }
}
