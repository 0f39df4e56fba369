import FindingsModel

/// Lists that repeat the remarks: contents, advice, next steps.
extension RemarkSelection {
    /// The list in a conclusion or of next steps repeats the remarks, unless there are no others, or most of it is new.
    mutating func dropRepeats() {
        let own = remarks.filter { !$0.context.isRepeat }
        if own.isEmpty { dropSummaries() }
        guard own.count < remarks.count,
            own.contains(where: { $0.context.role != .praise })
                || !own.isEmpty && own.count >= remarks.count - own.count
        else { return }
        let news = NewsAmongAdvice(beside: own, category: category)
        let groups = Dictionary(grouping: remarks.filter(\.context.isRepeat), by: \.group)
        let telling = Set(groups.filter { news.outweighs(repeatsIn: $0.value) }.keys)
        let rated = remarks.filter { $0.context.isRepeat && $0.context.severity != nil }
        rate(by: rated.filter { $0.layout == .row })
        rate(byItems: rated.filter { $0.layout == .item && $0.lead.count < 140 })
        // Praise that stands in the conclusion alone repeats nothing.
        let isPraised = own.contains { $0.context.role == .praise }
        var kept: [Remark] = []
        for remark in remarks {
            if !remark.context.isRepeat || !isPraised && remark.context.role == .praise && remark.layout == .item
                || news.isNew(remark, inTellingList: telling.contains(remark.group))
            {
                kept.append(remark)
            } else {
                setAside.append(SetAside(span: remark.span, reason: .repeated))
            }
        }
        remarks = kept
    }

    /// Where nothing but the overview has a list, its items that neither find fault nor advise tell what the change does.
    private mutating func dropSummaries() {
        var kept: [Remark] = []
        for remark in remarks {
            let evidence = RemarkEvidence(remark.lead)
            if remark.context.role == .verdict, remark.layout == .item, remark.context.severity == nil,
                !evidence.hasFault, !evidence.hasAdvice, !evidence.hasPraise, evidence.places.isEmpty,
                RemarkLead.identifierLength(in: remark.lead) == 0
            {
                setAside.append(SetAside(span: remark.span, reason: .contents))
            } else {
                kept.append(remark)
            }
        }
        remarks = kept
    }

    /// A row of the table of all remarks and, further down, the section that tells some of them at length, both named by the
    /// same "UX-014", are one remark: the row's, in its place, with what the section says.
    ///
    /// Where every row has its section the table is one of contents.
    mutating func joinIdentified() {
        var rows: [String: Int] = [:]
        for (index, remark) in remarks.enumerated() {
            guard let identifier = remark.identifier else { continue }
            // Twice the same name tells nothing.
            rows[identifier] = rows[identifier] == nil ? index : -1
        }
        guard rows.count > 1 else { return }
        var told: [Int: Int] = [:]
        for (index, remark) in remarks.enumerated() where remark.layout == .heading {
            let length = RemarkLead.identifierLength(in: remark.lead)
            guard length > 0, let row = rows[remark.lead.flat(0..<length)], row >= 0, told[row] == nil else { continue }
            told[row] = index
        }
        guard !told.isEmpty, told.count < rows.count else { return }
        for (row, index) in told.sorted(by: { $0.key < $1.key }) {
            remarks[row].blocks += remarks[index].blocks
            setAside.append(SetAside(span: remarks[index].span, reason: .repeated))
        }
        let joined = Set(told.values)
        remarks = remarks.indices.filter { !joined.contains($0) }.map { remarks[$0] }
    }

