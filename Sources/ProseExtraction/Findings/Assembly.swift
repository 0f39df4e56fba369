import FindingsModel

/// Makes the findings of the drafts, with what only the whole document tells: whether bare numbers are lines, and which
/// file is under review.
struct Assembly {
    private let drafts: [FindingBuilder.Draft]
    private let speaksOfLines: Bool
    private let hasBareConvention: Bool
    private let givesPlacesInCode: Bool
    /// Paths with lines behind an R: "R12" in a remark's words is a line, too.
    private let givesSides: Bool
    /// Where bare numbers are lines, for they stand there in remark after remark.
    private let positions: Set<NumbersByPosition.Position>

    init(_ drafts: [FindingBuilder.Draft], leftovers: [Leftover]) {
        self.drafts = Self.withoutRefutedRatings(drafts)
        var firm = 0
        var parenthesised = 0
        var ranges = 0
        var inherited = 0
        var placed = 0
        for draft in drafts {
            let around = Set(draft.remark.context.located.map(\.range))
            if draft.found.contains(where: { !$0.isCode && !$0.isSided }) { placed += 1 }
            for found in draft.found {
                if found.isSided, found.certainty != .firm { continue }
                if found.isCode, found.range.first != found.range.last { ranges += 1 }
                switch found.certainty {
                case .firm:
                    firm += 1
                    if around.contains(found.range) { inherited += 1 }
                case .parenthesised: parenthesised += 1
                case .parenthesisedNumber, .bare: break
                }
            }
        }
        givesSides = drafts.contains { $0.found.contains { $0.isSided && $0.certainty == .firm } }
        positions = Self.conventions(drafts).filter { $0 != .count || firm == 0 }
        let opensBodies = positions.contains(.bodyOpening)
        // Short reviews have few places to tell by: most remarks have a number where lines stand.
        let mostArePlaced = placed > 1 && placed * 2 > drafts.count
        speaksOfLines = firm > 0 || parenthesised > 1 || opensBodies || mostArePlaced
        // Only lines come in ranges.
        givesPlacesInCode = ranges > 1 && firm == inherited && parenthesised == 0
        hasBareConvention =
            parenthesised > 1 || firm > 0 && parenthesised > 0 || firm > 2 || opensBodies || mostArePlaced
            || placed > 1 && firm + parenthesised > 0
        path = Self.reviewedPath(drafts, leftovers)
    }

    /// A chapter whose remarks mostly state severities of their own does not rate the others: its name told the kind.
    private static func withoutRefutedRatings(_ drafts: [FindingBuilder.Draft]) -> [FindingBuilder.Draft] {
        struct Chapter: Hashable {
            var word: String
            var headings: [String]
        }
        // Files and places below it are the chapter's, too.
        func chapter(_ draft: FindingBuilder.Draft) -> Chapter? {
            let context = draft.remark.context
            guard let word = context.severityWord, !context.headings.isEmpty else { return nil }
            return Chapter(word: word, headings: context.headings)
        }
        var counts: [Chapter: (own: Int, all: Int)] = [:]
        for draft in drafts {
            guard let chapter = chapter(draft) else { continue }
            let isOwn = !draft.isRatedAround && draft.finding.severityBasis == .stated
            counts[chapter, default: (0, 0)].own +=
                isOwn && draft.finding.severity != draft.remark.context.severity ? 1 : 0
            counts[chapter, default: (0, 0)].all += 1
        }
        counts = counts.filter { $0.value.own > 1 && $0.value.own * 3 > $0.value.all }
        if counts.isEmpty { return drafts }
        return drafts.map { draft in
            guard draft.isRatedAround, draft.finding.severityBasis == .stated, let chapter = chapter(draft),
                counts[chapter] != nil
            else { return draft }
            var draft = draft
            draft.finding.severity = .medium
            draft.finding.severityBasis = .default
            draft.finding.statedSeverity = nil
            return draft
        }
    }

    /// The positions at which three remarks have numbers, and at least a third of all.
    private static func conventions(_ drafts: [FindingBuilder.Draft]) -> Set<NumbersByPosition.Position> {
        Set(
            NumbersByPosition.Position.allCases.filter { position in
                let own = drafts.compactMap { $0.positional[position] }
                guard own.count >= 3, own.count * 3 >= drafts.count else { return false }
                // 1, 2, 3 … count the remarks.
                let firsts = own.compactMap(\.first?.range)
                let isCount = zip(firsts, firsts.dropFirst()).allSatisfy {
                    $1.first == $0.first + 1 && $0.first == $0.last
                }
                let isYear = firsts.allSatisfy { (1990...2100).contains($0.first) }
                return !isCount && !isYear && firsts.contains { $0.first > 20 }
            })
    }

