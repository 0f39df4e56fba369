import FindingsModel

/// Lists: items that are remarks, items that head them, and lists that hold none.
extension RemarkFinder {
    mutating func addList(_ list: Block, _ context: Remark.Context, depth: Int = 0) {
        if context.role != .praise, isChecklist(list) { return skip(list, .checklist) }
        if remarks.isEmpty, context.role == .neutral, ReportHead.isAll(of: list) { return skip(list, .chrome) }
        if SectionContents.hasFieldsOfSeveral([list]) {
            // "- Problems:" above the remarks, beside what is tested and what to do.
            for item in list.children {
                let name = item.children.first?.text.trimmed() ?? StyledText()
                if SectionContents.isFieldOfSeveral(item) {
                    addList(item.children[1], context, depth: depth + 1)
                } else if item.children.count == 2, item.children[1].isList,
                    SectionRole(heading: name.flat.trimmingColon) == .praise
                {
                    addList(item.children[1], themed(name, context), depth: depth + 1)
                } else {
                    skip(item, .repeated)
                }
            }
            return
        }
        group += 1
        let series = group
        var number: Int?
        let themes = list.children.count(where: isThemeItem)
        let areThemes = themes > 1 && themes * 2 > list.children.count
        let areAlike = areThemesAlike(list)
        let areWhole = areFilesWhole(list, context)
        for item in list.children {
            if case .item(let first?, _) = item.kind { number = first } else { number = number.map { $0 + 1 } }
            addItem(
                item, number: number, context, group: series, depth: depth, isAmongThemes: areThemes,
                isTheme: areAlike, isWhole: areWhole && Self.fileAndItems(item) != nil)
        }
    }

    /// Three items or more are a file each with what is said of it below, and most of these are one remark each: so are the
    /// others, however much is said of them.
    private func areFilesWhole(_ list: Block, _ context: Remark.Context) -> Bool {
        let files = list.children.prefix(200).compactMap(Self.fileAndItems)
        guard files.count > 2 else { return false }
        return files.count { isTheme($0.lead, items: $0.items) && !isTitle($0.lead, under: context) } * 2 < files.count
    }

    /// An item that opens with the name of a file, and nothing but a list under it.
    private static func fileAndItems(_ item: Block) -> (lead: StyledText, items: [StyledText])? {
        guard let (lead, items) = leadAndItems(item), let path = LineReferenceScanner(lead).paths.first,
            path.place.lowerBound < 4
        else { return nil }
        return (lead, items)
    }

    /// A task list of what was done for the review: some of it is ticked, and the rest points at nothing.
    func isChecklist(_ list: Block) -> Bool {
        var hasTicked = false
        for item in list.children {
            guard case .item(_, let isDone) = item.kind, let isDone else { return false }
            if isDone {
                if Self.isTold(item) { return false }
                hasTicked = true
            } else if let text = item.children.first?.text,
                item.children.count > 1 || PhraseKey(text.bytes[...]).count > 8
                    || LineReferenceScanner(text).found.contains(where: { $0.certainty != .bare })
            {
                return false
            }
        }
        return hasTicked
    }

    /// A ticked item that goes into what was wrong below its title.
    private static func isTold(_ item: Block) -> Bool {
        guard let title = item.children.first?.text, title.styles.first?.contains(.strong) == true else { return false }
        let words = item.children.dropFirst().filter { $0.kind == .paragraph }.map(\.text)
        let lines = title.lines.count > 1 ? [title.slice(title.lines[1].lowerBound..<title.count)] : []
        return (words + lines).contains { RemarkEvidence($0).isRemark && RemarkEvidence($0).words > 6 }
    }

    /// "Coverage" above "Messages" and "Connection", each a few words above a list of its own that says more.
    private static func isThemeOfThemes(_ item: Block) -> Bool {
        guard let (lead, items) = leadAndItems(item), isShortName(lead), items.allSatisfy(isShortName) else {
            return false
        }
        let themes = item.children.filter(\.isList).flatMap(\.children)
        return themes.count > 1
            && themes.allSatisfy { theme in
                leadAndItems(theme).map { $0.items.allSatisfy { PhraseKey($0.bytes[...]).count > 3 } } ?? false
            }
    }

