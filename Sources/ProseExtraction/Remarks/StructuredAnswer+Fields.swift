import FindingsModel

/// One object of an answer as a remark: what each of its fields says.
extension StructuredAnswer {
    /// The field whose texts name the remarks of a list that have no title: `"kind": "Test that cannot fail"`.
    ///
    /// A kind of several words that hardly two of them share is what the reviewer calls the remark; one that many share
    /// only sorts them.
    static func naming(_ objects: [AnswerValue]) -> String? {
        var texts: [String: [String]] = [:]
        var order: [String] = []
        for case .object(let fields, _) in objects.prefix(400) {
            for field in fields {
                guard case .text(let text) = field.value, !text.isEmpty else { continue }
                switch role(of: field.key) {
                case .title: return nil
                case .category:
                    if texts[field.key] == nil { order.append(field.key) }
                    texts[field.key, default: []].append(text)
                default: break
                }
            }
        }
        return order.first { key in
            let own = texts[key] ?? []
            let named = own.count { PhraseKey(spaced($0)).count > 1 || $0.utf8.contains(where: { $0 >= 0x80 }) }
            return named * 2 > own.count && Set(own).count * 2 >= own.count && own.allSatisfy { $0.utf8.count <= 120 }
                && own.allSatisfy { SeverityVocabulary.severity(of: $0) == nil }
        }
    }

    /// The name of a remark's object that is its title: `"Missing clean-up": {"lines": [31], "why": "…"}`.
    private static func title(ofKey key: String) -> String? {
        let words = PhraseKey(spaced(key))
        guard words.count > 1, words.count <= 12, !key.utf8.contains(where: \.isDigit), role(of: key) == nil,
            SectionRole(heading: spaced(key)) == .neutral, SeverityVocabulary.severity(of: spaced(key)) == nil,
            key.utf8.contains(.space) || !RemarkEvidence.namesSymbol(StyledText(key))
        else { return nil }
        return key.utf8.contains(.space) ? key : spaced(key)
    }

