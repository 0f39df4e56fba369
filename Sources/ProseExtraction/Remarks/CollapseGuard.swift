import FindingsModel

/// Takes apart what was read as one remark and is plainly several.
///
/// A layout that nobody foresaw may leave most of a review in one remark. Its pieces tell: where three or more of them
/// each name places of their own and say what is wrong there, and the remarks are far fewer than such pieces, the
/// pieces are the remarks.
struct CollapseGuard {
    /// A part of a remark that could be one by itself.
    private struct Piece {
        var lead: StyledText
        var blocks: [Block] = []
        var span: ByteSpan
        var evidence: RemarkEvidence
    }

    private let document: [UInt8]

    init(_ document: [UInt8]) { self.document = document }

    /// `remarks`, with those that hold several in their parts.
    func unfolded(_ remarks: [Remark]) -> [Remark] {
        guard !remarks.isEmpty, remarks.count < 500 else { return remarks }
        let pieces = remarks.map { self.pieces(of: $0) }
        let placed = pieces.map { parts in parts.count { !$0.evidence.places.isEmpty && $0.evidence.isRemark } }
        let all = placed.reduce(0, +)
        var unfolded: [Remark] = []
        for (index, remark) in remarks.enumerated() {
            let isCrowded =
                placed[index] >= 3 && placed[index] * 3 >= pieces[index].count * 2 && all * 2 >= remarks.count * 3
            guard isCrowded, isApart(pieces[index]) else {
                unfolded.append(remark)
                continue
            }
            for piece in pieces[index] {
                if piece.evidence.isRemark || unfolded.isEmpty {
                    unfolded.append(
                        Remark(
                            layout: .paragraph, lead: piece.lead, blocks: piece.blocks, context: remark.context,
                            span: piece.span, group: remark.group))
                } else {
                    unfolded[unfolded.count - 1].blocks.append(
                        Block(kind: .paragraph, text: piece.lead, span: piece.span))
                }
            }
        }
        return unfolded
    }

    /// The places of the pieces lie apart, as those of different remarks do.
    private func isApart(_ pieces: [Piece]) -> Bool {
        var seen: Set<LineRange> = []
        var repeated = 0
        for piece in pieces where !piece.evidence.places.isEmpty {
            if piece.evidence.places.allSatisfy({ seen.contains($0) }) { repeated += 1 }
            seen.formUnion(piece.evidence.places)
        }
        return repeated * 3 <= pieces.count
    }

    /// The paragraphs of a remark, each heading with what stands under it; the lines of a paragraph that is a list.
    private func pieces(of remark: Remark) -> [Piece] {
        switch remark.layout {
        case .row, .sentence: return []
        default: if remark.isOfKindSeries { return [] }
        }
        var pieces: [Piece] = []
        if !remark.lead.isBlank { pieces += self.lines(of: remark.lead, in: remark.span) }
        var isUnderHeading = false
        var fields = 0
        for block in remark.blocks.prefix(200) {
            switch block.kind {
            case .heading:
                // A named part of the remark.
                if FieldLabel.kind(of: block.text.flat) != nil, !block.text.bytes.contains(where: \.isDigit) {
                    return []
                }
                pieces.append(Piece(lead: block.text, span: block.span, evidence: RemarkEvidence(block.text)))
                isUnderHeading = true
            case .paragraph:
                if FieldLabel(block.text) != nil {
                    // A named part of the piece before it.
                    fields += 1
                    if !pieces.isEmpty { pieces[pieces.count - 1].blocks.append(block) }
                    continue
                }
                if isUnderHeading, !pieces.isEmpty {
                    pieces[pieces.count - 1].blocks.append(block)
                    pieces[pieces.count - 1].span.end = max(block.span.end, pieces[pieces.count - 1].span.end)
                    isUnderHeading = false
                } else {
                    pieces += lines(of: block.text.trimmed(), in: block.span)
                }
            default:
                if !pieces.isEmpty { pieces[pieces.count - 1].blocks.append(block) }
            }
        }
        // Parts with names are those of one remark.
        return fields * 3 > pieces.count ? [] : pieces
    }

    /// The text's lines where each says something by itself; else all of it.
    private func lines(of text: StyledText, in span: ByteSpan) -> [Piece] {
        let whole = [Piece(lead: text, span: span, evidence: RemarkEvidence(text))]
        let lines = text.lines.filter { !$0.isEmpty }
        guard lines.count >= 3, lines.count <= 200 else { return whole }
        let parts = lines.map { line in
            let piece = text.slice(line).trimmed()
            return Piece(lead: piece, span: span, evidence: RemarkEvidence(piece))
        }
        let placed = parts.count { !$0.evidence.places.isEmpty && $0.evidence.isRemark }
        // Lines that a mail program broke end anywhere; those that somebody wrote end with a thought.
        let ended = zip(lines, lines.dropFirst()).count { line, next in
            let last = text.bytes[line].last { !$0.isBlank } ?? .space
            let first = text.bytes[next].first { !$0.isBlank } ?? .space
            return last.isOne(of: ".!?;)") || last.isWide || line.count < 60 && !first.isLower
        }
        guard placed >= 3, placed * 3 >= parts.count * 2, ended * 4 >= (lines.count - 1) * 3 else { return whole }
        var start = span.start
        return parts.map { part in
            var part = part
            // Only the line's own bytes, where they can be told.
            let end =
                document[min(start, document.count)..<min(span.end, document.count)].firstIndex(of: .lineFeed)
                ?? span.end
            part.span = ByteSpan(start, max(start, min(end, span.end)))
            start = min(end + 1, span.end)
            return part
        }
    }
}