    private static func isShortName(_ text: StyledText) -> Bool {
        (1...3).contains(PhraseKey(text.bytes[...]).count) && text.bytes.last?.isOne(of: ".!?") == false
            && !text.styles.contains { $0.contains(.code) } && LineReferenceScanner(text).found.isEmpty
    }

    /// "The test `opensTwice` (lines 52-80)" above two points at least, each at lines of its own within these.
    private static func isPlacedTest(_ lead: StyledText, items: [StyledText]) -> Bool {
        let found = LineReferenceScanner(lead).found
        guard found.count == 1, let range = found.first?.range, range.first < range.last, items.count > 1,
            lead.styles.contains(where: { $0.contains(.code) })
        else { return false }
        let bare = lead.bytes.indices.filter { index in
            !lead.styles[index].contains(.code) && !found[0].place.contains(index)
        }
        guard PhraseKey(bare.map { lead.bytes[$0] }[...]).count <= 3 else { return false }
        return items.allSatisfy { item in
            let places = LineReferenceScanner(item).found.map(\.range)
            return !places.isEmpty && places.allSatisfy { range.first <= $0.first && $0.last <= range.last }
                && FieldLabel(item) == nil && RemarkEvidence(item).words > 3
        }
    }

    /// Each item is a name of a few words above a list of its own that says something, and two at least are certainly themes:
    /// then so are the others, "Speed" above one remark as "Names" above three.
    private func areThemesAlike(_ list: Block) -> Bool {
        guard (3...60).contains(list.children.count) else { return false }
        var certain = 0
        for item in list.children {
            guard let (lead, items) = Self.leadAndItems(item), (1...3).contains(PhraseKey(lead.bytes[...]).count),
                lead.bytes.last.map({ !$0.isOne(of: ".!?") }) == true,
                !lead.styles.contains(where: { $0.contains(.code) }),
                LineReferenceScanner(lead).found.isEmpty,
                items.allSatisfy({ PhraseKey($0.bytes[...]).count > 3 && FieldLabel($0) == nil && !isOnlyPlace($0) })
            else { return false }
            if items.count > 1, isTheme(lead, items: items) { certain += 1 }
        }
        return certain > 1
    }

    /// A few words in bold, and under them remarks of their own.
    private func isThemeItem(_ item: Block) -> Bool {
        guard let (lead, items) = Self.leadAndItems(item), isAllStrong(lead) else { return false }
        return isTheme(lead, items: items)
    }

    /// What would be a theme with its items: a paragraph, and nothing but a list under it.
    private static func leadAndItems(_ item: Block) -> (lead: StyledText, items: [StyledText])? {
        guard item.children.count == 2, let first = item.children.first, case .paragraph = first.kind,
            item.children[1].isList
        else { return nil }
        return (first.text.trimmed(), item.children[1].children.compactMap(\.children.first?.text))
    }

    /// The item looks as the themes beside it do, and its items are neither places nor named parts.
    private func resemblesTheme(_ item: Block) -> Bool {
        guard let (lead, items) = Self.leadAndItems(item), items.count > 1, isAllStrong(lead),
            PhraseKey(lead.bytes[...]).count <= 6
        else { return false }
        return !PlaceList.onlyTells(items, isStated: false)
            && items.allSatisfy { RemarkEvidence($0).words >= 3 && FieldLabel($0) == nil && !isOnlyPlace($0) }
    }