    /// Adds the remark that `value` is; false when it is none.
    ///
    /// - Parameters:
    ///   - naming: the field that ``naming(_:)`` found in the list that `value` stands in.
    ///   - key: the name of the field that holds `value`.
    mutating func addRemark(
        _ value: AnswerValue, _ context: Remark.Context, naming: String? = nil, key: String = ""
    ) -> Bool {
        guard case .object(let fields, let span) = value else { return false }
        // `"detected": false`: the answer to a question, not a remark.
        if fields.contains(where: Self.isDenied) { return true }
        var parts: [Role: [String]] = [:]
        var first: Int?
        var last: Int?
        var unknown: [String] = []
        let isAffirmed = fields.contains { field in
            if case .flag(true) = field.value { Self.isAsked(field.key) } else { false }
        }
        for field in fields {
            if PhraseKey(Self.spaced(field.key)).contains(anyOf: Self.toDoNames) { isToDo = true }
            var role = Self.role(of: field.key)
            // `"from": 12, "to": 20` beside the words.
            if role == nil, case .number = field.value { role = Self.endRole(of: field.key) }
            if field.key == naming { role = .title }
            if case .object = field.value {
                // `"location": {"file": …, "start": 12, "end": 20}`
                let place = AnswerPlace(field.value)
                // `"start": {"row": 4}, "end": {"row": 9}`: each is one of the two.
                if let line = place.first, place.last == nil, role == .end || Self.endRole(of: field.key) == .end {
                    last = line
                } else {
                    first = place.first ?? first
                    last = place.last ?? last
                }
                if let path = place.path { parts[.path, default: []].append(path) }
                parts[.location, default: []] += place.texts
                continue
            }
            if AnswerPlace.isColumn(field.key) { continue }
            if case .array(let values) = field.value, !values.isEmpty,
                role == .location || role == nil && values.allSatisfy(Self.isLine)
            {
                parts[.location, default: []] += Self.places(values)
                if parts[.path] == nil, let path = values.lazy.compactMap({ AnswerPlace($0).path }).first {
                    parts[.path] = [path]
                }
                continue
            }
            let texts = field.value.texts.filter { !$0.isEmpty }
            guard !texts.isEmpty else { continue }
            switch role {
            case .start: first = Int(texts[0]) ?? first
            case .end: last = Int(texts[0]) ?? last
            case .number: break
            case nil:
                // A number of an unknown name is an identifier, a score, a line of something else.
                unknown += texts.filter { !$0.utf8.allSatisfy { $0.isDigit || $0 == 46 } }
            case let role?:
                if role == .severity, SeverityVocabulary.severity(of: texts[0]) == nil, texts[0].utf8.count > 24 {
                    unknown += texts
                } else {
                    parts[role, default: []] += texts
                }
            }
        }
        // `"start_line": 57, "line": 75`, as GitHub has it.
        if let begin = first, last == nil, let place = parts[.location]?.first, let end = Int(place), end >= begin {
            last = end
            parts[.location]?.removeFirst()
        }
        // Fields of unknown names: a severity word, a place, a title, a text.
        for text in unknown {
            if parts[.severity] == nil, SeverityVocabulary.severity(of: text) != nil {
                parts[.severity] = [text]
            } else if parts[.location] == nil, text.utf8.count < 80,
                LineReferenceScanner(StyledText(text)).found.contains(where: { $0.certainty == .firm })
            {
                parts[.location] = [text]
            } else if parts[.path] == nil, text.utf8.contains(UInt8(ascii: "/")), let path = Self.wholePath(text) {
                parts[.path] = [path]
            } else {
                parts[text.utf8.count < 100 && parts[.title] == nil ? .title : .body, default: []].append(text)
            }
        }
        var titles = parts[.title] ?? []
        var bodies = parts[.body] ?? []
        if titles.isEmpty, !bodies.isEmpty, let name = Self.title(ofKey: key) { titles.append(name) }
        // `"impact": "serious"`
        if parts[.severity] == nil,
            let rating = bodies.firstIndex(where: { SeverityVocabulary.severity(of: $0) != nil && $0.utf8.count < 24 })
        {
            parts[.severity] = [bodies.remove(at: rating)]
        }
        if titles.isEmpty, !bodies.isEmpty, first != nil || parts[.location] != nil || isAffirmed,
            let title = AnswerShape.title(key)
        {
            titles.append(title)
        }
        if titles.isEmpty, !bodies.isEmpty { titles.append(bodies.removeFirst()) }
        if titles.isEmpty, let advice = parts[.suggestion]?.first { titles.append(advice) }
        guard let title = titles.first, title.utf8.count > 2 else { return false }
        // An object with nothing but a name is no remark.
        let isBare =
            bodies.isEmpty && parts[.severity] == nil && parts[.location] == nil && first == nil
            && parts[.suggestion] == nil
        if isBare, PhraseKey(title).count < 4 { return false }
        var remark = Remark(layout: .row, lead: StyledText(title), context: context, span: span, group: group)
        remark.located = context.located
        remark.context.located = []
        for text in titles.dropFirst() + bodies {
            remark.blocks.append(Block(kind: .paragraph, text: StyledText(text), span: span))
        }
        if let advice = parts[.suggestion], !advice.isEmpty {
            remark.suggestion = StyledText(advice.joined(separator: "\n"))
        }
        if let path = parts[.path]?.first, !path.isEmpty { remark.context.path = path }
        for word in parts[.severity] ?? [] {
            if let severity = Int(word).flatMap({ scale.legend.numbers[$0] }) {
                remark.context.severity = severity
                remark.context.severityWord = word
            } else if let rated = RemarkLead.ratedPart(of: word.strippedOfSigns) {
                remark.context.severity = rated.0
                remark.context.severityWord = word
            } else {
                let lead = RemarkLead(StyledText(word), scale: scale)
                if let severity = lead.severity {
                    remark.context.severity = severity
                    remark.context.severityWord = lead.severityWord
                }
            }
        }
        remark.labels += parts[.category] ?? []
        if let first, first > 0 {
            remark.located.append(
                LineReferenceScanner.Found(
                    range: LineRange(first, last ?? first), path: nil, column: nil, certainty: .firm, place: 0..<1))
        }
        for place in parts[.location] ?? [] {
            remark.located += LocationValue.references(in: StyledText(place), &remark.context.path)
        }
        for name in (parts[.symbol] ?? []) + (parts[.location] ?? []) {
            remark.blocks.append(
                Block(kind: .paragraph, text: Self.symbolField(name), span: span))
        }
        remarks.append(remark)
        return true
    }

    /// `12`, `"12"`, `"39-40"`: in a list of an unknown name, a place.
    private static func isLine(_ value: AnswerValue) -> Bool {
        switch value {
        case .number(let number): return number > 0 && number < 100_000
        case .text(let text):
            let ends = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            return (1...2).contains(ends.count)
                && ends.allSatisfy { (1...6).contains($0.count) && $0.allSatisfy { $0.isDigit } }
        default: return false
        }
    }

    /// A "Test: name" paragraph, from which only symbols are read.
    static func symbolField(_ name: String) -> StyledText { StyledText("Test: " + name) }

    /// `[12, 15]` is two lines, `[[12, 15]]` one range, `["L12", "L15-16"]` as written.
    static func places(_ values: [AnswerValue]) -> [String] {
        values.flatMap { value -> [String] in
            switch value {
            case .array(let pair):
                let ends = pair.texts
                return ends.count == 2 ? ["lines \(ends[0])-\(ends[1])"] : ends.map { "line \($0)" }
            case .number(let number): return ["line \(number)"]
            case .object:
                let place = AnswerPlace(value)
                guard let first = place.first else { return place.texts }
                return [place.last.map { "lines \(first)-\($0)" } ?? "line \(first)"] + place.texts
            default: return value.texts
            }
        }
    }
}

extension [AnswerValue] {
    fileprivate var texts: [String] { flatMap(\.texts) }
}
