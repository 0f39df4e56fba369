import FindingsModel

/// A review answered in JSON, XML or YAML with field names of the reviewer's own.
///
/// The names are read by what they mean (`headline`, `how_bad`, `what_to_do`); where they mean nothing known, by what
/// their values look like.
struct StructuredAnswer {
    var remarks: [Remark] = []
    var conclusions: [Leftover] = []
    /// Nothing of the document stands outside of the answer.
    private(set) var isWhole = true
    /// A field is named as those of things to do are.
    var isToDo = false
    private let document: [UInt8]
    let scale: SeverityVocabulary.SignScale
    var group = 1_000_000
    /// Texts of lists whose names tell nothing: remarks where others are texts, too.
    var looseTexts: [(values: [AnswerValue], context: Remark.Context, isGeneral: Bool)] = []
    /// The whole document is lines "name: text".
    private var isPlain = false
    /// A field is named as the judgement of a review is.
    var isJudged = false
    /// How many texts without bytes of their own were looked up.
    private var lookups = 0

    static let maximumDepth = 32

    /// The answer that the whole document is, or that its code block holds; `nil` when it is none.
    init?(document: [UInt8], blocks: [Block], scale: SeverityVocabulary.SignScale) {
        self.scale = scale
        self.document = document
        // A table's name in TOML opens as a list in JSON does.
        if let value = TOMLText.value(document) {
            gather(value, Remark.Context(), key: "", depth: 0)
        } else if let value = JSONText.lines(document) {
            gather(value, Remark.Context(), key: "", depth: 0)
        } else if let value = JSONText.value(document, offset: 0) {
            gather(value, Remark.Context(), key: "", depth: 0)
        } else if let value = XMLText.value(document) {
            gather(value, Remark.Context(), key: "", depth: 0)
        } else if let code = Self.codeAnswer(document, blocks) {
            isWhole = false
            gather(code, Remark.Context(), key: "", depth: 0)
        } else if let value = CommandLines.value(document) {
            isWhole = false
            gather(value, Remark.Context(), key: "", depth: 0)
        } else if Self.looksLikeYAML(document), let value = YAMLText.value(document, offset: 0) {
            isPlain = true
            gather(value, Remark.Context(), key: "", depth: 0)
        }
        addLooseTexts()
        if remarks.isEmpty { return nil }
    }

    /// Whether a document that is nothing but JSON or XML is a review: most of what looks like a remark says where, how grave, or
    /// what to do. Other documents have texts, too.
    static func isReview(_ document: [UInt8]) -> Bool {
        guard
            let answer = StructuredAnswer(document: document, blocks: [], scale: SeverityVocabulary.SignScale(document))
        else { return false }
        let telling = answer.remarks.count { remark in
            // What the name of the list says ("errors") is no word on the single remark.
            let isRated = remark.context.severityWord.map { !remark.context.headings.contains($0) } ?? false
            // One word alone is no advice: what became of something, a version.
            let isAdvised =
                remark.suggestion.map { advice in
                    advice.bytes.count > 24 || advice.bytes.contains { $0 == .space || $0 >= 0x80 }
                } ?? false
            let isPlaced =
                !remark.located.isEmpty || !remark.context.located.isEmpty
                || LineReferenceScanner(remark.lead).found.contains { $0.certainty == .firm }
            return isPlaced || isRated || isAdvised || answer.isOfReview(remark)
        }
        // Names with places alone are a map of the code, such as a coverage report has.
        let worded = answer.remarks.count { remark in
            remark.lead.bytes.first.map { $0.isUpper || $0 >= 0x80 } ?? false
                || PhraseKey(remark.lead.flat + " " + remark.labels.joined(separator: " ")).count > 1
                || remark.blocks.contains { $0.text.bytes.contains(.space) && !$0.text.flat.hasPrefix("Test: ") }
        }
        if worded * 2 < answer.remarks.count { return false }
        // What has a state of its own and no place is a list of things to do.
        let isPlaced = answer.remarks.contains { !$0.located.isEmpty || !$0.context.located.isEmpty }
        if answer.isToDo, !isPlaced { return false }
        return telling * 2 >= answer.remarks.count
    }

