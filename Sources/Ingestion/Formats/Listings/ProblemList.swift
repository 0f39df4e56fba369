import FindingsModel

/// A list of problems in a tool's JSON: the way to it, and which key of a problem tells what.
struct ProblemList: Sendable {
    /// A step on the way from the report to a problem.
    enum Step: Hashable, Sendable {
        case key(String, [UInt8])
        /// Each element of a list; `nil` for the report itself, and for one whose name is no field's.
        case elements(name: String?)
        /// Each value of an object whose keys are no names of fields.
        case values(name: String?)
        /// The object itself, and those in its list of this name, however deep.
        case nested(String, [UInt8])
    }

    /// Where a word of a problem comes from.
    enum Source: Hashable, Sendable, ExpressibleByStringLiteral {
        case field(JSONPath)
        /// Of the nearest object around it that has it.
        case around(JSONPath)
        /// What stands in the field before a mark, all of it where the mark is not there.
        case before(String, JSONPath)
        /// The key of the object's list.
        case key
        /// The same for all.
        case word(String)

        /// `name`, `^name` of what is around, `@` for the key, `=word` for a word that all have.
        init(stringLiteral words: String) {
            switch words.first {
            case "^": self = .around(JSONPath(words.dropFirst()))
            case "@": self = .key
            case "=": self = .word(String(words.dropFirst()))
            default: self = .field(JSONPath(words))
            }
        }
    }

    /// What has to hold of a problem.
    enum Condition: Sendable {
        case isTrue(JSONPath)
        case isFalse(JSONPath)
        case isWord(JSONPath, Set<String>)
        case isEmpty(JSONPath)
        /// Of all in the list.
        case always
    }

    /// `Results[].Secrets[]`, `[]` for the report itself, `results{}[]` where keys are paths, `suites*` for suites in suites.
    let steps: [Step]
    /// A report without it is none.
    var isRequired = false
    /// What a problem is known by: one of each.
    let marks: [[JSONPath]]
    /// What stands in the list beside the problems has one of these.
    var others: [JSONPath] = []
    /// All keys that a problem has, where others' have more; any, where it is empty.
    var keys: Set<String> = []
    /// What stands there in a problem that is known by it, where its keys are anybody's.
    var words: (path: JSONPath, any: Set<String>)?

    /// Of each of these the first that is there is taken.
    var rule: [Source] = []
    /// What the category is found by, where the rule has a name beside its code.
    var categoryRule: [Source] = []
    var message: [Source] = []
    /// What stands before each message and a colon.
    var messageLabel: String?
    /// Lines behind the message: what stands before the words, and where they come from.
    var details: [(label: String, from: [Source])] = []
    var path: [Source] = []
    var line: [Source] = []
    /// A list of lines, each a place of the problem.
    var lines: JSONPath?
    var endLine: [Source] = []
    var column: [Source] = []
    var endColumn: [Source] = []
    var severity: [Source] = []
    /// What the tool's severities mean, where they are no words that all know.
    var severities: [String: String] = [:]
    var symbols: [Source] = []
    /// Of all of them; `nil` where it is found by the rule and the words.
    var category: String?
    var fingerprint: Source?
    var suggestion: (label: String, from: Source)?

    /// A trace whose first own frame says where it arose; the place of a problem that has no line.
    var readsPlace: JSONPath?

    /// What lines and columns count from.
    var lineBase = 1
    var columnBase = 1
    /// The end column is the last one instead of the one behind it.
    var endIsInside = false

    /// What is a problem among others in the list; all of them.
    var only: [Condition] = []
    /// What is kept as no issue, and what is said of it.
    var settled: [(when: Condition, flag: String)] = []
    /// The tool did not finish because of what stands here.
    var isFailure = false

