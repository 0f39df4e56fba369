import FindingsModel

/// A remark's running text in its pieces: sentences, and the parts of one up to a semicolon.
struct RunningText {
    struct Piece {
        /// Which of the remark's blocks it stands in; -1 for its lead.
        var source: Int
        var start: Int
        var opensParagraph: Bool
        var opensClause: Bool
        var text: StyledText
        var evidence: RemarkEvidence
        var places: [LineRange]
    }

    let remark: Remark
    private(set) var title: StyledText?
    private(set) var pieces: [Piece] = []
    private(set) var isRated = false
    private(set) var isNumbered = false
    /// Several pieces name places that lie apart.
    private(set) var isCrowded = false

    private static let maximumBytes = 20_000
    private static let maximumPieces = 120

    /// The text of `remark`; `nil` where its layout tells what belongs to it, or where it has but one piece.
    init?(_ remark: Remark, scale: SeverityVocabulary.SignScale) {
        switch remark.layout {
        case .row, .terse, .sentence, .location: return nil
        case .heading, .item, .labelled, .boldLead, .paragraph: if remark.isOfKindSeries { return nil }
        }
        // No reviewer says so much of one thing, nor of one topic.
        let size = remark.blocks.prefix(60).reduce(remark.lead.count) { $0 + $1.text.count }
        guard remark.suggestion == nil, size <= Self.maximumBytes else { return nil }
        self.remark = remark
        let lead = RemarkLead(remark.lead, scale: scale)
        isRated = lead.severity != nil
        isNumbered = remark.lead.bytes[..<lead.start].contains(where: \.isDigit)
        if remark.layout == .heading {
            title = remark.lead
        } else {
            var start = lead.start
            if start < remark.lead.count, remark.lead.styles[start].contains(.strong) {
                let end = remark.lead.runEnd(from: start, .strong)
                title = remark.lead.slice(start..<end)
                start = end
            }
            pieces += Self.pieces(of: remark.lead, from: start, source: -1)
        }
        var fields = 0
        for (index, block) in remark.blocks.prefix(60).enumerated() {
            guard case .paragraph = block.kind, pieces.count <= Self.maximumPieces else { continue }
            if FieldLabel(block.text) != nil {
                fields += 1
            } else {
                pieces += Self.pieces(of: block.text, from: 0, source: index)
            }
        }
        // Named parts are those of one remark.
        guard fields < 2, pieces.count > 1, pieces.count <= Self.maximumPieces else { return nil }
        var seen: [Int] = []
        var apart = 0
        for places in pieces.map(\.places) {
            guard let first = places.first?.first else { continue }
            if !seen.contains(where: { abs($0 - first) <= 8 }) { apart += 1 }
            seen += places.map(\.first)
        }
        isCrowded = apart > 1
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
}
