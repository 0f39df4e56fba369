/// How much a sentence sounds like a conclusion, by its words.
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
        "i focused on", "reply", "approve button", "let me go through", "let me walk you through", "legend",
        "tick an item", "tick a box", "tick the boxes", "the column", "the last column", "the first column",
        "definition of done", "acceptance criteria", "if you have questions", "if you have any questions",
        "bei fragen", "bei rückfragen", "die spalte", "die letzte spalte", "si vous avez des questions",
        "la colonne", "la dernière colonne", "si tienes preguntas", "la columna", "la última columna",
        "se tiver dúvidas", "se quiser", "a coluna", "a última coluna", "per domande", "la colonna", "lultima colonna",
        "laat het weten", "definitie van klaar", "de kolom", "de laatste kolom", "w razie pytań", "kolumna",
        "ostatnia kolumna", "sorunuz olursa", "son sütun", "если есть вопросы", "столбец", "в последнем столбце",
        "请告诉我", "最后一列", "お知らせください", "最後の列", "알려 주세요", "말씀해 주세요", "궁금한 점",
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
        "em resumo", "no geral", "over het algemeen", "in het algemeen", "al met al", "kortom", "alles bij elkaar",
        "ogólnie", "podsumowując", "reasumując", "krótko mówiąc", "w sumie", "genel olarak", "genelde", "özetle",
        "kısacası", "sonuç olarak",
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
                "happy to approve", "conditional go", "conditional approval", "not acked", "nacked", "please respin",
                "in this state", "in this shape", "i would lean on", "i would rely on", "i would build on",
                "conditional pass", "passed with conditions", "leave this open",
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
}
