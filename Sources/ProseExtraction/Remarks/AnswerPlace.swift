import FindingsModel

/// The place that an object of an answer names, however deep it is nested: `{"file": …, "region": {"startLine": 12}}`.
struct AnswerPlace {
    /// 1-based, inclusive; `nil` where no number is given.
    private(set) var first: Int?
    private(set) var last: Int?
    private(set) var path: String?
    /// What the place says in words: `"lines 12-14"`.
    private(set) var texts: [String] = []

    static let maximumDepth = 5

    init(_ value: AnswerValue) {
        gather(value, depth: 0)
        // `"start": {"line": 12}`, or the only number that there is.
        if let begin = first, let end = last, end < begin { last = nil }
    }

    private mutating func gather(_ value: AnswerValue, depth: Int) {
        guard depth < Self.maximumDepth, case .object(let fields, _) = value else { return }
        for field in fields where !Self.isColumn(field.key) {
            let role = StructuredAnswer.endRole(of: field.key) ?? StructuredAnswer.role(of: field.key)
            switch role {
            case .start: first = Self.line(field.value) ?? first
            case .end: last = Self.line(field.value) ?? last
            case .path: if let text = field.value.texts.first, !text.isEmpty { path = text }
            default:
                switch field.value {
                case .object: gather(field.value, depth: depth + 1)
                case .array(let values) where role == .location:
                    texts += StructuredAnswer.places(values)
                case .number(let number) where role == .location && first == nil && number > 0: first = number
                case .text(let text) where role == .location && !text.isEmpty: texts.append(text)
                default: break
                }
            }
        }
    }

    /// The line of `12`, `"12"` or `{"line": 12, "column": 4}`.
    private static func line(_ value: AnswerValue) -> Int? {
        if case .object(let fields, _) = value {
            return fields.lazy.filter { StructuredAnswer.role(of: $0.key) == .location && !isColumn($0.key) }
                .compactMap { $0.value.texts.first }.first.flatMap { Int($0) }
        }
        return value.texts.first.flatMap { Int($0) }
    }

    /// A place within the line, or in the file's bytes.
    static func isColumn(_ key: String) -> Bool {
        PhraseKey(StructuredAnswer.spaced(key)).contains(anyOf: columns)
    }
    private static let columns: PhraseSet = [
        "column", "columns", "col", "character", "char", "offset", "byte", "bytes", "spalte",
    ]
}
