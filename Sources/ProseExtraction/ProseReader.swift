import FindingsModel

/// Reads a review that a model or a person wrote as prose or Markdown.
public struct ProseReader: Sendable {
    /// The version of the extraction rules, stored with every review.
    public static let version = 5

    /// Bytes beyond this are not read, and the review is flagged.
    public static let maximumBytes = 4 << 20

    /// Judges each remark's polarity, severity and category from its words.
    private let judge: @Sendable (RemarkText) -> RemarkJudgement
    /// The same, with the evidence.
    private let explainedJudge: @Sendable (RemarkText) -> RemarkJudgement

    public init() {
        // Gathering the evidence costs more than the judgement.
        let words = RemarkJudge.current
        judge = { words.judge($0, explaining: false) }
        explainedJudge = { words.judge($0) }
    }

    /// A reader with a judge of one's own: for a team's lexicon, and for tests of what stands where alone.
    public init(judge: @escaping @Sendable (RemarkText) -> RemarkJudgement) {
        self.judge = judge
        explainedJudge = judge
    }

    /// The review that `document`, valid UTF-8, holds. Never fails: what was not understood is in `unparsed`.
    public func read(_ document: [UInt8]) -> Review {
        if let transport = AnswerTransport(document) {
            return transport.review { Reading($0, judge: judge).review }
        }
        return Reading(document, judge: judge).review
    }

    /// The functions, methods and classes of the project that a Markdown text names outside of its blocks of code.
    public static func symbols(in document: [UInt8]) -> [String] {
        var scanner = SymbolScanner()
        func scan(_ blocks: [Block]) {
            for block in blocks where !block.isCode {
                scanner.scan(block.text)
                scan(block.children)
            }
        }
        scan(MarkdownTree(document).blocks)
        return scanner.symbols
    }

    /// Whether a document that is nothing but JSON or XML is a reviewer's answer, under whatever names of its own, or the
    /// transport of one.
    public static func isAnswer(_ document: [UInt8]) -> Bool {
        document.count <= maximumBytes
            && (StructuredAnswer.isReview(document) || AnswerTransport.isReview(document))
    }

    /// Whether the remarks of an answer in JSON or XML are written in sentences.
    public static func isWordyAnswer(_ document: [UInt8]) -> Bool {
        document.count <= maximumBytes && StructuredAnswer.isWordy(document)
    }

    /// Whether a document is a table as a spreadsheet saves it, whose columns are those of a list of remarks.
    public static func isTable(_ document: [UInt8]) -> Bool {
        document.count <= maximumBytes && SeparatedValues.blocks(ofDocument: document) != nil
    }

    /// Whether a patch holds a reviewer's comments (`+ // REVIEW: …`), so that it is more than the change.
    public static func isAnnotatedPatch(_ document: [UInt8]) -> Bool { AnnotatedPatch(document) != nil }

    /// What a field of an answer in JSON says of a remark.
    public enum FieldMeaning: Hashable, Sendable {
        /// Lines.
        case place
        /// What is wrong, at length.
        case text
        case severity
        /// What is to be done.
        case advice
    }

    /// What the name of a field means, as far as it is one of these; `nil` for all else.
    public static func meaning(ofField name: String) -> FieldMeaning? { StructuredAnswer.meaning(ofField: name) }

    /// The review, and how it was read: the role of every byte, and the words that each judgement comes from.
    ///
    /// - Parameter review: what another reader made of the document, such as the JSON that is a model's whole answer;
    ///   `nil` to explain what ``read(_:)`` returns.
    public func explain(_ document: [UInt8], as review: Review? = nil) -> Explanation {
        if let transport = AnswerTransport(document) {
            var explanation = transport.explanation(of: document) { explain(text: $0, as: nil) }
            if let review, review.findings.count == explanation.review.findings.count { explanation.review = review }
            return explanation
        }
        return explain(text: document, as: review)
    }

    private func explain(text document: [UInt8], as review: Review?) -> Explanation {
        let reading = Reading(document, judge: explainedJudge)
        guard let review, review.findings != reading.review.findings else {
            return ExplanationBuilder(document, reading, reading.judgements).explanation()
        }
        let judgements = review.findings.map { finding in
            explainedJudge(
                RemarkText(
                    title: finding.title, body: finding.body, suggestion: finding.suggestion,
                    language: review.language))
        }
        return ExplanationBuilder(document, reading, judgements, review: review).explanation()
    }
}