    /// - Parameters:
    ///   - number: of an ordered list's item.
    ///   - isAmongThemes: most of the list's items head remarks of their own.
    ///   - isCertain: all of them do.
    ///   - isWhole: the item is one remark, with all that stands under it.
    mutating func addItem(
        _ item: Block, number: Int?, _ context: Remark.Context, group: Int, depth: Int, isAmongThemes: Bool = false,
        isTheme isCertain: Bool = false, isWhole: Bool = false
    ) {
        // Under "What to keep" a tick is the reviewer's praise.
        var isTicked = false
        if case .item(_, true) = item.kind, context.role != .praise {
            guard Self.isTold(item) else { return skip(item, .ticked) }
            isTicked = true
        }
        guard let first = item.children.first else { return }
        guard case .paragraph = first.kind else {
            // An item that opens with a list or code: "- 1. …".
            for child in item.children where child.isList { addList(child, context, depth: depth + 1) }
            return
        }
        let text = first.text.trimmed()
        if text.isEmpty { return }
        // Jira's sign of a tick.
        if text.bytes.has("(/) ", at: 0) { return skip(item, .ticked) }
        if case .item(_, false) = item.kind, Self.isNotApplicable(text) { return skip(item, .checklist) }
        if item.children.count == 1, VerdictReader.isStronglyLabelled(text) {
            leftovers.append(Leftover(text: text, span: item.span, context: context))
            return
        }
        if case .item(_, false) = item.kind, hasHiddenCommand(item) { return skip(item, .chrome) }
        if isStruck(text) || isTitleStruck(text) { return skip(item, .struck) }
        if Self.isChrome(text) || BotChrome.isChrome(text)
            || item.children.count == 1
                && (Self.isFigure(text) || Self.describesTests(text) || Self.isAllOfSoMany(text))
        {
            return skip(item, .chrome)
        }
        if context.role != .praise, item.children.count == 1, Self.isCovered(text) { return skip(item, .ticked) }
        let rest = parts(of: item)
        let split = SplitParagraph(text)
        if let split, let lead = split.lead, !split.items.contains(where: \.hasLocation),
            depth < 8
        {
            if isTheme(lead.text, items: split.items.map(\.text), isLettered: true) {
                addLines(split, first, context)
                let inner = themed(lead.text, context)
                for child in rest where child.isList { addList(child, inner, depth: depth + 1) }
                return
            }
        }
        if let number, let split, let lead = split.lead,
            Self.countsOn(text, split, from: number), RemarkEvidence(lead.text).isRemark
        {
            // "5. …" and on the next line "5b. …": Markdown takes the second for more of the first.
            add(Remark(layout: .item, lead: lead.text, context: context, span: item.span, group: group))
            for (place, part) in split.items.enumerated() {
                let blocks = place + 1 == split.items.count ? rest : []
                add(
                    Remark(
                        layout: .item, lead: part.text.trimmed(), blocks: blocks, context: context, span: item.span,
                        group: group))
            }
            return
        }
        let nested = rest.filter(\.isList).flatMap(\.children).compactMap(\.children.first?.text)
        if depth < 7, !isWhole, Self.isThemeOfThemes(item) {
            for theme in rest.filter(\.isList).flatMap(\.children) {
                guard let name = theme.children.first?.text.trimmed() else { continue }
                let inner = themed(name, themed(text, context))
                for child in theme.children where child.isList { addList(child, inner, depth: depth + 2) }
            }
            return
        }
        if !nested.isEmpty, depth < 8, !isWhole,
            isCertain || isTheme(text, items: nested) && !isTitle(text, under: context)
                || isAmongThemes && resemblesTheme(item) || Self.isPlacedTest(text, items: nested)
        {
            let inner = themed(text, context)
            for child in rest where child.isList { addList(child, inner, depth: depth + 1) }
            return
        }
        // A list of files or links is none of remarks, unless what they lack stands above.
        var context = context
        if rest.isEmpty, isOnlyName(text) {
            guard context.isOfUntested else { return skip(item, .name) }
            context.path = LineReferenceScanner(text).paths.first?.path ?? context.path
        }
        if context.role == .praise, rest.isEmpty, Self.isOnlyNameOfTest(text) { return skip(item, .name) }
        var remark = Remark(layout: .item, lead: text, blocks: rest, context: context, span: item.span, group: group)
        remark.isTicked = isTicked
        if let path = LineReferenceScanner(text).paths.first, path.place.lowerBound < 4 {
            let words = text.slice(path.place.upperBound..<text.count)
            if !nested.isEmpty, words.count < 20, isRated(words) {
                remark.labels.append(words.trimmed().flat)
                remark.context.path = path.path
            }
        }
        add(remark)
    }

