import FindingsModel

/// Decides which of a section's subsections are remarks, and which only group them.
struct HeadingSeries {
    let remarkIndices: Set<Int>
    /// The subsections that tests or functions name, whose paragraphs are the remarks.
    let ofTests: Set<Int>

    /// The subsections that are remarks of a kind each, with a list of their places.
    let placed: Set<Int>

    func contains(_ index: Int) -> Bool { remarkIndices.contains(index) }

    init(_ section: Section, context: Remark.Context, scale: SeverityVocabulary.SignScale) {
        var strong: Set<Int> = []
        var weak: Set<Int> = []
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node else { continue }
            switch child.kind {
            case .heading, .label, .fold: break
            case .root, .leadIn: continue
            }
            switch HeadingWeight.of(child, scale: scale) {
            case .strong: strong.insert(index)
            case .weak: weak.insert(index)
            case .group: break
            }
        }
        strong.formUnion(Self.titlesOfPlaces(section, scale: scale).subtracting(weak))
        let isExpected = context.role == .remarks || context.role == .praise
        let joining = section.nodes.indices.filter { index in
            guard !strong.contains(index), !weak.contains(index), case .section(let child) = section.nodes[index] else {
                return false
            }
            return (Self.isTitleAndText(child, scale: scale) || Self.isTitleAndList(child))
                && strong.union(weak).count {
                    if case .section(let other) = section.nodes[$0] { other.kind == child.kind } else { false }
                } >= (isExpected ? 1 : 2)
        }
        if joining.count <= strong.count + weak.count { strong.formUnion(joining) }
        if weak.count + strong.count >= 2 || isExpected { strong.formUnion(weak) }
        strong.formUnion(Self.countedAmong(strong, of: section, scale: scale))
        // "### `testA`" above several remarks: so are the sections beside it, though they hold one.
        let named = section.nodes.indices.filter { index in
            guard case .section(let child) = section.nodes[index], case .heading = child.kind else { return false }
            return NamedTests.names(inTitle: child.title) != nil
                || Self.isNameOfFile(child.title) && child.directBlocks.allSatisfy { !$0.isList && $0.kind != .table }
        }
        let isByTest =
            named.count > 1 && named.count * 2 > section.subsections.count
            && named.contains { index in
                guard case .section(let child) = section.nodes[index] else { return false }
                return Self.holdsSeveral(child)
            }
        let judged = section.nodes.indices.filter { index in
            guard case .section(let child) = section.nodes[index], case .heading = child.kind else { return false }
            return NamedTests.isJudged(child.title) && child.directBlocks.contains { $0.kind == .paragraph }
        }
        ofTests = (isByTest ? Set(named) : []).union(judged.count > 2 ? judged : []).union(Self.topics(section)).union(
            CriteriaSections.indices(in: section))
        let ofKinds = PlaceList.headings(of: section, scale: scale)
        placed = ofKinds
        remarkIndices = strong.union(ofKinds).subtracting(ofTests).subtracting(Self.listsByTest(section))
            .subtracting(Self.weighedTests(section))
    }

    /// Three headings or more that name a test, with its lines or without, and nothing under each but one list, of which two have
    /// several items: the items are the remarks, also where there is only one.
    private static func listsByTest(_ section: Section) -> Set<Int> {
        var lists: Set<Int> = []
        var several = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node, case .heading = child.kind, namesTest(child.title),
                child.subsections.isEmpty, child.directBlocks.count == 1, let list = child.directBlocks.first,
                list.isList, !list.children.isEmpty
            else { continue }
            let texts = list.children.compactMap(\.children.first?.text)
            guard texts.allSatisfy({ FieldLabel($0) == nil && RemarkEvidence($0).words >= 4 }) else { return [] }
            lists.insert(index)
            if texts.count > 1 { several += 1 }
        }
        return lists.count > 2 && several > 1 ? lists : []
    }

    /// Headings that name a test each, where most have lists below them of what is good and what is not: so may the others, with
    /// one list or with code in its place.
    private static func weighedTests(_ section: Section) -> Set<Int> {
        var tests: Set<Int> = []
        var weighed = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node, case .heading = child.kind,
                NamedTests.names(inTitle: child.title) != nil
            else { continue }
            tests.insert(index)
            if SectionContents.weighsBoth(child) { weighed += 1 }
        }
        return weighed * 2 > tests.count ? tests : []
    }

    /// "3. Some checks only ask the double", though a list of several parts stands under it: most of the headings counted with
    /// it are remarks.
    private static func countedAmong(
        _ strong: Set<Int>, of section: Section, scale: SeverityVocabulary.SignScale
    ) -> [Int] {
        let counted = section.nodes.indices.filter { index in
            guard case .section(let child) = section.nodes[index], case .heading = child.kind else { return false }
            return child.title.bytes.first?.isDigit == true && ItemMarker.length(in: child.title, at: 0) > 0
        }
        let told = counted.count(where: strong.contains)
        guard told > 1, told * 2 > counted.count else { return [] }
        return counted.filter { index in
            guard !strong.contains(index), case .section(let child) = section.nodes[index] else { return false }
            return [.neutral, .remarks, .praise].contains(child.role) && child.subsections.isEmpty
                && !child.directBlocks.isEmpty && PhraseKey(child.title.bytes[...]).count > 2
                && !SectionContents.isTableOfSeveral(child.directBlocks)
                && ChapterRating.severity(of: child.title, scale: scale) == nil
                && LineReferenceScanner(child.title).paths.isEmpty
        }
    }

    /// A name of code, and at most its lines: "`testGlaze` (lines 4-9)".
    private static func namesTest(_ title: StyledText) -> Bool {
        guard title.styles.contains(where: { $0.contains(.code) }) else { return false }
        let places = LineReferenceScanner(title).found.map(\.place)
        let bare = title.bytes.indices.filter { index in
            !title.styles[index].contains(.code) && !places.contains { $0.contains(index) }
        }
        return PhraseKey(bare.map { title.bytes[$0] }[...]).count <= 1
    }

    /// Titles above one paragraph each that opens with its place, "### Waiting for the tide" and below it "Lines 48-52: four
    /// seconds of sleep …", where no heading beside them holds several.
    private static func titlesOfPlaces(_ section: Section, scale: SeverityVocabulary.SignScale) -> Set<Int> {
        var titles: Set<Int> = []
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node, case .heading = child.kind else { continue }
            let paragraphs = child.directBlocks.filter { if case .paragraph = $0.kind { true } else { false } }
            let placed = paragraphs.count { LocationLabel.isAtStart(of: $0.text.trimmed()) }
            if placed > 1 || placed == 1 && child.directBlocks.contains(where: \.isList) { return [] }
            guard placed == 1, paragraphs.count == 1, child.role == .neutral, child.subsections.isEmpty,
                PhraseKey(child.title.bytes[...]).count > 1, NamedTests.names(inTitle: child.title) == nil,
                ChapterRating.severity(of: child.title, scale: scale) == nil,
                LineReferenceScanner(child.title).paths.isEmpty, SplitParagraph(paragraphs[0].text) == nil
            else { continue }
            titles.insert(index)
        }
        return titles.count > 1 ? titles : []
    }

    /// A few words and a paragraph that finds fault, beside others that are remarks: "Silent stub", "File system".
    private static func isTitleAndText(_ section: Section, scale: SeverityVocabulary.SignScale) -> Bool {
        switch section.kind {
        case .heading, .fold: break
        default: return false
        }
        let blocks = section.directBlocks
        let paragraphs = blocks.filter { if case .paragraph = $0.kind { true } else { false } }
        guard section.role == .neutral, section.subsections.isEmpty, (1...2).contains(paragraphs.count),
            blocks.allSatisfy({ $0.kind == .paragraph || $0.isCode || $0.kind == .rule }),
            (1...12).contains(PhraseKey(section.title.bytes[...]).count),
            NamedTests.names(inTitle: section.title) == nil,
            ChapterRating.severity(of: section.title, scale: scale) == nil,
            LineReferenceScanner(section.title).paths.isEmpty, FieldLabel(paragraphs[0].text) == nil,
            !LocationLabel.isAtStart(of: paragraphs[0].text), !VerdictReader.isVerdict(paragraphs[0].text),
            SplitParagraph(paragraphs[0].text) == nil,
            !ChatFraming.isIntroduction(PhraseKey(paragraphs[0].text.bytes[...]))
        else { return false }
        let evidence = RemarkEvidence(paragraphs[0].text)
        return evidence.hasFault && evidence.isRemark && paragraphs.count { RemarkEvidence($0.text).isRemark } == 1
            && SectionContents.crowd(blocks, scale: scale) < 2
    }

    /// "3. Missing checks of the input" above one list: the title finds the fault, and the list goes into it.
    private static func isTitleAndList(_ section: Section) -> Bool {
        guard case .heading = section.kind, section.role == .neutral || section.role == .remarks,
            section.subsections.isEmpty, section.directBlocks.count == 1, section.directBlocks[0].isList,
            ItemMarker.length(in: section.title, at: 0) > 0
        else { return false }
        let evidence = RemarkEvidence(section.title)
        let items = section.directBlocks[0].children.compactMap(\.children.first?.text)
        // What names a place or code of its own is a remark of its own, and so is each case that is missing.
        return evidence.hasFault && evidence.words > 2 && LineReferenceScanner(section.title).paths.isEmpty
            && !PhraseKey(section.title.bytes[...]).contains(anyOf: cases)
            && items.allSatisfy { $0.codeStarts.first != 0 && LineReferenceScanner($0).found.isEmpty }
    }
    private static let cases = PhraseSet(VocabularyTable.headings["case"])

    /// "Runtime", "Clock arithmetic": topics of a few words, of which two at least hold several paragraphs that each speak
    /// of a place or name of their own.
    private static func topics(_ section: Section) -> Set<Int> {
        var topics: Set<Int> = []
        var hasWord = false
        var several = 0
        var named = 0
        for (index, node) in section.nodes.enumerated() {
            guard case .section(let child) = node else { continue }
            guard case .heading = child.kind, child.role == .neutral || child.role == .remarks else { continue }
            let blocks = child.directBlocks
            let isPlain = blocks.allSatisfy { block in
                switch block.kind {
                case .paragraph:
                    FieldLabel(block.text) == nil && !LocationLabel.isAtStart(of: block.text)
                        && block.text.styles.first?.contains(.strong) != true
                case .code: true
                default: false
                }
            }
            let count = PhraseKey(child.title.bytes[...]).count
            if SeverityVocabulary.severity(of: child.title.flat) != nil { return [] }
            let isChapter = isNamedChapter(child.title)
            guard child.subsections.isEmpty, !blocks.isEmpty, isPlain, count <= 5 || isChapter,
                child.title.bytes.first?.isDigit != true, LineReferenceScanner(child.title).found.isEmpty
            else { return [] }
            topics.insert(index)
            hasWord = hasWord || count == 1 || isChapter
            if isChapter { named += 1 }
            if holdsAnchored(blocks) { several += 1 }
        }
        if named > 1, named == topics.count, several > 0 { return topics }
        return topics.count >= 3 && hasWord && several > 1 ? topics : []
    }

    /// "Theme A. Tests that cannot fail", "Part 2: the clock".
    private static func isNamedChapter(_ title: StyledText) -> Bool {
        let key = PhraseKey(title.bytes.prefix(40), keepDigits: true)
        guard key.count > 1, chapters.opens(key) else { return false }
        let number = key.words[1]
        return number.utf8.count == 1 || number.utf8.allSatisfy(\.isDigit)
            || number.utf8.allSatisfy { $0.isOne(of: "ivx") }
    }
    private static let chapters = PhraseSet(VocabularyTable.headings["chapter"])

    /// Two paragraphs find fault, each with a place or a name in its first words that the one before it does not have.
    private static func holdsAnchored(_ blocks: [Block]) -> Bool {
        var seen: Set<String> = []
        var count = 0
        for block in blocks {
            guard case .paragraph = block.kind else { continue }
            let head = block.text.slice(0..<min(block.text.count, 100))
            var scanner = SymbolScanner()
            scanner.scan(head)
            let anchors = Set(scanner.symbols + LineReferenceScanner(head).found.map(\.range.description))
            let evidence = RemarkEvidence(block.text)
            if evidence.isRemark, !anchors.isEmpty, anchors.isDisjoint(with: seen) { count += 1 }
            seen.formUnion(anchors)
        }
        return count > 1
    }

    /// A path and signs, "bell_test.cpp ✅", and no words.
    private static func isNameOfFile(_ title: StyledText) -> Bool {
        let scanner = LineReferenceScanner(title)
        guard let path = scanner.paths.first, scanner.paths.count == 1, scanner.found.isEmpty else { return false }
        return !zip(title.bytes.indices, title.bytes).contains { !path.place.contains($0) && $1.isWord && !$1.isWide }
    }

    /// Two paragraphs or items that each find fault by themselves.
    private static func holdsSeveral(_ section: Section) -> Bool {
        var count = 0
        for block in section.directBlocks {
            switch block.kind {
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                // "Recommendation: …" goes on with the remark above it.
                let isPart = FieldLabel(block.text).map { $0.kind != .other } ?? false
                if evidence.isRemark, count == 0 || !isPart && ParagraphParts.turns(block.text, evidence) { count += 1 }
            case .list(let isOrdered):
                count += block.children.count > 1 && (isOrdered || section.directBlocks.count == 1) ? 2 : 0
            default: break
            }
        }
        return count > 1
    }

}

extension String {
    var trimmingSpaces: String {
        var out = self[...]
        while out.first == " " { out.removeFirst() }
        while out.last == " " { out.removeLast() }
        return String(out)
    }
}
