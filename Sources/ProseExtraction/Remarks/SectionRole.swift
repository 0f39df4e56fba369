import FindingsModel

/// What a heading or label says about the blocks under it.
enum SectionRole: Hashable, Sendable {
    /// Not remarks on the reviewed code: walkthroughs, checks made, steps, the bot's own chrome.
    case aside
    /// The reviewer's conclusion or overview.
    case verdict
    case praise
    /// Remarks, said so by the heading ("Issues", "Comments to address").
    case remarks
    /// Advice for what to do next; remarks only where there are no others, for it repeats them.
    case advice
    /// A part of one remark: problem, impact, recommendation.
    case field
    /// A topic, a file, or anything else.
    case neutral

    init(heading: String) {
        let key = PhraseKey(heading)
        if heading.hasPrefix("DONE "), key.count > 1 {
            // Org's keyword of a task that is done.
            self = .aside
        } else if key.contains(anyOf: Self.toAddress) {
            self = .remarks
        } else if Self.isMixed(key) {
            self = .neutral
        } else if Self.isProblemsAndAdvice(heading) {
            self = .remarks
        } else if Self.isBackground(heading) || Self.isTwoAsides(heading) {
            self = .aside
        } else if key.count <= 4, key.contains(anyOf: Self.wholes) {
            self = .verdict
        } else if Self.speaks(PhraseKey(Self.withoutAside(heading)), Self.asides, alone: 2, isMost: true),
            !key.contains(anyOf: Self.without)
        {
            self = .aside
        } else if Self.fieldNames.contains(key.text), !Self.withoutCount(heading).utf8.contains(where: \.isDigit) {
            self = .field
        } else if Self.speaks(key, Self.verdicts, alone: 3) {
            self = .verdict
        } else if Self.speaks(key, Self.praises, alone: 4), !key.contains(anyOf: Self.negations) {
            self = .praise
        } else if key.count <= 6, key.contains(anyOf: Self.advices) {
            self = .advice
        } else if Self.isSelection(heading) {
            self = .remarks
        } else if key.count <= 8, !Self.lacking.opens(key),
            key.contains(anyOf: Self.remarkWords)
                || Self.ratings.opens(key)
                    && (key.count == 1 || key.count == 2 && Self.rated.contains(key.words[1]))
        {
            self = .remarks
        } else {
            self = .neutral
        }
    }

