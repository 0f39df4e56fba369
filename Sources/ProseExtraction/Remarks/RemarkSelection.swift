import FindingsModel

/// Chooses, from all that looks like a remark, what a careful reader would list: each remark once, and paragraphs
/// only where the document carries its remarks in paragraphs.
struct RemarkSelection {
    private(set) var remarks: [Remark]
    private(set) var leftovers: [Leftover]
    private(set) var unparsed: [UnparsedSpan] = []
    private(set) var setAside: [SetAside] = []
    /// First sentences of remarks that conclude.
    private var concluding: [Leftover] = []

    init(_ remarks: [Remark], _ leftovers: [Leftover]) {
        self.remarks = remarks
        self.leftovers = leftovers
    }

    /// Takes apart what is several remarks.
    mutating func unfold(_ rule: CollapseGuard) { remarks = rule.unfolded(remarks) }

    /// What stands around the last remark or paragraph that begins before `start`.
    func context(at start: Int) -> Remark.Context {
        let remark = remarks.last { $0.span.start <= start }
        let paragraph = leftovers.last { $0.span.start <= start }
        guard let remark else { return paragraph?.context ?? Remark.Context() }
        guard let paragraph, paragraph.span.start > remark.span.start else { return remark.context }
        return paragraph.context
    }

    /// What is chosen when the document is read as a series of records: what is in none of them is left over.
    func replaced(by records: [Remark]) -> RemarkSelection {
        // "**Rating: needs work.**" among "**Title** …".
        let isConclusion = records.map { remark in
            VerdictReader.isStronglyLabelled(remark.lead) || VerdictReader.isVerdict(remark.lead)
        }
        let told = zip(records, isConclusion).filter { !$1 }.map(\.0)
        var outside = (leftovers + remarks.map { Leftover(text: $0.lead, span: $0.span, context: $0.context) }).filter {
            paragraph in
            !records.contains { $0.span.start < paragraph.span.end && paragraph.span.start < $0.span.end }
        }
        outside += zip(records, isConclusion).filter { $1 }.map {
            Leftover(text: $0.0.lead, span: $0.0.span, context: $0.0.context)
        }
        var selection = RemarkSelection(told, outside.sorted { $0.span.start < $1.span.start })
        selection.select()
        selection.setAside += setAside
        return selection
    }

    mutating func select() {
        dropRepeats()
        dropContents()
        settleBoldLeads()
        if remarks.isEmpty {
            takeParagraphs()
        } else {
            let located = leftovers.filter { leftover in
                leftover.context.role != .verdict && !VerdictReader.isVerdict(leftover.text)
                    && LineReferenceScanner(leftover.text).found.contains { $0.certainty == .firm }
            }.count
            let issues = remarks.filter { $0.context.role != .praise }.count
            // Only places at the start of a paragraph made remarks: the paragraphs beside them are no less.
            let isFlat = remarks.allSatisfy { remark in
                remark.context.headings.isEmpty && remark.blocks.isEmpty
                    && [.location, .terse, .labelled, .sentence].contains(remark.layout)
                    && (remark.layout != .labelled || LocationLabel.isAtStart(of: remark.lead))
            }
            let telling = isFlat ? leftovers.count { Self.tells($0.text) } : 0
            let all =
                remarks.count
                + leftovers.count {
                    !VerdictReader.isVerdict($0.text) && PhraseKey($0.text.bytes[...]).count > 4
                        && !$0.text.bytes.hasColonAtEnd
                        && !ChatFraming.isIntroduction(PhraseKey($0.text.bytes[...]))
                }
            if located >= 2, located >= issues {
                takeParagraphs()
            } else if isFlat, telling > 1, all > 4, (telling + remarks.count) * 4 >= all * 3 {
                takeParagraphs()
            } else {
                takeSentences()
            }
        }
        dropWordless()
        remarks.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        for leftover in leftovers where leftover.context.role != .verdict && !leftover.context.isRepeat {
            let firm = LineReferenceScanner(leftover.text).found.contains { $0.certainty == .firm }
            let isTold =
                remarks.contains { $0.span == leftover.span }
                || VerdictReader.score(leftover.text.flat, isLast: false) >= 10
                    && VerdictReader.outcome(of: leftover.text.flat) != .commented
            if firm, !isTold, unparsed.count < 100 {
                unparsed.append(
                    UnparsedSpan(span: leftover.span, why: "names lines and is no remark of the review's layout"))
            }
        }
    }

