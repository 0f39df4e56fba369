import FindingsModel

/// What is seen of one remark, for the clues of it and of its group.
struct GroupSight {
    let group: Int
    let layout: Remark.Layout
    let role: SectionRole
    let headings: [String]
    let isRatedItself: Bool
    let isRated: Bool
    /// A sign before it says that something is wrong.
    let isSigned: Bool
    /// A code names it: "[N-01]".
    let isCoded: Bool
    let isPlaced: Bool
    let hasSuggestion: Bool
    let hasLabels: Bool
    let hasBody: Bool
    let isStrong: Bool
    let isShort: Bool
    let hasFault: Bool
    let hasAdvice: Bool
    let hasPraise: Bool
    let hasCode: Bool
    /// What is seen of it alone.
    private(set) var clues: [GroupClue] = []

    var isTelling: Bool { hasFault || hasAdvice || hasPraise }

    /// How much there is that only remarks have.
    var marks: Double {
        (isRatedItself ? 2 : 0) + (isPlaced ? 1 : 0) + (hasSuggestion ? 1 : 0) + (hasLabels ? 1 : 0)
            + (hasFault || hasAdvice ? 0.5 : 0)
    }

    /// - Parameter language: that of the document, as ISO 639-1 has it; `nil` where it is not known.
    init(_ draft: FindingBuilder.Draft, language: String?) {
        let remark = draft.remark
        let finding = draft.finding
        let title = RemarkEvidence(StyledText(finding.title))
        let whole = finding.body.isEmpty ? title : RemarkEvidence(StyledText(finding.title + "\n" + finding.body))
        let around = Set(remark.context.located.map(\.range))
        group = remark.group
        layout = remark.layout
        role = remark.context.role
        headings = remark.context.headings
        isRated = finding.severityBasis == .stated
        isRatedItself = isRated && !draft.isRatedAround
        let opening = remark.lead.slice(0..<min(remark.lead.count, 8)).flat
        isSigned = RemarkLead.alarms.contains(where: opening.hasPrefix)
        isCoded = RemarkLead.identifierLength(in: remark.lead) > 0
        isPlaced =
            draft.found.contains { $0.certainty == .firm && !around.contains($0.range) } || !draft.positional.isEmpty
        hasSuggestion = finding.suggestion != nil
        hasLabels = !remark.labels.isEmpty
        hasBody = finding.body.utf8.count > 30
        isStrong = remark.lead.styles.first?.contains(.strong) ?? false
        isShort = title.words < 6 && finding.body.utf8.count < 20
        hasFault = whole.hasFault
        hasAdvice = whole.hasAdvice
        hasPraise = whole.hasPraise
        hasCode = whole.hasCode
        seeLayout(of: draft)
        seeWords(of: draft, title: title, whole: whole)
        // The fewer words of a language are known, the less it tells that none of them was found.
        if !isTelling {
            let isWide = PhraseKey(finding.title).isWide
            clues.append(GroupClue(kind: .saysNothing, level: isWide ? 2 : language == "en" ? 0 : 1))
        }
        seeHeading()
    }

    private mutating func see(_ kind: GroupClue.Kind, _ isSo: Bool = true) {
        if isSo { clues.append(GroupClue(kind: kind)) }
    }

    private mutating func seeLayout(of draft: FindingBuilder.Draft) {
        let remark = draft.remark
        clues.append(GroupClue(kind: .layout, level: Self.level(of: layout)))
        clues.append(GroupClue(kind: .role, level: Self.level(of: role)))
        see(.isRepeat, remark.context.isRepeat)
        see(.isOfTest, remark.context.isOfTest)
        see(.isUnheaded, headings.isEmpty)
        clues.append(GroupClue(kind: .rating, level: isRatedItself ? 2 : isRated ? 1 : 0))
        see(.leaning, draft.leaning != nil)
        see(.obliged, remark.context.isObliged)
        see(.ratedChapter, remark.context.severityWord != nil)
        see(.placed, isPlaced)
        see(.loose, !isPlaced && draft.found.contains { $0.certainty != .firm })
        see(.inherited, !remark.context.located.isEmpty)
        see(.path, draft.finding.path != nil)
        see(.labels, hasLabels)
        see(.suggestion, hasSuggestion)
        see(.identifier, remark.identifier != nil)
        see(.number, remark.number != nil)
        see(.ticked, remark.isTicked)
        see(.settled, draft.isSettled)
        see(.symbols, !draft.finding.symbols.isEmpty)
        see(.running, draft.isRunningText)
        see(.strong, isStrong)
        clues.append(.of(.blocks, Double(remark.blocks.count), [0, 1, 3]))
    }

    private mutating func seeWords(of draft: FindingBuilder.Draft, title: RemarkEvidence, whole: RemarkEvidence) {
        see(.fault, hasFault)
        see(.advice, hasAdvice)
        see(.praise, hasPraise)
        see(.code, hasCode)
        see(.titleFault, title.hasFault)
        see(.titleAdvice, title.hasAdvice)
        see(.titlePraise, title.hasPraise)
        see(.titleCode, title.hasCode)
        let words = draft.finding.title.utf8
        see(.opensLower, words.first?.isLower == true)
        see(.opensDigit, words.first?.isDigit == true)
        see(.asks, words.last == UInt8(ascii: "?"))
        see(.findsNothing, VerdictReader.findsNothing(draft.remark.lead))
        see(.isVerdict, VerdictReader.isVerdict(draft.remark.lead))
        see(.isClear, Clearance.says(draft.finding.title))
        clues.append(.of(.titleWords, Double(title.words), [1, 2, 4, 7, 12, 20]))
        clues.append(.of(.words, Double(whole.words), [3, 6, 10, 18, 30, 60]))
        clues.append(.of(.body, Double(draft.finding.body.utf8.count), [0, 30, 80, 200, 600]))
        let digits = words.count(where: \.isDigit)
        let letters = draft.finding.title.unicodeScalars.count(where: \.properties.isAlphabetic)
        clues.append(.of(.digits, Double(digits) / Double(max(1, digits + letters)), [0, 0.05, 0.15, 0.3]))
    }

    private mutating func seeHeading() {
        guard let heading = headings.last else { return }
        let evidence = RemarkEvidence(StyledText(heading))
        clues.append(GroupClue(kind: .headingRole, level: Self.level(of: SectionRole(heading: heading))))
        see(.headingName, SectionRole.isName(heading))
        see(.headingGap, SectionRole.isOfGaps(heading) || SectionRole.listsWhatIsUntested(heading))
        see(.headingFault, evidence.hasFault)
        see(.headingAdvice, evidence.hasAdvice)
        see(.headingPraise, evidence.hasPraise)
        clues.append(.of(.headingWords, Double(evidence.words), [1, 2, 4, 7]))
        clues.append(.of(.headingDepth, Double(headings.count), [1, 2]))
    }

    private static func level(of layout: Remark.Layout) -> Int {
        switch layout {
        case .heading: 0
        case .item: 1
        case .row: 2
        case .location, .terse: 3
        case .labelled: 4
        case .boldLead: 5
        case .paragraph: 6
        case .sentence: 7
        }
    }

    private static func level(of role: SectionRole) -> Int {
        switch role {
        case .neutral: 0
        case .remarks: 1
        case .praise: 2
        case .advice: 3
        case .verdict: 4
        case .field: 5
        case .aside: 6
        }
    }
}
