import FindingsModel

/// One document, read: its review, and what was decided on the way.
struct Reading {
    private(set) var review = Review()
    /// The document's blocks under their headings.
    let outline: Section
    /// Remarks and paragraphs that are no findings, each with the reason.
    let setAside: [SetAside]
    /// The paragraphs that belong to no remark.
    let leftovers: [Leftover]
    /// The text under headings that each finding inherits from, in the order of the findings.
    let contexts: [Remark.Context]
    /// What the words of each finding say, in the order of the findings.
    let judgements: [RemarkJudgement]
    /// What follows this byte was not read.
    let end: Int
    /// The remarks before running text was cut (``RemarkBoundaries``); empty for an answer in fields.
    let undivided: [Remark]
    /// What looks like a remark, before what reads unlike one is set aside (``RemarkGroups``); empty where the document tells by
    /// its form what is a remark: comments in a source, an answer between the lines of a patch.
    let drafts: [FindingBuilder.Draft]
    /// Where a verdict may stand: the leftovers, and the document's margins.
    let verdictPlaces: [Leftover]
    /// Where the first remark begins; `nil` where there is none.
    let firstRemark: Int?
    /// Where the last remark ends; `nil` where there is none.
    let lastRemark: Int?

    /// So sure must a category be for two remarks to be alike by it.
    private static let leastTold = 0.2

    init(_ document: [UInt8], judge: @escaping (RemarkText) -> RemarkJudgement) {
        var document = document
        end = min(document.count, ProseReader.maximumBytes, MarkupBudget.end(of: document))
        if end < document.count {
            document.removeSubrange(end...)
            review.flags.append("document cut")
        }
        // What Gerrit's and others' answers in JSON begin with, against being run as a script.
        if document.has(")]}'", at: 0) { for index in 0..<4 { document[index] = .space } }
        let scale = SeverityVocabulary.SignScale(document)
        review.language = LanguageGuess.language(of: document)
        let signature = MailSignature.start(of: document)
        let mail = MailedReview(document)
        if mail?.isAnswer != true { Self.open(&document) }
        let body = signature.map { Array(document[..<$0]) } ?? document
        let markdown = KeycapItems.normalized(
            NumberedParagraphs.normalized(PointsUnderPlaces.normalized(AlternativeMarkup.normalized(body))))
        var tree = MarkdownTree(markdown)
        for index in tree.blocks.indices {
            let block = tree.blocks[index]
            if let table = SeparatedValues.table(in: block, of: document) ?? DrawnTable.block(in: block, of: markdown) {
                tree.blocks[index] = table
            }
        }
        tree.blocks = WikiTable.unrolled(HTMLTables.unrolled(tree.blocks, of: markdown), of: markdown)
        tree.blocks = tree.blocks.flatMap {
            IndentedRecords.paragraphs(of: $0, in: document) ?? UnclosedFence.blocks(of: $0, in: markdown) ?? [$0]
        }
        tree.blocks = IndentedOutline.blocks(of: body) ?? Footnotes.resolved(tree.blocks)
        if let table = SeparatedValues.blocks(ofDocument: document) { tree.blocks = table }
        review.flags += tree.flags
        outline = OutlineBuilder.outline(tree.blocks, of: document)
        var finder = RemarkFinder(document: document, scale: scale)
        var isConversation = false
        // Only the reviewer's comments are remarks: what repeats besides is code.
        var isAnnotated = false
        if let patch = AnnotatedPatch(document) {
            finder.remarks = patch.remarks
            finder.leftovers = patch.leftovers
        } else if let source = AnnotatedSource(document) {
            finder.remarks = source.remarks
            finder.leftovers = source.leftovers
            isAnnotated = true
        } else if let mail, mail.isAnswer {
            finder.find(in: mail)
            isConversation = true
            isAnnotated = true
        } else if let mail = MailedReview(document) {
            finder.find(in: mail)
            isConversation = true
        } else if let transcript = Transcript(document) {
            finder.find(in: transcript)
            isConversation = true
        } else {
            finder.find(in: outline)
        }
        review.flags += finder.flags
        let language = review.language
        func category(of remark: Remark) -> String? {
            let text = remark.blocks.first?.text ?? StyledText()
            let judgement = judge(
                RemarkText(
                    title: remark.lead.slice(0..<min(remark.lead.count, 400)).flat,
                    body: text.slice(0..<min(text.count, 400)).flat, language: language))
            let isTold = judgement.polarity != .praise && judgement.confidence > Self.leastTold
            return isTold ? judgement.category : nil
        }
        var selection: RemarkSelection
        // The answer's own words, for the file that they name.
        var answered: [Leftover] = []
        var isAnswer = false
        if let answer = StructuredAnswer(document: document, blocks: tree.blocks, scale: scale) {
            isAnswer = true
            if answer.isWhole { answered = finder.leftovers }
            selection = RemarkSelection(
                answer.remarks, answer.conclusions + (answer.isWhole ? [] : finder.leftovers), category: category)
        } else {
            selection = RemarkSelection(finder.remarks, finder.leftovers, category: category)
        }
        selection.select()
        selection.unfold(CollapseGuard(document))
        undivided = isAnswer ? [] : selection.remarks
        if !isAnswer { selection.divide(RemarkBoundaries(scale: scale)) }
        if !isAnswer, !isAnnotated, !selection.findsNothing, !selection.remarks.contains(where: \.isOfKindSeries),
            let series = RecordSeries(markdown),
            let records = series.records(betterThan: selection.remarks, isConversation: isConversation)
        {
            let remarks = series.remarks(of: records, around: selection.context, entering: finder.themed)
            // What is left of a series outside of the chapters that hold no remarks is the series, if it is one still; it may
            // be no better then than what was found.
            let outside = remarks.filter { $0.context.role != .aside }
            let isLeft = outside.count >= RecordSeries.records.lowerBound
            let isFewer = isLeft && outside.count < min(remarks.count, selection.remarks.count)
            if remarks.count >= RecordSeries.records.lowerBound, !isFewer {
                selection = selection.replaced(by: isLeft ? outside : remarks)
            }
        }
        selection.settleAnswers()
        selection.remarks = CountedLeads.stripped(selection.remarks)
        let builder = FindingBuilder(scale: scale)
        var drafts = selection.remarks.map(builder.draft)
        self.drafts = isAnnotated ? [] : drafts
        if !isAnnotated {
            selection.setAside(unlike: RemarkGroups(drafts, language: review.language).areRemarks(), of: &drafts)
        }
        leftovers = selection.leftovers
        let tail = signature.map { [SetAside(span: ByteSpan($0, document.count), reason: .chrome)] } ?? []
        setAside = finder.setAside + selection.setAside + tail
        firstRemark = selection.remarks.map(\.span.start).min()
        lastRemark = selection.remarks.map(\.span.end).max()
        verdictPlaces = ReviewMargins.added(to: selection.leftovers, from: outline)
            .filter { !BotChrome.isChrome($0.text) }
        let concluded = VerdictReader.verdict(
            in: verdictPlaces, document: document, firstRemark: firstRemark, lastRemark: lastRemark)
        review.verdict = concluded?.verdict
        review.outcome = concluded?.outcome
        let assembly = Assembly(drafts, leftovers: selection.leftovers + answered)
        let judged = assembly.findings(into: &review, judge: judge)
        review.findings = judged.map(\.finding)
        judgements = judged.map(\.judgement)
        // Without a remark it may be no review at all: then it takes words that judge, not only a likely place for them.
        if selection.remarks.isEmpty, self.drafts.isEmpty, let verdict = review.verdict,
            !VerdictReader.judges(StyledText(verdict.text))
        {
            review.verdict = nil
            review.outcome = nil
        }
        // The text of a code block may be longer than its source (tabs, bytes that are replaced): places in it may then lie
        // beyond the document.
        for index in review.findings.indices {
            review.findings[index].span = review.findings[index].span.clamped(to: end)
        }
        contexts = assembly.contexts
        review.unparsed = selection.unparsed
    }

