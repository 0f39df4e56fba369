import FindingsModel
import Synchronization

/// Judges what a remark says: whether it complains, how much it matters, and of what kind it is.
///
/// Deterministic and explainable: every judgement is a sum of weighted terms of the data files in `Lexicon/`.
/// A team adds terms of its own, and categories:
///
///     let judge = try RemarkJudge(catalogue: ours, lexicons: [Lexicon(name: "terms.tsv", text: text)])
public struct RemarkJudge: Sendable {
    public static let standard = RemarkJudge()

    /// A team's own, for as long as a document's reader reads; `nil` for Refrain's.
    @TaskLocal public static var own: RemarkJudge?

    /// What judges remarks where none is handed over. ``standard`` is made only when it is asked for: most reports of tools
    /// never ask.
    public static var current: RemarkJudge { own ?? standard }

    /// Another one for each judge that is made: what one judged is remembered for that one alone.
    package let serial = Self.made.add(1, ordering: .relaxed).newValue
    private static let made = Atomic<Int>(0)

    private var index = TermIndex()
    private let categories: CategoryRules
    private var severities = SeverityRules()
    /// The value numbers of the categories.
    private let places: [String: Int16]
    /// The value numbers of the concepts, and the bytes of their names by them.
    private var concepts: [Substring: Int16] = [:]
    private var conceptNames: [[UInt8]] = []

    /// The judge with the lexicons and the catalogue that come with Refrain.
    public init() {
        // A test holds that the tables are free of errors.
        self.init(catalogue: .standard, own: []) { _ in }
    }

    /// A judge that knows `catalogue` and, beside the terms that come with Refrain, those of `lexicons`.
    ///
    /// A later lexicon's weight for the same term and value replaces an earlier one's; 0 takes the term away.
    /// - Throws: the first row that cannot be used, with its line.
    public init(catalogue: CategoryCatalogue = .standard, lexicons: [Lexicon]) throws(LexiconError) {
        var first: LexiconError?
        self.init(catalogue: catalogue, own: lexicons) { first = first ?? $0 }
        if let first { throw first }
    }

    /// Everything that is wrong with `lexicons`, in their order; empty where all rows can be used.
    public static func problems(
        in lexicons: [Lexicon], catalogue: CategoryCatalogue = .standard
    ) -> [LexiconError] {
        var problems: [LexiconError] = []
        _ = RemarkJudge(catalogue: catalogue, own: lexicons) { problems.append($0) }
        return problems
    }

    private init(catalogue: CategoryCatalogue, own: [Lexicon], report: (LexiconError) -> Void) {
        categories = CategoryRules(catalogue: catalogue)
        places = Dictionary(
            catalogue.categories.enumerated().map { ($1.id, Int16(clamping: $0)) },
            uniquingKeysWith: { first, _ in first })
        for (id, term, weight) in Self.namesAsTerms(catalogue) {
            guard let place = places[id] else { continue }
            // A name may be written like its id, or like another detector's name: the first one stands.
            _ = index.add(
                term,
                .init(
                    judgement: .category, value: place, place: .anywhere, isGeneral: true, weight: weight, lexicon: 0,
                    line: 0, next: -1))
        }
        var number: Int16 = 0
        for lexicon in Lexicon.standard {
            number += 1
            // A team's catalogue may lack a category of ours: its terms are of no use then.
            load(lexicon, number: number) { _ in }
        }
        for lexicon in own {
            number += 1
            load(lexicon, number: number, report: report)
        }
    }

