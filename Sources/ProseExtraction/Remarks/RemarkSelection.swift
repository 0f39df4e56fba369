import FindingsModel

/// Chooses, from all that looks like a remark, what a careful reader would list: each remark once, and paragraphs
/// only where the document carries its remarks in paragraphs.
struct RemarkSelection {
    var remarks: [Remark]
    var leftovers: [Leftover]
    private(set) var unparsed: [UnparsedSpan] = []
    var setAside: [SetAside] = []
    /// The review says that there is nothing to remark.
    var findsNothing = false
    /// First sentences of remarks that conclude.
    var concluding: [Leftover] = []
    /// Of what category a complaint is; `nil` for praise.
    let category: (Remark) -> String?

    init(_ remarks: [Remark], _ leftovers: [Leftover], category: @escaping (Remark) -> String?) {
        self.remarks = remarks
        self.leftovers = leftovers
        self.category = category
    }

    /// Takes apart what is several remarks.
    mutating func unfold(_ rule: CollapseGuard) { remarks = rule.unfolded(remarks) }

    /// Cuts running text where one remark ends and another begins.
    mutating func divide(_ boundaries: RemarkBoundaries) { remarks = boundaries.divided(remarks) }

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
        var selection = RemarkSelection(told, outside.sorted { $0.span.start < $1.span.start }, category: category)
        selection.select()
        selection.setAside += setAside
        return selection
    }

    mutating func select() {
        dropRepeats()
        joinIdentified()
        joinCounted()
        dropContents()
        dropRetold()
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
                    && (remark.layout != .labelled || LocationLabel.isAtStart(of: remark.lead)
                        || Self.isParagraph(remark))
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
                takeSiblings()
                takeSentences()
            }
        }
        dropWordless()
        remarks.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        dropCourtesies()
        for leftover in leftovers where leftover.context.role != .verdict && !leftover.context.isRepeat {
            let firm = LineReferenceScanner(leftover.text).found.contains { $0.certainty == .firm }
            let isTold =
                remarks.contains { $0.span == leftover.span }
                || VerdictReader.score(leftover.text.flat, isLast: false) >= 10
                    && VerdictReader.outcome(of: leftover.text.flat) != .commented
            if firm, !isTold, unparsed.count < Self.mostUnparsed {
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

    /// The name of a file above its remarks, a "Done" under one, and a legend say nothing of the code.
    private mutating func dropWordless() {
        func saysNothing(_ remark: Remark) -> SetAside.Reason? {
            if remark.located.isEmpty, Courtesy.isSpeaker(remark.lead) { return .chrome }
            guard remark.blocks.isEmpty, remark.suggestion == nil else { return nil }
            if remark.located.isEmpty, Courtesy.isMarkup(remark.lead) || Courtesy.isLegend(remark.lead) {
                return .chrome
            }
            if ChatFraming.isBareReply(remark.lead) { return .reply }
            if CommentReference.isAll(of: remark.lead.flat) { return .name }
            if remark.located.isEmpty, ChatFraming.isPointer(remark.lead) { return .repeated }
            let scanner = LineReferenceScanner(remark.lead)
            guard scanner.found.isEmpty, !remark.context.isOfUntested, let path = scanner.paths.first else {
                return nil
            }
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

    /// Items that answer that there is nothing, and the places that stand in a list of their own below the remarks.
    mutating func settleAnswers() {
        let foot = FootPlaces(remarks)
        for (index, places) in foot.places { remarks[index].located += places }
        // One tick may praise; a series of them says what was checked.
        let met = remarks.map(Clearance.isMet)
        let isChecked = met.count(where: \.self) > 2
        var kept: [Remark] = []
        for (index, remark) in remarks.enumerated() {
            if isChecked, met[index] {
                setAside.append(SetAside(span: remark.span, reason: .ticked))
            } else if foot.indices.contains(index) {
                setAside.append(SetAside(span: remark.span, reason: .places))
            } else if Clearance.isClear(remark) {
                setAside.append(SetAside(span: remark.span, reason: .nothing))
            } else {
                kept.append(remark)
            }
        }
        remarks = kept
    }

    /// How many spans that were not understood are listed.
    private static let mostUnparsed = 100

    /// Sets aside the remarks that read unlike one, and takes them from `drafts`, which are theirs. Running text may conclude.
    mutating func setAside(unlike areRemarks: [Bool], of drafts: inout [FindingBuilder.Draft]) {
        guard areRemarks.contains(false) else { return }
        for (remark, _) in zip(remarks, areRemarks).filter({ !$1 }) {
            setAside.append(SetAside(span: remark.span, reason: .unlike))
            let texts = [remark.lead] + remark.blocks.prefix(20).map(\.text)
            let isPlaced = texts.contains { LineReferenceScanner($0).found.contains { $0.certainty == .firm } }
            // Who names lines may have meant a remark: it is listed, not only shown where one asks.
            if isPlaced || !remark.located.isEmpty, unparsed.count < Self.mostUnparsed {
                unparsed.append(UnparsedSpan(span: remark.span, why: "names lines and reads unlike a remark"))
            }
            if remark.layout == .paragraph || remark.layout == .sentence {
                leftovers.append(Leftover(text: remark.lead, span: remark.span, context: remark.context))
            }
        }
        leftovers.sort { $0.span.start < $1.span.start }
        remarks = zip(remarks, areRemarks).filter { $1 }.map(\.0)
        drafts = zip(drafts, areRemarks).filter { $1 }.map(\.0)
    }

    /// Words to the reader before all remarks, or behind them, may conclude but are no remarks.
    private mutating func dropCourtesies() {
        var courtesies: [Remark] = []
        while remarks.count > 1, let last = remarks.last, Courtesy.isToReader(last) {
            courtesies.append(remarks.removeLast())
        }
        while remarks.count > 1, Courtesy.isToReader(remarks[0]) { courtesies.append(remarks.removeFirst()) }
        if courtesies.isEmpty { return }
        leftovers += courtesies.map { Leftover(text: $0.lead, span: $0.span, context: $0.context) }
        leftovers.sort { $0.span.start < $1.span.start }
    }

    /// The chapters whose remarks are all paragraphs with a bold opening, and most of them find fault.
    private func chaptersOfBoldLeads(_ bold: [Int]) -> Set<[String]> {
        var chapters: [[String]: (all: Int, telling: Int)] = [:]
        for index in bold where !remarks[index].context.headings.isEmpty {
            let evidence = RemarkEvidence(remarks[index].lead)
            chapters[remarks[index].context.headings, default: (0, 0)].all += 1
            if evidence.isRemark { chapters[remarks[index].context.headings]?.telling += 1 }
        }
        for remark in remarks where remark.layout != .boldLead { chapters[remark.context.headings] = nil }
        return Set(chapters.filter { $0.value.all > 1 && $0.value.telling * 2 > $0.value.all }.keys)
    }

    /// Paragraphs with a bold opening are remarks when there are several, or when they point at lines.
    private mutating func settleBoldLeads() {
        let bold = remarks.indices.filter { remarks[$0].layout == .boldLead }
        guard !bold.isEmpty else { return }
        let others = remarks.count - bold.count
        let isLayout = bold.count >= 2
        let chapters = chaptersOfBoldLeads(bold)
        var kept: [Remark] = []
        for remark in remarks {
            if remark.layout != .boldLead {
                kept.append(remark)
                continue
            }
            let places = LineReferenceScanner(remark.lead).found.contains { $0.certainty == .firm }
            if isLayout && (others == 0 || remark.context.role != .neutral || places || bold.count >= others) || places
                || chapters.contains(remark.context.headings)
            {
                kept.append(remark)
            } else {
                leftovers.append(Leftover(text: remark.lead, span: remark.span, context: remark.context))
            }
        }
        leftovers.sort { $0.span.start < $1.span.start }
        remarks = kept
    }
}
