import FindingsModel

/// The answer of a model as its interface or its program hands it over: JSON around a text, `{"review": "…"}`,
/// `choices[].message.content`, a stream of such, or the text alone as a JSON string.
///
/// What is around the text says nothing of the code: what was asked, what the model thought, what it cost. The text is read as
/// a document of its own, be it Markdown or JSON once more.
struct AnswerTransport {
    /// A text that is read by itself.
    struct Answer {
        var text = UnescapedText()
        /// The file that stands beside the text: `{"file": "tests/a.py", "review": "…"}`.
        var path: String?
        var name = Name.strange
    }

    /// What the field's name says of its text.
    enum Name: Comparable {
        /// Nothing.
        case strange
        /// That it is what was answered.
        case answer
        /// That it is a review.
        case review
    }

    /// More texts than this are a collection of data, each of which would be read as a document of its own.
    private static let answerLimit = 1_000

    private(set) var answers: [Answer] = []
    /// Conclusions beside the texts, by the bytes of their strings.
    private(set) var conclusions: [UnescapedText] = []
    /// Who made the document leaves no doubt that it is a model's answer.
    private(set) var isCertain = false

    private let document: [UInt8]
    private var current = Answer()
    private var streamed = Answer()
    /// Texts of no name that is known, and how many line breaks are in them.
    private var strange: [(range: Range<Int>, breaks: Int)] = []
    private var hasPlaces = false

    /// The texts of a document that is nothing but their transport; `nil` for any other, also for a review in fields.
    init?(_ document: [UInt8]) {
        self.document = document
        guard document.count <= ProseReader.maximumBytes,
            let roots = JSONSpans.values(document) ?? EventStream.values(document)
        else { return nil }
        if roots.count == 1, case .text(let range) = roots[0] {
            guard breaks(in: range) > 0 else { return nil }
            take(range, joins: false)
            finish()
        }
        for root in roots {
            if case .array(let values) = root {
                for value in values { walk(value, key: "", depth: 0, joins: false, ofMany: values.count > 1) }
            } else {
                walk(root, key: "", depth: 0, joins: false, ofMany: roots.count > 1)
            }
        }
        if !streamed.text.isEmpty {
            answers.removeAll { $0.text.bytes == streamed.text.bytes }
            answers.append(streamed)
        }
        if answers.isEmpty { takeStrange() }
        guard !answers.isEmpty, answers.count <= Self.answerLimit else { return nil }
        if isCertain { return }
        let ofLines = answers.count { isOfLines($0.text) }
        guard ofLines * 2 >= answers.count || answers.count == 1 else { return nil }
        // A text of several lines without a place or grade beside it is no field of a remark.
        if hasPlaces || ofLines == 0, StructuredAnswer.isReview(document) { return nil }
    }

    /// Whether a document that is nothing but JSON is a review in transport.
    static func isReview(_ document: [UInt8]) -> Bool {
        guard let transport = AnswerTransport(document) else { return false }
        if transport.isCertain { return true }
        return transport.answers.contains { answer in
            let review = Reading(answer.text.bytes) { _ in
                RemarkJudgement(
                    polarity: .issue, severity: .medium, severityBasis: .default, category: "other", confidence: 0)
            }.review
            if review.findings.contains(where: { !$0.references.isEmpty || $0.severityBasis == .stated }) {
                return true
            }
            guard answer.name == .review || answer.name == .answer && transport.isOfLines(answer.text) else {
                return false
            }
            return !review.findings.isEmpty || review.outcome != nil
        }
    }

    // MARK: Walking