    /// The names of the categories, and those that detectors give them, as terms.
    private static func namesAsTerms(_ catalogue: CategoryCatalogue) -> [(id: String, term: Substring, weight: Double)]
    {
        var terms: [(String, Substring, Double)] = []
        for category in catalogue.categories where category.group != "praise" && category.id != "other" {
            // One word ("style") may mean anything; two ("eager test") are a name.
            terms.append((category.id, category.name[...], category.name.utf8.contains(0x20) ? 3 : 1.5))
            if category.id.utf8.contains(0x2D) { terms.append((category.id, category.id[...], 3)) }
            for detector in category.detectors {
                guard let colon = detector.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
                var name = ""
                // "OverMocking" is written "over mocking" and "overmocking" too.
                for character in detector[detector.utf8.index(after: colon)...] {
                    if character.isUppercase, let last = name.last, last.isLowercase { name.append(" ") }
                    name.append(character == "_" ? " " : character)
                }
                // Codes ("C13b") are no words.
                guard name.utf8.contains(0x20), !name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
                    continue
                }
                terms.append((category.id, name[...], 3))
            }
        }
        return terms
    }

    private mutating func load(_ lexicon: Lexicon, number: Int16, report: (LexiconError) -> Void) {
        lexicon.rows(
            { row in
                func fail(_ reason: String) {
                    report(LexiconError(lexicon: lexicon.name, line: row.line, reason: reason))
                }
                let place: TermIndex.Place
                switch row.place {
                case "", "anywhere": place = .anywhere
                case "title": place = .title
                case "heading": place = .heading
                default: return fail("“\(row.place)” is no place: heading, title or nothing was expected")
                }
                let value: Int16
                switch row.judgement {
                case .category, .leaning:
                    guard let number = places[String(row.value)] else {
                        return fail("“\(row.value)” is no category of the catalogue")
                    }
                    value = number
                case .polarity:
                    guard let polarity = PolarityRules.Value(name: row.value) else {
                        return fail("“\(row.value)” is none of praise, neutral, issue, caveat, negator, wish")
                    }
                    value = polarity.rawValue
                case .severity:
                    guard let severity = Severity(rawValue: String(row.value)) else {
                        return fail("“\(row.value)” is none of critical, high, medium, low, info")
                    }
                    value = Int16(severity.rank)
                case .concept:
                    value = concepts[row.value] ?? Int16(clamping: conceptNames.count)
                    if concepts[row.value] == nil {
                        concepts[row.value] = value
                        conceptNames.append(Array(row.value.utf8))
                    }
                }
                for term in row.terms {
                    if row.judgement == .severity, term.utf8.starts(with: "category:".utf8) {
                        let id = String(term.dropFirst("category:".count))
                        guard places[id] != nil else {
                            fail("“\(id)” is no category of the catalogue")
                            continue
                        }
                        severities.priors[id] = (Severity.allCases[Int(value)], row.weight)
                        continue
                    }
                    let complaint = index.add(
                        term,
                        .init(
                            judgement: row.judgement, value: value, place: place,
                            isGeneral: row.language.isEmpty || row.language == "en" || row.language == "*",
                            weight: row.weight, lexicon: number, line: Int32(row.line), next: -1))
                    if row.judgement == .category, row.weight == 0 {
                        // Who takes a term away does not want what it leans to either.
                        _ = index.add(
                            term,
                            .init(
                                judgement: .leaning, value: value, place: place, isGeneral: true, weight: 0,
                                lexicon: number, line: Int32(row.line), next: -1))
                    }
                    if let complaint { fail("“\(term)”: \(complaint)") }
                }
            }, report: report)
    }

    /// What `remark` says. The evidence costs as much as the judgement: `explaining` says whether it is wanted.
    public func judge(_ remark: RemarkText, explaining: Bool = true) -> RemarkJudgement {
        let words = RemarkWords(remark)
        let found = terms(in: words, language: remark.language)
        var evidence = EvidenceList(isWanted: explaining)

        let weighed = categories.weigh(
            found.category, features: features(of: words, found), titleIsBare: Self.isBare(words, found.category),
            titleIsName: Self.isName(words, found.category), explaining: explaining)
        var said = PolarityRules.sum(found.polarity, words: words, evidence: &evidence)
        if remark.isAmongPraise {
            said.addChapter(of: remark.headings, found.polarity, words: words, evidence: &evidence)
        }
        if let praise = weighed.praise {
            said.add(learned: praise)
            categories.explainPraise(weighed, words: words, evidence: &evidence)
        }
        var category = "good-practice"
        var confidence = Confidence.ofPraise(margin: said.margin)
        var scores: [CategoryScore] = []
        let polarity = remark.isComplaint ? .issue : said.polarity
        if polarity != .praise {
            let choice = categories.choose(weighed, words: words, under: remark.headings.last, evidence: &evidence)
            scores = choice.scores
            category = choice.category ?? "other"
            confidence = choice.confidence
        }
        var severity: Severity?
        if polarity == .issue {
            severity = severities.choose(found.severity, category: category, words: words, evidence: &evidence)
        } else {
            // Praise and descriptions ask for nothing.
            severity = .info
        }
        return RemarkJudgement(
            polarity: polarity, severity: severity ?? .medium,
            severityBasis: severity == nil ? .default : .inferred, category: category, confidence: confidence,
            scores: scores, evidence: evidence.items)
    }

    private func features(of words: RemarkWords, _ found: FoundTerms) -> RemarkFeatures {
        RemarkFeatures(words: words, concepts: found.concepts, conceptNames: conceptNames)
    }

    /// What the learning of weights looks at: a remark's features with their values, and what the terms of the lexicons
    /// say of each of `categories`.
    package func lesson(
        _ remark: RemarkText, categories: [String]
    ) -> (features: [String: Float], named: [Double]) {
        let words = RemarkWords(remark)
        let found = terms(in: words, language: remark.language)
        var values: [String: Float] = [:]
        features(of: words, found).visit { name, place in
            values[String(decoding: name, as: UTF8.self), default: 0] = max(
                values[String(decoding: name, as: UTF8.self)] ?? 0, place.value)
        }
        var silent = EvidenceList(isWanted: false)
        let sums = self.categories.named(
            found.category, words: words, titleIsBare: Self.isBare(words, found.category), evidence: &silent
        ).sums
        return (values, categories.map { id in places[id].map { sums[Int($0)] } ?? 0 })
    }

    /// A title that is no more than a name says nothing of the kind: what follows it counts as title.
    private static func isBare(_ words: RemarkWords, _ terms: [FoundTerm]) -> Bool {
        isShort(words) && !isNamed(words, terms)
    }

    /// A title that is no more than a name that a category is known by ("Thread.sleep") says all.
    private static func isName(_ words: RemarkWords, _ terms: [FoundTerm]) -> Bool {
        isShort(words) && isNamed(words, terms)
    }

    private static func isShort(_ words: RemarkWords) -> Bool {
        words.words.lazy.filter { $0.zone == .title && !$0.isCode }.count < 3
    }

    private static func isNamed(_ words: RemarkWords, _ terms: [FoundTerm]) -> Bool {
        terms.contains { $0.namesCategory && words.words[$0.first].zone == .title }
    }

    /// The terms that count, by their first word: those of other languages left out where the language is known to be
    /// English, those that only headings may hold, and those that a longer term of the same judgement covers.
    private func terms(in words: RemarkWords, language: String?) -> FoundTerms {
        let onlyGeneral = language?.prefix(2) == "en"
        var named: [FoundTerm] = []
        named.reserveCapacity(64)
        var found = FoundTerms()
        found.category.reserveCapacity(64)
        for match in index.matches(in: words) {
            let entry = index.entries[Int(match.entry)]
            if onlyGeneral, !entry.isGeneral { continue }
            let first = Int(match.first)
            if entry.judgement == .concept {
                if entry.weight != 0 {
                    found.concepts.append(.init(number: Int(entry.value), first: first, last: Int(match.last)))
                }
                continue
            }
            let zone = words.words[first].zone
            switch entry.place {
            case .anywhere: break
            case .title: guard zone == .title || zone == .heading || zone == .label else { continue }
            case .heading:
                guard zone == .heading || zone == .label, Self.carries(match, words) else { continue }
            }
            let term = FoundTerm(
                entry: match.entry, judgement: entry.judgement, value: entry.value, place: entry.place,
                weight: entry.weight, first: first, last: Int(match.last), mask: match.mask,
                isCode: (first...Int(match.last)).allSatisfy { words.words[$0].isCode },
                isOwn: Int(entry.lexicon) > Lexicon.standard.count)
            // Leanings add to one another, and to the terms that they are part of: none covers another.
            if entry.judgement == .leaning {
                // A heading is shared by many remarks: only the terms that name a category are read there.
                if zone != .heading { found.category.append(term) }
            } else {
                named.append(term)
            }
        }
        for (place, term) in named.enumerated() where !Self.isCovered(place, in: named) {
            switch term.judgement {
            case .category, .leaning: found.category.append(term)
            case .polarity: found.polarity.append(term)
            case .severity: found.severity.append(term)
            case .concept: break
            }
        }
        return found
    }

    /// Whether a term is what a heading is about: it opens it, or is half of it at least. "Positive" does, and so does
    /// "Positive aspects of the change"; "context" in "Home-made click context" does not.
    private static func carries(_ match: TermIndex.Match, _ words: RemarkWords) -> Bool {
        let first = Int(match.first)
        let sentence = words.words[first].sentence
        var before = 0
        var at = first - 1
        while at >= 0, words.words[at].sentence == sentence {
            // A number or a sign before the words does not count.
            if !words.words[at].isSign(in: words) { before += 1 }
            at -= 1
        }
        if before == 0 { return true }
        var after = 0
        at = Int(match.last) + 1
        while at < words.words.count, words.words[at].sentence == sentence, after < 8 {
            after += 1
            at += 1
        }
        return (Int(match.last) - first + 1) * 2 >= before + after
    }

    /// Whether all words of a term belong to a longer one of the same judgement.
    private static func isCovered(_ place: Int, in found: [FoundTerm]) -> Bool {
        let term = found[place]
        func covers(_ other: FoundTerm) -> Bool {
            guard other.judgement == term.judgement, other.first <= term.first, other.last >= term.last else {
                return false
            }
            let shifted = term.mask << UInt64(term.first - other.first)
            return other.mask & shifted == shifted && other.mask != shifted
        }
        // Terms stand by their first word, and none is longer than 60 words.
        var at = place - 1
        while at >= 0, term.first - found[at].first < 60 {
            if covers(found[at]) { return true }
            at -= 1
        }
        at = place + 1
        while at < found.count, found[at].first == term.first {
            if covers(found[at]) { return true }
            at += 1
        }
        return false
    }
}