    /// "✅ `testGlow`", "\"lights the lamp\"": in a list of what is good, the name of a test and nothing said of it.
    private static func isOnlyNameOfTest(_ text: StyledText) -> Bool {
        let bare = text.bytes.indices.filter { !text.styles[$0].contains(.code) }.map { text.bytes[$0] }
        if bare.count < text.count, PhraseKey(bare[...]).isEmpty { return true }
        let words = text.flat.strippedOfSigns
        return words.utf8.count > 2 && words.hasPrefix("\"") && words.hasSuffix("\"")
            && words.utf8.count(where: { $0 == UInt8(ascii: "\"") }) == 2
    }

    /// The items of the paragraph go on with the count of the item that it stands in: "5b.", "6."
    private static func countsOn(_ text: StyledText, _ split: SplitParagraph, from number: Int) -> Bool {
        let lines = text.lines
        return split.items.allSatisfy { item in
            guard !item.hasLocation, lines.indices.contains(item.lines.lowerBound) else { return false }
            let line = text.bytes[lines[item.lines.lowerBound]]
            let digits = line.prefix(3).prefix(while: \.isDigit)
            guard !digits.isEmpty, digits.endIndex < line.endIndex else { return false }
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
            return value == number && line[digits.endIndex].isLower
                || value > number && value <= number + split.items.count
        }
    }

    /// What stands under the item's first words; folds in HTML as blocks, those of chrome left out.
    private func parts(of item: Block) -> [Block] {
        let rest = Array(item.children.dropFirst())
        guard rest.contains(where: { $0.kind == .html }) else { return rest }
        return OutlineBuilder.outline(rest, of: document).allBlocks
    }

    /// A box to tick that gives a bot an order: "- [ ] More <!-- /improve -->".
    private func hasHiddenCommand(_ item: Block) -> Bool {
        let source = min(item.span.start, document.count)..<min(item.span.end, document.count)
        return source.count <= 400 && item.children.count == 1 && document.has("<!--", within: source)
            && PhraseKey(item.children[0].text.bytes[...]).count <= 8
    }

    /// "n/a: snapshots", "Snapshots (not applicable)" in a list of checks.
    private static func isNotApplicable(_ text: StyledText) -> Bool {
        guard text.count <= 120 else { return false }
        let key = PhraseKey(text.bytes[...])
        return key.count <= 10 && key.contains(anyOf: notApplicable)
    }
    private static let notApplicable: PhraseSet = [
        "n a", "not applicable", "does not apply", "entfällt", "nicht zutreffend", "sans objet", "non applicable",
        "no aplica", "não se aplica", "non applicabile", "не применимо", "неприменимо", "不适用", "該当なし", "해당 없음",
    ]

    /// "**Purpose:** the pool's state machine", "**Number of tests:** 13 cases": what a file of tests is for and how much it
    /// holds, and no word of what is wrong.
    private static func describesTests(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true else { return false }
        let end = text.runEnd(from: 0, .strong)
        let name = text.slice(0..<end).flat.trimmingColon
        guard end < text.count, text.bytes[..<min(end + 3, text.count)].contains(where: { $0 == 58 || $0 == 0xBC }),
            descriptions.contains(PhraseKey(name).words.joined(separator: " "))
        else { return false }
        return !RemarkEvidence(text.slice(end..<text.count)).hasFault
    }
    private static let descriptions = Set(VocabularyTable.fields["purpose"])

    /// "Round trip of an empty log ✓": the tick behind a few words says that this is tested.
    private static func isCovered(_ text: StyledText) -> Bool {
        guard text.count <= 120, !text.bytes[0].isWide,
            ["✓", "✔", "✅", "✔️", "☑"].contains(where: { text.flat.hasSuffix($0) })
        else { return false }
        let evidence = RemarkEvidence(text)
        return evidence.words <= 10 && evidence.places.isEmpty && !evidence.hasPraise
    }