    init(_ way: String, isRequired: Bool = false, marks: [[JSONPath]]) {
        var steps: [Step] = []
        var name: String?
        for part in way.split(separator: ".") {
            if part.hasSuffix("*") {
                steps.append(.nested(String(part.dropLast()), Array(part.dropLast().utf8)))
                name = nil
                continue
            }
            let word = part.prefix { $0 != "[" && $0 != "{" }
            if !word.isEmpty {
                steps.append(.key(String(word), Array(word.utf8)))
                name = String(word)
            }
            var rest = part.dropFirst(word.count)
            while let sign = rest.first {
                steps.append(sign == "[" ? .elements(name: name) : .values(name: name))
                if sign == "{" { name = nil }
                rest = rest.dropFirst(2)
            }
        }
        self.steps = steps
        self.isRequired = isRequired
        self.marks = marks
    }

    func isProblem(_ item: JSONValue) -> Bool {
        item.isObject && marks.allSatisfy { group in group.contains { item[at: $0] != nil } }
            && (keys.isEmpty || item.fields.allSatisfy { keys.contains($0.key) })
            && isKnown(item)
    }

    /// Whether one of ``words`` stands where it has to; what can be no word there may be a damaged one.
    private func isKnown(_ item: JSONValue) -> Bool {
        guard let words, let value = item[at: words.path] else { return true }
        return value.kind == .string || value.kind == .number ? value.text.map(words.any.contains) ?? false : true
    }

    /// Whether the way begins in what the report is, a list or an object; one report of several is one, too.
    func fits(_ document: SourceDocument) -> Bool {
        guard let root = document.report else { return steps.first == .elements(name: nil) }
        return steps.first == .elements(name: nil) ? root.isArray || steps.count > 1 || isProblem(root) : root.isObject
    }

    /// The first of what lies in the list.
    func sample(_ document: SourceDocument) -> [JSONValue] {
        var found: [JSONValue] = []
        func walk(_ value: JSONValue, _ steps: ArraySlice<Step>) {
            guard found.count < 50 else { return }
            guard let step = steps.first else { return found.append(value) }
            switch step {
            case .key(_, let key):
                if value.isObject, let inner = value[key] { walk(inner, steps.dropFirst()) }
            case .elements:
                guard value.isArray else { return }
                for item in value.elements.prefix(1_000) {
                    // Pages, or a list a file, may lie in one list.
                    let isPage = item.isArray && steps.count == 1
                    for inner in isPage ? Array(item.elements.prefix(1_000)) : [item] { walk(inner, steps.dropFirst()) }
                }
            case .values:
                if value.isObject { for item in value.fieldValues.prefix(1_000) { walk(item, steps.dropFirst()) } }
            case .nested(_, let key):
                guard value.isObject else { return }
                walk(value, steps.dropFirst())
                if let inner = value[key], inner.isArray {
                    for item in inner.elements.prefix(1_000) { walk(item, steps) }
                }
            }
        }
        for root in document.roots {
            // One object a line is a list, too.
            let isRecord = root.isObject && steps.first == .elements(name: nil)
            walk(root, isRecord ? steps.dropFirst() : steps[...])
        }
        return found
    }

