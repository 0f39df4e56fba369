import FindingsModel

/// The words of conclusions: how much a sentence sounds like one, and what it comes to.
extension VerdictReader {
    /// How much a sentence sounds like a conclusion; 8 or more is one.
    static func score(_ sentence: String, isLast: Bool) -> Int {
        let key = PhraseKey(sentence)
        guard !key.isEmpty, key.count <= 70 || sentence.utf8.count < 600 else { return 0 }
        var score = 0
        for (weight, phrases) in weights where key.contains(anyOf: phrases) { score += weight }
        if summarising.opens(key) { score += 3 }
        if describing.opens(key) { score -= 12 }
        if key.contains(anyOf: asides) { score -= 12 }
        return score + (isLast && score > 0 ? 1 : 0)
    }

    /// What a change does is no judgement of it: "This pull request adds …".
    static let describing: PhraseSet = {
        let subjects = [
            "this pr", "this pull request", "the pull request", "the pr", "this change", "the change", "this patch",
            "this merge request", "this mr", "this commit", "this diff", "these changes",
        ]
        let verbs = [
            "adds", "add", "introduces", "introduce", "updates", "update", "touches", "touch", "refactors", "refactor",
            "moves", "move", "removes", "remove", "replaces", "replace", "changes", "implements", "implement",
            "renames",
            "extends", "migrates", "enhances", "modifies", "modify", "splits", "enables", "switches", "converts",
        ]
        return PhraseSet(subjects.flatMap { subject in verbs.map { "\(subject) \($0)" } })
    }()