    /// Whether the answer speaks as a reviewer does to people: half of its remarks, two at least, find fault, advise or praise in ten
    /// words or more. Programs report in fewer.
    static func isWordy(_ document: [UInt8]) -> Bool {
        guard
            let answer = StructuredAnswer(document: document, blocks: [], scale: SeverityVocabulary.SignScale(document))
        else { return false }
        let worded = answer.remarks.count { remark in
            let evidence = ([remark.lead] + remark.blocks.lazy.filter { !$0.isCode }.map(\.text)).map(
                RemarkEvidence.init)
            return evidence.reduce(0) { $0 + $1.words } >= 10
                && evidence.contains { $0.hasFault || $0.hasAdvice || $0.hasPraise }
        }
        return worded >= 2 && worded * 2 >= answer.remarks.count
    }

    /// What tells a list of things to do from remarks, which may be rated, too.
    static let toDoNames: PhraseSet = [
        "done", "completed", "is done", "is completed", "todo", "todos", "to do", "due", "due date", "due at",
        "deadline",
    ]

    private static let languages: Set<String> = [
        "json", "jsonc", "json5", "hjson", "js", "javascript", "yaml", "yml",
    ]

    /// The largest code block that parses, where it is more than half of the document.
    private static func codeAnswer(_ document: [UInt8], _ blocks: [Block]) -> AnswerValue? {
        var answer: (value: AnswerValue, size: Int)?
        for block in blocks {
            guard case .code(let info) = block.kind, block.text.count * 2 > document.count,
                block.text.count > (answer?.size ?? 0)
            else { continue }
            let language = info.lowercased()
            guard language.isEmpty || Self.languages.contains(language) else { continue }
            var start = block.span.start
            if block.span.start < document.count,
                document[block.span.start] == UInt8(ascii: "`") || document[block.span.start] == UInt8(ascii: "~")
            {
                while start < document.count, document[start] != .lineFeed { start += 1 }
                start += 1
            }
            let bytes = block.text.bytes
            let value =
                language.hasPrefix("y")
                ? YAMLText.value(bytes, offset: start)
                : JSONText.value(bytes, offset: start)
                    ?? (language.isEmpty ? YAMLText.value(bytes, offset: start) : nil)
            if let value { answer = (value, bytes.count) }
        }
        return answer?.value
    }

    /// Most lines open with a name and a colon or a dash, or are deeper than the one above.
    private static func looksLikeYAML(_ document: [UInt8]) -> Bool {
        var keys = 0
        var nested = 0
        var comments = 0
        var others = 0
        var index = 0
        while index < min(document.count, 40_000) {
            var end = index
            while end < document.count, document[end] != .lineFeed { end += 1 }
            var first = index
            while first < end, document[first] == .space || document[first] == UInt8(ascii: "-") { first += 1 }
            if first < end {
                if document[first] == UInt8(ascii: "#"), first == index {
                    // A comment above the answer; where there are more, they are headings.
                    guard keys == 0 else { return false }
                    comments += 1
                    index = end + 1
                    continue
                }
                var colon = first
                while colon < end, document[colon].isWord || document[colon].isOne(of: "-[]") { colon += 1 }
                if colon > first, colon < end, document[colon] == UInt8(ascii: ":"),
                    colon + 1 == end || document[colon + 1] == .space
                {
                    keys += 1
                    nested += first > index ? 1 : 0
                } else if first - index < 2 {
                    others += 1
                }
            }
            index = end + 1
        }
        return keys >= 3 && others == 0 && (comments == 0 || nested * 2 > keys)
    }

    // MARK: Walking