    /// The rows of a table that are counted from 1, and further down paragraphs that are counted as far, "**1.** The catch clause
    /// …", "**#1** — The catch clause …", are the same remarks: the row's, with what the paragraph says.
    mutating func joinCounted() {
        let rows = remarks.indices.filter { remarks[$0].layout == .row && remarks[$0].number != nil }
        guard (3...200).contains(rows.count), rows.enumerated().allSatisfy({ remarks[$1].number == $0 + 1 }),
            let end = rows.map({ remarks[$0].span.end }).max()
        else { return }
        let told = remarks.indices.filter { remarks[$0].span.start > end && Self.count(of: remarks[$0]) != nil }
        guard told.count == rows.count, told.enumerated().allSatisfy({ Self.count(of: remarks[$1]) == $0 + 1 }) else {
            return
        }
        for (row, index) in zip(rows, told) {
            let lead = remarks[index].lead
            var text = lead.slice(ItemMarker.length(in: lead, at: 0)..<lead.count).trimmed()
            for dash: StaticString in ["—", "–", "-"] where text.bytes.has(dash, at: 0) {
                text = text.slice(dash.utf8CodeUnitCount..<text.count).trimmed()
            }
            remarks[row].blocks.append(Block(kind: .paragraph, text: text, span: remarks[index].span))
            remarks[row].blocks += remarks[index].blocks
            setAside.append(SetAside(span: remarks[index].span, reason: .repeated))
        }
        let joined = Set(told)
        remarks = remarks.indices.filter { !joined.contains($0) }.map { remarks[$0] }
    }