    static let asides: PhraseSet = [
        "would you like", "let me know", "if you like", "hope this helps", "here is my review", "below you find",
        "happy to help", "happy to answer", "happy to pair", "happy to discuss", "happy to explain",
        "happy to elaborate",
        "happy to provide", "happy to take", "happy to chat", "happy to talk", "feel free",
        "i focused on", "reply", "approve button",
    ]
    /// Words that sum up; at the start of a sentence they make a conclusion of it.
    static let summarising: PhraseSet = [
        "in summary", "to summarize", "to summarise", "in conclusion", "overall", "all in all", "in general",
        "the short version", "to sum up",
        "bottom line", "my conclusion", "on the whole", "taken together", "altogether", "in short",
        "zusammenfassend", "insgesamt", "alles in allem",
        "en résumé", "dans lensemble", "lensemble est", "lensemble", "on balance", "my overall", "im großen und ganzen",
        "unterm strich", "en conjunto", "nell insieme", "globalement", "au final", "en resumen", "en general",
        "en conclusión",
        "em resumo", "no geral",
        "em geral", "in sintesi", "nel complesso", "in conclusione", "总之", "综上", "整体上", "整体而言", "まとめると", "以上より",
        "결론적으로",
        "요약하면", "подводя итог", "итого", "резюмируя", "verdict", "conclusion",
        "kurzfassung", "kurz gesagt", "kurzum", "in kürze", "kurzurteil", "en bref", "pour résumer", "en deux mots",
        "en pocas palabras", "en breve", "en suma", "em suma", "em poucas palavras", "resumindo", "in breve",
        "in poche parole", "in sostanza", "вкратце", "коротко говоря", "коротко", "一句话", "简而言之", "简言之", "要するに",
        "一言で", "한마디로", "요컨대",
    ]
    static let weights: [(Int, PhraseSet)] = [
        (
            10,
            [
                "happy to approve", "conditional pass", "passed with conditions", "leave this open",
                "leaving this open", "keep this open",
                "before it can be relied on", "antes de ser considerado", "muss vor", "another round",
                "in its present form", "in its current form", "in the present form",
                "in the current form", "as it stands", "in der jetzigen form", "en létat", "en su forma actual",
                "na forma atual", "nella forma attuale", "в нынешнем виде", "в текущем виде", "would i trust",
                "i would trust", "i wouldnt trust", "i would not trust", "should be revised", "must be revised",
                "needs to be revised", "gate a merge", "i like this class", "i like this file", "i like this suite",
                "i like this test", "not bad but", "not bad at all", "no go", "rework", "below the threshold",
                "below threshold", "below the bar", "does not meet the bar",
                "do not meet the bar", "doesnt meet the bar", "wouldnt merge", "would not merge", "not to be merged",
                "stop me from approving", "stops me from approving", "keeps me from approving", "ok from my side",
                "okay from my side", "fine from my side", "good from my side", "für mich ok", "von mir aus",
                "on the condition that", "under the condition that", "subject to the", "unter der bedingung",
                "unter vorbehalt", "vorbehaltlich", "sous réserve", "con reservas", "con la condición",
                "com ressalvas", "com a condição", "con riserva", "a condizione che", "при условии", "条件付き", "조건부",
                "有条件通过", "再レビューをお願い", "再レビュー",
                "did not uncover", "did not identify", "did not reveal", "didnt find any", "no significant flaws",
                "im fine with", "fine with you", "before we merge", "before you merge", "before i merge",
                "before merging it",
                "before this is merged", "before it is merged", "before this gets merged", "before it goes in",
                "before this goes in", "before this lands", "before it lands", "before landing", "before shipping",
                "before we ship", "before releasing", "stops the release", "stop the release", "stops a release",
                "block a merge", "block the release", "block a release", "blocks a merge", "stand in the way",
                "stands in the way", "wont block", "not going to block", "good to go", "ready to ship",
                "ready for release", "ready for production", "ready to land", "ready to go", "production ready",
                "not production", "can go in", "may go in", "could go in", "can be released", "can be deployed",
                "should not be deployed", "ready for deployment", "can wait", "nothing urgent", "kann warten",
                "steht der freigabe", "vor dem merge", "vor dem mergen", "vor der freigabe", "avant de fusionner",
                "avant la fusion", "avant le merge", "avant la mise en production", "antes de fusionar",
                "antes de aprobar", "antes del merge", "antes de mezclar", "antes de mesclar", "antes do merge",
                "antes de aprovar", "prima del merge", "prima di unire", "prima di approvare", "перед слиянием",
                "до слияния", "перед мержем", "合并前", "合并之前", "上线前", "リリース前", "머지 전", "병합 전", "배포 전",
                "lgtm", "looks good to me", "looks ok", "looks okay", "looks good", "looks reasonable", "looks fine",
                "request changes", "requesting changes",
                "changes requested", "approve", "approved", "approving", "needs work", "block the merge",
                "blocking the merge", "ready to merge",
                "ready for merge", "not ready", "good to merge", "safe to merge", "can be merged",
                "should not be merged", "do not merge",
                "objection to merging", "objections to merging", "no objection", "no objections", "before merging",
                "before merge", "before the merge",
                "merge it", "ship it", "good condition", "good shape", "solid shape", "well written",
                "well structured overall",
                "no problems found", "no issues found", "no further issues", "no other issues", "no issues were found",
                "no problems were found",
                "no defects were found",
                "no security defects", "no security defects are detected", "no security issues",
                "no security vulnerabilities", "no defects",
                "no vulnerabilities", "no issues", "no problems", "no blocking issues", "nothing blocking",
                "none of them is blocking",
                "none of them are blocking", "none are blocking", "none is blocking", "not blocking",
                "nothing needs to be changed",
                "no concerns", "no major issues", "no critical issues", "no flaky constructs", "correct as far as",
                "overall rating",
                "would not block", "wouldnt block", "i would block", "overall good", "good overall", "acceptable",
                "call it reliable", "can be trusted", "cannot be trusted", "can not be trusted", "not be trusted",
                "must be corrected", "should be corrected", "need to be fixed", "needs to be fixed", "have to be fixed",
                "おおむね良好", "概ね良好",
                "良好です", "全体的に", "総合的に",
                "no actionable comments",
                "nothing to complain", "happy with", "fine to merge", "fine with merging", "happy to merge",
                "ok to merge", "okay to merge", "hold the release", "blocks the release", "blocks a release",
                "blocks the merge", "nothing here blocks", "changes suggested", "mostly fine", "do not enable",
                "dont enable", "do not release", "do not ship", "dont ship", "stops the release", "needs a v2",
                "needs a v3",
                "needs a respin", "hold up the merge", "accepted with", "merge after", "merge once", "merge when",
                "ship after", "another round before", "should be fixed first", "would fix those first",
                "fix those first",
                "must be fixed before", "should be addressed before", "i recommend to fix", "i recommend fixing",
                "i recommend", "keine mängel",
                "keine sicherheitsmängel", "keine probleme", "keine fehler", "sollten zuerst behoben",
                "zuerst behoben werden", "sieht gut aus",
                "kann gemergt werden", "nicht mergen", "freigegeben", "freigabe", "keine beanstandungen",
                "aucun problème", "aucune faille", "aucun défaut", "à corriger avant", "prêt à être fusionné",
                "peut être fusionné", "bon état",
                "sin problemas", "no se encontraron", "no se detectaron", "no se han encontrado", "listo para",
                "se puede fusionar", "cambios solicitados",
                "aprobado", "nenhum problema", "não foram encontrados", "não encontrei", "pode ser mesclado",
                "aprovado", "nessun problema",
                "non sono stati", "può essere unito", "approvato",
                "未发现", "没有发现", "无安全", "可以合并", "建议合并", "不建议合并", "需要修改", "批准", "通过评审", "没有问题", "整体质量", "总体来说", "总的来说",
                "問題は見つかりません", "問題ありません", "問題なし", "マージ可能", "マージして", "マージ前", "承認", "修正が必要", "検出されません", "見当たりません",
                "全体として", "総じて", "문제가 발견되지", "문제 없", "문제없", "머지", "승인", "수정이 필요", "전반적으로",
                "не обнаружено", "не найдено", "проблем нет", "можно сливать", "можно мержить", "одобряю", "одобрено",
                "нужны правки", "требует доработки",
                "в целом", "замечаний нет", "mergeable", "not mergeable", "hold off", "hold this", "i would merge",
                "id merge", "to be merged",
                "requested changes to", "requires changes", "hold the merge", "would not merge", "needs fixes",
                "not ready yet", "not there yet", "with those fixed", "noch nicht", "änderungen erforderlich",
                "à revoir",
                "requiere cambios", "necesita cambios", "não dá para aprovar", "richiede modifiche",
                "требуются исправления", "требуются правки", "нужно исправить", "不能合并", "先修改",
                "solicito cambios", "solicito alterações", "chiedo modifiche", "je demande des modifications",
                "beau travail", "bon travail", "buen trabajo", "bom trabalho", "bel lavoro", "ottimo lavoro",
                "gute arbeit",
                "good work", "great work", "nice work", "good job", "great job", "well done overall", "ok after",
                "fine after",
                "fine with me", "fine by me", "otherwise fine", "otherwise ok", "otherwise good", "rest looks fine",
                "전체적으로", "全体的には", "整体不错", "хорошая работа", "отличная работа", "в остальном",
                "sonst gut", "ansonsten gut", "sinon très", "por lo demás", "de resto", "per il resto",
                "is fixed", "nice work overall", "great work overall",
                "quality gate", "up to standards", "up to standard", "nak", "nack", "see a v2", "see a v3",
                "happy to approve", "happy to accept", "glad to approve", "accept with", "pediría cambios",
                "pido cambios",
                "würde änderungen", "peço alterações",
            ]
        ),
        (6, summarising),
        (
            5,
            [
                "the tests are", "the suite", "the file", "this file", "this module", "this is a", "the module",
                "the change", "this change", "this pr", "the pr",
                "the class", "the patch", "the test file", "rest", "die tests", "die datei", "les tests", "las pruebas",
                "os testes", "i test",
                "это", "тесты", "测试", "テスト", "테스트",
            ]
        ),
        (
            4,
            [
                "good", "solid", "readable", "tidy", "thorough", "sound", "well", "correct", "reasonable", "detected",
                "defects", "weaknesses", "addressed",
                "should be", "needs", "concerns", "issues", "problems", "robust", "merge", "merging", "improvements",
                "acceptable",
                "flaky", "relying", "covered", "coverage", "gut", "sollten", "behoben", "bonne", "qualité", "corriger",
                "bien", "buena", "boa", "buona",
                "良好", "建议", "改善", "良い", "좋", "хорош", "proves nothing", "aber", "mais", "pero", "mas", "но",
                "testklasse", "traps", "false confidence", "reservations",
                "certifies", "however", "but",
            ]
        ),
    ]