    /// "Browser tests: **16/16 passed**.": all of so many, and no word of what is wrong.
    private static func isAllOfSoMany(_ text: StyledText) -> Bool {
        guard text.count <= 120, text.bytes.contains(UInt8(ascii: "/")) else { return false }
        for (index, byte) in text.bytes.enumerated() where byte == UInt8(ascii: "/") {
            let before = text.bytes[..<index].reversed().prefix { $0.isDigit }.reversed().map { $0 }
            let after = text.bytes[(index + 1)...].prefix { $0.isDigit }.map { $0 }
            guard !before.isEmpty, before == after, before.count <= 6 else { continue }
            let evidence = RemarkEvidence(text)
            return evidence.words <= 9 && !evidence.hasFault && !evidence.hasAdvice
        }
        return false
    }

    private static let counted = Set(VocabularyTable.fields["columnProblem"] + VocabularyTable.fields["tally"])

    /// "Critical: 1", "Total issues found: 12", "Test structure: 85/100": a name and a number.
    private static func isFigure(_ text: StyledText) -> Bool {
        guard text.count <= 60, let colon = text.bytes.lastIndex(of: UInt8(ascii: ":")), colon > 1 else { return false }
        let told = PhraseKey(text.bytes[(colon + 1)...], keepDigits: true).words
        if (2...3).contains(told.count), told[0].utf8.allSatisfy(\.isDigit),
            told.dropFirst().allSatisfy(counted.contains)
        {
            // "General: 2 issues found"
            return true
        }
        let value = String(decoding: text.bytes[(colon + 1)...].filter { !$0.isBlank }, as: UTF8.self)
        // A count, a share, or points of 5, 10 or 100.
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        let number = parts[0].hasSuffix("%") ? parts[0].dropLast() : parts[0]
        guard (1...5).contains(number.utf8.count), number.utf8.allSatisfy(\.isDigit),
            parts.count == 1 || parts.count == 2 && ["5", "10", "100"].contains(parts[1])
        else { return false }
        let name = text.slice(0..<colon)
        if name.bytes.contains(where: { $0.isDigit || $0 == UInt8(ascii: ":") }) { return false }
        return (1...5).contains(PhraseKey(name.bytes[...]).count) && LineReferenceScanner(text).found.isEmpty
            && LineReferenceScanner(text).paths.isEmpty && !name.styles.contains { $0.contains(.code) }
    }

    /// A short heading of several remarks, not a remark that its items explain.
    func isTheme(_ lead: StyledText, items: [StyledText], isLettered: Bool = false) -> Bool {
        let leadScan = LineReferenceScanner(lead)
        if let path = leadScan.paths.first, lead.count < path.path.utf8.count + 20, isNameAndCount(lead, path) {
            return true
        }
        if leadScan.found.contains(where: { $0.certainty != .bare }) { return false }
        if let path = leadScan.paths.first, lead.count < path.path.utf8.count + 20 {
            // "lamp_test.rb - EXCELLENT" is the remark, and its items say why.
            return !isRated(lead.slice(path.place.upperBound..<lead.count))
        }
        if items.contains(where: { FieldLabel($0) != nil }) { return false }
        // An item that is nothing but a place says where the lead's own remark lies.
        if items.contains(where: isOnlyPlace) { return false }
        let key = PhraseKey(lead.bytes[...])
        if key.count > 10 { return false }
        if ChapterRating.severity(of: lead, scale: scale) != nil { return true }
        let title = RemarkLead(lead, scale: scale)
        if title.severity != nil { return false }
        if key.count > 1, items.count > 1, PlaceList.onlyTells(items, isStated: false) { return false }
        var substantial = 0
        for item in items {
            let scan = LineReferenceScanner(item, startsAtLocation: true)
            let itemLead = RemarkLead(item, scale: scale)
            let isStyled =
                itemLead.start < item.count
                && (item.styles[itemLead.start].contains(.strong) || item.styles[itemLead.start].contains(.emphasis))
            if !scan.found.isEmpty || itemLead.severity != nil || isStyled || item.count > 60 { substantial += 1 }
        }
        guard substantial * 2 >= items.count, substantial > 0 else { return false }
        let role = SectionRole(heading: lead.flat)
        if role == .praise || role == .remarks { return true }
        // A lead that is a sentence states the remark itself.
        let last = lead.trimmed().bytes.last ?? 0
        if last == UInt8(ascii: ".") || last == UInt8(ascii: "!") { return false }
        // So does one that names what it speaks of at some length; its items say where.
        if last == UInt8(ascii: ":"), key.count >= 5, lead.styles.contains(where: { $0.contains(.code) }),
            !isAllStrong(lead)
        {
            return false
        }
        // One item explains or places its lead; it takes two to make a theme.
        if items.count == 1, !isAllStrong(lead) || key.count > 1 && RemarkEvidence(items[0]).words < 3 { return false }
        let located = items.filter { !LineReferenceScanner($0).found.isEmpty }.count
        return located > 0 && located * 2 >= items.count || items.count >= 2 && located > 0
            || isAllStrong(lead) && (substantial == items.count || isLettered && key.count <= 6) && items.count >= 2
    }

