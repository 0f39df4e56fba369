import FindingsModel

/// The words, signs and scales by which reviewers state how much a remark matters.
enum SeverityVocabulary {
    /// Whole phrases, as `PhraseKey` writes them, without the words that only say what kind of thing is rated.
    private static let phrases: [String: Severity] = {
        let words: [(Severity, String)] = [
            (
                .critical,
                "critical blocker blockers showstopper catastrophic urgent fatal "
                    + "kritisch kritische kritischer kritisches critiques bloqueadores bloqueadoras critici critiche критичные kritisch blocker critique crítico crítica crítico "
                    + "críticas críticos bloqueador critico critica 致命 紧急 阻断 阻塞 "
                    + "致命的 クリティカル 重大 緊急 치명적 심각 긴급 критический критическая критично критическое "
                    + "критичный критичная критические блокирующий блокер kritiek krytyczny"
            ),
            (
                .high,
                "high heavy major alti maggiori mari ridicat ridicată hautes hauts élevées altos poważne poważny wysokie wysoka hoge ernstig ernstige severe blocking blockierend blockierende blockierender schwerwiegend schwerwiegende schwerwiegender schwerwiegendes bloquant bloquante bloquants bloquantes bloqueante bloqueantes bloccante bloccanti блокирующие блокирующая important serious error errors err hoch hohe hoher hohes schwere schwerer wichtige importants importantes majeurs majeures graves gravi importanti seri hoch schwer wichtig erheblich élevé élevée élevés haute "
                    + "majeur majeure important importante alto alta alte altas altos mayor grave elevado elevada "
                    + "maggiore elevata 高 严重 重要 较高 错误 主要 高い 大 높음 높은 중요 주요 высокий высокая высокое высокие "
                    + "важно важный важная существенное существенный существенная существенные серьёзный серьезный hoog wysoki elevate"
            ),
            (
                .medium,
                "medium moderate normal medi medie mediu medii moyens moyennes médios médias średnia średnie gemiddelde warning warnings warn warnung warnungen advertencia advertencias avertissement avertissements avvertimento avvertimenti aviso avisos waarschuwing waarschuwingen ostrzeżenie ostrzeżenia mid mittel mittlere mittlerer mittleres modérés modérées moderadas moderados moderati mäßig mittelschwer moyen moyenne modéré "
                    + "modérée medio media moderado moderada médio média medios medias moderato moderata 中 中等 一般 "
                    + "中级 警告 中程度 普通 보통 중간 경고 средний средняя среднее средние умеренный умеренная предупреждение предупреждения "
                    + "gemiddeld średni attention"
            ),
            (
                .low,
                "low light note minor trivial nit nits nitpick nitpicks cosmetic small negligible "
                    + "niedrig niedrige bassi scarsi mici minore scăzut scăzută lage laag drobne drobny kleine  niedriger niedriges geringe leves leggero leggeri lieve lievi незначительные несущественное несущественный несущественная несущественные некритично некритичные некритичное niedrig gering geringfügig geringfügige geringfügiger geringfügiges klein kleinere kosmetisch trivial faible faibles mineur mineure mineures mineurs "
                    + "bajo baja bajos bajas menor menores leve baixo baixa baixos baixas basso bassa minore minori "
                    + "trivial 低 轻微 次要 较低 低级 建议性 小 低い 軽微 낮음 낮은 경미 사소 низкий низкая низкое низкие "
                    + "незначительный незначительная незначительно мелочь мелочи laag niski"
            ),
            (
                .info,
                "info informational information informative notice optional fyi information hinweis informativ "
                    + "informatif informativo informativa 信息 提示 情報 参考 정보 참고 информация инфо"
            ),
        ]
        var table: [String: Severity] = [:]
        for (severity, list) in words {
            for word in list.split(separator: " ") { table[String(word)] = severity }
        }
        for (level, severity) in [Severity.critical, .high, .medium, .low, .info].enumerated() {
            table["p\(level)"] = severity
        }
        for (level, severity) in [Severity.critical, .high, .medium, .low, .info].enumerated() {
            table["s\(level)"] = severity
            table["sev\(level)"] = severity
        }
        table["must"] = .high
        table["should"] = .medium
        table["could"] = .low
        table["p4"] = .low
        table["must fix"] = .high
        table["should fix"] = .medium
        table["could fix"] = .low
        table["nice to have"] = .low
        table["very high"] = .critical
        table["sehr hoch"] = .critical
        table["very low"] = .info
        table["sehr niedrig"] = .info
        return table
    }()