    /// The number that opens a paragraph, in bold or not: "**3.** Nobody …", "#3 Nobody …"; `nil` for other remarks.
    private static func count(of remark: Remark) -> Int? {
        let isHashed = remark.lead.bytes.first == UInt8(ascii: "#")
        let digits = remark.lead.bytes.dropFirst(isHashed ? 1 : 0).prefix(3).prefix(while: \.isDigit)
        guard remark.layout != .row, !digits.isEmpty, ItemMarker.length(in: remark.lead, at: 0) > 0 else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// What only the rows of a table at the end say of remarks holds for these: their severity.
    private mutating func rate(by rows: [Remark]) {
        guard (1...200).contains(rows.count) else { return }
        let rowWords = rows.map { Self.words(of: $0.lead) }
        let rowPlaces = rows.map { Set($0.located.map(\.range)) }
        for index in remarks.indices.prefix(400)
        where !remarks[index].context.isRepeat && remarks[index].context.severity == nil {
            let title = Self.words(of: Self.titled(remarks[index]))
            let places = Self.ranges(of: remarks[index])
            let row = rows.indices.first { row in
                if places.isEmpty, Self.isNamed(remarks[index], as: rows[row]) { return true }
                return !rowWords[row].isEmpty && !title.isEmpty
                    && title.sharedCount(with: rowWords[row]) * 2 >= min(title.count, rowWords[row].count)
                    && (rowPlaces[row].isEmpty || !rowPlaces[row].isDisjoint(with: places))
            }
            guard let row else { continue }
            remarks[index].context.severity = rows[row].context.severity
            remarks[index].context.severityWord = rows[row].context.severityWord
            if places.isEmpty { remarks[index].located += rows[row].located }
        }
    }

    /// "**H2 · Fixed waits.** …" and a row of the name H2.
    private static func isNamed(_ remark: Remark, as row: Remark) -> Bool {
        guard let name = row.identifier, remark.lead.count > name.utf8.count else { return false }
        return remark.lead.bytes.starts(with: name.utf8) && !remark.lead.bytes[name.utf8.count].isWord
    }

    /// What a list of priorities at the end says again in the same words has its rating.
    private mutating func rate(byItems items: [Remark]) {
        guard (1...200).contains(items.count) else { return }
        let words = items.map { Self.pairsAndWords(of: $0.lead) }
        for index in remarks.indices.prefix(400)
        where !remarks[index].context.isRepeat && remarks[index].context.severity == nil {
            guard let item = Self.same(Self.pairsAndWords(of: remarks[index].lead), in: words) else { continue }
            remarks[index].context.severity = items[item].context.severity
            remarks[index].context.severityWord = items[item].context.severityWord
            remarks[index].context.isObliged = items[item].context.isObliged
        }
    }

    /// Which of some texts has two thirds of its words in common with `own`.
    private static func same(_ own: Set<UInt64>, in texts: [Set<UInt64>]) -> Int? {
        guard own.count > 2 else { return nil }
        return texts.firstIndex { other in
            let shared = own.sharedCount(with: other)
            return shared * 3 >= (own.count + other.count - shared) * 2
        }
    }

    /// A list or table of contents, before or after the remarks, counts once.
    mutating func dropContents() {
        let groups = Dictionary(grouping: remarks.indices, by: { remarks[$0].group })
        guard groups.count > 1 else { return }
        var dropped: Set<Int> = []
        let known = KnownOfRemarks()
        // In the document's order: what one list says of a remark first holds.
        for (group, members) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
            let short = members.allSatisfy { index in
                let remark = remarks[index]
                return remark.layout == .row && remark.lead.count < 140
                    && remark.blocks.allSatisfy { $0.text.count < 40 && $0.children.isEmpty }
                    || remark.layout == .item && remark.blocks.isEmpty && remark.lead.count < 140
                        && remark.located.isEmpty && remark.suggestion == nil
            }
            guard short, members.count >= 2, members.count <= 400, !isCodedApart(members) else { continue }
            if isSelection(members, known) {
                dropped.formUnion(members)
                continue
            }
            if let told = placesRepeated(by: members, known) {
                dropped.formUnion(members)
                for (member, other) in told where remarks[other].context.severity == nil {
                    remarks[other].context.severity = remarks[member].context.severity
                    remarks[other].context.severityWord = remarks[member].context.severityWord
                }
                continue
            }
            let titles = members.map { Self.pairsAndWords(of: remarks[$0].lead) }
            // What is good is no content of what is not, unless in the same words.
            let isPraise = members.allSatisfy { remarks[$0].context.role == .praise }
            let others = remarks.indices.filter { index in
                let other = remarks[index]
                return other.group != group
                    && (other.layout == .heading || !other.blocks.isEmpty || other.lead.count > 120
                        || !other.located.isEmpty)
            }
            guard others.count * 2 >= members.count, others.count <= 2_000 else { continue }
            let headings = others.filter { remarks[$0].layout == .heading }.count
            let sets = others.map { known.words(of: $0, in: remarks) }
            let memberPlaces = members.map { known.ranges(of: $0, in: remarks) }
            let isPlaced = memberPlaces.contains { !$0.isEmpty }
            let places = isPlaced ? others.map { known.ranges(of: $0, in: remarks) } : []
            var matches: [(member: Int, other: Int)] = []
            for (index, (member, title)) in zip(members, titles).enumerated() where !title.isEmpty {
                let own = memberPlaces[index]
                let match = sets.indices.first { other in
                    let shared = Double(title.sharedCount(with: sets[other]))
                    // Where only the row says where, it is known by its title.
                    let isPlacedAlone = !places.isEmpty && places[other].isEmpty
                    let isOpposed = isPraise && remarks[others[other]].context.role != .praise
                    let least =
                        isPlacedAlone || isOpposed
                        ? 0.75 * Double(max(title.count, sets[other].count))
                        : 0.5 * Double(min(title.count, max(1, sets[other].count)))
                    return shared >= least
                        && (own.isEmpty || places[other].isEmpty || !own.isDisjoint(with: places[other]))
                }
                if let match { matches.append((member, others[match])) }
            }
            let repeated = matches.count
            if repeated * 5 >= members.count * 3 || headings == members.count && repeated * 3 >= members.count {
                // A row that stands nowhere else, at a place of its own, is a remark all the same.
                let matched = Set(matches.map(\.member))
                let told = places.reduce(into: Set<LineRange>()) { $0.formUnion($1) }
                dropped.formUnion(
                    zip(members, memberPlaces).lazy.filter { member, own in
                        matched.contains(member) || own.isEmpty || !own.isDisjoint(with: told)
                    }.map(\.0))
                // What only the list says of a remark holds for it: its severity, and where it lies.
                for (member, other) in matches {
                    if remarks[other].context.severity == nil {
                        remarks[other].context.severity = remarks[member].context.severity
                        remarks[other].context.severityWord = remarks[member].context.severityWord
                    }
                    if known.ranges(of: other, in: remarks).isEmpty {
                        remarks[other].located += remarks[member].located
                        known.forgetRanges(of: other)
                    }
                }
            } else {
                // A list of its own, of which some items say at the same lines what stands at length elsewhere.
                let placed = Set(zip(members, memberPlaces).lazy.filter { !$1.isEmpty }.map(\.0))
                for (member, other) in matches where placed.contains(member) && !remarks[other].blocks.isEmpty {
                    dropped.insert(member)
                }
            }
        }
        if dropped.isEmpty { return }
        setAside += dropped.sorted().map { SetAside(span: remarks[$0].span, reason: .contents) }
        remarks = remarks.indices.filter { !dropped.contains($0) }.map { remarks[$0] }
    }