    mutating func gather(_ value: AnswerValue, _ context: Remark.Context, key: String, depth: Int) {
        guard depth < Self.maximumDepth, remarks.count < RemarkFinder.maximumRemarks else { return }
        switch value {
        case .array(let values):
            if PhraseKey(Self.spaced(key)).contains(anyOf: Self.toDoNames) { isToDo = true }
            let sectionRole = SectionRole(heading: Self.spaced(key))
            if sectionRole == .aside { return }
            let objects = values.filter { if case .object = $0 { true } else { false } }
            if objects.isEmpty {
                if let records = AnswerShape.records(ofRows: values, names: nil) {
                    gather(records, context, key: key, depth: depth + 1)
                } else {
                    gatherTexts(values, context, key: key, role: sectionRole)
                }
                return
            }
            group += 1
            let inner = Self.entering(key, context)
            let naming = Self.naming(objects)
            for object in objects {
                if !addRemark(object, inner, naming: naming) { gather(object, inner, key: "", depth: depth + 1) }
            }
        case .object(let fields, let span):
            if let records = AnswerShape.records(ofColumns: fields) {
                gather(records, Self.entering(key, context), key: "", depth: depth + 1)
                return
            }
            let shape = AnswerShape(
                fields, under: key, hasPath: context.path != nil, isRoot: depth == 0,
                isPlain: isPlain && depth == 0)
            // One remark alone, or the wrapper of them.
            let hasNested = fields.contains { field in
                switch field.value {
                case .array(let values):
                    values.contains { if case .object = $0 { true } else { false } } || Self.role(of: field.key) == nil
                case .object: Self.role(of: field.key) != .location
                default: false
                }
            }
            if !hasNested, depth > 0, !shape.isKeyed, addRemark(value, context, key: key) { return }
            var inner = context
            for (index, field) in fields.enumerated() where shape.keys[index] == nil {
                let texts = field.value.texts
                // `"target": {"unit": "tests/a.py"}` beside the remarks tells which file they are about.
                if depth == 0, inner.path == nil, case .object(let parts, _) = field.value {
                    inner.path = parts.lazy.flatMap(\.value.texts).compactMap(Self.wholePath).first
                }
                if case .text(let text) = field.value {
                    switch Self.role(of: field.key) {
                    case .path: inner.path = text
                    case .location where text.utf8.count < 200 && LineReferenceScanner(StyledText(text)).found.isEmpty:
                        if let path = LineReferenceScanner(StyledText(text)).paths.first { inner.path = path.path }
                    default: break
                    }
                }
                if depth == 0, Self.isJudgement(field.key) { isJudged = true }
                if !texts.isEmpty, Self.isConclusion(field.key), case .text(let text) = field.value, !text.isEmpty {
                    var concluding = inner
                    concluding.role = .verdict
                    conclusions.append(Leftover(text: StyledText("Verdict: " + text), span: span, context: concluding))
                } else if depth == 0, case .text(let text) = field.value, Self.role(of: field.key) == nil,
                    text.contains(" "), Self.wholePath(text) == nil
                {
                    // A field of a name that tells nothing may hold the verdict: its words decide.
                    var named = inner
                    named.headings.append(Self.spaced(field.key))
                    conclusions.append(Leftover(text: StyledText(text), span: span, context: named))
                }
            }
            if depth == 0 { noteConclusions(fields, inner) }
            let before = remarks.count
            for (index, field) in fields.enumerated() {
                if let place = shape.keys[index] {
                    gatherKeyed(field, place, inner, depth: depth)
                } else if case .array = field.value {
                    gather(field.value, inner, key: field.key, depth: depth + 1)
                }
            }
            // What answers about one thing alone: `{"line": 12, "comment": "…"}`.
            if depth == 0, remarks.count == before, !hasNested, !shape.isKeyed,
                fields.contains(where: { Self.role(of: $0.key) == .location || Self.role(of: $0.key) == .start })
            {
                _ = addRemark(value, context)
                if remarks.count > before, remarks[before].located.isEmpty { remarks.removeLast() }
                return
            }
            let hasList = remarks.count > before
            for (index, field) in fields.enumerated() where shape.keys[index] == nil {
                // Beside a list of remarks, an object of plain fields describes the whole: what was reviewed, by whom.
                if case .object(let parts, let place) = field.value, hasList {
                    // `[summary] conclusion = "…"`
                    for part in parts where Self.isConclusion(part.key) {
                        guard case .text(let text) = part.value, !text.isEmpty else { continue }
                        var concluding = inner
                        concluding.role = .verdict
                        conclusions.append(
                            Leftover(text: StyledText("Verdict: " + text), span: place, context: concluding))
                    }
                }
                guard case .object(let parts, _) = field.value, !hasList || parts.contains(where: \.value.isNested),
                    SectionRole(heading: Self.spaced(field.key)) != .aside
                else { continue }
                gather(field.value, Self.entering(field.key, inner), key: field.key, depth: depth + 1)
            }
        case .text, .number, .flag, .other: break
        }
    }

