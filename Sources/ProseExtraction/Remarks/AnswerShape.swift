import FindingsModel

/// Which of an object's names are data of the answer, and no names of fields: `{"12": "…", "33-40": ["…"]}`,
/// `{"tests/a.py:12": "…"}`, `{"high": ["…"]}`, `{"Eager Test": "line 12: …"}`.
struct AnswerShape {
    /// What a name that is data says.
    enum Key {
        case place([LineReferenceScanner.Found], path: String?)
        /// A severity, a file or a list of remarks, as a heading would be.
        case heading
        /// What is wrong, or where: a smell, a test, a topic.
        case name
    }

    /// By the field's index.
    private(set) var keys: [Int: Key] = [:]
    /// Most names are data: the object is no remark.
    private(set) var isKeyed = false

    typealias Field = (key: String, value: AnswerValue)

    /// - Parameter isPlain: the object is a document of lines "name: text", which prose may be, too: only lists and
    ///   objects have names that are data.
    init(_ fields: [Field], under key: String, hasPath: Bool, isRoot: Bool, isPlain: Bool = false) {
        let areLines = Self.areLines(fields, under: key, hasPath: hasPath, isRoot: isRoot)
        var named: [Int] = []
        var placed = 0
        for (index, field) in fields.enumerated() {
            guard Self.isWording(field.value) else { continue }
            if isPlain, case .text = field.value { continue }
            let isNumbers = Self.isNumbers(field.key)
            if isNumbers ? areLines : Self.isPlace(field.key) {
                var path: String?
                let name = isNumbers ? "lines " + field.key : field.key
                var found = LocationValue.references(in: StyledText(name), &path)
                if found.isEmpty {
                    found = LocationValue.references(in: StyledText(StructuredAnswer.spaced(name)), &path)
                }
                if !found.isEmpty { keys[index] = .place(found, path: path) }
            } else if case .text(let text) = field.value, !isNumbers, !Self.isField(field.key),
                StructuredAnswer.wholePath(text) == nil, !StructuredAnswer.isConclusion(field.key)
            {
                let isPlaced = Self.hasPlace(text)
                let isHeading =
                    SeverityVocabulary.severity(of: StructuredAnswer.spaced(field.key)) != nil
                    || StructuredAnswer.wholePath(field.key) != nil
                if isHeading, isPlaced || PhraseKey(text).count > 3 {
                    keys[index] = .heading
                } else if SectionRole(heading: StructuredAnswer.spaced(field.key)) == .neutral {
                    named.append(index)
                    if isPlaced { placed += 1 }
                }
            }
        }
        let hasPlacedLists = fields.contains { field in
            if case .array(let values) = field.value { Self.arePlaced(values) } else { false }
        }
        if placed > 1 || placed == 1 && hasPlacedLists, placed * 3 >= named.count {
            for index in named {
                if case .text(let text) = fields[index].value, Self.hasPlace(text) { keys[index] = .name }
            }
        }
        isKeyed = keys.count * 2 >= fields.count && !keys.isEmpty
    }

    /// Whether the names that are numbers are lines. Others count ("1", "2", "3"), or are identifiers.
    private static func areLines(_ fields: [Field], under key: String, hasPath: Bool, isRoot: Bool) -> Bool {
        let numbered = fields.filter { isNumbers($0.key) }
        guard !numbered.isEmpty, numbered.count * 2 >= fields.count, numbered.allSatisfy({ isWording($0.value) }) else {
            return false
        }
        let wrapper = PhraseKey(StructuredAnswer.spaced(key))
        if wrapper.contains(anyOf: lineWrappers) { return true }
        let numbers = numbered.compactMap { Int($0.key) }
        if numbers.count < numbered.count { return true }
        if numbers == Array(0..<numbers.count) || numbers == Array(1...numbers.count) { return false }
        if hasPath || wrapper.contains(anyOf: wrappers) { return true }
        guard isRoot, !numbers.allSatisfy(statuses.contains) else { return false }
        let texts = numbered.flatMap { $0.value.texts }
        return texts.isEmpty || texts.reduce(0) { $0 + PhraseKey($1).count } >= texts.count * 4
    }
    private static let lineWrappers: PhraseSet = [
        "line", "lines", "by line", "zeilen", "lignes", "líneas", "linhas", "righe", "строки", "行",
    ]
    private static let wrappers: PhraseSet = [
        "comment", "comments", "review", "reviews", "remark", "remarks", "finding", "findings", "issue", "issues",
        "problem", "problems", "note", "notes", "annotation", "annotations", "smell", "smells", "observations",
        "critical", "high", "medium", "low", "info", "major", "minor", "kommentare", "commentaires", "comentarios",
        "comentários", "commenti", "комментарии", "评论", "コメント",
    ]
    /// Of HTTP: what a server answers, by number.
    private static let statuses: Set<Int> = Set(
        [Array(100...103), Array(200...208), Array(300...308), Array(400...418), Array(421...431), Array(500...511)]
            .joined())

