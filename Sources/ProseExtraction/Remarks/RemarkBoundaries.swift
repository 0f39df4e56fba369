import FindingsModel

/// Where, in running text, one remark ends and another begins.
///
/// What a layout makes one remark may be a topic, a question or a test, with several remarks on it one after another. What
/// a sentence opens with, what it names that the ones before it do not, and whether the document's other remarks hold
/// several make it more or less likely that another remark begins there (``Clue``). The weights are those of a logistic
/// regression on 3,900 places between two sentences of labelled reviews, at 67 of which another remark begins. On sets that
/// the fit left out, three of four places that it took were such.
struct RemarkBoundaries {
    /// What stands at the place between two sentences, behind it, before it, and around it.
    private enum Clue {
        case opensParagraph, opensClause
        /// The sentence names a place away from those before it, or close to them.
        case namesNewPlace, namesNearPlace
        case praises, shifts, joins, shiftsAndFinds, refersBack, supposesOrOrders, hasPronoun, opensLower
        case isShort, isLong
        /// There are few or many words before it in the remark, or praise.
        case afterFew, afterMany, afterPraise
        case inHeading, inItem, isRated, isNumbered, amongFew

        var weight: Double {
            switch self {
            case .inItem: -2.1
            case .isNumbered: -1.8
            case .isShort, .supposesOrOrders: -1.5
            case .opensLower, .afterFew: -1.3
            case .opensClause: -1.2
            case .refersBack: -0.7
            case .isRated: -0.6
            case .inHeading: -0.4
            case .hasPronoun: -0.3
            case .afterPraise: 0.3
            case .isLong: 0.5
            case .amongFew: 0.6
            case .afterMany: 0.7
            case .praises, .joins, .shiftsAndFinds: 1.1
            case .namesNewPlace: 1.5
            case .opensParagraph: 1.7
            case .shifts: 1.9
            case .namesNearPlace: 2.7
            }
        }
    }

    /// The bias of the regression, and the least sum that cuts: a likelihood of .55.
    private static let bias = -3.8
    private static let least = 0.2
    private static let maximumBytes = 20_000
    private static let maximumPieces = 120

    /// A sentence, or a part of one up to a semicolon.
    private struct Piece {
        /// Which of the remark's blocks it stands in; -1 for its lead.
        var source: Int
        var start: Int
        var opensParagraph: Bool
        var opensClause: Bool
        var text: StyledText
        var evidence: RemarkEvidence
        var places: [LineRange]
    }

    private struct Text {
        var title: StyledText?
        var pieces: [Piece] = []
        var isRated = false
        var isNumbered = false
        /// Several pieces name places that lie apart.
        var isCrowded = false
    }

    private let scale: SeverityVocabulary.SignScale

    init(scale: SeverityVocabulary.SignScale) { self.scale = scale }

    /// `remarks`, with those that hold several in their parts.
    func divided(_ remarks: [Remark]) -> [Remark] {
        guard !remarks.isEmpty, remarks.count < 500 else { return remarks }
        let texts = remarks.map(text)
        // How far the document puts several remarks into one piece of its layout.
        let crowded = Double(texts.count { $0?.isCrowded == true }) / Double(remarks.count)
        let habit = min(crowded, 0.6) / 0.6
        return zip(remarks, texts).flatMap { remark, text -> [Remark] in
            guard let text else { return [remark] }
            let cuts = text.pieces.indices.dropFirst().filter { index in
                weight(of: text, at: index, in: remark, among: remarks.count, habit: habit) > Self.least
            }
            return cuts.isEmpty ? [remark] : parts(of: remark, text, cuts)
        }
    }

    // MARK: Reading

    private func text(of remark: Remark) -> Text? {
        switch remark.layout {
        case .row, .terse, .sentence, .location: return nil
        case .heading, .item, .labelled, .boldLead, .paragraph: break
        }
        // No reviewer says so much of one thing, nor of one topic.
        let size = remark.blocks.prefix(60).reduce(remark.lead.count) { $0 + $1.text.count }
        guard remark.suggestion == nil, size <= Self.maximumBytes else { return nil }
        let lead = RemarkLead(remark.lead, scale: scale)
        var text = Text()
        text.isRated = lead.severity != nil
        text.isNumbered = remark.lead.bytes[..<lead.start].contains(where: \.isDigit)
        if remark.layout == .heading {
            text.title = remark.lead
        } else {
            var start = lead.start
            if start < remark.lead.count, remark.lead.styles[start].contains(.strong) {
                let end = remark.lead.runEnd(from: start, .strong)
                text.title = remark.lead.slice(start..<end)
                start = end
            }
            text.pieces += Self.pieces(of: remark.lead, from: start, source: -1)
        }
        var fields = 0
        for (index, block) in remark.blocks.prefix(60).enumerated() {
            guard case .paragraph = block.kind, text.pieces.count <= Self.maximumPieces else { continue }
            if FieldLabel(block.text) != nil {
                fields += 1
            } else {
                text.pieces += Self.pieces(of: block.text, from: 0, source: index)
            }
        }
        // Named parts are those of one remark.
        guard fields < 2, text.pieces.count > 1, text.pieces.count <= Self.maximumPieces else { return nil }
        var seen: [Int] = []
        var apart = 0
        for places in text.pieces.map(\.places) {
            guard let first = places.first?.first else { continue }
            if !seen.contains(where: { abs($0 - first) <= 8 }) { apart += 1 }
            seen += places.map(\.first)
        }
        text.isCrowded = apart > 1
        return text
    }

