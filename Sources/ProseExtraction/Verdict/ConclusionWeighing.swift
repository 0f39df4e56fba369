import FindingsModel

/// How likely each sentence around the remarks is the reviewer's conclusion, where no words of conclusions tell.
///
/// A conclusion speaks of the tests as a whole, weighs one thing against another, says what the reviewer would do with
/// them, and stands where conclusions stand: as the last sentence of what introduces the remarks, or after them. Each of
/// these counts by a weight; the weights are those of a logistic regression on 1,250 sentences of labelled reviews.
struct ConclusionWeighing {
    private let leftovers: [Leftover]
    private let before: [Int]
    private let after: [Int]

    /// - Parameters:
    ///   - before: the places of the paragraphs before the first remark.
    ///   - after: of those after the last one.
    init(_ leftovers: [Leftover], before: [Int], after: [Int]) {
        self.leftovers = leftovers
        self.before = before
        self.after = after
    }

    /// The likeliest sentence, where it is likely enough: in its paragraph's text, and the paragraph's place.
    var likeliest: (range: Range<Int>, order: Int)? {
        var best: (range: Range<Int>, order: Int)?
        var highest = Self.least
        for (order, leftover) in leftovers.enumerated().prefix(400) where leftover.context.role != .aside {
            let sentences = SentenceSplitter.sentences(of: leftover.text)
            let place = weightOfPlace(order, sentences: sentences.count)
            for (number, sentence) in sentences.prefix(30).enumerated() {
                var weight = place + weight(of: leftover.text.slice(sentence))
                if number == sentences.count - 1 { weight += 1 }
                if leftover.context.role == .verdict { weight += 0.9 }
                if weight > highest {
                    highest = weight
                    best = (sentence, order)
                }
            }
        }
        return best
    }

    /// The bias of the regression, so far below zero as two in five are likely enough.
    private static let least = 4.7

    private func weightOfPlace(_ order: Int, sentences: Int) -> Double {
        var weight = 0.0
        if let place = before.firstIndex(of: order) {
            weight += place == before.count - 1 ? 0.5 : -0.3
            if sentences == 1 { weight += 0.6 }
        } else if let place = after.firstIndex(of: order) {
            weight += 0.4
            weight += place == after.count - 1 ? 0.6 : place == after.count - 2 ? 0.2 : -0.2
            if sentences == 1 { weight += 0.5 }
        } else {
            weight -= 0.4
        }
        return weight
    }

    private func weight(of sentence: StyledText) -> Double {
        let words = sentence.flat
        let key = PhraseKey(sentence.bytes[...])
        guard !key.isEmpty, !words.hasSuffix("?"), !Self.isFigure(sentence) else { return -10 }
        var weight = key.count < 3 ? -0.3 : key.count < 31 ? 0.3 : -0.4
        func add(_ amount: Double, _ isSo: Bool) { if isSo { weight += amount } }
        let scanner = LineReferenceScanner(sentence)
        add(-1.4, !scanner.paths.isEmpty)
        add(-0.3, scanner.found.contains { $0.certainty == .firm })
        add(-0.9, RemarkEvidence.namesSymbol(sentence))
        add(-0.7, words.hasSuffix(":"))
        add(0.6, words.utf8.last.map { ".!".utf8.contains($0) } ?? false)
        add(0.6, key.isWide)
        let decides = VerdictReader.outcome(ofSentence: words) != .commented
        add(2.2, decides)
        add(-1.5, !decides && Courtesy.opens(key))
        add(2.3, VerdictReader.label(of: sentence) != nil)
        add(1.5, key.contains(anyOf: VerdictReader.judgements))
        add(1.5, key.contains(anyOf: VerdictReader.merits))
        add(1.3, key.contains(anyOf: Self.contrasts))
        add(1.2, key.contains(anyOf: Self.opinions))
        add(0.6, key.contains(anyOf: VerdictReader.reserves))
        add(0.5, key.contains(anyOf: VerdictReader.wholes))
        add(0.3, key.contains(anyOf: RemarkEvidence.faults))
        add(-1, key.contains(anyOf: VerdictReader.footers))
        add(-1, key.contains(anyOf: Self.deeds))
        add(-0.4, ChatFraming.isFraming(key) || Self.openers.opens(key))
        return weight
    }

    /// A name and how many: "Checks skipped: 4."
    private static func isFigure(_ sentence: StyledText) -> Bool {
        guard let colon = sentence.bytes.lastIndex(of: UInt8(ascii: ":")) else { return false }
        let value = sentence.bytes[(colon + 1)...].filter { !$0.isBlank && $0 != UInt8(ascii: ".") }
        return !value.isEmpty && value.allSatisfy(\.isDigit)
    }

    /// One thing is weighed against another.
    private static let contrasts: PhraseSet = [
        "but", "yet", "though", "although", "however", "that said", "nevertheless", "nonetheless", "except", "aber",
        "jedoch", "allerdings", "obwohl", "trotzdem", "mais", "cependant", "toutefois", "pourtant", "pero", "aunque",
        "sin embargo", "mas", "porém", "embora", "no entanto", "ma", "però", "tuttavia", "sebbene", "но", "однако",
        "хотя", "但", "不过", "然而", "ただし", "しかし", "ものの", "지만", "다만", "그러나",
    ]

    /// What the reviewer thinks, or would do.
    private static let opinions: PhraseSet = {
        let persons = ["i", "we"]
        let verbs = [
            "would", "will", "can", "cant", "cannot", "could", "wont", "wouldnt", "recommend", "think", "believe",
            "dont",
            "suggest", "am", "like", "consider",
        ]
        return PhraseSet(
            persons.flatMap { person in verbs.map { "\(person) \($0)" } } + [
                "id", "im", "ill", "weve decided", "in my opinion", "in our opinion", "in my view", "ich würde",
                "ich finde", "ich halte", "meiner meinung", "aus meiner sicht", "je pense", "je trouve", "je ne",
                "à mon avis", "je recommande", "creo que", "me parece", "en mi opinión", "recomiendo", "yo no",
                "acho que",
                "na minha opinião", "recomendo", "penso che", "a mio parere", "secondo me", "consiglio", "я бы",
                "по моему", "считаю", "рекомендую", "我认为", "我觉得", "建议", "と思います", "と考えます", "생각합니다", "권합니다",
            ])
    }()

    /// What the reviewer did says how the review came about.
    private static let deeds: PhraseSet = {
        let persons = ["i", "we", "ive", "weve", "i have", "we have"]
        let verbs = [
            "looked", "read", "reviewed", "went", "ran", "checked", "tried", "compared", "left", "took", "promised",
            "walked", "noticed", "found", "counted", "examined", "inspected", "analysed", "analyzed",
        ]
        return PhraseSet(persons.flatMap { person in verbs.map { "\(person) \($0)" } })
    }()

    /// How a message, a head or a legend begins.
    private static let openers: PhraseSet = [
        "here", "heres", "hi", "hello", "hey", "dear", "from", "to", "on", "re", "date", "file", "reviewed", "commit",
        "scope", "i have", "legend", "scale", "note", "subject", "cc", "hallo", "liebe", "lieber", "bonjour", "salut",
        "hola", "olá", "ciao", "buongiorno", "привет", "здравствуйте", "你好", "大家好", "こんにちは", "안녕하세요",
    ]
}