    /// A paragraph that finds fault, as those beside it do.
    private static func tells(_ text: StyledText) -> Bool {
        let evidence = RemarkEvidence(text)
        return evidence.isRemark && evidence.words > 5 && !VerdictReader.isVerdict(text)
    }

    /// The name of a file above its remarks, and a "Done" under one, say nothing of the code.
    private mutating func dropWordless() {
        func saysNothing(_ remark: Remark) -> SetAside.Reason? {
            guard remark.blocks.isEmpty, remark.suggestion == nil else { return nil }
            if ChatFraming.isBareReply(remark.lead) { return .reply }
            let scanner = LineReferenceScanner(remark.lead)
            guard scanner.found.isEmpty, let path = scanner.paths.first else { return nil }
            return path.path.utf8.count + 4 >= remark.lead.count ? .name : nil
        }
        var kept: [Remark] = []
        for remark in remarks {
            if let reason = saysNothing(remark) {
                setAside.append(SetAside(span: remark.span, reason: reason))
            } else {
                kept.append(remark)
            }
        }
        remarks = kept
    }

    /// The list in a conclusion or of next steps repeats the remarks, unless there are no others, or most of it is new.
    private mutating func dropRepeats() {
        let own = remarks.filter { !$0.context.isRepeat }
        guard own.count < remarks.count,
            own.contains(where: { $0.context.role != .praise })
                || !own.isEmpty && own.count >= remarks.count - own.count
        else { return }
        let news = NewsAmongAdvice(beside: own)
        let groups = Dictionary(grouping: remarks.filter(\.context.isRepeat), by: \.group)
        let telling = Set(groups.filter { news.outweighs(repeatsIn: $0.value) }.keys)
        var kept: [Remark] = []
        for remark in remarks {
            if !remark.context.isRepeat || news.isNew(remark, inTellingList: telling.contains(remark.group)) {
                kept.append(remark)
            } else {
                setAside.append(SetAside(span: remark.span, reason: .repeated))
            }
        }
        remarks = kept
    }

    /// A list or table of contents, before or after the remarks, counts once.
    private mutating func dropContents() {
        let groups = Dictionary(grouping: remarks.indices, by: { remarks[$0].group })
        guard groups.count > 1 else { return }
        var dropped: Set<Int> = []
        for (group, members) in groups {
            let short = members.allSatisfy { index in
                let remark = remarks[index]
                return remark.layout == .row && remark.lead.count < 140
                    && remark.blocks.allSatisfy { $0.text.count < 40 && $0.children.isEmpty }
                    || remark.layout == .item && remark.blocks.isEmpty && remark.lead.count < 140
                        && remark.located.isEmpty && remark.suggestion == nil
            }
            guard short, members.count >= 2, members.count <= 400 else { continue }
            let titles = members.map { Self.words(of: remarks[$0].lead) }
            let others = remarks.indices.filter { index in
                let other = remarks[index]
                return other.group != group
                    && (other.layout == .heading || !other.blocks.isEmpty || other.lead.count > 120
                        || !other.located.isEmpty)
            }
            guard others.count * 2 >= members.count, others.count <= 2_000 else { continue }
            let headings = others.filter { remarks[$0].layout == .heading }.count
            let sets = others.map { Self.words(of: remarks[$0].lead) }
            let isPlaced = members.contains { !remarks[$0].located.isEmpty }
            let places = isPlaced ? others.map { Self.ranges(of: remarks[$0]) } : []
            var matches: [(member: Int, other: Int)] = []
            for (member, title) in zip(members, titles) where !title.isEmpty {
                let own = Set(remarks[member].located.map(\.range))
                let match = sets.indices.first { index in
                    let shared = Double(title.intersection(sets[index]).count)
                    return shared >= 0.5 * Double(min(title.count, max(1, sets[index].count)))
                        && (own.isEmpty || !own.isDisjoint(with: places[index]))
                }
                if let match { matches.append((member, others[match])) }
            }
            let repeated = matches.count
            if repeated * 5 >= members.count * 3 || headings == members.count && repeated * 3 >= members.count {
                // A row that stands nowhere else, at a place of its own, is a remark all the same.
                let matched = Set(matches.map(\.member))
                let told = places.reduce(into: Set<LineRange>()) { $0.formUnion($1) }
                dropped.formUnion(
                    members.filter { member in
                        let own = remarks[member].located.map(\.range)
                        return matched.contains(member) || own.isEmpty || own.contains { told.contains($0) }
                    })
                // What only the list says of a remark holds for it: its severity.
                for (member, other) in matches where remarks[other].context.severity == nil {
                    remarks[other].context.severity = remarks[member].context.severity
                    remarks[other].context.severityWord = remarks[member].context.severityWord
                }
            }
        }
        if dropped.isEmpty { return }
        setAside += dropped.sorted().map { SetAside(span: remarks[$0].span, reason: .contents) }
        remarks = remarks.indices.filter { !dropped.contains($0) }.map { remarks[$0] }
    }

