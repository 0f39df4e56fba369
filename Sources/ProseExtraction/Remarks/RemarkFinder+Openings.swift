import FindingsModel

/// How a paragraph opens: as a remark of its own, under a title in bold, or as running text.
extension RemarkFinder {
    /// Several paragraphs of the section open in bold: their layout, not the title of the whole.
    func hasBoldSeries(_ section: Section, _ context: Remark.Context) -> Bool {
        var count = context.role == .remarks || context.role == .praise ? 1 : 0
        for case .block(let block) in section.nodes {
            guard case .paragraph = block.kind, case .bold = opening(of: block.text.trimmed(), context) else {
                continue
            }
            count += 1
            if count > 1 { return true }
        }
        return false
    }

    enum Opening {
        case labelled, bold(isAll: Bool), plain
    }

    func opensRemark(_ text: StyledText, _ context: Remark.Context) -> Bool {
        if case .plain = opening(of: text, context) { return false }
        return true
    }

    /// What the first words of a paragraph say: a severity or kind, a bold title, or nothing.
    func opening(of text: StyledText, _ context: Remark.Context) -> Opening {
        if Self.isVerdictLike(text) || context.role == .verdict { return .plain }
        if layout.isMarkedSeries, ItemMarker.length(in: text, at: 0) > 0 || SectionLayout.isIdentifiedTitle(text) {
            return .labelled
        }
        if layout.isCountedInBold, SectionLayout.countInBold(text) != nil { return .labelled }
        if hasFieldLines(text) { return .labelled }
        let lead = RemarkLead(text, scale: scale)
        if lead.start < text.count {
            // "thought: we could merge when …"
            if lead.severity == nil, isConclusion(text.flat(lead.start..<text.count)) { return .plain }
            if lead.severity != nil {
                return VerdictReader.findsNothing(text.slice(lead.start..<text.count)) ? .plain : .labelled
            }
            if lead.labels.contains(where: { $0.hasSuffix(":") || $0.hasSuffix("：") }) { return .labelled }
        }
        // "**Good.** The gate closes by itself."
        if lead.start < text.count, !lead.labels.isEmpty, text.styles[0].contains(.strong), FieldLabel(text) == nil,
            text.runEnd(from: 0, .strong) <= lead.start, !VerdictReader.findsNothing(text)
        {
            return .bold(isAll: false)
        }
        guard lead.start < text.count, text.styles[lead.start].contains(.strong), FieldLabel(text) == nil else {
            return .plain
        }
        let end = text.runEnd(from: lead.start, .strong)
        let run = text.flat(lead.start..<end)
        if VerdictReader.findsNothing(text.slice(lead.start..<text.count)) { return .plain }
        if SectionRole(heading: run) == .verdict || PhraseKey(run).isEmpty { return .plain }
        if lead.opensWithAlarm { return .labelled }
        // A single stressed word of a sentence opens nothing.
        if PhraseKey(run).count < 2, end < text.count, text.bytes[end] == .space,
            !run.hasSuffix(".") && !run.hasSuffix(":")
        {
            return .plain
        }
        return .bold(isAll: end >= text.count || PhraseKey(text.bytes[end...]).isEmpty || isOnlyPlaces(text, from: end))
    }

    /// One sentence that decides on the whole.
    private func isConclusion(_ words: String) -> Bool {
        guard words.utf8.count <= 240, VerdictReader.score(words, isLast: false) >= 10 else { return false }
        let text = StyledText(words)
        let sentences = SentenceSplitter.sentences(of: text)
        return sentences.count <= 2 && LineReferenceScanner(text).found.isEmpty
            && sentences.last.map { VerdictReader.outcome(ofSentence: text.flat($0)) != .commented } ?? false
    }

    /// A title, and under it lines that are its named parts.
    func hasFieldLines(_ text: StyledText) -> Bool {
        let lines = text.lines
        guard lines.count > 2 else { return false }
        var kinds: Set<FieldLabel.Kind> = []
        for line in lines.dropFirst().prefix(16) {
            if let field = FieldLabel(text, from: line.lowerBound), field.end <= line.upperBound + 1 {
                kinds.insert(field.kind)
            }
        }
        return kinds.count >= 2 && (kinds.contains(.severity) || kinds.contains(.location))
    }

    /// "**1. The kiln stays hot** (line 51)": a title in bold, and nothing but places behind it.
    func isTitleAndPlaces(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true else { return false }
        let end = text.runEnd(from: 0, .strong)
        return PhraseKey(text.bytes[..<end]).count > 1 && isOnlyPlaces(text, from: end)
    }

    /// From `start` on the text only tells places: "(`a.ts:45`, lines 50-52)".
    private func isOnlyPlaces(_ text: StyledText, from start: Int) -> Bool {
        let scanner = LineReferenceScanner(text)
        let places = (scanner.found.map(\.place) + scanner.paths.map(\.place)).filter { $0.lowerBound >= start }
        if places.isEmpty { return false }
        return (start..<text.count).allSatisfy { index in
            !text.bytes[index].isWord || places.contains { $0.contains(index) }
        }
    }
}