    func add(_ place: ProblemPlace, to report: inout ToolReport) {
        let item = place.value
        guard only.allSatisfy({ Self.holds($0, item) }) else { return }
        let told = first(severity, place)?.text.flatMap { $0.lowercased() == "unknown" ? nil : $0 }
        let settled = settled.filter { Self.holds($0.when, item) }.map(\.flag)
        if isFailure { report.didNotFinish() }
        let lines = details.compactMap { detail in
            first(detail.from, place)?.text.map { detail.label.isEmpty ? $0 : "\(detail.label): \($0)" }
        }
        var message = first(message, place)?.text
        if let label = messageLabel { message = message.map { "\(label): \($0)" } ?? label }
        let numbers = self.lines.flatMap { item[at: $0] }?.elements.compactMap(\.number) ?? []
        let path = first(path, place)?.text
        if !report.review.coversProject { report.cover(path) }
        var problem = ToolProblem(
            rule: first(rule, place)?.text, categoryRule: first(categoryRule, place)?.text,
            message: ([message] + lines).compactMap { $0 }.joined(separator: "\n"), path: path,
            firstLine: numbers.first ?? number(line, place, lineBase), lastLine: number(endLine, place, lineBase),
            column: number(column, place, columnBase),
            endColumn: number(endColumn, place, columnBase - (endIsInside ? 1 : 0)),
            further: numbers.dropFirst().filter { $0 > 0 && $0.isCountable }.map { LineReference(LineRange($0)) },
            severity: told.map { severities[$0.lowercased()] ?? $0 }, statedSeverity: told,
            symbols: symbols.compactMap { first([$0], place)?.text },
            fingerprint: fingerprint.flatMap { first([$0], place)?.text },
            suggestion: suggestion.flatMap { advice in
                first([advice.from], place)?.text.map { advice.label.isEmpty ? $0 : "\(advice.label) \($0)" }
            },
            flags: settled + (isFailure ? ["the tool failed on the file"] : []), source: item, span: item.span)
        problem.take(placeIn: readsPlace.flatMap { item[at: $0]?.string })
        report.add(problem, category: category, isSuppressed: !settled.isEmpty)
    }

    /// A word of a problem, found.
    private enum Found {
        case value(JSONValue)
        case word(String)

        /// Test runners colour what they print.
        var text: String? {
            switch self {
            case .value(let value): value.text.map { $0.utf8.contains(0x1B) ? Self.uncoloured($0) : $0 }
            case .word(let word): word
            }
        }

        private static func uncoloured(_ text: String) -> String {
            TerminalText(withoutEscapes: Array(text.utf8)).map { String(decoding: $0.text, as: UTF8.self) } ?? text
        }
    }

    private func first(_ sources: [Source], _ place: ProblemPlace) -> Found? {
        for source in sources {
            switch source {
            case .field(let path):
                // An empty word is none, and the next source may have one.
                if let value = place.value[at: path], !Self.isEmptyWord(value) { return .value(value) }
            case .around(let path):
                for object in place.around.reversed() {
                    if let value = object[at: path], !Self.isEmptyWord(value) { return .value(value) }
                }
            case .before(let mark, let path):
                guard let value = place.value[at: path] else { continue }
                // What is no text is told as such.
                guard let text = value.text else { return .value(value) }
                let end = text.byteRange(of: mark)?.lowerBound ?? text.endIndex
                if end > text.startIndex { return .word(String(text[..<end])) }
            case .key:
                if let key = place.key { return .word(key) }
            case .word(let word): return .word(word)
            }
        }
        return nil
    }

    private static func isEmptyWord(_ value: JSONValue) -> Bool {
        value.kind == .string && value.span.end - value.span.start <= 2
    }

    /// A line or column, from 1.
    private func number(_ sources: [Source], _ place: ProblemPlace, _ base: Int) -> Int? {
        guard case .value(let value) = first(sources, place) else { return nil }
        return value.number.map { $0 < 0 ? $0 : $0 + 1 - base }
    }

    private static func holds(_ condition: Condition, _ item: JSONValue) -> Bool {
        switch condition {
        case .isTrue(let path): item[at: path]?.bool == true
        case .isFalse(let path): item[at: path]?.bool == false
        case .isWord(let path, let words):
            switch item[at: path] {
            case nil: false
            case let value? where value.kind == .string: value.text.map { words.contains($0.lowercased()) } ?? false
            case let value?: value.unknownWord()
            }
        case .isEmpty(let path): item[at: path].map { $0.isArray && !$0.elements.contains { _ in true } } ?? true
        case .always: true
        }
    }
}

extension JSONValue {
    /// A value that had to be a word: said to be not understood.
    fileprivate func unknownWord() -> Bool {
        setNotUnderstood()
        return false
    }
}
