/// Sentences that judge the whole without a label: the reviewer's first words, and the parting ones.
extension VerdictReader {
    /// How much a sentence after the last remark sounds like the reviewer's parting judgement of the whole.
    static func closingScore(_ sentence: String) -> Int {
        let key = PhraseKey(sentence)
        guard key.count >= 4, key.count <= 40, !sentence.hasSuffix("?"), !key.contains(anyOf: footers),
            LineReferenceScanner(StyledText(sentence)).found.allSatisfy({ $0.certainty != .firm }),
            LineReferenceScanner(StyledText(sentence)).paths.isEmpty
        else { return 0 }
        return key.contains(anyOf: wholes) && key.contains(anyOf: judgements) ? 8 : 0
    }

    /// A sentence without places that weighs good against bad, as reviews begin: "Solid use of fakes, but too trusting".
    static func judgesWhole(_ sentence: String) -> Bool {
        let key = PhraseKey(sentence)
        guard (4...60).contains(key.count) || key.isWide, !sentence.hasSuffix("?"), !sentence.hasSuffix(":"),
            !key.contains(anyOf: footers), !ChatFraming.isFraming(key)
        else { return false }
        let text = StyledText(sentence)
        let scanner = LineReferenceScanner(text)
        guard scanner.found.allSatisfy({ $0.certainty == .bare }) else { return false }
        return (key.contains(anyOf: ChatFraming.praise) || key.contains(anyOf: merits))
            && (key.contains(anyOf: RemarkEvidence.faults)
                || key.contains(anyOf: reserves) && !RemarkEvidence.namesSymbol(text))
            || score(sentence, isLast: false) >= 8
    }

    /// The first words say that there is nothing to report.
    static func findsNothing(_ text: StyledText) -> Bool {
        guard let first = SentenceSplitter.sentences(of: text.slice(0..<min(text.count, 300))).first else {
            return false
        }
        let key = PhraseKey(text.bytes[first])
        return key.count <= 8 && nothing.opens(key)
            || key.isWide && key.bytes.count < 60 && key.contains(anyOf: nothing)
    }

    static let nothing: PhraseSet = [
        "no issues", "no problems", "no findings", "no defects", "no remarks", "no bugs", "no comments",
        "nothing to report", "not that i can see", "not that i see", "not that i noticed", "none that i can see",
        "none that i found", "nothing that i can see", "nothing to complain", "nicht dass ich wüsste",
        "pas que je sache", "no que yo vea", "não que eu veja",
        "nothing found", "no issue found", "no new issues", "no major issues", "no blocking issues", "no concerns",
        "no vulnerabilities", "no security", "no actionable", "keine mängel", "keine probleme", "keine befunde",
        "keine beanstandungen", "keine anmerkungen", "keine auffälligkeiten", "aucun problème", "aucun défaut",
        "aucune remarque", "rien à signaler", "sin problemas", "ningún problema", "no se encontraron",
        "no se detectaron",
        "nenhum problema", "nessun problema", "niente da segnalare", "замечаний нет", "проблем не", "нет замечаний",
        "未发现", "没有发现", "没有问题", "問題は見つかりません", "問題ありません", "問題なし", "指摘事項なし", "指摘なし",
        "문제가 발견되지", "문제 없", "문제없",
    ]

    /// What a judgement of the whole holds back.
    static let reserves: PhraseSet = [
        "little", "less", "few", "barely", "hardly", "surprisingly", "merely", "limited", "gaps", "deceptive", "uneven",
        "patchy", "room for", "could be", "needs", "wenig", "kaum", "trügerisch", "lückenhaft", "peu", "à peine",
        "lacunes", "trompeur", "poco", "apenas", "engañoso", "pouco", "enganoso", "poco", "lacune", "ingannevole",
        "weinig", "nauwelijks", "mager", "mało", "słabo", "luki", "az", "zayıf", "eksik", "eksikler", "yetersiz",
        "мало", "едва", "обманчиво", "不足", "有限", "不十分", "足りない", "부족", "미흡",
    ]

    static let merits: PhraseSet = [
        "a lot", "lots of", "plenty", "exercises", "complete", "honest", "fast", "quick", "viel",
        "vieles", "beaucoup", "mucho", "molto", "много",
        "valuable", "useful", "rich", "rich in", "careful", "thorough", "readable", "ambitious", "decent", "reasonable",
        "acceptable", "usable", "competent", "promising", "pleasant", "favourable", "favorable", "welcome", "covers",
        "coverage",
        "right idea", "sensible", "tidy", "lively", "broad", "ordentlich", "ordentliche", "brauchbar", "nützlich",
        "sorgfältig",
        "wertvoll", "gründlich", "solide", "utile", "soigné", "correct", "complet", "lisible", "útil", "útiles",
        "correcto",
        "completo", "aceptable", "cuidado", "aceitável", "correto", "accettabile", "corretto", "utili", "полезны",
        "полезный",
        "leesbaar", "bruikbaar", "netjes", "degelijk", "verzorgd", "czytelne", "czytelny", "czytelna", "porządnie",
        "porządny", "przydatne", "okunaklı", "okunabilir", "düzenli", "temiz", "faydalı", "başarılı", "читается",
        "неплохо", "неплохой", "аккуратно", "还可以", "不错", "尚可", "有用", "有益", "概ね", "おおむね", "무난", "유용",
    ]

