/// A named part of a remark: "**Severity:** High", "Recommendation: …", "影響: …".
struct FieldLabel {
    enum Kind: Hashable, Sendable {
        case severity, location, suggestion, body, title, category, symbol
        /// Confidence, effort, status, identifier: of no use here.
        case other
    }

    var kind: Kind
    /// Where the value begins.
    var end: Int
    /// The label as written.
    var name: String

    init?(_ text: StyledText, from start: Int = 0) {
        var index = start
        while index < text.count, text.bytes[index].isBlank { index += 1 }
        // ": *severity* high", as definitions are written.
        if index + 1 < text.count, text.bytes[index] == UInt8(ascii: ":"), text.bytes[index + 1] == .space {
            index += 2
        }
        // An emoji before the label.
        var guardCount = 0
        while index < text.count, text.bytes[index].isWide, guardCount < 4 {
            let (scalar, length) = text.bytes.scalar(at: index)
            guard scalar >= 0x2190 && scalar < 0x2E80 || scalar >= 0x1F000 else { break }
            index += length
            while index < text.count, text.bytes[index].isBlank { index += 1 }
            guardCount += 1
        }
        let first = index
        var end = index
        while end < text.count, end - first < 48, text.bytes[end] != .lineFeed, text.bytes[end] != UInt8(ascii: ":"),
            text.bytes[end] != UInt8(ascii: "|"), !text.bytes.has("：", at: end)
        { end += 1 }
        let isStrong = first < text.count && text.styles[first].contains(.strong)
        let isEmphasised = first < text.count && text.styles[first].contains(.emphasis)
        var value: Int
        if end < text.count, text.bytes[end] == UInt8(ascii: ":") {
            value = end + 1
        } else if text.bytes.has("：", at: end) {
            value = end + 3
        } else if isStrong || isEmphasised {
            // "**Recommendation**" alone or before a dash.
            end = text.runEnd(from: first, isStrong ? .strong : .emphasis)
            value = end
            var next = end
            while next < text.count, text.bytes[next] == .space { next += 1 }
            if next < text.count, text.bytes[next] != .lineFeed {
                if text.bytes.has("–", at: next) || text.bytes.has("—", at: next) {
                    value = next + 3
                } else if text.bytes[next] == UInt8(ascii: "-"), !text.styles[next].contains(.code) {
                    value = next + 1
                } else if text.bytes[next].isLetter || text.bytes[next].isDigit || text.styles[next].contains(.code) {
                    let key = PhraseKey(text.bytes[first..<end])
                    guard Self.names[key.hash] == .severity else { return nil }
                }
            }
        } else {
            return nil
        }
        guard end > first, !Self.isInBrackets(text.bytes[first..<end]) else { return nil }
        guard let kind = Self.names[PhraseKey(text.bytes[first..<end]).hash] else { return nil }
        // "Line 202: …" is a place, not a field of that name.
        // "Issue 2: …" and "问题1：…" are titles.
        if kind == .location || kind == .body || kind == .suggestion,
            text.bytes[first..<end].contains(where: \.isDigit)
        {
            return nil
        }
        self.kind = kind
        name = text.flat(first..<end)
        while value < text.count, text.bytes[value] == .space || text.bytes[value] == UInt8(ascii: "*") { value += 1 }
        self.end = value
    }