    /// Words that say what is rated, not how it is rated: "High *severity issues*", "*risque* élevé".
    private static let carriers: Set<String> = Set(
        ("severity priority prio risk impact level issue issues finding findings problem problems remark remarks "
            + "comment comments concern concerns suggestion suggestions item items bug bugs defect defects point points "
            + "improvement improvements observation observations note notes gap gaps and or the to of with "
            + "schweregrad priorität risiko probleme befunde anmerkungen punkte und hinweise mängel gravité priorité "
            + "risque sévérité problèmes problème remarques points et constats severidad prioridad gravedad riesgo "
            + "problemas hallazgos observaciones prioridade prioridades risco y severidade gravidade achados e gravità priorità problemi osservazioni "
            + "问题 级别 优先级 严重性 严重程度 严重度 的 级 等级 问题和 重要度 優先度 深刻度 問題 指摘 の な 심각도 우선순위 "
            + "문제 이슈 серьёзность серьезность важность приоритет проблемы замечания замечание проблема quality")
            .split(separator: " ").map(String.init))

    /// The severity that `phrase` states and nothing else; `nil` when it says more ("high memory use") or none.
    ///
    /// - Parameter isRated: a field or heading says that a rating follows, so that words which mean something else
    ///   elsewhere ("warning", "note", "important", "error") count.
    static func severity(of phrase: String, isRated: Bool = true) -> Severity? {
        if phrase.utf8.count > 60 { return nil }
        let key = PhraseKey(withoutAlternative(phrase), keepDigits: true)
        var rated: Severity?
        guard isRating(key) else { return nil }
        var rest: [String] = []
        var words = key.words.filter { !isCount($0) }
        // "Critical missing tests": what is missing is what is rated.
        if let missing = words.firstIndex(of: "missing"), missing > 0 {
            words.removeAll { missed.contains($0) }
        }
        if words.isEmpty || words.count > 6 { return nil }
        let whole = words.joined(separator: " ")
        if weaknesses.contains(whole) { return nil }
        if let severity = phrases[whole] { return isRated || !isAmbiguous(whole) ? severity : nil }
        for word in words {
            if let severity = phrases[word] {
                if !isRated, isAmbiguous(word) { return nil }
                // "Low / Nits", "Critical / High": the first word counts.
                if rated == nil { rated = severity }
            } else if let severity = spaceless(word) {
                if rated == nil { rated = severity }
            } else {
                rest.append(word)
            }
        }
        return rest.allSatisfy { carriers.contains($0) } ? rated : nil
    }

    /// "Minor/latent issues": the word behind the slash adds to the rating before it.
    private static func withoutAlternative(_ phrase: String) -> String {
        guard let slash = phrase.utf8.firstIndex(of: UInt8(ascii: "/")) else { return phrase }
        let before = phrase[..<slash].split(separator: " ").last.map { PhraseKey(String($0)).text.trimmingSpaces }
        let after = phrase[phrase.utf8.index(after: slash)...]
        guard let before, phrases[before] != nil, after.first?.isLetter == true,
            let end = after.firstIndex(where: { !$0.isLetter })
        else { return phrase }
        return String(phrase[..<slash] + after[end...])
    }

    /// What may be missing in the name of a group: alone they rate nothing.
    private static let missed: Set<String> = [
        "missing", "test", "tests", "coverage", "cases", "case", "scenarios", "edge", "negative",
    ]

    /// "Weak points" speak of the test, not of how grave that is.
    private static let weaknesses: Set<String> = ["point faible", "points faibles"]

    /// Every word of `key` may stand in a rating. Nearly all phrases are refused here, for little.
    private static func isRating(_ key: PhraseKey) -> Bool {
        key.count <= 12
            && key.parts.allSatisfy { word in
                let first = key.bytes[word.range.lowerBound]
                return first >= 0xE2 || first.isDigit || known.contains(word)
            }
    }
    private static let known = WordSet(Array(phrases.keys) + Array(carriers) + Array(missed) + ["cvss"])