    /// The file under review, where the document tells one.
    private let path: String?

    /// What stands around each finding, in their order.
    var contexts: [Remark.Context] {
        drafts.lazy.filter(Self.saysSomething).map(\.remark.context)
    }

    private static func saysSomething(_ draft: FindingBuilder.Draft) -> Bool {
        !draft.finding.title.isEmpty || !draft.finding.body.isEmpty
    }

    private func counts(_ found: LineReferenceScanner.Found) -> Bool {
        if found.isCode { return givesPlacesInCode }
        if found.isSided, found.certainty != .firm { return givesSides }
        return switch found.certainty {
        case .firm: true
        case .parenthesised, .bare: speaksOfLines
        case .parenthesisedNumber: hasBareConvention
        }
    }

    /// The findings, each with what its words say, and into `review` what the drafts tell of it as a whole.
    func findings(
        into review: inout Review, judge: (RemarkText) -> RemarkJudgement
    ) -> [(finding: Finding, judgement: RemarkJudgement)] {
        review.path = path
        var scope: [String] = path.map { [$0] } ?? []
        var findings: [(finding: Finding, judgement: RemarkJudgement)] = []
        let convention = lineConvention
        for draft in drafts where Self.saysSomething(draft) {
            var finding = draft.finding
            finding.ordinal = findings.count + 1
            var own = finding.path
            if own == nil, path == nil {
                // One file's places and no file under review: the remark is about that file.
                let named = Set(draft.found.compactMap(\.path))
                if named.count == 1 { own = named.first }
            }
            // Its words open with a place in another file than the heading or the review tells, and name no other.
            if own == nil || own == draft.remark.context.path, let told = own ?? path, let first = draft.found.first,
                first.place.lowerBound < 4, let other = first.path, !Self.isSame(other, told),
                draft.found.allSatisfy({ $0.path == other })
            {
                own = other
            }
            finding.references = references(of: draft, own: own ?? path, convention)
            finding.title = withoutNumbers(finding.title, draft)
            if finding.references.contains(where: \.range.isReversed) { finding.flags.append("line range reversed") }
            finding.path = own.flatMap { own in Self.isSame(own, path) ? nil : own }
            // A remark on another file does not mean that all of that file was reviewed.
            if path == nil, let own = finding.path, !scope.contains(where: { Self.isSame($0, own) }),
                scope.count < 1_000
            {
                scope.append(own)
            }
            var text = RemarkText(
                title: finding.title, body: finding.body, suggestion: finding.suggestion,
                headings: draft.headings.filter { !SectionRole.isWish($0) }, label: draft.label,
                language: review.language, isAmongPraise: draft.remark.context.role == .praise)
            if draft.isRunningText, draft.label == nil, draft.remark.context.role != .praise,
                let turn = PraiseBeforeProblem(title: finding.title, body: finding.body)
            {
                var problem = text
                problem.title = turn.title
                problem.body = turn.problem
                if judge(problem).polarity == .issue {
                    finding.title = turn.title
                    finding.body = turn.body
                    text = problem
                }
            }
            var judgement = judge(text)
            finding.polarity = judgement.polarity
            // What is praised in the chapter of the minor problems is no minor problem.
            if finding.polarity == .praise, draft.isRatedAround, finding.severityBasis == .stated {
                finding.severityBasis = .inferred
                finding.statedSeverity = nil
            }
            // Who says what to do instead means a problem, too.
            if finding.polarity == .neutral, finding.suggestion != nil, draft.remark.context.role != .praise {
                finding.polarity = .issue
            }
            // Who rates a remark means a problem, however it is worded.
            let isRated = finding.severityBasis == .stated && finding.severity != .info
            if isRated || draft.leaning.map({ $0 != .info }) == true,
                finding.polarity == .neutral
                    || finding.polarity == .praise && !draft.isRatedAround && draft.remark.context.role != .praise
                        && draft.label == nil
            {
                finding.polarity = .issue
            }
            // "Status: resolved" tells of what was wrong; who rates it all the same counts it.
            let isSettled = draft.isSettled && finding.polarity == .issue && finding.severityBasis != .stated
            if isSettled { finding.polarity = .neutral }
            finding.category = judgement.category
            finding.categoryBasis = .inferred
            finding.confidence = judgement.confidence
            finding.categoryScores = judgement.scores
            if finding.polarity == .issue, judgement.polarity == .praise {
                text.isComplaint = true
                let complaint = judge(text)
                judgement.evidence.removeAll { $0.judgement == "category" }
                judgement.evidence += complaint.evidence.filter { $0.judgement == "category" }
                (finding.category, finding.confidence) = (complaint.category, complaint.confidence)
                finding.categoryScores = complaint.scores
            }
            if let category = draft.category, judgement.polarity != .praise {
                finding.category = category
                finding.categoryBasis = .stated
                finding.confidence = 1
                finding.categoryScores = []
            }
            if finding.severityBasis != .stated {
                finding.severity = judgement.severity
                finding.severityBasis = judgement.severityBasis
                if let leaning = draft.leaning, finding.polarity == .issue {
                    finding.severity = leaning
                    finding.severityBasis = .inferred
                }
                if isSettled { finding.severity = .info }
            }
            findings.append((finding, judgement))
        }
        review.scope = scope
        return findings
    }