    /// The colon stands in brackets that opened before it: "1. [Severity: high] …".
    private static func isInBrackets(_ name: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in name {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        let bytes = Array(name)
        for index in bytes.indices {
            if bytes.has("【", at: index) || bytes.has("（", at: index) { depth += 1 }
            if bytes.has("】", at: index) || bytes.has("）", at: index) { depth -= 1 }
        }
        return depth > 0
    }

    static func kind(of name: String) -> Kind? { names[PhraseKey(name).hash] }

    private static let names: [UInt64: Kind] = {
        let lists: [(Kind, [String])] = [
            (
                .severity,
                [
                    "severity", "priority", "risk", "risk level", "severity level", "impact level", "prio",
                    "criticality", "schweregrad", "einstufung", "dringlichkeit", "urgency", "urgence", "urgencia",
                    "urgência",
                    "urgenza", "уровень", "срочность", "waga", "önem", "önem derecesi",
                    "priorität", "schwere", "gravité", "sévérité", "priorité", "criticité", "severidad", "gravedad",
                    "prioridad",
                    "severidade", "gravidade", "prioridade", "gravità", "severità", "priorità", "严重性", "严重程度", "严重级别",
                    "优先级", "级别", "严重度", "重要度", "深刻度", "優先度", "심각도", "우선순위", "중요도", "серьёзность", "серьезность",
                    "важность", "приоритет", "критичность", "ernst", "cvss", "cvss score", "importance", "level",
                    "rating", "grade", "rank", "sev", "weight", "how serious", "how bad", "seriousness", "risk rating",
                    "overall risk",
                ]
            ),
            (
                .location,
                [
                    "location", "locations", "location s", "file s", "lines of code", "file", "files", "line", "lines",
                    "line s", "where", "path", "position",
                    "affected code",
                    "affected lines", "code location", "reference", "references", "context", "affected file",
                    "affected files", "lines affected",
                    "stelle", "stellen", "datei", "zeile", "zeilen", "ort", "fundstelle", "emplacement", "fichier",
                    "ligne", "lignes", "target", "targets", "component", "affected component",
                    "affected files and lines",
                    "localisation", "ubicación", "archivo", "línea", "líneas", "localização", "arquivo", "linha",
                    "linhas", "posizione",
                    "riga", "righe", "位置", "文件", "行号", "行", "代码位置", "所在位置", "場所", "該当箇所", "ファイル", "箇所", "該当行",
                    "위치", "파일", "라인", "место", "файл", "строка", "строки", "расположение", "relevant file",
                    "relevant lines",
                ]
            ),
            (
                .suggestion,
                [
                    "recommendation", "recommendations", "recommended mitigation steps", "mitigation steps",
                    "fix applied", "remediation steps", "recommended fix", "recommended action", "suggestion",
                    "suggestions", "suggested fix",
                    "suggested change", "fix", "proposed fix", "solution", "remedy", "remediation", "mitigation",
                    "how to fix", "how to fix it", "how to fix this", "how", "advice",
                    "action", "proposal", "what to do", "possible fix", "consider", "improvement",
                    "recommended mitigation", "better",
                    "suggested improvement", "proposed solution", "instead", "committable suggestion", "short term",
                    "long term",
                    "suggested refactor",
                    "empfehlung", "vorschlag", "lösung", "abhilfe", "behebung", "verbesserung", "maßnahme",
                    "recommandation", "correction",
                    "proposition", "amélioration", "recomendación", "sugerencia", "solución", "corrección",
                    "recomendação",
                    "sugestão", "solução", "correção", "raccomandazione", "suggerimento", "soluzione", "correzione",
                    "建议", "修复建议",
                    "改进建议", "解决方案", "修改建议", "推荐", "提案", "修正案", "解決策", "解決方法", "修正方法",
                    "メリット", "好处", "이점", "해결책", "対応", "対策", "改善案", "推奨", "제안", "권장", "해결", "개선안",
                    "рекомендация", "предложение", "решение", "исправление", "как исправить", "совет",
                ]
            ),
            (
                .body,
                [
                    "trigger", "auslöser", "beleg", "nachweis", "déclencheur", "preuve", "evidencia", "desencadenante",
                    "evidência", "gatilho", "prova", "innesco", "доказательство", "условие", "证据", "触发", "触发条件",
                    "现象", "后果", "證據", "觸發", "根拠", "発生条件", "근거", "현상", "발생 조건",
                    "problem", "description", "user impact", "vulnerability details", "attack path", "attack scenario",
                    "proof of concept", "poc", "why its a problem", "why it is a problem", "why this is a problem",
                    "whats wrong", "what is wrong", "actual behavior", "actual behaviour", "expected behavior",
                    "expected behaviour", "pattern", "examples", "issue", "details", "detail", "impact", "why",
                    "why it matters",
                    "explanation", "rationale",
                    "reason", "observation", "finding", "evidence", "effect", "consequence", "risk description", "what",
                    "cause", "root cause",
                    "current behavior", "current behaviour", "beschreibung", "auswirkung", "begründung", "befund",
                    "grund", "folge",
                    "problème", "description", "raison", "conséquence", "explication", "constat", "problema",
                    "descripción", "impacto",
                    "motivo", "descrição", "descrizione", "impatto", "motivo", "问题", "描述", "说明", "影响", "原因", "问题描述",
                    "問題",
                    "内容", "説明", "影響", "理由", "詳細", "문제", "설명", "영향", "이유", "проблема", "описание", "влияние", "причина",
                    "последствия", "почему", "vulnerability detail", "summary", "draft comment", "what is the issue",
                    "exploit scenario", "why this matters", "current state", "context of the problem", "vulnerability",
                    "descripcion", "comment", "comentario", "commentaire", "kommentar", "constat", "rischio",
                    // Above the code as it is and as it could be.
                    "before", "after", "vorher", "nachher", "avant", "après", "antes", "después", "depois", "prima",
                    "dopo", "было", "стало", "修改前", "修改后", "変更前", "変更後", "修正前", "修正後", "改善前", "改善後", "問題点", "问题点",
                    "변경 전", "변경 후",
                ]
            ),
            (
                .title,
                ["title", "titel", "titre", "título", "titolo", "标题", "题目", "タイトル", "件名", "제목", "заголовок", "name"]
            ),
            (
                .category,
                [
                    "category", "type", "kind", "smell", "test smell", "tag", "tags", "label", "labels", "kategorie",
                    "art", "typ", "catégorie",
                    "categoría", "tipo", "categoria", "类别", "类型", "分类", "カテゴリ", "種別", "分類", "카테고리", "유형", "분류",
                    "категория", "тип", "area", "rule",
                ]
            ),
            (
                .symbol,
                [
                    "test", "tests", "function", "method", "class", "symbol", "affected tests", "affected test",
                    "methode", "funktion", "klasse",
                    "fonction", "méthode", "función", "método", "函数", "方法", "関数", "メソッド", "함수", "функция", "метод",
                    "тест",
                ]
            ),
            (
                .other,
                [
                    "confidence", "effort", "wcag criterion", "wcag", "wcag level", "criterion", "success criterion",
                    "standard", "verification", "verified", "affected users", "frequency", "count", "cvss vector",
                    "tools used", "source", "client", "client response", "team response", "resolution",
                    "remediation plan", "submitted by", "status", "id", "cwe", "owner", "estimate", "estimated effort",
                    "likelihood", "difficulty",
                    "aufwand", "konfidenz", "confiance", "confianza", "置信度", "信頼度", "신뢰도", "уверенность", "state",
                    "found by", "author", "finding id", "identifier", "reason this comment was not posted",
                    "exploitability",
                    "relevance", "actionable", "has suggestion", "outdated", "resolved", "thread", "thread id", "url",
                    "discussion url", "comment url", "comment id", "permalink", "commenter",
                    "reported by", "assignee", "reference id", "cve", "ticket", "date", "datum", "fecha", "data",
                    "дата",
                    "日期", "日付", "날짜",
                ]
            ),
        ]
        var names: [UInt64: Kind] = [:]
        for (kind, list) in lists {
            for name in list {
                let hash = PhraseKey(name).hash
                if names[hash] == nil { names[hash] = kind }
            }
        }
        return names
    }()
}
