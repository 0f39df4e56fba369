import FindingsModel

/// The value of a remark's own "Status" that says that nothing is left to do: "**Status:** RESOLVED.", "状态: 已修复".
///
/// "Acknowledged" and "won't fix" leave the problem where it is.
enum SettledStatus {
    static func isSettled(_ field: FieldLabel, value: StyledText) -> Bool {
        guard states.contains(PhraseKey(field.name).words.joined(separator: " ")) else { return false }
        let line = SentenceSplitter.sentences(of: value).first.map { value.slice($0) } ?? value
        let key = PhraseKey(line.flat.strippedOfSigns)
        return key.count <= 6 && settled.opens(key) && !key.contains(anyOf: partly)
    }

    private static let states: Set<String> = [
        "status", "state", "statut", "état", "estado", "stato", "статус", "состояние", "状态", "狀態", "ステータス", "状態", "상태",
    ]
    private static let settled: PhraseSet = [
        "resolved", "fixed", "closed", "done", "solved", "already fixed", "completed", "behoben", "gelöst", "erledigt",
        "geschlossen", "résolu", "corrigé", "fermé", "terminé", "resuelto", "corregido", "cerrado", "resolvido",
        "corrigido", "fechado", "concluído", "risolto", "corretto", "chiuso", "исправлено", "решено", "закрыто",
        "已修复", "已解决", "已关闭", "已完成", "已修復", "已解決", "修正済み", "解決済み", "対応済み", "해결됨", "수정됨", "완료",
    ]
    private static let partly: PhraseSet = [
        "partly", "partially", "not", "in part", "teilweise", "partiellement", "parcialmente", "parzialmente",
        "частично", "部分", "一部", "부분",
    ]
}
