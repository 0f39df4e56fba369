import FindingsModel

/// How much a heading looks like the title of one remark.
enum HeadingWeight {
    /// A remark by itself: numbered, placed, rated, or with named parts under it.
    case strong
    /// A remark where others beside it are, too.
    case weak
    /// A chapter; what stands under it is read by itself.
    case group

    /// A paragraph that opens in bold with a code and goes on with words: "**F1: …**", "**SEC-2. …**".
    static func opensWithCode(_ block: Block) -> Bool {
        guard block.kind == .paragraph, block.text.styles.first?.contains(.strong) == true else { return false }
        return hasCode(block.text.slice(0..<block.text.runEnd(from: 0, .strong)))
    }

    /// The title opens with a letter and a number that name it, and has words of its own.
    private static func hasCode(_ title: StyledText) -> Bool {
        guard title.bytes.first?.isUpper == true, title.bytes.prefix(8).contains(where: \.isDigit),
            let end = RemarkLead(title, scale: SeverityVocabulary.SignScale([])).identifier(at: 0)
        else { return false }
        return PhraseKey(title.bytes[end...]).count > 2
    }

    static func of(_ section: Section, scale: SeverityVocabulary.SignScale) -> HeadingWeight {
        let title = section.title
        guard !title.isBlank else { return .group }
        if case .label = section.kind { return .group }
        if case .fold = section.kind {
            return ofFold(section)
        }
        if ChapterRating.severity(of: title, scale: scale) != nil || SectionLayout.isKindSeries(section) {
            return .group
        }
        // "## Build status" above nothing but what is ticked.
        if SectionContents.isTicked(section.directBlocks) { return .group }
        if ChapterRating.opening(of: title, scale: scale) != nil,
            SectionContents.isListOfRemarks(section)
                || section.nodes.count == 1 && SectionContents.isTableOfSeveral(section.directBlocks)
        {
            return .group
        }
        // The title of the whole review, whatever its first chapter opens with.
        if section.kind == .heading(level: 1), SectionRole.isTitleOfReview(title.flat),
            section.nodes.count(where: {
                if case .section(let child) = $0, case .heading = child.kind { true } else { false }
            })
                > 1
        {
            return .group
        }
        if section.kind == .heading(level: 1), SectionRole.isTitleOfReview(title.flat),
            let first = section.directBlocks.first, first.kind == .paragraph,
            ReportHead.isAll(of: first.text.trimmed())
        {
            return .group
        }
        let lead = RemarkLead(title, scale: scale)
        if lead.severity == nil, SectionContents.isFigureTable(section) { return .group }
        // "三、遗漏的场景" above two items or more: each is a case that is missing.
        if lead.severity == nil, section.directBlocks.count == 1, section.directBlocks[0].isList,
            section.directBlocks[0].children.count > 1, SectionRole.listsWhatIsUntested(title.flat)
        {
            return .group
        }
        // "2. The valve" above "Not tested:" and a list; where the title finds the fault, the list tells of that one.
        if !isRated(title, lead), SectionContents.listsUntested(section),
            !LineReferenceScanner(title).paths.isEmpty || !RemarkEvidence(title).hasFault
        {
            return .group
        }
        // "B-1. The focus trap never arms": what has a code and finds the fault is one, with a list of its places below it.
        if hasCode(title), RemarkEvidence(title).hasFault,
            section.role != .aside, section.subsections.isEmpty,
            section.directBlocks.count(where: \.isList) == 1,
            section.directBlocks.allSatisfy({ $0.isList || $0.isCode })
        {
            return .strong
        }
        // "1. Error handling — MINOR" above "**F1: The zone is the reader's.** …": what has the code is the remark.
        if PhraseKey(title.bytes[...]).count <= 5, section.subsections.isEmpty,
            section.directBlocks.first.map(opensWithCode) == true
        {
            return .group
        }
        let before = title.slice(0..<lead.start)
        let isNumbered = before.bytes.contains(where: \.isDigit) || ItemMarker.length(in: title, at: 0) > 0
        if !isNumbered, lead.severity == nil, SectionContents.crowd(section.directBlocks, scale: scale) > 2,
            !LineReferenceScanner(title).found.contains(where: { $0.certainty == .firm })
        {
            return .group
        }
        if lead.severity == nil, SectionContents.isTableOfSeveral(section.directBlocks),
            !isNumbered || section.nodes.count == 1
        {
            return .group
        }
        // "[UX-014] The dock closes twice": what has a name in brackets is one, whatever stands below it.
        if title.bytes.first == UInt8(ascii: "["), RemarkLead.identifierLength(in: title) > 0,
            PhraseKey(title.bytes[...]).count > 2, section.role != .aside,
            !section.subsections.contains(where: { RemarkLead.identifierLength(in: $0.title) > 0 })
        {
            return .strong
        }
        // "[Major] Finding 3: The clock is never restored": so is what counts the findings, each with its title.
        if SectionRole.namesOneRemark(title.flat), section.role != .aside,
            !section.subsections.contains(where: { SectionRole.namesOneRemark($0.title.flat) })
        {
            return .strong
        }
        // "**High severity**" below it, and nothing else on that line: it is a remark, whatever its words are.
        if SectionContents.isRatedBelow(section.directBlocks) { return .strong }
        // So is the name of a file above places that each head a comment, and any title above places that are quoted.
        if SectionContents.hasOwnPlaceLine(section, scale: scale), PhraseKey(title.bytes[...]).count > 1,
            !namesFile(title)
        {
            return .strong
        }
        let own = SectionContents.headedPlaces(section.directBlocks)
        if !isNumbered, own.quoted > 1 || own.opens && own.all > 1 || own.all > 0 && namesFile(title) { return .group }
        // "### The cache" above "**M-3 `get()` …**" is a topic, though it holds one remark.
        if !isNumbered, section.subsections.isEmpty,
            section.directBlocks.contains(where: { block in
                guard block.kind == .paragraph, block.text.styles.first?.contains(.strong) == true else { return false }
                return RemarkLead(block.text, scale: scale).dashedCode(at: 0) != nil
            })
        {
            return .group
        }
        // Titles in bold with fields under each are remarks of their own, whatever stands above them.
        if !isNumbered, SectionContents.hasTitledParagraphs(section.directBlocks) { return .group }
        if SectionContents.hasTitledRecords(section.directBlocks)
            || SectionContents.advisesSeveral(section.directBlocks)
        {
            return .group
        }
        // "2. Names" above "**1. …**", though it is the only one.
        if lead.severity == nil, PhraseKey(title.bytes[...]).count <= 4,
            section.directBlocks.first.map(SectionContents.isNumberedInBold) == true
        {
            return .group
        }
        // Two places or more, each alone above a comment.
        if !isNumbered, SectionContents.hasPlacesAlone(section.directBlocks) { return .group }
        let scanner = LineReferenceScanner(title)
        let isPlaced = scanner.found.contains { $0.certainty == .firm }
        let items = section.directBlocks.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
        let remarkItems = items.filter { SectionContents.isRemarkLike($0, scale: scale) }.count
        var fields = SectionContents.fieldCount(section)
        // One remark is rated once: what holds several ratings is a chapter of them.
        if SectionContents.ratingCount(section) > 1 { fields = 0 }
        // "Summary: …" above a list of remarks is no part of one.
        if fields == 1, remarkItems > 1 { fields = 0 }
        // Nor is "Risk: high", below a file's name and above a list of what is wrong in it.
        if fields == 1, namesFile(title), items.lazy.filter({ RemarkEvidence($0).hasFault }).count > 1 { fields = 0 }
        // Nor is "File: a.rb" above headings of their own.
        let chapters = section.subsections.lazy.filter { $0.role != .field && $0.role != .aside }.count
        if fields == 1, !isNumbered, chapters > 1 { fields = 0 }
        // "Recommendation" closes a review of several chapters as well as a remark.
        let hasFieldSections =
            section.subsections.contains { $0.role == .field && !holdsTitles($0) } && (isNumbered || chapters < 2)
        switch section.role {
        case .remarks where isKindAndTitle(title): break
        case .aside where SectionContents.hasProblemAndAdvice(section): break
        case .aside, .verdict, .advice: return fields > 1 && isNumbered ? .strong : .group
        case .praise where !isPlaced, .remarks where !isPlaced:
            if fields == 0 || !isNumbered { return fields > 1 ? .strong : .group }
        case .praise, .remarks: break
        case .field, .neutral: break
        }
        if lead.severity == nil, !isPlaced,
            SectionContents.weighsBoth(section) || CountedLeads.countProblems(section.directBlocks)
        {
            return .group
        }
        // A file or a test, and under it a list of what is good in it or of what is not.
        if namesFile(title) || NamedTests.names(inTitle: title) != nil
            || lead.severity == nil && !scanner.paths.isEmpty && !RemarkEvidence(title).hasFault,
            SectionContents.hasListsOfRemarks(section)
        {
            return .group
        }
        if namesFile(title) || NamedTests.names(inTitle: title) != nil,
            section.directBlocks.contains(where: {
                $0.kind == .paragraph && RemarkLead.opensWithAlarm($0.text.trimmed(), scale: scale)
            })
        {
            return .group
        }
        if namesFile(title), SectionContents.hasFieldsOfSeveral(section.directBlocks) { return .group }
        if fields > 0 || hasFieldSections { return .strong }
        if namesFile(title) { return .group }
        let blocks = section.directBlocks
        let words = blocks.reduce(0) { sum, block in
            if case .paragraph = block.kind {
                sum + PhraseKey(block.text.bytes.prefix(400)).count
            } else {
                sum
            }
        }
        let hasGroups = section.subsections.contains { child in
            if case .heading = child.kind { return of(child, scale: scale) != .group || child.role == .neutral }
            return false
        }
        // "The `enter` function in line 12" says where, and nothing of what is wrong there.
        let telling = items.lazy.map { RemarkEvidence($0) }.filter {
            $0.hasFault || $0.hasAdvice || $0.hasPraise || $0.words > 9
        }.count
        let hasThemes = remarkItems >= 1 && remarkItems * 2 >= items.count && words < 25 && telling > 0
        let isMarked = isNumbered || isPlaced || isRated(title, lead)
        // "2. Coverage gaps" above nothing but items that each find fault.
        if fields == 0, !isPlaced, lead.severity == nil, PhraseKey(title.bytes[...]).count <= 3, items.count > 1,
            section.subsections.isEmpty, blocks.allSatisfy(\.isList),
            items.allSatisfy({ RemarkEvidence($0).isRemark && FieldLabel($0) == nil })
        {
            return .group
        }
        // What stands under it falls into remarks of its own, whatever the heading looks like.
        if SectionContents.hasSeries(blocks, scale: scale) { return .group }
        if isMarked {
            return hasGroups || hasThemes || !isNumbered && SectionContents.hasNumberedParagraphs(blocks)
                ? .group : .strong
        }
        if hasGroups || hasThemes || words < 6 { return .group }
        if PhraseKey(title.bytes[...]).count < 2, !title.styles.contains(where: { $0.contains(.code) }) {
            return .group
        }
        // Sub-remarks that places or bold titles mark are found one by one.
        let marked = blocks.filter { block in
            if case .paragraph = block.kind { return LocationLabel.isAtStart(of: block.text) }
            return false
        }.count
        if marked == 1, let place = blocks.firstIndex(where: SectionContents.isPlace),
            blocks.count > 1 || blocks[0].text.lines.count > 1
        {
            // The one place that the heading's remark is at, above its text or below it.
            return place == 0 || blocks[..<place].allSatisfy({ !LocationLabel.isAtStart(of: $0.text) }) ? .weak : .group
        }
        return marked > 0 || SectionContents.hasBoldParagraphs(blocks) ? .group : .weak
    }

