import FindingsModel

/// Where, in running text, one remark ends and another begins.
///
/// What a layout makes one remark may be a topic, a question or a test, with several remarks on it one after another. What
/// a sentence opens with, what it names that the ones before it do not, and whether the document's other remarks hold
/// several make it more or less likely that another remark begins there (``BoundaryClue``, ``BoundaryWeights``).
struct RemarkBoundaries {
    private let scale: SeverityVocabulary.SignScale
    private let weights = BoundaryWeights.standard

    init(scale: SeverityVocabulary.SignScale) { self.scale = scale }

    /// `remarks`, with those that hold several in their parts.
    func divided(_ remarks: [Remark]) -> [Remark] {
        let (texts, habit) = texts(of: remarks)
        return zip(remarks, texts).flatMap { remark, text -> [Remark] in
            guard let text else { return [remark] }
            let cuts = text.pieces.indices.dropFirst().filter {
                weights.cuts(BoundaryClue.all(in: text, before: $0, habit: habit))
            }
            return cuts.isEmpty ? [remark] : parts(of: remark, text, cuts)
        }
    }

    /// The running text of each of `remarks`, where it has some that may be cut, and what holds for all of them.
    func texts(of remarks: [Remark]) -> ([RunningText?], BoundaryClue.Habit) {
        guard !remarks.isEmpty, remarks.count < 500 else {
            return (remarks.map { _ in nil }, BoundaryClue.Habit(crowded: 0, count: remarks.count))
        }
        let texts = remarks.map { RunningText($0, scale: scale) }
        // How far the document puts several remarks into one piece of its layout.
        let crowded = Double(texts.count { $0?.isCrowded == true }) / Double(remarks.count)
        return (texts, BoundaryClue.Habit(crowded: crowded, count: remarks.count))
    }

    // MARK: Cutting

    private func parts(of remark: Remark, _ text: RunningText, _ cuts: [Int]) -> [Remark] {
        var context = remark.context
        if let title = text.title { context.headings.append(title.flat.trimmingColon) }
        let starts = cuts.map { (source: text.pieces[$0].source, start: text.pieces[$0].start) }
        var first = remark
        let (source, start) = starts[0]
        if source < 0 {
            first.lead = remark.lead.slice(0..<start).trimmed()
            first.blocks = []
        } else {
            first.blocks = Array(remark.blocks[..<source])
            if start > 0 { first.blocks.append(Self.block(remark.blocks[source], 0..<start)) }
        }
        var parts = [first]
        for (index, from) in starts.enumerated() {
            let to =
                index + 1 < starts.count ? starts[index + 1] : (source: remark.blocks.count, start: 0)
            let whole = from.source < 0 ? remark.lead : remark.blocks[from.source].text
            let end = to.source == from.source ? to.start : whole.count
            var blocks: [Block] = []
            if to.source > from.source {
                blocks = Array(remark.blocks[(from.source + 1)..<min(to.source, remark.blocks.count)])
                if to.source < remark.blocks.count, to.start > 0 {
                    blocks.append(Self.block(remark.blocks[to.source], 0..<to.start))
                }
            }
            let span = from.source < 0 ? remark.span : remark.blocks[from.source].span
            parts.append(
                Remark(
                    layout: .paragraph, lead: whole.slice(from.start..<end).trimmed(), blocks: blocks,
                    context: context, span: ByteSpan(span.start, max(span.end, blocks.last?.span.end ?? 0)),
                    group: remark.group))
        }
        return parts
    }

    private static func block(_ block: Block, _ range: Range<Int>) -> Block {
        var part = block
        part.text = block.text.slice(range).trimmed()
        return part
    }
}
