import FindingsModel

/// What a conclusion comes to: approved, changes requested, or only commented.
extension VerdictReader {
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

    /// What the verdict comes to: what its concluding sentence does, or where that decides nothing, the rest of it.
    static func outcome(of verdict: String, concluding sentence: StyledText) -> Outcome {
        if let outcome = trailer(sentence) { return outcome }
        let outcome = outcome(concluding: sentence)
        return outcome == .commented ? Self.outcome(of: verdict) : outcome
    }

    /// Words that decide outright go before learned weights, which find the conditions of an approval ("+1 with those two
    /// gone") and the decisions that are told in other words.
    private static func outcome(concluding sentence: StyledText) -> Outcome {
        let words = sentence.flat
        let told = outcome(ofSentence: words)
        if told == .changesRequested || words.hasSuffix("?") || PhraseKey(words).contains(anyOf: negated) {
            return told
        }
        let (approval, changes) = ConclusionWeights.standard.leanings(of: sentence)
        let lead = changes - approval
        if told == .approved { return lead >= 1.5 && changes > 0 ? .changesRequested : .approved }
        // Praise and blame are easily mistaken for decisions.
        if changes > 0, lead >= 1 { return .changesRequested }
        return approval > 0.5 && lead <= -1.5 ? .approved : .commented
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
        // "Acceptable once the clock is injected."
        if key.contains(anyOf: allowances), key.contains(anyOf: conditions) { return .changesRequested }
        return .commented
    }

    /// The first words decide on the whole: "Request changes. …", "LGTM, …".
    static func decides(_ text: StyledText) -> Bool {
        let key = PhraseKey(text.bytes.prefix(80))
        return (changes.opens(key) || approvals.opens(key))
            && !LineReferenceScanner(text.slice(0..<min(text.count, 400))).found.contains { $0.certainty == .firm }
    }

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
        "wijzigingen gevraagd", "eerst oplossen", "nog niet", "niet mergen", "proszę o zmiany", "wymaga zmian",
        "jeszcze nie", "nie scalać", "przed scaleniem", "değişiklik gerekli", "değişiklik istiyorum", "henüz değil",
        "birleştirmeden önce", "düzeltilmeli", "变更请求", "请求修改",
        "требуются исправления", "требуются правки", "нужно исправить", "нужно доработать", "не готово", "暂不合并", "需修改",
        "先修改", "マージできません", "修正してください", "변경 요청", "수정 후",
    ]

    static let negated: PhraseSet = [
        "not block", "wouldnt block", "nothing blocking", "not blocking", "no blocking", "none of them is blocking",
        "none are blocking", "nothing here stops", "nothing stops", "none of this stops", "none of these stops",
        "none of it stops", "does not stop", "doesnt stop", "wont block", "nothing here blocks", "none of this blocks",
        "not going to block", "none blocking", "none is blocking", "not a blocker", "no blocker", "no blockers",
        "non blocking only", "dont hold the", "do not hold the", "no cause to", "no reason to hold",
        "no reason to wait",
        "acceptable as is", "acceptable as it is", "nothing urgent", "good to go", "im fine with",
        "not stand in the way",
    ]

    static let approvals: PhraseSet = [
        "approve", "approved", "approving", "accepted", "accept", "passed", "lgtm", "looks good to me", "ship it",
        "no objection", "no objections",
        "no problems", "no issues",
        "no issues found", "ready to merge", "good to merge", "safe to merge", "can be merged", "no defects",
        "no security defects", "nothing needs",
        "merge it", "mergeable", "fine by me", "fine with me", "ok by me", "ok with me", "acceptable as is",
        "acceptable as it is", "may stay as it is", "happy with",
        "freigegeben", "keine mängel", "aucun problème", "sin problemas", "aprobado",
        "goedgekeurd", "mag erin", "zatwierdzam", "zatwierdzone", "można scalać", "można scalić", "onaylıyorum",
        "onaylandı", "birleştirilebilir", "можно вливать", "можно сливать",
        "aprovado", "approvato", "可以合并", "no se detectaron", "no se encontraron", "não foram encontrados",
        "не обнаружено", "見つかりません", "문제 없", "keine sicherheitsmängel",
        "ok from my side", "okay from my side", "fine from my side", "good from my side",
        "批准", "未发现", "没有发现", "問題ありません", "マージ可能", "承認", "승인", "одобряю", "одобрено", "можно сливать", "i would merge",
        "in good condition",
    ]

    /// What says less than an approval, and on a condition none.
    static let allowances: PhraseSet = [
        "acceptable", "usable", "tolerable", "workable", "akzeptabel", "brauchbar", "utilisable", "aceptable",
        "utilizable",
        "aceitável", "utilizável", "accettabile", "utilizzabile", "приемлемо", "годится", "acceptabel", "bruikbaar",
        "akceptowalny", "kabul edilebilir", "可以接受",
    ]

    static let withheld: PhraseSet = ["not approve", "cannot approve", "cant approve", "wont approve"]

    static let conditions: PhraseSet = [
        "conditional", "with conditions", "on the condition", "under the condition", "on condition", "provided that",
        "provided", "subject to",
        "unter der bedingung", "vorbehaltlich", "sous réserve", "con la condición", "a condizione", "при условии",
        "once", "as soon as", "after the", "after these", "after those", "after addressing", "after fixing", "when the",
        "if the first", "only after", "only when", "sobald", "后可以", "後に", "une fois", "una vez", "uma vez que",
        "una volta",
    ]

    /// What the trailers of a mail say: "Reviewed-by: …"; `nil` for other text.
    static func trailer(_ text: StyledText) -> Outcome? {
        for (name, outcome) in trailers where text.bytes.has(name, at: 0) { return outcome }
        // Gerrit's "Patch Set 4: Code-Review-1".
        if text.bytes.has("Patch Set ", at: 0), let vote = text.bytes.prefix(80).firstIndex(of: UInt8(ascii: ":")),
            text.bytes.has(" Code-Review", at: vote + 1), vote + 14 < text.count
        {
            return text.bytes[vote + 13] == UInt8(ascii: "-") ? .changesRequested : .approved
        }
        // "Code-Review: -1", "Code-Review+2"
        if text.bytes.has("Code-Review", at: 0), text.count <= 24 {
            let value = text.bytes[11...].drop { $0 == UInt8(ascii: ":") || $0.isBlank }
            guard let sign = value.first, value.count > 1, value.dropFirst().allSatisfy(\.isDigit) else { return nil }
            if sign == UInt8(ascii: "-") { return .changesRequested }
            if sign == UInt8(ascii: "+") { return .approved }
        }
        return nil
    }

    static let trailers: [(StaticString, Outcome)] = [
        ("Reviewed-by: ", .approved), ("Acked-by: ", .approved), ("Nacked-by: ", .changesRequested),
        ("NAK", .changesRequested),
    ]
}
