/// Words by which the learned weights of verdicts tell sentences apart, beside those of ``VerdictReader``.
extension ConclusionFeatures {
    /// One thing is weighed against another.
    static let contrasts: PhraseSet = [
        "but", "yet", "though", "although", "however", "that said", "nevertheless", "nonetheless", "except", "aber",
        "jedoch", "allerdings", "obwohl", "trotzdem", "mais", "cependant", "toutefois", "pourtant", "pero", "aunque",
        "sin embargo", "mas", "porém", "embora", "no entanto", "ma", "però", "tuttavia", "sebbene", "maar", "echter",
        "hoewel", "ale",
        "jednak", "choć", "ama", "fakat", "ancak", "но", "однако",
        "хотя", "但", "不过", "然而", "ただし", "しかし", "ものの", "지만", "다만", "그러나",
    ]

    /// What the reviewer thinks, or would do.
    static let opinions: PhraseSet = {
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
    static let deeds: PhraseSet = {
        let persons = ["i", "we", "ive", "weve", "i have", "we have"]
        let verbs = [
            "looked", "read", "reviewed", "went", "ran", "checked", "tried", "compared", "left", "took", "promised",
            "walked", "noticed", "found", "counted", "examined", "inspected", "analysed", "analyzed",
        ]
        return PhraseSet(persons.flatMap { person in verbs.map { "\(person) \($0)" } })
    }()

    /// How a message, a head or a legend begins.
    static let openers: PhraseSet = [
        "here", "heres", "hi", "hello", "hey", "dear", "from", "to", "on", "re", "date", "file", "reviewed", "commit",
        "scope", "i have", "legend", "scale", "note", "subject", "cc", "hallo", "liebe", "lieber", "bonjour", "salut",
        "hola", "olá", "ciao", "buongiorno", "привет", "здравствуйте", "你好", "大家好", "こんにちは", "안녕하세요",
    ]
}
