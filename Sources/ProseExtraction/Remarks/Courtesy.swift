/// What people write around a review and tools around a list: greetings, apologies, offers, legends, bare markup.
///
/// A layout may give such a line the look of a remark; its words say nothing of the code.
enum Courtesy {
    /// Words to the reader at the head or foot of a review: "Sorry for the long mail. I can send a patch."
    static func isToReader(_ remark: Remark) -> Bool {
        switch remark.layout {
        case .item, .row, .heading, .location, .terse: return false
        case .labelled, .boldLead, .paragraph, .sentence: break
        }
        let text = remark.lead
        guard remark.blocks.isEmpty, remark.suggestion == nil, remark.context.role != .praise else { return false }
        let key = PhraseKey(text.bytes[...])
        return key.count <= 45 && phrases.opens(key) && !text.styles.contains { $0.contains(.code) }
            && LineReferenceScanner(text).found.allSatisfy { $0.certainty == .bare }
            && !RemarkEvidence.namesSymbol(text)
    }

    /// Thanks, an apology, an offer or a greeting.
    static func opens(_ key: PhraseKey) -> Bool { phrases.opens(key) }

    /// A wish, a request about how to merge, or the announcement of the remarks: "Good luck!", "One commit, please.", "Here are my
    /// remarks."
    static func judgesNothing(_ text: StyledText) -> Bool {
        guard text.count <= 160 else { return false }
        let key = PhraseKey(text.bytes[...])
        if key.count <= 4, key.contains(anyOf: requests) { return true }
        return key.count <= 20 && wishes.opens(key) || key.count <= 8 && key.contains(anyOf: announcements)
    }
    private static let requests: PhraseSet = [
        "please", "bitte", "por favor", "per favore", "sil vous plaît", "пожалуйста",
    ]
    private static let wishes: PhraseSet = [
        "good luck", "best of luck", "happy coding", "happy hacking", "happy testing", "have fun", "see you",
        "viel erfolg",
        "viel spaß", "bonne chance", "bon courage", "buena suerte", "suerte", "boa sorte", "buona fortuna",
        "buon lavoro",
        "удачи", "powodzenia", "veel succes", "祝你", "頑張って",
    ]
    private static let announcements: PhraseSet = [
        "these are my remarks", "these are my comments", "these are my notes", "these are my findings",
        "here are my remarks", "here are my comments", "here are my notes", "here are my findings", "my remarks follow",
        "remarks follow", "comments follow", "findings below", "remarks below", "comments below", "details below",
        "das sind meine anmerkungen", "voici mes remarques", "estos son mis comentarios", "estas son mis observaciones",
        "ecco le mie osservazioni", "вот мои замечания",
    ]

    /// What the words of severity mean: "Major: mend it now. Minor: mend it when convenient."
    static func isLegend(_ text: StyledText) -> Bool {
        guard text.count <= 600, LineReferenceScanner(text).found.isEmpty else { return false }
        var rated: Set<String> = []
        for index in text.bytes.indices where text.bytes[index] == UInt8(ascii: ":") {
            var start = index
            while start > 0, text.bytes[start - 1].isLetter || text.bytes[start - 1].isWide, index - start < 24 {
                start -= 1
            }
            let word = text.flat(start..<index)
            if SeverityVocabulary.severity(of: word) != nil { rated.insert(word) }
        }
        return rated.count > 1
    }

    /// Not a single word: ")", "A"; or one of a wiki's links alone.
    static func isMarkup(_ text: StyledText) -> Bool {
        if text.bytes.has("[[", at: 0), text.bytes.has("]]", at: text.count - 2) { return true }
        var letters = 0
        for byte in text.bytes {
            if byte.isWide { return false }
            letters = byte.isLetter || byte.isDigit ? letters + 1 : 0
            if letters > 1 { return false }
        }
        return true
    }

    private static let phrases: PhraseSet = [
        "thanks", "thank you", "many thanks", "sorry", "apologies", "my apologies", "happy to", "glad to",
        "best wishes",
        "bye", "ciao", "groeten", "groetjes", "met vriendelijke groet", "pozdrawiam", "selamlar", "grüße", "gruß",
        "bonne journée", "amicalement", "bises", "abrazo", "best", "best regards", "kind regards", "warm regards",
        "regards", "cheers", "see you", "have a nice", "have a good",
        "i promised", "as promised", "looking forward", "hope this helps", "i hope this helps", "ping me", "shout if",
        "vielen dank", "danke", "entschuldigung", "entschuldige", "viele grüße", "liebe grüße", "beste grüße",
        "mit freundlichen grüßen", "bis bald", "bis dann", "wie versprochen", "merci", "désolé", "désolée",
        "cordialement", "bien à vous", "à bientôt", "comme promis", "gracias", "perdón", "saludos", "un saludo",
        "como prometí", "obrigado", "obrigada", "desculpe", "desculpem", "abraços", "atenciosamente", "como prometido",
        "grazie", "scusa", "scusate", "saluti", "cordiali saluti", "distinti saluti", "yours sincerely",
        "un cordial saludo", "atentamente", "mit freundlichem gruß", "come promesso", "спасибо", "извините",
        "с уважением",
        "как обещал", "谢谢", "抱歉", "此致", "ありがとう", "すみません", "よろしく", "감사합니다", "죄송합니다",
    ]
}