    /// - Parameter joins: the text is a piece of one that is streamed.
    /// - Parameter ofMany: the value is one of several, each of which may hold a text.
    private mutating func walk(_ value: JSONSpans, key: String, depth: Int, joins: Bool, ofMany: Bool) {
        switch value {
        case .text(let range):
            if Self.names.contains(key) || Self.reviewNames.contains(key) {
                take(range, joins: joins)
            } else {
                look(value, depth: depth)
            }
        case .scalar: return
        case .array(let values):
            // The choices of an answer are answers each; the parts of a text are one.
            let areAnswers = Self.many.contains(key) && values.count > 1
            for value in values {
                walk(value, key: key, depth: depth + 1, joins: joins, ofMany: false)
                if areAnswers { finish() }
            }
        case .object(let fields):
            guard isAnswering(fields) else { return }
            let isPiece = joins || key == "delta" || ofMany && fields.contains { $0.key == "done" }
            for field in fields { visit(field, depth: depth, joins: isPiece) }
        }
        if depth == 0 { finish() }
    }

    private mutating func visit(_ field: (key: String, value: JSONSpans), depth: Int, joins: Bool) {
        let key = StructuredAnswer.spaced(field.key)
        if Self.marks.contains(key) { isCertain = true }
        guard !Self.silent.contains(key) else { return }
        switch field.value {
        case .scalar(let range):
            if let first = document[range].first, first.isDigit, Self.isOfPlace(field.key) { hasPlaces = true }
        case .text(let range):
            if key == "delta" || key == "content" && joins {
                take(range, joins: true)
            } else if Self.names.contains(key) || Self.reviewNames.contains(key) {
                guard joins || isWorded(range) || breaks(in: range) > 0 else { return }
                take(range, joins: joins)
                current.name = max(current.name, Self.reviewNames.contains(key) ? .review : .answer)
            } else if StructuredAnswer.role(of: field.key) == .path {
                let text = String(decoding: document[range], as: UTF8.self)
                if StructuredAnswer.wholePath(text) != nil { current.path = text }
            } else if StructuredAnswer.isConclusion(field.key), breaks(in: range) == 0 {
                var text = UnescapedText()
                text.append(range, of: document)
                conclusions.append(text)
            } else {
                if Self.isOfPlace(field.key) { hasPlaces = true }
                if isWorded(range) { strange.append((range, breaks(in: range))) }
            }
        case .array, .object:
            if Self.wrappers.contains(key) || Self.names.contains(key) || key == "delta" {
                if Self.certainWrappers.contains(key) { isCertain = true }
                walk(field.value, key: key, depth: depth + 1, joins: joins, ofMany: false)
            } else {
                look(field.value, depth: depth + 1)
            }
        }
    }

    /// What stands in values of other names only tells whether the text is all that is said.
    private mutating func look(_ value: JSONSpans, depth: Int) {
        switch value {
        case .text(let range): if isWorded(range) { strange.append((range, breaks(in: range))) }
        case .scalar: break
        case .array(let values): for value in values { look(value, depth: depth + 1) }
        case .object(let fields): for field in fields { look(field.value, depth: depth + 1) }
        }
    }

    /// Whether it is what the model says, and not what it was told, what it thought or did.
    private mutating func isAnswering(_ fields: [(key: String, value: JSONSpans)]) -> Bool {
        for field in fields {
            switch field.value {
            case .text(let range):
                let word = String(decoding: document[range].prefix(40), as: UTF8.self).lowercased()
                if field.key == "role" {
                    guard ["assistant", "model", "ai", "bot"].contains(word) else { return false }
                    isCertain = true
                }
                if field.key == "type", Self.otherTypes.contains(where: { word.hasPrefix($0) }) { return false }
            case .scalar(let range):
                if field.key == "thought", document[range].elementsEqual("true".utf8) { return false }
            case .array, .object: break
            }
        }
        return true
    }

    /// A text under a name of the writer's own, where it is nearly all that the document says.
    private mutating func takeStrange() {
        let long = strange.filter { $0.breaks > 1 }
        guard long.count == 1, let text = long.first, text.range.count * 2 > document.count else { return }
        take(text.range, joins: false)
        finish()
    }