    /// Without the numbers that open or end the title, where they are lines.
    private func withoutNumbers(_ title: String, _ draft: FindingBuilder.Draft) -> String {
        let bytes = Array(title.utf8)
        func isNumeric(_ byte: UInt8) -> Bool { byte.isDigit || byte.isBlank || byte.isOne(of: ",;&-:") }
        var start = 0
        var end = bytes.count
        // "66-71 …" is a place whatever stands at the head of the other remarks.
        let certain = draft.found.first.flatMap { $0.place.lowerBound == 0 && $0.path == nil ? [$0] : nil }
        if positions.contains(.opening), bytes.first?.isDigit == true,
            let opening = draft.positional[.opening] ?? certain
        {
            // "52  3000 here …": what follows the lines is a word of the title.
            var numbers = opening.reduce(0) { $0 + ($1.range.first == $1.range.last ? 1 : 2) }
            while start < end, isNumeric(bytes[start]) || bytes.has("–", at: start) || bytes.has("/ ", at: start) {
                if bytes[start].isDigit, start == 0 || !bytes[start - 1].isDigit {
                    guard numbers > 0 else { break }
                    numbers -= 1
                }
                start += bytes.has("–", at: start) ? 3 : 1
            }
        }
        if positions.contains(.afterTitle), draft.positional[.afterTitle] != nil, bytes.last?.isDigit == true {
            while end > start, isNumeric(bytes[end - 1]) || end > 2 && bytes.has("–", at: end - 3) {
                end -= isNumeric(bytes[end - 1]) ? 1 : 3
            }
        }
        if positions.contains(.arrow), draft.positional[.arrow] != nil,
            let arrow = bytes.indices.last(where: { bytes.has("->", at: $0) || bytes.has("→", at: $0) }), arrow > start,
            !bytes[arrow...].contains(where: \.isLetter)
        {
            end = min(end, arrow)
        }
        guard start < end, end - start < bytes.count else { return title }
        return String(decoding: bytes[start..<end], as: UTF8.self).trimmingSpaces
    }

    private func positional(_ draft: FindingBuilder.Draft) -> [LineReferenceScanner.Found] {
        NumbersByPosition.Position.allCases.filter(positions.contains).flatMap { draft.positional[$0] ?? [] }
    }

    /// How the document gives its certain places.
    private var lineConvention: LineConvention {
        LineConvention(
            drafts.map { draft in
                let certain = draft.found.filter(counts)
                return (
                    certain.filter { $0.certainty == .firm }.map(\.range),
                    certain.filter { $0.certainty != .firm }.map(\.range) + positional(draft).map(\.range)
                )
            })
    }

    /// The places of the remark: what is certain, and the loose numbers that are lines as the document gives them.
    private func references(
        of draft: FindingBuilder.Draft, own: String?, _ convention: LineConvention
    ) -> [LineReference] {
        var draft = draft
        // The range of the chapter says less than the lines that the remark names itself.
        if givesPlacesInCode, draft.found.contains(where: \.isCode) {
            let around = Set(draft.remark.context.located.map(\.range))
            draft.found.removeAll { !$0.isCode && around.contains($0.range) }
        }
        // So does the range of a test's heading, where the remark names lines within it.
        let ranges = draft.remark.context.located.map(\.range).filter { $0.first < $0.last }
        if !ranges.isEmpty {
            let around = draft.remark.context.located
            let inner = draft.found.dropFirst(around.count).filter { $0.certainty == .firm }.map(\.range)
            let told = Set(
                ranges.filter { range in
                    inner.contains { $0 != range && range.first <= $0.first && $0.last <= range.last }
                })
            if !told.isEmpty {
                draft.found =
                    draft.found.prefix(around.count).filter { !told.contains($0.range) }
                    + Array(draft.found.dropFirst(around.count))
            }
        }
        let certain = references(draft.found + positional(draft), own: own)
        let lines = draft.loose.filter { convention.isLine($0, besidePlaces: !certain.isEmpty) }
        if lines.isEmpty { return certain }
        var found = draft.found
        for number in lines.reversed() {
            let places = number.ranges.map {
                LineReferenceScanner.Found(range: $0, path: nil, column: nil, certainty: .firm, place: number.place)
            }
            found.insert(contentsOf: places, at: min(number.rank, found.count))
        }
        return references(found + positional(draft), own: own)
    }