    /// Some word of `key` may rate.
    static func mayRate(_ key: PhraseKey) -> Bool {
        key.isWide || key.parts.contains { known.contains($0) }
    }

    private static func isCount(_ word: String) -> Bool { word.utf8.allSatisfy(\.isDigit) }

    /// A group's name that tells what to do about its remarks rather than how grave they are: "Must", "Nice to have",
    /// "Blocking".
    ///
    /// It weighs for a severity and states none; a coloured sign beside it does.
    static func isObligation(_ phrase: String) -> Bool {
        let isSigned = phrase.unicodeScalars.contains {
            alarms.contains($0.value) || (0x1F534...0x1F535).contains($0.value)
                || (0x1F7E0...0x1F7EB).contains($0.value)
        }
        if isSigned { return false }
        let words = PhraseKey(phrase).words
        if obligations.contains(words.joined(separator: " ")) { return true }
        let rest = words.filter { !carriers.contains($0) }
        return rest.count == 1 && rest.allSatisfy(obligations.contains)
    }
    private static let alarms: Set<UInt32> = [0x26D4, 0x1F6A8, 0x1F6D1]
    private static let obligations: Set<String> = [
        "must", "should", "could", "nice to have", "optional", "muss", "soll", "kann", "blocking", "bloquant",
        "bloquants", "bloquante", "bloquantes", "bloqueante", "bloqueantes", "bloccante", "bloccanti", "blockierend",
        "блокирующие", "阻塞",
    ]

    /// Words that rate only where a rating is expected.
    private static func isAmbiguous(_ word: String) -> Bool { ambiguous.contains(word) }
    private static let ambiguous: Set<String> = [
        "note", "notice", "important", "importante", "error", "errors", "err", "warning", "warnings",
        "warn", "warnung", "warnungen", "advertencia", "advertencias", "avertissement", "avertissements",
        "avvertimento", "avvertimenti", "aviso", "avisos", "waarschuwing", "waarschuwingen", "ostrzeżenie",
        "ostrzeżenia", "предупреждение", "предупреждения", "small", "normal",
        "information", "info", "hinweis", "wichtig", "optional", "mid", "attention", "fyi", "大", "小", "中", "高", "低",
        "一般", "普通", "mayor", "media", "klein", "серьезный", "参考", "참고", "提示", "错误", "警告", "主要", "重要",
        "serious", "small", "must", "should", "could", "muss", "soll", "kann", "s0", "s1", "s2", "s3", "s4",
        "important", "grave", "urgent", "heavy", "light",
    ]

    /// A phrase of a script without spaces: "高优先级问题", "重要度：高" taken apart by its known parts.
    private static func spaceless(_ word: String) -> Severity? {
        guard let first = word.unicodeScalars.first, first.value >= 0x2E80, word.unicodeScalars.count <= 10 else {
            return nil
        }
        var rest = word[...]
        var found: Severity?
        while !rest.isEmpty {
            var length = min(rest.count, 5)
            var isKnown = false
            while length > 0 {
                let part = String(rest.prefix(length))
                if carriers.contains(part) {
                    isKnown = true
                } else if let severity = phrases[part] {
                    if found == nil { found = severity }
                    isKnown = true
                }
                if isKnown { break }
                length -= 1
            }
            if !isKnown { return nil }
            rest = rest.dropFirst(length)
        }
        return found
    }

    /// A CVSS base score's severity, by FIRST's qualitative scale.
    static func cvss(_ tenths: Int) -> Severity {
        switch tenths {
        case 90...: .critical
        case 70..<90: .high
        case 40..<70: .medium
        case 1..<40: .low
        default: .info
        }
    }