    /// "Statistics" of "Statistics (after a second look)": what is in brackets behind it says more of the same.
    private static func withoutAside(_ heading: String) -> String {
        guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("), open > heading.startIndex,
            PhraseKey(String(heading[open...])).count > 1,
            !heading[open...].utf8.contains(where: { $0.isDigit || $0.isOne(of: "./\\_") }),
            heading[..<open].utf8.contains(where: \.isWord)
        else { return heading }
        return String(heading[..<open])
    }

    /// "Locations" of "Locations (2)".
    private static func withoutCount(_ heading: String) -> Substring {
        guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("),
            heading[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
        else { return heading[...] }
        return heading[..<open]
    }

    /// What the summary of a fold says of what it hides: also "About this bot", "Usage and configuration".
    init(fold title: String) {
        if let field = FieldLabel(StyledText(title)), field.kind == .severity, field.end < title.utf8.count {
            self = .field
            return
        }
        let key = PhraseKey(title)
        if Self.prompts.opens(key), key.count <= 8 {
            self = .aside
            return
        }
        self.init(heading: title)
        if self == .neutral, key.count <= 7, !title.utf8.contains(where: \.isDigit), !key.contains(anyOf: Self.lacking),
            Self.manualOpenings.opens(key) || key.contains(anyOf: Self.manuals)
        {
            self = .aside
        }
    }
    private static let prompts: PhraseSet = [
        "prompt to", "prompt for", "prompts for", "agent prompt", "fix all issues with",
    ]
    private static let manualOpenings: PhraseSet = [
        "about", "how to", "need help", "tips", "interacting with", "analysis chain", "tools", "learnings",
        "script executed", "web query", "steps of reproduction",
    ]
    private static let manuals: PhraseSet = [
        "guide", "usage", "configuration", "quick start", "documentation", "settings",
    ]

    /// "Good and bad in `lock_test.go`": neither praise nor blame of what stands under it.
    static func isMixed(_ key: PhraseKey) -> Bool {
        key.contains(anyOf: mixedPraises) && key.contains(anyOf: mixedBlames)
    }
    private static let mixedPraises: PhraseSet = ["good", "the good", "pros", "strengths", "stärken", "points forts"]
    private static let mixedBlames: PhraseSet = [
        "bad", "ugly", "cons", "weaknesses", "schwächen", "points faibles", "not so good",
    ]

    /// "Problems and recommendations", "Files changed and comments": the remarks stand there, whatever else does.
    private static func isProblemsAndAdvice(_ heading: String) -> Bool {
        guard let parts = joined(heading) else { return false }
        return parts.contains { $0.count <= 3 && $0.contains(anyOf: problems) }
            && parts.contains { $0.contains(anyOf: counsels) || $0.contains(anyOf: asides) }
    }
    /// "Scope and assumptions": neither of the two is about remarks.
    private static func isTwoAsides(_ heading: String) -> Bool {
        joined(heading)?.allSatisfy { $0.count <= 2 && speaks($0, asides, alone: 2, isMost: true) } ?? false
    }

    /// "Issues to look at", not "Nice to have".
    static func namesProblems(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count <= 6 && key.contains(anyOf: problems)
    }

    /// The two parts of a short heading that an "and" joins; `nil` for others.
    private static func joined(_ heading: String) -> [PhraseKey]? {
        guard heading.utf8.count <= 80 else { return nil }
        let key = PhraseKey(heading.split(separator: "&").joined(separator: " and "))
        guard key.count <= 6, let and = key.words.firstIndex(where: joints.contains), and > 0, and + 1 < key.count
        else { return nil }
        return [key.words[..<and], key.words[(and + 1)...]].map { PhraseKey($0.joined(separator: " ")) }
    }
    private static let joints: Set<String> = ["and", "und", "et", "y", "e", "и", "en", "i"]
    private static let problems: PhraseSet = [
        "issues", "findings", "problems", "comments", "remarks", "concerns", "defects", "weaknesses", "befunde",
        "mängel",
        "probleme", "anmerkungen", "schwächen", "problèmes", "constats", "remarques", "hallazgos", "problemas",
        "observaciones", "comentarios", "achados", "observações", "comentários", "problemi", "rilievi", "osservazioni",
        "проблемы", "замечания", "недостатки",
    ]
    private static let counsels: PhraseSet = [
        "recommendations", "suggestions", "fixes", "empfehlungen", "vorschläge", "recommandations", "suggestions",
        "recomendaciones", "sugerencias", "recomendações", "sugestões", "raccomandazioni", "suggerimenti",
        "рекомендации",
        "предложения",
    ]

    /// "Missing comments" is a remark's title, not the title of remarks.
    static let lacking: PhraseSet = [
        "not tested", "untested", "not covered", "uncovered", "zero coverage", "no coverage", "no tests", "no test",
        "never tested",
        "nicht getestet", "ungetestet", "nicht abgedeckt", "keine tests", "non testé", "non testés", "non couvert",
        "aucun test", "sin probar", "sin cobertura", "sin tests", "no probado", "no cubierto", "não testado",
        "não testados", "sem cobertura", "sem testes", "non testato", "non coperto", "senza test", "не покрыто",
        "непокрытые", "не протестировано", "без тестов", "未覆盖", "未覆蓋", "零覆盖", "零覆蓋", "未测试", "未測試", "无测试", "無測試",
        "未テスト", "テストされていない", "カバーされていない", "미검증", "테스트되지 않은", "테스트 없음",
        "fehlend", "fehlen", "cas manquants", "casos faltantes", "casos ausentes", "casi mancanti", "缺失", "遗漏", "足りない",
        "不足している", "누락된", "누락", "부족한",
        "missing", "lack of", "lacking", "outdated", "misleading", "wrong", "stale", "insufficient", "unhelpful",
        "fehlende", "veraltete", "manque de", "falta de", "mancanza di", "отсутствие", "缺少", "不足の",
    ]

    /// "Not tested:", "Missing tests", as the words right above a list: each item is a test that is missing.
    static func listsWhatIsUntested(_ title: String) -> Bool {
        let key = PhraseKey(title)
        return key.count <= 6 && untested.opens(key)
    }
    /// "Zero coverage files", "Files without tests" above names: each is of something that no test reaches.
    static func namesWhatIsUntested(_ title: String) -> Bool {
        let key = PhraseKey(title)
        return key.count <= 6 && (untested.opens(key) || key.contains(anyOf: unreached))
    }
    private static let unreached: PhraseSet = [
        "without tests", "without a test", "without any test", "without any tests", "without test coverage",
        "zero coverage", "0 coverage", "no coverage", "no tests", "ohne tests", "ohne test", "ohne abdeckung",
        "sans test", "sans tests", "sans couverture", "sin tests", "sin pruebas", "sin cobertura", "sem testes",
        "sem cobertura", "senza test", "senza copertura", "без тестов", "без покрытия", "零覆盖", "零覆蓋", "无测试", "無測試",
        "没有测试", "沒有測試", "テストなし", "テストのない", "テストがない", "테스트 없음", "테스트가 없는",
    ]

    private static let untested: PhraseSet = [
        "not tested", "untested", "not covered", "uncovered", "never tested", "no tests for", "no tests at all",
        "no coverage for", "missing tests", "missing test cases", "missing cases", "missing coverage",
        "nicht getestet", "ungetestet", "nicht abgedeckt", "keine tests für", "fehlende tests", "fehlende testfälle",
        "non testé", "non testés", "non couvert", "pas testé", "aucun test pour", "tests manquants", "cas manquants",
        "sin probar", "sin cobertura", "no probado", "no cubierto", "tests faltantes", "casos faltantes",
        "pruebas faltantes", "não testado", "não testados", "sem cobertura", "testes em falta", "testes ausentes",
        "casos ausentes", "non testato", "non coperto", "test mancanti", "casi mancanti", "не покрыто",
        "не протестировано", "не тестируется", "отсутствующие тесты", "недостающие тесты", "未覆盖", "未覆蓋", "未测试", "未測試",
        "缺失的测试", "缺少的测试", "缺失測試", "未テスト", "テストされていない", "不足しているテスト", "미검증", "테스트되지 않은", "누락된 테스트",
    ]

    /// "State of the suite (context)": what is told in brackets is that it is no remark.
    private static func isBackground(_ heading: String) -> Bool {
        guard heading.hasSuffix(")") || heading.hasSuffix("）"),
            let open = heading.lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return false }
        return backgrounds.contains(PhraseKey(String(heading[open...])).words.joined(separator: " "))
    }
    private static let backgrounds: Set<String> = [
        "context", "for context", "background", "for reference", "for information", "kontext", "hintergrund",
        "zur information", "contexte", "pour information", "contexto", "de referencia", "informativo", "contesto",
        "per riferimento", "контекст", "справочно", "для справки", "背景", "参考", "仅供参考", "參考", "參考資訊", "참고", "배경",
    ]

    /// "Observations without risk rating" is not about rating.
    private static let without: PhraseSet = [
        "without", "ohne", "sans", "sin", "sem", "senza", "без",
    ]

    /// "Top 3 things to fix", "The most important points": what stands under it stands elsewhere, too, if other remarks do.
    static func isSelection(_ heading: String) -> Bool {
        let key = PhraseKey(heading, keepDigits: true)
        guard key.count <= 8 else { return false }
        if key.contains(anyOf: selections) { return true }
        let words = key.words.drop { ["the", "my", "our"].contains($0) }
        return words.first == "top" && words.dropFirst().first.map { Int($0) != nil || numbers.contains($0) } == true
    }
    private static let selections: PhraseSet = [
        "most important", "top issues", "top problems", "top findings", "top priorities", "key takeaways",
        "quick wins", "start here", "where i would start",
        "where to start", "what i would do first",
        "if you only fix", "wichtigste punkte", "die wichtigsten", "points essentiels",
        "les plus importants", "lo más importante", "mais importantes", "le più importanti",
    ]
    private static let numbers: Set<String> = ["two", "three", "four", "five", "ten"]

    /// The heading of what could be done: its "nice" praises nothing.
    static func isWish(_ heading: String) -> Bool { PhraseKey(heading).contains(anyOf: wishes) }
    private static let wishes: PhraseSet = [
        "nice to have", "nice to haves", "good to have", "not so good", "less good",
    ]

    /// The title of a whole review: "Review notes", "Test Audit Report"; it says nothing of the single remark.
    static func isTitleOfReview(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count <= 8 && key.contains(anyOf: titles)
    }
    private static let titles: PhraseSet = [
        "review", "reviews", "report", "audit", "notes", "assessment", "analysis", "code review", "test review",
        "revue",
        "rapport", "relecture", "bericht", "prüfbericht", "begutachtung", "revisión", "informe", "revisão", "relatório",
        "revisione", "relazione", "рецензия", "ревью", "отчёт", "отчет", "レビュー", "评审", "审查", "报告", "리뷰", "검토",
    ]

    /// One of `phrases` is what the heading is about. A single word counts only in a heading of at most `alone` words:
    /// "Scope" is a chapter, "Fixture scope is too broad" a remark.
    ///
    /// - Parameter isMost: several words count only where they open the heading or are half of it: "Files not checked", but
    ///   not "The price is not checked for staleness".
    private static func speaks(_ key: PhraseKey, _ phrases: PhraseSet, alone: Int, isMost: Bool = false) -> Bool {
        let count = key.count
        guard count > 0, count <= 9 else { return false }
        let opens = isMost && phrases.opens(key)
        return phrases.matches(in: key) { length in
            length > 1 && (!isMost || opens || length * 2 >= count) || length == 1 && count <= alone
                || length == 0 && key.text.unicodeScalars.count <= 14
        } != nil
    }

    /// The heading names what reviews have chapters on beside what they say of themselves: "Environment" may be the
    /// reviewer's or the tests', "Checks" those made or those that the tests make.
    static func mayBeTopic(_ heading: String) -> Bool {
        let key = PhraseKey(heading)
        return key.count == 1 && key.contains(anyOf: topics)
            || key.isWide && key.text.unicodeScalars.count <= 10 && key.contains(anyOf: topics)
    }
    private static let topics: PhraseSet = [
        "checks", "environment", "context", "background", "steps", "method", "methodology", "usage", "effort",
        "metrics",
        "statistics", "help", "support", "references", "commands", "scope", "limitations", "configuration",
        "metadata", "reproduction", "classification", "umfang", "vorgehen", "schritte", "umgebung", "portée", "étapes",
        "vérifications", "alcance", "pasos", "comprobaciones", "escopo", "passos", "verificações", "ambito", "passi",
        "verifiche", "шаги", "检查项", "确认事项", "確認事項", "재현",
    ]

    private static let toAddress: PhraseSet = [
        "to address", "to be addressed", "to fix", "to be fixed", "not addressed", "unresolved", "not resolved",
        "to resolve", "nice to have", "nice to haves", "good to have", "could be better", "not so good", "less good",
        "overall comments", "high level feedback", "nitpick comments", "outside diff range comments",
        "actionable comments", "duplicate comments", "not fixed",
    ]
    /// "Overall score", whatever else stands beside it.
    private static let wholes: PhraseSet = [
        "overall score", "overall rating", "final score", "total score", "gesamtnote", "note globale", "nota global",
        "nota final", "voto finale", "总分", "总体评分", "総合点", "총점", "общая оценка", "итоговая оценка",
    ]
    private static let asides: PhraseSet = [
        "verification", "verifikation", "vérification", "verificación", "verificação", "verifica", "верификация",
        "验证结果", "驗證結果", "list of changes", "änderungsliste", "liste des modifications", "lista de cambios",
        "lista de alterações", "elenco delle modifiche", "список изменений", "修改清单", "变更清单", "修改清單", "変更一覧",
        "변경 목록", "learning material", "learning materials", "lernmaterial", "学习材料", "学习资料", "學習資料", "延伸阅读",
        "学習資料", "학습 자료", "quality metrics", "qualitätsmetriken", "métriques", "métriques de qualité", "métricas",
        "métricas de calidad", "métricas de qualidade", "metriche", "metriche di qualità", "метрики",
        "метрики качества",
        "质量指标", "品質指標", "품질 지표", "changes applied", "corrections applied", "vorgenommene änderungen",
        "corrections apportées", "corrections appliquées", "modifications apportées", "correcciones aplicadas",
        "cambios realizados", "correções aplicadas", "alterações realizadas", "correzioni applicate",
        "modifiche apportate", "внесённые изменения", "внесенные изменения", "已完成的修改", "実施した変更", "적용된 변경",
        "edge cases tested", "cases tested", "scenarios tested", "tested cases", "tested scenarios", "getestete fälle",
        "getestete szenarien", "cas testés", "scénarios testés", "casos probados", "escenarios probados",
        "casos testados", "cenários testados", "casi testati", "scenari testati", "протестированные случаи",
        "проверенные сценарии", "已测试场景", "已測試場景", "テスト済みケース", "테스트된 케이스",
        "abnahmekriterien", "akzeptanzkriterien", "critères dacceptation", "criterios de aceptación",
        "critérios de aceitação", "criteri di accettazione", "критерии приёмки", "критерии приемки", "验收标准", "驗收標準",
        "受け入れ基準", "受入基準", "인수 기준", "완료 기준", "périmètre", "périmètre de la revue", "périmètre de laudit",
        "perímetro", "perimetro", "tests added", "added tests", "test coverage added", "hinzugefügte tests",
        "ergänzte tests", "tests ajoutés", "tests añadidos", "pruebas añadidas", "testes adicionados", "test aggiunti",
        "добавленные тесты", "新增测试", "新增測試", "追加したテスト", "추가된 테스트", "what exists", "was es gibt",
        "ce qui existe", "lo que existe", "o que existe", "cosa esiste", "improvements made",
        "implemented improvements",
        "improvements implemented", "umgesetzte verbesserungen", "améliorations apportées", "améliorations réalisées",
        "mejoras implementadas", "mejoras realizadas", "melhorias implementadas", "melhorias realizadas",
        "miglioramenti implementati", "реализованные улучшения", "внесённые улучшения", "已实施的改进", "已完成的改进",
        "実施した改善", "実施済みの改善", "적용된 개선", "완료된 개선",
        "review criteria", "evaluation criteria", "acceptance criteria", "review kriterien", "prüfkriterien",
        "kriterien",
        "critères", "critères de revue", "criterios", "criterios de revisión", "critérios", "critérios de revisão",
        "criteri",
        "критерии", "критерии ревью", "priority levels", "impact levels", "effort levels", "priority matrix", "triage",
        "scope and validation", "scope and method", "currently covered", "already covered", "what is covered",
        "currently tested", "already tested", "what is tested", "bereits abgedeckt", "was abgedeckt ist",
        "déjà couvert", "ce qui est couvert", "ya cubierto", "lo que está cubierto", "já coberto", "o que está coberto",
        "già coperto", "что покрыто", "уже покрыто", "已覆盖", "已覆盖内容", "カバー済み", "現在のカバー範囲", "현재 커버하는 것",
        "tests in place", "implemented tests", "currently implemented tests", "what tests check",
        "what the tests check",
        "implementierte tests", "tests en place", "tests implémentés", "tests implementados", "testes implementados",
        "test implementati", "реализованные тесты", "已实现的测试", "已實作的測試", "実装されているテスト", "実装済みテスト", "구현된 테스트",
        "coverage goals", "coverage goal", "coverage targets", "coverage target", "target state", "abdeckungsziele",
        "zielzustand", "objectifs de couverture", "état cible", "objetivos de cobertura", "estado objetivo",
        "metas de cobertura", "estado desejado", "obiettivi di copertura", "stato desiderato", "цели покрытия",
        "целевое состояние", "覆盖率目标", "覆盖目标", "目标状态", "覆蓋率目標", "カバレッジ目標", "目標状態", "커버리지 목표", "목표 상태",
        "effort estimate", "effort estimates", "effort estimation", "time estimate", "time estimates",
        "aufwandsschätzung", "estimation de leffort", "estimation des efforts", "estimación de esfuerzo",
        "estimativa de esforço", "stima dello sforzo", "оценка трудозатрат", "工作量估算", "工作量评估", "工作量評估", "工数見積",
        "작업량 추정", "key patterns", "patterns used", "关键模式", "關鍵模式", "使われているパターン", "주요 패턴",
        "current role", "current roles", "aktuelle rolle", "rôle actuel", "rol actual", "papel atual", "ruolo attuale",
        "текущая роль", "当前作用", "現在の役割", "현재 역할", "методология", "goal", "goals", "ziel", "ziele", "objectif",
        "objectifs", "objetivo", "objetivos", "obiettivo", "obiettivi", "цель", "цели",
        "legende", "légende", "leyenda", "legenda",
        "легенда", "图例", "圖例", "凡例", "범례", "implemented solution", "implemented solutions", "applied fixes",
        "fixes applied", "реализованное решение",
        "статистика", "общая статистика", "statistiken", "statistiques", "estadísticas", "estatísticas", "statistiche",
        "レビュー対象", "検証結果", "参照資料", "参考資料", "レビュー観点", "確認範囲", "実行結果", "テスト結果", "評価観点", "评审对象", "审查对象",
        "参考资料", "测试结果", "补充说明", "统计", "리뷰 대상", "참고 자료", "실행 결과", "확인 범위", "검토 범위", "통계",
        "business rules", "key business rules", "test inventory", "test file overview",
        "severity classification", "risk classification", "severity criteria", "severity definitions",
        "severity levels", "severity level", "severity rating", "risk rating", "risk matrix", "classification",
        "classification of issues", "issue classification", "centralization risks", "trust model", "privileged roles",
        "audit details", "audit scope", "about code4rena", "about c4", "disclosures", "security assessment summary",
        "engagement overview", "engagement goals", "testing methodology", "not detected", "threats to validity",
        "limitations", "prompt for all review comments",
        "important files changed",
        "fixed since last time", "files changed", "codebase maturity", "vulnerability categories",
        "severity categories", "difficulty levels", "project summary", "project goals", "project targets",
        "what i did", "what i did not check", "what i did not do", "not checked", "what was done", "what i ran",
        "how i tested", "validation performed", "verification performed", "instructions for testing", "spec compliance",
        "compliance check", "合规检查", "逐项检查", "逐项核对",
        "適合性確認", "testing instructions", "how to test", "how to verify",
        "verification steps", "verification method", "how to validate", "assumptions",
        "rejected", "dismissed", "verworfen", "écartés", "rejetés", "descartados", "rechazados", "scartati",
        "rejected findings", "dismissed findings", "rejected false positives", "dismissed false positives",
        "annahmen", "testanleitung", "hypothèses", "comment tester", "supuestos",
        "cómo probar", "suposições", "pressupostos", "como testar", "ipotesi", "come provare",
        "допущения", "отклонённые", "отклоненные", "отклонено", "как проверить", "способ проверки", "применённые фиксы",
        "применённые исправления", "внесённые исправления", "前提条件", "検証方法", "確認方法", "参考情報", "却下",
        "假设", "前提假设", "验证方法", "驗證方法", "验证步骤", "驗證步驟", "已排除", "가정", "검증 방법", "확인 방법",
        "what i have done", "was ich gemacht habe", "nicht geprüft", "ce que jai fait", "non vérifié", "lo que hice",
        "no comprobado", "o que fiz", "não verificado", "cosa ho fatto", "non verificato", "что сделано",
        "не проверено",
        "未检查", "未確認", "확인하지 않은", "aob", "any other business", "present", "attendees", "apologies",
        "actions from last time", "last time s actions", "last times actions", "verschiedenes", "anwesend",
        "teilnehmer",
        "présents", "asistentes", "presentes", "presenti", "присутствовали", "出席者", "参会人员", "참석자",
        "walkthrough", "what i checked", "what i looked at", "i looked at", "what was reviewed", "what i tested",
        "looked at", "what was checked", "checked", "done when", "definition of done", "acceptance criteria",
        "erledigt wenn",
        "fertig wenn", "log", "logbook", "work log", "i checked", "checks", "checks performed",
        "pre merge checks", "pre merge", "steps to reproduce", "how to reproduce", "to reproduce", "reproduction",
        "reproduce this review", "steps", "addressed", "resolved", "fixed since", "already fixed", "no longer present",
        "withdrawn", "retracted", "taken back", "zurückgezogen", "zurückgenommen", "retiré", "retirés", "retirado",
        "retirados", "ritirato", "ritirati", "ingetrokken", "отозвано", "снято", "撤回", "取り下げ", "철회",
        "not reported", "intentionally not reported", "deliberately not reported", "not flagged", "out of scope",
        "deliberately left out", "left out on purpose", "not counted", "what i did not report",
        "ignored on purpose", "review details", "review info", "prompt for ai", "prompt for ai agents", "agent prompt",
        "prompt for agents", "prompt for llm", "prompt to fix",
        "prompt for all review comments", "commits", "files skipped", "files selected", "files reviewed",
        "reviewed files",
        "files processed", "files ignored", "skipped files", "files not reviewed", "reviewed changes",
        "tip", "tips", "using this bot", "how to use", "table of contents", "contents", "toc", "index",
        "summary of changes", "file level changes", "changes summary", "change summary", "changes made", "changes",
        "pull request overview",
        "overview of changes", "file walkthrough", "estimated code review effort", "estimated effort", "effort",
        "methodology", "method", "approach", "references", "see also", "further reading", "external links",
        "siehe auch",
        "voir aussi", "véase también", "ver também", "vedi anche", "appendix", "changelog", "change log",
        "sequence diagram",
        "sequence diagrams", "poem", "score", "scores", "scorecard", "metadata", "configuration used",
        "run configuration", "legend", "severity legend", "environment", "disclaimer", "about this review", "about",
        "finishing touches", "generate unit tests", "possibly related", "related prs", "related issues",
        "suggested labels", "suggested reviewers", "learnings", "additional context used", "code graph analysis",
        "commands", "commands run", "usage", "thank you", "thanks for using", "help", "share", "support",
        "how this was reviewed", "how i reviewed", "review process", "what this file does", "what the file does",
        "what it does", "what this pr does", "what changed", "description of changes", "background", "context",
        "files in scope", "scope", "statistics", "stats", "metrics", "autofix", "previous review", "since last review",
        "since the last review", "since the previous review", "chat", "test plan", "behoben", "erledigt", "geprüft",
        "was ich geprüft habe", "geprüfte punkte", "vorgehen", "vorgehensweise", "änderungen", "schritte",
        "nachstellen", "nicht gemeldet", "inhalt", "inhaltsverzeichnis", "methodik", "umfang", "corrigé", "corrigés",
        "déjà corrigé", "résolu", "résolus", "vérifié", "vérifiés", "vérifications", "ce que jai vérifié",
        "étapes", "reproduire", "changements", "méthode", "méthodologie", "portée", "sommaire", "table des matières",
        "non signalé", "comprobado", "comprobaciones", "lo que he revisado", "resuelto", "resueltos", "pasos",
        "cambios",
        "índice", "alcance", "verificado", "verificações", "resolvido", "resolvidos", "passos", "alterações",
        "mudanças", "escopo", "verificato", "verifiche", "risolto", "risolti", "passi", "modifiche", "indice", "ambito",
        "变更概述", "变更摘要", "变更", "已检查", "检查项", "检查内容", "检查范围", "已解决", "已修复", "复现步骤", "目录",
        "评审范围", "审查范围", "变更说明", "修改概述",
        "変更点", "変更内容", "変更の概要", "確認したこと", "確認事項", "確認内容", "再現手順", "解決済み", "修正済み", "対応済み",
        "目次", "レビュー範囲", "対象範囲",
        "변경 사항", "변경사항", "확인한 내용", "확인 사항", "재현", "해결됨", "해결된", "목차", "검토 범위",
        "что проверено", "проверено", "исправлено", "уже исправлено", "шаги", "воспроизведение", "изменения",
        "содержание", "оглавление", "область проверки", "методика",
    ]
    private static let fieldNames: Set<String> = [
        " what is the issue ", " why this matters ", " recommended mitigation steps ", " mitigation steps ",
        " lines of code ", " attack path ", " attack scenario ", " internal pre conditions ",
        " external pre conditions ",
        " tools used ", " poc ", " user impact ", " current behavior ", " current behaviour ", " expected behavior ",
        " expected behaviour ", " actual behavior ", " actual behaviour ", " suggested change ", " tell me more ",
        " exploit scenario ",
        " short term ", " long term ", " what to do ", " how to fix ",
        " problem ", " the problem ", " description ", " impact ", " recommendation ", " suggested fix ", " fix ",
        " location ", " locations ", " additional locations ",
        " suggestion ", " solution ", " why it matters ", " proof of concept ", " code ", " evidence ", " rationale ",
        " remediation ", " mitigation ", " proposed fix ", " example ", " root cause ", " why ", " where ",
        " beschreibung ",
        " empfehlung ", " auswirkung ", " recommandation ", " recomendación ", " recomendação ", " raccomandazione ",
        " vulnerability detail ", " vulnerability details ", " tool used ", " code snippet ",
        " recommended mitigation ",
        " severity ", " lines ", " file ",
        " 建议 ", " 影响 ", " 描述 ", " 説明 ", " 影響 ", " 提案 ", " рекомендация ", " описание ",
    ]
    private static let verdicts: PhraseSet = [
        "final recommendation", "最終レビュー結果", "レビュー結論",
        "summary", "conclusion", "conclusions", "verdict", "overall", "overall assessment", "assessment", "tl dr",
        "tldr",
        "result", "outcome", "final thoughts", "bottom line", "in short", "overview", "decision", "final verdict",
        "closing", "rating",
        "recommendation summary", "general impression", "overall impression",
        "zusammenfassung", "fazit", "gesamturteil", "gesamteindruck", "urteil", "ergebnis", "gesamtbewertung",
        "überblick",
        "résumé", "avis général", "avis global", "bilan", "synthèse", "verdict", "appréciation générale",
        "resumen", "conclusión", "veredicto", "valoración", "resumo", "conclusão", "parecer", "avaliação geral",
        "visión general", "vue densemble", "visão geral", "panoramica", "обзор", "概览", "概覽", "개요",
        "riepilogo", "conclusione", "giudizio", "sintesi", "valutazione",
        "总结", "结论", "总体评价", "总体", "概述", "概要", "摘要", "小结", "总评", "整体评价", "综述", "審査結論",
        "まとめ", "結論", "総評", "総括", "全体評価", "判定", "要約", "サマリー", "총평", "결론", "요약", "종합", "전체 평가",
        "вывод", "выводы", "итог", "итоги", "заключение", "вердикт", "резюме", "общая оценка",
    ]
    private static let praises: PhraseSet = [
        "what it does right", "does right", "gets right", "got right", "done right",
        "positive", "positives", "positive aspects", "strengths", "strength", "praise", "what i like", "what i liked",
        "what we like", "what we liked",
        "liked", "loved", "good", "well done", "done well", "what works", "works well", "working well",
        "what is working", "done right", "went well", "fine as it is",
        "pros",
        "kudos", "nice", "good parts", "good practices", "good practice", "best practices followed", "highlights",
        "the good",
        "commendable", "what is good", "whats good", "great", "fine", "looks good", "keep",
        "gut gemacht", "gut gelöst", "gut läuft", "bien fait", "bien hecho", "bem feito", "ben fatto", "сделано хорошо",
        "сделано правильно", "잘된 점", "うまくできている", "stärken", "positiv", "positives", "lob", "gut", "gelungen",
        "was gefällt", "points positifs", "points forts",
        "bien", "ce qui est bien", "à saluer", "éloges", "aspectos positivos", "puntos fuertes", "lo bueno",
        "fortalezas",
        "pontos positivos", "pontos fortes", "elogios", "punti di forza", "aspetti positivi", "elogi", "positivi",
        "positivo", "positivos", "positifs",
        "pozytywne", "mocne strony", "puncte forte", "sterke punten",
        "优点", "亮点", "做得好", "值得肯定", "正向确认", "正向反馈", "正面评价", "優點", "亮點", "正向確認", "良い点", "よい点", "評価できる", "良かった", "素晴らしい",
        "장점", "잘한 점",
        "좋은 점", "칭찬", "сильные стороны", "плюсы", "что хорошо", "хорошо", "достоинства", "положительное",
        "понравилось", "похвала", "worth keeping", "what i enjoyed", "enjoyed", "what i appreciated", "appreciated",
        "on the bright side", "bright side", "bright spots", "praise where it is due", "what is fine",
        "credit where due",
        "ce que jai apprécié", "apprécié", "ce qui ma plu", "lo que me gustó", "lo que me ha gustado", "o que gostei",
        "o que me agradou", "cosa mi è piaciuto", "was mir gefallen hat", "was mir gefiel",
    ]
    private static let negations: PhraseSet = [
        "not", "no", "nicht", "pas", "不", "не", "issues", "problems", "suggestions", "could", "strength of",
    ]
    private static let advices: PhraseSet = [
        "prioritization", "prioritisation", "priorisierung", "prioritäten", "priorisation", "priorités", "priorización",
        "prioridades", "priorização", "prioritizzazione", "priorità", "приоритизация", "приоритеты", "优先级排序",
        "优先级建议", "優先順位付け", "우선순위 정리", "plan de", "plano de", "piano di",
        "recommendations", "next steps", "action items", "actions", "todo", "checklist", "priorities",
        "suggested next steps", "empfehlungen", "nächste schritte", "maßnahmen", "recommandations", "prochaines étapes",
        "recomendaciones", "próximos pasos", "recomendações", "próximos passos", "raccomandazioni", "prossimi passi",
        "后续", "下一步", "次のステップ", "다음 단계", "следующие шаги", "рекомендации", "priority order", "top priorities",
        "recommended tests", "recommended additional tests", "additional tests", "suggested tests", "tests to add",
        "tests to write", "empfohlene tests", "tests recommandés", "tests à ajouter", "pruebas recomendadas",
        "testes recomendados", "рекомендуемые тесты", "建议测试", "建议补充", "おすすめアクション", "追加すべきテスト", "추가할 테스트",
        "prioritised", "prioritized", "quick wins", "implementation plan", "action plan", "plan for", "plan to",
        "roadmap", "suggested order", "order of work", "repair order", "fix order", "cleanup priority", "cleanup order",
        "execution order", "suggested priority", "medium term", "short term", "long term", "immediate actions",
        "root cause analysis", "root causes", "ursachenanalyse", "analyse des causes", "análisis de causas",
        "análise de causas", "analisi delle cause", "анализ причин", "根本原因分析", "根因分析", "原因分析", "원인 분석", "修改要求",
        "plan of action", "work plan", "actionable plan", "actionable steps", "aktionsplan", "migration plan",
        "umsetzungsplan", "maßnahmenplan", "reihenfolge",
        "plan daction",
        "plan dactions", "ordre de correction", "plan de acción", "plan de mejora", "orden de trabajo", "hoja de ruta",
        "plano de ação", "plano de melhoria", "piano dazione", "план действий", "план работ", "план исправлений",
        "порядок исполнения", "порядок исправления", "порядок работ", "修复顺序", "修復順序", "处理顺序", "优先顺序", "修复优先级", "修正順序",
        "対応順序", "優先順位", "修正の優先", "стратегия исправления",
        "strategie zur behebung", "stratégie de correction", "estrategia de corrección", "수정 순서", "적용 순서", "적용 범위",
        "行动计划", "改进计划", "实施计划", "修改计划",
        "改善計画", "対応計画", "実施計画", "推奨アクション", "推奨事項", "実行計画", "조치 계획", "실행 계획", "개선 계획", "권장 사항",
        "우선순위",
    ]
    /// "Major (2)" and "Low priority" are chapters, "No assertion — major" and "Low · `DummyCase`" remarks.
    private static let ratings: PhraseSet = ["critical", "major", "minor", "high", "medium", "low"]
    private static let rated: Set<String> = [
        "severity", "priority", "prio", "risk", "risks", "impact", "importance", "level", "bug", "bugs", "defects",
        "errors", "smells", "gaps", "points", "items", "ones", "things", "stuff", "warnings", "flaws",
    ]
    private static let remarkWords: PhraseSet = [
        "issues", "findings", "details", "detailed findings", "notes additional information",
        "notes and additional information", "problems", "comments", "remarks", "concerns",
        "suggestions",
        "observations", "the bad", "the ugly", "whats bad", "what is bad", "improvement", "improvements", "weaknesses",
        "nits", "nitpicks", "review comments", "defects",
        "feedback", "key issues", "cons", "focus areas",
        "befunde", "mängel", "anmerkungen", "probleme", "schwächen", "verbesserungen", "einzelheiten", "details",
        "remarques", "problèmes", "constats", "points à améliorer", "faiblesses", "améliorations", "détails",
        "hallazgos", "problemas", "observaciones", "comentarios", "mejoras", "detalles", "achados", "observações",
        "comentários", "melhorias", "problemi", "osservazioni", "commenti", "miglioramenti", "rilievi",
        "问题", "发现", "缺点", "改进", "详细", "意见", "指摘", "問題点", "課題", "改善", "コメント", "문제", "개선", "지적",
        "이슈", "의견", "замечания", "проблемы", "недостатки", "комментарии", "находки", "улучшения",
    ]
}