    /// The lines that a remark's own text names.
    static func ranges(of remark: Remark) -> Set<LineRange> {
        var ranges = Set(remark.located.map(\.range) + remark.context.located.map(\.range))
        ranges.formUnion(LineReferenceScanner(remark.lead).found.map(\.range))
        var waiting = remark.blocks.prefix(40).map { $0 }
        var seen = 0
        while let block = waiting.popLast(), seen < 200 {
            seen += 1
            if !block.text.isEmpty, !block.isCode {
                ranges.formUnion(LineReferenceScanner(block.text).found.map(\.range))
            }
            waiting += block.children
        }
        return ranges
    }

    private static func words(of text: StyledText) -> Set<UInt64> {
        let key = PhraseKey(text.bytes.prefix(200), keepDigits: true)
        return Set(key.parts.lazy.filter { $0.range.count > 2 }.map(\.hash))
    }

    /// Paragraphs with a bold opening are remarks when there are several, or when they point at lines.
    private mutating func settleBoldLeads() {
        let bold = remarks.indices.filter { remarks[$0].layout == .boldLead }
        guard !bold.isEmpty else { return }
        let others = remarks.count - bold.count
        let isLayout = bold.count >= 2
        var kept: [Remark] = []
        for remark in remarks {
            if remark.layout != .boldLead {
                kept.append(remark)
                continue
            }
            let places = LineReferenceScanner(remark.lead).found.contains { $0.certainty == .firm }
            if isLayout && (others == 0 || remark.context.role != .neutral || places || bold.count >= others) || places
            {
                kept.append(remark)
            } else {
                leftovers.append(Leftover(text: remark.lead, span: remark.span, context: remark.context))
            }
        }
        leftovers.sort { $0.span.start < $1.span.start }
        remarks = kept
    }

    // MARK: Paragraphs

    /// The document has no lists, headings or places that carry remarks: its paragraphs do.
    private mutating func takeParagraphs() {
        var rest: [Leftover] = []
        let body = leftovers.indices.filter { leftovers[$0].context.role != .verdict }
        // "Hello Nadia," goes before the first words.
        let first = body.first { PhraseKey(leftovers[$0].text.bytes[...]).count >= 4 } ?? body.first
        let placed = body.filter { index in
            LineReferenceScanner(leftovers[index].text).found.contains { $0.certainty == .firm }
        }
        // Where most paragraphs say where, those before the first of them introduce.
        let firstPlaced = placed.count * 2 >= body.count ? placed.first : nil
        for index in leftovers.indices {
            let leftover = leftovers[index]
            let introduces = firstPlaced.map { index < $0 } ?? false
            guard leftover.context.role != .verdict,
                !introduces
                    || RemarkEvidence(leftover.text).score >= 5 && !VerdictReader.judgesWhole(leftover.text.flat),
                isRemark(leftover, isFirst: index == first, isLast: index == body.last)
            else {
                rest.append(leftover)
                continue
            }
            for part in split(leftover, isFirst: index == first, isLast: index == body.last) {
                remarks.append(part)
            }
        }
        leftovers = (rest + concluding).sorted { $0.span.start < $1.span.start }
        sentences(in: rest, isAnywhere: true)
    }