    /// A dash, and behind it a word or two that judge or stand in capitals, or points of so many.
    private func isRated(_ words: StyledText) -> Bool {
        let isBehindDash = ["- ", "– ", "— ", ": "].contains { words.trimmed().flat.hasPrefix($0) }
        guard isBehindDash, SeverityVocabulary.severity(of: words.flat.strippedOfSigns) == nil else { return false }
        let letters = words.bytes.filter(\.isLetter)
        let evidence = RemarkEvidence(words)
        let isScore = letters.isEmpty && words.bytes.contains(UInt8(ascii: "/"))
        return isScore || evidence.hasPraise || letters.count > 3 && letters.allSatisfy(\.isUpper)
    }

    /// Under "High" an item of some plain words is the remark that is rated so, and what stands below it tells of that.
    private func isTitle(_ lead: StyledText, under context: Remark.Context) -> Bool {
        guard context.severity != nil, !isAllStrong(lead), PhraseKey(lead.bytes[...]).count > 2,
            lead.bytes.last != UInt8(ascii: ":")
        else { return false }
        return LineReferenceScanner(lead).paths.isEmpty && SectionRole(heading: lead.flat) == .neutral
    }

    /// "Lines 49-57", "`a.py:12`", "Line 11.": a place and nothing said of it.
    func isOnlyPlace(_ text: StyledText) -> Bool {
        if text.count <= 120, text.bytes.contains(where: \.isDigit),
            text.bytes.allSatisfy({ $0.isDigit || $0.isBlank || $0.isOne(of: ",;-/&.") })
        {
            return true
        }
        guard text.count <= 200, let label = LocationLabel(text) else { return false }
        return !text.bytes[min(label.end, text.count)...].contains { $0.isLetter || $0.isDigit || $0 >= 0x80 }
    }

    /// A path, and at most how many remarks it has: "tests/a.py - 2", "a.go (3)".
    func isNameAndCount(_ lead: StyledText, _ path: LineReferenceScanner.Named) -> Bool {
        let rest = lead.bytes[path.place.upperBound...]
        let digits = rest.filter(\.isDigit).count
        return digits <= 2 && !rest.contains { $0.isLetter } && !rest.contains(UInt8(ascii: "#"))
            && (digits == 0 || rest.first.map { $0 == .space || $0 == UInt8(ascii: "`") } == true)
    }

    /// "~~**Missing close** (line 30)~~ – my mistake": what opens the item is struck.
    private func isTitleStruck(_ text: StyledText) -> Bool {
        guard let first = text.styles.first, first.contains(.struck) else { return false }
        return text.runEnd(from: 0, .struck) > 12
    }

    func isOnlyName(_ text: StyledText) -> Bool {
        let scanner = LineReferenceScanner(text)
        if let path = scanner.paths.first, path.place.count + 4 >= text.count, scanner.found.isEmpty { return true }
        if let path = scanner.paths.first, path.place.lowerBound < 4, isNameAndCount(text, path),
            text.count < path.place.upperBound + 10
        {
            return !scanner.found.contains { $0.range.first > 99 || $0.range.first != $0.range.last }
        }
        if let link = text.links.first, link.range.count + 2 >= text.count { return true }
        return PhraseKey(text.bytes[...]).isEmpty
    }
}