    /// `"gate": {"passed": false, "reason": "…"}` beside the remarks.
    private mutating func noteConclusions(
        _ fields: [(key: String, value: AnswerValue)], _ context: Remark.Context
    ) {
        for field in fields {
            guard case .object(let parts, let span) = field.value, Self.isJudgement(field.key) else { continue }
            let texts = parts.filter { part in
                if case .text(let text) = part.value {
                    return PhraseKey(text).count > 1 && Self.wholePath(text) == nil && Self.role(of: part.key) != .path
                }
                return false
            }
            guard let text = texts.flatMap(\.value.texts).max(by: { $0.utf8.count < $1.utf8.count }) else { continue }
            var concluding = context
            concluding.role = .verdict
            conclusions.append(Leftover(text: StyledText("Verdict: " + text), span: span, context: concluding))
        }
    }

    static func isJudgement(_ key: String) -> Bool {
        PhraseKey(spaced(key)).contains(anyOf: judgementNames)
    }
    private static let judgementNames = PhraseSet(VocabularyTable.fields["judgement"])

    mutating func addTexts(_ values: [AnswerValue], _ context: Remark.Context, name: String? = nil) {
        group += 1
        var context = context
        let located = context.located
        context.located = []
        for text in values.flatMap(\.texts) where text.utf8.count > 8 {
            let span = place(of: text) ?? conclusions.first?.span ?? ByteSpan(0, 0)
            var remark = Remark(
                layout: .item, lead: StyledText(name ?? text), context: context, located: located, span: span,
                group: group)
            if name != nil { remark.blocks.append(Block(kind: .paragraph, text: StyledText(text), span: span)) }
            remarks.append(remark)
        }
    }

    /// Where a text of a list stands in the document: as it is spelled, or as far as XML's marks and entities leave it so.
    private mutating func place(of text: String) -> ByteSpan? {
        let words = text.utf8.prefix(48).prefix { !$0.isOne(of: "\n\"") }
        let bare = words.drop { $0 == UInt8(ascii: "`") }.prefix { !$0.isOne(of: "`<>&") }
        guard let start = start(of: Array(words)) ?? (bare.count < words.count ? start(of: Array(bare)) : nil) else {
            return nil
        }
        return ByteSpan(start, min(document.count, start + text.utf8.count))
    }

    private mutating func start(of words: [UInt8]) -> Int? {
        guard words.count > 4, lookups < 200, lookups * document.count < 4_000_000, let first = words.first else {
            return nil
        }
        lookups += 1
        var start = 0
        while let index = document[start...].firstIndex(of: first) {
            if index + words.count <= document.count, document[index..<index + words.count].elementsEqual(words) {
                return index
            }
            start = index + 1
        }
        return nil
    }

    /// The path that the text is, and nothing else.
    static func wholePath(_ text: String) -> String? {
        guard text.utf8.count < 300, let path = LineReferenceScanner(StyledText(text)).paths.first else { return nil }
        return path.path.utf8.count + 2 >= text.utf8.count ? path.path : nil
    }

    static func isConclusion(_ key: String) -> Bool {
        let key = PhraseKey(spaced(key))
        return key.contains(anyOf: conclusionNames)
    }

    private static let conclusionNames = PhraseSet(VocabularyTable.fields["conclusion"])

    static func entering(_ key: String, _ outer: Remark.Context) -> Remark.Context {
        var context = outer
        let heading = spaced(key)
        if heading.isEmpty { return context }
        let role = SectionRole(heading: heading)
        if let severity = SeverityVocabulary.severity(of: heading) {
            context.severity = severity
            context.severityWord = heading
            context.headings.append(heading)
        } else if role == .praise || role == .remarks {
            context.role = role
            context.headings.append(heading)
        } else if let path = LineReferenceScanner(StyledText(key)).paths.first {
            context.path = path.path
        } else if Self.role(of: key) == nil, PhraseKey(heading).count > 1 {
            // `"Sleepy test": […]`
            context.headings.append(heading)
        }
        return context
    }

    /// "how_bad" and "howBad" as "how bad".
    static func spaced(_ key: String) -> String {
        var out: [UInt8] = []
        var wasLower = false
        for byte in key.utf8 {
            if byte.isUpper, wasLower { out.append(.space) }
            out.append(byte.isOne(of: "_-.") ? .space : byte.lowered)
            wasLower = byte.isLower || byte.isDigit || byte.isWide
        }
        return String(decoding: out, as: UTF8.self)
    }

    // MARK: Fields
}

extension AnswerValue {
    fileprivate var isNested: Bool {
        switch self {
        case .array, .object: true
        case .text, .number, .flag, .other: false
        }
    }
}