    private func references(_ found: [LineReferenceScanner.Found], own: String?) -> [LineReference] {
        var references: [LineReference] = []
        var seen: Set<LineReference> = []
        // A link to a line, and the words that say how far the place goes: the words count.
        let spoken = Set(found.lazy.filter { !$0.isAnchor && counts($0) }.map(\.range.first))
        for item in found where counts(item) {
            if item.isAnchor, spoken.contains(item.range.first) { continue }
            let path = item.path.flatMap { Self.isSame($0, own) ? nil : $0 }
            let reference = LineReference(item.range, path: path)
            guard seen.insert(reference).inserted, references.count < 1_000 else { continue }
            references.append(LineReference(item.range, path: path, startColumn: item.column))
        }
        return references
    }

    /// One names the other, in full or by its last parts.
    static func isSame(_ a: String, _ b: String?) -> Bool {
        guard let b else { return false }
        if a == b { return true }
        return a.hasSuffix("/" + b) || b.hasSuffix("/" + a)
    }

    /// "Scope: src/quay.ts, src/crane.ts", "Review of a.go and b.go": the first file that is named is one of a list, and none the
    /// test of the next.
    private static func opensWithSeveralFiles(_ scanner: LineReferenceScanner) -> Bool {
        guard scanner.paths.count > 1 else { return false }
        let (one, next) = (scanner.paths[0], scanner.paths[1])
        guard one.place.upperBound <= next.place.lowerBound, next.place.lowerBound - one.place.upperBound <= 12 else {
            return false
        }
        let gap = PhraseKey(scanner.bytes[one.place.upperBound..<next.place.lowerBound], keepDigits: true)
        guard gap.count <= 1, gap.parts.allSatisfy(SectionRole.joints.contains), !isSame(one.path, next.path) else {
            return false
        }
        let (subject, other) = (subject(of: one.path), subject(of: next.path))
        return !subject.isEmpty && !other.isEmpty && subject != other
    }

    /// What a file is about, or the tests in it are: "quay" of "src/quay.go", "quay_test.go" and "QuayTests.swift".
    private static func subject(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        let stem = name.split(separator: ".").first.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } } ?? ""
        for word in ["tests", "test", "spec", "specs", "it"] {
            if stem.hasSuffix(word), stem != word { return String(stem.dropLast(word.count)) }
            if word.hasPrefix("test"), stem.hasPrefix(word), stem != word { return String(stem.dropFirst(word.count)) }
        }
        return stem
    }

    private static func reviewedPath(_ drafts: [FindingBuilder.Draft], _ leftovers: [Leftover]) -> String? {
        // The files that remarks are placed in.
        var placed: [String] = []
        for draft in drafts {
            if let own = draft.finding.path, !placed.contains(where: { isSame($0, own) }) { placed.append(own) }
            for path in draft.found.compactMap(\.path) where !placed.contains(where: { isSame($0, path) }) {
                placed.append(path)
            }
            if placed.count > 40 { break }
        }
        // The file that the review's heading or first words name.
        var announced: [String] = []
        let announcements =
            drafts.prefix(1).flatMap(\.headings).map { StyledText($0) }
            + leftovers.prefix(2).map { $0.text.slice(0..<min($0.text.count, 2_000)) }
        for text in announcements {
            let scanner = LineReferenceScanner(text)
            // Behind the file under review, which a title may tell, others may be listed that it uses.
            let isTold = !announced.isEmpty || drafts.contains { $0.remark.context.path != nil }
            if !isTold, opensWithSeveralFiles(scanner) { return nil }
            announced += scanner.paths.map(\.path)
        }
        if let first = announced.first(where: { path in placed.contains { isSame($0, path) } }) {
            let others = placed.filter { !isSame($0, first) }
            if others.isEmpty
                || drafts.filter({ $0.finding.path == nil || isSame($0.finding.path ?? "", first) }).count * 2
                    > drafts.count
            {
                return placed.first { isSame($0, first) && $0.utf8.count > first.utf8.count } ?? first
            }
            return nil
        }
        if placed.isEmpty { return announced.first { $0.utf8.contains(UInt8(ascii: "/")) } ?? announced.first }
        return placed.count == 1
            && drafts.filter({ $0.finding.path != nil || $0.found.contains { $0.path != nil } }).count * 2
                > drafts.count
            ? placed[0] : nil
    }
}