    /// `12`, `33-40`, `20, 31`.
    static func isNumbers(_ key: String) -> Bool {
        guard let first = key.utf8.first, first.isDigit, key.utf8.count < 60 else { return false }
        var digits = 0
        for scalar in key.unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits += 1
                if digits > 6 { return false }
            } else if ",;&-–— ".unicodeScalars.contains(scalar) {
                digits = 0
            } else {
                return false
            }
        }
        return true
    }

    /// `line 12`, `L12-L14`, `tests/test_a.py:12`, `line_12`.
    private static func isPlace(_ key: String) -> Bool {
        guard key.utf8.count < 160, key.utf8.contains(where: \.isDigit), PhraseKey(key).count < 12 else { return false }
        return hasPlace(key) || key.utf8.contains(UInt8(ascii: "_")) && hasPlace(StructuredAnswer.spaced(key))
    }

    static func hasPlace(_ text: String) -> Bool {
        LineReferenceScanner(StyledText(String(text.prefix(600)))).found.contains { $0.certainty == .firm }
    }

    /// Half of the texts or more say where.
    static func arePlaced(_ values: [AnswerValue]) -> Bool {
        let texts = values.prefix(40).compactMap { value in
            if case .text(let text) = value, StructuredAnswer.wholePath(text) == nil { text } else { nil as String? }
        }
        return !texts.isEmpty && texts.count == min(values.count, 40)
            && texts.count { $0.contains(" ") && hasPlace($0) } * 2 >= texts.count
    }

    private static func isWording(_ value: AnswerValue) -> Bool {
        switch value {
        case .text(let text): text.contains(" ") || text.utf8.contains { $0 >= 0x80 }
        case .array(let values): !values.isEmpty && values.allSatisfy(isWording)
        case .object: true
        case .number, .flag, .other: false
        }
    }

    /// Whether the name is one of a field. Of tests and numbers many other names speak: "Magic Number Test", "test_login".
    static func isField(_ name: String) -> Bool {
        switch StructuredAnswer.role(of: name) {
        case nil: false
        case .symbol, .number: PhraseKey(StructuredAnswer.spaced(name)).count < 2
        default: true
        }
    }

    /// The title that a name is: "Eager Test", and not "review", "high" or "finding_1".
    static func title(_ name: String) -> String? {
        let words = StructuredAnswer.spaced(name)
        guard name.utf8.count > 3, name.utf8.count < 100, !name.utf8.contains(where: \.isDigit),
            !isField(name), SeverityVocabulary.severity(of: words) == nil,
            SectionRole(heading: words) == .neutral, StructuredAnswer.wholePath(name) == nil
        else { return nil }
        return name.contains(" ") ? name : words
    }

    // MARK: Tables

    /// `{"columns": ["line", "comment"], "rows": [[12, "…"]]}`, and `{"lines": [12, 20], "messages": ["…", "…"]}`.
    static func records(ofColumns fields: [Field]) -> AnswerValue? {
        var rows: [AnswerValue]?
        var names: [String]?
        var columns: [(String, [AnswerValue])] = []
        for field in fields {
            guard case .array(let values) = field.value, values.count > 1 else { continue }
            let areScalars = values.allSatisfy { value in
                switch value {
                case .text, .number: true
                default: false
                }
            }
            if areScalars {
                columns.append((field.key, values))
                let key = PhraseKey(StructuredAnswer.spaced(field.key))
                if key.contains(anyOf: headers) { names = values.flatMap(\.texts) }
            } else if values.allSatisfy({ if case .array = $0 { true } else { false } }) {
                rows = values
            }
        }
        if let rows, let names, let records = records(ofRows: rows, names: names) { return records }
        // Lists of one length, of which one holds lines and one what is said of them.
        guard let count = columns.first?.1.count, columns.count > 1, columns.allSatisfy({ $0.1.count == count }),
            columns.contains(where: { name, values in
                StructuredAnswer.role(of: name) == .location && values.allSatisfy { isNumbers($0.texts.first ?? "") }
            }),
            columns.contains(where: { $0.1.allSatisfy { isSentence($0) } })
        else { return nil }
        return .array(
            (0..<count).map { row in
                .object(columns.map { (key: $0.0, value: $0.1[row]) }, ByteSpan(0, 0))
            })
    }
    private static let headers: PhraseSet = ["columns", "column", "header", "headers", "fields", "keys", "spalten"]

    /// `[["tests/a.py", 12, "…"], …]` as records; the first row may name the columns.
    static func records(ofRows rows: [AnswerValue], names given: [String]?) -> AnswerValue? {
        var cells: [[AnswerValue]] = []
        for row in rows {
            guard case .array(let values) = row, values.count > 1 else { return nil }
            cells.append(values)
        }
        guard let width = cells.first?.count, cells.allSatisfy({ $0.count == width }), width < 20 else { return nil }
        var names = given
        if names == nil, let first = cells.first, first.allSatisfy({ if case .text = $0 { true } else { false } }) {
            let texts = first.flatMap(\.texts)
            let known = texts.filter { StructuredAnswer.role(of: $0) != nil }
            if known.count * 2 > width { names = texts }
            if names != nil { cells.removeFirst() }
        }
        guard !cells.isEmpty else { return nil }
        if names == nil || names?.count != width {
            names = (0..<width).map { column in
                let values = cells.map { $0[column] }
                return values.allSatisfy { isNumbers($0.texts.first ?? "") } ? "line" : ""
            }
            // Two columns of numbers are the ends of a range; more are figures of something else.
            let lines = (names ?? []).indices.filter { names?[$0] == "line" }
            if lines.count == 2 {
                names?[lines[0]] = "start line"
                names?[lines[1]] = "end line"
            } else if lines.count > 2 {
                return nil
            }
        }
        let isWorded = cells.contains { row in row.contains(where: isSentence) }
        guard let names, isWorded else { return nil }
        return .array(
            cells.map { row in
                .object(zip(names, row).map { (key: $0, value: $1) }, ByteSpan(0, 0))
            })
    }

    private static func isSentence(_ value: AnswerValue) -> Bool {
        if case .text(let text) = value { PhraseKey(text).count > 1 } else { false }
    }
}