    static let wholes: PhraseSet = [
        "tests", "test", "suite", "file", "pr", "pull request", "patch", "change", "changes", "module", "branch",
        "class", "spec",
        "rest", "everything", "none of this", "none of these", "none of it", "all of this", "all of these", "these",
        "it", "them", "release", "whole", "this", "first two", "first three", "nothing here", "nothing in here",
        "none", "the others", "remainder", "remaining", "everything else", "with that", "with these", "contract",
        "contracts", "code", "codebase", "page", "pages", "site",
        "application", "service", "merge request", "series", "diff", "version", "datei", "klasse", "änderung", "rest",
        "alles", "fichier",
        "ensemble", "reste", "tout", "archivo", "conjunto", "resto", "todo", "arquivo", "tudo", "insieme", "tutto",
        "bestand", "geheel", "alle", "plik", "testy", "całość", "reszta", "dosya", "testler", "tümü", "geri kalan",
        "файл", "тесты", "остальное", "всё", "文件", "整体", "其余", "全体", "残り", "전체", "나머지",
    ]

    static let judgements: PhraseSet = [
        "can wait", "could wait", "stop", "stops", "stopping", "in the way", "go in", "goes in", "gate", "deploy",
        "deployed", "rollout", "green light", "good to go", "go live", "production", "urgent", "sufficient", "suffices",
        "adequate", "inadequate", "insufficient", "misleading", "worthwhile", "healthy", "shape", "protects",
        "safety net", "confidence", "until", "sort out", "satisfied", "im fine", "fixed first", "fix first", "address",
        "addressed", "deserve", "deserves", "not ready", "overhaul", "recommend", "recommended", "concern", "concerns",
        "reliable", "unreliable", "dringend", "dringendes", "reicht", "genügt", "genügen", "produktionsreif",
        "zuverlässig", "urgent", "suffit", "suffisant", "prêt", "fiable", "urgente", "suficiente", "listo", "fiable",
        "pronto", "suficiente", "affidabile", "sufficiente", "срочно", "достаточно", "готово", "надёжно", "подождать",
        "够用", "就绪", "可靠", "十分", "問題ない", "충분", "준비",
        "trust", "draft", "useful", "useless", "usable", "fine", "ok", "okay", "good", "solid", "weak", "thin", "ready",
        "merge",
        "merged", "merging", "ship", "release", "hold", "block", "blocker", "blocking", "approve", "approval", "pass",
        "go ahead", "v2", "v3", "v4", "respin", "acked", "acked by", "revision", "afternoon", "fixable",
        "another round", "another look", "second look", "second round", "sign off", "signing off", "happy", "enough",
        "acceptable", "before",
        "rework", "worth", "keep", "land", "landing", "follow up", "follow ups", "vertrauen", "brauchbar", "gut",
        "freigeben",
        "warten", "vorher", "fusionner", "valider", "bon", "confiance", "attendre", "avant", "fusionar", "aprobar",
        "confianza", "bien", "antes", "aprovar", "mesclar", "confiança", "approvare", "unire", "fiducia", "prima",
        "klaar", "vertrouwen", "eerst", "samenvoegen", "mergen", "goedkeuren", "goed", "gotowe", "scalać", "scalić",
        "zaufać", "najpierw", "dobrze", "hazır", "güvenilir", "birleştirilebilir", "birleştirmeden", "önce", "yeterli",
        "доверять", "одобрить", "сливать", "сначала", "合并", "可以", "信任", "マージ", "信頼", "良い", "머지", "신뢰",
    ]

    static let footers: PhraseSet = [
        "generated", "automatically", "line numbers", "numbers refer", "refer to", "reviewed at", "was reviewed",
        "this review", "not run", "did not run",
        "without running", "let me know", "reply", "questions", "ping me", "zeilenangaben", "zeilennummern",
        "ohne ausführung", "numéros de ligne",
        "números de línea", "números de linha", "numeri di riga", "номера строк", "行号", "行番号", "줄 번호", "react with",
        "sent from",
        "end of", "distribution", "response is due",
    ]
}
