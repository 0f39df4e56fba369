import FindingsModel

/// Remarks whose place, severity or name is the name of the field that they stand under.
extension StructuredAnswer {
    /// What stands under a name that is data.
    mutating func gatherKeyed(
        _ field: AnswerShape.Field, _ key: AnswerShape.Key, _ outer: Remark.Context, depth: Int
    ) {
        var context = outer
        var name: String?
        switch key {
        case .place(let found, let path):
            context.located = found
            context.path = path ?? context.path
        case .heading: context = Self.entering(field.key, outer)
        case .name: name = AnswerShape.title(field.key) == nil ? nil : field.key
        }
        switch field.value {
        case .text: addTexts([field.value], context, name: name)
        case .array(let values):
            let texts = values.filter { if case .text = $0 { true } else { false } }
            if !texts.isEmpty { addTexts(texts, context) }
            if texts.count < values.count { gather(field.value, context, key: "", depth: depth + 1) }
        default: gather(field.value, context, key: "", depth: depth + 1)
        }
    }

    /// A list of texts is of remarks where its name, its place or the texts themselves say so.
    mutating func gatherTexts(
        _ values: [AnswerValue], _ outer: Remark.Context, key: String, role: SectionRole
    ) {
        let context = Self.entering(key, outer)
        let texts = values.filter { value in
            if case .text(let text) = value { Self.wholePath(text) == nil } else { false }
        }
        guard !texts.isEmpty else { return }
        if role == .praise || role == .remarks {
            addTexts(values, context)
            return
        }
        let isPlaced = AnswerShape.arePlaced(values)
        switch role {
        case .aside, .field: break
        case .advice, .verdict:
            if isPlaced { looseTexts.append((texts, context, false)) }
        default:
            if isPlaced || !context.located.isEmpty {
                addTexts(texts, context)
            } else if Self.role(of: key) == nil, texts.contains(where: { PhraseKey($0.texts.first ?? "").count > 2 }) {
                looseTexts.append((texts, context, PhraseKey(Self.spaced(key)).contains(anyOf: Self.generalNames)))
            }
        }
    }
    private static let generalNames: PhraseSet = [
        "general", "file level", "whole file", "global", "without line", "other", "others", "misc", "miscellaneous",
        "allgemein", "général", "generales", "gerais", "generali", "общие", "整体", "全般",
    ]

    /// `"general": ["…"]` beside lists of texts.
    mutating func addLooseTexts() {
        let areTexts = !remarks.isEmpty && remarks.allSatisfy { $0.layout == .item }
        for texts in looseTexts where texts.isGeneral && !remarks.isEmpty && !areTexts {
            addTexts(texts.values, texts.context)
        }
        let isPlaced = remarks.isEmpty && looseTexts.contains { AnswerShape.arePlaced($0.values) }
        guard areTexts || isPlaced else { return }
        for texts in looseTexts where areTexts ? true : AnswerShape.arePlaced(texts.values) {
            if areTexts, [.advice, .verdict].contains(texts.context.role) { continue }
            addTexts(texts.values, texts.context)
        }
        looseTexts = []
    }

    /// A text without a place that all the same belongs to a review: its list is one of remarks or praise beside a
    /// judgement, a file, or lists of the other.
    func isOfReview(_ remark: Remark) -> Bool {
        guard remark.layout == .item else { return false }
        if AnswerShape.hasPlace(remark.lead.flat)
            || remark.blocks.contains(where: { AnswerShape.hasPlace($0.text.flat) })
        {
            return true
        }
        return remark.context.role == .remarks && (isJudged || remark.context.path != nil)
            || remarks.contains { $0.context.role == .praise } && remarks.contains { $0.context.role == .remarks }
    }

    /// `"detected": false`, `"passed": true`, `"status": "not detected"`.
    static func isDenied(_ field: AnswerShape.Field) -> Bool {
        switch field.value {
        case .flag(let flag):
            return flag ? isPassing(field.key) : isAsked(field.key)
        case .text(let text):
            guard text.utf8.count < 24 else { return false }
            let answer = words(text)
            if denials.contains(answer) {
                return isAsked(field.key) || isPassing(field.key) || answers.contains(words(spaced(field.key)))
            }
            return answer == "no" || answer == "false" ? isAsked(field.key) : false
        default: return false
        }
    }

    private static func words(_ text: String) -> String { PhraseKey(text).words.joined(separator: " ") }

    static func isAsked(_ key: String) -> Bool { questions.contains(words(spaced(key))) }
    private static func isPassing(_ key: String) -> Bool { passes.contains(words(spaced(key))) }

    private static let questions: Set<String> = [
        "detected", "is detected", "present", "is present", "found", "is found", "exists", "applicable",
        "is applicable", "applies", "violated", "violation", "is violation", "has issue", "has issues", "has smell",
        "is smell", "smelly", "is smelly", "occurs", "triggered", "affected", "vorhanden", "gefunden", "détecté",
        "detectado", "rilevato", "обнаружено", "检测到", "検出",
    ]
    private static let passes: Set<String> = [
        "passed", "pass", "ok", "is ok", "satisfied", "compliant", "fulfilled", "met", "clean", "bestanden",
    ]
    private static let answers: Set<String> = [
        "status", "result", "answer", "outcome", "state", "verdict", "detection",
    ]
    private static let denials: Set<String> = [
        "not detected", "not present", "not found", "absent", "not applicable", "n a", "none", "pass", "passed", "ok",
        "okay", "clean", "no issue", "no issues", "not violated", "compliant", "nicht gefunden", "nicht vorhanden",
    ]
}