    private mutating func split(_ leftover: Leftover, isFirst: Bool, isLast: Bool) -> [Remark] {
        var text = leftover.text
        // "I read through it twice. My main worry is …" (lines 9-21): the introduction is none of it.
        let sentences = SentenceSplitter.sentences(of: text)
        if let first = sentences.first, sentences.count > 1,
            ChatFraming.isIntroduction(PhraseKey(text.bytes[first])),
            LineReferenceScanner(text.slice(first)).found.isEmpty
        {
            text = text.slice(sentences[1].lowerBound..<text.count)
        }
        let opening = SentenceSplitter.sentences(of: text)
        if isFirst, let first = opening.first, opening.count > 2, PhraseKey(text.bytes[first]).count <= 25,
            LineReferenceScanner(text.slice(first)).found.isEmpty,
            VerdictReader.score(text.flat(first), isLast: false) >= 8
        {
            concluding.append(Leftover(text: text.slice(first), span: leftover.span, context: leftover.context))
            text = text.slice(opening[1].lowerBound..<text.count)
        }
        // "I went through the file. In short: I am fine with it.": the labelled sentence is the conclusion.
        let parts = SentenceSplitter.sentences(of: text)
        if parts.count > 1, let labelled = parts.firstIndex(where: { VerdictReader.isStronglyLabelled(text.slice($0)) })
        {
            concluding.append(
                Leftover(text: text.slice(parts[labelled]), span: leftover.span, context: leftover.context))
            text = text.slice(0..<parts[labelled].lowerBound).trimmed()
            if !RemarkEvidence(text).isRemark || ChatFraming.isIntroduction(PhraseKey(text.bytes[...])) { return [] }
        }
        // "Not ready yet because of line 20.": the last words decide on the whole, though they name a place.
        if isLast, let last = opening.last, opening.count > 2, last.lowerBound > 0 {
            let end = SentenceSplitter.sentences(of: text).last ?? last
            let key = PhraseKey(text.bytes[end])
            if end.lowerBound > 0, key.count <= 25,
                VerdictReader.changes.opens(key) || VerdictReader.approvals.opens(key)
            {
                concluding.append(Leftover(text: text.slice(end), span: leftover.span, context: leftover.context))
                text = text.slice(0..<end.lowerBound).trimmed()
            }
        }
        return ParagraphParts.parts(of: text).map { part in
            Remark(
                layout: .paragraph, lead: text.slice(part).trimmed(), context: leftover.context, span: leftover.span,
                group: 0)
        }
    }

    private func isRemark(_ leftover: Leftover, isFirst: Bool, isLast: Bool) -> Bool {
        let text = leftover.text
        let key = PhraseKey(text.bytes[...])
        let count = key.count
        let isSpaceless = text.bytes.contains { $0 >= 0xE3 } && count < 12
        if count < 5, !isSpaceless || text.count < 24 { return false }
        if VerdictReader.isVerdict(text) { return false }
        if let last = text.bytes.last, last == UInt8(ascii: ":") || text.bytes.has("：", at: text.count - 3) {
            return false
        }
        if ChatFraming.isFraming(key) { return false }
        let hasPlaces = LineReferenceScanner(text).found.contains { $0.certainty == .firm }
        let first = SentenceSplitter.sentences(of: text).first.map { text.flat($0) } ?? text.flat
        let concludes = VerdictReader.score(first, isLast: false) >= 8
        if isFirst {
            // The opening paragraph introduces, unless it points at something.
            return hasPlaces && (!concludes || ParagraphParts.parts(of: text).count > 2)
                && (!ChatFraming.isIntroduction(key) || !isIntroduction(text))
        }
        if isLast {
            return hasPlaces
                || !concludes && !ChatFraming.isClosing(key) && VerdictReader.closingScore(text.flat) < 8
        }
        let sentences = SentenceSplitter.sentences(of: text)
        if sentences.count == 1, VerdictReader.score(text.flat, isLast: false) >= 10, !hasPlaces { return false }
        return true
    }