    /// Makes of what was printed, saved or wrapped the text that was written, byte for byte.
    private static func open(_ document: inout [UInt8]) {
        WholeFence.open(&document)
        Preamble.blank(&document)
        ExportedThread.blank(&document)
        PrintedThread.blank(&document)
        DumpedComments.open(&document)
        CopiedFindings.open(&document)
        CopiedThreads.open(&document)
        QuotedBelowAuthors.open(&document)
        ConvertedFolds.open(&document)
        DrawnFrames.open(&document)
        FramedTitles.normalize(&document)
        FencedComments.open(&document)
        QuotedMarkers.blank(&document)
    }
}

/// A part of the document that was looked at and is no finding.
struct SetAside: Sendable {
    enum Reason: Sendable {
        case struck, ticked, checklist, chrome, table, repeated, contents
        case name, reply, nothing, places, unlike

        var text: String {
            switch self {
            case .struck: "struck through"
            case .ticked: "an item that is ticked as done"
            case .checklist: "a checklist of what was done"
            case .chrome: "a line of the tool itself"
            case .table: "a table that holds no remarks"
            case .repeated: "repeats remarks that stand elsewhere"
            case .contents: "a list of contents of the remarks"
            case .name: "an item that only names something"
            case .reply: "an answer of somebody else"
            case .places: "the places of the remarks above"
            case .unlike: "reads unlike a remark, by what it says and stands among"
            case .nothing: "says that there is nothing to remark"
            }
        }
    }

    var span: ByteSpan
    var reason: Reason
}