    private mutating func take(_ range: Range<Int>, joins: Bool) {
        if joins {
            streamed.text.append(range, of: document)
        } else {
            current.text.append(range, of: document, between: between(range))
        }
    }

    /// The parts of one text go on in the middle of a sentence, or begin anew.
    private func between(_ range: Range<Int>) -> [UInt8] {
        guard let last = current.text.bytes.last, let first = document[range].first else { return [] }
        let isOver = last == .lineFeed || last.isOne(of: ".!?:`>)|*")
        let begins =
            first.isUpper || first.isOne(of: "#-*>`|0123456789") || document.has("\\n", at: range.lowerBound)
        return isOver && begins ? [.lineFeed, .lineFeed] : []
    }

    private mutating func finish() {
        defer { current = Answer() }
        guard !current.text.isEmpty, answers.count <= Self.answerLimit,
            !answers.contains(where: { $0.text.bytes == current.text.bytes })
        else { return }
        answers.append(current)
    }

    // MARK: Words

    private func breaks(in range: Range<Int>) -> Int {
        var count = 0
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            if document[index] == UInt8(ascii: "\\") {
                count += document[index + 1] == UInt8(ascii: "n") ? 1 : 0
                index += 2
            } else {
                index += 1
            }
        }
        return count
    }

    private func isOfLines(_ text: UnescapedText) -> Bool {
        text.bytes.count { $0 == .lineFeed } > 1 || text.bytes.first { !$0.isBlank } == UInt8(ascii: "{")
    }

    /// More than three words, or as much in a script without spaces.
    private func isWorded(_ range: Range<Int>) -> Bool {
        let text = document[range].prefix(400)
        return text.count { $0 == .space } > 2 || text.count(where: \.isWide) > 24
    }

    private static func isOfPlace(_ key: String) -> Bool {
        switch StructuredAnswer.role(of: key) {
        case .location, .start, .end, .severity: true
        default: false
        }
    }

    /// What a text of an answer is called.
    private static let names: Set<String> = [
        "content", "text", "result", "response", "output", "output text", "answer", "completion", "generated text",
        "markdown", "md", "final", "final answer", "final output", "final message", "reply", "message text",
        "last message", "agent message", "assistant",
    ]
    private static let reviewNames: Set<String> = [
        "review", "code review", "review text", "review markdown", "review comment", "review body", "test review",
        "review result", "review output", "feedback", "review feedback", "report", "review report", "critique",
        "analysis", "revue", "recensione", "revisión", "revisão", "ревью", "评审", "レビュー", "리뷰",
    ]
    /// What holds texts.
    private static let wrappers: Set<String> = [
        "choices", "candidates", "message", "messages", "parts", "outputs", "generations", "generation", "predictions",
        "results", "data", "body", "item", "items", "review", "responses", "completions", "chat response",
    ]
    private static let certainWrappers: Set<String> = ["choices", "candidates", "generations"]
    /// What holds answers that say the same in different words.
    private static let many: Set<String> = [
        "choices", "candidates", "generations", "results", "responses", "predictions",
    ]
    /// What only a model's answer has beside its text.
    private static let marks: Set<String> = [
        "finish reason", "finishreason", "stop reason", "stopreason", "usage", "usage metadata", "usagemetadata",
        "prompt eval count", "model version", "duration api ms", "total cost usd", "system fingerprint",
    ]
    /// What is no word of the answer.
    private static let silent: Set<String> = [
        "thinking", "reasoning", "reasoning content", "thoughts", "prompt", "system", "system prompt", "instructions",
        "input", "query", "question", "request", "usage", "metadata", "logprobs", "annotations", "citations",
        "tool calls",
        "tools", "error", "errors", "refusal", "signature", "context", "diff", "patch", "model",
    ]
    private static let otherTypes = [
        "thinking", "redacted", "reasoning", "tool", "function", "input_", "user", "system", "server_tool",
        "web_search",
        "command_execution", "file_change", "mcp_", "todo_list", "image",
    ]
}