    /// Each has a code of its own, "[N-01]", and so have remarks elsewhere, but other ones: contents would name the same.
    private func isCodedApart(_ members: [Int]) -> Bool {
        func code(_ index: Int) -> String? {
            let lead = remarks[index].lead
            let length = RemarkLead.identifierLength(in: lead)
            return length > 0 ? lead.flat(0..<length) : nil
        }
        let own = Set(members.compactMap(code))
        guard own.count == members.count else { return false }
        let inside = Set(members)
        let others = Set(remarks.indices.lazy.filter { !inside.contains($0) }.compactMap(code))
        return !others.isEmpty && own.isDisjoint(with: others)
    }

    /// A list under a rating, "High priority", that says in the words of remarks further up which of them come first, counts
    /// for its rating alone.
    mutating func dropRetold() {
        guard remarks.count <= 400 else { return }
        let groups = Dictionary(grouping: remarks.indices, by: { remarks[$0].group })
        let rated = groups.values.filter { members in
            members.allSatisfy { index in
                let remark = remarks[index]
                return [.item, .terse].contains(remark.layout) && remark.context.severity != nil
                    && remark.blocks.isEmpty
                    && remark.lead.count < 140 && Self.ranges(of: remark).isEmpty
            }
        }.sorted { $0[0] < $1[0] }
        // Nothing but such lists stands from the first of them on.
        let all = rated.reduce(0) { $0 + $1.count }
        guard let first = rated.first?[0], groups.count > rated.count, remarks.count - first == all else { return }
        let above = remarks.indices.prefix(first)
        let told = above.map { Self.pairsAndWords(of: remarks[$0].lead) }
        let matches = rated.joined().compactMap { member -> (member: Int, other: Int)? in
            Self.same(Self.pairsAndWords(of: remarks[member].lead), in: told).map { (member, above[$0]) }
        }
        guard matches.count > 1, matches.count * 2 >= all else { return }
        for (member, other) in matches where remarks[other].context.severity == nil {
            remarks[other].context.severity = remarks[member].context.severity
            remarks[other].context.severityWord = remarks[member].context.severityWord
        }
        let dropped = Set(matches.map(\.member))
        setAside += dropped.sorted().map { SetAside(span: remarks[$0].span, reason: .contents) }
        remarks = remarks.indices.filter { !dropped.contains($0) }.map { remarks[$0] }
    }

    /// "Top 3 things to fix" above a few words each, beside more remarks that say where.
    private func isSelection(_ members: [Int], _ known: KnownOfRemarks) -> Bool {
        func isOfSelection(_ remark: Remark) -> Bool {
            remark.context.headings.last.map(SectionRole.isSelection) == true
        }
        guard members.allSatisfy({ isOfSelection(remarks[$0]) && known.ranges(of: $0, in: remarks).isEmpty }) else {
            return false
        }
        return remarks.indices.prefix(400).count {
            !isOfSelection(remarks[$0]) && !known.ranges(of: $0, in: remarks).isEmpty
        } > members.count
    }

