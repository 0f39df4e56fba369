/// What the names of an answer's fields mean.
extension StructuredAnswer {
    enum Role: Hashable {
        case title, body, suggestion, severity, location, start, end, path, category, symbol, number
    }

    /// Which end of a range a field of a place names: `{"from": 12, "to": 20}`.
    static func endRole(of key: String) -> Role? {
        switch spaced(key) {
        case "from", "begin", "first", "start": .start
        case "to", "until", "last", "end": .end
        default: nil
        }
    }

    static func meaning(ofField name: String) -> ProseReader.FieldMeaning? {
        switch role(of: name) {
        case .start, .end, .location: .place
        case .body: .text
        case .severity: .severity
        case .suggestion: .advice
        default: nil
        }
    }

    static func role(of key: String) -> Role? {
        let key = PhraseKey(spaced(key))
        for (role, names) in roles where key.contains(anyOf: names) { return role }
        return nil
    }

    static let roles: [(Role, PhraseSet)] = [
        (.start, ["start line", "line start", "first line", "from line", "begin line", "startline", "start"]),
        (.end, ["end line", "line end", "last line", "to line", "endline", "end"]),
        (
            .severity,
            [
                "severity", "priority", "how bad", "grade", "rating", "sev", "prio", "level", "importance",
                "criticality", "risk level", "urgency",
                "schweregrad", "sévérité", "gravité", "severidad", "gravidade", "严重性", "严重程度", "级别", "重要度", "심각도",
                "серьезность", "how serious", "badness", "weight", "seriousness", "rank",
            ]
        ),
        (
            .suggestion,
            [
                "what to do", "suggestion", "suggested fix", "suggested change", "fix", "recommendation",
                "recommended action", "remedy", "solution", "advice", "action", "proposal", "do instead", "improvement",
                "how to fix", "remediation", "empfehlung", "vorschlag", "建议", "提案", "제안", "рекомендация",
                "recommandation", "sugerencia", "cure", "repair", "correction", "instead", "better", "improved code",
                "existing code",
            ]
        ),
        (
            .path,
            ["file", "path", "filename", "file name", "file path", "relevant file", "datei", "fichier", "文件", "ファイル"]
        ),
        (
            .location,
            [
                "where", "location", "locations", "line", "lines", "line number", "line numbers", "line range",
                "position", "loc", "range", "ranges", "place", "places", "spot", "spots", "stelle", "zeile", "zeilen",
                "ligne", "lignes", "row", "rows", "anchor",
                "位置", "行号", "行", "場所", "위치", "место", "строки", "at",
            ]
        ),
        (
            .category,
            [
                "category", "type", "kind", "smell", "tag", "tags", "label", "labels", "rule", "group", "area",
                "kategorie", "类别", "分類",
            ]
        ),
        (.symbol, ["test", "tests", "function", "method", "symbol", "test name", "class", "symbols"]),
        (
            .title,
            [
                "title", "headline", "heading", "header", "issue header", "name", "short", "subject", "topic", "issue",
                "finding", "problem", "titel", "titre", "título", "标题", "问题", "タイトル", "제목", "заголовок", "what",
                "one sentence summary", "headliner", "caption", "gist", "message", "summary", "defect", "flaw",
                "weakness",
                "concern",
            ]
        ),
        (
            .body,
            [
                "description", "why", "details", "detail", "explanation", "body", "comment", "content", "issue content",
                "rationale", "reason", "evidence", "text", "observation", "analysis", "impact", "suggestion content",
                "note", "notes", "beschreibung", "begründung", "说明", "描述", "説明", "설명", "описание", "because",
                "consequence", "how", "narrative", "effect",
            ]
        ),
        (.number, ["nr", "id", "number", "no", "index", "confidence", "score"]),
    ]
}