    static let changes: PhraseSet = [
        "request changes", "requesting changes", "changes requested", "needs work", "need work", "not yet", "no go",
        "rework", "not acceptable", "unacceptable", "to reject", "below the threshold", "below threshold",
        "below the bar", "not meet the bar", "doesnt meet the bar",
        "not to be merged", "stop me from approving", "stops me from approving", "keeps me from approving",
        "unter der schwelle", "nicht bestanden", "sous le seuil", "no alcanza", "abaixo do mínimo", "sotto la soglia",
        "ниже порога", "未达标", "基準未満", "기준 미달", "再レビュー", "stand in the way of",
        "do not merge", "not ready", "should not be merged",
        "not mergeable", "block this", "blocks", "must be fixed", "before merging", "before merge", "before the merge",
        "needs changes",
        "changes required", "reject", "rejected", "hold off", "fix those first", "nicht mergen", "zuerst behoben",
        "à corriger avant",
        "before this goes in", "before it goes in", "before we merge", "before you merge", "before this is merged",
        "before it is merged", "before landing",
        "before shipping", "before this lands", "before it lands", "before releasing", "before the release",
        "second round",
        "another round", "vor dem merge", "vor dem mergen", "vor der freigabe", "avant de fusionner", "avant la fusion",
        "avant le merge", "antes de fusionar", "antes de aprobar", "antes del merge", "antes de mesclar",
        "antes do merge", "antes de aprovar", "prima del merge", "prima di unire", "prima di approvare",
        "перед слиянием", "до слияния", "合并前", "上线前", "リリース前", "マージ前", "머지 전", "병합 전",
        "cambios solicitados", "不建议合并", "需要修改", "修正が必要", "要修正", "수정이 필요", "нужны правки", "требует доработки",
        "failed", "rejected with", "merge after", "before relying", "requested changes", "requires changes",
        "hold the merge", "hold merging", "cannot merge",
        "would not merge", "wouldnt merge", "dont merge", "needs fixes", "need fixes", "must be addressed", "must fix",
        "not up to standards", "not up to standard", "nak", "nack", "see a v2", "see a v3", "pediría cambios",
        "pido cambios",
        "has to be fixed", "have to be fixed", "not ready yet", "not there yet", "changes needed", "needs revision",
        "rework needed", "änderungen nötig", "änderungen erforderlich", "noch nicht", "nacharbeit",
        "modifications demandées",
        "à revoir", "pas encore", "requiere cambios", "necesita cambios", "todavía no", "no aprobar",
        "precisa de ajustes",
        "mudanças solicitadas", "não dá para aprovar", "ainda não", "richiede modifiche", "da correggere", "non ancora",
        "solicito cambios", "se solicitan cambios", "no se puede fusionar", "solicito alterações", "solicito mudanças",
        "não pode ser mesclado", "chiedo modifiche", "non approvo", "je demande des modifications", "ne pas fusionner",
        "ich bitte um änderungen", "noch nicht mergen", "erst nach", "graag aanpassen",
        "требуются исправления", "требуются правки", "нужно исправить", "нужно доработать", "не готово", "暂不合并", "需修改",
        "先修改", "マージできません", "修正してください", "변경 요청", "수정 후",
    ]
    static let negated: PhraseSet = [
        "not block", "wouldnt block", "nothing blocking", "not blocking", "no blocking", "none of them is blocking",
        "none are blocking", "nothing here stops", "nothing stops", "none of this stops", "none of these stops",
        "none of it stops", "does not stop", "doesnt stop", "wont block", "nothing here blocks", "none of this blocks",
        "nothing urgent", "good to go", "im fine with", "not stand in the way",
    ]
    static let approvals: PhraseSet = [
        "approve", "approved", "approving", "accepted", "accept", "passed", "lgtm", "looks good to me", "ship it",
        "no objection", "no objections",
        "no problems", "no issues",
        "no issues found", "ready to merge", "good to merge", "safe to merge", "can be merged", "no defects",
        "no security defects", "nothing needs",
        "merge it", "happy with", "freigegeben", "keine mängel", "aucun problème", "sin problemas", "aprobado",
        "aprovado", "approvato", "可以合并", "no se detectaron", "no se encontraron", "não foram encontrados",
        "не обнаружено", "見つかりません", "문제 없", "keine sicherheitsmängel",
        "ok from my side", "okay from my side", "fine from my side", "good from my side",
        "批准", "未发现", "没有发现", "問題ありません", "マージ可能", "承認", "승인", "одобряю", "одобрено", "можно сливать", "i would merge",
        "in good condition",
    ]