    private static func pieces(of text: StyledText, from start: Int, source: Int) -> [Piece] {
        var pieces: [Piece] = []
        let rest = text.slice(start..<text.count)
        for sentence in SentenceSplitter.sentences(of: rest).prefix(60) {
            var from = sentence.lowerBound
            func add(_ range: Range<Int>) {
                let part = rest.slice(range).trimmed()
                if pieces.count > maximumPieces || PhraseKey(part.bytes[...], keepDigits: true).isEmpty { return }
                pieces.append(
                    Piece(
                        source: source, start: start + range.lowerBound, opensParagraph: pieces.isEmpty,
                        opensClause: range.lowerBound > sentence.lowerBound, text: part,
                        evidence: RemarkEvidence(part), places: places(in: part)))
            }
            for index in sentence where rest.bytes[index] == UInt8(ascii: ";") && !rest.styles[index].contains(.code) {
                add(from..<index)
                from = index + 1
            }
            add(from..<sentence.upperBound)
        }
        return pieces
    }

    /// The text's places, numbers in parentheses among them.
    private static func places(in text: StyledText) -> [LineRange] {
        guard text.bytes.contains(where: \.isDigit) else { return [] }
        let scanner = LineReferenceScanner(text)
        let loose = scanner.loose(after: 0).filter {
            $0.clues.contains(.inParentheses) || $0.clues.contains(.beforeParenthesis)
        }
        return scanner.found.map(\.range) + loose.flatMap(\.ranges)
    }

    // MARK: Weighing

    private func weight(
        of text: Text, at index: Int, in remark: Remark, among count: Int, habit: Double
    ) -> Double {
        let piece = text.pieces[index]
        let before = text.pieces[..<index]
        var weight = Self.bias + 1.9 * habit
        func add(_ clue: Clue, _ isSo: Bool) { if isSo { weight += clue.weight } }
        let key = PhraseKey(piece.text.bytes.prefix(100))
        let shifts = ParagraphParts.shifts.opens(key)
        let joins = Self.joints.opens(key)
        if piece.evidence.hasFault { weight += 1.5 * habit }
        let seen = before.flatMap(\.places)
        if !piece.places.isEmpty, !seen.isEmpty, !piece.places.allSatisfy({ seen.contains($0) }) {
            let isNear = ParagraphParts.isNear(piece.places, seen)
            add(isNear ? .namesNearPlace : .namesNewPlace, true)
        }
        add(.opensParagraph, piece.opensParagraph)
        add(.opensClause, piece.opensClause)
        add(.praises, piece.evidence.hasPraise)
        add(.shifts, shifts)
        add(.joins, joins)
        add(.shiftsAndFinds, (shifts || joins) && piece.evidence.hasFault)
        add(.refersBack, ParagraphParts.refersBack(key) || ParagraphParts.anaphora.opens(key))
        add(.supposesOrOrders, Self.conditions.opens(key) || Self.orders.opens(key))
        add(.hasPronoun, PhraseKey(piece.text.bytes[...]).contains(anyOf: Self.pronouns))
        add(.opensLower, piece.text.bytes.first?.isLower == true)
        add(.isShort, piece.evidence.words < 5)
        add(.isLong, piece.evidence.words > 14)
        let words = before.reduce(0) { $0 + $1.evidence.words }
        add(.afterFew, words < 8)
        add(.afterMany, words > 30)
        add(.afterPraise, before.contains { $0.evidence.hasPraise })
        add(.inHeading, remark.layout == .heading)
        add(.inItem, remark.layout == .item)
        add(.isRated, text.isRated)
        add(.isNumbered, text.isNumbered)
        add(.amongFew, count < 8)
        return weight
    }

    // MARK: Cutting

    private func parts(of remark: Remark, _ text: Text, _ cuts: [Int]) -> [Remark] {
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

    private static let joints: PhraseSet = [
        "and", "or", "but", "und", "oder", "aber", "et", "mais", "y", "pero", "e", "mas", "и", "но",
    ]
    /// How a sentence goes on that tells when something happens.
    private static let conditions: PhraseSet = [
        "if", "when", "once", "as long as", "unless", "until", "with", "without", "wenn", "falls", "si", "quand",
        "cuando", "se", "quando",
    ]
    /// How one begins that says what to do.
    private static let orders: PhraseSet = [
        "add", "use", "move", "replace", "extract", "rename", "remove", "delete", "drop", "make", "put", "split",
        "merge", "wrap", "give", "assert", "check", "consider", "please", "pass", "let", "keep", "inject", "mock",
        "stub", "call", "return", "write", "i would", "id", "we could", "you could", "better", "prefer", "try", "set",
        "pin", "at least", "a",
    ]
    private static let pronouns: PhraseSet = [
        "it", "its", "this", "that", "they", "them", "these", "those", "their", "which", "so",
    ]
}