    /// Row for row, the list says in other words what stands at the same lines, "| 1 | Real clock | 27-31 |" under the
    /// remarks themselves: which row speaks of which remark; `nil` for another list.
    private func placesRepeated(by members: [Int], _ known: KnownOfRemarks) -> [(member: Int, other: Int)]? {
        let group = remarks[members[0]].group
        let placed = members.filter { !remarks[$0].located.isEmpty }
        guard members.count > 2, placed.count * 5 >= members.count * 4, remarks.count <= 400,
            members.allSatisfy({ index in
                remarks[index].lead.count <= 80 && remarks[index].blocks.allSatisfy { $0.text.count < 24 }
            })
        else { return nil }
        let others = remarks.indices.filter { remarks[$0].group != group && !known.ranges(of: $0, in: remarks).isEmpty }
        let words = others.reduce(0) { sum, other in
            sum + remarks[other].lead.count + remarks[other].blocks.reduce(0) { $0 + $1.text.count }
        }
        // The longer one of two lists tells, the shorter repeats.
        guard others.count * 5 >= members.count * 4,
            words / max(1, others.count) > 2 * members.reduce(0, { $0 + remarks[$1].lead.count }) / members.count
        else { return nil }
        let places = others.map { known.ranges(of: $0, in: remarks) }
        var last = -1
        var inOrder: [(Int, Int)] = []
        var equal: [(Int, Int)] = []
        var told: Set<Int> = []
        for member in placed {
            let own = remarks[member].located.map(\.range)
            if let same = places.indices.first(where: { !told.contains($0) && !places[$0].isDisjoint(with: own) }) {
                equal.append((member, others[same]))
                told.insert(same)
            }
            let next = places.indices.first { place in
                place > last
                    && places[place].contains { range in
                        own.contains { $0.first <= range.last && range.first <= $0.last }
                    }
            }
            if let next {
                inOrder.append((member, others[next]))
                last = next
            }
        }
        if equal.count * 10 >= placed.count * 9 { return equal }
        return inOrder.count * 5 >= placed.count * 4 ? inOrder : nil
    }

    /// What names the remark: of one that opens with its place, what stands below that.
    fileprivate static func titled(_ remark: Remark) -> StyledText {
        guard remark.layout == .location, let label = LocationLabel(remark.lead), label.end >= remark.lead.count,
            let block = remark.blocks.first(where: { !$0.text.isBlank })
        else { return remark.lead }
        return block.text
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

    /// The text's words, and of scripts without blanks each two signs in a row; the code that names it, "[N-01]", is no word.
    fileprivate static func pairsAndWords(of text: StyledText) -> Set<UInt64> {
        let code = text.bytes.first == UInt8(ascii: "[") ? RemarkLead.identifierLength(in: text) : 0
        let text = code > 0 ? text.slice(code..<text.count) : text
        var pairs: Set<UInt64> = []
        var last: UInt32?
        let scalars = text.flat.unicodeScalars.prefix(100)
        for scalar in scalars {
            let isWide = scalar.value >= 0x2E80 && scalar.properties.isAlphabetic
            if isWide, let last { pairs.insert(UInt64(last) << 32 | UInt64(scalar.value)) }
            last = isWide ? scalar.value : nil
        }
        return pairs.isEmpty ? words(of: text) : pairs
    }

    fileprivate static func words(of text: StyledText) -> Set<UInt64> {
        let key = PhraseKey(text.bytes.prefix(200), keepDigits: true)
        return Set(key.parts.lazy.filter { $0.range.count > 2 }.map(\.hash))
    }
}

/// What each remark's words name, read once however many lists are compared with it.
private final class KnownOfRemarks {
    private var ranges: [Int: Set<LineRange>] = [:]
    private var words: [Int: Set<UInt64>] = [:]

    func ranges(of index: Int, in remarks: [Remark]) -> Set<LineRange> {
        if let known = ranges[index] { return known }
        let own = RemarkSelection.ranges(of: remarks[index])
        ranges[index] = own
        return own
    }

    /// The words of its title.
    func words(of index: Int, in remarks: [Remark]) -> Set<UInt64> {
        if let known = words[index] { return known }
        let own = RemarkSelection.pairsAndWords(of: RemarkSelection.titled(remarks[index]))
        words[index] = own
        return own
    }

    func forgetRanges(of index: Int) { ranges[index] = nil }
}