    static let withheld: PhraseSet = ["not approve", "cannot approve", "cant approve", "wont approve"]

    /// What the verdict comes to: what its first sentence says that decides.
    static func outcome(of verdict: String) -> Outcome {
        let text = StyledText(verdict)
        if let outcome = trailer(text) { return outcome }
        for sentence in SentenceSplitter.sentences(of: text).prefix(20) {
            let outcome = outcome(ofSentence: text.flat(sentence))
            if outcome != .commented { return outcome }
        }
        return .commented
    }

    static func outcome(ofSentence sentence: String) -> Outcome {
        // "Would you merge it?" asks.
        if sentence.hasSuffix("?") || sentence.hasSuffix("？") { return .commented }
        let key = PhraseKey(sentence)
        if key.contains(anyOf: negated) { return .approved }
        if key.contains(anyOf: changes) || key.contains(anyOf: withheld) { return .changesRequested }
        if key.contains(anyOf: approvals) || sentence.contains("+1") {
            // "I would merge once they are gone."
            return key.contains(anyOf: conditions) ? .changesRequested : .approved
        }
        return .commented
    }

    /// The first words decide on the whole: "Request changes. …", "LGTM, …".
    static func decides(_ text: StyledText) -> Bool {
        let key = PhraseKey(text.bytes.prefix(80))
        return (changes.opens(key) || approvals.opens(key))
            && !LineReferenceScanner(text.slice(0..<min(text.count, 400))).found.contains { $0.certainty == .firm }
    }

    static let conditions: PhraseSet = [
        "conditional", "with conditions", "on the condition", "under the condition", "on condition", "provided that",
        "provided", "subject to",
        "unter der bedingung", "vorbehaltlich", "sous réserve", "con la condición", "a condizione", "при условии",
        "once", "as soon as", "only after", "only when", "sobald", "后可以", "後に", "une fois", "una vez", "uma vez que",
        "una volta",
    ]
}