    /// "## Suggestions" above headings that are counted is a chapter.
    private static func holdsTitles(_ section: Section) -> Bool {
        section.subsections.count { child in
            if case .heading = child.kind { ItemMarker.length(in: child.title, at: 0) > 0 } else { false }
        } > 1
    }

    /// A path and hardly more; also a test's file with an arrow to what it tests.
    private static func namesFile(_ title: StyledText) -> Bool {
        let scanner = LineReferenceScanner(title)
        guard let path = scanner.paths.first, scanner.found.isEmpty else { return false }
        if title.count < path.path.utf8.count + 24 { return true }
        // "src/a.ts (`a.test.ts`)"
        var rest = title.bytes
        for place in scanner.paths.map(\.place) { for index in place { rest[index] = .space } }
        if PhraseKey(rest[...]).isEmpty { return true }
        var next = path.place.upperBound
        while next < title.count, title.bytes[next] == .space || title.bytes[next] == UInt8(ascii: "`") { next += 1 }
        return path.place.lowerBound <= 2
            && (title.bytes.has("→", at: next) || title.bytes.has("->", at: next) || title.bytes.has("=>", at: next))
    }

    /// A fold is a remark where its summary names lines, or what it hides is one paragraph or two on a place.
    private static func ofFold(_ section: Section) -> HeadingWeight {
        let title = section.title
        // A fold is a remark where its summary links to the lines (pr-agent's "key issues").
        if title.links.contains(where: { BlobAnchor($0.destination) != nil }) { return .strong }
        let scanner = LineReferenceScanner(title)
        let isCount =
            title.bytes.last == UInt8(ascii: ")") && scanner.found.count == 1 && scanner.found[0].range.first < 100
            && scanner.found[0].range.first == scanner.found[0].range.last
            && (title.bytes.lastIndex(of: UInt8(ascii: "(")).map {
                title.bytes[($0 + 1)...].dropLast().allSatisfy(\.isDigit)
            } ?? false)
        guard section.role == .neutral || section.role != .aside && isKindAndTitle(title), !isCount else {
            return .group
        }
        if scanner.found.contains(where: { $0.certainty == .firm }) { return .strong }
        let blocks = section.directBlocks
        // The row that holds the fold rates it.
        if section.role == .neutral, let first = blocks.first, let field = FieldLabel(first.text),
            field.kind == .severity, blocks.count > 1, PhraseKey(title.bytes[...]).count > 1
        {
            return .strong
        }
        // Named parts, and what a bot says of its own remark, are of the one remark.
        let isWhole = section.subsections.allSatisfy {
            $0.role == .field || $0.role == .aside || SectionContents.isFigure($0.title)
        }
        if SectionContents.isTitleOfOne(title, above: blocks), isWhole { return .weak }
        guard scanner.paths.isEmpty, PhraseKey(title.bytes[...]).count >= 2, isWhole else { return .group }
        let isNumbered = ItemMarker.length(in: title.trimmed(), at: 0) > 0
        if section.subsections.contains(where: { $0.role == .field }) { return isNumbered ? .strong : .weak }
        // A fold whose body says where: "1. Retry hides the failure", its text, its place.
        guard let first = blocks.first, blocks.contains(where: SectionContents.hasPlaceLine),
            blocks.count > 1 || first.text.lines.count > 1
        else { return .group }
        return isNumbered ? .strong : .weak
    }

    /// A rating stands before the title or behind it: "[High] Sleeps", "Sleeps [MAJOR]".
    static func isRated(_ title: StyledText, _ lead: RemarkLead) -> Bool {
        if lead.severity != nil { return lead.start < title.count }
        var words = title.flat
        return FindingBuilder.trailingSeverity(&words) != nil && PhraseKey(words).count > 0
    }

    /// "Bug: the handler is registered twice": a kind of remark, and what this one says.
    static func isKindAndTitle(_ title: StyledText) -> Bool {
        guard let colon = title.bytes.firstIndex(of: UInt8(ascii: ":")) ?? title.bytes.firstWideColon,
            PhraseKey(title.bytes[..<colon]).count <= 2
        else { return false }
        return PhraseKey(title.bytes[colon...]).count > 2
    }
}