    /// A coloured sign, on the scale that the document uses. Signs of alarm (🚨 ⛔ ⚠️) draw the eye and rate nothing.
    static func severity(ofSign scalar: UInt32, on scale: SignScale) -> Severity? {
        if scale.isOfKinds { return nil }
        return switch scalar {
        case 0x1F534, 0x1F7E5, 0x2B55: scale.hasOrange && scale.hasGreen ? .critical : .high  // 🔴 🟥
        case 0x1F7E0, 0x1F7E7: scale.hasYellow && !scale.hasGreen ? .medium : scale.hasYellow ? .high : .medium  // 🟠
        case 0x1F7E1, 0x1F7E8: scale.hasOrange && !scale.hasGreen ? .low : .medium  // 🟡
        case 0x1F7E2, 0x1F7E9, 0x1F535, 0x1F7E6, 0x26AA, 0x2B1C, 0x26AB: .low  // 🟢 🔵 ⚪
        default: nil
        }
    }

    /// Which coloured signs a document uses; the same sign means less on a longer scale.
    struct SignScale: Sendable {
        var hasOrange = false
        var hasYellow = false
        /// A sign below yellow: 🟢, 🔵 or ⚪.
        var hasGreen = false
        /// Codes such as "A-1" and "B-2" count by letters: the "C" of "C-1" is no word.
        var hasLetteredCodes = false
        /// The document's own legend says that the signs stand for kinds of remarks: they rate nothing.
        var isOfKinds = false
        /// "By phase (P0–P4)": the codes number the parts of a plan.
        var countsPhases = false
        /// Headings open with coloured signs, red among them and another: the signs group the remarks by weight.
        var ratesHeadings: Bool { headingSigns.contains(0x1F534) && headingSigns.count > 1 }
        private var headingSigns: Set<UInt32> = []

        init(_ document: [UInt8]) {
            var index = 0
            while index + 3 < document.count {
                if document[index] == 0xF0, document[index + 1] == 0x9F {
                    if document[index + 2] == 0x9F || document[index + 2] == 0x94, Self.opensHeading(document, index) {
                        headingSigns.insert(
                            0x1F000 | UInt32(document[index + 2] & 0x3F) << 6 | UInt32(document[index + 3] & 0x3F))
                    }
                    switch (document[index + 2], document[index + 3]) {
                    case (0x9F, 0xA0), (0x9F, 0xA7): hasOrange = true
                    case (0x9F, 0xA1), (0x9F, 0xA8): hasYellow = true
                    case (0x9F, 0xA2), (0x9F, 0xA9), (0x94, 0xB5), (0x9F, 0xA6): hasGreen = true
                    default: break
                    }
                    index += 4
                } else {
                    if document[index] == 0xE2, document[index + 1] == 0x9A, document[index + 2] == 0xAA {
                        hasGreen = true
                    }
                    if document[index] == UInt8(ascii: "-"), index > 0, document[index + 1].isDigit,
                        document[index - 1].isOne(of: "ABDE"), index < 2 || !document[index - 2].isWord
                    {
                        hasLetteredCodes = true
                    }
                    if document[index] == UInt8(ascii: "P"), document[index + 1] == UInt8(ascii: "0"), !countsPhases {
                        countsPhases = Self.isPhase(document, index)
                    }
                    index += 1
                }
            }
            isOfKinds = (hasYellow || hasGreen || hasOrange) && SignLegend.namesKinds(document)
        }

        /// A word for a phase stands shortly before the code.
        private static func isPhase(_ document: [UInt8], _ index: Int) -> Bool {
            let before = PhraseKey(document[max(0, index - 24)..<index])
            return before.contains(anyOf: phases)
        }
        private static let phases: PhraseSet = [
            "phase", "phases", "stage", "stages", "milestone", "milestones", "sprint", "phasen", "étape", "étapes",
            "fase", "fases", "fasi", "etapa", "etapas", "этап", "этапы", "фаза", "阶段", "フェーズ", "단계",
        ]

        /// Nothing but a heading's hashes stands before it on its line.
        private static func opensHeading(_ document: [UInt8], _ index: Int) -> Bool {
            var start = index
            while start > 0, index - start < 10,
                document[start - 1] == .space || document[start - 1] == UInt8(ascii: "#")
            {
                start -= 1
            }
            return start < index && document[start] == UInt8(ascii: "#")
                && (start == 0 || document[start - 1] == .lineFeed)
        }
    }
}