    /// Only the first sentence may introduce; one after it that points at lines is a remark.
    private func isIntroduction(_ text: StyledText) -> Bool {
        let rest = SentenceSplitter.sentences(of: text).dropFirst()
        if rest.contains(where: {
            VerdictReader.score(text.flat($0), isLast: false) >= 8 || VerdictReader.label(of: text.slice($0)) != nil
        }) {
            return true
        }
        return !SentenceSplitter.sentences(of: text).dropFirst().contains { sentence in
            LineReferenceScanner(text.slice(sentence)).found.contains { $0.certainty != .bare }
        }
    }

    // MARK: Sentences

    /// Remarks in the paragraphs around a list: "the berth tests (40-52) are nice", "It would also be good to …".
    private mutating func takeSentences() {
        let end = remarks.map(\.span.start).max() ?? 0
        sentences(in: leftovers.filter { $0.span.start > end }, isAnywhere: false)
        sentences(
            in: leftovers.filter { $0.span.start <= end && $0.context.role != .verdict && !$0.context.isRepeat },
            isAnywhere: true)
    }

    private mutating func sentences(in paragraphs: [Leftover], isAnywhere: Bool) {
        for leftover in paragraphs {
            let text = leftover.text
            if ChatFraming.isFraming(PhraseKey(text.bytes[...])) { continue }
            for range in SentenceSplitter.sentences(of: text).prefix(20) {
                for part in Self.clauses(text, range) {
                    let sentence = text.slice(part)
                    let key = PhraseKey(sentence.bytes[...])
                    if key.isEmpty || ChatFraming.isFraming(key) || VerdictReader.label(of: sentence) != nil {
                        continue
                    }
                    let places = LineReferenceScanner(sentence).found.contains { $0.certainty != .bare }
                    let names = Self.namesSymbol(sentence)
                    let praises = key.contains(anyOf: ChatFraming.praise)
                    let advises = key.contains(anyOf: ChatFraming.advice)
                    let refersToItems = key.contains(anyOf: ChatFraming.itemWords)
                    // A conclusion with a place is one still: "not mergeable because of line 38".
                    let words = sentence.flat
                    if VerdictReader.isGrade(words) { continue }
                    let judges = VerdictReader.score(words, isLast: false)
                    if judges >= 10, !places || VerdictReader.outcome(ofSentence: words) != .commented { continue }
                    // The first words, and the last, speak of the whole.
                    if !places, VerdictReader.judgesWhole(words) { continue }
                    guard !refersToItems, places && (praises || advises || !isAnywhere) || names && (praises || advises)
                    else { continue }
                    remarks.append(
                        Remark(
                            layout: .sentence, lead: sentence.trimmed(), context: leftover.context, span: leftover.span,
                            group: -1))
                    break
                }
            }
        }
    }

    /// The parts of a sentence between semicolons and colons.
    private static func clauses(_ text: StyledText, _ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range
        where text.bytes[index] == UInt8(ascii: ";")
            || text.bytes[index] == UInt8(ascii: ":") && index + 1 < range.upperBound && text.bytes[index + 1].isBlank
        {
            if text.styles[index].contains(.code) { continue }
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<range.upperBound)
        return parts.filter { !$0.isEmpty }
    }

    private static func namesSymbol(_ text: StyledText) -> Bool {
        var scanner = SymbolScanner()
        scanner.scan(text)
        return !scanner.symbols.isEmpty
    }
}

extension VerdictReader {
    /// The whole paragraph is a conclusion: labelled so, or one sentence that says only that.
    static func isVerdict(_ text: StyledText) -> Bool {
        if label(of: text) != nil { return true }
        let key = PhraseKey(text.bytes[...])
        return key.count <= 25 && score(text.flat, isLast: false) >= 10
            && LineReferenceScanner(text).found.isEmpty
    }
}
